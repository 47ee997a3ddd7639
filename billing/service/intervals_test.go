package service_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant"
)

// writer is a connection that writes spans past everybody who knows better.
func (w *engineWorld) writer(t *testing.T) *pgx.Conn {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), w.admin.Config())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

const (
	addSpan    = "insert into paid_intervals (tenant_id, object_id, span) select tenant_id, id, tstzrange($2, $3) from objects where id = $1"
	extendSpan = "update paid_intervals set span = tstzrange(lower(span), $3) where object_id = $1 and lower(span) = $2"
	beginSpan  = "update paid_intervals set span = tstzrange($3, upper(span)) where object_id = $1 and lower(span) = $2"
	dropSpans  = "delete from paid_intervals where object_id = $1 and span && tstzrange($2, $3)"
)

func overlaps(t *testing.T, err error) {
	t.Helper()
	var pg *pgconn.PgError
	require.ErrorAs(t, err, &pg)
	require.Contains(t, []string{"23P01", "23505"}, pg.Code, pg.Message)
}

// TestOfTwoWhoWriteSpansThatOverlapAtOnceOneIsRefused has one write and wait, the other come, and the first commit.
func TestOfTwoWhoWriteSpansThatOverlapAtOnceOneIsRefused(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	at := func(days int) time.Time { return halloween.AddDate(0, 0, days) }
	type write struct {
		sql      string
		from, to int
	}
	for name, c := range map[string]struct {
		there       []write
		first, then write
	}{
		"an end beside a span":      {[]write{{addSpan, 0, 10}}, write{extendSpan, 0, 20}, write{addSpan, 15, 30}},
		"a span beside an end":      {[]write{{addSpan, 0, 10}}, write{addSpan, 15, 30}, write{extendSpan, 0, 20}},
		"two spans":                 {[]write{{addSpan, 0, 10}}, write{addSpan, 12, 30}, write{addSpan, 15, 20}},
		"two first spans":           {nil, write{addSpan, 12, 30}, write{addSpan, 15, 20}},
		"an end beside a beginning": {[]write{{addSpan, 0, 10}, {addSpan, 20, 30}}, write{extendSpan, 0, 16}, write{beginSpan, 20, 15}},
		"a beginning beside an end": {[]write{{addSpan, 0, 10}, {addSpan, 20, 30}}, write{beginSpan, 20, 15}, write{extendSpan, 0, 16}},
	} {
		t.Run(name, func(t *testing.T) {
			object := w.object(t, anna)
			w.exec(t, "delete from paid_intervals where object_id = $1", object)
			for _, s := range c.there {
				w.exec(t, s.sql, object, at(s.from), at(s.to))
			}
			one, other := w.writer(t), w.writer(t)
			tx, err := one.Begin(t.Context())
			require.NoError(t, err)
			_, err = tx.Exec(t.Context(), c.first.sql, object, at(c.first.from), at(c.first.to))
			require.NoError(t, err)
			refused := make(chan error, 1)
			go func() {
				_, err := other.Exec(context.Background(), c.then.sql, object, at(c.then.from), at(c.then.to))
				refused <- err
			}()
			require.Eventually(t, func() bool {
				var waits bool
				return one.QueryRow(t.Context(), "select cardinality(pg_blocking_pids($1)) > 0", other.PgConn().PID()).Scan(&waits) == nil && waits
			}, time.Minute, time.Millisecond, "the other one waits")
			require.NoError(t, tx.Commit(t.Context()))
			overlaps(t, <-refused)
		})
	}
}

// TestSpansNeverOverlapWhateverManyWriteAtOnce is the same by chance, and looks at what is there.
func TestSpansNeverOverlapWhateverManyWriteAtOnce(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	objects := []uuid.UUID{w.object(t, anna), w.object(t, anna)}
	w.exec(t, "delete from paid_intervals")
	var written, refused atomic.Int64
	var wait sync.WaitGroup
	for range 4 {
		conn := w.writer(t)
		wait.Go(func() {
			for range 300 {
				from := halloween.Add(time.Duration(rand.IntN(30)) * time.Hour)
				to := from.Add(time.Duration(1+rand.IntN(4)) * time.Hour)
				sql := []string{addSpan, extendSpan, beginSpan, dropSpans}[rand.IntN(4)]
				tag, err := conn.Exec(context.Background(), sql, objects[rand.IntN(2)], from, to)
				switch {
				case err != nil:
					refused.Add(1)
				case tag.RowsAffected() > 0:
					written.Add(1)
				}
			}
		})
	}
	wait.Wait()
	require.Empty(t, w.lines(t, "select a.span || ' ' || b.span from paid_intervals a join paid_intervals b on a.object_id = b.object_id and a.id < b.id and a.span && b.span"))
	require.Positive(t, written.Load())
	require.Positive(t, refused.Load())
}

func TestASnapshotThatIsOlderThanAStatementWritesNoSpans(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	object := w.object(t, w.open(t, w.keeper, tenant.Account, "Anna", "UTC"))
	tx, err := w.writer(t).BeginTx(t.Context(), pgx.TxOptions{IsoLevel: pgx.RepeatableRead})
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "update paid_intervals set span = tstzrange(null, $2) where object_id = $1", object, halloween)
	require.ErrorContains(t, err, "read committed")
	require.NoError(t, tx.Rollback(t.Context()))
}

// TestNoIndexHoldsWhatARenewalChanges keeps renewals from writing to every index of a subscription and of a span: one index over any of
// these columns, or of a condition on them, would have them do it.
func TestNoIndexHoldsWhatARenewalChanges(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	require.Empty(t, w.lines(t, `
		select i.indexrelid::regclass || ' holds ' || a.attname
		from pg_index i
		join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
		join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
		where i.indrelid = 'subscriptions'::regclass and a.attname in ('anchor', 'periods', 'paid_until', 'next_due', 'micro_left')
			or i.indrelid = 'paid_intervals'::regclass and a.attname = 'span'`))
}

// TestWhatIsOverHidesNothingThatIsDue has accounts in front of one that is due, each a batch, of which nothing is due any more.
func TestWhatIsOverHidesNothingThatIsDue(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	w.Batch, w.Workers = 1, 1
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 300, unit: "month"})
	var last uuid.UUID
	for n := range 3 {
		account := w.open(t, w.keeper, tenant.Account, string(rune('A'+n)), "UTC")
		w.topup(t, w.keeper, account, 1000)
		last = w.object(t, account)
		subscription := w.subscribe(t, account, last, plan, "UTC", 0, time.Time{})
		if n < 2 {
			w.exec(t, "update subscriptions set ended_at = $2, end_reason = 'closed', next_due = null where id = $1", subscription, w.clock.Now())
		}
		w.clock.Advance(time.Minute)
	}
	require.Len(t, w.charged(t, last), 1)
	w.clock.Advance(31 * 24 * time.Hour)
	n, err := w.Renew(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.Len(t, w.charged(t, last), 2)
	require.Len(t, w.lines(t, "select tenant_id::text from accounts_due"), 1, "of those that are over nothing will be due")
}
