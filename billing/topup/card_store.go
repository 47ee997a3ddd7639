package topup

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

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

// cardTopup is a payment by card, its row locked.
type cardTopup struct {
	Topup

	intent string
	// funded: there is a wallet that it goes to.
	funded bool
	// autopay: it is what its customer's autopay waits for.
	autopay bool
}

// lockTopups locks payments by card, in the order of their ids.
func lockTopups(ctx context.Context, tx *db.Tx, keeper uuid.UUID, ids ...uuid.UUID) ([]cardTopup, error) {
	rows, err := tx.Query(ctx, `
		select p.id, p.counterparty_id, p.unit, p.amount, p.state, p.gone_back, p.automatic, coalesce(p.intent, ''),
			exists (select from ledger_accounts w where w.tenant_id = p.tenant_id and w.unit = p.unit and w.counterparty_id = p.counterparty_id),
			exists (select from autopays a where a.tenant_id = p.tenant_id and a.counterparty_id = p.counterparty_id and a.topup_id = p.id)
		from topups p where p.tenant_id = $1 and p.id = any ($2) and p.source = 'card' order by p.id for no key update of p`, keeper, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (t cardTopup, err error) {
		err = row.Scan(&t.ID, &t.Customer, &t.Currency, &t.Amount, &t.State, &t.GoneBack, &t.Automatic, &t.intent, &t.funded, &t.autopay)
		return t, err
	})
}

// lockTopup locks a payment by card, and reads what of it is in the books.
func lockTopup(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (t cardTopup, done map[string]uuid.UUID, err error) {
	list, err := lockTopups(ctx, tx, keeper, id)
	if err == nil && len(list) == 0 {
		err = errNone
	}
	if err != nil {
		return t, nil, err
	}
	rows, err := tx.Query(ctx, `select name, transaction_id from topup_moves where tenant_id = $1 and topup_id = $2`, keeper, id)
	if err != nil {
		return t, nil, err
	}
	defer rows.Close()
	done = map[string]uuid.UUID{}
	for rows.Next() {
		var name string
		var transaction uuid.UUID
		if err := rows.Scan(&name, &transaction); err != nil {
			return t, nil, err
		}
		done[name] = transaction
	}
	return list[0], done, rows.Err()
}

// movedBy are those of some payments that have a move of that name in the books.
func movedBy(ctx context.Context, tx *db.Tx, keeper uuid.UUID, name string, ids []uuid.UUID) ([]uuid.UUID, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := tx.Query(ctx, `select m.topup_id from topup_moves m where m.tenant_id = $1 and m.name = $2 and m.topup_id = any ($3)`, keeper, name, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// noted is a payment, or something that was done to it, with its transaction.
type noted struct {
	topup       uuid.UUID
	intent      string
	amount      money.Amount
	transaction uuid.UUID
}

// payTopups is payTopup of many, and insertMove of their fees.
func payTopups(ctx context.Context, tx *db.Tx, keeper uuid.UUID, paid, fees []noted, at time.Time) (err error) {
	b := &pgx.Batch{}
	topups, intents, _, transactions := columns(paid)
	b.Queue(`
		update topups p set state = 'paid', intent = x.intent, transaction_id = x.transaction_id, paid_at = $5
		from unnest($2::uuid[], $3::text[], $4::uuid[]) as x (id, intent, transaction_id)
		where p.tenant_id = $1 and p.id = x.id`, keeper, topups, intents, transactions, at)
	if len(fees) > 0 {
		topups, _, amounts, transactions := columns(fees)
		b.Queue(`
			insert into topup_moves (tenant_id, topup_id, name, amount, transaction_id, booked_at)
			select $1, x.id, $2, x.amount, x.transaction_id, $6 from unnest($3::uuid[], $4::bigint[], $5::uuid[]) as x (id, amount, transaction_id)`,
			keeper, feeMove, topups, amounts, transactions, at)
	}
	sent, err := tx.SendBatch(ctx, b)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sent.Close()) }()
	tag, err := sent.Exec()
	if err == nil && tag.RowsAffected() != int64(len(paid)) {
		err = errors.New("a payment that was locked has changed")
	}
	return err
}

// columns are what is noted side by side, as unnest takes it.
func columns(list []noted) (topups []uuid.UUID, intents []string, amounts []int64, transactions []uuid.UUID) {
	for _, n := range list {
		topups, intents, amounts, transactions = append(topups, n.topup), append(intents, n.intent), append(amounts, int64(n.amount)), append(transactions, n.transaction)
	}
	return topups, intents, amounts, transactions
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
	err = tx.QueryRow(ctx, `select id, counterparty_id, unit, amount, state, gone_back, created_at, coalesce(intent, '') from topups where tenant_id = $1 and id = $2`, keeper, id).
		Scan(&t.ID, &t.Customer, &t.Currency, &t.Amount, &t.State, &t.GoneBack, &t.CreatedAt, &intent)
	return t, intent, err
}

// countFailed counts the refunds of a payment that came back.
func countFailed(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from topup_moves where tenant_id = $1 and topup_id = $2 and name like '% failed'`, keeper, id).Scan(&n)
	return n, err
}

// holdRefund writes down that money of a customer is on its way out; false: some of it already is.
func holdRefund(ctx context.Context, tx *db.Tx, keeper uuid.UUID, t Topup, amount int64, now, until time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		insert into refunds_under_way (tenant_id, counterparty_id, topup_id, amount, gone_back, until) values ($1, $2, $3, $6, $7, $5)
		on conflict (tenant_id, counterparty_id) do update set topup_id = excluded.topup_id, amount = excluded.amount, gone_back = excluded.gone_back,
			until = excluded.until where refunds_under_way.until <= $4`,
		keeper, t.Customer, t.ID, now, until, amount, t.GoneBack)
	return tag.RowsAffected() == 1, err
}

