package fleet_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func (w shop) conflict(t *testing.T) (holder, waiting fleet.Object, claims []fleet.Claim) {
	t.Helper()
	since := noon.Add(-48 * time.Hour)
	spec := teltonikaOf(imei1)
	spec.Since = &since
	holder, _, err := w.Create(t.Context(), w.neighbour, fleet.Creation{Name: "holder", Tracker: spec})
	require.NoError(t, err)
	require.NotNil(t, w.knock(t, "imei", imei1))
	w.store(t, holder.ID, fix{at: noon.Add(-5 * time.Hour), lat: 60, lon: 25})
	waiting, _, err = w.Create(t.Context(), w.buyer, fleet.Creation{Name: "waiting", Tracker: spec})
	require.NoError(t, err)
	require.Nil(t, w.knock(t, "imei", imei1))
	_, err = w.Ask(t.Context(), w.buyer, waiting.ID, uuid.New(), "bought it yesterday")
	require.NoError(t, err)
	claims, err = w.SearchIdentity(t.Context(), w.platform, imei1, "a customer asks")
	require.NoError(t, err)
	require.Len(t, claims, 2)
	require.NotNil(t, claims[0].Held)
	require.Equal(t, "South", claims[0].RealmName)
	require.Nil(t, claims[1].Held)
	require.Equal(t, "bought it yesterday", claims[1].Request.Note)
	return holder, waiting, claims
}

func TestATransferEndsOneHoldAndBeginsTheOtherAtOneMoment(t *testing.T) {
	t.Parallel()
	for _, from := range []string{fleet.FromNow, fleet.FromHeard} {
		w := openShop(t)
		holder, waiting, claims := w.conflict(t)
		require.NoError(t, w.Transfer(t.Context(), w.platform, claims[1].ID, from, "sold on"))
		var until, begun time.Time
		w.asWorker(t, "select upper(held) from identities where id = $1", []any{claims[0].ID}, &until)
		w.asWorker(t, "select lower(held) from identities where id = $1 and upper_inf(held)", []any{claims[1].ID}, &begun)
		require.Equal(t, until.UTC(), begun.UTC())
		moment := map[string]time.Time{fleet.FromNow: noon, fleet.FromHeard: noon.Add(-5*time.Hour + time.Microsecond)}[from]
		require.Equal(t, moment, begun.UTC())
		before, err := w.Get(t.Context(), w.neighbour, holder.ID)
		require.NoError(t, err)
		require.Nil(t, before.Tracker)
		past, err := w.Bindings(t.Context(), w.neighbour, holder.ID)
		require.NoError(t, err)
		require.Equal(t, moment, *past[0].Span.Until)
		after, err := w.Get(t.Context(), w.buyer, waiting.ID)
		require.NoError(t, err)
		require.False(t, after.Tracker.Waiting)
		asked, err := w.Asked(t.Context(), w.buyer, waiting.ID)
		require.NoError(t, err)
		require.Equal(t, fleet.Granted, asked.Outcome)
		var entries int
		w.asWorker(t, `select count(*) from audit_entries where (tenant_id, action) in (($1, 'platform.identity.search'), ($1, 'platform.identity.release'),
			($1, 'platform.identity.receive'), ($2, 'fleet.identity.release'), ($3, 'fleet.identity.receive'))`,
			[]any{w.platform.Tenant(), w.neighbour.Tenant(), w.buyer.Tenant()}, &entries)
		require.Equal(t, 5, entries)
	}
}

func TestAReleasedDeviceIsForWhoeverWaitsAtItsNextKnock(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	_, waiting, claims := w.conflict(t)
	require.NoError(t, w.Release(t.Context(), w.platform, claims[0].ID, fleet.FromNow, "the contract ended"))
	require.Equal(t, waiting.Tracker.ID, *w.knock(t, "imei", imei1))
	err := w.Release(t.Context(), w.platform, claims[0].ID, fleet.FromNow, "the contract ended")
	require.Equal(t, errs.NotFound, asError(t, err).Code)
}

func TestARefusedRequestLeavesTheClaimWaitingAndTellsWhy(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	_, waiting, _ := w.conflict(t)
	queue, _, err := w.Requests(t.Context(), w.platform, fleet.RequestsQuery{Open: true, Limit: 10})
	require.NoError(t, err)
	require.Len(t, queue, 1)
	require.Equal(t, "North", queue[0].RealmName)
	requireError(t, w.Refuse(t.Context(), w.platform, queue[0].ID, " "), errs.Invalid, "no_reason", "reason")
	require.NoError(t, w.Refuse(t.Context(), w.platform, queue[0].ID, "no proof of purchase"))
	requireError(t, w.Refuse(t.Context(), w.platform, queue[0].ID, "no proof of purchase"), errs.Conflict, "decided_already")
	asked, err := w.Asked(t.Context(), w.buyer, waiting.ID)
	require.NoError(t, err)
	require.Equal(t, "no proof of purchase", asked.Reason)
	list, _, err := w.ClaimsBelow(t.Context(), w.north, fleet.ClaimsQuery{List: fleet.ListRequested, Limit: 10})
	require.NoError(t, err)
	require.Equal(t, fleet.Refused, list[0].Request.Outcome)
}

func TestOnlyThePlatformHandsDevicesOver(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	_, _, claims := w.conflict(t)
	err := w.Transfer(t.Context(), w.north, claims[1].ID, fleet.FromNow, "mine now")
	require.Equal(t, errs.NotFound, asError(t, err).Code)
	list, err := w.SearchIdentity(t.Context(), w.north, imei1, "curious")
	require.NoError(t, err)
	require.Len(t, list, 1, "who stands below others sees nothing of theirs")
}
