package rig

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// Bed is a throw-away installation's database: its server, a superuser who takes short cuts, and the way that Livery goes.
type Bed struct {
	// Dir is for whatever else the bench writes; it goes with the bed.
	Dir      string
	Postgres *Postgres
	Super    *pgx.Conn
	DB       *db.DB
}

// OnBed runs fn on a bed of that name and takes all of it away afterwards, also when it is interrupted: fn's context ends then. A durable
// one waits for the disk, as in production.
func OnBed(ctx context.Context, name string, durable bool, fn func(ctx context.Context, b *Bed) error) (err error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	b := &Bed{}
	if b.Dir, err = os.MkdirTemp("", "livery-"+name+"-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.Dir)) }()
	// PostgreSQL's user passes on its way to its own folder.
	if err := os.Chmod(b.Dir, 0o711); err != nil {
		return err
	}
	if b.Postgres, err = StartPostgres(ctx, filepath.Join(b.Dir, "postgres"), durable); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Postgres.Stop()) }()
	if b.Super, err = pgx.Connect(ctx, b.Postgres.URL()); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Super.Close(ctx)) }()
	if b.DB, err = b.Postgres.Open(ctx); err != nil {
		return err
	}
	defer b.DB.Close()
	return fn(ctx, b)
}
