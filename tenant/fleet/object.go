package fleet

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Object is what is monitored: a vehicle, a person, a pet.
type Object struct {
	ID        uuid.UUID
	Name      string
	Kind      string
	Group     *uuid.UUID
	CreatedAt time.Time
	// Tracker that stands for it now; nil: none. Not read for the map.
	Tracker *Tracker
	State   State
	// Blocks in force, the earliest first.
	Blocks []Block

	nameKey string
	silent  bool
}

// Creation describes a new object.
type Creation struct {
	Name string
	// Kind is a word of the tenant's choosing; empty: vehicle.
	Kind  string
	Group *uuid.UUID
	// Tracker to bind at once; nil: later.
	Tracker *TrackerSpec
}

// Create adds an object, with its tracker if one is described. Errors: Invalid names each wrong field; Conflict where
// the tracker is bound to another object of the tenant.
func (f *Fleet) Create(ctx context.Context, s db.Scope, c Creation) (Object, []Warning, error) {
	var w wrong
	c.Name, c.Kind = checkName(c.Name, "name", &w), checkKind(c.Kind, &w)
	var warnings []Warning
	if c.Tracker != nil {
		spec := *c.Tracker
		warnings = f.check(&spec, "tracker.", &w)
		c.Tracker = &spec
	}
	if err := w.err(); err != nil {
		return Object{}, nil, err
	}
	if err := wholeSight(s); err != nil {
		return Object{}, nil, err
	}
	var made Object
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		id, err := f.insert(ctx, tx, s, c)
		if err != nil {
			return err
		}
		tx.AfterCommit(func() { f.changed(s.Tenant(), id) })
		if c.Tracker != nil {
			if err := f.bind(ctx, tx, s, id, *c.Tracker); err != nil {
				return within("tracker.", err)
			}
		}
		if made, err = f.read(ctx, tx, id); err != nil {
			return err
		}
		return f.noteObject(ctx, tx, s, "fleet.object.add", nil, &made)
	})
	if err != nil {
		return Object{}, nil, fmt.Errorf("add an object: %w", err)
	}
	return made, warnings, nil
}

// insert adds an object whose fields have been checked.
func (f *Fleet) insert(ctx context.Context, tx *db.Tx, s db.Scope, c Creation) (uuid.UUID, error) {
	q := fleetdb.New(tx)
	if err := checkGroup(ctx, q, c.Group); err != nil {
		return uuid.Nil, err
	}
	if err := withinFree(ctx, q, s); err != nil {
		return uuid.Nil, err
	}
	if err := f.withinRoom(ctx, tx, s, 1); err != nil {
		return uuid.Nil, err
	}
	id := newID()
	_, err := q.InsertObject(ctx, fleetdb.InsertObjectParams{ID: id, TenantID: s.Tenant(), Name: c.Name,
		NameKey: tenant.NameKey(c.Name), Kind: c.Kind, GroupID: c.Group, Retention: f.retention, CreatedAt: f.now()})
	return id, err
}

// Get reads one object. NotFound if it is not there, or not the tenant's.
func (f *Fleet) Get(ctx context.Context, s db.Scope, object uuid.UUID) (Object, error) {
	var got Object
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		got, err = f.shown(ctx, tx, s, object)
		return err
	})
	if err != nil {
		return Object{}, fmt.Errorf("read an object: %w", err)
	}
	return got, nil
}

// shown reads an object as it may be shown.
func (f *Fleet) shown(ctx context.Context, tx *db.Tx, s db.Scope, object uuid.UUID) (Object, error) {
	o, err := f.read(ctx, tx, object)
	if err != nil {
		return Object{}, err
	}
	list := []Object{o}
	err = f.untell(ctx, tx, s, list)
	return list[0], err
}

func (f *Fleet) read(ctx context.Context, tx *db.Tx, object uuid.UUID) (Object, error) {
	q := f.newFilter()
	q.own = append(q.own, "o.id = "+q.arg(object))
	list, err := readObjects(ctx, tx, q, 0)
	if err != nil {
		return Object{}, err
	}
	if len(list) == 0 {
		return Object{}, errs.Missing()
	}
	return list[0], nil
}

