package support

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// webhookPurpose of the seal.
const webhookPurpose = "support page webhook"

// OpenWebhook opens one that was sealed for a desk. It needs no database.
func (d *Desks) OpenWebhook(desk uuid.UUID, sealed []byte) (h Webhook, err error) {
	plain, err := d.Key.Open(desk, webhookPurpose, sealed)
	if err == nil {
		err = json.Unmarshal(plain, &h)
	}
	if err != nil {
		return h, fmt.Errorf("open a desk's webhook: %w", err)
	}
	return h, nil
}

// Paging is a critical ticket and whom it wakes.
type Paging struct {
	Ticket Ticket
	// Emails of whoever is on duty now and of those who are always written to.
	Emails []string
	// Outside are those of them that are nobody's user, each with the recipient of letters that it is.
	Outside map[string]uuid.UUID
	Hook    []byte
	// Locale of the desk's tenant.
	Locale string
}

// Paging reads what an Answering under PageTopic is about. NotFound: the ticket is there no more.
func (d *Desks) Paging(ctx context.Context, a Answering) (p Paging, err error) {
	err = d.DB.Worker(ctx, func(tx *db.Tx) error {
		if p.Ticket, err = oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", a.Desk, a.Ticket); err != nil {
			return err
		}
		return p.read(ctx, tx, a.Desk, d.now())
	})
	return p, orNil("read whom a critical ticket wakes", err)
}

// Stages of a promise.
const (
	// ComesDue: an answer is due within the hour, or soon for what it was promised within.
	ComesDue = "soon"
	// IsMissed: the promise was not kept.
	IsMissed = "missed"
	// IsOverdue: the second deadline has passed too (support policy 5).
	IsOverdue = "overdue"
)

// DueTopic is the outbox topic of promises that come due or were missed, with a Due.
const DueTopic = "support.due"

// Due tells somebody of the desk of tickets at one stage.
type Due struct {
	Desk   uuid.UUID `json:"desk"`
	Stage  string    `json:"stage"`
	Email  string    `json:"email"`
	Locale string    `json:"locale"`
	// Zone that the reader tells the time by.
	Zone    string      `json:"zone"`
	Tickets []DueTicket `json:"tickets"`
}

// DueTicket is one of them.
type DueTicket struct {
	ID      uuid.UUID `json:"id"`
	Number  int64     `json:"number"`
	Subject string    `json:"subject"`
	At      time.Time `json:"at"`
}

const (
	// foreseen before it is due, or half of what was promised where that is less than twice as long.
	foreseen = time.Hour
	// mostDue are looked at in one transaction.
	mostDue = 500
)

// Watch tells the people of desks of promises that come due, that were missed, and of second deadlines that have passed, each once; a job.
// An answer is everybody's business who could write it: whoever has the ticket, else its team, else the owner. The owner is told of
// second deadlines in any case.
func (d *Desks) Watch(ctx context.Context) (n int64, err error) {
	for _, stage := range []string{IsOverdue, IsMissed, ComesDue} {
		for {
			var found int
			err := d.DB.Worker(ctx, func(tx *db.Tx) (err error) {
				found, err = d.watch(ctx, tx, stage)
				return err
			})
			if err != nil {
				return n, fmt.Errorf("watch what was promised (%s): %w", stage, err)
			}
			if n += int64(found); found < mostDue {
				break
			}
		}
	}
	return n, nil
}

// told is somebody and the desk that tells them.
type told struct {
	desk          uuid.UUID
	email, locale string
	zone          string
}

func (d *Desks) watch(ctx context.Context, tx *db.Tx, stage string) (int, error) {
	list, err := claimDue(ctx, tx, stage, d.now())
	if err != nil || d.Silent {
		return len(list), err
	}
	var order []told
	tell := map[told][]DueTicket{}
	for _, c := range list {
		people, err := whoAnswers(ctx, tx, c, stage == IsOverdue)
		if err != nil {
			return 0, err
		}
		for _, p := range people {
			if tell[p] == nil {
				order = append(order, p)
			}
			tell[p] = append(tell[p], DueTicket{ID: c.id, Number: c.number, Subject: c.subject, At: c.at})
		}
	}
	for _, p := range order {
		if err := putDue(ctx, tx, Due{Desk: p.desk, Stage: stage, Email: p.email, Locale: p.locale, Zone: p.zone, Tickets: tell[p]}); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}
