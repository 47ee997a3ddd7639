package fleet

import "time"

// Status is what an object does, in one word. It is worked out in one place, statusOf in object_store.go, so that lists,
// filters and the map never disagree.
type Status string

// The statuses, the strongest first.
const (
	Blocked  Status = "blocked"  // at least one cause is in force
	Never    Status = "never"    // nothing was ever heard
	Offline  Status = "offline"  // silent for longer than OfflineAfter
	Moving   Status = "moving"   // it moves at its last place, which is no older than OfflineAfter
	Standing Status = "standing" // heard, and not known to move
)

// Statuses are all of them.
func Statuses() []Status { return []Status{Moving, Standing, Offline, Never, Blocked} }

// Place is where an object was at a moment.
type Place struct {
	At       time.Time
	Lat, Lon float64
	// Altitude in metres, Speed in km/h, Course in degrees clockwise from north; nil: not told.
	Altitude, Speed, Course *float32
	// Valid is the device's own word that the position can be trusted.
	Valid bool
}

// State is the last that is known of an object, and may be shown.
type State struct {
	Status Status
	// MovingSince is since when it has moved or stood; nil: not known, as where it moved at a last place that is old.
	MovingSince *time.Time
	// HeardAt is when anything last arrived; also while the object is blocked.
	HeardAt *time.Time
	// Untold: it was heard, but it is blocked, and its plan does not tell when.
	Untold bool
	// Place is of the newest record with a position; while the object is blocked, of the newest before that.
	Place *Place
	// Attributes by standard key, of the newest records merged.
	Attributes map[string]any
	// Odometer in metres; nil: not known, or withheld.
	Odometer *float64
	// Withheld tells that there is newer data, recorded during a block that is still in force.
	Withheld bool
}

// Block is a cause that is in force.
type Block struct {
	Cause string `json:"cause"`
	// Since when, inclusive, by the time of the fix.
	Since  time.Time `json:"since"`
	Reason string    `json:"reason"`
	// KeepData tells whether what is recorded meanwhile is stored, to be shown when the cause is lifted.
	KeepData bool `json:"keep_data"`
}

// Causes in Why besides those of blocks.
const (
	NotHeard         = "not_heard"
	NoTracker        = "no_tracker"
	WaitingForDevice = "waiting_for_device"
)

// Why is one reason for which an object is not shown live.
type Why struct {
	// Cause is one of a block (unpaid, by_hand, paused, suspended, ancestor, limit, country), or of the constants above.
	Cause string
	// Since when; nil where that cannot be said.
	Since *time.Time
	// Reason as somebody gave it.
	Reason   string
	KeepData bool
	// Block tells a cause of blocking from what is with the tracker.
	Block bool
}

// Why tells everything that keeps an object from being shown live: each cause of its blocking, then what is with its
// tracker. Nothing for one that is on-line.
func (o Object) Why() []Why {
	list := []Why{}
	for _, b := range o.Blocks {
		list = append(list, Why{Cause: b.Cause, Since: &b.Since, Reason: b.Reason, KeepData: b.KeepData, Block: true})
	}
	switch {
	case o.Tracker == nil:
		list = append(list, Why{Cause: NoTracker})
	case o.Tracker.Waiting:
		list = append(list, Why{Cause: WaitingForDevice, Since: &o.Tracker.Since})
	case o.State.Untold:
	case o.silent && o.State.HeardAt != nil:
		list = append(list, Why{Cause: NotHeard, Since: o.State.HeardAt})
	case o.State.HeardAt == nil:
		list = append(list, Why{Cause: NotHeard, Since: &o.Tracker.Since})
	}
	return list
}
