package testdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/migrations"
)

// template returns the name of the migrated template database, making it if no package of this run has yet.
func (s *server) template(ctx context.Context) (string, error) {
	s.making.Lock()
	defer s.making.Unlock()
	if s.made != "" {
		return s.made, nil
	}
	hash, err := migrationsHash()
	if err != nil {
		return "", err
	}
	name := "livery_template_" + hash
	if err := s.with(ctx, func(connection *pgx.Conn) error { return s.makeTemplate(ctx, connection, name) }); err != nil {
		return "", fmt.Errorf("making the template database: %w", err)
	}
	s.made = name
	return name, nil
}

// makeTemplate migrates under a lock that all packages of the run share. The database is marked as a template last:
// one without the mark was left half made, and is made again.
func (s *server) makeTemplate(ctx context.Context, connection *pgx.Conn, name string) (err error) {
	// What fails ends the connection, and the lock with it.
	if _, err := connection.Exec(ctx, "select pg_advisory_lock(hashtext('livery test template'))"); err != nil {
		return err
	}
	defer func() {
		_, failed := connection.Exec(ctx, "select pg_advisory_unlock(hashtext('livery test template'))")
		err = errors.Join(err, failed)
	}()
	var there bool
	err = connection.QueryRow(ctx, "select exists (select from pg_database where datname = $1 and datistemplate)",
		name).Scan(&there)
	if err != nil || there {
		return err
	}
	for _, statement := range []string{
		"drop database if exists " + quoted(name) + " with (force)",
		"create database " + quoted(name),
	} {
		if _, err := connection.Exec(ctx, statement); err != nil {
			return err
		}
	}
	url, err := s.database(name)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx, url, Key()); err != nil {
		return err
	}
	// Which role owns what and may do what is written at the things themselves. PostgreSQL keeps it a second time, for all databases together, so
	// that no role is dropped that is still somewhere: thousands of rows, copied and removed again with each copy of the template, and left for
	// a vacuum that never comes.
	_, err = connection.Exec(ctx, "delete from pg_shdepend where dbid = (select oid from pg_database where datname = $1)", name)
	if err != nil {
		return err
	}
	// Nobody may connect: a copy is refused while somebody is connected.
	_, err = connection.Exec(ctx, "alter database "+quoted(name)+" with is_template true allow_connections false")
	return err
}

// migrationsHash names the state of the schema: names and contents of all migrations.
func migrationsHash() (string, error) {
	hash := sha256.New()
	err := fs.WalkDir(migrations.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(migrations.Files, path)
		fmt.Fprintf(hash, "%s %d\n%s", path, len(content), content)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("reading the migrations: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}
