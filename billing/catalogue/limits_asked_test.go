package catalogue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestWhoeverAddsObjectsOrPeopleIsAskedWhetherThereIsRoom(t *testing.T) {
	w := setup(t)
	ctx := t.Context()
	_, err := w.Agree(ctx, w.north, w.customer.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Objects: new(1), Users: new(2)}})
	require.NoError(t, err)
	objects := fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Protocols: all.Table(), Room: w.Catalogue})
	first, _, err := objects.Create(ctx, w.customer, fleet.Creation{Name: "one"})
	require.NoError(t, err)
	_, _, err = objects.Create(ctx, w.customer, fleet.Creation{Name: "two"})
	require.True(t, errs.Is(err, errs.LimitReached), "%v", err)
	require.ErrorContains(t, err, "Your contract allows 1")
	require.NoError(t, objects.Delete(ctx, w.customer, first.ID, ""))
	_, _, err = objects.Create(ctx, w.customer, fleet.Creation{Name: "two"})
	require.NoError(t, err)
	_, _, err = objects.Restore(ctx, w.customer, first.ID)
	require.True(t, errs.Is(err, errs.LimitReached), "what comes out of the trash is asked for too: %v", err)

	people := identity.New(identity.Config{DB: w.db, Tenants: tenant.New(w.db), Key: testdb.Key(), HashMemory: 64, Clock: clock.System{}, Room: w.Catalogue})
	add := func(login string, role string) error {
		_, err := people.Add(ctx, w.customer, identity.NewUser{Login: login, Password: "a password of theirs", Role: role})
		return err
	}
	require.NoError(t, add("viewer", "viewer"))
	require.NoError(t, add("billing", "billing"))
	err = add("another", "viewer")
	require.True(t, errs.Is(err, errs.LimitReached), "%v", err)
	require.NoError(t, add("the owner", identity.Owner), "whoever answers for it has a place")
}

func TestATierOfSupportIsNotTakenForALimitAndForgotten(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.Agree(t.Context(), w.north, w.customer.Tenant(), catalogue.NewAgreement{Limits: catalogue.Limits{Support: new("gold")}})
	var told *errs.Error
	require.ErrorAs(t, err, &told)
	require.Equal(t, "tier_elsewhere", told.Reason)
	require.Equal(t, "support", told.Details[0].Field)
}
