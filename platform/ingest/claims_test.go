package ingest_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/gateway"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestAWaitingDeviceThatShowsItsPasswordTakesTheDeviceFromAHolderWhoIsNotHeardAnyMore(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	other, err := b.AddAccount(t.Context(), "Other")
	require.NoError(t, err)
	theirs, err := b.AddObject(t.Context(), other, "theirs", "m12")
	require.NoError(t, err)
	b.tracker(t, ingesttest.Tracker{Tenant: other, Object: theirs.ID, Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9",
		Since: time.Now().AddDate(0, 0, -40)})
	mine := b.spare(t)
	b.tracker(t, ingesttest.Tracker{Object: mine, Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9", Waiting: true,
		MAC: testdb.Key().MAC("tracker password", []byte("secret"))})
	b.stop()
	kept := fleet.New(fleet.Config{DB: b.DB, Key: testdb.Key(), Protocols: all.Table(), Clock: clock.System{}})
	b.open(t, func(c *ingest.Config) { c.Prove = kept.ProveByPassword })

	// Without the password it is its holder's still, and what it sends is theirs.
	stranger := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Password: "guess", Variant: "2.0"})
	require.Equal(t, protocol.AnswerAccepted, stranger.answer(t))
	require.NoError(t, stranger.conn.Close())
	require.Zero(t, b.count(t, `select count(*) from identities where proof is not null`))

	shown := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Password: "secret", Variant: "2.0"})
	require.Equal(t, protocol.AnswerAccepted, shown.answer(t))
	require.Equal(t, 1, b.count(t, `select count(*) from identities where proof = 'password' and upper_inf(held) and tenant_id = $1`, b.Account))
	require.Equal(t, 1, b.count(t, `select count(*) from audit_entries where tenant_id = $1 and action = 'fleet.tracker.wait'`, other), "who gave way is told")
	shown.send(t, fix(time.Now().Add(2*time.Second))) // whole seconds: after the moment it changed hands
	require.Equal(t, protocol.AnswerAccepted, shown.answer(t))
	b.rows(t, 1)
	require.Equal(t, 1, b.count(t, `select count(*) from positions where tenant_id = $1`, b.Account))
}

func TestAfterATransferWhatWasFixedBeforeStaysWithTheFormerHolder(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	other, err := b.AddAccount(t.Context(), "Other")
	require.NoError(t, err)
	theirs, err := b.AddObject(t.Context(), other, "theirs", "m12")
	require.NoError(t, err)
	waiting := b.tracker(t, ingesttest.Tracker{Tenant: other, Object: theirs.ID, Protocol: "teltonika", Namespace: "imei", Identity: imei, Waiting: true})
	before := time.Now()
	first := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, first.answer(t))
	first.send(t, fix(before.Add(-time.Minute)))
	require.Equal(t, protocol.AnswerAccepted, first.answer(t))
	b.rows(t, 1)

	// The platform's staff hand it over, as their doors do.
	tree := tenant.New(b.DB)
	platform, err := tree.Scope(t.Context(), b.Platform, b.Platform)
	require.NoError(t, err)
	desk := fleet.New(fleet.Config{DB: b.DB, Key: testdb.Key(), Protocols: all.Table(), Clock: clock.System{}})
	claim, err := ingesttest.Value[uuid.UUID](t.Context(), b.World, `select id from identities where tracker_id = $1`, waiting)
	require.NoError(t, err)
	require.NoError(t, desk.Transfer(t.Context(), platform, claim, fleet.FromNow, "sold on"))

	// The device comes again with what it had buffered: each record goes to whose the device was when it was fixed.
	require.Eventually(t, func() bool {
		p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
		if p.answer(t) != protocol.AnswerAccepted {
			return false
		}
		p.send(t, fix(before.Add(-30*time.Second)), fix(time.Now().Add(2*time.Second)))
		return p.answer(t) == protocol.AnswerAccepted &&
			b.count(t, `select count(*) from positions where object_seq = $1 and tenant_id = $2`, theirs.Seq, other) > 0
	}, patience, 100*time.Millisecond)
	require.Eventually(t, func() bool {
		return b.count(t, `select count(*) from positions where object_seq = $1 and tenant_id = $2 and fixed_at < $3`, b.object.Seq, b.Account, before) == 2
	}, patience, 10*time.Millisecond, "what was fixed before the transfer is the former holder's")
	require.Zero(t, b.count(t, `select count(*) from positions where tenant_id = $1 and fixed_at < $2`, other, before))
}

func TestGuessesAtATrackersPasswordEndAndTheRightOneElsewhereStillWorks(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.tracker(t, ingesttest.Tracker{Object: b.spare(t), Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9",
		MAC: testdb.Key().MAC("tracker password", []byte("secret"))})
	b.stop()
	here := netip.MustParseAddr("127.0.0.1")
	b.open(t, func(c *ingest.Config) {
		c.Limits = gateway.Limits{Guesses: 3, Strangers: 2, Exempt: func(a netip.Addr) bool { return a != here }}
	})
	answered := func(password string) protocol.Answer {
		p := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Password: password, Variant: "2.0"})
		defer p.conn.Close()
		return p.answer(t)
	}
	require.Equal(t, protocol.AnswerAccepted, answered("secret"))
	for range 3 {
		require.Equal(t, protocol.AnswerRefused, answered("guess"))
	}
	require.Equal(t, protocol.AnswerRefused, answered("secret"), "whoever has guessed so often is not looked at any more")

	// Two that say nothing are all that one address may have.
	for range 2 {
		conn, err := net.Dial("tcp", b.path.Addresses()["teltonika"])
		require.NoError(t, err)
		t.Cleanup(func() { _ = conn.Close() })
	}
	require.Eventually(t, func() bool {
		p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
		defer p.conn.Close()
		return p.answer(t) == protocol.AnswerNone
	}, patience, 10*time.Millisecond)
}
