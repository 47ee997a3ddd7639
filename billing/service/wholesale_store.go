package service

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

type unmetered struct {
	reseller uuid.UUID
	day      time.Time
}

func unmeteredDays(ctx context.Context, tx *db.Tx, at time.Time) ([]unmetered, error) {
	return collectUnmetered(tx.Query(ctx, "select reseller, day from wholesale_unmetered($1)", at))
}

// unmeteredDaysOf are those of one reseller.
func unmeteredDaysOf(ctx context.Context, tx *db.Tx, reseller uuid.UUID, at time.Time) ([]unmetered, error) {
	return collectUnmetered(tx.Query(ctx, "select reseller, day from wholesale_unmetered($1) where reseller = $2", at, reseller))
}

func collectUnmetered(rows pgx.Rows, err error) ([]unmetered, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (u unmetered, err error) {
		err = row.Scan(&u.reseller, &u.day)
		return u, err
	})
}

func meterDay(ctx context.Context, tx *db.Tx, u unmetered, at time.Time) error {
	_, err := tx.Exec(ctx, "select meter_wholesale($1, $2::date, $3)", u.reseller, u.day, at)
	return err
}

func wholesaleDays(ctx context.Context, tx *db.Tx, reseller uuid.UUID, from, to time.Time) ([]WholesaleDay, error) {
	rows, err := tx.Query(ctx, `
		select day, objects, micro, amount, coalesce(currency, '') from wholesale_days
		where counterparty_id = $1 and day >= $2::date and day < $3::date order by day desc`, reseller, from, to)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d WholesaleDay, err error) {
		var unit string
		if err = row.Scan(&d.Day, &d.Objects, (*int64)(&d.Rate), (*int64)(&d.Amount), &unit); err == nil && unit != "" {
			d.Currency, err = money.Parse(unit)
		}
		return d, err
	})
}
