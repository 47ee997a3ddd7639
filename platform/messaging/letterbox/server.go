package letterbox

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
)

// Config of a server.
type Config struct {
	Book  *Book
	Spool *Spool
	// Ready tells whether letters can be stored at present; its answer is remembered for a second.
	Ready func(ctx context.Context) error
	// Name that the server gives itself: of the neutral zone.
	Name string
	// TLS offers STARTTLS; nil: it does not.
	TLS    *tls.Config
	Limits Limits
	// LMTP is for the mail server before this one: no limits on who brings letters.
	LMTP  bool
	Clock clock.Clock
	Log   *slog.Logger
	// Observe is told what became of each letter: taken, unknown, busy, full, refused. May be nil.
	Observe func(outcome string)
}

// Server takes letters.
type Server struct {
	Config

	smtp  *smtp.Server
	peers *peers

	mu      sync.Mutex
	asked   time.Time
	isReady bool
}

const (
	commandTimeout = time.Minute
	// strangers is how many unknown addresses one connection may try: beyond, it is guessing.
	strangers = 20
)

// NewServer makes one; Serve works.
func NewServer(c Config) *Server {
	if c.Observe == nil {
		c.Observe = func(string) {}
	}
	c.Limits = c.Limits.orUsual()
	s := &Server{Config: c, peers: newPeers(c.Limits)}
	s.smtp = smtp.NewServer(smtp.BackendFunc(s.session))
	s.smtp.Domain, s.smtp.LMTP, s.smtp.TLSConfig = c.Name, c.LMTP, c.TLS
	s.smtp.MaxMessageBytes, s.smtp.MaxRecipients = letter.MaxSize, c.Limits.Recipients
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = commandTimeout, commandTimeout
	s.smtp.EnableSMTPUTF8 = true
	s.smtp.ErrorLog = quiet{c.Log}
	return s
}

// quiet keeps the library's words: strangers' mistakes are no warnings of ours.
type quiet struct{ log *slog.Logger }

func (q quiet) Printf(format string, _ ...any) {
	q.log.Debug("a conversation by SMTP went wrong", "how", format)
}
func (q quiet) Println(...any) { q.log.Debug("a conversation by SMTP went wrong") }

// Serve takes letters from a listener until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if !s.LMTP {
		l = guarded{Listener: l, server: s}
	}
	return s.smtp.Serve(l)
}

// Shutdown lets the letters that are being brought come to their end.
func (s *Server) Shutdown(ctx context.Context) error {
	if err := s.smtp.Shutdown(ctx); err != nil {
		return errors.Join(err, s.smtp.Close())
	}
	return nil
}

// readyFor is how long an answer holds.
const readyFor = time.Second

func (s *Server) ready(ctx context.Context) bool {
	if s.Ready == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.Clock.Now(); now.Sub(s.asked) >= readyFor {
		bounded, cancel := context.WithTimeout(ctx, 2*time.Second)
		defer cancel()
		s.isReady, s.asked = s.Ready(bounded) == nil, now
	}
	return s.isReady
}

func refusal(code int, enhanced smtp.EnhancedCode, words string) *smtp.SMTPError {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: words}
}

func (s *Server) session(conn *smtp.Conn) (smtp.Session, error) {
	return &session{server: s, conn: conn, peer: peerOf(conn.Conn().RemoteAddr())}, nil
}

// session is a conversation with one peer.
type session struct {
	server  *Server
	conn    *smtp.Conn
	peer    netip.Prefix
	unknown int

	from    string
	to      []Recipient
	entries []Entry
}

func (s *session) Reset() { s.from, s.to, s.entries = "", nil, nil }

