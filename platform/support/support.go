package support

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/support/translation"
	"github.com/liveryhq/livery/tenant"

	ticking "github.com/liveryhq/livery/internal/clock"
)

// Config is what Desks stand on.
type Config struct {
	DB      *db.DB
	Tenants *tenant.Tenants
	// Prices know which tier a customer's contract and plans give, or that they give no support (support policy 2.2).
	Prices *catalogue.Catalogue
	Key    secrets.Key
	Clock  ticking.Clock
	Log    *slog.Logger
	// Outside asks the addresses that a desk wakes and that are nobody's of its users whether they want it; nil: none of those is woken.
	Outside interface {
		Wake(ctx context.Context, tx *db.Tx, s db.Scope, addresses []string) error
	}
	// Translator translates for desks that have a key of their own; nil: for none.
	Translator translation.Translator
	// Version of this installation with its dates, for tickets to the platform's desk (regulations 3); may be empty.
	Version string
	// Silent: nobody is written to, called or woken, for what is done has happened long ago.
	Silent bool
}

// Desks are the desks of all realms. Safe for concurrent use.
type Desks struct{ Config }

// New makes them.
func New(c Config) *Desks { return &Desks{c} }

// AnswerTopic is the outbox topic of answers that are to leave by letter, with an Answering.
const AnswerTopic = "support.answer"

// AcknowledgeTopic is the outbox topic of letters whose writer is to be told the number of their ticket, with an Answering whose message is
// what they wrote. It is put with the ticket itself: once, and never for a ticket that is not there.
const AcknowledgeTopic = "support.acknowledge"

// PageTopic is the outbox topic of critical tickets, for whoever wakes people; with an Answering whose message is the one that made it so.
const PageTopic = "support.page"

// Answering names what an outbox message is about.
type Answering struct {
	Desk    uuid.UUID `json:"desk"`
	Ticket  uuid.UUID `json:"ticket"`
	Message uuid.UUID `json:"message"`
}

// At says which desk somebody asks: their own realm's, or the one above.
type At bool

// The desks.
const (
	Here  At = false
	Above At = true
)

// desk is the scope of the desk somebody asks, within their own transaction. NotFound: there is none above.
func (d *Desks) desk(ctx context.Context, tx *db.Tx, s db.Scope, at At) (db.Scope, error) {
	realm := s.Realm()
	if at == Above {
		if s.Kind() != tenant.Reseller {
			return db.Scope{}, errs.Missing()
		}
		var err error
		if realm, err = parentOf(ctx, tx, s.Tenant()); err != nil {
			return db.Scope{}, err
		}
	}
	return d.Tenants.ScopeWithin(ctx, tx, realm, realm)
}

// notServed is the polite answer to whoever stands below somebody whom the desk serves: it carries no data (support policy 8).
func notServed() error {
	return errs.New(errs.Forbidden, "ask_your_provider", "This desk serves the owner of your account. Ask them, or the support of your own provider.")
}

// put puts a message into the outbox, for whoever writes to people.
func (d *Desks) put(ctx context.Context, tx *db.Tx, desk db.Scope, topic string, about any) error {
	if d.Silent {
		return nil
	}
	return outbox.Put(ctx, tx, desk, topic, about)
}

func (d *Desks) now() time.Time { return d.Clock.Now().UTC().Truncate(time.Microsecond) }
