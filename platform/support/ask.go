package support

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/platform/support/facts"
	"github.com/liveryhq/livery/tenant/identity"
)

// asker is who asks, as the desk knows them.
type asker struct {
	// tenant is nil for somebody who is no customer yet.
	tenant              *uuid.UUID
	user                *uuid.UUID
	name, email, locale string
	// owner of the tenant, as far as a letter tells.
	owner bool
}

// Ask opens a ticket at the desk of one's own realm, or at the one above. Forbidden (reason "ask_your_provider"): only the owner asks
// above (support policy 8); (reason "no_support"): the plan gives none (2.2). Invalid names the field.
func (d *Desks) Ask(ctx context.Context, s db.Scope, user uuid.UUID, at At, a Asking) (t Ticket, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		t, err = d.AskIn(ctx, tx, s, user, at, a, ByApp)
		return err
	})
	if err != nil {
		return t, fmt.Errorf("ask: %w", err)
	}
	return t, nil
}

// AskIn is Ask within a transaction of the asking tenant, which it goes on in afterwards.
func (d *Desks) AskIn(ctx context.Context, tx *db.Tx, s db.Scope, user uuid.UUID, at At, a Asking, via string) (Ticket, error) {
	if err := a.check(); err != nil {
		return Ticket{}, err
	}
	who, desk, err := d.asks(ctx, tx, s, user, at)
	if err != nil {
		return Ticket{}, err
	}
	if ok, err := areMembers(ctx, tx, s.Tenant(), a.People); err != nil || !ok {
		return Ticket{}, orElse(err, errs.Field("people", "bad_member", "Somebody of these does not belong here. Choose among your own people."))
	}
	if err := tx.Enter(ctx, desk); err != nil {
		return Ticket{}, err
	}
	t, _, err := d.open(ctx, tx, desk, who, a, via, d.now(), opening{})
	if err != nil {
		return Ticket{}, err
	}
	if err := tx.Enter(ctx, s); err != nil {
		return Ticket{}, err
	}
	return t, audit.Write(ctx, tx, s.Tenant(), t.OpenedAt, audit.Change{Action: "support.ticket.ask", Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject},
		After: audit.Fields{"number": t.Number, "above": bool(at), "kind": t.Kind}})
}

// ByFormQuestion is what somebody who is no customer yet asks by a form.
type ByFormQuestion struct {
	Name, Email, Locale string
	Text                string
}

// AskByForm opens a ticket of a potential user's question, within a transaction of the desk's. Nobody vouches for the address: the letter
// with the number is one of the few that begin with an address of which nothing is known.
func (d *Desks) AskByForm(ctx context.Context, tx *db.Tx, desk db.Scope, q ByFormQuestion) error {
	who := asker{name: q.Name, email: q.Email, locale: q.Locale}
	subject, _, _ := strings.Cut(strings.TrimSpace(q.Text), "\n")
	a := Asking{Kind: Question, Subject: orText(cleanLine(subject, longestFormSubject), noSubject), Body: clean(q.Text, longestBody), Locale: q.Locale, Facts: facts.Facts{}}
	t, m, err := d.open(ctx, tx, desk, who, a, ByForm, d.now(), opening{lenient: true})
	if err != nil {
		return fmt.Errorf("open a ticket of a form: %w", err)
	}
	lately, err := lettersLately(ctx, tx, desk.Tenant(), q.Email, d.now().Add(-24*time.Hour))
	if err != nil || lately > mostAcknowledged {
		return err
	}
	return d.put(ctx, tx, desk, AcknowledgeTopic, Answering{t.Desk, t.ID, m.ID})
}

// longestFormSubject in letters: a form has no line for it, so the question's first stands there.
const longestFormSubject = 100

// asks tells who asks and which desk, if that desk serves them.
func (d *Desks) asks(ctx context.Context, tx *db.Tx, s db.Scope, user uuid.UUID, at At) (asker, db.Scope, error) {
	p, err := personOf(ctx, tx, s.Tenant(), user)
	if err != nil {
		return asker{}, db.Scope{}, err
	}
	if at == Above && !p.owner {
		return asker{}, db.Scope{}, notServed()
	}
	desk, err := d.desk(ctx, tx, s, at)
	tenant := s.Tenant()
	return asker{tenant: &tenant, user: &user, name: p.name, email: p.email, locale: p.locale}, desk, err
}

