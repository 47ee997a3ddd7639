package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant"
)

// wholesale adds a wholesale plan to a realm's price list.
func (w *world) wholesale(n *node, name string, base *uuid.UUID, shows *bool) catalogue.Plan {
	w.t.Helper()
	plan, err := w.prices.Create(w.t.Context(), n.scope, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: name, Base: base, Terms: termsThat(shows)})
	require.NoError(w.t, err)
	return plan
}

func termsThat(shows *bool) catalogue.Terms {
	return catalogue.Terms{Price: catalogue.Price{Amount: 1, Currency: "EUR"}, Period: catalogue.ActiveDay, Limits: catalogue.Limits{ShowsProvider: shows}}
}

func TestABrandNamesItsDirectProviderWhereItsPlanSaysSoAndNobodyOtherwise(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx := t.Context()
	root, north, harbour := w.node("root"), w.node("north"), w.node("harbour")
	now := time.Now().Add(time.Minute) // plans that are made here are in force by then
	named := func(n *node, at time.Time) *tenant.Provider {
		brand, err := w.tenants.Brand(ctx, n.scope.Tenant())
		require.NoError(t, err)
		return brand.PoweredBy(at)
	}
	agree := func(limits catalogue.Limits, plan *uuid.UUID) {
		_, err := w.prices.Agree(ctx, north.scope, harbour.scope.Tenant(), catalogue.NewAgreement{Wholesale: plan, Limits: limits})
		require.NoError(t, err)
	}
	require.Nil(t, named(harbour, now), "nothing is said")
	base := w.wholesale(north, "With our name", nil, new(true))
	plan := w.wholesale(north, "With our name, smaller", &base.ID, nil)
	agree(catalogue.Limits{}, &plan.ID)
	brand, err := w.tenants.Brand(ctx, north.scope.Tenant())
	require.NoError(t, err)
	require.Equal(t, &tenant.Provider{Name: brand.Name, Host: north.host}, named(harbour, now), "by what its plan is based on")
	require.Nil(t, named(north, now), "whose own plan says nothing")
	require.Nil(t, named(root, now))

	// The site says so in its foot, the sign-in page is told, and nobody's above.
	for _, lang := range []string{"en", "ru"} {
		_, page := w.visit(harbour.host, "/"+lang+"/contacts")
		require.Contains(t, page, `<a class="powered" href="http://`+north.host+`" rel="noopener">`)
		require.Contains(t, page, brand.Name)
		require.NotContains(t, page, root.canary)
	}
	_, page := w.visit(harbour.host, "/")
	require.Contains(t, page, `"mark":{"name":"`+brand.Name+`","url":"http://`+north.host+`"}`)
	for _, other := range []string{north.host, w.node("south").host} {
		for _, path := range []string{"/", "/en/contacts"} {
			response, page := w.visit(other, path)
			require.Equal(t, http.StatusOK, response.StatusCode)
			require.NotContains(t, page, "powered")
			require.NotContains(t, page, `"mark"`)
		}
	}
	business := reseller.New(w.db, clock.System{})
	provider, err := business.Provider(ctx, harbour.scope)
	require.NoError(t, err)
	require.True(t, provider.Named)

	// The next version says it no more: what is kept of a host knows the date.
	from := now.Add(21 * 24 * time.Hour)
	_, err = w.prices.Publish(ctx, north.scope, uuid.Nil, base.ID, termsThat(new(false)), from)
	require.NoError(t, err)
	require.NotNil(t, named(harbour, from.Add(-time.Minute)))
	require.Nil(t, named(harbour, from.Add(time.Minute)))
	// What was agreed goes before the plan, both ways.
	agree(catalogue.Limits{ShowsProvider: new(false)}, &plan.ID)
	require.Nil(t, named(harbour, now))
	provider, err = business.Provider(ctx, harbour.scope)
	require.NoError(t, err)
	require.False(t, provider.Named)
	agree(catalogue.Limits{ShowsProvider: new(true)}, nil)
	require.NotNil(t, named(harbour, from.Add(time.Minute)))

	object := termsThat(new(true))
	object.Period = catalogue.Month
	_, err = w.prices.Create(ctx, north.scope, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "For objects", Terms: object})
	require.True(t, errs.Is(err, errs.Invalid), "%v", err)
}
