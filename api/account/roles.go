package account

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Roles looks after the tenant's own roles.
type Roles interface {
	Roles(ctx context.Context, s db.Scope) ([]identity.Role, error)
	MakeRole(ctx context.Context, s db.Scope, by identity.By, name string, bundles []string) (identity.Role, error)
	ChangeRole(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID, name string, bundles []string) error
	DeleteRole(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID) error
	// Holds are the bundles of a role.
	Holds(role string, own []string) []string
	// Grantable lists what own roles may have, and what keys may have.
	Grantable() (inRoles, inKeys []string)
}

// Role is a role that can be given: one that is always there, or the tenant's own.
type Role struct {
	Role access.Role `json:"role" enum:"owner,admin,billing,support,operator,viewer,own"`
	// Of own roles only.
	ID        *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"Of the tenant's own roles only, like the rest"`
	Name      string     `json:"name,omitempty"`
	Bundles   []string   `json:"bundles" nullable:"false"`
	CreatedAt *time.Time `json:"created_at,omitempty"`
	People    int        `json:"people,omitempty" doc:"How many have it"`
	Mine      bool       `json:"grantable" doc:"Whoever asks has all of it, and so may give it"`
}

// RoleBody is a role of the tenant's own as it is to be.
type RoleBody struct {
	Name    string   `json:"name" minLength:"1" maxLength:"100"`
	Bundles []string `json:"bundles" nullable:"false" maxItems:"50" doc:"Names of GET /api/roles; self is in every role"`
}

// RolesAnswer is all that can be given.
type RolesAnswer struct {
	Items   []Role   `json:"items" nullable:"false"`
	InRoles []string `json:"in_roles" nullable:"false" doc:"Bundles that an own role may have, in order"`
	InKeys  []string `json:"in_keys" nullable:"false" doc:"Bundles that a key may have, in order"`
	Mine    []string `json:"mine" nullable:"false" doc:"Bundles of whoever asks: nobody gives what they lack"`
}

// RegisterRoles hangs in the roles.
func RegisterRoles(d *door.Doors, roles Roles) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/roles",
		ID: "list-roles", Summary: "The roles there are, of which bundles, and which one may give"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[RolesAnswer], error) {
			own, err := roles.Roles(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			var mine []string
			for _, b := range roles.Holds(string(access.Owner), nil) {
				if c.Holds(access.Bundle(b)) {
					mine = append(mine, b)
				}
			}
			answer := RolesAnswer{Mine: mine}
			answer.InRoles, answer.InKeys = roles.Grantable()
			covered := func(bundles []string) bool {
				return !slices.ContainsFunc(bundles, func(b string) bool { return !slices.Contains(mine, b) })
			}
			for _, role := range []access.Role{access.Owner, access.Admin, access.Billing, access.Support, access.Operator, access.Viewer} {
				bundles := roles.Holds(string(role), nil)
				answer.Items = append(answer.Items, Role{Role: role, Bundles: bundles, Mine: role != access.Owner && covered(bundles)})
			}
			for _, r := range own {
				answer.Items = append(answer.Items, Role{access.Own, &r.ID, r.Name, r.Bundles, &r.CreatedAt, r.People, covered(r.Bundles)})
			}
			return door.Answer(answer), nil
		})
	door.Handle(d, door.Route{Operation: access.RoleWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/roles",
		ID: "make-role", Summary: "Make a role of one's own of bundles", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct{ Body RoleBody }) (*door.Body[Role], error) {
			r, err := roles.MakeRole(ctx, c.Scope, c.By(), in.Body.Name, in.Body.Bundles)
			return door.Answer(Role{access.Own, &r.ID, r.Name, r.Bundles, &r.CreatedAt, 0, true}), err
		})
	door.Handle(d, door.Route{Operation: access.RoleWrite, Area: door.Account, Method: http.MethodPut, Path: "/api/roles/{role}",
		ID: "change-role", Summary: "Change a role, and what everybody who has it may do", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Role uuid.UUID `path:"role" format:"uuid"`
			Body RoleBody
		}) (*door.None, error) {
			return nil, roles.ChangeRole(ctx, c.Scope, c.By(), in.Role, in.Body.Name, in.Body.Bundles)
		})
	door.Handle(d, door.Route{Operation: access.RoleWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/roles/{role}",
		ID: "delete-role", Summary: "Delete a role that nobody has", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Role uuid.UUID `path:"role" format:"uuid"`
		}) (*door.None, error) {
			return nil, roles.DeleteRole(ctx, c.Scope, c.By(), in.Role)
		})
}
