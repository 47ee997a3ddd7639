package service_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant"
)

func TestWhoHasAPlanIsToldOfItsPriceAndNobodyElse(t *testing.T) {
	w := setupEngine(t)
	prices := catalogue.New(w.db, w.ledger, w.clock)
	has, other := w.open(t, w.keeper, tenant.Account, "Has", "UTC"), w.open(t, w.keeper, tenant.Account, "Other", "UTC")
	terms := catalogue.Terms{Price: catalogue.Price{Amount: 0, Currency: "EUR"}, Period: catalogue.Month}
	plan, err := prices.Create(t.Context(), w.keeper, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard", Terms: terms})
	require.NoError(t, err)
	w.subscribe(t, has, w.object(t, has), plan.ID, "UTC", 0, time.Time{})
	terms.Price.Amount = 500
	plan, err = prices.Publish(t.Context(), w.keeper, uuid.Nil, plan.ID, terms, halloween.AddDate(0, 0, 11))
	require.NoError(t, err)
	deliver := func() []uuid.UUID {
		payload, err := json.Marshal(catalogue.Told{Version: plan.Versions[0].ID})
		require.NoError(t, err)
		require.NoError(t, w.DeliverPrice(t.Context(), outbox.Message{Topic: catalogue.Topic, Payload: payload}))
		var told []uuid.UUID
		require.NoError(t, w.db.Worker(context.Background(), func(tx *db.Tx) error {
			rows, err := tx.Query(t.Context(), "delete from outbox where topic = $1 returning tenant_id", service.NoticeTopic)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var id uuid.UUID
				if err := rows.Scan(&id); err != nil {
					return err
				}
				told = append(told, id)
			}
			return rows.Err()
		}))
		return told
	}
	require.Equal(t, []uuid.UUID{has.Tenant()}, deliver())
	require.NotContains(t, deliver(), other.Tenant())
	_, err = prices.Withdraw(t.Context(), w.keeper, plan.ID, plan.Versions[0].ID)
	require.NoError(t, err)
	require.Empty(t, deliver(), "what was taken back is told to nobody")
}

func TestWhoeverAPriceWasAgreedWithIsToldOfIt(t *testing.T) {
	w := setupEngine(t)
	prices := catalogue.New(w.db, w.ledger, w.clock)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	terms := catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Period: catalogue.Month}
	plan, err := prices.Create(t.Context(), w.keeper, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard", Terms: terms})
	require.NoError(t, err)
	told := func() (list []string) {
		t.Helper()
		for _, payload := range w.lines(t, "delete from outbox where topic = $1 returning payload::text", catalogue.Topic) {
			require.NoError(t, w.DeliverPrice(t.Context(), outbox.Message{Topic: catalogue.Topic, Payload: []byte(payload)}))
		}
		return w.lines(t, `delete from outbox where topic = $1 and tenant_id = $2 returning payload->>'template' || ' ' || (payload->'params'->>'was') || ' → ' ||
			(payload->'params'->>'price') || ' ' || (payload->'params'->>'from')`, service.NoticeTopic, anna.Tenant())
	}
	told()
	a, err := prices.AgreePrice(t.Context(), w.keeper, uuid.Nil, anna.Tenant(), catalogue.AgreedPrice{Item: plan.ID, Price: catalogue.Price{Amount: 800}, InForceFrom: halloween.AddDate(0, 0, 12)})
	require.NoError(t, err)
	require.Equal(t, []string{"price_change 5.00 EUR → 8.00 EUR 2027-11-12"}, told())
	w.clock.Advance(13 * 24 * time.Hour)
	_, err = prices.EndPrice(t.Context(), w.keeper, anna.Tenant(), a.Prices[0].ID)
	require.NoError(t, err)
	require.Equal(t, []string{"price_change 8.00 EUR → 5.00 EUR 2027-11-23"}, told())
}
