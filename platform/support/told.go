package support

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/facts"
)

// Tell adds facts to a ticket of one's own, or puts right what was told: what is missing is asked for, and can be answered without another
// message. An empty one is taken away. No clock moves. Invalid names the field; NotFound: the ticket is not the user's to see.
func (d *Desks) Tell(ctx context.Context, s db.Scope, user uuid.UUID, at At, ticket uuid.UUID, given facts.Facts) error {
	checked, err := checkTold(given)
	if err != nil {
		return err
	}
	return d.theirs(ctx, s, user, at, ticket, "facts", func(tx *db.Tx, _ db.Scope, t Ticket, who asker) error {
		now := d.now()
		event := t.tell(given, checked, now)
		event.Author, event.AuthorName = who.user, who.name
		if err := keepTicket(ctx, tx, t); err != nil {
			return err
		}
		_, err := insertMessage(ctx, tx, event, t.Desk, t.Counterparty, "")
		return err
	})
}

// Learn is Tell by somebody of the desk acted in, who was told by phone or has read it in a letter.
func (d *Desks) Learn(ctx context.Context, s db.Scope, by, ticket uuid.UUID, given facts.Facts) (Ticket, error) {
	checked, err := checkTold(given)
	if err != nil {
		return Ticket{}, err
	}
	return d.work(ctx, s, ticket, "facts", func(tx *db.Tx, t *Ticket, _ rules, now time.Time) error {
		event := t.tell(given, checked, now)
		event.Author = &by
		_, err := insertMessage(ctx, tx, event, t.Desk, t.Counterparty, "")
		return err
	})
}

func checkTold(given facts.Facts) (facts.Facts, error) {
	if len(given) == 0 {
		return nil, errs.Field("facts", "no_facts", "Tell at least one fact.")
	}
	return facts.Check(given)
}

// tell writes facts into a ticket, and makes the event that says which.
func (t *Ticket) tell(given, checked facts.Facts, now time.Time) Message {
	t.Facts = maps.Clone(t.Facts)
	if t.Facts == nil {
		t.Facts = facts.Facts{}
	}
	for name := range given {
		if value := checked[name]; value != "" {
			t.Facts[name] = value
		} else {
			delete(t.Facts, name)
		}
	}
	t.ChangedAt = now
	return Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Event, Via: ByDesk, Body: "facts: " + strings.Join(slices.Sorted(maps.Keys(given)), ", "), At: now}
}

// Customer is whose a ticket is, as its desk names them.
type Customer struct {
	ID   uuid.UUID
	Name string
	// Kind is reseller or account; platform: the desk's own people.
	Kind string
}

// Customers names those who ask in some tickets of the desk acted in, by their ids. Who is served elsewhere now is not named any more.
func (d *Desks) Customers(ctx context.Context, s db.Scope, list []Ticket) (map[uuid.UUID]Customer, error) {
	var ids []uuid.UUID
	for _, t := range list {
		if t.Counterparty != nil && !slices.Contains(ids, *t.Counterparty) {
			ids = append(ids, *t.Counterparty)
		}
	}
	named := map[uuid.UUID]Customer{}
	if len(ids) == 0 {
		return named, nil
	}
	found, err := inDesk(ctx, d, s, func(tx *db.Tx) ([]Customer, error) { return customersNamed(ctx, tx, s.Tenant(), ids) })
	for _, c := range found {
		named[c.ID] = c
	}
	return named, err
}

// Doers names the people of the desk acted in who did what some events tell of, by their ids.
func (d *Desks) Doers(ctx context.Context, s db.Scope, list []Message) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, m := range list {
		if m.Kind == Event && m.Author != nil && m.AuthorName == "" {
			ids = append(ids, *m.Author)
		}
	}
	named := map[uuid.UUID]string{}
	if len(ids) == 0 {
		return named, nil
	}
	found, err := inDesk(ctx, d, s, func(tx *db.Tx) ([]doer, error) { return doersNamed(ctx, tx, s.Tenant(), ids) })
	for _, one := range found {
		named[one.ID] = one.Name
	}
	return named, err
}

// Vouched tells whether a message is of whom it says it is: written in the app or by the desk, or sent from the address that is registered.
// A letter from elsewhere may have any name on it.
func (t Ticket) Vouched(m Message) bool {
	return m.Kind != Asked || m.Via != ByMail || m.Author != nil
}
