package catalogue

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
)

// Topic of the outbox under which changes of price lists wait to be told.
const Topic = "price_notice"

// Told is a message of Topic: the version that was posted, or what was agreed with one customer.
type Told struct {
	Version uuid.UUID   `json:"version"`
	Agreed  *ToldAgreed `json:"agreed,omitempty"`
}

// ToldAgreed is a price that was agreed with one customer, as it is written to it.
type ToldAgreed struct {
	Customer uuid.UUID `json:"customer"`
	// About what: the same is told once.
	About string `json:"about"`
	// Item is what the plan or the package is called.
	Item string `json:"item"`
	// Was and Price are what is paid till then and from then on.
	Was   string    `json:"was"`
	Price string    `json:"price"`
	From  time.Time `json:"from"`
	// Wholesale: the customer is a reseller, and pays for what is below it.
	Wholesale bool `json:"wholesale,omitempty"`
}

// Publish posts the next version of a plan, in force from a moment that leaves the notice (DESIGN §7): from then on every
// period that begins is charged by it. Whoever has the plan is told at once. Invalid names the field; "notice_too_short"
// where the moment is too near.
func (c *Catalogue) Publish(ctx context.Context, s db.Scope, by, plan uuid.UUID, terms Terms, from time.Time) (Plan, error) {
	now := c.now()
	from = from.UTC().Truncate(time.Second)
	var p Plan
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		var err error
		if p, err = onePlan(ctx, tx, s.Tenant(), plan); err != nil {
			return err
		}
		if err := terms.check(p.Kind, p.Free); err != nil {
			return err
		}
		if err := c.within(ctx, tx, s, terms.Limits); err != nil {
			return err
		}
		if err := checkDate(p.Versions, from, now, Notice(p.Kind)); err != nil {
			return err
		}
		if err := keepsPeriod(ctx, tx, s.Tenant(), p, terms.Period, from); err != nil {
			return err
		}
		if err := c.openBook(ctx, tx, s, terms.Price.Currency); err != nil {
			return err
		}
		v := Version{ID: newID(), Number: nextNumber(p.Versions), Terms: terms, PostedAt: now, InForceFrom: from}
		if err := insertVersion(ctx, tx, s.Tenant(), p, v, by); err != nil {
			return inOrder(err)
		}
		before := audit.Fields{}
		if last := p.Current(now); last != nil {
			before = told(*last)
		}
		was, is := audit.Differing(before, told(v))
		if err := write(ctx, tx, s, now, "billing.plan.publish", subject(p), was, is); err != nil {
			return err
		}
		if err := announce(ctx, tx, s, v.ID); err != nil {
			return err
		}
		p, err = onePlan(ctx, tx, s.Tenant(), plan)
		return err
	})
	if err != nil {
		return Plan{}, fmt.Errorf("publish a version of a plan: %w", err)
	}
	return p, nil
}

// Withdraw takes back a version that was posted and is not in force yet; the one before it stays. Conflict (reason
// "in_force_already") if it is.
func (c *Catalogue) Withdraw(ctx context.Context, s db.Scope, plan, version uuid.UUID) (Plan, error) {
	now := c.now()
	var p Plan
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		var err error
		if p, err = onePlan(ctx, tx, s.Tenant(), plan); err != nil {
			return err
		}
		if err := withdrawn(p.Versions, version, now); err != nil {
			return err
		}
		if err := withdrawVersion(ctx, tx, "plan_versions", version, now); err != nil {
			return err
		}
		if err := write(ctx, tx, s, now, "billing.plan.withdraw", subject(p), audit.Fields{"version": version}, nil); err != nil {
			return err
		}
		p, err = onePlan(ctx, tx, s.Tenant(), plan)
		return err
	})
	if err != nil {
		return Plan{}, fmt.Errorf("withdraw a version of a plan: %w", err)
	}
	return p, nil
}

func withdrawn(list []Version, version uuid.UUID, now time.Time) error {
	i := slices.IndexFunc(list, func(v Version) bool { return v.ID == version && v.WithdrawnAt == nil })
	if i < 0 {
		return errs.Missing()
	}
	if !list[i].InForceFrom.After(now) {
		return errs.New(errs.Conflict, "in_force_already", "This version is in force. Publish another one instead.")
	}
	return nil
}

func announce(ctx context.Context, tx *db.Tx, s db.Scope, version uuid.UUID) error {
	return outbox.Put(ctx, tx, s, Topic, Told{Version: version})
}

func nextNumber(list []Version) int {
	n := 1
	for _, v := range list {
		n = max(n, v.Number+1)
	}
	return n
}

func checkDate(list []Version, from, now time.Time, notice time.Duration) error {
	if from.Before(now.Add(notice).Truncate(time.Second)) {
		return errs.Field("in_force_from", "notice_too_short", fmt.Sprintf(
			"Whoever pays must know %d days ahead. Choose a later date.", int(notice/(24*time.Hour))))
	}
	if from.After(now.AddDate(2, 0, 0)) {
		return errs.Field("in_force_from", "date_too_far", "This date is more than two years away. Choose an earlier one.")
	}
	for _, v := range list {
		if v.WithdrawnAt == nil && !v.InForceFrom.Before(from) {
			return errs.Field("in_force_from", "versions_in_order", "A change was posted for this date or a later one. Withdraw that one, or choose a later date.")
		}
	}
	return nil
}

