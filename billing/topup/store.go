package topup

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// errNone says that there is no such row.
var errNone = pgx.ErrNoRows

type customer struct {
	id     uuid.UUID
	name   string
	number string
}

func collectCustomers(rows pgx.Rows, err error) ([]customer, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c customer, err error) {
		err = row.Scan(&c.id, &c.name, &c.number)
		return c, err
	})
}

func readCustomer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (name, status string, err error) {
	err = tx.QueryRow(ctx, `
		select t.name, t.status from contracts c join tenants t on t.id = c.counterparty_id
		where c.tenant_id = $1 and c.counterparty_id = $2`, keeper, customer).Scan(&name, &status)
	return name, status, err
}

// readFormer is what a customer was called that has moved away.
func readFormer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (name string, err error) {
	err = tx.QueryRow(ctx, `select f.name from former_customers f where f.tenant_id = $1 and f.counterparty_id = $2`, keeper, customer).Scan(&name)
	return name, err
}

// customersByNumber finds live customers: what comes in for one that has left waits for somebody to decide.
func customersByNumber(ctx context.Context, tx *db.Tx, keeper uuid.UUID, numbers []string) (map[string]customer, error) {
	found := map[string]customer{}
	if len(numbers) == 0 {
		return found, nil
	}
	list, err := collectCustomers(tx.Query(ctx, `
		select t.id, t.name, c.number from contracts c join tenants t on t.id = c.counterparty_id
		where c.tenant_id = $1 and c.number = any($2) and t.status <> 'closed'`, keeper, numbers))
	for _, c := range list {
		found[c.number] = c
	}
	return found, err
}

func customersByPayer(ctx context.Context, tx *db.Tx, keeper uuid.UUID, account string) ([]customer, error) {
	if account == "" {
		return nil, nil
	}
	return collectCustomers(tx.Query(ctx, `
		select distinct t.id, t.name, c.number
		from bank_receipts r join contracts c on c.tenant_id = r.tenant_id and c.counterparty_id = r.counterparty_id join tenants t on t.id = c.counterparty_id
		where r.tenant_id = $1 and r.payer_account = $2 and r.payer_account <> '' and r.counterparty_id is not null and t.status <> 'closed'
		order by t.name limit 5`, keeper, account))
}

func customersByName(ctx context.Context, tx *db.Tx, keeper uuid.UUID, name string) ([]customer, error) {
	if name == "" {
		return nil, nil
	}
	return collectCustomers(tx.Query(ctx, `
		select t.id, t.name, c.number from contracts c join tenants t on t.id = c.counterparty_id
		where c.tenant_id = $1 and t.name_key = $2 and t.status <> 'closed' order by c.number limit 5`, keeper, tenant.NameKey(name)))
}

const insertsTopup = `
	insert into topups (id, tenant_id, counterparty_id, unit, amount, source, state, transaction_id, comment, by_user, created_at, paid_at, automatic)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

func (t Topup) values(keeper, by uuid.UUID) []any {
	return []any{t.ID, keeper, t.Customer, t.Currency, t.Amount, t.Source, t.State, t.Transaction, t.Comment, user(by), t.CreatedAt, t.PaidAt, t.Automatic}
}

func insertTopup(ctx context.Context, tx *db.Tx, keeper uuid.UUID, t Topup, by uuid.UUID) error {
	_, err := tx.Exec(ctx, insertsTopup, t.values(keeper, by)...)
	return err
}

func insertTopups(ctx context.Context, tx *db.Tx, keeper uuid.UUID, list []Topup, by uuid.UUID) error {
	b := &pgx.Batch{}
	for _, t := range list {
		b.Queue(insertsTopup, t.values(keeper, by)...)
	}
	return send(ctx, tx, b)
}

// send sends statements in one round trip.
func send(ctx context.Context, tx *db.Tx, b *pgx.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	sent, err := tx.SendBatch(ctx, b)
	if err != nil {
		return err
	}
	return sent.Close()
}

func readTopups(ctx context.Context, tx *db.Tx, me uuid.UUID, own bool, after Place, limit int) ([]Topup, error) {
	column := "tenant_id"
	if own {
		column = "counterparty_id"
	}
	if after.At.IsZero() {
		after = Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), ID: uuid.Max}
	}
	rows, err := tx.Query(ctx, `
		select p.id, p.counterparty_id, coalesce(t.name, f.name, ''), coalesce(c.number, f.number, ''), p.unit, p.amount, p.source, p.state, p.gone_back, p.comment, p.created_at, p.paid_at, p.transaction_id, p.automatic
		from topups p left join tenants t on t.id = p.counterparty_id left join contracts c on c.tenant_id = p.tenant_id and c.counterparty_id = p.counterparty_id
		left join former_customers f on f.tenant_id = p.tenant_id and f.counterparty_id = p.counterparty_id
		where p.`+column+` = $1 and (p.created_at, p.id) < ($2, $3)
		order by p.created_at desc, p.id desc limit $4`, me, after.At, after.ID, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Topup])
}

func lockImports(ctx context.Context, tx *db.Tx, keeper uuid.UUID) error {
	_, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('bank import ' || $1::text, 3))`, keeper.String())
	return err
}

