package support

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// work does something to a ticket of the desk acted in, and tells the desk's audit.
func (d *Desks) work(ctx context.Context, s db.Scope, ticket uuid.UUID, what string, do func(tx *db.Tx, t *Ticket, r rules, now time.Time) error) (t Ticket, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if t, err = lockTicket(ctx, tx, s.Tenant(), ticket); err != nil {
			return err
		}
		r, err := rulesOf(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		now := d.now()
		if err := do(tx, &t, r, now); err != nil {
			return err
		}
		t.ChangedAt = now
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "support.ticket." + what, Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject}})
	})
	if err != nil {
		return t, fmt.Errorf("work at a ticket (%s): %w", what, err)
	}
	return t, nil
}

// Reply is what somebody of the desk writes.
type Reply struct {
	Body  string
	Files []File
	// Asks: the answer asks something, and the ticket waits for whoever asked.
	Asks bool
	// Original is what was written where Body is a machine's translation of it, looked through by whoever sends it; both go out. Of answers.
	Original, OriginalLocale string
}

// Answer tells whoever asked, in the app and by letter: the ticket is closed with it (support policy 6). Conflict (reason "moved_away"):
// they are served elsewhere now.
func (d *Desks) Answer(ctx context.Context, s db.Scope, by, ticket uuid.UUID, a Reply) (Ticket, error) {
	a.Body, a.Original = strings.TrimSpace(a.Body), strings.TrimSpace(a.Original)
	if err := checkReply(a); err != nil {
		return Ticket{}, err
	}
	return d.work(ctx, s, ticket, "answer", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		if t.Group != nil {
			return errs.New(errs.Conflict, "grouped", "This ticket stands in another. Answer that one, or take this one out of it.")
		}
		if t.Counterparty != nil {
			if ok, err := servesNow(ctx, tx, s.Tenant(), *t.Counterparty); err != nil || !ok {
				return orElse(err, errs.New(errs.Conflict, "moved_away", "Whoever asked is served elsewhere now. You can still write notes."))
			}
		}
		p, err := personOf(ctx, tx, s.Tenant(), by)
		if err != nil {
			return err
		}
		m := Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Answer, Via: ByDesk, Author: &by, AuthorName: p.name, Body: a.Body, Locale: t.Locale, At: now,
			Original: a.Original, OriginalLocale: a.OriginalLocale}
		if err := d.say(ctx, tx, *t, m, a.Files, ""); err != nil {
			return err
		}
		t.answered(now, a.Asks)
		if was := *t; t.Assignee == nil {
			t.Assignee = &by
			if err := d.moved(ctx, tx, was, *t, by, now); err != nil {
				return err
			}
		}
		if err := d.bringBack(ctx, tx, s, *t, m.ID, now); err != nil {
			return err
		}
		if err := d.put(ctx, tx, s, AnswerTopic, Answering{t.Desk, t.ID, m.ID}); err != nil {
			return err
		}
		return d.answerGrouped(ctx, tx, s, *t, m, a.Files)
	})
}

func checkReply(a Reply) error {
	if err := checkBody(a.Body); err != nil {
		return err
	}
	if utf8.RuneCountInString(a.Original) > longestBody {
		return errs.Field("original", "bad_body", "Write something: 1 to 100000 letters.")
	}
	if l := a.OriginalLocale; len(l) > 3 || strings.ContainsFunc(l, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return errs.Field("original_locale", "bad_locale", "Give a language in two or three small letters, as en.")
	}
	return checkFiles(a.Files)
}

// answered is what an answer makes of a ticket.
func (t *Ticket) answered(now time.Time, asks bool) {
	t.replied(now)
	t.State, t.Awaiting, t.Refusal, t.RefusalReason = Answered, asks, "", ""
	if asks {
		t.Unanswered++
	}
}

// promiseEnds counts how an answer stands to what was promised for it.
func (t *Ticket) promiseEnds(now time.Time) {
	switch {
	case t.PromiseAt == nil:
	case now.After(*t.PromiseAt):
		t.Missed++
	default:
		t.Kept++
	}
}

// replied is what an answer makes of the times of a ticket, in whichever state it stands.
func (t *Ticket) replied(at time.Time) {
	t.promiseEnds(at)
	t.Times, t.AnsweredAt = t.Answered(), &at
	t.WarnedAt, t.BreachedAt, t.OverdueAt = nil, nil, nil // of a promise that has ended
	if t.FirstAnswerAt == nil {
		t.FirstAnswerAt = &at
	}
}

