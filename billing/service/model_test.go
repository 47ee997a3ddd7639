package service_test

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// The plain telling of what settling does, object by object: it shares no word of SQL and no formula with the engine.

type modelSpan struct{ from, to time.Time }

type modelObject struct {
	id       uuid.UUID
	byDay    bool // each day on which it is heard
	late     bool // when it is over
	heard    []time.Time
	forever  bool // served until money is short
	prices   *[]version
	zone     *time.Location
	priority int
	due      time.Time // of the next period
	anchor   time.Time
	nth      int
	left     int64 // millionths carried
	paid     bool  // ever
	starts   time.Time
	trial    time.Time
	unpaid   time.Time
	stops    bool
	paused   bool
	over     bool
	free     bool // served free of charge from since
	since    time.Time
	served   []modelSpan // to the zero moment: for ever
	charges  []modelCharge
	blocks   []modelSpan
}

type modelCharge struct {
	modelSpan
	amount int64
}

type modelAccount struct {
	balance, floor int64
	objects        []*modelObject
}

func inForce(list []version, at time.Time) version {
	var found version
	for _, v := range list {
		if !v.from.After(at) {
			found = v // later ones of the same moment win
		}
	}
	return found
}

// civil adds to a wall clock and reads it back: a wall clock that a zone skips or has twice is the later moment.
func civil(anchor time.Time, zone *time.Location, unit string, n int) time.Time {
	l := anchor.In(zone)
	y, m, d := l.Date()
	switch unit {
	case "month":
		total := int(m) - 1 + n
		y, m = y+total/12, time.Month(total%12+1)
	case "year":
		y += n
	case "day", "active_day":
		moved := time.Date(y, m, d+n, 0, 0, 0, 0, time.UTC)
		y, m, d = moved.Date()
	}
	if last := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day(); d > last {
		d = last
	}
	return onTheWall(time.Date(y, m, d, l.Hour(), l.Minute(), l.Second(), 0, time.UTC), zone)
}

// onTheWall is when the clocks of a zone show something.
func onTheWall(wall time.Time, zone *time.Location) time.Time {
	_, before := wall.Add(-30 * time.Hour).In(zone).Zone()
	_, after := wall.Add(30 * time.Hour).In(zone).Zone()
	for _, offset := range []int{min(before, after), max(before, after)} {
		at := wall.Add(-time.Duration(offset) * time.Second)
		if _, o := at.In(zone).Zone(); o == offset {
			return at.UTC()
		}
	}
	return wall.Add(-time.Duration(min(before, after)) * time.Second).UTC()
}

func (o *modelObject) serve(from, to time.Time) {
	if n := len(o.served); n > 0 && o.served[n-1].to.Equal(from) {
		o.served[n-1].to = to
		return
	}
	o.served = append(o.served, modelSpan{from, to})
}

func (a *modelAccount) settle(at time.Time, lead time.Duration) {
	for _, o := range a.objects {
		if o.stops && !o.over && (o.open() || !o.due.After(at)) {
			if o.open() {
				o.cut(at)
			}
			o.over, o.free, o.since = true, true, at
			if n := len(o.blocks); n > 0 && o.blocks[n-1].to.IsZero() {
				o.blocks[n-1].to = at
			}
		}
		if !o.over && !o.trial.IsZero() && !o.paid {
			o.paid = true
			o.serve(o.starts, o.trial)
		}
	}
	levels := map[int][]*modelObject{}
	for _, o := range a.objects {
		if !o.over && !o.paused && !o.open() && !o.due.After(at.Add(lead)) && (!o.stops || !o.due.After(at)) {
			levels[o.priority] = append(levels[o.priority], o)
		}
	}
	var order []int
	for level := range levels {
		order = append(order, level)
	}
	slices.Sort(order)
	slices.Reverse(order)
	for _, level := range order {
		type bid struct {
			o      *modelObject
			v      version
			amount int64
			from   time.Time
		}
		var bids []bid
		for _, o := range levels[level] {
			moment := o.due
			if !o.unpaid.IsZero() {
				moment = at
			}
			v := inForce(*o.prices, moment)
			from := moment
			if o.unpaid.IsZero() && !plainAdd(o.due, v.unit).After(at) {
				from = at
			}
			micro := o.left + v.price*1_000_000 + v.micro
			if o.late && !o.unpaid.IsZero() {
				for d := midnight(o.anchor, o.zone, 0); !d.After(o.unpaid); d = midnight(d, o.zone, 1) {
					if !d.Before(o.anchor) && o.heardOn(d, at) && !o.chargedFor(d) {
						day := inForce(*o.prices, later(d, o.starts))
						micro += day.price*1_000_000 + day.micro
					}
				}
			}
			bids = append(bids, bid{o, v, micro / 1_000_000, from})
		}
		slices.SortFunc(bids, func(x, y bid) int {
			return cmp.Or(cmp.Compare(x.amount, y.amount), bytes.Compare(x.o.id[:], y.o.id[:]))
		})
		spent := int64(0)
		spendable := a.balance - a.floor
		for _, b := range bids {
			o := b.o
			need := spent + b.amount
			if !o.byDay { // one that pays by the days on which it is heard takes nothing to begin with
				spent = need
			}
			if b.amount != 0 && need > spendable {
				if o.unpaid.IsZero() && !b.from.After(at) {
					o.unpaid = b.from
					o.blocks = append(o.blocks, modelSpan{from: b.from})
				}
				continue
			}
			if o.byDay {
				if today := midnight(b.from, o.zone, 0); !o.late || o.unpaid.IsZero() || today.Before(o.anchor) {
					o.anchor = today
				}
				o.serve(b.from, time.Time{})
				o.paid, o.forever = true, true
				if n := len(o.blocks); n > 0 && o.blocks[n-1].to.IsZero() {
					o.blocks[n-1].to = b.from
				}
				o.unpaid = time.Time{}
				continue
			}
			a.balance -= b.amount
			if !b.from.Equal(civil(o.anchor, o.zone, b.v.unit, o.nth)) {
				o.anchor, o.nth = b.from, 0
			}
			end := civil(o.anchor, o.zone, b.v.unit, o.nth+1)
			o.nth++
			o.left = (o.left + b.v.micro) % 1_000_000
			o.charges = append(o.charges, modelCharge{modelSpan{b.from, end}, b.amount})
			o.serve(b.from, end)
			o.due, o.paid = end, true
			if n := len(o.blocks); n > 0 && o.blocks[n-1].to.IsZero() {
				o.blocks[n-1].to = b.from
			}
			o.unpaid = time.Time{}
		}
	}
}

