package catalogue

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func readPackages(ctx context.Context, tx *db.Tx, keeper, only uuid.UUID) ([]Package, error) {
	rows, err := tx.Query(ctx, `
		select p.id, p.name, p.description, coalesce(p.unit, ''), p.for_chosen, p.countries, p.position, p.created_at, p.archived_at
		from packages p
		where p.tenant_id = $1 and ($2::uuid is null or p.id = $2)
		order by p.archived_at is not null, p.position, p.name_key, p.id`, keeper, orNull(only))
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (p Package, err error) {
		err = r.Scan(&p.ID, &p.Name, &p.Description, &p.Unit, &p.ForChosen, &p.Countries, &p.Position, &p.CreatedAt, &p.ArchivedAt)
		return p, err
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	place := make(map[uuid.UUID]int, len(list))
	for i := range list {
		place[list[i].ID] = i
	}
	rows, err = tx.Query(ctx, `
		select v.package_id, v.id, v.number, v.price, v.currency, v.quantity, v.validity_days, v.sms, v.reports, v.retention, v.terms, v.posted_at, v.in_force_from, v.withdrawn_at
		from package_versions v
		where v.tenant_id = $1 and ($2::uuid is null or v.package_id = $2)
		order by v.in_force_from desc, v.number desc`, keeper, orNull(only))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var of uuid.UUID
		var v PackageVersion
		if err := rows.Scan(&of, &v.ID, &v.Number, &v.Price.Amount, &v.Price.Currency, &v.Quantity, &v.ValidityDays, &v.SMS, &v.Reports, &v.Retention,
			&v.Text, &v.PostedAt, &v.InForceFrom, &v.WithdrawnAt); err != nil {
			return nil, err
		}
		v.PostedAt, v.InForceFrom = v.PostedAt.UTC(), v.InForceFrom.UTC()
		if i, ok := place[of]; ok {
			list[i].Versions = append(list[i].Versions, v)
		}
	}
	return list, rows.Err()
}

func insertPackage(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Package) error {
	_, err := tx.Exec(ctx, `insert into packages (id, tenant_id, name, name_key, description, unit, for_chosen, countries, created_at)
		values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9)`,
		p.ID, keeper, p.Name, tenant.NameKey(p.Name), p.Description, p.Unit, p.ForChosen, p.Countries, p.CreatedAt)
	return err
}

func updatePackage(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Package) error {
	_, err := tx.Exec(ctx, `update packages set name = $3, name_key = $4, description = $5, countries = $6, archived_at = $7 where tenant_id = $1 and id = $2`,
		keeper, p.ID, p.Name, tenant.NameKey(p.Name), p.Description, p.Countries, p.ArchivedAt)
	return err
}

func insertPackageVersion(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Package, v PackageVersion, by uuid.UUID) error {
	_, err := tx.Exec(ctx, `insert into package_versions (id, tenant_id, package_id, number, price, currency, quantity, validity_days, sms, reports, retention,
			terms, posted_at, in_force_from, by_user)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		v.ID, keeper, p.ID, v.Number, int64(v.Price.Amount), v.Price.Currency, v.Quantity, v.ValidityDays, v.SMS, v.Reports, v.Retention,
		v.Text, v.PostedAt, v.InForceFrom, orNull(by))
	return err
}
