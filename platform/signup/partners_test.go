package signup_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant/identity"
)

// partners is a world in which businesses can be opened in a zone.
type partners struct {
	*world

	prices *catalogue.Catalogue
	root   db.Scope
}

func setupPartners(t *testing.T, zone string) *partners {
	t.Helper()
	w := &partners{world: setup(t)}
	w.prices = catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock)
	lives := lifecycle.NewTenants(lifecycle.TenantsConfig{DB: w.db, Tree: w.tenants, People: w.people, Fleet: w.fleet, Clock: w.clock, Limits: w.prices, Zone: zone})
	w.ups = signup.New(signup.Config{DB: w.db, Tenants: w.tenants, People: w.people, Legal: w.legal, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Lives: lives, Prices: w.prices})
	var root uuid.UUID
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "select id from tenants where parent_id is null").Scan(&root)
	}))
	var err error
	w.root, err = w.tenants.Scope(t.Context(), root, root)
	require.NoError(t, err)
	return w
}

func (w *partners) take(realm db.Scope, mode string, plans ...uuid.UUID) {
	w.t.Helper()
	require.NoError(w.t, w.ups.SetPartnerSettings(w.t.Context(), realm, signup.PartnerSettings{Mode: mode, Plans: plans}))
}

func (w *partners) wish(realm db.Scope, host string) signup.PartnerForm {
	w.t.Helper()
	current, err := w.legal.Current(w.t.Context(), realm.Tenant(), "Brand", "en")
	require.NoError(w.t, err)
	f := signup.PartnerForm{Company: "Sund Fleet", Name: "Siv Sund", Email: host + "@example.com", Password: "correct horse battery", Host: host, Country: "FI",
		TimeZone: "Europe/Helsinki", Locale: "en"}
	for _, v := range current {
		f.Accepted = append(f.Accepted, v.ID)
	}
	return f
}

func (w *partners) ask(realm db.Scope, f signup.PartnerForm) error {
	return w.ups.AskPartner(w.t.Context(), w.visit(realm), "Brand", f)
}

func (w *partners) follow(realm db.Scope, host string) (signup.PartnerResult, error) {
	w.t.Helper()
	letters := w.letters()
	last := letters[len(letters)-1]
	require.Equal(w.t, "partner_confirm", last.Template)
	return w.ups.ConfirmPartner(w.t.Context(), w.visit(realm), strings.TrimPrefix(last.Path, signup.PartnerPath), host)
}

func TestWhoeverConfirmsTheirAddressHasABusinessOnItsOwnHostUnderTheProvidersDocuments(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	w.take(w.root, signup.Open)
	require.NoError(t, w.ask(w.root, w.wish(w.root, "sund")))
	require.Zero(t, w.count("select count(*) from tenants where name = 'Sund Fleet'"), "nothing is opened before the link was followed")
	got, err := w.follow(w.root, "")
	require.NoError(t, err)
	require.Equal(t, "sund.edge-7.test", got.Host)
	require.Equal(t, "sund@example.com", got.Login)
	require.NotEmpty(t, got.Number)

	var id uuid.UUID
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select tenant_id from hosts where host = 'sund.edge-7.test' and is_primary").Scan(&id)
	}))
	reseller, err := w.tenants.Scope(ctx, id, id)
	require.NoError(t, err)
	tokens, err := w.people.SignIn(ctx, identity.Visit{Realm: id, Host: got.Host, Address: "192.0.2.7"}, "sund@example.com", "correct horse battery")
	require.NoError(t, err)
	require.NotEmpty(t, tokens.Access, "with the password chosen, which is not to be changed first")
	agreed, err := w.legal.ProviderDocuments(ctx, reseller, "en")
	require.NoError(t, err)
	require.NotEmpty(t, agreed)
	for _, a := range agreed {
		require.NotNil(t, a.AcceptedAt)
		require.Equal(t, legal.SignedUp, a.Way)
	}
	letters := w.letters()
	last := letters[len(letters)-1]
	require.Equal(t, "partner_opened", last.Template)
	require.Equal(t, signup.FirstSteps, last.Path)

	_, err = w.ups.ConfirmPartner(ctx, w.visit(w.root), strings.TrimPrefix(letters[0].Path, signup.PartnerPath), "")
	_, reason := reasonOf(t, err)
	require.Equal(t, "confirmation_void", reason, "a link is good once")
	require.Zero(t, w.count("select count(*) from applications where password_hash <> ''"))
	require.Zero(t, w.count("select count(*) from audit_faults($1)", id))
	require.Zero(t, w.count("select count(*) from audit_faults($1)", w.root.Tenant()))
}

