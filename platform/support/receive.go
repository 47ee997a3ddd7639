package support

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/facts"
	"github.com/liveryhq/livery/tenant/identity"
)

// Inbox is where an address leads.
type Inbox struct {
	Scope    db.Scope
	Critical bool
	Category *uuid.UUID
}

// OfAddress tells which desk an address belongs to. NotFound: none of this installation.
func (d *Desks) OfAddress(ctx context.Context, address string) (Inbox, error) {
	var in Inbox
	var desk uuid.UUID
	err := d.DB.Nobody(ctx, func(tx *db.Tx) (err error) {
		desk, in.Critical, in.Category, err = deskOfAddress(ctx, tx, identity.LoginKey(strings.TrimSpace(address)))
		return err
	})
	if err != nil {
		return in, fmt.Errorf("find a desk by its address: %w", err)
	}
	in.Scope, err = d.Tenants.Scope(ctx, desk, desk)
	return in, err
}

// Letter is what came in by mail, as far as a desk is concerned.
type Letter struct {
	// Key is the same for the same letter, however often it is handed in.
	Key string
	// From is its address, and the name beside it.
	From, Name string
	// Proved: the sender's domain vouches for the letter, so that a registered address may be taken for its user. Where it does not, a
	// Ticket that is known proves whoever it is from, and nobody else.
	Proved bool
	// Critical and Category are of the address it came to.
	Critical bool
	Category *uuid.UUID
	// Paged: somebody was woken for it when it came.
	Paged bool
	// Ticket is known by what nobody can forge: the address replied to, or a Message-ID of ours. Number stands in the subject, and counts
	// only from somebody who takes part.
	Ticket *uuid.UUID
	Number int64
	// Subject and Text may be empty: such a letter becomes a ticket too.
	Subject, Text string
	Files         []File
	// Machine: an automatic reply, a bounce, a list; it moves no clock and is not acknowledged.
	Machine bool
	// Quiet: it asks not to be answered by a machine, so it is not acknowledged.
	Quiet bool
	// Locale it seems to be written in; empty: not known.
	Locale string
	At     time.Time
}

// Received is what became of a letter.
type Received struct {
	Ticket, Message uuid.UUID
	Number          int64
	// New: it opened a ticket. Again: it was taken before, and this is what became of it then.
	New, Again bool
	// Acknowledge: its author is told the number, always with the same words (support policy 3.2), in Locale: an AcknowledgeTopic is in the
	// outbox.
	Acknowledge bool
	Locale      string
	// Critical: the ticket is.
	Critical bool
}

// noSubject stands where a letter has none.
const noSubject = "—"

// Receive takes a letter in: a ticket of whoever is registered with its address, else of somebody who is no customer yet. It is never
// refused for what is in it.
func (d *Desks) Receive(ctx context.Context, desk db.Scope, l Letter) (got Received, err error) {
	if l.Key == "" || l.From == "" {
		return got, errors.New("receive a letter: it has no key or no sender")
	}
	l.Subject, l.Text = cleanLine(l.Subject, longestSubject), clean(l.Text, longestBody)
	l.Name, l.From = clean(l.Name, 200), clean(l.From, 254)
	for i := range l.Files {
		l.Files[i].Name = fileName(l.Files[i].Name)
	}
	ctx = audit.As(ctx, audit.Job("letters"))
	for attempt := 0; ; attempt++ {
		err = d.DB.InTenant(ctx, desk, func(tx *db.Tx) error {
			got, err = d.receive(ctx, tx, desk, l)
			return err
		})
		// Two hands took the same letter: the second finds what the first made of it.
		if e, ok := errors.AsType[*errs.Error](err); ok && e.Reason == "taken_before" && attempt == 0 {
			continue
		}
		break
	}
	if err != nil {
		return got, fmt.Errorf("receive a letter: %w", err)
	}
	return got, nil
}

