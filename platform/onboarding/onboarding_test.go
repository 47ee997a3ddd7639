package onboarding_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const heading = "Customer,Reference,Legal form,Country,Customer plan,Login,E-mail,Contact,Role,Object,Group,Plan,IMEI,Device type,SIM"

var business = table(heading,
	"Harbour Freight,C-1,entity,FI,Gold,harbour,ops@harbour.test,Anna,,Truck 1,North,Standard,"+imei1+",Teltonika,+358401234567",
	"Harbour Freight,C-1,,,,harbour,,,,Truck 2,North,Standard,"+imei2+",FMB920,",
	"Harbour Freight,C-1,,,,driver,,Bo,viewer,,,,,,",
	"Ivan Petrov,C-2,физлицо,RU,,ivan,ivan@petrov.test,Иван,владелец,Lada,,,"+imei3+",GT06,",
)

func TestABusinessIsTriedOutBroughtAndChangesNothingWhenRepeated(t *testing.T) {
	t.Parallel()
	w := setup(t)
	before := w.sum()
	tried := w.try(business)
	require.Equal(t, onboarding.Checked, tried.State)
	require.Equal(t, onboarding.Counts{Created: 4, Customers: 2, Users: 3, Objects: 3, Trackers: 3, Groups: 1, Letters: 2}, tried.Counts, w.lines(tried.ID))
	require.Equal(t, before, w.sum(), "trying out leaves nothing behind")

	done := w.bring(tried.ID)
	require.Equal(t, onboarding.Done, done.State)
	require.Equal(t, onboarding.Counts{Created: 4, Customers: 2, Users: 3, Objects: 3, Trackers: 3, Groups: 1, Made: 9, Letters: 2, Passwords: 1}, done.Counts)
	require.Equal(t, done.Todo, done.Done)
	harbour, listed := w.customer("Harbour Freight")
	require.Equal(t, "FI", listed.Country)
	require.True(t, tenant.ValidAccountNumber(listed.Number))
	trucks := w.objects(harbour)
	require.Equal(t, "+358401234567", trucks["Truck 1"].Tracker.Phone)
	require.Equal(t, "teltonika", trucks["Truck 2"].Tracker.Protocol, "told by the model")
	require.True(t, trucks["Truck 1"].Tracker.Waiting)
	users, err := w.people.Users(t.Context(), harbour)
	require.NoError(t, err)
	require.Equal(t, []string{"harbour owner", "driver viewer"}, []string{users[0].Login + " " + users[0].Role, users[1].Login + " " + users[1].Role})
	var form, plan, objectPlan string
	w.ask("select r.legal_form, r.plan, o.plan from customer_records r, objects o where r.reference = 'C-1' and o.name = 'Truck 1'", &form, &plan, &objectPlan)
	require.Equal(t, []string{"entity", "Gold", "Standard"}, []string{form, plan, objectPlan})
	require.Zero(t, w.faults())

	after := w.sum()
	again := w.bring(w.try(business).ID)
	require.Equal(t, onboarding.Counts{Unchanged: 4}, again.Counts)
	require.Equal(t, after, w.sum(), "the same file again changes nothing")
}

