package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe/stripetest"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

const (
	// patience bounds the whole of it, and customers is how many wallets there are.
	patience  = 10 * time.Minute
	customers = 12
	// hands are at work at once.
	hands = 4
	// account of the bank's files: its sixth to eighth digits say euro.
	account = "40702978900000000001"
)

var euro = money.MustParse("EUR")

// scene is one book into which money comes, and out of which it goes, while what does it is killed.
type scene struct {
	pg      *rig.Postgres
	db      *db.DB
	tenants *tenant.Tenants
	ledger  *ledger.Ledger
	fake    *stripetest.Stripe
	taker   *process
	keeper  db.Scope
	wallets []uuid.UUID
	numbers []string

	mu       sync.Mutex
	sessions []string
	intents  []string
	entries  []entry
	k        kills
}

// entry of a bank's file.
type entry struct {
	amount int64
	what   string
}

// kills are what was done, and what was killed in the middle of it.
type kills struct {
	processes, servers                                   int
	pages, events, files, refunds, payouts, unidentified int
	cards, receipts                                      int
}

func killed(ctx context.Context, each int) (k kills, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	dir, err := os.MkdirTemp("", "livery-topups-")
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return k, err
	}
	s := &scene{}
	if s.pg, err = rig.StartPostgres(ctx, dir, true); err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, s.pg.Stop()) }()
	if s.db, err = s.pg.Open(ctx); err != nil {
		return k, err
	}
	defer s.db.Close()
	if s.fake, err = stripetest.Start(clock.System{}); err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, s.fake.Close()) }()
	if err := s.open(ctx); err != nil {
		return k, fmt.Errorf("open the book: %w", err)
	}
	if s.taker, err = startTaker(s.pg.URL(), s.fake.URL); err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, s.taker.stop()) }()
	if err := s.work(ctx, each); err != nil {
		return k, err
	}
	return s.k, s.meet(ctx)
}

func (s *scene) open(ctx context.Context) error {
	s.tenants, s.ledger = tenant.New(s.db), ledger.New(s.db, clock.System{})
	root, err := s.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	if err != nil {
		return err
	}
	top, err := s.tenants.Scope(ctx, root.ID, root.ID)
	if err != nil {
		return err
	}
	opened, err := s.tenants.Open(ctx, top, tenant.Opening{Kind: tenant.Reseller, Name: "Keeper"})
	if err != nil {
		return err
	}
	if s.keeper, err = s.tenants.Scope(ctx, opened.ID, opened.ID); err != nil {
		return err
	}
	for n := range customers {
		made, err := s.tenants.Open(ctx, s.keeper, tenant.Opening{Kind: tenant.Account, Name: fmt.Sprintf("Customer %d", n)})
		if err != nil {
			return err
		}
		s.wallets, s.numbers = append(s.wallets, made.ID), append(s.numbers, made.Number)
	}
	if err := s.db.InTenant(ctx, s.keeper, func(tx *db.Tx) error { return s.ledger.OpenBook(ctx, tx, s.keeper.Tenant(), euro) }); err != nil {
		return err
	}
	_, err = topups(s.db, s.tenants, s.fake.URL).Connect(ctx, s.keeper, stripetest.Key, "https://keeper.example/api/webhooks/stripe")
	return err
}

// work lets hands do what customers, Stripe, banks and cashiers do, and kills meanwhile.
func (s *scene) work(ctx context.Context, each int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	over := make(chan struct{})
	var all sync.WaitGroup
	failed := make(chan error, hands+1)
	for range hands {
		all.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				if err := s.something(ctx); err != nil {
					failed <- err
					cancel()
					return
				}
			}
		})
	}
	all.Go(func() {
		defer close(over)
		if err := s.kill(ctx, each); err != nil {
			failed <- err
			cancel()
		}
	})
	all.Wait()
	close(failed)
	return <-failed // the first, or none
}

