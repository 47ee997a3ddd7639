package recipients

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Wake makes the addresses that a desk wakes recipients, within the transaction that names them; those of its own users, who have
// confirmed theirs already, are none. Each new one is asked; one that the desk does not name any more is let go. Conflict: the reader of
// one has stopped the tenant's letters; LimitReached.
func (r *Recipients) Wake(ctx context.Context, tx *db.Tx, s db.Scope, addresses []string) error {
	own, err := ownAddresses(ctx, tx, s.Tenant())
	if err != nil {
		return fmt.Errorf("see whose addresses a desk wakes: %w", err)
	}
	locale, err := localeOf(ctx, tx, s.Tenant())
	if err != nil {
		return fmt.Errorf("see whose addresses a desk wakes: %w", err)
	}
	wanted := map[string]bool{}
	for _, address := range addresses {
		key := keyOf(address)
		if own[key] || wanted[key] {
			continue
		}
		wanted[key] = true
		if err := r.wake(ctx, tx, s, address, locale); err != nil {
			return fmt.Errorf("ask an address that a desk wakes: %w", err)
		}
	}
	list, err := listed(ctx, tx, s.Tenant())
	if err != nil {
		return fmt.Errorf("see whom a desk does not wake any more: %w", err)
	}
	for _, one := range list {
		if wanted[keyOf(one.Address)] || !slices.Contains(one.Kinds, Duty) {
			continue
		}
		one.Kinds = slices.DeleteFunc(one.Kinds, func(k string) bool { return k == Duty })
		err := rewrite(ctx, tx, s.Tenant(), one)
		if err == nil && len(one.Kinds) == 0 {
			err = r.drop(ctx, tx, s.Tenant(), one)
		}
		if err != nil {
			return fmt.Errorf("let an address go that a desk does not wake any more: %w", err)
		}
	}
	return nil
}

func (r *Recipients) wake(ctx context.Context, tx *db.Tx, s db.Scope, address, locale string) error {
	one, there, err := byAddress(ctx, tx, s.Tenant(), keyOf(address))
	switch {
	case err != nil:
		return err
	case there && one.State == Stopped:
		if slices.Contains(one.Kinds, Duty) {
			return nil // it stands in the settings from before, and is not written to
		}
		return errs.Field("page_emails", "recipient_stopped", "Whoever reads "+address+" has stopped your letters. Only they can let them come again, by the link in the last letter.")
	case there && slices.Contains(one.Kinds, Duty):
		return nil
	case there:
		one.Kinds = append(one.Kinds, Duty)
		return rewrite(ctx, tx, s.Tenant(), one)
	}
	now := r.now()
	one = Recipient{ID: uuid.Must(uuid.NewV7()), Address: address, Wanted: Wanted{Locale: locale, Kinds: []string{Duty}}, State: Pending, AddedAt: now, AskedAt: now}
	if err := insert(ctx, tx, s.Tenant(), one); err != nil {
		return err
	}
	if err := r.ask(ctx, tx, s, one, AskDutyTemplate); err != nil {
		return err
	}
	return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.recipient.add", Subject: subject(one), After: one.fields()})
}
