package stripe

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/client"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

// Options of all clients of an installation.
type Options struct {
	// URL of the API; empty: Stripe's own. A test has its own.
	URL string
	// Timeout of a call; 0: 15 s.
	Timeout time.Duration
}

// Client speaks for one realm.
type Client struct{ api *client.API }

// New makes a client with a realm's secret key.
func New(secret string, o Options) *Client {
	if o.Timeout == 0 {
		o.Timeout = 15 * time.Second
	}
	config := &stripe.BackendConfig{
		HTTPClient: &http.Client{Timeout: o.Timeout}, MaxNetworkRetries: stripe.Int64(1), EnableTelemetry: new(false),
		LeveledLogger: &stripe.LeveledLogger{Level: stripe.LevelNull},
	}
	if o.URL != "" {
		config.URL = new(o.URL)
	}
	backend := stripe.GetBackendWithConfig(stripe.APIBackend, config)
	return &Client{client.New(secret, &stripe.Backends{API: backend, Connect: backend, Uploads: backend})}
}

// CheckKey tells whether a text looks like a secret or restricted key; live tells one of real money.
func CheckKey(secret string) (live bool, err error) {
	for _, kind := range []string{"sk_", "rk_"} {
		if rest, ok := strings.CutPrefix(secret, kind); ok && len(secret) <= 255 && !strings.ContainsAny(secret, " \t\r\n") {
			if strings.HasPrefix(rest, "live_") {
				return true, nil
			}
			if strings.HasPrefix(rest, "test_") {
				return false, nil
			}
		}
	}
	return false, errs.Field("secret_key", "bad_stripe_key", "This is no secret key of Stripe: it begins with sk_live_, sk_test_, rk_live_ or rk_test_.")
}

// Checkout asks for a payment page.
type Checkout struct {
	// Reference is our own id of the top-up: it comes back with the session.
	Reference   string
	Currency    money.Currency
	Amount      money.Amount
	Description string
	// Done and Left are where the browser goes afterwards.
	Done, Left string
	Email      string
	Locale     string
	// Customer of an earlier payment; empty: a new one where Save is set.
	Customer string
	// Save keeps the card for later payments without its owner.
	Save bool
}

// Session is a payment page.
type Session struct {
	ID        string
	URL       string
	Reference string
	// Paid: the money was taken. Open: it may still be.
	Paid, Open bool
	Amount     money.Amount
	Currency   string
	Intent     string
	ExpiresAt  time.Time
}

// Open opens a payment page. The same reference again is the same page. Invalid if cards do not take such a sum.
func (c *Client) Open(ctx context.Context, o Checkout) (Session, error) {
	amount, err := there(o.Currency, o.Amount)
	if err != nil {
		return Session{}, err
	}
	p := &stripe.CheckoutSessionParams{
		Mode: stripe.String(string(stripe.CheckoutSessionModePayment)), ClientReferenceID: new(o.Reference),
		SuccessURL: new(o.Done), CancelURL: new(o.Left),
		LineItems: []*stripe.CheckoutSessionLineItemParams{{Quantity: stripe.Int64(1), PriceData: &stripe.CheckoutSessionLineItemPriceDataParams{
			Currency: new(strings.ToLower(o.Currency.Code())), UnitAmount: new(amount),
			ProductData: &stripe.CheckoutSessionLineItemPriceDataProductDataParams{Name: new(o.Description)},
		}}},
		PaymentIntentData: &stripe.CheckoutSessionPaymentIntentDataParams{
			Description: new(o.Description), Metadata: map[string]string{"reference": o.Reference}},
	}
	if o.Locale != "" {
		p.Locale = new(o.Locale)
	}
	switch {
	case o.Customer != "":
		p.Customer = new(o.Customer)
	case o.Email != "":
		p.CustomerEmail = new(o.Email)
	}
	if o.Save {
		if o.Customer == "" {
			p.CustomerCreation = stripe.String(string(stripe.CheckoutSessionCustomerCreationAlways))
		}
		p.PaymentIntentData.SetupFutureUsage = stripe.String(string(stripe.PaymentIntentSetupFutureUsageOffSession))
	}
	p.Context = ctx
	p.SetIdempotencyKey("checkout " + o.Reference)
	s, err := c.api.CheckoutSessions.New(p)
	if err != nil {
		return Session{}, said(err)
	}
	return toSession(s), nil
}