func TestFirstPasswordsAreFetchedOnceAndMustBeChanged(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	done := w.bring(w.try(business).ID)
	var file bytes.Buffer
	require.NoError(t, w.Passwords(ctx, w.scope, done.ID, &file))
	lines := strings.Split(strings.TrimSpace(file.String()), "\n")
	require.Len(t, lines, 2, "only of whoever has no address to write to")
	cells := strings.Split(lines[1], ",")
	require.Equal(t, []string{"Harbour Freight", "driver"}, cells[:2])
	tokens, err := w.people.SignIn(ctx, identity.Visit{Realm: w.scope.Realm(), Host: "ours.test", Address: "192.0.2.1"}, "driver", strings.TrimSpace(cells[2]))
	require.NoError(t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	harbour, _ := w.customer("Harbour Freight")
	standing, err := w.people.Check(ctx, harbour, claims)
	require.NoError(t, err)
	require.True(t, standing.MustChange)
	err = w.Passwords(ctx, w.scope, done.ID, &file)
	require.Equal(t, errs.Gone, errs.CodeOf(err))
	var sealed int
	w.ask("select count(*) from import_made where sealed is not null", &sealed)
	require.Zero(t, sealed)
}

func TestWhoeverHasAnAddressChoosesAPasswordByALetterInTheirLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	table := table("Customer,Country,Language,Login,E-mail,Contact", "Ivan Petrov,RU,русский,ivan,ivan@petrov.test,Иван", "No Mail,FI,,plain,,Bo")
	w.bring(w.try(table).ID)
	letters := w.letters("brought")
	require.Len(t, letters, 1)
	l := letters[0]
	require.Equal(t, []string{"ivan@petrov.test", "ru", "ivan", "Ivan Petrov", "Иван"}, []string{l.To, l.Locale, l.Params["login"], l.Params["tenant"], l.Params["name"]})
	require.Equal(t, noon.Add(identity.InvitationLife), l.Until.UTC())
	visit := identity.Visit{Realm: w.scope.Realm(), Host: "ours.test", Address: "192.0.2.1"}
	token := strings.TrimPrefix(l.Path, identity.ResetPath)
	login, err := w.people.ReadReset(ctx, w.scope.Realm(), token)
	require.NoError(t, err)
	require.Equal(t, "ivan", login)
	_, err = w.people.ReadReset(ctx, w.rivals.Realm(), token)
	require.Equal(t, errs.Gone, errs.CodeOf(err), "not at another brand")
	require.NoError(t, w.people.Reset(ctx, visit, token, "a password of his own"))
	tokens, err := w.people.SignIn(ctx, visit, "ivan", "a password of his own")
	require.NoError(t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	ivan, _ := w.customer("Ivan Petrov")
	standing, err := w.people.Check(ctx, ivan, claims)
	require.NoError(t, err)
	require.False(t, standing.MustChange)
}

func TestWhoeverBringsMayChooseFirstPasswordsForAll(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	i, err := w.Upload(ctx, w.scope, w.owner, "business.csv", []byte(business))
	require.NoError(t, err)
	require.True(t, i.Invites)
	require.NoError(t, w.Check(ctx, w.scope, i.ID, onboarding.Reading{Mapping: i.Mapping, FirstPasswords: true}))
	done := w.bring(w.worked(i.ID).ID)
	require.False(t, done.Invites)
	require.Equal(t, []int{0, 3}, []int{done.Counts.Letters, done.Counts.Passwords})
	require.Empty(t, w.letters("brought"))
}

func TestALetterOfAnImportThatWasTakenBackIsWorthNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	done := w.bring(w.try(business).ID)
	letters := w.letters("brought")
	require.Len(t, letters, 2)
	w.undo(done.ID)
	_, err := w.people.ReadReset(t.Context(), w.scope.Realm(), strings.TrimPrefix(letters[0].Path, identity.ResetPath))
	require.Equal(t, errs.Gone, errs.CodeOf(err))
}

