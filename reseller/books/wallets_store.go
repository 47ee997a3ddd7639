package books

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// walletSorts are what lists are sorted by, with the type of a cursor. Who has nothing to pay comes after all that lasts for a time.
var walletSorts = map[string]struct{ column, kind string }{
	ByName: {"w.name_key", "text"}, ByNumber: {"w.number", "text"}, ByBalance: {"w.balance", "bigint"},
	ByDays: {"coalesce(w.days, 1000000)", "bigint"}, ByUnpaid: {"w.unpaid", "int"},
}

var walletStates = map[string]string{
	"": "w.live", Unpaid: "w.live and w.unpaid > 0", Owing: "w.live and w.balance < 0", Ending: "w.live and w.days <= 7", Credits: "w.live and w.floor < 0", Left: "not w.live",
}

// walletRows are the wallets of the keeper $1 at $2; of those that are closed or have moved away, which are not live, the ones that are not empty. Sums of what is served come from one look at all customers, never one for each.
const walletRows = `
with below as materialized (
    select account, unit, paying, unpaid, per_day from money_below($2)
    union all
    select d.counterparty_id, d.currency, (array_agg(d.objects order by d.day desc))[1]::int, 0, (sum(d.micro) / count(*))::bigint
    from wholesale_days d
    where d.tenant_id = $1 and d.currency is not null and d.day >= ($2::timestamptz)::date - 31
    group by 1, 2),
w as (
    select a.id, a.counterparty_id, a.unit, a.balance, a.floor, t.name, t.name_key, t.kind, t.status, k.number,
        coalesce(b.paying, 0) as paying, coalesce(b.unpaid, 0) as unpaid, coalesce(b.per_day, 0) as per_day, coalesce(l.step, 0) as step,
        t.status <> 'closed' as live,
        case when b.per_day > 0 then least(greatest(div((a.balance - a.floor) * 1000000::numeric, b.per_day), 0), 99999)::bigint end as days
    from ledger_accounts a
    join tenants t on t.id = a.counterparty_id
    join contracts k on k.counterparty_id = a.counterparty_id
    left join below b on b.account = a.counterparty_id and b.unit = a.unit
    left join ladder_steps l on l.counterparty_id = a.counterparty_id
    where a.tenant_id = $1 and a.counterparty_id is not null and a.unit <> 'SMS' and (t.status <> 'closed' or a.balance <> 0)
    union all
    select a.id, a.counterparty_id, a.unit, a.balance, a.floor, f.name, lower(f.name) collate "C", f.kind, 'moved', f.number, 0, 0, 0, 0, false, null
    from former_customers f join ledger_accounts a on a.tenant_id = f.tenant_id and a.counterparty_id = f.counterparty_id
    where f.tenant_id = $1 and a.unit <> 'SMS' and a.balance <> 0
        and not exists (select from tenants t where t.id = f.counterparty_id and t.parent_id = $1))`

func readWallets(ctx context.Context, tx *db.Tx, keeper uuid.UUID, q WalletQuery, at time.Time) ([]Wallet, *WalletPlace, error) {
	sort := walletSorts[q.Sort]
	order, way := "", ">"
	if q.Desc {
		order, way = " desc", "<"
	}
	args := []any{keeper, at, q.Limit + 1, q.Search, q.Currency, q.Kind}
	from := ""
	if q.After != nil {
		args = append(args, q.After.Key, q.After.ID)
		from = " and (" + sort.column + ", w.id) " + way + " ($7::" + sort.kind + ", $8)"
	}
	rows, err := tx.Query(ctx, walletRows+`
select w.id, w.counterparty_id, w.name, w.kind, w.number, w.status, w.unit, w.balance, w.floor, w.paying, w.unpaid, w.per_day, w.days, w.step, (`+sort.column+`)::text
from w
where `+walletStates[q.State]+` and ($4 = '' or position($4 in w.name_key) > 0 or starts_with(w.number, $4)) and ($5 = '' or w.unit = $5) and ($6 = '' or w.kind = $6)`+from+`
order by `+sort.column+order+`, w.id`+order+` limit $3`, args...)
	if err != nil {
		return nil, nil, err
	}
	var keys []string
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Wallet, err error) {
		var key string
		c := &w.Customer
		err = row.Scan(&w.ID, &c.ID, &c.Name, &c.Kind, &c.Number, &c.Status, &w.Currency, &w.Balance, &w.Floor, &w.Paying, &w.Unpaid, &w.PerDay, &w.Days, &w.Step, &key)
		keys = append(keys, key)
		return w, err
	})
	list, more := db.Page(list, q.Limit)
	if err != nil || !more {
		return list, nil, err
	}
	return list, &WalletPlace{Key: keys[len(list)-1], ID: list[len(list)-1].ID}, nil
}

