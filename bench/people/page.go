package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// rounds is how often a page is read each way; the ways take turns, so that both meet the same weather.
const rounds = 1000

// bare is the statement of tenant.Below for a page of fifty after one, as a superuser asks it, whom no policy concerns: the
// range that the policy adds is written out.
const bare = `
select t.id, t.parent_id, t.kind, t.name, coalesce(c.number, ''), t.status, coalesce(t.country, ''), t.created_at,
    array_length(string_to_array(t.path, '.'), 1) - 1 - 2,
    (select count(*) from objects o where o.path >= t.path and o.path < rtrim(t.path, '.') || '/')
from tenants t
left join contracts c on c.counterparty_id = t.id
where t.id <> $1
    and t.path >= $2 and t.path < $3
    and (t.path, t.id) > ((select a.path from tenants a where a.id = $4), $4)
order by t.path, t.id
limit 51`

// customersPage measures a page of fifty somewhere in the list of all customers.
func (b *bench) customersPage(ctx context.Context) (string, error) {
	rows, err := b.super.Query(ctx, "select id from tenants where parent_id = $1 order by random() limit 500", b.reseller.Tenant())
	if err != nil {
		return "", err
	}
	somewhere, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return "", err
	}
	from, to := b.reseller.Below()
	var under, without []time.Duration
	for n := range rounds {
		after := somewhere[rand.IntN(len(somewhere))]
		began := time.Now()
		if _, _, err := b.tenants.Below(ctx, b.reseller, tenant.BelowQuery{After: after, Limit: 50}); err != nil {
			return "", err
		}
		middle := time.Now()
		if err := b.plain(ctx, b.reseller.Tenant(), from, to, after); err != nil {
			return "", err
		}
		if n >= rounds/10 { // warm
			under, without = append(under, middle.Sub(began)), append(without, time.Since(middle))
		}
	}
	with, bareOne := median(under), median(without)
	return fmt.Sprintf("page of 50 of %d customers: %.3f ms under row-level security, %.3f ms without, ratio %.2f (median of %d)",
		b.customers, ms(with), ms(bareOne), float64(with)/float64(bareOne), len(under)), nil
}

func (b *bench) plain(ctx context.Context, args ...any) error {
	batch := &pgx.Batch{}
	batch.Queue("begin read only")
	batch.Queue(bare, args...)
	results := b.super.SendBatch(ctx, batch)
	if _, err := results.Exec(); err != nil {
		return err
	}
	rows, err := results.Query()
	if err != nil {
		return err
	}
	if _, err := pgx.CollectRows(rows, pgx.RowToStructByPos[tenant.Listed]); err != nil {
		return err
	}
	if err := results.Close(); err != nil {
		return err
	}
	_, err = b.super.Exec(ctx, "commit")
	return err
}

// rightCheck measures a decision, beside a look-up of the operation in a map.
func (b *bench) rightCheck() string {
	held, table := b.rights.HeldBy(access.Viewer, nil), map[access.Operation]bool{}
	for _, o := range access.Operations() {
		table[o.Operation] = true
	}
	check := testing.Benchmark(func(t *testing.B) {
		for t.Loop() {
			if !b.rights.Allowed(held, access.PositionRead) {
				t.Fatal("a viewer may look")
			}
		}
	})
	lookup := testing.Benchmark(func(t *testing.B) {
		for t.Loop() {
			if !table[access.PositionRead] {
				t.Fatal("it is in the table")
			}
		}
	})
	each := func(r testing.BenchmarkResult) float64 { return float64(r.T.Nanoseconds()) / float64(r.N) }
	return fmt.Sprintf("right %.1f ns, %.2f of a look-up in a map", each(check), each(check)/each(lookup))
}
