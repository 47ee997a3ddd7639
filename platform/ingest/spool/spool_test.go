package spool_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/broker"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/spool"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

func open(t *testing.T, dir string, c spool.Config) *spool.Spool {
	t.Helper()
	if c.MaxBytes == 0 {
		c.MaxBytes = 64 << 20
	}
	log := slog.New(slog.DiscardHandler)
	b, err := broker.Open(t.Context(), broker.Config{Dir: dir, MaxBytes: c.MaxBytes, Name: "test", Log: log})
	require.NoError(t, err)
	c.Log = log
	s, err := spool.OpenSpool(t.Context(), b, c)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close(); b.Close(context.Background()) })
	return s
}

func record(at time.Time) protocol.Record {
	r := protocol.Record{Time: at, Fix: true, Valid: true, Lat: 60.17, Lon: 24.94, Altitude: 12, Speed: 51.5, Course: 270}
	r.Attributes.Int(protocol.Satellites, 9)
	r.Attributes.Bool(protocol.Ignition, true)
	return r
}

func parcel(t *testing.T, s *spool.Spool, seq int64, records ...protocol.Record) *spool.Parcel {
	t.Helper()
	received := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	var p spool.Parcel
	p.Begin(s.ShardOf(seq), spool.Head{Object: uuid.New(), Tenant: uuid.New(), Seq: seq, Retention: verdict.M12, Received: received})
	for i := range records {
		require.NoError(t, p.Add(&records[i], verdict.Stored, received, spool.Key{Serial: uint64(i)}))
	}
	return &p
}

func append1(t *testing.T, s *spool.Spool, p *spool.Parcel) error {
	t.Helper()
	ticket, err := s.Append(p)
	require.NoError(t, err)
	return ticket.Wait()
}

func TestWhatIsKeptIsReadInOrderAfterARestartAndForgottenWhenStored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := time.Date(2026, 5, 20, 11, 0, 0, 0, time.UTC)
	var id string
	t.Run("keep", func(t *testing.T) {
		s := open(t, dir, spool.Config{Shards: 2})
		for i := range 20 {
			require.NoError(t, append1(t, s, parcel(t, s, 7, record(at.Add(time.Duration(i)*time.Second)))))
		}
		var err error
		id, err = s.Identity(t.Context(), s.ShardOf(7))
		require.NoError(t, err)
	})
	s := open(t, dir, spool.Config{Shards: 2})
	r, err := s.Read(t.Context(), s.ShardOf(7), 0)
	require.NoError(t, err)
	defer r.Close()
	require.Equal(t, id, r.Identity())
	var times []int64
	var last uint64
	for len(times) < 20 {
		batch, lost, err := r.Next(t.Context(), time.Millisecond, 1<<20)
		require.NoError(t, err)
		require.Zero(t, lost)
		for _, m := range batch {
			last = m.Sequence
			require.NoError(t, spool.Open(m.Envelope, func(h *spool.Head, r *spool.Record) error {
				require.EqualValues(t, 7, h.Seq)
				require.Equal(t, verdict.M12, h.Retention)
				require.JSONEq(t, `{"satellites":9,"ignition":true}`, string(r.Attributes))
				require.EqualValues(t, 9, r.Satellites)
				require.InDelta(t, 51.5, r.Speed, 1e-6)
				times = append(times, r.Fixed)
				return nil
			}))
		}
	}
	require.IsIncreasing(t, times)
	require.NoError(t, r.Forget(t.Context(), last))
	n, err := r.Backlog(t.Context(), last)
	require.NoError(t, err)
	require.Zero(t, n)
}

func TestASpoolStaysDividedAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	t.Run("made with five", func(t *testing.T) { require.Equal(t, 5, open(t, dir, spool.Config{Shards: 5}).Shards()) })
	t.Run("opened without a number", func(t *testing.T) { require.Equal(t, 5, open(t, dir, spool.Config{}).Shards()) })
	s := open(t, t.TempDir(), spool.Config{})
	require.Positive(t, s.Shards())
	require.LessOrEqual(t, s.Shards(), 8)
}

