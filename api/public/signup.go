package public

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// SignUps makes customers of strangers.
type SignUps interface {
	Invitation(ctx context.Context, realm uuid.UUID, brand, locale string) (signup.Invitation, error)
	SignUp(ctx context.Context, v identity.Visit, brand string, f signup.Form) (signup.Result, error)
	Ask(ctx context.Context, v identity.Visit, q signup.Question) error
}

// Confirming takes the links that confirm an address.
type Confirming interface {
	ConfirmEmail(ctx context.Context, realm uuid.UUID, token string) error
}

// SignUpPage is what one has to fill in to become a customer.
type SignUpPage struct {
	Mode         string         `json:"mode" enum:"open,approval,closed" doc:"closed: nobody signs up by themselves; a question may be asked"`
	Customers    []string       `json:"customers" nullable:"false" doc:"Kinds who are welcome: person, entity"`
	PersonFields []string       `json:"person_fields" nullable:"false" doc:"What a private person must fill in besides"`
	EntityFields []string       `json:"entity_fields" nullable:"false" doc:"What a legal entity must fill in besides"`
	FreeObjects  int            `json:"free_objects" doc:"How many objects are served free of charge"`
	Closed       []string       `json:"closed_countries" nullable:"false" doc:"ISO 3166-1 alpha-2; nobody is taken from there"`
	Documents    []DocumentHead `json:"documents" nullable:"false" doc:"All in force: each is to be accepted"`
}

// SignedUp is what became of it.
type SignedUp struct {
	Status  string  `json:"status" enum:"opened,pending" doc:"pending: somebody decides first, and answers by letter"`
	Number  string  `json:"number,omitempty" doc:"Account number"`
	Session *Tokens `json:"session,omitempty" doc:"Absent while somebody has to decide"`
}

// LocaleQuery says in which language titles and texts are wanted.
type LocaleQuery struct {
	Locale string `query:"locale" enum:"en,ru,es,pt,fr" doc:"Absent: the brand's"`
}

func (q LocaleQuery) of(c *door.Caller) string {
	return c.Brand.Speak(q.Locale)
}

// RegisterSignUp hangs in signing up, the question form, and the confirmation of an address.
func RegisterSignUp(d *door.Doors, ups SignUps, confirming Confirming) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/sign-up",
		ID: "get-sign-up", Summary: "How one becomes a customer here"},
		func(ctx context.Context, c *door.Caller, in *LocaleQuery) (*door.Body[SignUpPage], error) {
			got, err := ups.Invitation(ctx, c.Brand.Realm, c.Brand.Name, in.of(c))
			if err != nil {
				return nil, err
			}
			return door.Answer(SignUpPage{Mode: got.Mode, Customers: got.Customers, PersonFields: got.PersonFields, EntityFields: got.EntityFields,
				FreeObjects: got.FreeObjects, Closed: got.ClosedCountries, Documents: ToHeads(got.Documents)}), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/sign-up", MaxBody: 16 << 10,
		ID: "sign-up", Summary: "Become a customer: at once, or as an application", Status: http.StatusCreated,
		Description: "Opens an account with its owner and signs them in, or, where the realm decides first, leaves an application. " +
			"Whether a login or an address can be had is told on submission only; too many from one address have to wait: see Retry-After."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Customer           string      `json:"customer" enum:"person,entity"`
				Name               string      `json:"name" minLength:"1" maxLength:"200" doc:"Of the person, or of the company"`
				Login              string      `json:"login" minLength:"1" maxLength:"100"`
				Email              string      `json:"email" minLength:"1" maxLength:"254"`
				Password           string      `json:"password" maxLength:"1024" format:"password" doc:"8 to 256 letters, and not one that is tried first"`
				Country            string      `json:"country" maxLength:"2" doc:"ISO 3166-1 alpha-2"`
				TimeZone           string      `json:"time_zone" maxLength:"64" doc:"IANA name"`
				Locale             string      `json:"locale,omitempty" enum:",en,ru,es,pt,fr" doc:"Empty: the brand's"`
				Phone              string      `json:"phone,omitempty" maxLength:"32"`
				RegistrationNumber string      `json:"registration_number,omitempty" maxLength:"60"`
				TaxNumber          string      `json:"tax_number,omitempty" maxLength:"60"`
				Address            string      `json:"address,omitempty" maxLength:"500"`
				Contact            string      `json:"contact,omitempty" maxLength:"200" doc:"The person to speak to"`
				Accepted           []uuid.UUID `json:"accepted" nullable:"false" maxItems:"20" doc:"The versions of all documents in force"`
				Transport          string      `json:"transport,omitempty" enum:"cookie,token" doc:"As for signing in"`
			}
		}) (*door.Body[SignedUp], error) {
			b := in.Body
			form := signup.Form{Customer: b.Customer, Name: b.Name, Login: b.Login, Email: b.Email, Password: b.Password, Country: b.Country, TimeZone: b.TimeZone,
				Locale: b.Locale, Accepted: b.Accepted, Details: map[string]string{signup.Phone: b.Phone, signup.Registration: b.RegistrationNumber,
					signup.TaxNumber: b.TaxNumber, signup.Address: b.Address, signup.Contact: b.Contact}}
			form.Locale = c.Brand.Speak(b.Locale)
			done, err := ups.SignUp(ctx, c.Visit(), c.Brand.Name, form)
			if err != nil {
				return nil, err
			}
			if done.Pending {
				return door.Answer(SignedUp{Status: "pending"}), nil
			}
			session := answer(d, c, done.Tokens, b.Transport == transportToken)
			return door.Answer(SignedUp{Status: "opened", Number: done.Number, Session: &session.Body}), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/sign-up/questions", MaxBody: 32 << 10,
		ID: "ask-before-sign-up", Summary: "Ask something before becoming a customer", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Name     string `json:"name" minLength:"1" maxLength:"200"`
				Email    string `json:"email" minLength:"1" maxLength:"254" doc:"Where the answer goes"`
				Question string `json:"question" minLength:"1" maxLength:"5000"`
				Locale   string `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
			}
		}) (*door.None, error) {
			q := signup.Question{Name: in.Body.Name, Email: in.Body.Email, Text: in.Body.Question, Locale: in.Body.Locale}
			q.Locale = c.Brand.Speak(q.Locale)
			return nil, ups.Ask(ctx, c.Visit(), q)
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/sign-up/confirmation",
		ID: "confirm-sign-up", Summary: "Confirm an address by the link of a letter", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token string `json:"token" maxLength:"100" doc:"What follows # in the link"`
			}
		}) (*door.None, error) {
			return nil, confirming.ConfirmEmail(ctx, c.Brand.Realm, in.Body.Token)
		})
}
