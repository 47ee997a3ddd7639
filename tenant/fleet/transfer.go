package fleet

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Claim is one tracker's claim on an identity, as the platform's staff see it.
type Claim struct {
	ID         uuid.UUID
	Namespace  string
	Value      string
	Tenant     uuid.UUID
	TenantName string
	Realm      uuid.UUID
	RealmName  string
	Tracker    uuid.UUID
	Protocol   string
	Model      string
	ClaimedAt  time.Time
	// Held from and to; nil: it never was.
	Held *Span
	// Released tells that it was given up.
	Released *time.Time
	// Proof is code or password; empty: the number was typed.
	Proof   string
	HeardAt *time.Time
	// Bindings of its tracker.
	Bindings []Binding
	Request  *Request
}

// From which moment a transfer holds.
const (
	FromNow   = "now"
	FromHeard = "last_heard"
)

// RequestBelow is a request in the queue of the platform's staff.
type RequestBelow struct {
	Request

	Tenant     uuid.UUID
	TenantName string
	RealmName  string
	Tracker    uuid.UUID
}

// RequestsQuery narrows the queue.
type RequestsQuery struct {
	// Open: those that nobody has decided; otherwise all.
	Open  bool
	After uuid.UUID
	Limit int
}

// checkReason is for everything staff do with other tenants' devices.
func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 3 || n > 500 {
		return "", errs.Field("reason", "no_reason", "Say why, in 3 to 500 characters: it is kept in the audit.")
	}
	return reason, nil
}

// SearchIdentity finds everybody who holds, held or waits for an identity, in all tenants below the one acted in. The
// search is in that tenant's audit before anything is answered.
func (f *Fleet) SearchIdentity(ctx context.Context, s db.Scope, value, reason string) ([]Claim, error) {
	reason, err := checkReason(reason)
	if err != nil {
		return nil, err
	}
	value = trimIdentity(value)
	if value == "" || !printable(value) || utf8.RuneCountInString(value) > 100 {
		return nil, errs.Field("value", "bad_identity", "Type the identifier as it is set in the device: up to 100 characters without spaces inside.")
	}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		return f.note(ctx, tx, s, "platform.identity.search", audit.Subject{Kind: "identity", Name: value}, nil, audit.Fields{"reason": reason})
	})
	if err != nil {
		return nil, fmt.Errorf("search an identity: %w", err)
	}
	var list []Claim
	err = f.db.InSubtree(ctx, s, func(tx *db.Tx) (err error) {
		list, err = claimsOn(ctx, tx, value)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search an identity: %w", err)
	}
	return list, nil
}

// Requests lists requests for trackers, the newest first; for the platform's staff.
func (f *Fleet) Requests(ctx context.Context, s db.Scope, q RequestsQuery) (list []RequestBelow, more bool, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d requests.", MaxPage))
	}
	err = f.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		list, err = requestsBelow(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list requests: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}

// Refuse decides a request: the claim goes on waiting. NotFound; Conflict (reason "decided_already").
func (f *Fleet) Refuse(ctx context.Context, s db.Scope, request uuid.UUID, reason string) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	err = f.acrossTenants(ctx, s, func(tx *db.Tx) error {
		r, err := lockRequest(ctx, tx, request)
		if err != nil {
			return err
		}
		if r.Outcome != "" {
			return errs.New(errs.Conflict, "decided_already", "Somebody has decided this request already.")
		}
		if err := decideRequest(ctx, tx, r.Tracker, Refused, reason, f.now()); err != nil {
			return err
		}
		if err := f.noteBoth(ctx, tx, s, r.Tenant, "identity.request_refuse", r.Tracker, r.Identity, audit.Fields{"reason": reason}); err != nil {
			return err
		}
		return f.answer(ctx, tx, r.Tenant, r.ID, false, r.Identity, reason)
	})
	if err != nil {
		return fmt.Errorf("refuse a request: %w", err)
	}
	return nil
}

// Release ends the hold of whoever holds an identity now, at one moment: their binding ends with it and they keep what
// was recorded. The device belongs to whoever waits, at its next knock. NotFound if the claim does not hold now.
func (f *Fleet) Release(ctx context.Context, s db.Scope, claim uuid.UUID, from, reason string) error {
	return f.handOver(ctx, s, claim, from, reason, false)
}

// Transfer gives an identity to a waiting claim, at one moment: whoever holds it now ends with it, and nothing that was
// recorded before is the new holder's. NotFound if the claim does not wait.
func (f *Fleet) Transfer(ctx context.Context, s db.Scope, claim uuid.UUID, from, reason string) error {
	return f.handOver(ctx, s, claim, from, reason, true)
}