func TestEveryBadLineSaysWhichFieldAndWhatToDoAndTheOthersAreBrought(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	theirs, err := w.tenants.Open(ctx, w.rivals, tenant.Opening{Kind: tenant.Account, Name: "Theirs alone"})
	require.NoError(t, err)
	foreign, err := w.tenants.Scope(ctx, theirs.ID, theirs.ID)
	require.NoError(t, err)
	_, _, err = w.fleet.Create(ctx, foreign, fleet.Creation{Name: "Held", Tracker: &fleet.TrackerSpec{Protocol: "teltonika", Identity: imei3}})
	require.NoError(t, err)
	for _, name := range []string{"Twins", "Twins"} {
		_, err := w.tenants.Open(ctx, w.scope, tenant.Opening{Kind: tenant.Account, Name: name})
		require.NoError(t, err)
	}
	lines := []struct{ line, field, reason string }{
		{"Good,G,,,,good,good@x.test,,,Van,,," + imei1 + ",teltonika,", "", ""},
		{",,,,,nobody,,,,,,,,,", "customer", "no_customer"},
		{strings.Repeat("x", 201) + ",,,,,,,,,,,,,,", "customer", "long_name"},
		{"Other name,G,,,,,,,,,,,,,", "customer", "customer_differs"},
		{",unknown,,,,,,,,,,,,,", "customer", "no_customer_name"},
		{"Twins,,,,,,,,,,,,,,", "customer", "ambiguous_customer"},
		{"Form,F,gmbh,,,,,,,,,,,,", "legal_form", "bad_legal_form"},
		{"Country,Y,,Atlantis,,,,,,,,,,,", "country", "bad_country"},
		{"No login,N,,,,,,Somebody,,,,,,,", "person", "no_login"},
		{"Bad role,R,,,,role,,,king,,,,,,", "role", "bad_role"},
		{"Bad mail,M,,,,mail,nowhere,,,,,,,,", "email", "bad_email"},
		{"Login taken,L,,,,boss,,,,,,,,,", "login", "login_taken"},
		{"Login twice,LT,,,,good,,,,,,,,,", "login", "login_twice"},
		{"Mail twice,MT,,,,other,good@x.test,,,,,,,,", "email", "email_twice"},
		{"Good,G,,,,second,,,owner,,,,,,", "", ""},
		{"Good,G,,,,third,,,owner,,,,,,", "role", "owner_twice"},
		{"Good,G,,,,,,,,VAN,,,,,", "object", "name_twice"},
		{"Good,G,,,,,,,,Van 2,,," + imei1 + ",gt06,", "identity", "identity_twice"},
		{"Good,G,,,,,,,,Van 3,,,3.53862E+14,gt06,", "identity", "scientific_number"},
		{"Good,G,,,,,,,,Van 4,,,123,gt06,", "identity", "not_an_imei"},
		{"Good,G,,,,,,,,Van 5,,,abc,,", "protocol", "unknown_protocol"},
		{"Good,G,,,,,,,,Van 6,,,abc6,morse,", "protocol", "unknown_protocol"},
		{"Good,G,,,,,,,,Van 7,,,abc7,wialon-ips,12", "sim", "bad_phone"},
		{"Good,G,,,,,,,,,North,,,,", "object", "no_object"},
		{"Good,G,,,,,,,,Van 8,,,,gt06,", "identity", "no_identity"},
		{"Good,G,,,,,,,,Van 9," + strings.Repeat("g", 101) + ",,,,", "group", "bad_name"},
		{"Good,G,,,,,,,,Van 10,,,,,,,too many", "", "bad_line"},
		{`Good,G,,,,,,,,Van "11",,,,,`, "", "bad_line"},
		{"Good,G,,,,,,,,Neutral,,," + imei3 + ",teltonika,", "", ""},
	}
	file := heading + "\n"
	for _, l := range lines {
		file += l.line + "\n"
	}
	tried := w.try(file)
	for pass := range 2 {
		if pass == 1 {
			w.bring(tried.ID)
		}
		got := w.lines(tried.ID)
		require.Len(t, got, len(lines))
		for i, l := range lines {
			is := got[i+2]
			if l.reason == "" {
				require.Empty(t, is.Wrong, "%s", l.line)
				continue
			}
			require.Equal(t, "wrong", is.Outcome, "%s", l.line)
			require.NotEmpty(t, is.Wrong, "%s", l.line)
			require.Equal(t, l.field+" "+l.reason, string(is.Wrong[0].Field)+" "+is.Wrong[0].Reason, "%s", l.line)
			require.NotEmpty(t, is.Wrong[0].Message)
		}
		require.Equal(t, "waiting", got[len(lines)+1].Told["tracker"], "one that somebody else has waits like any other")
	}
	good, _ := w.customer("Good")
	require.Len(t, w.objects(good), 2)
	var file2 bytes.Buffer
	name, err := w.Result(ctx, w.scope, tried.ID, &file2)
	require.NoError(t, err)
	require.Equal(t, "business.result.csv", name)
	require.Contains(t, file2.String(), "This login is taken")
	require.NotContains(t, file2.String(), "Theirs")
}

