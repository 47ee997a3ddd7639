package ingest_test

import (
	"context"
	"encoding/json"
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
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
)

const (
	imei     = "356307042441013"
	patience = 20 * time.Second
)

// bed is an installation's path from socket to row, with one object that a Teltonika device stands for.
type bed struct {
	*ingesttest.World

	path   *ingest.Ingest
	object ingesttest.Object
	heard  chan map[string]any
	stop   func()
}

func start(t *testing.T, change func(*ingest.Config)) *bed {
	t.Helper()
	w, err := ingesttest.NewWorld(t.Context(), testdb.New(t))
	require.NoError(t, err)
	b := &bed{World: w}
	b.object, err = w.AddObject(t.Context(), w.Account, "van", "m12")
	require.NoError(t, err)
	b.tracker(t, ingesttest.Tracker{Protocol: "teltonika", Namespace: "imei", Identity: imei})
	b.open(t, change)
	b.heard = b.watch(t, b.Account)
	return b
}

// tracker makes one of the account, for the object unless it names another, from an hour ago.
func (b *bed) tracker(t *testing.T, tracker ingesttest.Tracker) uuid.UUID {
	t.Helper()
	if tracker.Tenant == uuid.Nil {
		tracker.Tenant = b.Account
	}
	if tracker.Object == uuid.Nil {
		tracker.Object = b.object.ID
	}
	if tracker.Since.IsZero() {
		tracker.Since = time.Now().Add(-time.Hour)
	}
	id, err := b.AddTracker(t.Context(), tracker)
	require.NoError(t, err)
	return id
}

func (b *bed) config(t *testing.T, dir string) ingest.Config {
	t.Helper()
	return ingest.Config{
		Gateway: true, Worker: true, Key: testdb.Key(), DataDir: dir, SpoolShards: 2, SpoolMaxBytes: 64 << 20, SpoolMinFreeDisk: -1,
		Database:  func(context.Context) (*db.DB, error) { return b.DB, nil },
		Protocols: all.Table(), Host: "127.0.0.1", Clock: clock.System{}, Log: slog.New(slog.NewTextHandler(testLog{t}, nil)),
		Ports: map[string]int{"teltonika": 0, "gt06": 0, "wialon-ips": 0, "osmand": 0}, StoreLinger: time.Millisecond,
	}
}

func (b *bed) open(t *testing.T, change func(*ingest.Config)) {
	t.Helper()
	c := b.config(t, t.TempDir())
	if change != nil {
		change(&c)
	}
	var err error
	b.path, err = ingest.Open(t.Context(), c)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan error, 1)
	go func() { done <- b.path.Run(ctx) }()
	stopped := false
	b.stop = func() {
		if !stopped {
			stopped = true
			cancel()
			require.NoError(t, <-done)
		}
	}
	t.Cleanup(b.stop)
}

// testLog puts log lines into the test's output, where they show if it fails.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	if l.t.Context().Err() == nil {
		l.t.Logf("%s", p)
	}
	return len(p), nil
}

func (b *bed) watch(t *testing.T, tenant uuid.UUID) chan map[string]any {
	t.Helper()
	heard := make(chan map[string]any, 1000)
	t.Cleanup(b.path.Subscribe(tenant, func(event []byte) {
		var e map[string]any
		if json.Unmarshal(event, &e) == nil {
			heard <- e
		}
	}))
	return heard
}

// event waits for the next of a type.
func (b *bed) event(t *testing.T, kind string) map[string]any {
	t.Helper()
	for {
		select {
		case e := <-b.heard:
			if e["type"] == kind {
				return e
			}
		case <-time.After(patience):
			require.FailNow(t, "no live event", kind)
		}
	}
}

// outcome waits for a contact with that outcome.
func (b *bed) outcome(t *testing.T, outcome string) map[string]any {
	t.Helper()
	for {
		if e := b.event(t, "contact"); e["outcome"] == outcome {
			return e
		}
	}
}

// phone is a simulated tracker on a real socket.
type phone struct {
	protocol.Device

	conn net.Conn
	read []byte
}

func entry(t *testing.T, name string) protocol.Protocol {
	t.Helper()
	for _, p := range all.Table() {
		if p.Name == name {
			return p
		}
	}
	require.FailNow(t, "no such protocol", name)
	return protocol.Protocol{}
}

func (b *bed) dial(t *testing.T, name string, c protocol.DeviceConfig) *phone {
	t.Helper()
	conn, err := net.Dial("tcp", b.path.Addresses()[name])
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	p := &phone{Device: entry(t, name).NewDevice(c), conn: conn}
	if login := p.Login(); login != nil {
		p.write(t, login)
	}
	return p
}

func (p *phone) write(t *testing.T, b []byte) {
	t.Helper()
	_, err := p.conn.Write(b)
	require.NoError(t, err)
}

// answer is the next acceptance or refusal; AnswerNone if the other side closed first.
func (p *phone) answer(t *testing.T) protocol.Answer {
	t.Helper()
	require.NoError(t, p.conn.SetReadDeadline(time.Now().Add(patience)))
	buf := make([]byte, 4096)
	for {
		if a, n := p.Read(p.read); n > 0 {
			p.read = p.read[n:]
			if a != protocol.AnswerNone {
				return a
			}
			continue
		}
		n, err := p.conn.Read(buf)
		p.read = append(p.read, buf[:n]...)
		if n == 0 && err != nil {
			var timeout net.Error
			require.False(t, isTimeout(err, &timeout), "no answer, and the connection stays open")
			return protocol.AnswerNone
		}
	}
}

func isTimeout(err error, as *net.Error) bool {
	if e, ok := err.(net.Error); ok { //nolint:errorlint // net returns it bare
		*as = e
		return e.Timeout()
	}
	return false
}

func (p *phone) send(t *testing.T, records ...protocol.Record) {
	t.Helper()
	b, err := p.Encode(records)
	require.NoError(t, err)
	p.write(t, b)
}

func fix(at time.Time) protocol.Record {
	r := protocol.Record{Time: at.Truncate(time.Second).UTC(), Fix: true, Valid: true, Lat: 60.17, Lon: 24.94, Speed: 50, Course: 90, Altitude: 20}
	r.Attributes.Int(protocol.Satellites, 9)
	return r
}

func (b *bed) count(t *testing.T, sql string, args ...any) int {
	t.Helper()
	n, err := ingesttest.Value[int](t.Context(), b.World, sql, args...)
	require.NoError(t, err)
	return n
}

// rows waits until so many positions are stored, and no more.
func (b *bed) rows(t *testing.T, want int) {
	t.Helper()
	require.Eventually(t, func() bool {
		n, err := ingesttest.Value[int](t.Context(), b.World, `select count(*) from positions`)
		return err == nil && n == want
	}, patience, 5*time.Millisecond)
}
