package shown

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/tenant/access"
)

// Desk is one of the two desks there are for whoever asks: where its routes stand, and what they take.
type Desk struct {
	At          support.At
	Area        door.Area
	Root        string // /api/support
	Prefix      string // of operation ids
	Read, Write access.Operation
}

// TicketPath names a ticket of one's own.
type TicketPath struct {
	Ticket uuid.UUID `path:"ticket" format:"uuid"`
}

// MadeID names what was made.
type MadeID struct {
	ID uuid.UUID `json:"id" format:"uuid"`
}

// ToldFacts are told of a question that was asked already.
type ToldFacts struct {
	Facts map[string]string `json:"facts" doc:"By their names; an empty one is taken away"`
}

// AllowedLook is a look at one device that one's own side has given.
type AllowedLook struct {
	ID     uuid.UUID  `json:"id" format:"uuid"`
	Object *uuid.UUID `json:"object,omitempty" format:"uuid" doc:"Absent where it is somebody else's and was handed on"`
	Name   string     `json:"name,omitempty"`
	Onward bool       `json:"onward" doc:"The desk may let the one above it look as well"`
	Until  time.Time  `json:"until"`
}

// ToAllowedLooks shows those of a ticket.
func ToAllowedLooks(list []escalate.Allowed) []AllowedLook {
	looks := make([]AllowedLook, 0, len(list))
	for _, a := range list {
		looks = append(looks, AllowedLook{a.ID, a.Object, a.Name, a.Onward, a.Ends.UTC()})
	}
	return looks
}

// largestAsked bounds a question with its files in base64.
const largestAsked = 22 << 20

