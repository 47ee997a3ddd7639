package papers

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// entityByTenant answers with a row whether or not the entity was ever filled in: the country is there before.
const entityByTenant = `
	select coalesce(t.country, ''), coalesce(e.form, 'company'), coalesce(e.name, ''), coalesce(e.address, ''), coalesce(e.phone, ''), coalesce(e.email, ''),
		coalesce(e.registration, ''), coalesce(e.tax_number, ''), coalesce(e.tax_reason, ''), coalesce(e.bank_name, ''), coalesce(e.bank_account, ''),
		coalesce(e.bank_code, ''), coalesce(e.correspondent, ''), e.tax_rate
	from tenants t left join legal_entities e on e.tenant_id = t.id
	where t.id = $1`

const entityUpsert = `
	insert into legal_entities (tenant_id, form, name, address, phone, email, registration, tax_number, tax_reason, bank_name, bank_account, bank_code, correspondent,
		tax_rate, changed_at)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
	on conflict (tenant_id) do update set form = excluded.form, name = excluded.name, address = excluded.address, phone = excluded.phone, email = excluded.email,
		registration = excluded.registration, tax_number = excluded.tax_number, tax_reason = excluded.tax_reason, bank_name = excluded.bank_name,
		bank_account = excluded.bank_account, bank_code = excluded.bank_code, correspondent = excluded.correspondent, tax_rate = excluded.tax_rate,
		changed_at = excluded.changed_at`

// customerByID also finds one that was closed: papers about what was before are still due.
const customerByID = `
	select t.name, t.locale, c.number, k.time_zone
	from contracts c join tenants t on t.id = c.counterparty_id join tenants k on k.id = c.tenant_id
	where c.tenant_id = $1 and c.counterparty_id = $2`

// formerCustomer is one that has moved to another keeper, as it was when it left.
const formerCustomer = `
	select f.name, f.locale, f.number, k.time_zone, f.buyer
	from former_customers f join tenants k on k.id = f.tenant_id
	where f.tenant_id = $1 and f.counterparty_id = $2`

const paperColumns = `p.id, p.tenant_id, p.counterparty_id,
	coalesce(t.name, (select f.name from former_customers f where f.tenant_id = p.tenant_id and f.counterparty_id = p.counterparty_id), ''), p.kind, p.code, p.issued_on, p.unit, p.total, p.tax_rate, p.tax, p.first_day, p.last_day,
	p.corrects, p.issued_at, p.sha256`

func (p *Paper) columns() []any {
	return []any{&p.ID, &p.Keeper, &p.Customer, &p.Name, &p.Kind, &p.Code, &p.Day, &p.Currency, &p.Total, &p.TaxRate, &p.Tax, &p.First, &p.Last, &p.Corrects, &p.IssuedAt, &p.SHA256}
}

func side(received bool) string {
	if received {
		return "counterparty_id"
	}
	return "tenant_id"
}

func readPapers(ctx context.Context, tx *db.Tx, me uuid.UUID, received bool, a Asked, after Place, limit int) ([]Paper, error) {
	if after.At.IsZero() {
		after = Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), ID: uuid.Max}
	}
	rows, err := tx.Query(ctx, `
		select `+paperColumns+` from papers p left join tenants t on t.id = p.counterparty_id
		where p.`+side(received)+` = $1 and (p.issued_at, p.id) < ($2, $3) and ($4 = '' or p.kind = $4)
			and ($5 = '00000000-0000-0000-0000-000000000000'::uuid or p.counterparty_id = $5)
		order by p.issued_at desc, p.id desc limit $6`, me, after.At, after.ID, string(a.Kind), a.Customer, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Paper, err error) {
		err = row.Scan(p.columns()...)
		return p, err
	})
}

func readFile(ctx context.Context, tx *db.Tx, me uuid.UUID, received bool, id uuid.UUID) (f File, err error) {
	err = tx.QueryRow(ctx, `
		select `+paperColumns+`, f.content from papers p join paper_files f on f.paper_id = p.id left join tenants t on t.id = p.counterparty_id
		where p.`+side(received)+` = $1 and p.id = $2`, me, id).Scan(append(f.columns(), &f.Content)...)
	return f, err
}

func readPaper(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (p Paper, err error) {
	err = tx.QueryRow(ctx, `select `+paperColumns+` from papers p left join tenants t on t.id = p.counterparty_id where p.tenant_id = $1 and p.id = $2`, keeper, id).
		Scan(p.columns()...)
	return p, err
}

func readBySubject(ctx context.Context, tx *db.Tx, keeper uuid.UUID, unit string, kind invoice.Kind, subject string) (p Paper, err error) {
	err = tx.QueryRow(ctx, `select `+paperColumns+` from papers p left join tenants t on t.id = p.counterparty_id
		where p.tenant_id = $1 and p.unit = $2 and p.kind = $3 and p.subject = $4`, keeper, unit, string(kind), subject).Scan(p.columns()...)
	return p, err
}

// lockSeries holds a series until the transaction ends, and tells its last number.
func lockSeries(ctx context.Context, tx *db.Tx, keeper uuid.UUID, unit string, kind invoice.Kind) (last int64, err error) {
	if _, err := tx.Exec(ctx, `insert into paper_series (tenant_id, unit, kind) values ($1, $2, $3) on conflict do nothing`, keeper, unit, string(kind)); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `select last from paper_series where tenant_id = $1 and unit = $2 and kind = $3 for no key update`, keeper, unit, string(kind)).Scan(&last)
	return last, err
}

