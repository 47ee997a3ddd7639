package gateway

import (
	"errors"
	"net"
	"runtime/debug"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/spool"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// work is one round of one connection: the frames that have arrived, on their way to the spool, and the answers that
// wait for it.
type work struct {
	frames []pending
	parcel spool.Parcel
	answer []byte
}

// pending is a frame whose answer waits for its tickets.
type pending struct {
	tickets []spool.Ticket
	err     error // it could not even be handed to the spool
	answer  []byte
	begun   time.Time
	// told to the owner when it is on disk
	contact live.Contact
	// newest of the frame's records that may be shown, if any
	newest *protocol.Record
	object uuid.UUID
	tenant uuid.UUID
}

func (w *work) reset() {
	clear(w.frames)
	w.frames = w.frames[:0]
	w.answer = w.answer[:0]
}

// next makes room for a frame, with the tickets' room of one before it.
func (w *work) next() *pending {
	w.frames = append(w.frames, pending{})
	return &w.frames[len(w.frames)-1]
}

// settle waits for the frames in order and collects their answers. At the first that is not on disk it stops: neither
// that one nor any behind it is answered, and the connection must end, for answers have no names.
func (w *work) settle(d *device) bool {
	g := d.gateway
	for i := range w.frames {
		f := &w.frames[i]
		err := f.err
		for _, t := range f.tickets {
			err = errors.Join(err, t.Wait())
		}
		if err != nil {
			g.unspooled(d.protocol.Name, err)
			return false
		}
		w.answer = append(w.answer, f.answer...)
		g.told(f)
		if len(f.tickets) > 0 {
			g.config.Metrics.durable.Observe(g.config.Clock.Now().Sub(f.begun).Seconds())
		}
	}
	return true
}

// told lets those who watch know what is on disk now.
func (g *Gateway) told(f *pending) {
	if f.newest != nil {
		g.config.Live.Position(f.tenant, f.object, f.newest, f.begun)
	}
	if f.contact.Tracker != uuid.Nil {
		g.config.Contacts.Heard(f.contact)
	}
}

// unspooled notes that a tracker was not answered because its records are not on disk.
func (g *Gateway) unspooled(protocolName string, err error) {
	reason := "failed"
	switch {
	case errors.Is(err, spool.ErrFull):
		reason = "full"
	case errors.Is(err, spool.ErrBusy):
		reason = "busy"
	case errors.Is(err, spool.ErrClosed):
		reason = "closed"
	case errors.Is(err, spool.ErrRecordTooLarge):
		reason = "too_large"
	}
	g.config.Metrics.unspooled.WithLabelValues(reason).Inc()
	if g.damage.worth("unspooled "+reason, g.config.Clock.Now(), time.Minute) {
		g.config.Log.Error("records are not acknowledged, because the spool does not take them", "protocol", protocolName, "error", err)
	}
}

// broken notes that a frame has broken its decoder. Whoever sent it loses the connection, and nobody else anything.
func (g *Gateway) broken(p *protocol.Protocol, from net.Addr, why any) {
	g.config.Metrics.undecodable.WithLabelValues(p.Name, "broken").Inc()
	if g.damage.worth("broken "+p.Name+" "+hostOf(from), g.config.Clock.Now(), time.Minute) {
		g.config.Log.Error("a frame has broken its decoder", "protocol", p.Name, "from", from.String(), "why", why, "stack", string(debug.Stack()))
	}
}

// submit judges the records of a frame and hands those that are kept to the spool.
func (w *work) submit(d *device, f *pending, records []protocol.Record, received time.Time) {
	g := d.gateway
	var counts [verdict.BeforeBinding + 1]int
	var last verdict.Outcome
	var current *verdict.Object
	var fixes, withheld int
	before := 0
	if tracker := d.tracker; tracker != nil {
		before = g.noise.add(tracker.ID, len(records), received)
	}
	flush := func() {
		if w.parcel.Len() == 0 {
			return
		}
		ticket, err := g.config.Spool.Append(&w.parcel)
		if err != nil {
			f.err = errors.Join(f.err, err)
		} else {
			f.tickets = append(f.tickets, ticket)
		}
		current = nil
	}
	for i := range records {
		r := &records[i]
		r.Kept()
		d.serial++
		v := verdict.Of(d.device.Holds, r.Time, received, g.noise.excess(before+i))
		counts[v.Outcome]++
		last = v.Outcome
		if !v.Outcome.Kept() {
			continue
		}
		if current == nil || current.ID != v.Object.ID || w.parcel.Full() {
			flush()
			current = v.Object
			w.parcel.Begin(g.config.Spool.ShardOf(current.Seq), spool.Head{
				Object: current.ID, Tenant: current.Tenant, Seq: current.Seq, Retention: current.Retention, Received: received,
			})
		}
		if err := w.parcel.Add(r, v.Outcome, received, spool.Key{Connection: d.connection, Serial: d.serial}); err != nil {
			f.err = errors.Join(f.err, err)
		}
		if v.Outcome != verdict.Stored {
			continue
		}
		if r.Fix && r.Valid {
			fixes++
		}
		if v.Withheld {
			withheld++
			continue
		}
		if f.newest == nil || newer(r, f.newest) {
			f.newest, f.object, f.tenant = r, v.Object.ID, v.Object.Tenant
		}
	}
	flush()
	w.parcel.Begin(0, spool.Head{})
	for outcome, n := range counts {
		if n > 0 {
			g.config.Metrics.outcomes[outcome].Add(float64(n))
		}
	}
	if len(records) > 0 {
		f.contact = d.contact(outcomeOf(counts, last, fixes, withheld), received)
		f.contact.Records = len(records)
	}
}

// newer prefers a position to none, and then the later one.
func newer(a, b *protocol.Record) bool {
	if a.Fix != b.Fix {
		return a.Fix
	}
	return !a.Time.Before(b.Time)
}
