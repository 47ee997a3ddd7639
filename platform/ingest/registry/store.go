package registry

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// The statements read a few columns of many rows and are put together from two shapes (all, or those named), so they
// stand here and not in queries.sql. A null list of ids reads everything.
const (
	selectTrackers = `select id, tenant_id, protocol, model, coalesce(time_zone, ''), password_mac from trackers
		where $1::uuid[] is null or id = any ($1)`
	selectBindings = `select tracker_id, object_id, lower(span), upper(span) from bindings
		where $1::uuid[] is null or tracker_id = any ($1) order by tracker_id, lower(span) nulls first`
	// All claims on the identities that any of the trackers ever claimed: an identity is always replaced as a whole.
	// The fourth column tells claims that were given up before they counted.
	selectIdentities = `select tracker_id, namespace, value, isempty(held) or (held is null and released_at is not null),
			held is null, lower(held), upper(held)
		from identities
		where $1::uuid[] is null
			or (namespace, value) in (select i.namespace, i.value from identities i where i.tracker_id = any ($1))
		order by namespace, value, created_at, id`
	selectObjects = `select id, seq, tenant_id, retention from objects where $1::uuid[] is null or id = any ($1)`
	selectPaid    = `select object_id, lower(span), upper(span) from paid_intervals
		where $1::uuid[] is null or object_id = any ($1) order by object_id, lower(span) nulls first`
	selectBlocks = `select object_id, keep_data, since, until from blocks
		where ($1::uuid[] is null or object_id = any ($1)) and until is distinct from since order by object_id, since`
)

// rows is what one reading brought. Identities are those of the trackers read.
type rows struct {
	objects    map[uuid.UUID]*objectRow
	trackers   map[uuid.UUID]*trackerRow
	identities []identityRow
}

type identityRow struct {
	claim

	namespace, value string
	gone             bool
}

// paidForEver is shared by the objects that are served free of charge: most of them, on many installations.
var paidForEver = []verdict.Span{{From: verdict.Ever, Until: verdict.Forever}}

