package books_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

var start = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// world is a platform with a reseller on a wholesale plan, and two accounts of it with objects on a plan of 5 euros a month.
type world struct {
	*testing.T
	*books.Books
	db          *db.DB
	clock       *clock.Set
	tenants     *tenant.Tenants
	engine      *service.Engine
	prices      *catalogue.Catalogue
	ledger      *ledger.Ledger
	root, north db.Scope
	anna, vera  db.Scope
	plan        catalogue.Plan
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, db: testdb.New(t), clock: clock.At(start)}
	w.tenants = tenant.New(w.db)
	w.ledger = ledger.New(w.db, w.clock)
	w.prices = catalogue.New(w.db, w.ledger, w.clock)
	w.engine = service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock})
	w.Books = books.New(books.Config{DB: w.db, Clock: w.clock, Tree: w.tenants, Ledger: w.ledger, Engine: w.engine, Prices: w.prices})
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	w.north = w.open(w.root, tenant.Reseller, "North")
	w.anna, w.vera = w.open(w.north, tenant.Account, "Anna"), w.open(w.north, tenant.Account, "Vera")
	w.plan, err = w.prices.Create(t.Context(), w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Period: catalogue.Month}})
	require.NoError(t, err)
	return w
}

func (w *world) open(parent db.Scope, kind tenant.Kind, name string) db.Scope {
	w.Helper()
	opened, err := w.tenants.Open(w.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(w, err)
	scope, err := w.tenants.Scope(w.Context(), opened.ID, opened.ID)
	require.NoError(w, err)
	return scope
}

// connect makes an object of an account and connects it to the plan; it is served if there is money.
func (w *world) connect(account db.Scope) uuid.UUID {
	w.Helper()
	o, _, err := fleet.New(fleet.Config{DB: w.db, Key: testdb.Key()}).Create(w.Context(), account, fleet.Creation{Name: "Car " + uuid.NewString(), Kind: "car"})
	require.NoError(w, err)
	require.NoError(w, w.db.InTenant(w.Context(), account, func(tx *db.Tx) error {
		if _, err := tx.Exec(w.Context(), `insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at,
				starts_at, anchor, zone, next_due)
			values (gen_random_uuid(), $1, $2, $3, $4, $5, 500, 'EUR', $6, $6, $6, 'UTC', $6)`, account.Tenant(), w.north.Tenant(), o.ID, w.plan.ID, w.plan.Versions[0].ID, w.clock.Now()); err != nil {
			return err
		}
		_, err := w.engine.Settle(w.Context(), tx, account.Tenant())
		return err
	}))
	return o.ID
}

func (w *world) book(customer db.Scope, kind ledger.Kind, amount int64) uuid.UUID {
	w.Helper()
	id, err := w.Book(w.Context(), w.north, books.Booking{Customer: customer.Tenant(), Kind: kind, Currency: "EUR", Amount: amount, Reason: "because"})
	require.NoError(w, err)
	return id
}

func (w *world) wallet(customer db.Scope) books.Wallet {
	w.Helper()
	m, err := w.Money(w.Context(), w.north, customer.Tenant())
	require.NoError(w, err)
	require.Len(w, m.Wallets, 1)
	return m.Wallets[0]
}

func TestABonusServesAtOnceWhatCouldNotBePaidAndItsReversalIsSeenBesideIt(t *testing.T) {
	w := setup(t)
	w.connect(w.anna)
	require.Equal(t, 1, w.wallet(w.anna).Unpaid)
	bonus := w.book(w.anna, ledger.Bonus, 700)
	got := w.wallet(w.anna)
	require.EqualValues(t, 200, got.Balance)
	require.Zero(t, got.Unpaid)
	require.EqualValues(t, 12, *got.Days, "5.00 a month is 16.4 cents a day")
	charge := w.entries(w.anna)[0]
	require.Equal(t, ledger.Charge, charge.Kind)
	made, err := w.Transaction(t.Context(), w.north, charge.Transaction)
	require.NoError(t, err)
	require.Len(t, made.Parts, 1)
	require.Equal(t, "Standard", made.Parts[0].Plan)
	require.EqualValues(t, 500, made.Parts[0].Amount)

	_, err = w.Reverse(t.Context(), w.north, bonus, uuid.Nil, "given to the wrong one")
	require.NoError(t, err, "a reversal may pass the floor")
	require.EqualValues(t, -500, w.wallet(w.anna).Balance)
	_, err = w.Reverse(t.Context(), w.north, bonus, uuid.Nil, "once more")
	require.Equal(t, "reversed_already", reasonOf(err))
	was, err := w.Transaction(t.Context(), w.north, bonus)
	require.NoError(t, err)
	require.NotNil(t, was.ReversedBy)
	require.False(t, was.Reversible)
}

// stop ends what an account has connected, at once.
func (w *world) stop(account db.Scope) {
	w.Helper()
	require.NoError(w, w.db.InTenant(w.Context(), account, func(tx *db.Tx) error {
		if _, err := tx.Exec(w.Context(), `update subscriptions set ended_at = $2, end_reason = 'stopped', next_due = null where tenant_id = $1 and ended_at is null`,
			account.Tenant(), w.clock.Now()); err != nil {
			return err
		}
		_, err := w.engine.Settle(w.Context(), tx, account.Tenant())
		return err
	}))
}

func TestADebitIsGivenBackOnceWhetherByAReversalOrAsTheRemainder(t *testing.T) {
	w := setup(t)
	var err error
	w.plan, err = w.prices.Create(t.Context(), w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Giving",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Period: catalogue.Month, GivesRemainder: true}})
	require.NoError(t, err)
	for _, account := range []db.Scope{w.anna, w.vera} {
		w.book(account, ledger.Bonus, 500)
		w.connect(account)
		require.Zero(t, w.wallet(account).Balance)
	}
	annas, veras := w.entries(w.anna)[0], w.entries(w.vera)[0]
	w.clock.Advance(10 * 24 * time.Hour)

	_, err = w.Reverse(t.Context(), w.north, annas.Transaction, uuid.Nil, "did not work")
	require.NoError(t, err)
	w.stop(w.anna)
	require.EqualValues(t, 500, w.wallet(w.anna).Balance, "all of it is back already")

	w.stop(w.vera)
	require.EqualValues(t, 338, w.wallet(w.vera).Balance, "twenty-one of thirty-one days")
	_, err = w.Reverse(t.Context(), w.north, veras.Transaction, uuid.Nil, "did not work")
	require.Equal(t, "given_back_already", reasonOf(err))
	require.EqualValues(t, 338, w.wallet(w.vera).Balance)
}

func (w *world) entries(of db.Scope) []books.Entry {
	w.Helper()
	list, _, err := w.Entries(w.Context(), w.north, of.Tenant(), "EUR", ledger.Place{}, 50)
	require.NoError(w, err)
	return list
}

func reasonOf(err error) string {
	if e, ok := errors.AsType[*errs.Error](err); ok {
		return e.Reason
	}
	return ""
}

func TestACorrectionNeverTakesMoreThanThereIsAndCreditIsAFloorBelowZero(t *testing.T) {
	w := setup(t)
	w.book(w.anna, ledger.Correction, 300)
	_, err := w.Book(t.Context(), w.north, books.Booking{Customer: w.anna.Tenant(), Kind: ledger.Correction, Currency: "EUR", Amount: -400, Reason: "too much"})
	require.True(t, errs.Is(err, errs.InsufficientFunds))
	require.NoError(t, w.Credit(t.Context(), w.north, w.anna.Tenant(), "EUR", 100, "pays after"))
	w.book(w.anna, ledger.Correction, -400)
	got := w.wallet(w.anna)
	require.EqualValues(t, -100, got.Balance)
	require.EqualValues(t, -100, got.Floor)
	for _, bad := range []books.Booking{{Kind: ledger.Bonus, Amount: -1, Reason: "x"}, {Kind: ledger.Bonus, Amount: 1}, {Kind: ledger.Topup, Amount: 1, Reason: "x"}, {Kind: ledger.Correction, Reason: "x"}} {
		bad.Customer, bad.Currency = w.anna.Tenant(), "EUR"
		_, err := w.Book(t.Context(), w.north, bad)
		require.True(t, errs.Is(err, errs.Invalid), "%+v", bad)
	}
}

func TestMoneyThatCameInIsNotReversedByHandAndNobodyTouchesAnothersBook(t *testing.T) {
	w := setup(t)
	euro := money.MustParse("EUR")
	var topup uuid.UUID
	require.NoError(t, w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		written, err := w.ledger.Post(t.Context(), tx, ledger.Posting{Keeper: w.north.Tenant(), Currency: euro, Counterparty: w.anna.Tenant(), Kind: ledger.Topup,
			Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: 100}, {Account: ledger.Cash, Amount: -100}}})
		topup = written.ID
		return err
	}))
	_, err := w.Reverse(t.Context(), w.north, topup, uuid.Nil, "because")
	require.Equal(t, "reversed_elsewhere", reasonOf(err))
	for _, stranger := range []db.Scope{w.root, w.anna, w.vera} {
		_, err := w.Transaction(t.Context(), stranger, topup)
		require.True(t, errs.Is(err, errs.NotFound))
		_, err = w.Reverse(t.Context(), stranger, topup, uuid.Nil, "because")
		require.True(t, errs.Is(err, errs.NotFound))
		_, err = w.Money(t.Context(), stranger, w.anna.Tenant())
		require.True(t, errs.Is(err, errs.NotFound))
		_, err = w.Book(t.Context(), stranger, books.Booking{Customer: w.anna.Tenant(), Kind: ledger.Bonus, Currency: "EUR", Amount: 1, Reason: "mine"})
		require.True(t, errs.Is(err, errs.NotFound) || errs.Is(err, errs.Forbidden))
	}
}

