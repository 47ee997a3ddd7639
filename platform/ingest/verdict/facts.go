package verdict

import (
	"math"
	"time"

	"github.com/google/uuid"
)

// Span is a half-open interval of time in microseconds since 1970 UTC, the resolution of the database.
type Span struct{ From, Until int64 }

// The ends of an unbounded span.
const (
	Ever    = math.MinInt64
	Forever = math.MaxInt64
)

// Always covers every moment.
func Always() Span { return Span{From: Ever, Until: Forever} }

// Covers tells whether the moment lies in the span.
func (s Span) Covers(at int64) bool { return s.From <= at && at < s.Until }

// Retention is a class of keeping: how many months a position lives.
type Retention uint8

// The classes, as the column positions.retention spells them.
const (
	M3 Retention = iota + 1
	M12
	M36
)

// ParseRetention reads a class as the database spells it; false for none of them.
func ParseRetention(text string) (Retention, bool) {
	switch text {
	case "m3":
		return M3, true
	case "m12":
		return M12, true
	case "m36":
		return M36, true
	}
	return 0, false
}

// String spells the class as the database does.
func (r Retention) String() string {
	switch r {
	case M3:
		return "m3"
	case M12:
		return "m12"
	}
	return "m36"
}

// Months is how long the class keeps.
func (r Retention) Months() int {
	switch r {
	case M3:
		return 3
	case M12:
		return 12
	}
	return 36
}

// Block is a span in which an object was not served, and whether what was fixed in it is stored all the same.
type Block struct {
	Span
	KeepData bool
}

// Object is what says whether a record of it is stored. It is never changed once made: news makes a new one.
type Object struct {
	ID        uuid.UUID
	Seq       int64
	Tenant    uuid.UUID
	Retention Retention
	// Paid is in order of time and does not overlap.
	Paid   []Span
	Blocks []Block
}

// BlockedAt tells whether the object was not served at that moment, for whatever cause.
func (o *Object) BlockedAt(at int64) bool {
	for _, b := range o.Blocks {
		if b.Covers(at) {
			return true
		}
	}
	return false
}

func (o *Object) paidAt(at int64) bool {
	for _, s := range o.Paid {
		if s.Covers(at) {
			return true
		}
	}
	return false
}

// droppedAt tells whether a block of that moment says that nothing is kept.
func (o *Object) droppedAt(at int64) bool {
	for _, b := range o.Blocks {
		if !b.KeepData && b.Covers(at) {
			return true
		}
	}
	return false
}

// Binding is a span in which a tracker stood for an object.
type Binding struct {
	Span
	Object *Object
}

// Tracker is a device as its owner registered it. It is never changed once made.
type Tracker struct {
	ID       uuid.UUID
	Tenant   uuid.UUID
	Protocol string
	Model    string
	// Zone of a device that does not send UTC; nil for the protocol's own rule.
	Zone *time.Location
	// PasswordMAC of what the device must show at login; empty: none asked.
	PasswordMAC []byte
	Bindings    []Binding
}

// At is the object the tracker stood for at that moment; nil for none.
func (t *Tracker) At(at int64) *Object {
	for i := range t.Bindings {
		if t.Bindings[i].Covers(at) {
			return t.Bindings[i].Object
		}
	}
	return nil
}

// Hold is a span in which an identity was a tracker's.
type Hold struct {
	Span
	Tracker *Tracker
}

// Holds is the history of one identity over all tenants.
type Holds []Hold

// At is the tracker that held the identity at that moment; nil for none.
func (h Holds) At(at int64) *Tracker {
	for i := range h {
		if h[i].Covers(at) {
			return h[i].Tracker
		}
	}
	return nil
}
