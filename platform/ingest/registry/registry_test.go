package registry_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/registry"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

func TestMain(m *testing.M) { testdb.Main(m) }

const imei = "356307042441013"

type setup struct {
	*ingesttest.World

	registry *registry.Registry
	file     string
	since    time.Time
}

func start(t *testing.T) setup {
	t.Helper()
	w, err := ingesttest.NewWorld(t.Context(), testdb.New(t))
	require.NoError(t, err)
	s := setup{World: w, file: filepath.Join(t.TempDir(), "registry"), since: time.Now().Add(-time.Hour)}
	s.registry = registry.New(config(w.DB, s.file))
	return s
}

func config(d registry.Database, file string) registry.Config {
	return registry.Config{Database: d, Snapshot: file, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)}
}

func (s setup) run(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); s.registry.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

func (s setup) object(t *testing.T) ingesttest.Object {
	t.Helper()
	o, err := s.AddObject(t.Context(), s.Account, "van", "m12")
	require.NoError(t, err)
	return o
}

func (s setup) tracker(t *testing.T, o ingesttest.Object, waiting bool) uuid.UUID {
	t.Helper()
	id, err := s.AddTracker(t.Context(), ingesttest.Tracker{
		Tenant: s.Account, Object: o.ID, Protocol: "teltonika", Model: "FMB920", Zone: "Asia/Tokyo", MAC: []byte("mac"),
		Namespace: "imei", Identity: imei, Since: s.since, Waiting: waiting,
	})
	require.NoError(t, err)
	return id
}

func (s setup) present() *verdict.Object {
	if t := s.registry.Resolve("imei", imei).Holds.At(time.Now().UnixMicro()); t != nil {
		return t.At(time.Now().UnixMicro())
	}
	return nil
}

// soon is what the design promises for blocks on open connections.
func soon(t *testing.T, condition func() bool) {
	t.Helper()
	begun := time.Now()
	require.Eventually(t, condition, 10*time.Second, time.Millisecond)
	require.Less(t, time.Since(begun), 5*time.Second)
}

func TestADeviceIsKnownWithAllThatDecidesOnItsRecords(t *testing.T) {
	t.Parallel()
	s := start(t)
	o := s.object(t)
	tracker := s.tracker(t, o, false)
	require.NoError(t, s.registry.Load(t.Context()))
	d := s.registry.Resolve("imei", imei)
	require.Len(t, d.Holds, 1)
	require.False(t, d.Waiting)
	got := d.Holds[0].Tracker
	require.Equal(t, tracker, got.ID)
	require.Equal(t, []string{"teltonika", "FMB920", "Asia/Tokyo", "mac"},
		[]string{got.Protocol, got.Model, got.Zone.String(), string(got.PasswordMAC)})
	require.Equal(t, &verdict.Object{
		ID: o.ID, Seq: o.Seq, Tenant: s.Account, Retention: verdict.M12, Paid: []verdict.Span{verdict.Always()},
	}, s.present())
	require.Empty(t, s.registry.Resolve("port:5027", imei).Holds)
	require.Empty(t, s.registry.Resolve("imei", "356307042441014").Holds)
}

func TestChangesArriveWithoutBeingAskedFor(t *testing.T) {
	t.Parallel()
	s := start(t)
	require.NoError(t, s.registry.Load(t.Context()))
	s.run(t)
	o := s.object(t)
	tracker := s.tracker(t, o, false)
	soon(t, func() bool { return s.present() != nil })

	require.NoError(t, s.Exec(t.Context(), `insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
		values (gen_random_uuid(), $1, $2, 'by_hand', false, now() - interval '1 minute')`, s.Account, o.ID))
	soon(t, func() bool { return s.present().BlockedAt(time.Now().UnixMicro()) })
	require.NoError(t, s.Exec(t.Context(), `update blocks set until = now()`))
	soon(t, func() bool { return !s.present().BlockedAt(time.Now().UnixMicro()) })

	require.NoError(t, s.Exec(t.Context(), `update paid_intervals set span = tstzrange(null, now())`))
	soon(t, func() bool { return s.present().Paid[0].Until != verdict.Forever })

	require.NoError(t, s.Exec(t.Context(), `update bindings set span = tstzrange(lower(span), now()) where tracker_id = $1`, tracker))
	soon(t, func() bool { return s.present() == nil })
	require.NoError(t, s.Exec(t.Context(), `update identities set held = tstzrange(lower(held), now()), released_at = now()`))
	soon(t, func() bool {
		return s.registry.Resolve("imei", imei).Holds.At(time.Now().UnixMicro()) == nil
	})
	require.NotEmpty(t, s.registry.Resolve("imei", imei).Holds, "what was held once is remembered for buffered records")
}

