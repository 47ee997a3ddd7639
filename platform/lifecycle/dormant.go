package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

const (
	// dormantMonths is how long nobody of an account was here, for it to be dormant (terms 2.3.4).
	dormantMonths = 24
	// DormantNotice is how long before it is removed it was warned.
	DormantNotice = 30 * 24 * time.Hour
	// dormantShown bounds the list; those away for longest come first.
	dormantShown = 200
	// dormantPages bounds how many pages are looked through for those without money: whoever has ten thousand accounts that were away for longer
	// and have some still gets an answer.
	dormantPages = 50
)

// Dormant is an account whose people were not here for 24 months, and which has no money.
type Dormant struct {
	ID     uuid.UUID
	Name   string
	Number string
	// SeenAt is when one of them was last here; nil: never since it was opened.
	SeenAt    *time.Time
	CreatedAt time.Time
	Objects   int
	WarnedAt  *time.Time
	// RemovableAt is from when on it may be removed; nil: it was not warned.
	RemovableAt *time.Time
}

// Dormant lists the provider's dormant accounts, those that were away for longest first.
func (t *Tenants) Dormant(ctx context.Context, provider db.Scope) ([]Dormant, error) {
	before := t.now().AddDate(0, -dormantMonths, 0)
	var list []Dormant
	after := away{}
	for range dormantPages {
		var page []Dormant
		err := t.db.InSubtree(ctx, provider, func(tx *db.Tx) (err error) {
			page, err = longAway(ctx, tx, provider.Tenant(), before, after, dormantShown)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list dormant accounts: %w", err)
		}
		if len(page) == 0 {
			break
		}
		last := page[len(page)-1]
		after = away{seen: orEpoch(last.SeenAt), id: last.ID}
		err = t.db.InTenant(ctx, provider, func(tx *db.Tx) (err error) {
			page, err = withoutFunds(ctx, tx, provider.Tenant(), page)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list dormant accounts: %w", err)
		}
		if list = append(list, page...); len(list) >= dormantShown {
			break
		}
	}
	if len(list) > dormantShown {
		list = list[:dormantShown]
	}
	for i := range list {
		list[i].settle()
	}
	return list, nil
}

func (d *Dormant) settle() {
	if d.WarnedAt != nil {
		at := d.WarnedAt.Add(DormantNotice)
		d.RemovableAt = &at
	}
}

// WarnDormant writes to the owner of a dormant account that it will be removed, and when. Conflict (reasons "not_dormant",
// "warned_already").
func (t *Tenants) WarnDormant(ctx context.Context, provider db.Scope, by, customer uuid.UUID) error {
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		warned, err := t.dormant(ctx, tx, provider, c, scope)
		if err != nil {
			return err
		}
		if warned != nil {
			return errs.New(errs.Conflict, "warned_already", "This account was warned before. Load the list again.")
		}
		now := t.now()
		if err := insertWarning(ctx, tx, provider.Tenant(), c.id, by, now); err != nil {
			return err
		}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.dormant.warn", nil, nil); err != nil {
			return err
		}
		// Acting in the customer now.
		return t.people.TellOwnerIn(ctx, tx, scope, "dormant", "/", map[string]string{"until": now.Add(DormantNotice).Format(time.DateOnly)})
	})
	if err != nil {
		return fmt.Errorf("warn a dormant account: %w", err)
	}
	return nil
}

// RemoveDormant closes an account that was warned DormantNotice ago and is dormant still. Conflict (reasons "not_dormant",
// "not_warned").
func (t *Tenants) RemoveDormant(ctx context.Context, provider db.Scope, customer uuid.UUID) error {
	var number string
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		warned, err := t.dormant(ctx, tx, provider, c, scope)
		if err != nil {
			return err
		}
		if warned == nil || warned.Add(DormantNotice).After(t.now()) {
			return errs.New(errs.Conflict, "not_warned", "A dormant account is removed thirty days after it was warned.")
		}
		number = c.number
		return nil
	})
	if err == nil {
		err = t.Close(ctx, provider, customer, number)
	}
	if err != nil {
		return fmt.Errorf("remove a dormant account: %w", err)
	}
	return nil
}

// dormant tells when an account was warned, nil: never since somebody was there. Conflict (reason "not_dormant") if somebody was there
// or it has money. The transaction acts in the provider's tenant.
func (t *Tenants) dormant(ctx context.Context, tx *db.Tx, provider db.Scope, c customerRow, scope db.Scope) (warned *time.Time, err error) {
	awake := errs.New(errs.Conflict, "not_dormant", "Somebody of this account was here in the last 24 months, or it has money.")
	before := t.now().AddDate(0, -dormantMonths, 0)
	if c.kind != "account" || c.status == "closed" || c.createdAt.After(before) {
		return nil, awake
	}
	if err := tx.Enter(ctx, scope); err != nil {
		return nil, err
	}
	seen, err := lastSeen(ctx, tx, c.id)
	if err != nil {
		return nil, err
	}
	if seen.After(before) {
		return nil, awake
	}
	if err := tx.Enter(ctx, provider); err != nil {
		return nil, err
	}
	left, err := withoutFunds(ctx, tx, provider.Tenant(), []Dormant{{ID: c.id, SeenAt: &seen}})
	if err != nil {
		return nil, err
	}
	if len(left) == 0 {
		return nil, awake
	}
	return left[0].WarnedAt, nil
}

func orEpoch(at *time.Time) time.Time {
	if at == nil {
		return time.Unix(0, 0).UTC()
	}
	return *at
}
