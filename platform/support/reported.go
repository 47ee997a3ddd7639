package support

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/support/facts"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// StolenLogins know what was reported.
type StolenLogins interface {
	StolenLogin(ctx context.Context, s db.Scope, id uuid.UUID) (identity.Stolen, error)
}

// DeliverStolen opens a ticket of each login that was reported stolen (identity.StolenTopic), so that it has a number and a clock (terms 2.3.1).
// It carries what a person needs to look for, and how to reach whoever reported it; what only the rightful holder knows stays with the report.
// Nobody has proved who they are: no letter goes to what they told, and the ticket is nobody's.
func (d *Desks) DeliverStolen(reports StolenLogins) outbox.Deliver {
	return func(ctx context.Context, m outbox.Message) error {
		var told identity.StolenTold
		if err := json.Unmarshal(m.Payload, &told); err != nil {
			return outbox.GiveUp(fmt.Errorf("read which login was stolen: %w", err))
		}
		desk, err := d.Tenants.Scope(ctx, told.Realm, told.Realm)
		if err != nil {
			return fmt.Errorf("find the desk of a report: %w", err)
		}
		ctx = audit.As(ctx, audit.Job("letters"))
		report, err := reports.StolenLogin(ctx, desk, told.Report)
		if errs.Is(err, errs.NotFound) {
			return nil // it is there no more
		}
		if err != nil {
			return err
		}
		if !report.SettledAt.IsZero() {
			return nil // it was settled before its ticket was there: nobody would answer that
		}
		return orNil("open a ticket of a stolen login", d.DB.InTenant(ctx, desk, func(tx *db.Tx) error { return d.openStolen(ctx, tx, desk, report) }))
	}
}

func (d *Desks) openStolen(ctx context.Context, tx *db.Tx, desk db.Scope, report identity.Stolen) error {
	login, contact := cleanLine(report.Login, longestSubject), clean(report.Contact, longestBody)
	a := Asking{Kind: StolenLogin, Subject: orText(login, noSubject), Body: contact, Locale: report.Locale,
		Facts: facts.Facts{facts.Username: cut(report.Login, 100), facts.Account: report.AccountNumber},
		Links: []Link{{Kind: "page", Subject: &report.ID, Label: "/stolen/" + report.ID.String()}}}
	return d.openOnce(ctx, tx, desk, stolenKey(report.ID), asker{name: cut(login, 200), locale: report.Locale}, a, ByForm, report.ReportedAt)
}

// openOnce opens a ticket of what was told elsewhere, unless there is one under its key.
func (d *Desks) openOnce(ctx context.Context, tx *db.Tx, desk db.Scope, key string, who asker, a Asking, via string, at time.Time) error {
	if _, _, err := letterBefore(ctx, tx, desk.Tenant(), key); !errs.Is(err, errs.NotFound) {
		return err
	}
	var err error
	if a.Facts, err = facts.Check(a.Facts); err != nil {
		return err
	}
	_, _, err = d.open(ctx, tx, desk, who, a, via, at, opening{letter: key, lenient: true})
	return err
}

// Keys of tickets of what was told elsewhere: each is opened once, and found again by whoever decides.
func stolenKey(report uuid.UUID) string { return "stolen:" + report.String() }
func claimKey(request uuid.UUID) string { return "claim:" + request.String() }

// Trackers know what was asked for.
type Trackers interface {
	Get(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Object, error)
	Asked(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Request, error)
}

// DeliverClaim opens a ticket of each request for a tracker that waits in vain (fleet.ClaimTopic), at the desk of the realm and of whoever
// asked. Who holds the device stands nowhere in it. Whoever is no member of the tenant asks nothing of its desk.
func (d *Desks) DeliverClaim(trackers Trackers) outbox.Deliver {
	return func(ctx context.Context, m outbox.Message) error {
		var asked fleet.ClaimAsked
		if err := json.Unmarshal(m.Payload, &asked); err != nil {
			return outbox.GiveUp(fmt.Errorf("read which tracker is asked for: %w", err))
		}
		s, err := d.Tenants.Scope(ctx, asked.Tenant, asked.Tenant)
		if err != nil {
			return fmt.Errorf("find who asks for a tracker: %w", err)
		}
		ctx = audit.As(ctx, audit.Job("letters"))
		o, err := trackers.Get(ctx, s, asked.Object)
		var request fleet.Request
		if err == nil {
			request, err = trackers.Asked(ctx, s, asked.Object)
		}
		if err == nil && request.Outcome == "" { // what is decided waits for nobody
			err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error { return d.openClaim(ctx, tx, s, asked, o, request) })
		}
		if errs.Is(err, errs.NotFound) {
			return nil // the object, the tracker or whoever asked is there no more
		}
		return orNil("open a ticket of a tracker that is asked for", err)
	}
}

func (d *Desks) openClaim(ctx context.Context, tx *db.Tx, s db.Scope, asked fleet.ClaimAsked, o fleet.Object, request fleet.Request) error {
	who, desk, err := d.asks(ctx, tx, s, asked.User, Here)
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, desk); err != nil {
		return err
	}
	a := Asking{Kind: TrackerClaim, Subject: cleanLine(request.Identity+" · "+o.Name, longestSubject), Body: orText(clean(request.Note, longestBody), noSubject),
		Facts: facts.Facts{facts.Object: cut(o.Name, 200), facts.Tracker: cut(request.Identity, 100), facts.TrackerModel: cut(request.Model, 100)},
		Links: []Link{{Kind: "object", Subject: &asked.Object, Label: orText(cleanLine(o.Name, longestSubject), noSubject)}}}
	// Asking again changes the note of the request alone.
	return d.openOnce(ctx, tx, desk, claimKey(asked.Request), who, a, ByApp, d.now())
}