// endRefund says that nothing is on its way any more; where that is not known, that the next one has to ask.
func endRefund(ctx context.Context, tx *db.Tx, keeper uuid.UUID, t Topup, known bool, now time.Time) error {
	query := `delete from refunds_under_way where tenant_id = $1 and counterparty_id = $2 and topup_id = $3 and $4::timestamptz is not null`
	if !known {
		query = `update refunds_under_way set until = $4 where tenant_id = $1 and counterparty_id = $2 and topup_id = $3`
	}
	_, err := tx.Exec(ctx, query, keeper, t.Customer, t.ID, now)
	return err
}

// leftOver is a refund that was begun and not ended.
type leftOver struct {
	topup  uuid.UUID
	intent string
	// amount of it, and before what of the payment had gone back before.
	amount, before int64
	until          time.Time
}

// leftRefund is a customer's refund that was begun, not ended, and may be taken over; one without an intent: there is none.
func leftRefund(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, now time.Time) (l leftOver, err error) {
	err = tx.QueryRow(ctx, `
		select o.id, coalesce(o.intent, ''), u.amount, u.gone_back, u.until
		from refunds_under_way u join topups o on o.tenant_id = u.tenant_id and o.id = u.topup_id
		where u.tenant_id = $1 and u.counterparty_id = $2 and u.until <= $3`, keeper, customer, now).Scan(&l.topup, &l.intent, &l.amount, &l.before, &l.until)
	if errors.Is(err, errNone) {
		return leftOver{}, nil
	}
	return l, err
}

// forgetRefund ends one that was left, unless somebody has taken it over meanwhile.
func forgetRefund(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, l leftOver) error {
	_, err := tx.Exec(ctx, `delete from refunds_under_way where tenant_id = $1 and counterparty_id = $2 and topup_id = $3 and until = $4`, keeper, customer, l.topup, l.until)
	return err
}

// refunding tells whether money of a customer is on its way to a card, or may be.
func refunding(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (yes bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from refunds_under_way where tenant_id = $1 and counterparty_id = $2)`, keeper, customer).Scan(&yes)
	return yes, err
}