func takeNumber(ctx context.Context, tx *db.Tx, keeper uuid.UUID, unit string, kind invoice.Kind) error {
	_, err := tx.Exec(ctx, `update paper_series set last = last + 1 where tenant_id = $1 and unit = $2 and kind = $3`, keeper, unit, string(kind))
	return err
}

func insertPaper(ctx context.Context, tx *db.Tx, p Paper, d draft, number int64, named, content []byte) error {
	_, err := tx.Exec(ctx, `
		insert into papers (id, tenant_id, counterparty_id, unit, kind, number, code, subject, issued_on, issued_at, first_day, last_day, total, tax_rate, tax,
			transaction_id, corrects, locale, sha256, bytes)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		p.ID, p.Keeper, p.Customer, p.Currency, string(p.Kind), number, p.Code, d.subject, p.Day, p.IssuedAt, p.First, p.Last, p.Total, p.TaxRate, p.Tax,
		d.transaction, p.Corrects, d.Locale, p.SHA256, len(content))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into paper_files (paper_id, tenant_id, counterparty_id, named, content) values ($1, $2, $3, $4, $5)`, p.ID, p.Keeper, p.Customer, named, content)
	return err
}

// paid is a credit for which a receipt is due.
type paid struct {
	id       uuid.UUID
	keeper   uuid.UUID
	bookedAt time.Time
}

// receiptsDue lists credits since a moment that have no receipt, from after one on. For the worker.
func receiptsDue(ctx context.Context, tx *db.Tx, since time.Time, after paid, limit int) ([]paid, error) {
	rows, err := tx.Query(ctx, `
		select t.id, t.tenant_id, t.booked_at from ledger_transactions t
		where t.kind in ('topup', 'assignment') and t.counterparty_id is not null and t.unit <> 'SMS'
			and t.booked_at >= $1 and (t.booked_at, t.id) > ($2, $3)
			and not exists (select from papers p where p.tenant_id = t.tenant_id and p.unit = t.unit and p.kind = 'receipt' and p.subject = t.id::text)
		order by t.booked_at, t.id limit $4`, since, after.bookedAt, after.id, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p paid, err error) {
		err = row.Scan(&p.id, &p.keeper, &p.bookedAt)
		return p, err
	})
}

// readMark is until when credits were looked through; zero: never.
func readMark(ctx context.Context, tx *db.Tx) (until time.Time, err error) {
	err = tx.QueryRow(ctx, "select coalesce((select until from receipt_marks), '0001-01-01')").Scan(&until)
	return until, err
}

// writeMark moves it; several processes may do so at once, and never back.
func writeMark(ctx context.Context, tx *db.Tx, until time.Time) error {
	_, err := tx.Exec(ctx, `insert into receipt_marks (until) values ($1) on conflict (the_one) do update set until = excluded.until where receipt_marks.until < excluded.until`, until)
	return err
}

// month is a wallet's month for which papers are due.
type month struct {
	wallet   uuid.UUID
	keeper   uuid.UUID
	customer uuid.UUID
	unit     string
	// name of it: 2026-10.
	name string
	// from and to bound it in the keeper's zone: from ≤ t < to.
	from, to time.Time
}

// monthsDue lists wallets with entries in one of the last months that are over where the keeper is, and without a statement of it,
// from after one on. For the worker.
func monthsDue(ctx context.Context, tx *db.Tx, at time.Time, after month, limit int) ([]month, error) {
	rows, err := tx.Query(ctx, `
		with spans as (
			select b.tenant_id, b.unit, to_char(m.first, 'YYYY-MM') as name, m.first at time zone t.time_zone as since, (m.first + interval '1 month') at time zone t.time_zone as till
			from books b join tenants t on t.id = b.tenant_id
			cross join lateral generate_series(1, 3) n
			cross join lateral (select date_trunc('month', $1::timestamptz at time zone t.time_zone) - n * interval '1 month' as first) m
			where b.unit <> 'SMS')
		select a.id, s.tenant_id, a.counterparty_id, s.unit, s.name, s.since, s.till
		from spans s join ledger_accounts a on a.tenant_id = s.tenant_id and a.unit = s.unit and a.counterparty_id is not null
		where (a.id, s.name) > ($2, $3)
			and exists (select from ledger_entries e where e.account_id = a.id and e.booked_at >= s.since and e.booked_at < s.till)
			and not exists (select from papers p where p.tenant_id = s.tenant_id and p.unit = s.unit and p.kind = 'statement' and p.subject = s.name || ' ' || a.counterparty_id)
		order by a.id, s.name limit $4`, at, after.wallet, after.name, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m month, err error) {
		err = row.Scan(&m.wallet, &m.keeper, &m.customer, &m.unit, &m.name, &m.from, &m.to)
		return m, err
	})
}

