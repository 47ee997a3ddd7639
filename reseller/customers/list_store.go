package customers

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// sorts are the columns that lists are sorted by, each with an index that ends in the tenant, and the type of a cursor.
var sorts = map[string]struct{ column, kind string }{
	ByName: {"c.name_key", "text"}, ByNumber: {"c.number", "text"}, BySince: {"c.created_at", "timestamptz"},
	ByObjects: {"c.objects", "int"}, ByUsers: {"c.users", "int"}, BySeen: {"c.seen_at", "timestamptz"},
}

var withs = map[string]string{
	WithBlocked:    "c.blocked > 0",
	WithOffline:    "c.objects > c.blocked + (select l.online from customer_live l where l.tenant_id = c.tenant_id)",
	WithSilentDay:  "exists (select from customer_live l where l.tenant_id = c.tenant_id and l.silent_day > 0)",
	WithSilentWeek: "exists (select from customer_live l where l.tenant_id = c.tenant_id and l.silent_week > 0)",
	WithNever:      "exists (select from customer_live l where l.tenant_id = c.tenant_id and l.never > 0)",
}

// figures of an account are its own; a reseller's are summed from the index of its range.
const figures = `
    f.objects, f.blocked, f.users, f.online, f.silent_day, f.silent_week, f.never, f.heard_at`

// Of a reseller both tables are summed apart: their ranges are read from one index each, and never joined row by row.
const joinFigures = `
cross join lateral (
    select c.objects, c.blocked, c.users, coalesce(l.online, 0) as online, coalesce(l.silent_day, 0) as silent_day,
        coalesce(l.silent_week, 0) as silent_week, coalesce(l.never, 0) as never, coalesce(l.heard_at, 'epoch') as heard_at
    from (select) one left join customer_live l on l.tenant_id = c.tenant_id
    where c.kind = 'account'
    union all
    select b.objects, b.blocked, b.users, m.online, m.silent_day, m.silent_week, m.never, m.heard_at
    from (
        select coalesce(sum(objects), 0)::int as objects, coalesce(sum(blocked), 0)::int as blocked, coalesce(sum(users), 0)::int as users
        from customers where path >= c.path and path < rtrim(c.path, '.') || '/'
    ) b, (
        select coalesce(sum(online), 0)::int as online, coalesce(sum(silent_day), 0)::int as silent_day, coalesce(sum(silent_week), 0)::int as silent_week,
            coalesce(sum(never), 0)::int as never, coalesce(max(heard_at), 'epoch') as heard_at
        from customer_live where path >= c.path and path < rtrim(c.path, '.') || '/'
    ) m
    where c.kind <> 'account'
) f`

type arguments []any

func (a *arguments) add(v any) string {
	*a = append(*a, v)
	return "$" + strconv.Itoa(len(*a))
}

func page(ctx context.Context, tx *db.Tx, s db.Scope, q Query) (list []Customer, next *After, err error) {
	few, err := q.finds(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	statement, args := q.statement(s, few)
	rows, err := tx.Query(ctx, statement, args...)
	if err != nil {
		return nil, nil, err
	}
	var keys []string
	list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Customer, err error) {
		var key string
		err = scan(row, &c, &key)
		keys = append(keys, key)
		return c, err
	})
	if err != nil || len(list) <= q.Limit {
		return list, nil, err
	}
	list = list[:q.Limit]
	return list, &After{keys[q.Limit-1], list[q.Limit-1].ID}, nil
}

func scan(row pgx.CollectableRow, c *Customer, more ...any) error {
	err := row.Scan(append([]any{&c.ID, &c.Parent, &c.Kind, &c.Name, &c.Number, &c.Status, &c.Country, &c.CreatedAt, &c.Depth,
		&c.Objects, &c.Blocked, &c.Users, &c.Online, &c.SilentDay, &c.SilentWeek, &c.Never, &c.HeardAt, &c.SeenAt}, more...)...)
	c.SeenAt, c.HeardAt = given(c.SeenAt), given(c.HeardAt)
	return err
}

