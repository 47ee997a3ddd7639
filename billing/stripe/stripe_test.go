package stripe_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/stripe/stripe-mock/embedded"
	"github.com/stripe/stripe-mock/server"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/stripe/stripetest"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
)

var (
	noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	euro = money.MustParse("EUR")
)

func start(t *testing.T) (*stripetest.Stripe, *stripe.Client) {
	t.Helper()
	fake, err := stripetest.Start(clock.At(noon))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, fake.Close()) })
	return fake, stripe.New(stripetest.Key, stripe.Options{URL: fake.URL})
}

func checkout(reference string) stripe.Checkout {
	return stripe.Checkout{Reference: reference, Currency: euro, Amount: 2500, Description: "Personal Account top-up, account # 1000019",
		Done: "https://fleet.test/billing?paid", Left: "https://fleet.test/billing", Email: "anna@example.com", Locale: "en", Save: true}
}

func TestAPaymentsWholeStoryIsFetchedWhateverHasHappenedToIt(t *testing.T) {
	t.Parallel()
	fake, c := start(t)
	ctx := t.Context()
	page, err := c.Open(ctx, checkout("a"))
	require.NoError(t, err)
	again, err := c.Open(ctx, checkout("a"))
	require.NoError(t, err)
	require.Equal(t, page.ID, again.ID, "the same reference is the same page")
	require.True(t, page.Open)
	require.NotEmpty(t, page.URL)

	intent := fake.Pay(page.ID)
	page, err = c.Session(ctx, page.ID)
	require.NoError(t, err)
	require.Equal(t, []any{true, false, "a", money.Amount(2500), "EUR", intent}, []any{page.Paid, page.Open, page.Reference, page.Amount, page.Currency, page.Intent})

	p, err := c.Payment(ctx, intent)
	require.NoError(t, err)
	require.Equal(t, "a", p.Reference)
	require.Equal(t, money.Amount(2500), p.Captured)
	require.Equal(t, money.Amount(stripetest.Fee(2500)), p.Fee)
	require.Equal(t, "4242", p.Card.LastFour)
	require.NotEmpty(t, p.Card.Customer)

	given, err := c.GiveBack(ctx, intent, euro, 500, "one")
	require.NoError(t, err)
	same, err := c.GiveBack(ctx, intent, euro, 500, "one")
	require.NoError(t, err)
	require.Equal(t, given, same)
	_, err = c.GiveBack(ctx, intent, euro, 9000, "two")
	require.True(t, errs.Is(err, errs.Conflict))
	id := fake.Dispute(intent)
	p, err = c.Payment(ctx, intent)
	require.NoError(t, err)
	require.Equal(t, []stripe.Refund{{ID: given.ID, Amount: 500}}, p.Refunds)
	require.Equal(t, []stripe.Dispute{{ID: id, Amount: 2500, Taken: true,
		Fees: []stripe.DisputeFee{{ID: "txn_" + id, Amount: stripetest.DisputeFee, Currency: "EUR"}}}}, p.Disputes)
	fake.Decide(id, true)
	fake.FailRefund(given.ID)
	p, err = c.Payment(ctx, intent)
	require.NoError(t, err)
	require.True(t, p.Refunds[0].Failed)
	require.True(t, p.Disputes[0].Won)

	saved, err := c.ChargeSaved(ctx, stripe.Charge{Reference: "b", Currency: euro, Amount: 900, Description: "x", Customer: p.Card.Customer, Method: p.Card.Method})
	require.NoError(t, err)
	p, err = c.Payment(ctx, saved)
	require.NoError(t, err)
	require.Equal(t, money.Amount(900), p.Captured)
	fake.Decline(true)
	_, err = c.ChargeSaved(ctx, stripe.Charge{Reference: "c", Currency: euro, Amount: 900, Customer: p.Card.Customer + "x", Method: "pm"})
	require.ErrorContains(t, err, "declined")
}

