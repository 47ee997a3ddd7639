package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Objects is what the doors to objects call.
type Objects interface {
	List(ctx context.Context, s db.Scope, q fleet.Query) (fleet.Page, error)
	States(ctx context.Context, s db.Scope) ([]fleet.Object, error)
	OfflineAfter() time.Duration
	Create(ctx context.Context, s db.Scope, c fleet.Creation) (fleet.Object, []fleet.Warning, error)
	Get(ctx context.Context, s db.Scope, object uuid.UUID) (fleet.Object, error)
	Change(ctx context.Context, s db.Scope, object uuid.UUID, c fleet.Change) (fleet.Object, error)
	Delete(ctx context.Context, s db.Scope, object uuid.UUID, confirm string) error
	Block(ctx context.Context, s db.Scope, object uuid.UUID, b fleet.Blocking) error
	Unblock(ctx context.Context, s db.Scope, object uuid.UUID) error
}

// ObjectPath names an object in an address.
type ObjectPath struct {
	Object uuid.UUID `path:"object" format:"uuid"`
}

type objectQuery struct {
	door.Page
	Query  string   `query:"q" maxLength:"100" doc:"Part of a name, of a tracker's identity or of its phone number"`
	Group  string   `query:"group" doc:"A group's id, or none for objects without a group"`
	Status []string `query:"status" doc:"Any of moving, standing, offline, never, blocked; separated by commas"`
}

// newObject is the body of POST /api/objects.
type newObject struct {
	Name    string       `json:"name" minLength:"1" maxLength:"100"`
	Kind    string       `json:"kind,omitempty" maxLength:"40" doc:"One word: vehicle, truck, person, pet, …; vehicle if left out"`
	Group   *uuid.UUID   `json:"group,omitempty" format:"uuid"`
	Tracker *TrackerSpec `json:"tracker,omitempty" doc:"The tracker to bind at once"`
}

// objectChange is the body of PATCH /api/objects/{object}: what is left out stays as it is.
type objectChange struct {
	Name  *string             `json:"name,omitempty" minLength:"1" maxLength:"100"`
	Kind  *string             `json:"kind,omitempty" maxLength:"40"`
	Group Settable[uuid.UUID] `json:"group,omitzero" format:"uuid" doc:"null takes the object out of its group"`
}

// Blocking is the body of PUT /api/objects/{object}/block.
type Blocking struct {
	KeepData bool   `json:"keep_data" doc:"Whether what is recorded meanwhile is stored, and shown once the block is lifted; otherwise it is dropped for good"`
	Reason   string `json:"reason,omitempty" maxLength:"500"`
}

// States is the state of every object.
type States struct {
	Items        []ObjectState `json:"items" nullable:"false"`
	OfflineAfter int           `json:"offline_after" doc:"Seconds of silence after which an object counts as offline, and the age in seconds at which its last place no longer tells that it moves"`
}

