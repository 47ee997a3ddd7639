package support

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support/facts"
)

const ticketColumns = `t.id, t.tenant_id, t.counterparty_id, t.number, t.kind, t.state, t.awaiting_customer, t.critical, t.critical_reason, t.subject, t.via,
	t.locale, t.native_speaker, t.author_id, t.author_name, t.author_email, t.category_id, t.team_id, t.assignee_id, t.tier, t.facts, t.group_id, t.follows_id,
	coalesce(t.refusal, ''), t.refusal_reason, t.asked_at, t.unanswered_at, t.queue_at, t.promise_at, t.deadline_at, t.opened_at, t.first_promise_at,
	t.first_answer_at, t.answered_at, t.confirmed_at, t.unanswered_questions, t.warned_at, t.breached_at, t.overdue_at,
	t.promises_kept, t.promises_missed, t.changed_at`

func scanTicket(row pgx.CollectableRow) (t Ticket, err error) {
	err = row.Scan(&t.ID, &t.Desk, &t.Counterparty, &t.Number, &t.Kind, &t.State, &t.Awaiting, &t.Critical, &t.CriticalWhy, &t.Subject, &t.Via,
		&t.Locale, &t.NativeSpeaker, &t.Author, &t.AuthorName, &t.AuthorEmail, &t.Category, &t.Team, &t.Assignee, &t.Tier, &t.Facts, &t.Group, &t.Follows,
		&t.Refusal, &t.RefusalReason, &t.AskedAt, &t.UnansweredAt, &t.QueueAt, &t.PromiseAt, &t.DeadlineAt, &t.OpenedAt, &t.FirstPromise,
		&t.FirstAnswerAt, &t.AnsweredAt, &t.ConfirmedAt, &t.Unanswered, &t.WarnedAt, &t.BreachedAt, &t.OverdueAt,
		&t.Kept, &t.Missed, &t.ChangedAt)
	return t, err
}

func tickets(ctx context.Context, tx *db.Tx, sql string, args ...any) ([]Ticket, error) {
	rows, err := tx.Query(ctx, "select "+ticketColumns+" from tickets t "+sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanTicket)
}

func oneTicket(ctx context.Context, tx *db.Tx, sql string, args ...any) (Ticket, error) {
	list, err := tickets(ctx, tx, sql, args...)
	if err == nil && len(list) == 0 {
		err = errs.Missing()
	}
	if err != nil {
		return Ticket{}, err
	}
	return list[0], nil
}

// lockTicket is one of the desk acted in, for a change.
func lockTicket(ctx context.Context, tx *db.Tx, desk, id uuid.UUID) (Ticket, error) {
	return oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2 for no key update", desk, id)
}

func insertTicket(ctx context.Context, tx *db.Tx, t Ticket) (number int64, err error) {
	if t.Facts == nil {
		t.Facts = facts.Facts{}
	}
	// The number is taken last: whoever else opens a ticket here waits until the transaction ends.
	err = tx.QueryRow(ctx, `
		insert into tickets (id, tenant_id, counterparty_id, number, kind, state, critical, critical_reason, subject, via, locale, native_speaker, author_id, author_name,
			author_email, category_id, team_id, tier, facts, follows_id, asked_at, unanswered_at, queue_at, promise_at, deadline_at, opened_at,
			first_promise_at, changed_at, refusal)
		values ($1, $2, $3, take_ticket_number(), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, nullif($28, ''))
		returning number`,
		t.ID, t.Desk, t.Counterparty, t.Kind, t.State, t.Critical, t.CriticalWhy, t.Subject, t.Via, t.Locale, t.NativeSpeaker, t.Author, t.AuthorName,
		t.AuthorEmail, t.Category, t.Team, t.Tier, t.Facts, t.Follows, t.AskedAt, t.UnansweredAt, t.QueueAt, t.PromiseAt, t.DeadlineAt, t.OpenedAt,
		t.FirstPromise, t.ChangedAt, t.Refusal).Scan(&number)
	return number, err
}

// keepTicket writes down what a change has made of a ticket.
func keepTicket(ctx context.Context, tx *db.Tx, t Ticket) error {
	var refusal *string
	if t.Refusal != "" {
		refusal = &t.Refusal
	}
	_, err := tx.Exec(ctx, `
		update tickets set kind = $3, state = $4, awaiting_customer = $5, critical = $6, critical_reason = $7, subject = $8, native_speaker = $9, category_id = $10,
			team_id = $11, assignee_id = $12, tier = $13, group_id = $14, refusal = $15, refusal_reason = $16, asked_at = $17, unanswered_at = $18, queue_at = $19,
			promise_at = $20, deadline_at = $21, first_answer_at = $22, answered_at = $23, confirmed_at = $24, unanswered_questions = $25, warned_at = $26,
			breached_at = $27, changed_at = $28, facts = $29, follows_id = $30, overdue_at = $31, promises_kept = $32, promises_missed = $33, first_promise_at = $34
		where tenant_id = $1 and id = $2`,
		t.Desk, t.ID, t.Kind, t.State, t.Awaiting, t.Critical, t.CriticalWhy, t.Subject, t.NativeSpeaker, t.Category,
		t.Team, t.Assignee, t.Tier, t.Group, refusal, t.RefusalReason, t.AskedAt, t.UnansweredAt, t.QueueAt,
		t.PromiseAt, t.DeadlineAt, t.FirstAnswerAt, t.AnsweredAt, t.ConfirmedAt, t.Unanswered, t.WarnedAt,
		t.BreachedAt, t.ChangedAt, t.Facts, t.Follows, t.OverdueAt, t.Kept, t.Missed, t.FirstPromise)
	return err
}

