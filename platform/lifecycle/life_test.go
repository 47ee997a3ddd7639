package lifecycle_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestACustomerIsOpenedWithContractHostNumberAndAnOwnerOrNotAtAll(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	signed := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	made := w.open(w.north, lifecycle.Opening{Kind: tenant.Reseller, Name: "East", Locale: "ru", TimeZone: "Europe/Riga", Country: "LV", Host: "east", Note: "pays late",
		Contract: customers.Terms{Agreement: "A-17", AgreedOn: &signed, Tier: "gold"}})
	require.Equal(t, "east.edge-7.test", made.Host)
	require.True(t, tenant.ValidAccountNumber(made.Number))
	got, err := w.Customer(ctx, w.north, made.ID)
	require.NoError(t, err)
	list := customers.New(customers.Config{DB: w.db})
	one, err := list.One(ctx, w.north, made.ID)
	require.NoError(t, err)
	require.Equal(t, customers.Terms{Agreement: "A-17", AgreedOn: &signed, Tier: "gold"}, one.Contract.Terms)
	notes, err := list.Notes(ctx, w.north, made.ID)
	require.NoError(t, err)
	require.Len(t, notes, 1, "what is noted at the opening is the first of the notes about the customer")
	require.Equal(t, "pays late", notes[0].Text)
	require.False(t, got.HasOwner)
	require.Equal(t, []string{"tenant.open by technical"}, w.actions(w.scope(made.ID)))

	// The link makes whoever follows it the owner, once.
	visit := identity.Visit{Realm: made.ID, Host: made.Host, Address: "192.0.2.9"}
	token := made.InvitationPath[len(identity.InvitationPath):]
	_, err = w.people.AcceptInvitation(ctx, visit, identity.Acceptance{Token: token, Login: "eve", Password: password})
	require.NoError(t, err)
	_, err = w.people.AcceptInvitation(ctx, visit, identity.Acceptance{Token: token, Login: "other", Password: password})
	require.Equal(t, errs.Gone, errs.CodeOf(err))
	got, err = w.Customer(ctx, w.north, made.ID)
	require.NoError(t, err)
	require.True(t, got.HasOwner)
	require.Equal(t, "eve", got.Owner)
	_, err = w.InviteOwner(ctx, w.north, w.boss, made.ID, identity.FirstOwner{})
	requireReason(t, err, errs.Conflict, "has_owner")

	// Nothing is left of an opening that fails at its last step.
	before := value[int](w, `select count(*) from tenants`)
	w.account(w.north, "Anna's", "anna")
	_, err = w.Open(ctx, w.north, w.boss, lifecycle.Opening{Kind: tenant.Account, Name: "Anna again", Owner: identity.FirstOwner{Login: "Anna", Password: password}})
	requireReason(t, err, errs.Conflict, "login_taken")
	_, err = w.Open(ctx, w.north, w.boss, lifecycle.Opening{Kind: tenant.Reseller, Name: "East again", Host: "east"})
	requireReason(t, err, errs.Invalid, "host_taken")
	require.Equal(t, before+1, value[int](w, `select count(*) from tenants`))
}

