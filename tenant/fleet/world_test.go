package fleet_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
	"github.com/liveryhq/livery/platform/ingest/protocol/osmand"
	"github.com/liveryhq/livery/platform/ingest/protocol/teltonika"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Identities whose check digits are right.
const (
	imei1 = "353861053849681"
	imei2 = "356307042441013"
	imei3 = "490154203237518"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// world is a platform with two accounts, and a clock that stands at noon.
type world struct {
	*fleet.Fleet
	db     *db.DB
	clock  *clock.Set
	scope  db.Scope // of the account that acts
	rivals db.Scope // of another account
}

func setup(t *testing.T) world {
	t.Helper()
	d := testdb.New(t)
	tenants := tenant.New(d)
	ctx := t.Context()
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	platform, err := tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	account := func(name string) db.Scope {
		opened, err := tenants.Open(ctx, platform, tenant.Opening{Kind: tenant.Account, Name: name, TimeZone: "Europe/Helsinki"})
		require.NoError(t, err)
		scope, err := tenants.Scope(ctx, opened.ID, opened.ID)
		require.NoError(t, err)
		return scope
	}
	w := world{db: d, clock: clock.At(noon), scope: account("Ours"), rivals: account("Theirs")}
	w.Fleet = fleet.New(fleet.Config{DB: d, Clock: w.clock, Key: testdb.Key(),
		Protocols: []protocol.Protocol{teltonika.Protocol(), gt06.Protocol(), wialonips.Protocol(), osmand.Protocol()}})
	return w
}

func (w world) create(t *testing.T, name string, tracker *fleet.TrackerSpec) fleet.Object {
	t.Helper()
	o, _, err := w.Create(t.Context(), w.scope, fleet.Creation{Name: name, Tracker: tracker})
	require.NoError(t, err)
	return o
}

func teltonikaOf(imei string) *fleet.TrackerSpec {
	return &fleet.TrackerSpec{Protocol: "teltonika", Identity: imei}
}

// knock is what the gateway does when a device shows its identity: it returns the tracker that holds it now.
func (w world) knock(t *testing.T, namespace, value string) *uuid.UUID {
	t.Helper()
	var holder *uuid.UUID
	w.asWorker(t, "select hold_identity($1, $2)", []any{namespace, value}, &holder)
	return holder
}

// asWorker runs a statement as the store would, and scans its row where there are places for it.
func (w world) asWorker(t *testing.T, sql string, args []any, into ...any) {
	t.Helper()
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		if len(into) > 0 {
			return tx.QueryRow(t.Context(), sql, args...).Scan(into...)
		}
		_, err := tx.Exec(t.Context(), sql, args...)
		return err
	}))
}

// fix is a stored position.
type fix struct {
	at       time.Time
	lat, lon float64
	speed    float64
	doubtful bool
	heard    time.Time // zero: when it was fixed
}

// store puts positions of an object where the store would, the last of them as its state.
func (w world) store(t *testing.T, object uuid.UUID, fixes ...fix) {
	t.Helper()
	var seq int64
	var tenantID uuid.UUID
	w.asWorker(t, "select seq, tenant_id from objects where id = $1", []any{object}, &seq, &tenantID)
	for _, f := range fixes {
		if f.heard.IsZero() {
			f.heard = f.at
		}
		w.asWorker(t, "select make_positions_partition('m36', $1)", []any{f.at})
		w.asWorker(t, `insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, speed, valid, retention, attributes)
			values ($1, $2, 1, $8, $3, $4, $5, $6, $7, 'm36', '{"satellites": 9}')`, []any{seq, f.at, f.lat, f.lon, tenantID, f.speed, !f.doubtful, f.heard})
		w.asWorker(t, `insert into object_states (object_seq, tenant_id, object_id, fixed_at, lat, lon, speed, valid, moving, moving_since, odometer, attributes, recorded_at, heard_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $4, 1000, '{"satellites": 9, "battery_level": 80}', $4, $10)
			on conflict (object_seq) do update set fixed_at = excluded.fixed_at, lat = excluded.lat, lon = excluded.lon, speed = excluded.speed,
				valid = excluded.valid, moving = excluded.moving, recorded_at = excluded.recorded_at, heard_at = excluded.heard_at`,
			[]any{seq, tenantID, object, f.at, f.lat, f.lon, f.speed, !f.doubtful, f.speed > 4, f.heard})
	}
}

// requireError asserts an error's code, reason and the fields it names.
func requireError(t *testing.T, err error, code errs.Code, reason string, fields ...string) *errs.Error {
	t.Helper()
	e := asError(t, err)
	require.Equal(t, code, e.Code, "%v", err)
	require.Equal(t, reason, e.Reason, "%v", err)
	var named []string
	for _, d := range e.Details {
		named = append(named, d.Field)
		require.NotEmpty(t, d.Message)
	}
	if fields != nil {
		require.Equal(t, fields, named)
	}
	require.NotEmpty(t, e.Message)
	return e
}

func asError(t *testing.T, err error) *errs.Error {
	t.Helper()
	require.Error(t, err)
	e, ok := errors.AsType[*errs.Error](err)
	require.True(t, ok, "%v", err)
	return e
}
