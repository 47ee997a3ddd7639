package topup

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// purposes that secrets are sealed for.
const (
	sealedKey     = "stripe secret key"
	sealedSigning = "stripe signing secret"
)

// Connected is a realm's connection with Stripe; the key itself is told to nobody.
type Connected struct {
	Hint        string
	Live        bool
	ConnectedAt time.Time
}

// Connection tells whether the tenant acted in takes cards. NotFound if it does not.
func (t *Topups) Connection(ctx context.Context, s db.Scope) (c Connected, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		a, err := readStripe(ctx, tx, s.Tenant())
		c = a.Connected
		return err
	})
	return c, err
}

// Connect begins to take cards with a secret key: it is tried, and an endpoint for events is made at the address. Invalid;
// Conflict (reasons "stripe_key_refused", "stripe_refused"); Unavailable.
func (t *Topups) Connect(ctx context.Context, s db.Scope, secret, webhook string) (Connected, error) {
	secret = strings.TrimSpace(secret)
	live, err := stripe.CheckKey(secret)
	if err != nil {
		return Connected{}, err
	}
	client := stripe.New(secret, t.Stripe)
	if err := client.Try(ctx); err != nil {
		return Connected{}, err
	}
	endpoint, err := client.Connect(ctx, webhook)
	if err != nil {
		return Connected{}, err
	}
	made := stripeAccount{Connected: Connected{Hint: secret[len(secret)-4:], Live: live, ConnectedAt: t.now()}, endpoint: endpoint.ID}
	if made.key, err = t.Key.Seal(s.Tenant(), sealedKey, []byte(secret)); err != nil {
		return Connected{}, err
	}
	if made.signing, err = t.Key.Seal(s.Tenant(), sealedSigning, []byte(endpoint.Secret)); err != nil {
		return Connected{}, err
	}
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := writeStripe(ctx, tx, s.Tenant(), made); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), made.ConnectedAt, audit.Change{Action: "billing.stripe.connect",
			Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, After: audit.Fields{"ends_with": made.Hint, "live": live}})
	})
	return made.Connected, err
}

// Disconnect takes no more cards. What was paid stays; payment pages that are open can not be paid in any more.
func (t *Topups) Disconnect(ctx context.Context, s db.Scope) error {
	a, client, err := t.client(ctx, s)
	if err != nil {
		return err
	}
	// Where Stripe refuses the key, there is nothing to be removed with it.
	if err := client.Disconnect(ctx, a.endpoint); err != nil && !errs.Is(err, errs.Conflict) {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := deleteStripe(ctx, tx, s.Tenant()); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.stripe.disconnect",
			Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, Before: audit.Fields{"ends_with": a.Hint, "live": a.Live}})
	})
}

// client speaks for the tenant of the scope. NotFound if it takes no cards.
func (t *Topups) client(ctx context.Context, s db.Scope) (a stripeAccount, c *stripe.Client, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		a, err = readStripe(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return a, nil, err
	}
	key, err := t.Key.Open(s.Tenant(), sealedKey, a.key)
	if err != nil {
		return a, nil, err
	}
	return a, stripe.New(string(key), t.Stripe), nil
}

// Wanted is a payment that a customer wants to make.
type Wanted struct {
	Currency string
	Amount   int64
	// Done and Left are where the browser goes afterwards.
	Done, Left string
	Locale     string
	By         uuid.UUID
}

// Begin opens a payment page of the realm for the account acted in. Conflict (reason "no_cards") if it takes none.
func (t *Topups) Begin(ctx context.Context, s db.Scope, w Wanted) (page string, err error) {
	page, _, err = t.begin(ctx, s, w, false)
	return page, err
}

