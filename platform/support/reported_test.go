package support_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestALoginThatIsReportedStolenIsATicketOfItsKindOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	require.NoError(t, w.people.ReportStolen(w.ctx(), identity.Visit{Realm: north.scope.Tenant(), Address: "203.0.113.9"},
		identity.StolenReport{Login: "first owner", AccountNumber: "17", Contact: "+358 40 1234567", Knows: "The last van was bought in May.", Locale: "ru"}))
	payload := w.text("select payload::text from outbox where topic = $1", identity.StolenTopic)
	require.NotContains(t, payload, "May")
	for range 2 {
		require.NoError(t, w.desks.DeliverStolen(w.people)(w.ctx(), outbox.Message{ID: uuid.New(), Topic: identity.StolenTopic, Payload: json.RawMessage(payload)}))
	}
	list := w.queue(north)
	require.Len(t, list, 1)
	require.Equal(t, []string{support.StolenLogin, "first owner", support.ByForm}, []string{list[0].Kind, list[0].Subject, list[0].Via})
	require.Nil(t, list[0].Counterparty, "nobody has proved who they are")
	whole, err := w.desks.Whole(w.ctx(), north.scope, list[0].ID)
	require.NoError(t, err)
	require.Equal(t, "+358 40 1234567", whole.Messages[0].Body)
	require.Equal(t, "page", whole.Links[0].Kind)
	require.NotNil(t, whole.Links[0].Subject)
}

// claims are one request for one object.
type claims struct {
	object  fleet.Object
	request fleet.Request
}

func (c claims) Get(context.Context, db.Scope, uuid.UUID) (fleet.Object, error) {
	return c.object, nil
}

func (c claims) Asked(context.Context, db.Scope, uuid.UUID) (fleet.Request, error) {
	return c.request, nil
}

func TestARequestForATrackerIsATicketOfItsKindOfWhoeverAskedOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	c := claims{object: fleet.Object{ID: uuid.New(), Name: "Van 7"}, request: fleet.Request{ID: uuid.New(), Identity: "356307042441013", Model: "FMB920", Note: "Bought it yesterday"}}
	deliver := func(user uuid.UUID, request uuid.UUID) {
		payload, err := json.Marshal(fleet.ClaimAsked{Tenant: first.scope.Tenant(), Object: c.object.ID, User: user, Request: request})
		require.NoError(t, err)
		require.NoError(t, w.desks.DeliverClaim(c)(w.ctx(), outbox.Message{ID: uuid.New(), Topic: fleet.ClaimTopic, Payload: payload}))
	}
	deliver(first.staff, c.request.ID)
	deliver(first.staff, c.request.ID)
	deliver(north.owner, uuid.New()) // acting in: they are no member
	list := w.queue(north)
	require.Len(t, list, 1)
	require.Equal(t, []string{support.TrackerClaim, "356307042441013 · Van 7"}, []string{list[0].Kind, list[0].Subject})
	require.Equal(t, first.staff, *list[0].Author)
	whole, err := w.desks.Theirs(w.ctx(), first.scope, first.staff, support.Here, list[0].ID)
	require.NoError(t, err)
	require.Equal(t, "Bought it yesterday", whole.Messages[0].Body)
	require.Equal(t, c.object.ID, *whole.Links[0].Subject)
}
