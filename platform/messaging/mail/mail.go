package mail

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"strings"
	"sync"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes/letters"
)

// Tenants knows a tenant's realm, and where that answers.
type Tenants interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	Hosts(ctx context.Context, s db.Scope) ([]tenant.Host, error)
}

// Brands knows how a host looks.
type Brands interface {
	Resolve(ctx context.Context, host string) (*tenant.Brand, error)
}

// Config is what Mail stands on.
type Config struct {
	Tenants Tenants
	Brands  Brands
	Server  Server
	// Signers sign letters from their domains and from what lies below.
	Signers []Signer
	// From is the address all letters come from; empty: see sender.
	From string
	// Senders knows realms' own servers, and whom their letters do not go to; nil: all leave by Server, to everybody.
	Senders *sender.Senders
	// Wording knows what realms say in their own words; nil: all say ours.
	Wording *wording.Wording
	// Recipients knows whether somebody outside of a tenant's users wants a letter; nil: none goes to them.
	Recipients *recipients.Recipients
	// Private lets realms' servers lie within private networks.
	Private bool
	// Zone is the neutral zone of the installation; may be empty.
	Zone string
	// Origin of a host as browsers know it: https://host.
	Origin func(host string) string
	Clock  clock.Clock
	Log    *slog.Logger
	// Observe is told what became of each attempt: sent, late, retry or dead. May be nil.
	Observe func(outcome string)
}

// Mail sends the letters of the outbox. Safe for concurrent use.
type Mail struct {
	Config

	book     *letters.Book
	accepted accepted
}

// New makes one.
func New(c Config) (*Mail, error) {
	if c.Observe == nil {
		c.Observe = func(string) {}
	}
	m := &Mail{Config: c, accepted: accepted{ids: map[uuid.UUID]bool{}}}
	var err error
	if m.book, err = letters.New(); err != nil {
		return nil, err
	}
	return m, nil
}

// Deliver sends a letter of the outbox (identity.MailTopic). What another attempt cannot mend is given up.
func (m *Mail) Deliver(ctx context.Context, message outbox.Message) error {
	outcome, err := m.deliver(ctx, message)
	m.Observe(outcome)
	if outcome == outcomeDead {
		return outbox.GiveUp(err)
	}
	return err
}

// What becomes of an attempt.
const (
	outcomeSent  = "sent"
	outcomeLate  = "late"
	outcomeRetry = "retry"
	outcomeDead  = "dead"
	// outcomeWithheld: the address is one that is not written to; outcomeWaits: the realm's own server takes nothing at the moment.
	outcomeWithheld = "withheld"
	outcomeWaits    = "waits"
)

func (m *Mail) deliver(ctx context.Context, message outbox.Message) (outcome string, err error) {
	// The mail server has it, and the outbox could not be told so.
	if m.accepted.has(message.ID) {
		return outcomeSent, nil
	}
	var l identity.Letter
	if err := json.Unmarshal(message.Payload, &l); err != nil {
		return outcomeDead, fmt.Errorf("read a letter: %w", err)
	}
	if l.Until != nil && !l.Until.After(m.Clock.Now()) {
		m.Log.InfoContext(ctx, "a letter came too late to be of use and was not sent", "message", message.ID, "template", l.Template)
		return outcomeLate, nil
	}
	to, err := netmail.ParseAddress(l.To)
	if err != nil || to.Address != l.To {
		return outcomeDead, fmt.Errorf("a letter goes to one plain address: %w", errors.Join(err, errs.Field("to", "bad_email", "This is not an e-mail address.")))
	}
	realm, brand, host, err := m.realm(ctx, message.Tenant)
	if err != nil {
		return outcomeRetry, fmt.Errorf("find whose letter it is: %w", err)
	}
	// Whoever has chosen a language that the brand speaks no more reads the brand's own.
	l.Locale = brand.Speak(l.Locale)
	stop := ""
	if l.Recipient != nil {
		pass, err := m.pass(ctx, realm, l)
		if err != nil {
			return outcomeRetry, err
		}
		if !pass.Goes {
			m.Log.InfoContext(ctx, "a letter was not sent: its reader has not asked for it, or had enough today", "message", message.ID, "template", l.Template, "recipient", l.Recipient)
			return outcomeWithheld, nil
		}
		l.Path, stop = cmp.Or(pass.Confirm, l.Path), m.Origin(host)+pass.Stop
	} else if l.User == nil && !toStrangers(l.Template) && !secures(l.Template) {
		return outcomeDead, fmt.Errorf("a letter goes to somebody's user, to a recipient who wants it, or is one of those that begin: %q", l.Template)
	}
	begins := l.Recipient == nil && l.User == nil && toStrangers(l.Template) && m.Recipients != nil
	if begins {
		may, err := m.Recipients.MayBegin(ctx, message.Tenant, l.To)
		if err != nil {
			return outcomeRetry, err
		}
		if !may {
			m.Log.WarnContext(ctx, "a letter was not sent: its address got enough of its kind today", "message", message.ID, "template", l.Template, "tenant", message.Tenant)
			return outcomeWithheld, nil
		}
	}
	w, err := m.write(ctx, realm, l, brand, m.Origin(host), stop)
	if err != nil {
		return outcomeDead, err
	}
	if m.Senders != nil && !secures(l.Template) {
		withheld, err := m.Senders.Withheld(ctx, realm, to.Address, l.Template)
		if err != nil {
			return outcomeRetry, err
		}
		if withheld {
			m.Log.InfoContext(ctx, "a letter was not sent: its address has bounced or complained", "message", message.ID, "template", l.Template, "realm", realm)
			return outcomeWithheld, nil
		}
	}
	from, err := m.from(ctx, realm, brand, host, l.Template == sender.FailingTemplate)
	if err != nil {
		return outcomeRetry, err
	}
	outcome, err = m.send(ctx, envelope{id: message.ID, realm: from, to: to.Address, lang: letters.LanguageOf(l.Locale), stop: stop, Letter: w})
	if err != nil {
		return outcome, err
	}
	m.accepted.add(message.ID)
	if begins {
		if err := m.Recipients.Begun(ctx, message.Tenant, message.ID, l.To); err != nil {
			m.Log.WarnContext(ctx, "that a letter has left could not be counted", "message", message.ID, "error", err)
		}
	}
	if l.Recipient != nil {
		if err := m.Recipients.Left(ctx, *l.Recipient, l.Template); err != nil {
			m.Log.WarnContext(ctx, "that a letter has left could not be counted", "message", message.ID, "error", err)
		}
	}
	return outcome, nil
}

