package start

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// The steps, in the order in which they are best taken.
const (
	Entity    = "entity"
	Brand     = "brand"
	Domain    = "domain"
	Prices    = "prices"
	Documents = "documents"
	Sender    = "sender"
	Customer  = "customer"
)

// States of a step.
const (
	// Done: the facts say so.
	Done = "done"
	// Open: something is left to do.
	Open = "open"
	// Later: something is left, and the realm has said that it is not needed, or not yet.
	Later = "later"
)

// What is closed until the legal entity is complete.
const (
	Registration = "registration"
	PaidPlans    = "paid_plans"
)

// Fact is how a step stands.
type Fact struct {
	// Left is what is left to do, as codes; nothing: the step is done.
	Left []string
	// Advice is what could be better, and need not be.
	Advice []string
	// About is the one thing that it is about now: the domain that is on its way.
	About *uuid.UUID
}

// Step is one of the way.
type Step struct {
	Fact

	Name  string
	State string
}

// Guide is the way of a realm, as far as it has come.
type Guide struct {
	Steps []Step
	// Host is where the realm is found now; Starter the one that the installation has given to it, empty: none.
	Host, Starter string
	// Closed is what opens when the legal entity is complete.
	Closed []string
	// Begins: somebody should be shown the way; it has not been put away, and something is left.
	Begins    bool
	PutAwayAt *time.Time
}

// Entities know who a business is before the law.
type Entities interface {
	EntityIn(ctx context.Context, tx *db.Tx, s db.Scope) (papers.Entity, error)
	Trades(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (bool, error)
}

// Config is what Starts stand on.
type Config struct {
	DB       *db.DB
	Clock    clock.Clock
	Entities Entities
	// Zone is the neutral one.
	Zone string
	// Letters: the installation sends them.
	Letters bool
}

// Starts serves one scope at a time. Safe for concurrent use.
type Starts struct{ Config }

// New makes one.
func New(c Config) *Starts {
	c.Zone = strings.Trim(c.Zone, ".")
	return &Starts{c}
}

// Guide reads how far the tenant acted in has come.
func (g *Starts) Guide(ctx context.Context, s db.Scope) (guide Guide, err error) {
	err = g.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		guide, err = g.guideIn(ctx, tx, s)
		return err
	})
	if err != nil {
		return Guide{}, fmt.Errorf("read how far a business has come: %w", err)
	}
	return guide, nil
}

func (g *Starts) guideIn(ctx context.Context, tx *db.Tx, s db.Scope) (guide Guide, err error) {
	kept, err := readStart(ctx, tx, s.Tenant(), false)
	if err != nil {
		return guide, err
	}
	guide.PutAwayAt = kept.putAwayAt
	if guide.Host, guide.Starter, err = g.hosts(ctx, tx, s); err != nil {
		return guide, err
	}
	for _, one := range g.facts() {
		fact, err := one.look(ctx, tx, s)
		if err != nil {
			return guide, fmt.Errorf("%s: %w", one.name, err)
		}
		step := Step{Fact: fact, Name: one.name, State: Open}
		switch {
		case len(fact.Left) == 0:
			step.State = Done
		case slices.Contains(kept.later, one.name):
			step.State = Later
		default:
			guide.Begins = kept.putAwayAt == nil
		}
		guide.Steps = append(guide.Steps, step)
	}
	trades, err := g.Entities.Trades(ctx, tx, s.Tenant())
	guide.Closed = []string{}
	if err == nil && !trades {
		guide.Closed = []string{Registration, PaidPlans}
	}
	return guide, err
}

// Wish is what a realm says about its way.
type Wish struct {
	// Later are steps that are not needed, or not yet. The legal entity is not among them: what it opens would stay closed unnoticed.
	Later []string
	// PutAway: nobody is asked any more; the way can be looked at all the same.
	PutAway bool
}

// Set puts steps off, or the whole of it away. Invalid names a step that there is not.
func (g *Starts) Set(ctx context.Context, s db.Scope, w Wish) (guide Guide, err error) {
	later := slices.Compact(slices.Sorted(slices.Values(w.Later)))
	for _, name := range later {
		if !slices.Contains([]string{Brand, Domain, Prices, Documents, Sender, Customer}, name) {
			return Guide{}, errs.Field("later", "bad_step", fmt.Sprintf("There is no step %q that can wait. Choose among: brand, domain, prices, documents, sender, customer.", name))
		}
	}
	now := g.Clock.Now().UTC().Truncate(time.Microsecond)
	err = g.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		kept, err := readStart(ctx, tx, s.Tenant(), true)
		if err != nil {
			return err
		}
		wanted := startRow{later: later, putAwayAt: kept.putAwayAt}
		switch {
		case !w.PutAway:
			wanted.putAwayAt = nil
		case kept.putAwayAt == nil:
			wanted.putAwayAt = &now
		}
		if err := writeStart(ctx, tx, s.Tenant(), wanted); err != nil {
			return err
		}
		if was, is := audit.Differing(kept.told(), wanted.told()); len(is) > 0 {
			err := audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "start.guide.change", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, Before: was, After: is})
			if err != nil {
				return err
			}
		}
		guide, err = g.guideIn(ctx, tx, s)
		return err
	})
	if err != nil {
		return Guide{}, fmt.Errorf("put steps off: %w", err)
	}
	return guide, nil
}

func (r startRow) told() audit.Fields {
	return audit.Fields{"later": r.later, "put_away": r.putAwayAt != nil}
}
