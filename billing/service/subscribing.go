package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Doing is what is to be done of subscriptions.
type Doing string

// What can be done.
const (
	Connect Doing = "connect" // or change: whatever the object is on ends
	Pause   Doing = "pause"
	Resume  Doing = "resume"
	Stop    Doing = "stop"     // when what is paid for is over
	StopNow Doing = "stop_now" // at once
	Keep    Doing = "keep"     // take back that it is to stop
)

// Wish is what is asked for, of some objects.
type Wish struct {
	Doing   Doing
	Objects []uuid.UUID
	// Version of a plan that was shown and is accepted, to connect: refused if another is in force by now.
	Version uuid.UUID
	// Priority of what is connected: the higher is served first where money is short.
	Priority int
}

// MostAtOnce bounds the objects of a wish.
const MostAtOnce = 500

// Outcome is what became of one object, or would.
type Outcome struct {
	Object uuid.UUID
	// Err says why nothing was done; the rest is empty then.
	Err error
	// Charged at once, and GivenBack of what was paid before.
	Charged, GivenBack money.Amount
	Currency           money.Currency
	After              Subscription
}

// sum writes a sum of what was done; empty where no money moved.
func (o Outcome) sum(a money.Amount) string {
	if a == 0 {
		return ""
	}
	return o.Currency.Sum(a)
}

// Missing is how much is short of what would have to be debited.
func (o Outcome) Missing() money.Amount {
	short, _ := ledger.Shortfall(o.Err)
	return short.Missing
}

// MissingIn is the currency of Missing.
func (o Outcome) MissingIn() money.Currency {
	short, _ := ledger.Shortfall(o.Err)
	return short.Currency
}

// Do does what is asked for, object by object: what cannot be done of one does not stop the others. Each object is debited
// wholly or nothing of it is done. Invalid: the wish itself is wrong. An outcome's error is NotFound; InsufficientFunds
// (reason "short_of_money"); Conflict ("version_changed", "on_this_plan", "paused_already", "not_paused", "stops_already",
// "not_stopping", "nothing_to_stop", "no_activations", "not_selling_yet", "entity_incomplete"); LimitReached ("plan_full"); Invalid ("no_such_plan").
func (s *Subscriptions) Do(ctx context.Context, p Party, w Wish) ([]Outcome, error) {
	return s.try(ctx, p, w, true)
}

// Preview is what Do would come to now. Nothing is done.
func (s *Subscriptions) Preview(ctx context.Context, p Party, w Wish) ([]Outcome, error) {
	return s.try(ctx, p, w, false)
}

// One is Do for one object, with its error.
func (s *Subscriptions) One(ctx context.Context, p Party, w Wish) (Outcome, error) {
	list, err := s.Do(ctx, p, w)
	if err != nil {
		return Outcome{}, err
	}
	return list[0], list[0].Err
}

func (s *Subscriptions) try(ctx context.Context, p Party, w Wish, forGood bool) (list []Outcome, err error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	err = s.DB.InTenant(ctx, p.Account, func(tx *db.Tx) error {
		list = list[:0]
		d := doer{s: s, tx: tx, p: p, w: w}
		if err := d.ready(ctx); err != nil {
			return err
		}
		for _, object := range w.Objects {
			o, err := d.one(ctx, object)
			if err != nil {
				return err
			}
			list = append(list, o)
		}
		if !forGood {
			return db.ErrTried
		}
		return s.told(ctx, tx, p, w, list)
	})
	if err != nil {
		return nil, fmt.Errorf("%s objects: %w", w.Doing, err)
	}
	return list, nil
}

func (w Wish) check() error {
	switch w.Doing {
	case Connect, Pause, Resume, Stop, StopNow, Keep:
	default:
		return errs.Field("doing", "bad_doing", "Objects are connected, paused, resumed or stopped.")
	}
	if len(w.Objects) == 0 || len(w.Objects) > MostAtOnce {
		return errs.Field("objects", "bad_count", fmt.Sprintf("Name 1 to %d objects.", MostAtOnce))
	}
	seen := make(map[uuid.UUID]bool, len(w.Objects))
	for i, id := range w.Objects {
		if seen[id] {
			return errs.Field(fmt.Sprintf("objects[%d]", i), "twice", "This object is named twice. Name it once.")
		}
		seen[id] = true
	}
	if w.Priority < -100 || w.Priority > 100 {
		return errs.Field("priority", "bad_priority", "A priority is a number from -100 to 100.")
	}
	if w.Doing == Connect && w.Version == uuid.Nil {
		return errs.Field("version", "no_such_plan", "Choose a plan that is on offer.")
	}
	return nil
}

// doer does one wish in one transaction.
type doer struct {
	s   *Subscriptions
	tx  *db.Tx
	p   Party
	w   Wish
	now time.Time
	// plan that is connected, as it is on offer; wrong says why it is not.
	plan  catalogue.Offered
	wrong error
}

