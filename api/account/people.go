package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Members looks after the people of the tenant acted in.
type Members interface {
	List(ctx context.Context, s db.Scope, q identity.PeopleQuery) ([]identity.Person, *identity.PeopleAfter, error)
	Person(ctx context.Context, s db.Scope, user uuid.UUID) (identity.Person, error)
	AddPerson(ctx context.Context, s db.Scope, by identity.By, n identity.NewPerson) (identity.Person, error)
	ChangePerson(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID, c identity.PersonChange) (identity.Person, error)
	RemovePerson(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) error
	SetFirstPassword(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID, password string) error
	SessionsOf(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) ([]identity.Session, error)
	EndSessionsOf(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID, session *uuid.UUID) error
	KeysOf(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) ([]identity.Key, error)
	RevokeKeyOf(ctx context.Context, s db.Scope, by identity.By, user, key uuid.UUID) error
	ResetFactors(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) error
	ErasePerson(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) error
	ExportPerson(ctx context.Context, s db.Scope, by identity.By, user uuid.UUID) (identity.Held, error)
}

// Person is a member of the tenant.
type Person struct {
	ID         uuid.UUID   `json:"id" format:"uuid"`
	Me         bool        `json:"me" doc:"It is the one who asks"`
	Login      string      `json:"login"`
	Email      string      `json:"email,omitempty"`
	Name       string      `json:"name"`
	Role       access.Role `json:"role" enum:"owner,admin,billing,support,operator,viewer,own" doc:"own: a role of the tenant's own, see role_id"`
	RoleID     *uuid.UUID  `json:"role_id,omitempty" format:"uuid"`
	Bundles    []string    `json:"bundles" nullable:"false" doc:"What the role comes to"`
	SeesAll    bool        `json:"sees_all" doc:"All objects; otherwise those named in objects, and in groups"`
	Objects    []uuid.UUID `json:"objects,omitempty" doc:"Told of one person only, and as far as whoever asks sees them"`
	Groups     []uuid.UUID `json:"groups,omitempty"`
	Blocked    bool        `json:"blocked" doc:"Cannot sign in"`
	MustChange bool        `json:"must_change_password" doc:"Has a first password that somebody else has set"`
	CreatedAt  time.Time   `json:"created_at"`
	SeenAt     *time.Time  `json:"seen_at,omitempty" doc:"When they last used a session"`
}

// ToPerson shows a member to whoever asks.
func ToPerson(c *door.Caller, p identity.Person) Person {
	shown := Person{ID: p.ID, Me: p.ID == c.User, Login: p.Login, Email: p.Email, Name: p.Name, Role: access.Role(p.Role), RoleID: p.RoleID, Bundles: p.Bundles,
		SeesAll: p.SeesAll, Objects: p.Objects, Groups: p.Groups, Blocked: p.Status != "active", MustChange: p.MustChange, CreatedAt: p.CreatedAt}
	if !p.SeenAt.IsZero() {
		shown.SeenAt = &p.SeenAt
	}
	return shown
}

// Granted is a role and what is seen with it.
type Granted struct {
	Role    access.Role `json:"role" enum:"admin,billing,support,operator,viewer,own" doc:"own: a role of the tenant's own, named by role_id"`
	RoleID  *uuid.UUID  `json:"role_id,omitempty" format:"uuid"`
	SeesAll *bool       `json:"sees_all,omitempty" doc:"Absent: all objects are seen"`
	Objects []uuid.UUID `json:"objects,omitempty" maxItems:"5000" doc:"What is seen where sees_all is false"`
	Groups  []uuid.UUID `json:"groups,omitempty" maxItems:"1000" doc:"Likewise: objects that are in these groups at any moment"`
}

// ToGrant reads it.
func (g Granted) ToGrant() identity.Grant {
	grant := identity.Grant{Role: string(g.Role), SeesAll: g.SeesAll == nil || *g.SeesAll, Objects: g.Objects, Groups: g.Groups}
	if g.RoleID != nil {
		grant.RoleID = *g.RoleID
	}
	return grant
}

// PersonPath names a member.
type PersonPath struct {
	Person uuid.UUID `path:"person" format:"uuid"`
}

