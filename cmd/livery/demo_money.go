package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant"
)

// demoPrices are what a realm of the demo sells, in minor units.
type demoPrices struct {
	currency             string
	month, next, year    money.Amount
	standard, wholeYear  string
	messages             string
	price                money.Amount
	reason, cash, credit string
	// purpose is what a payer writes, before its number; stranger and mistypes are payers whom nobody knows, and riddle what the first of them writes.
	purpose, stranger, riddle, mistypes string
}

func pricesOf(locale string) demoPrices {
	if locale == "ru" {
		return demoPrices{"RUB", 39000, 42000, 390000, "Стандарт", "Год", "100 SMS", 25000, "За простой в марте", "Наличными в офисе", "Оплата по договору, в конце месяца",
			"Пополнение лицевого счёта, счёт № ", "ООО «Ромашка»", "За мониторинг по договору 15", "Иванов Иван"}
	}
	return demoPrices{"EUR", 490, 540, 4900, "Standard", "Yearly", "100 SMS", 900, "For the outage in March", "Paid in cash at the office", "Pays at the end of the month, by contract",
		"Personal Account top-up, account # ", "Nordic Freight Oy", "For the vans, as agreed", "Matti Meikalainen"}
}

// demoBooks are the services of money under a clock of their own: a year of business is done by the real code, month by month.
type demoBooks struct {
	*demoSeed

	clock  *clock.Set
	prices *catalogue.Catalogue
	engine *service.Engine
	subs   *service.Subscriptions
	topups *topup.Topups
	books  *books.Books
	papers *papers.Papers

	// bundle is the package on sale, and held what the bank has told of so far.
	bundle catalogue.Package
	held   money.Amount
	cards  demoCards
	// account is the end of the number of the account that the bank tells of, where it is not the one of everybody's payments.
	account string
}

// year gives a realm that was just opened a price list, and a year of its customers' money.
func (s *demoSeed) year(ctx context.Context, realm db.Scope, r demoRealm) error {
	b := s.booksAt(s.now.AddDate(-1, 0, 5))
	if err := b.takeCards(ctx, realm, r); err != nil {
		return fmt.Errorf("cards: %w", err)
	}
	return errors.Join(b.live(ctx, realm, r), b.takeNoCards(ctx, realm))
}

// booksAt are the services at a moment.
func (s *demoSeed) booksAt(at time.Time) demoBooks {
	now := clock.At(at)
	b := demoBooks{demoSeed: s, clock: now}
	kept := ledger.New(s.storage.db, now)
	b.prices = catalogue.New(s.storage.db, kept, now)
	b.engine = service.NewEngine(service.EngineConfig{DB: s.storage.db, Clock: now, Log: s.log})
	b.subs = service.NewSubscriptions(service.SubscriptionsConfig{DB: s.storage.db, Clock: now, Engine: b.engine, Prices: b.prices, Ledger: kept, Log: s.log})
	b.topups = topup.New(topup.Config{DB: s.storage.db, Clock: now, Log: s.log, Tenants: s.tenants, Ledger: kept, Settler: b.engine, Key: s.storage.key})
	b.books = books.New(books.Config{DB: s.storage.db, Clock: now, Tree: s.tenants, Ledger: kept, Engine: b.engine, Prices: b.prices})
	b.papers = papers.New(papers.Config{DB: s.storage.db, Clock: now, Log: s.log, Tenants: s.tenants, Ledger: kept, Settler: b.engine, Wording: s.wording})
	return b
}

// demoCustomer is an account with what it pays for a month, three at a time; 0: it has paid once, and no more.
type demoCustomer struct {
	scope  db.Scope
	name   string
	number string
	// costs is what its objects cost a month.
	costs money.Amount
	pays  money.Amount
}

// pays tells whether a customer pays, by its place among them all; the others are served free of charge.
func (r demoRealm) pays(i int) bool { return i < len(r.accounts) || i%3 == 0 }

func (b *demoBooks) live(ctx context.Context, realm db.Scope, r demoRealm) error {
	p := pricesOf(r.locale)
	standard, err := b.list(ctx, realm, p)
	if err != nil {
		return fmt.Errorf("the price list: %w", err)
	}
	begun := b.clock.Now()
	var all []demoCustomer
	for i, name := range append(namesOf(r.accounts), r.small...) {
		if !r.pays(i) {
			continue // these are served free of charge
		}
		big := i < len(r.accounts)
		c, err := b.begin(ctx, realm, p, standard, name, big || i%2 == 0)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, c)
	}
	for month := 1; month < 12; month++ {
		b.clock.Advance(begun.AddDate(0, month, 0).Sub(b.clock.Now()))
		for i, c := range all {
			if c.pays > 0 && month%3 == 0 {
				if i == 0 {
					if err := b.byBank(ctx, realm, r, p, demoTransfer{c.name, p.purpose + c.number, 3 * c.pays}); err != nil {
						return err
					}
					continue
				}
				if i == 1 {
					if err := b.byCard(ctx, realm, r, p, c, 3*c.pays); err != nil {
						return fmt.Errorf("%s pays by card: %w", c.name, err)
					}
					continue
				}
				if err := b.pay(ctx, realm, p, c.scope.Tenant(), 3*c.pays); err != nil {
					return err
				}
			}
		}
		if err := b.renew(ctx); err != nil {
			return err
		}
		if month == 10 {
			if err := b.giveBack(ctx, realm, p); err != nil {
				return fmt.Errorf("a refund: %w", err)
			}
		}
		if month == 6 && len(all) > 0 {
			if err := b.buy(ctx, realm, p, all[0]); err != nil {
				return fmt.Errorf("a package: %w", err)
			}
		}
		if month == 7 && len(all) > 0 {
			if err := b.receipts(ctx, realm, all[0]); err != nil {
				return fmt.Errorf("receipts: %w", err)
			}
		}
	}
	return b.end(ctx, realm, r, p, standard, all)
}

