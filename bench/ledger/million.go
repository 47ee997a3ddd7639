package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

// looks is how often each look at the large wallet is taken: the median counts.
const looks = 201

// large is what it takes to look at a wallet with very many entries.
type large struct {
	balance, first, middle, last time.Duration
}

// million fills a wallet with entries over three years, lets them be summed up as they would have been, week by week, and looks at it
// as its owner does.
func (b *bench) million(ctx context.Context) (l large, err error) {
	keeper := b.market.Keepers[0]
	var customer, wallet uuid.UUID
	if err := b.super.QueryRow(ctx, "select id from tenants where parent_id = $1 order by id limit 1", keeper.Tenant()).Scan(&customer); err != nil {
		return l, err
	}
	euro := money.MustParse("EUR")
	if err := b.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
		opened, err := b.ledger.OpenWallet(ctx, tx, keeper.Tenant(), customer, euro)
		wallet = opened.ID
		return err
	}); err != nil {
		return l, err
	}
	ends := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, -1)
	begins := ends.AddDate(-3, 0, 0)
	if err := b.write(ctx, keeper.Tenant(), customer, wallet, begins, ends); err != nil {
		return l, fmt.Errorf("write a million entries: %w", err)
	}
	for at := begins.AddDate(0, 0, 8); at.Before(ends.AddDate(0, 0, 2)); at = at.AddDate(0, 0, 7) {
		if _, err := ledger.New(b.db, clock.At(at)).SumUp(ctx); err != nil {
			return l, fmt.Errorf("sum up: %w", err)
		}
	}
	err = b.look(ctx, keeper, customer, wallet, begins, ends, &l)
	return l, err
}

// write writes the entries by the superuser's short cut, without triggers; and what they would have left.
func (b *bench) write(ctx context.Context, keeper, customer, wallet uuid.UUID, begins, ends time.Time) error {
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{"set session_replication_role = replica", nil},
		{`insert into ledger_accounts (tenant_id, unit, kind, opened_at) values ($1, 'EUR', 'bank_cash', $2) on conflict do nothing`, []any{keeper, begins}},
		{`insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
			select md5('million ' || n)::uuid, $1, 'EUR', 'topup', $2, 'million ' || n, '', t.at::date, t.at
			from generate_series(1, $3::int) n, lateral (select $4::timestamptz + ($5::timestamptz - $4) * (n::float8 / $3) as at) t`,
			[]any{keeper, customer, b.entries, begins, ends}},
		{"analyze ledger_transactions", nil},
		{`insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
			select t.id, $1, t.tenant_id, t.counterparty_id, case when t.key like '%0' then 100 else -10 end, t.booked_at
			from ledger_transactions t where t.tenant_id = $2 and t.key like 'million %'`, []any{wallet, keeper}},
		{"analyze ledger_entries", nil},
		{`insert into ledger_entries (transaction_id, account_id, tenant_id, amount, booked_at)
			select e.transaction_id, a.id, e.tenant_id, -e.amount, e.booked_at
			from ledger_entries e join ledger_transactions t on t.id = e.transaction_id and t.key like 'million %'
			join ledger_accounts a on a.tenant_id = e.tenant_id and a.kind = 'bank_cash' and a.unit = 'EUR' where e.account_id = $1`, []any{wallet}},
		{`update ledger_accounts set balance = (select sum(amount) from ledger_entries where account_id = $1) where id = $1`, []any{wallet}},
		{"reset session_replication_role", nil},
		{"vacuum analyze ledger_entries, ledger_transactions, ledger_accounts", nil},
	} {
		if _, err := b.super.Exec(ctx, s.sql, s.args...); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	return nil
}

func (b *bench) look(ctx context.Context, keeper db.Scope, customer, wallet uuid.UUID, begins, ends time.Time, l *large) (err error) {
	euro := money.MustParse("EUR")
	page := func(after ledger.Place) func(tx *db.Tx) error {
		return func(tx *db.Tx) error {
			lines, _, err := b.ledger.Entries(ctx, tx, ledger.Asked{Account: wallet, After: after, Most: 50})
			if err == nil && len(lines) != 50 {
				err = fmt.Errorf("a page has %d lines", len(lines))
			}
			return err
		}
	}
	for _, m := range []struct {
		into *time.Duration
		look func(tx *db.Tx) error
	}{
		{&l.balance, func(tx *db.Tx) error {
			_, err := b.ledger.Balance(ctx, tx, keeper.Tenant(), customer, euro)
			return err
		}},
		{&l.first, page(ledger.Place{})},
		{&l.middle, page(ledger.Place{BookedAt: begins.Add(ends.Sub(begins) / 2), Transaction: uuid.Max})},
		{&l.last, page(ledger.Place{BookedAt: begins.Add(ends.Sub(begins) / 1000), Transaction: uuid.Max})},
	} {
		took := make([]time.Duration, looks)
		for n := range took {
			began := time.Now()
			if err := b.db.InTenant(ctx, keeper, m.look); err != nil {
				return err
			}
			took[n] = time.Since(began)
		}
		slices.Sort(took)
		*m.into = took[looks/2]
	}
	return nil
}
