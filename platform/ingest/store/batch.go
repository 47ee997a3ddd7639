package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/spool"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// batch is what one transaction stores.
type batch struct {
	last       uint64
	rows       copyRows
	partitions map[partition]struct{}
	folds      map[int64]*fold
	order      []*fold // as they are stored: by the object's number
	spare      []*fold // of batches before, for their room
	quarantine quarantined
	oldest     time.Time // receive time of the first record
	records    int
	month      month // of the record before
}

// partition of positions: a class and a month, counted from year 0, UTC.
type partition struct {
	retention string
	month     int
}

func partitionOf(h *spool.Head, fixed int64) partition {
	t := time.UnixMicro(fixed).UTC()
	return partition{h.Retention.String(), t.Year()*12 + int(t.Month()) - 1}
}

// month is the span of one, to see at a glance whether a record belongs to it too.
type month struct {
	retention verdict.Retention
	from, to  int64 // microseconds since 1970
}

func monthOf(h *spool.Head, fixed int64) month {
	t := time.UnixMicro(fixed).UTC()
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return month{h.Retention, first.UnixMicro(), first.AddDate(0, 1, 0).UnixMicro()}
}

func (m *month) holds(h *spool.Head, fixed int64) bool {
	return m.retention == h.Retention && fixed >= m.from && fixed < m.to
}

func (p partition) day() time.Time {
	return time.Date(p.month/12, time.Month(p.month%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// quarantined are rows for the table of that name, column by column.
type quarantined struct {
	ids, objects []uuid.UUID
	reasons      []string
	fixed        []*time.Time
	received     []time.Time
	records      []string
}

func (q *quarantined) add(h *spool.Head, r *spool.Record) error {
	doc := map[string]any{
		"valid": r.Valid, "timed": r.Timed, "fixed": r.Fixed, "hash": fmt.Sprintf("%016x", r.Hash), "attributes": json.RawMessage(r.Attributes),
	}
	if r.Fix {
		for name, v := range map[string]float64{
			"lat": r.Lat, "lon": r.Lon, "altitude": float64(r.Altitude), "speed": float64(r.Speed), "course": float64(r.Course),
		} {
			if v-v == 0 { // JSON knows neither infinities nor NaN
				doc[name] = v
			}
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		doc["attributes"] = json.RawMessage(mended(r.Attributes))
		if b, err = json.Marshal(doc); err != nil {
			return fmt.Errorf("write a quarantined record: %w", err)
		}
	}
	var fixed *time.Time
	if t := time.UnixMicro(r.Fixed).UTC(); r.Timed && t.Year() >= 1 && t.Year() <= 9999 {
		fixed = &t
	}
	q.ids, q.objects, q.reasons = append(q.ids, rowID(h, r)), append(q.objects, h.Object), append(q.reasons, r.Reason)
	q.fixed, q.received, q.records = append(q.fixed, fixed), append(q.received, h.Received), append(q.records, string(b))
	return nil
}

// rowID is the same for the same record, however often it is sent.
func rowID(h *spool.Head, r *spool.Record) (id uuid.UUID) {
	var b [40]byte
	copy(b[:], h.Object[:])
	binary.BigEndian.PutUint64(b[16:], uint64(r.Fixed))
	binary.BigEndian.PutUint64(b[24:], r.Hash)
	copy(b[32:], r.Reason)
	sum := sha256.Sum256(b[:])
	copy(id[:], sum[:])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // version 8, RFC 9562
	return id
}

// fill reads the messages into the batch. careful mends attributes that the database would not take.
func (b *batch) fill(messages []spool.Message, careful bool) error {
	b.begin()
	for _, m := range messages {
		b.last = m.Sequence
		err := spool.Open(m.Envelope, func(h *spool.Head, r *spool.Record) error {
			if b.records++; b.records == 1 {
				b.oldest = h.Received
			}
			if careful {
				r.Attributes = mended(r.Attributes)
			}
			if r.Reason != "" {
				return b.quarantine.add(h, r)
			}
			b.keep(h, r)
			return nil
		})
		if err != nil {
			return fmt.Errorf("message %d: %w", m.Sequence, err)
		}
	}
	slices.SortFunc(b.order, func(a, b *fold) int { return cmp.Compare(a.seq, b.seq) })
	return nil
}

func (b *batch) begin() {
	b.spare = append(b.spare, b.order...)
	clear(b.folds)
	clear(b.partitions)
	*b = batch{rows: copyRows{bytes: b.rows.bytes}, partitions: b.partitions, folds: b.folds, order: b.order[:0], spare: b.spare}
	if b.folds == nil {
		b.partitions, b.folds = map[partition]struct{}{}, map[int64]*fold{}
	}
}

// keep takes up a record that becomes a row.
func (b *batch) keep(h *spool.Head, r *spool.Record) {
	if !b.month.holds(h, r.Fixed) {
		b.month = monthOf(h, r.Fixed)
		b.partitions[partitionOf(h, r.Fixed)] = struct{}{}
	}
	f := b.folds[h.Seq]
	if f == nil {
		f = &fold{}
		if n := len(b.spare); n > 0 {
			f, b.spare = b.spare[n-1], b.spare[:n-1]
			f.attributes.empty()
			*f = fold{records: f.records[:0], attributes: f.attributes}
		}
		f.seq, f.tenant, f.object = h.Seq, h.Tenant, h.Object
		b.folds[h.Seq] = f
		b.order = append(b.order, f)
	}
	f.state.heard = max(f.state.heard, h.Received.UnixMicro())
	f.records = append(f.records, record{*r, h})
}

// arrange writes the rows, in the order of the key. It is told what the states are, so that it can tell which rows may be there already:
// those no newer than the newest of their object. doubtful: any may.
func (b *batch) arrange(doubtful bool) {
	b.rows.begin()
	for _, f := range b.order {
		slices.SortStableFunc(f.records, func(a, b record) int { return cmp.Compare(a.Fixed, b.Fixed) })
		f.once()
		newest := int64(math.MaxInt64) // an object without a state may have lost it
		if f.state.written && !doubtful {
			newest = f.state.recorded
		}
		for i := range f.records {
			r := &f.records[i]
			b.rows.add(r.head, &r.Record, r.Fixed <= newest)
			newest = max(newest, r.Fixed)
		}
	}
	b.rows.end()
}

// once leaves out what came again after the object's class of keeping had changed; within a class, the key of the table does so.
func (f *fold) once() {
	first := f.records[0].head.Retention
	if !slices.ContainsFunc(f.records, func(r record) bool { return r.head.Retention != first }) {
		return
	}
	type key struct {
		fixed int64
		hash  uint64
	}
	classes := make(map[key]verdict.Retention, len(f.records))
	f.records = slices.DeleteFunc(f.records, func(r record) bool {
		k := key{r.Fixed, r.Hash}
		if class, ok := classes[k]; ok {
			return class != r.head.Retention
		}
		classes[k] = r.head.Retention
		return false
	})
}
