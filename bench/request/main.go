package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// rounds is how often a page is read each way; the ways take turns, so that both meet the same weather.
const rounds = 4000

// page is what a list of objects asks, as package fleet does.
const page = `select id, name, kind, group_id, created_at from objects where tenant_id = $1 order by name_key, id limit 50`

func main() {
	tenants := flag.Int("tenants", 100_000, "tenants in the database")
	objects := flag.Int("objects", 1_000_000, "objects in the database")
	flag.Parse()
	if err := run(context.Background(), *tenants, *objects); err != nil {
		fmt.Fprintln(os.Stderr, "request:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, tenants, objects int) (err error) {
	dir, err := os.MkdirTemp("", "livery-request-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	postgres, err := rig.StartPostgres(ctx, dir, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, postgres.Stop()) }()
	fmt.Printf("filling the database with %d tenants and %d objects …\n", tenants, objects)
	conn, err := pgx.Connect(ctx, postgres.URL())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	if err := fill(ctx, conn, tenants, objects); err != nil {
		return fmt.Errorf("fill the database: %w", err)
	}
	d, err := postgres.Open(ctx)
	if err != nil {
		return err
	}
	defer d.Close()
	t, err := pages(ctx, conn, d)
	if err != nil {
		return fmt.Errorf("read pages: %w", err)
	}
	brand, err := brandResolution(ctx, d)
	if err != nil {
		return fmt.Errorf("resolve brands: %w", err)
	}
	right, err := rightCheck()
	if err != nil {
		return err
	}
	over := func(other time.Duration) string {
		return fmt.Sprintf("%.3f ms, ratio %.2f", ms(other), float64(t.guarded)/float64(other))
	}
	fmt.Printf("request: brand %d ns, right %d ns; page of 50 objects of %d tenants and %d objects: %.3f ms under row-level security; without: in a transaction %s, in the same batch with its settings %s, as a bare statement %s (medians of %d)\n",
		brand, right, tenants, objects, ms(t.guarded), over(t.transaction), over(t.batch), over(t.bare), rounds)
	return nil
}

// fill makes a platform, a hundred resellers with a host each, and accounts below them, without triggers: it is the
// superuser's short cut, so it says what they would have.
func fill(ctx context.Context, conn *pgx.Conn, tenants, objects int) error {
	const resellers = 100
	for _, s := range []string{
		"set session_replication_role = replica",
		`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select i, null, 'platform', i, '1.', 'Root', 'root' from gen_random_uuid() as i`,
		fmt.Sprintf(`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select i, p.id, 'reseller', i, 'r' || n, 'Reseller ' || n, 'reseller ' || n
			from (select n, gen_random_uuid() as i from generate_series(1, %d) as n) as new, tenants p where p.kind = 'platform'`, resellers),
		fmt.Sprintf(`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select gen_random_uuid(), r.id, 'account', r.id, 'a' || n, 'Account ' || n, 'account ' || n
			from generate_series(1, %d) as n join tenants r on r.path = 'r' || (1 + n %% %d)`, tenants, resellers),
		`update tenants set path = '1.' || seq || '.' where kind = 'reseller'`,
		`update tenants t set path = p.path || t.seq || '.' from tenants p where p.id = t.parent_id and t.kind = 'account'`,
		`insert into tenant_closure select id, id, 0 from tenants`,
		`insert into tenant_closure select parent_id, id, 1 from tenants where parent_id is not null`,
		`insert into tenant_closure select p.parent_id, t.id, 2 from tenants t join tenants p on p.id = t.parent_id where p.parent_id is not null`,
		`insert into hosts (host, tenant_id, is_primary) select 'r' || seq || '.test', id, true from tenants where kind = 'reseller'`,
		fmt.Sprintf(`insert into objects (id, tenant_id, path, name, name_key, kind)
			select gen_random_uuid(), t.id, t.path, 'Van ' || n, 'van ' || n, 'van'
			from (select id, path, row_number() over () - 1 as k from tenants where kind = 'account') as t
			join generate_series(0, %d - 1) as n on n %% %d = t.k`, objects, tenants),
		"reset session_replication_role",
		"vacuum analyze",
	} {
		if _, err := conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// times are medians of reading a page under row-level security, as the app does, and by a superuser, whom no policy
// concerns: in a transaction, in the batch that the app sends, and as a bare statement.
type times struct{ guarded, transaction, batch, bare time.Duration }

// pages reads a page of a random account each way in turn.
func pages(ctx context.Context, conn *pgx.Conn, d *db.DB) (times, error) {
	rows, err := conn.Query(ctx, "select id, realm_id, path from tenants where kind = 'account' order by random() limit 500")
	if err != nil {
		return times{}, err
	}
	scopes, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s db.Scope, err error) {
		var id, realm uuid.UUID
		var path string
		err = row.Scan(&id, &realm, &path)
		return db.MakeScope(id, realm, tenant.Account, path, []uuid.UUID{realm, id}), err
	})
	if err != nil {
		return times{}, err
	}
	var took [4][]time.Duration
	for n := range rounds {
		for kind, read := range []func(s db.Scope) error{
			func(s db.Scope) error {
				return d.ReadInTenant(ctx, s, func(tx *db.Tx) error {
					rows, err := tx.Query(ctx, page, s.Tenant())
					return drain(rows, err)
				})
			},
			func(s db.Scope) error { return transaction(ctx, conn, s.Tenant()) },
			func(s db.Scope) error { return batch(ctx, conn, s.Tenant()) },
			func(s db.Scope) error {
				rows, err := conn.Query(ctx, page, s.Tenant())
				return drain(rows, err)
			},
		} {
			// Another account each time: the first to read one would warm it for the others.
			s := scopes[rand.IntN(len(scopes))]
			began := time.Now()
			if err := read(s); err != nil {
				return times{}, err
			}
			if n >= rounds/10 { // warm
				took[kind] = append(took[kind], time.Since(began))
			}
		}
	}
	return times{median(took[0]), median(took[1]), median(took[2]), median(took[3])}, nil
}

func transaction(ctx context.Context, conn *pgx.Conn, id uuid.UUID) error {
	b := &pgx.Batch{}
	b.Queue("begin")
	b.Queue(page, id)
	if err := last(conn.SendBatch(ctx, b)); err != nil {
		return err
	}
	_, err := conn.Exec(ctx, "commit")
	return err
}

func batch(ctx context.Context, conn *pgx.Conn, id uuid.UUID) error {
	b := &pgx.Batch{}
	b.Queue("select set_config('app.tenant', $1, true), set_config('app.lineage', $2, true), set_config('app.viewer', $3, true), set_config('transaction_read_only', 'on', true)",
		id.String(), "{"+id.String()+"}", "")
	b.Queue(page, id)
	return last(conn.SendBatch(ctx, b))
}

// last reads the rows of the second of two statements.
func last(results pgx.BatchResults) error {
	if _, err := results.Exec(); err != nil {
		return errors.Join(err, results.Close())
	}
	rows, err := results.Query()
	return errors.Join(drain(rows, err), results.Close())
}

func drain(rows pgx.Rows, err error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if _, err := rows.Values(); err != nil {
			return err
		}
	}
	rows.Close()
	return rows.Err()
}

func brandResolution(ctx context.Context, d *db.DB) (ns int64, err error) {
	brands := tenant.NewBrands(tenant.New(d), slog.New(slog.DiscardHandler))
	var host string
	if err := d.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, "select host from hosts limit 1").Scan(&host) }); err != nil {
		return 0, err
	}
	if _, err := brands.Resolve(ctx, host); err != nil {
		return 0, err
	}
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if _, err := brands.Resolve(ctx, host); err != nil {
				b.Fatal(err)
			}
		}
	})
	return result.NsPerOp(), nil
}

func rightCheck() (ns int64, err error) {
	rights, err := access.New()
	if err != nil {
		return 0, err
	}
	held := rights.HeldBy(access.Viewer, nil)
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if !rights.Allowed(held, access.PositionRead) {
				b.Fatal("a viewer may look")
			}
		}
	})
	return result.NsPerOp(), nil
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
