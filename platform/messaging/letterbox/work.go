package letterbox

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
)

// Times of the worker.
const (
	again = 5 * time.Second
	// tries and holdAfter: what failed so often and for so long for reasons of its own is laid aside.
	tries     = 10
	holdAfter = time.Hour
	storeFor  = 2 * time.Minute
	pageFor   = time.Minute
	// calm: nobody is woken more often for one desk; what comes meanwhile is told together.
	calm = time.Minute
)

// Worker hands letters on from the spool, and raises alarms.
type Worker struct {
	Spool *Spool
	// Store takes a letter for good. It is called at least once a letter, so it must know one that it has. Unavailable means
	// that no letter can be stored for now.
	Store func(ctx context.Context, a Arrived) error
	// Page may be nil: nobody is woken, and alarms wait.
	Page  Page
	Clock clock.Clock
	Log   *slog.Logger
	// Observe is told what became of each: stored, retry, held, paged, unpaged. May be nil.
	Observe func(outcome string)

	// mu is held while it is kept what became of a letter.
	mu     sync.Mutex
	failed map[uuid.UUID]int
	// large is held while a letter is stored that takes much memory.
	large sync.Mutex
	// woken is when somebody was woken for a desk.
	woken map[uuid.UUID]time.Time
}

// Run works until ctx ends. Alarms do not wait for letters: those may hang on a database that is away.
func (w *Worker) Run(ctx context.Context) error {
	alarms := make(chan struct{}, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.loop(ctx, alarms, w.Alarms)
	}()
	letters := make(chan struct{}, 1)
	stored := make(chan struct{})
	go func() {
		defer close(stored)
		w.loop(ctx, letters, w.Round)
	}()
	for {
		select {
		case <-ctx.Done():
			<-done
			<-stored
			return nil
		case <-w.Spool.rang:
			for _, c := range []chan struct{}{alarms, letters} {
				select {
				case c <- struct{}{}:
				default:
				}
			}
		}
	}
}

func (w *Worker) loop(ctx context.Context, rang chan struct{}, round func(context.Context) error) {
	tick := time.NewTicker(again)
	defer tick.Stop()
	for {
		if err := round(ctx); err != nil && ctx.Err() == nil {
			w.Log.WarnContext(ctx, "letters could not be handed on", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-rang:
		case <-tick.C:
		}
	}
}

func (w *Worker) observe(outcome string) {
	if w.Observe != nil {
		w.Observe(outcome)
	}
}

// How many letters are stored side by side, each of another desk; of those that take much memory one at a time.
const (
	sideBySide = 8
	weighty    = 5 << 20
)

// Round stores what waits, once: the letters of a desk in their order, and those of several desks beside one another. What is asked about a
// letter is answered by servers of whoever wrote it, and they may take their time: nobody else's letters wait for that.
func (w *Worker) Round(ctx context.Context) error {
	ids, err := w.Spool.Waiting()
	if err != nil {
		return err
	}
	of := map[uuid.UUID][]uuid.UUID{}
	var ready []uuid.UUID // desks with letters of which none is being stored
	for _, id := range ids {
		desk := w.Spool.desk(id)
		if len(of[desk]) == 0 {
			ready = append(ready, desk)
		}
		of[desk] = append(of[desk], id)
	}
	type outcome struct {
		desk uuid.UUID
		err  error
	}
	ended := make(chan outcome)
	var failure error
	for going := 0; ; going-- {
		for failure == nil && ctx.Err() == nil && going < sideBySide && len(ready) > 0 {
			desk := ready[0]
			id := of[desk][0]
			ready, of[desk] = ready[1:], of[desk][1:]
			going++
			go func() { ended <- outcome{desk, w.one(ctx, id)} }()
		}
		if going == 0 {
			return errors.Join(ctx.Err(), failure)
		}
		done := <-ended
		if failure == nil {
			failure = done.err
		}
		if len(of[done.desk]) > 0 {
			ready = append(ready, done.desk)
		}
	}
}

// one stores a letter; an error tells that the others would fare no better.
func (w *Worker) one(ctx context.Context, id uuid.UUID) error {
	if w.Spool.size(id) > weighty {
		w.large.Lock()
		defer w.large.Unlock()
	}
	a, err := w.Spool.Read(id)
	if err == nil {
		bounded, cancel := context.WithTimeout(ctx, storeFor)
		err = w.Store(bounded, a)
		cancel()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case err == nil:
		delete(w.failed, id)
		w.observe("stored")
		return w.Spool.Done(id)
	case ctx.Err() != nil:
		return ctx.Err()
	case errs.Is(err, errs.Unavailable):
		w.observe("retry")
		return err
	}
	if w.failed == nil {
		w.failed = map[uuid.UUID]int{}
	}
	w.failed[id]++
	w.Log.ErrorContext(ctx, "a letter could not be stored", "letter", id, "tries", w.failed[id], "error", err)
	if w.failed[id] >= tries && w.Clock.Now().Sub(time.Unix(id.Time().UnixTime())) > holdAfter {
		w.observe("held")
		delete(w.failed, id)
		return w.Spool.Hold(id)
	}
	w.observe("retry")
	return nil
}

// Alarms tells whoever is to be woken, once.
func (w *Worker) Alarms(ctx context.Context) error {
	if w.Page == nil {
		return nil
	}
	byDesk, err := w.Spool.alarms()
	if err != nil {
		return err
	}
	if w.woken == nil {
		w.woken = map[uuid.UUID]time.Time{}
	}
	var failure error
	for desk, alarms := range byDesk {
		if last, was := w.woken[desk]; was && w.Clock.Now().Sub(last) < calm {
			continue
		}
		bounded, cancel := context.WithTimeout(ctx, pageFor)
		err := w.Page(bounded, alarms)
		cancel()
		if err != nil {
			w.observe("unpaged")
			failure = err
			continue
		}
		w.woken[desk] = w.Clock.Now()
		w.observe("paged")
		if err := w.Spool.told(alarms); err != nil {
			failure = err
		}
	}
	return failure
}
