package mail

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"

	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes/letters"
)

// Realm is who letters come from.
type Realm struct {
	// Name of the brand, and the Host that its people know.
	Name, Host string
	// Origin of the host as browsers know it: https://host.
	Origin string
	// Sender is the address.
	Sender string
	// ReplyTo is where answers go that no letter says otherwise of; may be empty.
	ReplyTo string

	// route is the way its letters take.
	route sender.Route
	// brand is not there where the database could not be asked.
	brand *tenant.Brand
}

// Speak is the language in which its people are spoken to who want this one.
func (r Realm) Speak(wanted string) string {
	if r.brand == nil {
		return wanted
	}
	return r.brand.Speak(wanted)
}

// Domain of the sender: Message-IDs lie in it.
func (r Realm) Domain() string { return r.Sender[strings.LastIndexByte(r.Sender, '@')+1:] }

// Realm of a tenant, from the database.
func (m *Mail) Realm(ctx context.Context, id uuid.UUID) (Realm, error) {
	realm, brand, host, err := m.realm(ctx, id)
	if err != nil {
		return Realm{}, fmt.Errorf("find whose letter it is: %w", err)
	}
	return m.from(ctx, realm, brand, host, false)
}

// Unlooked is a sender where the database cannot be asked: a host's, by its name alone.
func (m *Mail) Unlooked(name, host string) Realm {
	return Realm{Name: letters.OneLine(name), Host: host, Origin: m.Origin(host), Sender: m.sender(host)}
}

// Personal is a letter in words of its own, as people write: text, with files.
type Personal struct {
	// ID by which it is known that the mail server has it: of the message of the outbox.
	ID   uuid.UUID
	From Realm
	To   string
	// ReplyTo may be empty. ReturnPath is where it is told that the letter did not arrive; empty: nowhere, the sender's address is taken.
	ReplyTo, ReturnPath string
	Subject             string
	Text                string
	Lang                string
	// MessageID, and those of the letters before, without angle brackets.
	MessageID  string
	InReplyTo  string
	References []string
	// Auto says that a machine wrote it: auto-replied or auto-generated (RFC 3834); empty: a person.
	Auto string
	// Headers besides.
	Headers map[string]string
	Files   []PersonalFile
	// Begins says that nothing has come from the address yet: it was told to somebody, and could be anybody's. Such letters are few a day.
	Begins bool
	// Stop is the address that ends such letters, of one to somebody who is nobody's user; its text names it too.
	Stop string
	// Urgent letters wake somebody: where the realm's own server does not take one, it leaves by the neutral sender at once.
	Urgent bool
	// Withheld is called where the letter does not leave, for its address is one that is not written to; may be nil.
	Withheld func() error
}

func (p Personal) withheld() error {
	if p.Withheld == nil {
		return nil
	}
	return p.Withheld()
}

// PersonalFile goes with a letter.
type PersonalFile struct {
	Name    string
	Content []byte
}

// Send hands a letter to the mail server, once for its ID as far as this process knows. What another attempt cannot mend is given
// up (outbox.GiveUp).
func (m *Mail) Send(ctx context.Context, p Personal) error {
	if m.accepted.has(p.ID) {
		m.Observe(outcomeSent)
		return nil
	}
	if m.Senders != nil && !p.Urgent && p.From.route.Realm != uuid.Nil {
		withheld, err := m.Senders.Withheld(ctx, p.From.route.Realm, p.To, "answer")
		if err != nil {
			return err
		}
		if withheld {
			m.Observe(outcomeWithheld)
			return p.withheld()
		}
	}
	begins := p.Begins && m.Recipients != nil && p.From.route.Realm != uuid.Nil
	if begins {
		may, err := m.Recipients.MayBegin(ctx, p.From.route.Realm, p.To)
		if err != nil {
			return err
		}
		if !may {
			m.Observe(outcomeWithheld)
			return p.withheld()
		}
	}
	msg, err := m.personal(p)
	if err != nil {
		m.Observe(outcomeDead)
		return outbox.GiveUp(err)
	}
	outcome, err := m.hand(ctx, msg, p.From, p.To)
	if p.Urgent && p.From.route.Own && outcome != outcomeSent && outcome != outcomeDead {
		p.From.Sender, p.From.route, p.ReturnPath = m.sender(p.From.Host), sender.Route{}, ""
		if msg, err = m.personal(p); err == nil {
			outcome, err = m.hand(ctx, msg, p.From, p.To)
		}
	}
	m.Observe(outcome)
	if err == nil {
		m.accepted.add(p.ID)
		if begins {
			if failure := m.Recipients.Begun(ctx, p.From.route.Realm, p.ID, p.To); failure != nil {
				m.Log.WarnContext(ctx, "that a letter has left could not be counted", "message", p.ID, "error", failure)
			}
		}
	}
	if outcome == outcomeDead {
		return outbox.GiveUp(err)
	}
	return err
}

// wellFormed is a Message-ID that can stand in a header: strangers made some of them.
var wellFormed = regexp.MustCompile(`^[a-zA-Z0-9!#$%&'*+/=?^_{|}~.@\[\]:;,()"\\-]{1,250}$`)

func bracketed(ids ...string) string {
	list := make([]string, 0, len(ids))
	for _, id := range ids {
		if wellFormed.MatchString(id) {
			list = append(list, "<"+id+">")
		}
	}
	return strings.Join(list, " ")
}

func (m *Mail) personal(p Personal) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	for what, err := range map[string]error{"sender": msg.FromFormat(p.From.Name, p.From.Sender), "return path": msg.EnvelopeFrom(cmp.Or(p.ReturnPath, m.returns(p.From, p.To))), "reader": msg.To(p.To)} {
		if err != nil {
			return nil, fmt.Errorf("%w: its %s: %w", errMalformed, what, err)
		}
	}
	if to := cmp.Or(p.ReplyTo, p.From.ReplyTo); to != "" {
		if err := msg.ReplyTo(to); err != nil {
			return nil, fmt.Errorf("%w: its address for answers: %w", errMalformed, err)
		}
	}
	msg.Subject(letters.OneLine(p.Subject))
	msg.SetDateWithValue(m.Clock.Now())
	msg.SetMessageIDWithValue(p.MessageID)
	for name, ids := range map[string]string{"In-Reply-To": bracketed(p.InReplyTo), "References": bracketed(p.References...)} {
		if ids != "" {
			msg.SetGenHeaderPreformatted(gomail.Header(name), ids)
		}
	}
	if p.Auto != "" {
		msg.SetGenHeader("Auto-Submitted", p.Auto)
		msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	}
	if p.Lang != "" {
		msg.SetGenHeader("Content-Language", p.Lang)
	}
	for name, value := range p.Headers {
		msg.SetGenHeader(gomail.Header(name), value)
	}
	if p.Stop != "" {
		stops(msg, p.Stop)
	}
	msg.SetBodyString(gomail.TypeTextPlain, p.Text)
	for _, f := range p.Files {
		msg.AttachReadSeeker(f.Name, bytes.NewReader(f.Content), gomail.WithFileContentType(gomail.TypeAppOctetStream))
	}
	return msg, nil
}
