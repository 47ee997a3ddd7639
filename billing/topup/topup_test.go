package topup_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe/stripetest"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func TestAStatementIsLookedAtFirstAndImportedOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	file := topup.File{Name: "november.xml", DryRun: true, Bytes: camt([]paid{
		{"R1", "Personal Account top-up, account # " + w.number[0], "Anna", 5000},
		{"R2", "for the cars", "Boris", 700},
	})}
	seen, err := w.Import(ctx, w.keeper, file)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1, 0}, []int{seen.Matched, seen.Unidentified, seen.Known})
	require.Zero(t, w.balance(t, w.customer[0]), "looking books nothing")
	file.DryRun = false
	_, err = w.Import(ctx, w.keeper, file)
	require.NoError(t, err)
	require.EqualValues(t, 5000, w.balance(t, w.customer[0]))
	require.EqualValues(t, 700, w.own(t)[ledger.Unidentified])
	again, err := w.Import(ctx, w.keeper, file)
	require.NoError(t, err)
	require.Equal(t, []int{0, 0, 2}, []int{again.Matched, again.Unidentified, again.Known})
	require.EqualValues(t, 5000, w.balance(t, w.customer[0]))
}

func TestABrokenStatementLeavesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	file := camt([]paid{{"R1", "account # " + w.number[0], "Anna", 5000}})
	_, err := w.Import(t.Context(), w.keeper, topup.File{Name: "cut.xml", Bytes: file[:len(file)-40]})
	require.True(t, errs.Is(err, errs.Invalid), "%v", err)
	require.Zero(t, w.balance(t, w.customer[0]))
	require.Empty(t, w.waiting(t))
}

func TestAPaymentThatNobodyKnowsIsSuggestedAssignedOnceOrSentBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "for the cars", "Boris", 700}, {"R2", "?", "Nobody", 900}})})
	require.NoError(t, err)
	list := w.waiting(t)
	require.Len(t, list, 2)
	require.Equal(t, []topup.Suggestion{{Customer: w.customer[1].Tenant(), Name: "Boris", Number: w.number[1], Why: "name"}}, list[0].Suggestions)
	require.True(t, errs.Is(w.Assign(ctx, w.keeper, list[0].ID, w.vera.Tenant(), uuid.Nil), errs.NotFound), "a stranger's account is none of ours")
	require.True(t, errs.Is(w.Assign(ctx, w.stranger, list[0].ID, w.vera.Tenant(), uuid.Nil), errs.NotFound), "another's receipt is not seen")
	require.NoError(t, w.Assign(ctx, w.keeper, list[0].ID, w.customer[1].Tenant(), uuid.Nil))
	require.EqualValues(t, 700, w.balance(t, w.customer[1]))
	require.True(t, errs.Is(w.Assign(ctx, w.keeper, list[0].ID, w.customer[0].Tenant(), uuid.Nil), errs.Conflict), "once")
	require.NoError(t, w.Return(ctx, w.keeper, list[1].ID, uuid.Nil, "sent back"))
	require.Zero(t, w.own(t)[ledger.Unidentified])
	require.EqualValues(t, -700, w.own(t)[ledger.BankCash])
	history, _, err := w.Mine(ctx, w.customer[1], topup.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, history, 1)
	history, _, err = w.Mine(ctx, w.customer[0], topup.Place{}, 10)
	require.NoError(t, err)
	require.Empty(t, history, "nobody sees what another paid")
}

func TestCashIsBookedWithACommentForCustomersOfOnesOwn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 100})
	require.True(t, errs.Is(err, errs.Invalid))
	_, err = w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.vera.Tenant(), Currency: "EUR", Amount: 100, Comment: "at the desk"})
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 100, Comment: "at the desk"})
	require.NoError(t, err)
	require.EqualValues(t, 100, w.balance(t, w.customer[0]))
}