// RegisterAsked hangs in the doors of whoever asks.
func RegisterAsked(d *door.Doors, asked Asked, k Desk) {
	route := func(o access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: o, Area: k.Area, Method: method, Path: k.Root + path, ID: k.Prefix + id, Summary: summary}
	}
	door.Handle(d, route(k.Read, http.MethodGet, "", "desk-page", "The desk: how it is reached, what it helps with, what is known of oneself"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[SupportFront], error) {
			f, err := asked.Front(ctx, c.Scope, c.User, k.At)
			return door.Answer(ToFront(f)), err
		})
	door.Handle(d, route(k.Read, http.MethodGet, "/tickets", "list-tickets", "Questions one may see, the last changed first"),
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Words string `query:"q" maxLength:"200" doc:"Its number, or words in its subject or in what was said in it: all of them"`
		},
		) (*door.Body[door.Items[Ticket]], error) {
			return door.Paged(c, k.Prefix+"tickets", in.After, func(after support.Place) ([]support.Ticket, bool, error) {
				return asked.Mine(ctx, c.Scope, c.User, k.At, in.Words, after, in.Limit)
			}, func(t support.Ticket) (Ticket, support.Place) {
				return ToTicket(t), support.Place{At: t.ChangedAt, ID: t.ID}
			})
		})
	ask := route(k.Write, http.MethodPost, "/tickets", "ask", "Ask a question")
	ask.Status, ask.MaxBody = http.StatusCreated, largestAsked
	door.Handle(d, ask, func(ctx context.Context, c *door.Caller, in *struct{ Body NewTicket }) (*door.Body[Ticket], error) {
		asking, err := in.Body.Asking()
		if err != nil {
			return nil, err
		}
		t, err := asked.Ask(ctx, c.Scope, c.User, k.At, asking)
		return door.Answer(ToTicket(t)), err
	})
	door.Handle(d, route(k.Read, http.MethodGet, "/tickets/{ticket}", "get-ticket", "A question with what was said"),
		func(ctx context.Context, c *door.Caller, in *TicketPath) (*door.Body[Conversation], error) {
			w, err := asked.Theirs(ctx, c.Scope, c.User, k.At, in.Ticket)
			return door.Answer(ToConversation(w)), err
		})
	reply := route(k.Write, http.MethodPost, "/tickets/{ticket}/messages", "reply", "Go on in a question: it goes to the end of the queue")
	reply.MaxBody = largestAsked
	door.Handle(d, reply, func(ctx context.Context, c *door.Caller, in *struct {
		TicketPath

		Body NewMessage
	},
	) (*door.Body[Ticket], error) {
		files, err := ToFiles(in.Body.Files)
		if err != nil {
			return nil, err
		}
		t, err := asked.Reply(ctx, c.Scope, c.User, k.At, in.Ticket, in.Body.Body, files)
		return door.Answer(ToTicket(t)), err
	})
	confirm := route(k.Write, http.MethodPost, "/tickets/{ticket}/confirmation", "confirm-ticket", "Say that it is settled")
	confirm.Status = http.StatusNoContent
	door.Handle(d, confirm, func(ctx context.Context, c *door.Caller, in *TicketPath) (*door.None, error) {
		return nil, asked.Confirm(ctx, c.Scope, c.User, k.At, in.Ticket)
	})
	withdraw := route(k.Write, http.MethodPost, "/tickets/{ticket}/withdrawal", "withdraw", "Settle a question that nobody has answered yet: it leaves the queue")
	withdraw.Status = http.StatusNoContent
	door.Handle(d, withdraw, func(ctx context.Context, c *door.Caller, in *TicketPath) (*door.None, error) {
		return nil, asked.Withdraw(ctx, c.Scope, c.User, k.At, in.Ticket)
	})
	back := route(k.Write, http.MethodDelete, "/tickets/{ticket}/withdrawal", "unwithdraw", "Open a question again that was withdrawn: it stands where it stood")
	back.Status = http.StatusNoContent
	door.Handle(d, back, func(ctx context.Context, c *door.Caller, in *TicketPath) (*door.None, error) {
		return nil, asked.TakeBack(ctx, c.Scope, c.User, k.At, in.Ticket)
	})
	name := route(k.Write, http.MethodPost, "/tickets/{ticket}/people", "name-in-ticket", "Let somebody else of one's own see it, or no more")
	name.Status = http.StatusNoContent
	door.Handle(d, name, func(ctx context.Context, c *door.Caller, in *struct {
		TicketPath

		Body struct {
			User uuid.UUID `json:"user" format:"uuid"`
			Sees bool      `json:"sees"`
		}
	},
	) (*door.None, error) {
		return nil, asked.Name(ctx, c.Scope, c.User, k.At, in.Ticket, in.Body.User, in.Body.Sees)
	})
	tell := route(k.Write, http.MethodPost, "/tickets/{ticket}/facts", "tell-facts", "Tell what is missing, or put right what was told; an empty fact is taken away")
	tell.Status = http.StatusNoContent
	door.Handle(d, tell, func(ctx context.Context, c *door.Caller, in *struct {
		TicketPath

		Body ToldFacts
	},
	) (*door.None, error) {
		return nil, asked.Tell(ctx, c.Scope, c.User, k.At, in.Ticket, in.Body.Facts)
	})
	door.Handle(d, route(k.Write, http.MethodPost, "/tickets/{ticket}/secrets", "give-secret", "Hand over a password or a key; it is written once and expires"),
		func(ctx context.Context, c *door.Caller, in *struct {
			TicketPath

			Body struct {
				Label string `json:"label" maxLength:"100"`
				Value string `json:"value" maxLength:"20000"`
				Hours int    `json:"hours" minimum:"1" maximum:"336"`
			}
		},
		) (*door.Body[MadeID], error) {
			id, err := asked.GiveSecret(ctx, c.Scope, c.User, k.At, in.Ticket, in.Body.Label, in.Body.Value, in.Body.Hours)
			return door.Answer(MadeID{id}), err
		})
	end := route(k.Write, http.MethodDelete, "/tickets/{ticket}/secrets/{secret}", "end-secret", "Take a secret back")
	end.Status = http.StatusNoContent
	door.Handle(d, end, func(ctx context.Context, c *door.Caller, in *struct {
		TicketPath

		Secret uuid.UUID `path:"secret" format:"uuid"`
	},
	) (*door.None, error) {
		return nil, asked.TakeSecretBack(ctx, c.Scope, c.User, k.At, in.Ticket, in.Secret)
	})
	door.Handle(d, route(k.Read, http.MethodGet, "/tickets/{ticket}/attachments/{attachment}", "get-attachment", "A file of a question"),
		func(ctx context.Context, c *door.Caller, in *struct {
			TicketPath

			Attachment uuid.UUID `path:"attachment" format:"uuid"`
		},
		) (*door.File, error) {
			a, content, err := asked.TheirAttachment(ctx, c.Scope, c.User, k.At, in.Ticket, in.Attachment)
			if err != nil {
				return nil, err
			}
			return TicketFile(a, content), nil
		})
}
