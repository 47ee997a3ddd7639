package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// demoSeed opens the demo's world, or finds it where it has been opened before, through the same services that the
// doors use.
type demoSeed struct {
	*installation

	now time.Time
	// placed counts the objects met so far: plans follow from it.
	placed int
	told   demoTold
	drive  []demoDrive
	// partners are the resellers that were opened now.
	partners []demoPartner
	// last is what waits until all realms have their past: webhooks would hear it else.
	last []func() error
}

// demoDrive is an object to be driven, from a moment on.
type demoDrive struct {
	plan demoPlan
	from time.Time
}

// world opens or finds everything.
func (s *demoSeed) world(ctx context.Context) error {
	w := demoWorld()
	id, err := s.tenants.PlatformID(ctx)
	if errs.Is(err, errs.NotFound) {
		var opened tenant.Opened
		opened, err = s.tenants.OpenPlatform(ctx, tenant.Opening{Name: w.brand.Name, Locale: w.locale, TimeZone: "Europe/Helsinki", Country: w.country})
		id = opened.ID
	}
	if err != nil {
		return err
	}
	if err := s.realm(ctx, w, id, ""); err != nil {
		return err
	}
	if err := s.trade(ctx); err != nil {
		return fmt.Errorf("a year between providers and resellers: %w", err)
	}
	for _, do := range s.last {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func (s *demoSeed) realm(ctx context.Context, r demoRealm, id uuid.UUID, number string) error {
	scope, err := s.tenants.Scope(ctx, id, id)
	if err != nil {
		return err
	}
	fresh, err := s.dress(ctx, scope, r)
	if err != nil {
		return fmt.Errorf("%s: %w", r.brand.Name, err)
	}
	if fresh {
		if err := s.add(ctx, scope, r.owner); err != nil {
			return err
		}
		if err := s.welcome(ctx, scope, r); err != nil {
			return fmt.Errorf("%s: %w", r.brand.Name, err)
		}
	}
	if err := s.addresses(ctx, scope, r.host); err != nil {
		return fmt.Errorf("%s: the addresses of its desk: %w", r.brand.Name, err)
	}
	told := demoBrand{Name: r.brand.Name, Host: r.host, AccountNumber: number, Owner: tellUser(r.owner, "", ""), Users: []demoLogin{}}
	for _, a := range r.accounts {
		opened, isNew, err := s.open(ctx, scope, tenant.Opening{Kind: tenant.Account, Name: a.name, Locale: a.locale, TimeZone: "Europe/Helsinki", Country: r.country, Since: s.begun()})
		if err != nil {
			return err
		}
		if err := s.account(ctx, opened.ID, a, isNew); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		for _, u := range a.users {
			told.Users = append(told.Users, tellUser(u, a.name, opened.Number))
		}
	}
	if err := s.small(ctx, scope, r); err != nil {
		return err
	}
	if err := s.gone(ctx, scope, r); err != nil {
		return fmt.Errorf("%s: %w", r.gone.name, err)
	}
	if fresh {
		if err := s.year(ctx, scope, r); err != nil {
			return fmt.Errorf("%s: a year of money: %w", r.brand.Name, err)
		}
		if err := s.shelf(ctx, scope, r); err != nil {
			return fmt.Errorf("%s: what lies about: %w", r.brand.Name, err)
		}
		if scope.Kind() != tenant.Platform {
			s.last = append(s.last, func() error {
				if err := s.hooks(ctx, scope, r); err != nil {
					return fmt.Errorf("%s: its webhooks: %w", r.brand.Name, err)
				}
				return nil
			})
		}
	}
	s.told.realm(scope.Kind() == tenant.Platform, told)
	for _, below := range r.below {
		opened, isNew, err := s.open(ctx, scope, tenant.Opening{Kind: tenant.Reseller, Name: below.brand.Name, Locale: below.locale, TimeZone: "Europe/Helsinki", Country: below.country, Since: s.begun()})
		if err != nil {
			return err
		}
		if isNew {
			if err := s.charge(ctx, scope, opened.ID); err != nil {
				return fmt.Errorf("%s: wholesale: %w", below.brand.Name, err)
			}
			s.partners = append(s.partners, demoPartner{provider: scope, id: opened.ID, name: below.brand.Name, number: opened.Number})
		}
		if err := s.realm(ctx, below, opened.ID, opened.Number); err != nil {
			return err
		}
	}
	return nil
}

// addresses gives a desk those that letters come to, where it has none.
func (s *demoSeed) addresses(ctx context.Context, realm db.Scope, host string) error {
	shelf, err := s.desks.Shelf(ctx, realm)
	if err != nil || len(shelf.Addresses) > 0 {
		return err
	}
	for _, a := range []support.Address{{Address: "support@" + host, Kind: "normal"}, {Address: "urgent@" + host, Kind: "critical"}} {
		if _, err := s.desks.SetAddress(ctx, realm, a); err != nil {
			return err
		}
	}
	return nil
}

// small opens the customers that have an object or two and no tracker yet.
func (s *demoSeed) small(ctx context.Context, realm db.Scope, r demoRealm) error {
	for n, name := range r.small {
		since := s.begun()
		if !r.pays(len(r.accounts) + n) {
			since = s.now.AddDate(0, 0, -16-7*n) // these have come in the course of the year
		}
		opened, isNew, err := s.open(ctx, realm, tenant.Opening{Kind: tenant.Account, Name: name, Locale: r.locale, TimeZone: "Europe/Helsinki", Country: r.country, Since: since})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if !isNew {
			continue
		}
		scope, err := s.tenants.Scope(ctx, opened.ID, opened.ID)
		if err != nil {
			return err
		}
		for i := range 1 + n%2 {
			if _, _, err := s.fleet.Create(ctx, scope, fleet.Creation{Name: fmt.Sprintf("Van %d", i+1), Kind: "van"}); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// begun is when the business of the demo began that pays: the year of its money comes after it.
func (s *demoSeed) begun() time.Time { return s.now.AddDate(-1, 0, 0) }

// gone opens the customer whose people came for some months, more than two years ago, and never again.
func (s *demoSeed) gone(ctx context.Context, realm db.Scope, r demoRealm) error {
	if r.gone.name == "" {
		return nil
	}
	opened, isNew, err := s.open(ctx, realm, tenant.Opening{Kind: tenant.Account, Name: r.gone.name, Locale: r.gone.locale, TimeZone: "Europe/Helsinki", Country: r.country,
		Since: s.now.AddDate(-3, 0, 0)})
	if err != nil || !isNew {
		return err
	}
	scope, err := s.tenants.Scope(ctx, opened.ID, opened.ID)
	if err != nil {
		return err
	}
	owner := r.gone.users[0]
	last := identity.New(identity.Config{DB: s.storage.db, Tenants: s.tenants, Key: s.storage.key, Clock: clock.At(s.now.AddDate(0, -27, 0)), Log: s.log, Catalogue: s.rights})
	if _, err := last.Add(ctx, scope, identity.NewUser{Login: owner.login, Email: owner.email, Name: owner.name, Locale: owner.locale, Password: demoPassword, Role: owner.role}); err != nil {
		return err
	}
	if _, err := last.SignIn(ctx, identity.Visit{Realm: realm.Tenant(), Host: r.host, Address: "192.0.2.1"}, owner.login, demoPassword); err != nil {
		return err
	}
	_, _, err = s.fleet.Create(ctx, scope, fleet.Creation{Name: "1", Kind: "bicycle"})
	return err
}

// dress gives a realm its host and its look; fresh tells that it had none.
func (s *demoSeed) dress(ctx context.Context, scope db.Scope, r demoRealm) (fresh bool, err error) {
	hosts, err := s.tenants.Hosts(ctx, scope)
	if err != nil || len(hosts) > 0 {
		return false, err
	}
	// A realm begins with documents once it answers somewhere in a look of its own: what they are filled from is there before.
	if err := s.registered(ctx, scope, r); err != nil {
		return true, err
	}
	settings, err := s.business.Settings(ctx, scope)
	if err != nil {
		return true, err
	}
	hours := map[string]string{"en": "Monday to Friday, 9–17", "ru": "По будням с 9 до 17", "es": "De lunes a viernes, de 9 a 17", "pt": "De segunda a sexta, das 9 às 17", "fr": "Du lundi au vendredi, de 9 h à 17 h"}
	settings.Contact = reseller.Contact{Email: r.owner.email, Phone: r.entity.phone, Hours: hours[r.locale], HoursIn: hours}
	if err := s.business.SetSettings(ctx, scope, settings); err != nil {
		return true, err
	}
	if err := s.tenants.GiveHost(ctx, scope.Tenant(), r.host, true); err != nil {
		return true, err
	}
	tokens, err := json.Marshal(r.brand.Tokens)
	if err != nil {
		return true, err
	}
	if _, err = s.tenants.SetLook(ctx, scope, tenant.Look{Name: r.brand.Name, Tokens: tokens, Locked: r.brand.Locked}); err != nil || !r.brand.Dress.Site.Front {
		return true, err
	}
	studio := brand.New(s.storage.db, s.tenants, clock.System{})
	if err := studio.Save(ctx, scope, brand.Content{Name: r.brand.Name, Tokens: r.brand.Tokens, Locked: r.brand.Locked, Dress: r.brand.Dress}); err != nil {
		return true, err
	}
	return true, studio.Publish(ctx, scope, uuid.Nil, "")
}

// welcome gives a realm its documents, and says how strangers become its customers.
func (s *demoSeed) welcome(ctx context.Context, scope db.Scope, r demoRealm) error {
	if _, err := s.legal.Versions(ctx, scope.Tenant(), r.brand.Name, r.locale); err != nil {
		return err
	}
	if err := s.inBusiness(ctx, scope); err != nil {
		return err
	}
	if r.signUp == "" {
		return nil
	}
	settings, err := s.signUps.Settings(ctx, scope)
	if err != nil {
		return err
	}
	settings.Mode = r.signUp
	return s.signUps.SetSettings(ctx, scope, settings)
}

// open opens a child, or finds the one of that name.
func (s *demoSeed) open(ctx context.Context, parent db.Scope, o tenant.Opening) (opened tenant.Opened, isNew bool, err error) {
	list, _, err := s.tenants.Below(ctx, parent, tenant.BelowQuery{Children: true, Search: o.Name, Limit: 1})
	if err != nil {
		return opened, false, err
	}
	if len(list) > 0 {
		return tenant.Opened{ID: list[0].ID, Number: list[0].Number}, false, nil
	}
	opened, err = s.tenants.Open(ctx, parent, o)
	return opened, true, err
}

// firstCustomer is the first of a realm's accounts, which has been opened.
func (s *demoSeed) firstCustomer(ctx context.Context, realm db.Scope, r demoRealm) (db.Scope, error) {
	found, _, err := s.tenants.Below(ctx, realm, tenant.BelowQuery{Children: true, Search: r.accounts[0].name, Limit: 1})
	if err != nil {
		return db.Scope{}, err
	}
	if len(found) == 0 {
		return db.Scope{}, fmt.Errorf("%s has not been opened", r.accounts[0].name)
	}
	return s.tenants.Scope(ctx, found[0].ID, found[0].ID)
}

func (s *demoSeed) add(ctx context.Context, scope db.Scope, u demoUser) error {
	id, err := s.people.Add(ctx, scope, identity.NewUser{Login: u.login, Email: u.email, Name: u.name, Locale: u.locale, Password: demoPassword, Role: u.role})
	if err != nil {
		return fmt.Errorf("user %s: %w", u.login, err)
	}
	if u.login == demoNewcomer {
		return nil
	}
	return s.legal.Accept(ctx, scope, id, legal.Trace{Address: "192.0.2.1", Locale: u.locale})
}

func (s *demoSeed) account(ctx context.Context, id uuid.UUID, a demoAccount, isNew bool) error {
	scope, err := s.tenants.Scope(ctx, id, id)
	if err != nil {
		return err
	}
	if isNew {
		for _, u := range a.users {
			if err := s.add(ctx, scope, u); err != nil {
				return err
			}
		}
	}
	heard, err := s.heard(ctx, scope)
	if err != nil {
		return err
	}
	for _, f := range a.fleets {
		var group uuid.UUID
		if isNew {
			made, err := s.fleet.CreateGroup(ctx, scope, f.group)
			if err != nil {
				return err
			}
			group = made.ID
		}
		for _, name := range f.names {
			plan := planOf(s.placed, f)
			s.placed++
			if isNew {
				if err := s.object(ctx, scope, a.locale, f, group, name, plan); err != nil {
					return fmt.Errorf("object %s: %w", name, err)
				}
			}
			if !plan.unbound {
				s.drive = append(s.drive, demoDrive{plan, s.from(heard[name])})
			}
		}
	}
	return nil
}

// heard is when each object of an account was last heard.
func (s *demoSeed) heard(ctx context.Context, scope db.Scope) (map[string]time.Time, error) {
	states, err := s.fleet.States(ctx, scope)
	if err != nil {
		return nil, err
	}
	heard := map[string]time.Time{}
	for _, o := range states {
		if o.State.HeardAt != nil {
			heard[o.Name] = *o.State.HeardAt
		}
	}
	return heard, nil
}

// from is where an object's trajectory goes on.
func (s *demoSeed) from(heard time.Time) time.Time {
	if begin := s.now.Add(-demoHistory); heard.Before(begin) {
		return begin
	}
	return heard
}

func (s *demoSeed) object(ctx context.Context, scope db.Scope, locale string, f demoFleet, group uuid.UUID, name string, p demoPlan) error {
	since := s.begun()
	creation := fleet.Creation{Name: name, Kind: f.kind, Group: &group}
	if !p.unbound {
		creation.Tracker = &fleet.TrackerSpec{Protocol: p.protocol, Model: p.model, Identity: p.device.Identity, Since: &since}
		if p.device.Password != "" {
			creation.Tracker.Password = &p.device.Password
		}
	}
	o, _, err := s.fleet.Create(ctx, scope, creation)
	if err != nil || !p.blocked {
		return err
	}
	reason := "In the workshop until Friday"
	if locale == "ru" {
		reason = "В ремонте до пятницы"
	}
	return s.fleet.Block(ctx, scope, o.ID, fleet.Blocking{KeepData: p.keepData, Reason: reason})
}
