package db_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

// definers is the closed list of functions that run with more rights than who calls them, and who may call them. It is
// explained in docs/architecture.md.
func definers() map[string][]string {
	return map[string][]string{
		"open_tenant":                {"app"},
		"tenant_scope":               {"app", "worker"},
		"host_realm":                 {"app"},
		"host_alike":                 {"app"},
		"provider_marks":             {"app"},
		"platform_tenant":            {"app", "worker"},
		"login_user":                 {"app"},
		"session_tenant":             {"app"},
		"key_tenant":                 {"app"},
		"webhooks_hear_audit":        {"app", "worker"},
		"webhooks_hear_notices":      {"app", "worker"},
		"webhooks_hear_tickets":      {"app", "worker"},
		"webhooks_hear_messages":     {"app", "worker"},
		"webhooks_hear_topups":       {"app", "worker"},
		"webhooks_hear_receipts":     {"app", "worker"},
		"webhooks_hear_payouts":      {"app", "worker"},
		"webhooks_hear_papers":       {"app", "worker"},
		"webhooks_hear_bookings":     {"app", "worker"},
		"webhooks_hear_charges":      {"app", "worker"},
		"webhooks_hear_plans_begin":  {"app", "worker"},
		"webhooks_hear_plans_end":    {"app", "worker"},
		"webhooks_hear_plans_change": {"app", "worker"},
		"webhooks_hear_packages":     {"app", "worker"},
		"webhooks_hear_agreements":   {"app", "worker"},
		"mail_sender_works":          {"app", "worker"},
		"letters_waiting":            {"app"},
		"passkey_place":              {"app"},
		"recipient_place":            {"app"},
		"passkeys_bound_to":          {"app"},
		"invitation_place":           {"app"},
		"letter_link_place":          {"app"},
		"emails_are_held":            {"app", "worker"},
		"audit_write":                {"app", "worker"},
		"audit_shred":                {"app", "worker"},
		"release_identities":         {"app"},
		"move_tenant":                {"worker"},
		"close_empty_account":        {"app"},
		"close_own_account":          {"app"},
		"withdraw_letters":           {"app"},
		"erase_stolen_logins":        {"app"},
		"hold_identity":              {"worker"},
		"objects_begin_free":         {"app", "worker"},
		"registry_changed":           {"app", "worker"},
		"make_positions_partition":   {"worker"},
		"drop_expired_positions":     {"worker"},
		"customers_follow_tenant":    {"app", "worker"},
		"customers_follow_contract":  {"app", "worker"},
		"customers_follow_host":      {"app", "worker"},
		"customers_gain_objects":     {"app", "worker"},
		"customers_lose_objects":     {"app", "worker"},
		"customers_recount_blocks":   {"app", "worker"},
		"customers_follow_user":      {"app", "worker"},
		"customers_are_seen":         {"app", "worker"},
		"ask_act_in":                 {"app"},
		"acting_place":               {"app"},
		"acting_standing":            {"app"},
		"audit_write_above":          {"app", "worker"},
		"customer_reword":            nil,
		"customers_recount_objects":  {"app", "worker"},
		"trash_object":               {"app"},
		"restore_object":             {"app"},
		"trashed_objects":            {"app"},
		"purge_objects":              {"worker"},
		"set_tenant_status":          {"app"},
		"settle_blocks":              {"app", "worker"},
		"objects_begin_stopped":      {"app", "worker"},
		"stops_of":                   {"app"},
		"give_starter_host":          {"app"},
		"keeper_trades":              {"app"},
		"all_domains":                {"app"},
		"release_domain":             {"app"},
		"redeem_code":                {"app"},
		"settle_code":                {"app"},
		"prove_by_password":          {"worker"},
		"yield_identities":           {"worker"},
		// the catalogue and what is served under it
		"realms_begin_free":              {"app", "worker"},
		"contracts_begin_anew":           {"app", "worker"},
		"registry_changed_many":          {"app", "worker"},
		"subscriptions_keep_to_the_list": {"app", "worker"},
		"subscriptions_fall_due":         {"app", "worker"},
		"paid_intervals_begin":           {"app", "worker"},
		"paid_intervals_apart":           {"app", "worker"},
		"subscriptions_stay_behind":      {"app", "worker"},
		"buy_package":                    {"app"},
		"limit_reached":                  {"app"},
		"limit_layers":                   {"app"},
		"plan_used":                      {"app"},
		"draw_package":                   {"app", "worker"},
		"expire_packages":                {"worker"},
		"ledger_open_book":               {"app", "worker"},
		"ledger_post":                    {"app", "worker"},
		"ledger_post_many":               {"app", "worker"},
		"ledger_reverse":                 {"app", "worker"},
		"ledger_wallet":                  {"app", "worker"},
		"ledger_floor":                   {"app", "worker"},
		"ledger_accrue":                  {"app", "worker"},
		"ledger_checkpoint":              {"worker"},
		"settle_accounts":                {"app", "worker"},
		"settle_days":                    {"app", "worker"},
		"settle_leaving":                 {"worker"},
		"settle_claim":                   {"worker"},
		"settle_ready":                   {"app", "worker"},
		"meter_wholesale":                {"worker"},
		"papers_without_gaps":            {"app", "worker"},
		"wholesale_unmetered":            {"worker"},
		"ladder_look":                    {"app", "worker"},
		"ladder_owing":                   {"worker"},
		"subscriptions_mind_the_ladder":  {"app", "worker"},
		"subscriptions_after_wallets":    {"app", "worker"},
		// countries that nobody is taken in
		"closed_countries": {"app"},
		// who was shown more than whom
		"granted_beyond": {"app"},
		// what a keeper sees of its customers' money
		"money_below":   {"app"},
		"revenue_below": {"app"},
		"sold_entries":  {"app"},
		"ladder_above":  {"app"},
		"package_used":  {"app"},
		// packages whose debit is reversed
		"take_package_back": {"app"},
		// wallets of whoever has moved away
		"hold_wallets": {"app", "worker"},
		// maintenance that is announced
		"maintenance_begins":   {"app", "worker"},
		"document_told_begins": {"app", "worker"},
		"plan_users":           {"app"},
		// desks
		"desk_of_address":          {"app", "worker"},
		"desk_may_take":            {"app"},
		"desk_writer":              {"app"},
		"take_ticket_number":       {"app"},
		"tickets_keep_to_the_edge": {"app", "worker"},
		"ticket_is_found":          {"app", "worker"},
		"tickets_forget_person":    {"app", "worker"},
		"search_tickets":           {"app"},
		"bring_answer_back":        {"app", "worker"},
		"support_grants_hold":      {"app", "worker"},
		"look_by_grant":            {"app"},
	}
}

