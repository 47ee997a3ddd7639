package db_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

// foundation is the last migration of the first version that had data worth keeping. Whoever adds a table puts a row of it
// into testdata/upgrade/<the migration's number>.sql: it is put in right after that migration, so that all later ones meet it.
const foundation = 11

// filledUntil is the last migration whose tables must all hold a row when the newest is reached.
const filledUntil = 120

func TestAPopulatedDatabaseOfTheFoundationIsUpgradedToTheNewestAndDownAndUpAgain(t *testing.T) {
	t.Parallel()
	u := climb(t)
	before := u.count(u.tables())
	for table, n := range before {
		require.Positive(t, n, "table %s of the foundation has no row: put one into testdata/upgrade/00011.sql", table)
	}
	u.up()
	for table, n := range u.count(u.tables()) {
		was, there := before[table]
		require.True(t, !there || n >= was, "table %s had %d rows, and has %d after the upgrade", table, was, n)
		require.True(t, n > 0 || u.born[table] > filledUntil, "table %s of migration %d has no row: put one into testdata/upgrade/%05d.sql", table, u.born[table], u.born[table])
	}

	// What a mechanism that went has kept is kept by the one that stays.
	require.Equal(t, []string{"former@x.test used", "Anna@x.test open"},
		u.texts(`select email || ' ' || coalesce(outcome, 'open') from letter_links where purpose = 'confirm' order by created_at`))
	require.Equal(t, []string{"pays late", "called"}, u.texts(`select text from customer_remarks order by created_at`))
	// What waited for a webhook that is switched off waits no more.
	require.Equal(t, []string{"cancelled"}, u.texts(`select state from webhook_deliveries where due_at is null and settled_at is not null`))

	// A webhook's program goes on hearing the names that it knows.
	require.Equal(t, []string{"actions"}, u.texts(`select names from webhook_endpoints`))

	// Whom a desk woke before such people were asked is asked.
	require.Equal(t, []string{"night@x.test pending"}, u.texts(`select address || ' ' || state from mail_recipients where kinds = '{duty}'`))
	require.Equal(t, []string{"night@x.test"}, u.texts(`select payload->>'to' from outbox where payload->>'template' = 'recipient_duty'`))

	// Who was in business before anybody asked for a complete legal entity stays in it.
	require.Equal(t, []string{"Livery", "North GPS"}, u.texts(`select t.name from realm_starts r join tenants t on t.id = r.tenant_id where r.traded_before and r.put_away_at is not null order by t.name`))

	// Whoever had moved to another provider is looked at by the one they have left no more, and what was signed stays in force.
	require.Equal(t, []string{"1"}, u.texts(`select count(*)::text from support_grants where revoked_at is not null`))
	require.Equal(t, []string{"Terms"}, u.texts(`select t.title from agreed_texts t join agreed_documents d on d.id = t.document_id`))
	// A reseller is charged by the plan it had, from before it was noted since when.
	require.Equal(t, []string{"North GPS Resellers -infinity"},
		u.texts(`select t.name || ' ' || p.name || ' ' || w.from_day from wholesale_plans w join tenants t on t.id = w.counterparty_id join plans p on p.id = w.plan_id`))

	// What was due is looked at.
	require.NotEmpty(t, u.texts(`select tenant_id::text from accounts_due`))
	require.Empty(t, u.texts(`select s.id::text from subscriptions s where s.ended_at is null and s.state = 'active' and s.unpaid_since is null
		and s.next_due is not null and not exists (select from accounts_due d where d.tenant_id = s.tenant_id and d.due_at <= s.next_due)`))

	newest := u.shape()
	for version := u.version(); version > foundation; version = u.version() {
		_, err := u.stairs.Down(t.Context())
		require.NoError(t, err, "down from %d", version)
	}
	_, err := u.stairs.Up(t.Context())
	require.NoError(t, err, "up again")
	require.Equal(t, newest, u.shape(), "the way down and up again leads to the same schema")
}

