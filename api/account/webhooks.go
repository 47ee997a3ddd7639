package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/webhooks"
	"github.com/liveryhq/livery/tenant/access"
)

// Webhooks looks after the addresses that are told what happens to the tenant.
type Webhooks interface {
	List(ctx context.Context, s db.Scope) ([]webhooks.Endpoint, error)
	Endpoint(ctx context.Context, s db.Scope, id uuid.UUID) (webhooks.Endpoint, error)
	EndpointOf(ctx context.Context, s db.Scope, delivery uuid.UUID) (webhooks.Endpoint, error)
	Add(ctx context.Context, s db.Scope, wanted webhooks.Wanted) (webhooks.Endpoint, string, error)
	Change(ctx context.Context, s db.Scope, id uuid.UUID, wanted webhooks.Wanted, on bool) error
	Rotate(ctx context.Context, s db.Scope, id uuid.UUID) (string, error)
	HearEvents(ctx context.Context, s db.Scope, id uuid.UUID) error
	Remove(ctx context.Context, s db.Scope, id uuid.UUID) error
	Test(ctx context.Context, s db.Scope, id uuid.UUID) error
	Deliveries(ctx context.Context, s db.Scope, endpoint uuid.UUID, state string, after *webhooks.After, limit int) ([]webhooks.Delivery, *webhooks.After, error)
	One(ctx context.Context, s db.Scope, id uuid.UUID) (webhooks.Delivery, error)
	Replay(ctx context.Context, s db.Scope, id uuid.UUID) error
	ReplaySpan(ctx context.Context, s db.Scope, endpoint uuid.UUID, from, until time.Time) (int64, error)
}

// WebhookWanted is what an address is asked to be.
type WebhookWanted struct {
	URL    string   `json:"url" minLength:"8" maxLength:"500" doc:"https, on a machine of the public internet"`
	Note   string   `json:"note,omitempty" maxLength:"200"`
	Topics []string `json:"topics" nullable:"false" minItems:"1" maxItems:"20" doc:"applications, customers, documents, domains, money, objects, subscriptions, tickets"`
}

// Webhook is an address that is told.
type Webhook struct {
	WebhookWanted

	ID           uuid.UUID  `json:"id" format:"uuid"`
	CreatedAt    time.Time  `json:"created_at"`
	DisabledAt   *time.Time `json:"disabled_at,omitempty"`
	Why          string     `json:"disabled_why,omitempty" enum:"by hand,failing,gone"`
	FailingSince *time.Time `json:"failing_since,omitempty" doc:"Nothing has got through since"`
	FormerUntil  *time.Time `json:"former_secret_until,omitempty" doc:"So long the secret before signs too"`
	Waiting      int        `json:"waiting" doc:"Messages that wait"`
	ByActions    bool       `json:"by_actions,omitempty" doc:"It was made before events had names of their own, and hears actions of the audit in their place"`
	Secret       string     `json:"secret,omitempty" doc:"What calls are signed with; told once, when it is made"`
}

// WebhookCall is a message for an address.
type WebhookCall struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Message   uuid.UUID  `json:"message" format:"uuid" doc:"The webhook-id header: the same for every attempt"`
	Type      string     `json:"type"`
	State     string     `json:"state" enum:"waiting,delivered,failed,cancelled" doc:"cancelled: the address was switched off before it was told"`
	CreatedAt time.Time  `json:"created_at"`
	DueAt     *time.Time `json:"due_at,omitempty" doc:"When it is tried next"`
	Attempts  int        `json:"attempts"`
}

// WebhookTry is an attempt.
type WebhookTry struct {
	At      time.Time `json:"at"`
	TookMS  int64     `json:"took_ms"`
	Status  int       `json:"status" doc:"0: nobody answered"`
	Answer  string    `json:"answer"`
	Problem string    `json:"problem,omitempty" enum:"private,address,secret,name,timeout,certificate,connection"`
}

func toWebhook(e webhooks.Endpoint, secret string) Webhook {
	return Webhook{WebhookWanted: WebhookWanted{e.URL, e.Note, e.Topics}, ID: e.ID, CreatedAt: e.CreatedAt, DisabledAt: e.DisabledAt, Why: e.Why,
		FailingSince: e.FailingSince, FormerUntil: e.FormerUntil, Waiting: e.Waiting, ByActions: e.ByActions, Secret: secret}
}

func toWebhookCall(d webhooks.Delivery) WebhookCall {
	return WebhookCall{d.ID, d.Message, d.Type, d.State, d.CreatedAt, d.DueAt, d.Attempts}
}

