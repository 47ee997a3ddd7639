package support

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support/facts"
)

// Place is where a page of a queue or a list ended.
type Place struct {
	Rank int       `json:"r"`
	At   time.Time `json:"t"`
	// Asked breaks ties of a queue: what came while nobody was there is answered as it came.
	Asked time.Time `json:"a"`
	ID    uuid.UUID `json:"i"`
}

// Place of a ticket in the queue.
func (t Ticket) Place() Place {
	p := Place{Rank: 1, At: t.QueueAt, Asked: t.AskedAt, ID: t.ID}
	if t.Critical {
		p.Rank = 0
	}
	return p
}

// Queue is a page of what waits at the desk acted in, in the order in which it is answered: critical first, then by queue_at.
func (d *Desks) Queue(ctx context.Context, s db.Scope, user uuid.UUID, f Filter, after Place, limit int) (list []Ticket, more bool, err error) {
	list, err = inDesk(ctx, d, s, func(tx *db.Tx) ([]Ticket, error) { return queue(ctx, tx, s.Tenant(), user, f, after, limit+1) })
	list, more = db.Page(list, limit)
	return list, more, err
}

// List is a page of tickets of the desk acted in by when they changed, the last first.
func (d *Desks) List(ctx context.Context, s db.Scope, user uuid.UUID, f Filter, after Place, limit int) (list []Ticket, more bool, err error) {
	list, err = inDesk(ctx, d, s, func(tx *db.Tx) ([]Ticket, error) { return listed(ctx, tx, s.Tenant(), user, f, after, limit+1) })
	list, more = db.Page(list, limit)
	return list, more, err
}

// mostFound bounds a search.
const mostFound = 100

// Search finds tickets of the desk acted in by words, each from its beginning on; the newest first, and at most a hundred.
func (d *Desks) Search(ctx context.Context, s db.Scope, words string) ([]Ticket, error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) ([]Ticket, error) { return found(ctx, tx, s.Tenant(), words, mostFound) })
}

// Mine is a page of the tickets that a user of the asking tenant sees, at the desk of their realm or at the one above: all of them,
// or those that have all the words in them.
func (d *Desks) Mine(ctx context.Context, s db.Scope, user uuid.UUID, at At, words string, after Place, limit int) (list []Ticket, more bool, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		_, desk, err := d.asks(ctx, tx, s, user, at)
		if err != nil {
			return err
		}
		list, err = mine(ctx, tx, desk.Tenant(), s.Tenant(), user, strings.Fields(strings.ToLower(words)), after, limit+1)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list one's own tickets: %w", err)
	}
	list, more = db.Page(list, limit)
	return list, more, nil
}

// Whole is a ticket with all that is said in it, as far as whoever reads it may know.
type Whole struct {
	Ticket      Ticket
	Messages    []Message
	Attachments []Attachment
	Links       []Link
	People      []uuid.UUID
	Secrets     []Secret
	// Translations for the desk, of messages in it; Translates: the desk has a service that makes more.
	Translations []Translation
	Translates   bool
	// Members are tickets that stand in this one.
	Members []Ticket
	// Missing names facts that should be there; Suggestions why it might not be answered (support policy 7).
	Missing     []string
	Suggestions []string
	// Scope of its category: service, equipment or purchase.
	Scope string
}

// Theirs is one that a user of the asking tenant sees, without what is the desk's alone.
func (d *Desks) Theirs(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID) (w Whole, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		_, desk, err := d.asks(ctx, tx, s, user, at)
		if err != nil {
			return err
		}
		if w.Ticket, err = seenTicket(ctx, tx, desk.Tenant(), s.Tenant(), user, ticket); err != nil {
			return err
		}
		if err := w.read(ctx, tx, []string{Asked, Answer}, false); err != nil {
			return err
		}
		if err := tx.Enter(ctx, desk); err != nil { // its categories are its own
			return err
		}
		return w.wanted(ctx, tx)
	})
	if err != nil {
		return w, fmt.Errorf("read a ticket: %w", err)
	}
	return w, nil
}

// Whole is one of the desk acted in.
func (d *Desks) Whole(ctx context.Context, s db.Scope, ticket uuid.UUID) (w Whole, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if w.Ticket, err = oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", s.Tenant(), ticket); err != nil {
			return err
		}
		if err := w.read(ctx, tx, []string{Asked, Answer, Note, Event}, true); err != nil {
			return err
		}
		if w.Translations, err = translations(ctx, tx, s.Tenant(), ticket); err != nil {
			return err
		}
		machine, _, err := machineOf(ctx, tx, s.Tenant(), false)
		if err != nil {
			return err
		}
		w.Translates = machine.Set && d.Translator != nil
		if w.Members, err = tickets(ctx, tx, "where t.tenant_id = $1 and t.group_id = $2 order by t.opened_at, t.id", s.Tenant(), ticket); err != nil {
			return err
		}
		if err := w.wanted(ctx, tx); err != nil {
			return err
		}
		r, err := rulesOf(ctx, tx, s.Tenant())
		w.Suggestions = Suggest(w.Ticket, w.Messages, len(w.Attachments), r.Clarifications)
		return err
	})
	if err != nil {
		return w, fmt.Errorf("read a ticket: %w", err)
	}
	return w, nil
}

// wanted names the facts that should be there, which whoever asks is to read as well as the desk: they alone know them (regulations 6).
func (w *Whole) wanted(ctx context.Context, tx *db.Tx) (err error) {
	w.Scope, err = scopeOfCategory(ctx, tx, w.Ticket)
	w.Missing = facts.Missing(w.Ticket.Facts, w.Scope)
	return err
}

func (w *Whole) read(ctx context.Context, tx *db.Tx, kinds []string, internal bool) (err error) {
	t := w.Ticket
	if w.Messages, err = messages(ctx, tx, t.Desk, t.ID, kinds); err != nil {
		return err
	}
	if w.Attachments, err = attachments(ctx, tx, t.Desk, t.ID, internal); err != nil {
		return err
	}
	if w.Links, err = links(ctx, tx, t.Desk, t.ID); err != nil {
		return err
	}
	if w.Secrets, err = secretsOf(ctx, tx, t.Desk, t.ID); err != nil {
		return err
	}
	w.People, err = namedPeople(ctx, tx, t.Desk, t.ID)
	return err
}

// Attachment of a ticket of the desk acted in, with its bytes.
func (d *Desks) Attachment(ctx context.Context, s db.Scope, ticket, id uuid.UUID) (a Attachment, content []byte, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		a, content, err = attachmentContent(ctx, tx, s.Tenant(), ticket, id, true)
		return err
	})
	return a, content, orNil("read an attachment", err)
}

// TheirAttachment is one of a ticket that a user of the asking tenant sees; never of a note.
func (d *Desks) TheirAttachment(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket, id uuid.UUID) (a Attachment, content []byte, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		_, desk, err := d.asks(ctx, tx, s, user, at)
		if err != nil {
			return err
		}
		if _, err := seenTicket(ctx, tx, desk.Tenant(), s.Tenant(), user, ticket); err != nil {
			return err
		}
		a, content, err = attachmentContent(ctx, tx, desk.Tenant(), ticket, id, false)
		return err
	})
	return a, content, orNil("read an attachment", err)
}

func orNil(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// Waiting is how many tickets are in the queue.
func (d *Desks) Waiting(ctx context.Context, s db.Scope) (n int, err error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) (int, error) { return countQueue(ctx, tx, s.Tenant()) })
}
