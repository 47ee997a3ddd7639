package books

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// Reseller is a direct reseller of the tenant acted in, with what it owes and where it stands.
type Reseller struct {
	Customer

	// Plan it is charged by; empty name: none.
	Plan     *uuid.UUID
	PlanName string
	// Day that was metered last, and how many objects were heard on it.
	Day     *time.Time
	Objects int64
	// Month is what was metered since the first of the month, Last the month before.
	Month, Last int64
	Currency    string
	Balance     int64
	Floor       int64
	Standing    service.Standing
}

// ResellerPlace is where a page ended.
type ResellerPlace struct {
	Key string    `json:"k"`
	ID  uuid.UUID `json:"i"`
}

// Resellers reads a page of the direct resellers, those furthest on the ladder first where debtors is asked for, otherwise by name.
func (b *Books) Resellers(ctx context.Context, s db.Scope, search string, owing bool, after ResellerPlace, limit int) (list []Reseller, more bool, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readResellers(ctx, tx, s.Tenant(), search, owing, after, limit+1, b.now())
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list what resellers owe: %w", err)
	}
	list, more = db.Page(list, limit)
	return list, more, nil
}

// ResellerDays are the days that were metered for a reseller of one's own. NotFound.
func (b *Books) ResellerDays(ctx context.Context, s db.Scope, id uuid.UUID, from, to time.Time) (list []service.WholesaleDay, err error) {
	if from, to, err = b.days(from, to); err != nil {
		return nil, err
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := customer(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		list, err = b.Engine.WholesaleDays(ctx, tx, id, from, to)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a reseller's days: %w", err)
	}
	return list, nil
}

// Ladder is how many days of debt lead to each step, as the tenant acted in has said.
func (b *Books) Ladder(ctx context.Context, s db.Scope) (l service.Ladder, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		l, err = b.Engine.Ladder(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return service.Ladder{}, fmt.Errorf("read the ladder: %w", err)
	}
	return l, nil
}

// SetLadder says it anew. Invalid (reason "bad_ladder").
func (b *Books) SetLadder(ctx context.Context, s db.Scope, l service.Ladder) error {
	err := b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := b.Engine.Ladder(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		if err := b.Engine.SetLadder(ctx, tx, s.Tenant(), l); err != nil {
			return err
		}
		before, after := audit.Differing(toldOfLadder(was), toldOfLadder(l))
		if len(after) == 0 {
			return nil
		}
		return audit.Write(ctx, tx, s.Tenant(), b.now(), audit.Change{Action: "billing.ladder.change", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, Before: before, After: after})
	})
	if err != nil {
		return fmt.Errorf("change the ladder: %w", err)
	}
	return nil
}

func toldOfLadder(l service.Ladder) audit.Fields {
	f := audit.Fields{"warned": l.Warned, "activations": l.NoActivations, "console": l.ConsoleClosed, "all": nil}
	if l.AllStopped != nil {
		f["all"] = *l.AllStopped
	}
	return f
}

// PlaceOf is where a page that ended with a reseller goes on.
func PlaceOf(r Reseller) ResellerPlace { return ResellerPlace{Key: tenant.NameKey(r.Name), ID: r.ID} }
