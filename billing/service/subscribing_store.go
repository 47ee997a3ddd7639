package service

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// lockObjects keeps objects from being deleted until the transaction ends. Those that are not there are told of later.
func lockObjects(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
	_, err := tx.Exec(ctx, "select from objects where id = any ($1) order by id for key share", ids)
	return err
}

// planOfVersion is the plan that a version is of; nil where whoever asks may not read it.
func planOfVersion(ctx context.Context, tx *db.Tx, version uuid.UUID) (plan uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select plan_id from plan_versions where id = $1", version).Scan(&plan)
	if errors.Is(err, pgx.ErrNoRows) {
		return uuid.Nil, nil
	}
	return plan, err
}

type newSubscription struct {
	ID, Account, Object, Plan uuid.UUID
	Version                   catalogue.Version
	By                        uuid.UUID
	At                        time.Time
	TrialUntil                *time.Time
	Priority                  int
}

// insertSubscription writes what was accepted. The calendar is the keeper's: the database fills it in.
func insertSubscription(ctx context.Context, tx *db.Tx, n newSubscription) error {
	due := n.At
	if n.TrialUntil != nil {
		due = *n.TrialUntil
	}
	var by *uuid.UUID
	if n.By != uuid.Nil {
		by = &n.By
	}
	_, err := tx.Exec(ctx, `
		insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_micro, accepted_currency, accepted_by, accepted_at,
			starts_at, trial_until, priority, anchor, zone, next_due)
		select $1, t.id, t.parent_id, $3, $4, $5, $6, $7, nullif($8, ''), $9, $10, $10, $11, $12, $13, null, $13 from tenants t where t.id = $2`,
		n.ID, n.Account, n.Object, n.Plan, n.Version.ID, int64(n.Version.Price.Amount), n.Version.Price.Micro, n.Version.Price.Currency, by, n.At, n.TrialUntil, n.Priority, due)
	return err
}

func endSubscription(ctx context.Context, tx *db.Tx, id uuid.UUID, reason string, at time.Time) error {
	_, err := tx.Exec(ctx, "update subscriptions set ended_at = greatest($3, starts_at), end_reason = $2, next_due = null where id = $1 and ended_at is null", id, reason, at)
	return err
}

func setState(ctx context.Context, tx *db.Tx, id uuid.UUID, state string) error {
	_, err := tx.Exec(ctx, "update subscriptions set state = $2 where id = $1 and ended_at is null", id, state)
	return err
}

func setStops(ctx context.Context, tx *db.Tx, id uuid.UUID, stops bool) error {
	_, err := tx.Exec(ctx, "update subscriptions set stops = $2 where id = $1 and ended_at is null", id, stops)
	return err
}

// closeDay debits the day that is of an object that costs by the day, as if it were over.
func closeDay(ctx context.Context, tx *db.Tx, account, subscription uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, "select settle_days(array[$1::uuid], $3, array[$2::uuid])", account, subscription, at)
	return err
}

type movedMoney struct {
	charged, givenBack money.Amount
	currency           string
}

// moved is what was ever debited for an object, and given back.
func moved(ctx context.Context, tx *db.Tx, object uuid.UUID) (m movedMoney, err error) {
	err = tx.QueryRow(ctx, `select coalesce(sum(amount), 0)::bigint, coalesce(sum(given_back), 0)::bigint, coalesce(max(currency), '') from charges where object_id = $1`,
		object).Scan(&m.charged, &m.givenBack, &m.currency)
	return m, err
}

// priceNow is what the next period of a subscription would be debited if it began now.
func priceNow(ctx context.Context, tx *db.Tx, subscription uuid.UUID, at time.Time) (price money.Amount, currency money.Currency, err error) {
	var unit string
	err = tx.QueryRow(ctx, `
		select coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000, v.currency
		from subscriptions s join plan_versions v on v.id = plan_version_at(s.plan_id, $2)
		left join lateral price_agreed(s.tenant_id, s.plan_id, $2) c on c.currency = v.currency
		where s.id = $1`, subscription, at).Scan(&price, &unit)
	if err == nil {
		currency, err = money.Parse(unit)
	}
	return price, currency, err
}