func TestAResellerAnswersOnAHostOfItsNameFromTheFirstMinute(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for name, host := range map[string]string{"Северный трекинг": "severnyi-treking", "  Åland Fleet & Co. ": "aland-fleet-co", "北斗": "bei-dou", "«…»": "fleet"} {
		require.Equal(t, host+".edge-7.test", w.open(w.north, lifecycle.Opening{Kind: tenant.Reseller, Name: name}).Host)
	}
	require.Empty(t, w.open(w.north, lifecycle.Opening{Kind: tenant.Account, Name: "Anna"}).Host)
	// Two of one name are told apart, and so is whoever is called like a machine of the zone; nobody is counted by it.
	require.Regexp(t, `^aland-fleet-co-[a-z0-9]{5}\.edge-7\.test$`, w.open(w.north, lifecycle.Opening{Kind: tenant.Reseller, Name: "Åland Fleet & Co"}).Host)
	require.Regexp(t, `^mail-[a-z0-9]{5}\.edge-7\.test$`, w.open(w.north, lifecycle.Opening{Kind: tenant.Reseller, Name: "Mail"}).Host)
	for typed, reason := range map[string]string{"mail": "host_reserved", "WWW": "host_reserved", "xn--80ak6aa92e": "host_reserved", "a.b": "bad_host_label", "north": "host_taken"} {
		_, err := w.Open(w.as(), w.north, w.boss, lifecycle.Opening{Kind: tenant.Reseller, Name: "Typed", Host: typed})
		requireReason(t, err, errs.Invalid, reason)
	}

	// Who was opened without one gets it with the first invitation: the link has to lead somewhere.
	bare, err := w.tree.Open(w.as(), w.north, tenant.Opening{Kind: tenant.Reseller, Name: "Bare"})
	require.NoError(t, err)
	for range 2 {
		_, err = w.InviteOwner(w.as(), w.north, w.boss, bare.ID, identity.FirstOwner{})
		require.NoError(t, err)
	}
	hosts, err := w.tree.Hosts(w.as(), w.scope(bare.ID))
	require.NoError(t, err)
	require.Equal(t, []tenant.Host{{Name: "bare.edge-7.test", Primary: true}}, hosts)
}

func TestASuspendedCustomersDataIsStoredAndWithheldAndComesBackWhenItIsLifted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	van := w.van(anna, "Van", imei)
	w.clock.Advance(time.Hour)
	requireReason(t, w.Suspend(ctx, w.north, w.boss, anna.Tenant(), lifecycle.Suspension{Ground: "spam"}), errs.Invalid, "no_reason")
	require.NoError(t, w.Suspend(ctx, w.north, w.boss, anna.Tenant(), lifecycle.Suspension{Ground: "spam", Reason: "4,000 letters in a night"}))
	requireReason(t, w.Suspend(ctx, w.north, w.boss, anna.Tenant(), lifecycle.Suspension{Ground: "spam", Reason: "again"}), errs.Conflict, "suspended_already")
	require.Equal(t, []string{"suspended"}, w.causes(anna, van.ID))
	place, err := w.tree.Place(ctx, anna.Tenant(), anna.Tenant())
	require.NoError(t, err)
	require.Equal(t, "suspended", place.Status)
	late := w.van(anna, "Added meanwhile", "356307042441013")
	require.Equal(t, []string{"suspended"}, w.causes(anna, late.ID))
	require.Equal(t, []string{"suspended"}, w.letters(anna))
	require.Contains(t, w.actions(w.north), "tenant.suspend by user")
	require.Contains(t, w.actions(anna), "tenant.suspend by technical")

	why, err := w.WhySelf(ctx, anna)
	require.NoError(t, err)
	require.Len(t, why, 1)
	require.Equal(t, "4,000 letters in a night", why[0].Reason)
	require.Equal(t, lifecycle.ByProvider, why[0].By)
	require.Empty(t, why[0].Name)
	why, err = w.WhyCustomer(ctx, w.north, anna.Tenant())
	require.NoError(t, err)
	require.Equal(t, lifecycle.BySelf, why[0].By)
	require.Equal(t, "Bo Boss", why[0].Name)

	// Blocked by hand too: lifting one never lifts the other.
	require.NoError(t, w.fleet.Block(ctx, anna, van.ID, fleet.Blocking{KeepData: true}))
	w.clock.Advance(time.Hour)
	require.NoError(t, w.Lift(ctx, w.north, w.boss, anna.Tenant()))
	require.Equal(t, []string{"by_hand"}, w.causes(anna, van.ID))
	require.Empty(t, w.causes(anna, late.ID))
	require.Equal(t, []string{"suspended", "suspension_lifted"}, w.letters(anna))
	requireReason(t, w.Lift(ctx, w.north, w.boss, anna.Tenant()), errs.Conflict, "not_suspended")
}