func TestWhateverIsKilledTheImportGoesOnWhereItWasAndDoesNothingTwice(t *testing.T) {
	t.Parallel()
	w := setup(t)
	file := heading + "\n"
	const customers = 12
	for i := range customers {
		file += fmt.Sprintf("Customer %02d,K-%d,,,,login%d,,,,Van,North,,unit-%d,wialon-ips,\n", i, i, i, i)
	}
	tried := w.try(file)
	require.NoError(t, w.Start(t.Context(), w.scope, tried.ID))
	for kills := 0; ; kills++ {
		// A process that stops in the middle of whatever it is doing, without giving anything up in time.
		ctx, kill := context.WithCancel(t.Context())
		var opened int
		w.ask("select count(*) from customer_records", &opened)
		process := w.process()
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_, _ = process.WorkOnce(ctx)
		}()
		require.Eventually(t, func() bool {
			var now int
			w.ask("select count(*) from customer_records", &now)
			var state string
			w.ask("select state from imports", &state)
			return now > opened || state == onboarding.Done
		}, time.Minute, time.Millisecond)
		kill()
		<-ended
		w.clock.Advance(time.Minute)
		i, err := w.Get(t.Context(), w.scope, tried.ID)
		require.NoError(t, err)
		if i.State == onboarding.Done {
			require.Positive(t, kills)
			require.Equal(t, onboarding.Counts{Created: customers, Customers: customers, Users: customers, Objects: customers, Trackers: customers, Groups: customers,
				Made: 4 * customers, Passwords: customers}, i.Counts)
			break
		}
	}
	require.Len(t, w.customers(), customers)
	require.Zero(t, w.faults())
}

func TestAnImportThatIsOverIsNobodysWorkAndIsNotRunAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	tried := w.try(business)
	require.NoError(t, w.Start(t.Context(), w.scope, tried.ID))
	w.worked(tried.ID)
	worked, err := w.process().WorkOnce(t.Context())
	require.NoError(t, err)
	require.False(t, worked)
	require.Equal(t, "import_over", reasonOf(t, w.Start(t.Context(), w.scope, tried.ID)))
}

func reasonOf(t *testing.T, err error) string {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	return e.Reason
}

func TestUndoingTakesBackAllThatWasMadeAndTheFileCanBeBroughtAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	done := w.bring(w.try(business).ID)
	undone := w.undo(done.ID)
	require.Equal(t, onboarding.Undone, undone.State)
	require.Equal(t, 9, undone.Counts.Undone)
	require.Zero(t, undone.Counts.Left)
	require.Empty(t, w.customers())
	var objects, waiting, people int
	w.ask("select (select count(*) from objects where removed_at is null), (select count(*) from identities where released_at is null), (select count(*) from memberships)", &objects, &waiting, &people)
	require.Equal(t, []int{0, 0, 1}, []int{objects, waiting, people})
	again := w.bring(w.try(business).ID)
	require.Equal(t, 2, again.Counts.Customers)
	require.Equal(t, 3, again.Counts.Users, "logins are free again")
	require.Zero(t, w.faults())
}

