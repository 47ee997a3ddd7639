package clock

import "time"

// Rule is what is promised to whoever asks: so much open time of a calendar, and a second deadline some open days later.
type Rule struct {
	Calendar Calendar
	Target   time.Duration
	// DeadlineDays are open days (support policy 5: up to three).
	DeadlineDays int
}

// Times are the clocks of a ticket.
type Times struct {
	// AskedAt is the asker's last human message; UnansweredAt their first that nobody has answered; nil: there is none.
	AskedAt      time.Time
	UnansweredAt *time.Time
	// QueueAt is where the ticket stands in the queue. It is AskedAt plus the target.
	QueueAt time.Time
	// PromiseAt and DeadlineAt are what was promised for UnansweredAt.
	PromiseAt, DeadlineAt *time.Time
}

// Asked is what a human message of the asker makes of the times: the ticket goes to the end of the queue, the promise stays
// (regulations 6; support policy 6). One that lay somewhere and comes later than what was written after it moves it nowhere.
func (t Times) Asked(at time.Time, r Rule) Times {
	if !at.Before(t.AskedAt) {
		t.AskedAt, t.QueueAt = at, r.Calendar.Add(at, r.Target)
	}
	if t.UnansweredAt == nil {
		t.UnansweredAt = &at
		t.promise(r)
	}
	return t
}

// Answered is what a public answer makes of them: nothing is promised any more.
func (t Times) Answered() Times {
	t.UnansweredAt, t.PromiseAt, t.DeadlineAt = nil, nil, nil
	return t
}

// Ruled is what another rule makes of them: another team, another tier, critical or not.
func (t Times) Ruled(r Rule) Times {
	t.QueueAt = r.Calendar.Add(t.AskedAt, r.Target)
	if t.UnansweredAt != nil {
		t.promise(r)
	}
	return t
}

// Grouped is what taking a duplicate in makes of them: the group stands at its last arrival, and keeps the first promise.
func (t Times) Grouped(member Times) Times {
	if member.AskedAt.After(t.AskedAt) {
		t.AskedAt = member.AskedAt
	}
	if member.QueueAt.After(t.QueueAt) {
		t.QueueAt = member.QueueAt
	}
	if member.UnansweredAt != nil && (t.UnansweredAt == nil || member.UnansweredAt.Before(*t.UnansweredAt)) {
		t.UnansweredAt, t.PromiseAt, t.DeadlineAt = member.UnansweredAt, member.PromiseAt, member.DeadlineAt
	}
	return t
}

func (t *Times) promise(r Rule) {
	promise, deadline := r.Calendar.Add(*t.UnansweredAt, r.Target), r.Calendar.Days(*t.UnansweredAt, r.DeadlineDays)
	t.PromiseAt, t.DeadlineAt = &promise, &deadline
}
