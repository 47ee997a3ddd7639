package gateway

import (
	"errors"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	// chunk is the room for what arrives at once. It is held only while there is something in it.
	chunk = 16 << 10
	// backOff bounds the pause after an accept that failed, as when there are too many open files.
	firstBackOff, lastBackOff = 5 * time.Millisecond, time.Second
)

// listener accepts the connections of one protocol.
type listener struct {
	gateway  *Gateway
	protocol *protocol.Protocol
	port     int
	from     *net.TCPListener
}

func (l *listener) accept() {
	wait := firstBackOff
	for {
		conn, err := l.from.AcceptTCP()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			l.gateway.config.Log.Warn("accepting a tracker failed", "protocol", l.protocol.Name, "error", err)
			time.Sleep(wait)
			wait = min(2*wait, lastBackOff)
			continue
		}
		wait = firstBackOff
		if l.gateway.open.Load() >= int64(l.gateway.config.MaxConnections) {
			l.gateway.config.Metrics.refused.WithLabelValues(l.protocol.Name, "full").Inc()
			_ = conn.Close()
			continue
		}
		raw, err := conn.SyscallConn()
		if err != nil {
			_ = conn.Close()
			continue
		}
		c := &connection{conn: conn, raw: raw, session: l.protocol.NewSession()}
		c.device.begin(l.gateway, l.protocol, l.port, conn.RemoteAddr())
		if !l.gateway.tries.enter(c.device.from, l.gateway.config.Clock.Now()) {
			l.gateway.config.Metrics.refused.WithLabelValues(l.protocol.Name, "strangers").Inc()
			_ = conn.Close()
			continue
		}
		c.stranger = true
		c.session.Configure(protocol.Settings{})
		if !l.gateway.enter(c) {
			l.gateway.tries.leave(c.device.from)
			_ = conn.Close()
			return
		}
		go c.serve()
	}
}

// connection is one tracker over TCP. One goroutine serves it: it reads what has arrived, decodes all of it, waits
// until the spool has it, and answers in order. What arrives meanwhile waits in the kernel and becomes the next round,
// so a tracker that does not wait for answers is served in batches.
type connection struct {
	conn    *net.TCPConn
	raw     syscall.RawConn
	session protocol.Session
	device  device
	// rest is the beginning of a frame whose end has not arrived.
	rest     []byte
	stopping atomic.Bool
	// introduce is when the connection ends unless its device is known, until is until when a known one may be silent, and
	// writable until when an answer may take.
	introduce, until, writable time.Time
	// stranger: it counts among those whose device is not known.
	stranger bool
}

// introduced counts it out of the strangers, once.
func (c *connection) introduced() {
	if c.stranger {
		c.stranger = false
		c.device.gateway.tries.leave(c.device.from)
	}
}

// stop ends the connection when it has answered what it has read.
func (c *connection) stop() {
	c.stopping.Store(true)
	_ = c.conn.SetReadDeadline(time.Now())
}

func (c *connection) serve() {
	g := c.device.gateway
	g.open.Add(1)
	gauge := g.config.Metrics.connections.WithLabelValues(c.device.protocol.Name)
	gauge.Inc()
	defer func() {
		if why := recover(); why != nil {
			g.broken(c.device.protocol, c.conn.RemoteAddr(), why)
		}
		_ = c.conn.Close()
		c.introduced()
		gauge.Dec()
		g.open.Add(-1)
		g.leave(c)
	}()
	c.introduce = time.Now().Add(strangerTimeout)
	if c.conn.SetReadDeadline(c.introduce) != nil {
		return
	}
	for {
		if !c.prolong() || c.stopping.Load() {
			return
		}
		room, err := c.read()
		if err != nil {
			return
		}
		goOn := c.round(*room)
		c.device.gateway.putRoom(room)
		if !goOn {
			return
		}
	}
}

// prolong gives a known device its time again. It is not set anew for each packet, for a timer costs as much as a
// record: a silent connection may end a sixteenth of that time early.
func (c *connection) prolong() bool {
	if !c.device.known {
		if c.until.IsZero() {
			return true
		}
		c.until = time.Time{} // known no more
		return c.conn.SetReadDeadline(c.introduce) == nil
	}
	c.introduced()
	idle := c.device.gateway.config.IdleTimeout
	until := time.Now().Add(idle)
	if until.Sub(c.until) < idle/16 {
		return true
	}
	c.until = until
	return c.conn.SetReadDeadline(until) == nil
}

// patient bounds the next answer's way, in the same manner: a tracker has between a half and the whole of the time.
func (c *connection) patient() {
	until := time.Now().Add(writeTimeout)
	if until.Sub(c.writable) > writeTimeout/2 {
		c.writable = until
		_ = c.conn.SetWriteDeadline(until)
	}
}

// read waits for bytes without holding any room for them, and returns them behind the rest of the last round.
func (c *connection) read() (room *[]byte, err error) {
	var n int
	var rerr error
	err = c.raw.Read(func(fd uintptr) bool {
		room = c.device.gateway.getRoom(len(c.rest) + chunk/2)
		have := copy((*room)[:cap(*room)], c.rest)
		for {
			n, rerr = syscall.Read(int(fd), (*room)[have:cap(*room)])
			if !errors.Is(rerr, syscall.EINTR) {
				break
			}
		}
		if errors.Is(rerr, syscall.EAGAIN) {
			c.device.gateway.putRoom(room)
			room = nil
			return false
		}
		if n > 0 {
			*room = (*room)[:have+n]
		}
		return true
	})
	switch {
	case err == nil && rerr == nil && n > 0:
		return room, nil
	case room != nil:
		c.device.gateway.putRoom(room)
	}
	if err == nil {
		err = errors.Join(rerr, net.ErrClosed)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.device.gateway.config.Metrics.refused.WithLabelValues(c.device.protocol.Name, "silent").Inc()
	}
	return nil, err
}

// round decodes what is in the buffer, waits for the spool and answers. It returns false to end the connection.
func (c *connection) round(buf []byte) bool {
	d := &c.device
	received := d.gateway.config.Clock.Now()
	work := d.gateway.getWork()
	goOn := true
	at := 0
	for at < len(buf) && goOn {
		frame, n, err := c.session.Frame(buf[at:])
		if err != nil {
			d.undecodable(c.conn.RemoteAddr(), buf[at:], err, received)
			goOn = false
			break
		}
		if frame == nil && n == 0 {
			goOn = len(buf)-at <= c.device.protocol.MaxFrame
			break
		}
		if frame != nil {
			goOn = d.frame(work, c.session, frame, received, c.conn.RemoteAddr())
		}
		at += n
	}
	c.keep(buf[at:], goOn)
	answered := work.settle(d)
	if len(work.answer) > 0 {
		c.patient()
		if _, err := c.conn.Write(work.answer); err != nil {
			goOn = false
		}
	}
	d.gateway.putWork(work) // not of a round that broke: who knows what is in it
	return goOn && answered
}

// keep holds on to the beginning of a frame.
func (c *connection) keep(rest []byte, goOn bool) {
	if len(rest) == 0 || !goOn {
		c.rest = nil
		return
	}
	c.rest = append([]byte(nil), rest...)
}
