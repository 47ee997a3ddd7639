package recipients

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/tenant/identity"
)

// States of a recipient.
const (
	Pending   = "pending"
	Confirmed = "confirmed"
	Stopped   = "stopped"
)

// Kinds of letters that somebody chooses among.
const (
	Payments    = "payments"
	Balance     = "balance"
	Service     = "service"
	Prices      = "prices"
	Documents   = "documents"
	Maintenance = "maintenance"
	// Duty is something critical at the tenant's desk; it is chosen in the desk's settings.
	Duty = "duty"
)

// Kinds lists those that are chosen for an address.
func Kinds() []string { return []string{Payments, Balance, Service, Prices, Documents, Maintenance} }

// Letters that ask whether an address wants others.
const (
	AskTemplate     = "recipient_confirm"
	AskDutyTemplate = "recipient_duty"
)

// Asks tells whether a letter is one of them.
func Asks(template string) bool { return template == AskTemplate || template == AskDutyTemplate }

// Limits of a day, but for Addresses; 0: what is usual.
type Limits struct {
	// Addresses that a tenant may have on its list.
	Addresses int
	// Asks are the letters by which a tenant may ask addresses whether they want others.
	Asks int
	// AddressAsks are those that one address gets, whoever in the installation has it asked.
	AddressAsks int
	// Letters that a tenant's recipient gets.
	Letters int
}

func (l Limits) orUsual() Limits {
	for _, f := range []struct {
		value *int
		usual int
	}{{&l.Addresses, 20}, {&l.Asks, 20}, {&l.AddressAsks, 5}, {&l.Letters, 50}} {
		if *f.value <= 0 {
			*f.value = f.usual
		}
	}
	return l
}

// sameAsks are how often a tenant may ask one address in a day.
const sameAsks = 3

// linkFor is how long the link of a letter that asks is good for.
const linkFor = 7 * 24 * time.Hour

// Config is what Recipients stands on.
type Config struct {
	DB      *db.DB
	Key     secrets.Key
	Clock   clock.Clock
	Tenants interface {
		Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	}
	Limits Limits
}

// Recipients serves one tenant at a time. Safe for concurrent use.
type Recipients struct{ Config }

// New makes one.
func New(c Config) *Recipients {
	c.Limits = c.Limits.orUsual()
	return &Recipients{c}
}

func (r *Recipients) now() time.Time { return r.Clock.Now().UTC().Truncate(time.Microsecond) }

// Recipient is an address, as its tenant sees it.
type Recipient struct {
	ID      uuid.UUID
	Address string
	Wanted

	State                  string
	AddedAt, AskedAt       time.Time
	ConfirmedAt, StoppedAt *time.Time
	// Withheld letters of the last day that had too many.
	Withheld int
}

// Wanted is what a tenant chooses for an address.
type Wanted struct {
	Label  string
	Locale string
	Kinds  []string
}

func (w *Wanted) check() error {
	w.Label = strings.TrimSpace(w.Label)
	if utf8.RuneCountInString(w.Label) > 100 || strings.ContainsFunc(w.Label, unicode.IsControl) {
		return errs.Field("label", "bad_label", "Write at most 100 letters on one line.")
	}
	if !slices.Contains(identity.Locales(), w.Locale) {
		return errs.Field("locale", "bad_locale", "Choose among: "+strings.Join(identity.Locales(), ", ")+".")
	}
	if len(w.Kinds) == 0 {
		return errs.Field("kinds", "no_kinds", "Choose at least one kind of letters.")
	}
	for _, k := range w.Kinds {
		if !slices.Contains(Kinds(), k) {
			return errs.Field("kinds", "bad_kind", "Choose among: "+strings.Join(Kinds(), ", ")+".")
		}
	}
	slices.Sort(w.Kinds)
	w.Kinds = slices.Compact(w.Kinds)
	return nil
}

func (w *Wanted) fields() audit.Fields {
	return audit.Fields{"label": w.Label, "locale": w.Locale, "kinds": strings.Join(w.Kinds, ", ")}
}

// List of the tenant acted in, in the order of addresses.
func (r *Recipients) List(ctx context.Context, s db.Scope) (list []Recipient, err error) {
	err = r.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = listed(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list recipients: %w", err)
	}
	return list, nil
}

// Add an address, which is asked whether it wants the letters. Invalid names the field; Conflict: it is on the list already (reason
// "recipient_known"), or its reader has stopped the tenant's letters (reason "recipient_stopped"); LimitReached.
func (r *Recipients) Add(ctx context.Context, s db.Scope, address string, wanted Wanted) (one Recipient, err error) {
	address = strings.TrimSpace(address)
	if err := identity.CheckEmail(address); err != nil {
		return one, errs.Field("address", "bad_email", "This is not an e-mail address. Write it like anna@example.com.")
	}
	if err := wanted.check(); err != nil {
		return one, err
	}
	err = r.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		one, err = r.add(ctx, tx, s, address, wanted)
		return err
	})
	if err != nil {
		return Recipient{}, fmt.Errorf("add a recipient: %w", err)
	}
	return one, nil
}

