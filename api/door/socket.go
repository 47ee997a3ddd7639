package door

import (
	"context"
	"sync"
	"time"

	"github.com/fasthttp/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/access"
)

// Times of a WebSocket.
const (
	pingEvery    = 25 * time.Second
	silentFor    = 70 * time.Second
	recheckEvery = 15 * time.Second
	writeWithin  = 10 * time.Second
)

// Peer is one end of a WebSocket. Send and Read may be called by different goroutines, each by one at a time.
type Peer struct {
	conn *websocket.Conn
	mu   sync.Mutex
}

// Send writes one text message. An error means that the peer is gone or too slow: return.
func (p *Peer) Send(message []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.conn.SetWriteDeadline(time.Now().Add(writeWithin))
	return p.conn.WriteMessage(websocket.TextMessage, message)
}

// Read waits for the next message. An error means that the peer is gone.
func (p *Peer) Read() ([]byte, error) {
	_, message, err := p.conn.ReadMessage()
	return message, err
}

func (p *Peer) close(code int, reason string) {
	_ = p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
	_ = p.conn.Close()
}

// sockets are those open now, so that a stop reaches them.
type sockets struct {
	mu      sync.Mutex
	open    map[*Peer]context.CancelCauseFunc
	stopped bool
	running sync.WaitGroup
}

func newSockets() *sockets { return &sockets{open: map[*Peer]context.CancelCauseFunc{}} }

func (s *sockets) add(p *Peer, cancel context.CancelCauseFunc) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	s.open[p] = cancel
	s.running.Add(1)
	return true
}

func (s *sockets) remove(p *Peer) {
	s.mu.Lock()
	delete(s.open, p)
	s.mu.Unlock()
	s.running.Done()
}

// CloseSockets ends all WebSockets with 1001 (going away) and waits for their handlers until ctx ends.
func (d *Doors) CloseSockets(ctx context.Context) error {
	s := d.sockets
	s.mu.Lock()
	s.stopped = true
	for p, cancel := range s.open {
		go func() {
			p.close(websocket.CloseGoingAway, "going away") // first, or the handler's end would say goodbye in its place
			cancel(errs.New(errs.Unavailable, "stopping", "The server is going away."))
		}()
	}
	s.mu.Unlock()
	done := make(chan struct{})
	go func() { s.running.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// OpenSockets counts the WebSockets open now.
func (d *Doors) OpenSockets() int {
	d.sockets.mu.Lock()
	defer d.sockets.mu.Unlock()
	return len(d.sockets.open)
}

// Socket hangs a WebSocket into the frame. The browser's Origin must be the host itself. The handler's context ends when
// the peer goes, the session ends (looked at every 15 s) or the server stops; the handler then returns. It must call
// Read in a loop of its own, in which pings are answered, and may Send meanwhile.
func Socket(d *Doors, r Route, handler func(ctx context.Context, c *Caller, p *Peer)) {
	upgrader := websocket.FastHTTPUpgrader{
		HandshakeTimeout: 10 * time.Second, ReadBufferSize: 1024, WriteBufferSize: 4096, EnableCompression: false,
		// The guard has looked at the Origin.
		CheckOrigin: func(*fasthttp.RequestCtx) bool { return true },
	}
	Raw(d, r, func(c *fiber.Ctx, caller *Caller) error {
		if !websocket.FastHTTPIsWebSocketUpgrade(c.Context()) {
			return &fiber.Error{Code: fiber.StatusUpgradeRequired, Message: "This address speaks WebSocket only."}
		}
		kept := *caller // the request's own is given back
		err := upgrader.Upgrade(c.Context(), func(conn *websocket.Conn) {
			d.serve(&kept, r, &Peer{conn: conn}, handler)
		})
		if err != nil {
			return &fiber.Error{Code: fiber.StatusBadRequest, Message: "This is not a WebSocket handshake."}
		}
		return nil
	})
}

func (d *Doors) serve(c *Caller, r Route, p *Peer, handler func(context.Context, *Caller, *Peer)) {
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), callerKey{}, c))
	defer cancel(nil)
	if !d.sockets.add(p, cancel) {
		p.close(websocket.CloseGoingAway, "going away")
		return
	}
	defer d.sockets.remove(p)
	p.conn.SetReadLimit(16 << 10)
	heard := func() { _ = p.conn.SetReadDeadline(time.Now().Add(silentFor)) }
	heard()
	p.conn.SetPongHandler(func(string) error { heard(); return nil })
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		d.watch(ctx, cancel, c, r, p)
	}()
	handler(ctx, c, p)
	cancel(nil)
	<-watched
	if errs.Is(context.Cause(ctx), errs.Unavailable) { // whichever of the two closes first: the server stops
		p.close(websocket.CloseGoingAway, "going away")
		return
	}
	p.close(websocket.CloseNormalClosure, "")
}

// watch pings the peer and looks whether the session still stands.
func (d *Doors) watch(ctx context.Context, cancel context.CancelCauseFunc, c *Caller, r Route, p *Peer) {
	ping, recheck := time.NewTicker(pingEvery), time.NewTicker(recheckEvery)
	defer ping.Stop()
	defer recheck.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			if err := p.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)); err != nil {
				cancel(err)
				_ = p.conn.Close()
				return
			}
		case <-recheck.C:
			if err := d.recheck(ctx, c, r); errs.Is(err, errs.Unauthenticated) || errs.Is(err, errs.Forbidden) {
				p.close(websocket.ClosePolicyViolation, "session ended")
				cancel(err)
				return
			}
		}
	}
}

// recheck asks again what the guard has asked, but for the token's own time: the socket outlives it, the session's end
// does not.
func (d *Doors) recheck(ctx context.Context, c *Caller, r Route) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	place, err := d.Places.Place(ctx, c.Scope.Tenant(), c.Scope.Tenant())
	if errs.Is(err, errs.NotFound) || err == nil && (place.Status == "closed" || place.Realm() != c.Brand.Realm) {
		return unauthenticated()
	}
	if err != nil {
		return err
	}
	standing, err := d.Sessions.Check(ctx, place.Scope, c.claims)
	if err != nil {
		return err
	}
	if !d.policy.Allowed(access.Role(standing.Role), r.Operation) {
		return forbidden()
	}
	return nil
}