func TestAFullSpoolRefusesAndTakesAgainWhenFreed(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), spool.Config{Shards: 1, MaxBytes: 1 << 20})
	at := time.Date(2026, 5, 20, 11, 0, 0, 0, time.UTC)
	big := record(at)
	big.Attributes.String("io.1", string(make([]byte, 30<<10)))
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = append1(t, s, parcel(t, s, 1, big))
	}
	require.ErrorIs(t, err, spool.ErrFull)
	r, err := s.Read(t.Context(), 0, 0)
	require.NoError(t, err)
	defer r.Close()
	require.NoError(t, r.Forget(t.Context(), 2))
	require.NoError(t, append1(t, s, parcel(t, s, 1, record(at))))
}

func TestBelowTheFloorOfFreeDiskNothingIsTaken(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), spool.Config{Shards: 1, MinFreeDisk: 1 << 60})
	require.ErrorIs(t, append1(t, s, parcel(t, s, 1, record(time.Now()))), spool.ErrFull)
}

func TestTheSameRecordHasTheSameHashUnlessItHasNoTime(t *testing.T) {
	t.Parallel()
	received := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	hash := func(at time.Time, received time.Time, k spool.Key) (sum uint64) {
		var p spool.Parcel
		r := record(at)
		p.Begin(0, spool.Head{Retention: verdict.M12, Received: received})
		require.NoError(t, p.Add(&r, verdict.Stored, received, k))
		require.NoError(t, spool.Open(p.Envelope(), func(_ *spool.Head, r *spool.Record) error { sum = r.Hash; return nil }))
		return sum
	}
	at := received.Add(-time.Minute)
	require.Equal(t, hash(at, received, spool.Key{Connection: 1, Serial: 1}), hash(at, received.Add(time.Hour), spool.Key{Connection: 2, Serial: 2}))
	require.NotEqual(t, hash(time.Time{}, received, spool.Key{Connection: 1, Serial: 1}), hash(time.Time{}, received, spool.Key{Connection: 1, Serial: 2}))
	require.NotEqual(t, hash(time.Time{}, received, spool.Key{Connection: 1}), hash(time.Time{}, received, spool.Key{Connection: 2}))
}

func TestARecordTooLargeIsRefusedAndTheOthersOfTheParcelStay(t *testing.T) {
	t.Parallel()
	received := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	var p spool.Parcel
	p.Begin(0, spool.Head{Retention: verdict.M12, Received: received})
	small, large := record(received), record(received)
	large.Attributes.String("io.1", string(make([]byte, spool.MaxRecord)))
	require.NoError(t, p.Add(&small, verdict.Stored, received, spool.Key{}))
	require.ErrorIs(t, p.Add(&large, verdict.Stored, received, spool.Key{}), spool.ErrRecordTooLarge)
	require.NoError(t, p.Add(&small, verdict.Noisy, received, spool.Key{}))
	var reasons []string
	require.NoError(t, spool.Open(p.Envelope(), func(_ *spool.Head, r *spool.Record) error { reasons = append(reasons, r.Reason); return nil }))
	require.Equal(t, []string{"", "noisy"}, reasons)
}

func FuzzAnEnvelopeThatIsNotOursIsRefusedWithoutAPanic(f *testing.F) {
	received := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	var p spool.Parcel
	r := record(received)
	p.Begin(0, spool.Head{Retention: verdict.M12, Received: received})
	if err := p.Add(&r, verdict.Future, received, spool.Key{}); err != nil {
		f.Fatal(err)
	}
	f.Add(p.Envelope())
	f.Add([]byte{1, 255, 255, 255, 255})
	f.Fuzz(func(_ *testing.T, b []byte) {
		_ = spool.Open(b, func(*spool.Head, *spool.Record) error { return nil })
	})
}
