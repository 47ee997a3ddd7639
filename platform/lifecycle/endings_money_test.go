package lifecycle_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/fleet"
)

// plan puts one on a keeper's price list; unit is month or active_day, late that it is debited in arrears, back that it gives the remainder back.
func (w *world) plan(keeper, version uuid.UUID, unit string, price int64, late, back bool) uuid.UUID {
	w.t.Helper()
	id := uuid.New()
	w.worker(`insert into plans (id, tenant_id, kind, name, name_key, created_at) values ($1::uuid, $2, 'object', ($1::uuid)::text, ($1::uuid)::text, $3)`, id, keeper, noon)
	w.worker(`insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, price_micro, currency, period, in_arrears, gives_remainder, posted_at, in_force_from)
		values ($1, $2, $3, 1, false, $4, 0, 'EUR', $5, $6, $7, $8, $8)`, version, keeper, id, price, unit, late, back, noon.AddDate(0, -1, 0))
	return id
}

// connect connects an object to a plan, from now on.
func (w *world) connect(account, keeper db.Scope, object, plan, version uuid.UUID) {
	w.t.Helper()
	w.worker(`insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at, starts_at, anchor, zone, next_due)
		values (gen_random_uuid(), $1, $2, $3, $4, $5, 100, 'EUR', $6, $6, $6, 'UTC', $6)`, account.Tenant(), keeper.Tenant(), object, plan, version, w.clock.Now())
	w.worker(`select settle_accounts(array[$1::uuid], $2)`, account.Tenant(), w.clock.Now())
}

// hears lets an object be heard now.
func (w *world) hears(o fleet.Object) {
	w.t.Helper()
	w.worker(`insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = $1
		on conflict (object_seq) do update set heard_at = excluded.heard_at`, o.ID, w.clock.Now())
}

func (w *world) balance(keeper, of db.Scope) int64 {
	w.t.Helper()
	return value[int64](w, `select coalesce(sum(balance), 0)::bigint from ledger_accounts where tenant_id = $1 and counterparty_id = $2`, keeper.Tenant(), of.Tenant())
}

func (w *world) cash(keeper, of db.Scope, amount int64) {
	w.t.Helper()
	_, err := w.topups.TakeCash(w.t.Context(), keeper, topup.Cash{Customer: of.Tenant(), Currency: "EUR", Amount: amount, Comment: "cash"})
	require.NoError(w.t, err)
}

// byCard writes down an autopay that is on.
func (w *world) byCard(keeper, of db.Scope) {
	w.t.Helper()
	w.worker(`insert into autopays (tenant_id, counterparty_id, state, unit, amount, below, month_most, payer, method, next_try, changed_at)
		values ($1, $2, 'on', 'EUR', 1000, 500, 5000, 'cus_1', 'pm_1', $3, $3)`, keeper.Tenant(), of.Tenant(), noon)
}

func (w *world) pays(of db.Scope) string {
	return value[string](w, `select state from autopays where counterparty_id = $1`, of.Tenant())
}

