package service_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

var halloween = time.Date(2027, 10, 31, 12, 0, 0, 0, time.UTC)

var euro = money.MustParse("EUR")

// engineWorld is a platform with a reseller, and an engine on a clock that stands still.
type engineWorld struct {
	*service.Engine
	ledger  *ledger.Ledger
	db      *db.DB
	url     string
	admin   *pgx.Conn
	clock   *clock.Set
	tenants *tenant.Tenants
	root    db.Scope
	keeper  db.Scope
}

func setupEngine(t *testing.T) *engineWorld {
	t.Helper()
	w := &engineWorld{url: testdb.URL(t), clock: clock.At(halloween)}
	w.db = testdb.Open(t, w.url)
	ctx := t.Context()
	var err error
	w.admin, err = pgx.Connect(ctx, w.url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = w.admin.Close(context.Background()) })
	w.tenants = tenant.New(w.db)
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	w.ledger = ledger.New(w.db, w.clock)
	w.Engine = service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock, Batch: 3})
	w.keeper = w.open(t, w.root, tenant.Reseller, "Keeper", "UTC")
	return w
}

// fataler is what testing.T and rapid.T have in common.
type fataler interface {
	require.TestingT
	Helper()
}

func (w *engineWorld) open(t fataler, parent db.Scope, kind tenant.Kind, name, zone string) db.Scope {
	t.Helper()
	ctx := context.Background()
	opened, err := w.tenants.Open(ctx, parent, tenant.Opening{Kind: kind, Name: name, TimeZone: zone})
	require.NoError(t, err)
	scope, err := w.tenants.Scope(ctx, opened.ID, opened.ID)
	require.NoError(t, err)
	if kind == tenant.Reseller {
		require.NoError(t, w.db.InTenant(ctx, scope, func(tx *db.Tx) error { return w.ledger.OpenBook(ctx, tx, scope.Tenant(), euro) }))
	}
	return scope
}

func (w *engineWorld) exec(t fataler, sql string, args ...any) {
	t.Helper()
	_, err := w.admin.Exec(context.Background(), sql, args...)
	require.NoError(t, err, sql)
}

// version is a price from a moment on.
type version struct {
	from  time.Time
	price int64
	micro int64
	unit  string
	back  bool
	late  bool
}

// plan puts a plan on a keeper's list.
func (w *engineWorld) plan(t fataler, keeper db.Scope, v version) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	w.exec(t, "insert into plans (id, tenant_id, kind, name, name_key, created_at) values ($1::uuid, $2, 'object', ($1::uuid)::text, ($1::uuid)::text, $3)", id, keeper.Tenant(), v.from)
	w.reprice(t, keeper, id, v)
	return id
}

func (w *engineWorld) reprice(t fataler, keeper db.Scope, plan uuid.UUID, v version) {
	t.Helper()
	w.exec(t, `insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, price_micro, currency, period, in_arrears, gives_remainder, posted_at, in_force_from)
		select $1, $2, $3, 1 + count(*), false, $4, $5, 'EUR', $6, $7, $8, $9::timestamptz - interval '20 days', $9 from plan_versions where plan_id = $3`,
		uuid.Must(uuid.NewV7()), keeper.Tenant(), plan, v.price, v.micro, v.unit, v.late, v.back, v.from)
}

func (w *engineWorld) object(t fataler, of db.Scope) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	ctx := context.Background()
	require.NoError(t, w.db.InTenant(ctx, of, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "insert into objects (id, tenant_id, name, name_key, kind) values ($1::uuid, $2, ($1::uuid)::text, ($1::uuid)::text, 'car')", id, of.Tenant())
		return err
	}))
	return id
}

