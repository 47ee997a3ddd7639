package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/ingest/contact"
	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/registry"
	"github.com/liveryhq/livery/platform/ingest/spool"
)

// Config of a gateway.
type Config struct {
	Protocols []protocol.Protocol
	// Host is the address to listen on.
	Host string
	// Ports by protocol; 0 takes any free one, a protocol that is not named is off.
	Ports map[string]int
	// FreePorts takes any free port instead of one that is taken, for the demo.
	FreePorts bool
	// MaxConnections over all ports. 0: 100,000.
	MaxConnections int
	// IdleTimeout ends a connection that has been silent for so long. 0: an hour.
	IdleTimeout time.Duration
	// RecordsPerDay is more than a device can mean; what comes beyond is quarantined. 0: 250,000.
	RecordsPerDay int
	// Limits on what one address may try.
	Limits Limits

	Registry *registry.Registry
	Spool    *spool.Spool
	Live     *live.Live
	Contacts *contact.Recorder
	Key      secrets.Key
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  *Metrics
}

const (
	defaultMaxConnections = 100_000
	defaultIdleTimeout    = time.Hour
	defaultRecordsPerDay  = 250_000
	// strangerTimeout is how long a connection may last whose device is not known.
	strangerTimeout = time.Minute
	// writeTimeout is how long a tracker may take to receive an answer of a few bytes.
	writeTimeout = 20 * time.Second
	keepAlive    = 5 * time.Minute
)

// Gateway is a set of open ports.
type Gateway struct {
	config    Config
	ports     map[string]int // bound, by protocol
	addresses map[string]string
	tcp       []*listener
	udp       []*datagrams
	web       []*http.Server
	serving   sync.WaitGroup
	open      atomic.Int64
	noise     *noise
	damage    *seldom
	tries     *addresses
	rooms     sync.Pool // of *[]byte
	works     sync.Pool // of *work
	end       context.CancelFunc
	ctx       context.Context //nolint:containedctx // the life of the gateway, which connections outlive no call with

	mu          sync.Mutex
	connections map[*connection]struct{}
	closing     bool
}

// Open listens on all ports. It needs a registry that is ready: before that no tracker may be let in.
func Open(ctx context.Context, c Config) (*Gateway, error) {
	if !c.Registry.Ready() {
		return nil, errors.New("open the tracker ports: the registry is neither loaded nor read from its snapshot")
	}
	if c.MaxConnections == 0 {
		c.MaxConnections = defaultMaxConnections
	}
	if c.IdleTimeout == 0 {
		c.IdleTimeout = defaultIdleTimeout
	}
	if c.RecordsPerDay == 0 {
		c.RecordsPerDay = defaultRecordsPerDay
	}
	if c.Metrics == nil {
		c.Metrics = NewMetrics()
	}
	g := &Gateway{
		config: c, ports: map[string]int{}, addresses: map[string]string{}, connections: map[*connection]struct{}{},
		noise: newNoise(c.RecordsPerDay), damage: newSeldom(), tries: newAddresses(c.Limits),
	}
	g.ctx, g.end = context.WithCancel(context.WithoutCancel(ctx))
	for i := range c.Protocols {
		p := &c.Protocols[i]
		port, on := c.Ports[p.Name]
		if !on {
			continue
		}
		err := g.listen(ctx, p, port)
		if err != nil && c.FreePorts && port != 0 && errors.Is(err, syscall.EADDRINUSE) {
			c.Log.Warn("a tracker port is taken: taking a free one", "protocol", p.Name, "port", port)
			err = g.listen(ctx, p, 0)
		}
		if err != nil {
			g.Close()
			return nil, fmt.Errorf("listen for %s: %w", p.Title, err)
		}
	}
	for _, l := range g.tcp {
		g.serving.Go(l.accept)
	}
	for _, d := range g.udp {
		g.serving.Go(d.receive)
		g.serving.Go(d.answer)
	}
	return g, nil
}

// Addresses are where the protocols are listened for, as host:port.
func (g *Gateway) Addresses() map[string]string { return g.addresses }

// listen binds the transports of a protocol to one port.
func (g *Gateway) listen(ctx context.Context, p *protocol.Protocol, port int) error {
	config := net.ListenConfig{KeepAlive: keepAlive}
	address := net.JoinHostPort(g.config.Host, strconv.Itoa(port))
	var stream net.Listener
	if p.Transports&(protocol.TCP|protocol.HTTP) != 0 {
		var err error
		if stream, err = config.Listen(ctx, "tcp", address); err != nil {
			return err
		}
		address = stream.Addr().String()
		_, number, _ := net.SplitHostPort(address) // of an address that net made
		port, _ = strconv.Atoi(number)
	}
	if p.Transports&protocol.UDP != 0 {
		packets, err := config.ListenPacket(ctx, "udp", net.JoinHostPort(g.config.Host, strconv.Itoa(port)))
		if err != nil {
			if stream != nil {
				err = errors.Join(err, stream.Close())
			}
			return err
		}
		if stream == nil {
			address = packets.LocalAddr().String()
			port = packets.LocalAddr().(*net.UDPAddr).Port
		}
		g.udp = append(g.udp, newDatagrams(g, p, port, packets.(*net.UDPConn)))
	}
	switch {
	case p.Transports&protocol.HTTP != 0:
		g.serveHTTP(p, port, stream)
	case stream != nil:
		g.tcp = append(g.tcp, &listener{gateway: g, protocol: p, port: port, from: stream.(*net.TCPListener)})
	}
	g.ports[p.Name], g.addresses[p.Name] = port, address
	return nil
}

// Connections is how many trackers are connected, over TCP or HTTP.
func (g *Gateway) Connections() int { return int(g.open.Load()) }

// closePatience is how long connections may take to finish what they are doing.
const closePatience = 5 * time.Second

// Close takes no more, lets every connection finish the packet it is at, and closes all.
func (g *Gateway) Close() {
	g.mu.Lock()
	g.closing = true
	open := make([]*connection, 0, len(g.connections))
	for c := range g.connections {
		open = append(open, c)
	}
	g.mu.Unlock()
	for _, l := range g.tcp {
		_ = l.from.Close()
	}
	for _, d := range g.udp {
		_ = d.conn.SetReadDeadline(time.Now())
	}
	for _, c := range open {
		c.stop()
	}
	for _, s := range g.web {
		ctx, cancel := context.WithTimeout(g.ctx, closePatience)
		if s.Shutdown(ctx) != nil {
			_ = s.Close()
		}
		cancel()
	}
	g.serving.Wait()
	g.end()
}

func (g *Gateway) enter(c *connection) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closing {
		return false
	}
	g.connections[c] = struct{}{}
	g.serving.Add(1)
	return true
}

func (g *Gateway) leave(c *connection) {
	g.mu.Lock()
	delete(g.connections, c)
	g.mu.Unlock()
	g.serving.Done()
}
