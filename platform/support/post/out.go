package post

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/support"
)

// Desks know their tickets.
type Desks interface {
	Outgoing(ctx context.Context, a support.Answering) (support.Outgoing, error)
	NotSent(ctx context.Context, a support.Answering, why string) error
}

// Mail sends.
type Mail interface {
	Realm(ctx context.Context, tenant uuid.UUID) (mail.Realm, error)
	Unlooked(name, host string) mail.Realm
	Send(ctx context.Context, p mail.Personal) error
}

// Sender sends what desks write.
type Sender struct {
	Desks   Desks
	Mail    Mail
	Threads letter.Threads
}

// DeliverAnswer sends an answer (support.AnswerTopic).
func (s Sender) DeliverAnswer(ctx context.Context, m outbox.Message) error {
	return s.deliver(ctx, m, func(o support.Outgoing, w words) (subject, text string) {
		text = o.Answer.Body
		if o.Answer.Original != "" { // a translation never goes without what it was made of
			text += "\n\n— " + w.original + "\n\n" + o.Answer.Original
		}
		return "Re: " + o.Ticket.Subject + " [#" + strconv.FormatInt(o.Ticket.Number, 10) + "]", text
	})
}

// DeliverAcknowledgement tells the writer of a letter its number, in fixed words (support.AcknowledgeTopic).
func (s Sender) DeliverAcknowledgement(ctx context.Context, m outbox.Message) error {
	return s.deliver(ctx, m, nil)
}

// deliver sends a letter about a ticket; write is nil for the acknowledgement.
func (s Sender) deliver(ctx context.Context, m outbox.Message, write func(support.Outgoing, words) (subject, text string)) error {
	var a support.Answering
	if err := json.Unmarshal(m.Payload, &a); err != nil {
		return outbox.GiveUp(fmt.Errorf("read which letter is to leave: %w", err))
	}
	o, err := s.Desks.Outgoing(ctx, a)
	if errs.Is(err, errs.NotFound) {
		return nil // it is there no more, and so nothing is to be told
	}
	if err != nil {
		return err
	}
	if o.To == unknown {
		o.To, o.Nobody = "", support.NoAddress
	}
	if o.To == "" { // the app has the answer, where there is somebody who reads it there
		return s.untold(ctx, a, o.Nobody, write == nil)
	}
	from, err := s.Mail.Realm(ctx, a.Desk)
	if err != nil {
		return err
	}
	lang, w := of(from.Speak(o.Ticket.Locale))
	// What stands for the conversation in every letter of it, sent or not.
	root := s.Threads.MessageID(a.Desk, a.Ticket, a.Ticket, from.Domain())
	p := mail.Personal{ID: m.ID, From: from, To: o.To, Lang: lang, MessageID: s.Threads.MessageID(a.Desk, a.Ticket, a.Message, from.Domain()),
		Headers: map[string]string{letter.TraceHeader: s.Threads.Trace(a.Desk, a.Message)}, ReplyTo: s.replyTo(a, o), References: []string{root}}
	// Whoever was on the phone, or filled in a form, has told an address; that they read it is not known before they write.
	p.Begins = (o.Ticket.Via == support.ByPhone || o.Ticket.Via == support.ByForm) && o.Ticket.Author == nil && len(letterIDs(o.Keys)) == 0
	if before := letterIDs(o.Keys); len(before) > 0 {
		p.InReplyTo = before[0]
		p.References = append(p.References, before[0])
	} else {
		p.InReplyTo = root
	}
	footer := "\n\n-- \n" + from.Name
	if write == nil {
		// The letter that is answered is the one that opened the ticket; this one is the conversation's first.
		p.MessageID, p.Auto, p.References = root, "auto-replied", p.References[1:]
		p.Subject, p.Text = filled(w.taken, o.Ticket.Number, from.Name), filled(w.acknowledgement, o.Ticket.Number, from.Name)+footer
		if p.InReplyTo == root {
			p.InReplyTo = ""
		}
	} else {
		p.Subject, p.Text = write(o, w)
		if p.ReplyTo != "" {
			footer += "\n" + filled(w.further, o.Ticket.Number, from.Name)
		}
		p.Text += footer
		for _, f := range o.Files {
			p.Files = append(p.Files, mail.PersonalFile{Name: f.Name, Content: f.Content})
		}
	}
	p.Text = crlf(p.Text)
	// That it did not arrive is told in the ticket: a machine's letter, which moves no clock. Only where the domain is the sender's own, whose
	// SPF record speaks for it.
	if _, domain, _ := strings.Cut(p.ReplyTo, "@"); domain == from.Domain() {
		p.ReturnPath = p.ReplyTo
	}
	p.Withheld = func() error { return s.untold(ctx, a, support.Withheld, write == nil) }
	err = s.Mail.Send(ctx, p)
	if outbox.IsGivenUp(err) {
		err = errors.Join(err, s.untold(ctx, a, support.Refused, write == nil))
	}
	return err
}

// untold tells whoever answered that no letter has left. Nobody waits for an acknowledgement.
func (s Sender) untold(ctx context.Context, a support.Answering, why string, acknowledgement bool) error {
	if acknowledgement {
		return nil
	}
	return s.Desks.NotSent(ctx, a, why)
}

// replyTo is the desk's address with what leads to the ticket in it.
func (s Sender) replyTo(a support.Answering, o support.Outgoing) string {
	if !o.Receives {
		return ""
	}
	// Where the address has no room for it, the letter's Message-ID leads to the ticket.
	address, _ := letter.Detailed(o.Address, s.Threads.Token(a.Desk, a.Ticket))
	return address
}
