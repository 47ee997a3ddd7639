package fleet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Binding is one stretch of time in which a tracker stood for an object.
type Binding struct {
	ID       uuid.UUID
	Tracker  uuid.UUID
	Protocol string
	Model    string
	Identity string
	Phone    string
	Span     Span
}

// Bind makes a tracker stand for an object from spec.Since on; what stood for it until then ends at that moment, and
// its identity is free for others (terms 2.6: as often as wanted).
//
// The same device again changes its description only. A device that was never heard is corrected rather than replaced:
// its binding keeps its beginning, so that a typing error leaves no trace. A device bound to another object of the
// tenant is a Conflict (reason "bound_to_another") unless spec.Move.
//
// Whoever may hold the identity elsewhere, the tracker always waits for the device first. Errors: Invalid names the
// field; NotFound; Conflict.
func (f *Fleet) Bind(ctx context.Context, s db.Scope, object uuid.UUID, spec TrackerSpec) ([]Warning, error) {
	var w wrong
	warnings := f.check(&spec, "", &w)
	if err := w.err(); err != nil {
		return nil, err
	}
	err := f.change(ctx, s, object, "fleet.tracker.bind", func(tx *db.Tx) error { return f.bind(ctx, tx, s, object, spec) })
	if err != nil {
		return nil, fmt.Errorf("bind a tracker: %w", err)
	}
	return warnings, nil
}

// bind does so within a transaction; spec has been checked.
func (f *Fleet) bind(ctx context.Context, tx *db.Tx, s db.Scope, object uuid.UUID, spec TrackerSpec) error {
	q := fleetdb.New(tx)
	names := f.names(spec.Protocol, spec.Identity, s.Realm())
	own, err := ownTracker(ctx, q, s, names)
	if err != nil {
		return err
	}
	locked := []uuid.UUID{object}
	if own != nil && own.ObjectID != nil && *own.ObjectID != object {
		locked = append(locked, *own.ObjectID)
	}
	titles, err := lockObjects(ctx, q, locked)
	if err != nil {
		return err
	}
	if _, there := titles[object]; !there {
		return errs.Missing()
	}
	// Whatever happened while we waited for the locks is seen now.
	if own, err = ownTracker(ctx, q, s, names); err != nil {
		return err
	}
	if own != nil && own.ObjectID != nil && !slices.Contains(locked, *own.ObjectID) {
		return changedMeanwhile()
	}
	present, err := bindingInForce(ctx, q, object)
	if err != nil {
		return err
	}
	switch {
	case own == nil:
		return f.bindNew(ctx, q, s, object, spec, names, present)
	case own.ObjectID == nil: // held by a tracker that stands for nothing
		if _, err := q.ReleaseIdentities(ctx, fleetdb.ReleaseIdentitiesParams{TrackerID: own.ID, At: f.now()}); err != nil {
			return err
		}
		return f.bindNew(ctx, q, s, object, spec, names, present)
	case *own.ObjectID == object:
		return f.describe(ctx, q, s, own.ID, spec, names, present)
	case spec.Move:
		tx.AfterCommit(func() { f.changed(s.Tenant(), *own.ObjectID) })
		return f.move(ctx, q, s, object, spec, *own.ObjectID, present)
	}
	return &errs.Error{Code: errs.Conflict, Reason: "bound_to_another",
		Message: "This tracker is bound to “" + titles[*own.ObjectID] + "”. Unbind it there, or move it.",
		Details: []errs.Detail{{Field: "identity", Message: "Bound to “" + titles[*own.ObjectID] + "”.", Value: own.ObjectID.String()}}}
}

// bindNew binds a tracker that the tenant does not have.
func (f *Fleet) bindNew(ctx context.Context, q *fleetdb.Queries, s db.Scope, object uuid.UUID, spec TrackerSpec, names []name, present *present) error {
	if present != nil {
		heard, err := q.TrackerHasHeld(ctx, present.tracker)
		if err != nil {
			return err
		}
		if !heard {
			return f.describe(ctx, q, s, present.tracker, spec, names, present)
		}
	}
	since, err := f.begin(ctx, q, object, spec.Since, present)
	if err != nil {
		return err
	}
	if present != nil {
		if err := present.end(ctx, q, since, true); err != nil {
			return err
		}
	}
	return f.attach(ctx, q, s, object, spec, names, since)
}

// attach adds a tracker that claims its names and stands for the object from since on, where nothing is in its way.
func (f *Fleet) attach(ctx context.Context, q *fleetdb.Queries, s db.Scope, object uuid.UUID, spec TrackerSpec, names []name, since time.Time) error {
	tracker := newID()
	err := q.InsertTracker(ctx, fleetdb.InsertTrackerParams{ID: tracker, TenantID: s.Tenant(), Protocol: spec.Protocol,
		Model: spec.Model, Identity: spec.Identity, Phone: spec.Phone, PasswordMac: f.specMAC(spec), TimeZone: orNil(spec.TimeZone),
		CreatedAt: f.now()})
	if err != nil {
		return err
	}
	if err := f.claim(ctx, q, s, tracker, names, since); err != nil {
		return err
	}
	return q.InsertBinding(ctx, fleetdb.InsertBindingParams{ID: newID(), TenantID: s.Tenant(), ObjectID: object,
		TrackerID: tracker, Since: since, CreatedAt: f.now()})
}

