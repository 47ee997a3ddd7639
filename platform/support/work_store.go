package support

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// bringBack copies an answer, or the reason of a refusal, into the ticket below that it is about, where it is one that was escalated or goes
// on from one.
func bringBack(ctx context.Context, tx *db.Tx, answer uuid.UUID) (back bool, err error) {
	err = tx.QueryRow(ctx, `select bring_answer_back($1)`, answer).Scan(&back)
	return back, err
}

// unpromised are tickets in the queue of the desk acted in that nothing is promised for, for a change: an answer from above has opened them.
func unpromised(ctx context.Context, tx *db.Tx, desk uuid.UUID) ([]Ticket, error) {
	return tickets(ctx, tx, "where t.tenant_id = $1 and t.state = 'open' and t.unanswered_at is null order by t.id for no key update", desk)
}

func countGrouped(ctx context.Context, tx *db.Tx, lead Ticket) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from tickets where tenant_id = $1 and group_id = $2`, lead.Desk, lead.ID).Scan(&n)
	return n, err
}

func filesOf(ctx context.Context, tx *db.Tx, desk, message uuid.UUID) ([]File, error) {
	rows, err := tx.Query(ctx, `select name, content from ticket_attachments where tenant_id = $1 and message_id = $2 order by at, id`, desk, message)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[File])
}

// askedWithin says when a ticket and those that stand in it were last asked, and first without an answer, as their messages tell.
func askedWithin(ctx context.Context, tx *db.Tx, lead *Ticket) error {
	var last, first *time.Time
	err := tx.QueryRow(ctx, `
		select max(m.at), min(m.at) filter (where m.at > coalesce($3::timestamptz, '-infinity'))
		from tickets t join ticket_messages m on m.tenant_id = t.tenant_id and m.ticket_id = t.id
		where t.tenant_id = $1 and (t.id = $2 or t.group_id = $2) and m.kind = 'asked' and not m.machine`, lead.Desk, lead.ID, lead.AnsweredAt).Scan(&last, &first)
	if err != nil {
		return err
	}
	if last != nil {
		lead.AskedAt = *last
	}
	if first != nil && lead.UnansweredAt != nil {
		lead.UnansweredAt = first
	}
	return nil
}

// cancellations of a customer that the desk acted in has not answered, for a change.
func cancellations(ctx context.Context, tx *db.Tx, desk, customer uuid.UUID) ([]Ticket, error) {
	return tickets(ctx, tx, "where t.tenant_id = $1 and t.counterparty_id = $2 and t.kind = 'cancellation' and t.unanswered_at is not null order by t.id for no key update", desk, customer)
}
