package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

type options struct {
	customers, sockets int
	lasting            time.Duration
}

func main() {
	beWatcher()
	var o options
	flag.IntVar(&o.customers, "customers", 100_000, "customers of the reseller")
	flag.IntVar(&o.sockets, "sockets", 10_000, "open WebSockets")
	flag.DurationVar(&o.lasting, "for", 5*time.Second, "how long each rate is measured")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "people:", err)
		os.Exit(1)
	}
}

// bench is an installation with one reseller.
type bench struct {
	options
	*rig.Bed

	tenants  *tenant.Tenants
	people   *identity.People
	rights   *access.Rights
	reseller db.Scope
}

// host of the reseller's brand.
const host = "north.test"

func run(ctx context.Context, o options) error {
	return rig.OnBed(ctx, "people", false, func(ctx context.Context, bed *rig.Bed) error {
		return (&bench{options: o, Bed: bed}).measure(ctx)
	})
}

func (b *bench) measure(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("set the installation up: %w", err)
	}
	signing, err := b.signIns(ctx)
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	page, err := b.customersPage(ctx)
	if err != nil {
		return fmt.Errorf("read pages of customers: %w", err)
	}
	right := b.rightCheck()
	bite, err := b.revocation(ctx)
	if err != nil {
		return fmt.Errorf("take rights away: %w", err)
	}
	fmt.Printf("people: %s; %s; %s; %s\n", signing, page, right, bite)
	return nil
}

// found opens the platform and a reseller, and gives the reseller its customers by the superuser's short cut.
func (b *bench) found(ctx context.Context) error {
	var err error
	if b.rights, err = access.New(); err != nil {
		return err
	}
	b.tenants = tenant.New(b.DB)
	b.people = identity.New(identity.Config{DB: b.DB, Tenants: b.tenants, Key: rig.Key(), Clock: clock.System{},
		Log: slog.New(slog.DiscardHandler), Catalogue: b.rights})
	if _, b.reseller, err = rig.Reseller(ctx, b.tenants); err != nil {
		return err
	}
	if err := b.tenants.GiveHost(ctx, b.reseller.Tenant(), host, true); err != nil {
		return err
	}
	if _, err := b.tenants.SetLook(ctx, b.reseller, tenant.Look{Name: "North"}); err != nil {
		return err
	}
	fmt.Printf("filling the database with %d customers …\n", b.customers)
	return b.fill(ctx)
}

// fill adds the customers with an object each, and a tenth as many of another reseller's, without triggers: so it says what
// they would have.
func (b *bench) fill(ctx context.Context) error {
	for _, s := range []string{
		"set session_replication_role = replica",
		`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select i, p.id, 'reseller', i, 'another', 'Another', 'another' from gen_random_uuid() i, tenants p where p.kind = 'platform'`,
		fmt.Sprintf(`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select gen_random_uuid(), r.id, 'account', r.id, r.path || 'new' || n, 'Customer ' || n, 'customer ' || n
			from tenants r, generate_series(1, case r.path when 'another' then %d else %d end) n where r.kind = 'reseller'`, b.customers/10, b.customers),
		`update tenants t set path = p.path || t.seq || '.' from tenants p where p.id = t.parent_id and t.path = 'another'`,
		`update tenants t set path = p.path || t.seq || '.' from tenants p where p.id = t.parent_id and t.kind = 'account'`,
		`insert into contracts (tenant_id, counterparty_id, number, path)
			select parent_id, id, seq::text, path from tenants where kind = 'account'`,
		`insert into objects (id, tenant_id, path, name, name_key, kind)
			select gen_random_uuid(), id, path, 'Van', 'van', 'van' from tenants where kind = 'account'`,
		`insert into customers (tenant_id, parent_id, path, kind, status, name_key, number, created_at, objects)
			select t.id, t.parent_id, t.path, t.kind, t.status, t.name_key, coalesce(c.number, ''), t.created_at, (t.kind = 'account')::int
			from tenants t left join contracts c on c.counterparty_id = t.id on conflict (tenant_id) do nothing`,
		"insert into customer_live (tenant_id, path, never) select tenant_id, path, objects from customers on conflict (tenant_id) do nothing",
		`insert into customer_words (tenant_id, path, word)
			select distinct c.tenant_id, c.path, w from customers c, lateral (values (c.name_key), (split_part(c.name_key, ' ', 2)), (c.number)) v (w)
			where c.kind = 'account' and w <> '' on conflict do nothing`,
		"reset session_replication_role",
		"vacuum analyze",
	} {
		if _, err := b.Super.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