// grouped are the tickets that stand in one, for a change.
func grouped(ctx context.Context, tx *db.Tx, lead Ticket) ([]Ticket, error) {
	return tickets(ctx, tx, "where t.tenant_id = $1 and t.group_id = $2 order by t.id for no key update", lead.Desk, lead.ID)
}

// answerGrouped gives an answer to the duplicates that stand in an answered ticket too: each of their authors reads it in their own, and has
// a letter of it where the one that was sent is somebody else's.
func (d *Desks) answerGrouped(ctx context.Context, tx *db.Tx, desk db.Scope, lead Ticket, answer Message, files []File) error {
	list, err := grouped(ctx, tx, lead)
	if err != nil {
		return err
	}
	told := []Ticket{lead}
	for _, t := range list {
		m := answer
		m.ID, m.Ticket, m.Locale = uuid.Must(uuid.NewV7()), t.ID, t.Locale
		if err := d.say(ctx, tx, t, m, files, ""); err != nil {
			return err
		}
		t.replied(m.At)
		t.ChangedAt = m.At
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		if err := d.bringBack(ctx, tx, desk, t, m.ID, m.At); err != nil {
			return err
		}
		if slices.ContainsFunc(told, func(other Ticket) bool { return sameAuthor(t, other) }) {
			continue
		}
		told = append(told, t)
		if err := d.put(ctx, tx, desk, AnswerTopic, Answering{t.Desk, t.ID, m.ID}); err != nil {
			return err
		}
	}
	return nil
}

// sameAuthor tells whether letters about two tickets of one asker go to the same person.
func sameAuthor(a, b Ticket) bool {
	if a.Author != nil || b.Author != nil {
		return orNone(a.Author) == orNone(b.Author)
	}
	return a.Counterparty != nil || strings.EqualFold(a.AuthorEmail, b.AuthorEmail)
}

// Note writes something down for the desk alone.
func (d *Desks) Note(ctx context.Context, s db.Scope, by, ticket uuid.UUID, a Reply) (Ticket, error) {
	if err := checkReply(a); err != nil {
		return Ticket{}, err
	}
	return d.work(ctx, s, ticket, "note", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		p, err := personOf(ctx, tx, s.Tenant(), by)
		if err != nil {
			return err
		}
		return d.say(ctx, tx, *t, Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Note, Via: ByDesk, Author: &by, AuthorName: p.name, Body: a.Body, At: now}, a.Files, "")
	})
}

// Change of a ticket; what is nil stays. A team or assignee of the nil UUID is taken away.
type Change struct {
	Team, Assignee, Category *uuid.UUID
	Kind                     *string
	Subject                  *string
	Native                   *bool
	// Critical needs a Reason.
	Critical *bool
	Reason   string
}

// Change hands a ticket on, or says otherwise what it is; when it is due follows from that.
func (d *Desks) Change(ctx context.Context, s db.Scope, by, ticket uuid.UUID, c Change) (Ticket, error) {
	return d.work(ctx, s, ticket, "change", func(tx *db.Tx, t *Ticket, r rules, now time.Time) error {
		was := *t
		if c.Assignee != nil {
			if t.Assignee = orNobody(c.Assignee); t.Assignee != nil {
				if ok, err := areMembers(ctx, tx, s.Tenant(), []uuid.UUID{*t.Assignee}); err != nil || !ok {
					return orElse(err, errs.Field("assignee", "bad_member", "They do not belong here. Choose among the people of the desk."))
				}
			}
		}
		if c.Category != nil {
			if t.Category = orNobody(c.Category); t.Category != nil {
				team, err := teamOfCategory(ctx, tx, s.Tenant(), *t.Category)
				if err != nil {
					return err
				}
				if team != nil && c.Team == nil {
					t.Team = team
				}
			}
		}
		if c.Team != nil {
			if t.Team = orNobody(c.Team); t.Team != nil {
				if _, known := r.teams[*t.Team]; !known {
					return errs.Field("team", "bad_team", "There is no team of this id. Choose among those of the desk.")
				}
			}
		}
		if c.Subject != nil {
			if err := checkText("subject", *c.Subject, 1, longestSubject); err != nil {
				return err
			}
			t.Subject = *c.Subject
		}
		if c.Kind != nil {
			t.Kind = *c.Kind
		}
		if c.Native != nil {
			if *c.Native && r.native == nil {
				return noNative()
			}
			t.NativeSpeaker = *c.Native
		}
		if c.Critical != nil && *c.Critical != t.Critical {
			if n := utf8.RuneCountInString(c.Reason); n < 1 || n > 1000 {
				return errs.Field("reason", "reason_missing", "Say why, in 1 to 1000 letters.")
			}
			t.Critical, t.CriticalWhy = *c.Critical, c.Reason
			if err := d.event(ctx, tx, *t, &by, map[bool]string{true: "critical", false: "not_critical"}[t.Critical]+": "+c.Reason, now); err != nil {
				return err
			}
			if t.Critical {
				if err := d.put(ctx, tx, s, PageTopic, Answering{Desk: t.Desk, Ticket: t.ID}); err != nil {
					return err
				}
			}
		}
		moved := was.Critical != t.Critical || was.NativeSpeaker != t.NativeSpeaker || orNone(was.Team) != orNone(t.Team)
		if moved && t.State != Answered && t.State != Confirmed && t.State != Unanswerable {
			t.ruled(r.of(*t))
		}
		return d.moved(ctx, tx, was, *t, by, now)
	})
}

