package support

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/platform/support/facts"
)

// States of a ticket.
const (
	Open         = "open"
	Answered     = "answered"
	Confirmed    = "confirmed"
	Grouped      = "grouped"
	Escalated    = "escalated"
	Unanswerable = "unanswerable"
)

// Kinds of tickets.
const (
	Question     = "question"
	StolenLogin  = "stolen_login"
	Cancellation = "cancellation"
	TrackerClaim = "tracker_claim"
	SMSDispute   = "sms_dispute"
	Complaint    = "complaint"
	Incident     = "incident"
)

// Ways a message came.
const (
	ByApp        = "app"
	ByMail       = "mail"
	ByPhone      = "phone"
	ByForm       = "form"
	ByEscalation = "escalation"
	ByDesk       = "desk"
)

// Kinds of messages.
const (
	Asked  = "asked"
	Answer = "answer"
	Note   = "note"
	Event  = "event"
)

// byMachine is why a machine's letter is not answered.
const byMachine = "machine"

// Ticket is a question and how it stands.
type Ticket struct {
	ID            uuid.UUID
	Desk          uuid.UUID
	Counterparty  *uuid.UUID
	Number        int64
	Kind          string
	State         string
	Awaiting      bool
	Critical      bool
	CriticalWhy   string
	Subject       string
	Via           string
	Locale        string
	NativeSpeaker bool
	Author        *uuid.UUID
	AuthorName    string
	AuthorEmail   string
	Category      *uuid.UUID
	Team          *uuid.UUID
	Assignee      *uuid.UUID
	Tier          string
	Facts         facts.Facts
	Group         *uuid.UUID
	Follows       *uuid.UUID
	Refusal       string
	RefusalReason string
	clock.Times
	OpenedAt      time.Time
	FirstPromise  time.Time
	FirstAnswerAt *time.Time
	AnsweredAt    *time.Time
	ConfirmedAt   *time.Time
	Unanswered    int
	WarnedAt      *time.Time
	BreachedAt    *time.Time
	OverdueAt     *time.Time
	// Kept and Missed count answers: within what was promised for them, and after.
	Kept, Missed int
	ChangedAt    time.Time
}

// Message is something said in a ticket.
type Message struct {
	ID          uuid.UUID
	Ticket      uuid.UUID
	Kind        string
	FromAbove   bool
	Machine     bool
	Via         string
	Author      *uuid.UUID
	AuthorName  string
	AuthorEmail string
	Body        string
	Locale      string
	At          time.Time
	// Original is what was written by hand where Body is what a machine has made of it; empty: nothing was translated.
	Original string
	// OriginalLocale is the language of that; empty: not known.
	OriginalLocale string
}

// Link is something a ticket speaks of.
type Link struct {
	Kind     string
	Subject  *uuid.UUID
	Label    string
	From, To *time.Time
}

// Asking is a new ticket as it is asked for.
type Asking struct {
	Kind     string
	Subject  string
	Body     string
	Locale   string
	Native   bool
	Critical bool
	Category *uuid.UUID
	Facts    facts.Facts
	Links    []Link
	// People of the asking tenant who may see it besides its author and the owner.
	People []uuid.UUID
	Files  []File
}

// Longest texts, in letters.
const (
	longestSubject = 300
	longestBody    = 100_000
	mostLinks      = 20
	mostPeople     = 20
)

// check trims what is asked and tells what is wrong, at its field.
func (a *Asking) check() (err error) {
	a.Subject, a.Body = strings.TrimSpace(a.Subject), strings.TrimSpace(a.Body)
	if n := utf8.RuneCountInString(a.Subject); n < 1 || n > longestSubject || strings.ContainsFunc(a.Subject, control) {
		return errs.Field("subject", "bad_subject", "Say in one line of 1 to 300 letters what it is about.")
	}
	if err := checkBody(a.Body); err != nil {
		return err
	}
	if a.Kind == "" {
		a.Kind = Question
	}
	if len(a.Links) > mostLinks {
		return errs.Field("links", "too_many_links", "Name at most 20 things.")
	}
	for _, l := range a.Links {
		if n := utf8.RuneCountInString(l.Label); n < 1 || n > longestSubject {
			return errs.Field("links", "bad_link", "Say what each thing is called, in 1 to 300 letters.")
		}
	}
	if len(a.People) > mostPeople {
		return errs.Field("people", "too_many_people", "Name at most 20 people.")
	}
	if err := checkFiles(a.Files); err != nil {
		return err
	}
	a.Facts, err = facts.Check(a.Facts)
	return err
}

func checkBody(body string) error {
	if n := utf8.RuneCountInString(body); n < 1 || n > longestBody {
		return errs.Field("body", "bad_body", "Write something: 1 to 100000 letters.")
	}
	return nil
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// Live tells whether the ticket is in the queue.
func (t Ticket) Live() bool { return t.State == Open }

// opens puts a ticket into the queue: it waits for nobody but the desk, and what it was refused for is over.
func (t *Ticket) opens() { t.State, t.Awaiting, t.Refusal, t.RefusalReason = Open, false, "", "" }

// ruled is what another rule, or a promise that begins anew, makes of a ticket: it is watched again, and before the first answer that is
// what was promised for it.
func (t *Ticket) ruled(r clock.Rule) {
	was := *t
	t.Times = t.Ruled(r)
	if !samePromise(was, *t) { // whoever was told of one that stays is not told again
		t.promised()
	}
}

func samePromise(a, b Ticket) bool {
	if a.PromiseAt == nil || b.PromiseAt == nil {
		return a.PromiseAt == b.PromiseAt
	}
	return a.PromiseAt.Equal(*b.PromiseAt) && a.DeadlineAt.Equal(*b.DeadlineAt)
}

func (t *Ticket) promised() {
	t.WarnedAt, t.BreachedAt, t.OverdueAt = nil, nil, nil
	if t.FirstAnswerAt == nil && t.PromiseAt != nil {
		t.FirstPromise = *t.PromiseAt
	}
}

// moment of the last change that a reply is measured from.
func (t Ticket) closedAt() time.Time {
	if t.AnsweredAt != nil {
		return *t.AnsweredAt
	}
	return t.ChangedAt
}