func TestASuspendedResellerStopsThoseBelowOnlyIfItIsSaidAndIsNeverNamedToThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	deep := w.account(w.harbour, "Deep", "deep")
	van := w.van(deep, "Van", imei)
	require.NoError(t, w.Suspend(ctx, w.north, w.boss, w.harbour.Tenant(), lifecycle.Suspension{Ground: "conduct", Reason: "rude"}))
	require.Empty(t, w.causes(deep, van.ID), "its customers are served on")
	require.NoError(t, w.Lift(ctx, w.north, w.boss, w.harbour.Tenant()))
	require.NoError(t, w.Suspend(ctx, w.north, w.boss, w.harbour.Tenant(), lifecycle.Suspension{Ground: "conduct", Reason: "rude", Below: true}))
	require.NoError(t, w.Suspend(ctx, w.root, uuid.New(), w.north.Tenant(), lifecycle.Suspension{Ground: "false_data", Reason: "no such company", Below: true}))
	require.Equal(t, []string{"ancestor"}, w.causes(deep, van.ID))
	why, err := w.WhyObject(ctx, deep, van.ID)
	require.NoError(t, err)
	require.Len(t, why, 2, "two stand above, and that is told to nobody; the device is silent")
	require.Equal(t, "ancestor", why[0].Cause)
	require.Empty(t, why[0].Name+why[0].Reason+why[0].Ground)
	why, err = w.WhyCustomer(ctx, w.harbour, deep.Tenant())
	require.NoError(t, err)
	require.Len(t, why, 2)
	require.Equal(t, "Harbour", why[0].Name)
	require.Equal(t, "rude", why[0].Reason)
	require.Empty(t, why[1].Name+why[1].Reason)

	require.NoError(t, w.Lift(ctx, w.north, w.boss, w.harbour.Tenant()))
	require.Equal(t, []string{"ancestor"}, w.causes(deep, van.ID), "the other still stands")
	require.NoError(t, w.Lift(ctx, w.root, w.boss, w.north.Tenant()))
	require.Empty(t, w.causes(deep, van.ID))
}

func TestNobodyStopsWhatIsNotRightBelowThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	deep := w.account(w.harbour, "Deep", "deep")
	for _, customer := range []uuid.UUID{deep.Tenant(), w.north.Tenant(), w.root.Tenant(), uuid.New()} {
		_, get := w.Customer(ctx, w.north, customer)
		_, change := w.Change(ctx, w.north, customer, lifecycle.Change{Name: new("mine")})
		_, why := w.WhyCustomer(ctx, w.north, customer)
		_, invite := w.InviteOwner(ctx, w.north, w.boss, customer, identity.FirstOwner{})
		for name, err := range map[string]error{"get": get, "change": change, "why": why, "invite": invite,
			"suspend": w.Suspend(ctx, w.north, w.boss, customer, lifecycle.Suspension{Ground: "spam", Reason: "because"}),
			"lift":    w.Lift(ctx, w.north, w.boss, customer), "close": w.Close(ctx, w.north, customer, "x"), "restore": w.Restore(ctx, w.north, customer)} {
			require.Equal(t, errs.NotFound, errs.CodeOf(err), "%s: %v", name, err)
		}
	}
	_, err := w.Move(ctx, w.harbour, w.north.Tenant(), w.harbour.Tenant(), topup.Rest{})
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
}

