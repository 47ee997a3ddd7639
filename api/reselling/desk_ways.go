package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/tenant/access"
)

// EscalationDraft is what would be sent; the owner reads it, changes it, and sends what they left.
type EscalationDraft struct {
	Subject string                   `json:"subject"`
	Body    string                   `json:"body"`
	Facts   map[string]string        `json:"facts"`
	Files   []shown.TicketAttachment `json:"files" nullable:"false"`
	Masked  int                      `json:"masked" doc:"How much that tells of a person or a device was taken out"`
}

func registerDeskWays(d *door.Doors, desk Desk, ways Ways) {
	const ticket = "/api/console/desk/tickets/{case}"
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: ticket, ID: "get-desk-ticket", Summary: "A ticket with all that is said in it"},
		func(ctx context.Context, c *door.Caller, in *CasePath) (*door.Body[DeskConversation], error) {
			w, err := desk.Whole(ctx, c.Scope, in.Case)
			if err != nil {
				return nil, err
			}
			customers, err := desk.Customers(ctx, c.Scope, []support.Ticket{w.Ticket})
			if err != nil {
				return nil, err
			}
			doers, err := desk.Doers(ctx, c.Scope, w.Messages)
			if err != nil {
				return nil, err
			}
			got := DeskConversation{Conversation: shown.ToConversation(w), Desk: toNamed(w.Ticket, customers), Members: []DeskTicket{}, Suggestions: w.Suggestions,
				Above: []AskedAbove{}, Looks: []DeskLook{}, Translates: w.Translates, Translated: []DeskTranslation{}}
			for i, m := range w.Messages {
				got.Messages[i].Email, got.Messages[i].Vouched = m.AuthorEmail, new(w.Ticket.Vouched(m))
				if m.Author != nil && m.AuthorName == "" {
					got.Messages[i].Author = doers[*m.Author]
				}
			}
			for _, t := range w.Translations {
				got.Translated = append(got.Translated, toDeskTranslation(t))
			}
			for _, m := range w.Members {
				got.Members = append(got.Members, ToDeskTicket(m))
			}
			above, err := ways.Of(ctx, c.Scope, in.Case)
			if err != nil {
				return nil, err
			}
			for _, e := range above {
				got.Above = append(got.Above, AskedAbove{e.Upper, e.Number, e.Subject, e.State, e.At.UTC()})
			}
			looks, err := ways.Grants(ctx, c.Scope, in.Case)
			for _, g := range looks {
				got.Looks = append(got.Looks, DeskLook{g.ID, g.Onward, g.Ends.UTC()})
			}
			return door.Answer(got), err
		})
	door.Handle(d, door.Route{Operation: access.EscalationWrite, Area: door.Reselling, Method: http.MethodPost, Path: ticket + "/escalation/preview", ID: "preview-escalation",
		Summary: "Draft a question to the level above of what is chosen; nothing is sent"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Messages    []uuid.UUID `json:"messages,omitempty"`
				Facts       []string    `json:"facts,omitempty"`
				Attachments []uuid.UUID `json:"attachments,omitempty"`
				Plain       bool        `json:"plain,omitempty" doc:"Leave names, addresses and numbers in"`
			}
		},
		) (*door.Body[EscalationDraft], error) {
			draft, err := ways.Preview(ctx, c.Scope, c.User, in.Case, escalate.Chosen(in.Body))
			if err != nil {
				return nil, err
			}
			got := EscalationDraft{Subject: draft.Subject, Body: draft.Body, Facts: draft.Facts, Files: []shown.TicketAttachment{}, Masked: draft.Masked}
			for _, a := range draft.Files {
				got.Files = append(got.Files, shown.TicketAttachment{ID: a.ID, Message: a.Message, Name: a.Name, Type: a.ContentType, Size: a.Size})
			}
			return door.Answer(got), nil
		})
	door.Handle(d, door.Route{Operation: access.EscalationWrite, Area: door.Reselling, Method: http.MethodPost, Path: ticket + "/escalation", ID: "escalate-ticket",
		Summary: "Ask the level above, in a new ticket of the owner's: it carries what is sent here, by value"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Subject     string            `json:"subject" maxLength:"300"`
				Body        string            `json:"body" maxLength:"100000"`
				Facts       map[string]string `json:"facts,omitempty"`
				Attachments []uuid.UUID       `json:"attachments,omitempty" maxItems:"10"`
				Critical    bool              `json:"critical,omitempty" doc:"It is critical to the level above too, and wakes somebody there. The ticket's own state is not taken over"`
			}
		},
		) (*door.Body[shown.Ticket], error) {
			b := in.Body
			t, err := ways.Escalate(ctx, c.Scope, c.User, in.Case, escalate.Sent{Subject: b.Subject, Body: b.Body, Facts: b.Facts, Attachments: b.Attachments, Critical: b.Critical})
			return door.Answer(shown.ToTicket(t)), err
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/desk/looks/{look}", ID: "look-at-device",
		Summary: "Look at the device of a look that is granted", Description: "Whoever owns the device reads in their audit that it was looked at."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Look uuid.UUID `path:"look" format:"uuid"`
		},
		) (*door.Body[map[string]any], error) {
			seen, err := ways.Look(ctx, c.Scope, in.Look)
			return door.Answer(map[string]any(seen)), err
		})
	door.Handle(d, door.Route{Operation: access.ProviderTicket, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/provider/support/tickets/{ticket}/looks", ID: "list-handed-looks",
		Summary: "Looks that were handed on in a question to the level above and are in force"},
		func(ctx context.Context, c *door.Caller, in *shown.TicketPath) (*door.Body[door.Items[shown.AllowedLook]], error) {
			list, err := ways.Allowed(ctx, c.Scope, c.User, support.Above, in.Ticket)
			return door.Listed(shown.ToAllowedLooks(list), ""), err
		})
	door.Handle(d, door.Route{Operation: access.LookGrant, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/provider/support/tickets/{ticket}/looks", ID: "hand-look-on",
		Summary: "Let the desk above look at a device one was let look at, where that is allowed"},
		func(ctx context.Context, c *door.Caller, in *struct {
			shown.TicketPath

			Body struct {
				Through uuid.UUID `json:"through" format:"uuid"`
			}
		},
		) (*door.Body[shown.MadeID], error) {
			id, err := ways.HandOn(ctx, c.Scope, c.User, in.Ticket, in.Body.Through)
			return door.Answer(shown.MadeID{ID: id}), err
		})
}
