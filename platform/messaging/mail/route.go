package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes/letters"
)

// ownTimeout bounds each step with a realm's own server: it must not hold up the letters of others.
const ownTimeout = 8 * time.Second

// errPaused: a realm's server took nothing a moment ago and is left alone.
var errPaused = errors.New("the mail server of the realm takes nothing at the moment")

func (m *Mail) serverOf(r sender.Route) Server {
	return Server{Address: net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), TLS: r.TLS, User: r.User, Password: r.Password, guarded: true, private: m.Private, Trust: m.Server.Trust}
}

// dialer looks at the address that is dialled.
func (s Server) dialer(host string) gomail.Option {
	plain := outward.Dialer(s.private)
	if s.TLS != "tls" {
		return gomail.WithDialContextFunc(plain.DialContext)
	}
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if s.Trust != nil {
		config = s.Trust
	}
	encrypted := &tls.Dialer{NetDialer: plain, Config: config}
	return gomail.WithDialContextFunc(encrypted.DialContext)
}

// hand gives a letter to the server that its realm's letters go through, and tells what becomes of it.
func (m *Mail) hand(ctx context.Context, msg *gomail.Msg, from Realm, to string) (outcome string, err error) {
	route := from.route
	if route.Paused(m.Clock.Now()) {
		return outcomeWaits, outbox.WaitFor(route.Realm, errPaused)
	}
	err = m.dialogue(ctx, msg, from)
	if err == nil {
		if route.Own && route.Failing {
			if err := m.Senders.Worked(ctx, route.Realm); err != nil {
				m.Log.WarnContext(ctx, "that a mail server works again could not be kept", "realm", route.Realm, "error", err)
			}
		}
		return outcomeSent, nil
	}
	if gone(err) && m.Senders != nil {
		if failure := m.Senders.Suppress(ctx, route.Realm, to, sender.Bounce, said(err)); failure != nil {
			m.Log.WarnContext(ctx, "an address that is not there could not be kept", "realm", route.Realm, "error", failure)
		}
	}
	switch {
	case hopeless(err):
		return outcomeDead, err
	case !route.Own || ctx.Err() != nil || ofTheLetter(err):
		return outcomeRetry, err
	}
	if failure := m.Senders.Failed(ctx, route.Realm, problem(err), said(err)); failure != nil {
		return outcomeRetry, errors.Join(err, failure)
	}
	return outcomeWaits, outbox.WaitFor(route.Realm, err)
}

// gone tells that the server says the address is not there.
func gone(err error) bool {
	e, ok := errors.AsType[*gomail.SendError](err)
	return ok && e.Reason == gomail.ErrSMTPRcptTo && e.ErrorCode() >= 550 && e.ErrorCode() <= 553 && letter.Gone(e.EnhancedStatusCode(), said(err))
}

// ofTheLetter tells that the server spoke about this letter or its reader, and not about who sends.
func ofTheLetter(err error) bool {
	e, ok := errors.AsType[*gomail.SendError](err)
	return ok && e.ErrorCode() >= 400 && (e.Reason == gomail.ErrSMTPRcptTo || e.Reason == gomail.ErrSMTPData || e.Reason == gomail.ErrSMTPDataClose)
}

// said is what the server answered, in its own words; empty: it did not answer.
func said(err error) string {
	if e, ok := errors.AsType[*textproto.Error](err); ok {
		return fmt.Sprintf("%d %s", e.Code, e.Msg)
	}
	e, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return ""
	}
	text := e.Error()
	text, _, _ = strings.Cut(text, ", affected ")
	if _, words, ok := strings.Cut(text, ": "); ok {
		text = words
	}
	return text
}

// Problems of a conversation with a server; the screens have words for them.
const (
	problemName        = "name"
	problemPrivate     = "private"
	problemTimeout     = "timeout"
	problemConnection  = "connection"
	problemCertificate = "certificate"
	problemEncryption  = "encryption"
	problemLogin       = "login"
	problemSender      = "sender"
	problemReader      = "reader"
	problemContent     = "content"
)

