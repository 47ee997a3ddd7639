package letterbox

import (
	"context"
	"log/slog"
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

	failed map[uuid.UUID]int
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

// Round stores what waits, once.
func (w *Worker) Round(ctx context.Context) error {
	ids, err := w.Spool.Waiting()
	if err != nil {
		return err
	}
	if w.failed == nil {
		w.failed = map[uuid.UUID]int{}
	}
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		a, err := w.Spool.Read(id)
		if err == nil {
			bounded, cancel := context.WithTimeout(ctx, storeFor)
			err = w.Store(bounded, a)
			cancel()
		}
		switch {
		case err == nil:
			delete(w.failed, id)
			w.observe("stored")
			if err := w.Spool.Done(id); err != nil {
				return err
			}
			continue
		case ctx.Err() != nil:
			return ctx.Err()
		case errs.Is(err, errs.Unavailable):
			w.observe("retry")
			return err // the others would fare no better
		}
		w.failed[id]++
		w.Log.ErrorContext(ctx, "a letter could not be stored", "letter", id, "tries", w.failed[id], "error", err)
		if w.failed[id] >= tries && w.Clock.Now().Sub(time.Unix(id.Time().UnixTime())) > holdAfter {
			w.observe("held")
			delete(w.failed, id)
			if err := w.Spool.Hold(id); err != nil {
				return err
			}
			continue
		}
		w.observe("retry")
	}
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
