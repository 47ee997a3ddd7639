package fleet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// A reseller reads the names of its own customers by the edge between them.
const selectStock = `
	select s.id, s.protocol, s.model, s.identity, s.phone, s.note, s.operator_owned, s.state, s.code_hash is not null,
		s.customer_id, coalesce(c.name, ''), s.handed_at, s.account_id, coalesce(a.name, ''), s.activated_at, s.created_at
	from stock s
		left join tenants c on c.id = s.customer_id
		left join tenants a on a.id = s.account_id`

func scanStock(row pgx.CollectableRow) (t Stocked, err error) {
	err = row.Scan(&t.ID, &t.Protocol, &t.Model, &t.Identity, &t.Phone, &t.Note, &t.OperatorOwned, &t.State, &t.HasCode,
		&t.Customer, &t.CustomerName, &t.HandedAt, &t.Account, &t.AccountName, &t.ActivatedAt, &t.CreatedAt)
	t.CreatedAt, t.HandedAt, t.ActivatedAt = t.CreatedAt.UTC(), utc(t.HandedAt), utc(t.ActivatedAt)
	return t, err
}

func listStock(ctx context.Context, tx *db.Tx, q StockQuery) ([]Stocked, error) {
	args := []any{q.Limit + 1}
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	where := []string{"true"}
	if search := strings.ToLower(strings.TrimSpace(q.Search)); search != "" {
		like := arg(search)
		where = append(where, "(strpos(lower(s.identity), "+like+") > 0 or strpos(s.phone, "+like+") > 0 or strpos(lower(s.model), "+like+
			") > 0 or strpos(lower(s.note), "+like+") > 0)")
	}
	if q.State != "" {
		where = append(where, "s.state = "+arg(q.State))
	}
	if q.After != uuid.Nil {
		after := arg(q.After)
		where = append(where, "(s.created_at, s.id) < ((select p.created_at from stock p where p.id = "+after+"), "+after+")")
	}
	rows, err := tx.Query(ctx, selectStock+" where "+strings.Join(where, " and ")+" order by s.created_at desc, s.id desc limit $1", args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanStock)
}

func readStock(ctx context.Context, tx *db.Tx, id uuid.UUID) (Stocked, error) {
	rows, err := tx.Query(ctx, selectStock+" where s.id = $1", id)
	if err != nil {
		return Stocked{}, err
	}
	t, err := pgx.CollectExactlyOneRow(rows, scanStock)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return t, err
}

// lockStock reads a row that nobody else changes meanwhile.
func lockStock(ctx context.Context, tx *db.Tx, id uuid.UUID) (Stocked, error) {
	if _, err := tx.Exec(ctx, `select from stock where id = $1 for update`, id); err != nil {
		return Stocked{}, err
	}
	return readStock(ctx, tx, id)
}

func insertStock(ctx context.Context, tx *db.Tx, s db.Scope, id uuid.UUID, spec StockSpec, key string, at time.Time) (added bool, err error) {
	tag, err := tx.Exec(ctx, `
		insert into stock (id, tenant_id, protocol, model, identity, identity_key, phone, note, operator_owned, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (tenant_id, identity_key) do nothing`,
		id, s.Tenant(), spec.Protocol, spec.Model, spec.Identity, key, spec.Phone, spec.Note, spec.OperatorOwned, at)
	return tag.RowsAffected() == 1, err
}

func updateStock(ctx context.Context, tx *db.Tx, id uuid.UUID, c StockChange) error {
	_, err := tx.Exec(ctx, `update stock set model = coalesce($2, model), phone = coalesce($3, phone), note = coalesce($4, note),
		operator_owned = coalesce($5, operator_owned) where id = $1`, id, c.Model, c.Phone, c.Note, c.OperatorOwned)
	return err
}

func deleteStock(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from stock where id = $1`, id)
	return err
}

// labelStock gives a row a new code; the one before is worth nothing.
func labelStock(ctx context.Context, tx *db.Tx, id uuid.UUID, hash []byte, at time.Time) error {
	_, err := tx.Exec(ctx, `update stock set code_hash = $2, code_made_at = $3 where id = $1`, id, hash, at)
	return err
}

func handStock(ctx context.Context, tx *db.Tx, id uuid.UUID, customer *uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update stock set state = 'handed_out', customer_id = $2, handed_at = $3 where id = $1`, id, customer, at)
	return err
}

func returnStock(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `update stock set state = 'returned', code_hash = null, customer_id = null, handed_at = null, account_id = null,
		tracker_id = null, activated_at = null where id = $1`, id)
	return err
}

// stockCustomer tells whether a tenant is a customer of the one acted in.
func stockCustomer(ctx context.Context, tx *db.Tx, s db.Scope, customer uuid.UUID) (is bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from tenants where id = $1 and parent_id = $2 and kind = 'account')`, customer, s.Tenant()).Scan(&is)
	return is, err
}

// stockInUse tells whether the tracker that a row of stock has become stands for an object now, of an account that is the realm's still: of
// another's customers nothing is told.
func stockInUse(ctx context.Context, tx *db.Tx, realm, id uuid.UUID) (used bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from stock s join bindings b on b.tracker_id = s.tracker_id and b.tenant_id = s.account_id
		join tenants a on a.id = s.account_id and a.realm_id = s.tenant_id
		where s.id = $2 and s.tenant_id = $1 and upper_inf(b.span))`, realm, id).Scan(&used)
	return used, err
}

// markTracker writes the mark of a row of stock to the tracker that it has become, while the account is the realm's.
func markTracker(ctx context.Context, tx *db.Tx, realm, id uuid.UUID) (tracker uuid.UUID, changed bool, err error) {
	err = tx.QueryRow(ctx, `update trackers t set operator_owned = s.operator_owned from stock s
		where s.id = $2 and s.tenant_id = $1 and s.state = 'active' and t.id = s.tracker_id and t.tenant_id = s.account_id
			and exists (select from tenants a where a.id = s.account_id and a.realm_id = s.tenant_id)
			and t.operator_owned <> s.operator_owned
		returning t.id`, realm, id).Scan(&tracker)
	if errors.Is(err, pgx.ErrNoRows) {
		return uuid.Nil, false, nil
	}
	return tracker, err == nil, err
}
