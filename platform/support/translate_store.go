package support

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// machineOf a desk, with its sealed key; Set is false where it has none.
func machineOf(ctx context.Context, tx *db.Tx, desk uuid.UUID, lock bool) (m Machine, sealed []byte, err error) {
	query := `select url, sealed_key, set_at from desk_translators where tenant_id = $1`
	if lock {
		query += ` for no key update`
	}
	err = tx.QueryRow(ctx, query, desk).Scan(&m.URL, &sealed, &m.SetAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return Machine{}, nil, nil
	}
	m.Set = true
	return m, sealed, err
}

func keepMachine(ctx context.Context, tx *db.Tx, desk uuid.UUID, url string, sealed []byte, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into desk_translators (tenant_id, service, url, sealed_key, set_at) values ($1, 'deepl', $2, $3, $4)
		on conflict (tenant_id) do update set url = $2, sealed_key = $3, set_at = $4`, desk, url, sealed, at)
	return err
}

func dropMachine(ctx context.Context, tx *db.Tx, desk uuid.UUID) error {
	tag, err := tx.Exec(ctx, `delete from desk_translators where tenant_id = $1`, desk)
	return touched(tag.RowsAffected(), err)
}

// wordsOf a message that people wrote.
func wordsOf(ctx context.Context, tx *db.Tx, desk, ticket, message uuid.UUID) (body string, err error) {
	err = tx.QueryRow(ctx, `select body from ticket_messages where tenant_id = $1 and ticket_id = $2 and id = $3 and kind <> 'event' and body <> ''`, desk, ticket, message).Scan(&body)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return body, err
}

func translationOf(ctx context.Context, tx *db.Tx, desk, message uuid.UUID, to string) (t Translation, made bool, err error) {
	err = tx.QueryRow(ctx, `select message_id, locale, original_locale, body, at from desk_translations where tenant_id = $1 and message_id = $2 and locale = $3`, desk, message, to).
		Scan(&t.Message, &t.To, &t.From, &t.Body, &t.At)
	if errors.Is(err, pgx.ErrNoRows) {
		return Translation{}, false, nil
	}
	return t, err == nil, err
}

// keepTranslation of a message; the first that is made stays.
func keepTranslation(ctx context.Context, tx *db.Tx, of Ticket, t Translation) error {
	_, err := tx.Exec(ctx, `insert into desk_translations (tenant_id, message_id, locale, original_locale, body, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
		of.Desk, t.Message, t.To, t.From, t.Body, t.At)
	return err
}

// translations of the messages of a ticket.
func translations(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID) (list []Translation, err error) {
	err = collect(ctx, tx, &list, `
		select r.message_id, r.locale, r.original_locale, r.body, r.at
		from ticket_messages m join desk_translations r on r.tenant_id = m.tenant_id and r.message_id = m.id
		where m.tenant_id = $1 and m.ticket_id = $2 order by r.at, r.message_id, r.locale limit 1000`, desk, ticket)
	return list, err
}
