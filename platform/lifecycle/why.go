package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Who or what has decided on a cause.
const (
	ByPerson   = "person"   // somebody of the tenant itself; Name says who
	ByProvider = "provider" // the provider, or somebody above it: never told apart, never named to those below
	ByCustomer = "customer" // a tenant below whoever asks, above what is asked about; Name says which
	BySelf     = "self"     // whoever asks
	ByBilling  = "billing"  // nobody has paid
	ByPlan     = "plan"     // a limit of the plan
	ByRule     = "rule"     // what is served in which country
	ByDevice   = "device"   // the tracker, or that there is none
)

// Cause is one answer to "why is this blocked or suspended?".
type Cause struct {
	// Cause is one of unpaid, by_hand, paused, suspended, ancestor, limit, country, closed; of an object also no_tracker,
	// waiting_for_device, not_heard.
	Cause string
	Since *time.Time
	// Ground of a suspension: conduct, false_data, spam, other; empty: it is not told.
	Ground string
	Reason string
	// By is who or what has decided, and Name the person or customer, where it may be told.
	By, Name string
	// Blocks: it stops service; otherwise it is what is with the tracker.
	Blocks bool
	// KeepData: what is recorded meanwhile is stored, and shown once the cause is lifted.
	KeepData bool
	// Plan that decides on it, of what is unpaid, paused or beyond a limit. Full: it has no room for the object.
	Plan string
	Full bool
	// Missing is how much the wallet is short of, in minor units of the currency.
	Missing  int64
	Currency string
}

// Stop is a cause in force over a tenant: its own, or of somebody above it.
type Stop struct {
	// Depth above the tenant; 0: its own.
	Depth  int
	Cause  string
	Ground string
	Reason string
	Since  time.Time
	// Named: whoever asks stands at or above the one that is stopped, whose name this is.
	Named bool
	Name  string
	// Person of the asker's own who has decided; empty: somebody else's.
	Person string
}

// Facts are what an answer follows from.
type Facts struct {
	// Object's own causes, with who put them there by hand; nil where a tenant is asked about.
	Object []fleet.Why
	Person map[string]string
	Stops  []Stop
	// Provider asks, about a tenant below; otherwise the tenant itself does.
	Provider bool
	// ClosedAt of a tenant in the trash.
	ClosedAt *time.Time
}

// Why names each cause, the earliest first. Causes above whoever asks are one, without a name: how many stand above, and
// who they are, is nobody's business below.
func Why(f Facts) []Cause {
	var list []Cause
	own, above := f.stops()
	stopped := false
	for _, w := range f.Object {
		switch {
		case w.Cause == "suspended" && len(own) > 0, w.Cause == "ancestor" && len(above) > 0:
			stopped = true // told below, by whoever has decided
		default:
			list = append(list, Cause{Cause: w.Cause, Since: w.Since, Reason: w.Reason, By: decidedBy(w.Cause), Name: f.Person[w.Cause], Blocks: w.Block, KeepData: w.KeepData})
		}
	}
	if f.Object == nil || stopped {
		list = append(append(list, own...), above...)
	}
	if f.ClosedAt != nil {
		list = append(list, Cause{Cause: "closed", Since: f.ClosedAt, By: ByProvider, Blocks: true})
	}
	for i := range list {
		if f.Provider && list[i].By == ByProvider && !isAbove(list[i]) {
			list[i].By = BySelf
		}
	}
	slices.SortStableFunc(list, func(a, b Cause) int {
		switch {
		case a.Blocks != b.Blocks && a.Blocks:
			return -1
		case a.Blocks != b.Blocks:
			return 1
		case a.Since == nil || b.Since == nil:
			return 0
		}
		return a.Since.Compare(*b.Since)
	})
	return list
}

// isAbove: a cause of somebody who stands above whoever asks.
func isAbove(c Cause) bool { return c.Cause == "ancestor" && c.Name == "" }

// stops are the causes of the tenant itself, and of those above it: each that may be named, and one for all others.
func (f Facts) stops() (own, above []Cause) {
	hidden := -1
	for _, s := range f.Stops {
		c := Cause{Cause: s.Cause, Since: &s.Since, Ground: s.Ground, Reason: s.Reason, By: decidedBy(s.Cause), Name: s.Person, Blocks: true, KeepData: s.Cause != "unpaid"}
		switch {
		case s.Depth == 0:
			own = append(own, c)
		case s.Named:
			c.Cause, c.By, c.Name = "ancestor", ByCustomer, s.Name
			above = append(above, c)
		case hidden < 0:
			hidden = len(above)
			above = append(above, Cause{Cause: "ancestor", Since: c.Since, By: ByProvider, Blocks: true, KeepData: true})
		case c.Since.Before(*above[hidden].Since):
			above[hidden].Since = c.Since
		}
	}
	return own, above
}

func decidedBy(cause string) string {
	switch cause {
	case "by_hand", "paused":
		return ByPerson
	case "suspended", "ancestor":
		return ByProvider
	case "unpaid":
		return ByBilling
	case "limit":
		return ByPlan
	case "country":
		return ByRule
	}
	return ByDevice
}

// WhyObject answers for an object of the tenant acted in. NotFound if it is not there.
func (t *Tenants) WhyObject(ctx context.Context, s db.Scope, object uuid.UUID) ([]Cause, error) {
	o, err := t.fleet.Get(ctx, s, object)
	if err != nil {
		return nil, err
	}
	f := Facts{Object: o.Why()}
	err = t.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		if f.Stops, err = stopsOf(ctx, tx, s.Tenant()); err == nil {
			f.Person, err = whoBlocked(ctx, tx, object)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read why an object is blocked: %w", err)
	}
	causes := Why(f)
	if err := t.priceObject(ctx, s, object, causes); err != nil {
		return nil, fmt.Errorf("read what an object waits for: %w", err)
	}
	return causes, nil
}

// WhySelf answers for the tenant acted in.
func (t *Tenants) WhySelf(ctx context.Context, s db.Scope) ([]Cause, error) {
	var f Facts
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		f.Stops, err = stopsOf(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read why a tenant is stopped: %w", err)
	}
	causes := Why(f)
	if err := t.priceTenant(ctx, s, s.Tenant(), causes); err != nil {
		return nil, fmt.Errorf("read what a tenant owes: %w", err)
	}
	return causes, nil
}

// WhyCustomer answers for a customer of the provider's own. NotFound if it is none.
func (t *Tenants) WhyCustomer(ctx context.Context, provider db.Scope, customer uuid.UUID) ([]Cause, error) {
	f := Facts{Provider: true}
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, _ db.Scope) (err error) {
		f.ClosedAt = c.closedAt
		f.Stops, err = stopsOf(ctx, tx, customer)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read why a customer is stopped: %w", err)
	}
	causes := Why(f)
	if err := t.priceTenant(ctx, provider, customer, causes); err != nil {
		return nil, fmt.Errorf("read what a customer owes: %w", err)
	}
	return causes, nil
}
