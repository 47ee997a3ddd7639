package catalogue_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

var start = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// world is a platform with a reseller, its sub-reseller, and an account of each.
type world struct {
	*catalogue.Catalogue
	db                                    *db.DB
	tenants                               *tenant.Tenants
	clock                                 *clock.Set
	root, north, harbour, customer, below db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{db: testdb.New(t), clock: clock.At(start)}
	w.tenants = tenant.New(w.db)
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	w.Catalogue = catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock)
	w.north = w.open(t, w.root, tenant.Reseller, "North")
	w.harbour = w.open(t, w.north, tenant.Reseller, "Harbour")
	w.customer = w.open(t, w.north, tenant.Account, "Customer")
	w.below = w.open(t, w.harbour, tenant.Account, "Below")
	return w
}

func (w *world) open(t *testing.T, parent db.Scope, kind tenant.Kind, name string) db.Scope {
	t.Helper()
	opened, err := w.tenants.Open(t.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(t, err)
	scope, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	return scope
}

func (w *world) object(t *testing.T, of db.Scope) {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	require.NoError(t, w.db.InTenant(t.Context(), of, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "insert into objects (id, tenant_id, name, name_key, kind) values ($1::uuid, $2, ($1::uuid)::text, ($1::uuid)::text, 'car')", id, of.Tenant())
		return err
	}))
}

func euros(cents int64) catalogue.Terms {
	return catalogue.Terms{Price: catalogue.Price{Amount: moneyOf(cents), Currency: "EUR"}, Period: catalogue.Month}
}

func (w *world) sells(t *testing.T, keeper db.Scope, name string, terms catalogue.Terms) catalogue.Plan {
	t.Helper()
	p, err := w.Create(t.Context(), keeper, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: name, Terms: terms})
	require.NoError(t, err)
	return p
}

func names(list []catalogue.Offered) (all []string) {
	for _, o := range list {
		all = append(all, o.Plan.Name)
	}
	return all
}

func TestEveryRealmBeginsWithOneFreePlan(t *testing.T) {
	w := setup(t)
	for _, realm := range []db.Scope{w.root, w.north, w.harbour} {
		list, err := w.Plans(t.Context(), realm)
		require.NoError(t, err)
		require.Len(t, list, 1)
		require.True(t, list[0].Free && list[0].Begins)
		require.NotNil(t, list[0].Current(start))
	}
}

func TestWhatIsSoldIsOfferedToDirectCustomersOnly(t *testing.T) {
	w := setup(t)
	w.sells(t, w.north, "Standard", euros(500))
	plans, _, err := w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Equal(t, []string{"Free", "Standard"}, names(plans))
	plans, _, err = w.Offer(t.Context(), w.below)
	require.NoError(t, err)
	require.Equal(t, []string{"Free"}, names(plans), "an end user must not read what its reseller pays")
	// Nor does anybody read it past the service.
	require.NoError(t, w.db.InTenant(t.Context(), w.below, func(tx *db.Tx) error {
		var n int
		require.NoError(t, tx.QueryRow(t.Context(), "select count(*) from plan_versions where tenant_id <> $1", w.harbour.Tenant()).Scan(&n))
		require.Zero(t, n)
		return nil
	}))
}

func TestAPriceTakesEffectNoSoonerThanTenDaysAfterItsPosting(t *testing.T) {
	w := setup(t)
	p := w.sells(t, w.north, "Standard", euros(500))
	_, err := w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(600), start.AddDate(0, 0, 9))
	require.True(t, errs.Is(err, errs.Invalid), "%v", err)
	_, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(600), start.AddDate(0, 0, 10))
	require.NoError(t, err)
	_, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(700), start.AddDate(0, 0, 10))
	require.True(t, errs.Is(err, errs.Invalid), "versions come one after another: %v", err)
	plans, _, err := w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Equal(t, "5.00 EUR", plans[1].Version.Price.String())
	require.Equal(t, "6.00 EUR", plans[1].Next.Price.String())
	w.clock.Advance(10 * 24 * time.Hour)
	plans, _, err = w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Equal(t, "6.00 EUR", plans[1].Version.Price.String())
	require.Nil(t, plans[1].Next)
}

