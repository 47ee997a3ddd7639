package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
)

// note writes a change to the tenant's audit, in the transaction that makes it.
func (p *People) note(ctx context.Context, tx *db.Tx, s db.Scope, action string, subject audit.Subject, before, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: action, Subject: subject, Before: before, After: after})
}

// notePerson writes what became of a member: what differs, or all there is.
func (p *People) notePerson(ctx context.Context, tx *db.Tx, s db.Scope, action string, before, after *Person) error {
	switch {
	case before == nil:
		return p.note(ctx, tx, s, action, personSubject(*after), nil, toldPerson(*after))
	case after == nil:
		// Who was removed is forgotten: the entry names the id and the role alone.
		return p.note(ctx, tx, s, action, userSubject(before.ID), audit.Fields{"role": before.Role, "role_id": before.RoleID}, nil)
	}
	was, is := audit.Differing(toldPerson(*before), toldPerson(*after))
	if len(is) == 0 {
		return nil
	}
	return p.note(ctx, tx, s, action, personSubject(*after), was, is)
}

// toldPerson is what an entry says of a member.
func toldPerson(one Person) audit.Fields {
	return audit.Fields{"login": one.Login, "email": one.Email, "name": one.Name, "role": one.Role, "role_id": one.RoleID,
		"sees_all": one.SeesAll, "objects": one.Objects, "groups": one.Groups, "status": one.Status}
}

func personSubject(one Person) audit.Subject {
	return audit.Subject{Kind: "user", ID: one.ID, Name: nameOf(one.Name, one.Login)}
}

// userSubject is a user whose name is not told again: the list shows it as it is now.
func userSubject(id uuid.UUID) audit.Subject { return audit.Subject{Kind: "user", ID: id} }

func roleSubject(id uuid.UUID, name string) audit.Subject {
	return audit.Subject{Kind: "role", ID: id, Name: name}
}

func sessionSubject(id uuid.UUID) audit.Subject { return audit.Subject{Kind: "session", ID: id} }

// grantFields are what an invitation would give.
func grantFields(g Grant) audit.Fields {
	f := audit.Fields{"role": g.Role, "sees_all": g.SeesAll}
	if g.Role == Own {
		f["role_id"] = g.RoleID
	}
	if !g.SeesAll {
		f["objects"], f["groups"] = g.Objects, g.Groups
	}
	return f
}

// oneself is the context of what a user does before the door knows them: signing in, joining.
func oneself(ctx context.Context, v Visit, user uuid.UUID) context.Context {
	return audit.As(ctx, audit.Actor{Kind: audit.User, User: user, Address: v.Address, Agent: v.Agent})
}
