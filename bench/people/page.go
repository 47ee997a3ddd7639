package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
)

// rounds is how often a page is read each way; the ways take turns, so that both meet the same weather.
const rounds = 1000

// bare reads what a page of fifty by name shows, after one of them, as a superuser asks it, whom no policy concerns: the
// range that the policy adds is written out.
const bare = `
select c.tenant_id, c.parent_id, c.kind, t.name, c.number, c.status, coalesce(t.country, ''), c.created_at, c.objects, c.blocked, c.users,
    coalesce(l.online, 0), coalesce(l.silent_day, 0), coalesce(l.silent_week, 0), coalesce(l.never, 0), c.seen_at
from customers c
join tenants t on t.id = c.tenant_id
left join customer_live l on l.tenant_id = c.tenant_id
where c.tenant_id <> $1
    and c.path >= $2 and c.path < $3
    and (c.name_key, c.tenant_id) > ($4, $5)
order by c.name_key, c.tenant_id
limit 51`

// customersPage measures what the console asks of the list of all customers: a page of fifty by name somewhere in it, and
// the first page of a search for what some name begins with.
func (b *bench) customersPage(ctx context.Context) (string, error) {
	rows, err := b.Super.Query(ctx, "select id, name_key from tenants where parent_id = $1 order by random() limit 500", b.reseller.Tenant())
	if err != nil {
		return "", err
	}
	somewhere, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		ID   uuid.UUID
		Name string
	}])
	if err != nil {
		return "", err
	}
	list := customers.New(customers.Config{DB: b.DB})
	from, to := b.reseller.Below()
	var under, without, searched []time.Duration
	for n := range rounds {
		one := somewhere[rand.IntN(len(somewhere))]
		began := time.Now()
		if _, _, err := list.List(ctx, b.reseller, customers.Query{After: &customers.After{Key: one.Name, ID: one.ID}, Limit: 50}); err != nil {
			return "", err
		}
		paged := time.Now()
		if err := b.Bare(ctx, bare, b.reseller.Tenant(), from, to, one.Name, one.ID); err != nil {
			return "", err
		}
		plain := time.Now()
		found, _, err := list.List(ctx, b.reseller, customers.Query{Search: one.Name[:len(one.Name)-1], Limit: 50})
		if err != nil {
			return "", err
		}
		if len(found) == 0 {
			return "", fmt.Errorf("a search for %q finds nobody", one.Name)
		}
		if n >= rounds/10 { // warm
			under, without, searched = append(under, paged.Sub(began)), append(without, plain.Sub(paged)), append(searched, time.Since(plain))
		}
	}
	with, bareOne := median(under), median(without)
	return fmt.Sprintf("page of 50 of %d customers: %.3f ms under row-level security, %.3f ms without, ratio %.2f; searched %.3f ms (median of %d)",
		b.customers, ms(with), ms(bareOne), float64(with)/float64(bareOne), ms(median(searched)), len(under)), nil
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