// columns that scan reads.
const columns = `
    c.tenant_id, c.parent_id, c.kind, t.name, c.number, c.status, coalesce(t.country, ''), c.created_at,
    array_length(string_to_array(c.path, '.'), 1) - array_length(string_to_array(current_setting('app.path'), '.'), 1),` + figures + `, c.seen_at`

// fewFound is how many tenants a search may find for them to be read first and sorted then. Where there are more, walking
// the order of the list meets them soon enough. The planner cannot tell: it knows neither the words nor that they stand
// in the order of the names.
const fewFound = 10_000

// finds tells whether a search finds few.
func (q Query) finds(ctx context.Context, tx *db.Tx) (few bool, err error) {
	if tenant.NameKey(q.Search) == "" {
		return false, nil
	}
	from, to := tenant.NameRange(q.Search)
	var n int
	err = tx.QueryRow(ctx, `select count(*) from (select from customer_words w where w.word >= $1 and w.word < $2 limit $3) found`, from, to, fewFound).Scan(&n)
	return n < fewFound, err
}

// statement keeps the page apart from what is read for each of its rows: the planner then takes the index of the order,
// or where few are found those, and sorts them.
func (q Query) statement(s db.Scope, few bool) (string, []any) {
	var args arguments
	found := ""
	where := []string{"c.tenant_id <> " + args.add(s.Tenant())}
	if q.Parent != uuid.Nil {
		where = append(where, "c.parent_id = "+args.add(q.Parent))
	}
	if q.Kind != "" {
		where = append(where, "c.kind = "+args.add(q.Kind))
	}
	if q.Status != "" {
		where = append(where, "c.status = "+args.add(q.Status))
	}
	if q.With != "" {
		where = append(where, withs[q.With])
	}
	if !q.Since.IsZero() {
		where = append(where, "c.created_at >= "+args.add(q.Since))
	}
	if tenant.NameKey(q.Search) != "" {
		from, to := tenant.NameRange(q.Search)
		words := "select w.tenant_id from customer_words w where w.word >= " + args.add(from) + " and w.word < " + args.add(to)
		if few {
			found, words = "found as materialized (select distinct tenant_id from ("+words+") w), ", "select tenant_id from found offset 0"
		}
		where = append(where, "c.tenant_id in ("+words+")")
	}
	sort := sorts[q.Sort]
	direction, beyond := "", ">"
	if q.Desc {
		direction, beyond = " desc", "<"
	}
	if q.After != nil {
		where = append(where, fmt.Sprintf("(%s, c.tenant_id) %s (%s::text::%s, %s)", sort.column, beyond, args.add(q.After.Key), sort.kind, args.add(q.After.ID)))
	}
	order := fmt.Sprintf("order by %s%s, c.tenant_id%s", sort.column, direction, direction)
	return `
with ` + found + `c as materialized (
    select c.tenant_id, c.parent_id, c.path, c.kind, c.status, c.name_key, c.number, c.created_at, c.objects, c.blocked, c.users, c.seen_at
    from customers c
    where ` + strings.Join(where, "\n        and ") + `
    ` + order + `
    limit ` + args.add(q.Limit+1) + `
)
select ` + columns + `, ` + sort.column + `::text
from c
join tenants t on t.id = c.tenant_id` + joinFigures + `
` + order, args
}