func (d *Desks) receive(ctx context.Context, tx *db.Tx, desk db.Scope, l Letter) (Received, error) {
	before, message, err := letterBefore(ctx, tx, desk.Tenant(), l.Key)
	if err == nil {
		return Received{Ticket: before.ID, Message: message, Number: before.Number, Again: true, Locale: before.Locale, Critical: before.Critical}, nil
	}
	if !errs.Is(err, errs.NotFound) {
		return Received{}, err
	}
	who := asker{name: orText(l.Name, l.From), email: l.From, locale: l.Locale}
	if l.Proved {
		if err := writer(ctx, tx, identity.LoginKey(l.From), &who); err != nil {
			return Received{}, err
		}
	}
	t, found, err := d.thread(ctx, tx, desk.Tenant(), l, who)
	if err != nil {
		return Received{}, err
	}
	if found && !l.Proved && identity.LoginKey(t.AuthorEmail) == identity.LoginKey(l.From) {
		// They have a letter of ours that went to this address alone.
		named := who
		if err := writer(ctx, tx, identity.LoginKey(l.From), &named); err != nil {
			return Received{}, err
		}
		if named.user != nil && t.Author != nil && *named.user == *t.Author {
			who = named
		}
	}
	at := l.At.UTC().Truncate(time.Microsecond)
	if now := d.now(); l.At.IsZero() || at.After(now) {
		at = now
	}
	var m Message
	o := opening{machine: l.Machine, letter: l.Key, lenient: true, paged: l.Paged, critical: l.Critical && !l.Machine}
	got := Received{New: !found}
	if found {
		was := t.ID
		t, m, err = d.further(ctx, tx, desk, t, who, l.Text, l.Files, ByMail, at, o)
		got.New = t.ID != was
	} else {
		a := Asking{Kind: Question, Subject: orText(l.Subject, noSubject), Body: l.Text, Locale: l.Locale, Critical: l.Critical, Category: l.Category, Files: l.Files, Facts: facts.Facts{}}
		if who.tenant != nil && !l.Machine {
			if a.Kind, err = d.kindOf(ctx, tx, desk.Tenant(), *who.tenant, l, a.Facts); err != nil {
				return Received{}, err
			}
		}
		t, m, err = d.open(ctx, tx, desk, who, a, ByMail, at, o)
	}
	got.Ticket, got.Message, got.Number, got.Locale, got.Critical = t.ID, m.ID, t.Number, t.Locale, t.Critical
	if err != nil || !got.New || l.Machine || l.Quiet {
		return got, err
	}
	lately, err := lettersLately(ctx, tx, desk.Tenant(), l.From, d.now().Add(-24*time.Hour))
	if err != nil || lately > mostAcknowledged {
		return got, err
	}
	got.Acknowledge = true
	return got, d.put(ctx, tx, desk, AcknowledgeTopic, Answering{t.Desk, t.ID, m.ID})
}

// mostAcknowledged is how many letters of one address a day are acknowledged: whoever writes more is a machine that does not say so.
const mostAcknowledged = 10

// thread finds the ticket a letter goes on in. What only claims to belong to one, opens its own.
func (d *Desks) thread(ctx context.Context, tx *db.Tx, desk uuid.UUID, l Letter, who asker) (Ticket, bool, error) {
	if l.Ticket != nil {
		t, err := lockTicket(ctx, tx, desk, *l.Ticket)
		if err == nil || !errs.Is(err, errs.NotFound) {
			return t, err == nil, err
		}
	}
	if l.Number == 0 || !l.Proved {
		return Ticket{}, false, nil
	}
	t, err := oneTicket(ctx, tx, "where t.tenant_id = $1 and t.number = $2 for no key update", desk, l.Number)
	if errs.Is(err, errs.NotFound) {
		return Ticket{}, false, nil
	}
	if err != nil {
		return Ticket{}, false, err
	}
	switch {
	case t.Author == nil && identity.LoginKey(t.AuthorEmail) == identity.LoginKey(l.From):
		return t, true, nil
	case who.user == nil || t.Counterparty == nil || *t.Counterparty != *who.tenant:
		return t, false, nil
	case who.owner || orNone(t.Author) == *who.user:
		return t, true, nil
	}
	named, err := isNamed(ctx, tx, t, *who.user)
	return t, named, err
}