// opening is what a new ticket is besides what is asked.
type opening struct {
	machine bool
	letter  string
	follows *uuid.UUID
	// lenient takes what a form would refuse: a letter is never dropped.
	lenient bool
	// paged: somebody was woken for it already.
	paged bool
	// critical: it was sent to where critical errors are told.
	critical bool
}

// open opens a ticket in the desk's scope.
func (d *Desks) open(ctx context.Context, tx *db.Tx, desk db.Scope, who asker, a Asking, via string, at time.Time, o opening) (Ticket, Message, error) {
	r, err := rulesOf(ctx, tx, desk.Tenant())
	if err != nil {
		return Ticket{}, Message{}, err
	}
	if a.Native && r.native == nil {
		if !o.lenient {
			return Ticket{}, Message{}, noNative()
		}
		a.Native = false // the desk has no such people any more
	}
	t := Ticket{ID: uuid.Must(uuid.NewV7()), Desk: desk.Tenant(), Counterparty: who.tenant, Kind: a.Kind, State: Open, Critical: a.Critical, Subject: a.Subject, Via: via,
		Locale: orText(a.Locale, who.locale), NativeSpeaker: a.Native, Author: who.user, AuthorName: who.name, AuthorEmail: who.email, Category: a.Category,
		Facts: a.Facts, Follows: o.follows, OpenedAt: at, ChangedAt: at}
	if t.Tier, err = d.tier(ctx, tx, desk, who.tenant, o.lenient); err != nil {
		return Ticket{}, Message{}, err
	}
	if a.Category != nil {
		if t.Team, err = teamOfCategory(ctx, tx, desk.Tenant(), *a.Category); err != nil {
			return Ticket{}, Message{}, err
		}
	}
	rule := r.of(t)
	if o.machine { // it asks nothing of anybody
		t.State, t.Refusal = Unanswerable, byMachine
		t.Times = clock.Times{AskedAt: at, QueueAt: rule.Calendar.Add(at, rule.Target)}
		t.FirstPromise = t.QueueAt
	} else {
		t.Times = t.Asked(at, rule)
		t.FirstPromise = *t.PromiseAt
	}
	if t.Number, err = insertTicket(ctx, tx, t); err != nil {
		return Ticket{}, Message{}, err
	}
	m := Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Asked, Machine: o.machine, Via: via, Author: who.user, AuthorName: who.name, AuthorEmail: who.email,
		Body: a.Body, Locale: t.Locale, At: at}
	if err := d.say(ctx, tx, t, m, a.Files, o.letter); err != nil {
		return Ticket{}, Message{}, err
	}
	for _, l := range a.Links {
		if err := insertLink(ctx, tx, t, l); err != nil {
			return Ticket{}, Message{}, err
		}
	}
	if who.tenant != nil {
		for _, p := range a.People {
			if err := namePerson(ctx, tx, t, p, at); err != nil {
				return Ticket{}, Message{}, err
			}
		}
	}
	if t.Critical && !o.machine && !o.paged {
		err = d.put(ctx, tx, desk, PageTopic, Answering{t.Desk, t.ID, m.ID})
	}
	return t, m, err
}

// say puts a message with its files into a ticket.
func (d *Desks) say(ctx context.Context, tx *db.Tx, t Ticket, m Message, files []File, letter string) error {
	fresh, err := insertMessage(ctx, tx, m, t.Desk, t.Counterparty, letter)
	if err != nil {
		return err
	}
	if !fresh {
		return errs.New(errs.Conflict, "taken_before", "This letter was taken before.")
	}
	return attach(ctx, tx, m, t.Desk, t.Counterparty, files)
}

// tier of whoever asks. The desk's own people have none agreed; whoever is served without support is told so, unless it was a letter.
func (d *Desks) tier(ctx context.Context, tx *db.Tx, desk db.Scope, asking *uuid.UUID, lenient bool) (string, error) {
	if asking == nil || *asking == desk.Tenant() {
		return "other", nil
	}
	if ok, err := servesNow(ctx, tx, desk.Tenant(), *asking); err != nil || !ok {
		return "", orElse(err, notServed())
	}
	limits, err := d.Prices.EffectiveIn(ctx, tx, *asking)
	if err != nil {
		return "", err
	}
	switch limits.Support.Value {
	case "gold", "silver":
		return limits.Support.Value, nil
	case "none":
		if !lenient {
			return "", errs.New(errs.Forbidden, "no_support", "Your plan comes without support. Choose another plan, or look at the documents and the forum.")
		}
	}
	return "other", nil
}