func readOne(ctx context.Context, tx *db.Tx, s db.Scope, id uuid.UUID) (one One, err error) {
	rows, err := tx.Query(ctx, `
select `+columns+`, t.locale, t.time_zone,
    (select count(*) from customers b where b.path > c.path and b.path < rtrim(c.path, '.') || '/' and b.kind = 'reseller'),
    (select count(*) from customers b where b.path > c.path and b.path < rtrim(c.path, '.') || '/' and b.kind = 'account'),
    k.number, k.opened_at, k.tier, k.paper_number, k.signed_on
from customers c
join tenants t on t.id = c.tenant_id
left join contracts k on k.counterparty_id = c.tenant_id`+joinFigures+`
where c.tenant_id = $1 and c.tenant_id <> $2`, id, s.Tenant())
	if err != nil {
		return one, err
	}
	one, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (one One, err error) {
		var number, tier, agreement *string
		var opened, agreed *time.Time
		err = scan(row, &one.Customer, &one.Locale, &one.TimeZone, &one.Resellers, &one.Accounts, &number, &opened, &tier, &agreement, &agreed)
		if number != nil {
			one.Contract = &Contract{Number: *number, OpenedAt: *opened, Terms: Terms{Tier: *tier, Agreement: *agreement, AgreedOn: agreed}}
		}
		return one, err
	})
	if err != nil {
		return one, err
	}
	ways, err := readWays(ctx, tx, s, []uuid.UUID{id})
	one.Way = ways[id]
	return one, err
}

// readWays reads who stands between the tenant acted in and others: the policy keeps back who stands above.
func readWays(ctx context.Context, tx *db.Tx, s db.Scope, of []uuid.UUID) (map[uuid.UUID][]Step, error) {
	rows, err := tx.Query(ctx, `
select c.tenant_id, t.id, t.name, t.kind
from customers c
cross join lateral (
    select string_agg(p, '.') over (order by n) || '.' as path from unnest(string_to_array(rtrim(c.path, '.'), '.')) with ordinality u (p, n)
) above
join tenants t on t.path = above.path
where c.tenant_id = any ($1) and t.id <> c.tenant_id and t.id <> $2
order by c.tenant_id, t.path`, of, s.Tenant())
	if err != nil {
		return nil, err
	}
	ways := map[uuid.UUID][]Step{}
	var below uuid.UUID
	var step Step
	_, err = pgx.ForEachRow(rows, []any{&below, &step.ID, &step.Name, &step.Kind}, func() error {
		ways[below] = append(ways[below], step)
		return nil
	})
	return ways, err
}

// countLive writes what has changed only: a fleet that drives on changes nothing but the time it was heard, which is
// kept to a minute.
func countLive(ctx context.Context, tx *db.Tx, now time.Time, offlineAfter time.Duration) (int64, error) {
	tag, err := tx.Exec(ctx, `
with held as (
    select distinct object_id from blocks where until is null
), heard as (
    select s.tenant_id, count(*)::int as n, max(s.heard_at) as heard_at,
        (count(*) filter (where s.heard_at > $1 and h.object_id is null))::int as online,
        (count(*) filter (where s.heard_at <= $2))::int as silent_day,
        (count(*) filter (where s.heard_at <= $3))::int as silent_week
    from object_states s
        join objects o on o.seq = s.object_seq and o.removed_at is null
        left join held h on h.object_id = s.object_id
    group by s.tenant_id
), counted as (
    select c.tenant_id, coalesce(h.online, 0) as online, coalesce(h.silent_day, 0) as silent_day, coalesce(h.silent_week, 0) as silent_week,
        greatest(0, c.objects - coalesce(h.n, 0)) as never, coalesce(date_trunc('minute', h.heard_at), 'epoch') as heard_at
    from customers c left join heard h on h.tenant_id = c.tenant_id
)
update customer_live l
set online = n.online, silent_day = n.silent_day, silent_week = n.silent_week, never = n.never, heard_at = n.heard_at
from counted n
where n.tenant_id = l.tenant_id
    and (l.online, l.silent_day, l.silent_week, l.never, l.heard_at) is distinct from (n.online, n.silent_day, n.silent_week, n.never, n.heard_at)`,
		now.Add(-offlineAfter), now.Add(-24*time.Hour), now.Add(-7*24*time.Hour))
	if err != nil {
		return 0, fmt.Errorf("count what is heard: %w", err)
	}
	return tag.RowsAffected(), nil
}
