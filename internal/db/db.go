package db

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	pgxuuid "github.com/vgarvardt/pgx-google-uuid/v5"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
)

// Options bound the pools.
type Options struct {
	// MaxConns of the application's pool; the others get a part of it. 0: 20.
	MaxConns int32
	Log      *slog.Logger
	// Roles is the name that the roles' names begin with, where it is known; the database is asked if it is empty.
	Roles string
}

// DB holds a pool for each role that runs statements.
type DB struct {
	app, subtree, worker *pgxpool.Pool
	url                  string
	log                  *slog.Logger
}

// Open connects to the database of url as the roles that Migrate made. Of the url only host, port, database and
// TLS settings count: each role logs in by itself, with a password derived from key.
func Open(ctx context.Context, url string, key secrets.Key, o Options) (*DB, error) {
	if o.MaxConns == 0 {
		o.MaxConns = 20
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	var err error
	prefix := o.Roles
	if prefix == "" {
		if prefix, err = rolePrefix(ctx, url, key); err != nil {
			return nil, err
		}
	}
	d := &DB{url: url, log: o.Log}
	for _, p := range []struct {
		pool **pgxpool.Pool
		role string
		max  int32
	}{{&d.app, roleApp, o.MaxConns}, {&d.subtree, roleSubtree, max(2, o.MaxConns/4)}, {&d.worker, roleWorker, max(4, o.MaxConns/2)}} {
		if *p.pool, err = openPool(ctx, url, prefix+"_"+p.role, key.RolePassword(p.role), p.max); err != nil {
			d.Close()
			return nil, fmt.Errorf("connect as %s_%s: %w", prefix, p.role, err)
		}
	}
	return d, nil
}

func openPool(ctx context.Context, url, user, password string, maxConns int32) (*pgxpool.Pool, error) {
	c, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errs.Field("LIVERY_DATABASE_URL", "bad_url", "The database address cannot be read. Write it as postgres://host:port/database.").With(err)
	}
	c.ConnConfig.User, c.ConnConfig.Password = user, password
	c.ConnConfig.RuntimeParams["application_name"] = "livery"
	c.ConnConfig.RuntimeParams["timezone"] = "UTC"
	c.ConnConfig.ConnectTimeout = 10 * time.Second
	c.MaxConns = maxConns
	c.MaxConnIdleTime = 5 * time.Minute
	c.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		// Without it each id is written as text, and read again: what an id says of itself as a driver's value.
		types := conn.TypeMap()
		types.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{pgxuuid.TryWrapUUIDEncodePlan}, types.TryWrapEncodePlanFuncs...)
		return nil
	}
	p, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := p.Ping(ctx); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close ends all connections.
func (d *DB) Close() {
	for _, p := range []*pgxpool.Pool{d.app, d.subtree, d.worker} {
		if p != nil {
			p.Close()
		}
	}
}

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.app.Ping(ctx); err != nil {
		return errs.New(errs.Unavailable, "database", "The database does not answer.").With(err)
	}
	return nil
}

const (
	scopeSettings   = "select set_config('app.tenant', $1, true), set_config('app.lineage', $2, true), set_config('app.viewer', $3, true)"
	readingSettings = scopeSettings + ", set_config('transaction_read_only', 'on', true)"
	plannedSettings = scopeSettings + ", set_config('plan_cache_mode', 'force_generic_plan', true)"
)

// InTenant runs fn in a transaction that sees the rows of the scope's tenant. fn's error rolls everything back.
// The settings travel with fn's first statement, in one round trip.
func (d *DB) InTenant(ctx context.Context, s Scope, fn func(tx *Tx) error) error {
	return d.inTenant(ctx, s, scopeSettings, fn)
}

// InTenantPlanned is InTenant for the same few short statements over and over, each of which finds its rows by an index whatever it is asked with: they are
// planned once. PostgreSQL plans what is asked with lists anew each time, for it thinks that a list of one pays for that; for these it takes longer than
// running them.
func (d *DB) InTenantPlanned(ctx context.Context, s Scope, fn func(tx *Tx) error) error {
	return d.inTenant(ctx, s, plannedSettings, fn)
}