func TestByApprovalSomebodyOfTheRealmDecidesAndTheApplicantIsToldEitherWay(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	w.take(w.north, signup.Approval)
	for _, host := range []string{"sund", "lund"} {
		require.NoError(t, w.ask(w.north, w.wish(w.north, host)))
		list, _, err := w.ups.Applications(ctx, w.north, signup.Query{Limit: 10})
		require.NoError(t, err)
		for _, a := range list {
			require.NotEqual(t, host, a.Host, "who has not confirmed is seen by nobody")
		}
		got, err := w.follow(w.north, "")
		require.NoError(t, err)
		require.True(t, got.Pending)
	}
	require.NoError(t, w.ask(w.north, w.wish(w.north, "sund")))
	_, err := w.follow(w.north, "")
	_, reason := reasonOf(t, err)
	require.Equal(t, "partner_waits", reason)

	list, _, err := w.ups.Applications(ctx, w.north, signup.Query{Status: "pending", Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 2)
	lund, sund, staff := list[0], list[1], w.staff(w.north)
	require.Equal(t, []string{signup.Partner, "sund", "Siv Sund"}, []string{sund.Customer, sund.Host, sund.Details[signup.Contact]})
	_, err = w.ups.Approve(ctx, w.south, w.staff(w.south), sund.ID, signup.Instead{})
	require.True(t, errs.Is(err, errs.NotFound))
	require.NoError(t, w.tenants.GiveHost(ctx, w.south.Tenant(), "sund.edge-7.test", true))
	_, err = w.ups.Approve(ctx, w.north, staff, sund.ID, signup.Instead{})
	_, reason = reasonOf(t, err)
	require.Equal(t, "host_taken", reason)
	opened, err := w.ups.Approve(ctx, w.north, staff, sund.ID, signup.Instead{Host: "sund-2"})
	require.NoError(t, err)
	require.Equal(t, 1, w.count("select count(*) from hosts where host = 'sund-2.edge-7.test' and tenant_id = $1", opened.ID))
	require.Equal(t, 1, w.count("select count(*) from tenants where id = $1 and parent_id = $2 and kind = 'reseller'", opened.ID, w.north.Tenant()))
	require.NoError(t, w.ups.Refuse(ctx, w.north, staff, lund.ID, "not in this country"))
	_, err = w.ups.Approve(ctx, w.north, staff, lund.ID, signup.Instead{})
	_, reason = reasonOf(t, err)
	require.Equal(t, "decided", reason)
	letters := w.letters()
	require.Equal(t, []string{"partner_opened", "application_refused"}, []string{letters[len(letters)-2].Template, letters[len(letters)-1].Template})
	require.Equal(t, "lund@example.com", letters[len(letters)-1].To)
}

func TestWhereARealmTakesNoPartnersThereIsNothing(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	_, err := w.ups.Partners(ctx, w.north.Tenant(), "Brand", "en")
	require.True(t, errs.Is(err, errs.NotFound))
	require.True(t, errs.Is(w.ask(w.north, w.wish(w.north, "sund")), errs.NotFound))
	_, err = w.ups.FreeHost(ctx, w.visit(w.north), "sund")
	require.True(t, errs.Is(err, errs.NotFound))

	w.take(w.north, signup.Open)
	takes, err := w.ups.TakesPartners(ctx, w.north.Tenant())
	require.NoError(t, err)
	require.True(t, takes)
	takes, err = w.ups.TakesPartners(ctx, w.south.Tenant())
	require.NoError(t, err)
	require.False(t, takes)
	require.NoError(t, w.ask(w.north, w.wish(w.north, "sund")))
	// What the contract forbids is closed at once.
	_, err = w.prices.Agree(ctx, w.root, w.north.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Resellers: new(bool)}})
	require.NoError(t, err)
	_, err = w.follow(w.north, "")
	require.True(t, errs.Is(err, errs.NotFound))
	g, err := w.ups.PartnerSettings(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, signup.BarredRights, g.Barred)
	require.NoError(t, w.ups.SetPartnerSettings(ctx, w.north, signup.PartnerSettings{Mode: signup.Closed}))
	code, reason := reasonOf(t, w.ups.SetPartnerSettings(ctx, w.north, signup.PartnerSettings{Mode: signup.Open}))
	require.Equal(t, errs.Conflict, code)
	require.Equal(t, signup.BarredRights, reason)

	nowhere := setupPartners(t, "")
	_, reason = reasonOf(t, nowhere.ups.SetPartnerSettings(ctx, nowhere.root, signup.PartnerSettings{Mode: signup.Open}))
	require.Equal(t, signup.BarredHosts, reason)
}

