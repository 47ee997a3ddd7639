package identity_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity"
)

// moved has a host go, as the outbox does.
func (w *world) moved(t *testing.T, m identity.Moved) {
	t.Helper()
	payload, err := json.Marshal(m)
	require.NoError(t, err)
	for range 2 { // the outbox may call twice
		require.NoError(t, w.people.DeliverMoved(t.Context(), outbox.Message{ID: uuid.Must(uuid.NewV7()), Tenant: m.Realm, Topic: identity.MovedTopic, Payload: payload}))
	}
}

func (w *world) tellings(t *testing.T) (told []identity.Letter) {
	t.Helper()
	for _, l := range w.posted(t) {
		if l.Template == "passkey_moved" {
			told = append(told, l)
		}
	}
	return told
}

func TestWhoeverHasPasskeysOfAHostThatGoesIsWrittenToOnceAndToldWhereToGo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	v, ctx := w.originVisit(), t.Context()
	a, _, _ := w.withPasskey(t, v)
	realm := w.realms[0].Tenant()
	w.moved(t, identity.Moved{Realm: w.realms[1].Tenant(), Host: v.Host, Next: "new.south.example"})
	require.Empty(t, w.tellings(t), "another realm's host is not theirs")
	w.moved(t, identity.Moved{Realm: realm, Host: v.Host})
	require.Empty(t, w.tellings(t), "the host is the primary one again: nothing ends")

	w.moved(t, identity.Moved{Realm: realm, Host: v.Host, Next: "new.north.example"})
	told := w.tellings(t)
	require.Len(t, told, 1, "one letter a person, however often it is told")
	require.Equal(t, "anna@example.com", told[0].To)
	require.Equal(t, "/account/security", told[0].Path)
	require.Equal(t, v.Host, told[0].Params["host"])
	require.Equal(t, "new.north.example", told[0].Params["next_host"])
	bound, err := w.people.BoundTo(ctx, w.realms[0], v.Host)
	require.NoError(t, err)
	require.Equal(t, identity.Bound{People: 1, Stranded: 1, Told: 1}, bound)

	// Whoever goes on signing in with it has not moved: the change itself is told too.
	w.clock.Advance(time.Hour)
	c, err := w.people.PasskeySignIn(ctx, v)
	require.NoError(t, err)
	_, err = w.people.SignInPasskey(ctx, v, c.Token, a.get(t, c, v.Origin, true))
	require.NoError(t, err)
	bound, err = w.people.BoundTo(ctx, w.realms[0], v.Host)
	require.NoError(t, err)
	require.Zero(t, bound.Told)
	w.moved(t, identity.Moved{Realm: realm, Host: v.Host, Next: "new.north.example"})
	require.Len(t, w.tellings(t), 1)

	// Who has a passkey where they will sign in loses nothing.
	next := v
	next.Host, next.Origin = "new.north.example", "https://new.north.example"
	w.clock.Advance(time.Hour)
	c, err = w.people.PasskeySignIn(ctx, v)
	require.NoError(t, err)
	_, err = w.people.SignInPasskey(ctx, v, c.Token, a.get(t, c, v.Origin, true))
	require.NoError(t, err)
	w.withPasskey(t, next)
	w.moved(t, identity.Moved{Realm: realm, Host: v.Host, Next: next.Host})
	require.Empty(t, w.tellings(t))
}