// subscribe connects an object to a plan as the account does, and settles in the same transaction.
func (w *engineWorld) subscribe(t fataler, of db.Scope, object, plan uuid.UUID, zone string, priority int, trial time.Time) uuid.UUID {
	t.Helper()
	ctx, now, id := context.Background(), w.clock.Now(), uuid.Must(uuid.NewV7())
	var until *time.Time
	due := now
	if !trial.IsZero() {
		until, due = &trial, trial
	}
	require.NoError(t, w.db.InTenant(ctx, of, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_micro, accepted_currency, accepted_at,
				starts_at, trial_until, priority, anchor, zone, next_due)
			select $1, $2, p.tenant_id, $3, p.id, v.id, v.price, v.price_micro, v.currency, $5, $5, $6, $7, $8, $9, $8
			from plans p join plan_versions v on v.id = plan_version_at(p.id, $5) where p.id = $4`,
			id, of.Tenant(), object, plan, now, until, priority, due, zone)
		if err != nil {
			return err
		}
		_, err = w.Settle(ctx, tx, of.Tenant())
		return err
	}))
	return id
}

// topup credits a wallet and settles, as every credit does.
func (w *engineWorld) topup(t fataler, keeper, of db.Scope, amount int64) {
	t.Helper()
	ctx := context.Background()
	require.NoError(t, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
		_, err := w.ledger.Post(ctx, tx, ledger.Posting{Keeper: keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Kind: ledger.Topup,
			Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: money.Amount(amount)}, {Account: ledger.BankCash, Amount: -money.Amount(amount)}}})
		if err != nil {
			return err
		}
		_, err = w.Settle(ctx, tx, of.Tenant())
		return err
	}))
}

// record stores what a tracker has sent just now.
func (w *engineWorld) record(t fataler, of db.Scope, object uuid.UUID) {
	t.Helper()
	w.exec(t, "select make_positions_partition('m36', $1)", w.clock.Now())
	w.exec(t, `insert into positions (object_seq, fixed_at, payload_hash, received_at, tenant_id, valid, retention, attributes)
		select seq, $2, 1, $2, tenant_id, false, 'm36', '{}' from objects where id = $1 and tenant_id = $3`, object, w.clock.Now(), of.Tenant())
	w.hear(t, object)
}

func (w *engineWorld) balance(t fataler, of db.Scope) (n int64) {
	t.Helper()
	err := w.admin.QueryRow(context.Background(), "select coalesce(sum(balance), 0)::bigint from ledger_accounts where counterparty_id = $1 and unit = 'EUR'", of.Tenant()).Scan(&n)
	require.NoError(t, err)
	return n
}

// served are the spans of an object, and charged what was debited for it, in words.
func (w *engineWorld) served(t fataler, object uuid.UUID) []string {
	t.Helper()
	return w.lines(t, `select coalesce(to_char(lower(span), 'YYYY-MM-DD HH24:MI'), 'ever') || ' – ' || coalesce(to_char(upper(span), 'YYYY-MM-DD HH24:MI'), 'ever')
		from paid_intervals where object_id = $1 order by lower(span) nulls first`, object)
}

func (w *engineWorld) charged(t fataler, object uuid.UUID) []string {
	t.Helper()
	return w.lines(t, `select to_char(period_start, 'YYYY-MM-DD HH24:MI') || ' – ' || to_char(period_end, 'YYYY-MM-DD HH24:MI') || ' ' || amount
		from charges where object_id = $1 order by period_start`, object)
}

func (w *engineWorld) blocked(t fataler, object uuid.UUID) []string {
	t.Helper()
	return w.lines(t, `select to_char(since, 'YYYY-MM-DD HH24:MI') || ' – ' || coalesce(to_char(until, 'YYYY-MM-DD HH24:MI'), 'now')
		from blocks where object_id = $1 and cause = 'unpaid' order by since, until nulls last`, object)
}

func (w *engineWorld) lines(t fataler, sql string, args ...any) []string {
	t.Helper()
	_, err := w.admin.Exec(context.Background(), "set timezone = 'UTC'")
	require.NoError(t, err)
	rows, err := w.admin.Query(context.Background(), sql, args...)
	require.NoError(t, err)
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	return list
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }

func span(from, to time.Time) string { return fmt.Sprintf("%s – %s", day(from), day(to)) }
