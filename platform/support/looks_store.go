package support

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func noteLook(ctx context.Context, tx *db.Tx, desk, ticket, user uuid.UUID, writing bool, now, over time.Time) error {
	// Whose time is over goes with whoever comes next.
	if _, err := tx.Exec(ctx, `delete from desk_looks where (tenant_id, ticket_id, user_id) in (
		select tenant_id, ticket_id, user_id from desk_looks where tenant_id = $1 and seen_at < $2 for update skip locked)`, desk, over); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `
		insert into desk_looks as l (tenant_id, ticket_id, user_id, typing, since, seen_at)
		select t.tenant_id, t.id, $3, $4, $5, $5 from tickets t where t.tenant_id = $1 and t.id = $2
		on conflict (tenant_id, ticket_id, user_id) do update set typing = $4, seen_at = $5`, desk, ticket, user, writing, now)
	if db.IsConstraint(err, "desk_looks_tenant_id_user_id_fkey") {
		return errs.Missing() // a program has no eyes
	}
	return touched(tag.RowsAffected(), err)
}

func othersLooking(ctx context.Context, tx *db.Tx, desk, ticket, user uuid.UUID, since time.Time) (list []Looking, err error) {
	err = collect(ctx, tx, &list, `
		select l.user_id, coalesce(nullif(u.name, ''), u.login), l.since, l.typing from desk_looks l
		join users u on u.tenant_id = l.tenant_id and u.id = l.user_id and u.status = 'active'
		where l.tenant_id = $1 and l.ticket_id = $2 and l.user_id <> $3 and l.seen_at >= $4 order by l.since, l.user_id`, desk, ticket, user, since)
	return list, err
}

func dropLook(ctx context.Context, tx *db.Tx, desk, ticket, user uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from desk_looks where tenant_id = $1 and ticket_id = $2 and user_id = $3`, desk, ticket, user)
	return err
}
