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
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
)

// help is the desk's address.
const help = "help@north.example"

type options struct{ tickets, letters, senders int }

func main() {
	var o options
	flag.IntVar(&o.tickets, "tickets", 1_000_000, "tickets of the desk, a fiftieth of which are open")
	flag.IntVar(&o.letters, "letters", 2000, "letters that are brought")
	flag.IntVar(&o.senders, "senders", 8, "how many bring them at once")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "desk:", err)
		os.Exit(1)
	}
}

// bench is a brand with a desk.
type bench struct {
	options
	*rig.Bed

	tenants *tenant.Tenants
	desks   *support.Desks
	realm   db.Scope
}

func run(ctx context.Context, o options) error {
	// What is measured is what is kept: the database writes as it does in earnest.
	return rig.OnBed(ctx, "desk", true, func(ctx context.Context, bed *rig.Bed) error {
		return (&bench{options: o, Bed: bed}).measure(ctx)
	})
}

func (b *bench) measure(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("set the desk up: %w", err)
	}
	pages, err := b.pages(ctx)
	if err != nil {
		return fmt.Errorf("read pages: %w", err)
	}
	searched, err := b.searches(ctx)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	brought, err := b.bringLetters(ctx)
	if err != nil {
		return fmt.Errorf("bring letters: %w", err)
	}
	fmt.Printf("desk: of %d tickets: %s; %s; %s\n", b.tickets, pages, searched, brought)
	return nil
}

// found opens a brand and gives its desk an address and its tickets.
func (b *bench) found(ctx context.Context) error {
	b.tenants = tenant.New(b.DB)
	b.desks = support.New(support.Config{DB: b.DB, Tenants: b.tenants, Prices: catalogue.New(b.DB, ledger.New(b.DB, clock.System{}), clock.System{}), Key: rig.Key(),
		Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	var err error
	if _, b.realm, err = rig.Reseller(ctx, b.tenants); err != nil {
		return err
	}
	if _, err := b.desks.SetAddress(ctx, b.realm, support.Address{Address: help, Kind: "normal"}); err != nil {
		return err
	}
	fmt.Printf("filling the desk with %d tickets …\n", b.tickets)
	return b.fill(ctx)
}

// fill adds the tickets by the superuser's short cut, without triggers, and what those would have written. A word in a thousand tickets
// is "axle" and a number; each has words of a common store.
func (b *bench) fill(ctx context.Context) error {
	desk := b.realm.Tenant()
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{"set session_replication_role = replica", nil},
		{`insert into tickets (id, tenant_id, number, state, subject, via, locale, author_name, author_email, asked_at, unanswered_at, queue_at, promise_at, deadline_at,
				opened_at, first_promise_at, answered_at, changed_at, critical)
			select gen_random_uuid(), $1, 1000 + n, case when n % 50 = 0 then 'open' else 'answered' end,
				(array['The tracker', 'A report', 'The map', 'An alert', 'The invoice'])[1 + n % 5] || ' of van ' || n % 977 || case when n % 1000 = 7 then ' has axle' || n % 64 else ' is late' end,
				'mail', 'en', 'Customer ' || n % 5000, 'customer' || n % 5000 || '@customer.example', t.at, case when n % 50 = 0 then t.at end, t.at + interval '12 hours',
				case when n % 50 = 0 then t.at + interval '12 hours' end, case when n % 50 = 0 then t.at + interval '3 days' end,
				t.at, t.at + interval '12 hours', case when n % 50 > 0 then t.at + interval '5 hours' end, t.at + interval '5 hours', n % 2500 = 0
			from generate_series(1, $2::int) n, lateral (select now() - interval '3 years' * (1 - n::float8 / $2) as at) t`, []any{desk, b.tickets}},
		{`insert into ticket_messages (id, tenant_id, ticket_id, kind, via, author_name, author_email, body, locale, at)
			select gen_random_uuid(), tenant_id, id, 'asked', 'mail', author_name, author_email, 'Hello, since yesterday ' || subject || '. Please look, depot ' || number % 331 || '.', 'en', opened_at
			from tickets where tenant_id = $1`, []any{desk}},
		{`insert into ticket_words (ticket_id, desk_id, opened_at, words)
			select t.id, t.tenant_id, t.opened_at, to_tsvector('simple', t.number || ' ' || t.subject || ' ' || t.author_name || ' ' || t.author_email || ' ' || m.body)
			from tickets t join ticket_messages m on m.tenant_id = t.tenant_id and m.ticket_id = t.id where t.tenant_id = $1`, []any{desk}},
		{"insert into ticket_counters (desk_id, next) values ($1, $2 + 2000) on conflict (desk_id) do update set next = excluded.next", []any{desk, b.tickets}},
		{"reset session_replication_role", nil},
		{"vacuum analyze tickets, ticket_messages, ticket_words", nil},
	} {
		if _, err := b.Super.Exec(ctx, s.sql, s.args...); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	return nil
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