// RegisterObjects hangs in the doors to objects.
func RegisterObjects(d *door.Doors, objects Objects) {
	door.Handle(d, door.Route{Operation: access.ObjectRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects",
		ID: "list-objects", Summary: "Objects by name", Description: "With their state and tracker, page by page."},
		func(ctx context.Context, c *door.Caller, in *objectQuery) (*door.Body[door.Items[Object]], error) {
			q, err := in.toQuery(c)
			if err != nil {
				return nil, err
			}
			page, err := objects.List(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Object, 0, len(page.Objects))
			for _, o := range page.Objects {
				items = append(items, ToObject(o))
			}
			return door.Listed(items, c.Next("objects", page.Next, page.Next != nil)), nil
		})

	door.Handle(d, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/states",
		ID: "list-states", Summary: "The state of every object", Description: "What a map needs, in one answer."},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[States], error) {
			list, err := objects.States(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			states := States{Items: make([]ObjectState, 0, len(list)), OfflineAfter: int(objects.OfflineAfter().Seconds())}
			for _, o := range list {
				states.Items = append(states.Items, ToState(o))
			}
			return door.Answer(states), nil
		})

	door.Handle(d, door.Route{Operation: access.ObjectWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/objects",
		ID: "create-object", Summary: "Add an object, with its tracker if one is described", Status: http.StatusCreated, Idempotent: true},
		func(ctx context.Context, c *door.Caller, in *struct{ Body newObject }) (*door.Body[SavedObject], error) {
			creation := fleet.Creation{Name: in.Body.Name, Kind: in.Body.Kind, Group: in.Body.Group}
			if in.Body.Tracker != nil {
				spec := in.Body.Tracker.toFleet()
				creation.Tracker = &spec
			}
			made, warnings, err := objects.Create(ctx, c.Scope, creation)
			if err != nil {
				return nil, err
			}
			return door.Answer(SavedObject{ToObject(made), shown.ToWarnings(warnings)}), nil
		})

	door.Handle(d, door.Route{Operation: access.ObjectRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}",
		ID: "get-object", Summary: "One object, its state and tracker"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[Object], error) {
			return objectAnswer(objects.Get(ctx, c.Scope, in.Object))
		})

	door.Handle(d, door.Route{Operation: access.ObjectWrite, Area: door.Account, Method: http.MethodPatch, Path: "/api/objects/{object}",
		ID: "change-object", Summary: "Rename or regroup an object"},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Body objectChange
		}) (*door.Body[Object], error) {
			change := fleet.Change{Name: in.Body.Name, Kind: in.Body.Kind}
			if in.Body.Group.Sent {
				change.Group = &in.Body.Group.Value
			}
			return objectAnswer(objects.Change(ctx, c.Scope, in.Object, change))
		})

	door.Handle(d, door.Route{Operation: access.ObjectWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/objects/{object}",
		ID: "delete-object", Summary: "Put an object into the trash, with its history",
		Description: "Frees its tracker. One that was ever heard goes only if confirm repeats its name. It can be restored for thirty days."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Confirm string `query:"confirm" maxLength:"200" doc:"The object's name"`
		}) (*door.None, error) {
			return nil, objects.Delete(ctx, c.Scope, in.Object, in.Confirm)
		})

	registerBlocks(d, objects)
}

func registerBlocks(d *door.Doors, objects Objects) {
	door.Handle(d, door.Route{Operation: access.BlockWrite, Area: door.Account, Method: http.MethodPut, Path: "/api/objects/{object}/block",
		ID: "block-object", Summary: "Block an object by hand", Description: "From now on its data is withheld or dropped, as keep_data says."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ObjectPath
			Body Blocking
		}) (*door.Body[Object], error) {
			by := c.User
			err := objects.Block(ctx, c.Scope, in.Object, fleet.Blocking{KeepData: in.Body.KeepData, Reason: in.Body.Reason, By: &by})
			if err != nil {
				return nil, err
			}
			return objectAnswer(objects.Get(ctx, c.Scope, in.Object))
		})

	door.Handle(d, door.Route{Operation: access.BlockWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/objects/{object}/block",
		ID: "unblock-object", Summary: "Lift the block by hand", Description: "Other causes stay."},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.None, error) {
			return nil, objects.Unblock(ctx, c.Scope, in.Object)
		})
}

func objectAnswer(o fleet.Object, err error) (*door.Body[Object], error) {
	if err != nil {
		return nil, err
	}
	return door.Answer(ToObject(o)), nil
}

func (in *objectQuery) toQuery(c *door.Caller) (fleet.Query, error) {
	q := fleet.Query{Search: in.Query, Limit: min(in.Limit, fleet.MaxPage)}
	for _, s := range in.Status {
		q.Status = append(q.Status, fleet.Status(s))
	}
	switch in.Group {
	case "":
	case "none":
		q.Group = &uuid.Nil
	default:
		group, err := uuid.Parse(in.Group)
		if err != nil || group == uuid.Nil {
			return q, errs.Field("group", "bad_group", "A group is named by its id; none stands for objects without one.")
		}
		q.Group = &group
	}
	if in.After != "" {
		q.After = new(fleet.After)
		return q, c.After("objects", in.After, q.After)
	}
	return q, nil
}