func (r *Recipients) add(ctx context.Context, tx *db.Tx, s db.Scope, address string, wanted Wanted) (Recipient, error) {
	now := r.now()
	one := Recipient{ID: uuid.Must(uuid.NewV7()), Address: address, Wanted: wanted, State: Pending, AddedAt: now, AskedAt: now}
	before, there, err := byAddress(ctx, tx, s.Tenant(), keyOf(address))
	switch {
	case err != nil:
		return one, err
	case there && before.State == Stopped:
		return one, errs.New(errs.Conflict, "recipient_stopped", "Whoever reads this address has stopped your letters. Only they can let them come again, by the link in the last letter.")
	case there:
		return one, errs.New(errs.Conflict, "recipient_known", "This address is on the list already.")
	}
	n, err := howMany(ctx, tx, s.Tenant())
	if err != nil {
		return one, err
	}
	if n >= r.Limits.Addresses {
		return one, errs.New(errs.LimitReached, "recipients_full", fmt.Sprintf("There is room for %d addresses. Take one away first.", r.Limits.Addresses))
	}
	if err := insert(ctx, tx, s.Tenant(), one); err != nil {
		return one, err
	}
	if err := r.ask(ctx, tx, s, one, AskTemplate); err != nil {
		return one, err
	}
	return one, audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.recipient.add", Subject: subject(one), After: wanted.fields()})
}

func keyOf(address string) string { return strings.ToLower(address) }

func subject(one Recipient) audit.Subject {
	return audit.Subject{Kind: "recipient", ID: one.ID, Name: one.Address}
}

// ask puts the letter that asks into the outbox, unless there were too many of late. LimitReached.
func (r *Recipients) ask(ctx context.Context, tx *db.Tx, s db.Scope, one Recipient, template string) error {
	now := r.now()
	all, same, err := asksLately(ctx, tx, s.Tenant(), keyOf(one.Address), now.Add(-24*time.Hour))
	if err != nil {
		return err
	}
	if same >= sameAsks {
		return errs.New(errs.LimitReached, "asked_enough", fmt.Sprintf("This address was asked %d times today. Ask again tomorrow.", sameAsks))
	}
	if all >= r.Limits.Asks {
		return errs.New(errs.LimitReached, "asks_used_up", fmt.Sprintf("Today %d letters that ask have been sent, which is all for a day. Go on tomorrow.", r.Limits.Asks))
	}
	if err := insertAsk(ctx, tx, s.Tenant(), one.ID, keyOf(one.Address), now); err != nil {
		return err
	}
	name, err := nameOf(ctx, tx, s.Tenant())
	if err != nil {
		return err
	}
	until := now.Add(linkFor)
	return outbox.Put(ctx, tx, s, identity.MailTopic, identity.Letter{Template: template, To: one.Address, Recipient: &one.ID, Locale: one.Locale,
		Params: map[string]string{"tenant": Harmless(name)}, Until: &until})
}

// Change what an address gets. NotFound; Invalid names the field.
func (r *Recipients) Change(ctx context.Context, s db.Scope, id uuid.UUID, wanted Wanted) (one Recipient, err error) {
	if err := wanted.check(); err != nil {
		return one, err
	}
	err = r.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		before, err := lock(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		one = before
		one.Wanted = wanted
		if slices.Contains(before.Kinds, Duty) {
			one.Kinds = append(slices.Clone(wanted.Kinds), Duty)
		}
		if err := rewrite(ctx, tx, s.Tenant(), one); err != nil {
			return err
		}
		was, is := audit.Differing(before.fields(), one.fields())
		return audit.Write(ctx, tx, s.Tenant(), r.now(), audit.Change{Action: "billing.recipient.change", Subject: subject(one), Before: was, After: is})
	})
	if err != nil {
		return Recipient{}, fmt.Errorf("change a recipient: %w", err)
	}
	return one, nil
}

// Ask once more. NotFound; Conflict (reason "recipient_settled"): it has answered; LimitReached.
func (r *Recipients) Ask(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := r.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		one, err := lock(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		if one.State != Pending {
			return errs.New(errs.Conflict, "recipient_settled", "Whoever reads this address has answered. Load the list again.")
		}
		template := AskTemplate
		if slices.Equal(one.Kinds, []string{Duty}) {
			template = AskDutyTemplate
		}
		if err := r.ask(ctx, tx, s, one, template); err != nil {
			return err
		}
		if err := askedAgain(ctx, tx, s.Tenant(), id, r.now()); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), r.now(), audit.Change{Action: "billing.recipient.ask", Subject: subject(one)})
	})
	if err != nil {
		return fmt.Errorf("ask a recipient: %w", err)
	}
	return nil
}

// Remove an address. What its reader has stopped stays stopped. NotFound; Conflict (reason "still_on_duty"): the desk wakes it.
func (r *Recipients) Remove(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := r.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		one, err := lock(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		if slices.Contains(one.Kinds, Duty) {
			return errs.New(errs.Conflict, "still_on_duty", "The desk wakes this address. Take it out of the desk's settings first.")
		}
		if err := r.drop(ctx, tx, s.Tenant(), one); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), r.now(), audit.Change{Action: "billing.recipient.remove", Subject: subject(one), Before: audit.Fields{"state": one.State}})
	})
	if err != nil {
		return fmt.Errorf("remove a recipient: %w", err)
	}
	return nil
}

func (r *Recipients) drop(ctx context.Context, tx *db.Tx, tenant uuid.UUID, one Recipient) error {
	if one.State == Stopped {
		return hide(ctx, tx, tenant, one.ID, r.now())
	}
	return remove(ctx, tx, tenant, one.ID)
}