func TestTheDatabaseItselfRefusesAPriceWithoutNotice(t *testing.T) {
	w := setup(t)
	p := w.sells(t, w.north, "Standard", euros(500))
	err := w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, posted_at, in_force_from)
			values (gen_random_uuid(), $1, $2, 2, false, 900, 'EUR', 'month', $3::timestamptz, $3::timestamptz + interval '9 days')`, w.north.Tenant(), p.ID, start)
		return err
	})
	require.True(t, db.IsConstraint(err, "versions_leave_notice"), "%v", err)
}

func TestAVersionIsTakenBackUntilItIsInForce(t *testing.T) {
	w := setup(t)
	p := w.sells(t, w.north, "Standard", euros(500))
	p, err := w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(600), start.AddDate(0, 0, 10))
	require.NoError(t, err)
	announced := p.Announced(start)
	p, err = w.Withdraw(t.Context(), w.north, p.ID, announced.ID)
	require.NoError(t, err)
	require.Nil(t, p.Announced(start))
	p, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(700), start.AddDate(0, 0, 10))
	require.NoError(t, err)
	w.clock.Advance(11 * 24 * time.Hour)
	_, err = w.Withdraw(t.Context(), w.north, p.ID, p.Announced(start).ID)
	require.True(t, errs.Is(err, errs.Conflict), "%v", err)
	_, err = w.Withdraw(t.Context(), w.harbour, p.ID, announced.ID)
	require.True(t, errs.Is(err, errs.NotFound), "%v", err)
}

func TestAPlanByAgreementIsSoldToWhomItWasAgreedWith(t *testing.T) {
	w := setup(t)
	p, err := w.Create(t.Context(), w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Special", ByAgreement: true, Terms: euros(500)})
	require.NoError(t, err)
	plans, _, err := w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Equal(t, []string{"Free"}, names(plans))
	_, err = w.AgreePrice(t.Context(), w.north, uuid.Nil, w.customer.Tenant(), catalogue.AgreedPrice{Item: p.ID, Price: catalogue.Price{Amount: 300}})
	require.NoError(t, err)
	plans, _, err = w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Equal(t, "3.00 EUR", plans[1].Version.Price.String())
	require.True(t, plans[1].Agreed)
	_, err = w.AgreePrice(t.Context(), w.north, uuid.Nil, w.below.Tenant(), catalogue.AgreedPrice{Item: p.ID, Price: catalogue.Price{Amount: 300}})
	require.True(t, errs.Is(err, errs.NotFound), "somebody else's customer: %v", err)
}

func TestAPackageIsSoldInItsCountriesOnly(t *testing.T) {
	w := setup(t)
	hundred, days := int64(100), 30
	_, err := w.CreatePackage(context.Background(), w.north, uuid.Nil, catalogue.NewPackage{Name: "100 SMS", Unit: "SMS", Countries: []string{"FI"},
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 900, Currency: "EUR"}, Quantity: &hundred}})
	require.NoError(t, err)
	_, err = w.CreatePackage(context.Background(), w.north, uuid.Nil, catalogue.NewPackage{Name: "Reports",
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 200, Currency: "EUR"}, ValidityDays: &days, Reports: true}})
	require.NoError(t, err)
	_, packages, err := w.Offer(t.Context(), w.customer)
	require.NoError(t, err)
	require.Len(t, packages, 1)
	require.Equal(t, "Reports", packages[0].Package.Name)
	_, err = w.CreatePackage(context.Background(), w.north, uuid.Nil, catalogue.NewPackage{Name: "Nothing",
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 200, Currency: "EUR"}, ValidityDays: &days}})
	require.True(t, errs.Is(err, errs.Invalid), "%v", err)
}

func TestPricesBelowTheSmallestUnitAreWrittenOut(t *testing.T) {
	require.Equal(t, "0.125 EUR", catalogue.Price{Amount: 12, Micro: 500000, Currency: "EUR"}.String())
	require.Equal(t, "3.000001 JPY", catalogue.Price{Amount: 3, Micro: 1, Currency: "JPY"}.String())
	require.Equal(t, "–", catalogue.Price{}.String())
}

func TestAWholesalePriceIsOneThatCanBeCounted(t *testing.T) {
	w := setup(t)
	terms := euros(1_000_000_001)
	terms.Period = catalogue.ActiveDay
	_, err := w.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Dear", Terms: terms})
	require.ErrorContains(t, err, "A wholesale price of a day")
	terms.Price.Amount--
	p, err := w.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Dear", Terms: terms})
	require.NoError(t, err)
	_, err = w.AgreePrice(t.Context(), w.root, uuid.Nil, w.north.Tenant(), catalogue.AgreedPrice{Item: p.ID,
		Price: catalogue.Price{Amount: 1_000_000_001}, InForceFrom: start.AddDate(0, 1, 0)})
	require.ErrorContains(t, err, "A wholesale price of a day")
}

func TestADearerWholesalePlanLeavesTheNotice(t *testing.T) {
	w := setup(t)
	plan := func(name string, cents int64) uuid.UUID {
		t.Helper()
		terms := euros(cents)
		terms.Period = catalogue.ActiveDay
		p, err := w.Create(t.Context(), w.root, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: name, Terms: terms})
		require.NoError(t, err)
		return p.ID
	}
	cheap, dear, cheaper := plan("Cheap", 10), plan("Dear", 20), plan("Cheaper", 5)
	var now *uuid.UUID
	agree := func(p *uuid.UUID) string {
		t.Helper()
		a, err := w.Agree(t.Context(), w.root, w.north.Tenant(), catalogue.NewAgreement{Wholesale: p})
		require.NoError(t, err)
		now = a.WholesaleNow
		return a.WholesaleFrom.Format(time.DateOnly)
	}
	require.Equal(t, "2027-03-01", agree(&cheap), "what is agreed first counts at once")
	require.Equal(t, "2027-03-22", agree(&dear), "twenty days of notice, and the day they end on")
	require.Equal(t, cheap, *now, "until then the one before it counts, and is told")
	require.NoError(t, w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		o, err := w.WholesaleIn(t.Context(), tx, w.north)
		require.NoError(t, err)
		require.Equal(t, "Cheap 0.10 EUR, then Dear 0.20 EUR from 2027-03-22", o.Plan.Name+" "+o.Version.Price.String()+", then "+o.NextPlan+" "+o.Next.Price.String()+" from "+o.Next.InForceFrom.Format(time.DateOnly),
			"the reseller reads both")
		return nil
	}))
	require.Equal(t, "2027-03-01", agree(&cheaper))
	w.clock.Advance(24 * time.Hour)
	require.Equal(t, "2027-03-02", agree(nil))
	w.clock.Advance(24 * time.Hour)
	require.Equal(t, "2027-03-24", agree(&cheap), "nor is it charged more at once for having been taken off its plan")
}

func TestAnAgreedPriceIsComparedWithWhatCountsFromItsDate(t *testing.T) {
	w := setup(t)
	p := w.sells(t, w.north, "Standard", euros(1000))
	_, err := w.Publish(t.Context(), w.north, uuid.Nil, p.ID, euros(500), start.AddDate(0, 0, 10))
	require.NoError(t, err)
	w.clock.Advance(5 * 24 * time.Hour)
	agree := func(cents int64) error {
		_, err := w.AgreePrice(t.Context(), w.north, uuid.Nil, w.customer.Tenant(), catalogue.AgreedPrice{Item: p.ID,
			Price: catalogue.Price{Amount: moneyOf(cents)}, InForceFrom: start.AddDate(0, 0, 11)})
		return err
	}
	require.ErrorContains(t, agree(800), "10 days ahead", "cheaper than now, and dearer than what was announced")
	require.NoError(t, agree(400))
}

func TestAnAgreedPriceStaysThePriceOfItsPeriod(t *testing.T) {
	w := setup(t)
	of := func(period catalogue.Period, cents int64) catalogue.Terms {
		terms := euros(cents)
		terms.Period = period
		return terms
	}
	p := w.sells(t, w.north, "Yearly", of(catalogue.Year, 12000))
	agreed, err := w.AgreePrice(t.Context(), w.north, uuid.Nil, w.customer.Tenant(), catalogue.AgreedPrice{Item: p.ID, Price: catalogue.Price{Amount: moneyOf(10000)}})
	require.NoError(t, err)
	_, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, of(catalogue.Month, 1000), start.AddDate(0, 0, 20))
	require.ErrorContains(t, err, "agreed with some customers", "a hundred a year is not a hundred a month")
	_, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, of(catalogue.Year, 13000), start.AddDate(0, 0, 20))
	require.NoError(t, err)
	_, err = w.EndPrice(t.Context(), w.north, w.customer.Tenant(), agreed.Prices[0].ID)
	require.NoError(t, err)
	_, err = w.Publish(t.Context(), w.north, uuid.Nil, p.ID, of(catalogue.Month, 1000), start.AddDate(0, 0, 30))
	require.NoError(t, err)
	agree := func(from time.Time) error {
		_, err := w.AgreePrice(t.Context(), w.north, uuid.Nil, w.customer.Tenant(), catalogue.AgreedPrice{Item: p.ID, Price: catalogue.Price{Amount: moneyOf(900)}, InForceFrom: from})
		return err
	}
	require.ErrorContains(t, agree(start.AddDate(0, 0, 25)), "another period", "nine a year, and then nine a month")
	require.NoError(t, agree(start.AddDate(0, 0, 31)))
}
