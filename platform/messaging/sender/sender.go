package sender

import (
	"context"
	"log/slog"
	"net"
	netmail "net/mail"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// Modes of a sender.
const (
	Neutral = "neutral"
	Own     = "own"
)

// How the connection to a server is encrypted.
const (
	StartTLS = "starttls"
	TLS      = "tls"
	// NoTLS is for a server on this same machine alone, where the installation allows it.
	NoTLS = "none"
)

// What secrets are sealed for.
const (
	passwordPurpose = "mail sender password"
	keyPurpose      = "mail sender key"
)

// DNS is asked what a domain's zone says about letters.
type DNS interface {
	Letters(ctx context.Context, w records.LettersWanted) (records.LettersSeen, error)
}

// Config is what Senders stands on.
type Config struct {
	DB    *db.DB
	Key   secrets.Key
	Clock clock.Clock
	Log   *slog.Logger
	DNS   DNS
	// Zone is the neutral one; Exchanger takes letters in for it. Either may be empty: bounces then come to nobody.
	Zone, Exchanger string
	// Receives tells that letters come in here at all.
	Receives bool
	// Private lets servers lie within private networks and on this machine.
	Private bool
	// KeyBits of a key; 0: what all readers take.
	KeyBits int
}

// Senders serves one realm at a time, and looks after all of them beside. Safe for concurrent use.
type Senders struct{ Config }

// New makes one.
func New(c Config) *Senders {
	if c.KeyBits == 0 {
		c.KeyBits = 2048
	}
	return &Senders{c}
}

func (s *Senders) now() time.Time { return s.Clock.Now().UTC().Truncate(time.Microsecond) }

// Settings are what a person chooses.
type Settings struct {
	Mode string
	Host string
	Port int
	TLS  string
	User string
	// Address that letters come from, Name beside it (empty: the brand's), and ReplyTo for answers (may be empty).
	Address, Name, ReplyTo string
}

// Sender is where a realm's letters come from, as its own people see it.
type Sender struct {
	Settings

	HasPassword bool
	// Domain that the records are of; Signed: letters are signed with its key. Bounces: they come back here.
	Domain   string
	SignedAt *time.Time
	Bounces  bool
	Records  []Record
	Findings []records.Finding

	CheckedAt, CheckAt *time.Time
	// FailingSince: the server takes nothing; Problem is a code, Said are its words.
	FailingSince, TryAt *time.Time
	Problem, Said       string
	// Waiting letters.
	Waiting int
}

// Record is one to set in the DNS.
type Record struct {
	Kind, Name, Value string
	// Optional: letters arrive without it.
	Optional bool
	// For what: dkim, spf, dmarc, bounces.
	For string
}

// DomainOf an address.
func DomainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// ports that mail servers take letters at from their customers.
func ports() []int { return []int{25, 465, 587, 2525} }

// clean checks what was asked for and brings it into its form.
func (s *Senders) clean(w Settings) (Settings, error) {
	w.User, w.Address, w.Name, w.ReplyTo = strings.TrimSpace(w.User), strings.TrimSpace(w.Address), strings.TrimSpace(w.Name), strings.TrimSpace(w.ReplyTo)
	if utf8.RuneCountInString(w.Name) > 100 || strings.ContainsFunc(w.Name, unicode.IsControl) {
		return w, errs.Field("name", "bad_sender_name", "Write at most 100 letters on one line.")
	}
	var err error
	if w.ReplyTo != "" {
		if w.ReplyTo, err = plainAddress("reply_to", w.ReplyTo); err != nil {
			return w, err
		}
	}
	switch w.Mode {
	case Neutral:
		return w, nil
	case Own:
	default:
		return w, errs.Field("mode", "bad_mode", "Choose neutral or own.")
	}
	if w.Address, err = plainAddress("address", w.Address); err != nil {
		return w, err
	}
	if d := DomainOf(w.Address); s.Zone != "" && (d == s.Zone || strings.HasSuffix(d, "."+s.Zone)) {
		return w, errs.Field("address", "neutral_address", "This domain is not yours to send from with a server of your own. Give an address of your domain.")
	}
	if err := s.cleanServer(&w); err != nil {
		return w, err
	}
	if len(w.User) > 200 || strings.ContainsFunc(w.User, unicode.IsControl) {
		return w, errs.Field("user", "bad_user", "Give the name that your mail provider has given you.")
	}
	return w, nil
}

// ServerHost brings the name of a mail server into its form; loopback tells that it is this machine. Invalid names the field "host".
func ServerHost(text string, private bool) (host string, loopback bool, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	bad := errs.Field("host", "bad_mail_host", "Give the name of your mail server, like smtp.example.com.")
	address, err := netip.ParseAddr(text)
	if err != nil {
		host, err := idna.Lookup.ToASCII(text)
		if err != nil || len(host) > 200 || !strings.Contains(host, ".") && (!private || host != "localhost") {
			return text, false, bad
		}
		return host, host == "localhost", nil
	}
	if !private && !outward.Public(address) {
		return text, false, errs.Field("host", "inside_host", "This address lies within a private network, where letters cannot be handed over. Give a server that the internet reaches.")
	}
	return text, address.IsLoopback(), nil
}

func (s *Senders) cleanServer(w *Settings) error {
	host, loopback, err := ServerHost(w.Host, s.Private)
	if err != nil {
		return err
	}
	w.Host = host
	if !slices.Contains(ports(), w.Port) && (!s.Private || w.Port <= 0 || w.Port >= 1<<16) {
		return errs.Field("port", "bad_port", "Mail servers take letters at port 587, 465, 25 or 2525. Give the one that your mail provider names.")
	}
	switch w.TLS {
	case StartTLS, TLS:
	case NoTLS:
		if !s.Private || !loopback {
			return errs.Field("tls", "bad_tls", "The connection must be encrypted: choose STARTTLS or TLS.")
		}
	default:
		return errs.Field("tls", "bad_tls", "The connection must be encrypted: choose STARTTLS or TLS.")
	}
	return nil
}

// plainAddress is an address without a name, its domain in lower case.
func plainAddress(field, text string) (string, error) {
	bad := errs.Field(field, "bad_email", "This is not an e-mail address.")
	a, err := netmail.ParseAddress(text)
	if err != nil || a.Address != text || len(text) > 254 {
		return "", bad
	}
	local, domain := text[:strings.LastIndexByte(text, '@')], DomainOf(text)
	host, err := idna.Lookup.ToASCII(strings.ToLower(domain))
	if err != nil || !strings.Contains(host, ".") || net.ParseIP(host) != nil || len(host) > 200 {
		return "", bad
	}
	for _, r := range local {
		if r > unicode.MaxASCII || unicode.IsSpace(r) {
			return "", bad
		}
	}
	return local + "@" + host, nil
}