// renew renews what is due, and again two hours later: what began in summer is due an hour later in winter, by the clock of the year.
func (b *demoBooks) renew(ctx context.Context) error {
	if _, err := b.engine.Renew(ctx); err != nil {
		return err
	}
	b.clock.Advance(2 * time.Hour)
	_, err := b.engine.Renew(ctx)
	return err
}

// list is the price list.
func (b *demoBooks) list(ctx context.Context, realm db.Scope, p demoPrices) (standard catalogue.Plan, err error) {
	price := func(amount money.Amount) catalogue.Price {
		return catalogue.Price{Amount: amount, Currency: p.currency}
	}
	standard, err = b.prices.Create(ctx, realm, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: p.standard,
		Terms: catalogue.Terms{Price: price(p.month), Period: catalogue.Month, GivesRemainder: true}})
	if err != nil {
		return standard, err
	}
	if _, err := b.prices.Create(ctx, realm, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: p.wholeYear,
		Terms: catalogue.Terms{Price: price(p.year), Period: catalogue.Year, TrialDays: 14}}); err != nil {
		return standard, err
	}
	hundred, days := int64(100), 365
	b.bundle, err = b.prices.CreatePackage(ctx, realm, uuid.Nil, catalogue.NewPackage{Name: p.messages, Unit: "SMS",
		Contents: catalogue.Contents{Price: price(p.price), Quantity: &hundred, ValidityDays: &days, SMS: true}})
	return standard, err
}

// begin connects all objects of a customer, which has paid for the first months, or pays on and on.
func (b *demoBooks) begin(ctx context.Context, realm db.Scope, p demoPrices, plan catalogue.Plan, name string, monthly bool) (c demoCustomer, err error) {
	found, _, err := b.tenants.Below(ctx, realm, tenant.BelowQuery{Children: true, Search: name, Limit: 1})
	if err != nil || len(found) == 0 {
		return c, err
	}
	c.name, c.number = name, found[0].Number
	if c.scope, err = b.tenants.Scope(ctx, found[0].ID, found[0].ID); err != nil {
		return c, err
	}
	objects, err := b.fleet.States(ctx, c.scope)
	if err != nil {
		return c, err
	}
	wish := service.Wish{Doing: service.Connect, Version: plan.Versions[0].ID}
	for _, o := range objects {
		wish.Objects = append(wish.Objects, o.ID)
	}
	c.costs = p.month * money.Amount(len(objects))
	cost := c.costs
	first := cost * 9 // for nine months, and then nothing more
	if monthly {
		first, c.pays = cost*7/2, cost
	}
	if err := b.pay(ctx, realm, p, c.scope.Tenant(), first); err != nil {
		return c, err
	}
	_, err = b.subs.Do(ctx, service.Party{Account: c.scope}, wish)
	return c, err
}

func (b *demoBooks) pay(ctx context.Context, realm db.Scope, p demoPrices, customer uuid.UUID, amount money.Amount) error {
	_, err := b.topups.TakeCash(ctx, realm, topup.Cash{Customer: customer, Currency: p.currency, Amount: int64(amount), Comment: p.cash})
	return err
}

// demoTransfer is money that came in by bank.
type demoTransfer struct {
	payer, purpose string
	amount         money.Amount
}

// byBank takes in a bank's file of the day with what came in.
func (b *demoBooks) byBank(ctx context.Context, realm db.Scope, r demoRealm, p demoPrices, came ...demoTransfer) error {
	unit, day := money.MustParse(p.currency), b.clock.Now()
	sum := unit.Format
	opening := b.held
	var turnover money.Amount
	for _, one := range came {
		turnover += one.amount
	}
	b.held += turnover
	// The currency stands in digits six to eight of the account's number.
	account := "40702" + map[string]string{"RUB": "810", "EUR": "978"}[p.currency] + cmp.Or(b.account, "900000001234")
	var file bytes.Buffer
	w := bank.NewOneCWriter(&file, bank.OneCHead{Sender: r.entity.bank, Receiver: r.entity.name, At: day, Account: account, From: day, To: day,
		Opening: sum(opening), Came: sum(turnover), Went: sum(0), Closing: sum(b.held)})
	for i, one := range came {
		w.Document(bank.OneCDocument{Number: strconv.Itoa(i + 1), Day: day, Sum: sum(one.amount), In: true, Own: r.entity.name, Other: one.payer, What: one.purpose})
	}
	if err := w.Close(); err != nil {
		return err
	}
	if _, err := b.topups.Import(ctx, realm, topup.File{Name: "statement-" + day.Format("2006-01-02") + ".txt", Bytes: file.Bytes()}); err != nil {
		return fmt.Errorf("a bank's file: %w", err)
	}
	return nil
}

