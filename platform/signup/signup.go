package signup

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// mostPending bounds the applications of a realm that wait.
const mostPending = 1000

// Invitation is what a realm's sign-up page shows to anybody.
type Invitation struct {
	Settings

	// Documents in force, all of which are to be accepted.
	Documents []legal.Version
}

// Invitation tells how one becomes a customer of a realm.
func (u *SignUps) Invitation(ctx context.Context, realm uuid.UUID, brand, locale string) (Invitation, error) {
	s, g, err := u.realm(ctx, realm)
	if err != nil {
		return Invitation{}, err
	}
	documents, err := u.Legal.Current(ctx, s.Tenant(), brand, locale)
	return Invitation{g, documents}, err
}

// ClosedCountries are those that nobody is taken from: the realm's own, and those of everybody above it.
func (u *SignUps) ClosedCountries(ctx context.Context, s db.Scope) (codes []string, err error) {
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		codes, err = signupdb.New(tx).ClosedCountries(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the countries that are not served: %w", err)
	}
	return codes, nil
}

// realm is the scope of a realm and its settings as they hold for strangers: one that is suspended, or not yet in business, takes
// nobody, and the countries that are closed above it are closed here.
func (u *SignUps) realm(ctx context.Context, realm uuid.UUID) (db.Scope, Settings, error) {
	place, err := u.Tenants.Place(ctx, realm, realm)
	if err != nil {
		return db.Scope{}, Settings{}, err
	}
	var g Settings
	var trades bool
	err = u.DB.InTenant(ctx, place.Scope, func(tx *db.Tx) (err error) {
		q := signupdb.New(tx)
		if g, err = settingsIn(ctx, q, realm); err != nil {
			return err
		}
		if g.ClosedCountries, err = q.ClosedCountries(ctx); err != nil {
			return err
		}
		trades, err = u.trades(ctx, tx, place.Scope)
		return err
	})
	if err != nil {
		return db.Scope{}, Settings{}, fmt.Errorf("read the settings for signing up: %w", err)
	}
	if place.Status != "active" || !trades {
		g.Mode = Closed
	}
	return place.Scope, g, nil
}

// Result of signing up.
type Result struct {
	// Pending: somebody has to decide first; there is no account and no session yet.
	Pending bool
	// Number of the account that was opened.
	Number string
	Tokens identity.Tokens
}

// SignUp makes a customer of whoever visits, at once or as an application. Forbidden (reason "sign_up_closed") where the
// realm takes nobody; Invalid names the field; Conflict (reason "login_taken" or "email_taken") if the realm knows them,
// whatever other realms know; LimitReached after too many.
func (u *SignUps) SignUp(ctx context.Context, v identity.Visit, brand string, f Form) (Result, error) {
	s, g, err := u.realm(ctx, v.Realm)
	if err != nil {
		return Result{}, err
	}
	if g.Mode == Closed {
		return Result{}, errs.New(errs.Forbidden, "sign_up_closed", "Accounts are not opened here by oneself. Ask a question instead.")
	}
	f = f.trimmed()
	if err := f.check(g); err != nil {
		return Result{}, err
	}
	if err := u.rates.allow(v.Realm, v.Address); err != nil {
		return Result{}, err
	}
	current, err := u.Legal.Current(ctx, v.Realm, brand, f.Locale)
	if err != nil {
		return Result{}, err
	}
	if err := legal.Demand(current, f.Accepted); err != nil {
		return Result{}, err
	}
	if err := u.free(ctx, s, f.Login, f.Email); err != nil {
		return Result{}, err
	}
	hash, err := u.People.Hash(ctx, f.Password)
	if err != nil {
		return Result{}, err
	}
	a, err := newApplication(f, v, u.now())
	if err != nil {
		return Result{}, err
	}
	if g.Mode == Approval {
		a.PasswordHash = hash
		return Result{Pending: true}, u.apply(ctx, s, a)
	}
	o := opening{form: f, hash: hash, at: a.CreatedAt, from: legal.Trace{Address: v.Address, Agent: v.Agent, Locale: f.Locale}, freeObjects: g.FreeObjects, template: "confirm_email"}
	var user uuid.UUID
	var account db.Scope
	opened, err := u.Tenants.OpenFurnished(ctx, s, o.tenant(), func(tx *db.Tx, opened tenant.Opened) error {
		a.TenantID, a.Status, a.DecidedAt, a.AccountID = s.Tenant(), "opened", &a.CreatedAt, &opened.ID
		if err := signupdb.New(tx).InsertApplication(ctx, a); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), a.CreatedAt, audit.Change{Action: "signup.account.open", Subject: audit.Subject{Kind: "tenant", ID: opened.ID, Name: f.Name},
			After: audit.Fields{"customer": f.Customer, "number": opened.Number, "login": f.Login}})
	}, func(tx *db.Tx, in db.Scope) (err error) {
		account = in
		user, err = u.furnish(ctx, tx, in, o)
		return err
	})
	if err != nil {
		return Result{}, fmt.Errorf("sign up: %w", err)
	}
	tokens, err := u.People.OpenSession(ctx, account, v, user, hash)
	return Result{Number: opened.Number, Tokens: tokens}, err
}

