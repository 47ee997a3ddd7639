package post

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/mail"
)

// Config of an Office.
type Config struct {
	Receiver

	// Mail wakes people; nil: nobody is woken, and alarms wait.
	Mail Mail
	// Ready tells whether letters can be stored at present.
	Ready func(ctx context.Context) error
	// Dir keeps the spool and the copy of the addresses.
	Dir               string
	MaxBytes, MinFree int64
	// Name that the server gives itself.
	Name  string
	Clock clock.Clock
	// Observe is told what became of each letter; may be nil.
	Observe func(outcome string)
}

// Office takes letters in and makes tickets of them.
type Office struct {
	Config

	book   *letterbox.Book
	server *letterbox.Server
	worker *letterbox.Worker

	mu       sync.Mutex
	listener net.Listener
	stopped  bool
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
	o.server = letterbox.NewServer(letterbox.Config{Book: o.book, Spool: spool, Ready: c.Ready, Name: c.Name, Clock: c.Clock, Log: c.Log, Observe: c.Observe})
	o.worker = &letterbox.Worker{Spool: spool, Store: c.Store, Clock: c.Clock, Log: c.Log, Observe: c.Observe}
	if c.Mail != nil {
		o.worker.Page = o.wake
	}
	return o, nil
}

// Serve takes letters by SMTP until Shutdown.
func (o *Office) Serve(l net.Listener) error {
	o.mu.Lock()
	if o.listener = l; o.stopped {
		o.mu.Unlock()
		return l.Close()
	}
	o.mu.Unlock()
	err := o.server.Serve(l)
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
	l := o.listener
	o.mu.Unlock()
	err := o.server.Shutdown(ctx)
	if l != nil {
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

// whom a critical letter wakes.
type whom struct {
	Emails []string `json:"emails"`
	Locale string   `json:"locale"`
}

func (o *Office) entries(ctx context.Context) ([]letterbox.Entry, error) {
	doors, err := o.Desks.Doors(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]letterbox.Entry, 0, len(doors))
	for _, d := range doors {
		e := letterbox.Entry{Address: letter.Normal(d.Address), Desk: d.Desk, Critical: d.Critical}
		if d.Critical {
			if e.Alarm, err = json.Marshal(whom{Emails: d.Wake, Locale: d.Locale}); err != nil {
				return nil, err
			}
		}
		list = append(list, e)
	}
	return list, nil
}

// wake writes to whoever is to be woken, with what the alarms bring along: the database may be away. One that was reached is
// enough, so that the others are not written to again and again.
func (o *Office) wake(ctx context.Context, alarms []letterbox.Alarm) error {
	first := alarms[0]
	var to whom
	if len(first.Whom) > 0 {
		if err := json.Unmarshal(first.Whom, &to); err != nil {
			return fmt.Errorf("read whom to wake: %w", err)
		}
	}
	if len(to.Emails) == 0 {
		o.Log.ErrorContext(ctx, "a critical letter wakes nobody: its desk names no address to be written to and has nobody on duty", "desk", first.Desk, "alarms", len(alarms))
		return nil
	}
	var text strings.Builder
	lang, w := of(to.Locale)
	for i, a := range alarms {
		if i > 0 {
			text.WriteString("\r\n\r\n")
		}
		text.WriteString(strings.ReplaceAll(woken(w.woken, a), "\n", "\r\n"))
	}
	address, _ := letter.Detail(first.Address)
	from := o.Mail.Unlooked(address, address[strings.LastIndexByte(address, '@')+1:])
	var failures []error
	for _, email := range to.Emails {
		// The same letter has the same name: who gets it twice can tell.
		id := uuid.NewSHA1(first.ID, []byte(email))
		err := o.Mail.Send(ctx, mail.Personal{ID: id, From: from, To: email, Subject: woken(w.wake, first), Text: text.String() + "\r\n", Lang: lang,
			MessageID: id.String() + "@" + from.Domain(), Auto: "auto-generated", Headers: map[string]string{"Importance": "high"}})
		if err != nil {
			failures = append(failures, err)
		}
	}
	if len(failures) == len(to.Emails) {
		return fmt.Errorf("wake somebody: %w", errors.Join(failures...))
	}
	return nil
}

func woken(text string, a letterbox.Alarm) string {
	return strings.NewReplacer("{address}", a.Address, "{from}", a.From, "{subject}", a.Subject, "{at}", a.At.UTC().Format(time.RFC3339)).Replace(text)
}
