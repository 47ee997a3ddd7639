package rig

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/privatepg"
	"github.com/liveryhq/livery/internal/secrets"
)

// database is the name of the one that is used.
const database = "livery"

// patience bounds what takes seconds.
const patience = time.Minute

// Key is the master key of everything a rig sets up.
func Key() secrets.Key {
	key, err := secrets.FromBytes([]byte("the master key of Livery's rigs!"))
	if err != nil {
		panic(err) // the text above has 32 bytes
	}
	return key
}

// Postgres is a server that may be stopped and started again.
type Postgres struct {
	options privatepg.Options
	server  *privatepg.Server
	url     string
}

// StartPostgres makes a server in the folder, with a migrated database. A durable one waits for the disk, as in
// production.
func StartPostgres(ctx context.Context, dir string, durable bool) (*Postgres, error) {
	p := &Postgres{options: privatepg.Options{DataDir: dir, Durable: durable}}
	if err := p.Start(ctx); err != nil {
		return nil, err
	}
	if err := p.migrate(ctx); err != nil {
		return nil, errors.Join(err, p.Stop())
	}
	return p, nil
}

func (p *Postgres) migrate(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, p.server.AdminURL())
	if err != nil {
		return fmt.Errorf("reach the server: %w", err)
	}
	_, err = conn.Exec(ctx, "create database "+database)
	if err := errors.Join(err, conn.Close(ctx)); err != nil {
		return fmt.Errorf("make the database: %w", err)
	}
	address, err := url.Parse(p.server.AdminURL())
	if err != nil {
		return fmt.Errorf("read the server's address: %w", err)
	}
	address.Path = "/" + database
	p.url = address.String()
	return db.Migrate(ctx, p.url, Key())
}

// Used is the processor time the server has taken so far, with all its processes.
func (p *Postgres) Used() time.Duration {
	b, err := os.ReadFile(filepath.Join(p.server.Directory(), "postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return familyTime(pid)
}

// URL of the database, for a superuser.
func (p *Postgres) URL() string { return p.url }

// Open connects as Livery does.
func (p *Postgres) Open(ctx context.Context) (*db.DB, error) {
	return db.Open(ctx, p.url, Key(), db.Options{MaxConns: 8})
}

// Start starts a stopped server at its old port.
func (p *Postgres) Start(ctx context.Context) error {
	var err error
	if p.server, err = privatepg.Start(ctx, p.options); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	p.options.Port = p.server.Port()
	return nil
}

// Kill ends the server with SIGKILL: nothing is flushed, nobody is told. Whoever watches over it starts it again.
func (p *Postgres) Kill() error {
	content, err := os.ReadFile(filepath.Join(p.server.Directory(), "postmaster.pid"))
	if err != nil {
		return fmt.Errorf("find the server: %w", err)
	}
	number, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("find the server: %w", err)
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// Stop stops the server.
func (p *Postgres) Stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return p.server.Stop(ctx)
}