// problem is which step went wrong.
func problem(err error) string {
	var dns *net.DNSError
	var timeout net.Error
	var verify *tls.CertificateVerificationError
	if e, ok := errors.AsType[*gomail.SendError](err); ok {
		switch e.Reason {
		case gomail.ErrSMTPMailFrom, gomail.ErrGetSender:
			return problemSender
		case gomail.ErrSMTPRcptTo, gomail.ErrGetRcpts:
			return problemReader
		case gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent, gomail.ErrNoUnencoded:
			return problemContent
		}
	}
	text := err.Error()
	switch {
	case errors.Is(err, outward.ErrInside):
		return problemPrivate
	case errors.As(err, &dns):
		return problemName
	case errors.As(err, &verify), strings.Contains(text, "x509:"):
		return problemCertificate
	case errors.As(err, &timeout) && timeout.Timeout():
		return problemTimeout
	case strings.Contains(text, "does not support STARTTLS"), strings.Contains(text, "tls: "):
		return problemEncryption
	case strings.Contains(strings.ToUpper(text), "AUTH"):
		return problemLogin
	}
	return problemConnection
}

// Trial is what came of a letter that tries the way.
type Trial struct {
	To   string
	Sent bool
	// Problem says which step went wrong, Said what the server answered.
	Problem, Said string
}

// Try sends a letter at once to who asks for it, by the way that the letters of the realm acted in take.
func (m *Mail) Try(ctx context.Context, scope db.Scope, user sender.Tried) (Trial, error) {
	return m.try(ctx, scope, user, func(realm uuid.UUID, brand *tenant.Brand, from Realm) (letters.Letter, error) {
		return m.write(ctx, realm, identity.Letter{Template: "sender_test", Locale: user.Locale, Path: "/console/sender", Params: map[string]string{"address": from.Sender}}, brand, from.Origin, "")
	})
}

// TryWords sends a letter at once to who asks for it, in words that need not be in force yet.
func (m *Mail) TryWords(ctx context.Context, scope db.Scope, user sender.Tried, w Worded) (Trial, error) {
	user.Locale = w.Lang
	return m.try(ctx, scope, user, func(realm uuid.UUID, brand *tenant.Brand, from Realm) (letters.Letter, error) {
		return m.Wording.Shown(ctx, realm, brand, from.Origin, w)
	})
}

// Worded is a text to look at.
type Worded = wording.Worded

func (m *Mail) try(ctx context.Context, scope db.Scope, user sender.Tried, write func(realm uuid.UUID, brand *tenant.Brand, from Realm) (letters.Letter, error)) (Trial, error) {
	realm, brand, host, err := m.realm(ctx, scope.Tenant())
	if err != nil {
		return Trial{}, fmt.Errorf("find whose letter it is: %w", err)
	}
	from, err := m.from(ctx, realm, brand, host, false)
	if err != nil {
		return Trial{}, err
	}
	w, err := write(realm, brand, from)
	if err != nil {
		return Trial{}, err
	}
	msg, err := m.message(envelope{id: user.ID, realm: from, to: user.Email, lang: letters.LanguageOf(user.Locale), Letter: w})
	if err != nil {
		return Trial{}, errs.Field("address", "bad_email", "This is not an e-mail address.").With(err)
	}
	done := Trial{To: user.Email}
	if err := m.dialogue(ctx, msg, from); err != nil {
		m.Log.InfoContext(ctx, "a letter that tries a mail server was not taken", "realm", realm, "error", err)
		done.Problem, done.Said = problem(err), sender.Readable(said(err), 300)
		return done, nil
	}
	done.Sent = true
	if from.route.Own && from.route.Failing {
		if err := m.Senders.Worked(ctx, realm); err != nil {
			return Trial{}, err
		}
	}
	return done, nil
}
