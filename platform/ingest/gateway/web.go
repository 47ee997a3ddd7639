package gateway

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// serveHTTP serves a protocol over HTTP on its shared port.
func (g *Gateway) serveHTTP(p *protocol.Protocol, port int, l net.Listener) {
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(p.MaxFrame)))
			if err != nil {
				http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
				return
			}
			reply := g.request(r.Context(), p, port, uuid.Nil, requestOf(r, body), address(r.RemoteAddr))
			if reply.ContentType != "" {
				w.Header().Set("Content-Type", reply.ContentType)
			}
			w.WriteHeader(reply.Status)
			_, _ = w.Write(reply.Body) // whoever is gone asks again
		}),
		ReadHeaderTimeout: 20 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	g.web = append(g.web, server)
	g.serving.Go(func() { _ = server.Serve(&listening{Listener: l, gateway: g, protocol: p, port: port}) })
}

// HTTP serves a request that came to a realm's own host. The path's first part may name the protocol. It returns what
// to answer; an error only if no protocol over HTTP is known.
func (g *Gateway) HTTP(ctx context.Context, realm uuid.UUID, r protocol.HTTPRequest) (protocol.HTTPReply, error) {
	name, _, _ := strings.Cut(strings.TrimPrefix(r.Path, "/"), "/")
	var chosen *protocol.Protocol
	for i := range g.config.Protocols {
		p := &g.config.Protocols[i]
		if p.DecodeHTTP != nil && (chosen == nil || p.Name == name) {
			chosen = p
		}
	}
	if chosen == nil {
		return protocol.HTTPReply{}, errs.Missing()
	}
	port := g.ports[chosen.Name]
	return g.request(ctx, chosen, port, realm, r, address("the brand's own host")), nil
}

// The answers that are not the protocol's own. They say no more than a stranger may know.
var (
	notKnown   = text(http.StatusNotFound, "This device is not known here.")
	notAllowed = text(http.StatusForbidden, "The password is not right.")
	notNow     = text(http.StatusServiceUnavailable, "This cannot be kept now. Send it again.")
)

// notReadable says what is wrong with the request: whoever writes a client has nothing else to go by. It tells nothing but
// what was sent.
func notReadable(err error) protocol.HTTPReply {
	why := strings.ReplaceAll(err.Error(), protocol.ErrMalformed.Error()+": ", "")
	return text(http.StatusBadRequest, "This request cannot be read: "+strings.ToValidUTF8(why, "\ufffd"))
}

func text(status int, body string) protocol.HTTPReply {
	return protocol.HTTPReply{Status: status, ContentType: "text/plain; charset=utf-8", Body: []byte(body + "\n")}
}

func (g *Gateway) request(_ context.Context, p *protocol.Protocol, port int, realm uuid.UUID, r protocol.HTTPRequest, from net.Addr) protocol.HTTPReply {
	now := g.config.Clock.Now()
	var d device
	d.begin(g, p, port, from)
	d.realm = realm
	m, reply, err := p.DecodeHTTP(r, protocol.Settings{}, now)
	if err != nil {
		d.undecodable(from, []byte(r.Method+" "+r.Path+"?"+r.Query.Encode()+" "+string(r.Body[:min(len(r.Body), maxLogged)])), err, now)
		return notReadable(err)
	}
	g.config.Metrics.frames.WithLabelValues(p.Name, m.Kind).Inc()
	d.shown, d.hasShown = m.Password, m.HasPassword
	switch d.identify(m, now) {
	case unknown:
		g.config.Metrics.refused.WithLabelValues(p.Name, "unknown").Inc()
		return notKnown
	case wrongPassword:
		g.config.Metrics.refused.WithLabelValues(p.Name, "password").Inc()
		return notAllowed
	case accepted:
	}
	if settings := d.settings(); settings != (protocol.Settings{}) {
		if m, reply, err = p.DecodeHTTP(r, settings, now); err != nil {
			d.undecodable(from, r.Body, err, now)
			return notReadable(err)
		}
	}
	w := g.getWork()
	defer g.putWork(w)
	f := w.next()
	f.begun = now
	w.submit(&d, f, m.Records, now)
	if !w.settle(&d) {
		return notNow
	}
	return reply
}

func requestOf(r *http.Request, body []byte) protocol.HTTPRequest {
	query := r.URL.Query()
	return protocol.HTTPRequest{
		Method: r.Method, Path: r.URL.Path, Query: query, ContentType: r.Header.Get("Content-Type"), Body: body,
	}
}

// address is a remote address that is known as text only.
type address string

func (address) Network() string  { return "tcp" }
func (a address) String() string { return string(a) }

// listening looks at how each connection begins: what is not HTTP is a tracker at the wrong port, whose owner is told.
type listening struct {
	net.Listener

	gateway  *Gateway
	protocol *protocol.Protocol
	port     int
}

// Accept wraps the connections. They count with all others: however many there are, there is room for trackers.
func (l *listening) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.gateway.open.Load() < int64(l.gateway.config.MaxConnections) {
			l.gateway.open.Add(1)
			return &beginning{Conn: c, listening: l}, nil
		}
		l.gateway.config.Metrics.refused.WithLabelValues(l.protocol.Name, "full").Inc()
		_ = c.Close() // it comes again
	}
}

type beginning struct {
	net.Conn

	listening *listening
	once      sync.Once
	closed    sync.Once
}

// Close counts it out, once.
func (b *beginning) Close() error {
	b.closed.Do(func() { b.listening.gateway.open.Add(-1) })
	return b.Conn.Close()
}

var errNotHTTP = errors.New("not HTTP")

func (b *beginning) Read(into []byte) (n int, err error) {
	n, err = b.Conn.Read(into)
	foreign := false
	b.once.Do(func() { foreign = n > 0 && !beginsHTTP(into[:n]) })
	if foreign {
		l := b.listening
		l.gateway.foreign(l.protocol, l.port, into[:n], l.gateway.config.Clock.Now())
		l.gateway.config.Metrics.undecodable.WithLabelValues(l.protocol.Name, "wrong_protocol").Inc()
		return 0, errNotHTTP
	}
	return n, err
}

func beginsHTTP(b []byte) bool {
	for _, method := range []string{"GET ", "POST ", "PUT ", "HEAD ", "OPTIONS "} {
		if n := min(len(b), len(method)); bytes.Equal(b[:n], []byte(method[:n])) {
			return true
		}
	}
	return false
}
