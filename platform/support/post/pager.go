package post

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/support"
)

// Pager wakes whoever is on duty, by letter and by a call to the desk's webhook. For a letter that has just come it needs no database: the
// alarm brings along whom to wake, now and for the weeks to come.
type Pager struct {
	Desks interface {
		Paging(ctx context.Context, a support.Answering) (support.Paging, error)
		OpenWebhook(desk uuid.UUID, sealed []byte) (support.Webhook, error)
	}
	// Mail may be nil: there is no mail server, and only webhooks are called.
	Mail   Mail
	Caller *outward.Caller
	Clock  clock.Clock
	Log    *slog.Logger
	// Stop is the path by which a recipient who is nobody's user stops the letters of a realm.
	Stop func(realm, recipient uuid.UUID) string
}

// errNoServer: whoever is on duty is reached by letter, and none can leave.
var errNoServer = errors.New("no mail server is configured")

// whom a critical letter wakes.
type whom struct {
	Emails []string         `json:"emails"`
	Duties []support.OnDuty `json:"duties,omitempty"`
	Hook   []byte           `json:"hook,omitempty"`
	Locale string           `json:"locale"`
	// Stops are the addresses by which those who are nobody's user stop such letters.
	Stops map[string]string `json:"stops,omitempty"`
}

// page is what somebody is woken with.
type page struct {
	id            uuid.UUID
	desk          uuid.UUID
	emails        []string
	stops         map[string]string
	hook          []byte
	from          mail.Realm
	lang          string
	subject, text string
	called        called
}

// called is what a webhook is told.
type called struct {
	Event   string    `json:"event"`
	Address string    `json:"address,omitempty"`
	Ticket  string    `json:"ticket,omitempty"`
	Number  int64     `json:"number,omitempty"`
	From    string    `json:"from"`
	Subject string    `json:"subject"`
	At      time.Time `json:"at"`
	// More is how many others came with it.
	More int `json:"more"`
}

// mostTold are the letters that are described where many have come at once.
const mostTold = 20

// wake tells of alarms of one desk, with what they bring along: the database may be away.
func (p *Pager) wake(ctx context.Context, alarms []letterbox.Alarm) error {
	first := alarms[0]
	var to whom
	if len(first.Whom) > 0 {
		if err := json.Unmarshal(first.Whom, &to); err != nil {
			return fmt.Errorf("read whom to wake: %w", err)
		}
	}
	emails := slices.Clone(to.Emails)
	for _, e := range support.Awake(to.Duties, p.Clock.Now()) {
		if !slices.Contains(emails, e) {
			emails = append(emails, e)
		}
	}
	var text strings.Builder
	lang, w := of(to.Locale)
	for i, a := range alarms {
		if i > 0 {
			text.WriteString("\n\n")
		}
		if i == mostTold {
			fmt.Fprintf(&text, "… +%d", len(alarms)-mostTold)
			break
		}
		text.WriteString(woken(w.woken, a))
	}
	address, _ := letter.Detail(first.Address)
	one := page{id: first.ID, desk: first.Desk, emails: emails, stops: to.Stops, hook: to.Hook, lang: lang, subject: woken(w.wake, first), text: text.String(),
		called: called{Event: "desk.critical_letter", Address: address, From: first.From, Subject: first.Subject, At: first.At.UTC(), More: len(alarms) - 1}}
	if p.Mail != nil {
		one.from = p.Mail.Unlooked(address, address[strings.LastIndexByte(address, '@')+1:])
	}
	return p.send(ctx, one)
}

// DeliverPage tells of a ticket that was opened, or made, critical (support.PageTopic).
func (p *Pager) DeliverPage(ctx context.Context, m outbox.Message) error {
	var a support.Answering
	if err := json.Unmarshal(m.Payload, &a); err != nil {
		return outbox.GiveUp(fmt.Errorf("read what is critical: %w", err))
	}
	got, err := p.Desks.Paging(ctx, a)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	t := got.Ticket
	if !t.Critical || t.UnansweredAt == nil {
		return nil // somebody was faster
	}
	lang, w := of(got.Locale)
	one := page{id: m.ID, desk: a.Desk, emails: got.Emails, hook: got.Hook, lang: lang,
		called: called{Event: "desk.critical_ticket", Ticket: t.ID.String(), Number: t.Number, From: orAddress(t), Subject: t.Subject, At: t.OpenedAt.UTC()}}
	link := ""
	if p.Mail != nil && len(got.Emails) > 0 {
		if one.from, err = p.Mail.Realm(ctx, a.Desk); err != nil {
			return err
		}
		link = one.from.Origin + "/console/desk/" + t.ID.String()
		one.stops = p.stops(one.from.Origin, a.Desk, got.Outside)
	}
	fill := strings.NewReplacer("{number}", "#"+strconv.FormatInt(t.Number, 10), "{from}", orAddress(t), "{subject}", t.Subject, "{at}", t.OpenedAt.UTC().Format(time.RFC3339), "{link}", link)
	one.subject, one.text = fill.Replace(w.wake), fill.Replace(w.opened)
	return p.send(ctx, one)
}

