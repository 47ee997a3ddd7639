package door

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/fasthttp/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/liveryhq/livery/internal/errs"
)

// Times of a WebSocket.
const (
	pingEvery   = 25 * time.Second
	silentFor   = 70 * time.Second
	writeWithin = 10 * time.Second
)

// Peer is one end of a WebSocket. Send and Read may be called by different goroutines, each by one at a time, and as long
// after the end as they like: they answer an error then.
type Peer struct {
	conn *websocket.Conn
	mu   sync.Mutex // of writing

	// using is held, to share, by whoever uses the connection: fasthttp takes it back, and gives it to others, when its
	// handler returns. Whoever used it then would bring the whole process down.
	using sync.RWMutex
	over  bool

	deadlines sync.Mutex
	ending    bool
}

// use runs fn with the connection, unless it is over.
func (p *Peer) use(fn func(*websocket.Conn) error) error {
	p.using.RLock()
	defer p.using.RUnlock()
	if p.over {
		return net.ErrClosed
	}
	return fn(p.conn)
}

// heard lets the peer be silent for a while more.
func (p *Peer) heard() {
	p.deadlines.Lock()
	defer p.deadlines.Unlock()
	if !p.ending {
		_ = p.conn.SetReadDeadline(time.Now().Add(silentFor))
	}
}

// end waits until nobody uses the connection, which nobody does from then on.
func (p *Peer) end() {
	p.deadlines.Lock()
	p.ending = true
	_ = p.conn.SetReadDeadline(time.Now()) // whoever reads stops: fasthttp closes only after the handler
	p.deadlines.Unlock()
	_ = p.conn.Close()
	p.using.Lock()
	defer p.using.Unlock()
	p.over = true
}

// Send writes one text message. An error means that the peer is gone or too slow: return.
func (p *Peer) Send(message []byte) error {
	return p.use(func(conn *websocket.Conn) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		_ = conn.SetWriteDeadline(time.Now().Add(writeWithin))
		return conn.WriteMessage(websocket.TextMessage, message)
	})
}

// Read waits for the next message. An error means that the peer is gone.
func (p *Peer) Read() (message []byte, err error) {
	err = p.use(func(conn *websocket.Conn) (err error) {
		_, message, err = conn.ReadMessage()
		return err
	})
	return message, err
}

func (p *Peer) close(code int, reason string) {
	_ = p.use(func(conn *websocket.Conn) error {
		_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
		return conn.Close()
	})
}

// sockets are those open now, so that a stop reaches them.
type sockets struct {
	mu      sync.Mutex
	open    map[*Peer]socket
	stopped bool
	running sync.WaitGroup
}

// socket is one that is open: whose it is, and how its handler is ended.
type socket struct {
	caller *Caller
	cancel context.CancelCauseFunc
}

func newSockets() *sockets { return &sockets{open: map[*Peer]socket{}} }

func (s *sockets) add(p *Peer, caller *Caller, cancel context.CancelCauseFunc) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	s.open[p] = socket{caller, cancel}
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
	for p, open := range s.open {
		go func() {
			p.close(websocket.CloseGoingAway, "going away") // first, or the handler's end would say goodbye in its place
			open.cancel(errs.New(errs.Unavailable, "stopping", "The server is going away."))
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
// the peer goes, the session or a right of it ends (WatchSockets) or the server stops; the handler then returns. It must call
// Read in a loop of its own, in which pings are answered, and may Send meanwhile.
func Socket(d *Doors, r Route, handler func(ctx context.Context, c *Caller, p *Peer)) {
	upgrader := websocket.FastHTTPUpgrader{
		HandshakeTimeout: 10 * time.Second, ReadBufferSize: 1024, WriteBufferSize: 4096, EnableCompression: false,
		// The guard has looked at the Origin.
		CheckOrigin: func(*fasthttp.RequestCtx) bool { return true },
	}
	Raw(d, r, func(c *fiber.Ctx, caller *Caller) error {
		if !websocket.FastHTTPIsWebSocketUpgrade(c.Context()) {
			return byStatus(fiber.StatusUpgradeRequired, "This address speaks WebSocket only.")
		}
		kept := *caller // the request's own is given back
		err := upgrader.Upgrade(c.Context(), func(conn *websocket.Conn) {
			d.serve(&kept, &Peer{conn: conn}, handler)
		})
		if err != nil {
			return byStatus(fiber.StatusBadRequest, "This is not a WebSocket handshake.")
		}
		return nil
	})
}

func (d *Doors) serve(c *Caller, p *Peer, handler func(context.Context, *Caller, *Peer)) {
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), callerKey{}, c))
	defer cancel(nil)
	defer p.end()
	if !d.sockets.add(p, c, cancel) {
		p.close(websocket.CloseGoingAway, "going away")
		return
	}
	defer d.sockets.remove(p)
	// What changed after the guard looked, and before WatchSockets knew of this socket, nobody else would see.
	if _, err := d.Sessions.Check(ctx, c.Scope, c.claims); errs.Is(err, errs.Unauthenticated) {
		p.close(websocket.ClosePolicyViolation, rightsChanged)
		return
	}
	p.conn.SetReadLimit(16 << 10)
	p.heard()
	p.conn.SetPongHandler(func(string) error { p.heard(); return nil })
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		ping(ctx, cancel, p)
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

// ping asks the peer now and then whether it is there.
func ping(ctx context.Context, cancel context.CancelCauseFunc, p *Peer) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := p.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)); err != nil {
				cancel(err)
				_ = p.conn.Close()
				return
			}
		}
	}
}
