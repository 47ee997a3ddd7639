package topup

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

type stripeAccount struct {
	Connected

	key, signing []byte
	endpoint     string
}

func readStripe(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (a stripeAccount, err error) {
	err = tx.QueryRow(ctx, `select hint, live, connected_at, secret_key, signing_secret, endpoint from stripe_accounts where tenant_id = $1`, keeper).
		Scan(&a.Hint, &a.Live, &a.ConnectedAt, &a.key, &a.signing, &a.endpoint)
	return a, err
}

func writeStripe(ctx context.Context, tx *db.Tx, keeper uuid.UUID, a stripeAccount) error {
	_, err := tx.Exec(ctx, `
		insert into stripe_accounts (tenant_id, secret_key, signing_secret, endpoint, hint, live, connected_at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (tenant_id) do update set secret_key = excluded.secret_key, signing_secret = excluded.signing_secret, endpoint = excluded.endpoint,
			hint = excluded.hint, live = excluded.live, connected_at = excluded.connected_at`,
		keeper, a.key, a.signing, a.endpoint, a.Hint, a.Live, a.ConnectedAt)
	return err
}

func deleteStripe(ctx context.Context, tx *db.Tx, keeper uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from stripe_accounts where tenant_id = $1`, keeper)
	return err
}

func readNumber(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (number string, err error) {
	err = tx.QueryRow(ctx, `select number from contracts where tenant_id = $1 and counterparty_id = $2`, keeper, customer).Scan(&number)
	return number, err
}

func nameSession(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, session string) error {
	_, err := tx.Exec(ctx, `update topups set session = $3 where tenant_id = $1 and id = $2`, keeper, id, session)
	return err
}

func endTopup(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `update topups set state = 'ended' where tenant_id = $1 and id = $2 and state = 'open'`, keeper, id)
	return err
}

// lockTopup locks a payment by card, and reads what of it is in the books.
func lockTopup(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (t Topup, intent string, done map[string]uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `
		select id, counterparty_id, unit, amount, state, coalesce(intent, '') from topups
		where tenant_id = $1 and id = $2 and source = 'card' for no key update`, keeper, id).
		Scan(&t.ID, &t.Customer, &t.Currency, &t.Amount, &t.State, &intent)
	if err != nil {
		return t, "", nil, err
	}
	rows, err := tx.Query(ctx, `select name, transaction_id from topup_moves where tenant_id = $1 and topup_id = $2`, keeper, id)
	if err != nil {
		return t, "", nil, err
	}
	defer rows.Close()
	done = map[string]uuid.UUID{}
	for rows.Next() {
		var name string
		var transaction uuid.UUID
		if err := rows.Scan(&name, &transaction); err != nil {
			return t, "", nil, err
		}
		done[name] = transaction
	}
	return t, intent, done, rows.Err()
}

func payTopup(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, intent string, transaction uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update topups set state = 'paid', intent = $3, transaction_id = $4, paid_at = $5 where tenant_id = $1 and id = $2`,
		keeper, id, intent, transaction, at)
	return err
}

func setGoneBack(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, amount int64) error {
	_, err := tx.Exec(ctx, `update topups set gone_back = $3 where tenant_id = $1 and id = $2 and gone_back <> $3`, keeper, id, amount)
	return err
}

func insertMove(ctx context.Context, tx *db.Tx, keeper, topup uuid.UUID, name string, amount money.Amount, transaction uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into topup_moves (tenant_id, topup_id, name, amount, transaction_id, booked_at) values ($1, $2, $3, $4, $5, $6)`,
		keeper, topup, name, int64(amount), transaction, at)
	return err
}

func readCardTopup(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (t Topup, intent string, err error) {
	err = tx.QueryRow(ctx, `select id, counterparty_id, unit, amount, state, gone_back, coalesce(intent, '') from topups where tenant_id = $1 and id = $2`, keeper, id).
		Scan(&t.ID, &t.Customer, &t.Currency, &t.Amount, &t.State, &t.GoneBack, &intent)
	return t, intent, err
}