// catalogue connects as the superuser of a fresh database.
func catalogue(t *testing.T) (conn *pgx.Conn, url string) {
	t.Helper()
	url = testdb.URL(t)
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn, url
}

func column[T any](t *testing.T, conn *pgx.Conn, sql string, args ...any) []T {
	t.Helper()
	rows, err := conn.Query(t.Context(), sql, args...)
	require.NoError(t, err)
	list, err := pgx.CollectRows(rows, pgx.RowTo[T])
	require.NoError(t, err)
	return list
}

func TestEveryTableDeclaresWhoseItsRowsAreAndForcesRowLevelSecurity(t *testing.T) {
	t.Parallel()
	conn, _ := catalogue(t)
	wrong := column[string](t, conn, `
		select c.relname || ': ' || coalesce(obj_description(c.oid), 'declares no row kind')
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'goose_db_version'
			and (not c.relrowsecurity or not c.relforcerowsecurity
				or coalesce(obj_description(c.oid), '') not in ('rows: own', 'rows: two-party', 'rows: published', 'rows: offered', 'rows: grant', 'rows: system', 'rows: partition'))`)
	require.Empty(t, wrong)
	views := column[string](t, conn, `
		select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
			and not coalesce('security_invoker=true' = any (reloptions), false)`)
	require.Empty(t, views, "a view sees with its owner's eyes unless it is security_invoker")
}