func TestAClosedAccountComesBackWithItsObjectsAndIsForgottenAfterThirtyDays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	anna := w.account(w.north, "Anna's", "anna")
	van := w.van(anna, "Van", imei)
	w.clock.Advance(time.Hour)
	requireReason(t, w.Close(ctx, w.north, anna.Tenant(), "Bob's"), errs.Conflict, "confirm_tenant")
	require.NoError(t, w.Close(ctx, w.north, anna.Tenant(), "anna's"))
	require.Equal(t, []string{"closed"}, w.letters(anna))
	_, err := w.people.SignIn(ctx, identity.Visit{Realm: w.north.Tenant(), Host: "north.edge-7.test", Address: "192.0.2.9"}, "anna", password)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	trash, err := w.Trash(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, trash, 1)
	require.Equal(t, "Anna's", trash[0].Name)
	require.Zero(t, value[int](w, `select count(*) from identities where released_at is null`), "the device is free")

	require.NoError(t, w.Restore(ctx, w.north, anna.Tenant()))
	require.Empty(t, w.causes(anna, van.ID))
	back, err := w.fleet.Get(ctx, anna, van.ID)
	require.NoError(t, err)
	require.True(t, back.Tracker.Waiting)
	requireReason(t, w.Restore(ctx, w.north, anna.Tenant()), errs.Conflict, "not_closed")

	w.clock.Advance(time.Hour)
	require.NoError(t, w.Close(ctx, w.north, anna.Tenant(), trash[0].Number))
	w.clock.Advance(lifecycle.TrashLife)
	n, err := w.PurgeClosed(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "its objects go first")
	_, err = w.fleet.PurgeTrash(ctx)
	require.NoError(t, err)
	n, err = w.PurgeClosed(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.Equal(t, errs.NotFound, errs.CodeOf(w.Restore(ctx, w.north, anna.Tenant())))
	require.Zero(t, value[int](w, `select count(*) from users where tenant_id = $1 and (login <> 'removed' or email is not null or name <> '')`, anna.Tenant()))
	require.Zero(t, value[int](w, `select count(*) from audit_details d where d.detail::text ilike '%anna%'`))
	require.Equal(t, 1, value[int](w, `select count(*) from tenants where id = $1 and name = '—'`, anna.Tenant()), "a tombstone")
	for _, s := range []uuid.UUID{anna.Tenant(), w.north.Tenant()} {
		checked, err := w.log.Check(ctx, w.scope(s))
		require.NoError(t, err)
		require.Empty(t, checked.Faults, "the chains stay whole")
	}
}

func TestAnAccountThatATakenBackImportEmptiedIsInNobodysTrash(t *testing.T) {
	t.Parallel()
	w := setup(t)
	empty := w.scope(w.open(w.north, lifecycle.Opening{Kind: tenant.Account, Name: "Brought by mistake"}).ID)
	var emptied bool
	require.NoError(t, w.db.InTenant(t.Context(), w.north, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `select close_empty_account($1)`, empty.Tenant()).Scan(&emptied)
	}))
	require.True(t, emptied)
	trash, err := w.Trash(t.Context(), w.north)
	require.NoError(t, err)
	require.Empty(t, trash)
	require.Equal(t, errs.NotFound, errs.CodeOf(w.Restore(w.as(), w.north, empty.Tenant())))
}

func TestAResellerClosesOnceItsLiveCustomersAreMovedOrClosed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	deep := w.account(w.harbour, "Deep", "deep")
	requireReason(t, w.Close(ctx, w.north, w.harbour.Tenant(), "Harbour"), errs.Conflict, "has_customers")
	place, err := w.tree.Place(ctx, w.harbour.Tenant(), w.harbour.Tenant())
	require.NoError(t, err)
	require.Equal(t, "active", place.Status)
	_, err = w.Move(ctx, w.north, deep.Tenant(), w.north.Tenant(), topup.Rest{})
	require.NoError(t, err)
	require.NoError(t, w.Close(ctx, w.north, w.harbour.Tenant(), "Harbour"))
}