func TestWalletsAreSortedSearchedAndNarrowedPageByPage(t *testing.T) {
	w := setup(t)
	for i := range 25 {
		c := w.open(w.north, tenant.Account, fmt.Sprintf("Customer %02d", i))
		w.book(c, ledger.Bonus, int64(100+i*7%5*100))
	}
	w.connect(w.anna) // unpaid
	w.book(w.vera, ledger.Bonus, 600)
	w.connect(w.vera) // 1.00 left: six days
	for _, sort := range []string{books.ByName, books.ByNumber, books.ByBalance, books.ByDays, books.ByUnpaid} {
		for _, desc := range []bool{false, true} {
			whole, _, err := w.Wallets(t.Context(), w.north, books.WalletQuery{Sort: sort, Desc: desc, Limit: 500})
			require.NoError(t, err)
			require.Len(t, whole, 27)
			var paged []books.Wallet
			for q := (books.WalletQuery{Sort: sort, Desc: desc, Limit: 4}); ; {
				list, next, err := w.Wallets(t.Context(), w.north, q)
				require.NoError(t, err)
				paged = append(paged, list...)
				if next == nil {
					break
				}
				q.After = next
			}
			require.Equal(t, whole, paged, "%s %v", sort, desc)
		}
	}
	found := func(q books.WalletQuery) (names []string) {
		q.Limit = 10
		list, _, err := w.Wallets(t.Context(), w.north, q)
		require.NoError(t, err)
		for _, one := range list {
			names = append(names, one.Customer.Name)
		}
		return names
	}
	require.Equal(t, []string{"Anna"}, found(books.WalletQuery{State: books.Unpaid}))
	require.Equal(t, []string{"Anna", "Vera"}, found(books.WalletQuery{State: books.Ending, Sort: books.ByDays}))
	require.Equal(t, []string{"Customer 11"}, found(books.WalletQuery{Search: "er 11"}))
	sums, err := w.Summed(t.Context(), w.north)
	require.NoError(t, err)
	require.Len(t, sums, 1)
	require.Equal(t, 1, sums[0].Unpaid)
	require.Equal(t, 2, sums[0].Ending)
	list, _, err := w.Wallets(t.Context(), w.root, books.WalletQuery{Limit: 10})
	require.NoError(t, err)
	require.Empty(t, list, "whoever stands higher keeps another book")
}

