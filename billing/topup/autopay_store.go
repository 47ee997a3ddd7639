package topup

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/db"
)

// autopayRow is an autopay with what its owner is not shown.
type autopayRow struct {
	Autopay

	payer, method string
	topup         *uuid.UUID
}

// readAutopay reads it with what was used of the month's most, by the customer's calendar.
func readAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, now time.Time) (a autopayRow, err error) {
	return scanAutopay(tx.QueryRow(ctx, autopayQuery, keeper, customer, now))
}

// lockAutopay reads it, and lets nobody else change it.
func lockAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, now time.Time) (a autopayRow, err error) {
	return scanAutopay(tx.QueryRow(ctx, autopayQuery+" for no key update of a", keeper, customer, now))
}

const autopayQuery = `
	select a.state, a.unit, a.amount, a.below, a.month_most, a.brand, a.last_four, a.card_month, a.card_year, a.failures, a.failed_at, a.next_try, a.changed_at,
		coalesce(a.payer, ''), coalesce(a.method, ''), a.topup_id,
		(select coalesce(sum(p.amount), 0) from topups p where p.tenant_id = a.tenant_id and p.counterparty_id = a.counterparty_id and p.automatic and p.unit = a.unit
			and p.state in ('open', 'paid') and p.created_at >= date_trunc('month', $3::timestamptz at time zone t.time_zone) at time zone t.time_zone)
	from autopays a join tenants t on t.id = a.counterparty_id
	where a.tenant_id = $1 and a.counterparty_id = $2`

func scanAutopay(row pgx.Row) (a autopayRow, err error) {
	err = row.Scan(&a.State, &a.Currency, &a.Amount, &a.Below, &a.MonthMost, &a.Brand, &a.LastFour, &a.CardMonth, &a.CardYear, &a.Failures, &a.FailedAt, &a.NextTry,
		&a.ChangedAt, &a.payer, &a.method, &a.topup, &a.Used)
	return a, err
}

// writeAutopay writes what was agreed to; failures are forgotten, and it is looked at at once. A charge that was begun and not answered is still
// waited for; the page in which a card was to be saved is not.
func writeAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, a autopayRow, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into autopays (tenant_id, counterparty_id, state, unit, amount, below, month_most, topup_id, next_try, changed_at, payer, method)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, nullif($10, ''), nullif($11, ''))
		on conflict (tenant_id, counterparty_id) do update set state = excluded.state, unit = excluded.unit, amount = excluded.amount, below = excluded.below,
			month_most = excluded.month_most, topup_id = case when autopays.state = 'waiting' then excluded.topup_id else coalesce(excluded.topup_id, autopays.topup_id) end,
			failures = 0, failed_at = null,
			next_try = excluded.next_try, changed_at = excluded.changed_at`,
		keeper, customer, a.State, a.Currency, a.Amount, a.Below, a.MonthMost, a.topup, at, a.payer, a.method)
	return err
}

func insertConsent(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, w AutopayWish, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into autopay_consents (id, tenant_id, counterparty_id, unit, amount, below, month_most, words, agreed_by, agreed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, newID(), keeper, customer, w.Currency, w.Amount, w.Below, w.MonthMost, w.Words, user(w.By), at)
	return err
}

// endAutopay forgets the card; false: it was off.
func endAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, at time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		update autopays set state = 'off', payer = null, method = null, brand = '', last_four = '', card_month = 0, card_year = 0, next_try = null, topup_id = null,
			failures = 0, failed_at = null, changed_at = $3
		where tenant_id = $1 and counterparty_id = $2 and state <> 'off'`, keeper, customer, at)
	return tag.RowsAffected() == 1, err
}

// saveCard keeps the card that a payment was made with, if that is what it was for. It answers what it is for now.
func saveCard(ctx context.Context, tx *db.Tx, keeper, customer, topup uuid.UUID, c stripe.Card, at time.Time) (saved bool, err error) {
	tag, err := tx.Exec(ctx, `
		update autopays set state = 'on', payer = $4, method = $5, brand = left($6, 40), last_four = left($7, 4), card_month = $8, card_year = $9, topup_id = null, next_try = $10
		where tenant_id = $1 and counterparty_id = $2 and topup_id = $3 and state = 'waiting'`,
		keeper, customer, topup, c.Customer, c.Method, c.Brand, c.LastFour, c.Month, c.Year, at)
	return tag.RowsAffected() == 1, err
}

// autopayPlace is one whose turn it is.
type autopayPlace struct{ keeper, customer uuid.UUID }

// autopaysDue lists those that are looked at now, from after one on. For the worker.
func autopaysDue(ctx context.Context, tx *db.Tx, now time.Time, after uuid.UUID, limit int) ([]autopayPlace, error) {
	rows, err := tx.Query(ctx, `
		select a.tenant_id, a.counterparty_id from autopays a join tenants t on t.id = a.counterparty_id and t.parent_id = a.tenant_id and t.status <> 'closed'
		where a.state = 'on' and a.next_try <= $1 and a.counterparty_id > $2
			and (a.topup_id is not null or coalesce((select w.balance from ledger_accounts w
				where w.tenant_id = a.tenant_id and w.unit = a.unit and w.counterparty_id = a.counterparty_id), 0) < a.below)
		order by a.counterparty_id limit $3`, now, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p autopayPlace, err error) {
		err = row.Scan(&p.keeper, &p.customer)
		return p, err
	})
}

// pendAutopay notes which top-up is waited for, and when it is looked at again.
func pendAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, topup *uuid.UUID, next time.Time) error {
	_, err := tx.Exec(ctx, `update autopays set topup_id = $3, next_try = $4 where tenant_id = $1 and counterparty_id = $2`, keeper, customer, topup, next)
	return err
}

// chargedAutopay forgets failures: the card was good.
func chargedAutopay(ctx context.Context, tx *db.Tx, keeper, customer, topup uuid.UUID, next time.Time) error {
	_, err := tx.Exec(ctx, `update autopays set topup_id = null, failures = 0, failed_at = null, next_try = $4
		where tenant_id = $1 and counterparty_id = $2 and topup_id = $3`, keeper, customer, topup, next)
	return err
}

// failAutopay counts a failure.
func failAutopay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, state string, failures int, at, next time.Time) error {
	_, err := tx.Exec(ctx, `update autopays set state = $3, failures = $4, failed_at = $5, next_try = $6, topup_id = null where tenant_id = $1 and counterparty_id = $2`,
		keeper, customer, state, failures, at, next)
	return err
}

func nameIntent(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, intent string) error {
	_, err := tx.Exec(ctx, `update topups set intent = $3 where tenant_id = $1 and id = $2 and intent is null`, keeper, id, intent)
	return err
}