func TestNobodyIsGrantedAPartitionOrASystemTableAndNothingIsPublic(t *testing.T) {
	t.Parallel()
	conn, _ := catalogue(t)
	require.Empty(t, column[string](t, conn, `
		select c.relname || ' to ' || r.rolname
		from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
			and (obj_description(c.oid) = 'rows: partition' and r.rolname !~ '_owner$'
				or obj_description(c.oid) = 'rows: system' and r.rolname ~ '_(app|app_subtree)$')`))
	require.Empty(t, column[string](t, conn, `
		select c.relname::text from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.grantee = 0`))
	require.Empty(t, column[string](t, conn, `
		select table_name || ' ' || privilege_type from information_schema.table_privileges
		where table_schema = 'public' and grantee ~ '_app_subtree$' and privilege_type <> 'SELECT'`))
}

func TestTheRolesOfRequestsOwnNothingAndBypassNothing(t *testing.T) {
	t.Parallel()
	conn, _ := catalogue(t)
	require.Empty(t, column[string](t, conn, `
		select rolname::text from pg_roles
		where rolname ~ '_(owner|definer|app|app_subtree|worker)$' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`))
	require.Empty(t, column[string](t, conn, `
		select c.relname || ' is owned by ' || r.rolname from pg_class c join pg_roles r on r.oid = c.relowner
		where c.relnamespace = 'public'::regnamespace and r.rolname ~ '_(app|app_subtree|worker|definer)$'`))
	require.Empty(t, column[string](t, conn, `
		select m.rolname || ' is a member of ' || r.rolname from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
		where m.rolname ~ '_(app|app_subtree|worker)$'`))
}

func TestTheFunctionsThatRunWithMoreRightsAreTheClosedList(t *testing.T) {
	t.Parallel()
	conn, _ := catalogue(t)
	rows, err := conn.Query(t.Context(), `
		select p.proname::text, coalesce(array_to_string(p.proconfig, ' '), ''),
			coalesce((select array_agg(coalesce(r.rolname, 'public')::text) from aclexplode(p.proacl) a left join pg_roles r on r.oid = a.grantee where r.oid is distinct from p.proowner), '{}')
		from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`)
	require.NoError(t, err)
	found := map[string]bool{}
	for rows.Next() {
		var name, settings string
		var callers []string
		require.NoError(t, rows.Scan(&name, &settings, &callers))
		found[name] = true
		require.Contains(t, settings, "search_path=public, pg_temp", name)
		var roles []string
		for _, c := range callers {
			roles = append(roles, c[strings.LastIndex(c, "_")+1:])
		}
		slices.Sort(roles)
		require.Equal(t, definers()[name], roles, name)
	}
	require.NoError(t, rows.Err())
	for name := range definers() {
		require.True(t, found[name], "%s is in the list and not in the database", name)
	}
}

