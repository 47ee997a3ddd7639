package service

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// SubscriptionsConfig is what subscriptions work with.
type SubscriptionsConfig struct {
	DB     *db.DB
	Clock  clock.Clock
	Engine *Engine
	Prices *catalogue.Catalogue
	Ledger *ledger.Ledger
	Log    *slog.Logger
	// Trade says whether a business may sell; nil: every one may.
	Trade Trade
}

// Trade says whether whoever keeps a price list may sell for money by now: it is the tenant acted in, or its provider.
type Trade interface {
	Trades(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (bool, error)
}

// maySell is Conflict where something is to be connected, or bought, that costs money, of a business whose legal entity is not complete:
// "entity_incomplete" is told to its own people, "not_selling_yet" to its customers.
func (s *Subscriptions) maySell(ctx context.Context, tx *db.Tx, account db.Scope, own bool) error {
	if s.Trade == nil {
		return nil
	}
	may, err := s.Trade.Trades(ctx, tx, account.Realm())
	switch {
	case err != nil || may:
		return err
	case own:
		return errs.New(errs.Conflict, "entity_incomplete", "Nothing is sold for money before your legal entity is complete. Fill it in first.")
	}
	return errs.New(errs.Conflict, "not_selling_yet", "Nothing is sold for money here yet. Ask those who serve you when it will be.")
}

// Subscriptions puts objects on plans, changes, pauses and stops that, and buys packages. Safe for concurrent use.
type Subscriptions struct{ SubscriptionsConfig }

// NewSubscriptions makes them.
func NewSubscriptions(c SubscriptionsConfig) *Subscriptions {
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Subscriptions{c}
}

func (s *Subscriptions) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// Party is whose objects it is about, and who asks.
type Party struct {
	Account db.Scope
	// Provider asks for its customer; nil: the account itself does. Both audits tell of what a provider does.
	Provider *db.Scope
	User     uuid.UUID
}

// States of a subscription, as they are shown.
const (
	Served   = "served"
	OnTrial  = "trial"
	IsPaused = "paused"
	IsUnpaid = "unpaid"
)

// Subscription is under which plan an object is served.
type Subscription struct {
	// ID is nil where the object is on the plan that objects begin on.
	ID         uuid.UUID
	Object     uuid.UUID
	ObjectName string
	Plan       uuid.UUID
	PlanName   string
	Free       bool
	// Version that was accepted, at which price.
	Version    uuid.UUID
	Price      catalogue.Price
	Period     catalogue.Period
	AcceptedAt time.Time
	State      string
	// Since it is so: paused, or unpaid.
	Since *time.Time
	// PaidUntil, where it costs; an object that costs by the day has none.
	PaidUntil *time.Time
	// NextDue is when the next period is debited; nil: nothing is.
	NextDue *time.Time
	// TrialUntil it costs nothing.
	TrialUntil *time.Time
	// Stops: it ends when what is paid for is over.
	Stops    bool
	Priority int

	key string
}

// Place is where the subscription stands in the list.
func (s Subscription) Place() Place { return Place{Name: s.key, ID: s.Object} }

// Place is where a page of subscriptions ended.
type Place struct {
	Name string    `json:"n"`
	ID   uuid.UUID `json:"i"`
}

// Asked is a page of subscriptions, by the object's name.
type Asked struct {
	// Plan and State narrow it; zero: all.
	Plan   uuid.UUID
	State  string
	Search string
	After  Place
	Most   int
}

// List reads under which plans the objects of the account acted in are served, those on the plan that objects begin on too.
func (s *Subscriptions) List(ctx context.Context, account db.Scope, a Asked) (list []Subscription, more bool, err error) {
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) (err error) {
		list, err = readSubscriptions(ctx, tx, account.Tenant(), s.now(), a)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list subscriptions: %w", err)
	}
	list, more = db.Page(list, a.Most)
	return list, more, nil
}

// Choice is a plan that an object can be put on.
type Choice struct {
	catalogue.Offered
	// TrialUntil: it is served free of charge until then; nil: it costs at once, or nothing.
	TrialUntil *time.Time
	// Room: how many objects of the account the plan takes besides; nil: it is not bounded.
	Room *int
	// Missing is how much the wallet is short of to connect it now; 0: it suffices.
	Missing money.Amount
	// Current: the object is on it.
	Current bool
}

// ObjectPlan is under which plan an object is served, and under which it could be.
type ObjectPlan struct {
	Subscription
	Choices []Choice
}

// Object tells of one object. NotFound if it is not there.
func (s *Subscriptions) Object(ctx context.Context, account db.Scope, object uuid.UUID) (got ObjectPlan, err error) {
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		if got.Subscription, err = readSubscription(ctx, tx, account.Tenant(), object, s.now()); err != nil {
			return err
		}
		got.Choices, err = s.choices(ctx, tx, account, got.Subscription)
		return err
	})
	if err != nil {
		return ObjectPlan{}, fmt.Errorf("read the plan of an object: %w", err)
	}
	return got, nil
}

// Choices are the plans that a new object could be put on.
func (s *Subscriptions) Choices(ctx context.Context, account db.Scope) (list []Choice, err error) {
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		list, err = s.choices(ctx, tx, account, Subscription{})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read which plans there are: %w", err)
	}
	return list, nil
}

func (s *Subscriptions) choices(ctx context.Context, tx *db.Tx, account db.Scope, of Subscription) ([]Choice, error) {
	offered, _, err := s.Prices.OfferIn(ctx, tx, account)
	if err != nil {
		return nil, err
	}
	used, err := readUse(ctx, tx, account.Tenant())
	if err != nil {
		return nil, err
	}
	wallets, err := s.Ledger.WalletsOf(ctx, tx, account.Tenant())
	if err != nil {
		return nil, err
	}
	list := make([]Choice, 0, len(offered))
	for _, o := range offered {
		c := Choice{Offered: o, Current: o.Plan.ID == of.Plan, TrialUntil: trial(o, used, s.now())}
		if c.Room, err = room(ctx, tx, o, used, s.now()); err != nil {
			return nil, err
		}
		if !o.Plan.Free && c.TrialUntil == nil && o.Version.Period != catalogue.ActiveDay {
			if left := o.Version.Price.Amount - spendable(wallets, o.Version.Price.Currency); left > 0 {
				c.Missing = left
			}
		}
		list = append(list, c)
	}
	return list, nil
}

// spendable is what a wallet can be debited; nothing where it is below its floor.
func spendable(wallets []ledger.WalletState, currency string) money.Amount {
	for _, w := range wallets {
		if w.Currency.Code() == currency {
			return w.Spendable()
		}
	}
	return 0
}

// use is what an account has of a plan.
type use struct {
	// Now are the objects on it, Ever whether one was.
	Now  int
	Ever bool
}

// trial is until when an object on a plan is served free of charge: the first one that the account puts on it.
func trial(o catalogue.Offered, used map[uuid.UUID]use, now time.Time) *time.Time {
	if o.Plan.Free || o.Version.TrialDays == 0 || used[o.Plan.ID].Ever {
		return nil
	}
	until := now.AddDate(0, 0, o.Version.TrialDays)
	return &until
}

// room is how many more objects of the account a plan takes.
func room(ctx context.Context, tx *db.Tx, o catalogue.Offered, used map[uuid.UUID]use, now time.Time) (*int, error) {
	most, err := planCap(ctx, tx, o.Plan.ID, now)
	if err != nil || most == nil {
		return nil, err
	}
	left := max(0, *most-used[o.Plan.ID].Now)
	return &left, nil
}