// What letters of their own kind say (terms 2.3.1, 6.2).
var (
	cancels = regexp.MustCompile(`(?i)\b(cancel|terminate|close)\w*\s+(\w+\s+){0,3}(account|agreement|contract|service|subscription)|отказ\w* от услуг|расторг|закр(ыть|ойте) (мой |наш |личный |лицевой )?(счет|счёт|кабинет|аккаунт)|` +
		`\b(?:cancel|rescind|cerr|cierr|encerr|fech|résili|resili|clôtur|ferm)\pL*\s+(?:\pL+\s+){0,3}(?:cuenta|contrato|servicio|conta|serviço|compte|contrat|abonnement|service)`)
	stolen = nearOneAnother(
		`stolen?|hack(?:ed)?|hijack(?:ed)?|compromised|взлом\pL*|украл\pL*|украден\pL*|угнал\pL*|угнан\pL*|похи[тщ]\pL*|`+
			`roba\pL*|hackea\pL*|jaquea\pL*|rouba\pL*|invadi\pL*|volée?s?|piraté\pL*|compromise?s?`,
		`log-?ins?|accounts?|passwords?|credentials|usernames?|логин\pL*|акк?аунт\pL*|уч[её]тн\pL*|парол\pL*|кабинет\pL*|`+
			`cuentas?|contraseñas?|usuarios?|contas?|senhas?|usuários?|comptes?|mots? de passe|identifiants?`)
)

// nearOneAnother finds a word of each kind in one part of a sentence, with three other words between them at most: a van that is stolen is
// no login.
func nearOneAnother(these, those string) *regexp.Regexp {
	const between, end = `)[\s"'«»“”]+(?:[\pL\pN'’-]+[\s"'«»“”]+){0,3}(?:`, `)(?:[^\pL]|$)`
	return regexp.MustCompile(`(?i)(?:^|[^\pL])(?:(?:` + these + between + those + end + `|(?:` + those + between + these + end + `)`)
}

// kindOf a letter from a registered address. A cancellation names the number of the account (terms 6.2); a person looks at it all the same.
func (d *Desks) kindOf(ctx context.Context, tx *db.Tx, desk, tenant uuid.UUID, l Letter, known facts.Facts) (string, error) {
	number, err := accountNumber(ctx, tx, desk, tenant)
	if err != nil {
		return "", err
	}
	if number != "" {
		known[facts.Account] = number
	}
	text := l.Subject + "\n" + l.Text
	switch {
	case cancels.MatchString(text) && number != "" && names(text, number):
		return Cancellation, nil
	case stolen.MatchString(text):
		return StolenLogin, nil
	}
	return Question, nil
}

// names an account by the whole of its number, which is not a part of another's.
func names(text, number string) bool {
	return regexp.MustCompile(`(?:^|\PN)` + regexp.QuoteMeta(number) + `(?:\PN|$)`).MatchString(text)
}

// clean makes text of what came in: no control characters that the database does not take, and not too long.
func clean(s string, most int) string { return cut(printable(s), most) }

// cleanLine is clean for what stands on one line.
func cleanLine(s string, most int) string {
	return cut(strings.Join(strings.Fields(printable(s)), " "), most)
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

func cut(s string, most int) string {
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most])
	}
	return strings.TrimSpace(s)
}