// Change is what to change of an object; nil leaves it as it is.
type Change struct {
	Name *string
	Kind *string
	// Group: a pointer to nil takes the object out of its group.
	Group **uuid.UUID
}

// Change renames or regroups an object, or calls it another kind.
func (f *Fleet) Change(ctx context.Context, s db.Scope, object uuid.UUID, c Change) (Object, error) {
	p := fleetdb.UpdateObjectParams{ID: object}
	var w wrong
	if c.Name != nil {
		n := checkName(*c.Name, "name", &w)
		key := tenant.NameKey(n)
		p.Name, p.NameKey = &n, &key
	}
	if c.Kind != nil {
		kind := checkKind(*c.Kind, &w)
		p.Kind = &kind
	}
	if c.Group != nil {
		if err := wholeSight(s); err != nil {
			return Object{}, err
		}
		p.SetGroup, p.GroupID = true, *c.Group
	}
	if err := w.err(); err != nil {
		return Object{}, err
	}
	var changed Object
	err := f.change(ctx, s, object, "fleet.object.change", func(tx *db.Tx) error {
		q := fleetdb.New(tx)
		if _, err := readObjectKey(ctx, tx, object); err != nil {
			return err
		}
		if err := checkGroup(ctx, q, p.GroupID); err != nil {
			return err
		}
		if _, err := q.UpdateObject(ctx, p); err != nil {
			return err
		}
		var err error
		changed, err = f.read(ctx, tx, object)
		return err
	})
	if err != nil {
		return Object{}, fmt.Errorf("change an object: %w", err)
	}
	return changed, nil
}

// Delete puts an object into the trash, with its history, and frees its tracker for others. One that was ever heard only
// goes if confirm repeats its name (Conflict, reason "confirm_by_name", otherwise). Restore brings it back for TrashLife.
func (f *Fleet) Delete(ctx context.Context, s db.Scope, object uuid.UUID, confirm string) error {
	err := f.change(ctx, s, object, "fleet.object.delete", func(tx *db.Tx) error {
		q := fleetdb.New(tx)
		if _, err := lockObjects(ctx, q, []uuid.UUID{object}); err != nil {
			return err
		}
		o, err := f.read(ctx, tx, object)
		if err != nil {
			return err
		}
		if o.State.HeardAt != nil && tenant.NameKey(confirm) != o.nameKey {
			return &errs.Error{Code: errs.Conflict, Reason: "confirm_by_name",
				Message: "This deletes “" + o.Name + "” with all its history; it lies in the trash for thirty days. Repeat its name in “confirm” to do so.",
				Details: []errs.Detail{{Field: "confirm", Message: "Type the object's name."}}}
		}
		removed, err := q.TrashObject(ctx, fleetdb.TrashObjectParams{ID: object, At: f.now(), By: whoActs(ctx)})
		if err == nil && !removed {
			err = errs.Missing()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("delete an object: %w", err)
	}
	return nil
}

// DefaultKind is what an object is if nothing else is said.
const DefaultKind = "vehicle"

// kindWord keeps kinds usable as keys of icons and translations.
var kindWord = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

func checkKind(kind string, w *wrong) string {
	kind = strings.ToLower(strings.TrimSpace(kind))
	if kind == "" {
		return DefaultKind
	}
	if !kindWord.MatchString(kind) {
		w.field("kind", "bad_kind", "A kind is one word of Latin letters, such as vehicle, truck, person or pet.")
	}
	return kind
}

// checkName is for objects and groups.
func checkName(s, field string, w *wrong) string {
	s = strings.Join(strings.Fields(s), " ")
	if n := utf8.RuneCountInString(s); n < 1 || n > 100 || !utf8.ValidString(s) || strings.ContainsRune(s, 0) || tenant.NameKey(s) == "" {
		w.field(field, "bad_name", "Give a name of 1 to 100 letters.")
	}
	return s
}

// checkGroup tells a group that is not there, or not the tenant's, before the foreign key would.
func checkGroup(ctx context.Context, q *fleetdb.Queries, group *uuid.UUID) error {
	if group == nil {
		return nil
	}
	there, err := q.GroupExists(ctx, *group)
	if err == nil && !there {
		err = errs.Field("group", "no_such_group", "There is no such group. Make it first, or leave the object without one.")
	}
	return err
}