// WebhookPath names an address.
type WebhookPath struct {
	Webhook uuid.UUID `path:"webhook" format:"uuid"`
}

// WebhookCallPath names a message for one.
type WebhookCallPath struct {
	Call uuid.UUID `path:"call" format:"uuid"`
}

// WebhookSecret is what calls are signed with.
type WebhookSecret struct {
	Secret string `json:"secret" doc:"Told this once"`
}

// WebhookReplay is how much is told again.
type WebhookReplay struct {
	Messages int64 `json:"messages" doc:"So many are told again"`
}

// WebhookCallInFull is one with what was sent and answered.
type WebhookCallInFull struct {
	WebhookCall

	Body  string       `json:"body" doc:"As it is sent"`
	Tries []WebhookTry `json:"tries" nullable:"false"`
}

// WebhookMessage is what an address is told, in one call with the headers of Standard Webhooks.
type WebhookMessage struct {
	Type      string      `json:"type" doc:"The event, or the action of the audit"`
	Timestamp time.Time   `json:"timestamp" doc:"When it happened; calls may come in another order"`
	Data      WebhookData `json:"data"`
}

// WebhookData is what happened.
type WebhookData struct {
	Side     string         `json:"side,omitempty" enum:"provider,customer" doc:"As what this tenant is told: whoever keeps the desk, the book or the contract, or whoever it is with"`
	Customer *uuid.UUID     `json:"customer,omitempty" format:"uuid" doc:"With whom it is"`
	Subject  WebhookSubject `json:"subject"`
	Before   map[string]any `json:"before,omitempty" doc:"Of actions of the audit"`
	After    map[string]any `json:"after,omitempty" doc:"Sums are in the smallest unit of the currency"`
}

// WebhookSubject is what it happened to.
type WebhookSubject struct {
	Kind string     `json:"kind"`
	ID   *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name string     `json:"name,omitempty"`
}

// mayHear refuses whoever may not see all that an address is told of some topics.
func mayHear(c *door.Caller, topics ...string) error {
	for _, o := range webhooks.Needs(c.Scope.Kind(), topics) {
		if !c.May(o) {
			return errs.New(errs.Forbidden, "hears_more", "A webhook of these topics is told more than you may see. Choose fewer, or ask the owner.")
		}
	}
	return nil
}

// heard refuses whoever may not see all that one address is told.
func heard(ctx context.Context, c *door.Caller, hooks Webhooks, id uuid.UUID) error {
	one, err := hooks.Endpoint(ctx, c.Scope, id)
	if err != nil {
		return err
	}
	return mayHear(c, one.Topics...)
}

// heardCall is heard of the address that a message is for.
func heardCall(ctx context.Context, c *door.Caller, hooks Webhooks, call uuid.UUID) error {
	one, err := hooks.EndpointOf(ctx, c.Scope, call)
	if err != nil {
		return err
	}
	return mayHear(c, one.Topics...)
}

