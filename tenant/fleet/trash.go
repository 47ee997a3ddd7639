package fleet

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// TrashLife is how long what was deleted can be brought back.
const TrashLife = 30 * 24 * time.Hour

// Trashed is an object in the trash.
type Trashed struct {
	ID        uuid.UUID
	Name      string
	Kind      string
	RemovedAt time.Time
	// RemovedBy is the name of whoever deleted it; empty: not known any more.
	RemovedBy string
	// HeardAt is when it was last heard; nil: never.
	HeardAt *time.Time
	// PurgedAt is when nothing of it comes back any more.
	PurgedAt time.Time
}

// What has become of the tracker of a restored object.
const (
	// TrackerNone: it had none when it was deleted.
	TrackerNone = "none"
	// TrackerWaiting: its names are claimed again; the device's next message binds it, unless somebody has it.
	TrackerWaiting = "waiting"
	// TrackerElsewhere: the tenant has given the device to something else meanwhile.
	TrackerElsewhere = "elsewhere"
)

// whoActs is the user of the tenant who deletes; nil: nobody of it.
func whoActs(ctx context.Context) *uuid.UUID {
	if by := audit.By(ctx); by.User != uuid.Nil {
		return &by.User
	}
	return nil
}

// Trash lists what can be brought back, the newest first. Forbidden to whoever sees some objects only.
func (f *Fleet) Trash(ctx context.Context, s db.Scope) ([]Trashed, error) {
	if err := wholeSight(s); err != nil {
		return nil, err
	}
	var list []Trashed
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := fleetdb.New(tx).Trash(ctx)
		for _, r := range rows {
			t := Trashed{ID: r.ID, Name: r.Name, Kind: r.Kind, RemovedAt: r.RemovedAt.UTC(), RemovedBy: r.RemovedBy, PurgedAt: r.RemovedAt.UTC().Add(TrashLife)}
			if !r.HeardAt.IsZero() {
				t.HeardAt = utc(&r.HeardAt)
			}
			list = append(list, t)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the trash: %w", err)
	}
	return list, nil
}

// Restore takes an object out of the trash with its history, and tells what has become of its tracker. NotFound if it is
// not there; LimitReached as with Create.
func (f *Fleet) Restore(ctx context.Context, s db.Scope, object uuid.UUID) (back Object, tracker string, err error) {
	if err := wholeSight(s); err != nil {
		return Object{}, "", err
	}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if tracker, err = f.restore(ctx, tx, s, object); err != nil {
			return err
		}
		back, err = f.read(ctx, tx, object)
		return err
	})
	if err != nil {
		return Object{}, "", fmt.Errorf("restore an object: %w", err)
	}
	return back, tracker, nil
}

func (f *Fleet) restore(ctx context.Context, tx *db.Tx, s db.Scope, object uuid.UUID) (tracker string, err error) {
	q := fleetdb.New(tx)
	// As an import does: whoever claims a name meanwhile waits.
	if err := q.LockClaims(ctx, claimsOf(s)); err != nil {
		return "", err
	}
	if tracker, err = q.RestoreObject(ctx, fleetdb.RestoreObjectParams{ID: object, At: f.now()}); err != nil {
		return "", err
	}
	if tracker == "missing" {
		return "", errs.Missing()
	}
	// One that was put into the trash made room for another.
	if err := withinFreeBut(ctx, q, s, 1); err != nil {
		return "", err
	}
	if err := f.withinRoom(ctx, tx, s, 0); err != nil {
		return "", err
	}
	back, err := f.read(ctx, tx, object)
	if err != nil {
		return "", err
	}
	tx.AfterCommit(func() { f.changed(s.Tenant(), object) })
	return tracker, f.noteObject(ctx, tx, s, "fleet.object.restore", nil, &back)
}

// CloseIn puts all objects of a tenant into the trash, in a transaction that has entered it: its account is closed.
func (f *Fleet) CloseIn(ctx context.Context, tx *db.Tx) error {
	q := fleetdb.New(tx)
	ids, err := q.SeenObjects(ctx)
	at := f.now()
	for i := 0; err == nil && i < len(ids); i++ {
		_, err = q.TrashObject(ctx, fleetdb.TrashObjectParams{ID: ids[i], At: at, WithTenant: true})
	}
	if err != nil {
		return fmt.Errorf("put the objects of an account into the trash: %w", err)
	}
	return nil
}

// ReopenIn brings back what CloseIn has put away, in a transaction that has entered the tenant.
func (f *Fleet) ReopenIn(ctx context.Context, tx *db.Tx, s db.Scope) error {
	q := fleetdb.New(tx)
	if err := q.LockClaims(ctx, claimsOf(s)); err != nil {
		return err
	}
	ids, err := q.TrashedWithTenant(ctx)
	at := f.now()
	for i := 0; err == nil && i < len(ids); i++ {
		_, err = q.RestoreObject(ctx, fleetdb.RestoreObjectParams{ID: ids[i], At: at})
	}
	if err != nil {
		return fmt.Errorf("take the objects of an account out of the trash: %w", err)
	}
	return nil
}

// purgeAtOnce bounds a transaction of the purge.
const purgeAtOnce = 100

// PurgeTrash removes for good what has been in the trash for TrashLife, and returns how much that was. A job: several
// processes may run it at once. Records go after it, by EraseRemoved.
func (f *Fleet) PurgeTrash(ctx context.Context) (int64, error) {
	ctx = audit.As(ctx, audit.Job("trash"))
	var purged int64
	for {
		var n int
		err := f.db.Worker(ctx, func(tx *db.Tx) error {
			now := f.now()
			rows, err := fleetdb.New(tx).PurgeObjects(ctx, fleetdb.PurgeObjectsParams{Before: now.Add(-TrashLife), At: now, Most: purgeAtOnce})
			if err != nil {
				return err
			}
			n = len(rows)
			for _, r := range rows {
				err := audit.Write(ctx, tx, r.TenantID, now, audit.Change{Action: "fleet.object.purge", Subject: audit.Subject{Kind: "object", ID: r.ObjectID}})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return purged, fmt.Errorf("empty the trash: %w", err)
		}
		purged += int64(n)
		if n < purgeAtOnce {
			return purged, nil
		}
	}
}