func TestACardPaymentIsTakenInOnceHoweverItIsToldOf(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	session := w.page(t, w.customer[0], 2500)
	intent := w.stripe.Pay(session)
	refund := w.stripe.Refund(intent, 500)
	last := len(w.stripe.Deliveries()) - 1
	w.hear(t, last, 0, last, 0, 1) // the refund is told of first, and all of it twice
	require.EqualValues(t, 2000, w.balance(t, w.customer[0]))
	w.stripe.FailRefund(refund)
	w.hearAll(t)
	require.EqualValues(t, 2500, w.balance(t, w.customer[0]), "a refund that came back is in the wallet again")
	paid := w.own(t)[ledger.StripeFees]
	dispute := w.stripe.Dispute(intent)
	w.hearAll(t)
	require.Zero(t, w.balance(t, w.customer[0]))
	require.EqualValues(t, -stripetest.DisputeFee, w.own(t)[ledger.StripeFees]-paid, "what the dispute costs is the keeper's to bear")
	w.stripe.Decide(dispute, true)
	w.hearAll(t)
	w.hearAll(t)
	require.EqualValues(t, -stripetest.DisputeFee, w.own(t)[ledger.StripeFees]-paid, "once")
	require.EqualValues(t, 2500, w.balance(t, w.customer[0]))
	delivery := w.stripe.Deliveries()[0]
	err := w.Hear(ctx, w.keeper.Tenant(), append([]byte(" "), delivery.Body...), delivery.Signature)
	require.True(t, errs.Is(err, errs.Unauthenticated), "a body that was changed is refused")
	err = w.Hear(ctx, w.stranger.Tenant(), delivery.Body, delivery.Signature)
	require.True(t, errs.Is(err, errs.Unauthenticated), "and so is one for a realm that takes no cards")
	wrongs, err := w.ledger.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func TestWhatIsLeftIsPaidOutLessTheCommission(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 1000, Comment: "at the desk"})
	require.NoError(t, err)
	leaving := topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Commission: 1001, Recipient: "Anna", BankAccount: "DE02120300000000202051"}
	_, err = w.PayOut(ctx, w.keeper, leaving)
	require.True(t, errs.Is(err, errs.Invalid), "no more than is there")
	leaving.Commission = 50
	out, err := w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	require.EqualValues(t, 950, out.Amount)
	require.Zero(t, w.balance(t, w.customer[0]))
	require.NoError(t, w.Sent(ctx, w.keeper, out.ID, uuid.Nil))
	require.True(t, errs.Is(w.Sent(ctx, w.keeper, out.ID, uuid.Nil), errs.Conflict), "once")
	own := w.own(t)
	require.Equal(t, []int64{0, 50, 950}, []int64{own[ledger.RefundsPayable], own[ledger.Commission], own[ledger.BankCash]})
}

func TestAKeyIsTriedAndNeverShown(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.Connect(ctx, w.keeper, "sk_test_wrong", "https://keeper.example/api/webhooks/stripe")
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	require.NotContains(t, err.Error(), "sk_test_wrong")
	c, err := w.Connection(ctx, w.keeper)
	require.NoError(t, err)
	require.Equal(t, stripetest.Key[len(stripetest.Key)-4:], c.Hint, "the old one stays")
	require.NoError(t, w.Disconnect(ctx, w.keeper))
	_, err = w.Begin(ctx, w.customer[0], topup.Wanted{Currency: "EUR", Amount: 100})
	require.True(t, errs.Is(err, errs.Conflict))
}

func TestACardPaymentGoesBackToItsCardOnceAndNoMoreThanTheWalletHolds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.stripe.Pay(w.page(t, w.customer[0], 1000))
	w.hearAll(t)
	list, _, err := w.History(ctx, w.keeper, topup.Place{}, 10)
	require.NoError(t, err)
	card := list[0].ID
	require.NoError(t, w.Refund(ctx, w.keeper, topup.Refunding{Topup: card, Amount: 400}))
	require.EqualValues(t, 600, w.balance(t, w.customer[0]))
	w.hearAll(t) // what Stripe tells of it afterwards is the same refund
	require.EqualValues(t, 600, w.balance(t, w.customer[0]))
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])

	cash, err := w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 5, Comment: "coins"})
	require.NoError(t, err)
	require.True(t, errs.Is(w.Refund(ctx, w.keeper, topup.Refunding{Topup: cash.ID, Amount: 5}), errs.Conflict), "cash has no card")
	require.True(t, errs.Is(w.Refund(ctx, w.keeper, topup.Refunding{Topup: card, Amount: 601}), errs.Invalid))
	require.True(t, errs.Is(w.Refund(ctx, w.stranger, topup.Refunding{Topup: card, Amount: 1}), errs.NotFound))
	_, err = w.PayOut(ctx, w.keeper, topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "FI00"})
	require.NoError(t, err)
	require.True(t, errs.Is(w.Refund(ctx, w.keeper, topup.Refunding{Topup: card, Amount: 600}), errs.Conflict), "it is spent")
}

