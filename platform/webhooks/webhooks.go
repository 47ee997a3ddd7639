package webhooks

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Topics are what an address can be told of. Events names what has a name of its own; which other action of the audit belongs to which, the
// database knows (webhook_topic).
func Topics() []string {
	return []string{"applications", "customers", "documents", "domains", "money", "objects", "subscriptions", "tickets"}
}

// Needs are the operations without which nobody has an address told of some topics, or reads what it was told: a webhook is no way to learn
// more than whoever makes it may see. What happens in the whole of a tenant stands in its audit; money is seen by those who see the wallet; and
// what a reseller has from the level above stands under Provider.
func Needs(of tenant.Kind, topics []string) []access.Operation {
	needs := []access.Operation{access.AuditRead}
	if slices.Contains(topics, "money") || slices.Contains(topics, "subscriptions") {
		needs = append(needs, access.WalletRead)
	}
	if of == tenant.Reseller && (slices.Contains(topics, "money") || slices.Contains(topics, "documents")) {
		needs = append(needs, access.ProviderRead)
	}
	return needs
}

// Why an address is not called.
const (
	ByHand  = "by hand"
	Failing = "failing"
	Gone    = "gone"
)

// What becomes of a message.
const (
	waiting   = "waiting"
	delivered = "delivered"
	failed    = "failed"
	// cancelled: its address was switched off by hand before it was told.
	cancelled = "cancelled"
)

const (
	mostEndpoints = 20
	// formerFor is how long the secret before the present one signs too.
	formerFor    = 24 * time.Hour
	secretBytes  = 32
	secretPrefix = "whsec_"
	sealedFor    = "webhook "
)

// Config is what Webhooks stands on.
type Config struct {
	DB     *db.DB
	Key    secrets.Key
	Clock  clock.Clock
	Log    *slog.Logger
	Caller *outward.Caller
}

// Webhooks serves one scope at a time, and calls for all of them beside. Safe for concurrent use.
type Webhooks struct{ Config }

// New makes one.
func New(c Config) *Webhooks { return &Webhooks{c} }

// Endpoint is an address that is called.
type Endpoint struct {
	ID        uuid.UUID
	URL, Note string
	Topics    []string
	CreatedAt time.Time
	// DisabledAt: it is not called, and Why. FailingSince: nothing has got through since.
	DisabledAt, FailingSince *time.Time
	Why                      string
	// FormerUntil: so long the secret before signs too.
	FormerUntil *time.Time
	// Waiting messages.
	Waiting int
	// ByActions: it was made before events had names, and hears the actions of the audit where it always did.
	ByActions bool
}

// Wanted is what an address is asked to be.
type Wanted struct {
	URL, Note string
	Topics    []string
}

func (w *Webhooks) check(wanted *Wanted) error {
	wanted.URL, wanted.Note = strings.TrimSpace(wanted.URL), strings.TrimSpace(wanted.Note)
	err := w.Caller.Allows(wanted.URL)
	switch {
	case errors.Is(err, outward.ErrPlain):
		return errs.Field("url", "webhook_not_https", "Give an address that begins with https://: over http anybody on the way could read and change what is said.")
	case errors.Is(err, outward.ErrInside):
		return errs.Field("url", "webhook_private", "This address lies within a private network. Give one of the public internet.")
	case err != nil || len(wanted.URL) > 500:
		return errs.Field("url", "bad_url", "Give an address like https://example.com/hook.")
	}
	if utf8.RuneCountInString(wanted.Note) > 200 {
		return errs.Field("note", "bad_note", "Write at most 200 letters.")
	}
	if len(wanted.Topics) == 0 {
		return errs.Field("topics", "no_topics", "Choose at least one of: "+strings.Join(Topics(), ", ")+".")
	}
	for _, t := range wanted.Topics {
		if !slices.Contains(Topics(), t) {
			return errs.Field("topics", "no_topics", "Choose at least one of: "+strings.Join(Topics(), ", ")+".")
		}
	}
	wanted.Topics = slices.Compact(slices.Sorted(slices.Values(wanted.Topics)))
	return nil
}

// in runs what is done with the tenant's webhooks. They are told of the whole of it: Forbidden (reason "sees_some") to whoever sees some
// objects only.
func (w *Webhooks) in(ctx context.Context, s db.Scope, fn func(*db.Tx) error) error {
	if err := fleet.WholeSight(s); err != nil {
		return err
	}
	return w.DB.InTenant(ctx, s, fn)
}

