package customers

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

// Contract is between a provider and a customer of its own.
type Contract struct {
	Number   string
	OpenedAt time.Time
	Terms
}

// Terms are what is agreed beyond the price list.
type Terms struct {
	// Tier says how soon a desk answers: gold, silver or other (support regulations, 6).
	Tier string
	// Agreement is the number of a bilateral agreement, AgreedOn its day (terms 8.6); empty and nil: there is none.
	Agreement string
	AgreedOn  *time.Time
}

// Tiers are those that a contract can give.
func Tiers() []string { return []string{"gold", "silver", "other"} }

// SetTerms changes what is agreed with a customer of one's own. NotFound if it is not.
func (c *Customers) SetTerms(ctx context.Context, s db.Scope, customer uuid.UUID, terms Terms) error {
	if err := terms.Check(); err != nil {
		return err
	}
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		name, before, err := lockTerms(ctx, tx, s.Tenant(), customer)
		if err != nil {
			return err
		}
		was, is := audit.Differing(before.Told(), terms.Told())
		if len(is) == 0 {
			return nil
		}
		if err := WriteTerms(ctx, tx, s, customer, terms); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), c.now(), audit.Change{Action: "reselling.contract.change",
			Subject: audit.Subject{Kind: "tenant", ID: customer, Name: name}, Before: was, After: is})
	})
	if err != nil {
		return fmt.Errorf("change a contract: %w", err)
	}
	return nil
}

// Check tidies the terms up. Invalid names the field.
func (t *Terms) Check() error {
	if t.Tier == "" {
		t.Tier = "other"
	}
	if !slices.Contains(Tiers(), t.Tier) {
		return errs.Field("tier", "bad_tier", "A tier is gold, silver or other.")
	}
	t.Agreement = strings.TrimSpace(t.Agreement)
	if utf8.RuneCountInString(t.Agreement) > 60 || strings.ContainsRune(t.Agreement, 0) {
		return errs.Field("agreement", "bad_agreement", "The number of an agreement has at most 60 letters.")
	}
	return nil
}

// Told is what an audit says of the terms.
func (t Terms) Told() audit.Fields {
	fields := audit.Fields{"tier": t.Tier, "agreement": t.Agreement, "agreed_on": nil}
	if t.AgreedOn != nil {
		fields["agreed_on"] = t.AgreedOn.Format(time.DateOnly)
	}
	return fields
}

// Note is something that a provider's people wrote down about a customer.
type Note struct {
	ID   uuid.UUID
	Text string
	// By is the name of whoever wrote it, as it is now; empty: they are not there any more.
	By        string
	CreatedAt time.Time
}

// MaxNotes is how many notes are kept about a customer.
const MaxNotes = 200

// Notes reads what was written down about a tenant below, the newest first. NotFound if there is no such tenant.
func (c *Customers) Notes(ctx context.Context, s db.Scope, customer uuid.UUID) (list []Note, err error) {
	if _, err = c.One(ctx, s, customer); err != nil {
		return nil, err
	}
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readNotes(ctx, tx, s.Tenant(), customer)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read notes: %w", err)
	}
	return list, nil
}

// AddNote writes something down about a tenant below. NotFound if there is no such tenant.
func (c *Customers) AddNote(ctx context.Context, s db.Scope, customer, by uuid.UUID, text string) (id uuid.UUID, err error) {
	if text, err = CheckNote("text", text); err != nil {
		return id, err
	}
	one, err := c.One(ctx, s, customer)
	if err != nil {
		return id, err
	}
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		n, err := countNotes(ctx, tx, s.Tenant(), customer)
		if err != nil {
			return err
		}
		if n >= MaxNotes {
			return errs.New(errs.LimitReached, "too_many_notes", "There are 200 notes about this customer. Remove some first.")
		}
		id, err = WriteNote(ctx, tx, s, audit.Subject{Kind: "tenant", ID: customer, Name: one.Name}, by, text, c.now())
		return err
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("add a note: %w", err)
	}
	return id, nil
}

// CheckNote tidies a note up. Invalid names the field it was written in.
func CheckNote(field, text string) (string, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < 1 || n > 4000 || strings.ContainsRune(text, 0) {
		return text, errs.Field(field, "bad_note", "Write a note of 1 to 4000 letters.")
	}
	return text, nil
}

// WriteNote puts a note that was checked into the transaction of the provider that the customer belongs to.
func WriteNote(ctx context.Context, tx *db.Tx, s db.Scope, customer audit.Subject, by uuid.UUID, text string, at time.Time) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	if err := insertNote(ctx, tx, s.Tenant(), id, customer.ID, by, text, at); err != nil {
		return id, err
	}
	return id, audit.Write(ctx, tx, s.Tenant(), at, audit.Change{Action: "reselling.note.add", Subject: customer, After: audit.Fields{"note": text}})
}

// RemoveNote takes a note away; the audit keeps what it said. NotFound if there is none.
func (c *Customers) RemoveNote(ctx context.Context, s db.Scope, customer, note uuid.UUID) error {
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		text, err := deleteNote(ctx, tx, s.Tenant(), customer, note)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), c.now(), audit.Change{Action: "reselling.note.remove",
			Subject: audit.Subject{Kind: "tenant", ID: customer}, Before: audit.Fields{"note": text}})
	})
	if err != nil {
		return fmt.Errorf("remove a note: %w", err)
	}
	return nil
}

// Looked writes down that somebody has looked at a customer's people, or taken the list of customers along.
func (c *Customers) Looked(ctx context.Context, s db.Scope, action string, customer *One, after audit.Fields) error {
	change := audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, After: after}
	if customer != nil {
		change.Subject = audit.Subject{Kind: "tenant", ID: customer.ID, Name: customer.Name}
	}
	return c.db.InTenant(ctx, s, func(tx *db.Tx) error { return audit.Write(ctx, tx, s.Tenant(), c.now(), change) })
}