func knownReceipts(ctx context.Context, tx *db.Tx, keeper uuid.UUID, prints []string) (map[string]bool, error) {
	rows, err := tx.Query(ctx, `select fingerprint from bank_receipts where tenant_id = $1 and fingerprint = any($2)`, keeper, prints)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	known := map[string]bool{}
	for _, p := range list {
		known[p] = true
	}
	return known, err
}

func insertStatement(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, name string, st bank.Statement, added int, by uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into bank_statements (id, tenant_id, name, format, account, unit, first_day, last_day, opening, closing, added, by_user, imported_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		id, keeper, name, st.Format, cut(st.Account, 100), st.Currency, st.From, st.To, st.Opening, st.Closing, added, user(by), at)
	return err
}

func insertReceipts(ctx context.Context, tx *db.Tx, keeper, statement uuid.UUID, unit string, lines []ImportedLine, written []ledger.Written) error {
	b := &pgx.Batch{}
	for i, l := range lines {
		b.Queue(`
			insert into bank_receipts (id, tenant_id, statement_id, fingerprint, line, booked_on, amount, unit, payer, payer_tax, payer_account, purpose, reference,
				state, counterparty_id, transaction_id)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
			l.id, keeper, statement, l.fingerprint, l.Line, l.Date, l.Amount, unit, cut(l.Payer, 500), cut(l.entry.Other.TaxNumber, 50), cut(l.entry.Other.Account, 100),
			cut(l.Purpose, 500), cut(l.entry.Reference, 200), l.State, l.Customer, written[i].ID)
	}
	return send(ctx, tx, b)
}

const waitingColumns = `r.id, r.booked_on, r.amount, r.unit, r.payer, r.payer_tax, r.payer_account, r.purpose, r.reference`

func (w *Waiting) columns() []any {
	return []any{&w.ID, &w.Date, &w.Amount, &w.Currency, &w.Payer, &w.PayerTax, &w.PayerAccount, &w.Purpose, &w.Reference}
}

func readWaiting(ctx context.Context, tx *db.Tx, keeper, after uuid.UUID, limit int) ([]Waiting, error) {
	rows, err := tx.Query(ctx, `select `+waitingColumns+` from bank_receipts r
		where r.tenant_id = $1 and r.state = 'unidentified' and r.id > $2 order by r.id limit $3`, keeper, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Waiting, err error) {
		err = row.Scan(w.columns()...)
		return w, err
	})
}

func lockReceipt(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (w Waiting, state string, err error) {
	err = tx.QueryRow(ctx, `select `+waitingColumns+`, r.state from bank_receipts r where r.tenant_id = $1 and r.id = $2 for no key update`, keeper, id).
		Scan(append(w.columns(), &state)...)
	return w, state, err
}

func decideReceipt(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, state string, customer *uuid.UUID, transaction uuid.UUID) error {
	tag, err := tx.Exec(ctx, `update bank_receipts set state = $3, counterparty_id = $4, settled_by = $5 where tenant_id = $1 and id = $2 and state = 'unidentified'`,
		keeper, id, state, customer, transaction)
	if err == nil && tag.RowsAffected() != 1 {
		return errors.New("a payment that was locked has changed")
	}
	return err
}

// holdWallets takes the wallets that customers, also former ones, have with the tenant acted in.
func holdWallets(ctx context.Context, tx *db.Tx, customers []uuid.UUID) error {
	if len(customers) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `select hold_wallets($1)`, customers)
	return err
}
