package support

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/clock"
)

// Promises are what a desk promises, in minutes of open time and in days.
type Promises struct {
	Gold, Silver, Other int
	SecondLine          int
	Critical            int
	DeadlineDays        int
	ReopenDays          int
	// Clarifications: questions of ours nobody has answered, after which a ticket is suggested as unanswerable.
	Clarifications int
}

// usual is what regulations 6 and support policy 5 say.
func usual() Promises {
	return Promises{Gold: 180, Silver: 360, Other: 720, SecondLine: 1440, Critical: 60, DeadlineDays: 3, ReopenDays: 14, Clarifications: 2}
}

// Opening hours of a desk that has not said when it is there: weekdays in its realm's time zone (support policy 5).
const (
	usualFrom = 9
	usualTo   = 21
)

// rules are a desk's calendars and promises, as they are needed to say when a ticket is due.
type rules struct {
	Promises

	usual  clock.Calendar
	native *clock.Calendar
	teams  map[uuid.UUID]teamRule
}

type teamRule struct {
	calendar *clock.Calendar
	line     int
	target   *int
}

// rulesOf reads them for the desk acted in.
func rulesOf(ctx context.Context, tx *db.Tx, desk uuid.UUID) (rules, error) {
	r := rules{Promises: usual(), teams: map[uuid.UUID]teamRule{}}
	list, err := calendars(ctx, tx, desk)
	if err != nil {
		return r, err
	}
	made := map[uuid.UUID]clock.Calendar{}
	for _, c := range list {
		if made[c.ID], err = c.calendar(); err != nil {
			return r, fmt.Errorf("calendar %s: %w", c.ID, err)
		}
	}
	set, zone, err := settingsOf(ctx, tx, desk)
	if err != nil {
		return r, err
	}
	if r.usual, err = clock.Weekdays(zone, usualFrom, usualTo); err != nil {
		return r, err
	}
	if set != nil {
		r.Promises = set.Promises
		if set.Calendar != nil {
			r.usual = made[*set.Calendar]
		}
		if set.Native != nil {
			c := made[*set.Native]
			r.native = &c
		}
	}
	teams, err := teamsOf(ctx, tx, desk)
	for _, t := range teams {
		rule := teamRule{line: t.Line, target: t.Target}
		if t.Calendar != nil {
			c := made[*t.Calendar]
			rule.calendar = &c
		}
		r.teams[t.ID] = rule
	}
	return r, err
}

// of a ticket: critical is round the clock; a team has its own hours, and the second line its own promise; whoever asks for a native
// speaker waits for their hours, whichever team they are of; the rest is the tier's.
func (r rules) of(t Ticket) clock.Rule {
	rule := clock.Rule{Calendar: r.usual, DeadlineDays: r.DeadlineDays}
	if t.Critical {
		return clock.Rule{Target: minutes(r.Promises.Critical), DeadlineDays: r.DeadlineDays}
	}
	switch t.Tier {
	case "gold":
		rule.Target = minutes(r.Gold)
	case "silver":
		rule.Target = minutes(r.Silver)
	default:
		rule.Target = minutes(r.Other)
	}
	if t.Team != nil {
		team := r.teams[*t.Team]
		if team.calendar != nil {
			rule.Calendar = *team.calendar
		}
		if team.line == 2 {
			rule.Target = minutes(r.SecondLine)
		}
		if team.target != nil {
			rule.Target = minutes(*team.target)
		}
	}
	if t.NativeSpeaker && r.native != nil {
		rule.Calendar = *r.native
	}
	return rule
}

// noNative answers whoever asks for a native speaker at a desk that has not said when one is there.
func noNative() error {
	return errs.Field("native", "no_native_speaker", "This desk has not said when its native speakers are there. Ask without one.")
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func (p Promises) check() error {
	for field, n := range map[string]int{"gold_minutes": p.Gold, "silver_minutes": p.Silver, "other_minutes": p.Other, "second_line_minutes": p.SecondLine,
		"critical_minutes": p.Critical} {
		if n < 1 || n > 100_000 {
			return errs.Field(field, "bad_promise", "Give 1 to 100000 minutes.")
		}
	}
	if p.DeadlineDays < 1 || p.DeadlineDays > 30 {
		return errs.Field("deadline_days", "bad_promise", "Give 1 to 30 days.")
	}
	if p.ReopenDays < 1 || p.ReopenDays > 365 {
		return errs.Field("reopen_days", "bad_promise", "Give 1 to 365 days.")
	}
	if p.Clarifications < 1 || p.Clarifications > 20 {
		return errs.Field("clarifications", "bad_promise", "Give 1 to 20.")
	}
	return nil
}