// stops are the addresses by which recipients stop the letters of a realm.
func (p *Pager) stops(origin string, realm uuid.UUID, outside map[string]uuid.UUID) map[string]string {
	stops := make(map[string]string, len(outside))
	for email, id := range outside {
		stops[email] = origin + p.Stop(realm, id)
	}
	return stops
}

func orAddress(t support.Ticket) string {
	if t.AuthorName == "" {
		return t.AuthorEmail
	}
	return t.AuthorName
}

// send wakes everybody. One that was reached is enough, so that the others are not told again and again; that they were not stands in the
// log.
func (p *Pager) send(ctx context.Context, one page) error {
	var failures []error
	reached := 0
	if p.Mail == nil && len(one.emails) > 0 {
		failures = append(failures, errNoServer)
	}
	if p.Mail != nil {
		for _, email := range one.emails {
			// The same letter has the same name: who gets it twice can tell.
			id := uuid.NewSHA1(one.id, []byte(email))
			text, stop := one.text, one.stops[email]
			if stop != "" {
				_, w := of(one.lang)
				text += "\n\n-- \n" + w.stop + "\n" + stop
			}
			err := p.Mail.Send(ctx, mail.Personal{ID: id, From: one.from, Urgent: true, To: email, Subject: one.subject, Text: crlf(text) + "\r\n", Lang: one.lang,
				MessageID: id.String() + "@" + one.from.Domain(), Auto: "auto-generated", Headers: map[string]string{"Importance": "high"}, Stop: stop})
			if err != nil {
				failures = append(failures, err)
				continue
			}
			reached++
		}
	}
	if len(one.hook) > 0 {
		if err := p.call(ctx, one); err != nil {
			failures = append(failures, err)
		} else {
			reached++
		}
	}
	switch {
	case reached == 0 && len(failures) == 0:
		p.Log.ErrorContext(ctx, "something critical wakes nobody: its desk has no webhook, names no address that can be written to and has nobody on duty", "desk", one.desk)
	case reached == 0:
		return fmt.Errorf("wake somebody: %w", errors.Join(failures...))
	case len(failures) > 0:
		p.Log.WarnContext(ctx, "somebody was woken, and not all could be", "desk", one.desk, "error", errors.Join(failures...))
	}
	return nil
}

func (p *Pager) call(ctx context.Context, one page) error {
	hook, err := p.Desks.OpenWebhook(one.desk, one.hook)
	if err != nil {
		return err
	}
	body, err := json.Marshal(one.called)
	if err != nil {
		return fmt.Errorf("write to a webhook: %w", err)
	}
	call := outward.Call{URL: hook.URL, ID: one.id.String(), At: p.Clock.Now(), Body: body}
	if hook.Secret != "" {
		call.Secrets = []string{hook.Secret}
	}
	return p.Caller.Post(ctx, call)
}

func woken(text string, a letterbox.Alarm) string {
	return strings.NewReplacer("{address}", a.Address, "{from}", a.From, "{subject}", a.Subject, "{at}", a.At.UTC().Format(time.RFC3339)).Replace(text)
}

// crlf ends lines as letters do.
func crlf(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}

// DeliverDue tells somebody of the desk what comes due, or is late (support.DueTopic).
func (s Sender) DeliverDue(ctx context.Context, m outbox.Message) error {
	var d support.Due
	if err := json.Unmarshal(m.Payload, &d); err != nil {
		return outbox.GiveUp(fmt.Errorf("read what is due: %w", err))
	}
	from, err := s.Mail.Realm(ctx, d.Desk)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(d.Zone)
	if err != nil {
		zone = time.UTC
	}
	lang, w := of(d.Locale)
	var text strings.Builder
	for _, t := range d.Tickets {
		fmt.Fprintf(&text, "%s  #%d  %s\n%s/console/desk/%s\n\n", t.At.In(zone).Format("2006-01-02 15:04 MST"), t.Number, t.Subject, from.Origin, t.ID)
	}
	subject := strings.ReplaceAll(w.due[d.Stage], "{count}", strconv.Itoa(len(d.Tickets)))
	return s.Mail.Send(ctx, mail.Personal{ID: m.ID, From: from, To: d.Email, Subject: subject, Text: crlf(subject + "\n\n" + text.String() + "-- \n" + from.Name), Lang: lang,
		MessageID: m.ID.String() + "@" + from.Domain(), Auto: "auto-generated"})
}
