package sender

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity"
)

// Route is the way that a realm's letters take.
type Route struct {
	Realm uuid.UUID
	// Own: through a server of the realm's; else as the installation's letters go, under the realm's Name and ReplyTo.
	Own                    bool
	Address, Name, ReplyTo string
	Host                   string
	Port                   int
	TLS, User, Password    string
	// Key signs for Domain under Selector; nil: not here.
	Domain, Selector string
	Key              crypto.Signer
	// Bounces is the host they come back to; empty: to the address that letters come from.
	Bounces string
	// Failing: the server took nothing the last time. PausedUntil: it is not tried before.
	Failing     bool
	PausedUntil time.Time
}

// Paused tells that the server is left alone at the moment.
func (r Route) Paused(now time.Time) bool { return r.Own && now.Before(r.PausedUntil) }

// Route of a realm's letters.
func (s *Senders) Route(ctx context.Context, realm uuid.UUID) (Route, error) {
	var r row
	err := s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		r, _, err = readSender(ctx, tx, realm, false)
		return err
	})
	if err != nil {
		return Route{}, fmt.Errorf("find the way of a letter: %w", err)
	}
	to := Route{Realm: realm, Name: r.Name, ReplyTo: r.ReplyTo}
	if s.Receives {
		to.Bounces = s.Zone
	}
	if r.Mode != Own {
		return to, nil
	}
	to.Own, to.Address, to.Host, to.Port, to.TLS, to.User, to.Bounces = true, r.Address, r.Host, r.Port, r.TLS, r.User, ""
	if r.password != nil {
		raw, err := s.Key.Open(realm, passwordPurpose, r.password)
		if err != nil {
			return Route{}, err
		}
		to.Password = string(raw)
	}
	if r.tryAt != nil {
		to.Failing, to.PausedUntil = true, *r.tryAt
	}
	if r.bounces && s.Receives {
		to.Bounces = bouncesLabel + "." + r.keyDomain
	}
	if r.signedAt == nil {
		return to, nil
	}
	to.Domain, to.Selector = r.keyDomain, r.selector
	to.Key, err = s.open(realm, r.keySealed)
	return to, err
}

func (s *Senders) open(realm uuid.UUID, sealed []byte) (crypto.Signer, error) {
	der, err := s.Key.Open(realm, keyPurpose, sealed)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, errors.New("the key of a mail sender cannot be read") // the cause would tell of the key
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("the key of a mail sender is of another kind")
	}
	return key, nil
}

// tellAfter so many failures in a row the realm's people are written to: a server that is restarted is nobody's business.
const tellAfter = 3

// pauses between attempts at a server that takes nothing. One that hangs would hold up everybody's letters otherwise.
var pauses = [...]time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}

// Failed keeps that the realm's server takes no letters, and why.
func (s *Senders) Failed(ctx context.Context, realm uuid.UUID, problem, said string) error {
	ctx = audit.As(ctx, audit.Job("senders"))
	err := s.DB.Worker(ctx, func(tx *db.Tx) error {
		r, there, err := readSender(ctx, tx, realm, true)
		if err != nil || !there || r.Mode != Own {
			return err
		}
		now := s.now()
		if r.failingSince == nil {
			r.failingSince = &now
		}
		r.failures++
		r.problem, r.said, r.tryAt = problem, Readable(said, 300), new(now.Add(pauses[min(r.failures, len(pauses))-1]))
		tell := r.toldAt == nil && r.failures >= tellAfter
		if tell {
			r.toldAt = &now
		}
		if err := updateSender(ctx, tx, realm, r); err != nil || !tell {
			return err
		}
		return s.tell(ctx, tx, realm, r)
	})
	if err != nil {
		return fmt.Errorf("keep that a mail server takes nothing: %w", err)
	}
	return nil
}

// FailingTemplate is the letter that tells of it; it always leaves by the neutral sender.
const FailingTemplate = "sender_failing"

func (s *Senders) tell(ctx context.Context, tx *db.Tx, realm uuid.UUID, r row) error {
	err := identity.TellKeepers(ctx, tx, realm, identity.Letter{Template: FailingTemplate, Path: "/console/sender", Params: map[string]string{"server": r.Host, "said": r.said}})
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, realm, s.now(), audit.Change{Action: "brand.sender.fail", Subject: audit.Subject{Kind: "sender", ID: realm, Name: r.Address},
		After: audit.Fields{"problem": r.problem, "said": r.said}})
}

// Worked keeps that it takes letters again: what has waited goes out.
func (s *Senders) Worked(ctx context.Context, realm uuid.UUID) error {
	err := s.DB.Worker(ctx, func(tx *db.Tx) error {
		r, there, err := readSender(ctx, tx, realm, true)
		if err != nil || !there || r.failingSince == nil {
			return err
		}
		r.recover()
		return updateSender(ctx, tx, realm, r)
	})
	if err != nil {
		return fmt.Errorf("keep that a mail server works: %w", err)
	}
	return nil
}

// Failing counts the realm's servers that take nothing: one or none.
func (s *Senders) Failing(ctx context.Context, scope db.Scope) (n int, err error) {
	one, err := s.Read(ctx, scope)
	if err == nil && one.Mode == Own && one.FailingSince != nil {
		n = 1
	}
	return n, err
}

// Readable is what another server said, on one line and not all of it.
func Readable(text string, most int) string {
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