func (s *scene) kill(ctx context.Context, each int) error {
	for n := 0; n < 2*each; {
		time.Sleep(time.Duration(200+rand.IntN(800)) * time.Millisecond)
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.taker.revive(); err != nil {
			return err
		}
		if n%2 == 0 {
			if err := s.taker.kill(); err != nil {
				return err
			}
			s.k.processes++
		} else {
			if err := s.pg.Kill(); err != nil {
				continue // it is on its way up
			}
			s.k.servers++
		}
		n++
	}
	// What it came up to find may have been a server that was away, however long that takes to come back.
	for !s.taker.listens(ctx) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.taker.revive(); err != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

// something does one thing, until it is answered for certain.
func (s *scene) something(ctx context.Context) error {
	keeper, customer := s.keeper.Tenant(), s.wallets[rand.IntN(customers)]
	amount := 1 + rand.Int64N(10_000)
	switch rand.IntN(11) {
	case 0, 1:
		said, err := s.taker.ask(ctx, asked{Do: "page", Keeper: keeper, Customer: customer, Amount: amount})
		if err == nil && !said.Done {
			err = errors.New(said.Text)
		}
		s.note(func() { s.sessions = append(s.sessions, path.Base(said.Text)); s.k.pages++ })
		return err
	case 2, 3:
		if intent := s.fake.Pay(s.one(&s.sessions)); intent != "" {
			s.note(func() { s.intents = append(s.intents, intent) })
		}
		return nil
	case 4, 5, 6:
		all := s.fake.Deliveries()
		if len(all) == 0 {
			return nil
		}
		d := all[rand.IntN(len(all))]
		s.note(func() { s.k.events++ })
		return s.must(s.taker.ask(ctx, asked{Do: "hear", Keeper: keeper, Body: d.Body, Signature: d.Signature}))
	case 7:
		return s.bring(ctx, amount)
	case 8:
		// Stripe's own people, and the bank's.
		switch intent := s.one(&s.intents); {
		case intent == "":
		case rand.IntN(4) == 0:
			s.fake.Dispute(intent)
		default:
			s.fake.Refund(intent, amount)
		}
		return nil
	case 9:
		return s.decide(ctx, customer)
	}
	if rand.IntN(6) == 0 {
		said, err := s.taker.ask(ctx, asked{Do: "leave", Keeper: keeper, Customer: customer})
		s.note(func() {
			if said.Done {
				s.k.payouts++
			}
		})
		return err
	}
	said, err := s.taker.ask(ctx, asked{Do: "cards", Keeper: keeper})
	if card := pick(said.Text); err == nil && card != uuid.Nil {
		said, err = s.taker.ask(ctx, asked{Do: "refund", Keeper: keeper, Subject: card, Amount: amount})
		s.note(func() {
			if said.Done {
				s.k.refunds++
			}
		})
	}
	return err
}

// bring imports a file of the bank: what is new in it, and some of what was in others.
func (s *scene) bring(ctx context.Context, amount int64) error {
	what := "for the cars"
	if rand.IntN(3) > 0 {
		what = "Personal Account top-up, account # " + s.numbers[rand.IntN(customers)]
	}
	var file []byte
	s.note(func() {
		s.entries = append(s.entries, entry{amount, what})
		file = statement(s.entries, max(0, len(s.entries)-1-rand.IntN(20)))
		s.k.files++
	})
	return s.must(s.taker.ask(ctx, asked{Do: "import", Keeper: s.keeper.Tenant(), Body: file}))
}

// decide gives a payment that nobody knows to somebody, or sends it back.
func (s *scene) decide(ctx context.Context, customer uuid.UUID) error {
	said, err := s.taker.ask(ctx, asked{Do: "waiting", Keeper: s.keeper.Tenant()})
	receipt := pick(said.Text)
	if err != nil || receipt == uuid.Nil {
		return err
	}
	a := asked{Do: "assign", Keeper: s.keeper.Tenant(), Customer: customer, Subject: receipt}
	if rand.IntN(3) == 0 {
		a.Do = "return"
	}
	said, err = s.taker.ask(ctx, a)
	if err == nil && !said.Done && said.Reason != "payment_decided" {
		err = errors.New(said.Text)
	}
	s.note(func() { s.k.unidentified++ })
	return err
}

func (s *scene) note(what func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what()
}

func (s *scene) one(list *[]string) (name string) {
	s.note(func() {
		if n := len(*list); n > 0 {
			name = (*list)[rand.IntN(n)]
		}
	})
	return name
}

func (s *scene) must(said answered, err error) error {
	if err == nil && !said.Done {
		err = errors.New(said.Text)
	}
	return err
}

// pick is one of the ids that were said; uuid.Nil if none was.
func pick(said string) uuid.UUID {
	words := strings.Fields(said)
	if len(words) == 0 {
		return uuid.Nil
	}
	return uuid.MustParse(words[rand.IntN(len(words))])
}

// statement writes entries from one on as a bank does, with sums that fit.
func statement(entries []entry, from int) []byte {
	var b bytes.Buffer
	day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	sum := int64(0)
	for _, e := range entries[from:] {
		sum += e.amount
	}
	total := euro.Format(money.Amount(sum))
	w := bank.NewOneCWriter(&b, bank.OneCHead{Sender: "Bank", Receiver: "Keeper", At: day, Account: account, From: day, To: day,
		Opening: "0.00", Came: total, Went: "0.00", Closing: total})
	for n, e := range entries[from:] {
		w.Document(bank.OneCDocument{Number: strconv.Itoa(from + n + 1), Day: day, Sum: euro.Format(money.Amount(e.amount)), In: true, Own: "Keeper", Other: "Somebody", What: e.what})
	}
	if err := w.Close(); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