// begin opens a payment page; save keeps the card for later payments without its owner.
func (t *Topups) begin(ctx context.Context, s db.Scope, w Wanted, save bool) (page string, id uuid.UUID, err error) {
	currency, err := money.ParseCurrency(w.Currency)
	if err != nil {
		return "", id, err
	}
	if w.Amount <= 0 || money.Amount(w.Amount) > money.Most {
		return "", id, errs.Field("amount", "bad_amount", "Write a sum above zero.")
	}
	if err := stripe.Takes(currency, money.Amount(w.Amount)); err != nil {
		return "", id, err
	}
	if s.Kind() != tenant.Account {
		return "", id, errs.New(errs.Forbidden, "not_an_account", "Cards pay for accounts. A provider pays its own by bank.")
	}
	keeper, err := t.Tenants.Scope(ctx, s.Realm(), s.Realm())
	if err != nil {
		return "", id, err
	}
	_, client, err := t.client(ctx, keeper)
	if errs.Is(err, errs.NotFound) {
		return "", id, errs.New(errs.Conflict, "no_cards", "No cards are taken here. Pay by bank, or ask your provider.")
	}
	if err != nil {
		return "", id, err
	}
	made := Topup{ID: newID(), Customer: s.Tenant(), Currency: currency.Code(), Amount: w.Amount, Source: "card", State: "open", CreatedAt: t.now()}
	var number string
	err = t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		if number, err = readNumber(ctx, tx, keeper.Tenant(), s.Tenant()); err != nil {
			return err
		}
		if err := t.ready(ctx, tx, keeper.Tenant(), currency); err != nil {
			return err
		}
		if books, err := t.Ledger.Books(ctx, tx, keeper.Tenant()); err != nil || !keeps(books, currency) {
			return errors.Join(err, errs.Field("currency", "no_book", "Nothing is sold here in "+currency.Code()+". Choose another currency."))
		}
		return insertTopup(ctx, tx, keeper.Tenant(), made, w.By)
	})
	if err != nil {
		return "", id, err
	}
	// Outside of any transaction: the row is there before Stripe can tell of a payment, and a page that was never opened
	// takes nothing.
	session, err := client.Open(ctx, stripe.Checkout{Reference: made.ID.String(), Currency: currency, Amount: money.Amount(w.Amount),
		Description: "Personal Account top-up, account # " + number, Done: w.Done, Left: w.Left, Locale: w.Locale, Save: save})
	if err != nil {
		return "", id, err
	}
	return session.URL, made.ID, t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		return nameSession(ctx, tx, keeper.Tenant(), made.ID, session.ID)
	})
}

func keeps(books []ledger.Book, currency money.Currency) bool {
	for _, b := range books {
		if b.Currency == currency {
			return true
		}
	}
	return false
}

// Hear takes an event of a realm's Stripe. It may be late, the second of its kind, or out of order: it only names a
// payment, and what became of that is asked of Stripe. Unauthenticated if Stripe has not signed it.
func (t *Topups) Hear(ctx context.Context, realm uuid.UUID, body []byte, signature string) error {
	refused := errs.New(errs.Unauthenticated, "bad_signature", "The signature does not fit this endpoint.")
	keeper, err := t.Tenants.Scope(ctx, realm, realm)
	if err != nil {
		return err
	}
	a, client, err := t.client(ctx, keeper)
	if errs.Is(err, errs.NotFound) {
		return refused // the same as a wrong signature: who takes cards is nobody's business
	}
	if err != nil {
		return err
	}
	signing, err := t.Key.Open(keeper.Tenant(), sealedSigning, a.signing)
	if err != nil {
		return err
	}
	event, err := stripe.ReadEvent(body, signature, string(signing), t.now())
	if err != nil {
		return err
	}
	if event.Intent == "" && event.Session != "" {
		session, err := client.Session(ctx, event.Session)
		if err != nil {
			return passOver(err)
		}
		if event.Intent = session.Intent; event.Intent == "" {
			return t.ended(ctx, keeper, session)
		}
	}
	if event.Intent == "" {
		return nil
	}
	payment, err := client.Payment(ctx, event.Intent)
	if err != nil {
		return passOver(err)
	}
	return t.Apply(ctx, keeper, payment)
}

// passOver says that what Stripe does not know any more is nothing to be told of again.
func passOver(err error) error {
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	return err
}

// ended notes that a page was closed without a payment.
func (t *Topups) ended(ctx context.Context, keeper db.Scope, session stripe.Session) error {
	id, err := uuid.Parse(session.Reference)
	if err != nil || session.Open || session.Paid {
		return nil //nolint:nilerr // a reference that is none of ours is somebody else's payment
	}
	return t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error { return endTopup(ctx, tx, keeper.Tenant(), id) })
}
