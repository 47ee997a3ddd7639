package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Activations is what the doors to activation codes and to requests for trackers call.
type Activations interface {
	Activate(ctx context.Context, s db.Scope, a fleet.Activation) (fleet.Object, error)
	Ask(ctx context.Context, s db.Scope, object, user uuid.UUID, note string) (fleet.Request, error)
	Asked(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Request, error)
}

type activation struct {
	Code   string     `json:"code" minLength:"1" maxLength:"60" example:"7K2M-QW4X-9RTB"`
	Object *uuid.UUID `json:"object,omitempty" format:"uuid" doc:"An object that is there; absent: a new one, as the rest says"`
	Name   string     `json:"name,omitempty" maxLength:"120"`
	Kind   string     `json:"kind,omitempty" maxLength:"40" example:"vehicle"`
	Group  *uuid.UUID `json:"group,omitempty" format:"uuid"`
}

// RegisterActivations hangs in activation by code, and the request for a tracker that waits.
func RegisterActivations(d *door.Doors, activations Activations) {
	door.Handle(d, door.Route{Operation: access.TrackerWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/activations",
		ID: "activate-tracker", Summary: "Bind the tracker of an activation code", Status: http.StatusCreated, Idempotent: true,
		Description: "Every code that is not taken gets the same answer. The tracker waits for its device, like every other."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body activation }) (*door.Body[Object], error) {
			a := fleet.Activation{Code: in.Body.Code, Session: c.Session.String(), Address: c.Address,
				Creation: fleet.Creation{Name: in.Body.Name, Kind: in.Body.Kind, Group: in.Body.Group}}
			if in.Body.Object != nil {
				a.Object = *in.Body.Object
			}
			return objectAnswer(activations.Activate(ctx, c.Scope, a))
		})
	door.Handle(d, door.Route{Operation: access.TrackerWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/objects/{object}/request",
		ID: "ask-for-tracker", Summary: "Ask for the tracker that an object waits for",
		Description: "For whoever has the device in hand and waits in vain. Asking again changes the note."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Body struct {
				Note string `json:"note" maxLength:"500" doc:"How you came by it"`
			}
		}) (*door.Body[shown.TrackerRequest], error) {
			r, err := activations.Ask(ctx, c.Scope, in.Object, c.User, in.Body.Note)
			return door.Answer(shown.ToRequest(r)), err
		})
	door.Handle(d, door.Route{Operation: access.TrackerRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/request",
		ID: "get-tracker-request", Summary: "The latest request for an object's tracker"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[shown.TrackerRequest], error) {
			r, err := activations.Asked(ctx, c.Scope, in.Object)
			return door.Answer(shown.ToRequest(r)), err
		})
}