// buy has a customer pay for a package and buy it.
func (b *demoBooks) buy(ctx context.Context, realm db.Scope, p demoPrices, c demoCustomer) error {
	if err := b.pay(ctx, realm, p, c.scope.Tenant(), p.price); err != nil {
		return err
	}
	_, err := b.subs.Buy(ctx, c.scope, uuid.Nil, service.Buying{Version: b.bundle.Versions[0].ID})
	return err
}

// receipts gives one customer those of what it has paid so far, in their time. Only one: each is drawn, and whoever starts the demo waits
// for it. The papers of the last three months the server issues by itself once it runs.
func (b *demoBooks) receipts(ctx context.Context, realm db.Scope, c demoCustomer) error {
	paid, _, err := b.topups.History(ctx, realm, topup.Place{}, 100)
	if err != nil {
		return err
	}
	for _, one := range slices.Backward(paid) {
		if one.Customer != c.scope.Tenant() || one.Transaction == nil {
			continue
		}
		if _, err := b.papers.Receipt(ctx, realm, *one.Transaction); err != nil {
			return err
		}
	}
	return nil
}

// left pays out what is left of a customer that pays no more. It has paid for one more month than it wanted, and the money is on its way.
func (b *demoBooks) left(ctx context.Context, realm db.Scope, p demoPrices, c demoCustomer) error {
	if err := b.pay(ctx, realm, p, c.scope.Tenant(), 4*c.costs); err != nil {
		return err
	}
	_, err := b.topups.PayOut(ctx, realm, topup.Leaving{Customer: c.scope.Tenant(), Currency: p.currency, Commission: int64(c.costs / 10),
		Recipient: c.name, BankAccount: "FI21 1234 5600 0007 85", Bank: "Helsinki Bank"})
	return err
}

// end is what was done of late: a payment whose payer nobody knows, a payout, a bonus, credit, a price agreed on, and a change that was announced.
func (b *demoBooks) end(ctx context.Context, realm db.Scope, r demoRealm, p demoPrices, standard catalogue.Plan, all []demoCustomer) error {
	b.clock.Advance(b.now.Sub(b.clock.Now()))
	if err := b.byBank(ctx, realm, r, p, demoTransfer{p.stranger, p.riddle, 3 * p.year}, demoTransfer{p.mistypes, p.purpose + "1000010", p.month}); err != nil {
		return err
	}
	for _, c := range slices.Backward(all) {
		if c.pays == 0 && c.costs > 0 {
			if err := b.left(ctx, realm, p, c); err != nil {
				return fmt.Errorf("a payout: %w", err)
			}
			break
		}
	}
	if len(all) > 0 {
		if _, err := b.books.Book(ctx, realm, books.Booking{Customer: all[0].scope.Tenant(), Kind: ledger.Bonus, Currency: p.currency, Amount: int64(p.month), Reason: p.reason}); err != nil {
			return err
		}
		if err := b.books.Credit(ctx, realm, all[0].scope.Tenant(), p.currency, int64(p.year), p.credit); err != nil {
			return err
		}
		if _, err := b.prices.AgreePrice(ctx, realm, uuid.Nil, all[0].scope.Tenant(), catalogue.AgreedPrice{Item: standard.ID, Price: catalogue.Price{Amount: p.month - p.month/10, Currency: p.currency}}); err != nil {
			return err
		}
	}
	terms := standard.Versions[0].Terms
	terms.Price.Amount = p.next
	_, err := b.prices.Publish(ctx, realm, uuid.Nil, standard.ID, terms, b.now.AddDate(0, 0, 30))
	return err
}

// registered says who a realm is before the law: its documents and papers name it.
func (s *demoSeed) registered(ctx context.Context, realm db.Scope, r demoRealm) error {
	e := papers.Entity{Entity: invoice.Entity{Name: r.entity.name, Address: r.entity.address, Phone: r.entity.phone, Email: r.owner.email,
		Registration: r.entity.registration, TaxNumber: r.country + strings.ReplaceAll(r.entity.registration, "-", ""),
		Bank: invoice.BankAccount{Name: r.entity.bank, Number: r.entity.account, Code: r.entity.code}}}
	if _, err := s.papers.SetEntity(ctx, realm, e); err != nil {
		return fmt.Errorf("the legal entity: %w", err)
	}
	return nil
}

// inBusiness puts the way of a new business away: this one is in the middle of it.
func (s *demoSeed) inBusiness(ctx context.Context, realm db.Scope) error {
	_, err := s.starts.Set(ctx, realm, start.Wish{PutAway: true})
	return err
}

func namesOf(accounts []demoAccount) (names []string) {
	for _, a := range accounts {
		names = append(names, a.name)
	}
	return names
}
