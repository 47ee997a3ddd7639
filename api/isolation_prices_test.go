package api_test

import (
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/tenant"
)

// price gives a realm a price list with something announced, and each customer a price of its own.
func (w *world) price(n *node, user uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	for _, name := range []string{"plan", "version", "package", "release", "price"} {
		n.ids[name] = uuid.NewString() // an account has none, nor has the root a price agreed above it
	}
	if n.scope.Kind() != tenant.Account {
		later := time.Now().AddDate(0, 0, 30)
		terms := catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Text: "terms " + n.canary}
		plan, err := w.prices.Create(ctx, n.scope, user, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "plan " + n.canary, Description: n.canary, Terms: terms})
		require.NoError(t, err)
		plan, err = w.prices.Publish(ctx, n.scope, user, plan.ID, terms, later)
		require.NoError(t, err)
		hundred := int64(100)
		contents := catalogue.Contents{Price: catalogue.Price{Amount: 900, Currency: "EUR"}, Quantity: &hundred, Text: "contents " + n.canary}
		bundle, err := w.prices.CreatePackage(ctx, n.scope, user, catalogue.NewPackage{Name: "package " + n.canary, Unit: "SMS", Contents: contents})
		require.NoError(t, err)
		bundle, err = w.prices.PublishPackage(ctx, n.scope, user, bundle.ID, contents, later)
		require.NoError(t, err)
		n.ids["plan"], n.ids["version"] = plan.ID.String(), plan.Versions[0].ID.String()
		n.ids["package"], n.ids["release"] = bundle.ID.String(), bundle.Versions[0].ID.String()
	}
	if n.up != nil {
		agreed, err := w.prices.AgreePrice(ctx, n.up.scope, user, n.scope.Tenant(), catalogue.AgreedPrice{Item: uuid.MustParse(n.up.ids["plan"]),
			Price: catalogue.Price{Amount: 400, Currency: "EUR"}})
		require.NoError(t, err)
		n.up.ids["price"] = agreed.Prices[0].ID.String()
	}
}
