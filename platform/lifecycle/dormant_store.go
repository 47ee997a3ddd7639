package lifecycle

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// away is where a page of longAway went on.
type away struct {
	seen time.Time
	id   uuid.UUID
}

// longAway lists accounts of a provider's own where nobody was since a moment, in a subtree's transaction.
func longAway(ctx context.Context, tx *db.Tx, provider uuid.UUID, before time.Time, after away, limit int) ([]Dormant, error) {
	rows, err := tx.Query(ctx, `
		select c.tenant_id, t.name, c.number, nullif(c.seen_at, 'epoch'), c.created_at, c.objects
		from customers c join tenants t on t.id = c.tenant_id
		where c.parent_id = $1 and c.kind = 'account' and c.status <> 'closed' and c.seen_at < $2 and c.created_at < $2 and (c.seen_at, c.tenant_id) > ($3, $4)
		order by c.seen_at, c.tenant_id limit $5`, provider, before, after.seen, after.id, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Dormant, err error) {
		err = row.Scan(&d.ID, &d.Name, &d.Number, &d.SeenAt, &d.CreatedAt, &d.Objects)
		return d, err
	})
}

// withoutFunds keeps those of a list in whose wallets with the provider nothing is left, in its order, and says when they were warned: what
// was warned of before somebody was there last is over.
func withoutFunds(ctx context.Context, tx *db.Tx, provider uuid.UUID, list []Dormant) ([]Dormant, error) {
	ids := make([]uuid.UUID, 0, len(list))
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	rows, err := tx.Query(ctx, `
		select i.id, w.warned_at from unnest($2::uuid[]) i (id)
		left join dormant_warnings w on w.tenant_id = $1 and w.counterparty_id = i.id
		where not exists (select from ledger_accounts a where a.tenant_id = $1 and a.counterparty_id = i.id and a.unit <> 'SMS' and a.balance > 0)`, provider, ids)
	if err != nil {
		return nil, err
	}
	warned := map[uuid.UUID]*time.Time{}
	defer rows.Close()
	for rows.Next() {
		var id uuid.UUID
		var at *time.Time
		if err := rows.Scan(&id, &at); err != nil {
			return nil, err
		}
		warned[id] = at
	}
	var left []Dormant
	for _, d := range list {
		at, poor := warned[d.ID]
		if !poor {
			continue
		}
		if at != nil && (d.SeenAt == nil || at.After(*d.SeenAt)) {
			d.WarnedAt = at
		}
		left = append(left, d)
	}
	return left, rows.Err()
}

// lastSeen is when one of the users of the tenant acted in was last here; the beginning of time: never.
func lastSeen(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (at time.Time, err error) {
	err = tx.QueryRow(ctx, `select coalesce(max(seen_at), 'epoch') from sessions where tenant_id = $1`, tenant).Scan(&at)
	return at, err
}

// insertWarning writes down that an account was warned; one of long ago, after which somebody was there, is over.
func insertWarning(ctx context.Context, tx *db.Tx, provider, customer, by uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into dormant_warnings (tenant_id, counterparty_id, warned_at, by_user) values ($1, $2, $3, $4)
		on conflict (tenant_id, counterparty_id) do update set warned_at = excluded.warned_at, by_user = excluded.by_user`, provider, customer, at, by)
	return err
}
