package account

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/measures"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes"
)

// Tenancy reads the tenant acted in.
type Tenancy interface {
	Get(ctx context.Context, s db.Scope) (tenant.Tenant, error)
}

// Profiles reads and changes what a user says of themselves.
type Profiles interface {
	Profile(ctx context.Context, s db.Scope, user uuid.UUID) (identity.Profile, error)
	ChangeProfile(ctx context.Context, s db.Scope, user uuid.UUID, c identity.ProfileChange) error
	ChangePassword(ctx context.Context, s db.Scope, user, session uuid.UUID, address, present, wanted string) error
}

// Me is who is signed in, where, and what they may do.
type Me struct {
	User           MyUser             `json:"user"`
	Tenant         MyTenant           `json:"tenant"`
	Role           access.Role        `json:"role" enum:"owner,admin,billing,support,operator,viewer,own"`
	MustChange     bool               `json:"must_change_password" doc:"Somebody else has set the password: nothing may be done but changing it"`
	MustStrengthen bool               `json:"must_strengthen" doc:"A second factor is required, and there is none: nothing may be done but setting one up"`
	StrengthenBy   *time.Time         `json:"strengthen_by,omitempty" doc:"A second factor will be required from then on, and there is none"`
	SeesAll        bool               `json:"sees_all" doc:"All objects of the tenant are seen, not only those granted"`
	Operations     []access.Operation `json:"operations" nullable:"false" doc:"What the role may do"`
	Areas          []string           `json:"areas" nullable:"false" doc:"Parts of the app that can be entered here: account, reselling, staff"`
	Brand          string             `json:"brand" doc:"Name of the brand of this host"`
	Measures       Measures           `json:"measures" doc:"What the brand shows to whoever has chosen no units"`
	Acting         *MyActing          `json:"acting,omitempty" doc:"Set where one acts in the tenant without belonging to it"`
	Ownership      *OwnershipOffer    `json:"ownership,omitempty" doc:"The tenant is being handed over, by or to whoever asks"`
}

// MyActing is what somebody is reminded of who acts in a tenant below their own.
type MyActing struct {
	Reason string    `json:"reason"`
	Until  time.Time `json:"until"`
	Back   string    `json:"back" doc:"Address to go back to"`
}

// MyUser is the user who asks.
type MyUser struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Login    string    `json:"login"`
	Email    string    `json:"email,omitempty"`
	Name     string    `json:"name"`
	Locale   string    `json:"locale" doc:"Chosen language; empty: the tenant's. In the session: the brand's, where it does not offer the chosen one"`
	TimeZone string    `json:"time_zone" doc:"Chosen time zone; empty: the tenant's"`
	Measures Measures  `json:"measures" doc:"Chosen units and clock; what is not there is as the brand says"`
}

// Measures are units, and how the clock and the week are read. The API itself speaks km/h, metres, litres, degrees Celsius and UTC.
type Measures struct {
	Distance    string `json:"distance,omitempty" enum:",km,mi" doc:"Of ways and speeds"`
	Volume      string `json:"volume,omitempty" enum:",litre,us_gallon,imperial_gallon"`
	Temperature string `json:"temperature,omitempty" enum:",celsius,fahrenheit"`
	Clock       string `json:"clock,omitempty" enum:",h24,h12"`
	Week        string `json:"week,omitempty" enum:",monday,sunday,saturday" doc:"Its first day"`
}

// brandsMeasures are what the brand of the host asked shows to whoever has chosen nothing.
func brandsMeasures(c *door.Caller) (Measures, error) {
	tokens, err := themes.Parse(c.Brand.Tokens)
	if err != nil {
		return Measures{}, fmt.Errorf("read the measures of a brand: %w", err)
	}
	return Measures(tokens.Measures), nil
}

// MyTenant is the tenant the user belongs to.
type MyTenant struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Name     string    `json:"name"`
	Kind     string    `json:"kind" enum:"platform,reseller,account"`
	Status   string    `json:"status" enum:"active,suspended,closed"`
	Locale   string    `json:"locale"`
	TimeZone string    `json:"time_zone"`
}

