package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Acceptances records who has accepted which documents.
type Acceptances interface {
	Standings(ctx context.Context, s db.Scope, user uuid.UUID, brand, locale string) ([]legal.Standing, error)
	Use(ctx context.Context, s db.Scope, user uuid.UUID, from legal.Trace) error
	Accept(ctx context.Context, s db.Scope, user uuid.UUID, from legal.Trace) error
}

// Addresses are the e-mail addresses of users that wait to be confirmed.
type Addresses interface {
	EmailStanding(ctx context.Context, s db.Scope, user uuid.UUID) (identity.EmailStanding, error)
	ResendConfirmation(ctx context.Context, s db.Scope, user uuid.UUID) error
}

// MyDocument is a document as it stands for whoever asks.
type MyDocument struct {
	ID          uuid.UUID  `json:"id" format:"uuid" doc:"Of the version"`
	Kind        string     `json:"kind" enum:"terms,privacy,support,sms"`
	Version     int        `json:"version"`
	Title       string     `json:"title"`
	EffectiveAt time.Time  `json:"effective_at"`
	Current     bool       `json:"current" doc:"It is in force"`
	AcceptedAt  *time.Time `json:"accepted_at,omitempty"`
	Way         string     `json:"way,omitempty" enum:"signed_up,accepted,used" doc:"used: by using the service after it came in force"`
	New         bool       `json:"new" doc:"Accepted by use, and the notice has not been put away"`
}

// MyAddress is whether one's own address is confirmed.
type MyAddress struct {
	Email       string `json:"email,omitempty"`
	Unconfirmed bool   `json:"unconfirmed" doc:"Until the link of the letter is followed, nothing is sent to others"`
}

// RegisterDocuments hangs in the documents one has accepted.
func RegisterDocuments(d *door.Doors, acceptances Acceptances) {
	from := func(c *door.Caller) legal.Trace { return legal.Trace{Address: c.Address, Agent: c.Agent} }
	answer := func(ctx context.Context, c *door.Caller, locale string) (*door.Body[door.Items[MyDocument]], error) {
		found, err := acceptances.Standings(ctx, c.Scope, c.User, c.Brand.Name, c.Brand.Speak(locale))
		if err != nil {
			return nil, err
		}
		items := make([]MyDocument, 0, len(found))
		for _, f := range found {
			items = append(items, MyDocument{ID: f.ID, Kind: f.Kind, Version: f.Number, Title: f.Title, EffectiveAt: f.EffectiveAt, Current: f.Current,
				AcceptedAt: f.AcceptedAt, Way: f.Way, New: f.New})
		}
		return door.Listed(items, ""), nil
	}
	type localeQuery struct {
		Locale string `query:"locale" enum:"en,ru,es,pt,fr" doc:"Of titles. Absent: the brand's"`
	}
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/acceptances",
		ID: "list-acceptances", Summary: "Documents one is bound by, or has accepted, or that are announced"},
		func(ctx context.Context, c *door.Caller, in *localeQuery) (*door.Body[door.Items[MyDocument]], error) {
			return answer(ctx, c, in.Locale)
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/acceptances/use",
		ID: "use-under-documents", Summary: "Tell that the service is used under what is in force",
		Description: "The app calls it when it opens: what has come in force since and was not accepted is accepted by use, and shown as new. It refuses nobody."},
		func(ctx context.Context, c *door.Caller, in *localeQuery) (*door.Body[door.Items[MyDocument]], error) {
			if err := acceptances.Use(ctx, c.Scope, c.User, from(c)); err != nil {
				return nil, err
			}
			return answer(ctx, c, in.Locale)
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/acceptances",
		ID: "accept-documents", Summary: "Accept what is in force, and put the notices away", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, acceptances.Accept(ctx, c.Scope, c.User, from(c))
		})
}

// RegisterAddress hangs in one's own address and the letter that confirms it.
func RegisterAddress(d *door.Doors, addresses Addresses) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/sign-up/confirmation",
		ID: "get-my-address", Summary: "Whether one's own address is confirmed"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MyAddress], error) {
			got, err := addresses.EmailStanding(ctx, c.Scope, c.User)
			return door.Answer(MyAddress(got)), err
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/sign-up/confirmation/letter",
		ID: "resend-confirmation", Summary: "Have the letter sent again", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, addresses.ResendConfirmation(ctx, c.Scope, c.User)
		})
}
