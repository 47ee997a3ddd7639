package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"

	"github.com/liveryhq/livery/themes/letters"
)

// Server is the mail server that takes letters for delivery.
type Server struct {
	// Address as host:port.
	Address string
	// TLS: starttls, tls or none.
	TLS            string
	User, Password string
	// Helo is what this machine calls itself; empty: the domain of the sender.
	Helo string
	// guarded: it is a realm's own, and lies within a private network only where the installation allows it.
	guarded, private bool
	// Trust is what the server's certificate is checked against; nil: the machine's authorities. For tests.
	Trust *tls.Config
}

// sendTimeout bounds each step of the conversation.
const sendTimeout = 20 * time.Second

// envelope is a letter with all that the mail server is told.
type envelope struct {
	letters.Letter

	id    uuid.UUID
	realm Realm
	to    string
	lang  string
	// stop is the address that ends such letters, for whoever is nobody's user.
	stop string
}

var errMalformed = errors.New("no letter can be made of this")

// message is the letter as it goes out.
func (m *Mail) message(e envelope) (*gomail.Msg, error) {
	// Which program sends is nobody's business.
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := msg.FromFormat(e.realm.Name, e.realm.Sender); err != nil {
		return nil, fmt.Errorf("%w: its sender: %w", errMalformed, err)
	}
	if err := msg.EnvelopeFrom(m.returns(e.realm, e.to)); err != nil {
		return nil, fmt.Errorf("%w: its sender: %w", errMalformed, err)
	}
	if err := msg.To(e.to); err != nil {
		return nil, fmt.Errorf("%w: its reader: %w", errMalformed, err)
	}
	if e.realm.ReplyTo != "" {
		if err := msg.ReplyTo(e.realm.ReplyTo); err != nil {
			return nil, fmt.Errorf("%w: its address for answers: %w", errMalformed, err)
		}
	}
	msg.Subject(e.Subject)
	msg.SetDateWithValue(m.Clock.Now())
	// The outbox's id: whoever gets the letter twice, because a connection broke at the wrong moment, can tell.
	msg.SetMessageIDWithValue(e.id.String() + "@" + e.realm.Domain())
	// RFC 3834, section 5; the other is for servers that do not know it.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	msg.SetGenHeader("Content-Language", e.lang)
	if e.stop != "" {
		stops(msg, e.stop)
	}
	msg.SetBodyString(gomail.TypeTextPlain, e.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, e.HTML)
	return msg, nil
}

// stops puts the one click that ends such letters (RFC 8058) into the header.
func stops(msg *gomail.Msg, address string) {
	msg.SetGenHeaderPreformatted("List-Unsubscribe", "<"+address+">")
	msg.SetGenHeaderPreformatted("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
}

// returns is the address that a letter comes back to.
func (m *Mail) returns(from Realm, to string) string {
	if from.route.Bounces == "" || m.Senders == nil {
		return from.Sender
	}
	return m.Senders.Return(from.route.Realm, to, from.route.Bounces)
}

// send hands a letter to the mail server. Without an error the server has it.
func (m *Mail) send(ctx context.Context, e envelope) (outcome string, err error) {
	msg, err := m.message(e)
	if err != nil {
		return outcomeDead, err
	}
	return m.hand(ctx, msg, e.realm, e.to)
}

// dialogue is one conversation with a server, to its end.
func (m *Mail) dialogue(ctx context.Context, msg *gomail.Msg, from Realm) error {
	domain := from.Domain()
	if err := m.sign(msg, domain, from.route); err != nil {
		return err
	}
	server := m.Server
	if from.route.Own {
		server = m.serverOf(from.route)
	}
	client, err := server.client(domain)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	err = client.Send(msg)
	_ = client.Close() // what has been said of the letter has been said
	if msg.IsDelivered() {
		return nil
	}
	if err == nil {
		err = errors.New("the mail server did not say that it has the letter")
	}
	return fmt.Errorf("send a letter: %w", err)
}

// Check goes as far as logging in at the mail server, as a domain.
func (s Server) Check(ctx context.Context, domain string) error {
	if domain == "" {
		domain = "localhost"
	}
	client, err := s.client(domain)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	return client.Close()
}

// client is a conversation to come, in which we call ourselves by the domain unless the server is told otherwise.
func (s Server) client(domain string) (*gomail.Client, error) {
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, fmt.Errorf("the address of the mail server: %w", err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("the port of the mail server: %w", err)
	}
	helo := s.Helo
	if helo == "" {
		helo = domain
	}
	options := []gomail.Option{gomail.WithPort(number), gomail.WithHELO(helo), gomail.WithTimeout(sendTimeout)}
	if s.guarded {
		options = append(options, gomail.WithTimeout(ownTimeout), s.dialer(host))
	}
	switch s.TLS {
	case "tls":
		options = append(options, gomail.WithSSL())
	case "none":
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.Trust != nil {
		options = append(options, gomail.WithTLSConfig(s.Trust))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
		if s.guarded && s.TLS != "starttls" {
			// The library does not see that what our dialer returns is encrypted, and would send no password. Without encryption a server is
			// on this same machine (sender.NoTLS).
			options = append(options, gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthCramMD5,
				gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc))
		}
	}
	return gomail.NewClient(host, options...)
}

// hopeless tells that the mail server refused this reader or this letter for good. That it does not let us in, or does not
// like the sender, is a matter of the configuration, and mended for all letters at once.
func hopeless(err error) bool {
	if errors.Is(err, errMalformed) {
		return true
	}
	e, ok := errors.AsType[*gomail.SendError](err)
	if !ok || e.IsTemp() || e.ErrorCode() < 500 || e.ErrorCode() >= 600 {
		return false
	}
	return e.Reason == gomail.ErrSMTPRcptTo || e.Reason == gomail.ErrSMTPData || e.Reason == gomail.ErrSMTPDataClose
}