func (m *Mail) pass(ctx context.Context, realm uuid.UUID, l identity.Letter) (recipients.Pass, error) {
	if m.Recipients == nil {
		return recipients.Pass{}, nil
	}
	return m.Recipients.Pass(ctx, realm, *l.Recipient, l.Template)
}

// toStrangers tells letters that go to an address which nobody has confirmed yet: each answers what was done with that address, or is
// somebody's first, and is limited where it is put.
func toStrangers(template string) bool {
	switch template {
	case "invitation", "first_owner", "application_refused", "partner_confirm":
		return true
	}
	return false
}

// from is who a realm's letters come from; neutral: whatever it has set.
func (m *Mail) from(ctx context.Context, id uuid.UUID, brand *tenant.Brand, host string, neutral bool) (Realm, error) {
	r := Realm{Name: letters.OneLine(brand.Name), Host: host, Origin: m.Origin(host), Sender: m.sender(host), brand: brand}
	if m.Senders == nil {
		return r, nil
	}
	route, err := m.Senders.Route(ctx, id)
	if err != nil {
		return Realm{}, err
	}
	if route.Own && neutral {
		route = sender.Route{Realm: id}
	}
	if route.Own {
		r.Sender = route.Address
	} else if route.Bounces != "" && !m.within(r.Domain()) {
		route.Bounces = "" // the installation's own address (LIVERY_SMTP_FROM): its domain is not ours to receive for
	}
	if route.Name != "" {
		r.Name = letters.OneLine(route.Name)
	}
	r.ReplyTo, r.route = route.ReplyTo, route
	return r, nil
}

// within tells whether a domain is of the neutral zone.
func (m *Mail) within(domain string) bool {
	return m.Zone != "" && (domain == m.Zone || strings.HasSuffix(domain, "."+m.Zone))
}

// secures tells letters by which people get into their account or learn that somebody else has: they go to whom no other letter goes.
func secures(template string) bool {
	switch template {
	case "reset", "second_reset", "password_changed", "totp_added", "totp_removed", "passkey_added", "passkey_removed", "passkey_moved", "codes_renewed", "code_used",
		"confirm_email", "change_email", "email_changed":
		return true
	}
	return false
}

// realm is the brand that speaks to a tenant's people, and its primary host: from the database, never from a request.
func (m *Mail) realm(ctx context.Context, id uuid.UUID) (uuid.UUID, *tenant.Brand, string, error) {
	s, err := m.Tenants.Scope(ctx, id, id)
	if err != nil {
		return id, nil, "", err
	}
	if s.Realm() != id {
		if s, err = m.Tenants.Scope(ctx, s.Realm(), s.Realm()); err != nil {
			return id, nil, "", err
		}
	}
	hosts, err := m.Tenants.Hosts(ctx, s)
	if err != nil {
		return id, nil, "", err
	}
	if len(hosts) == 0 {
		return id, nil, "", errors.New("the realm answers on no host, so its letters can have no links")
	}
	brand, err := m.Brands.Resolve(ctx, hosts[0].Name)
	return s.Tenant(), brand, hosts[0].Name, err
}

// sender is where a realm's letters come from: an address that nobody reads, in the neutral zone where there is one, so
// that the mail server may sign for it.
func (m *Mail) sender(host string) string {
	switch {
	case m.From != "":
		return m.From
	case m.Zone == "" || host == m.Zone || strings.HasSuffix(host, "."+m.Zone):
		return "no-reply@" + host
	}
	return "no-reply@" + m.Zone
}

// acceptedKept bounds the letters that are remembered.
const acceptedKept = 10_000

// accepted remembers which letters the mail server has taken, so that none goes out twice because the database could not
// be told.
type accepted struct {
	mu    sync.Mutex
	ids   map[uuid.UUID]bool
	order []uuid.UUID
}

func (a *accepted) has(id uuid.UUID) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ids[id]
}

func (a *accepted) add(id uuid.UUID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ids[id] = true
	if a.order = append(a.order, id); len(a.order) > acceptedKept {
		delete(a.ids, a.order[0])
		a.order = a.order[1:]
	}
}
