package recipients

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity"
)

// Of are those who have confirmed that they want a kind of letters about tenants, for whoever writes these within the worker's
// transaction.
func (r *Recipients) Of(ctx context.Context, tx *db.Tx, kind string, tenants ...uuid.UUID) ([]identity.Outsider, error) {
	list, err := outsiders(ctx, tx, kind, tenants)
	if err != nil {
		return nil, fmt.Errorf("find who is told besides: %w", err)
	}
	return list, nil
}

// Pass is what a letter to a recipient needs to leave.
type Pass struct {
	// Goes: it may.
	Goes bool
	// Confirm is the path of the page where its reader says that they want more; of a letter that asks.
	Confirm string
	// Stop is the path of the page, and of the one click, that ends all of it.
	Stop string
}

// Pass asks whether a letter may leave now: its reader has confirmed and has not had too many today, or it asks and the address was not
// asked too often. What may not leave is dropped: there is nothing worth having of it tomorrow.
func (r *Recipients) Pass(ctx context.Context, realm, id uuid.UUID, template string) (p Pass, err error) {
	now := r.now()
	err = r.DB.Worker(ctx, func(tx *db.Tx) error {
		l, there, err := readLeaving(ctx, tx, id, now)
		if err != nil || !there {
			return err
		}
		p.Stop = r.Stop(realm, id)
		if Asks(template) {
			n, err := leftTo(ctx, tx, l.key, now.Add(-24*time.Hour))
			p.Goes = l.state == Pending && n < r.Limits.AddressAsks
			p.Confirm = r.link(ConfirmPath, confirmPurpose, id, realm, l.askedAt)
			return err
		}
		if l.state == Confirmed && l.letters >= r.Limits.Letters {
			return countLetter(ctx, tx, id, now, 0, 1)
		}
		p.Goes = l.state == Confirmed
		return nil
	})
	if err != nil {
		return Pass{}, fmt.Errorf("ask whether a letter may leave: %w", err)
	}
	return p, nil
}

// Left keeps that a letter has left, for the counts of the day.
func (r *Recipients) Left(ctx context.Context, id uuid.UUID, template string) error {
	now := r.now()
	err := r.DB.Worker(ctx, func(tx *db.Tx) error {
		if Asks(template) {
			return askLeft(ctx, tx, id, now)
		}
		return countLetter(ctx, tx, id, now, 1, 0)
	})
	if err != nil {
		return fmt.Errorf("keep that a letter has left: %w", err)
	}
	return nil
}

// beginsOfTenant are letters a day that a tenant may have sent to people who are nobody's user yet, besides questions: invitations, and
// answers to who gave an address by phone.
const beginsOfTenant = 200

// MayBegin tells whether a letter that begins with somebody may leave to an address: it counts with the questions that the address gets in
// a day, whoever in the installation has it written to.
func (r *Recipients) MayBegin(ctx context.Context, tenant uuid.UUID, address string) (may bool, err error) {
	since := r.now().Add(-24 * time.Hour)
	err = r.DB.Worker(ctx, func(tx *db.Tx) error {
		to, err := leftTo(ctx, tx, keyOf(address), since)
		if err != nil {
			return err
		}
		of, err := begunBy(ctx, tx, tenant, since)
		may = to < r.Limits.AddressAsks && of < beginsOfTenant
		return err
	})
	if err != nil {
		return false, fmt.Errorf("ask whether a letter may begin: %w", err)
	}
	return may, nil
}

// Begun keeps that such a letter has left; letter is its ID.
func (r *Recipients) Begun(ctx context.Context, tenant, letter uuid.UUID, address string) error {
	err := r.DB.Worker(ctx, func(tx *db.Tx) error { return begun(ctx, tx, tenant, letter, keyOf(address), r.now()) })
	if err != nil {
		return fmt.Errorf("keep that a letter has begun: %w", err)
	}
	return nil
}

// asksKept is longer than any count looks back.
const asksKept = 7 * 24 * time.Hour

// Forget letters that asked long ago; a job.
func (r *Recipients) Forget(ctx context.Context) (n int64, err error) {
	err = r.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		n, err = forgetAsks(ctx, tx, r.now().Add(-asksKept))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget letters that asked: %w", err)
	}
	return n, nil
}
