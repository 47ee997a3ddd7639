package verdict

import "time"

// MaxAhead is how far in the future a record may lie before its time is absurd: a day of wrong time zones.
const MaxAhead = 24 * time.Hour

// Outcome is what becomes of a record. All but those of quarantine and Stored are acknowledged and forgotten.
type Outcome uint8

// The outcomes.
const (
	// Stored: a row of the object's positions.
	Stored Outcome = iota + 1
	// Future, Past and Noisy are kept apart: the time is absurd, or the device sends more than a device can mean.
	Future
	Past
	Noisy
	// Unpaid: fixed in a gap that nobody paid for (terms 4.6.4).
	Unpaid
	// Blocked: fixed in a block whose maker said that nothing is kept.
	Blocked
	// BeforeBinding: nobody held the device, or it stood for no object, when this was fixed.
	BeforeBinding
)

// String is the outcome as contacts and metrics spell it.
func (o Outcome) String() string {
	switch o {
	case Stored:
		return "stored"
	case Future, Past, Noisy:
		return "quarantined"
	case Unpaid:
		return "unpaid"
	case Blocked:
		return "blocked"
	case BeforeBinding:
		return "before_binding"
	}
	return "none"
}

// Reason is why a record is quarantined, as the column quarantine.reason spells it; empty for other outcomes.
func (o Outcome) Reason() string {
	switch o {
	case Future:
		return "future"
	case Past:
		return "past"
	case Noisy:
		return "noisy"
	case Stored, Unpaid, Blocked, BeforeBinding:
	}
	return ""
}

// Kept tells whether the record goes to the spool.
func (o Outcome) Kept() bool { return o >= Stored && o <= Noisy }

// Verdict is the decision on one record.
type Verdict struct {
	Outcome Outcome
	// Object whose record it is; nil if nobody's.
	Object *Object
	// Withheld: stored, but not shown while (or because) the object is not served.
	Withheld bool
}

// Of decides on a record. fixed is its own time, zero if it has none: then it counts as fixed when it was received.
// excess tells that the device has sent more today than a device can mean.
func Of(holds Holds, fixed, received time.Time, excess bool) Verdict {
	now := received.UnixMicro()
	at := now
	if !fixed.IsZero() {
		at = fixed.UnixMicro()
	}
	if at > now+MaxAhead.Microseconds() {
		// Not fixed then, whatever it says: it is judged by when it came.
		return kept(Future, present(holds, now), now, now)
	}
	object := objectAt(holds, at)
	if object == nil {
		object = present(holds, now)
		if object == nil || !expired(object, at, received) {
			return Verdict{Outcome: BeforeBinding}
		}
		// A device that has not found its time yet says 1970, before anybody held it.
		return past(object, at, now)
	}
	if expired(object, at, received) {
		return past(object, at, now)
	}
	if excess {
		return kept(Noisy, object, at, now)
	}
	return kept(Stored, object, at, now)
}

func objectAt(holds Holds, at int64) *Object {
	if tracker := holds.At(at); tracker != nil {
		return tracker.At(at)
	}
	return nil
}

func present(holds Holds, now int64) *Object { return objectAt(holds, now) }

func expired(o *Object, at int64, received time.Time) bool {
	return at < received.AddDate(0, -o.Retention.Months(), 0).UnixMicro()
}

// past quarantines a record that is older than its object's records are kept. Where it lies in a gap between what was
// paid it is dropped like any other; before the first payment its time means nothing, and it is judged by when it came.
func past(o *Object, at, now int64) Verdict {
	if len(o.Paid) > 0 && at < o.Paid[0].From {
		at = now
	}
	return kept(Past, o, at, now)
}

// kept gives the outcome unless nobody paid for the moment or a block of that moment keeps nothing.
func kept(outcome Outcome, o *Object, at, now int64) Verdict {
	switch {
	case o == nil:
		return Verdict{Outcome: BeforeBinding}
	case !o.paidAt(at):
		return Verdict{Outcome: Unpaid, Object: o}
	case o.droppedAt(at):
		return Verdict{Outcome: Blocked, Object: o}
	}
	return Verdict{Outcome: outcome, Object: o, Withheld: o.BlockedAt(at) || o.BlockedAt(now)}
}
