package signup

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// PartnerPath is where the link leads that confirms a partner's address; what follows # never reaches a server's log.
const PartnerPath = "/partners/confirm#"

// FirstSteps is where a new business is led on its own host.
const FirstSteps = "/console/start"

// Prices knows the plans of a realm.
type Prices interface {
	Plans(ctx context.Context, s db.Scope) ([]catalogue.Plan, error)
}

// PartnerForm is what somebody fills in who wants a business of their own.
type PartnerForm struct {
	// Company is what the business is called; Name is the person's who will own it.
	Company, Name, Email, Password string
	// Host is the first label of the one they wish in the neutral zone.
	Host                      string
	Country, TimeZone, Locale string
	// Plan is a wholesale plan, where the realm has them choose.
	Plan     *uuid.UUID
	Accepted []uuid.UUID
}

// PartnerResult is what came of a link that was followed.
type PartnerResult struct {
	// Pending: somebody decides first.
	Pending bool
	Number  string
	// Host the business answers on, and the login of its owner.
	Host, Login string
}

// PartnerPage is what the page for partners shows to anybody.
type PartnerPage struct {
	Mode string
	// Zone in which their hosts begin.
	Zone  string
	Plans []catalogue.Plan
	// ClosedCountries are those that nobody is taken from.
	ClosedCountries []string
	Documents       []legal.Version
}

// Partners tells how one becomes a reseller of a realm. NotFound where it takes none by themselves.
func (u *SignUps) Partners(ctx context.Context, realm uuid.UUID, brand, locale string) (PartnerPage, error) {
	s, g, err := u.partnersOf(ctx, realm)
	if err != nil {
		return PartnerPage{}, err
	}
	page := PartnerPage{Mode: g.Mode, Zone: u.Lives.Zone()}
	if page.Plans, err = u.partnerPlans(ctx, s, g.Plans); err != nil {
		return PartnerPage{}, err
	}
	if page.ClosedCountries, err = u.ClosedCountries(ctx, s); err != nil {
		return PartnerPage{}, err
	}
	page.Documents, err = u.Legal.Current(ctx, realm, brand, locale)
	return page, err
}

