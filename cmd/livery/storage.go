package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/privatepg"
	"github.com/liveryhq/livery/internal/secrets"
)

// privateDatabase is the database made in a private PostgreSQL.
const privateDatabase = "livery"

// storage is the database of an installation with what it stands on.
type storage struct {
	key    secrets.Key
	db     *db.DB
	url    string
	server *privatepg.Server // nil where LIVERY_DATABASE_URL names one
}

// openStorage reads the master key, starts the private PostgreSQL where no other is named, migrates and connects. A
// command that is over soon works beside a server that already runs; two servers on one folder do not.
func openStorage(ctx context.Context, c config.Config, log *slog.Logger, beside bool) (s *storage, err error) {
	s = &storage{url: c.Database.DatabaseURL.Reveal()}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close(context.WithoutCancel(ctx)))
			s = nil
		}
	}()
	if s.key, err = secrets.Load(c.General.MasterKey.Reveal(), c.General.DataDir); err != nil {
		return s, fmt.Errorf("read the master key: %w", err)
	}
	if s.url == "" {
		admin, err := s.privateServer(ctx, c, log, beside)
		if err != nil {
			return s, err
		}
		if s.url, err = db.Create(ctx, admin, privateDatabase); err != nil {
			return s, fmt.Errorf("make the database: %w", err)
		}
	}
	if err = db.Migrate(ctx, s.url, s.key); err != nil {
		return s, fmt.Errorf("bring the database up to date: %w", err)
	}
	s.db, err = db.Open(ctx, s.url, s.key, db.Options{MaxConns: int32(c.Database.DatabaseMaxConns), Log: log})
	return s, err
}

// privateServer starts the private PostgreSQL, or reaches the one that runs, and returns its superuser's address.
func (s *storage) privateServer(ctx context.Context, c config.Config, log *slog.Logger, beside bool) (string, error) {
	o := privatepg.Options{DataDir: c.General.DataDir, Durable: true, Log: log,
		Binaries: c.Database.PostgresPrograms, Elsewhere: c.Database.PostgresDir}
	server, err := privatepg.Start(ctx, o)
	if beside && errors.Is(err, privatepg.ErrRuns) {
		return privatepg.Reach(ctx, o)
	}
	if err != nil {
		return "", fmt.Errorf("start the private PostgreSQL: %w", err)
	}
	s.server = server
	return server.AdminURL(), nil
}

func (s *storage) close(ctx context.Context) error {
	if s.db != nil {
		s.db.Close()
	}
	if s.server != nil {
		return s.server.Stop(ctx)
	}
	return nil
}
