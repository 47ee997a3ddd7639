package lifecycle_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestAnOwnerClosesTheirOwnAccountAndTheProviderBringsItBackWithAllItHad(t *testing.T) {
	t.Parallel()
	w := setup(t)
	anna := w.account(w.north, "Anna's", "anna")
	van := w.van(anna, "Van", "356307042441013")
	people, err := w.people.Users(t.Context(), anna)
	require.NoError(t, err)
	owner := people[0].ID
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: owner, Address: "192.0.2.9"})
	const address = "192.0.2.9"

	requireReason(t, w.Leave(ctx, anna, lifecycle.Leaving{Owner: owner, Address: address, Password: "not it", Confirm: "Anna's"}), errs.Invalid, "wrong_password")
	requireReason(t, w.Leave(ctx, anna, lifecycle.Leaving{Owner: owner, Address: address, Password: password, Confirm: "Bruno's"}), errs.Conflict, "confirm_tenant")
	requireReason(t, w.Leave(ctx, w.north, lifecycle.Leaving{Owner: w.boss, Address: address, Password: password, Confirm: "North"}), errs.Conflict, "not_an_account")
	require.Equal(t, "active", value[string](w, `select status from tenants where id = $1`, anna.Tenant()))

	require.NoError(t, w.Leave(ctx, anna, lifecycle.Leaving{Owner: owner, Address: address, Password: password, Confirm: "anna's"}))
	_, err = w.people.SignIn(t.Context(), identity.Visit{Realm: w.north.Tenant(), Host: "north.edge-7.test", Address: address}, "anna", password)
	require.Error(t, err, "nobody signs in any more")
	requireReason(t, w.Leave(ctx, anna, lifecycle.Leaving{Owner: owner, Address: address, Password: password, Confirm: "Anna's"}), errs.Conflict, "tenant_closed")
	require.Contains(t, w.letters(anna), "closed")
	require.Equal(t, []string{"tenant.open by technical", "tenant.close by user"}, w.actions(anna))
	require.Contains(t, w.actions(w.north), "tenant.close by system", "the provider reads of it")
	require.Zero(t, value[int](w, `select count(*) from audit_faults($1)`, w.north.Tenant()))
	trash, err := w.Trash(w.as(), w.north)
	require.NoError(t, err)
	require.Len(t, trash, 1)
	require.Equal(t, anna.Tenant(), trash[0].ID)

	require.NoError(t, w.Restore(w.as(), w.north, anna.Tenant()))
	back, err := w.fleet.Get(t.Context(), anna, van.ID)
	require.NoError(t, err)
	require.NotNil(t, back.Tracker)
	_, err = w.people.SignIn(t.Context(), identity.Visit{Realm: w.north.Tenant(), Host: "north.edge-7.test", Address: address}, "anna", password)
	require.NoError(t, err)
}

func TestWhoeverAskedToLeaveIsAnsweredByTheirDeskAsTheyAreClosedByWhicheverSide(t *testing.T) {
	t.Parallel()
	for side, ends := range map[string]func(w *world, s db.Scope, owner uuid.UUID) error{
		"provider": func(w *world, s db.Scope, _ uuid.UUID) error { return w.Close(w.as(), w.north, s.Tenant(), "Anna's") },
		"owner": func(w *world, s db.Scope, owner uuid.UUID) error {
			return w.Leave(audit.As(w.t.Context(), audit.Actor{Kind: audit.User, User: owner}), s, lifecycle.Leaving{Owner: owner, Address: "192.0.2.9", Password: password, Confirm: "Anna's"})
		},
	} {
		t.Run(side, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			anna := w.account(w.north, "Anna's", "anna")
			people, err := w.people.Users(t.Context(), anna)
			require.NoError(t, err)
			asked, err := w.desks.Ask(t.Context(), anna, people[0].ID, support.Here, support.Asking{Kind: support.Cancellation, Subject: "We leave", Body: "Close it, please."})
			require.NoError(t, err)
			require.NoError(t, ends(w, anna, people[0].ID))
			whole, err := w.desks.Whole(t.Context(), w.north, asked.ID)
			require.NoError(t, err)
			require.Equal(t, support.Answered, whole.Ticket.State)
			require.Contains(t, whole.Messages[len(whole.Messages)-1].Body, noon.Add(lifecycle.TrashLife).Format(time.DateOnly))
		})
	}
}
