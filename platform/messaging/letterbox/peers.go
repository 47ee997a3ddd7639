package letterbox

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits on who brings letters. The zero value of each is a default that mail servers live well with.
type Limits struct {
	// Letters a minute of one peer, and how many at once before that counts.
	PerMinute, Burst int
	// Connections of one peer, and of all.
	PerPeer, All int
	// Recipients of one letter.
	Recipients int
}

func (l Limits) orUsual() Limits {
	for _, each := range []struct {
		value *int
		usual int
	}{{&l.PerMinute, 120}, {&l.Burst, 200}, {&l.PerPeer, 20}, {&l.All, 500}, {&l.Recipients, 100}} {
		if *each.value == 0 {
			*each.value = each.usual
		}
	}
	return l
}

// peers knows who is connected and how much each has brought.
type peers struct {
	limits Limits

	mu    sync.Mutex
	open  map[netip.Prefix]int
	all   int
	rates map[netip.Prefix]*rate.Limiter
	swept time.Time
}

func newPeers(l Limits) *peers {
	return &peers{limits: l, open: map[netip.Prefix]int{}, rates: map[netip.Prefix]*rate.Limiter{}}
}

// peerOf is an address, or the network that a house has of IPv6.
func peerOf(a net.Addr) netip.Prefix {
	ap, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{} // a socket of this machine
	}
	address := ap.Addr().Unmap()
	bits := 32
	if address.Is6() {
		bits = 64
	}
	p, err := address.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

func (p *peers) enter(peer netip.Prefix) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all >= p.limits.All || peer.IsValid() && p.open[peer] >= p.limits.PerPeer {
		return false
	}
	p.all++
	p.open[peer]++
	return true
}

func (p *peers) leave(peer netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all--
	if p.open[peer]--; p.open[peer] <= 0 {
		delete(p.open, peer)
	}
}

// maxRates bounds the peers whose rate is remembered.
const maxRates = 10_000

func (p *peers) may(peer netip.Prefix, now time.Time) bool {
	if !peer.IsValid() {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	limiter := p.rates[peer]
	if limiter == nil {
		if len(p.rates) >= maxRates && now.Sub(p.swept) > time.Second {
			p.swept = now
			for known, l := range p.rates {
				if l.TokensAt(now) >= float64(p.limits.Burst) {
					delete(p.rates, known) // as good as new
				}
			}
		}
		if len(p.rates) >= maxRates {
			return false
		}
		limiter = rate.NewLimiter(rate.Limit(float64(p.limits.PerMinute)/60), p.limits.Burst)
		p.rates[peer] = limiter
	}
	return limiter.AllowN(now, 1)
}

// guarded turns away who has too many connections already, before a word is said.
type guarded struct {
	net.Listener

	server *Server
}

func (g guarded) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer := peerOf(c.RemoteAddr())
		if g.server.peers.enter(peer) {
			return &counted{Conn: c, leave: sync.OnceFunc(func() { g.server.peers.leave(peer) })}, nil
		}
		g.server.Observe("busy")
		_ = c.SetWriteDeadline(time.Now().Add(time.Second)) // a deadline of the kernel's, not of ours
		_, _ = c.Write([]byte("421 4.7.0 Too many connections, try again later\r\n"))
		_ = c.Close()
	}
}

// counted is a connection that is open.
type counted struct {
	net.Conn

	leave func()
}

func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}
