package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/migrations"
)

// The roles, each prefixed with the name of the database they were made for (DESIGN §4).
const (
	roleOwner   = "owner"       // owns tables, runs migrations
	roleDefiner = "definer"     // NOLOGIN: owns SECURITY DEFINER functions
	roleApp     = "app"         // requests
	roleSubtree = "app_subtree" // subtree lists, SELECT only
	roleWorker  = "worker"      // set-based jobs and the store
)

// Migrate makes the roles of the url's database, if they are not there, and brings its schema up to date. The url must
// name a user who may create roles and schemas in that database. Safe to repeat and to run at once from several places.
func Migrate(ctx context.Context, url string, key secrets.Key) error {
	c, err := pgx.ParseConfig(url)
	if err != nil {
		return errs.Field("LIVERY_DATABASE_URL", "bad_url", "The database address cannot be read. Write it as postgres://user:password@host:port/database.").With(err)
	}
	conn, err := pgx.ConnectConfig(ctx, c)
	if err != nil {
		return errs.New(errs.Unavailable, "database", "The database does not let the migration in. Check LIVERY_DATABASE_URL.").With(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	prefix, err := makeRoles(ctx, conn, c.Database, key)
	if err != nil {
		return fmt.Errorf("make database roles: %w", err)
	}
	c.AfterConnect = func(ctx context.Context, pc *pgconn.PgConn) error {
		return pc.Exec(ctx, asOwner(prefix)).Close()
	}
	pool := stdlib.OpenDB(*c)
	defer pool.Close()
	return migrateUp(ctx, pool)
}

func asOwner(prefix string) string {
	return "set role " + pgx.Identifier{prefix + "_" + roleOwner}.Sanitize() + "; set client_min_messages = warning"
}

func migrateUp(ctx context.Context, pool *sql.DB) error {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("prepare the migration lock: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, pool, migrations.Files, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// makeRoles creates what is missing and returns the prefix of the roles' names.
func makeRoles(ctx context.Context, conn *pgx.Conn, database string, key secrets.Key) (string, error) {
	prefix := database
	var owner string
	err := conn.QueryRow(ctx, "select tableowner from pg_tables where schemaname = 'public' and tablename = 'tenants'").Scan(&owner)
	if err == nil {
		prefix = strings.TrimSuffix(owner, "_"+roleOwner)
	}
	name := func(role string) string { return pgx.Identifier{prefix + "_" + role}.Sanitize() }
	var statements []string
	for _, role := range []string{roleOwner, roleDefiner, roleApp, roleSubtree, roleWorker} {
		var there bool
		if err := conn.QueryRow(ctx, "select exists (select from pg_roles where rolname = $1)", prefix+"_"+role).Scan(&there); err != nil {
			return "", err
		}
		verb := "create"
		if there {
			verb = "alter"
		}
		attributes := " with login noinherit nocreatedb nocreaterole password " + quote(key.RolePassword(role))
		if role == roleOwner || role == roleDefiner {
			attributes = " with nologin nocreatedb nocreaterole"
		}
		statements = append(statements, verb+" role "+name(role)+attributes)
	}
	db := pgx.Identifier{database}.Sanitize()
	statements = append(statements,
		"grant "+name(roleDefiner)+" to "+name(roleOwner),
		"grant "+name(roleOwner)+" to current_user",
		"revoke all on database "+db+" from public",
		"grant connect on database "+db+" to "+name(roleApp)+", "+name(roleSubtree)+", "+name(roleWorker),
		"grant temporary on database "+db+" to "+name(roleWorker),
		"grant create, connect, temporary on database "+db+" to "+name(roleOwner),
		"revoke create on schema public from public",
		"grant usage, create on schema public to "+name(roleOwner)+", "+name(roleDefiner),
		"grant usage on schema public to "+name(roleApp)+", "+name(roleSubtree)+", "+name(roleWorker),
		"alter role "+name(roleApp)+" set statement_timeout = '15s'",
		"alter role "+name(roleSubtree)+" set statement_timeout = '15s'",
	)
	// One at a time over all migrations of the cluster: roles are shared by its databases.
	tx, err := conn.Begin(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtext('livery roles'))"); err != nil {
		return "", err
	}
	for _, s := range statements {
		if _, err := tx.Exec(ctx, s); err != nil {
			return "", fmt.Errorf("%s: %w", strings.SplitN(s, " password ", 2)[0], err)
		}
	}
	return prefix, tx.Commit(ctx)
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