// Versions are handed out before commits: a slow transaction commits a lower version after a faster one a higher.
func TestATransactionThatCommitsLateIsNotMissed(t *testing.T) {
	t.Parallel()
	s := start(t)
	slow, fast := s.object(t), s.object(t)
	slowTracker := s.tracker(t, slow, false)
	fastTracker, err := s.AddTracker(t.Context(), ingesttest.Tracker{
		Tenant: s.Account, Object: fast.ID, Protocol: "gt06", Namespace: "imei", Identity: "356307042441021", Since: s.since,
	})
	require.NoError(t, err)
	require.NoError(t, s.registry.Load(t.Context()))
	s.run(t)
	model := func(imei string) string { return s.registry.Resolve("imei", imei).Holds[0].Tracker.Model }
	err = s.DB.Worker(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), `update trackers set model = 'slow' where id = $1`, slowTracker); err != nil {
			return err
		}
		require.NoError(t, s.Exec(t.Context(), `update trackers set model = 'fast' where id = $1`, fastTracker))
		soon(t, func() bool { return model("356307042441021") == "fast" })
		require.Equal(t, "FMB920", model(imei))
		return nil
	})
	require.NoError(t, err)
	soon(t, func() bool { return model(imei) == "slow" })
}

func TestAWaitingClaimIsHeldAtTheKnockAndAStrangerNeverReachesTheDatabase(t *testing.T) {
	t.Parallel()
	s := start(t)
	o := s.object(t)
	tracker := s.tracker(t, o, true)
	require.NoError(t, s.registry.Load(t.Context()))
	d := s.registry.Resolve("imei", imei)
	require.Empty(t, d.Holds)
	require.True(t, d.Waiting)
	require.Equal(t, tracker, s.registry.Claimant("imei", imei, time.Now()).ID)
	require.False(t, s.registry.Resolve("imei", "356307042441014").Waiting)

	require.True(t, s.registry.Hold(t.Context(), "imei", imei))
	require.Equal(t, o.ID, s.present().ID, "known in the same moment")
	require.False(t, s.registry.Resolve("imei", imei).Waiting)
}

func TestOfTwoClaimsTheOlderIsBoundAndTheOtherGoesOnWaiting(t *testing.T) {
	t.Parallel()
	s := start(t)
	first, second := s.object(t), s.object(t)
	s.tracker(t, first, true)
	s.tracker(t, second, true)
	require.NoError(t, s.registry.Load(t.Context()))
	require.True(t, s.registry.Hold(t.Context(), "imei", imei))
	require.Equal(t, first.ID, s.present().ID)
	require.True(t, s.registry.Resolve("imei", imei).Waiting)
	require.False(t, s.registry.Hold(t.Context(), "imei", imei))
}

// away is a database that does not answer.
type away struct{}

func (away) Worker(context.Context, func(*db.Tx) error) error { return errors.New("away") }

func (away) Listen(ctx context.Context, _ string, _ func()) error { <-ctx.Done(); return nil }

func TestAGatewayStartsFromItsSnapshotWhileTheDatabaseIsAwayAndNotWithoutOne(t *testing.T) {
	t.Parallel()
	s := start(t)
	o := s.object(t)
	s.tracker(t, o, false)
	_, err := s.AddTracker(t.Context(), ingesttest.Tracker{
		Tenant: s.Account, Protocol: "osmand", Namespace: "port:5055", Identity: "van 7", Since: s.since, Waiting: true,
	})
	require.NoError(t, err)
	require.NoError(t, s.Exec(t.Context(), `insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
		values (gen_random_uuid(), $1, $2, 'by_hand', true, now() - interval '1 minute')`, s.Account, o.ID))
	require.NoError(t, s.registry.Load(t.Context()))
	t.Run("run", func(t *testing.T) { s.run(t) })

	restarted := registry.New(config(away{}, s.file))
	require.NoError(t, restarted.Load(t.Context()))
	require.True(t, restarted.Ready())
	require.False(t, restarted.Current())
	want, got := s.registry.Resolve("imei", imei), restarted.Resolve("imei", imei)
	require.Equal(t, want.Holds, got.Holds)
	require.True(t, restarted.Resolve("port:5055", "van 7").Waiting)

	without := registry.New(config(away{}, filepath.Join(t.TempDir(), "none")))
	require.Error(t, without.Load(t.Context()))
	require.False(t, without.Ready())
}

func TestADamagedSnapshotIsNotUsed(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.tracker(t, s.object(t), false)
	require.NoError(t, s.registry.Load(t.Context()))
	t.Run("run", func(t *testing.T) { s.run(t) })
	whole, err := os.ReadFile(s.file)
	require.NoError(t, err)
	for name, damaged := range map[string][]byte{
		"cut": whole[:len(whole)/2], "empty": {}, "another version": append([]byte("livery registry 9\n"), whole[18:]...),
		"one bit": append(append(append([]byte{}, whole[:40]...), whole[40]^1), whole[41:]...),
	} {
		require.NoError(t, os.WriteFile(s.file, damaged, 0o600))
		require.Error(t, registry.New(config(away{}, s.file)).Load(t.Context()), name)
	}
}