// insertMessage puts a message into a ticket; false: the letter was taken before.
func insertMessage(ctx context.Context, tx *db.Tx, m Message, desk uuid.UUID, counterparty *uuid.UUID, letter string) (bool, error) {
	var key *string
	if letter != "" {
		key = &letter
	}
	tag, err := tx.Exec(ctx, `
		insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, machine, via, author_id, author_name, author_email, body, locale, letter_key, at,
			original, original_locale)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, nullif($15, ''), $16)
		on conflict (tenant_id, letter_key) where letter_key is not null do nothing`,
		m.ID, desk, counterparty, m.Ticket, m.Kind, m.Machine, m.Via, m.Author, m.AuthorName, m.AuthorEmail, m.Body, m.Locale, key, m.At,
		m.Original, m.OriginalLocale)
	return tag.RowsAffected() == 1, err
}

// messages of a ticket in their order; kinds: which of them.
func messages(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID, kinds []string) ([]Message, error) {
	rows, err := tx.Query(ctx, `
		select id, ticket_id, kind, from_above, machine, via, author_id, author_name, author_email, body, locale, at, coalesce(original, ''), original_locale from ticket_messages
		where tenant_id = $1 and ticket_id = $2 and kind = any ($3) order by at, id limit 1000`, desk, ticket, kinds)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Message])
}

func insertAttachment(ctx context.Context, tx *db.Tx, a Attachment, desk uuid.UUID, counterparty *uuid.UUID, ticket uuid.UUID, digest, content []byte) error {
	_, err := tx.Exec(ctx, `
		insert into ticket_attachments (id, tenant_id, counterparty_id, ticket_id, message_id, internal, name, content_type, size, digest, content, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		a.ID, desk, counterparty, ticket, a.Message, a.Internal, a.Name, a.ContentType, a.Size, digest, content, a.At)
	return err
}

func attachments(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID, internal bool) ([]Attachment, error) {
	rows, err := tx.Query(ctx, `
		select id, message_id, internal, name, content_type, size, at from ticket_attachments
		where tenant_id = $1 and ticket_id = $2 and (not internal or $3) order by at, id`, desk, ticket, internal)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Attachment])
}

func attachmentContent(ctx context.Context, tx *db.Tx, desk, ticket, id uuid.UUID, internal bool) (a Attachment, content []byte, err error) {
	err = tx.QueryRow(ctx, `
		select id, message_id, internal, name, content_type, size, at, content from ticket_attachments
		where tenant_id = $1 and ticket_id = $2 and id = $3 and (not internal or $4)`, desk, ticket, id, internal).
		Scan(&a.ID, &a.Message, &a.Internal, &a.Name, &a.ContentType, &a.Size, &a.At, &content)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return a, content, err
}

func insertLink(ctx context.Context, tx *db.Tx, t Ticket, l Link) error {
	_, err := tx.Exec(ctx, `insert into ticket_links (id, tenant_id, counterparty_id, ticket_id, kind, subject_id, label, span_from, span_to)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, uuid.Must(uuid.NewV7()), t.Desk, t.Counterparty, t.ID, l.Kind, l.Subject, l.Label, l.From, l.To)
	return err
}

func links(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID) ([]Link, error) {
	rows, err := tx.Query(ctx, `select kind, subject_id, label, span_from, span_to from ticket_links where tenant_id = $1 and ticket_id = $2 order by id`, desk, ticket)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Link])
}

func namePerson(ctx context.Context, tx *db.Tx, t Ticket, user uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into ticket_people (tenant_id, counterparty_id, ticket_id, user_id, named_at) values ($1, $2, $3, $4, $5)
		on conflict do nothing`, t.Desk, t.Counterparty, t.ID, user, at)
	return err
}

func unnamePerson(ctx context.Context, tx *db.Tx, t Ticket, user uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from ticket_people where tenant_id = $1 and ticket_id = $2 and user_id = $3`, t.Desk, t.ID, user)
	return err
}

func namedPeople(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select user_id from ticket_people where tenant_id = $1 and ticket_id = $2 order by named_at, user_id`, desk, ticket)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func parentOf(ctx context.Context, tx *db.Tx, child uuid.UUID) (parent uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `select parent_id from tenants where id = $1 and parent_id is not null`, child).Scan(&parent)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return parent, err
}

// servesNow tells whether a tenant is still the desk's own or its direct child: what moved away is served elsewhere.
func servesNow(ctx context.Context, tx *db.Tx, desk, tenant uuid.UUID) (yes bool, err error) {
	err = tx.QueryRow(ctx, `select $1::uuid = $2::uuid or exists (select from tenants where id = $2 and parent_id = $1 and status <> 'closed')`, desk, tenant).Scan(&yes)
	return yes, err
}

// person of the tenant acted in.
type person struct {
	name, login, email, locale string
	owner                      bool
}

func personOf(ctx context.Context, tx *db.Tx, tenant, user uuid.UUID) (p person, err error) {
	err = tx.QueryRow(ctx, `
		select coalesce(nullif(u.name, ''), u.login), u.login, coalesce(u.email, ''), u.locale, m.role = 'owner'
		from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
		where u.tenant_id = $1 and u.id = $2 and u.status = 'active'`, tenant, user).Scan(&p.name, &p.login, &p.email, &p.locale, &p.owner)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return p, err
}

func areMembers(ctx context.Context, tx *db.Tx, tenant uuid.UUID, users []uuid.UUID) (yes bool, err error) {
	users = slices.Clone(users)
	slices.SortFunc(users, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	users = slices.Compact(users)
	err = tx.QueryRow(ctx, `select count(*) = coalesce(cardinality($2::uuid[]), 0) from users where tenant_id = $1 and id = any ($2) and status = 'active'`, tenant, users).Scan(&yes)
	return yes, err
}
