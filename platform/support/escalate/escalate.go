package escalate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/facts"
)

// Config is what Ways stand on.
type Config struct {
	DB    *db.DB
	Desks *support.Desks
	Clock clock.Clock
}

// Ways are the ways up, of all realms. Safe for concurrent use.
type Ways struct{ Config }

// New makes them.
func New(c Config) *Ways { return &Ways{c} }

// Chosen is what an owner chose of a ticket to be proposed: whole messages, facts by name, attachments. Nothing is chosen by itself.
type Chosen struct {
	Messages    []uuid.UUID
	Facts       []string
	Attachments []uuid.UUID
	// Plain leaves names, addresses and numbers in; otherwise they are masked.
	Plain bool
}

// Draft is what would be sent: the owner reads and changes it, and sends the text as they left it.
type Draft struct {
	Subject string
	Body    string
	Facts   facts.Facts
	Files   []support.Attachment
	// Masked is how much was taken out.
	Masked int
}

// Preview drafts an escalation of what was chosen. It writes nothing, and nobody above sees it.
func (w *Ways) Preview(ctx context.Context, s db.Scope, user, ticket uuid.UUID, c Chosen) (draft Draft, err error) {
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		whole, err := w.Desks.Owned(ctx, tx, s, user, ticket)
		if err != nil {
			return err
		}
		customer, err := nameOfAsker(ctx, tx, whole.Ticket)
		if err != nil {
			return err
		}
		draft, err = propose(whole, customer, c)
		return err
	})
	if err != nil {
		return draft, fmt.Errorf("preview an escalation: %w", err)
	}
	return draft, nil
}

// propose drafts what was chosen; customer is what whoever asks is called.
func propose(whole support.Whole, customer string, c Chosen) (Draft, error) {
	t := whole.Ticket
	words := []string{t.AuthorName, t.AuthorEmail, customer}
	for _, m := range whole.Messages {
		words = append(words, m.AuthorName, m.AuthorEmail)
	}
	for _, name := range []string{facts.Username, facts.Object, facts.Tracker, facts.Account} {
		words = append(words, t.Facts[name])
	}
	for _, l := range whole.Links {
		words = append(words, l.Label)
	}
	// The longer first: of one name within another nothing is left over.
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	words = slices.Compact(words)
	draft := Draft{Facts: facts.Facts{}}
	mask := func(text string) string {
		if c.Plain {
			return text
		}
		masked, n := facts.Redact(text, words...)
		draft.Masked += n
		return masked
	}
	var parts []string
	for _, id := range c.Messages {
		i := slices.IndexFunc(whole.Messages, func(m support.Message) bool { return m.ID == id })
		if i < 0 {
			return draft, errs.Field("messages", "bad_message", "There is no such message in this ticket.")
		}
		parts = append(parts, "> "+strings.ReplaceAll(mask(whole.Messages[i].Body), "\n", "\n> "))
	}
	if len(parts) > 0 {
		draft.Subject = mask(t.Subject)
	}
	draft.Body = strings.Join(parts, "\n\n")
	for _, name := range c.Facts {
		if value, there := t.Facts[name]; there {
			draft.Facts[name] = mask(value)
		}
	}
	for _, id := range c.Attachments {
		i := slices.IndexFunc(whole.Attachments, func(a support.Attachment) bool { return a.ID == id })
		if i < 0 {
			return draft, errs.Field("attachments", "bad_attachment", "There is no such file in this ticket.")
		}
		draft.Files = append(draft.Files, whole.Attachments[i])
	}
	return draft, nil
}

// Sent is what the owner sends, as they left it.
type Sent struct {
	Subject, Body string
	Facts         facts.Facts
	// Attachments of the ticket below, which are copied.
	Attachments []uuid.UUID
	Critical    bool
}

// Escalate asks the desk one level above in a new ticket of the owner's. It carries what is in Sent, by value: the level above gets no way
// back to the ticket, and does not learn that there is one. Answers come back as notes.
func (w *Ways) Escalate(ctx context.Context, s db.Scope, user, ticket uuid.UUID, sent Sent) (upper support.Ticket, err error) {
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		whole, err := w.Desks.Owned(ctx, tx, s, user, ticket)
		if err != nil {
			return err
		}
		asking := support.Asking{Subject: sent.Subject, Body: sent.Body, Facts: sent.Facts, Critical: sent.Critical}
		names := []string{}
		for _, id := range sent.Attachments {
			f, err := w.Desks.FileOf(ctx, tx, s, ticket, id)
			if errs.Is(err, errs.NotFound) {
				return errs.Field("attachments", "bad_attachment", "There is no such file in this ticket.")
			}
			if err != nil {
				return err
			}
			asking.Files, names = append(asking.Files, f), append(names, f.Name)
		}
		if upper, err = w.Desks.AskIn(ctx, tx, s, user, support.Above, asking, support.ByEscalation); err != nil {
			return err
		}
		if err := insertEscalation(ctx, tx, s.Tenant(), whole.Ticket.ID, upper.ID, user, upper.OpenedAt, map[string]any{"files": names, "facts": sent.Facts}); err != nil {
			return err
		}
		if err := w.Desks.WasEscalated(ctx, tx, whole.Ticket, user); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), upper.OpenedAt, audit.Change{Action: "support.ticket.escalate",
			Subject: audit.Subject{Kind: "ticket", ID: whole.Ticket.ID, Name: whole.Ticket.Subject}, After: audit.Fields{"number": upper.Number, "files": names}})
	})
	if err != nil {
		return upper, fmt.Errorf("escalate a ticket: %w", err)
	}
	return upper, nil
}