// RegisterWebhooks hangs in the tenant's webhooks.
func RegisterWebhooks(d *door.Doors, hooks Webhooks) {
	route := func(o access.Operation, method, path, id, summary string, status int) door.Route {
		return door.Route{Operation: o, Area: door.Account, Method: method, Path: path, ID: id, Summary: summary, Status: status}
	}
	door.Handle(d, route(access.WebhookRead, http.MethodGet, "/api/webhooks", "list-webhooks", "Addresses that are told what happens here", 0),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Webhook]], error) {
			found, err := hooks.List(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]Webhook, 0, len(found))
			for _, e := range found {
				items = append(items, toWebhook(e, ""))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhooks", "add-webhook", "Add an address; its secret is told this once", http.StatusCreated),
		func(ctx context.Context, c *door.Caller, in *struct{ Body WebhookWanted }) (*door.Body[Webhook], error) {
			if err := mayHear(c, in.Body.Topics...); err != nil {
				return nil, err
			}
			made, secret, err := hooks.Add(ctx, c.Scope, webhooks.Wanted(in.Body))
			return door.Answer(toWebhook(made, secret)), err
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPut, "/api/webhooks/{webhook}", "change-webhook", "Change an address, switch it off or on again", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *struct {
			WebhookPath

			Body struct {
				WebhookWanted

				On bool `json:"on" doc:"It is called"`
			}
		}) (*door.None, error) {
			if err := heard(ctx, c, hooks, in.Webhook); err != nil {
				return nil, err
			}
			if err := mayHear(c, in.Body.Topics...); err != nil {
				return nil, err
			}
			return nil, hooks.Change(ctx, c.Scope, in.Webhook, webhooks.Wanted(in.Body.WebhookWanted), in.Body.On)
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhooks/{webhook}/secret", "rotate-webhook-secret", "Make another secret; the one before signs beside it for a day", 0),
		func(ctx context.Context, c *door.Caller, in *WebhookPath) (*door.Body[WebhookSecret], error) {
			if err := heard(ctx, c, hooks, in.Webhook); err != nil {
				return nil, err
			}
			secret, err := hooks.Rotate(ctx, c.Scope, in.Webhook)
			return door.Answer(WebhookSecret{secret}), err
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhooks/{webhook}/events", "hear-webhook-events", "Hear events by their names, in place of actions of the audit", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *WebhookPath) (*door.None, error) {
			if err := heard(ctx, c, hooks, in.Webhook); err != nil {
				return nil, err
			}
			return nil, hooks.HearEvents(ctx, c.Scope, in.Webhook)
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodDelete, "/api/webhooks/{webhook}", "remove-webhook", "Take an address away", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *WebhookPath) (*door.None, error) {
			return nil, hooks.Remove(ctx, c.Scope, in.Webhook)
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhooks/{webhook}/test", "test-webhook", "Have a message of no meaning sent", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *WebhookPath) (*door.None, error) {
			return nil, hooks.Test(ctx, c.Scope, in.Webhook)
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhooks/{webhook}/replay", "replay-webhook", "Tell again what was told, or was not, in a span of time", 0),
		func(ctx context.Context, c *door.Caller, in *struct {
			WebhookPath

			Body struct {
				From  time.Time `json:"from"`
				Until time.Time `json:"until"`
			}
		}) (*door.Body[WebhookReplay], error) {
			if err := heard(ctx, c, hooks, in.Webhook); err != nil {
				return nil, err
			}
			n, err := hooks.ReplaySpan(ctx, c.Scope, in.Webhook, in.Body.From, in.Body.Until)
			return door.Answer(WebhookReplay{n}), err
		})
	registerWebhookCalls(d, hooks, route)
	for _, e := range webhooks.Events() {
		d.Tells(e.Type, e.Summary, "Topic: "+e.Topic+". Told to: "+e.ToldTo()+".", WebhookMessage{})
	}
}

func registerWebhookCalls(d *door.Doors, hooks Webhooks, route func(o access.Operation, method, path, id, summary string, status int) door.Route) {
	door.Handle(d, route(access.WebhookRead, http.MethodGet, "/api/webhooks/{webhook}/calls", "list-webhook-calls", "What an address is told; the newest first", 0),
		func(ctx context.Context, c *door.Caller, in *struct {
			WebhookPath
			door.Page

			State string `query:"state" enum:"waiting,delivered,failed,cancelled" doc:"Absent: all"`
		}) (*door.Body[door.Items[WebhookCall]], error) {
			var after *webhooks.After
			if in.After != "" {
				after = &webhooks.After{}
				if err := c.After("webhook calls", in.After, after); err != nil {
					return nil, err
				}
			}
			if err := heard(ctx, c, hooks, in.Webhook); err != nil {
				return nil, err
			}
			found, next, err := hooks.Deliveries(ctx, c.Scope, in.Webhook, in.State, after, in.Limit)
			if err != nil {
				return nil, err
			}
			items := make([]WebhookCall, 0, len(found))
			for _, one := range found {
				items = append(items, toWebhookCall(one))
			}
			return door.Listed(items, c.Next("webhook calls", next, next != nil)), nil
		})
	door.Handle(d, route(access.WebhookRead, http.MethodGet, "/api/webhook-calls/{call}", "get-webhook-call", "What was sent, and what was answered", 0),
		func(ctx context.Context, c *door.Caller, in *WebhookCallPath) (*door.Body[WebhookCallInFull], error) {
			if err := heardCall(ctx, c, hooks, in.Call); err != nil {
				return nil, err
			}
			one, err := hooks.One(ctx, c.Scope, in.Call)
			tries := make([]WebhookTry, 0, len(one.Tries))
			for _, t := range one.Tries {
				tries = append(tries, WebhookTry{t.At, t.Took.Milliseconds(), t.Status, t.Answer, t.Problem})
			}
			return door.Answer(WebhookCallInFull{toWebhookCall(one), one.Body, tries}), err
		})
	door.Handle(d, route(access.WebhookWrite, http.MethodPost, "/api/webhook-calls/{call}/replay", "replay-webhook-call", "Tell a message again", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *WebhookCallPath) (*door.None, error) {
			if err := heardCall(ctx, c, hooks, in.Call); err != nil {
				return nil, err
			}
			return nil, hooks.Replay(ctx, c.Scope, in.Call)
		})
}