// TestNoTableLetsATenantReadOrWriteAnothersRows walks the catalogue: whatever tables there are, with a row of each of two
// tenants where a row can be made from the tenant's id alone, and otherwise by the rows' policies.
func TestNoTableLetsATenantReadOrWriteAnothersRows(t *testing.T) {
	t.Parallel()
	conn, url := catalogue(t)
	d := testdb.Open(t, url)
	ctx := t.Context()
	ids := map[string]uuid.UUID{"root": uuid.New(), "a": uuid.New(), "b": uuid.New()}
	root := db.MakeScope(ids["root"], ids["root"], "platform", "1.", []uuid.UUID{ids["root"]})
	exec := func(tx *db.Tx, sql string, args ...any) error { _, err := tx.Exec(ctx, sql, args...); return err }
	require.NoError(t, d.Nobody(ctx, func(tx *db.Tx) error {
		return exec(tx, "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", ids["root"])
	}))
	for _, name := range []string{"a", "b"} {
		require.NoError(t, d.InTenant(ctx, root, func(tx *db.Tx) error {
			return exec(tx, "select open_tenant($1, $2, 'reseller', $3, $3, 'en', 'UTC', null)", ids[name], ids["root"], name)
		}))
	}
	a := db.MakeScope(ids["a"], ids["a"], "reseller", "1.2.", []uuid.UUID{ids["root"], ids["a"]})
	tables := column[string](t, conn, `
		select c.relname::text from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and coalesce(obj_description(c.oid), '') <> 'rows: partition'
			and coalesce(obj_description(c.oid), '') <> 'rows: system' order by 1`)
	require.NotEmpty(t, tables)
	// Rows of b, put there by the superuser with checks of keys off: any value serves, since only the policy is asked.
	_, err := conn.Exec(ctx, "set session_replication_role = replica")
	require.NoError(t, err)
	for _, table := range tables {
		insertAnything(t, conn, table, ids["b"])
	}
	asked := 0
	for _, table := range tables {
		name := pgx.Identifier{table}.Sanitize()
		var privileges []string
		for _, p := range []string{"SELECT", "UPDATE", "DELETE"} {
			if column[bool](t, conn, "select has_table_privilege(rolname, $1, $2) from pg_roles where rolname = (select regexp_replace(tableowner, '_owner$', '_app') from pg_tables where tablename = $1)", table, p)[0] {
				privileges = append(privileges, p)
			}
		}
		for _, p := range privileges {
			statement := map[string]string{
				"SELECT": "select from " + name + " where tenant_id = $1",
				"UPDATE": "update " + name + " set tenant_id = tenant_id where tenant_id = $1",
				"DELETE": "delete from " + name + " where tenant_id = $1",
			}[p]
			require.NoError(t, d.InTenant(ctx, a, func(tx *db.Tx) error {
				tag, err := tx.Exec(ctx, statement, ids["b"])
				require.NoError(t, err, "%s %s", p, table)
				require.Zero(t, tag.RowsAffected(), "%s on %s reaches another tenant", p, table)
				return nil
			}))
			asked++
		}
	}
	t.Logf("row-level security: %d tables, %d statements refused another tenant's rows", len(tables), asked)
}

// insertAnything puts a row of the tenant into a table, whatever its columns are.
func insertAnything(t *testing.T, conn *pgx.Conn, table string, id uuid.UUID) {
	t.Helper()
	rows, err := conn.Query(t.Context(), `
		select column_name::text, udt_name::text from information_schema.columns
		where table_schema = 'public' and table_name = $1 and column_default is null and is_nullable = 'NO' and is_identity = 'NO' and is_generated = 'NEVER' and column_name <> 'tenant_id'`, table)
	require.NoError(t, err)
	columns, values := []string{"tenant_id"}, []string{"'" + id.String() + "'"}
	for rows.Next() {
		var name, kind string
		require.NoError(t, rows.Scan(&name, &kind))
		value, known := map[string]string{
			"uuid": "gen_random_uuid()", "text": "'x'", "timestamptz": "now()", "int8": "1", "int4": "1", "bool": "true", "jsonb": "'{}'",
			"bytea": "'\\x00'", "tstzrange": "tstzrange(now(), null)", "float8": "1", "_text": "'{}'", "_uuid": "'{}'", "date": "current_date",
		}[kind]
		require.True(t, known, "%s.%s is of a type that this test does not know: %s", table, name, kind)
		columns, values = append(columns, pgx.Identifier{name}.Sanitize()), append(values, value)
	}
	require.NoError(t, rows.Err())
	checks := column[string](t, conn, "select conname::text from pg_constraint where conrelid = $1::regclass and contype = 'c'", table)
	for _, check := range checks {
		_, err := conn.Exec(t.Context(), "alter table "+pgx.Identifier{table}.Sanitize()+" drop constraint "+pgx.Identifier{check}.Sanitize())
		require.NoError(t, err)
	}
	if table == "positions" {
		_, err := conn.Exec(t.Context(), "select make_positions_partition('m12', now())")
		require.NoError(t, err)
		for i, c := range columns {
			if c == `"retention"` {
				values[i] = "'m12'"
			}
		}
	}
	_, err = conn.Exec(t.Context(), "insert into "+pgx.Identifier{table}.Sanitize()+" ("+strings.Join(columns, ", ")+") values ("+strings.Join(values, ", ")+") on conflict do nothing") // triggers may have made it
	require.NoError(t, err, table)
}

