package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/facts"
	"github.com/liveryhq/livery/tenant/access"
)

// Desk is a realm's own.
type Desk interface {
	shown.Asked

	Queue(ctx context.Context, s db.Scope, user uuid.UUID, f support.Filter, after support.Place, limit int) ([]support.Ticket, bool, error)
	List(ctx context.Context, s db.Scope, user uuid.UUID, f support.Filter, after support.Place, limit int) ([]support.Ticket, bool, error)
	Search(ctx context.Context, s db.Scope, words string) ([]support.Ticket, error)
	Whole(ctx context.Context, s db.Scope, ticket uuid.UUID) (support.Whole, error)
	Attachment(ctx context.Context, s db.Scope, ticket, id uuid.UUID) (support.Attachment, []byte, error)
	Answer(ctx context.Context, s db.Scope, by, ticket uuid.UUID, a support.Reply) (support.Ticket, error)
	Note(ctx context.Context, s db.Scope, by, ticket uuid.UUID, a support.Reply) (support.Ticket, error)
	Change(ctx context.Context, s db.Scope, by, ticket uuid.UUID, c support.Change) (support.Ticket, error)
	Refuse(ctx context.Context, s db.Scope, by, ticket uuid.UUID, refusal, reason string) (support.Ticket, error)
	TakeRefusalBack(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (support.Ticket, error)
	Reopen(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (support.Ticket, error)
	Group(ctx context.Context, s db.Scope, by, ticket, lead uuid.UUID) (support.Ticket, error)
	Ungroup(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (support.Ticket, error)
	Split(ctx context.Context, s db.Scope, by, ticket, message uuid.UUID, subject, body string) (support.Ticket, error)
	Call(ctx context.Context, s db.Scope, c support.Called) (support.Ticket, error)
	Learn(ctx context.Context, s db.Scope, by, ticket uuid.UUID, given facts.Facts) (support.Ticket, error)
	Customers(ctx context.Context, s db.Scope, list []support.Ticket) (map[uuid.UUID]support.Customer, error)
	Doers(ctx context.Context, s db.Scope, list []support.Message) (map[uuid.UUID]string, error)
	ReadSecret(ctx context.Context, s db.Scope, by, ticket, secret uuid.UUID) (string, error)
	DeskShelf
	DeskViews
	DeskReports
	DeskTranslations
}

// Ways are the ways up.
type Ways interface {
	Preview(ctx context.Context, s db.Scope, user, ticket uuid.UUID, c escalate.Chosen) (escalate.Draft, error)
	Escalate(ctx context.Context, s db.Scope, user, ticket uuid.UUID, sent escalate.Sent) (support.Ticket, error)
	Of(ctx context.Context, s db.Scope, ticket uuid.UUID) ([]escalate.Escalation, error)
	Grants(ctx context.Context, s db.Scope, ticket uuid.UUID) ([]escalate.Given, error)
	Allowed(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) ([]escalate.Allowed, error)
	Look(ctx context.Context, s db.Scope, id uuid.UUID) (escalate.Look, error)
	HandOn(ctx context.Context, s db.Scope, user, ticket, through uuid.UUID) (uuid.UUID, error)
}

// DeskTicket is a ticket as its desk sees it.
type DeskTicket struct {
	shown.Ticket

	Customer      *uuid.UUID `json:"customer,omitempty" format:"uuid" doc:"Whose it is; absent: somebody who is no customer yet"`
	CustomerName  string     `json:"customer_name,omitempty" doc:"Absent: they are served elsewhere now"`
	CustomerKind  string     `json:"customer_kind,omitempty" enum:"reseller,account,own" doc:"own: somebody of the desk's own tenant"`
	Email         string     `json:"email,omitempty"`
	Via           string     `json:"via" enum:"app,mail,phone,form,escalation,desk"`
	Locale        string     `json:"locale,omitempty"`
	DeskState     string     `json:"desk_state" enum:"open,answered,confirmed,grouped,escalated,unanswerable"`
	CriticalWhy   string     `json:"critical_why,omitempty"`
	Tier          string     `json:"tier" enum:"gold,silver,other"`
	Team          *uuid.UUID `json:"team,omitempty" format:"uuid"`
	Assignee      *uuid.UUID `json:"assignee,omitempty" format:"uuid"`
	Lead          *uuid.UUID `json:"lead,omitempty" format:"uuid" doc:"The ticket this one stands in"`
	Refusal       string     `json:"refusal,omitempty"`
	QueueAt       time.Time  `json:"queue_at"`
	AskedAt       time.Time  `json:"asked_at"`
	FirstAnswerAt *time.Time `json:"first_answer_at,omitempty"`
}

// ToDeskTicket shows one to its desk.
func ToDeskTicket(t support.Ticket) DeskTicket {
	return DeskTicket{Ticket: shown.ToTicket(t), Customer: t.Counterparty, Email: t.AuthorEmail, Via: t.Via, Locale: t.Locale, DeskState: t.State,
		CriticalWhy: t.CriticalWhy, Tier: t.Tier, Team: t.Team, Assignee: t.Assignee, Lead: t.Group, Refusal: t.Refusal, QueueAt: t.QueueAt.UTC(), AskedAt: t.AskedAt.UTC(),
		FirstAnswerAt: t.FirstAnswerAt}
}

// toNamed shows one with the name of whose it is.
func toNamed(t support.Ticket, customers map[uuid.UUID]support.Customer) DeskTicket {
	seen := ToDeskTicket(t)
	if t.Counterparty == nil {
		return seen
	}
	if c, known := customers[*t.Counterparty]; known {
		seen.CustomerName, seen.CustomerKind = c.Name, c.Kind
		if c.ID == t.Desk {
			seen.CustomerKind = "own"
		}
	}
	return seen
}

// DeskConversation is a ticket with all that its desk has of it.
type DeskConversation struct {
	shown.Conversation

	Desk        DeskTicket        `json:"desk"`
	Members     []DeskTicket      `json:"members" nullable:"false" doc:"Tickets that stand in this one"`
	Suggestions []string          `json:"suggestions" nullable:"false" doc:"Why it might not be answered; a person decides" enum:"empty,subject_only,monosyllabic,no_reply,abuse"`
	Above       []AskedAbove      `json:"above" nullable:"false" doc:"What was asked one level above about it"`
	Translates  bool              `json:"translates" doc:"The desk has a service that translates"`
	Translated  []DeskTranslation `json:"translated" nullable:"false" doc:"Messages as a machine has translated them for the desk"`
	Looks       []DeskLook        `json:"looks" nullable:"false" doc:"Devices the desk is let look at for a time"`
}

// AskedAbove is a question that was asked one level above.
type AskedAbove struct {
	Ticket  uuid.UUID `json:"ticket" format:"uuid"`
	Number  int64     `json:"number"`
	Subject string    `json:"subject"`
	State   string    `json:"state"`
	At      time.Time `json:"at"`
}

// DeskLook is a look at one device that was granted.
type DeskLook struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Onward bool      `json:"onward"`
	Until  time.Time `json:"until"`
}

// CasePath names a ticket of the desk.
type CasePath struct {
	Case uuid.UUID `path:"case" format:"uuid"`
}

const largestReply = 22 << 20

// RegisterDesk hangs in the desk, and the owner's questions to the one above.
func RegisterDesk(d *door.Doors, desk Desk, ways Ways) {
	shown.RegisterAsked(d, desk, shown.Desk{At: support.Above, Area: door.Reselling, Root: "/api/console/provider/support", Prefix: "provider-", Read: access.ProviderTicket, Write: access.ProviderTicket})
	registerDeskLists(d, desk)
	registerDeskWork(d, desk)
	registerDeskWays(d, desk, ways)
	registerDeskViews(d, desk) // before the shelf, whose path of what is taken away would take theirs
	registerShelf(d, desk)
	registerReports(d, desk)
	registerTranslations(d, desk)
}

// DeskFilter narrows a list of tickets.
type DeskFilter struct {
	Kind     string `query:"kind" enum:"question,stolen_login,cancellation,tracker_claim,sms_dispute,complaint,incident"`
	Team     string `query:"team" format:"uuid"`
	Category string `query:"category" format:"uuid"`
	Tier     string `query:"tier" enum:"gold,silver,other"`
	Customer string `query:"customer" format:"uuid"`
	Mine     bool   `query:"mine"`
	Nobodys  bool   `query:"nobodys"`
	Critical bool   `query:"critical"`
	Awaiting bool   `query:"awaiting"`
	Native   bool   `query:"native" doc:"A native speaker is asked for"`
	Assignee string `query:"assignee" format:"uuid"`
}

// Filter reads it.
func (f DeskFilter) Filter() support.Filter {
	id := func(text string) *uuid.UUID {
		if parsed, err := uuid.Parse(text); err == nil {
			return &parsed
		}
		return nil
	}
	return support.Filter{Kind: f.Kind, Team: id(f.Team), Category: id(f.Category), Tier: f.Tier, Customer: id(f.Customer), Mine: f.Mine, Nobodys: f.Nobodys, Critical: f.Critical, Awaiting: f.Awaiting, Native: f.Native, Assignee: id(f.Assignee)}
}

func registerDeskLists(d *door.Doors, desk Desk) {
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/queue", ID: "list-queue",
		Summary: "What waits, in the order in which it is answered: critical first, then by its clock"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			DeskFilter
		},
		) (*door.Body[door.Items[DeskTicket]], error) {
			var customers map[uuid.UUID]support.Customer
			return door.Paged(c, "queue", in.After, func(after support.Place) (list []support.Ticket, more bool, err error) {
				if list, more, err = desk.Queue(ctx, c.Scope, c.User, in.Filter(), after, in.Limit); err == nil {
					customers, err = desk.Customers(ctx, c.Scope, list)
				}
				return list, more, err
			}, func(t support.Ticket) (DeskTicket, support.Place) { return toNamed(t, customers), t.Place() })
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/tickets", ID: "list-desk-tickets",
		Summary: "Tickets of the desk, the last changed or the newest first; or what is found by words, the newest first, at most a hundred"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			DeskFilter

			States []string `query:"state" enum:"open,answered,confirmed,grouped,escalated,unanswerable"`
			Search string   `query:"q" maxLength:"200"`
			Sort   string   `query:"sort" default:"changed" enum:"changed,opened"`
		},
		) (*door.Body[door.Items[DeskTicket]], error) {
			if in.Search != "" {
				found, err := desk.Search(ctx, c.Scope, in.Search)
				if err != nil {
					return nil, err
				}
				customers, err := desk.Customers(ctx, c.Scope, found)
				items := make([]DeskTicket, 0, len(found))
				for _, t := range found {
					items = append(items, toNamed(t, customers))
				}
				return door.Listed(items, ""), err
			}
			var customers map[uuid.UUID]support.Customer
			f := in.Filter()
			f.States, f.Sort = in.States, in.Sort
			return door.Paged(c, "desk tickets "+in.Sort, in.After, func(after support.Place) (list []support.Ticket, more bool, err error) {
				if list, more, err = desk.List(ctx, c.Scope, c.User, f, after, in.Limit); err == nil {
					customers, err = desk.Customers(ctx, c.Scope, list)
				}
				return list, more, err
			}, func(t support.Ticket) (DeskTicket, support.Place) {
				place := support.Place{At: t.ChangedAt, ID: t.ID}
				if in.Sort == support.ByOpening {
					place.At = t.OpenedAt
				}
				return toNamed(t, customers), place
			})
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/tickets/{case}/attachments/{attachment}",
		ID: "get-desk-attachment", Summary: "A file of a ticket"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Attachment uuid.UUID `path:"attachment" format:"uuid"`
		},
		) (*door.File, error) {
			a, content, err := desk.Attachment(ctx, c.Scope, in.Case, in.Attachment)
			if err != nil {
				return nil, err
			}
			return shown.TicketFile(a, content), nil
		})
}