// sold is what was earned with a customer of one kind of thing, less what of it was taken back.
type sold struct {
	kind   string
	amount int64
}

func readSold(ctx context.Context, tx *db.Tx, m month) ([]sold, error) {
	rows, err := tx.Query(ctx, `
		select substr(a.kind, 9), sum(o.amount)::bigint
		from ledger_entries e join ledger_entries o on o.transaction_id = e.transaction_id join ledger_accounts a on a.id = o.account_id
		where e.account_id = $1 and e.booked_at >= $2 and e.booked_at < $3 and a.kind like 'revenue:%'
		group by a.kind having sum(o.amount) <> 0 order by a.kind`, m.wallet, m.from, m.to)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s sold, err error) {
		err = row.Scan(&s.kind, &s.amount)
		return s, err
	})
}

// charged is what was debited for objects under one plan at one price.
type charged struct {
	plan   string
	n      int
	price  int64
	amount int64
}

// readCharged reads what the debits of a month were for; the transaction acts in the customer.
func readCharged(ctx context.Context, tx *db.Tx, m month) ([]charged, error) {
	rows, err := tx.Query(ctx, `
		select p.name, count(*), c.amount, sum(c.amount)::bigint
		from charges c join plan_versions v on v.id = c.version_id join plans p on p.id = v.plan_id
		where c.tenant_id = $1 and c.keeper_id = $2 and c.currency = $3 and c.booked_at >= $4 and c.booked_at < $5 and c.amount > 0
		group by p.name, c.amount order by p.name, c.amount desc`, m.customer, m.keeper, m.unit, m.from, m.to)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c charged, err error) {
		err = row.Scan(&c.plan, &c.n, &c.price, &c.amount)
		return c, err
	})
}

// daily is what happened to a wallet on a day by one kind of transactions.
type daily struct {
	day    time.Time
	kind   string
	n      int
	amount int64
}

func readDaily(ctx context.Context, tx *db.Tx, m month, zone string) ([]daily, error) {
	rows, err := tx.Query(ctx, `
		select (e.booked_at at time zone $4)::date, t.kind, count(*), sum(e.amount)::bigint
		from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
		where e.account_id = $1 and e.booked_at >= $2 and e.booked_at < $3
		group by 1, 2 order by 1, 2`, m.wallet, m.from, m.to, zone)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d daily, err error) {
		err = row.Scan(&d.day, &d.kind, &d.n, &d.amount)
		return d, err
	})
}

// countEntries counts those of a month, at most so many.
func countEntries(ctx context.Context, tx *db.Tx, m month, most int) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from (select from ledger_entries where account_id = $1 and booked_at >= $2 and booked_at < $3 limit $4) x`, m.wallet, m.from, m.to, most).Scan(&n)
	return n, err
}

// left is an invoice, and what credit notes have left of it.
type left struct {
	paper Paper
	left  money.Amount
}

// creditable are the invoices of a customer that have something left, the newest first.
func creditable(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, unit string) ([]left, error) {
	rows, err := tx.Query(ctx, `
		select `+paperColumns+`, p.total - c.gone from papers p left join tenants t on t.id = p.counterparty_id
		cross join lateral (select coalesce(sum(n.total), 0)::bigint as gone from papers n where n.corrects = p.id) c
		where p.tenant_id = $1 and p.counterparty_id = $2 and p.unit = $3 and p.kind = 'invoice' and p.total > c.gone
		order by p.issued_at desc, p.number desc limit 100`, keeper, customer, unit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (l left, err error) {
		err = row.Scan(append(l.paper.columns(), &l.left)...)
		return l, err
	})
}

// credited is what credit notes have taken off an invoice.
func credited(ctx context.Context, tx *db.Tx, invoice uuid.UUID) (sum int64, err error) {
	err = tx.QueryRow(ctx, `select coalesce(sum(total), 0)::bigint from papers where corrects = $1`, invoice).Scan(&sum)
	return sum, err
}

// keeperOf is whose customer the tenant acted in is. pgx.ErrNoRows: the platform's own is nobody's.
func keeperOf(ctx context.Context, tx *db.Tx, me uuid.UUID) (keeper uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `select tenant_id from contracts where counterparty_id = $1`, me).Scan(&keeper)
	return keeper, err
}

func trades(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (yes bool, err error) {
	err = tx.QueryRow(ctx, `select keeper_trades($1)`, keeper).Scan(&yes)
	return yes, err
}