// moved writes into a ticket's history what was changed in it, one event each, as "team: from to": by their ids, which stay right when a team
// is called otherwise and when a person is erased; "-" is nobody and nothing.
func (d *Desks) moved(ctx context.Context, tx *db.Tx, was, is Ticket, by uuid.UUID, now time.Time) error {
	id := func(id *uuid.UUID) string {
		if id == nil {
			return "-"
		}
		return id.String()
	}
	for _, of := range []struct{ name, from, to string }{
		{"assignee", id(was.Assignee), id(is.Assignee)}, {"category", id(was.Category), id(is.Category)}, {"team", id(was.Team), id(is.Team)}, {"kind", was.Kind, is.Kind},
	} {
		if of.from == of.to {
			continue
		}
		if err := d.event(ctx, tx, is, &by, of.name+": "+of.from+" "+of.to, now); err != nil {
			return err
		}
	}
	return nil
}

func orNone(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

func orNobody(id *uuid.UUID) *uuid.UUID {
	if *id == uuid.Nil {
		return nil
	}
	return id
}

// Refuse leaves a ticket without an answer, with a reason on record (support policy 6, 7). It is kept, and whoever replies opens it again.
func (d *Desks) Refuse(ctx context.Context, s db.Scope, by, ticket uuid.UUID, refusal, reason string) (Ticket, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 1 || n > 1000 {
		return Ticket{}, errs.Field("reason", "reason_missing", "Say why, in 1 to 1000 letters.")
	}
	return d.work(ctx, s, ticket, "refuse", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		if t.Group != nil {
			return errs.New(errs.Conflict, "grouped", "This ticket stands in another. Take it out first.")
		}
		t.Times, t.State, t.Awaiting, t.Refusal, t.RefusalReason = t.Answered(), Unanswerable, false, refusal, reason
		if err := keepTicket(ctx, tx, *t); err != nil { // whoever escalated it reads the reason
			return err
		}
		list, err := grouped(ctx, tx, *t)
		if err != nil {
			return err
		}
		for _, each := range append(list, *t) {
			event, err := d.eventOf(ctx, tx, each, &by, "refused: "+refusal, now)
			if err != nil {
				return err
			}
			if err := d.bringBack(ctx, tx, s, each, event, now); err != nil {
				return err
			}
			if each.ID == t.ID {
				continue
			}
			each.Times = each.Answered()
			if err := keepTicket(ctx, tx, each); err != nil {
				return err
			}
		}
		return nil
	})
}

