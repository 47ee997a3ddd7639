package ingesttest

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// World is a platform with one account that owns everything made through it.
type World struct {
	DB       *db.DB
	Platform uuid.UUID
	Account  uuid.UUID
}

// NewWorld opens the platform and the account.
func NewWorld(ctx context.Context, d *db.DB) (*World, error) {
	w := &World{DB: d, Platform: uuid.Must(uuid.NewV7())}
	err := d.Nobody(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `select open_tenant($1, null, 'platform', 'Platform', 'platform', 'en', 'UTC', null)`, w.Platform)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open the platform: %w", err)
	}
	w.Account, err = w.AddAccount(ctx, "Account")
	return w, err
}

// AddAccount opens another account of the platform.
func (w *World) AddAccount(ctx context.Context, name string) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	return id, w.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			with made as (
				insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
				select $1::uuid, t.id, 'account', t.id, t.path || $1::text || '.', $2::text, $2::text from tenants t where t.kind = 'platform'
				returning id, parent_id)
			insert into tenant_closure select id, id, 0 from made union all select parent_id, id, 1 from made`, id, name)
		return err
	})
}

// Object is one that was made.
type Object struct {
	ID  uuid.UUID
	Seq int64
}

// AddObject makes an object of a tenant, served for free.
func (w *World) AddObject(ctx context.Context, tenant uuid.UUID, name, retention string) (o Object, err error) {
	o.ID = uuid.Must(uuid.NewV7())
	return o, w.DB.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `insert into objects (id, tenant_id, path, name, name_key, kind, retention)
			values ($1, $2, '', $3, $3, 'vehicle', $4) returning seq`, o.ID, tenant, name, retention).Scan(&o.Seq)
	})
}

// Tracker describes one to be made.
type Tracker struct {
	Tenant    uuid.UUID
	Object    uuid.UUID // uuid.Nil: bound to none
	Protocol  string
	Model     string
	Zone      string
	MAC       []byte
	Namespace string
	Identity  string
	// Since is from when the identity is held and the tracker bound.
	Since time.Time
	// Waiting: the identity is not held yet.
	Waiting bool
}

// AddTracker makes a tracker with its identity and binding.
func (w *World) AddTracker(ctx context.Context, t Tracker) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	return id, w.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into trackers (id, tenant_id, protocol, model, identity, password_mac, time_zone)
			values ($1, $2, $3, $4, $5, $6, nullif($7, ''))`, id, t.Tenant, t.Protocol, t.Model, t.Identity, t.MAC, t.Zone)
		if err != nil {
			return fmt.Errorf("make a tracker: %w", err)
		}
		_, err = tx.Exec(ctx, `insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, held)
			values ($1, $2, $3, $4, $5, $6, case when $7 then null else tstzrange($6, null) end)`,
			uuid.Must(uuid.NewV7()), t.Tenant, id, t.Namespace, t.Identity, t.Since, t.Waiting)
		if err != nil {
			return fmt.Errorf("make its identity: %w", err)
		}
		if t.Object == uuid.Nil {
			return nil
		}
		_, err = tx.Exec(ctx, `insert into bindings (id, tenant_id, object_id, tracker_id, span) values ($1, $2, $3, $4, tstzrange($5, null))`,
			uuid.Must(uuid.NewV7()), t.Tenant, t.Object, id, t.Since)
		if err != nil {
			return fmt.Errorf("bind it: %w", err)
		}
		return nil
	})
}

// Exec runs a statement over all tenants' rows, for what has no short way.
func (w *World) Exec(ctx context.Context, sql string, args ...any) error {
	return w.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
}

// Value reads one value over all tenants' rows.
func Value[T any](ctx context.Context, w *World, sql string, args ...any) (v T, err error) {
	err = w.DB.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, sql, args...).Scan(&v) })
	return v, err
}

// AddFleet makes many objects of the account at once, each with a tracker of the protocol that holds an IMEI from a day
// ago: the n-th has IMEI(n).
func (w *World) AddFleet(ctx context.Context, n int, protocol string, since time.Time) error {
	return w.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			create temp table fleet on commit drop as
			select i, gen_random_uuid() as object, gen_random_uuid() as tracker, (350000000000000 + i)::text as imei
			from generate_series(0, $1::int - 1) i`, n)
		if err != nil {
			return fmt.Errorf("make a fleet: %w", err)
		}
		for _, sql := range []string{
			`insert into objects (id, tenant_id, path, name, name_key, kind) select object, $1, '', 'Object ' || i, 'object ' || i, 'vehicle' from fleet where $2::text <> '' and $3::timestamptz is not null`,
			`insert into trackers (id, tenant_id, protocol, identity) select tracker, $1, $2, imei from fleet where $3::timestamptz is not null`,
			`insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, held)
				select gen_random_uuid(), $1, tracker, 'imei', imei, $3, tstzrange($3, null) from fleet where $2::text <> ''`,
			`insert into bindings (id, tenant_id, object_id, tracker_id, span)
				select gen_random_uuid(), $1, object, tracker, tstzrange($3, null) from fleet where $2::text <> ''`,
		} {
			if _, err := tx.Exec(ctx, sql, w.Account, protocol, since); err != nil {
				return fmt.Errorf("make a fleet: %w", err)
			}
		}
		return nil
	})
}

// IMEI of the n-th tracker of a fleet.
func IMEI(n int) string { return fmt.Sprintf("%015d", 350000000000000+n) }
