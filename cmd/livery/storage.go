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

// openStorage reads the master key, starts the private PostgreSQL where no other is named, migrates and connects.
func openStorage(ctx context.Context, c config.Config, log *slog.Logger) (s *storage, err error) {
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
		s.server, err = privatepg.Start(ctx, privatepg.Options{DataDir: c.General.DataDir, Durable: true, Log: log,
			Binaries: c.Database.PostgresPrograms, Elsewhere: c.Database.PostgresDir})
		if err != nil {
			return s, fmt.Errorf("start the private PostgreSQL: %w", err)
		}
		if s.url, err = db.Create(ctx, s.server.AdminURL(), privateDatabase); err != nil {
			return s, fmt.Errorf("make the database: %w", err)
		}
	}
	if err = db.Migrate(ctx, s.url, s.key); err != nil {
		return s, fmt.Errorf("bring the database up to date: %w", err)
	}
	s.db, err = db.Open(ctx, s.url, s.key, db.Options{MaxConns: int32(c.Database.DatabaseMaxConns), Log: log})
	return s, err
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
