package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/api"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

type silence struct{}

func (silence) Subscribe(uuid.UUID, func([]byte)) func() { return func() {} }
func (silence) HTTP(context.Context, uuid.UUID, protocol.HTTPRequest) (protocol.HTTPReply, error) {
	return protocol.HTTPReply{Status: http.StatusNotFound}, nil
}

// firstPages asks for the first page of many brands, once while nobody has asked before and once again, and for the same bytes of a
// bare handler.
func (b *bench) firstPages() (told string, err error) {
	server, err := b.serve()
	if err != nil {
		return "", err
	}
	address, stop, err := listen(server.Serve, func(ctx context.Context) error { return server.Shutdown(ctx) })
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, stop()) }()
	header, page, err := sampled(address)
	if err != nil {
		return "", err
	}
	bare, stopBare, err := serveBare(header, page)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, stopBare()) }()
	var cold, warm, ready time.Duration
	var perSecond, barePerSecond float64
	err = b.profiled(func() (err error) {
		if cold, err = b.each(address); err != nil {
			return err
		}
		if warm, err = b.each(address); err != nil {
			return err
		}
		if ready, err = b.each(bare); err != nil {
			return err
		}
		if perSecond, err = b.many(address); err != nil {
			return err
		}
		barePerSecond, err = b.many(bare)
		return err
	})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("first page (%d bytes) cold %.2f ms, warm %.3f ms, bare Fiber %.3f ms, ratio %.1f and %.2f; %.0f pages a second, bare %.0f, ratio %.2f",
		len(page), ms(cold), ms(warm), ms(ready), float64(cold)/float64(ready), float64(warm)/float64(ready), perSecond, barePerSecond, perSecond/barePerSecond), nil
}

// serve makes the server of an installation, with what pages need.
func (b *bench) serve() (*api.Server, error) {
	rights, err := access.New()
	if err != nil {
		return nil, err
	}
	log := silent()
	people := identity.New(identity.Config{DB: b.db, Tenants: b.tenants, Key: rig.Key(), Clock: clock.System{}, Log: log, Catalogue: rights})
	const many = 1 << 30
	return api.New(api.Config{Tenants: b.tenants, Brands: tenant.NewBrands(b.tenants, log), People: people, Rights: rights,
		Fleet:   fleet.New(fleet.Config{DB: b.db, Key: rig.Key(), Protocols: all.Table()}),
		Repeats: outbox.NewRepeats(b.db, clock.System{}), Live: silence{}, Reports: silence{}, Looks: brand.New(b.db, b.tenants, clock.System{}),
		Trackers: func(c *door.Caller) fleet.Address { return fleet.Address{Host: c.Host} },
		Key:      rig.Key(), Clock: clock.System{}, Log: log, PlainHTTP: true,
		Limits: door.Limits{Address: many, AddressBurst: many, Session: many, SessionBurst: many}})
}

// serveBare answers with the same bytes and the same headers.
func serveBare(header http.Header, page []byte) (address string, stop func() error, err error) {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error {
		for name, values := range header {
			c.Set(name, values[0])
		}
		return c.Send(page)
	})
	return listen(app.Listener, app.ShutdownWithContext)
}

func listen(serve func(net.Listener) error, shut func(context.Context) error) (address string, stop func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	var g errgroup.Group
	g.Go(func() error { return serve(listener) })
	return listener.Addr().String(), func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		return errors.Join(shut(ctx), g.Wait())
	}, nil
}

// browser is one connection, as plain as can be: what is measured is the server.
type browser struct {
	conn net.Conn
	from *bufio.Reader
}

func dial(address string) (*browser, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &browser{conn, bufio.NewReaderSize(conn, 16<<10)}, nil
}

// get asks a host for its first page.
func (w *browser) get(host string) (header http.Header, body []byte, err error) {
	if _, err := w.conn.Write([]byte("GET / HTTP/1.1\r\nHost: " + host + "\r\nAccept-Language: en\r\n\r\n")); err != nil {
		return nil, nil, err
	}
	response, err := http.ReadResponse(w.from, nil)
	if err != nil {
		return nil, nil, err
	}
	body, err = io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", host, response.Status, body)
	}
	return response.Header, body, err
}

// sampled is a page with its headers.
func sampled(address string) (header http.Header, body []byte, err error) {
	w, err := dial(address)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, w.conn.Close()) }()
	return w.get(host(0))
}

// each asks for the first page of each brand, one after another, over one connection, and returns the median.
func (b *bench) each(address string) (middle time.Duration, err error) {
	w, err := dial(address)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, w.conn.Close()) }()
	took := make([]time.Duration, 0, b.pages)
	for n := range b.pages {
		began := time.Now()
		if _, _, err := w.get(host(1 + n%(b.domains-1))); err != nil {
			return 0, err
		}
		took = append(took, time.Since(began))
	}
	return median(took), nil
}

// many asks as fast as some connections can, for three seconds.
func (b *bench) many(address string) (perSecond float64, err error) {
	const connections = 16
	began := time.Now()
	done := make([]int, connections)
	var g errgroup.Group
	for n := range connections {
		g.Go(func() (err error) {
			w, err := dial(address)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, w.conn.Close()) }()
			for i := n; time.Since(began) < 3*time.Second; i += connections {
				if _, _, err := w.get(host(1 + i%min(b.pages, b.domains-1))); err != nil {
					return err
				}
				done[n]++
			}
			return nil
		})
	}
	err = g.Wait()
	total := 0
	for _, n := range done {
		total += n
	}
	return float64(total) / time.Since(began).Seconds(), err
}