func TestAHostThatIsKeptOrReadAsAnothersIsNotHad(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	w.take(w.north, signup.Open)
	require.NoError(t, w.tenants.GiveHost(ctx, w.south.Tenant(), "modern-fleet.edge-7.test", true))
	for host, why := range map[string]string{
		"support": "host_reserved", "supp0rt": "host_reserved", "bil1ing": "host_reserved", "web-mail": "host_reserved", "xn--80ak6aa92e": "host_reserved", "north": "host_reserved",
		"the-n0rth": "host_reserved", "modern-fleet": "host_taken", "modernfleet": "host_taken", "rnodern-fleet": "host_taken", "modern-f1eet": "host_taken",
		"Ünder": "bad_host_label", "a.b": "bad_host_label", "": "bad_host_label", "-x": "bad_host_label",
	} {
		_, err := w.ups.FreeHost(ctx, w.visit(w.north), host)
		code, reason := reasonOf(t, err)
		require.Equal(t, errs.Invalid, code, host)
		require.Equal(t, why, reason, host)
	}
	host, err := w.ups.FreeHost(ctx, w.visit(w.north), " Modem-Fleets ")
	require.NoError(t, err)
	require.Equal(t, "modem-fleets.edge-7.test", host)

	// One that was taken while the letter was on its way is exchanged for another.
	require.NoError(t, w.ask(w.north, w.wish(w.north, "sund")))
	require.NoError(t, w.tenants.GiveHost(ctx, w.south.Tenant(), "sund.edge-7.test", false))
	_, err = w.follow(w.north, "")
	_, reason := reasonOf(t, err)
	require.Equal(t, "host_taken", reason)
	got, err := w.follow(w.north, "sund-fleet")
	require.NoError(t, err)
	require.Equal(t, "sund-fleet.edge-7.test", got.Host)
}

func TestAPartnersFormIsRefusedAtTheFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	w.take(w.north, signup.Open)
	w.wish(w.north, "sund") // the documents are filled when they are first read
	rows := w.rows()
	for field, spoil := range map[string]func(*signup.PartnerForm){
		"company":   func(f *signup.PartnerForm) { f.Company = " " },
		"name":      func(f *signup.PartnerForm) { f.Name = "" },
		"email":     func(f *signup.PartnerForm) { f.Email = "nobody" },
		"password":  func(f *signup.PartnerForm) { f.Password = "password1" },
		"host":      func(f *signup.PartnerForm) { f.Host = "www" },
		"country":   func(f *signup.PartnerForm) { f.Country = "XX" },
		"time_zone": func(f *signup.PartnerForm) { f.TimeZone = "Mars" },
		"locale":    func(f *signup.PartnerForm) { f.Locale = "tlh" },
		"plan":      func(f *signup.PartnerForm) { f.Plan = new(uuid.New()) },
		"accepted":  func(f *signup.PartnerForm) { f.Accepted = f.Accepted[1:] },
	} {
		f := w.wish(w.north, "sund")
		spoil(&f)
		err := w.ask(w.north, f)
		var e *errs.Error
		require.ErrorAs(t, err, &e, field)
		require.Equal(t, errs.Invalid, e.Code, field)
		require.Equal(t, field, e.Details[0].Field)
	}
	require.Equal(t, rows, w.rows(), "nothing was written")
}

func TestAPartnerChoosesAmongThePlansThatAreOffered(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	plan := func(name string) catalogue.Plan {
		p, err := w.prices.Create(ctx, w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: name, Terms: catalogue.Terms{Price: catalogue.Price{Currency: "EUR", Amount: 90}, Period: catalogue.ActiveDay}})
		require.NoError(t, err)
		return p
	}
	offered, kept := plan("Start"), plan("Secret")
	w.take(w.root, signup.Open, offered.ID)
	page, err := w.ups.Partners(ctx, w.root.Tenant(), "Brand", "en")
	require.NoError(t, err)
	require.Len(t, page.Plans, 1)
	require.Equal(t, "Start", page.Plans[0].Name)
	for _, wrong := range []*uuid.UUID{nil, &kept.ID} {
		f := w.wish(w.root, "sund")
		f.Plan = wrong
		_, reason := reasonOf(t, w.ask(w.root, f))
		require.Equal(t, "no_such_plan", reason)
	}
	f := w.wish(w.root, "sund")
	f.Plan = &offered.ID
	require.NoError(t, w.ask(w.root, f))
	_, err = w.follow(w.root, "")
	require.NoError(t, err)
	require.Equal(t, 1, w.count("select count(*) from contracts c join hosts h on h.tenant_id = c.counterparty_id where h.host = 'sund.edge-7.test' and c.plan_id = $1", offered.ID))
	_, reason := reasonOf(t, w.ups.SetPartnerSettings(ctx, w.north, signup.PartnerSettings{Mode: signup.Open, Plans: []uuid.UUID{offered.ID}}))
	require.Equal(t, "no_such_plan", reason, "another realm's plan is none")
}

func TestLettersToStrangersAreFewAndWhatWasNeverConfirmedIsForgotten(t *testing.T) {
	t.Parallel()
	w := setupPartners(t, "edge-7.test")
	ctx := t.Context()
	w.take(w.north, signup.Open)
	for range 5 {
		require.NoError(t, w.ask(w.north, w.wish(w.north, "sund")))
		w.clock.Advance(time.Hour)
	}
	_, reason := reasonOf(t, w.ask(w.north, w.wish(w.north, "sund")))
	require.Equal(t, "too_many_sign_ups", reason)
	require.Equal(t, 1, w.count("select count(*) from applications"))
	w.clock.Advance(24 * time.Hour)
	require.NoError(t, w.ask(w.north, w.wish(w.north, "sund")))
	n, err := w.ups.ForgetUnconfirmed(ctx)
	require.NoError(t, err)
	require.Zero(t, n)
	w.clock.Advance(identity.ConfirmationLife + time.Minute)
	_, err = w.follow(w.north, "")
	_, reason = reasonOf(t, err)
	require.Equal(t, "confirmation_void", reason)
	n, err = w.ups.ForgetUnconfirmed(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)

	f := w.wish(w.north, "lund")
	for i := range 11 {
		f.Email = string(rune('a'+i)) + "@example.com"
		if err = w.ask(w.north, f); err != nil {
			break
		}
	}
	_, reason = reasonOf(t, err)
	require.Equal(t, "too_many_sign_ups", reason, "of one address")
}