// NewReply is what somebody of the desk writes.
type NewReply struct {
	shown.NewMessage

	Asks bool `json:"asks,omitempty" doc:"It asks something, and the ticket waits for the reply"`
	// A translation never goes without what it was made of.
	Original       string `json:"original,omitempty" maxLength:"100000" doc:"Of an answer whose body is a translation: what was written. Both go out"`
	OriginalLocale string `json:"original_locale,omitempty" maxLength:"3" doc:"The language of the original"`
}

func registerDeskWork(d *door.Doors, desk Desk) {
	post := func(path, id, summary string) door.Route {
		return door.Route{Operation: access.DeskWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/desk/tickets/{case}" + path, ID: id, Summary: summary}
	}
	type replying struct {
		CasePath

		Body NewReply
	}
	say := func(route door.Route, do func(ctx context.Context, s db.Scope, by, ticket uuid.UUID, a support.Reply) (support.Ticket, error)) {
		route.MaxBody = largestReply
		door.Handle(d, route, func(ctx context.Context, c *door.Caller, in *replying) (*door.Body[DeskTicket], error) {
			files, err := shown.ToFiles(in.Body.Files)
			if err != nil {
				return nil, err
			}
			t, err := do(ctx, c.Scope, c.User, in.Case, support.Reply{Body: in.Body.Body, Files: files, Asks: in.Body.Asks, Original: in.Body.Original, OriginalLocale: in.Body.OriginalLocale})
			return door.Answer(ToDeskTicket(t)), err
		})
	}
	say(post("/answers", "answer-ticket", "Answer, in the app and by letter; that closes the ticket"), desk.Answer)
	say(post("/notes", "note-in-ticket", "Write a note for the desk alone"), desk.Note)
	door.Handle(d, door.Route{Operation: access.DeskWrite, Area: door.Reselling, Method: http.MethodPatch, Path: "/api/console/desk/tickets/{case}", ID: "change-ticket",
		Summary: "Hand a ticket on, or say otherwise what it is", Description: "An id of zeros takes away. What is critical, and what is no more, needs a reason."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Team     *uuid.UUID `json:"team,omitempty" format:"uuid"`
				Assignee *uuid.UUID `json:"assignee,omitempty" format:"uuid"`
				Category *uuid.UUID `json:"category,omitempty" format:"uuid"`
				Kind     *string    `json:"kind,omitempty" enum:"question,stolen_login,cancellation,tracker_claim,sms_dispute,complaint,incident"`
				Subject  *string    `json:"subject,omitempty" maxLength:"300"`
				Native   *bool      `json:"native,omitempty"`
				Critical *bool      `json:"critical,omitempty"`
				Reason   string     `json:"reason,omitempty" maxLength:"1000"`
			}
		},
		) (*door.Body[DeskTicket], error) {
			t, err := desk.Change(ctx, c.Scope, c.User, in.Case, support.Change(in.Body))
			return door.Answer(ToDeskTicket(t)), err
		})
	door.Handle(d, post("/refusal", "refuse-ticket", "Leave it without an answer, with a reason on record; nothing is thrown away"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Refusal string `json:"refusal" enum:"empty,subject_only,monosyllabic,no_reply,abuse,out_of_scope,not_served,spam"`
				Reason  string `json:"reason" maxLength:"1000"`
			}
		},
		) (*door.Body[DeskTicket], error) {
			t, err := desk.Refuse(ctx, c.Scope, c.User, in.Case, in.Body.Refusal, in.Body.Reason)
			return door.Answer(ToDeskTicket(t)), err
		})
	unrefuse := post("/refusal", "unrefuse-ticket", "Undo that it was left without an answer: it stands as it stood")
	unrefuse.Method = http.MethodDelete
	door.Handle(d, unrefuse, func(ctx context.Context, c *door.Caller, in *CasePath) (*door.Body[DeskTicket], error) {
		t, err := desk.TakeRefusalBack(ctx, c.Scope, c.User, in.Case)
		return door.Answer(ToDeskTicket(t)), err
	})
	door.Handle(d, post("/reopening", "reopen-ticket", "Put it into the queue again"), func(ctx context.Context, c *door.Caller, in *CasePath) (*door.Body[DeskTicket], error) {
		t, err := desk.Reopen(ctx, c.Scope, c.User, in.Case)
		return door.Answer(ToDeskTicket(t)), err
	})
	door.Handle(d, post("/group", "group-ticket", "Put it into another ticket of the same asker"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Lead uuid.UUID `json:"lead" format:"uuid"`
			}
		},
		) (*door.Body[DeskTicket], error) {
			t, err := desk.Group(ctx, c.Scope, c.User, in.Case, in.Body.Lead)
			return door.Answer(ToDeskTicket(t)), err
		})
	door.Handle(d, post("/ungrouping", "ungroup-ticket", "Take it out of the ticket it stands in"), func(ctx context.Context, c *door.Caller, in *CasePath) (*door.Body[DeskTicket], error) {
		t, err := desk.Ungroup(ctx, c.Scope, c.User, in.Case)
		return door.Answer(ToDeskTicket(t)), err
	})
	door.Handle(d, post("/split", "split-ticket", "Make a ticket of its own of another question in it"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Message uuid.UUID `json:"message" format:"uuid"`
				Subject string    `json:"subject" maxLength:"300"`
				Body    string    `json:"body,omitempty" maxLength:"100000" doc:"The part of the message; absent: all of it"`
			}
		},
		) (*door.Body[DeskTicket], error) {
			t, err := desk.Split(ctx, c.Scope, c.User, in.Case, in.Body.Message, in.Body.Subject, in.Body.Body)
			return door.Answer(ToDeskTicket(t)), err
		})
	door.Handle(d, post("/facts", "learn-facts", "Write down what was told, by phone or in a letter; an empty fact is taken away"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body shown.ToldFacts
		},
		) (*door.Body[DeskTicket], error) {
			t, err := desk.Learn(ctx, c.Scope, c.User, in.Case, in.Body.Facts)
			return door.Answer(ToDeskTicket(t)), err
		})
	read := post("/secrets/{secret}/reading", "read-secret", "Read a secret; that it was read, and by whom, is written down")
	read.Operation = access.DeskSecret
	door.Handle(d, read, func(ctx context.Context, c *door.Caller, in *struct {
		CasePath

		Secret uuid.UUID `path:"secret" format:"uuid"`
	},
	) (*door.Body[SecretValue], error) {
		value, err := desk.ReadSecret(ctx, c.Scope, c.User, in.Case, in.Secret)
		return door.Answer(SecretValue{value}), err
	})
	door.Handle(d, door.Route{Operation: access.DeskWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/desk/calls", ID: "note-call", Summary: "Write down what was said by phone"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Name     string     `json:"name" maxLength:"200"`
				Email    string     `json:"email,omitempty" maxLength:"254"`
				Customer *uuid.UUID `json:"customer,omitempty" format:"uuid"`
				Subject  string     `json:"subject" maxLength:"300"`
				Body     string     `json:"body" maxLength:"100000"`
				Critical bool       `json:"critical,omitempty"`
				Category *uuid.UUID `json:"category,omitempty" format:"uuid"`
			}
		},
		) (*door.Body[DeskTicket], error) {
			b := in.Body
			t, err := desk.Call(ctx, c.Scope, support.Called{Asking: support.Asking{Subject: b.Subject, Body: b.Body, Critical: b.Critical, Category: b.Category}, Customer: b.Customer, Name: b.Name, Email: b.Email})
			return door.Answer(ToDeskTicket(t)), err
		})
}

// SecretValue is a secret that is read.
type SecretValue struct {
	Value string `json:"value"`
}