// TakeRefusalBack undoes a refusal: the ticket stands as it stood, in the queue by its own clock where nobody had answered it, else answered.
// What was told of the refusal, to the level below or by a webhook, stays told. Conflict (reason "not_refused"): there is none.
func (d *Desks) TakeRefusalBack(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (Ticket, error) {
	return d.work(ctx, s, ticket, "reopen", func(tx *db.Tx, t *Ticket, r rules, now time.Time) error {
		if t.State != Unanswerable || t.Refusal == byMachine {
			return errs.New(errs.Conflict, "not_refused", "This ticket was not left without an answer, or somebody opened it again.")
		}
		asked := t.unanswered()
		if err := d.asksAgain(ctx, tx, t, r); err != nil {
			return err
		}
		t.opens()
		switch {
		case asked:
		case t.ConfirmedAt != nil && t.AnsweredAt != nil && !t.ConfirmedAt.Before(*t.AnsweredAt):
			t.State = Confirmed
		default:
			t.State = Answered
		}
		return d.event(ctx, tx, *t, &by, "refusal_back", now)
	})
}

// Reopen puts a closed ticket into the queue again, where it stood: nobody has asked anew. What was answered is promised an answer from now
// on; what was only refused or withdrawn has waited since it was asked.
func (d *Desks) Reopen(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (Ticket, error) {
	return d.work(ctx, s, ticket, "reopen", func(tx *db.Tx, t *Ticket, r rules, now time.Time) error {
		if t.State == Open {
			return nil
		}
		if t.Group != nil {
			return errs.New(errs.Conflict, "grouped", "This ticket stands in another. Take it out instead.")
		}
		if t.Refusal != byMachine { // a machine asks nothing: what a person makes of its letter begins now
			if err := d.asksAgain(ctx, tx, t, r); err != nil {
				return err
			}
		}
		t.opensAnew(now, r)
		return d.event(ctx, tx, *t, &by, "reopened", now)
	})
}

// unanswered tells whether a closed ticket holds a question that nobody has answered.
func (t Ticket) unanswered() bool {
	return t.UnansweredAt == nil && (t.AnsweredAt == nil || t.AskedAt.After(*t.AnsweredAt))
}

// asksAgain gives a closed ticket, and those that stand in it, the clock back that a question in it had before it was closed without an
// answer; whoever was warned of that promise is not warned again.
func (d *Desks) asksAgain(ctx context.Context, tx *db.Tx, t *Ticket, r rules) error {
	members, err := grouped(ctx, tx, *t)
	if err != nil {
		return err
	}
	for i := range members {
		m := &members[i]
		if !m.unanswered() {
			continue
		}
		m.UnansweredAt = &m.AskedAt
		if err := askedWithin(ctx, tx, m); err != nil {
			return err
		}
		m.Times = m.Ruled(r.of(*m))
		if err := keepTicket(ctx, tx, *m); err != nil {
			return err
		}
	}
	if !t.unanswered() {
		return nil
	}
	t.UnansweredAt = &t.AskedAt
	if err := askedWithin(ctx, tx, t); err != nil {
		return err
	}
	t.Times = t.Ruled(r.of(*t))
	return nil
}

// opensAnew is what a ticket becomes that is put into the queue again without a further question: it is promised an answer from now on, as
// it would be had whoever asked replied, and stands where it stood, for nobody has asked anew.
func (t *Ticket) opensAnew(now time.Time, r rules) {
	t.opens()
	if t.UnansweredAt == nil {
		t.UnansweredAt = &now
		t.ruled(r.of(*t))
	}
}

// bringBack gives an answer, or a refusal, to whoever escalated what it is about: their ticket opens again, and what it promises is said by
// the rules of their desk, which the upper one never reads. That is why it is done in their scope: SQL knows no calendars. An answer from
// above is a reason for the desk below to write, as a reply of the asker is: a ticket that waited without a date would be warned of by nobody.
func (d *Desks) bringBack(ctx context.Context, tx *db.Tx, s db.Scope, t Ticket, message uuid.UUID, now time.Time) error {
	back, err := bringBack(ctx, tx, message)
	if err != nil || !back {
		return err
	}
	below, err := d.Tenants.ScopeWithin(ctx, tx, *t.Counterparty, *t.Counterparty)
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, below); err != nil {
		return err
	}
	list, err := unpromised(ctx, tx, below.Tenant())
	if err != nil {
		return err
	}
	r, err := rulesOf(ctx, tx, below.Tenant())
	if err != nil {
		return err
	}
	for _, one := range list {
		one.opensAnew(now, r)
		if err := keepTicket(ctx, tx, one); err != nil {
			return err
		}
	}
	return tx.Enter(ctx, s)
}

// Group puts a ticket into another of the same asker: nothing is lost, and the group stands at its last arrival (support policy 6).
func (d *Desks) Group(ctx context.Context, s db.Scope, by, ticket, lead uuid.UUID) (Ticket, error) {
	if ticket == lead {
		return Ticket{}, errs.Field("lead", "bad_group", "A ticket does not stand in itself. Choose another.")
	}
	return d.work(ctx, s, ticket, "group", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		in, err := lockTicket(ctx, tx, s.Tenant(), lead)
		if errs.Is(err, errs.NotFound) {
			return errs.Field("lead", "bad_group", "There is no such ticket here.")
		}
		if err != nil {
			return err
		}
		if !sameAsker(*t, in) || in.Group != nil || t.Group != nil {
			return errs.New(errs.Conflict, "not_one_asker", "Only tickets of one asker are grouped, and one that stands in another takes none in.")
		}
		var members int
		if members, err = countGrouped(ctx, tx, *t); err != nil || members > 0 {
			return orElse(err, errs.New(errs.Conflict, "not_one_asker", "Other tickets stand in this one. Group the other way round."))
		}
		t.State, t.Group, t.Awaiting, t.Refusal, t.RefusalReason = Grouped, &lead, false, "", ""
		anew := in.UnansweredAt == nil
		in.Times, in.ChangedAt = in.Grouped(t.Times), now
		if anew {
			in.promised()
		}
		if in.UnansweredAt != nil && in.State != Escalated {
			in.opens()
		}
		if err := keepTicket(ctx, tx, in); err != nil {
			return err
		}
		return d.event(ctx, tx, in, &by, fmt.Sprintf("grouped: %d", t.Number), now)
	})
}

