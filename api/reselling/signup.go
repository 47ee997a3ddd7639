package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// SignUps looks after who becomes a customer.
type SignUps interface {
	Settings(ctx context.Context, s db.Scope) (signup.Settings, error)
	SetSettings(ctx context.Context, s db.Scope, wanted signup.Settings) error
	ClosedCountries(ctx context.Context, s db.Scope) ([]string, error)
	Applications(ctx context.Context, s db.Scope, q signup.Query) ([]signup.Application, *signup.After, error)
	Application(ctx context.Context, s db.Scope, id uuid.UUID) (signup.Application, error)
	Approve(ctx context.Context, s db.Scope, by, id uuid.UUID, instead signup.Instead) (tenant.Opened, error)
	Refuse(ctx context.Context, s db.Scope, by, id uuid.UUID, reason string) error
	Questions(ctx context.Context, s db.Scope, q signup.QuestionQuery) ([]signup.Question, *signup.After, error)
	Settle(ctx context.Context, s db.Scope, by, id uuid.UUID) error
	EraseApplication(ctx context.Context, s db.Scope, id uuid.UUID) error
	EraseQuestion(ctx context.Context, s db.Scope, by, id uuid.UUID) error
}

// SignUpSettings are how strangers become customers.
type SignUpSettings struct {
	Mode            string   `json:"mode" enum:"open,approval,closed"`
	Customers       []string `json:"customers" nullable:"false" enum:"person,entity" minItems:"1" maxItems:"2" doc:"Kinds who are welcome"`
	PersonFields    []string `json:"person_fields" nullable:"false" enum:"phone" maxItems:"1" doc:"What a private person must fill in besides name and country"`
	EntityFields    []string `json:"entity_fields" nullable:"false" enum:"registration_number,tax_number,address,contact,phone" maxItems:"5" doc:"What a legal entity must fill in besides its name and country"`
	FreeObjects     int      `json:"free_objects" minimum:"0" maximum:"1000" doc:"How many objects an account that signs up is served free of charge. Accounts that are there already keep what they began with."`
	ClosedCountries []string `json:"closed_countries" nullable:"false" maxItems:"250" doc:"ISO 3166-1 alpha-2: nobody is taken from there, here and in the businesses below. Customers who are there already stay."`
}

// SignUpRules are the settings with what follows from those of whoever stands above.
type SignUpRules struct {
	SignUpSettings

	ClosedInForce []string `json:"closed_in_force" nullable:"false" doc:"The countries that are closed here or above"`
}

// Application is somebody who has signed up, or asked to.
type Application struct {
	ID        uuid.UUID         `json:"id" format:"uuid"`
	Customer  string            `json:"customer" enum:"person,entity,partner" doc:"partner: wants a business of their own, as a reseller"`
	Name      string            `json:"name"`
	Login     string            `json:"login"`
	Email     string            `json:"email"`
	Details   map[string]string `json:"details" doc:"phone, registration_number, tax_number, address, contact: as far as they were given"`
	Locale    string            `json:"locale"`
	TimeZone  string            `json:"time_zone"`
	Country   string            `json:"country"`
	Address   string            `json:"from" doc:"Network address it was sent from"`
	CreatedAt time.Time         `json:"created_at"`
	Status    string            `json:"status" enum:"pending,opened,refused"`
	DecidedAt *time.Time        `json:"decided_at,omitempty"`
	Decider   string            `json:"decider,omitempty" doc:"Absent: nobody had to decide"`
	Reason    string            `json:"reason,omitempty" doc:"Why it was refused"`
	Account   *uuid.UUID        `json:"account,omitempty" format:"uuid" doc:"The account that was opened"`
	Accepted  int               `json:"accepted" doc:"How many documents were accepted"`
	Host      string            `json:"host,omitempty" doc:"Of a partner: what their host begins with, and once it is open all of it"`
	Plan      *uuid.UUID        `json:"plan,omitempty" format:"uuid" doc:"Of a partner: the wholesale plan they have chosen"`
}

// ToApplication shows one.
func ToApplication(a signup.Application) Application {
	return Application{ID: a.ID, Customer: a.Customer, Name: a.Name, Login: a.Login, Email: a.Email, Details: a.Details, Locale: a.Locale, TimeZone: a.TimeZone,
		Country: a.Country, Address: a.Address, CreatedAt: a.CreatedAt, Status: a.Status, DecidedAt: a.DecidedAt, Decider: a.Decider, Reason: a.Reason,
		Account: a.Account, Accepted: a.Accepted, Host: a.Host, Plan: a.Plan}
}

// Question is of somebody who is no customer yet.
type Question struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	Email     string     `json:"email"`
	Locale    string     `json:"locale"`
	Text      string     `json:"question"`
	CreatedAt time.Time  `json:"created_at"`
	SettledAt *time.Time `json:"settled_at,omitempty"`
}

// QuestionPath names a question of somebody who is no customer yet.
type QuestionPath struct {
	Question uuid.UUID `path:"question" format:"uuid"`
}

// ApplicationPath names an application.
type ApplicationPath struct {
	Application uuid.UUID `path:"application" format:"uuid"`
}