// describe changes what is told of the tracker that stands for the object now. Its claims follow if its names changed,
// or if a device never heard is to be believed from another moment on.
func (f *Fleet) describe(ctx context.Context, q *fleetdb.Queries, s db.Scope, tracker uuid.UUID, spec TrackerSpec, names []name, present *present) error {
	old := f.names(present.protocol, present.identity, s.Realm())
	renamed := !slices.Equal(old, names)
	heard, err := q.TrackerHasHeld(ctx, tracker)
	if err != nil {
		return err
	}
	since := present.span.Since
	moved := spec.Since != nil && !spec.Since.Equal(since)
	if heard && moved {
		return errs.Field("since", "already_bound", "This tracker has stood for the object since "+since.Format(time.RFC3339)+
			". Leave the moment out, or unbind the tracker first.")
	}
	if moved {
		if since, err = f.begin(ctx, q, present.object, spec.Since, nil); err != nil {
			return err
		}
		if err := q.SetBindingSpan(ctx, fleetdb.SetBindingSpanParams{ID: present.id, Since: since}); err != nil {
			return err
		}
	}
	if renamed || moved {
		// Of a device that has been heard, only the way it is named changes: it keeps what it was until now.
		at := since
		if heard {
			at = f.now()
		}
		if _, err := q.ReleaseIdentities(ctx, fleetdb.ReleaseIdentitiesParams{TrackerID: tracker, At: at}); err != nil {
			return err
		}
		if err := f.claim(ctx, q, s, tracker, names, at); err != nil {
			return err
		}
	}
	return q.UpdateTracker(ctx, fleetdb.UpdateTrackerParams{ID: tracker, Protocol: spec.Protocol, Model: spec.Model,
		Identity: spec.Identity, Phone: spec.Phone, TimeZone: orNil(spec.TimeZone), SetPassword: spec.Password != nil,
		PasswordMac: f.specMAC(spec)})
}

// move takes a tracker from one object to another at one moment; it goes on holding its identity.
func (f *Fleet) move(ctx context.Context, q *fleetdb.Queries, s db.Scope, to uuid.UUID, spec TrackerSpec, from uuid.UUID, present *present) error {
	source, err := bindingInForce(ctx, q, from)
	if err != nil {
		return err
	}
	if source == nil { // unbound while we waited for the lock
		return changedMeanwhile()
	}
	since, err := f.begin(ctx, q, to, spec.Since, present)
	if err != nil {
		return err
	}
	if since, err = source.after(since, spec.Since != nil); err != nil {
		return err
	}
	if err := source.end(ctx, q, since, false); err != nil {
		return err
	}
	if present != nil {
		if err := present.end(ctx, q, since, true); err != nil {
			return err
		}
	}
	err = q.InsertBinding(ctx, fleetdb.InsertBindingParams{ID: newID(), TenantID: s.Tenant(), ObjectID: to,
		TrackerID: source.tracker, Since: since, CreatedAt: f.now()})
	if err != nil {
		return err
	}
	return q.UpdateTracker(ctx, fleetdb.UpdateTrackerParams{ID: source.tracker, Protocol: spec.Protocol, Model: spec.Model,
		Identity: spec.Identity, Phone: spec.Phone, TimeZone: orNil(spec.TimeZone), SetPassword: spec.Password != nil,
		PasswordMac: f.specMAC(spec)})
}

// begin is the moment from which a new binding of the object holds: as wished, after all there was before.
func (f *Fleet) begin(ctx context.Context, q *fleetdb.Queries, object uuid.UUID, wished *time.Time, present *present) (time.Time, error) {
	since := f.now()
	if wished != nil {
		since = *wished
	}
	if present != nil {
		return present.after(since, wished != nil)
	}
	ended, err := q.LastBindingEnd(ctx, object)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && !since.Before(ended) {
		return since, nil
	}
	if err != nil {
		return since, err
	}
	if wished == nil { // ended a moment ahead of our clock
		return ended.UTC(), nil
	}
	return since, errs.Field("since", "since_overlaps", "Another tracker stood for this object until "+
		ended.UTC().Format(time.RFC3339Nano)+". Choose that moment or a later one.")
}