// Escalation is a question of ours that was asked above.
type Escalation struct {
	// Upper is the ticket at the desk above.
	Upper   uuid.UUID
	Number  int64
	Subject string
	State   string
	At      time.Time
}

// Of lists what was asked above about a ticket of the desk acted in.
func (w *Ways) Of(ctx context.Context, s db.Scope, ticket uuid.UUID) (list []Escalation, err error) {
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = escalationsOf(ctx, tx, s.Tenant(), ticket)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list escalations: %w", err)
	}
	return list, nil
}

// Look is one device shown by a grant.
type Look map[string]any

// Granting lets the desk somebody asks look at one device for a time; never command it.
type Granting struct {
	Object uuid.UUID
	Hours  int
	// Onward: that desk may let the one above it look as well, for no longer.
	Onward bool
}

const longestGrant = 14 * 24

// Grant lets the desk of a ticket of one's own look at a device of one's own. That only the owner does is held by its operation
// (access.LookGrant, of ownership).
func (w *Ways) Grant(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID, g Granting) (id uuid.UUID, err error) {
	if g.Hours < 1 || g.Hours > longestGrant {
		return id, errs.Field("hours", "bad_hours", "Choose 1 to 336 hours.")
	}
	whole, err := w.Desks.Theirs(ctx, s, user, at, ticket)
	if err != nil {
		return id, err
	}
	id, now := uuid.Must(uuid.NewV7()), w.now()
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := insertGrant(ctx, tx, grant{id: id, tenant: s.Tenant(), grantee: whole.Ticket.Desk, ticket: ticket, objectTenant: s.Tenant(), object: g.Object,
			onward: g.Onward, by: user, starts: now, ends: now.Add(time.Duration(g.Hours) * time.Hour)}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "support.grant.give", Subject: audit.Subject{Kind: "object", ID: g.Object},
			After: audit.Fields{"hours": g.Hours, "onward": g.Onward}})
	})
	if err != nil {
		return id, fmt.Errorf("grant a look: %w", err)
	}
	return id, nil
}

// HandOn lets the desk above look through a grant that may be handed on, until that ends. ticket is one's own at the desk above.
func (w *Ways) HandOn(ctx context.Context, s db.Scope, user, ticket, through uuid.UUID) (id uuid.UUID, err error) {
	whole, err := w.Desks.Theirs(ctx, s, user, support.Above, ticket)
	if err != nil {
		return id, err
	}
	id, now := uuid.Must(uuid.NewV7()), w.now()
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		g, err := heldGrant(ctx, tx, s.Tenant(), through, now)
		if err != nil {
			return err
		}
		if !g.onward {
			return errs.New(errs.Forbidden, "not_onward", "This look may not be handed on. Ask whoever gave it to allow that.")
		}
		g.id, g.through, g.tenant, g.grantee, g.ticket, g.by, g.starts = id, &through, s.Tenant(), whole.Ticket.Desk, ticket, user, now
		if err := insertGrant(ctx, tx, g); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "support.grant.hand_on", Subject: audit.Subject{Kind: "grant", ID: id}})
	})
	if err != nil {
		return id, fmt.Errorf("hand a look on: %w", err)
	}
	return id, nil
}

// Revoke ends a grant one has given, and whatever was handed on from it.
func (w *Ways) Revoke(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := revokeGrant(ctx, tx, s.Tenant(), id, w.now()); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), w.now(), audit.Change{Action: "support.grant.revoke", Subject: audit.Subject{Kind: "grant", ID: id}})
	})
	if err != nil {
		return fmt.Errorf("revoke a look: %w", err)
	}
	return nil
}

// Given is a grant as either side reads it.
type Given struct {
	ID     uuid.UUID
	Ticket uuid.UUID
	Onward bool
	Starts time.Time
	Ends   time.Time
}

// Grants lists those in force that were given in a ticket: to the desk acted in, or by whoever asks.
func (w *Ways) Grants(ctx context.Context, s db.Scope, ticket uuid.UUID) (list []Given, err error) {
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = grantsIn(ctx, tx, s.Tenant(), ticket, w.now())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list looks: %w", err)
	}
	return list, nil
}

// Look shows the device of a grant in force; the audits of the desk and of the device's owner tell of it. NotFound: it is over.
func (w *Ways) Look(ctx context.Context, s db.Scope, id uuid.UUID) (shown Look, err error) {
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		now := w.now()
		if shown, err = look(ctx, tx, id, now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "support.grant.look", Subject: audit.Subject{Kind: "grant", ID: id}})
	})
	if err != nil {
		return nil, fmt.Errorf("look at a device: %w", err)
	}
	return shown, nil
}

func (w *Ways) now() time.Time { return w.Clock.Now().UTC().Truncate(time.Microsecond) }
