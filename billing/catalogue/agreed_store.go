package catalogue

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func updateAgreement(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID, n NewAgreement) error {
	_, err := tx.Exec(ctx, `update contracts set plan_id = $3, max_objects = $4, max_users = $5, retention = $6, sms = $7, reports = $8, sub_resellers = $9, shows_provider = $10
		where tenant_id = $1 and counterparty_id = $2`, provider, customer, n.Wholesale, n.Limits.Objects, n.Limits.Users, n.Limits.Retention,
		n.Limits.SMS, n.Limits.Reports, n.Limits.Resellers, n.Limits.ShowsProvider)
	return err
}

// chargedBy is the wholesale plan that a reseller is charged by today, or was so many days ago or less; nil: none.
func chargedBy(ctx context.Context, tx *db.Tx, provider, reseller uuid.UUID, at time.Time, days int) (plan *uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `
		with said as (
			select w.number, w.plan_id, w.from_day, ($3::timestamptz at time zone t.time_zone)::date as today
			from wholesale_plans w join tenants t on t.id = w.tenant_id
			where w.tenant_id = $1 and w.counterparty_id = $2 and w.from_day <= ($3::timestamptz at time zone t.time_zone)::date)
		select w.plan_id from said w
		where w.plan_id is not null and not exists (
			select from said x where x.number > w.number and x.plan_id is null and x.from_day <= x.today - $4::int)
		order by w.number desc limit 1`, provider, reseller, at, days).Scan(&plan)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return plan, err
}

// insertSwitch notes that a reseller is charged by a plan, or by none, from the day of a moment in the provider's calendar on, or so many
// days after that.
func insertSwitch(ctx context.Context, tx *db.Tx, provider, reseller uuid.UUID, plan *uuid.UUID, from time.Time, days int, at time.Time) (day time.Time, err error) {
	err = tx.QueryRow(ctx, `
		insert into wholesale_plans (tenant_id, counterparty_id, plan_id, from_day, set_at)
		select $1, $2, $3, ($4::timestamptz at time zone t.time_zone)::date + $5::int, $6 from tenants t where t.id = $1
		returning from_day`, provider, reseller, plan, from, days, at).Scan(&day)
	return day, err
}

func insertPrice(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID, p AgreedPrice, isPlan bool, posted time.Time, by uuid.UUID) error {
	var plan, bundle *uuid.UUID
	if isPlan {
		plan = &p.Item
	} else {
		bundle = &p.Item
	}
	_, err := tx.Exec(ctx, `insert into contract_prices (id, tenant_id, counterparty_id, plan_id, package_id, price, price_micro, currency, posted_at, in_force_from, by_user)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		p.ID, provider, customer, plan, bundle, int64(p.Price.Amount), p.Price.Micro, p.Price.Currency, posted, p.InForceFrom, orNull(by))
	return err
}

// areAgreed tells whether a price of a plan is agreed with anybody that counts at a moment or later.
func areAgreed(ctx context.Context, tx *db.Tx, provider, plan uuid.UUID, at time.Time) (yes bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from contract_prices where tenant_id = $1 and item_id = $2 and (ends_at is null or ends_at > $3))`, provider, plan, at).Scan(&yes)
	return yes, err
}

func endPrice(ctx context.Context, tx *db.Tx, price uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update contract_prices set ends_at = $2 where id = $1 and (ends_at is null or ends_at > $2)`, price, at)
	return err
}

func readAgreement(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID, at time.Time) (a Agreement, kind string, err error) {
	err = tx.QueryRow(ctx, `
		select t.kind, k.plan_id, k.max_objects, k.max_users, k.retention, k.sms, k.reports, k.sub_resellers, k.shows_provider,
			(select case when isfinite(w.from_day) then w.from_day end from wholesale_plans w
				where w.counterparty_id = k.counterparty_id and w.tenant_id = k.tenant_id order by w.number desc limit 1),
			wholesale_plan_on(k.tenant_id, k.counterparty_id, ($3::timestamptz at time zone o.time_zone)::date)
		from contracts k join tenants t on t.id = k.counterparty_id join tenants o on o.id = k.tenant_id
		where k.tenant_id = $1 and k.counterparty_id = $2`, provider, customer, at).Scan(&kind, &a.Wholesale, &a.Limits.Objects, &a.Limits.Users, &a.Limits.Retention,
		&a.Limits.SMS, &a.Limits.Reports, &a.Limits.Resellers, &a.Limits.ShowsProvider, &a.WholesaleFrom, &a.WholesaleNow)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	if err != nil {
		return a, "", err
	}
	a.Prices, err = agreedPrices(ctx, tx, customer, time.Time{})
	return a, kind, err
}

// agreedPrices are those of a customer that have not ended before a moment.
func agreedPrices(ctx context.Context, tx *db.Tx, customer uuid.UUID, at time.Time) (prices, error) {
	rows, err := tx.Query(ctx, `
		select k.id, k.item_id, coalesce(p.name, b.name, ''), k.price, k.price_micro, k.currency, k.in_force_from, k.ends_at
		from contract_prices k left join plans p on p.id = k.plan_id left join packages b on b.id = k.package_id
		where k.counterparty_id = $1 and (k.ends_at is null or k.ends_at > $2)
		order by 3, k.in_force_from desc, k.id`, customer, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (p AgreedPrice, err error) {
		err = r.Scan(&p.ID, &p.Item, &p.Name, &p.Price.Amount, &p.Price.Micro, &p.Price.Currency, &p.InForceFrom, &p.EndsAt)
		return p, err
	})
}

// placeOf is whose price list counts for a tenant, and the tenant's country.
func placeOf(ctx context.Context, tx *db.Tx, customer uuid.UUID) (keeper uuid.UUID, country string, err error) {
	var parent *uuid.UUID
	err = tx.QueryRow(ctx, `select parent_id, coalesce(country, '') from tenants where id = $1`, customer).Scan(&parent, &country)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	if parent != nil {
		keeper = *parent
	}
	return keeper, country, err
}

// charging is what a reseller is charged by.
type charging struct {
	// keeper of the plan.
	keeper uuid.UUID
	// plan of today; nil: none.
	plan *uuid.UUID
	// next that counts from a day on; nil: nothing is to change.
	next *uuid.UUID
	from *time.Time
}

// chargingOf is what a reseller is charged by at a moment, and what it will be. The calendar is the provider's, where that can be read.
func chargingOf(ctx context.Context, tx *db.Tx, reseller uuid.UUID, at time.Time) (c charging, err error) {
	err = tx.QueryRow(ctx, `
		select k.tenant_id, wholesale_plan_on(k.tenant_id, k.counterparty_id, d.today), n.plan_id, n.from_day
		from contracts k
		cross join lateral (
			select ($2::timestamptz at time zone coalesce((select t.time_zone from tenants t where t.id = k.tenant_id), 'UTC'))::date as today) d
		left join lateral (
			select w.plan_id, w.from_day from wholesale_plans w
			where w.counterparty_id = k.counterparty_id and w.tenant_id = k.tenant_id order by w.number desc limit 1) n on n.from_day > d.today
		where k.counterparty_id = $1`, reseller, at).Scan(&c.keeper, &c.plan, &c.next, &c.from)
	if errors.Is(err, pgx.ErrNoRows) {
		return charging{}, nil
	}
	return c, err
}
