package fleet

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Altered is an object that was there when a line named it, with the fields that the line has changed: group (its id),
// plan, phone, and tracker (what stands for it; before that nothing did).
type Altered struct {
	Object      uuid.UUID
	Was, Became map[string]string
}

// altered tells what a step has changed of a known object.
func altered(st step, m made) (was, became map[string]string) {
	was, became = map[string]string{}, map[string]string{}
	for field, after := range m.is {
		switch field {
		case "group":
			before, _ := m.was[field].(*uuid.UUID)
			now, _ := after.(*uuid.UUID)
			was[field], became[field] = idText(before), idText(now)
		case "tracker":
			was[field], became[field] = "", st.spec.Protocol+" "+st.spec.Identity
		default:
			before, _ := m.was[field].(string)
			now, _ := after.(string)
			was[field], became[field] = before, now
		}
	}
	return was, became
}

func idText(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}

// PutBack gives objects, in a transaction of the tenant's, back what they were before lines of a table changed them. A
// field that somebody has changed since stays as it is, and so does a tracker that was heard: left names them by object.
func (f *Fleet) PutBack(ctx context.Context, tx *db.Tx, s db.Scope, list []Altered) (left map[uuid.UUID][]string, err error) {
	left = map[uuid.UUID][]string{}
	if len(list) == 0 {
		return left, nil
	}
	q := fleetdb.New(tx)
	if err := q.LockClaims(ctx, claimsOf(s)); err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, len(list))
	for n, a := range list {
		ids[n] = a.Object
	}
	titles, err := lockObjects(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	rows, err := q.ObjectsForImport(ctx)
	if err != nil {
		return nil, err
	}
	now := map[uuid.UUID]fleetdb.ObjectsForImportRow{}
	for _, r := range rows {
		now[r.ID] = r
	}
	for _, a := range list {
		if _, there := titles[a.Object]; !there {
			continue // gone: there is nothing to put back
		}
		before, after := audit.Fields{}, audit.Fields{}
		for _, field := range slices.Sorted(maps.Keys(a.Was)) {
			done, err := f.putBack(ctx, q, now[a.Object], field, a.Was[field], a.Became[field])
			switch {
			case err != nil:
				return nil, err
			case done == fieldLeft:
				left[a.Object] = append(left[a.Object], field)
			case done == fieldBack:
				before[field], after[field] = a.Became[field], a.Was[field]
			}
		}
		if len(after) == 0 {
			continue
		}
		tx.AfterCommit(func() { f.changed(s.Tenant(), a.Object) })
		if err := f.note(ctx, tx, s, "fleet.object.change", audit.Subject{Kind: "object", ID: a.Object, Name: titles[a.Object]}, before, after); err != nil {
			return nil, err
		}
	}
	return left, nil
}

// What became of one field.
const (
	fieldSame = iota // it is as it was
	fieldBack
	fieldLeft
)

func (f *Fleet) putBack(ctx context.Context, q *fleetdb.Queries, o fleetdb.ObjectsForImportRow, field, was, became string) (int, error) {
	is, write := "", func() error { return nil }
	switch field {
	case "group":
		is = idText(o.GroupID)
		write = func() error {
			_, err := q.UpdateObject(ctx, fleetdb.UpdateObjectParams{ID: o.ID, SetGroup: true, GroupID: groupID(was)})
			return err
		}
	case "plan":
		is = o.Plan
		write = func() error { return q.SetObjectPlan(ctx, fleetdb.SetObjectPlanParams{ID: o.ID, Plan: was}) }
	case "phone":
		if o.TrackerID == nil || o.Phone == nil {
			return fieldLeft, nil
		}
		is = *o.Phone
		write = func() error {
			return q.SetTrackerPhone(ctx, fleetdb.SetTrackerPhoneParams{ID: *o.TrackerID, Phone: was})
		}
	case "tracker":
		if o.TrackerID != nil {
			is = *o.Protocol + " " + *o.Identity
		}
		write = func() error { return f.endBinding(ctx, q, o.ID) }
	}
	switch is {
	case was:
		return fieldSame, nil
	case became:
	default:
		return fieldLeft, nil
	}
	if free, err := f.mayPutBack(ctx, q, o, field, was); err != nil || !free {
		return fieldLeft, err
	}
	return fieldBack, write()
}

// mayPutBack tells whether something else is in the way: a group that is gone since, a tracker that was heard.
func (f *Fleet) mayPutBack(ctx context.Context, q *fleetdb.Queries, o fleetdb.ObjectsForImportRow, field, was string) (bool, error) {
	switch {
	case field == "tracker":
		heard, err := q.TrackerHasHeld(ctx, *o.TrackerID)
		return !heard, err
	case field == "group" && was != "":
		there, err := q.GroupsThere(ctx, []uuid.UUID{*groupID(was)})
		return len(there) == 1, err
	}
	return true, nil
}

// endBinding ends the binding in force of an object from now on, and frees its device's names.
func (f *Fleet) endBinding(ctx context.Context, q *fleetdb.Queries, object uuid.UUID) error {
	present, err := bindingInForce(ctx, q, object)
	if err != nil || present == nil {
		return err
	}
	at, err := present.after(f.now(), false)
	if err != nil {
		return err
	}
	return present.end(ctx, q, at, true)
}

func groupID(text string) *uuid.UUID {
	id, err := uuid.Parse(text)
	if err != nil {
		return nil
	}
	return &id
}