func TestAProviderThatIsLeftKeepsNothingThatItsDeskWasLetSeeInConfidence(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	deep := w.account(w.harbour, "Deep", "deep")
	van := w.van(deep, "Van", imei)
	ticket, owner := uuid.New(), value[uuid.UUID](w, `select id from users where tenant_id = $1`, deep.Tenant())
	w.worker(`insert into tickets (id, tenant_id, counterparty_id, number, state, subject, via, asked_at, queue_at, opened_at, first_promise_at, changed_at)
		values ($1, $2, $3, 1, 'open', 'Silent', 'app', $4, $4, $4, $4, $4)`, ticket, w.harbour.Tenant(), deep.Tenant(), noon)
	w.worker(`insert into support_grants (id, tenant_id, grantee_id, ticket_id, object_tenant_id, object_id, onward, given_by, starts_at, ends_at)
		values (gen_random_uuid(), $1, $2, $3, $1, $4, false, $5, $6, $7)`, deep.Tenant(), w.harbour.Tenant(), ticket, van.ID, owner, noon, noon.AddDate(0, 0, 5))
	w.worker(`insert into ticket_secrets (id, tenant_id, counterparty_id, ticket_id, label, sealed, given_by, given_at, expires_at)
		values (gen_random_uuid(), $1, $2, $3, 'SIM', 'x', $4, $5, $6)`, w.harbour.Tenant(), deep.Tenant(), ticket, owner, noon, noon.AddDate(0, 0, 5))
	stocked, _, err := w.fleet.AddStock(ctx, w.harbour, fleet.StockSpec{Protocol: "teltonika", Identity: imei, OperatorOwned: true})
	require.NoError(t, err)
	w.worker(`update stock set state = 'active', account_id = $1, tracker_id = (select id from trackers where tenant_id = $1)`, deep.Tenant())
	w.worker(`update trackers set operator_owned = true where tenant_id = $1`, deep.Tenant())
	_, err = w.Move(ctx, w.north, deep.Tenant(), w.north.Tenant(), topup.Rest{})
	require.NoError(t, err)
	require.Zero(t, value[int](w, `select count(*) from support_grants where revoked_at is null`), "looks at their devices")
	require.Zero(t, value[int](w, `select count(*) from ticket_secrets where sealed is not null`), "what was handed over")
	require.False(t, value[bool](w, `select operator_owned from trackers where tenant_id = $1`, deep.Tenant()), "they are no devices of their operator's any more")
	for _, mark := range []bool{false, true} {
		_, err = w.fleet.ChangeStock(ctx, w.harbour, stocked.ID, fleet.StockChange{OperatorOwned: &mark})
		require.NoError(t, err)
		require.False(t, value[bool](w, `select operator_owned from trackers where tenant_id = $1`, deep.Tenant()), "nor is it theirs to say so")
	}
	_, err = w.fleet.TakeStockBack(ctx, w.harbour, stocked.ID)
	require.NoError(t, err, "whether another's customer has it on an object is nothing to be told")
}

func TestAMoveTellsLoginsThatClashAndTakesSuspensionsAlong(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	deep := w.account(w.harbour, "Deep", "deep")
	van := w.van(deep, "Van", imei)
	w.account(w.north, "Another", "Deep")
	_, err := w.Move(ctx, w.north, deep.Tenant(), w.north.Tenant(), topup.Rest{})
	requireReason(t, err, errs.Conflict, "logins_clash")
	require.ErrorContains(t, err, "deep, deep@example.com")
	for to, reason := range map[uuid.UUID]string{w.harbour.Tenant(): "same_parent", w.account(w.north, "Leaf", "leaf").Tenant(): "bad_parent"} {
		_, err = w.Move(ctx, w.north, deep.Tenant(), to, topup.Rest{})
		requireReason(t, err, errs.Invalid, reason)
	}
	w.worker(`update users set login = 'dora', login_key = 'dora', email = null, email_key = null where tenant_id = $1`, deep.Tenant())
	require.NoError(t, w.Suspend(ctx, w.north, w.boss, w.harbour.Tenant(), lifecycle.Suspension{Ground: "conduct", Reason: "rude", Below: true}))
	require.NoError(t, w.Suspend(ctx, w.harbour, w.boss, deep.Tenant(), lifecycle.Suspension{Ground: "spam", Reason: "letters"}))
	number, err := w.Move(ctx, w.north, deep.Tenant(), w.north.Tenant(), topup.Rest{})
	require.NoError(t, err)
	deep = w.scope(deep.Tenant())
	require.Equal(t, w.north.Tenant(), deep.Realm())
	got, err := w.Customer(ctx, w.north, deep.Tenant())
	require.NoError(t, err)
	require.Equal(t, number, got.Number)
	require.Equal(t, []string{"suspended"}, w.causes(deep, van.ID), "what stopped all below the old place is left behind")
	require.NoError(t, w.Lift(ctx, w.north, w.boss, deep.Tenant()), "the new provider answers for it now")
	for _, where := range []struct {
		told []string
		by   string
	}{{w.actions(w.north), "user"}, {w.actions(w.harbour), "technical"}, {w.actions(deep), "technical"}} {
		require.Contains(t, where.told, "tenant.move by "+where.by)
	}
	list, _, err := w.log.List(ctx, deep, audit.Query{Limit: 100})
	require.NoError(t, err)
	for _, e := range list {
		require.NotContains(t, string(e.Before)+string(e.After), w.harbour.Tenant().String())
	}
}