// TestTheKindsOfRowsLetInWhomTheyName proves the templates on tables of the test's own, one of each kind.
func TestTheKindsOfRowsLetInWhomTheyName(t *testing.T) {
	t.Parallel()
	conn, url := catalogue(t)
	d := testdb.Open(t, url)
	ctx := t.Context()
	var owner string
	require.NoError(t, conn.QueryRow(ctx, "select tableowner from pg_tables where tablename = 'tenants'").Scan(&owner))
	for _, s := range []string{
		"set role " + pgx.Identifier{owner}.Sanitize(),
		"create table k_own (tenant_id uuid)", "call own_rows('k_own', 'select, insert')",
		"create table k_two (tenant_id uuid, other_id uuid)", "call two_party_rows('k_two', 'tenant_id', 'other_id', 'select, insert, update')",
		"create table k_pub (tenant_id uuid)", "call published_rows('k_pub', 'select, insert')",
		"create table k_grant (tenant_id uuid, grantee_id uuid, starts_at timestamptz, ends_at timestamptz, revoked_at timestamptz)",
		"call grant_rows('k_grant', 'select, insert, update')",
		"reset role",
	} {
		_, err := conn.Exec(ctx, s)
		require.NoError(t, err, s)
	}
	up, me, other := uuid.New(), uuid.New(), uuid.New()
	for _, s := range []string{
		"insert into k_own values ($2)", "insert into k_own values ($3)",
		"insert into k_two values ($1, $2)", "insert into k_two values ($1, $3)",
		"insert into k_pub values ($1)", "insert into k_pub values ($3)",
		"insert into k_grant values ($1, $2, now() - interval '1 hour', now() + interval '1 hour', null)", // in force
		"insert into k_grant values ($1, $2, now() + interval '1 hour', now() + interval '2 hours', null)",
		"insert into k_grant values ($1, $2, now() - interval '2 hours', now() - interval '1 hour', null)",
		"insert into k_grant values ($1, $2, now() - interval '1 hour', now() + interval '1 hour', now())",
		"insert into k_grant values ($1, $3, now() - interval '1 hour', now() + interval '1 hour', null)",
	} {
		_, err := conn.Exec(ctx, strings.NewReplacer("$1", "'"+up.String()+"'", "$2", "'"+me.String()+"'", "$3", "'"+other.String()+"'").Replace(s))
		require.NoError(t, err, s)
	}
	scope := db.MakeScope(me, me, "reseller", "1.2.", []uuid.UUID{up, me})
	for table, want := range map[string]int{"k_own": 1, "k_two": 1, "k_pub": 1, "k_grant": 1} {
		require.NoError(t, d.InTenant(ctx, scope, func(tx *db.Tx) error {
			var n int
			require.NoError(t, tx.QueryRow(ctx, "select count(*) from "+table).Scan(&n))
			require.Equal(t, want, n, table)
			return nil
		}))
	}
	for _, s := range []string{
		"insert into k_own values ($1)", "insert into k_two values ($1, $2)", "insert into k_pub values ($1)",
		"insert into k_grant values ($1, $2, now(), now() + interval '1 hour', null)",
	} {
		args := []any{up, me}
		if !strings.Contains(s, "$2") {
			args = args[:1]
		}
		require.Error(t, d.InTenant(ctx, scope, func(tx *db.Tx) error { _, err := tx.Exec(ctx, s, args...); return err }), s)
	}
	require.NoError(t, d.InTenant(ctx, scope, func(tx *db.Tx) error {
		tag, err := tx.Exec(ctx, "update k_two set other_id = other_id")
		require.Zero(t, tag.RowsAffected(), "the counterparty does not write")
		return err
	}))
}