// ready locks what will be moved, in the order in which everybody does: objects, then wallets; and brings the account up to this moment, so that
// what follows is about the wish alone.
func (d *doer) ready(ctx context.Context) error {
	if err := lockObjects(ctx, d.tx, d.w.Objects); err != nil {
		return err
	}
	if err := d.s.Engine.settle(ctx, d.tx, []uuid.UUID{d.account()}); err != nil {
		return err
	}
	// Whoever had the wallets before may have come to a later moment than that in which this was asked for.
	d.now = d.s.now()
	if d.w.Doing != Connect {
		return nil
	}
	offered, _, err := d.s.Prices.OfferIn(ctx, d.tx, d.p.Account)
	if err != nil {
		return err
	}
	for _, o := range offered {
		if o.Version.ID == d.w.Version {
			d.plan = o
			if o.Plan.Free {
				return nil
			}
			err := d.s.maySell(ctx, d.tx, d.p.Account, d.p.Provider != nil)
			if errs.Is(err, errs.Conflict) {
				d.wrong, err = err, nil
			}
			return err
		}
	}
	d.wrong = errs.Field("version", "no_such_plan", "There is no such plan on offer to you. Load the page again and choose one.")
	plan, err := planOfVersion(ctx, d.tx, d.w.Version)
	for _, o := range offered {
		if o.Plan.ID == plan && plan != uuid.Nil {
			d.wrong = errs.New(errs.Conflict, "version_changed",
				"The terms of “"+o.Plan.Name+"” have changed since they were shown to you. Look at them again, then accept them.")
		}
	}
	return err
}

func (d *doer) account() uuid.UUID { return d.p.Account.Tenant() }

// one does it of one object; what it refuses leaves no trace. err is about the transaction as a whole.
func (d *doer) one(ctx context.Context, object uuid.UUID) (o Outcome, err error) {
	o.Object = object
	if o.Err = d.wrong; o.Err != nil {
		return o, nil //nolint:nilerr // what is refused is the outcome
	}
	if _, err := d.tx.Exec(ctx, "savepoint one_object"); err != nil {
		return o, err
	}
	o, err = d.attempt(ctx, object)
	if err == nil {
		_, err = d.tx.Exec(ctx, "release savepoint one_object")
		return o, err
	}
	refused, ok := errors.AsType[*errs.Error](err)
	if !ok || refused.Code == errs.Internal || refused.Code == errs.Unavailable {
		return o, err
	}
	_, undone := d.tx.Exec(ctx, "rollback to savepoint one_object")
	return Outcome{Object: object, Err: err}, undone
}

func (d *doer) attempt(ctx context.Context, object uuid.UUID) (o Outcome, err error) {
	was, err := readSubscription(ctx, d.tx, d.account(), object, d.now)
	if err != nil {
		return o, err
	}
	before, err := moved(ctx, d.tx, object)
	if err != nil {
		return o, err
	}
	switch d.w.Doing {
	case Connect:
		err = d.connect(ctx, was)
	case Pause, Resume:
		err = d.pause(ctx, was)
	case Stop, StopNow, Keep:
		err = d.stop(ctx, was)
	}
	if err != nil {
		return o, err
	}
	if _, err = d.s.Engine.settleHeld(ctx, d.tx, []uuid.UUID{d.account()}, 0); err != nil {
		return o, err
	}
	o.Object = object
	if o.After, err = readSubscription(ctx, d.tx, d.account(), object, d.now); err != nil {
		return o, err
	}
	if o.After.State == IsUnpaid && (d.w.Doing == Connect || d.w.Doing == Resume) {
		return o, d.short(ctx, o.After)
	}
	after, err := moved(ctx, d.tx, object)
	o.Charged, o.GivenBack = after.charged-before.charged, after.givenBack-before.givenBack
	if after.currency != "" {
		o.Currency, _ = money.Parse(after.currency)
	}
	return o, err
}

// short says how much is missing of the price of what could not be paid.
func (d *doer) short(ctx context.Context, of Subscription) error {
	if of.ID == uuid.Nil {
		return errs.New(errs.LimitReached, "plan_full", "“"+of.PlanName+"” takes no more of your objects. Choose another plan.")
	}
	currency, err := money.Parse(d.plan.Version.Price.Currency)
	price := d.plan.Version.Price.Amount
	if d.w.Doing == Resume {
		price, currency, err = priceNow(ctx, d.tx, of.ID, d.now)
	}
	if err != nil {
		return err
	}
	wallets, err := d.s.Ledger.WalletsOf(ctx, d.tx, d.account())
	if err != nil {
		return err
	}
	missing := price - spendable(wallets, currency.Code())
	return errs.New(errs.InsufficientFunds, "short_of_money",
		fmt.Sprintf("There is too little money: %s are missing. Add that much, then try again.", currency.Sum(missing))).
		With(ledger.Short{Missing: missing, Currency: currency})
}