// keepsPeriod refuses another period where a price was agreed with somebody that counts then: it was agreed for the period there was, and a month
// at the price of a year is meant by nobody.
func keepsPeriod(ctx context.Context, tx *db.Tx, provider uuid.UUID, p Plan, period Period, from time.Time) error {
	before := p.Current(from)
	if before == nil || before.Period == period {
		return nil
	}
	agreed, err := areAgreed(ctx, tx, provider, p.ID, from)
	if err == nil && agreed {
		err = errs.Field("period", "period_agreed", "A price is agreed with some customers for the period there is. End those prices first, or make another plan.")
	}
	return err
}

func inOrder(err error) error {
	switch {
	case db.IsConstraint(err, "versions_leave_notice"):
		return errs.Field("in_force_from", "notice_too_short", "Whoever pays must know in time. Choose a later date.").With(err)
	case db.IsConstraint(err, "versions_in_order"), db.IsConstraint(err, "plan_versions_plan_id_number_key"), db.IsConstraint(err, "package_versions_package_id_number_key"):
		return errs.Field("in_force_from", "versions_in_order", "A change was posted meanwhile. Look at it again.").With(err)
	}
	return err
}

// mostADay is the highest wholesale price in minor units: it is charged for every active object of a reseller, every day, in millionths
// of a minor unit, and the sum of a day must be counted exactly.
const mostADay money.Amount = 1_000_000_000

func tooMuch(kind Kind) error {
	if kind == Wholesale {
		return errs.Field("price", "bad_amount", "A wholesale price of a day is 0 or more, and at most 1,000,000,000 of the currency's smallest units.")
	}
	return errs.Field("price", "bad_amount", "A price is a sum of 0 or more.")
}

func (t *Terms) check(kind Kind, free bool) error {
	t.Text = strings.TrimSpace(t.Text)
	t.Price.Currency = strings.ToUpper(strings.TrimSpace(t.Price.Currency))
	if t.Period == "" {
		t.Period = Month
	}
	most := money.Most
	if kind == Wholesale {
		most = mostADay
	}
	metered := t.Period == Day || t.Period == ActiveDay
	switch {
	case free && (t.Price.Amount != 0 || t.Price.Micro != 0):
		return errs.Field("price", "free_costs_nothing", "A free plan costs nothing. Make another plan to charge for.")
	case free:
		t.Price.Currency = ""
	case t.Price.Amount < 0 || t.Price.Amount > most:
		return tooMuch(kind)
	case t.Price.Micro < 0 || t.Price.Micro >= int(money.PerUnit) || t.Price.Micro != 0 && !metered:
		return errs.Field("price", "bad_amount", "Only the price of a day may be finer than the currency's smallest unit.")
	default:
		if _, err := money.ParseCurrency(t.Price.Currency); err != nil {
			return err
		}
	}
	switch {
	case !slices.Contains([]Period{Month, Year, Day, ActiveDay}, t.Period):
		return errs.Field("period", "bad_period", "A price is for a month, a year, a day, or a day on which the tracker was heard.")
	case kind != Wholesale && t.Limits.ShowsProvider != nil:
		return errs.Field("shows_provider", "shows_provider_of_resellers", "Only a wholesale plan can say that a reseller's pages name you.")
	case kind == Wholesale && t.Period != ActiveDay:
		return errs.Field("period", "bad_period", "A wholesale plan is charged for each day of an active object.")
	case t.InArrears && t.Period != ActiveDay:
		return errs.Field("in_arrears", "bad_period", "Only days on which the tracker was heard can be charged in arrears.")
	case t.TrialDays < 0 || t.TrialDays > 365 || free && t.TrialDays > 0:
		return errs.Field("trial_days", "bad_trial", "A trial has up to 365 days, and a free plan needs none.")
	}
	if err := t.Limits.check(); err != nil {
		return err
	}
	return checkText("terms", t.Text, 4000)
}

func (l Limits) check() error {
	for field, n := range map[string]*int{"objects": l.Objects, "users": l.Users} {
		if n != nil && (*n < 0 || *n > 1_000_000_000) {
			return errs.Field(field, "bad_limit", "A limit is a number of 0 or more. Leave it empty for none.")
		}
	}
	if l.Retention != nil && !slices.Contains([]string{"m3", "m12", "m36"}, *l.Retention) {
		return errs.Field("retention", "bad_retention", "Positions are kept for 3, 12 or 36 months.")
	}
	if l.Support != nil && !slices.Contains([]string{"none", "other", "silver", "gold"}, *l.Support) {
		return errs.Field("support", "bad_tier", "The tier is gold, silver, other or none.")
	}
	return nil
}

// told is what the audit says of a version.
func told(v Version) audit.Fields {
	return audit.Fields{"version": v.Number, "price": v.Price.String(), "period": v.Period,
		"in_arrears": v.InArrears, "trial_days": v.TrialDays, "objects": v.Limits.Objects, "users": v.Limits.Users, "retention": v.Limits.Retention,
		"sms": v.Limits.SMS, "reports": v.Limits.Reports, "sub_resellers": v.Limits.Resellers, "support": v.Limits.Support, "shows_provider": v.Limits.ShowsProvider,
		"keeps_contact": v.KeepsContact, "gives_remainder": v.GivesRemainder, "terms": v.Text, "in_force_from": v.InForceFrom}
}
