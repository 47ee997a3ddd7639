package tenant

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// MaxPage is the most a page of tenants holds.
const MaxPage = 200

// Listed is a tenant in a list of those below another.
type Listed struct {
	ID     uuid.UUID
	Parent uuid.UUID
	Kind   Kind
	Name   string
	// Number of its account in its parent's book.
	Number    string
	Status    string
	Country   string
	CreatedAt time.Time
	// Depth below the tenant acted in: 1 for its own children.
	Depth int
	// Objects it has, with those of all below it.
	Objects int
}

// BelowQuery narrows a list of the tenants below.
type BelowQuery struct {
	// Search is what a name begins with, or a whole account number.
	Search string
	// Kind: reseller or account; empty for both.
	Kind Kind
	// Children: those of the tenant acted in only, not theirs.
	Children bool
	// After is the last of the page before; nil for the first page.
	After uuid.UUID
	// Limit from 1 to MaxPage.
	Limit int
}

// Below lists the tenants below the one acted in, each after its parent, and tells whether there are more.
func (t *Tenants) Below(ctx context.Context, s db.Scope, q BelowQuery) (list []Listed, more bool, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d tenants.", MaxPage))
	}
	statement, args := q.statement(s)
	err = t.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, statement, args...)
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Listed])
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list the tenants below: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}

// statement pages by (path, id) over the index of that name; the cursor is an id, because a path counts other tenants.
func (q BelowQuery) statement(s db.Scope) (string, []any) {
	args := []any{s.Tenant(), q.Limit + 1}
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	// Closed and without a number: opened by mistake, and taken back.
	where := []string{"t.id <> $1", "(t.status <> 'closed' or c.number is not null)"}
	if q.Children {
		where = append(where, "t.parent_id = $1")
	}
	if q.Kind != "" {
		where = append(where, "t.kind = "+arg(q.Kind))
	}
	if q.Search != "" {
		if ValidAccountNumber(q.Search) {
			where = append(where, "c.number = "+arg(q.Search))
		} else {
			from, to := NameRange(q.Search)
			where = append(where, "t.name_key >= "+arg(from)+" and t.name_key < "+arg(to))
		}
	}
	if q.After != uuid.Nil {
		after := arg(q.After)
		where = append(where, "(t.path, t.id) > ((select a.path from tenants a where a.id = "+after+"), "+after+")")
	}
	// Not from the tenant's own row: whoever sees some of its objects only does not reach it here.
	own, _ := s.Below()
	return `
select t.id, t.parent_id, t.kind, t.name, coalesce(c.number, ''), t.status, coalesce(t.country, ''), t.created_at,
    array_length(string_to_array(t.path, '.'), 1) - 1 - ` + arg(strings.Count(own, ".")) + `::int,
    (select count(*) from objects o where o.path >= t.path and o.path < rtrim(t.path, '.') || '/')
from tenants t
left join contracts c on c.counterparty_id = t.id
where ` + strings.Join(where, "\n    and ") + `
order by t.path, t.id
limit $2`, args
}
