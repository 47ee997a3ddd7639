package gateway

import (
	"errors"
	"net"
	"net/netip"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// datagrams serves one protocol over UDP. One goroutine reads, decodes and hands to the spool; another waits for the
// spool and answers, in the same order.
type datagrams struct {
	gateway  *Gateway
	protocol *protocol.Protocol
	port     int
	conn     *net.UDPConn
	answers  chan datagram
	senders  map[netip.AddrPort]*sender
}

// sender is where datagrams came from lately: its session keeps what spans several datagrams.
type sender struct {
	session protocol.Session
	device  device
	heard   time.Time
}

type datagram struct {
	from   netip.AddrPort
	device *device
	work   *work
}

const (
	// maxDatagram is the largest UDP can carry.
	maxDatagram = 64 << 10
	// inFlight bounds the datagrams that wait for the spool; more wait in the kernel.
	inFlight = 1024
	// senders that were not heard for so long are forgotten, all at once when there are too many.
	senderLives = 10 * time.Minute
	maxSenders  = 20_000
)

func newDatagrams(g *Gateway, p *protocol.Protocol, port int, conn *net.UDPConn) *datagrams {
	_ = conn.SetReadBuffer(4 << 20) // as much as the kernel allows
	return &datagrams{
		gateway: g, protocol: p, port: port, conn: conn, answers: make(chan datagram, inFlight),
		senders: map[netip.AddrPort]*sender{},
	}
}

func (d *datagrams) receive() {
	defer close(d.answers)
	buf := make([]byte, maxDatagram)
	for {
		n, from, err := d.conn.ReadFromUDPAddrPort(buf)
		if err != nil {
			var timeout net.Error
			if errors.Is(err, net.ErrClosed) || errors.As(err, &timeout) && timeout.Timeout() {
				return
			}
			continue // an answer that nobody took comes back as an error
		}
		d.datagram(buf[:n], from)
	}
}

func (d *datagrams) datagram(b []byte, from netip.AddrPort) {
	now := d.gateway.config.Clock.Now()
	s := d.sender(from, now)
	w := d.gateway.getWork()
	address := net.UDPAddrFromAddrPort(from)
	defer func() {
		if why := recover(); why != nil {
			delete(d.senders, from)
			d.gateway.broken(d.protocol, address, why)
		}
	}()
	frame, _, err := s.session.Frame(b)
	switch {
	case err != nil:
		s.device.undecodable(address, b, err, now)
	case frame != nil:
		s.device.frame(w, s.session, frame, now, address)
	}
	d.answers <- datagram{from, &s.device, w}
}

func (d *datagrams) sender(from netip.AddrPort, now time.Time) *sender {
	s := d.senders[from]
	if s == nil {
		if len(d.senders) >= maxSenders {
			for at, old := range d.senders {
				if now.Sub(old.heard) > senderLives || len(d.senders) >= maxSenders {
					delete(d.senders, at)
				}
			}
		}
		s = &sender{session: d.protocol.NewDatagram()}
		s.session.Configure(protocol.Settings{})
		s.device.begin(d.gateway, d.protocol, d.port, net.UDPAddrFromAddrPort(from))
		d.senders[from] = s
	}
	s.heard = now
	return s
}

func (d *datagrams) answer() {
	defer func() { _ = d.conn.Close() }() // nothing waits on it
	for a := range d.answers {
		a.work.settle(a.device)
		if len(a.work.answer) > 0 {
			_, _ = d.conn.WriteToUDPAddrPort(a.work.answer, a.from) // lost answers are asked for again
		}
		d.gateway.putWork(a.work)
	}
}
