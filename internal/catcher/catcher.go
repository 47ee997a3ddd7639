package catcher

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Bounds of what is kept.
const (
	kept         = 500
	longest      = 1 << 20
	readTimeout  = 10 * time.Second
	stopPatience = 2 * time.Second
)

// Letter is one that came, for one or more people.
type Letter struct {
	ID      int       `json:"id"`
	At      time.Time `json:"at"`
	From    string    `json:"from"`
	To      []string  `json:"to"`
	Subject string    `json:"subject"`
	// Headers by their canonical names.
	Headers map[string][]string `json:"headers"`
	Text    string              `json:"text"`
	HTML    string              `json:"html"`
	// Raw is what was sent, byte for byte.
	Raw string `json:"-"`
}

// Catcher listens until Close.
type Catcher struct {
	// Refuse answers for a recipient before their letter is taken, if it is set before the first comes: an
	// *smtp.SMTPError is what the sender gets.
	Refuse func(to string) error
	// Hangs up instead of answering a letter that it has taken, if it is set and says so.
	Hangs func() bool

	mail, page net.Listener
	smtp       *smtp.Server
	web        *http.Server
	serving    sync.WaitGroup

	mu      sync.Mutex
	next    int
	letters []Letter
	arrived chan struct{}
}

// Listen opens both listeners on free ports of the loopback interface.
func Listen(ctx context.Context) (*Catcher, error) {
	c := &Catcher{arrived: make(chan struct{})}
	listen := net.ListenConfig{}
	var err error
	if c.mail, err = listen.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return nil, fmt.Errorf("listen for letters: %w", err)
	}
	if c.page, err = listen.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return nil, errors.Join(fmt.Errorf("listen for who reads letters: %w", err), c.mail.Close())
	}
	c.smtp = smtp.NewServer(smtp.BackendFunc(func(conn *smtp.Conn) (smtp.Session, error) { return &session{catcher: c, conn: conn}, nil }))
	c.smtp.Domain, c.smtp.MaxMessageBytes, c.smtp.MaxRecipients = "localhost", longest, 10
	c.smtp.ReadTimeout, c.smtp.WriteTimeout, c.smtp.ErrorLog = readTimeout, readTimeout, silent{}
	c.smtp.EnableSMTPUTF8 = true
	c.web = &http.Server{Handler: c.pages(), ReadHeaderTimeout: readTimeout}
	c.serving.Go(func() { _ = c.smtp.Serve(c.mail) })
	c.serving.Go(func() { _ = c.web.Serve(c.page) })
	return c, nil
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// Address takes letters by SMTP, without TLS: it is on this machine.
func (c *Catcher) Address() string { return c.mail.Addr().String() }

// URL of the page that shows them.
func (c *Catcher) URL() string { return "http://" + c.page.Addr().String() }

// Close ends both listeners.
func (c *Catcher) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	err := errors.Join(c.web.Shutdown(ctx), c.smtp.Close())
	c.serving.Wait()
	return err
}

// Letters that came for an address, the last first; for all if it is empty. Part of an address will do.
func (c *Catcher) Letters(to string) []Letter {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := []Letter{}
	for _, l := range slices.Backward(c.letters) {
		if strings.Contains(strings.ToLower(strings.Join(l.To, " ")), strings.ToLower(strings.TrimSpace(to))) {
			list = append(list, l)
		}
	}
	return list
}

// Await waits until n letters have come in all, or ctx ends.
func (c *Catcher) Await(ctx context.Context, n int) error {
	for {
		c.mu.Lock()
		there, arrived := c.next, c.arrived
		c.mu.Unlock()
		if there >= n {
			return nil
		}
		select {
		case <-arrived:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (c *Catcher) keep(l Letter) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next++
	l.ID = c.next
	if c.letters = append(c.letters, l); len(c.letters) > kept {
		c.letters = c.letters[1:]
	}
	close(c.arrived)
	c.arrived = make(chan struct{})
}

func (c *Catcher) letter(id int) (Letter, bool) {
	for _, l := range c.Letters("") {
		if l.ID == id {
			return l, true
		}
	}
	return Letter{}, false
}

// session is one connection.
type session struct {
	catcher *Catcher
	conn    *smtp.Conn
	from    string
	to      []string
}

func (s *session) Reset()        { s.from, s.to = "", nil }
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.catcher.Refuse != nil {
		if err := s.catcher.Refuse(to); err != nil {
			return err
		}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	l, err := read(raw)
	if err != nil {
		return &smtp.SMTPError{Code: 554, Message: "This is not a letter: " + err.Error()}
	}
	l.At, l.From, l.To = time.Now().UTC(), s.from, s.to
	s.catcher.keep(l)
	if s.catcher.Hangs != nil && s.catcher.Hangs() {
		return s.conn.Close()
	}
	return nil
}
