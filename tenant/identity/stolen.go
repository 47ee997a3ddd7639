package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Terms 2.3.1: should somebody else have got hold of a login, its user applies to the operator at once and tells what the
// operator asks, who identifies them and blocks the login.

// StolenReport is what somebody tells whose login was stolen.
type StolenReport struct {
	Login         string
	AccountNumber string // optional
	// Contact is where they can be reached: not the address of the login, which may be another's by now.
	Contact string
	// Knows is what only the rightful holder would: objects, payments, the last change.
	Knows  string
	Locale string
}

// StolenTopic is the outbox topic of reports, for whoever opens a ticket of each; with a StolenTold.
const StolenTopic = "identity.stolen"

// StolenTold names a report of a realm. What was told is read from the report: it lies in one place alone.
type StolenTold struct {
	Realm  uuid.UUID `json:"realm"`
	Report uuid.UUID `json:"report"`
}

func (r StolenReport) check() error {
	long := func(text string, most int) bool { return utf8.RuneCountInString(text) > most }
	switch {
	case strings.TrimSpace(r.Login) == "" || long(r.Login, 254):
		return errs.Field("login", "bad_login", "Give the login that was stolen.")
	case strings.TrimSpace(r.Contact) == "" || long(r.Contact, 300):
		return errs.Field("contact", "no_contact", "Say how to reach you: a phone number, or an address that only you read.")
	case long(r.AccountNumber, 40):
		return errs.Field("account_number", "bad_number", "An account number has at most 40 digits.")
	case long(r.Knows, 4000):
		return errs.Field("knows", "too_long", "Tell it in at most 4000 letters.")
	}
	return nil
}

// ReportStolen takes down that a login of the realm was stolen, for its staff. Nothing is looked up, so that the answer
// tells nobody anything. Invalid names the field; LimitReached after too many.
func (p *People) ReportStolen(ctx context.Context, v Visit, r StolenReport) error {
	r.Login, r.AccountNumber, r.Contact, r.Knows = readable(r.Login), readable(r.AccountNumber), readable(r.Contact), readable(r.Knows)
	if err := r.check(); err != nil {
		return err
	}
	if !isLocale(r.Locale) {
		r.Locale = ""
	}
	if err := p.asks.take("stolen "+v.Realm.String()+" "+loginKey(r.Login), v.Address); err != nil {
		return err
	}
	place, err := p.tenants.Place(ctx, v.Realm, v.Realm)
	if err != nil {
		return fmt.Errorf("report a stolen login: %w", err)
	}
	id := uuid.Must(uuid.NewV7())
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) error {
		now := p.clock.Now()
		err := identitydb.New(tx).InsertStolen(ctx, identitydb.InsertStolenParams{ID: id, TenantID: v.Realm, Login: strings.TrimSpace(r.Login),
			AccountNumber: strings.TrimSpace(r.AccountNumber), Contact: strings.TrimSpace(r.Contact), Knows: r.Knows, Locale: r.Locale,
			Address: v.Address, Agent: v.Agent, ReportedAt: now})
		if err != nil {
			return err
		}
		if err := outbox.Put(ctx, tx, place.Scope, StolenTopic, StolenTold{Realm: v.Realm, Report: id}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, v.Realm, now, audit.Change{Action: "support.stolen.report", Subject: audit.Subject{Kind: "report", ID: id, Name: strings.TrimSpace(r.Login)}})
	})
	if err != nil {
		return fmt.Errorf("report a stolen login: %w", err)
	}
	return nil
}

// readable is what can be kept of something typed: text, lines and tabs, without other control characters.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// States of a report.
const (
	StolenOpen     = "open"
	StolenBlocked  = "blocked"
	StolenRestored = "restored"
	StolenRefused  = "refused"
)

// StolenItems are what is checked before somebody is believed, in the order of the list.
func StolenItems() []string {
	return []string{"account_number", "email", "payment", "objects", "person", "call_back"}
}

// Stolen is a report, as the staff sees it.
type Stolen struct {
	ID uuid.UUID
	StolenReport

	// Address and Agent it came from.
	Address, Agent string
	ReportedAt     time.Time
	State          string
	// BlockedAt and SettledAt are zero where that has not happened.
	BlockedAt, SettledAt time.Time
	SettledBy, Reason    string
	// Checks that were ticked; read by StolenReport alone, not by the list.
	Checks []StolenCheck
}

// StolenCheck is one thing that somebody of the staff has checked.
type StolenCheck struct {
	Item string
	By   string
	At   time.Time
}

// StolenAfter is where a page of reports ended.
type StolenAfter struct {
	At time.Time
	ID uuid.UUID
}