// Reply goes on in a ticket of one's own: it goes to the end of the queue (regulations 6). What was answered long ago is gone on from
// in a new ticket that follows it. NotFound: it is not there, or not the user's to see.
func (d *Desks) Reply(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID, body string, files []File) (t Ticket, err error) {
	if err := checkBody(body); err != nil {
		return t, err
	}
	if err := checkFiles(files); err != nil {
		return t, err
	}
	err = d.theirs(ctx, s, user, at, ticket, "reply", func(tx *db.Tx, desk db.Scope, seen Ticket, who asker) error {
		t, _, err = d.further(ctx, tx, desk, seen, who, body, files, ByApp, d.now(), opening{})
		return err
	})
	if err != nil {
		return t, fmt.Errorf("reply: %w", err)
	}
	return t, nil
}

// Confirm says that a question is settled (support policy 6, regulations 6).
func (d *Desks) Confirm(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID) error {
	return d.theirs(ctx, s, user, at, ticket, "confirm", func(tx *db.Tx, _ db.Scope, t Ticket, _ asker) error {
		if t.State == Confirmed {
			return nil
		}
		if t.State != Answered {
			return errs.New(errs.Conflict, "not_answered", "Nobody has answered yet. You can confirm once there is an answer.")
		}
		now := d.now()
		t.State, t.Awaiting, t.ConfirmedAt, t.ChangedAt = Confirmed, false, &now, now
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		return d.event(ctx, tx, t, nil, "confirmed", now)
	})
}

// Name lets somebody else of the asking tenant see a ticket, or no more (regulations 9).
func (d *Desks) Name(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket, other uuid.UUID, sees bool) error {
	return d.theirs(ctx, s, user, at, ticket, "people", func(tx *db.Tx, desk db.Scope, t Ticket, _ asker) error {
		if !sees {
			return unnamePerson(ctx, tx, t, other)
		}
		if err := tx.Enter(ctx, s); err != nil {
			return err
		}
		if ok, err := areMembers(ctx, tx, s.Tenant(), []uuid.UUID{other}); err != nil || !ok {
			return orElse(err, errs.Field("user", "bad_member", "They do not belong here. Choose among your own people."))
		}
		if err := tx.Enter(ctx, desk); err != nil {
			return err
		}
		return namePerson(ctx, tx, t, other, d.now())
	})
}

// theirs does something to a ticket that a user of the asking tenant sees, in the desk's scope, and tells the asking tenant's audit.
func (d *Desks) theirs(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID, what string,
	do func(tx *db.Tx, desk db.Scope, t Ticket, who asker) error,
) error {
	return d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		who, desk, err := d.asks(ctx, tx, s, user, at)
		if err != nil {
			return err
		}
		if _, err := seenTicket(ctx, tx, desk.Tenant(), s.Tenant(), user, ticket); err != nil {
			return err
		}
		if err := tx.Enter(ctx, desk); err != nil {
			return err
		}
		t, err := lockTicket(ctx, tx, desk.Tenant(), ticket)
		if err != nil {
			return err
		}
		if err := do(tx, desk, t, who); err != nil {
			return err
		}
		if err := tx.Enter(ctx, s); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), d.now(), audit.Change{Action: "support.ticket." + what, Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject}})
	})
}

// asked tells whether a ticket is of whoever writes: of their tenant, or of nobody's and from their address.
func (a asker) asked(t Ticket) bool {
	if t.Counterparty != nil {
		return a.tenant != nil && *a.tenant == *t.Counterparty
	}
	return t.Author == nil && identity.LoginKey(t.AuthorEmail) == identity.LoginKey(a.email)
}

