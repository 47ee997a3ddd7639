package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// demoShelf is what lies about in a business that is in use: the trackers it hands out, what its people noted about a customer, a role of its
// own, somebody who has not answered an invitation yet, a customer that was closed, and an object that the customer threw away.
type demoShelf struct {
	boxes              []fleet.StockSpec
	notes              []string
	role, guest        string
	closed, thrownAway string
}

// demoShelves are those of the brands that have a shelf, by their host. The numbers of the trackers are invented.
func demoShelves() map[string]demoShelf {
	box := func(protocol, model, identity, phone, note string, ours bool) fleet.StockSpec {
		return fleet.StockSpec{Protocol: protocol, Model: model, Identity: identity, Phone: phone, Note: note, OperatorOwned: ours}
	}
	return map[string]demoShelf{
		"meridian.localhost": {
			boxes: []fleet.StockSpec{
				box("gt06", "GT06N", "359901090004215", "+358405550141", "Shelf B, second row", false),
				box("gt06", "GT06N", "359901090004306", "", "Came back from Töölö Taxi, works", false),
				box("teltonika", "FMB920", "359901090004397", "+358405550132", "Box of October", false),
				box("teltonika", "FMB920", "359901090004488", "+358405550133", "Box of October", false),
				box("teltonika", "FMB920", "359901090004579", "", "Box of October", false),
				box("teltonika", "FMB140", "359901090004660", "", "Ours: lent for tests in trucks", true),
			},
			notes: []string{"Asked for a quote for thirty more vans, to be fitted in February.", "Call Anna, not the office: she decides about trackers."},
			role:  "Night shift", guest: "Kaisa Hyvönen", closed: "Sörnäinen Skates", thrownAway: "Van 0 (sold)",
		},
		"polaris.localhost": {
			boxes: []fleet.StockSpec{
				box("wialon-ips", "", "359901090004751", "+358405550151", "Полка у окна", false),
				box("teltonika", "FMB920", "359901090004843", "+358405550152", "Октябрьская партия", false),
				box("teltonika", "FMB920", "359901090004934", "", "Октябрьская партия", false),
				box("teltonika", "FMB140", "359901090005022", "", "Наш: даём на пробу", true),
			},
			notes: []string{"Просили счёт за полгода вперёд.", "По трекерам решает Ирина, звонить ей."},
			role:  "Ночная смена", guest: "Лидия Котова", closed: "Прокат самокатов", thrownAway: "Фургон 00 (продан)",
		},
	}
}

// shelf fills a realm's, once.
func (s *demoSeed) shelf(ctx context.Context, realm db.Scope, r demoRealm) error {
	has, there := demoShelves()[r.host]
	if !there {
		return nil
	}
	users, err := s.people.Users(ctx, realm)
	if err != nil {
		return err
	}
	var owner uuid.UUID
	for _, u := range users {
		if u.Login == r.owner.login {
			owner = u.ID
		}
	}
	for _, one := range has.boxes {
		if _, _, err := s.fleet.AddStock(ctx, realm, one); err != nil {
			return fmt.Errorf("tracker %s: %w", one.Identity, err)
		}
	}
	by := identity.By{User: owner}
	if _, err := s.people.MakeRole(ctx, realm, by, has.role, []string{string(access.FleetView), string(access.AuditView)}); err != nil {
		return err
	}
	if _, _, err := s.people.Invite(ctx, realm, by, identity.Invite{Name: has.guest, Locale: r.locale, Grant: identity.Grant{Role: "support", SeesAll: true}}); err != nil {
		return err
	}
	if err := s.leavings(ctx, realm, r, owner, has); err != nil {
		return err
	}
	opened, _, err := s.open(ctx, realm, tenant.Opening{Kind: tenant.Account, Name: has.closed, Locale: r.locale, TimeZone: "Europe/Helsinki", Country: r.country, Since: s.now.AddDate(0, -2, 0)})
	if err != nil {
		return err
	}
	return s.lives.Close(ctx, realm, opened.ID, has.closed)
}

// leavings are the notes about the first customer, and what it threw away.
func (s *demoSeed) leavings(ctx context.Context, realm db.Scope, r demoRealm, owner uuid.UUID, has demoShelf) error {
	customer, err := s.firstCustomer(ctx, realm, r)
	if err != nil {
		return err
	}
	for _, text := range has.notes {
		if _, err := s.customers.AddNote(ctx, realm, customer.Tenant(), owner, text); err != nil {
			return err
		}
	}
	old, _, err := s.fleet.Create(ctx, customer, fleet.Creation{Name: has.thrownAway, Kind: "van"})
	if err != nil {
		return err
	}
	return s.fleet.Delete(ctx, customer, old.ID, has.thrownAway)
}