// StolenLogins lists the reports of the realm acted in, the last first; open ones alone if that is asked for.
func (p *People) StolenLogins(ctx context.Context, s db.Scope, open bool, after *StolenAfter, limit int) (list []Stolen, next *StolenAfter, err error) {
	params := identitydb.StolenPageParams{TenantID: s.Tenant(), Open: open, Most: int32(limit) + 1}
	if after != nil {
		params.BeforeAt, params.BeforeID = &after.At, after.ID
	}
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).StolenPage(ctx, params)
		for _, r := range rows {
			list = append(list, toStolen(identitydb.StolenRow(r)))
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list stolen logins: %w", err)
	}
	if len(list) > limit {
		list = list[:limit]
		next = &StolenAfter{list[limit-1].ReportedAt, list[limit-1].ID}
	}
	return list, next, nil
}

func toStolen(r identitydb.StolenRow) Stolen {
	got := Stolen{ID: r.ID, StolenReport: StolenReport{Login: r.Login, AccountNumber: r.AccountNumber, Contact: r.Contact, Knows: r.Knows, Locale: r.Locale},
		Address: r.Address, Agent: r.Agent, ReportedAt: r.ReportedAt.UTC(), State: r.State, SettledBy: r.SettledBy, Reason: r.Reason}
	if r.BlockedAt != nil {
		got.BlockedAt = r.BlockedAt.UTC()
	}
	if r.SettledAt != nil {
		got.SettledAt = r.SettledAt.UTC()
	}
	return got
}

// StolenLogin reads one report with what was ticked. NotFound if the realm acted in has none such.
func (p *People) StolenLogin(ctx context.Context, s db.Scope, id uuid.UUID) (got Stolen, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		got, err = readStolen(ctx, identitydb.New(tx), s, id)
		return err
	})
	if err != nil {
		return Stolen{}, fmt.Errorf("read a stolen login: %w", err)
	}
	return got, nil
}

func readStolen(ctx context.Context, q *identitydb.Queries, s db.Scope, id uuid.UUID) (Stolen, error) {
	row, err := q.Stolen(ctx, identitydb.StolenParams{TenantID: s.Tenant(), ID: id})
	if err != nil {
		return Stolen{}, err
	}
	got := toStolen(row)
	checks, err := q.StolenChecks(ctx, identitydb.StolenChecksParams{TenantID: s.Tenant(), ReportID: id})
	for _, c := range checks {
		got.Checks = append(got.Checks, StolenCheck{c.Item, c.TickedBy, c.TickedAt.UTC()})
	}
	return got, err
}

// TickStolen notes that somebody of the staff has checked one thing, or that they have not after all. Conflict (reason
// "report_settled") if it is late for that; Invalid for what is not on the list.
func (p *People) TickStolen(ctx context.Context, s db.Scope, by By, id uuid.UUID, item string, ticked bool) (Stolen, error) {
	if !slices.Contains(StolenItems(), item) {
		return Stolen{}, errs.Field("item", "bad_item", "This is not on the list. Choose one of: "+strings.Join(StolenItems(), ", ")+".")
	}
	return p.workOnStolen(ctx, s, id, func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error {
		var n int64
		var err error
		action := "support.stolen.tick"
		if ticked {
			n, err = q.TickStolen(ctx, identitydb.TickStolenParams{TenantID: s.Tenant(), ReportID: id, Item: item, TickedBy: by.User, TickedAt: p.clock.Now()})
		} else {
			action = "support.stolen.untick"
			n, err = q.UntickStolen(ctx, identitydb.UntickStolenParams{TenantID: s.Tenant(), ReportID: id, Item: item})
		}
		if err != nil || n == 0 {
			return err
		}
		return p.tellStolen(ctx, tx, s, row, action, audit.Fields{"item": item})
	})
}

// workOnStolen runs fn with an unsettled report of the realm locked.
func (p *People) workOnStolen(ctx context.Context, s db.Scope, id uuid.UUID,
	fn func(tx *db.Tx, q *identitydb.Queries, row identitydb.LockStolenRow) error,
) (got Stolen, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		row, err := q.LockStolen(ctx, identitydb.LockStolenParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if row.State != StolenOpen && row.State != StolenBlocked {
			return errs.New(errs.Conflict, "report_settled", "This report has been settled already.")
		}
		if err := fn(tx, q, row); err != nil {
			return err
		}
		got, err = readStolen(ctx, q, s, id)
		return err
	})
	if err != nil {
		return Stolen{}, fmt.Errorf("work on a stolen login: %w", err)
	}
	return got, nil
}

func (p *People) tellStolen(ctx context.Context, tx *db.Tx, s db.Scope, row identitydb.LockStolenRow, action string, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "report", ID: row.ID, Name: row.Login}, After: after})
}
