package topup_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/errs"
)

// TestMoneyThatCameInIsWhereItShouldBe does what customers, Stripe, banks and cashiers do, in any order, with deliveries
// lost, repeated and late; at the end Stripe is heard out, and all sums must meet.
func TestMoneyThatCameInIsWhereItShouldBe(t *testing.T) {
	t.Parallel()
	var runs, payments, entries int
	defer func() {
		t.Logf("topups: %d runs, %d payments by card, %d entries of statements, all sums meet", runs, payments, entries)
	}()
	rapid.Check(t, func(r *rapid.T) {
		w := setup(t)
		ctx := context.Background()
		var sessions, intents, refunds, disputes []string
		var statement []paid
		var cash, credits, returned, closing, sentOut int64
		pick := func(name string, n int) int { return rapid.IntRange(0, n-1).Draw(r, name) }
		sum := func(name string) int64 { return rapid.Int64Range(1, 10_000).Draw(r, name) }
		r.Repeat(map[string]func(*rapid.T){
			"page": func(r *rapid.T) { sessions = append(sessions, w.page(r, w.customer[pick("who", 2)], sum("sum"))) },
			"pay": func(r *rapid.T) {
				if len(sessions) > 0 {
					if intent := w.stripe.Pay(sessions[pick("page", len(sessions))]); intent != "" {
						intents = append(intents, intent)
					}
				}
			},
			"expire": func(*rapid.T) {
				if len(sessions) > 0 {
					w.stripe.Expire(sessions[pick("page", len(sessions))])
				}
			},
			"refund": func(*rapid.T) {
				if len(intents) > 0 {
					if refund := w.stripe.Refund(intents[pick("payment", len(intents))], sum("sum")); refund != "" {
						refunds = append(refunds, refund)
					}
				}
			},
			"fail": func(*rapid.T) {
				if len(refunds) > 0 {
					w.stripe.FailRefund(refunds[pick("refund", len(refunds))])
				}
			},
			"dispute": func(*rapid.T) {
				if len(intents) > 0 {
					if dispute := w.stripe.Dispute(intents[pick("payment", len(intents))]); dispute != "" {
						disputes = append(disputes, dispute)
					}
				}
			},
			"decide": func(*rapid.T) {
				if n := len(disputes); n > 0 {
					last := disputes[n-1]
					disputes = disputes[:n-1] // a bank decides once
					w.stripe.Decide(last, rapid.Bool().Draw(r, "won"))
				}
			},
			"deliver": func(r *rapid.T) {
				if n := len(w.stripe.Deliveries()); n > 0 {
					w.hear(r, pick("event", n))
				}
			},
			"import": func(r *rapid.T) {
				for range rapid.IntRange(0, 3).Draw(r, "entries") {
					purpose := "for the cars"
					if rapid.Bool().Draw(r, "named") {
						purpose = "account # " + w.number[pick("who", 2)]
					}
					statement = append(statement, paid{fmt.Sprintf("R%d", len(statement)), purpose, "Somebody", sum("sum")})
				}
				// Files overlap as they like, and may be looked at only.
				file := topup.File{Bytes: camt(statement[pick("from", len(statement)+1):]), DryRun: rapid.Bool().Draw(r, "dry")}
				_, err := w.Import(ctx, w.keeper, file)
				require.NoError(r, err)
			},
			"assign": func(r *rapid.T) {
				if list := w.waiting(r); len(list) > 0 {
					require.NoError(r, w.Assign(ctx, w.keeper, list[0].ID, w.customer[pick("who", 2)].Tenant(), uuid.Nil))
				}
			},
			"return": func(r *rapid.T) {
				if list := w.waiting(r); len(list) > 0 {
					require.NoError(r, w.Return(ctx, w.keeper, list[0].ID, uuid.Nil, "nobody's"))
					returned += list[0].Amount
				}
			},
			"cash": func(r *rapid.T) {
				amount := sum("sum")
				_, err := w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[pick("who", 2)].Tenant(), Currency: "EUR", Amount: amount, Comment: "cash"})
				require.NoError(r, err)
				cash += amount
			},
			"leave": func(r *rapid.T) {
				who := w.customer[pick("who", 2)]
				before := w.balance(r, who)
				commission := rapid.Int64Range(0, 100).Draw(r, "commission")
				out, err := w.PayOut(ctx, w.keeper, topup.Leaving{Customer: who.Tenant(), Currency: "EUR", Commission: commission, Recipient: "R", BankAccount: "A"})
				if err != nil {
					require.True(r, before <= 0 && errs.Is(err, errs.Conflict) || commission > before && errs.Is(err, errs.Invalid), "%v of %d", err, before)
					return
				}
				require.Equal(r, before, out.Amount+out.Commission, "refund + commission = closing balance")
				closing += before
				if out.Amount > 0 && rapid.Bool().Draw(r, "sent") {
					require.NoError(r, w.Sent(ctx, w.keeper, out.ID, uuid.Nil))
					sentOut += out.Amount
				}
			},
			"": func(*rapid.T) {},
		})
		w.hearAll(r)
		w.hearAll(r)
		_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt(statement)})
		require.NoError(r, err)
		for _, e := range statement {
			credits += e.amount
		}
		own := w.own(r)
		wallets := w.balance(r, w.customer[0]) + w.balance(r, w.customer[1])
		require.Equal(r, w.stripe.Kept("EUR"), -own[ledger.StripeClearing]-own[ledger.StripeFees], "what Stripe has is what the books say it has")
		require.Equal(r, credits-returned-sentOut, -own[ledger.BankCash], "what the bank was given is what the books say")
		require.Equal(r, w.stripe.Kept("EUR")+credits-returned+cash, wallets+own[ledger.Unidentified]+closing, "wallets + unidentified + what was left")
		require.Equal(r, closing-sentOut, own[ledger.RefundsPayable]+own[ledger.Commission])
		captured, banked := int64(0), int64(0)
		history, _, err := w.History(ctx, w.keeper, topup.Place{}, 10_000)
		require.NoError(r, err)
		for _, h := range history {
			switch {
			case h.Source == "card" && h.State == "paid":
				captured += h.Amount
			case h.Source == "bank":
				banked += h.Amount
			}
		}
		require.Equal(r, w.stripe.Captured("EUR"), captured, "Stripe captures = top-ups")
		require.Equal(r, credits-returned, banked+own[ledger.Unidentified], "statement credits = top-ups + unidentified + returned")
		wrongs, err := w.ledger.Wrongs(ctx)
		require.NoError(r, err)
		require.Empty(r, wrongs)
		runs, payments, entries = runs+1, payments+len(intents), entries+len(statement)
	})
}