// TakesPartners tells whether a realm's site says that one can have a business of one's own.
func (u *SignUps) TakesPartners(ctx context.Context, realm uuid.UUID) (bool, error) {
	_, _, err := u.partnersOf(ctx, realm)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// partnersOf is the scope of a realm that takes partners. NotFound: it does not, for whatever reason; a visitor is told no more.
func (u *SignUps) partnersOf(ctx context.Context, realm uuid.UUID) (db.Scope, PartnerSettings, error) {
	place, err := u.Tenants.Place(ctx, realm, realm)
	if err != nil {
		return db.Scope{}, PartnerSettings{}, err
	}
	g, err := u.PartnerSettings(ctx, place.Scope)
	if err == nil && (place.Status != "active" || g.Mode == Closed || g.Barred != "") {
		err = errs.Missing()
	}
	return place.Scope, g, err
}

// partnerPlans are those of a list that can be had now, as the price list has them.
func (u *SignUps) partnerPlans(ctx context.Context, s db.Scope, offered []uuid.UUID) ([]catalogue.Plan, error) {
	if len(offered) == 0 || u.Prices == nil {
		return nil, nil
	}
	all, err := u.Prices.Plans(ctx, s)
	return slices.DeleteFunc(all, func(p catalogue.Plan) bool {
		return p.Kind != catalogue.Wholesale || p.ArchivedAt != nil || p.Current(u.now()) == nil || !slices.Contains(offered, p.ID)
	}), err
}

// FreeHost tells whether a host can be had by a partner of a realm. NotFound where it takes none, Invalid if it cannot; LimitReached
// after too many.
func (u *SignUps) FreeHost(ctx context.Context, v identity.Visit, first string) (host string, err error) {
	s, _, err := u.partnersOf(ctx, v.Realm)
	if err != nil {
		return "", err
	}
	if err := u.looks.allow(v.Realm, v.Address); err != nil {
		return "", err
	}
	return u.Lives.FreeHost(ctx, s, first)
}

// AskPartner keeps what somebody has asked for until they follow the link of the letter that it sends them. NotFound where the realm
// takes no partners; Invalid names the field; LimitReached after too many.
func (u *SignUps) AskPartner(ctx context.Context, v identity.Visit, brand string, f PartnerForm) error {
	s, g, err := u.partnersOf(ctx, v.Realm)
	if err != nil {
		return err
	}
	f = f.trimmed()
	if err := f.check(); err != nil {
		return err
	}
	if closed, err := u.ClosedCountries(ctx, s); err != nil {
		return err
	} else if slices.Contains(closed, f.Country) {
		return tenant.CountryNotServed()
	}
	if err := u.rates.allow(v.Realm, v.Address); err != nil {
		return err
	}
	if _, err := u.Lives.FreeHost(ctx, s, f.Host); err != nil {
		return err
	}
	plans, err := u.partnerPlans(ctx, s, g.Plans)
	if err != nil {
		return err
	}
	if chosen := func(p catalogue.Plan) bool { return f.Plan != nil && p.ID == *f.Plan }; len(plans) > 0 != (f.Plan != nil) || len(plans) > 0 && !slices.ContainsFunc(plans, chosen) {
		return errs.Field("plan", "no_such_plan", "Choose one of the plans that are offered here.")
	}
	current, err := u.Legal.Current(ctx, v.Realm, brand, f.Locale)
	if err != nil {
		return err
	}
	if err := legal.Demand(current, f.Accepted); err != nil {
		return err
	}
	hash, err := u.People.Hash(ctx, f.Password)
	if err != nil {
		return err
	}
	details, err := json.Marshal(map[string]string{Contact: f.Name})
	if err != nil {
		return fmt.Errorf("ask for a business: %w", err)
	}
	token, now := rand.Text(), u.now()
	until := now.Add(identity.ConfirmationLife)
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		id, err := signupdb.New(tx).AskPartner(ctx, signupdb.AskPartnerParams{ID: uuid.Must(uuid.NewV7()), TenantID: s.Tenant(), Name: f.Company, Email: f.Email,
			EmailKey: identity.LoginKey(f.Email), Details: details, Locale: f.Locale, TimeZone: f.TimeZone, Country: f.Country, PasswordHash: hash,
			Accepted: f.Accepted, Address: v.Address, Agent: v.Agent, CreatedAt: now, Host: f.Host, PlanID: f.Plan, ConfirmHash: hashOf(token),
			ConfirmUntil: &until, DayAgo: now.Add(-24 * time.Hour)})
		if errors.Is(err, pgx.ErrNoRows) {
			e := errs.New(errs.LimitReached, "too_many_sign_ups", "Enough letters went to this address today. Look for them, or try again tomorrow.")
			e.RetryAfter = 3600
			return e
		}
		if err != nil {
			return err
		}
		err = outbox.Put(ctx, tx, s, identity.MailTopic, identity.Letter{Template: "partner_confirm", To: f.Email, Locale: f.Locale, Path: PartnerPath + token, Until: &until,
			Params: map[string]string{"name": f.Name, "tenant": f.Company}})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.partner.ask", Subject: audit.Subject{Kind: "application", ID: id, Name: f.Company},
			After: audit.Fields{"host": f.Host, "country": f.Country}})
	})
	if err != nil {
		return fmt.Errorf("ask for a business: %w", err)
	}
	return nil
}

