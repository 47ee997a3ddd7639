package reselling

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant/access"
)

// HeldSignUps tells what is kept of those who are no customers yet.
type HeldSignUps interface {
	ExportApplication(ctx context.Context, s db.Scope, brand string, id uuid.UUID) (signup.HeldApplication, error)
	ExportQuestion(ctx context.Context, s db.Scope, id uuid.UUID) (signup.HeldQuestion, error)
}

// Told is what the audit tells of what was done by or about somebody; not who of the staff did it: that would be somebody
// else's data.
type Told struct {
	At      time.Time       `json:"at"`
	Action  string          `json:"action"`
	Address string          `json:"from,omitempty" doc:"Network address, where they did it themselves"`
	Agent   string          `json:"agent,omitempty"`
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
}

// AcceptedDocument is one that an applicant has accepted.
type AcceptedDocument struct {
	Kind    string `json:"kind"`
	Version int    `json:"version"`
	Title   string `json:"title"`
}

// HeldApplication is all that is kept of an applicant.
type HeldApplication struct {
	Application Application        `json:"application"`
	Agent       string             `json:"agent,omitempty"`
	Documents   []AcceptedDocument `json:"documents_accepted"`
	Password    bool               `json:"password_kept"`
	ErasedAt    *time.Time         `json:"erased_at,omitempty"`
	Told        []Told             `json:"audit,omitempty"`
}

// HeldQuestion is all that is kept of somebody who has asked.
type HeldQuestion struct {
	Question Question   `json:"question"`
	Address  string     `json:"from,omitempty"`
	ErasedAt *time.Time `json:"erased_at,omitempty"`
	Told     []Told     `json:"audit,omitempty"`
}

// RegisterSignUpHeld hangs in telling what is kept of an applicant or of somebody who has asked, which they may ask for.
func RegisterSignUpHeld(d *door.Doors, ups HeldSignUps, audits Audits) {
	door.Handle(d, door.Route{Operation: access.ApplicationDecide, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/applications/{application}/export",
		ID: "export-application", Summary: "What is kept of an applicant, as a file",
		Description: "JSON: what they told, from where, which documents they accepted, and, for whoever may read the audit, what that tells of them. The audit tells that it was read."},
		func(ctx context.Context, c *door.Caller, in *ApplicationPath) (*door.File, error) {
			h, err := ups.ExportApplication(ctx, c.Scope, c.Brand.Name, in.Application)
			if err != nil {
				return nil, err
			}
			held := HeldApplication{Application: ToApplication(h.Application), Agent: h.Agent, Documents: []AcceptedDocument{}, Password: h.Password, ErasedAt: h.ErasedAt}
			held.Application.Decider = "" // somebody else's data
			for _, v := range h.Documents {
				held.Documents = append(held.Documents, AcceptedDocument{v.Kind, v.Number, v.Title})
			}
			if held.Told, err = told(ctx, c, audits, in.Application); err != nil {
				return nil, err
			}
			return door.JSON("application.json", held)
		})
	door.Handle(d, door.Route{Operation: access.QuestionSettle, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/questions/{question}/export",
		ID: "export-question", Summary: "What is kept of somebody who has asked, as a file", Description: "JSON. The audit tells that it was read."},
		func(ctx context.Context, c *door.Caller, in *QuestionPath) (*door.File, error) {
			h, err := ups.ExportQuestion(ctx, c.Scope, in.Question)
			if err != nil {
				return nil, err
			}
			held := HeldQuestion{Question: Question(h.Question), Address: h.Address, ErasedAt: h.ErasedAt}
			if held.Told, err = told(ctx, c, audits, in.Question); err != nil {
				return nil, err
			}
			return door.JSON("question.json", held)
		})
}

// told is what the audit tells about a subject, for a caller who may read it: the newest page, which is more than is ever
// done about somebody who is no customer.
func told(ctx context.Context, c *door.Caller, audits Audits, about uuid.UUID) (list []Told, err error) {
	if !c.May(access.AuditRead) {
		return nil, nil
	}
	found, _, err := audits.List(ctx, c.Scope, audit.Query{Subject: about, Limit: audit.MaxPage})
	for _, e := range found {
		one := Told{At: e.At, Action: e.Action, Before: e.Before, After: e.After}
		if e.Kind == audit.Visitor {
			one.Address, one.Agent = e.Address, e.Agent
		}
		list = append(list, one)
	}
	return list, err
}
