package fleet

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// MaxBulk is the most objects that are dealt with at once.
const MaxBulk = 5_000

// bulk runs fn about many objects, all of them or none, and writes to the audit what became of each. It returns how many
// were changed. Invalid names each id that is not there: ids[3].
func (f *Fleet) bulk(ctx context.Context, s db.Scope, ids []uuid.UUID, action string, fn func(tx *db.Tx, objects []Object) error) (changed int, err error) {
	at, err := distinctIDs(ids)
	if err != nil {
		return 0, err
	}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := lockObjects(ctx, fleetdb.New(tx), ids); err != nil {
			return err
		}
		before, err := f.readMany(ctx, tx, ids)
		if err != nil {
			return err
		}
		if err := allThere(at, before); err != nil {
			return err
		}
		if err := fn(tx, before); err != nil {
			return err
		}
		left, err := f.readMany(ctx, tx, ids)
		if err != nil {
			return err
		}
		after := make(map[uuid.UUID]*Object, len(left))
		for i := range left {
			after[left[i].ID] = &left[i]
		}
		for i := range before {
			was, is := &before[i], after[before[i].ID]
			if is != nil && !differs(was, is) {
				continue
			}
			changed++
			tx.AfterCommit(func() { f.changed(s.Tenant(), was.ID) })
			if err := f.noteObject(ctx, tx, s, action, was, is); err != nil {
				return err
			}
		}
		return nil
	})
	return changed, err
}

func differs(was, is *Object) bool {
	return (was.Group == nil) != (is.Group == nil) || was.Group != nil && *was.Group != *is.Group || len(was.Blocks) != len(is.Blocks)
}

// distinctIDs tells where each id stands. Invalid: there are none, too many, or one twice.
func distinctIDs(ids []uuid.UUID) (map[uuid.UUID]int, error) {
	if len(ids) == 0 || len(ids) > MaxBulk {
		return nil, errs.Field("ids", "bad_count", fmt.Sprintf("Name 1 to %d objects.", MaxBulk))
	}
	at := make(map[uuid.UUID]int, len(ids))
	for i, id := range ids {
		if _, twice := at[id]; twice {
			return nil, errs.Field(fmt.Sprintf("ids[%d]", i), "twice", "This object is named twice. Name it once.")
		}
		at[id] = i
	}
	return at, nil
}

// allThere names the ids that are not there, or not the tenant's: the two are never told apart.
func allThere(at map[uuid.UUID]int, objects []Object) error {
	missing := maps.Clone(at)
	for _, o := range objects {
		delete(missing, o.ID)
	}
	if len(missing) == 0 {
		return nil
	}
	e := &errs.Error{Code: errs.Invalid, Reason: "no_such_objects", Message: "Nothing was done: some of these objects are not there. Load the list again."}
	for id, i := range missing {
		e.Details = append(e.Details, errs.Detail{Field: fmt.Sprintf("ids[%d]", i), Message: "There is no such object.", Value: id.String()})
	}
	slices.SortFunc(e.Details, func(a, b errs.Detail) int { return missing[uuid.MustParse(a.Value)] - missing[uuid.MustParse(b.Value)] })
	return e
}

// readMany reads objects by id; those that are not there are not in the answer.
func (f *Fleet) readMany(ctx context.Context, tx *db.Tx, ids []uuid.UUID) ([]Object, error) {
	q := f.newFilter()
	q.own = append(q.own, "o.id = any ("+q.arg(ids)+")")
	return readObjects(ctx, tx, q, 0)
}

// MoveMany puts objects into a group, or out of theirs: nil. It returns how many were elsewhere.
func (f *Fleet) MoveMany(ctx context.Context, s db.Scope, ids []uuid.UUID, group *uuid.UUID) (int, error) {
	if err := wholeSight(s); err != nil {
		return 0, err
	}
	n, err := f.bulk(ctx, s, ids, "fleet.object.change", func(tx *db.Tx, _ []Object) error {
		q := fleetdb.New(tx)
		if err := checkGroup(ctx, q, group); err != nil {
			return err
		}
		return q.MoveObjects(ctx, fleetdb.MoveObjectsParams{GroupID: group, Ids: ids})
	})
	if err != nil {
		return 0, fmt.Errorf("move objects: %w", err)
	}
	return n, nil
}