// Outgoing is an answer on its way out by letter.
type Outgoing struct {
	Ticket Ticket
	Answer Message
	// To is the registered address of whoever asks, or the one they wrote from; empty: there is nobody to write to.
	To, Name string
	// Nobody says why there is nobody to write to: one of the reasons.
	Nobody string
	Files  []File
	// Keys of the letters of whoever asks, the last first (Letter.Key).
	Keys []string
	// Address that letters to the desk about this ticket go to; empty: it has none. Receives: they come in there.
	Address  string
	Receives bool
}

// Why no letter of an answer has left.
const (
	// NoAddress: whoever asked has told none. MovedAway: they are served elsewhere now. Removed and Blocked are those who asked.
	NoAddress = "no_address"
	MovedAway = "moved_away"
	Removed   = "removed"
	Blocked   = "blocked"
	// Withheld: the address is one that is not written to, for letters came back from it or its reader has said so. Refused: its server
	// does not take the letter.
	Withheld = "withheld"
	Refused  = "refused"
)

// NotSent writes down in a ticket that an answer has left by no letter, and why, for whoever answered; once, however often it is told.
func (d *Desks) NotSent(ctx context.Context, a Answering, why string) error {
	desk, err := d.Tenants.Scope(ctx, a.Desk, a.Desk)
	if err != nil {
		return fmt.Errorf("find the desk of an answer: %w", err)
	}
	err = d.DB.InTenant(audit.As(ctx, audit.Job("letters")), desk, func(tx *db.Tx) error {
		t, err := oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", a.Desk, a.Ticket)
		if err != nil {
			return err
		}
		_, err = insertMessage(ctx, tx, Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Event, Machine: true, Via: ByDesk, Body: "no_letter_" + why, At: d.now()},
			t.Desk, t.Counterparty, "no letter "+a.Message.String())
		return err
	})
	return orNil("tell that an answer has left by no letter", err)
}

// ComesIn says that letters come in here, for every process that sends some.
func (d *Desks) ComesIn(ctx context.Context) error {
	return orNil("say that letters come in", d.DB.Worker(ctx, func(tx *db.Tx) error { return comesIn(ctx, tx, d.now()) }))
}

// Outgoing reads what an Answering names. NotFound: there is no such answer any more.
func (d *Desks) Outgoing(ctx context.Context, a Answering) (o Outgoing, err error) {
	err = d.DB.Worker(ctx, func(tx *db.Tx) error {
		o, err = outgoing(ctx, tx, a, d.now())
		return err
	})
	if err != nil {
		return o, fmt.Errorf("read an answer: %w", err)
	}
	return o, nil
}

// Door is an address that letters come in by, with whom a critical one wakes.
type Door struct {
	Desk     uuid.UUID
	Address  string
	Critical bool
	// Locale of the desk's tenant.
	Locale string
	// Wake are the addresses that are written to, whoever is on duty; Duties say who that is, for the weeks to come: whoever keeps this
	// can do so without the database.
	Wake   []string
	Duties []OnDuty
	// Hook is the Webhook that is called, sealed (OpenWebhook); empty: none is.
	Hook []byte
	// Outside are those of Wake that are nobody's user, each with the recipient of letters that it is.
	Outside map[string]uuid.UUID
}

// OnDuty is a time on duty of somebody who can be written to.
type OnDuty struct {
	Email  string    `json:"email"`
	Starts time.Time `json:"starts"`
	Ends   time.Time `json:"ends"`
}

// Awake are those of some times on duty who are to be woken at a moment.
func Awake(duties []OnDuty, at time.Time) (emails []string) {
	for _, u := range duties {
		if !at.Before(u.Starts) && at.Before(u.Ends) && !slices.Contains(emails, u.Email) {
			emails = append(emails, u.Email)
		}
	}
	return emails
}

// Doors are those of all desks.
func (d *Desks) Doors(ctx context.Context) (list []Door, err error) {
	err = d.DB.Worker(ctx, func(tx *db.Tx) error {
		list, err = doors(ctx, tx, d.now())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the addresses of desks: %w", err)
	}
	return list, nil
}
