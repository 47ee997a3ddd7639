package certificates

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

type file struct {
	name       string
	tenant     uuid.UUID
	host, part string
	content    []byte
	size       int
	modified   time.Time
}

// ownerOf is the tenant that answers on a host; of no host, the platform.
func ownerOf(ctx context.Context, tx *db.Tx, host string) (tenant uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `
		select tenant_id from hosts where host = $1
		union all
		select id from tenants where kind = 'platform' and $1 = ''`, host).Scan(&tenant)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return tenant, err
}

func writeFile(ctx context.Context, tx *db.Tx, f file, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into certificate_files (name, tenant_id, host, part, content, size, modified_at) values ($1, $2, nullif($3, ''), nullif($4, ''), $5, $6, $7)
		on conflict (name) do update set tenant_id = $2, content = $5, size = $6, modified_at = $7`,
		f.name, f.tenant, f.host, f.part, f.content, f.size, now)
	return err
}

func readFile(ctx context.Context, tx *db.Tx, name string) (f file, err error) {
	err = tx.QueryRow(ctx, `
		select name, tenant_id, coalesce(host, ''), coalesce(part, ''), content, size, modified_at from certificate_files where name = $1`, name).
		Scan(&f.name, &f.tenant, &f.host, &f.part, &f.content, &f.size, &f.modified)
	if errors.Is(err, pgx.ErrNoRows) {
		err = fs.ErrNotExist
	}
	return f, err
}

// Names end at a slash, so a folder's content is the range from its slash to the next character ('/' < '0').
func deleteFiles(ctx context.Context, tx *db.Tx, name string) error {
	_, err := tx.Exec(ctx, `delete from certificate_files where name = $1 or name >= $1 || '/' and name < $1 || '0'`, name)
	return err
}

func deleteHost(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string) error {
	_, err := tx.Exec(ctx, `delete from certificate_files where host = $2 and tenant_id = $1`, tenant, host)
	return err
}

// deleteOf removes what was brought, or all but that.
func deleteOf(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string, own bool) error {
	_, err := tx.Exec(ctx, `delete from certificate_files where host = $2 and tenant_id = $1 and (name like 'certificates/own/%') = $3`, tenant, host, own)
	return err
}

func exists(ctx context.Context, tx *db.Tx, name string) (there bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from certificate_files where name = $1 or name >= $1 || '/' and name < $1 || '0')`, name).Scan(&there)
	return there, err
}

func below(ctx context.Context, tx *db.Tx, folder string) ([]string, error) {
	rows, err := tx.Query(ctx, `
		select name from certificate_files where $1 = '' or name >= $1 || '/' and name < $1 || '0' order by name`, folder)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// shown is what a handshake needs of a host: the key and the chain of the source that its domain names. Until an authority has issued
// the first one, that is what its owner had brought.
func shown(ctx context.Context, tx *db.Tx, host string) (key, chain file, err error) {
	rows, err := tx.Query(ctx, `
		select f.name, f.tenant_id, f.part, f.content
		from hosts h
		join domains d on d.tenant_id = h.tenant_id and d.host = h.host
		join certificate_files f on f.host = h.host and f.tenant_id = h.tenant_id and f.part in ('key', 'chain')
			and (d.certificate = 'acme' or f.name like 'certificates/own/%')
		where h.host = $1
		order by f.name not like 'certificates/own/%', f.modified_at`, host)
	if err != nil {
		return key, chain, err
	}
	list, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (f file, err error) {
		f.host = host
		return f, r.Scan(&f.name, &f.tenant, &f.part, &f.content)
	})
	// The newest that is whole, should another authority have been asked before: a key and its chain are written one after the other.
	parts := map[string]file{}
	for _, f := range list {
		parts[path.Dir(f.name)+f.part] = f
		k, c := parts[path.Dir(f.name)+partKey], parts[path.Dir(f.name)+partChain]
		if k.content != nil && c.content != nil {
			key, chain = k, c
		}
	}
	if err == nil && (key.content == nil || chain.content == nil) {
		err = fs.ErrNotExist
	}
	return key, chain, err
}

// changedSince names the hosts whose files have changed, and the moment of the latest change.
func changedSince(ctx context.Context, tx *db.Tx, since time.Time) (hosts []string, latest time.Time, err error) {
	latest = since
	rows, err := tx.Query(ctx, `select host, modified_at from certificate_files where host is not null and modified_at >= $1 order by modified_at`, since)
	if err != nil {
		return nil, latest, err
	}
	defer rows.Close()
	for rows.Next() {
		var host string
		if err := rows.Scan(&host, &latest); err != nil {
			return nil, latest, err
		}
		hosts = append(hosts, host)
	}
	return hosts, latest, rows.Err()
}

// takeLease takes a name that is free, or whose holder has died.
func takeLease(ctx context.Context, tx *db.Tx, name string, holder uuid.UUID, now, until time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		insert into certificate_leases as l (name, holder, until) values ($1, $2, $4)
		on conflict (name) do update set holder = excluded.holder, until = excluded.until where l.until <= $3 or l.holder = excluded.holder`, name, holder, now, until)
	return tag.RowsAffected() == 1, err
}

func keepLease(ctx context.Context, tx *db.Tx, name string, holder uuid.UUID, until time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `update certificate_leases set until = $3 where name = $1 and holder = $2`, name, holder, until)
	return tag.RowsAffected() == 1, err
}

func endLease(ctx context.Context, tx *db.Tx, name string, holder uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from certificate_leases where name = $1 and holder = $2`, name, holder)
	return err
}