func TestAListOfCustomersIsToldWhatTheyHaveAndNothingOfOthers(t *testing.T) {
	w := setup(t)
	w.book(w.anna, ledger.Bonus, 700)
	of := []uuid.UUID{w.anna.Tenant(), w.vera.Tenant(), w.north.Tenant(), uuid.New()}
	got, err := w.Balances(t.Context(), w.north, of)
	require.NoError(t, err)
	require.Equal(t, []books.Balance{{Currency: "EUR", Amount: 700}}, got[w.anna.Tenant()])
	require.NotContains(t, got, w.north.Tenant(), "what one has oneself stands in the book above")
	above, err := w.Balances(t.Context(), w.root, of)
	require.NoError(t, err)
	require.NotContains(t, above, w.anna.Tenant(), "whose customer it is not sees nothing of its money")
	none, err := w.Balances(t.Context(), w.north, nil)
	require.NoError(t, err)
	require.Empty(t, none)
}

func TestTheMarginAddsUpToTheBooksRevenueMonthByMonth(t *testing.T) {
	w := setup(t)
	wholesale, err := w.prices.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Wholesale",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 3, Currency: "USD"}, Period: catalogue.ActiveDay}})
	require.NoError(t, err)
	_, err = w.prices.Agree(t.Context(), w.root, w.north.Tenant(), catalogue.NewAgreement{Wholesale: &wholesale.ID})
	require.NoError(t, err)
	w.book(w.anna, ledger.Bonus, 10_000)
	car := w.connect(w.anna)
	for range 70 {
		require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = $1
				on conflict (object_seq) do update set heard_at = excluded.heard_at`, car, w.clock.Now())
			return err
		}))
		w.clock.Advance(24 * time.Hour)
		_, err := w.engine.Renew(t.Context())
		require.NoError(t, err)
		_, err = w.engine.MeterWholesale(t.Context())
		require.NoError(t, err)
	}
	charge := w.entries(w.anna)[0]
	_, err = w.Reverse(t.Context(), w.north, charge.Transaction, uuid.Nil, "a gift")
	require.NoError(t, err)
	m, err := w.Margin(t.Context(), w.north, time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	revenue, plans := int64(0), map[string]int64{}
	for _, e := range m.Earned {
		switch e.Source {
		case "plan":
			plans[e.Month.Format("01")+" "+e.Name] += e.Amount
			revenue += e.Amount
		case "given_back":
			revenue += e.Amount
		}
	}
	require.Equal(t, map[string]int64{"03 Standard": 500, "04 Standard": 500, "05 Standard": 500}, plans)
	var own int64
	sums, err := w.Summed(t.Context(), w.north)
	require.NoError(t, err)
	for _, a := range sums[0].Own {
		if a.Account == "revenue:plan" {
			own = a.Balance
		}
	}
	require.Equal(t, own, revenue)
	require.EqualValues(t, 1000, own)
	w.eachFigureIsMadeOfItsEntries(w.north, m)
	var owed int64
	for _, c := range m.Costs {
		require.Equal(t, "USD", c.Currency, "another currency is never added up")
		owed += c.Amount
	}
	got, err := w.Owed(t.Context(), w.north)
	require.NoError(t, err)
	require.Len(t, got.Wallets, 1)
	require.EqualValues(t, -owed, got.Wallets[0].Balance)
	require.Equal(t, "Wholesale", got.Plan.Plan.Name)
	list, more, err := w.Resellers(t.Context(), w.root, "nor", false, books.ResellerPlace{}, 10)
	require.NoError(t, err)
	require.False(t, more)
	require.Len(t, list, 1)
	require.Equal(t, -owed, list[0].Balance)
	require.EqualValues(t, 1, list[0].Objects)
	_, err = w.Owed(t.Context(), w.root)
	require.True(t, errs.Is(err, errs.NotFound))
	above, err := w.Margin(t.Context(), w.root, time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	require.NotEmpty(t, above.Earned, "what is owed for wholesale is earned above")
	w.eachFigureIsMadeOfItsEntries(w.root, above)
	// The same question in another's place finds nothing: whose debits they are follows from where one acts.
	elsewhere, err := w.MadeOf(t.Context(), w.root, books.Figure{From: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC), Currency: "EUR", Source: "plan"})
	require.NoError(t, err)
	require.Zero(t, elsewhere)
	require.NoError(t, func() error { _, err := w.Margin(t.Context(), w.root, time.Time{}, time.Time{}); return err }())
}

// eachFigureIsMadeOfItsEntries asks for what each figure of a margin is made of: page by page it comes to the figure, as does what its customers make of it.
func (w *world) eachFigureIsMadeOfItsEntries(keeper db.Scope, m books.Margin) {
	w.Helper()
	for _, e := range m.Earned {
		f := books.Figure{From: e.Month, To: e.Month.AddDate(0, 1, 0), Currency: e.Currency, Source: e.Source, Item: e.Item}
		whole, err := w.MadeOf(w.Context(), keeper, f)
		require.NoError(w, err)
		require.Equal(w, e.Amount, whole.Amount, "%+v", e)
		var sum, entries, byWhom int64
		var after books.MadePlace
		for more := true; more; {
			var list []books.Made
			list, more, err = w.MarginEntries(w.Context(), keeper, f, after, 1)
			require.NoError(w, err)
			for _, one := range list {
				sum, entries, after = sum+one.Amount, entries+1, one.Place()
			}
		}
		require.Equal(w, e.Amount, sum, "%+v", e)
		require.Equal(w, whole.Entries, entries)
		for _, by := range whole.Customers {
			byWhom += by.Amount
			f.Customer = by.Customer.ID
			alone, err := w.MadeOf(w.Context(), keeper, f)
			require.NoError(w, err)
			require.Equal(w, by.Amount, alone.Amount)
			list, _, err := w.MarginEntries(w.Context(), keeper, f, books.MadePlace{}, 500)
			require.NoError(w, err)
			require.Len(w, list, int(by.Entries))
			require.Equal(w, by.Customer.Name, list[0].Customer.Name)
		}
		require.Equal(w, e.Amount, byWhom)
	}
}

func TestWhoeverClimbsTheLadderMayKnowHowHighItIs(t *testing.T) {
	w := setup(t)
	got, err := w.Owed(t.Context(), w.north)
	require.NoError(t, err)
	require.Equal(t, service.DefaultLadder(), got.Ladder)
	require.NoError(t, w.SetLadder(t.Context(), w.root, service.Ladder{Warned: 2, NoActivations: 9, ConsoleClosed: 20}))
	got, err = w.Owed(t.Context(), w.north)
	require.NoError(t, err)
	require.Equal(t, service.Ladder{Warned: 2, NoActivations: 9, ConsoleClosed: 20}, got.Ladder)
	require.True(t, errs.Is(w.SetLadder(t.Context(), w.root, service.Ladder{Warned: 2, NoActivations: 1, ConsoleClosed: 20}), errs.Invalid))
	own, err := w.Ladder(t.Context(), w.north)
	require.NoError(t, err)
	require.Equal(t, service.DefaultLadder(), own, "what it says to its own resellers is another thing")
}

func TestASignedFileIsKeptAsItIsAndReadByItsKeeperAlone(t *testing.T) {
	w := setup(t)
	paper := []byte("%PDF-1.7 signed")
	f, err := w.PutFile(t.Context(), w.north, w.anna.Tenant(), uuid.Nil, "Agreement 7.pdf", paper)
	require.NoError(t, err)
	_, content, err := w.File(t.Context(), w.north, w.anna.Tenant(), f.ID)
	require.NoError(t, err)
	require.Equal(t, paper, content)
	_, _, err = w.File(t.Context(), w.north, w.vera.Tenant(), f.ID)
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.Files(t.Context(), w.root, w.anna.Tenant())
	require.True(t, errs.Is(err, errs.NotFound))
	for name, bad := range map[string][]byte{"a.pdf": []byte("no paper"), "": paper, "../x": paper, "large.pdf": append(paper, make([]byte, books.MaxFile)...)} {
		_, err := w.PutFile(t.Context(), w.north, w.anna.Tenant(), uuid.Nil, name, bad)
		require.True(t, errs.Is(err, errs.Invalid), name)
	}
	require.Error(t, w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update contract_files set name = 'another'")
		return err
	}))
}
