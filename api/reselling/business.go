package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant/access"
)

// Business is a reseller's own.
type Business interface {
	Settings(ctx context.Context, s db.Scope) (reseller.Settings, error)
	SetSettings(ctx context.Context, s db.Scope, wanted reseller.Settings) error
	Provider(ctx context.Context, s db.Scope) (reseller.Provider, error)
}

// SupportContact is how the users of a realm reach those who help them.
type SupportContact struct {
	Email string `json:"email" maxLength:"254"`
	Phone string `json:"phone" maxLength:"32"`
	Hours string `json:"hours" maxLength:"200" doc:"When somebody answers, in words"`

	HoursIn map[string]string `json:"hours_in,omitempty" maxProperties:"10" doc:"The same by language, in place of hours"`
}

// RealmSettings are those of a realm.
type RealmSettings struct {
	Name      string         `json:"name" minLength:"1" maxLength:"200"`
	Locale    string         `json:"locale" enum:"en,ru,es,pt,fr" doc:"Language of whoever has chosen none"`
	Languages []string       `json:"languages" nullable:"false" minItems:"1" maxItems:"20" enum:"en,ru,es,pt,fr" doc:"That the brand speaks to its people; the one above is among them"`
	TimeZone  string         `json:"time_zone" maxLength:"64" doc:"IANA name"`
	Country   string         `json:"country,omitempty" maxLength:"2" doc:"ISO 3166-1 alpha-2"`
	Support   SupportContact `json:"support"`
}

// Provider is the level above a reseller.
type Provider struct {
	Name     string    `json:"name"`
	Number   string    `json:"number" doc:"One's account number there"`
	OpenedAt time.Time `json:"opened_at"`
	Tier     string    `json:"tier" enum:"gold,silver,other"`
	// Agreement and AgreedOn name a bilateral agreement.
	Agreement string         `json:"agreement,omitempty"`
	AgreedOn  *string        `json:"agreed_on,omitempty" format:"date"`
	Status    string         `json:"status" enum:"active,suspended,closed" doc:"One's own, there"`
	Support   SupportContact `json:"support"`
	Named     bool           `json:"named" doc:"One's own site and sign-in page name it, as the plan says"`
}

// RegisterBusiness hangs in a realm's settings, and its provider.
func RegisterBusiness(d *door.Doors, business Business) {
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/settings",
		ID: "get-realm-settings", Summary: "The realm's name, language, time zone and support contact"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[RealmSettings], error) {
			got, err := business.Settings(ctx, c.Scope)
			return door.Answer(RealmSettings{got.Name, got.Locale, got.Languages, got.TimeZone, got.Country, SupportContact(got.Contact)}), err
		})
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/settings",
		ID: "change-realm-settings", Summary: "Change them", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct{ Body RealmSettings }) (*door.None, error) {
			b := in.Body
			return nil, business.SetSettings(ctx, c.Scope, reseller.Settings{Name: b.Name, Locale: b.Locale, Languages: b.Languages, TimeZone: b.TimeZone, Country: b.Country,
				Contact: reseller.Contact(b.Support)})
		})
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/provider",
		ID: "get-provider", Summary: "Who stands above, and what is agreed with them"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Provider], error) {
			p, err := business.Provider(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			shown := Provider{Name: p.Name, Number: p.Number, OpenedAt: p.OpenedAt, Tier: p.Tier, Agreement: p.Agreement, Status: p.Status, Support: SupportContact(p.Contact), Named: p.Named}
			if p.AgreedOn != nil {
				shown.AgreedOn = new(p.AgreedOn.Format(time.DateOnly))
			}
			return door.Answer(shown), nil
		})
}
