package fleet

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Outcomes of a request.
const (
	Granted   = "granted"
	Refused   = "refused"
	Withdrawn = "withdrawn"
)

// Request is what somebody asked for whose tracker waits: "this device is mine".
type Request struct {
	ID       uuid.UUID
	Protocol string
	Model    string
	Identity string
	Note     string
	AskedAt  time.Time
	// Outcome is empty while nobody has decided.
	Outcome   string
	Reason    string
	DecidedAt *time.Time
}

// ClaimTopic is the outbox topic of requests for trackers, for whoever opens a ticket of each; with a ClaimAsked.
const ClaimTopic = "fleet.claim"

// ClaimAsked names a request: of which tenant, for which object's tracker, by whom.
type ClaimAsked struct {
	Tenant  uuid.UUID `json:"tenant"`
	Object  uuid.UUID `json:"object"`
	User    uuid.UUID `json:"user"`
	Request uuid.UUID `json:"request"`
}

// ClaimBelow is a tracker of a customer of one's own that waits, or with which something is wrong.
type ClaimBelow struct {
	Tracker      uuid.UUID
	Tenant       uuid.UUID
	TenantName   string
	Object       uuid.UUID
	ObjectName   string
	Protocol     string
	Model        string
	Identity     string
	Since        time.Time
	Waiting      bool
	HeardAt      *time.Time
	HeardOutcome string
	Request      *Request
}

// Lists of customers' trackers.
const (
	ListWaiting   = "waiting"
	ListRequested = "requested"
	ListTroubled  = "troubled"
)

// ClaimsQuery narrows the list.
type ClaimsQuery struct {
	List  string
	After uuid.UUID
	Limit int
}

// Ask asks for the device that an object's tracker waits for. It can be asked whether or not anybody holds it: neither the
// answer nor the need for it tells. Asking again while nobody has decided changes the note. Conflict (reason
// "not_waiting") once the device has come.
func (f *Fleet) Ask(ctx context.Context, s db.Scope, object, user uuid.UUID, note string) (Request, error) {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > 500 {
		return Request{}, errs.Field("note", "long_note", "A note has at most 500 characters.")
	}
	var asked Request
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := lockObjects(ctx, fleetdb.New(tx), []uuid.UUID{object}); err != nil {
			return err
		}
		o, err := f.read(ctx, tx, object)
		if err != nil {
			return err
		}
		if o.Tracker == nil || !o.Tracker.Waiting {
			return errs.New(errs.Conflict, "not_waiting", "This object does not wait for a tracker.")
		}
		asked, err = insertRequest(ctx, tx, s, *o.Tracker, user, note, f.now())
		if err != nil {
			return err
		}
		if err := outbox.Put(ctx, tx, s, ClaimTopic, ClaimAsked{Tenant: s.Tenant(), Object: object, User: user, Request: asked.ID}); err != nil {
			return err
		}
		return f.note(ctx, tx, s, "fleet.tracker.ask", audit.Subject{Kind: "tracker", ID: o.Tracker.ID, Name: o.Tracker.Identity}, nil, audit.Fields{"note": note})
	})
	if err != nil {
		return Request{}, fmt.Errorf("ask for a tracker: %w", err)
	}
	return asked, nil
}

// Asked is the latest request for the tracker of an object. NotFound if there is none.
func (f *Fleet) Asked(ctx context.Context, s db.Scope, object uuid.UUID) (Request, error) {
	var asked Request
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		o, err := f.read(ctx, tx, object)
		if err != nil {
			return err
		}
		if o.Tracker == nil {
			return errs.Missing()
		}
		asked, err = lastRequest(ctx, tx, o.Tracker.ID)
		return err
	})
	if err != nil {
		return Request{}, fmt.Errorf("read a request: %w", err)
	}
	return asked, nil
}

// WaitingRequests counts the requests for trackers of the realm's own customers, and of the realm itself, that nobody has
// decided.
func (f *Fleet) WaitingRequests(ctx context.Context, s db.Scope) (n int, err error) {
	err = f.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		n, err = openRequests(ctx, tx, s)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count requests for trackers: %w", err)
	}
	return n, nil
}

// ClaimsBelow lists trackers of the realm's own customers, and of the realm itself: those that wait, those that were asked
// for, or those with which something is wrong. Who else knocks with an identity is shown to nobody.
func (f *Fleet) ClaimsBelow(ctx context.Context, s db.Scope, q ClaimsQuery) (list []ClaimBelow, more bool, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d trackers.", MaxPage))
	}
	err = f.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		list, err = claimsBelow(ctx, tx, s, q)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list customers' trackers: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}