// RegisterSelf hangs in who is signed in, and their profile.
func RegisterSelf(d *door.Doors, tenants Tenancy, profiles Profiles, ownership Ownership) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/session",
		ID: "get-session", Summary: "Who is signed in, and what they may do"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Me], error) {
			t, err := tenants.Get(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			shown, err := brandsMeasures(c)
			if err != nil {
				return nil, err
			}
			if a := c.Acting; a != nil {
				return door.Answer(Me{User: MyUser{ID: c.User, Login: a.Login, Name: a.Name, Locale: spoken(c, a.Locale), TimeZone: a.TimeZone},
					Acting: &MyActing{a.Reason, a.Until, a.Back}, Role: c.Role, SeesAll: true, Operations: c.Operations(), Areas: c.Areas(), Brand: c.Brand.Name, Measures: shown,
					Tenant: toMyTenant(t)}), nil
			}
			p, err := profiles.Profile(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			offer, err := offerTo(ctx, c, ownership)
			if err != nil {
				return nil, err
			}
			user := ToMyUser(p)
			user.Locale = spoken(c, p.Locale)
			return door.Answer(Me{User: user, Ownership: offer, Role: c.Role, MustChange: c.MustChange, MustStrengthen: c.MustStrengthen, StrengthenBy: c.StrengthenBy, SeesAll: c.Scope.SeesAll(), Operations: c.Operations(), Areas: c.Areas(), Brand: c.Brand.Name, Measures: shown,
				Tenant: toMyTenant(t)}), nil
		})
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/profile",
		ID: "get-profile", Summary: "One's own profile"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MyUser], error) {
			p, err := profiles.Profile(ctx, c.Scope, c.User)
			return door.Answer(ToMyUser(p)), err
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodPatch, Path: "/api/profile",
		ID: "change-profile", Summary: "Change one's own profile"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Name     *string   `json:"name,omitempty" maxLength:"200"`
				Locale   *string   `json:"locale,omitempty" enum:",en,ru,es,pt,fr" doc:"Empty: the tenant's"`
				TimeZone *string   `json:"time_zone,omitempty" maxLength:"64" doc:"IANA name; empty: the tenant's"`
				Measures *Measures `json:"measures,omitempty" doc:"Set as a whole; what is empty is as the brand says"`
			}
		}) (*door.Body[MyUser], error) {
			change := identity.ProfileChange{Name: in.Body.Name, Locale: in.Body.Locale, TimeZone: in.Body.TimeZone}
			if m := in.Body.Measures; m != nil {
				change.Measures = new(measures.Measures(*m))
			}
			if err := profiles.ChangeProfile(ctx, c.Scope, c.User, change); err != nil {
				return nil, err
			}
			p, err := profiles.Profile(ctx, c.Scope, c.User)
			return door.Answer(ToMyUser(p)), err
		})
	door.Handle(d, door.Route{Operation: access.CredentialOwn, Area: door.Account, Method: http.MethodPost, Path: "/api/password",
		ID: "change-password", Summary: "Change one's own password", Description: "Ends all other sessions of the user.", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Current  string `json:"current" maxLength:"1024" format:"password"`
				Password string `json:"password" maxLength:"1024" format:"password" doc:"8 to 256 letters"`
			}
		}) (*door.None, error) {
			return nil, profiles.ChangePassword(ctx, c.Scope, c.User, c.Session, c.Address, in.Body.Current, in.Body.Password)
		})
}

// spoken is what somebody who has chosen a language is spoken to in; empty: they have chosen none.
func spoken(c *door.Caller, chosen string) string {
	if chosen == "" {
		return ""
	}
	return c.Brand.Speak(chosen)
}

func toMyTenant(t tenant.Tenant) MyTenant {
	return MyTenant{ID: t.ID, Name: t.Name, Kind: t.Kind, Status: t.Status, Locale: t.Locale, TimeZone: t.TimeZone}
}

// ToMyUser shows a profile.
func ToMyUser(p identity.Profile) MyUser {
	return MyUser{ID: p.ID, Login: p.Login, Email: p.Email, Name: p.Name, Locale: p.Locale, TimeZone: p.TimeZone, Measures: Measures(p.Measures)}
}