func TestWhoeverMovesAwayLeavesNoMoneyBehindAndIsKnownToItsFormerProvider(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	w.cash(w.north, anna, 3100)
	version := uuid.New()
	w.connect(anna, w.north, w.van(anna, "Van", imei).ID, w.plan(w.north.Tenant(), version, "month", 3000, false, true), version)
	require.EqualValues(t, 100, w.balance(w.north, anna))
	w.byCard(w.north, anna)
	w.clock.Advance(15 * 24 * time.Hour)

	_, err := w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), topup.Rest{})
	requireReason(t, err, errs.Conflict, "money_left")
	require.ErrorContains(t, err, "16.00", "what is left, and the half of the period that the plan gives back")
	require.EqualValues(t, 100, w.balance(w.north, anna), "refused, nothing of it has happened")
	require.Equal(t, "on", w.pays(anna))

	tried, err := w.PreviewMove(ctx, w.north, anna.Tenant(), w.harbour.Tenant())
	require.NoError(t, err)
	require.Equal(t, topup.Parting{Connected: 1, Wallets: []topup.Parted{{Currency: "EUR", Before: 100, Returned: 1500, Left: 1600}}}, tried)
	require.EqualValues(t, 100, w.balance(w.north, anna), "only tried")
	require.Equal(t, 1, value[int](w, `select count(*) from subscriptions where tenant_id = $1 and ended_at is null`, anna.Tenant()))

	rest := topup.Rest{Destination: topup.Destination{Recipient: "Anna", BankAccount: "FI21 1234 5600 0007 85"}, Commission: map[string]int64{"EUR": 1601}, By: w.boss}
	leaving := topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Recipient: rest.Recipient, BankAccount: rest.BankAccount}
	_, err = w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), rest)
	requireReason(t, err, errs.Invalid, "bad_commission")
	_, err = w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), topup.Rest{Destination: topup.Destination{Recipient: "Anna"}})
	requireReason(t, err, errs.Invalid, "bad_recipient")
	rest.Commission["EUR"] = 250
	w.worker(`insert into topups (id, tenant_id, counterparty_id, unit, amount, source, state, created_at) values ($1, $2, $3, 'EUR', 500, 'card', 'open', $4)`,
		uuid.New(), w.north.Tenant(), anna.Tenant(), w.clock.Now())
	_, err = w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), rest)
	requireReason(t, err, errs.Conflict, "money_left")
	require.ErrorContains(t, err, "payment page", "though it was said where the rest goes")
	w.clock.Advance(26 * time.Hour)
	_, err = w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), rest)
	require.NoError(t, err)
	require.Zero(t, w.balance(w.north, anna), "nobody moves while money is between the two")
	out, _, err := w.topups.Payouts(ctx, w.north, topup.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, out, 1)
	require.InDelta(t, 1600-108, out[0].Amount+out[0].Commission, 1, "a day more of the period is used up by then")
	require.EqualValues(t, 250, out[0].Commission)
	require.Equal(t, "Anna", out[0].Recipient)
	require.False(t, out[0].Sent)
	require.Equal(t, "off", w.pays(anna), "no card pays for a wallet that is another's")

	// What comes of its time there afterwards, say a dispute that is won, is seen and can be sent on.
	require.NoError(t, w.db.InTenant(ctx, w.north, func(tx *db.Tx) error {
		_, err := ledger.New(w.db, w.clock).Post(ctx, tx, ledger.Posting{Keeper: w.north.Tenant(), Currency: money.MustParse("EUR"), Counterparty: anna.Tenant(), Kind: ledger.Correction,
			Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: 300}, {Account: ledger.Corrections, Amount: -300}}})
		return err
	}))
	list, err := w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, "Anna's", list[0].Name)
	require.EqualValues(t, 300, list[0].Left)
	_, err = w.topups.PayOut(ctx, w.north, leaving)
	require.NoError(t, err)
	require.Zero(t, w.balance(w.north, anna))
	_, err = w.topups.TakeCash(ctx, w.north, topup.Cash{Customer: anna.Tenant(), Currency: "EUR", Amount: 100, Comment: "cash"})
	require.True(t, errs.Is(err, errs.NotFound), "%v", err)
}

func TestWhoeverStandsAboveBothMovesAndTheFormerProviderHasTheRestToSend(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.harbour, "Anna's", "anna")
	w.cash(w.harbour, anna, 700)
	_, err := w.Move(ctx, w.north, anna.Tenant(), w.north.Tenant(), topup.Rest{Destination: topup.Destination{Recipient: "Anna", BankAccount: "FI21"}, By: w.boss})
	require.NoError(t, err)
	require.Zero(t, w.balance(w.harbour, anna))
	out, _, err := w.topups.Payouts(ctx, w.harbour, topup.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, out, 1)
	require.EqualValues(t, 700, out[0].Amount)
	told, _, err := w.log.List(ctx, w.harbour, audit.Query{Action: "billing.payout.", Limit: 10})
	require.NoError(t, err)
	require.Len(t, told, 1)
	require.Equal(t, audit.Technical, told[0].Kind, "nobody below is told who did it")
	// Whom it does not suit takes it back, and finds it among what is left of those that have gone.
	require.NoError(t, w.topups.Undo(ctx, w.harbour, out[0].ID, uuid.Nil, false, "another account"))
	list, err := w.topups.Requests(ctx, w.harbour)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.EqualValues(t, 700, list[0].Left)
}

