package main

import (
	"context"
	"time"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/reseller/books"
)

// openMoney makes the books, the price lists, the engine that settles, and what takes money in.
func (i *installation) openMoney() {
	i.ledger = ledger.New(i.storage.db, clock.System{})
	i.prices = catalogue.New(i.storage.db, i.ledger, clock.System{}).Keeping(i.config.Database.Retention)
	i.engine = service.NewEngine(service.EngineConfig{DB: i.storage.db, Outsiders: i.recipients, Clock: clock.System{}, Log: i.log, Retention: i.config.Database.Retention})
	i.books = books.New(books.Config{DB: i.storage.db, Clock: clock.System{}, Tree: i.tenants, Ledger: i.ledger, Engine: i.engine, Prices: i.prices})
	i.papers = papers.New(papers.Config{DB: i.storage.db, Clock: clock.System{}, Log: i.log, Tenants: i.tenants, Ledger: i.ledger, Settler: i.engine, Wording: i.wording})
	i.subscriptions = service.NewSubscriptions(service.SubscriptionsConfig{DB: i.storage.db, Clock: clock.System{}, Engine: i.engine, Prices: i.prices, Ledger: i.ledger, Log: i.log, Trade: i.papers})
	i.topups = topup.New(topup.Config{DB: i.storage.db, Clock: clock.System{}, Log: i.log, Tenants: i.tenants, Ledger: i.ledger, Settler: i.engine, Key: i.storage.key})
}

// job is something that has to be done now and then.
type job struct {
	// id for programs, name for the log.
	id, name string
	wait     time.Duration
	work     func(context.Context) (int64, error)
}

// moneyJobs renew, tell, meter and count.
func (i *installation) moneyJobs() []job {
	return []job{
		{"renewal", "renew what is paid for", time.Minute, i.engine.Renew},
		{"days", "debit the days of trackers that were heard", time.Minute, i.engine.RenewDays},
		{"unpaid", "try again what is unpaid", time.Hour, i.engine.RetryUnpaid},
		{"warnings", "tell whose money will not last", time.Hour, i.engine.WarnSoon},
		{"old_notices", "forget what was told about money long ago", 24 * time.Hour, i.engine.SweepNotices},
		{"packages", "take back what is left of packages that are over", 10 * time.Minute, i.subscriptions.ExpirePackages},
		{"wholesale", "meter what resellers owe", 10 * time.Minute, i.engine.MeterWholesale},
		{"ladder", "look where resellers in debt stand", time.Hour, i.engine.Climb},
		{"retention", "keep positions as plans say", time.Hour, i.engine.KeepAsPlanned},
		{"maintenance", "tell of maintenance", 30 * time.Second, i.business.TellUpkeep},
		{"books", "sum up the books", time.Hour, i.ledger.SumUp},
		{"cards", "charge saved cards", time.Minute, i.topups.ChargeSaved},
		{"receipts", "issue receipts", 5 * time.Second, i.papers.IssueReceipts},
		{"missed_receipts", "issue receipts that were missed", time.Hour, i.papers.IssueMissed},
		{"month_papers", "issue the papers of a month", time.Hour, i.papers.IssueMonths},
	}
}
