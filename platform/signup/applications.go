package signup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Application is somebody who has signed up, or asked to.
type Application struct {
	ID                 uuid.UUID
	Customer           string
	Name, Login, Email string
	Details            map[string]string
	Locale, TimeZone   string
	Country            string
	// Address it was sent from.
	Address   string
	CreatedAt time.Time
	// Status: pending, opened or refused.
	Status    string
	DecidedAt *time.Time
	// Decider is who decided; empty: nobody had to, the realm was open.
	Decider string
	Reason  string
	Account *uuid.UUID
	// Documents accepted, how many.
	Accepted int
	// Host is the first label, or once it is opened all, of the host that a partner wishes; Plan the wholesale plan. Empty for others.
	Host string
	Plan *uuid.UUID
}

// Query narrows the list of applications.
type Query struct {
	// Status: pending, opened, refused; empty: all.
	Status string
	// Search is found anywhere in a name, a login or an address.
	Search string
	After  *After
	Limit  int
}

// Applications lists those of the realm acted in, the newest first; next is nil on the last page.
func (u *SignUps) Applications(ctx context.Context, s db.Scope, query Query) (list []Application, next *After, err error) {
	params := signupdb.ApplicationsParams{TenantID: s.Tenant(), Status: query.Status, Search: tenant.NameKey(query.Search), Most: most(query.Limit)}
	params.BeforeAt, params.BeforeID = query.After.orNever()
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := signupdb.New(tx).Applications(ctx, params)
		if err != nil {
			return err
		}
		for _, r := range rows {
			a, err := applicationOf(signupdb.ApplicationRow(r))
			if err != nil {
				return err
			}
			list = append(list, a)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list applications: %w", err)
	}
	list, next = paged(list, query.Limit, func(a Application) After { return After{a.CreatedAt, a.ID} })
	return list, next, nil
}

// Application reads one of the realm acted in. NotFound otherwise.
func (u *SignUps) Application(ctx context.Context, s db.Scope, id uuid.UUID) (Application, error) {
	var got Application
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		row, err := signupdb.New(tx).Application(ctx, signupdb.ApplicationParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		got, err = applicationOf(row)
		return err
	})
	if err != nil {
		return Application{}, fmt.Errorf("read an application: %w", err)
	}
	return got, nil
}

func applicationOf(r signupdb.ApplicationRow) (Application, error) {
	a := Application{ID: r.ID, Customer: r.Customer, Name: r.Name, Login: r.Login, Email: r.Email, Locale: r.Locale, TimeZone: r.TimeZone, Country: r.Country,
		Address: r.Address, CreatedAt: r.CreatedAt.UTC(), Status: r.Status, DecidedAt: r.DecidedAt, Decider: r.Decider, Reason: r.Reason, Account: r.AccountID, Accepted: len(r.Accepted), Host: r.Host, Plan: r.PlanID}
	return a, json.Unmarshal(r.Details, &a.Details)
}

// Instead is what an account or a business is opened with, where what was asked for has been taken since; empty: as they asked.
type Instead struct {
	Login string
	// Host is the first label of a partner's.
	Host string
}

// Approve opens the account, or the business, that somebody has asked for and tells them by letter. Conflict (reason "decided") if it is
// decided already, or if the login or the address are taken; Invalid if the host is.
func (u *SignUps) Approve(ctx context.Context, s db.Scope, by, id uuid.UUID, instead Instead) (tenant.Opened, error) {
	seen, err := u.Application(ctx, s, id)
	if err != nil {
		return tenant.Opened{}, err
	}
	if seen.Customer == Partner {
		return u.approvePartner(ctx, s, by, seen, instead.Host)
	}
	login := instead.Login
	g, err := u.Settings(ctx, s)
	if err != nil {
		return tenant.Opened{}, err
	}
	if login = strings.TrimSpace(login); login == "" {
		login = seen.Login
	}
	f := Form{Customer: seen.Customer, Name: seen.Name, Login: login, Email: seen.Email, Details: seen.Details, Country: seen.Country, TimeZone: seen.TimeZone, Locale: seen.Locale}
	if n := utf8.RuneCountInString(login); n > 100 || strings.ContainsFunc(login, control) {
		return tenant.Opened{}, errs.Field("login", "bad_login", "Give a login of 1 to 100 letters.")
	}
	if err := u.People.Taken(ctx, s.Tenant(), login, f.Email); err != nil && seen.Status == "pending" {
		return tenant.Opened{}, err
	}
	o := opening{form: f, freeObjects: g.FreeObjects, template: "application_approved"}
	opened, err := u.Tenants.OpenFurnished(ctx, s, o.tenant(), func(tx *db.Tx, opened tenant.Opened) error {
		q := signupdb.New(tx)
		row, err := lockPending(ctx, q, s, id)
		if err != nil {
			return err
		}
		o.hash, o.at, o.form.Accepted = row.PasswordHash, row.CreatedAt, row.Accepted
		o.from = legal.Trace{Address: row.Address, Agent: row.Agent, Locale: row.Locale}
		now := u.now()
		err = q.Decide(ctx, signupdb.DecideParams{Status: "opened", Login: login, LoginKey: identity.LoginKey(login), At: &now, By: &by, AccountID: &opened.ID, TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.application.approve", Subject: audit.Subject{Kind: "application", ID: id, Name: row.Name},
			Before: audit.Fields{"status": "pending"}, After: audit.Fields{"status": "opened", "account": opened.ID, "number": opened.Number, "login": login}})
	}, func(tx *db.Tx, account db.Scope) error {
		// Whoever decides is nobody in the new account: there it is the provider's doing.
		_, err := u.furnish(audit.As(ctx, audit.Job("sign-up")), tx, account, o)
		return err
	})
	if err != nil {
		return tenant.Opened{}, fmt.Errorf("approve an application: %w", err)
	}
	return opened, nil
}

// Refuse turns somebody down and tells them by letter why.
func (u *SignUps) Refuse(ctx context.Context, s db.Scope, by, id uuid.UUID, reason string) error {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 1 || n > 1000 {
		return errs.Field("reason", "reason_missing", "Say why, in 1 to 1000 letters: the applicant reads it.")
	}
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		q := signupdb.New(tx)
		row, err := lockPending(ctx, q, s, id)
		if err != nil {
			return err
		}
		now := u.now()
		err = q.Decide(ctx, signupdb.DecideParams{Status: "refused", Login: row.Login, LoginKey: identity.LoginKey(row.Login), At: &now, By: &by, Reason: reason, TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		err = outbox.Put(ctx, tx, s, identity.MailTopic, identity.Letter{Template: "application_refused", To: row.Email, Locale: row.Locale, Path: "/",
			Params: map[string]string{"name": row.Name, "reason": reason}})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.application.refuse", Subject: audit.Subject{Kind: "application", ID: id, Name: row.Name},
			Before: audit.Fields{"status": "pending"}, After: audit.Fields{"status": "refused", "reason": reason}})
	})
	if err != nil {
		return fmt.Errorf("refuse an application: %w", err)
	}
	return nil
}

func lockPending(ctx context.Context, q *signupdb.Queries, s db.Scope, id uuid.UUID) (signupdb.LockApplicationRow, error) {
	row, err := q.LockApplication(ctx, signupdb.LockApplicationParams{TenantID: s.Tenant(), ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, errs.Missing()
	}
	if err == nil && row.Status != "pending" {
		return row, errs.New(errs.Conflict, "decided", "Somebody has decided about this application already. Load the page again.")
	}
	return row, err
}
