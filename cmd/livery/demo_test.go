package main

import (
	"encoding/base64"
	"log/slog"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestTheDemosDesksHoldTicketsOfEveryKindAndAreFilledOnce(t *testing.T) {
	folder := t.TempDir()
	c, err := config.Load(demoEnvironment([]string{"LIVERY_DATABASE_URL=" + worldDatabase(t), "LIVERY_LISTEN=127.0.0.1:0", "LIVERY_METRICS_LISTEN=off",
		"LIVERY_MASTER_KEY=" + base64.StdEncoding.EncodeToString([]byte("the master key of Livery's tests"))}, folder))
	require.NoError(t, err)
	i, err := openInstallation(t.Context(), c, slog.New(slog.DiscardHandler), options{freePorts: true, zone: "localhost"})
	require.NoError(t, err)
	defer func() { require.NoError(t, i.close(t.Context())) }()

	seed := demoSeed{installation: i, now: clock.System{}.Now()}
	require.NoError(t, seed.world(t.Context()), "it finds what it has made")
	opened, err := seed.fillDesks(t.Context())
	require.NoError(t, err)
	require.Greater(t, opened, 500)
	again, err := seed.fillDesks(t.Context())
	require.NoError(t, err)
	require.Zero(t, again, "what has lived is left as it is")

	root, err := i.tenants.PlatformID(t.Context())
	require.NoError(t, err)
	platform, err := i.tenants.Scope(t.Context(), root, root)
	require.NoError(t, err)
	below, _, err := i.tenants.Below(t.Context(), platform, tenant.BelowQuery{Children: true, Search: "Meridian", Limit: 1})
	require.NoError(t, err)
	meridian, err := i.tenants.Scope(t.Context(), below[0].ID, below[0].ID)
	require.NoError(t, err)
	requireAYearOfMoney(t, i, meridian)
	hooks, err := i.webhooks.List(t.Context(), meridian)
	require.NoError(t, err)
	require.Len(t, hooks, 1)
	require.Equal(t, "https://erp.meridian.example/hooks/tracking", hooks[0].URL, "nowhere within this machine")
	require.NotNil(t, hooks[0].DisabledAt)
	require.Zero(t, hooks[0].Waiting)
	told := map[string]int{}
	given, _, err := i.webhooks.Deliveries(t.Context(), meridian, hooks[0].ID, "", nil, 20)
	require.NoError(t, err)
	for _, one := range given {
		told[one.State]++
	}
	require.GreaterOrEqual(t, told["delivered"], 2, "one told again, and a payment: %v", given)
	require.Equal(t, 1, told["failed"], "one was given up: %v", given)
	terms, err := i.legal.Read(t.Context(), meridian.Tenant(), "", legal.Terms, 0, "en")
	require.NoError(t, err)
	require.Contains(t, terms.Body, "- Company: "+demoWorld().below[0].entity.name, "documents name who is behind the brand")
	require.Contains(t, terms.Body, demoWorld().below[0].entity.address)
	states, ways, locales, kinds := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	breached, critical := 0, 0
	var after support.Place
	for more := true; more; {
		var page []support.Ticket
		page, more, err = i.desks.List(t.Context(), meridian, uuid.Nil, support.Filter{}, after, 100)
		require.NoError(t, err)
		for _, one := range page {
			states[one.State]++
			ways[one.Via]++
			locales[one.Locale]++
			kinds[one.Kind]++
			if one.BreachedAt != nil {
				breached++
			}
			if one.Critical {
				critical++
			}
			require.False(t, one.ChangedAt.After(seed.now))
			require.WithinRange(t, one.OpenedAt, seed.now.AddDate(0, 0, -7*demoDeskWeeks-1), seed.now)
			after = support.Place{At: one.ChangedAt, ID: one.ID}
		}
	}
	for _, state := range []string{support.Open, support.Answered, support.Confirmed, support.Grouped, support.Escalated, support.Unanswerable} {
		require.NotZero(t, states[state], state)
	}
	for _, way := range []string{support.ByApp, support.ByMail, support.ByPhone, support.ByEscalation} {
		require.NotZero(t, ways[way], way)
	}
	require.NotZero(t, locales["en"])
	require.NotZero(t, locales["ru"])
	for _, kind := range []string{support.Question, support.StolenLogin, support.Cancellation, support.TrackerClaim, support.SMSDispute, support.Complaint, support.Incident} {
		require.NotZero(t, kinds[kind], kind)
	}
	require.NotZero(t, breached)
	require.NotZero(t, critical)
	waiting, _, err := i.desks.Queue(t.Context(), meridian, uuid.Nil, support.Filter{}, support.Place{}, 100)
	require.NoError(t, err)
	require.NotEmpty(t, waiting)
	agents, _, err := i.people.List(t.Context(), meridian, identity.PeopleQuery{Limit: 20})
	require.NoError(t, err)
	views, err := i.desks.Views(t.Context(), meridian, agents[0].ID)
	require.NoError(t, err)
	require.NotEmpty(t, views, "a list of incidents is kept for all")
	looks := 0
	for _, one := range waiting {
		given, err := i.ways.Grants(t.Context(), meridian, one.ID)
		require.NoError(t, err)
		looks += len(given)
	}
	require.NotZero(t, looks, "somebody lets the desk look at a device")
}