func (f *Fleet) claim(ctx context.Context, q *fleetdb.Queries, s db.Scope, tracker uuid.UUID, names []name, from time.Time) error {
	for _, n := range names {
		err := q.InsertClaim(ctx, fleetdb.InsertClaimParams{ID: newID(), TenantID: s.Tenant(), TrackerID: tracker,
			Namespace: n.namespace, Value: n.value, WantedFrom: from, CreatedAt: f.now()})
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *Fleet) specMAC(spec TrackerSpec) []byte {
	if spec.Password == nil {
		return nil
	}
	return f.passwordMAC(*spec.Password)
}

// Unbind ends the binding in force of an object: its device is refused from now on, and its identity is free for
// others. Conflict (reason "no_tracker") if none is bound.
func (f *Fleet) Unbind(ctx context.Context, s db.Scope, object uuid.UUID) error {
	err := f.change(ctx, s, object, "fleet.tracker.unbind", func(tx *db.Tx) error {
		q := fleetdb.New(tx)
		titles, err := lockObjects(ctx, q, []uuid.UUID{object})
		if err != nil {
			return err
		}
		if _, there := titles[object]; !there {
			return errs.Missing()
		}
		present, err := bindingInForce(ctx, q, object)
		if err != nil {
			return err
		}
		if present == nil {
			return errs.New(errs.Conflict, "no_tracker", "No tracker is bound to this object.")
		}
		at, err := present.after(f.now(), false)
		if err != nil {
			return err
		}
		return present.end(ctx, q, at, true)
	})
	if err != nil {
		return fmt.Errorf("unbind a tracker: %w", err)
	}
	return nil
}

// Bindings is which trackers stood for an object and when, the latest first.
func (f *Fleet) Bindings(ctx context.Context, s db.Scope, object uuid.UUID) ([]Binding, error) {
	var list []Binding
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := readObjectKey(ctx, tx, object); err != nil {
			return err
		}
		rows, err := fleetdb.New(tx).ListBindings(ctx, object)
		for _, r := range rows {
			list = append(list, Binding{ID: r.ID, Tracker: r.TrackerID, Protocol: r.Protocol, Model: r.Model,
				Identity: r.Identity, Phone: r.Phone, Span: spanOf(r.Span)})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the trackers of an object: %w", err)
	}
	return list, nil
}

// present is the binding in force.
type present struct {
	id, object, tracker uuid.UUID
	protocol, identity  string
	span                Span
}

// after is a moment at which the binding can end: not before it has begun. A wished one is refused, another moved on.
func (p *present) after(at time.Time, wished bool) (time.Time, error) {
	if at.After(p.span.Since) {
		return at, nil
	}
	if wished {
		return at, errs.Field("since", "since_overlaps", "The present tracker has been bound since "+
			p.span.Since.Format(time.RFC3339Nano)+". Choose a later moment.")
	}
	return p.span.Since.Add(time.Microsecond), nil
}

func (p *present) end(ctx context.Context, q *fleetdb.Queries, at time.Time, release bool) error {
	err := q.SetBindingSpan(ctx, fleetdb.SetBindingSpanParams{ID: p.id, Since: p.span.Since, Until: &at})
	if err != nil || !release {
		return err
	}
	_, err = q.ReleaseIdentities(ctx, fleetdb.ReleaseIdentitiesParams{TrackerID: p.tracker, At: at})
	return err
}

func bindingInForce(ctx context.Context, q *fleetdb.Queries, object uuid.UUID) (*present, error) {
	row, err := q.BindingInForce(ctx, object)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &present{id: row.ID, object: object, tracker: row.TrackerID, protocol: row.Protocol, identity: row.Identity,
		span: spanOf(row.Span)}, nil
}

// ownTracker finds the tenant's own tracker of one of the names, and keeps others from claiming them meanwhile.
func ownTracker(ctx context.Context, q *fleetdb.Queries, s db.Scope, names []name) (*fleetdb.TrackerByNameRow, error) {
	for _, n := range names { // in the order of names(), the same for all who claim one identity
		if err := q.LockClaim(ctx, fleetdb.LockClaimParams{Claims: claimsOf(s), Claim: claimsOf(s) + " " + n.namespace + " " + n.value}); err != nil {
			return nil, err
		}
	}
	for _, n := range names {
		row, err := q.TrackerByName(ctx, fleetdb.TrackerByNameParams{Namespace: n.namespace, Value: n.value})
		if err == nil {
			return &row, nil
		}
		if !errors.Is(err, pgx.ErrNoRows) {
			return nil, err
		}
	}
	return nil, nil
}

// claimsOf names what all claims of a tenant are locked by.
func claimsOf(s db.Scope) string { return "claims of " + s.Tenant().String() }

func changedMeanwhile() error {
	return errs.New(errs.Conflict, "changed_meanwhile", "The tracker was bound or unbound a moment ago. Look again, then try again.")
}

// lockObjects locks those of the objects that are there and returns what they are called.
func lockObjects(ctx context.Context, q *fleetdb.Queries, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	rows, err := q.LockObjects(ctx, ids)
	titles := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		titles[r.ID] = r.Name
	}
	return titles, err
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