// free tells whether a login and an address can be had: nobody of the realm has them, and nobody waits for them.
func (u *SignUps) free(ctx context.Context, s db.Scope, login, email string) error {
	if err := u.People.Taken(ctx, s.Tenant(), login, email); err != nil {
		return err
	}
	var row signupdb.WaitingForRow
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = signupdb.New(tx).WaitingFor(ctx, signupdb.WaitingForParams{TenantID: s.Tenant(), LoginKey: identity.LoginKey(login), EmailKey: identity.LoginKey(email)})
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("look who waits: %w", err)
	case row.Login:
		return identity.LoginTaken()
	case row.Email:
		return identity.EmailTaken()
	}
	return nil
}

func newApplication(f Form, v identity.Visit, now time.Time) (signupdb.InsertApplicationParams, error) {
	details, err := json.Marshal(f.Details)
	return signupdb.InsertApplicationParams{ID: uuid.Must(uuid.NewV7()), Customer: f.Customer, Name: f.Name, Login: f.Login, LoginKey: identity.LoginKey(f.Login),
		Email: f.Email, EmailKey: identity.LoginKey(f.Email), Details: details, Locale: f.Locale, TimeZone: f.TimeZone, Country: f.Country,
		Accepted: f.Accepted, Address: v.Address, Agent: v.Agent, CreatedAt: now, Status: "pending"}, err
}

// apply leaves an application for somebody to decide.
func (u *SignUps) apply(ctx context.Context, s db.Scope, a signupdb.InsertApplicationParams) error {
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		q := signupdb.New(tx)
		n, err := q.CountPending(ctx, s.Tenant())
		if err != nil {
			return err
		}
		if n >= mostPending {
			e := errs.New(errs.LimitReached, "too_many_sign_ups", "Too many applications wait here at this moment. Try again tomorrow.")
			e.RetryAfter = 3600
			return e
		}
		a.TenantID = s.Tenant()
		switch err := q.InsertApplication(ctx, a); {
		case db.IsConstraint(err, "applications_login"):
			return identity.LoginTaken().With(err)
		case db.IsConstraint(err, "applications_email"):
			return identity.EmailTaken().With(err)
		case err != nil:
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), a.CreatedAt, audit.Change{Action: "signup.application.submit",
			Subject: audit.Subject{Kind: "application", ID: a.ID, Name: a.Name}, After: audit.Fields{"customer": a.Customer, "login": a.Login}})
	})
	if err != nil {
		return fmt.Errorf("apply: %w", err)
	}
	return nil
}

// opening is an account about to be opened for somebody.
type opening struct {
	form        Form
	hash        string
	at          time.Time
	from        legal.Trace
	freeObjects int
	// template of the letter that confirms the address
	template string
}

func (o opening) tenant() tenant.Opening {
	return tenant.Opening{Kind: tenant.Account, Name: o.form.Name, Locale: o.form.Locale, TimeZone: o.form.TimeZone, Country: o.form.Country}
}

// furnish puts into a new account what it begins with: its owner, what they have accepted, and what is served for free.
func (u *SignUps) furnish(ctx context.Context, tx *db.Tx, account db.Scope, o opening) (uuid.UUID, error) {
	user, err := u.People.Register(ctx, tx, account, o.form.newcomer(), o.hash, o.template, nil)
	if err != nil {
		return uuid.Nil, err
	}
	if err := u.Legal.Record(ctx, tx, account, user, o.form.Accepted, legal.SignedUp, o.at, o.from); err != nil {
		return uuid.Nil, err
	}
	now := u.now()
	err = signupdb.New(tx).InsertFreeService(ctx, signupdb.InsertFreeServiceParams{TenantID: account.Tenant(), Objects: int32(o.freeObjects), Since: now})
	if err != nil {
		return uuid.Nil, err
	}
	return user, audit.Write(ctx, tx, account.Tenant(), now, audit.Change{Action: "tenant.account.open", Subject: audit.Subject{Kind: "user", ID: user, Name: o.form.Login},
		After: audit.Fields{"customer": o.form.Customer, "name": o.form.Name, "free_objects": o.freeObjects}})
}
