package together

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// Queue gathers work. Whoever brings some and finds a hand free does it at once, alone; what comes meanwhile waits, and one of those who have brought
// it does it for all of them. Safe for concurrent use.
type Queue[K comparable, W, O any] struct {
	most, hands int
	do          func(ctx context.Context, of K, work []W) []O

	mu   sync.Mutex
	rows map[K]*row[W, O]
}

// New makes a queue for each of what work is of, with so many hands, and groups of so many at most. do answers what became of each piece of a group; if it
// panics, the zero value stands for that. Its context ends when all those whose work it is have gone.
func New[K comparable, W, O any](most, hands int, do func(ctx context.Context, of K, work []W) []O) *Queue[K, W, O] {
	return &Queue[K, W, O]{most: most, hands: hands, do: do, rows: map[K]*row[W, O]{}}
}

// row is the queue of one.
type row[W, O any] struct {
	waiting []*piece[W, O]
	busy    int
}

// piece is work with who waits for it.
type piece[W, O any] struct {
	work W
	// whenGone has something done when nobody waits for it any more, unless that is stopped before.
	whenGone func(f func()) (stop func() bool)
	// turn says that whoever has brought this is the next to do some; it stands among those waiting until then.
	turn    chan struct{}
	outcome chan O
	called  bool
}

// Bring has a piece of work done and answers what became of it. If ctx ends before, whoever brought it goes without knowing that: what is not begun
// then is not done.
func (q *Queue[K, W, O]) Bring(ctx context.Context, of K, work W) (outcome O, err error) {
	p := &piece[W, O]{work: work, turn: make(chan struct{}, 1), outcome: make(chan O, 1),
		whenGone: func(f func()) func() bool { return context.AfterFunc(ctx, f) }}
	if q.enter(of, p) {
		return q.lead(ctx, of, p), nil
	}
	select {
	case outcome = <-p.outcome:
		return outcome, nil
	case <-p.turn:
		return q.lead(ctx, of, p), nil
	case <-ctx.Done():
		q.leave(of, p)
		return outcome, ctx.Err()
	}
}

// Waiting tells how many wait for their turn.
func (q *Queue[K, W, O]) Waiting(of K) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	if r := q.rows[of]; r != nil {
		return len(r.waiting)
	}
	return 0
}

// enter stands in the queue; true: a hand is free, and it is this one's turn.
func (q *Queue[K, W, O]) enter(of K, p *piece[W, O]) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	r := q.rows[of]
	if r == nil {
		r = &row[W, O]{}
		q.rows[of] = r
	}
	r.waiting = append(r.waiting, p)
	if r.busy == q.hands {
		return false
	}
	r.busy++
	p.called = true
	return true
}

// lead does what waits by now, p's own among it, and gives the turn to another.
func (q *Queue[K, W, O]) lead(ctx context.Context, of K, p *piece[W, O]) O {
	group := q.take(of, p)
	outcomes := make([]O, len(group))
	defer func() {
		for i, o := range group {
			o.outcome <- outcomes[i]
		}
		q.mu.Lock()
		defer q.mu.Unlock()
		q.pass(of)
	}()
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var left atomic.Int64
	left.Store(int64(len(group)))
	work, stops := make([]W, len(group)), make([]func() bool, len(group))
	for i, o := range group {
		work[i] = o.work
		stops[i] = o.whenGone(func() {
			if left.Add(-1) == 0 {
				cancel()
			}
		})
	}
	defer func() {
		for _, stop := range stops {
			stop()
		}
	}()
	copy(outcomes, q.do(ctx, of, work))
	return outcomes[0]
}

// take takes a group out of the queue: p, and those after it that are not called to lead one themselves.
func (q *Queue[K, W, O]) take(of K, p *piece[W, O]) []*piece[W, O] {
	q.mu.Lock()
	defer q.mu.Unlock()
	r := q.rows[of]
	group, rest := []*piece[W, O]{p}, r.waiting[:0]
	for _, o := range r.waiting {
		switch {
		case o == p:
		case !o.called && len(group) < q.most:
			group = append(group, o)
		default:
			rest = append(rest, o)
		}
	}
	clear(r.waiting[len(rest):])
	r.waiting = rest
	return group
}

// leave goes out of the queue; whose turn it was gives it to another. Of what is under way nothing is taken back.
func (q *Queue[K, W, O]) leave(of K, p *piece[W, O]) {
	q.mu.Lock()
	defer q.mu.Unlock()
	r := q.rows[of]
	if r == nil {
		return
	}
	i := slices.Index(r.waiting, p)
	if i < 0 {
		return
	}
	r.waiting = slices.Delete(r.waiting, i, i+1)
	if p.called {
		q.pass(of)
	}
}

// pass gives the turn to whoever waits longest; without anybody the hand is free. The caller holds the queue.
func (q *Queue[K, W, O]) pass(of K) {
	r := q.rows[of]
	for _, o := range r.waiting {
		if !o.called {
			o.called = true
			o.turn <- struct{}{}
			return
		}
	}
	if r.busy--; r.busy == 0 {
		delete(q.rows, of)
	}
}