// Ungroup takes a ticket out of the one it stands in.
func (d *Desks) Ungroup(ctx context.Context, s db.Scope, by, ticket uuid.UUID) (Ticket, error) {
	return d.work(ctx, s, ticket, "ungroup", func(tx *db.Tx, t *Ticket, r rules, now time.Time) error {
		if t.Group == nil {
			return nil
		}
		return d.leave(ctx, tx, t, r, &by, now)
	})
}

// sameAsker tells whether two tickets are of one tenant, or of one address that is no customer's.
func sameAsker(a, b Ticket) bool {
	if a.Counterparty == nil || b.Counterparty == nil {
		return a.Counterparty == nil && b.Counterparty == nil && strings.EqualFold(a.AuthorEmail, b.AuthorEmail)
	}
	return *a.Counterparty == *b.Counterparty
}

// Split makes a ticket of its own of another question that was asked in one (support policy 6): what is named is copied, and stays.
func (d *Desks) Split(ctx context.Context, s db.Scope, by, ticket, message uuid.UUID, subject, body string) (split Ticket, err error) {
	subject, body = strings.TrimSpace(subject), strings.TrimSpace(body)
	if err := checkText("subject", subject, 1, longestSubject); err != nil {
		return split, err
	}
	_, err = d.work(ctx, s, ticket, "split", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		list, err := messages(ctx, tx, s.Tenant(), t.ID, []string{Asked})
		if err != nil {
			return err
		}
		for _, m := range list {
			if m.ID != message {
				continue
			}
			who := asker{tenant: t.Counterparty, user: m.Author, name: m.AuthorName, email: m.AuthorEmail, locale: t.Locale}
			files, err := filesOf(ctx, tx, s.Tenant(), m.ID)
			if err != nil {
				return err
			}
			a := Asking{Kind: Question, Subject: subject, Body: orText(body, m.Body), Locale: t.Locale, Native: t.NativeSpeaker, Category: t.Category, Facts: t.Facts, Files: files}
			// It has waited since it was asked.
			if split, _, err = d.open(ctx, tx, s, who, a, m.Via, m.At, opening{follows: &t.ID, lenient: true}); err != nil {
				return err
			}
			return d.event(ctx, tx, *t, &by, fmt.Sprintf("split: %d", split.Number), now)
		}
		return errs.Field("message", "bad_message", "Name a message of whoever asked.")
	})
	return split, err
}

// Called is what somebody said by phone (regulations 1): it becomes a ticket of theirs.
type Called struct {
	Asking

	// Customer served here; nil: somebody who is none yet, with Name and Email.
	Customer    *uuid.UUID
	Name, Email string
}

// Call writes down what was said by phone.
func (d *Desks) Call(ctx context.Context, s db.Scope, c Called) (t Ticket, err error) {
	if err := c.check(); err != nil {
		return t, err
	}
	if err := checkText("name", c.Name, 1, 200); err != nil {
		return t, err
	}
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		t, _, err = d.open(ctx, tx, s, asker{tenant: c.Customer, name: c.Name, email: c.Email, locale: c.Locale}, c.Asking, ByPhone, d.now(), opening{lenient: true})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.OpenedAt, audit.Change{Action: "support.ticket.call", Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject}})
	})
	if err != nil {
		return t, fmt.Errorf("write down a call: %w", err)
	}
	return t, nil
}
