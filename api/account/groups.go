package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Groups is what the doors to groups call.
type Groups interface {
	Groups(ctx context.Context, s db.Scope) ([]fleet.Group, error)
	CreateGroup(ctx context.Context, s db.Scope, title string) (fleet.Group, error)
	RenameGroup(ctx context.Context, s db.Scope, group uuid.UUID, title string) error
	DeleteGroup(ctx context.Context, s db.Scope, group uuid.UUID) error
}

// Group is a name under which objects are listed together.
type Group struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Name    string    `json:"name"`
	Objects int       `json:"objects" doc:"How many are in it"`
}

// groupName is the body of what names a group.
type groupName struct {
	Name string `json:"name" minLength:"1" maxLength:"100"`
}

// GroupPath names a group in an address.
type GroupPath struct {
	Group uuid.UUID `path:"group" format:"uuid"`
}

// RegisterGroups hangs in the doors to groups.
func RegisterGroups(d *door.Doors, groups Groups) {
	door.Handle(d, door.Route{Operation: access.GroupRead, Area: door.Account, Method: http.MethodGet, Path: "/api/groups",
		ID: "list-groups", Summary: "Groups of objects by name"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Group]], error) {
			list, err := groups.Groups(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]Group, 0, len(list))
			for _, g := range list {
				items = append(items, Group(g))
			}
			return door.Listed(items, ""), nil
		})

	door.Handle(d, door.Route{Operation: access.GroupWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/groups",
		ID: "create-group", Summary: "Add a group", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct{ Body groupName }) (*door.Body[Group], error) {
			made, err := groups.CreateGroup(ctx, c.Scope, in.Body.Name)
			if err != nil {
				return nil, err
			}
			return door.Answer(Group(made)), nil
		})

	door.Handle(d, door.Route{Operation: access.GroupWrite, Area: door.Account, Method: http.MethodPatch, Path: "/api/groups/{group}",
		ID: "rename-group", Summary: "Rename a group"},
		func(ctx context.Context, c *door.Caller, in *struct {
			GroupPath
			Body groupName
		}) (*door.None, error) {
			return nil, groups.RenameGroup(ctx, c.Scope, in.Group, in.Body.Name)
		})

	door.Handle(d, door.Route{Operation: access.GroupWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/groups/{group}",
		ID: "delete-group", Summary: "Delete a group", Description: "Its objects stay, without one."},
		func(ctx context.Context, c *door.Caller, in *GroupPath) (*door.None, error) {
			return nil, groups.DeleteGroup(ctx, c.Scope, in.Group)
		})
}
