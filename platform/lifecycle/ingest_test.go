package lifecycle_test

import (
	"context"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/teltonika"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/fleet"
)

const patience = 20 * time.Second

// path runs what stands between a tracker's socket and a row, until the test ends.
func (w *world) path() *ingest.Ingest {
	t := w.t
	t.Helper()
	path, err := ingest.Open(t.Context(), ingest.Config{
		Gateway: true, Worker: true, Key: testdb.Key(), DataDir: t.TempDir(), SpoolShards: 2, SpoolMaxBytes: 64 << 20, SpoolMinFreeDisk: -1,
		Database:  func(context.Context) (*db.DB, error) { return w.db, nil },
		Protocols: []protocol.Protocol{teltonika.Protocol()}, Host: "127.0.0.1", Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
		Ports: map[string]int{"teltonika": 0}, StoreLinger: time.Millisecond,
	})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan error, 1)
	go func() { done <- path.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	return path
}

// device is a tracker on a real socket.
type device struct {
	protocol.Device

	t    *testing.T
	conn net.Conn
}

func (w *world) device(path *ingest.Ingest) *device {
	w.t.Helper()
	conn, err := net.Dial("tcp", path.Addresses()["teltonika"])
	require.NoError(w.t, err)
	w.t.Cleanup(func() { _ = conn.Close() })
	d := &device{Device: teltonika.Protocol().NewDevice(protocol.DeviceConfig{Identity: imei}), t: w.t, conn: conn}
	_, err = conn.Write(d.Login())
	require.NoError(w.t, err)
	return d
}

// send hands over a record and waits until it may be forgotten.
func (d *device) send(at time.Time, lat float64) {
	d.t.Helper()
	b, err := d.Encode([]protocol.Record{{Time: at.UTC().Truncate(time.Second), Fix: true, Valid: true, Lat: lat, Lon: 24.94, Speed: 50}})
	require.NoError(d.t, err)
	_, err = d.conn.Write(b)
	require.NoError(d.t, err)
	require.NoError(d.t, d.conn.SetReadDeadline(time.Now().Add(patience)))
	var read []byte
	buf := make([]byte, 1024)
	for {
		n, err := d.conn.Read(buf)
		require.NoError(d.t, err)
		read = append(read, buf[:n]...)
		for {
			answer, used := d.Read(read)
			if used == 0 {
				break
			}
			read = read[used:]
			if answer == protocol.AnswerAccepted {
				return
			}
		}
	}
}

func TestWhatATrackerSendsDuringASuspensionIsStoredWithheldAndShownOnceItIsLifted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	now := time.Now()
	w.clock.Advance(now.Add(-time.Hour).Sub(noon))
	anna := w.account(w.north, "Anna's", "anna")
	van := w.van(anna, "Van", imei)
	w.clock.Advance(time.Hour)
	path := w.path()
	heard := make(chan []byte, 1000)
	t.Cleanup(path.Subscribe(anna.Tenant(), func(event []byte) { heard <- event }))
	positions := func() int {
		for {
			select {
			case event := <-heard:
				if string(event[:len(`{"type":"position"`)]) == `{"type":"position"` {
					return 1
				}
			default:
				return 0
			}
		}
	}
	stored := func(want int) {
		t.Helper()
		require.Eventually(t, func() bool { return value[int](w, `select count(*) from positions`) == want }, patience, 5*time.Millisecond)
	}
	d := w.device(path)
	d.send(now.Add(-time.Minute), 60.1)
	stored(1)
	require.Eventually(t, func() bool { return positions() == 1 }, patience, 5*time.Millisecond)
	track := func(s uuid.UUID) int {
		got, err := w.fleet.Track(t.Context(), anna, s, fleet.TrackQuery{From: now.Add(-time.Hour), To: now.Add(time.Hour), Limit: 10})
		require.NoError(t, err)
		return len(got.Points)
	}
	require.Equal(t, 1, track(van.ID))

	// On the open connection, within seconds.
	require.NoError(t, w.Suspend(w.as(), w.north, w.boss, anna.Tenant(), lifecycle.Suspension{Ground: "conduct", Reason: "spying"}))
	// The registry has read the change once a record is told to nobody.
	last := 1
	for told := true; told; last++ {
		require.Less(t, last, 2000, "records are told on and on")
		d.send(now.Add(time.Duration(last)*time.Second), 60.2)
		stored(last + 1)
		told = positions() > 0
	}
	got, err := w.fleet.Get(t.Context(), anna, van.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.Blocked, got.State.Status)
	require.True(t, got.State.Withheld)
	require.Nil(t, got.State.Place, "all of it is withheld, the past too")
	require.Zero(t, track(van.ID))
	states, err := w.fleet.States(t.Context(), anna)
	require.NoError(t, err)
	require.Nil(t, states[0].State.Place)

	w.clock.Advance(time.Minute)
	require.NoError(t, w.Lift(w.as(), w.north, w.boss, anna.Tenant()))
	require.Equal(t, last, track(van.ID), "nothing is lost")
	got, err = w.fleet.Get(t.Context(), anna, van.ID)
	require.NoError(t, err)
	require.InDelta(t, 60.2, got.State.Place.Lat, 1e-6)
	require.False(t, got.State.Withheld)
}