func (f *Fleet) handOver(ctx context.Context, s db.Scope, id uuid.UUID, from, reason string, transfer bool) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	err = f.acrossTenants(ctx, s, func(tx *db.Tx) error {
		claim, err := liveClaim(ctx, tx, id)
		if err != nil {
			return err
		}
		names, err := namesOf(ctx, tx, claim.tracker)
		if err != nil {
			return err
		}
		// Whatever happened while we waited for the locks is seen now.
		if claim, err = liveClaim(ctx, tx, id); err != nil {
			return err
		}
		if claim.held == transfer { // one that holds cannot be given to, one that waits cannot be released
			return errs.Missing()
		}
		at := f.now()
		for _, n := range names {
			holder, err := holderOf(ctx, tx, n)
			if err != nil || holder == nil || holder.tracker == claim.tracker && transfer {
				if err != nil {
					return err
				}
				continue
			}
			if from == FromHeard && holder.heard.Before(at) {
				at = holder.heard.Add(time.Microsecond)
			}
			if !at.After(holder.since) {
				at = holder.since.Add(time.Microsecond)
			}
			if err := f.endHold(ctx, tx, s, *holder, at, reason); err != nil {
				return err
			}
		}
		if !transfer {
			return nil
		}
		for _, n := range names {
			if err := giveHold(ctx, tx, claim.tracker, n, at); err != nil {
				return err
			}
		}
		if err := f.noteBoth(ctx, tx, s, claim.tenant, "identity.receive", claim.tracker, claim.value, audit.Fields{"reason": reason, "from": at}); err != nil {
			return err
		}
		asked, err := lastRequest(ctx, tx, claim.tracker)
		if errs.Is(err, errs.NotFound) || err == nil && asked.Outcome != "" {
			return nil // nobody waits for an answer
		}
		if err != nil {
			return err
		}
		if err := decideRequest(ctx, tx, claim.tracker, Granted, reason, f.now()); err != nil {
			return err
		}
		return f.answer(ctx, tx, claim.tenant, asked.ID, true, asked.Identity, reason)
	})
	if err != nil {
		return fmt.Errorf("hand over an identity: %w", err)
	}
	return nil
}

// endHold ends what a tracker holds and the binding in force, and writes it to the audits.
func (f *Fleet) endHold(ctx context.Context, tx *db.Tx, s db.Scope, h holder, at time.Time, reason string) error {
	object, err := endHold(ctx, tx, h, at)
	if err != nil {
		return err
	}
	if object != uuid.Nil {
		tx.AfterCommit(func() { f.changed(h.tenant, object) })
	}
	return f.noteBoth(ctx, tx, s, h.tenant, "identity.release", h.tracker, h.value, audit.Fields{"reason": reason, "from": at})
}

// noteBoth writes to the audit of the platform who did it, and to the tenant's that it was done.
func (f *Fleet) noteBoth(ctx context.Context, tx *db.Tx, s db.Scope, tenant uuid.UUID, what string, tracker uuid.UUID, identity string, told audit.Fields) error {
	subject := audit.Subject{Kind: "tracker", ID: tracker, Name: identity}
	if tenant != s.Tenant() {
		err := audit.Write(audit.As(ctx, audit.Actor{Kind: audit.Technical}), tx, tenant, f.now(), audit.Change{Action: "fleet." + what, Subject: subject, After: told})
		if err != nil {
			return err
		}
	}
	mine := audit.Fields{"tenant": tenant}
	maps.Copy(mine, told)
	return audit.Write(ctx, tx, s.Tenant(), f.now(), audit.Change{Action: "platform." + what, Subject: subject, After: mine})
}

// answer tells whoever asked, where there is something to tell it by.
func (f *Fleet) answer(ctx context.Context, tx *db.Tx, tenant, request uuid.UUID, granted bool, identity, reason string) error {
	if f.tickets == nil {
		return nil
	}
	return f.tickets.ClaimDecided(ctx, tx, tenant, request, granted, identity, reason)
}

// acrossTenants runs what concerns several tenants at once; only the platform's own tenant may.
func (f *Fleet) acrossTenants(ctx context.Context, s db.Scope, fn func(tx *db.Tx) error) error {
	if s.Kind() != "platform" {
		return errs.Missing()
	}
	return f.db.Worker(ctx, fn)
}