// read reads trackers and objects by id, or everything if the lists are nil.
func (r *Registry) readTrackers(ctx context.Context, tx *db.Tx, out *rows, w *words, ids []uuid.UUID) error {
	out.trackers = map[uuid.UUID]*trackerRow{}
	err := each(ctx, tx, selectTrackers, ids, func(scan scan) error {
		var id uuid.UUID
		var protocol, model, zone string
		t := &trackerRow{}
		if err := scan(&id, &t.tenant, &protocol, &model, &zone, &t.mac); err != nil {
			return err
		}
		t.protocol, t.model, t.zone = w.number(protocol), w.number(model), w.zoneNumber(zone)
		out.trackers[id] = t
		return nil
	})
	if err != nil {
		return fmt.Errorf("read trackers: %w", err)
	}
	err = each(ctx, tx, selectBindings, ids, func(scan scan) error {
		var tracker uuid.UUID
		var b bindingRow
		var from, until pgtype.Timestamptz
		if err := scan(&tracker, &b.object, &from, &until); err != nil {
			return err
		}
		b.Span = span(from, until)
		if t := out.trackers[tracker]; t != nil {
			t.bindings = append(t.bindings, b)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read bindings: %w", err)
	}
	err = each(ctx, tx, selectIdentities, ids, func(scan scan) error {
		var i identityRow
		var gone *bool
		var from, until pgtype.Timestamptz
		if err := scan(&i.tracker, &i.namespace, &i.value, &gone, &i.waiting, &from, &until); err != nil {
			return err
		}
		i.gone = gone != nil && *gone
		i.held = span(from, until)
		out.identities = append(out.identities, i)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read identities: %w", err)
	}
	return nil
}

func (r *Registry) readObjects(ctx context.Context, tx *db.Tx, out *rows, ids []uuid.UUID) error {
	out.objects = map[uuid.UUID]*objectRow{}
	err := each(ctx, tx, selectObjects, ids, func(scan scan) error {
		var id uuid.UUID
		var retention string
		o := &objectRow{}
		if err := scan(&id, &o.seq, &o.tenant, &retention); err != nil {
			return err
		}
		o.retention, _ = verdict.ParseRetention(retention)
		out.objects[id] = o
		return nil
	})
	if err != nil {
		return fmt.Errorf("read objects: %w", err)
	}
	err = each(ctx, tx, selectPaid, ids, func(scan scan) error {
		var id uuid.UUID
		var from, until pgtype.Timestamptz
		if err := scan(&id, &from, &until); err != nil {
			return err
		}
		switch o, s := out.objects[id], span(from, until); {
		case o == nil:
		case s == paidForEver[0]:
			o.paid = paidForEver
		default:
			o.paid = append(o.paid, s)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read paid intervals: %w", err)
	}
	err = each(ctx, tx, selectBlocks, ids, func(scan scan) error {
		var id uuid.UUID
		var b verdict.Block
		var since, until pgtype.Timestamptz
		if err := scan(&id, &b.KeepData, &since, &until); err != nil {
			return err
		}
		b.Span = span(since, until)
		if o := out.objects[id]; o != nil {
			o.blocks = append(o.blocks, b)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read blocks: %w", err)
	}
	return nil
}

type scan func(dest ...any) error

func each(ctx context.Context, tx *db.Tx, sql string, ids []uuid.UUID, fn func(scan scan) error) error {
	found, err := tx.Query(ctx, sql, ids)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := fn(found.Scan); err != nil {
			return err
		}
	}
	return found.Err()
}

// span reads the two ends of a range: null and infinity are unbounded.
func span(from, until pgtype.Timestamptz) verdict.Span {
	s := verdict.Always()
	if from.Valid && from.InfinityModifier == pgtype.Finite {
		s.From = from.Time.UnixMicro()
	}
	if until.Valid && until.InfinityModifier == pgtype.Finite {
		s.Until = until.Time.UnixMicro()
	}
	return s
}

// hold asks the database to give the identity to whoever waits for it; uuid.Nil if it gave it to nobody.
func (r *Registry) hold(ctx context.Context, namespace, value string) (uuid.UUID, error) {
	var id *uuid.UUID
	err := r.config.Database.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select hold_identity($1, $2)`, namespace, value).Scan(&id)
	})
	if err != nil || id == nil {
		return uuid.Nil, err
	}
	return *id, nil
}

// reload reads the objects and trackers named, and the objects the trackers stand for, and puts them in place.
func (r *Registry) reload(ctx context.Context, objects, trackers []uuid.UUID) error {
	r.reading.Lock()
	defer r.reading.Unlock()
	var got rows
	w := newWords()
	err := r.config.Database.Worker(ctx, func(tx *db.Tx) error {
		got = rows{}
		if len(trackers) > 0 {
			if err := r.readTrackers(ctx, tx, &got, &w, trackers); err != nil {
				return err
			}
			for _, t := range got.trackers {
				for _, b := range t.bindings {
					objects = append(objects, b.object)
				}
			}
		}
		slices.SortFunc(objects, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		objects = slices.Compact(objects)
		if len(objects) == 0 {
			return nil
		}
		return r.readObjects(ctx, tx, &got, objects)
	})
	if err != nil {
		return err
	}
	r.apply(got, &w, objects, trackers)
	return nil
}

// apply replaces what was asked for by what was found. Objects that nobody's tracker stands for are kept too: they are
// few, and a binding may come at any moment.
func (r *Registry) apply(got rows, w *words, objects, trackers []uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range objects {
		if o := got.objects[id]; o != nil {
			r.objects[id] = o
		} else {
			delete(r.objects, id)
		}
	}
	for _, id := range trackers {
		t := got.trackers[id]
		if t == nil {
			delete(r.trackers, id)
			continue
		}
		t.protocol, t.model = r.words.number(w.text(t.protocol)), r.words.number(w.text(t.model))
		t.zone = r.words.zoneNumber(w.text(t.zone))
		r.trackers[id] = t
	}
	r.fill(got.identities)
	r.version.Add(1)
}

// load reads everything.
func (r *Registry) load(ctx context.Context) error {
	r.reading.Lock()
	defer r.reading.Unlock()
	var got rows
	w := newWords()
	var seen changes
	err := r.config.Database.Worker(ctx, func(tx *db.Tx) error {
		// The changes first: whatever commits while the tables are read is read again.
		if err := seen.begin(ctx, tx); err != nil {
			return err
		}
		if err := r.readTrackers(ctx, tx, &got, &w, nil); err != nil {
			return err
		}
		return r.readObjects(ctx, tx, &got, nil)
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.objects, r.trackers, r.words = got.objects, got.trackers, w
	r.imeis, r.names = make(map[uint64][]claim, len(got.identities)), map[string][]claim{}
	r.fill(got.identities)
	r.changes = seen
	r.loaded.Store(true)
	r.current.Store(true)
	r.version.Add(1)
	return nil
}

// fill replaces the claims of the identities found, which come in order.
func (r *Registry) fill(found []identityRow) {
	for len(found) > 0 {
		namespace, value := found[0].namespace, found[0].value
		var claims []claim
		n := 0
		for n < len(found) && found[n].namespace == namespace && found[n].value == value {
			n++
		}
		for _, i := range found[:n] {
			if !i.gone {
				if claims == nil {
					claims = make([]claim, 0, n)
				}
				claims = append(claims, i.claim)
			}
		}
		r.setClaims(namespace, value, claims)
		r.forgetKnock(nameKey(namespace, value))
		found = found[n:]
	}
}
