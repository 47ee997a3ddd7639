package db

import (
	"context"
	"io/fs"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/migrations"
)

// Facts are what an operator asks of the database.
type Facts struct {
	// Version of the server, Bytes of this database.
	Version string
	Bytes   int64
	// Connections to the whole server, and how many it allows.
	Connections, MostConnections int
}

// Facts asks the database about itself.
func (d *DB) Facts(ctx context.Context) (f Facts, err error) {
	err = d.Worker(ctx, func(tx *Tx) error {
		return tx.QueryRow(ctx, `
			select current_setting('server_version'), pg_database_size(current_database()),
				(select coalesce(sum(numbackends), 0)::int from pg_stat_database), current_setting('max_connections')::int`).
			Scan(&f.Version, &f.Bytes, &f.Connections, &f.MostConnections)
	})
	return f, err
}

// SchemaVersion is the number of the last migration that this program brings along.
func SchemaVersion() (last int64) {
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return 0 // of a wrong pattern only
	}
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			last = max(last, n)
		}
	}
	return last
}
