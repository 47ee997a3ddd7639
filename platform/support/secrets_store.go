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

func insertSecret(ctx context.Context, tx *db.Tx, t Ticket, id uuid.UUID, label string, sealed []byte, by uuid.UUID, at, until time.Time) error {
	_, err := tx.Exec(ctx, `insert into ticket_secrets (id, tenant_id, counterparty_id, ticket_id, label, sealed, given_by, given_at, expires_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, id, t.Desk, t.Counterparty, t.ID, label, sealed, by, at, until)
	return err
}

func secretsOf(ctx context.Context, tx *db.Tx, desk, ticket uuid.UUID) ([]Secret, error) {
	rows, err := tx.Query(ctx, `
		select s.id, s.label, s.given_at, s.expires_at, s.gone_at is not null, s.reads
		from ticket_secrets s where s.tenant_id = $1 and s.ticket_id = $2 order by s.id`, desk, ticket)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Secret])
}

func endSecret(ctx context.Context, tx *db.Tx, t Ticket, id uuid.UUID, at time.Time) error {
	tag, err := tx.Exec(ctx, `update ticket_secrets set sealed = null, gone_at = coalesce(gone_at, $4) where tenant_id = $1 and ticket_id = $2 and id = $3`, t.Desk, t.ID, id, at)
	return touched(tag.RowsAffected(), err)
}

func sealedSecret(ctx context.Context, tx *db.Tx, desk, ticket, id uuid.UUID, at time.Time) (label string, sealed []byte, err error) {
	err = tx.QueryRow(ctx, `select label, case when expires_at > $4 then sealed end from ticket_secrets where tenant_id = $1 and ticket_id = $2 and id = $3`,
		desk, ticket, id, at).Scan(&label, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return label, sealed, err
}

func noteRead(ctx context.Context, tx *db.Tx, desk, secret, by uuid.UUID, at time.Time) error {
	if _, err := tx.Exec(ctx, `insert into ticket_secret_reads (id, tenant_id, secret_id, read_by, read_at) values ($1, $2, $3, $4, $5)`, uuid.Must(uuid.NewV7()), desk, secret, by, at); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update ticket_secrets set reads = reads + 1 where tenant_id = $1 and id = $2`, desk, secret)
	return err
}

func dropSecrets(ctx context.Context, tx *db.Tx, at time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `update ticket_secrets set sealed = null, gone_at = $1 where sealed is not null and expires_at <= $1`, at)
	return tag.RowsAffected(), err
}