// midnight is where a day of a zone begins, so many days after another moment's.
func midnight(at time.Time, zone *time.Location, days int) time.Time {
	y, m, d := at.In(zone).Date()
	return onTheWall(time.Date(y, m, d+days, 0, 0, 0, 0, time.UTC), zone)
}

// open tells whether it is served for ever, and pays day by day.
func (o *modelObject) open() bool { return o.byDay && o.unpaid.IsZero() && o.forever }

// heardOn tells whether it was heard on a day while it was served.
func (o *modelObject) heardOn(day, at time.Time) bool {
	for _, s := range o.served {
		for _, h := range o.heard {
			if !h.Before(day) && h.Before(midnight(day, o.zone, 1)) && !h.Before(o.starts) && !h.Before(s.from) && (s.to.IsZero() || h.Before(s.to)) && !h.After(at) {
				return true
			}
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (o *modelObject) chargedFor(day time.Time) bool {
	return slices.ContainsFunc(o.charges, func(c modelCharge) bool { return c.from.Equal(day) })
}

// renewDays is what the job does about days on which trackers were heard.
func (a *modelAccount) renewDays(at time.Time) {
	first, asked := at, false
	for _, o := range a.objects {
		if o.over || !o.open() {
			continue
		}
		if n := len(o.heard); !o.paused && n > 0 && !o.heard[n-1].Before(o.anchor) {
			asked = true
		}
		if o.anchor.Before(first) {
			first = o.anchor
		}
	}
	if !asked {
		return
	}
	// Zones differ between accounts only: a day is one day for all objects of one.
	zone := a.objects[0].zone
	for day := midnight(first, zone, 0); !day.After(at); day = midnight(day, zone, 1) {
		end := midnight(day, zone, 1)
		type bid struct {
			o      *modelObject
			amount int64
			micro  int64
		}
		var bids []bid
		for _, o := range a.objects {
			if o.over || !o.open() || o.anchor.After(day) || o.late && end.After(at) || !o.heardOn(day, at) || o.chargedFor(day) {
				continue
			}
			v := inForce(*o.prices, later(day, o.starts))
			bids = append(bids, bid{o, v.price + (o.left+v.micro)/1_000_000, (o.left + v.micro) % 1_000_000})
		}
		slices.SortFunc(bids, func(x, y bid) int {
			return cmp.Or(-cmp.Compare(x.o.priority, y.o.priority), cmp.Compare(x.amount, y.amount), bytes.Compare(x.o.id[:], y.o.id[:]))
		})
		spent, spendable := int64(0), a.balance-a.floor
		for _, b := range bids {
			spent += b.amount
			if b.amount != 0 && spent > spendable {
				b.o.unpaid, b.o.due, b.o.forever = at, at, false
				b.o.cut(at)
				b.o.blocks = append(b.o.blocks, modelSpan{from: at})
				continue
			}
			a.balance -= b.amount
			b.o.left, b.o.anchor = b.micro, end
			b.o.charges = append(b.o.charges, modelCharge{modelSpan{day, end}, b.amount})
		}
	}
	for _, o := range a.objects {
		if today := midnight(at, o.zone, 0); !o.over && o.open() && o.anchor.Before(today) {
			o.anchor = today
		}
	}
}

// cut ends what is served.
func (o *modelObject) cut(at time.Time) {
	n := len(o.served)
	if n == 0 || !o.served[n-1].to.IsZero() && !o.served[n-1].to.After(at) {
		return
	}
	if o.served[n-1].to = at; !o.served[n-1].from.Before(at) {
		o.served = o.served[:n-1]
	}
}

// pause stops service now; what is paid beyond is still there.
func (o *modelObject) pause(at time.Time) {
	o.paused = true
	o.cut(at)
}

// resume goes on with what is paid, or begins a new period.
func (o *modelObject) resume(at time.Time) {
	o.paused = false
	switch {
	case !o.unpaid.IsZero():
	case o.forever:
		o.serve(at, time.Time{})
	case o.due.After(at):
		o.serve(at, o.due)
	default:
		o.due = at
	}
}

// renew is what the job does: it settles until nothing is due any more.
func (a *modelAccount) renew(at time.Time, lead time.Duration) {
	for before := -1; before != a.charged(); {
		before = a.charged()
		a.settle(at, lead)
	}
}

func (a *modelAccount) charged() (n int) {
	for _, o := range a.objects {
		n += len(o.charges)
	}
	return n
}

// plainAdd is a whole period later, as the engine asks whether one was missed.
func plainAdd(t time.Time, unit string) time.Time { return civil(t, time.UTC, unit, 1) }