func TestUndoingLeavesWhatSomebodyHasTouchedSinceAndSaysWhy(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	done := w.bring(w.try(business).ID)
	harbour, _ := w.customer("Harbour Freight")
	truck := w.objects(harbour)["Truck 2"]
	_, err := w.fleet.Change(ctx, harbour, truck.ID, fleet.Change{Name: new("Truck of another name")})
	require.NoError(t, err)
	undone := w.undo(done.ID)
	require.Equal(t, onboarding.Undone, undone.State)
	left, err := w.LeftOver(ctx, w.scope, done.ID)
	require.NoError(t, err)
	var told []string
	for _, l := range left {
		told = append(told, l.Kind+" "+l.Name+" "+l.Reason)
	}
	require.ElementsMatch(t, []string{"customer Harbour Freight in_use", "user harbour in_use", "user driver in_use", "group North in_use", "object Truck 2 changed"}, told)
	require.Len(t, w.customers(), 1)
	require.Len(t, w.objects(harbour), 1)

	// Whoever is not touched any more goes when it is undone again.
	require.NoError(t, w.fleet.Delete(ctx, harbour, truck.ID, ""))
	undone = w.undo(done.ID)
	require.Zero(t, undone.Counts.Left)
	require.Empty(t, w.customers())
}

func TestAnImportIsUndoneWithinThirtyDaysAndThenForgotten(t *testing.T) {
	t.Parallel()
	w := setup(t)
	done := w.bring(w.try(business).ID)
	w.clock.Advance(onboarding.UndoWithin + time.Minute)
	require.Equal(t, "undo_too_late", reasonOf(t, w.Undo(t.Context(), w.scope, done.ID)))
	n, err := w.Forget(t.Context())
	require.NoError(t, err)
	require.Equal(t, int64(4+9), n)
}

func TestColumnsOfOtherSystemsAreKnownAndWhatWasSaidOfThemIsRemembered(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	for name, c := range map[string]struct {
		heading string
		want    []onboarding.Field
	}{
		"Wialon":  {"Name;Account;Device type;UID;Phone;Group", []onboarding.Field{"object", "customer", "protocol", "identity", "sim", "group"}},
		"Виалон":  {"Имя;Учётная запись;Тип устройства;Уникальный ID;Телефон;Группа", []onboarding.Field{"object", "customer", "protocol", "identity", "sim", "group"}},
		"Navixy":  {"Label;User;Device ID;Model;Phone;Tariff", []onboarding.Field{"object", "customer", "identity", "model", "sim", "plan"}},
		"Traccar": {"name,uniqueId,phone,model,category,owner", []onboarding.Field{"object", "identity", "sim", "model", "kind", "customer"}},
	} {
		i, err := w.Upload(ctx, w.scope, w.owner, name+".csv", []byte(c.heading+"\nx\n"))
		require.NoError(t, err)
		require.Equal(t, c.want, i.Mapping, name)
	}
	i, err := w.Upload(ctx, w.scope, w.owner, "own.csv", []byte("Alpha,Beta\nAcme,Van\n"))
	require.NoError(t, err)
	require.Equal(t, []onboarding.Field{"", ""}, i.Mapping)
	require.Equal(t, "no_customer_column", reasonOf(t, w.Check(ctx, w.scope, i.ID, onboarding.Reading{Mapping: i.Mapping})))
	require.NoError(t, w.Check(ctx, w.scope, i.ID, onboarding.Reading{Mapping: []onboarding.Field{"customer", "object"}, Protocol: "osmand"}))
	again, err := w.Upload(ctx, w.scope, w.owner, "own.csv", []byte("Alpha,Beta\nAcme,Van\n"))
	require.NoError(t, err)
	require.Equal(t, []onboarding.Field{"customer", "object"}, again.Mapping)
	require.Equal(t, "osmand", again.Protocol)
	theirs, err := w.Upload(ctx, w.rivals, w.owner, "own.csv", []byte("Alpha,Beta\nAcme,Van\n"))
	require.NoError(t, err)
	require.Equal(t, []onboarding.Field{"", ""}, theirs.Mapping, "not by another realm")
	require.Equal(t, errs.NotFound, errs.CodeOf(w.Start(ctx, w.rivals, i.ID)))
}

