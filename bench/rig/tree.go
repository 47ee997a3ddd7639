package rig

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// Reseller opens a platform and a reseller below it, in an installation that has neither.
func Reseller(ctx context.Context, tenants *tenant.Tenants) (platform, reseller db.Scope, err error) {
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	if err != nil {
		return platform, reseller, err
	}
	if platform, err = tenants.Scope(ctx, root.ID, root.ID); err != nil {
		return platform, reseller, err
	}
	opened, err := tenants.Open(ctx, platform, tenant.Opening{Kind: tenant.Reseller, Name: "North"})
	if err != nil {
		return platform, reseller, err
	}
	reseller, err = tenants.Scope(ctx, opened.ID, opened.ID)
	return platform, reseller, err
}

// Bare asks as the superuser, past row-level security, in a transaction of its own and as many round trips as Livery takes.
func (b *Bed) Bare(ctx context.Context, sql string, args ...any) error {
	batch := &pgx.Batch{}
	batch.Queue("begin read only")
	batch.Queue(sql, args...)
	results := b.Super.SendBatch(ctx, batch)
	if _, err := results.Exec(); err != nil {
		return err
	}
	rows, err := results.Query()
	if err != nil {
		return err
	}
	if _, err := pgx.CollectRows(rows, pgx.RowToMap); err != nil {
		return err
	}
	if err := results.Close(); err != nil {
		return err
	}
	_, err = b.Super.Exec(ctx, "commit")
	return err
}