func readSums(ctx context.Context, tx *db.Tx, keeper uuid.UUID, at time.Time) (map[string]Sums, error) {
	rows, err := tx.Query(ctx, walletRows+`
select w.unit, count(*)::int, coalesce(sum(w.balance) filter (where w.balance > 0), 0)::bigint, coalesce(-sum(w.balance) filter (where w.balance < 0), 0)::bigint,
    sum(w.unpaid)::int, count(*) filter (where w.balance < 0)::int, count(*) filter (where w.days <= 7)::int
from w where w.live group by w.unit`, keeper, at)
	if err != nil {
		return nil, err
	}
	found := map[string]Sums{}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (one Sums, err error) {
		err = row.Scan(&one.Currency, &one.Wallets, &one.Held, &one.Owed, &one.Unpaid, &one.Owing, &one.Ending)
		return one, err
	})
	for _, one := range list {
		found[one.Currency] = one
	}
	return found, err
}

func readCustomer(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (c Customer, err error) {
	err = tx.QueryRow(ctx, `
		select t.id, t.name, t.kind, k.number, t.status from contracts k join tenants t on t.id = k.counterparty_id
		where k.tenant_id = $1 and k.counterparty_id = $2
		union all
		select f.counterparty_id, f.name, f.kind, f.number, 'moved' from former_customers f
		where f.tenant_id = $1 and f.counterparty_id = $2
		limit 1`, keeper, id).Scan(&c.ID, &c.Name, &c.Kind, &c.Number, &c.Status)
	return c, err
}

// readWalletsOf are the wallets of one customer.
func readWalletsOf(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, at time.Time) ([]Wallet, error) {
	rows, err := tx.Query(ctx, walletRows+`
select w.id, w.unit, w.balance, w.floor, w.paying, w.unpaid, w.per_day, w.days, w.step from w where w.counterparty_id = $3
order by w.paying desc, w.unit`, keeper, at, customer)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Wallet, err error) {
		err = row.Scan(&w.ID, &w.Currency, &w.Balance, &w.Floor, &w.Paying, &w.Unpaid, &w.PerDay, &w.Days, &w.Step)
		return w, err
	})
}

// readBalances reads one index for each customer: a page of a list of any length.
func readBalances(ctx context.Context, tx *db.Tx, keeper uuid.UUID, of []uuid.UUID) (map[uuid.UUID][]Balance, error) {
	rows, err := tx.Query(ctx, `
		select a.counterparty_id, a.unit, a.balance from ledger_accounts a
		where a.tenant_id = $1 and a.counterparty_id = any ($2) and a.unit <> 'SMS'
		order by a.counterparty_id, a.balance < 0 desc, a.balance desc, a.unit`, keeper, of)
	if err != nil {
		return nil, err
	}
	balances := map[uuid.UUID][]Balance{}
	var id uuid.UUID
	var one Balance
	_, err = pgx.ForEachRow(rows, []any{&id, &one.Currency, &one.Amount}, func() error {
		balances[id] = append(balances[id], one)
		return nil
	})
	return balances, err
}

// namesOf are what people of the tenant acted in are called.
func namesOf(ctx context.Context, tx *db.Tx, users []uuid.UUID) (map[uuid.UUID]string, error) {
	names := map[uuid.UUID]string{}
	if len(users) == 0 {
		return names, nil
	}
	rows, err := tx.Query(ctx, "select id, coalesce(nullif(name, ''), login) from users where id = any ($1)", users)
	if err != nil {
		return nil, err
	}
	var id uuid.UUID
	var name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		names[id] = name
		return nil
	})
	return names, err
}