// TestWhatIsOfferedIsReadOneLevelDownAndNoFurther proves the template of price lists, and with a canary that a wholesale
// price is read by the reseller whose contract names it and by nobody else.
func TestWhatIsOfferedIsReadOneLevelDownAndNoFurther(t *testing.T) {
	t.Parallel()
	conn, url := catalogue(t)
	d := testdb.Open(t, url)
	ctx := t.Context()
	root, a, b, below, account := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	scopes := map[uuid.UUID]db.Scope{
		root:    db.MakeScope(root, root, "platform", "1.", []uuid.UUID{root}),
		a:       db.MakeScope(a, a, "reseller", "1.2.", []uuid.UUID{root, a}),
		b:       db.MakeScope(b, b, "reseller", "1.3.", []uuid.UUID{root, b}),
		below:   db.MakeScope(below, below, "reseller", "1.2.4.", []uuid.UUID{root, a, below}),
		account: db.MakeScope(account, a, "account", "1.2.5.", []uuid.UUID{root, a, account}),
	}
	require.NoError(t, d.Nobody(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}))
	for _, child := range []struct {
		id, parent uuid.UUID
		kind       string
	}{{a, root, "reseller"}, {b, root, "reseller"}, {below, a, "reseller"}, {account, a, "account"}} {
		require.NoError(t, d.InTenant(ctx, scopes[child.parent], func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, "select open_tenant($1, $2, $3, 'X', 'x', 'en', 'UTC', null)", child.id, child.parent, child.kind); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "insert into contracts (tenant_id, counterparty_id, number) values ($1, $2, $3)", child.parent, child.id, child.id.String())
			return err
		}))
	}
	wholesale, retail := uuid.New(), uuid.New()
	for _, s := range []string{
		"insert into plans (id, tenant_id, kind, name, name_key, by_agreement, created_at) values ('" + wholesale.String() + "', '" + root.String() + "', 'wholesale', 'canary', 'canary', true, now())",
		"insert into plans (id, tenant_id, kind, name, name_key, created_at) values ('" + retail.String() + "', '" + root.String() + "', 'object', 'retail', 'retail', now())",
		"insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, posted_at, in_force_from) " +
			"select gen_random_uuid(), tenant_id, id, 1, false, 424242, 'EUR', 'active_day', now(), now() from plans where name in ('canary', 'retail')",
		"update contracts set plan_id = '" + wholesale.String() + "' where counterparty_id = '" + a.String() + "'",
	} {
		_, err := conn.Exec(ctx, s)
		require.NoError(t, err, s)
	}
	for id, want := range map[uuid.UUID][2]int{root: {1, 1}, a: {1, 1}, b: {0, 1}, below: {0, 0}, account: {0, 0}} {
		require.NoError(t, d.InTenant(ctx, scopes[id], func(tx *db.Tx) error {
			for i, plan := range []uuid.UUID{wholesale, retail} {
				var plans, versions int
				require.NoError(t, tx.QueryRow(ctx, "select count(*) from plans where id = $1", plan).Scan(&plans))
				require.NoError(t, tx.QueryRow(ctx, "select count(*) from plan_versions where plan_id = $1", plan).Scan(&versions))
				require.Equal(t, want[i], plans, "plan %d of tenant %v", i, scopes[id].Tenant())
				require.Equal(t, want[i], versions, "versions of plan %d for tenant %v", i, scopes[id].Tenant())
			}
			return nil
		}))
	}
	// Every realm has its one free plan, and its children read it.
	require.NoError(t, d.InTenant(ctx, scopes[account], func(tx *db.Tx) error {
		var keepers []uuid.UUID
		rows, err := tx.Query(ctx, "select tenant_id from plans where begins")
		require.NoError(t, err)
		keepers, err = pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		require.Equal(t, []uuid.UUID{a}, keepers)
		return err
	}))
	require.Error(t, d.InTenant(ctx, scopes[account], func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "insert into plans (id, tenant_id, kind, name, name_key, created_at) values (gen_random_uuid(), $1, 'object', 'mine', 'mine', now())", a)
		return err
	}), "a child does not write its provider's price list")
}