// twoPayments are two payments by card of one customer, whose wallet holds less than both together.
func twoPayments(t *testing.T, w *world) (first, second uuid.UUID) {
	t.Helper()
	ctx := t.Context()
	for range 2 {
		w.stripe.Pay(w.page(t, w.customer[0], 1000))
	}
	w.hearAll(t)
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := w.ledger.Post(ctx, tx, ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: w.customer[0].Tenant(), Kind: ledger.Correction,
			Comment: "spent", Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: -800}, {Account: ledger.Corrections, Amount: 800}}})
		return err
	}))
	list, _, err := w.History(ctx, w.keeper, topup.Place{}, 10)
	require.NoError(t, err)
	return list[0].ID, list[1].ID
}

func TestTwoRefundsOfOneCustomerAtOnceGiveBackNoMoreThanTheWalletHolds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	first, second := twoPayments(t, w)
	gate := w.stripe.Hold("POST /v1/refunds")
	ended := make(chan error, 1)
	go func() { ended <- w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 1000}) }()
	<-gate.Reached // the first has looked at the wallet, and Stripe has not answered yet
	err := w.Refund(ctx, w.keeper, topup.Refunding{Topup: second, Amount: 1000})
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	require.ErrorContains(t, err, "on its way back")
	err = w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 300})
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	_, err = w.PayOut(ctx, w.keeper, topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "FI00"})
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	gate.Open()
	require.NoError(t, <-ended)
	require.EqualValues(t, 200, w.balance(t, w.customer[0]))
	err = w.Refund(ctx, w.keeper, topup.Refunding{Topup: second, Amount: 1000})
	require.ErrorContains(t, err, "2.00", "nothing holds it up any more but the wallet")
	require.NoError(t, w.Refund(ctx, w.keeper, topup.Refunding{Topup: second, Amount: 200}))
	require.Zero(t, w.balance(t, w.customer[0]))
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])
}

func TestManyRefundsAtOnceLeaveNoWalletBelowNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first, second := twoPayments(t, w)
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			card := first
			if n%2 == 0 {
				card = second
			}
			err := w.Refund(context.Background(), w.keeper, topup.Refunding{Topup: card, Amount: int64(500 + n)})
			assert.True(t, err == nil || errs.Is(err, errs.Conflict) || errs.Is(err, errs.Invalid), "%v", err)
		})
	}
	all.Wait()
	require.GreaterOrEqual(t, w.balance(t, w.customer[0]), int64(0))
	require.Less(t, w.balance(t, w.customer[0]), int64(1200), "one has gone")
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])
}

func TestARefundThatWasNotAnsweredIsTheSameWhenItIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	first, second := twoPayments(t, w)
	w.stripe.FailNext(1) // done, and not told of
	err := w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 400})
	require.True(t, errs.Is(err, errs.Unavailable), "%v", err)
	require.EqualValues(t, 1200, w.balance(t, w.customer[0]))
	require.NoError(t, w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 400}))
	require.EqualValues(t, 800, w.balance(t, w.customer[0]), "one refund, not two")

	w.stripe.FailNext(1)
	err = w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 500})
	require.True(t, errs.Is(err, errs.Unavailable), "%v", err)
	err = w.Refund(ctx, w.keeper, topup.Refunding{Topup: second, Amount: 800})
	require.True(t, errs.Is(err, errs.Conflict), "what went with the one that nobody heard of is gone: %v", err)
	require.EqualValues(t, 300, w.balance(t, w.customer[0]))
}

