package escalate

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

func insertEscalation(ctx context.Context, tx *db.Tx, tenant, ticket, upper, by uuid.UUID, at time.Time, attached map[string]any) error {
	_, err := tx.Exec(ctx, `insert into escalations (id, tenant_id, ticket_id, upper_ticket_id, by_user, at, attached) values ($1, $2, $3, $4, $5, $6, $7)`,
		uuid.Must(uuid.NewV7()), tenant, ticket, upper, by, at, attached)
	return err
}

// escalationsOf reads the ticket above as whoever asked in it may.
func escalationsOf(ctx context.Context, tx *db.Tx, tenant, ticket uuid.UUID) ([]Escalation, error) {
	rows, err := tx.Query(ctx, `
		select e.upper_ticket_id, u.number, u.subject, u.state, e.at from escalations e
		join tickets u on u.id = e.upper_ticket_id and u.counterparty_id = e.tenant_id
		where e.tenant_id = $1 and e.ticket_id = $2 order by e.at, e.id`, tenant, ticket)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Escalation])
}

// nameOfAsker is what the tenant is called whose question a ticket is; empty: somebody who is no customer.
func nameOfAsker(ctx context.Context, tx *db.Tx, t support.Ticket) (name string, err error) {
	if t.Counterparty == nil || *t.Counterparty == t.Desk {
		return "", nil
	}
	err = tx.QueryRow(ctx, `select name from tenants where id = $1`, t.Counterparty).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil // they are served elsewhere now
	}
	return name, err
}

type grant struct {
	id, tenant, grantee, ticket, objectTenant, object uuid.UUID
	through                                           *uuid.UUID
	onward                                            bool
	by                                                uuid.UUID
	starts, ends                                      time.Time
}

func insertGrant(ctx context.Context, tx *db.Tx, g grant) error {
	_, err := tx.Exec(ctx, `
		insert into support_grants (id, tenant_id, grantee_id, ticket_id, object_tenant_id, object_id, through_id, onward, given_by, starts_at, ends_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		g.id, g.tenant, g.grantee, g.ticket, g.objectTenant, g.object, g.through, g.onward, g.by, g.starts, g.ends)
	switch {
	case db.IsConstraint(err, "support_grants_object_tenant_id_object_id_fkey"):
		return errs.Field("object", "bad_object", "There is no such object here. Choose one of your own.").With(err)
	case db.IsConstraint(err, "support_grants_edge"), db.IsConstraint(err, "support_grants_onward"):
		return errs.New(errs.Forbidden, "not_onward", "This look may not be handed on. Ask whoever gave it to allow that.").With(err)
	}
	return err
}

func heldGrant(ctx context.Context, tx *db.Tx, grantee, id uuid.UUID, at time.Time) (g grant, err error) {
	err = tx.QueryRow(ctx, `select object_tenant_id, object_id, onward, ends_at from support_grants
		where grantee_id = $1 and id = $2 and starts_at <= $3 and ends_at > $3 and revoked_at is null`, grantee, id, at).Scan(&g.objectTenant, &g.object, &g.onward, &g.ends)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return g, err
}

func revokeGrant(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, at time.Time) error {
	tag, err := tx.Exec(ctx, `update support_grants set revoked_at = coalesce(revoked_at, $3) where tenant_id = $1 and id = $2`, tenant, id, at)
	if err == nil && tag.RowsAffected() == 0 {
		err = errs.Missing()
	}
	return err
}

func grantsIn(ctx context.Context, tx *db.Tx, side, ticket uuid.UUID, at time.Time) ([]Given, error) {
	rows, err := tx.Query(ctx, `
		select id, ticket_id, onward, starts_at, ends_at from support_grants
		where (grantee_id = $1 or tenant_id = $1) and ticket_id = $2 and ends_at > $3 and revoked_at is null order by id`, side, ticket, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Given])
}

func look(ctx context.Context, tx *db.Tx, id uuid.UUID, at time.Time) (shown Look, err error) {
	err = tx.QueryRow(ctx, `select look_by_grant($1, $2, $3)`, id, at, uuid.Must(uuid.NewV7())).Scan(&shown)
	if err == nil && shown == nil {
		err = errs.Missing()
	}
	return shown, err
}