// ConfirmPartner takes the secret of the letter's link: the business is opened, or waits for somebody's decision. host takes the place of
// the one that was wished; empty: as it was. Gone (reason "confirmation_void") if the link is worth nothing; Invalid if the host has been
// taken since; Conflict (reason "partner_waits") if another application with this address waits.
func (u *SignUps) ConfirmPartner(ctx context.Context, v identity.Visit, token, host string) (PartnerResult, error) {
	s, g, err := u.partnersOf(ctx, v.Realm)
	if err != nil {
		return PartnerResult{}, err
	}
	if err := u.looks.allow(v.Realm, v.Address); err != nil {
		return PartnerResult{}, err
	}
	void := errs.New(errs.Gone, "confirmation_void", "This link is not good any more. Fill the form in again.")
	hash := hashOf(token)
	var row signupdb.UnconfirmedRow
	err = u.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = signupdb.New(tx).Unconfirmed(ctx, signupdb.UnconfirmedParams{TenantID: s.Tenant(), ConfirmHash: hash, Now: new(u.now())})
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) || errs.Is(err, errs.NotFound) {
		return PartnerResult{}, void
	}
	if err != nil {
		return PartnerResult{}, fmt.Errorf("read an application: %w", err)
	}
	if host = strings.ToLower(strings.TrimSpace(host)); host == "" {
		host = row.Host
	}
	if g.Mode == Approval {
		if _, err := u.Lives.FreeHost(ctx, s, host); err != nil {
			return PartnerResult{}, err
		}
		return PartnerResult{Pending: true, Login: row.Login}, u.submitPartner(ctx, s, row, hash, host, void)
	}
	opened, at, err := u.openPartner(ctx, s, partner{row.ID, row.Name, row.Email, row.Details, row.Locale, row.TimeZone, row.Country, row.PlanID}, host, nil, func(q *signupdb.Queries) error {
		_, err := q.LockUnconfirmed(ctx, signupdb.LockUnconfirmedParams{TenantID: s.Tenant(), ID: row.ID, ConfirmHash: hash})
		if errors.Is(err, pgx.ErrNoRows) {
			return void
		}
		return err
	})
	return PartnerResult{Number: opened.Number, Host: at, Login: row.Login}, err
}

func (u *SignUps) submitPartner(ctx context.Context, s db.Scope, row signupdb.UnconfirmedRow, hash []byte, host string, void error) error {
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		q, now := signupdb.New(tx), u.now()
		waiting, err := q.CountPending(ctx, s.Tenant())
		if err != nil {
			return err
		}
		if waiting >= mostPending {
			e := errs.New(errs.LimitReached, "too_many_sign_ups", "Too many applications wait here at this moment. Try again tomorrow.")
			e.RetryAfter = 3600
			return e
		}
		n, err := q.SubmitPartner(ctx, signupdb.SubmitPartnerParams{TenantID: s.Tenant(), ID: row.ID, ConfirmHash: hash, Host: host, At: now})
		if db.IsConstraint(err, "applications_partner") {
			return errs.New(errs.Conflict, "partner_waits", "An application with this address waits already. You will hear by letter.").With(err)
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return void
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.application.submit", Subject: audit.Subject{Kind: "application", ID: row.ID, Name: row.Name},
			After: audit.Fields{"customer": Partner, "login": row.Login, "host": host}})
	})
	if err != nil {
		return fmt.Errorf("apply: %w", err)
	}
	return nil
}

// partner is an application about to become a business.
type partner struct {
	id                        uuid.UUID
	company, email            string
	details                   []byte
	locale, timeZone, country string
	plan                      *uuid.UUID
}

