package public

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Partners makes businesses for those who want one of their own.
type Partners interface {
	Partners(ctx context.Context, realm uuid.UUID, brand, locale string) (signup.PartnerPage, error)
	FreeHost(ctx context.Context, v identity.Visit, first string) (host string, err error)
	AskPartner(ctx context.Context, v identity.Visit, brand string, f signup.PartnerForm) error
	ConfirmPartner(ctx context.Context, v identity.Visit, token, host string) (signup.PartnerResult, error)
}

// PartnerPage is what one has to fill in to have a business of one's own.
type PartnerPage struct {
	Mode      string         `json:"mode" enum:"open,approval"`
	Zone      string         `json:"zone" doc:"A host begins with a name of one's own choosing, and ends so"`
	Plans     []PartnerPlan  `json:"plans" nullable:"false" doc:"One of which is to be chosen, if there are any"`
	Closed    []string       `json:"closed_countries" nullable:"false" doc:"ISO 3166-1 alpha-2; nobody is taken from there"`
	Documents []DocumentHead `json:"documents" nullable:"false" doc:"All in force: each is to be accepted"`
}

// PartnerPlan is what a business of one's own costs.
type PartnerPlan struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	Text        string    `json:"text,omitempty"`
	Price       string    `json:"price" doc:"Of one active object, as it is written in the language asked for"`
	Period      string    `json:"period,omitempty"`
	Free        bool      `json:"free,omitempty"`
	Shows       bool      `json:"shows_provider,omitempty" doc:"The partner's site and sign-in page name this brand"`
}

// PartnerHost tells whether a host can be had.
type PartnerHost struct {
	Free   bool   `json:"free"`
	Host   string `json:"host,omitempty"`
	Reason string `json:"reason,omitempty" doc:"Why it cannot: bad_host_label, host_reserved, host_taken"`
}

// PartnerOpened is what came of the letter's link.
type PartnerOpened struct {
	Status string `json:"status" enum:"opened,pending" doc:"pending: somebody decides first, and answers by letter"`
	Number string `json:"number,omitempty" doc:"Account number"`
	Login  string `json:"login"`
	Host   string `json:"host,omitempty"`
	URL    string `json:"url,omitempty" doc:"Where the business begins, on its own host"`
}

// RegisterPartners hangs in how a business of one's own is asked for. Where a realm takes nobody so, there is nothing here.
func RegisterPartners(d *door.Doors, partners Partners) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/partners",
		ID: "get-partner-page", Summary: "How one has a business of one's own here"},
		func(ctx context.Context, c *door.Caller, in *LocaleQuery) (*door.Body[PartnerPage], error) {
			got, err := partners.Partners(ctx, c.Brand.Realm, c.Brand.Name, in.of(c))
			if err != nil {
				return nil, err
			}
			page := PartnerPage{Mode: got.Mode, Zone: got.Zone, Plans: []PartnerPlan{}, Closed: got.ClosedCountries, Documents: ToHeads(got.Documents)}
			for _, p := range got.Plans {
				page.Plans = append(page.Plans, toPartnerPlan(p, in.of(c), d))
			}
			return door.Answer(page), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/partners/host",
		ID: "look-up-partner-host", Summary: "Whether a host can be had"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Name string `query:"name" required:"true" maxLength:"63" doc:"What it begins with"`
		}) (*door.Body[PartnerHost], error) {
			host, err := partners.FreeHost(ctx, c.Visit(), in.Name)
			if e, is := errors.AsType[*errs.Error](err); is && e.Code == errs.Invalid {
				return door.Answer(PartnerHost{Reason: e.Reason}), nil
			}
			return door.Answer(PartnerHost{Free: true, Host: host}), err
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/partners", MaxBody: 16 << 10,
		ID: "ask-for-business", Summary: "Ask for a business of one's own", Status: http.StatusNoContent,
		Description: "A letter with a link goes to the address; nothing is opened before that was followed. Too many from one address have to wait: see Retry-After."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Company  string      `json:"company" minLength:"1" maxLength:"80" doc:"What the business is called"`
				Name     string      `json:"name" minLength:"1" maxLength:"200" doc:"Of the person who will own it"`
				Email    string      `json:"email" minLength:"1" maxLength:"100" doc:"What they sign in with"`
				Password string      `json:"password" maxLength:"1024" format:"password" doc:"8 to 256 letters, and not one that is tried first"`
				Host     string      `json:"host" minLength:"1" maxLength:"63" doc:"What the host begins with"`
				Plan     *uuid.UUID  `json:"plan,omitempty" format:"uuid"`
				Country  string      `json:"country" maxLength:"2" doc:"ISO 3166-1 alpha-2"`
				TimeZone string      `json:"time_zone" maxLength:"64" doc:"IANA name"`
				Locale   string      `json:"locale" enum:"en,ru,es,pt,fr"`
				Accepted []uuid.UUID `json:"accepted" nullable:"false" maxItems:"20" doc:"The versions of all documents in force"`
			}
		}) (*door.None, error) {
			b := in.Body
			return nil, partners.AskPartner(ctx, c.Visit(), c.Brand.Name, signup.PartnerForm{Company: b.Company, Name: b.Name, Email: b.Email, Password: b.Password, Host: b.Host,
				Plan: b.Plan, Country: b.Country, TimeZone: b.TimeZone, Locale: c.Brand.Speak(b.Locale), Accepted: b.Accepted})
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/partners/confirmation",
		ID: "confirm-business", Summary: "Confirm the address by the link of the letter; the business opens, or waits for a decision"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token string `json:"token" maxLength:"100" doc:"What follows # in the link"`
				Host  string `json:"host,omitempty" maxLength:"63" doc:"Another host, where the one asked for has been taken since"`
			}
		}) (*door.Body[PartnerOpened], error) {
			done, err := partners.ConfirmPartner(ctx, c.Visit(), in.Body.Token, in.Body.Host)
			if err != nil {
				return nil, err
			}
			shown := PartnerOpened{Status: "opened", Number: done.Number, Login: done.Login, Host: done.Host}
			if done.Pending {
				shown.Status = "pending"
			} else {
				shown.URL = beside(c.Origin, done.Host) + signup.FirstSteps
			}
			return door.Answer(shown), nil
		})
}

func toPartnerPlan(p catalogue.Plan, lang string, d *door.Doors) PartnerPlan {
	shown := PartnerPlan{ID: p.ID, Name: p.Name, Description: p.Description, Free: p.Free}
	if v := p.Current(d.Clock.Now()); v != nil {
		shown.Text, shown.Price, shown.Period = v.Text, sum(lang, v.Price), v.Period
		shown.Shows = v.Limits.ShowsProvider != nil && *v.Limits.ShowsProvider
	}
	return shown
}

// beside is the origin of another host that answers where this one does.
func beside(origin, host string) string {
	scheme, at, _ := strings.Cut(origin, "://")
	if _, port, found := strings.Cut(at, ":"); found {
		host += ":" + port
	}
	return scheme + "://" + host
}