// upgrade is a database on its way up.
type upgrade struct {
	*testing.T

	stairs *goose.Provider
	conn   *pgx.Conn
	// born is the migration after which a table was there.
	born map[string]int64
}

// climb makes a database of the foundation, with rows.
func climb(t *testing.T) *upgrade {
	t.Helper()
	url := testdb.Empty(t)
	u := &upgrade{T: t, stairs: db.Stairs(t, url, testdb.Key()), born: map[string]int64{}}
	_, err := u.stairs.UpTo(t.Context(), foundation)
	require.NoError(t, err)
	u.conn, err = pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = u.conn.Close(t.Context()) })
	u.fill(foundation)
	return u
}

// up climbs to the newest migration, filling what each one adds.
func (u *upgrade) up() {
	for {
		pending, err := u.stairs.HasPending(u.Context())
		require.NoError(u, err)
		if !pending {
			return
		}
		done, err := u.stairs.UpByOne(u.Context())
		require.NoError(u, err, "up from %d", u.version())
		u.fill(done.Source.Version)
	}
}

func (u *upgrade) fill(version int64) {
	for _, table := range u.tables() {
		if u.born[table] == 0 {
			u.born[table] = version
		}
	}
	rows, err := os.ReadFile(fmt.Sprintf("testdata/upgrade/%05d.sql", version))
	if os.IsNotExist(err) {
		return
	}
	require.NoError(u, err)
	_, err = u.conn.Exec(u.Context(), string(rows))
	require.NoError(u, err, "rows of migration %d", version)
}

func (u *upgrade) version() int64 {
	version, err := u.stairs.GetDBVersion(u.Context())
	require.NoError(u, err)
	return version
}

func (u *upgrade) texts(query string) []string {
	u.Helper()
	rows, err := u.conn.Query(u.Context(), query)
	require.NoError(u, err)
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(u, err)
	return list
}

func (u *upgrade) tables() []string {
	return u.texts(`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
		and c.relname <> 'goose_db_version' order by 1`)
}

func (u *upgrade) count(tables []string) map[string]int {
	counts := map[string]int{}
	for _, table := range tables {
		var n int
		require.NoError(u, u.conn.QueryRow(u.Context(), "select count(*) from "+pgx.Identifier{table}.Sanitize()).Scan(&n))
		counts[table] = n
	}
	return counts
}

// shape is all that the schema consists of, a line each: what is there after going up, down and up again must be the same.
func (u *upgrade) shape() []string {
	lines := u.texts(`
		select format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		union all
		select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
		union all
		select 'index ' || indexdef from pg_indexes where schemaname = 'public'
		union all
		select format('policy %s %s %s %s %s %s %s', tablename, policyname, permissive, cmd, (select string_agg(r::text, ',' order by r::text) from unnest(roles) r), qual, with_check)
		from pg_policies where schemaname = 'public'
		union all
		select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
		union all
		select 'function ' || pg_get_userbyid(p.proowner) || ' ' || pg_get_functiondef(p.oid) from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
			and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
		union all
		select format('rows %s %s %s %s', relname, relrowsecurity, relforcerowsecurity, obj_description(oid)) from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
		union all
		select format('grant %s %s %s %s', c.relname, pg_get_userbyid(x.grantee), x.privilege_type, '') from pg_class c, aclexplode(c.relacl) x
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		union all
		select format('grant %s.%s %s %s', c.relname, a.attname, pg_get_userbyid(x.grantee), x.privilege_type)
		from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped, aclexplode(a.attacl) x
		where c.relnamespace = 'public'::regnamespace
		union all
		select format('grant %s %s %s', p.oid::regprocedure, case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end, x.privilege_type)
		from pg_proc p, aclexplode(p.proacl) x where p.pronamespace = 'public'::regnamespace`)
	slices.Sort(lines)
	return lines
}
