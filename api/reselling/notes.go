package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
)

// CustomerNote is something that a provider's people wrote down about a customer, who never sees it.
type CustomerNote struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Text      string    `json:"text"`
	By        string    `json:"by" doc:"Whoever wrote it, as they are called now; empty: they are not there any more"`
	CreatedAt time.Time `json:"created_at"`
}

// RegisterNotes hangs in the notes about customers.
func RegisterNotes(d *door.Doors, list Customers) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/notes",
		ID: "list-notes", Summary: "What was written down about a customer, the newest first"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[door.Items[CustomerNote]], error) {
			found, err := list.Notes(ctx, c.Scope, in.Customer)
			if err != nil {
				return nil, err
			}
			items := make([]CustomerNote, 0, len(found))
			for _, n := range found {
				items = append(items, CustomerNote(n))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerNote, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/customers/{customer}/notes",
		ID: "add-note", Summary: "Write something down about a customer", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Body struct {
				Text string `json:"text" minLength:"1" maxLength:"4000"`
			}
		}) (*door.Body[NoteID], error) {
			id, err := list.AddNote(ctx, c.Scope, in.Customer, c.User, in.Body.Text)
			return door.Answer(NoteID{id}), err
		})
	door.Handle(d, door.Route{Operation: access.CustomerNote, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/customers/{customer}/notes/{note}",
		ID: "remove-note", Summary: "Take a note away", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Note uuid.UUID `path:"note" format:"uuid"`
		}) (*door.None, error) {
			return nil, list.RemoveNote(ctx, c.Scope, in.Customer, in.Note)
		})
}

// NoteID names a note that was added.
type NoteID struct {
	ID uuid.UUID `json:"id" format:"uuid"`
}
