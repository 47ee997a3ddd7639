package support

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/support/facts"
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
		return orNil("open a ticket of a stolen login", d.DB.InTenant(ctx, desk, func(tx *db.Tx) error { return d.openStolen(ctx, tx, desk, report) }))
	}
}

func (d *Desks) openStolen(ctx context.Context, tx *db.Tx, desk db.Scope, report identity.Stolen) error {
	key := "stolen:" + report.ID.String()
	if _, _, err := letterBefore(ctx, tx, desk.Tenant(), key); !errs.Is(err, errs.NotFound) {
		return err // it was opened before
	}
	known, err := facts.Check(facts.Facts{facts.Username: cut(report.Login, 100), facts.Account: report.AccountNumber})
	if err != nil {
		return err
	}
	login, contact := cleanLine(report.Login, longestSubject), clean(report.Contact, longestBody)
	a := Asking{Kind: StolenLogin, Subject: orText(login, noSubject), Body: contact, Locale: report.Locale, Facts: known,
		Links: []Link{{Kind: "page", Subject: &report.ID, Label: "/stolen/" + report.ID.String()}}}
	_, _, err = d.open(ctx, tx, desk, asker{name: cut(login, 200), locale: report.Locale}, a, ByForm, report.ReportedAt, opening{letter: key, lenient: true})
	return err
}