func TestWhatStripeRefusesIsToldWithoutTheKey(t *testing.T) {
	t.Parallel()
	fake, c := start(t)
	require.NoError(t, c.Try(t.Context()))
	err := stripe.New("sk_test_another", stripe.Options{URL: fake.URL}).Try(t.Context())
	require.True(t, errs.Is(err, errs.Conflict))
	require.NotContains(t, err.Error(), "sk_test_another")
	_, err = c.Payment(t.Context(), "pi_nothing")
	require.True(t, errs.Is(err, errs.NotFound))
	fake.FailNext(5)
	require.True(t, errs.Is(c.Try(t.Context()), errs.Unavailable))
	away := stripe.New(stripetest.Key, stripe.Options{URL: "http://127.0.0.1:1", Timeout: time.Second})
	require.True(t, errs.Is(away.Try(t.Context()), errs.Unavailable))
}

func TestAnAnswerThatWasLostIsAskedForAgainWithoutPayingTwice(t *testing.T) {
	t.Parallel()
	fake, c := start(t)
	page, err := c.Open(t.Context(), checkout("a"))
	require.NoError(t, err)
	intent := fake.Pay(page.ID)
	fake.FailNext(1) // the work is done, the answer lost
	_, err = c.GiveBack(t.Context(), intent, euro, 500, "one")
	require.True(t, errs.Is(err, errs.Unavailable))
	_, err = c.GiveBack(t.Context(), intent, euro, 500, "one")
	require.NoError(t, err)
	p, err := c.Payment(t.Context(), intent)
	require.NoError(t, err)
	require.Len(t, p.Refunds, 1)
}

func TestOnlyASignatureOfTheEndpointAndOfNowIsBelieved(t *testing.T) {
	t.Parallel()
	fake, c := start(t)
	page, err := c.Open(t.Context(), checkout("a"))
	require.NoError(t, err)
	intent := fake.Pay(page.ID)
	events := fake.Deliveries()
	require.Len(t, events, 2)
	e, err := stripe.ReadEvent(events[0].Body, events[0].Signature, stripetest.Secret, noon)
	require.NoError(t, err)
	require.Equal(t, intent, e.Intent)
	e, err = stripe.ReadEvent(events[1].Body, events[1].Signature, stripetest.Secret, noon)
	require.NoError(t, err)
	require.Equal(t, []string{page.ID, intent}, []string{e.Session, e.Intent})
	for name, try := range map[string]func() error{
		"another secret": func() error {
			_, err := stripe.ReadEvent(events[0].Body, events[0].Signature, "whsec_other", noon)
			return err
		},
		"no secret": func() error { _, err := stripe.ReadEvent(events[0].Body, events[0].Signature, "", noon); return err },
		"another body": func() error {
			_, err := stripe.ReadEvent(append(events[0].Body, ' '), events[0].Signature, stripetest.Secret, noon)
			return err
		},
		"too old": func() error {
			_, err := stripe.ReadEvent(events[0].Body, events[0].Signature, stripetest.Secret, noon.Add(6*time.Minute))
			return err
		},
		"of tomorrow": func() error {
			_, err := stripe.ReadEvent(events[0].Body, events[0].Signature, stripetest.Secret, noon.Add(-6*time.Minute))
			return err
		},
		"none": func() error { _, err := stripe.ReadEvent(events[0].Body, "", stripetest.Secret, noon); return err },
		"rubbish": func() error {
			_, err := stripe.ReadEvent(events[0].Body, "t=x,v1=y", stripetest.Secret, noon)
			return err
		},
	} {
		require.True(t, errs.Is(try(), errs.Unauthenticated), name)
	}
	_, err = stripe.ReadEvent([]byte("[]"), stripetest.Sign([]byte("[]"), stripetest.Secret, noon), stripetest.Secret, noon)
	require.True(t, errs.Is(err, errs.Invalid))
}

func TestKeysAreToldFromOtherTexts(t *testing.T) {
	t.Parallel()
	live, err := stripe.CheckKey("sk_live_abc")
	require.NoError(t, err)
	require.True(t, live)
	live, err = stripe.CheckKey("rk_test_abc")
	require.NoError(t, err)
	require.False(t, live)
	for _, text := range []string{"", "pk_live_abc", "sk_abc", "sk_live_a b", "whsec_x"} {
		_, err := stripe.CheckKey(text)
		require.Error(t, err, text)
	}
}

