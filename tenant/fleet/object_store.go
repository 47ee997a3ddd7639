package fleet

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// One select for an object, a page of objects and the whole map. Row-level security narrows it to the tenant acted in;
// pages walk objects_page (tenant_id, name_key, id) and look up the rest of each row by key.
//
// $1 is the moment before which silence means offline, and a place no longer tells that its object moves.
const (
	// placedLongAgo: it moved at its last place, but that is history which has only just come in, or it was heard without a place since.
	placedLongAgo = `(s.moving and s.fixed_at < $1)`

	// statusOf is the one rule for an object's status.
	statusOf = `
		case when k.since is not null then 'blocked'
		     when s.heard_at is null then 'never'
		     when s.heard_at < $1 then 'offline'
		     when s.moving and not ` + placedLongAgo + ` then 'moving'
		     else 'standing' end`

	objectColumns = `
		o.id, o.name, o.name_key, o.kind, o.group_id, o.created_at`

	// withheldFrom is since when what a block in force has recorded is withheld: a suspension withholds all there is.
	withheldFrom = `min(case when k.cause in ('suspended', 'ancestor') then timestamptz '0001-01-01 00:00Z' else k.since end)`

	// What was recorded since the earliest block in force is withheld: w is the last position before it.
	stateColumns = statusOf + ` as status,
		coalesce(s.heard_at < $1, false) as silent, s.heard_at, case when not ` + placedLongAgo + ` then s.moving_since end as moving_since,
		k.since is not null and s.recorded_at >= k.since as withheld,
		coalesce(k.list, '[]') as blocks,
		case when k.since <= s.fixed_at then w.fixed_at else s.fixed_at end as fixed_at,
		case when k.since <= s.fixed_at then w.lat else s.lat end as lat,
		case when k.since <= s.fixed_at then w.lon else s.lon end as lon,
		case when k.since <= s.fixed_at then w.altitude else s.altitude end as altitude,
		case when k.since <= s.fixed_at then w.speed else s.speed end as speed,
		case when k.since <= s.fixed_at then w.course else s.course end as course,
		case when k.since <= s.fixed_at then coalesce(w.valid, false) else coalesce(s.valid, false) end as valid`

	// Heavier things, which the map does not need.
	detailColumns = `
		case when k.since <= s.fixed_at then w.attributes when k.since <= s.recorded_at then null else s.attributes end as attributes,
		case when k.since <= s.recorded_at then null else s.odometer end as odometer,
		t.*`

	stateJoins = `
		left join object_states s on s.object_seq = o.seq
		left join lateral (
			select ` + withheldFrom + ` as since, jsonb_agg(jsonb_build_object('cause', k.cause, 'since', k.since,
				'reason', k.reason, 'keep_data', k.keep_data) order by k.since, k.cause) as list
			from blocks k
			where k.tenant_id = o.tenant_id and k.object_id = o.id and k.until is null) k on true
		left join lateral (
			select p.fixed_at, p.lat, p.lon, p.altitude, p.speed, p.course, p.valid, p.attributes
			from positions p
			where k.since <= s.fixed_at and p.object_seq = o.seq and p.fixed_at < k.since and p.lat is not null
			order by p.fixed_at desc
			limit 1) w on true`

	// One at most stands for an object: said so, lest the planner reads all trackers for a page.
	detailJoins = `
		left join lateral (
			select t.id, t.protocol, t.model, t.identity, t.phone, t.password_mac is not null, coalesce(t.time_zone, ''), lower(b.span),
				not exists (select from identities i where i.tracker_id = t.id and i.released_at is null and i.held is not null), t.operator_owned
			from bindings b
			join trackers t on t.tenant_id = b.tenant_id and t.id = b.tracker_id
			where b.tenant_id = o.tenant_id and b.object_id = o.id and upper_inf(b.span)
			order by lower(b.span) desc
			limit 1) t (id, protocol, model, identity, phone, has_password, time_zone, since, waiting, operator_owned) on true`
)

// filter is what a list is narrowed to. Its conditions may be anything: they are applied to the rows of one tenant,
// which the policy's own, leakproof condition has already found by index.
type filter struct {
	// own are conditions on the object's own columns, wide on what is joined to it.
	own, wide []string
	args      []any
}

func (f *Fleet) newFilter() *filter {
	return &filter{args: []any{f.now().Add(-f.offlineAfter)}}
}

func (q *filter) arg(value any) string {
	q.args = append(q.args, value)
	return fmt.Sprintf("$%d", len(q.args))
}

// objectsOfTracker selects the objects whose tracker's identity or phone number contains a text; read once for a list.
func objectsOfTracker(arg string) string {
	return `
			select b.object_id
			from bindings b
			join trackers t on t.tenant_id = b.tenant_id and t.id = b.tracker_id
			where upper_inf(b.span) and (strpos(lower(t.identity), ` + arg + `) > 0 or strpos(t.phone, ` + arg + `) > 0)`
}

const byName = "\n\t\torder by o.name_key, o.id"