// RegisterPeople hangs in the people of one's own tenant: the same for accounts, resellers and the platform.
func RegisterPeople(d *door.Doors, members Members) {
	door.Handle(d, door.Route{Operation: access.PersonRead, Area: door.Account, Method: http.MethodGet, Path: "/api/people",
		ID: "list-people", Summary: "The people of the tenant, by login"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string      `query:"q" maxLength:"100" doc:"Part of a login, a name or an address"`
			Only   []uuid.UUID `query:"only" maxItems:"100" doc:"Only these people, of those who are found; separated by commas"`
		}) (*door.Body[door.Items[Person]], error) {
			q := identity.PeopleQuery{Search: in.Search, Only: in.Only, Limit: in.Limit}
			if in.After != "" {
				q.After = &identity.PeopleAfter{}
				if err := c.After("people", in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := members.List(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Person, 0, len(found))
			for _, p := range found {
				items = append(items, ToPerson(c, p))
			}
			return door.Listed(items, c.Next("people", next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.PersonRead, Area: door.Account, Method: http.MethodGet, Path: "/api/people/{person}",
		ID: "get-person", Summary: "One person, and what they see"},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.Body[Person], error) {
			p, err := members.Person(ctx, c.Scope, in.Person)
			return door.Answer(ToPerson(c, p)), err
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/people",
		ID: "add-person", Summary: "Add somebody with a login and a first password", Status: http.StatusCreated, MaxBody: 512 << 10,
		Description: "For people without e-mail. They must change the password before anything else. Nobody gives more than they have."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Granted

				Login    string `json:"login" minLength:"1" maxLength:"100"`
				Email    string `json:"email,omitempty" maxLength:"254"`
				Name     string `json:"name,omitempty" maxLength:"200"`
				Locale   string `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
				Password string `json:"password" maxLength:"1024" format:"password" doc:"8 to 256 letters"`
			}
		}) (*door.Body[Person], error) {
			p, err := members.AddPerson(ctx, c.Scope, c.By(), identity.NewPerson{Login: in.Body.Login, Email: in.Body.Email, Name: in.Body.Name,
				Locale: in.Body.Locale, Password: in.Body.Password, Grant: in.Body.ToGrant()})
			return door.Answer(ToPerson(c, p)), err
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPatch, Path: "/api/people/{person}",
		ID: "change-person", Summary: "Change a person's name, role or sight, block or unblock them", MaxBody: 512 << 10,
		Description: "It bites at once, on open pages too. Nobody changes who may do more than they, nor their own rights."},
		func(ctx context.Context, c *door.Caller, in *struct {
			PersonPath

			Body struct {
				Name    *string  `json:"name,omitempty" maxLength:"200"`
				Blocked *bool    `json:"blocked,omitempty" doc:"true ends their sessions and lets them in no more"`
				Grant   *Granted `json:"grant,omitempty" doc:"Takes the place of the role and sight they have"`
			}
		}) (*door.Body[Person], error) {
			change := identity.PersonChange{Name: in.Body.Name, Blocked: in.Body.Blocked}
			if in.Body.Grant != nil {
				change.Grant = new(in.Body.Grant.ToGrant())
			}
			p, err := members.ChangePerson(ctx, c.Scope, c.By(), in.Person, change)
			return door.Answer(ToPerson(c, p)), err
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/people/{person}",
		ID: "remove-person", Summary: "Take somebody out of the tenant", Status: http.StatusNoContent,
		Description: "Ends their sessions and keys, and forgets who they were."},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.None, error) {
			return nil, members.RemovePerson(ctx, c.Scope, c.By(), in.Person)
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/people/{person}/password",
		ID: "set-first-password", Summary: "Give somebody another first password", Status: http.StatusNoContent,
		Description: "Ends their sessions. They must change it before anything else."},
		func(ctx context.Context, c *door.Caller, in *struct {
			PersonPath

			Body struct {
				Password string `json:"password" maxLength:"1024" format:"password" doc:"8 to 256 letters"`
			}
		}) (*door.None, error) {
			return nil, members.SetFirstPassword(ctx, c.Scope, c.By(), in.Person, in.Body.Password)
		})
	registerPeoplesSessions(d, members)
	registerPeoplesKeys(d, members)
}

func registerPeoplesSessions(d *door.Doors, members Members) {
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodGet, Path: "/api/people/{person}/sessions",
		ID: "list-persons-sessions", Summary: "Where somebody is signed in"},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.Body[door.Items[Session]], error) {
			found, err := members.SessionsOf(ctx, c.Scope, c.By(), in.Person)
			if err != nil {
				return nil, err
			}
			items := make([]Session, 0, len(found))
			for _, s := range found {
				items = append(items, Session{s.ID, s.ID == c.Session, s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Agent})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/people/{person}/sessions",
		ID: "end-persons-sessions", Summary: "Sign somebody out everywhere", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.None, error) {
			return nil, members.EndSessionsOf(ctx, c.Scope, c.By(), in.Person, nil)
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/people/{person}/sessions/{session}",
		ID: "end-persons-session", Summary: "Sign somebody out of one place", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			PersonPath

			Session uuid.UUID `path:"session" format:"uuid"`
		}) (*door.None, error) {
			return nil, members.EndSessionsOf(ctx, c.Scope, c.By(), in.Person, &in.Session)
		})
}

func registerPeoplesKeys(d *door.Doors, members Members) {
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodGet, Path: "/api/people/{person}/keys",
		ID: "list-persons-keys", Summary: "Somebody's keys for programs"},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.Body[door.Items[Key]], error) {
			found, err := members.KeysOf(ctx, c.Scope, c.By(), in.Person)
			if err != nil {
				return nil, err
			}
			items := make([]Key, 0, len(found))
			for _, k := range found {
				items = append(items, Key(k))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/people/{person}/keys/{key}",
		ID: "revoke-persons-key", Summary: "End a key of somebody", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			PersonPath

			Key uuid.UUID `path:"key" format:"uuid"`
		}) (*door.None, error) {
			return nil, members.RevokeKeyOf(ctx, c.Scope, c.By(), in.Person, in.Key)
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/people/{person}/factors",
		ID: "reset-persons-factors", Summary: "Take somebody's second factors away", Status: http.StatusNoContent,
		Description: "For who has lost them all. Their sessions end, and they are told by letter."},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.None, error) {
			return nil, members.ResetFactors(ctx, c.Scope, c.By(), in.Person)
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/people/{person}/erasure",
		ID: "erase-person", Summary: "Take somebody out and erase what is known of them", Status: http.StatusNoContent,
		Description: "As removing does, and what the audit tells of them goes too; its chain stays whole. This cannot be taken back."},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.None, error) {
			return nil, members.ErasePerson(ctx, c.Scope, c.By(), in.Person)
		})
}
