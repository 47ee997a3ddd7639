package customers

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func lockTerms(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID) (name string, t Terms, err error) {
	err = tx.QueryRow(ctx, `
select t.name, c.tier, c.paper_number, c.signed_on
from contracts c join tenants t on t.id = c.counterparty_id
where c.tenant_id = $1 and c.counterparty_id = $2
for no key update of c`, provider, customer).Scan(&name, &t.Tier, &t.Agreement, &t.AgreedOn)
	return name, t, err
}

// WriteTerms puts terms that were checked into the transaction of the provider that the customer belongs to.
func WriteTerms(ctx context.Context, tx *db.Tx, s db.Scope, customer uuid.UUID, t Terms) error {
	_, err := tx.Exec(ctx, `update contracts set tier = $3, paper_number = $4, signed_on = $5 where tenant_id = $1 and counterparty_id = $2`,
		s.Tenant(), customer, t.Tier, t.Agreement, t.AgreedOn)
	return err
}

func readNotes(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID) ([]Note, error) {
	rows, err := tx.Query(ctx, `
select n.id, n.text, coalesce(nullif(u.name, ''), u.login, ''), n.created_at
from customer_remarks n left join users u on u.tenant_id = n.tenant_id and u.id = n.by_user
where n.tenant_id = $1 and n.customer_id = $2
order by n.created_at desc, n.id`, provider, customer)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Note])
}

func countNotes(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from customer_remarks where tenant_id = $1 and customer_id = $2`, provider, customer).Scan(&n)
	return n, err
}

func insertNote(ctx context.Context, tx *db.Tx, provider, id, customer, by uuid.UUID, text string, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into customer_remarks (id, tenant_id, customer_id, text, by_user, created_at) values ($1, $2, $3, $4, $5, $6)`,
		id, provider, customer, text, by, at)
	return err
}

func deleteNote(ctx context.Context, tx *db.Tx, provider, customer, note uuid.UUID) (text string, err error) {
	err = tx.QueryRow(ctx, `delete from customer_remarks where tenant_id = $1 and customer_id = $2 and id = $3 returning text`,
		provider, customer, note).Scan(&text)
	return text, err
}
