package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Held is all that is kept of a person.
type Held struct {
	Person   Person    `json:"person"`
	Sessions []Session `json:"sessions"`
	Keys     []Key     `json:"keys"`
	// Did and Done are what the audit tells of what they did, and of what was done to them.
	Did  []AuditEntry `json:"did,omitempty"`
	Done []AuditEntry `json:"done_to_them,omitempty"`
}

// RegisterHeld hangs in telling what is kept of a person, which they may ask for.
func RegisterHeld(d *door.Doors, members Members, audits Audits) {
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/people/{person}/export",
		ID: "export-person", Summary: "What is kept of somebody, as a file",
		Description: "JSON: the person, where they are signed in, their keys, and, for whoever may read the audit, what that tells of them."},
		func(ctx context.Context, c *door.Caller, in *PersonPath) (*door.File, error) {
			found, err := members.ExportPerson(ctx, c.Scope, c.By(), in.Person)
			if err != nil {
				return nil, err
			}
			held := Held{Person: ToPerson(c, found.Person), Sessions: []Session{}, Keys: []Key{}}
			for _, s := range found.Sessions {
				held.Sessions = append(held.Sessions, Session{s.ID, s.ID == c.Session, s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Agent})
			}
			for _, k := range found.Keys {
				held.Keys = append(held.Keys, Key(k))
			}
			if c.May(access.AuditRead) {
				if held.Did, err = audited(ctx, audits, c.Scope, audit.Query{User: in.Person}); err != nil {
					return nil, err
				}
				if held.Done, err = audited(ctx, audits, c.Scope, audit.Query{Subject: in.Person}); err != nil {
					return nil, err
				}
			}
			return door.JSON("person.json", held)
		})
}

// audited reads what the audit tells, the newest first, as far as a file may be long.
func audited(ctx context.Context, audits Audits, s db.Scope, q audit.Query) (list []AuditEntry, err error) {
	q.Limit = audit.MaxPage
	for more := true; more && len(list) < mostExported; {
		var found []audit.Entry
		if found, more, err = audits.List(ctx, s, q); err != nil {
			return nil, err
		}
		for _, e := range found {
			list, q.After = append(list, ToAuditEntry(e)), e.ID
		}
		more = more && q.After != uuid.Nil
	}
	return list, nil
}
