package mailboxes

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/tenant/identity"
)

// mostRead at once by one process.
const mostRead = 500

// reader is a process that reads mailboxes.
type reader struct {
	*Mailboxes

	id      uuid.UUID
	reading map[uuid.UUID]*reading
	renewed time.Time
	// tries at letters that could not be stored, by their mailbox.
	mu    sync.Mutex
	tries map[uuid.UUID]map[uint32]int
}

// reading is one mailbox being read.
type reading struct {
	version int
	stop    context.CancelFunc
	done    chan struct{}
}

// Work reads the mailboxes that no other process reads, until ctx ends.
func (m *Mailboxes) Work(ctx context.Context) error {
	ctx = audit.As(ctx, audit.Job("mailboxes"))
	r := &reader{Mailboxes: m, id: uuid.Must(uuid.NewV7()), reading: map[uuid.UUID]*reading{}, tries: map[uuid.UUID]map[uint32]int{}}
	tick := time.NewTicker(m.Beat)
	defer tick.Stop()
	for {
		if err := r.beat(ctx); err != nil && ctx.Err() == nil {
			m.Log.WarnContext(ctx, "it could not be seen which mailboxes are to be read", "error", err)
		}
		select {
		case <-ctx.Done():
			for _, one := range r.reading {
				one.stop()
				<-one.done
			}
			return nil
		case <-m.rang:
		case <-tick.C:
		}
	}
}

// beat keeps what is read, stops what is not to be read any more, and takes up what nobody reads.
func (r *reader) beat(ctx context.Context) error {
	for id, one := range r.reading {
		select {
		case <-one.done:
			one.stop()
			delete(r.reading, id)
		default:
		}
	}
	now := r.now()
	var held map[uuid.UUID]int
	err := r.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		held, err = renew(ctx, tx, r.id, now.Add(r.Held))
		return err
	})
	if err == nil {
		r.renewed = now
	}
	for id, one := range r.reading {
		version, ok := held[id]
		if err == nil && (!ok || version != one.version) || err != nil && now.Sub(r.renewed) >= r.Held {
			one.stop()
		}
	}
	if err != nil || len(r.reading) >= mostRead {
		return err
	}
	var list []row
	err = r.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		list, err = claim(ctx, tx, r.id, now, now.Add(r.Held), slices.Collect(maps.Keys(r.reading)), mostRead-len(r.reading))
		return err
	})
	for _, box := range list {
		own, stop := context.WithCancel(ctx)
		one := &reading{version: box.version, stop: stop, done: make(chan struct{})}
		r.reading[box.id] = one
		go func() {
			defer r.ring()
			defer close(one.done)
			r.keep(own, box)
		}()
	}
	return err
}

// keep reads a mailbox until ctx ends or something goes wrong.
func (r *reader) keep(ctx context.Context, box row) {
	err := r.read(ctx, &box)
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err = r.DB.Worker(after, func(tx *db.Tx) error {
		if err := r.settle(after, tx, ctx.Err() != nil, &box, err); err != nil {
			return err
		}
		return release(after, tx, r.id, box.id)
	})
	if err != nil {
		r.Log.WarnContext(after, "what came of a mailbox could not be kept", "address", box.address, "error", err)
	}
}

// pauses between attempts at a mailbox that cannot be read.
var pauses = [...]time.Duration{15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute}

// tellAfter so many failures in a row the realm's people are written to: a server that is restarted is nobody's business.
const tellAfter = 4

// settle keeps why a mailbox is read no more.
func (r *reader) settle(ctx context.Context, tx *db.Tx, stopped bool, box *row, cause error) error {
	if cause == nil || stopped {
		return nil
	}
	now := r.now()
	t, ours := errors.AsType[*letterbox.Trouble](cause)
	if !ours {
		// Not the mailbox's fault: letters cannot be stored, or another reads it by now.
		r.Log.WarnContext(ctx, "letters of a mailbox could not be taken", "address", box.address, "error", cause)
		box.tryAt = new(now.Add(pauses[0]))
		_, err := keepState(ctx, tx, r.id, *box)
		return err
	}
	r.Observe("failed")
	if box.failures++; box.failingSince == nil {
		box.failingSince = &now
	}
	box.problem, box.field, box.said = t.Problem, t.Field, sender.Readable(t.Said, 300)
	box.tryAt = new(now.Add(pauses[min(box.failures, len(pauses))-1]))
	tell := box.toldAt == nil && box.failures >= tellAfter
	if tell {
		box.toldAt = &now
	}
	if ok, err := keepState(ctx, tx, r.id, *box); err != nil || !ok || !tell {
		return err
	}
	return r.tell(ctx, tx, *box)
}

// FailingTemplate is the letter that tells of a mailbox that cannot be read.
const FailingTemplate = "mailbox_failing"

func (r *reader) tell(ctx context.Context, tx *db.Tx, box row) error {
	err := identity.TellKeepers(ctx, tx, box.tenant, identity.Letter{Template: FailingTemplate, Path: "/console/desk-settings",
		Params: map[string]string{"address": box.address, "server": box.Host, "said": box.said}})
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, box.tenant, r.now(), audit.Change{Action: "support.desk.mailbox.fail", Subject: audit.Subject{Kind: "desk", ID: box.id, Name: box.address},
		After: audit.Fields{"problem": box.problem, "said": box.said}})
}

// read goes through a mailbox again and again. An error is a *letterbox.Trouble, or none of the mailbox's making.
func (r *reader) read(ctx context.Context, box *row) error {
	at, err := r.elsewhere(*box, box.tenant)
	if err != nil {
		return &letterbox.Trouble{Problem: letterbox.NoLogin, Field: "password", Cause: err}
	}
	visit, err := r.Fetcher.Open(ctx, at)
	if err != nil {
		return err
	}
	defer visit.Close()
	for {
		if err := r.round(ctx, visit, box); err != nil {
			return err
		}
		if err := r.worked(ctx, box); err != nil {
			return err
		}
		if err := visit.Wait(ctx, r.Poll, r.Quiet); err != nil {
			return err
		}
	}
}

// errLost: another process reads it now, or it is to be read by other settings.
var errLost = errors.New("another process reads this mailbox, or it is to be read by other settings")

// worked keeps that it was read to its end.
func (r *reader) worked(ctx context.Context, box *row) error {
	was := *box
	now := r.now()
	box.recover()
	box.lookedAt = &now
	return r.kept(ctx, "keep that a mailbox was read", func(tx *db.Tx) (bool, error) {
		ok, err := keepState(ctx, tx, r.id, *box)
		if err != nil || !ok || was.toldAt == nil {
			return ok, err
		}
		return ok, audit.Write(ctx, tx, box.tenant, now, audit.Change{Action: "support.desk.mailbox.works", Subject: audit.Subject{Kind: "desk", ID: box.id, Name: box.address}})
	})
}

func (r *reader) kept(ctx context.Context, what string, do func(tx *db.Tx) (bool, error)) error {
	err := r.DB.Worker(ctx, func(tx *db.Tx) error {
		ok, err := do(tx)
		if err == nil && !ok {
			err = errLost
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