// waits until somebody waits for a lock, or is done without.
func (w *world) waits(done <-chan error) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		return len(done) > 0 || value[int](w, `select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
			where not l.granted and a.datname = current_database()`) > 0
	}, 10*time.Second, 5*time.Millisecond)
}

func TestAResellerIsNotClosedWhileACustomerIsOpenedBelowIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	opens := func(meanwhile func()) error {
		return w.db.InTenant(t.Context(), w.harbour, func(tx *db.Tx) error {
			_, err := w.tree.OpenWithin(t.Context(), tx, w.harbour, tenant.Opening{Kind: tenant.Account, Name: "Late"})
			if err == nil {
				meanwhile()
			}
			return err
		})
	}
	closes := make(chan error, 1)
	require.NoError(t, opens(func() {
		go func() { closes <- w.Close(w.as(), w.north, w.harbour.Tenant(), "Harbour") }()
		w.waits(closes)
	}))
	requireReason(t, <-closes, errs.Conflict, "has_customers")
	child := value[uuid.UUID](w, `select id from tenants where name = 'Late'`)
	w.clock.Advance(time.Hour)
	require.NoError(t, w.Close(w.as(), w.harbour, child, "Late"))
	require.NoError(t, w.Close(w.as(), w.north, w.harbour.Tenant(), "Harbour"))
	requireReason(t, opens(func() {}), errs.Conflict, "tenant_closed")
	w.worker(`update tenants set status = 'active', closed_at = null where id = $1`, child)
	w.clock.Advance(lifecycle.TrashLife)
	n, err := w.PurgeClosed(t.Context())
	require.NoError(t, err)
	require.Zero(t, n, "nobody's brand goes while they live below it")
}

func TestWhoeverOwesStaysStoppedWhenADecisionIsLifted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := w.as()
	w.worker(`insert into tenant_blocks (id, tenant_id, counterparty_id, cause, since) values (gen_random_uuid(), $1, $2, 'unpaid', $3)`,
		w.north.Tenant(), w.harbour.Tenant(), noon)
	status := func() string { return value[string](w, `select status from tenants where id = $1`, w.harbour.Tenant()) }
	require.NoError(t, w.Suspend(ctx, w.north, w.boss, w.harbour.Tenant(), lifecycle.Suspension{Ground: "other", Reason: "a visit"}))
	require.NoError(t, w.Lift(ctx, w.north, w.boss, w.harbour.Tenant()))
	require.Equal(t, "suspended", status())
	require.NoError(t, w.Close(ctx, w.north, w.harbour.Tenant(), "Harbour"))
	require.NoError(t, w.Restore(ctx, w.north, w.harbour.Tenant()))
	require.Equal(t, "suspended", status())
}
