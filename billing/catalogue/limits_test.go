package catalogue_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func moneyOf(cents int64) money.Amount { return money.Amount(cents) }

func (w *world) room(t *testing.T, s db.Scope, more int) error {
	t.Helper()
	return w.db.InTenant(t.Context(), s, func(tx *db.Tx) error { return w.RoomForObjects(t.Context(), tx, s, more) })
}

func TestALimitTellsWhereItComesFrom(t *testing.T) {
	w := setup(t)
	e, err := w.Effective(t.Context(), w.customer, w.customer.Tenant())
	require.NoError(t, err)
	require.Nil(t, e.Objects.Most)
	require.True(t, e.SMS.On)
	_, err = w.Agree(t.Context(), w.north, w.customer.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Objects: new(2), SMS: new(false)}})
	require.NoError(t, err)
	e, err = w.Effective(t.Context(), w.customer, w.customer.Tenant())
	require.NoError(t, err)
	require.Equal(t, 2, *e.Objects.Most)
	require.Equal(t, catalogue.ByContract, e.Objects.Layer)
	require.Equal(t, catalogue.Switch{Source: catalogue.Source{Layer: catalogue.ByContract}}, e.SMS)
	// Its provider reads the same; somebody beside it nothing.
	same, err := w.Effective(t.Context(), w.north, w.customer.Tenant())
	require.NoError(t, err)
	require.Equal(t, e.Objects, same.Objects)
}

func TestAChildNeverHasMoreThanItsParent(t *testing.T) {
	w := setup(t)
	_, err := w.Agree(t.Context(), w.root, w.north.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Objects: new(2), SMS: new(false), Retention: new("m12")}})
	require.NoError(t, err)
	for _, l := range []catalogue.Limits{{Objects: new(3)}, {SMS: new(true)}, {Retention: new("m36")}} {
		_, err = w.Agree(t.Context(), w.north, w.customer.Tenant(), catalogue.NewAgreement{Limits: l})
		require.True(t, errs.Is(err, errs.Invalid), "%v", err)
		_, err = w.Create(t.Context(), w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Too much", Free: true, Terms: catalogue.Terms{Limits: l}})
		require.True(t, errs.Is(err, errs.Invalid), "%v", err)
	}
	e, err := w.Effective(t.Context(), w.below, w.below.Tenant())
	require.NoError(t, err)
	require.Equal(t, catalogue.Switch{Source: catalogue.Source{Layer: catalogue.ByAbove}}, e.SMS)
	require.Nil(t, e.Objects.Most, "numbers above one's provider are nobody's business")

	require.NoError(t, w.room(t, w.below, 2))
	w.object(t, w.customer)
	w.object(t, w.below)
	err = w.room(t, w.below, 1)
	require.True(t, errs.Is(err, errs.LimitReached), "%v", err)
	require.NotContains(t, err.Error(), "2")
	err = w.room(t, w.north, 1)
	require.True(t, errs.Is(err, errs.LimitReached), "%v", err)
	require.Contains(t, err.Error(), "allows 2")
}

func TestAnAccountIsShownWhatTheInstallationKeepsWhereNothingSaysAnything(t *testing.T) {
	w := setup(t)
	shown := func(to, of db.Scope) catalogue.Word {
		t.Helper()
		e, err := w.Keeping("m12").Effective(t.Context(), to, of.Tenant())
		require.NoError(t, err)
		return e.Retention
	}
	agree := func(provider, customer db.Scope, retention string) {
		t.Helper()
		_, err := w.Agree(t.Context(), provider, customer.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Retention: &retention}})
		require.NoError(t, err)
	}
	require.Equal(t, catalogue.Word{Value: "m12"}, shown(w.customer, w.customer))
	require.Equal(t, catalogue.Word{Value: "m36"}, shown(w.north, w.north), "which bounds nobody: it may be given away")
	agree(w.root, w.north, "m36")
	require.Equal(t, catalogue.Word{Value: "m12"}, shown(w.customer, w.customer), "what is allowed is not what is kept")
	agree(w.north, w.customer, "m36")
	require.Equal(t, catalogue.Word{Value: "m36", Source: catalogue.Source{Layer: catalogue.ByContract}}, shown(w.customer, w.customer))
	agree(w.root, w.north, "m3")
	require.Equal(t, "m3", shown(w.north, w.customer).Value)
}

func TestAPlanIsLookedUpInWhatItIsBasedOn(t *testing.T) {
	w := setup(t)
	base, err := w.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Base",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 1, Currency: "EUR"}, Period: catalogue.ActiveDay, Limits: catalogue.Limits{Users: new(7), Resellers: new(false)}}})
	require.NoError(t, err)
	plan, err := w.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Partner", Base: &base.ID,
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 1, Currency: "EUR"}, Period: catalogue.ActiveDay, Limits: catalogue.Limits{Objects: new(100)}}})
	require.NoError(t, err)
	_, err = w.Agree(t.Context(), w.root, w.north.Tenant(), catalogue.NewAgreement{Wholesale: &plan.ID})
	require.NoError(t, err)
	e, err := w.Effective(t.Context(), w.north, w.north.Tenant())
	require.NoError(t, err)
	require.Equal(t, catalogue.Source{Layer: catalogue.ByPlan, Name: "Partner"}, e.Objects.Source)
	require.Equal(t, catalogue.Source{Layer: catalogue.ByBase, Name: "Base"}, e.Users.Source)
	require.Equal(t, 7, *e.Users.Most)
	require.False(t, e.Resellers.On)
	require.NoError(t, w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		err := w.MayOpenResellers(t.Context(), tx, w.north)
		require.True(t, errs.Is(err, errs.LimitReached), "%v", err)
		return nil
	}))
}

func TestNobodyAsksAboutLimitsBeside(t *testing.T) {
	w := setup(t)
	_, err := w.Effective(t.Context(), w.harbour, w.customer.Tenant())
	require.True(t, errs.Is(err, errs.NotFound), "%v", err)
}
