package testdb

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/secrets"
)

// patience bounds each single step towards a database; a step takes milliseconds unless something is wrong.
const patience = 2 * time.Minute

// New opens a migrated, empty database that exists for this test only.
func New(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, URL(t))
}

// Open opens a database made by URL, as Livery does, and closes it after the test.
func Open(t testing.TB, url string) *db.DB {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	roles, err := rolesIn(ctx, url)
	if err != nil {
		t.Fatalf("testdb: asking who may enter the test's database: %v", err)
	}
	opened, err := db.Open(ctx, url, Key(), db.Options{MaxConns: 8, Roles: roles})
	if err != nil {
		t.Fatalf("testdb: opening the test's database: %v", err)
	}
	t.Cleanup(opened.Close)
	return opened
}

// rolesIn is the prefix of the names of the roles that may enter a database: the database's own name if it was migrated by itself, its
// template's if it is a copy.
func rolesIn(ctx context.Context, address string) (prefix string, err error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return "", err
	}
	s, err := theServer(ctx)
	if err != nil {
		return "", err
	}
	err = s.with(ctx, func(connection *pgx.Conn) error {
		return connection.QueryRow(ctx, `
			select coalesce(max(regexp_replace(rolname, '_worker$', '')), '')
			from pg_database, aclexplode(datacl), pg_roles
			where datname = $1 and pg_roles.oid = grantee and rolname ~ '_worker$'`, config.Database).Scan(&prefix)
	})
	return prefix, err
}

// URL makes a migrated, empty database that exists for this test only and returns its address, for the superuser.
func URL(t testing.TB) string {
	t.Helper()
	return create(t, func(ctx context.Context, s *server, name string) error {
		template, err := s.template(ctx)
		if err != nil {
			return err
		}
		return s.clone(ctx, template, name)
	})
}

// Empty makes a database without a schema, for tests of the migrations themselves, and returns its address for the
// superuser. Roles whose names begin with the database's are dropped with it.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, func(ctx context.Context, s *server, name string) error {
		return s.execute(ctx, "create database "+quoted(name))
	})
}

// Key is the master key of the tests: one for all, because roles and their passwords are shared by the databases of
// a server.
func Key() secrets.Key {
	key, err := secrets.FromBytes([]byte("the master key of Livery's tests"))
	if err != nil {
		panic(err) // the text above has 32 bytes
	}
	return key
}

// create makes a database with a name of its own and sees to its removal.
func create(t testing.TB, fill func(ctx context.Context, s *server, name string) error) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	s, err := theServer(ctx)
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	name := "livery_test_" + randomName()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
		defer cancel()
		if err := s.drop(ctx, name); err != nil {
			t.Errorf("testdb: removing the test's database: %v", err)
		}
	})
	if err := fill(ctx, s, name); err != nil {
		t.Fatalf("testdb: making the test's database: %v", err)
	}
	url, err := s.database(name)
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	return url
}

func randomName() string {
	random := make([]byte, 8)
	if _, err := rand.Read(random); err != nil {
		panic(err) // never returned, says crypto/rand
	}
	return hex.EncodeToString(random)
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// clone copies the template, and the rights on the database itself, which CREATE DATABASE does not copy.
func (s *server) clone(ctx context.Context, template, name string) error {
	return s.with(ctx, func(connection *pgx.Conn) error {
		// Copying files beats writing each page to the log, above all where nothing waits for the disk.
		_, err := connection.Exec(ctx,
			"create database "+quoted(name)+" template "+quoted(template)+" strategy file_copy")
		if err != nil {
			return fmt.Errorf("copying the template: %w", err)
		}
		rows, err := connection.Query(ctx, `
			select format('grant %s on database %I to %I', privilege_type, $2::text, pg_get_userbyid(grantee))
			from pg_database, aclexplode(datacl)
			where datname = $1 and grantee <> 0`, template, name)
		if err != nil {
			return fmt.Errorf("reading the template's rights: %w", err)
		}
		grants, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return fmt.Errorf("reading the template's rights: %w", err)
		}
		statements := append([]string{"revoke all on database " + quoted(name) + " from public"}, grants...)
		if _, err := connection.Exec(ctx, strings.Join(statements, "; ")); err != nil {
			return fmt.Errorf("copying the template's rights: %w", err)
		}
		return nil
	})
}

// drop removes a database, ending the sessions it may still have, and the roles made for it.
func (s *server) drop(ctx context.Context, name string) error {
	return s.with(ctx, func(connection *pgx.Conn) error {
		if _, err := connection.Exec(ctx, "drop database if exists "+quoted(name)+" with (force)"); err != nil {
			return err
		}
		rows, err := connection.Query(ctx, "select format('drop role %I', rolname) from pg_roles "+
			"where starts_with(rolname, $1 || '_')", name)
		if err != nil {
			return err
		}
		drops, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || len(drops) == 0 {
			return err
		}
		_, err = connection.Exec(ctx, strings.Join(drops, "; "))
		return err
	})
}
