package api_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/fasthttp/websocket"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
)

// socketPatience is more than a look at all sockets takes where a notice was lost, on a loaded machine.
const socketPatience = 40 * time.Second

func TestAnOpenSocketOfWhoeverActsEndsWithTheSessionTheGrantAndTheTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	root, north, first := w.node("root"), w.node("north"), w.node("first")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 3)
	go func() { ended <- w.server.Serve(listener) }()
	go func() { ended <- w.server.WatchSockets(ctx) }()
	go func() { ended <- w.people.Watch(ctx) }()
	t.Cleanup(func() {
		require.NoError(t, w.server.Shutdown(context.WithoutCancel(t.Context())))
		cancel()
		for range cap(ended) {
			require.NoError(t, <-ended)
		}
	})
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listener.Addr().String())
	}}
	open := func(token string) *websocket.Conn {
		conn, answer, err := dialer.Dial("ws://"+first.host+"/api/live", http.Header{"Authorization": {"Bearer " + token}, "Origin": {"http://" + first.host}})
		require.NoError(t, err, answer)
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	requireEnds := func(conn *websocket.Conn, why string) {
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(socketPatience)))
		_, _, err := conn.ReadMessage()
		require.True(t, websocket.IsCloseError(err, websocket.ClosePolicyViolation), "%s: %v", why, err)
	}
	user, session := w.actor(root, "actor of sockets")
	grant, err := w.acting.Give(t.Context(), north.scope, w.owner(north).User, "let them look", time.Hour)
	require.NoError(t, err)

	token, id, err := w.enter(root, first, user, session, "until they are sent out")
	require.NoError(t, err)
	conn := open(token)
	require.NoError(t, w.people.EndActing(t.Context(), first.scope, id))
	requireEnds(conn, "the owner has ended it")

	token, id, err = w.enter(root, first, user, session, "until the time is over")
	require.NoError(t, err)
	conn = open(token)
	w.runOut(id)
	requireEnds(conn, "its time has run out")

	token, _, err = w.enter(root, first, user, session, "until the grant is taken back")
	require.NoError(t, err)
	conn = open(token)
	// Somebody of the tenant itself watches meanwhile, and goes on.
	own := open(first.token)
	require.NoError(t, w.acting.Revoke(t.Context(), north.scope, grant.ID))
	requireEnds(conn, "the grant was revoked")
	require.NoError(t, own.SetReadDeadline(time.Now().Add(300*time.Millisecond)))
	_, _, err = own.ReadMessage()
	var timeout net.Error
	require.ErrorAs(t, err, &timeout)
	require.True(t, timeout.Timeout(), "whoever is at home is not sent out: %v", err)
}

// runOut lets the time of an acting session be over.
func (w *world) runOut(acting uuid.UUID) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `update acting_sessions set expires_at = now() - interval '1 second' where id = $1`, acting)
		return err
	}))
}