// further is another message of the asking side, in the desk's scope.
func (d *Desks) further(ctx context.Context, tx *db.Tx, desk db.Scope, t Ticket, who asker, body string, files []File, via string, at time.Time, o opening) (Ticket, Message, error) {
	r, err := rulesOf(ctx, tx, t.Desk)
	if err != nil {
		return t, Message{}, err
	}
	closed := t.State == Answered || t.State == Confirmed || t.State == Unanswerable
	if closed && !o.machine && at.Sub(t.closedAt()) > time.Duration(r.ReopenDays)*24*time.Hour {
		a := Asking{Kind: Question, Subject: t.Subject, Body: body, Locale: t.Locale, Native: t.NativeSpeaker, Critical: o.critical, Category: t.Category, Facts: t.Facts, Files: files}
		o.follows, o.lenient = &t.ID, true
		if !who.asked(t) {
			// Somebody whom a letter of ours was handed on to, be it another customer: they are answered themselves, so nothing of whoever asked
			// goes along.
			a.Facts, o.follows = facts.Facts{}, nil
		} else if t.Counterparty != nil {
			// Whoever sees the one sees the other.
			if a.People, err = namedPeople(ctx, tx, t.Desk, t.ID); err != nil {
				return t, Message{}, err
			}
			if t.Author != nil && orNone(who.user) != *t.Author {
				a.People = append(a.People, *t.Author)
			}
		}
		return d.open(ctx, tx, desk, who, a, via, at, o)
	}
	m := Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Asked, Machine: o.machine, Via: via, Author: who.user, AuthorName: who.name, AuthorEmail: who.email,
		Body: body, Locale: t.Locale, At: at}
	if err := d.say(ctx, tx, t, m, files, o.letter); err != nil || o.machine {
		return t, m, err
	}
	t.Times, t.ChangedAt, t.Unanswered = t.Asked(at, r.of(t)), at, 0
	if closed {
		t.opens()
		t.promised()
	}
	if t.State == Escalated { // whoever asked above is to know it: what was asked there may not be the question any more
		t.State = Open
	}
	worse := o.critical && !t.Critical
	if worse {
		t.Critical, t.CriticalWhy = true, ""
		t.ruled(r.of(t))
	}
	if err := keepTicket(ctx, tx, t); err != nil {
		return t, m, err
	}
	stands := t
	if t.Group != nil {
		if stands, err = d.regroup(ctx, tx, t, r, worse, at); err != nil {
			return t, m, err
		}
	}
	if !worse {
		return t, m, nil
	}
	if err := d.event(ctx, tx, stands, nil, "critical_letter", at); err != nil || o.paged {
		return t, m, err
	}
	return t, m, d.put(ctx, tx, desk, PageTopic, Answering{stands.Desk, stands.ID, m.ID})
}

// regroup moves a group to its last arrival (support policy 6); worse: that made it critical.
func (d *Desks) regroup(ctx context.Context, tx *db.Tx, member Ticket, r rules, worse bool, at time.Time) (Ticket, error) {
	lead, err := lockTicket(ctx, tx, member.Desk, *member.Group)
	if err != nil {
		return lead, err
	}
	anew := lead.UnansweredAt == nil
	lead.Times, lead.ChangedAt = lead.Grouped(member.Times), at
	if anew {
		lead.promised()
	}
	if lead.State != Open {
		lead.opens()
	}
	if worse && !lead.Critical {
		lead.Critical, lead.CriticalWhy = true, ""
		lead.ruled(r.of(lead))
	}
	return lead, keepTicket(ctx, tx, lead)
}

// event notes what became of a ticket, for the desk.
func (d *Desks) event(ctx context.Context, tx *db.Tx, t Ticket, by *uuid.UUID, what string, at time.Time) error {
	_, err := d.eventOf(ctx, tx, t, by, what, at)
	return err
}

// eventOf is event, and tells its id.
func (d *Desks) eventOf(ctx context.Context, tx *db.Tx, t Ticket, by *uuid.UUID, what string, at time.Time) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	_, err := insertMessage(ctx, tx, Message{ID: id, Ticket: t.ID, Kind: Event, Via: ByDesk, Author: by, Body: what, At: at}, t.Desk, t.Counterparty, "")
	return id, err
}

// Missing names the facts a question should tell and does not.
func Missing(given facts.Facts, scope string) []string { return facts.Missing(given, scope) }

func orText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