// RegisterSignUp hangs in the settings for signing up.
func RegisterSignUp(d *door.Doors, ups SignUps) {
	door.Handle(d, door.Route{Operation: access.SignUpRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/sign-up",
		ID: "get-sign-up-settings", Summary: "How strangers become customers"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[SignUpRules], error) {
			got, err := ups.Settings(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			closed, err := ups.ClosedCountries(ctx, c.Scope)
			return door.Answer(SignUpRules{SignUpSettings(got), closed}), err
		})
	door.Handle(d, door.Route{Operation: access.SignUpWrite, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/sign-up",
		ID: "change-sign-up-settings", Summary: "Change how strangers become customers", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct{ Body SignUpSettings }) (*door.None, error) {
			return nil, ups.SetSettings(ctx, c.Scope, signup.Settings(in.Body))
		})
	registerApplications(d, ups)
	registerQuestions(d, ups)
}

func registerApplications(d *door.Doors, ups SignUps) {
	door.Handle(d, door.Route{Operation: access.ApplicationRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/applications",
		ID: "list-applications", Summary: "Who has signed up, or asked to; the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Status string `query:"status" enum:"pending,opened,refused" doc:"Absent: all"`
			Search string `query:"q" maxLength:"100" doc:"Part of a name, a login or an address"`
		}) (*door.Body[door.Items[Application]], error) {
			q := signup.Query{Status: in.Status, Search: in.Search, Limit: in.Limit}
			if in.After != "" {
				q.After = &signup.After{}
				if err := c.After("applications", in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := ups.Applications(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Application, 0, len(found))
			for _, a := range found {
				items = append(items, ToApplication(a))
			}
			return door.Listed(items, c.Next("applications", next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.ApplicationRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/applications/{application}",
		ID: "get-application", Summary: "One application"},
		func(ctx context.Context, c *door.Caller, in *ApplicationPath) (*door.Body[Application], error) {
			a, err := ups.Application(ctx, c.Scope, in.Application)
			return door.Answer(ToApplication(a)), err
		})
	door.Handle(d, door.Route{Operation: access.ApplicationDecide, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/applications/{application}/approval",
		ID: "approve-application", Summary: "Open the account, or the business, that was asked for", Description: "The applicant is told by letter."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ApplicationPath

			Body struct {
				Login string `json:"login,omitempty" maxLength:"100" doc:"Another login, where the one asked for has been taken since"`
				Host  string `json:"host,omitempty" maxLength:"63" doc:"Another host of a partner, where the one asked for has been taken since: what it begins with"`
			}
		}) (*door.Body[struct {
			Account uuid.UUID `json:"account" format:"uuid"`
			Number  string    `json:"number"`
		}], error) {
			opened, err := ups.Approve(ctx, c.Scope, c.User, in.Application, signup.Instead{Login: in.Body.Login, Host: in.Body.Host})
			return door.Answer(struct {
				Account uuid.UUID `json:"account" format:"uuid"`
				Number  string    `json:"number"`
			}{opened.ID, opened.Number}), err
		})
	door.Handle(d, door.Route{Operation: access.ApplicationDecide, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/applications/{application}/refusal",
		ID: "refuse-application", Summary: "Turn the applicant down", Description: "The applicant is told why by letter.", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			ApplicationPath

			Body struct {
				Reason string `json:"reason" maxLength:"1000"`
			}
		}) (*door.None, error) {
			return nil, ups.Refuse(ctx, c.Scope, c.User, in.Application, in.Body.Reason)
		})
	door.Handle(d, door.Route{Operation: access.ApplicationDecide, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/applications/{application}",
		ID: "erase-application", Summary: "Erase who has applied", Status: http.StatusNoContent,
		Description: "Name, login, address and all they told, in the audit too. That somebody applied, and what was decided, stays."},
		func(ctx context.Context, c *door.Caller, in *ApplicationPath) (*door.None, error) {
			return nil, ups.EraseApplication(ctx, c.Scope, in.Application)
		})
}

func registerQuestions(d *door.Doors, ups SignUps) {
	door.Handle(d, door.Route{Operation: access.QuestionRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/questions",
		ID: "list-questions", Summary: "Questions of those who are no customers yet; the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Settled bool   `query:"settled" doc:"Those that are answered too"`
			Search  string `query:"q" maxLength:"100" doc:"Part of a name, an address or a question"`
		}) (*door.Body[door.Items[Question]], error) {
			q := signup.QuestionQuery{Settled: in.Settled, Search: in.Search, Limit: in.Limit}
			if in.After != "" {
				q.After = &signup.After{}
				if err := c.After("questions", in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := ups.Questions(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Question, 0, len(found))
			for _, one := range found {
				items = append(items, Question(one))
			}
			return door.Listed(items, c.Next("questions", next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.QuestionSettle, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/questions/{question}/settled",
		ID: "settle-question", Summary: "Mark a question as answered", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *QuestionPath) (*door.None, error) {
			return nil, ups.Settle(ctx, c.Scope, c.User, in.Question)
		})
	door.Handle(d, door.Route{Operation: access.QuestionSettle, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/questions/{question}",
		ID: "erase-question", Summary: "Erase who has asked, and what", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *QuestionPath) (*door.None, error) {
			return nil, ups.EraseQuestion(ctx, c.Scope, c.User, in.Question)
		})
}
