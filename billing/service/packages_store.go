package service

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// readBought lists packages of an account, or one of them.
func readBought(ctx context.Context, tx *db.Tx, account uuid.UUID, at time.Time, only uuid.UUID) ([]Bought, error) {
	rows, err := tx.Query(ctx, `
		select b.id, coalesce(p.name, ''), coalesce(b.unit, ''), b.quantity, b.remaining, b.for_chosen, b.sms, b.reports, coalesce(b.retention, ''), b.price, b.currency,
			b.activated_at, b.expires_at, b.expired_at is not null or coalesce(b.expires_at <= $2, false) or coalesce(b.remaining = 0, false) as over, b.transaction_id,
			coalesce((select array_agg(o.object_id order by o.object_id) from packages_bought_objects o where o.bought_id = b.id), '{}')
		from packages_bought b left join packages p on p.id = b.package_id
		where b.tenant_id = $1 and ($3::uuid is null or b.id = $3)
		order by over, case when b.expired_at is null and coalesce(b.expires_at > $2, true) then b.expires_at end nulls last, b.activated_at desc, b.id limit 200`,
		account, at, orNull(only))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (b Bought, err error) {
		err = r.Scan(&b.ID, &b.Name, &b.Unit, &b.Quantity, &b.Remaining, &b.ForChosen, &b.SMS, &b.Reports, &b.Retention, &b.Price.Amount, &b.Price.Currency,
			&b.ActivatedAt, &b.ExpiresAt, &b.Over, &b.Transaction, &b.Objects)
		return b, err
	})
}

func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func versionBought(ctx context.Context, tx *db.Tx, id uuid.UUID) (version uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select version_id from packages_bought where id = $1", id).Scan(&version)
	return version, err
}

func packageOfVersion(ctx context.Context, tx *db.Tx, version uuid.UUID) (bundle uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select package_id from package_versions where id = $1", version).Scan(&bundle)
	if errors.Is(err, pgx.ErrNoRows) {
		return uuid.Nil, nil
	}
	return bundle, err
}

// keeperOf is whose book an account stands in.
func keeperOf(ctx context.Context, tx *db.Tx, account uuid.UUID) (keeper uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select parent_id from tenants where id = $1 and parent_id is not null", account).Scan(&keeper)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return keeper, err
}

func objectsThere(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (n int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	err = tx.QueryRow(ctx, "select count(*) from objects where id = any ($1)", ids).Scan(&n)
	return n, err
}

func buyPackage(ctx context.Context, tx *db.Tx, id uuid.UUID, o catalogue.OfferedPackage, debit *uuid.UUID, by uuid.UUID, at time.Time) error {
	var done bool
	err := tx.QueryRow(ctx, "select buy_package($1, $2, $3, $4, $5, $6)", id, o.Version.ID, int64(o.Version.Price.Amount), debit, orNull(by), at).Scan(&done)
	if err == nil && !done {
		err = errs.Field("version", "no_such_package", "There is no such package on offer to you. Load the page again and choose one.")
	}
	return err
}

func insertObjectsOf(ctx context.Context, tx *db.Tx, account, bought uuid.UUID, objects []uuid.UUID) error {
	if len(objects) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, "insert into packages_bought_objects (tenant_id, bought_id, object_id) select $1, $2, unnest($3::uuid[])", account, bought, objects)
	return err
}

func drawPackage(ctx context.Context, tx *db.Tx, account uuid.UUID, unit, key string, quantity int64, at time.Time, object uuid.UUID) error {
	_, err := tx.Exec(ctx, "select draw_package($1, $2, $3, $4, $5, $6)", account, unit, key, quantity, at, orNull(object))
	return err
}

func expirePackages(ctx context.Context, tx *db.Tx, at time.Time, most int) (n int, err error) {
	err = tx.QueryRow(ctx, "select expire_packages($1, $2)", at, most).Scan(&n)
	return n, err
}