func TestALineThatNamesMoreOfAKnownCustomerChangesOnlyThat(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.bring(w.try(business).ID)
	more := table(heading,
		"Harbour Freight,C-1,,,Platinum,harbour,,,,Truck 1,South,Premium,"+imei1+",Teltonika,+358409999999",
		"Harbour Freight,C-1,,,,new,,,,Truck 3,,,,,",
	)
	done := w.bring(w.try(more).ID)
	lines := w.lines(done.ID)
	require.Equal(t, map[string]string{"customer": "changed", "user": "unchanged", "object": "changed", "group": "created"}, lines[2].Told)
	require.Equal(t, "created", lines[3].Outcome)
	harbour, _ := w.customer("Harbour Freight")
	require.Equal(t, "+358409999999", w.objects(harbour)["Truck 1"].Tracker.Phone)
	require.Equal(t, []int{3, 2}, []int{done.Counts.Made, done.Counts.Altered}, "a user, an object, a group; the customer and Truck 1")

	undone := w.undo(done.ID)
	require.Equal(t, []int{5, 0}, []int{undone.Counts.Undone, undone.Counts.Left})
	truck := w.objects(harbour)["Truck 1"]
	require.Equal(t, "+358401234567", truck.Tracker.Phone, "what was changed is as it was")
	var plan, customerPlan, group string
	var groups int
	w.ask("select o.plan, g.name from objects o join object_groups g on g.id = o.group_id where o.name = 'Truck 1'", &plan, &group)
	w.ask("select r.plan, (select count(*) from object_groups) from customer_records r where r.reference = 'C-1'", &customerPlan, &groups)
	require.Equal(t, []any{"Standard", "North", "Gold", 1}, []any{plan, group, customerPlan, groups})
	require.Len(t, w.objects(harbour), 2)
	require.Zero(t, w.faults())
}

func TestUndoingPutsBackFieldByFieldWhatNobodyHasChangedSinceAndNamesTheRest(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.bring(w.try(business).ID)
	harbour, _ := w.customer("Harbour Freight")
	_, _, err := w.fleet.Create(ctx, harbour, fleet.Creation{Name: "Truck 9"})
	require.NoError(t, err)
	done := w.bring(w.try(table(heading,
		"Harbour Freight,C-1,,,Platinum,,,,,Truck 1,South,Premium,"+imei1+",Teltonika,+358409999999",
		"Harbour Freight,C-1,,,,,,,,Truck 9,,Premium,unit-9,wialon-ips,")).ID)
	require.Equal(t, 3, done.Counts.Altered)
	before := w.objects(harbour)
	require.Equal(t, "unit-9", before["Truck 9"].Tracker.Identity)
	_, err = w.fleet.Bind(ctx, harbour, before["Truck 1"].ID, fleet.TrackerSpec{Protocol: "teltonika", Identity: imei1, Phone: "+358400000000"})
	require.NoError(t, err)

	undone := w.undo(done.ID)
	left, err := w.LeftOver(ctx, w.scope, done.ID)
	require.NoError(t, err)
	require.Equal(t, []onboarding.Left{{Line: 2, Kind: "object", Name: "Truck 1", Reason: fleet.LeftChanged, Fields: []string{"phone"}}}, left)
	require.Equal(t, []int{3, 1}, []int{undone.Counts.Undone, undone.Counts.Left}, "the customer, Truck 9 and the group South")
	after := w.objects(harbour)
	require.Nil(t, after["Truck 9"].Tracker, "which had none before")
	require.Equal(t, "+358400000000", after["Truck 1"].Tracker.Phone, "as somebody has typed it since")
	var plans string
	w.ask("select string_agg(plan, ' ' order by name) from objects where name in ('Truck 1', 'Truck 9')", &plans)
	require.Equal(t, "Standard ", plans)

	// What was put back stays so when it is undone again, and so does what was left.
	again := w.undo(done.ID)
	require.Equal(t, undone.Counts, again.Counts)
	require.Equal(t, "+358400000000", w.objects(harbour)["Truck 1"].Tracker.Phone)
	require.Zero(t, w.faults())
}
