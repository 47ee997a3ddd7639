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

// chunk of entries that are written in one statement.
const chunk = 5_000

// reading gives one customer very many entries, sums them up as the job does, and reads its balance and pages of them.
func (b *bench) reading(ctx context.Context) (string, error) {
	keeper := b.market.Keepers[0]
	var customer uuid.UUID
	if err := b.super.QueryRow(ctx, "select id from tenants where parent_id = $1 order by seq limit 1", keeper.Tenant()).Scan(&customer); err != nil {
		return "", err
	}
	if _, err := b.super.Exec(ctx, "vacuum analyze"); err != nil {
		return "", err
	}
	fmt.Printf("writing %d entries of one wallet …\n", b.entries)
	// The job that sums up comes by as the year passes.
	then := clock.At(b.market.From)
	books := ledger.New(b.db, then)
	for from := 0; from < b.entries; from += chunk {
		count := min(chunk, b.entries-from)
		if err := b.write(ctx, keeper.Tenant(), customer, from, count); err != nil {
			return "", err
		}
		// As autovacuum does by the minute: plans made for small tables are no good for large ones.
		if _, err := b.super.Exec(ctx, "analyze ledger_transactions, ledger_entries, ledger_checkpoints"); err != nil {
			return "", err
		}
		then.Advance(364 * 24 * time.Hour / time.Duration(b.entries) * time.Duration(count))
		if _, err := books.SumUp(ctx); err != nil {
			return "", err
		}
	}
	if _, err := b.super.Exec(ctx, "vacuum analyze ledger_transactions, ledger_entries"); err != nil {
		return "", err
	}
	if _, err := b.ledger.SumUp(ctx); err != nil {
		return "", err
	}
	euro := money.MustParse("EUR")
	var wallet ledger.WalletState
	var took [4][]time.Duration
	for n := range 200 {
		// Places in the wallet's year, another each time.
		at := b.market.From.Add(time.Duration(1+n) * 24 * time.Hour)
		for i, read := range []func(tx *db.Tx) error{
			func(tx *db.Tx) (err error) {
				wallet, err = b.ledger.Balance(ctx, tx, keeper.Tenant(), customer, euro)
				return err
			},
			func(tx *db.Tx) error {
				_, _, err := b.ledger.Entries(ctx, tx, ledger.Asked{Account: wallet.ID})
				return err
			},
			func(tx *db.Tx) error {
				_, _, err := b.ledger.Entries(ctx, tx, ledger.Asked{Account: wallet.ID, To: at})
				return err
			},
			func(tx *db.Tx) error {
				_, err := b.ledger.OwnAccounts(ctx, tx, keeper.Tenant(), euro)
				return err
			},
		} {
			began := time.Now()
			if err := b.db.InTenant(ctx, keeper, read); err != nil {
				return "", err
			}
			took[i] = append(took[i], time.Since(began))
		}
	}
	return fmt.Sprintf("of a wallet with %d entries (medians): balance %.1f ms, the newest page of 50 with running balances %.1f ms, one in the middle %.1f ms, "+
		"the book's own accounts %.1f ms", b.entries, median(took[0]), median(took[1]), median(took[2]), median(took[3])), nil
}

// write books top-ups over the year until now, by the superuser: the database closes them as any others.
func (b *bench) write(ctx context.Context, keeper, customer uuid.UUID, from, count int) error {
	if _, err := b.super.Exec(ctx, "select ledger_ready($1, 'EUR', $2, array['bank_cash', 'wallet'], $3)", keeper, customer, b.market.From); err != nil {
		return err
	}
	_, err := b.super.Exec(ctx, `
		with booked as (
			insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
			select gen_random_uuid(), $1, 'EUR', 'topup', $2, 'long ' || n, '', at::date, at
			from generate_series($3::bigint, $3::bigint + $4::bigint - 1) n, lateral (select $5::timestamptz + n * (interval '364 days' / $6::float8) as at) a
			returning id, booked_at)
		insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
		select t.id, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then -100 else 100 end, t.booked_at
		from booked t, ledger_accounts a
		where a.tenant_id = $1 and a.unit = 'EUR' and (a.counterparty_id = $2 or a.kind = 'bank_cash')`,
		keeper, customer, from, count, b.market.From, b.entries)
	return err
}

func median(list []time.Duration) float64 {
	slices.Sort(list)
	return float64(list[len(list)/2]) / float64(time.Millisecond)
}