// openPartner opens the business that somebody has asked for. ready locks what it is opened by, and refuses it if it is decided already.
func (u *SignUps) openPartner(ctx context.Context, s db.Scope, p partner, host string, by *uuid.UUID, ready func(q *signupdb.Queries) error) (tenant.Opened, string, error) {
	details := map[string]string{}
	if err := json.Unmarshal(p.details, &details); err != nil {
		return tenant.Opened{}, "", fmt.Errorf("read an application: %w", err)
	}
	owner := identity.Newcomer{Login: p.email, Email: p.email, Name: details[Contact], Locale: p.locale}
	var kept signupdb.PartnerSecretsRow
	o := tenant.Opening{Kind: tenant.Reseller, Name: p.company, Locale: p.locale, TimeZone: p.timeZone, Country: p.country}
	opened, at, err := u.Lives.OpenApplied(ctx, s, o, host, p.plan, func(tx *db.Tx, opened tenant.Opened, host string) (err error) {
		q, now := signupdb.New(tx), u.now()
		if err := ready(q); err != nil {
			return err
		}
		if kept, err = q.PartnerSecrets(ctx, signupdb.PartnerSecretsParams{TenantID: s.Tenant(), ID: p.id}); err != nil {
			return err
		}
		if _, err := q.OpenedPartner(ctx, signupdb.OpenedPartnerParams{TenantID: s.Tenant(), ID: p.id, Host: host, At: &now, DecidedBy: by, AccountID: &opened.ID}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.partner.open", Subject: audit.Subject{Kind: "application", ID: p.id, Name: p.company},
			After: audit.Fields{"status": "opened", "account": opened.ID, "number": opened.Number, "host": host}})
	}, func(tx *db.Tx, reseller db.Scope) error {
		// Whoever decides is nobody in the new business: there it is the provider's doing.
		ctx := audit.As(ctx, audit.Job("sign-up"))
		user, err := u.People.Establish(ctx, tx, reseller, owner, kept.PasswordHash)
		if err != nil {
			return err
		}
		err = u.Legal.Record(ctx, tx, reseller, user, kept.Accepted, legal.SignedUp, kept.CreatedAt, legal.Trace{Address: kept.Address, Agent: kept.Agent, Locale: p.locale})
		if err != nil {
			return err
		}
		return outbox.Put(ctx, tx, reseller, identity.MailTopic, identity.Letter{Template: "partner_opened", To: p.email, User: &user, Locale: p.locale, Path: FirstSteps,
			Params: map[string]string{"name": owner.Name, "login": p.email}})
	})
	if err != nil {
		return tenant.Opened{}, "", fmt.Errorf("open a business: %w", err)
	}
	return opened, at, nil
}

// approvePartner opens the business of an application that waits.
func (u *SignUps) approvePartner(ctx context.Context, s db.Scope, by uuid.UUID, seen Application, host string) (tenant.Opened, error) {
	if u.Lives == nil {
		return tenant.Opened{}, errs.Missing()
	}
	details, err := json.Marshal(seen.Details)
	if err != nil {
		return tenant.Opened{}, fmt.Errorf("read an application: %w", err)
	}
	if host = strings.ToLower(strings.TrimSpace(host)); host == "" {
		host = seen.Host
	}
	if seen.Status != "pending" {
		return tenant.Opened{}, errs.New(errs.Conflict, "decided", "Somebody has decided about this application already. Load the page again.")
	}
	opened, _, err := u.openPartner(ctx, s, partner{seen.ID, seen.Name, seen.Email, details, seen.Locale, seen.TimeZone, seen.Country, seen.Plan}, host, &by, func(q *signupdb.Queries) error {
		_, err := lockPending(ctx, q, s, seen.ID)
		return err
	})
	return opened, err
}

// ForgetUnconfirmed removes what strangers have typed who never followed the link.
func (u *SignUps) ForgetUnconfirmed(ctx context.Context) (int64, error) {
	var n int64
	err := u.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		n, err = signupdb.New(tx).ForgetUnconfirmed(ctx, new(u.now()))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget who never confirmed: %w", err)
	}
	return n, nil
}

func (f PartnerForm) trimmed() PartnerForm {
	for _, text := range []*string{&f.Company, &f.Name, &f.Email, &f.Country, &f.Host} {
		*text = strings.TrimSpace(*text)
	}
	f.Country, f.Host = strings.ToUpper(f.Country), strings.ToLower(f.Host)
	return f
}

// check tells what is wrong, at its field.
func (f PartnerForm) check() error {
	if n := utf8.RuneCountInString(f.Company); n < 1 || n > 80 || strings.ContainsFunc(f.Company, control) {
		return errs.Field("company", "bad_company", "Give your business a name of 1 to 80 letters.")
	}
	if n := utf8.RuneCountInString(f.Name); n < 1 || n > 200 || strings.ContainsFunc(f.Name, control) {
		return errs.Field("name", "bad_name", "Give a name of 1 to 200 letters.")
	}
	if len(f.Email) > 100 {
		return errs.Field("email", "bad_email", "You sign in with this address: choose one of at most 100 letters.")
	}
	if err := checkPlace(f.Country, f.TimeZone); err != nil {
		return err
	}
	if err := checkLocale(f.Locale); err != nil {
		return err
	}
	return identity.CheckNewcomer(identity.Newcomer{Login: f.Email, Email: f.Email, Name: f.Name, Locale: f.Locale}, f.Password)
}

func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