func (d *DB) inTenant(ctx context.Context, s Scope, settings string, fn func(tx *Tx) error) error {
	return run(ctx, d.app, fn, &Tx{begin: func(b *pgx.Batch) {
		b.Queue("begin")
		b.Queue(settings, s.tenant.String(), s.lineage, s.viewerSetting())
	}})
}

// ReadInTenant is InTenant for an fn that reads with one statement, as most requests do: settings and statement are one
// batch, which is a transaction by itself, so that there is neither a begin nor a commit to wait for (decision 0028). It
// cannot write, and a second statement fails.
func (d *DB) ReadInTenant(ctx context.Context, s Scope, fn func(tx *Tx) error) error {
	return run(ctx, d.app, fn, &Tx{single: true, begin: func(b *pgx.Batch) {
		b.Queue(readingSettings, s.tenant.String(), s.lineage, s.viewerSetting())
	}})
}

// InSubtree runs fn in a read-only transaction that sees the columns published to subtree lists of every tenant at or
// below the scope's.
func (d *DB) InSubtree(ctx context.Context, s Scope, fn func(tx *Tx) error) error {
	from, to := s.Below()
	if !s.SeesAll() && from != "" {
		// Whoever sees some of the tenant's own objects sees only those below: their paths go on with a number.
		from += "0"
	}
	return run(ctx, d.subtree, fn, &Tx{begin: func(b *pgx.Batch) {
		b.Queue("begin read only")
		b.Queue("select set_config('app.path', $1, true), set_config('app.path_end', $2, true)", from, to)
	}})
}

// Nobody runs fn before a tenant is known: it sees no row; the closed list of definer functions answers with ids.
func (d *DB) Nobody(ctx context.Context, fn func(tx *Tx) error) error {
	return run(ctx, d.app, fn, &Tx{begin: func(b *pgx.Batch) { b.Queue("begin") }})
}

// Worker runs fn as the role of set-based jobs, which sees every tenant's rows. Never for a request.
func (d *DB) Worker(ctx context.Context, fn func(tx *Tx) error) error {
	return run(ctx, d.worker, fn, &Tx{begin: func(b *pgx.Batch) { b.Queue("begin") }})
}

// Listen calls heard after every notice on a channel, and once after each (re)connection, since notices sent while it
// was away are lost. It returns when ctx ends.
func (d *DB) Listen(ctx context.Context, channel string, heard func()) error {
	wait := 100 * time.Millisecond
	for {
		err := d.listenOnce(ctx, channel, func() { wait = 100 * time.Millisecond; heard() })
		if ctx.Err() != nil {
			return nil //nolint:nilerr // told to stop
		}
		d.log.Warn("listening to the database was interrupted", "channel", channel, "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		wait = min(2*wait, 5*time.Second)
	}
}

func (d *DB) listenOnce(ctx context.Context, channel string, heard func()) error {
	conn, err := pgx.ConnectConfig(ctx, d.worker.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return err
	}
	heard()
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
		heard()
	}
}

// rolePrefix asks the database whose it is: a clone keeps the roles of the database it was made from.
func rolePrefix(ctx context.Context, url string, key secrets.Key) (string, error) {
	c, err := pgx.ParseConfig(url)
	if err != nil {
		return "", errs.Field("LIVERY_DATABASE_URL", "bad_url", "The database address cannot be read. Write it as postgres://host:port/database.").With(err)
	}
	own := c.Copy()
	own.User, own.Password = c.Database+"_"+roleApp, key.RolePassword(roleApp)
	conn, err := pgx.ConnectConfig(ctx, own)
	if err != nil {
		// Not named after this database: ask as whoever the url says.
		if conn, err = pgx.ConnectConfig(ctx, c); err != nil {
			return "", errs.New(errs.Unavailable, "database",
				"The database does not let Livery in. Check LIVERY_DATABASE_URL, and run `livery migrate` once with a role that may create roles.").With(err)
		}
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var owner string
	err = conn.QueryRow(ctx, "select tableowner from pg_tables where schemaname = 'public' and tablename = 'tenants'").Scan(&owner)
	if err != nil {
		return "", errs.New(errs.Unavailable, "not_migrated", "The database has no Livery schema yet. Run `livery migrate`.").With(err)
	}
	return strings.TrimSuffix(owner, "_"+roleOwner), nil
}
