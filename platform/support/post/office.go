package post

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net"
	"path/filepath"
	"sync"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support"
)

// Config of an Office.
type Config struct {
	Receiver

	// Pager wakes people; nil: nobody is woken, and alarms wait.
	Pager *Pager
	// Ready tells whether letters can be stored at present.
	Ready func(ctx context.Context) error
	// Dir keeps the spool and the copy of the addresses.
	Dir               string
	MaxBytes, MinFree int64
	// Name that the server gives itself, and what it encrypts with; nil: it does not.
	Name  string
	TLS   *tls.Config
	Clock clock.Clock
	// Observe is told what became of each letter; may be nil.
	Observe func(outcome string)
}

// Office takes letters in and makes tickets of them.
type Office struct {
	Config

	book   *letterbox.Book
	server *letterbox.Server
	lmtp   *letterbox.Server
	worker *letterbox.Worker

	mu        sync.Mutex
	listeners []net.Listener
	stopped   bool
}

// Open an office; Serve and Work make it work.
func Open(c Config) (*Office, error) {
	o := &Office{Config: c}
	spool, err := letterbox.OpenSpool(c.Dir, c.MaxBytes, c.MinFree)
	if err != nil {
		return nil, err
	}
	if o.book, err = letterbox.OpenBook(filepath.Join(c.Dir, "addresses.json"), o.entries, c.Clock, c.Log); err != nil {
		return nil, err
	}
	server := letterbox.Config{Book: o.book, Spool: spool, Ready: c.Ready, Name: c.Name, TLS: c.TLS, Clock: c.Clock, Log: c.Log, Observe: c.Observe}
	o.server = letterbox.NewServer(server)
	server.LMTP, server.TLS = true, nil
	o.lmtp = letterbox.NewServer(server)
	o.worker = &letterbox.Worker{Spool: spool, Store: c.Store, Clock: c.Clock, Log: c.Log, Observe: c.Observe}
	if c.Pager != nil {
		o.worker.Page = c.Pager.wake
	}
	return o, nil
}

// Serve takes letters by SMTP until Shutdown.
func (o *Office) Serve(l net.Listener) error { return o.serve(o.server, l) }

// ServeLMTP takes letters from the mail server before this one until Shutdown.
func (o *Office) ServeLMTP(l net.Listener) error { return o.serve(o.lmtp, l) }

func (o *Office) serve(by *letterbox.Server, l net.Listener) error {
	o.mu.Lock()
	if o.listeners = append(o.listeners, l); o.stopped {
		o.mu.Unlock()
		return l.Close()
	}
	o.mu.Unlock()
	err := by.Serve(l)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.stopped {
		return nil
	}
	return err
}

// Shutdown lets the letters that are being brought come to their end. It may come before Serve.
func (o *Office) Shutdown(ctx context.Context) error {
	o.mu.Lock()
	o.stopped = true
	list := o.listeners
	o.mu.Unlock()
	err := errors.Join(o.server.Shutdown(ctx), o.lmtp.Shutdown(ctx))
	for _, l := range list {
		if closing := l.Close(); closing != nil && !errors.Is(closing, net.ErrClosed) {
			err = errors.Join(err, closing)
		}
	}
	return err
}

// Work makes tickets of what has come, and wakes people, until ctx ends.
func (o *Office) Work(ctx context.Context) error {
	reading := make(chan error, 1)
	go func() { reading <- o.book.Run(ctx) }()
	return errors.Join(o.worker.Run(ctx), <-reading)
}

// stops of those whom a door wakes and who are nobody's user: known before the database is away.
func (o *Office) stops(ctx context.Context, d support.Door) (map[string]string, error) {
	if len(d.Outside) == 0 || o.Pager.Mail == nil {
		return nil, nil //nolint:nilnil // there are none
	}
	from, err := o.Pager.Mail.Realm(ctx, d.Desk)
	if err != nil {
		return nil, err
	}
	return o.Pager.stops(from.Origin, d.Desk, d.Outside), nil
}

func (o *Office) entries(ctx context.Context) ([]letterbox.Entry, error) {
	if err := o.Desks.ComesIn(ctx); err != nil {
		return nil, err
	}
	doors, err := o.Desks.Doors(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]letterbox.Entry, 0, len(doors))
	for _, d := range doors {
		e := letterbox.Entry{Address: letter.Normal(d.Address), Desk: d.Desk, Critical: d.Critical}
		if d.Critical {
			stops, err := o.stops(ctx, d)
			if err != nil {
				return nil, err
			}
			if e.Alarm, err = json.Marshal(whom{Emails: d.Wake, Duties: d.Duties, Hook: d.Hook, Locale: d.Locale, Stops: stops}); err != nil {
				return nil, err
			}
		}
		list = append(list, e)
	}
	if o.Bounces == nil {
		return list, nil
	}
	back, err := o.Bounces.Addresses(ctx)
	if err != nil {
		return nil, err
	}
	for _, address := range back {
		list = append(list, letterbox.Entry{Address: letter.Normal(address)})
	}
	return list, nil
}