func TestAMoveDebitsTheDaysThatArePaidForAfterwardsAndEndsWhatIsConnectedByTheClock(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	w.cash(w.north, anna, 100)
	version := uuid.New()
	van := w.van(anna, "Van", imei)
	w.connect(anna, w.north, van.ID, w.plan(w.north.Tenant(), version, "active_day", 100, true, false), version)
	w.hears(van)
	require.EqualValues(t, 100, w.balance(w.north, anna), "the day is not over")
	w.clock.Advance(time.Hour)
	_, err := w.Move(ctx, w.north, anna.Tenant(), w.harbour.Tenant(), topup.Rest{})
	require.NoError(t, err, "the day has taken the last of it")
	require.Zero(t, w.balance(w.north, anna))
	require.True(t, value[time.Time](w, `select ended_at from subscriptions where tenant_id = $1`, anna.Tenant()).Equal(w.clock.Now()))
}

func TestAnEndingDebitsEarnedDaysGivesBackWhatThePlanDoesAndShowsOneSum(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	w.cash(w.north, anna, 3100)
	month, day := uuid.New(), uuid.New()
	van := w.van(anna, "Van", imei)
	w.connect(anna, w.north, w.van(anna, "Lorry", "353861053849699").ID, w.plan(w.north.Tenant(), month, "month", 3000, false, true), month)
	w.connect(anna, w.north, van.ID, w.plan(w.north.Tenant(), day, "active_day", 100, true, false), day)
	w.clock.Advance(15 * 24 * time.Hour)
	w.hears(van)
	w.clock.Advance(time.Hour)
	w.byCard(w.north, anna)
	require.EqualValues(t, 100, w.balance(w.north, anna))

	require.NoError(t, w.Close(ctx, w.north, anna.Tenant(), "Anna's"))
	require.Equal(t, "off", w.pays(anna), "or it would be charged again after it is restored")
	left := w.balance(w.north, anna)
	require.InDelta(t, 1495, left, 10, "the day that was earned is debited, and the half of the month is given back")
	list, err := w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, list, 1, "without a bank account as well")
	require.Empty(t, list[0].BankAccount)
	require.Equal(t, left, list[0].Left)
	_, err = w.topups.TakeCash(ctx, w.north, topup.Cash{Customer: anna.Tenant(), Currency: "EUR", Amount: 100, Comment: "cash"})
	requireReason(t, err, errs.Conflict, "customer_closed")
	out, err := w.topups.PayOut(ctx, w.north, topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "FI21"})
	require.NoError(t, err)
	require.Equal(t, left, out.Amount, "one sum is shown and paid")
}

func TestWhereTheRestGoesIsAskedAnewAtEachEnding(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	people, err := w.people.Users(ctx, anna)
	require.NoError(t, err)
	w.cash(w.north, anna, 500)
	require.NoError(t, w.Leave(ctx, anna, lifecycle.Leaving{Owner: people[0].ID, Address: "192.0.2.9", Password: password, Confirm: "Anna's",
		To: topup.Destination{Recipient: "Anna", BankAccount: "FI21 OLD"}}))
	require.NoError(t, w.Restore(ctx, w.north, anna.Tenant()))
	require.NoError(t, w.Close(ctx, w.north, anna.Tenant(), "Anna's"))
	list, err := w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Empty(t, list[0].BankAccount, "that of the first time is offered no more")
}
