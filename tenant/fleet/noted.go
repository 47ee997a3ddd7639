package fleet

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
)

// note writes a change to the tenant's audit, in the transaction that makes it.
func (f *Fleet) note(ctx context.Context, tx *db.Tx, s db.Scope, action string, subject audit.Subject, before, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), f.now(), audit.Change{Action: action, Subject: subject, Before: before, After: after})
}

// noteObject writes a change of an object: what it was, and what it is; of a change only what differs.
func (f *Fleet) noteObject(ctx context.Context, tx *db.Tx, s db.Scope, action string, before, after *Object) error {
	switch {
	case before == nil:
		return f.note(ctx, tx, s, action, subjectOf(*after), nil, told(*after))
	case after == nil:
		return f.note(ctx, tx, s, action, subjectOf(*before), told(*before), nil)
	}
	was, is := audit.Differing(told(*before), told(*after))
	if len(is) == 0 {
		return nil
	}
	return f.note(ctx, tx, s, action, subjectOf(*after), was, is)
}

func subjectOf(o Object) audit.Subject { return audit.Subject{Kind: "object", ID: o.ID, Name: o.Name} }

func groupSubject(id uuid.UUID, title string) audit.Subject {
	return audit.Subject{Kind: "group", ID: id, Name: title}
}

// told is what an entry says of an object.
func told(o Object) audit.Fields {
	fields := audit.Fields{"name": o.Name, "kind": o.Kind, "group": o.Group, "tracker": nil, "blocks": o.Blocks}
	if t := o.Tracker; t != nil {
		fields["tracker"] = map[string]any{"protocol": t.Protocol, "identity": t.Identity, "model": t.Model, "phone": t.Phone, "time_zone": t.TimeZone, "since": t.Since}
	}
	return fields
}
