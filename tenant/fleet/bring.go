package fleet

import (
	"context"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Bringing is an object as a line of somebody's table describes it, in the words of the system it comes from.
type Bringing struct {
	// Line of the table, for what is said of it.
	Line              int
	Name, Kind, Group string
	// Plan by name, until there is billing.
	Plan string
	// Identity of its tracker; empty: it has none.
	Identity, Protocol, Model, Phone, Password string
}

// Wrong is one thing wrong with a line.
type Wrong struct{ Field, Reason, Message string }

// Brought is what became of a Bringing.
type Brought struct {
	Object uuid.UUID
	// Created, or Changed as it was there; neither: there was nothing to do.
	Created, Changed bool
	// Was and Became are what was changed, by field; for PutBack.
	Was, Became map[string]string
	// Bound a tracker, which now waits for its device, whoever else may have claimed it.
	Bound bool
	// Group made for it; nil: it was there, or there is none.
	Group *uuid.UUID
	// Wrong: then nothing was done.
	Wrong    []Wrong
	Warnings []Warning
}

// Bring adds or changes the objects of some lines in a transaction of the tenant's, each by itself: what is wrong with one
// keeps none of the others. Repeating it changes nothing, as with Import. Nobody else claims a device meanwhile.
func (f *Fleet) Bring(ctx context.Context, tx *db.Tx, s db.Scope, lines []Bringing) ([]Brought, error) {
	var result Imported
	i := importing{f: f, s: s, tx: tx, q: fleetdb.New(tx), w: &wrong{}, result: &result}
	if err := i.look(ctx); err != nil {
		return nil, err
	}
	brought := make([]Brought, len(lines))
	for at, l := range lines {
		told := len(result.Warnings)
		st, w := i.weigh(tableLine{number: l.Line, cells: map[column]string{colName: l.Name, colKind: l.Kind, colGroup: l.Group, colPlan: l.Plan,
			colIdentity: l.Identity, colProtocol: l.Protocol, colModel: l.Model, colPhone: l.Phone, colPassword: l.Password}})
		b := &brought[at]
		b.Warnings = result.Warnings[told:]
		for n, d := range w.details {
			b.Wrong = append(b.Wrong, Wrong{d.Field, w.reasons[n], d.Message})
		}
		if len(b.Wrong) > 0 {
			continue
		}
		if err := i.do(ctx, st); err != nil {
			return nil, err
		}
		m := i.made
		b.Object, b.Created, b.Bound, b.Group = m.object, m.created, m.bound, m.group
		if b.Changed = !m.created && len(m.is) > 0; b.Changed {
			b.Was, b.Became = altered(st, m)
		}
		if err := i.noteMade(ctx, st); err != nil {
			return nil, err
		}
		if b.Created || b.Changed {
			tx.AfterCommit(func() { f.changed(s.Tenant(), m.object) })
		}
	}
	return brought, nil
}

// noteMade writes to the audit what a step has done.
func (i *importing) noteMade(ctx context.Context, st step) error {
	m := i.made
	if m.group != nil {
		if err := i.f.note(ctx, i.tx, i.s, "fleet.group.add", groupSubject(*m.group, st.group), nil, audit.Fields{"name": st.group}); err != nil {
			return err
		}
	}
	subject := audit.Subject{Kind: "object", ID: m.object, Name: st.title}
	switch {
	case m.created:
		return i.f.note(ctx, i.tx, i.s, "fleet.object.add", subject, nil, m.is)
	case len(m.is) > 0:
		return i.f.note(ctx, i.tx, i.s, "fleet.object.change", subject, m.was, m.is)
	}
	return nil
}

// Why something that was brought is not taken back.
const (
	LeftGone    = "gone"    // it is not there any more
	LeftChanged = "changed" // somebody has changed it since
	LeftInUse   = "in_use"  // it was heard, somebody was shown it, or it is not empty
)

// TakeBack removes, in a transaction of the tenant's, those of some objects that nobody has touched since they were
// brought and that were never heard, and then those of some groups that are empty; it tells why the others are left.
func (f *Fleet) TakeBack(ctx context.Context, tx *db.Tx, s db.Scope, objects, groups []uuid.UUID) (left map[uuid.UUID]string, err error) {
	q := fleetdb.New(tx)
	left = map[uuid.UUID]string{}
	there, err := q.ObjectsThere(ctx, objects)
	if err != nil {
		return nil, err
	}
	names := map[uuid.UUID]string{}
	for _, o := range there {
		names[o.ID] = o.Name
	}
	used, err := q.ObjectsInUse(ctx, objects)
	if err != nil {
		return nil, err
	}
	if err := f.leave(ctx, tx, s, left, objects, names, used, "fleet.object.add"); err != nil {
		return nil, err
	}
	for _, id := range objects {
		if left[id] != "" {
			continue
		}
		if _, err := q.TrashObject(ctx, fleetdb.TrashObjectParams{ID: id, At: f.now(), By: whoActs(ctx)}); err != nil {
			return nil, err
		}
		tx.AfterCommit(func() { f.changed(s.Tenant(), id) })
		if err := f.note(ctx, tx, s, "fleet.object.delete", audit.Subject{Kind: "object", ID: id, Name: names[id]}, audit.Fields{"name": names[id]}, nil); err != nil {
			return nil, err
		}
	}
	return left, f.takeBackGroups(ctx, tx, s, groups, left)
}

func (f *Fleet) takeBackGroups(ctx context.Context, tx *db.Tx, s db.Scope, groups []uuid.UUID, left map[uuid.UUID]string) error {
	q := fleetdb.New(tx)
	there, err := q.GroupsThere(ctx, groups)
	if err != nil {
		return err
	}
	names := map[uuid.UUID]string{}
	for _, g := range there {
		names[g.ID] = g.Name
	}
	used, err := q.GroupsInUse(ctx, groups)
	if err != nil {
		return err
	}
	if err := f.leave(ctx, tx, s, left, groups, names, used, "fleet.group.add"); err != nil {
		return err
	}
	for _, id := range groups {
		if left[id] != "" {
			continue
		}
		if _, err := q.DeleteGroup(ctx, id); err != nil {
			return err
		}
		if err := f.note(ctx, tx, s, "fleet.group.delete", groupSubject(id, names[id]), audit.Fields{"name": names[id]}, nil); err != nil {
			return err
		}
	}
	return nil
}

// leave notes which of some subjects are not taken back.
func (f *Fleet) leave(ctx context.Context, tx *db.Tx, s db.Scope, left map[uuid.UUID]string, ids []uuid.UUID, names map[uuid.UUID]string, used []uuid.UUID, made string) error {
	touched, err := audit.Touched(ctx, tx, s.Tenant(), ids, made)
	if err != nil {
		return err
	}
	for _, id := range used {
		left[id] = LeftInUse
	}
	for _, id := range ids {
		switch _, is := names[id]; {
		case !is:
			left[id] = LeftGone
		case touched[id]:
			left[id] = LeftChanged
		}
	}
	return nil
}

// Empty tells whether the tenant has no objects.
func (f *Fleet) Empty(ctx context.Context, tx *db.Tx) (bool, error) {
	seen, err := fleetdb.New(tx).SeenObjects(ctx)
	return len(seen) == 0, err
}

// KnowsProtocol tells what protocol is meant by a name, a title, or a model of a device.
func (f *Fleet) KnowsProtocol(text string) (string, bool) {
	if text == "" {
		return "", false
	}
	if name, is := f.protocolOf(text); is {
		return name, true
	}
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	wanted := bare(text)
	for _, s := range f.Setups(Address{}) {
		for _, m := range s.Models {
			if bare(m.Name) == wanted || bare(s.Protocol+m.Name) == wanted || bare(m.Vendor+m.Name) == wanted {
				return s.Protocol, true
			}
		}
	}
	return "", false
}

// WholeSight refuses what changes who sees which to whoever sees some objects only.
func WholeSight(s db.Scope) error { return wholeSight(s) }

// Protocols lists the names of the protocols.
func (f *Fleet) Protocols() []string { return f.protocolNames() }
