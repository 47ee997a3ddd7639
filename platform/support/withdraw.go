package support

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Withdrawn tells whether whoever asked has settled it themselves, before anybody answered their last word.
func (t Ticket) Withdrawn() bool {
	return t.State == Confirmed && (t.AnsweredAt == nil || t.AskedAt.After(*t.AnsweredAt))
}

// Withdraw settles a question that nobody has answered yet: it leaves the queue, and nothing is promised for it any more, neither kept nor
// missed. Of a group it comes out, and so does the rest of one that it led: only what is named is withdrawn. Conflict (reason
// "answered_meanwhile"): there is an answer, which is to be read first; ("not_open"): it was refused.
func (d *Desks) Withdraw(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID) error {
	err := d.theirs(ctx, s, user, at, ticket, "confirm", func(tx *db.Tx, _ db.Scope, t Ticket, _ asker) error {
		switch t.State {
		case Confirmed:
			return nil
		case Answered:
			return errs.New(errs.Conflict, "answered_meanwhile", "It was answered meanwhile. Read the answer, and say then that it is settled.")
		case Unanswerable:
			return errs.New(errs.Conflict, "not_open", "This question waits for nobody any more.")
		}
		now := d.now()
		r, err := rulesOf(ctx, tx, t.Desk)
		if err != nil {
			return err
		}
		if t.Group != nil {
			if err := d.leave(ctx, tx, &t, r, nil, now); err != nil {
				return err
			}
		}
		members, err := grouped(ctx, tx, t)
		if err != nil {
			return err
		}
		for i := range members {
			members[i].alone()
			if err := keepTicket(ctx, tx, members[i]); err != nil {
				return err
			}
			if err := d.event(ctx, tx, members[i], nil, "ungrouped", now); err != nil {
				return err
			}
		}
		if len(members) > 0 {
			if err := askedWithin(ctx, tx, &t); err != nil {
				return err
			}
		}
		t.Times = t.Answered()
		t.State, t.Awaiting, t.ConfirmedAt, t.ChangedAt = Confirmed, false, &now, now
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		return d.event(ctx, tx, t, nil, "withdrawn", now)
	})
	return orNil("withdraw a question", err)
}

// TakeBack opens a withdrawn question again, as if it had never been withdrawn: it stands where it stood and is promised what it was
// promised. Conflict (reason "not_withdrawn"): there is nothing to take back; ("settled_long_ago"): a further message is a new question by now.
func (d *Desks) TakeBack(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID) error {
	err := d.theirs(ctx, s, user, at, ticket, "reopen", func(tx *db.Tx, _ db.Scope, t Ticket, _ asker) error {
		if t.State == Open {
			return nil
		}
		if !t.Withdrawn() {
			return errs.New(errs.Conflict, "not_withdrawn", "This question was not withdrawn. Write in it, and it is open again.")
		}
		r, err := rulesOf(ctx, tx, t.Desk)
		if err != nil {
			return err
		}
		now := d.now()
		if t.ConfirmedAt != nil && now.Sub(*t.ConfirmedAt) > time.Duration(r.ReopenDays)*24*time.Hour {
			return errs.New(errs.Conflict, "settled_long_ago", fmt.Sprintf("It was settled over %d days ago. Write in it: that becomes a new question that follows this one.", r.ReopenDays))
		}
		if err := d.asksAgain(ctx, tx, &t, r); err != nil {
			return err
		}
		t.opens()
		t.ConfirmedAt, t.ChangedAt = nil, now
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		return d.event(ctx, tx, t, nil, "taken_back", now)
	})
	return orNil("take a withdrawal back", err)
}

// alone is what a ticket becomes that stands in no other any more.
func (t *Ticket) alone() {
	t.State, t.Group = Open, nil
	if t.UnansweredAt == nil {
		t.State = Answered
	}
}

// leave takes a ticket out of the one it stands in, which then stands where it would without it. by is nil where whoever asked does so.
func (d *Desks) leave(ctx context.Context, tx *db.Tx, t *Ticket, r rules, by *uuid.UUID, now time.Time) error {
	lead, err := lockTicket(ctx, tx, t.Desk, *t.Group)
	if err != nil {
		return err
	}
	t.alone()
	if err := keepTicket(ctx, tx, *t); err != nil {
		return err
	}
	if err := askedWithin(ctx, tx, &lead); err != nil {
		return err
	}
	lead.ruled(r.of(lead))
	lead.ChangedAt = now
	if err := keepTicket(ctx, tx, lead); err != nil {
		return err
	}
	return d.event(ctx, tx, *t, by, "ungrouped", now)
}