// BlockMany stops serving objects from now on. Those that are blocked by hand already stay as they are: what becomes of
// their data was decided then. It returns how many were not.
func (f *Fleet) BlockMany(ctx context.Context, s db.Scope, ids []uuid.UUID, b Blocking) (int, error) {
	b.Reason = strings.TrimSpace(b.Reason)
	if utf8.RuneCountInString(b.Reason) > 500 || strings.ContainsRune(b.Reason, 0) {
		return 0, errs.Field("reason", "long_reason", "The reason has at most 500 characters.")
	}
	n, err := f.bulk(ctx, s, ids, "fleet.object.block", func(tx *db.Tx, _ []Object) error {
		return fleetdb.New(tx).BlockObjects(ctx, fleetdb.BlockObjectsParams{TenantID: s.Tenant(), KeepData: b.KeepData, Reason: b.Reason, ByUser: b.By, Since: f.now(), Ids: ids})
	})
	if err != nil {
		return 0, fmt.Errorf("block objects: %w", err)
	}
	return n, nil
}

// UnblockMany lifts blocks by hand, and nothing else. It returns how many objects had one.
func (f *Fleet) UnblockMany(ctx context.Context, s db.Scope, ids []uuid.UUID) (int, error) {
	n, err := f.bulk(ctx, s, ids, "fleet.object.unblock", func(tx *db.Tx, _ []Object) error {
		return fleetdb.New(tx).UnblockObjects(ctx, fleetdb.UnblockObjectsParams{At: f.now(), Ids: ids})
	})
	if err != nil {
		return 0, fmt.Errorf("unblock objects: %w", err)
	}
	return n, nil
}

// DeleteMany removes objects as Delete does. If one of them was ever heard, confirm repeats how many they are (Conflict,
// reason "confirm_by_count", otherwise).
func (f *Fleet) DeleteMany(ctx context.Context, s db.Scope, ids []uuid.UUID, confirm int) (int, error) {
	n, err := f.bulk(ctx, s, ids, "fleet.object.delete", func(tx *db.Tx, objects []Object) error {
		heard := slices.ContainsFunc(objects, func(o Object) bool { return o.State.HeardAt != nil })
		if heard && confirm != len(ids) {
			return &errs.Error{Code: errs.Conflict, Reason: "confirm_by_count",
				Message: "This deletes objects with all their history; they lie in the trash for thirty days. Repeat in “confirm” how many they are to do so.",
				Details: []errs.Detail{{Field: "confirm", Message: "Type how many objects are deleted."}}}
		}
		q, at := fleetdb.New(tx), f.now()
		for _, id := range ids {
			if removed, err := q.TrashObject(ctx, fleetdb.TrashObjectParams{ID: id, At: at, By: whoActs(ctx)}); err != nil || !removed {
				return errorOr(err, errs.Missing())
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("delete objects: %w", err)
	}
	return n, nil
}

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// ExportMany writes objects as a table that Import and package onboarding read.
func (f *Fleet) ExportMany(ctx context.Context, s db.Scope, ids []uuid.UUID, w io.Writer) error {
	at, err := distinctIDs(ids)
	if err != nil {
		return err
	}
	var objects []Object
	var groups map[uuid.UUID]string
	plans := map[uuid.UUID]string{}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		q := fleetdb.New(tx)
		if objects, err = f.readMany(ctx, tx, ids); err != nil {
			return err
		}
		if err := allThere(at, objects); err != nil {
			return err
		}
		if err := f.untell(ctx, tx, s, objects); err != nil {
			return err
		}
		list, err := q.ListGroups(ctx)
		if err != nil {
			return err
		}
		groups = make(map[uuid.UUID]string, len(list))
		for _, g := range list {
			groups[g.ID] = g.Name
		}
		told, err := q.PlansOf(ctx, ids)
		for _, p := range told {
			plans[p.ID] = p.Plan
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("export objects: %w", err)
	}
	file := sheet.NewCSV("name", "kind", "group", "plan", "identity", "protocol", "model", "sim", "status", "last heard", "latitude", "longitude")
	for _, o := range objects {
		file.Row(exported(o, groups, plans[o.ID])...)
	}
	_, err = w.Write(file.Bytes())
	return err
}

func exported(o Object, groups map[uuid.UUID]string, plan string) []string {
	row := []string{o.Name, o.Kind, "", plan, "", "", "", "", string(o.State.Status), "", "", ""}
	if o.Group != nil {
		row[2] = groups[*o.Group]
	}
	if t := o.Tracker; t != nil {
		row[4], row[5], row[6], row[7] = t.Identity, t.Protocol, t.Model, t.Phone
	}
	if o.State.HeardAt != nil {
		row[9] = o.State.HeardAt.Format(time.RFC3339)
	}
	if p := o.State.Place; p != nil {
		row[10], row[11] = strconv.FormatFloat(p.Lat, 'f', -1, 64), strconv.FormatFloat(p.Lon, 'f', -1, 64)
	}
	// A name that begins like a formula is told as text.
	for i, cell := range row[:7] {
		row[i] = sheet.Inert(cell)
	}
	return row
}
