package together_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/together"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// outcome is of a piece: with how many others it was done.
type outcome struct{ work, of int }

// bench is a queue whose groups take a second each.
type bench struct {
	*together.Queue[string, int, outcome]

	groups [][]int
	mu     sync.Mutex
}

func setup(most, hands int) *bench {
	b := &bench{}
	b.Queue = together.New(most, hands, func(ctx context.Context, _ string, work []int) []outcome {
		b.mu.Lock()
		b.groups = append(b.groups, work)
		b.mu.Unlock()
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return nil
		}
		list := make([]outcome, len(work))
		for i, w := range work {
			list[i] = outcome{w, len(work)}
		}
		return list
	})
	return b
}

func TestWhoeverIsAloneDoesNotWaitAndWhatComesMeanwhileIsDoneAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := setup(3, 1)
		began := time.Now()
		var all sync.WaitGroup
		took := make([]time.Duration, 6)
		for n := range took {
			all.Go(func() {
				got, err := b.Bring(t.Context(), "a", n)
				took[n] = time.Since(began)
				require.NoError(t, err)
				require.Equal(t, n, got.work)
			})
			synctest.Wait()
		}
		all.Wait()
		require.Equal(t, [][]int{{0}, {1, 2, 3}, {4, 5}}, b.groups)
		require.Equal(t, []time.Duration{1e9, 2e9, 2e9, 2e9, 3e9, 3e9}, took)
	})
}

func TestTwoHandsWorkSideBySideAndQueuesDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := setup(64, 2)
		began := time.Now()
		var all sync.WaitGroup
		for n, of := range []string{"a", "a", "b", "a", "a"} {
			all.Go(func() {
				_, err := b.Bring(t.Context(), of, n)
				require.NoError(t, err)
			})
			synctest.Wait()
		}
		all.Wait()
		require.Equal(t, [][]int{{0}, {1}, {2}}, b.groups[:3])
		require.Equal(t, 2*time.Second, time.Since(began), "the others follow, by one hand or both")
	})
}

func TestWhoGoesBeforeItsTurnIsNotServedAndHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := setup(2, 1)
		var all sync.WaitGroup
		bring := func(n int, stays time.Duration) {
			all.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), stays)
				defer cancel()
				_, err := b.Bring(ctx, "a", n)
				require.Equal(t, stays < 4*time.Second, errors.Is(err, context.DeadlineExceeded), "%d: %v", n, err)
			})
			synctest.Wait()
		}
		bring(0, time.Hour)
		bring(1, time.Second/2) // waits, and goes
		bring(2, time.Hour)
		bring(3, 3*time.Second/2) // its work is under way when it goes: it is done all the same
		all.Wait()
		require.Equal(t, [][]int{{0}, {2, 3}}, b.groups)
		bring(4, time.Hour)
		all.Wait()
		require.Len(t, b.groups, 3, "the hand is free again")
	})
}

func TestWorkThatNobodyWaitsForAnyMoreEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := setup(2, 1)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		began := time.Now()
		got, err := b.Bring(ctx, "a", 1)
		require.NoError(t, err)
		require.Zero(t, got)
		require.Equal(t, time.Second/2, time.Since(began))
	})
}

func TestOneThatPanicsLeavesNobodyWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first := true
		q := together.New(2, 1, func(_ context.Context, _ string, work []int) []outcome {
			<-time.After(time.Second)
			if !first && len(work) > 1 {
				panic("of the work")
			}
			first = false
			return []outcome{{work[0], len(work)}}
		})
		var all sync.WaitGroup
		var panicked atomic.Int64
		for n := range 4 {
			all.Go(func() {
				defer func() {
					if recover() != nil {
						panicked.Add(1)
					}
				}()
				got, err := q.Bring(t.Context(), "a", n)
				require.NoError(t, err)
				if n == 2 {
					require.Zero(t, got)
				}
			})
			synctest.Wait()
		}
		all.Wait()
		require.EqualValues(t, 1, panicked.Load())
	})
}

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	t.Parallel()
	const callers, each = 40, 100
	var counts [callers * each]atomic.Int64
	var working atomic.Int64
	q := together.New(8, 2, func(_ context.Context, _ int, work []int) []outcome {
		require.LessOrEqual(t, working.Add(1), int64(4), "two hands for each of two")
		defer working.Add(-1)
		list := make([]outcome, len(work))
		for i, w := range work {
			counts[w].Add(1)
			list[i] = outcome{w, len(work)}
		}
		return list
	})
	var all sync.WaitGroup
	for c := range callers {
		all.Go(func() {
			for n := range each {
				work := c*each + n
				ctx, cancel := context.WithCancel(t.Context())
				if rand.IntN(4) == 0 {
					go cancel()
				}
				got, err := q.Bring(ctx, c%2, work)
				cancel()
				if err == nil {
					require.Equal(t, work, got.work)
					require.EqualValues(t, 1, counts[work].Load())
				}
			}
		})
	}
	all.Wait()
	for work := range counts {
		require.LessOrEqual(t, counts[work].Load(), int64(1))
	}
}