func TestAPayoutHearsFirstWhatBecameOfARefundThatNobodyHeardOf(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	first, second := twoPayments(t, w)
	leaving := topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "FI00"}
	w.stripe.FailNext(1) // done, and not told of
	err := w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 400})
	require.True(t, errs.Is(err, errs.Unavailable), "%v", err)
	require.EqualValues(t, 1200, w.balance(t, w.customer[0]))

	w.stripe.FailNext(2) // of the question, and of the same question once more
	_, err = w.PayOut(ctx, w.keeper, leaving)
	require.True(t, errs.Is(err, errs.Unavailable), "nothing leaves while nobody knows: %v", err)
	out, err := w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	require.EqualValues(t, 800, out.Amount, "what has gone back to the card does not go a second time")
	w.hearAll(t)
	require.Zero(t, w.balance(t, w.customer[0]))
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])

	// And one whose process died before it asked: nothing has gone.
	_, err = w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 500, Comment: "coins"})
	require.NoError(t, err)
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into refunds_under_way (tenant_id, counterparty_id, topup_id, amount, gone_back, until) values ($1, $2, $3, 300, 0, $4)`,
			w.keeper.Tenant(), w.customer[0].Tenant(), second, w.clock.Now().Add(2*time.Minute))
		return err
	}))
	_, err = w.PayOut(ctx, w.keeper, leaving)
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	w.clock.Advance(2 * time.Minute)
	out, err = w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	require.EqualValues(t, 500, out.Amount)
}

func TestWhatNobodyCanBeAskedAboutAnyMoreHoldsNoPayoutForLong(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	first, _ := twoPayments(t, w)
	leaving := topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "FI00"}
	w.stripe.FailNext(1)
	require.Error(t, w.Refund(ctx, w.keeper, topup.Refunding{Topup: first, Amount: 400}))
	require.NoError(t, w.Disconnect(ctx, w.keeper))
	w.clock.Advance(2 * time.Minute)
	_, err := w.PayOut(ctx, w.keeper, leaving)
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	w.clock.Advance(time.Microsecond)
	out, err := w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	require.EqualValues(t, 1200, out.Amount)
}

func TestARefundThatCameBackIsGivenAnewAndNotAnsweredByTheOld(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	intent := w.stripe.Pay(w.page(t, w.customer[0], 5000))
	w.hearAll(t)
	history, _, err := w.Mine(ctx, w.customer[0], topup.Place{}, 10)
	require.NoError(t, err)
	asked := topup.Refunding{Topup: history[0].ID, Amount: 500}
	require.NoError(t, w.Refund(ctx, w.keeper, asked))
	require.EqualValues(t, 4500, w.balance(t, w.customer[0]))
	w.stripe.FailRefund(w.stripe.Refunds(intent)[0])
	w.hearAll(t)
	require.EqualValues(t, 5000, w.balance(t, w.customer[0]), "it came back")

	require.NoError(t, w.Refund(ctx, w.keeper, asked))
	require.EqualValues(t, 4500, w.stripe.Kept("EUR"), "as much once more is another refund")
	require.EqualValues(t, 4500, w.balance(t, w.customer[0]))
}

func TestWhatStripeTellsOfACustomerThatHasMovedAwayIsBookedAsBefore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	intent := w.stripe.Pay(w.page(t, w.customer[0], 2500))
	w.hearAll(t)
	_, err := w.tenants.Move(ctx, w.customer[0].Tenant(), w.stranger.Tenant())
	require.NoError(t, err)
	dispute := w.stripe.Dispute(intent)
	w.hearAll(t)
	require.Zero(t, w.balance(t, w.customer[0]))
	w.stripe.Decide(dispute, true)
	w.hearAll(t)
	require.EqualValues(t, 2500, w.balance(t, w.customer[0]))
	err = w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock}).Settle(ctx, tx, w.customer[0].Tenant())
		return err
	})
	require.True(t, errs.Is(err, errs.Forbidden), "told, and not a failure: %v", err)
}