// List is all addresses of the tenant acted in.
func (w *Webhooks) List(ctx context.Context, s db.Scope) (list []Endpoint, err error) {
	err = w.in(ctx, s, func(tx *db.Tx) error {
		list, err = endpoints(ctx, tx, s.Tenant(), nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	return list, nil
}

// Endpoint is one address of the tenant acted in. NotFound.
func (w *Webhooks) Endpoint(ctx context.Context, s db.Scope, id uuid.UUID) (one Endpoint, err error) {
	err = w.in(ctx, s, func(tx *db.Tx) error {
		one, err = ownEndpoint(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return Endpoint{}, fmt.Errorf("read a webhook: %w", err)
	}
	return one, nil
}

// EndpointOf is the address that a message is for. NotFound.
func (w *Webhooks) EndpointOf(ctx context.Context, s db.Scope, delivery uuid.UUID) (one Endpoint, err error) {
	err = w.in(ctx, s, func(tx *db.Tx) error {
		id, err := endpointOf(ctx, tx, s.Tenant(), delivery)
		if err == nil {
			one, err = ownEndpoint(ctx, tx, s.Tenant(), id)
		}
		return err
	})
	if err != nil {
		return Endpoint{}, fmt.Errorf("read the webhook of a message: %w", err)
	}
	return one, nil
}

// Add makes an address; its secret is told this once.
func (w *Webhooks) Add(ctx context.Context, s db.Scope, wanted Wanted) (one Endpoint, secret string, err error) {
	if err := w.check(&wanted); err != nil {
		return one, "", err
	}
	one = Endpoint{ID: uuid.Must(uuid.NewV7()), URL: wanted.URL, Note: wanted.Note, Topics: wanted.Topics, CreatedAt: w.now()}
	secret, sealed, err := w.secret(s, one.ID)
	if err != nil {
		return Endpoint{}, "", err
	}
	err = w.in(ctx, s, func(tx *db.Tx) error {
		there, err := endpoints(ctx, tx, s.Tenant(), nil)
		if err != nil {
			return err
		}
		if len(there) >= mostEndpoints {
			return errs.New(errs.LimitReached, "too_many_webhooks", "There are as many as there may be. Remove one that is not used.")
		}
		if err := insertEndpoint(ctx, tx, s.Tenant(), one, sealed); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.add", one, audit.Fields{"url": one.URL, "topics": one.Topics})
	})
	if err != nil {
		return Endpoint{}, "", fmt.Errorf("add a webhook: %w", err)
	}
	return one, secret, nil
}

// secret makes what calls are signed with, as it is shown and as it is kept.
func (w *Webhooks) secret(s db.Scope, endpoint uuid.UUID) (shown string, sealed []byte, err error) {
	raw := make([]byte, secretBytes)
	_, _ = rand.Read(raw) // never fails: crypto/rand
	sealed, err = w.Key.Seal(s.Tenant(), sealedFor+endpoint.String(), raw)
	return secretPrefix + base64.StdEncoding.EncodeToString(raw), sealed, err
}

// Change gives an address another place, note or topics, and has it called again, or not. What still waits when it is switched off is
// cancelled, and can be told again once it is on; what happens while it is off is no message for it.
func (w *Webhooks) Change(ctx context.Context, s db.Scope, id uuid.UUID, wanted Wanted, on bool) error {
	if err := w.check(&wanted); err != nil {
		return err
	}
	return w.change(ctx, s, id, func(tx *db.Tx, one Endpoint) error {
		if err := updateEndpoint(ctx, tx, s.Tenant(), id, wanted, on, w.now()); err != nil {
			return err
		}
		if !on {
			if err := dropWaiting(ctx, tx, s.Tenant(), id, cancelled, w.now()); err != nil {
				return err
			}
		}
		return w.write(ctx, tx, s, "settings.webhook.change", one, audit.Fields{"url": wanted.URL, "topics": wanted.Topics, "on": on})
	})
}

// Rotate makes another secret, which is told this once; the one before signs beside it for a day.
func (w *Webhooks) Rotate(ctx context.Context, s db.Scope, id uuid.UUID) (secret string, err error) {
	secret, sealed, err := w.secret(s, id)
	if err != nil {
		return "", err
	}
	return secret, w.change(ctx, s, id, func(tx *db.Tx, one Endpoint) error {
		if err := rotateEndpoint(ctx, tx, s.Tenant(), id, sealed, w.now().Add(formerFor)); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.rotate", one, nil)
	})
}

// HearEvents has an address that hears the actions of the audit hear events by their own names from now on.
func (w *Webhooks) HearEvents(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return w.change(ctx, s, id, func(tx *db.Tx, one Endpoint) error {
		if err := hearEvents(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.change", one, audit.Fields{"names": "events"})
	})
}

// Remove takes an address away with all that waits for it.
func (w *Webhooks) Remove(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return w.change(ctx, s, id, func(tx *db.Tx, one Endpoint) error {
		if err := deleteEndpoint(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.remove", one, nil)
	})
}

// Test puts a message of no meaning for an address.
func (w *Webhooks) Test(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return w.change(ctx, s, id, func(tx *db.Tx, one Endpoint) error {
		if one.DisabledAt != nil {
			return off()
		}
		if err := insertTest(ctx, tx, s.Tenant(), id, w.now()); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.test", one, nil)
	})
}

// Delivery is a message for an address.
type Delivery struct {
	ID, Message uuid.UUID
	Type, State string
	CreatedAt   time.Time
	// DueAt is when it is tried next; nil: it is settled.
	DueAt    *time.Time
	Attempts int
	// Body and Tries are read by One alone.
	Body  string
	Tries []Try
}

// Try is an attempt.
type Try struct {
	At      time.Time
	Took    time.Duration
	Status  int
	Answer  string
	Problem string
}

// After is where a page of deliveries ended.
type After struct {
	At time.Time
	ID uuid.UUID
}

// Deliveries of an address, the newest first; with a state those alone.
func (w *Webhooks) Deliveries(ctx context.Context, s db.Scope, endpoint uuid.UUID, state string, after *After, limit int) (list []Delivery, next *After, err error) {
	err = w.in(ctx, s, func(tx *db.Tx) error {
		if _, err := ownEndpoint(ctx, tx, s.Tenant(), endpoint); err != nil {
			return err
		}
		list, err = deliveries(ctx, tx, s.Tenant(), endpoint, state, after, limit+1)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list deliveries: %w", err)
	}
	if len(list) > limit {
		list = list[:limit]
		next = &After{list[limit-1].CreatedAt, list[limit-1].ID}
	}
	return list, next, nil
}

// One delivery with what was sent and answered.
func (w *Webhooks) One(ctx context.Context, s db.Scope, id uuid.UUID) (one Delivery, err error) {
	err = w.in(ctx, s, func(tx *db.Tx) error {
		one, err = delivery(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return Delivery{}, fmt.Errorf("read a delivery: %w", err)
	}
	return one, nil
}

// Replay tells a message again, with the id it had. Conflict (reason "webhook_off") while its address is switched off.
func (w *Webhooks) Replay(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := w.in(ctx, s, func(tx *db.Tx) error {
		endpoint, err := endpointOf(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		on, err := lockEndpoint(ctx, tx, s.Tenant(), endpoint)
		if err == nil && !on {
			err = off()
		}
		if err != nil {
			return err
		}
		n, err := replay(ctx, tx, s.Tenant(), endpoint, &id, time.Time{}, time.Time{}, w.now())
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), w.now(), audit.Change{Action: "settings.webhook.replay", Subject: audit.Subject{Kind: "delivery", ID: id}})
	})
	if err != nil {
		return fmt.Errorf("tell again: %w", err)
	}
	return nil
}

// ReplaySpan tells again what an address was told, or was not, in a span of time. Conflict (reason "webhook_off") while it is switched off.
func (w *Webhooks) ReplaySpan(ctx context.Context, s db.Scope, endpoint uuid.UUID, from, until time.Time) (n int64, err error) {
	if !from.Before(until) {
		return 0, errs.Field("until", "bad_span", "The end must come after the beginning.")
	}
	return n, w.change(ctx, s, endpoint, func(tx *db.Tx, one Endpoint) error {
		if one.DisabledAt != nil {
			return off()
		}
		if n, err = replay(ctx, tx, s.Tenant(), endpoint, nil, from, until, w.now()); err != nil {
			return err
		}
		return w.write(ctx, tx, s, "settings.webhook.replay", one, audit.Fields{"from": from, "until": until, "messages": n})
	})
}

func off() *errs.Error {
	return errs.New(errs.Conflict, "webhook_off", "This webhook is switched off. Switch it on first.")
}

// change runs fn with an address locked.
func (w *Webhooks) change(ctx context.Context, s db.Scope, id uuid.UUID, fn func(*db.Tx, Endpoint) error) error {
	err := w.in(ctx, s, func(tx *db.Tx) error {
		if _, err := lockEndpoint(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		one, err := ownEndpoint(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		return fn(tx, one)
	})
	if err != nil {
		return fmt.Errorf("change a webhook: %w", err)
	}
	return nil
}

func (w *Webhooks) write(ctx context.Context, tx *db.Tx, s db.Scope, action string, one Endpoint, after any) error {
	return audit.Write(ctx, tx, s.Tenant(), w.now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "webhook", ID: one.ID, Name: one.URL}, After: after})
}

func (w *Webhooks) now() time.Time { return w.Clock.Now().UTC().Truncate(time.Microsecond) }
