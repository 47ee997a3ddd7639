package rig

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// Market is resellers with accounts, whose objects were connected to monthly plans and not settled yet.
type Market struct {
	// Books and Accounts in all, Objects of each account.
	Books, Accounts, Objects int
	// First is how many of a hundred accounts are in the first book; the others share the rest.
	First int
	// Prices of the plans, in cents: an account's objects take them in turn.
	Prices []int64
	// From is when everything begins.
	From time.Time

	// Keepers of the books, made by Fill.
	Keepers []db.Scope
}

// currency of all books.
var currency = money.MustParse("EUR")

// Fill makes it: resellers by the code that opens them, what they have many of by the superuser's short cut, without triggers.
// So it writes what they would have.
func (m *Market) Fill(ctx context.Context, d *db.DB, super *pgx.Conn) error {
	tenants := tenant.New(d)
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	if err != nil {
		return err
	}
	top, err := tenants.Scope(ctx, root.ID, root.ID)
	if err != nil {
		return err
	}
	books := ledger.New(d, clock.At(m.From))
	for n := range m.Books {
		opened, err := tenants.Open(ctx, top, tenant.Opening{Kind: tenant.Reseller, Name: fmt.Sprintf("Book %d", n), TimeZone: "UTC"})
		if err != nil {
			return err
		}
		keeper, err := tenants.Scope(ctx, opened.ID, opened.ID)
		if err == nil {
			err = d.InTenant(ctx, keeper, func(tx *db.Tx) error { return books.OpenBook(ctx, tx, keeper.Tenant(), currency) })
		}
		if err != nil {
			return err
		}
		m.Keepers = append(m.Keepers, keeper)
		if err := m.sell(ctx, super, keeper.Tenant()); err != nil {
			return err
		}
	}
	return m.populate(ctx, super)
}

// sell puts the plans on a keeper's list.
func (m *Market) sell(ctx context.Context, super *pgx.Conn, keeper uuid.UUID) error {
	for n, price := range m.Prices {
		id := uuid.Must(uuid.NewV7())
		if _, err := super.Exec(ctx, `insert into plans (id, tenant_id, kind, name, name_key, created_at) values ($1, $2, 'object', $3, $3, $4)`,
			id, keeper, fmt.Sprintf("plan %d", n), m.From); err != nil {
			return err
		}
		if _, err := super.Exec(ctx, `
			insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, posted_at, in_force_from)
			values ($1, $2, $3, 1, false, $4, 'EUR', 'month', $5, $5)`, uuid.Must(uuid.NewV7()), keeper, id, price, m.From); err != nil {
			return err
		}
	}
	return nil
}

func (m *Market) populate(ctx context.Context, super *pgx.Conn) error {
	if _, err := super.Exec(ctx, "set session_replication_role = replica"); err != nil {
		return err
	}
	for n, keeper := range m.Keepers {
		if _, err := super.Exec(ctx, `
			insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select `+idOf("n")+`, r.id, 'account', r.id, r.path || 'new' || n, 'Customer ' || n, 'customer ' || n
			from tenants r, generate_series(1, $2::int) n where r.id = $1 order by n`, keeper.Tenant(), m.accountsOf(n)); err != nil {
			return err
		}
	}
	for _, s := range []string{
		"update tenants t set path = p.path || t.seq || '.' from tenants p where p.id = t.parent_id and t.kind = 'account'",
		`insert into tenant_closure (ancestor_id, descendant_id, depth)
			select c.ancestor_id, t.id, c.depth + 1 from tenants t join tenant_closure c on c.descendant_id = t.parent_id where t.kind = 'account'
			union all select t.id, t.id, 0 from tenants t where t.kind = 'account'`,
		"insert into contracts (tenant_id, counterparty_id, number, path) select parent_id, id, seq::text, path from tenants where kind = 'account'",
		fmt.Sprintf(`insert into objects (id, tenant_id, path, name, name_key, kind)
			select %s, t.id, t.path, 'Van ' || n, 'van ' || n, 'van' from tenants t, generate_series(1, %d) n where t.kind = 'account' order by t.seq, n`,
			idOf("t.seq"), m.Objects),
		"insert into paid_intervals (tenant_id, object_id, span) select tenant_id, id, tstzrange(null, null) from objects order by seq",
		fmt.Sprintf(`insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at,
				starts_at, anchor, zone, next_due)
			select %s, o.tenant_id, p.tenant_id, o.id, p.id, v.id, v.price, v.currency, v.in_force_from, v.in_force_from, v.in_force_from,
				'UTC', v.in_force_from
			from objects o join tenants t on t.id = o.tenant_id
			join plans p on p.tenant_id = t.parent_id and p.name = 'plan ' || (substr(o.name, 5)::int %% %d)
			join plan_versions v on v.plan_id = p.id
			order by o.seq`, idOf("o.seq"), len(m.Prices)),
		"insert into accounts_due (tenant_id, due_at) select tenant_id, min(next_due) from subscriptions group by tenant_id",
		"reset session_replication_role",
		// The ledger is left out: what is known to be empty is planned for as if it stayed so, through all of the first book's credits.
		"vacuum analyze tenants, tenant_closure, contracts, plans, plan_versions, objects, paid_intervals, subscriptions, accounts_due",
	} {
		if _, err := super.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// idOf is an id as the application gives them (UUIDv7) at a moment of its own: those of what was made later are greater.
func idOf(moment string) string {
	return "(regexp_replace(lpad(to_hex(1832000000000 + " + moment + "), 12, '0'), '^(.{8})(.{4})$', '\\1-\\2-7') || substr(gen_random_uuid()::text, 16))::uuid"
}

func (m *Market) accountsOf(n int) int {
	first := m.Accounts * m.First / 100
	switch {
	case m.Books == 1:
		return m.Accounts
	case n == 0:
		return first
	case n == 1:
		return m.Accounts - first - (m.Books-2)*((m.Accounts-first)/(m.Books-1))
	default:
		return (m.Accounts - first) / (m.Books - 1)
	}
}

// Month is what the objects of an account cost a month.
func (m *Market) Month() (sum int64) {
	for n := 1; n <= m.Objects; n++ {
		sum += m.Prices[n%len(m.Prices)]
	}
	return sum
}

// Fund credits each account, by the function that every top-up is booked with: one of ten of them with few, the others with many.
func (m *Market) Fund(ctx context.Context, d *db.DB, at time.Time, few, many int64) error {
	for _, keeper := range m.Keepers {
		if err := d.Worker(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `
				select ledger_post($1, 'EUR', gen_random_uuid(), 'topup', t.id, 'fund ' || t.id || $2::timestamptz, '', $2::timestamptz::date, $2, '', null,
					array['wallet', 'bank_cash'], array[a.amount, -a.amount])
				from tenants t, lateral (select case when t.seq % 10 = 0 then $3::bigint else $4::bigint end as amount) a
				where t.parent_id = $1 and a.amount > 0`, keeper.Tenant(), at, few, many)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}
