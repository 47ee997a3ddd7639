package support

import (
	"context"
	"time"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// By says what a report has a line for.
type By string

// What reports have lines for.
const (
	ByDay   By = "day"
	ByWeek  By = "week"
	ByMonth By = "month"
	ByTier  By = "tier"
	ByTeam  By = "team"
	ByTopic By = "category"
	ByKind  By = "kind"
	ByAgent By = "agent"
)

// Reported is a line: the tickets opened within the span that people wrote, by one of the above.
type Reported struct {
	// Key is a day like 2026-11-30 (the first of the week or month), a tier, a kind, or the id of a team, category or person; empty: none.
	Key string
	// Name of a team or person, where the key is an id.
	Name string
	// Opened; of those answered once at least, how many within what was promised for the first answer, and how many after; Late are not
	// answered and are past it; Waiting are neither.
	Opened, InTime, TooLate, Late, Waiting int
	// Resolved are answered and not asked again, or withdrawn; Confirmed are those that the asker confirmed or withdrew.
	Resolved, Confirmed int
	// Kept and Missed are promises of all answers, not only of the first.
	Kept, Missed int
	// Half of the first answers came within FirstMedian, nine of ten within FirstNinth; likewise the last answers of what is resolved. In
	// seconds of wall time; 0: there are none.
	FirstMedian, FirstNinth, ResolvedMedian, ResolvedNinth int64
}

// longestReport is a span of two years and a day.
const longestReport = 2*366*24*time.Hour + 24*time.Hour

// Report tells how the promises of the desk acted in were kept, for tickets opened from one day to another (both counted), in the realm's
// time zone. Machines' letters are not counted. The sum is of all lines.
func (d *Desks) Report(ctx context.Context, s db.Scope, from, to time.Time, by By) (lines []Reported, sum Reported, err error) {
	if to.Before(from) || to.Sub(from) > longestReport {
		return nil, sum, errs.Field("to", "bad_span", "Choose a span that ends after it begins, of two years at most.")
	}
	if _, known := reportedBy[by]; !known {
		return nil, sum, errs.Field("by", "bad_by", "Choose among: day, week, month, tier, team, category, kind, agent.")
	}
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if lines, err = reported(ctx, tx, s.Tenant(), from, to, by, d.now()); err != nil {
			return err
		}
		all, err := reported(ctx, tx, s.Tenant(), from, to, "", d.now())
		if len(all) > 0 {
			sum = all[0]
		}
		return err
	})
	return lines, sum, orNil("report on what was promised", err)
}
