package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/tenant/access"
)

// Recipients look after whom a tenant's notices go to outside of its users.
type Recipients interface {
	List(ctx context.Context, s db.Scope) ([]recipients.Recipient, error)
	Add(ctx context.Context, s db.Scope, address string, wanted recipients.Wanted) (recipients.Recipient, error)
	Change(ctx context.Context, s db.Scope, id uuid.UUID, wanted recipients.Wanted) (recipients.Recipient, error)
	Ask(ctx context.Context, s db.Scope, id uuid.UUID) error
	Remove(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// RecipientWanted is what is chosen for an address.
type RecipientWanted struct {
	Label  string   `json:"label,omitempty" maxLength:"400" doc:"What the tenant calls it: our accountant"`
	Locale string   `json:"locale" enum:"en,ru,es,pt,fr" doc:"Language of its letters"`
	Kinds  []string `json:"kinds" nullable:"false" minItems:"1" maxItems:"10" enum:"payments,balance,service,prices,documents,maintenance" doc:"Notices that it gets"`
}

// Recipient is an address outside of the tenant's users that its notices go to.
type Recipient struct {
	ID          uuid.UUID  `json:"id" format:"uuid"`
	Address     string     `json:"address"`
	Label       string     `json:"label,omitempty"`
	Locale      string     `json:"locale" enum:"en,ru,es,pt,fr"`
	Kinds       []string   `json:"kinds" nullable:"false" doc:"payments, balance, service, prices, documents, maintenance; duty: the desk wakes it"`
	State       string     `json:"state" enum:"pending,confirmed,stopped" doc:"pending: it was asked, and nothing is sent before it has said yes; stopped: its reader wants no letters"`
	AddedAt     time.Time  `json:"added_at"`
	AskedAt     time.Time  `json:"asked_at" doc:"When it was asked last"`
	ConfirmedAt *time.Time `json:"confirmed_at,omitempty"`
	StoppedAt   *time.Time `json:"stopped_at,omitempty"`
	Withheld    int        `json:"withheld" doc:"Letters of the last day with too many that were not sent"`
}

func toRecipient(r recipients.Recipient) Recipient {
	return Recipient{ID: r.ID, Address: r.Address, Label: r.Label, Locale: r.Locale, Kinds: append([]string{}, r.Kinds...), State: r.State, AddedAt: r.AddedAt, AskedAt: r.AskedAt,
		ConfirmedAt: r.ConfirmedAt, StoppedAt: r.StoppedAt, Withheld: r.Withheld}
}

// RegisterRecipients hangs in the addresses outside that notices go to.
func RegisterRecipients(d *door.Doors, all Recipients) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Account, Method: method, Path: "/api/recipients" + path, ID: id, Summary: summary}
	}
	door.Handle(d, route(access.RecipientRead, http.MethodGet, "", "list-recipients", "Addresses outside that notices go to, at most a few"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Recipient]], error) {
			list, err := all.List(ctx, c.Scope)
			items := make([]Recipient, 0, len(list))
			for _, one := range list {
				items = append(items, toRecipient(one))
			}
			return door.Listed(items, ""), err
		})
	add := route(access.RecipientWrite, http.MethodPost, "", "add-recipient", "Have notices sent to an address, which is asked first")
	add.Status = http.StatusCreated
	door.Handle(d, add, func(ctx context.Context, c *door.Caller, in *struct {
		Body struct {
			RecipientWanted

			Address string `json:"address" maxLength:"254"`
		}
	}) (*door.Body[Recipient], error) {
		one, err := all.Add(ctx, c.Scope, in.Body.Address, recipients.Wanted(in.Body.RecipientWanted))
		return door.Answer(toRecipient(one)), err
	})
	door.Handle(d, route(access.RecipientWrite, http.MethodPut, "/{recipient}", "change-recipient", "Choose which notices an address gets"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Recipient uuid.UUID `path:"recipient" format:"uuid"`
			Body      RecipientWanted
		}) (*door.Body[Recipient], error) {
			one, err := all.Change(ctx, c.Scope, in.Recipient, recipients.Wanted(in.Body))
			return door.Answer(toRecipient(one)), err
		})
	door.Handle(d, route(access.RecipientWrite, http.MethodPost, "/{recipient}/ask", "ask-recipient", "Send the letter that asks once more"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Recipient uuid.UUID `path:"recipient" format:"uuid"`
		}) (*door.None, error) {
			return nil, all.Ask(ctx, c.Scope, in.Recipient)
		})
	door.Handle(d, route(access.RecipientWrite, http.MethodDelete, "/{recipient}", "remove-recipient", "Send no notices to an address any more"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Recipient uuid.UUID `path:"recipient" format:"uuid"`
		}) (*door.None, error) {
			return nil, all.Remove(ctx, c.Scope, in.Recipient)
		})
}