// Session fetches a payment page as it is now. NotFound.
func (c *Client) Session(ctx context.Context, id string) (Session, error) {
	p := &stripe.CheckoutSessionParams{}
	p.Context = ctx
	s, err := c.api.CheckoutSessions.Get(id, p)
	if err != nil {
		return Session{}, said(err)
	}
	return toSession(s), nil
}

func toSession(s *stripe.CheckoutSession) Session {
	out := Session{ID: s.ID, URL: s.URL, Reference: s.ClientReferenceID, Paid: s.PaymentStatus == stripe.CheckoutSessionPaymentStatusPaid,
		Open: s.Status == stripe.CheckoutSessionStatusOpen, Currency: strings.ToUpper(string(s.Currency)),
		ExpiresAt: time.Unix(s.ExpiresAt, 0).UTC()}
	out.Amount = here(out.Currency, s.AmountTotal)
	if s.PaymentIntent != nil {
		out.Intent = s.PaymentIntent.ID
	}
	return out
}

// Endpoint is where Stripe sends its events, and the secret it signs them with.
type Endpoint struct{ ID, Secret string }

// Connect makes an endpoint for the events that Read understands, pinned to the API version of this client.
func (c *Client) Connect(ctx context.Context, url string) (Endpoint, error) {
	p := &stripe.WebhookEndpointParams{URL: new(url), APIVersion: stripe.String(stripe.APIVersion), EnabledEvents: stripe.StringSlice(Events())}
	p.Context = ctx
	e, err := c.api.WebhookEndpoints.New(p)
	if err != nil {
		return Endpoint{}, said(err)
	}
	return Endpoint{e.ID, e.Secret}, nil
}

// Disconnect removes an endpoint; one that is gone already is no error.
func (c *Client) Disconnect(ctx context.Context, id string) error {
	p := &stripe.WebhookEndpointParams{}
	p.Context = ctx
	_, err := c.api.WebhookEndpoints.Del(id, p)
	if err = said(err); errs.Is(err, errs.NotFound) {
		return nil
	}
	return err
}

// Try asks for the account's balance: it tells whether the key is good.
func (c *Client) Try(ctx context.Context) error {
	p := &stripe.BalanceParams{}
	p.Context = ctx
	_, err := c.api.Balance.Get(p)
	return said(err)
}

// KeyRefused tells that an error is about the realm's key, and about nothing that was asked for with it.
func KeyRefused(err error) bool {
	e, ok := errors.AsType[*errs.Error](err)
	return ok && e.Reason == keyRefused
}

const keyRefused = "stripe_key_refused"

// said puts what Stripe answered into words. Only what is the card's or the key's fault is told; a key never is.
func said(err error) error {
	if err == nil {
		return nil
	}
	e, ok := errors.AsType[*stripe.Error](err)
	if !ok {
		return errs.New(errs.Unavailable, "stripe_away", "Stripe does not answer. Try again in a minute; nothing was taken twice.").With(err)
	}
	cause := slog.GroupValue(slog.String("type", string(e.Type)), slog.String("code", string(e.Code)), slog.String("request", e.RequestID)).String()
	switch {
	case e.HTTPStatusCode == http.StatusUnauthorized || e.HTTPStatusCode == http.StatusForbidden:
		return errs.New(errs.Conflict, keyRefused, "Stripe does not accept the key. Enter a new one under Payments.").With(errors.New(cause))
	case e.HTTPStatusCode == http.StatusNotFound || e.Code == stripe.ErrorCodeResourceMissing:
		return errs.Missing().With(errors.New(cause))
	case e.Type == stripe.ErrorTypeCard:
		return errs.New(errs.Conflict, "card_declined", "The bank has declined the card. Try another one, or ask the bank.").With(errors.New(cause))
	case e.HTTPStatusCode == http.StatusTooManyRequests || e.HTTPStatusCode >= http.StatusInternalServerError:
		return errs.New(errs.Unavailable, "stripe_away", "Stripe does not answer. Try again in a minute; nothing was taken twice.").With(errors.New(cause))
	}
	return errs.New(errs.Conflict, "stripe_refused", "Stripe has refused this: "+shorten(e.Msg)).With(errors.New(cause))
}

// shorten keeps what Stripe says to one line, without what looks like a key.
func shorten(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		if strings.Contains(word, "_live_") || strings.Contains(word, "_test_") || strings.Contains(word, "whsec_") {
			words[i] = "…"
		}
	}
	if runes := []rune(strings.Join(words, " ")); len(runes) > 200 {
		return string(runes[:200]) + "…"
	}
	return strings.Join(words, " ")
}