// from is the objects that are asked for. Where that can be told from their own columns they are counted off first, so
// that the planner joins a page and never the whole fleet to it.
func (q *filter) from(limit int) (objects, rest string) {
	where := func(conditions []string) string {
		if len(conditions) == 0 {
			return ""
		}
		return "\n\t\twhere " + strings.Join(conditions, "\n\t\t  and ")
	}
	bound := ""
	if limit > 0 {
		bound = "\n\t\tlimit " + q.arg(limit)
	}
	if len(q.wide) == 0 {
		return "\n\t\tfrom (select o.id, o.tenant_id, o.seq, o.name, o.name_key, o.kind, o.group_id, o.created_at from objects o" + where(q.own) + byName + bound + ") o", byName
	}
	return "\n\t\tfrom objects o", where(append(q.own, q.wide...)) + byName + bound
}

func readObjects(ctx context.Context, tx *db.Tx, q *filter, limit int) ([]Object, error) {
	from, rest := q.from(limit)
	rows, err := tx.Query(ctx, "select"+objectColumns+","+stateColumns+","+detailColumns+from+stateJoins+detailJoins+rest, q.args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Object, error) {
		var o Object
		var s stateRow
		var t trackerRow
		var attributes []byte
		err := row.Scan(append(append(s.into(&o), &attributes, &o.State.Odometer), t.into()...)...)
		if err != nil {
			return o, err
		}
		o.Tracker = t.tracker()
		o.State.Attributes = map[string]any{}
		if attributes != nil {
			if err := json.Unmarshal(attributes, &o.State.Attributes); err != nil {
				return o, fmt.Errorf("read attributes: %w", err)
			}
		}
		err = s.finish(&o)
		return o, err
	})
}

func readStates(ctx context.Context, tx *db.Tx, q *filter) ([]Object, error) {
	rows, err := tx.Query(ctx, "select"+objectColumns+","+stateColumns+" from objects o"+stateJoins+byName, q.args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Object, error) {
		var o Object
		var s stateRow
		err := row.Scan(s.into(&o)...)
		if err == nil {
			err = s.finish(&o)
		}
		return o, err
	})
}

// stateRow takes what is null while nothing was heard.
type stateRow struct {
	fixedAt  *time.Time
	lat, lon *float64
	place    Place
	withheld *bool
	blocks   []byte
}

// into lists where objectColumns and stateColumns go.
func (r *stateRow) into(o *Object) []any {
	return []any{&o.ID, &o.Name, &o.nameKey, &o.Kind, &o.Group, &o.CreatedAt,
		&o.State.Status, &o.silent, &o.State.HeardAt, &o.State.MovingSince, &r.withheld, &r.blocks,
		&r.fixedAt, &r.lat, &r.lon, &r.place.Altitude, &r.place.Speed, &r.place.Course, &r.place.Valid}
}

func (r *stateRow) finish(o *Object) error {
	if r.fixedAt != nil && r.lat != nil && r.lon != nil {
		r.place.At, r.place.Lat, r.place.Lon = r.fixedAt.UTC(), *r.lat, *r.lon
		o.State.Place = &r.place
	}
	o.State.Withheld = r.withheld != nil && *r.withheld
	if o.State.Withheld {
		o.State.MovingSince = nil
	}
	if err := json.Unmarshal(r.blocks, &o.Blocks); err != nil {
		return fmt.Errorf("read blocks: %w", err)
	}
	for i := range o.Blocks {
		o.Blocks[i].Since = o.Blocks[i].Since.UTC()
	}
	o.CreatedAt = o.CreatedAt.UTC()
	o.State.HeardAt, o.State.MovingSince = utc(o.State.HeardAt), utc(o.State.MovingSince)
	return nil
}

// trackerRow takes what is null while no tracker is bound.
type trackerRow struct {
	id                               *uuid.UUID
	protocol, model, identity, phone *string
	hasPassword, waiting, operator   *bool
	timeZone                         *string
	since                            *time.Time
}

func (r *trackerRow) into() []any {
	return []any{&r.id, &r.protocol, &r.model, &r.identity, &r.phone, &r.hasPassword, &r.timeZone, &r.since, &r.waiting, &r.operator}
}

func (r *trackerRow) tracker() *Tracker {
	if r.id == nil {
		return nil
	}
	return &Tracker{ID: *r.id, Protocol: *r.protocol, Model: *r.model, Identity: *r.identity, Phone: *r.phone,
		HasPassword: *r.hasPassword, TimeZone: *r.timeZone, Since: r.since.UTC(), Waiting: *r.waiting, OperatorOwned: *r.operator}
}

// objectKey is what reading an object's records needs.
type objectKey struct {
	seq int64
	// withheldFrom is the beginning of the earliest block in force; nil: none is.
	withheldFrom *time.Time
}

// readObjectKey is also how it is asked whether an object is there: no rows means it is not.
func readObjectKey(ctx context.Context, tx *db.Tx, object uuid.UUID) (objectKey, error) {
	var k objectKey
	err := tx.QueryRow(ctx, `
		select o.seq, (select `+withheldFrom+` from blocks k
			where k.tenant_id = o.tenant_id and k.object_id = o.id and k.until is null)
		from objects o
		where o.id = $1`, object).Scan(&k.seq, &k.withheldFrom)
	k.withheldFrom = utc(k.withheldFrom)
	return k, err
}

// utc: the driver gives times in the machine's zone.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