func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.server.LMTP && !s.server.peers.may(s.peer, s.server.Clock.Now()) {
		s.server.Observe("busy")
		return refusal(450, smtp.EnhancedCode{4, 7, 1}, "Too many letters, try again later")
	}
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if s.unknown >= strangers {
		if s.unknown++; s.unknown > 2*strangers {
			_ = s.conn.Close() // it was told, and goes on
		}
		return refusal(421, smtp.EnhancedCode{4, 7, 0}, "Too many unknown addresses")
	}
	entry, found, sure := s.server.Book.Find(ctx, to)
	switch {
	case !found && !sure:
		s.server.Observe("busy")
		return refusal(451, smtp.EnhancedCode{4, 3, 0}, "Try again later")
	case !found:
		s.unknown++
		s.server.Observe("unknown")
		return refusal(550, smtp.EnhancedCode{5, 1, 1}, "There is no such address here")
	// A critical letter needs nothing but this machine's disk.
	case !entry.Critical && !s.server.ready(ctx):
		s.server.Observe("busy")
		return refusal(451, smtp.EnhancedCode{4, 3, 0}, "Try again later")
	}
	s.to = append(s.to, Recipient{Address: letter.Normal(to), Desk: entry.Desk, Critical: entry.Critical})
	s.entries = append(s.entries, entry)
	return nil
}

func (s *session) Data(r io.Reader) error {
	a := Arrived{ID: uuid.Must(uuid.NewV7()), At: s.server.Clock.Now(), From: letter.Normal(s.from), Known: true, To: s.to, Helo: s.conn.Hostname(), Via: BySMTP}
	if s.server.LMTP {
		a.Via = ByLMTP
	}
	if s.peer.IsValid() {
		a.Peer = strings.Split(s.peer.String(), "/")[0]
		if ap, err := netip.ParseAddrPort(s.conn.Conn().RemoteAddr().String()); err == nil {
			a.Peer = ap.Addr().Unmap().String()
		}
	}
	head := &header{}
	err := s.server.Spool.Put(a, io.TeeReader(r, head))
	if err == nil {
		err = s.server.Spool.raiseFor(a, s.entries, head.bytes)
	}
	switch {
	case err == nil:
		s.server.Observe("taken")
		return nil
	case errors.Is(err, ErrTooLarge), errors.Is(err, smtp.ErrDataTooLarge):
		s.server.Observe("refused")
		return smtp.ErrDataTooLarge
	case errors.Is(err, ErrLoop):
		s.server.Observe("refused")
		return refusal(554, smtp.EnhancedCode{5, 4, 6}, "Too many hops")
	case errors.Is(err, ErrFull):
		s.server.Observe("full")
		s.server.Log.Error("no letter can be taken: the spool of letters, or its disk, is full")
		return refusal(452, smtp.EnhancedCode{4, 3, 1}, "Out of room, try again later")
	}
	s.server.Observe("busy")
	s.server.Log.Error("a letter could not be put into the spool", "error", err)
	return refusal(451, smtp.EnhancedCode{4, 3, 0}, "Try again later")
}

// headKept of a letter is looked at before it is read.
const headKept = 64 << 10

// header keeps the beginning of a letter, to say in an alarm what it is about.
type header struct{ bytes []byte }

func (h *header) Write(p []byte) (int, error) {
	if room := headKept - len(h.bytes); room > 0 {
		h.bytes = append(h.bytes, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// beginning reads the header alone. A machine's letter wakes nobody: answers to our own letters to the address for critical errors would,
// all night.
func (a Arrived) beginning(head []byte) letter.Letter {
	head = head[:min(len(head), headKept)]
	if end := bytes.Index(head, []byte("\r\n\r\n")); end >= 0 {
		head = head[:end+4]
	}
	return letter.Read(head, letter.Envelope{From: a.From, Known: a.Known}, nil)
}

// Alarmed tells whether an alarm was raised when the letter came.
func (a Arrived) Alarmed() bool {
	return a.Via != ByIMAP && a.Critical() && a.beginning(a.Raw).Kind == letter.Human
}

// raiseFor raises an alarm for each desk that a critical letter is for.
func (s *Spool) raiseFor(a Arrived, entries []Entry, head []byte) error {
	raised := map[uuid.UUID]bool{}
	for i, e := range entries {
		if !e.Critical || raised[e.Desk] {
			continue
		}
		raised[e.Desk] = true
		l := a.beginning(head)
		if l.Kind != letter.Human {
			continue
		}
		err := s.raise(Alarm{ID: uuid.Must(uuid.NewV7()), At: a.At, Desk: e.Desk, Address: a.To[i].Address, From: l.From.Address, Subject: l.Subject, Whom: e.Alarm})
		if err != nil {
			return err
		}
	}
	return nil
}