// stripe-mock knows Stripe's own description of its API: it refuses a parameter or a form that Stripe would.
func TestStripesOwnDescriptionOfItsAPITakesEveryRequest(t *testing.T) {
	t.Parallel()
	spec, err := server.LoadSpec(embedded.OpenAPISpec, "")
	require.NoError(t, err)
	fixtures, err := server.LoadFixtures(embedded.OpenAPIFixtures, "")
	require.NoError(t, err)
	stub, err := server.NewStubServer(fixtures, spec, false, false)
	require.NoError(t, err)
	var asked []string
	mock := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+strings.Join(strings.Split(r.URL.Path, "/")[2:3], ""))
		stub.HandleRequest(w, r)
	}))
	defer mock.Close()
	c, ctx := stripe.New("sk_test_123", stripe.Options{URL: mock.URL}), t.Context()
	require.NoError(t, c.Try(ctx))
	_, err = c.Open(ctx, checkout("a"))
	require.NoError(t, err)
	with := checkout("b")
	with.Customer, with.Email = "cus_1", ""
	_, err = c.Open(ctx, with)
	require.NoError(t, err)
	_, err = c.Session(ctx, "cs_1")
	require.NoError(t, err)
	_, err = c.Payment(ctx, "pi_1")
	require.NoError(t, err)
	_, err = c.ChargeSaved(ctx, stripe.Charge{Reference: "b", Currency: euro, Amount: 900, Description: "x", Customer: "cus_1", Method: "pm_1"})
	require.NoError(t, err)
	_, err = c.GiveBack(ctx, "pi_1", euro, 500, "one")
	require.NoError(t, err)
	_, err = c.Connect(ctx, "https://fleet.test/api/webhooks/stripe/x")
	require.NoError(t, err)
	require.NoError(t, c.Disconnect(ctx, "we_1"))
	require.Subset(t, asked, []string{"GET balance", "POST checkout", "GET checkout", "GET payment_intents", "POST payment_intents", "POST refunds", "POST webhook_endpoints", "DELETE webhook_endpoints"})
}

func TestWhatStripeCountsInOtherUnitsIsTheSameMoneyThere(t *testing.T) {
	t.Parallel()
	for _, of := range []struct {
		code         string
		amount, told int64
	}{
		{"EUR", 2500, 2500}, {"JPY", 2500, 2500}, {"KWD", 2500, 2500}, // hundredths, none, thousandths, as in ISO 4217
		{"ISK", 2500, 250_000}, {"UGX", 2500, 250_000}, // no decimals in the books, two there
		{"MGA", 2500, 25}, // two in the books, none there
	} {
		t.Run(of.code, func(t *testing.T) {
			t.Parallel()
			fake, c := start(t)
			currency, asked := money.MustParse(of.code), checkout("a")
			asked.Currency, asked.Amount = currency, money.Amount(of.amount)
			page, err := c.Open(t.Context(), asked)
			require.NoError(t, err)
			require.Equal(t, asked.Amount, page.Amount)
			intent := fake.Pay(page.ID)
			require.Equal(t, of.told, fake.Captured(of.code))
			back, err := c.GiveBack(t.Context(), intent, currency, 500, "one")
			require.NoError(t, err)
			require.Equal(t, of.told/5*4, fake.Kept(of.code))
			fake.Dispute(intent)
			p, err := c.Payment(t.Context(), intent)
			require.NoError(t, err)
			require.Equal(t, asked.Amount, p.Captured)
			require.Equal(t, []stripe.Refund{back}, p.Refunds)
			require.Equal(t, money.Amount(500), back.Amount)
			require.Equal(t, asked.Amount, p.Disputes[0].Amount)
			_, err = c.ChargeSaved(t.Context(), stripe.Charge{Reference: "b", Currency: currency, Amount: asked.Amount, Customer: p.Card.Customer, Method: p.Card.Method})
			require.NoError(t, err)
			require.Equal(t, 2*of.told, fake.Captured(of.code))
		})
	}
	_, c := start(t)
	for code, amount := range map[string]money.Amount{"KWD": 2501, "MGA": 2550} {
		asked := checkout("a")
		asked.Currency, asked.Amount = money.MustParse(code), amount
		_, err := c.Open(t.Context(), asked)
		require.True(t, errs.Is(err, errs.Invalid), code)
	}
}
