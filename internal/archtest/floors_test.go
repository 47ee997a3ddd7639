package archtest_test

import (
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// floors from the ground up (DESIGN §3). A package imports packages of lower floors only: not of higher ones, and not
// of its own. Names are below the module's; a trailing "/*" stands for every folder at that place. What lies in
// <package>/internal is <package>'s own. A new package is given its floor here, by whoever adds it.
var floors = []struct {
	name     string
	packages []string
}{
	{"0 ground, below it", []string{"internal/folderlock"}},
	{"0 ground", []string{
		"internal/clock", "internal/errs", "internal/secrets", "internal/privatepg", "internal/archtest", "internal/catcher", "internal/measures", "internal/outward", "internal/racing", "internal/together",
		"migrations", "web/basemap", "platform/ingest/protocol", "platform/ingest/simulator/streets",
	}},
	{"0 ground, upon it", []string{
		"internal/config", "internal/db", "themes", "platform/ingest/protocol/*",
	}},
	{"0 ground, above", []string{
		"internal/outbox", "internal/audit", "internal/sheet", "internal/testdb", "internal/config/configdoc",
		"platform/messaging/letter", "themes/letters",
		"platform/ingest/protocol/all",
	}},
	{"0 ground, top", []string{"platform/ingest/simulator", "platform/ingest/protocol/explain"}},
	{"0 ground, for tests", []string{"platform/ingest/protocol/protocoltest"}},
	{"1 tenant", []string{"tenant"}},
	{"1 tenant, its people", []string{"tenant/identity", "tenant/access"}},
	{"1 tenant, its fleet", []string{"tenant/fleet"}},
	{"2 geofence", []string{"tenant/geofence"}},
	{"2 what watches", []string{"tenant/alert", "tenant/report"}},
	{"2 billing: money", []string{"billing/money"}},
	{"2 billing: what it wraps", []string{"billing/stripe", "billing/bank", "billing/invoice"}},
	{"2 billing: for tests", []string{"billing/stripe/stripetest"}},
	{"2 billing: ledger", []string{"billing/ledger"}},
	{"2 billing: catalogue", []string{"billing/catalogue"}},
	{"2 billing: service", []string{"billing/service"}},
	{"2 billing: money in and out", []string{"billing/topup"}},
	{"2 billing: papers", []string{"billing/papers"}},
	{"2 ingest, below all of it", []string{"platform/ingest/verdict", "platform/ingest/broker", "platform/ingest/ingesttest"}},
	{"2 ingest, what its parts share", []string{"platform/ingest/live"}},
	{"2 ingest, its keepers", []string{"platform/ingest/spool", "platform/ingest/registry", "platform/ingest/contact"}},
	{"2 ingest, its ends", []string{"platform/ingest/gateway", "platform/ingest/store"}},
	{"3 reseller: what its domains stand on", []string{"reseller/domains/records", "reseller/domains/certificates"}},
	{"3 support, what is pure in it", []string{"platform/support/clock", "platform/support/facts", "platform/support/translation"}},
	{"3 what realms say in their own words", []string{"platform/messaging/wording"}},
	{"3 reseller and platform", []string{
		"reseller", "reseller/customers", "reseller/books", "reseller/domains", "reseller/brand", "reseller/start", "platform/ingest", "platform/support", "platform/messaging", "platform/legal", "platform/webhooks",
	}},
	{"3 support, the way up", []string{"platform/support/escalate"}},
	{"3 senders, who they are", []string{"platform/messaging/sender", "platform/messaging/recipients"}},
	{"3 senders", []string{"platform/messaging/*"}},
	{"3 support, its letters", []string{"platform/support/post"}},
	{"3 support, its mailboxes", []string{"platform/support/mailboxes"}},
	{"4 use cases over many subjects", []string{"platform/lifecycle", "platform/onboarding"}},
	{"4 use cases, letting in", []string{"platform/signup"}},
	{"5 web, and the frame of the doors", []string{"web", "api/door", "api/ops"}},
	{"5 what doors show alike", []string{"api/shown", "api/watch"}},
	{"5 doors", []string{"api/*"}},
	{"5 the house of doors", []string{"api"}},
	{"6 what benches and proofs share", []string{"bench/rig"}},
	{"6 cmd", []string{"cmd/*", "tools/*", "internal/testdb/withpg", "bench", "bench/*", "bench/*/*"}},
}

// forTests are packages that only tests and what measures may import; tests on any floor may.
var forTests = map[string]bool{
	"internal/racing":                       true,
	"internal/testdb":                       true,
	"platform/ingest/protocol/protocoltest": true,
	"platform/ingest/ingesttest":            true,
	"billing/stripe/stripetest":             true,
}

// top is the floor where wiring is done: it may use what is for tests, since benches and withpg stand there.
const top = "6 cmd"

// floorOf finds the floor of a package: the most exact name wins. ok is false for a package that is in no list.
func floorOf(name string) (number int, ok bool) {
	name, _, _ = strings.Cut(name, "/internal/") // not of "internal/…" at the beginning
	best := -1
	for i, floor := range floors {
		for _, pattern := range floor.packages {
			matches, err := path.Match(pattern, name)
			if err == nil && matches && (pattern == name || best < 0) {
				number, best = i, i
				if pattern == name {
					return number, true
				}
			}
		}
	}
	return number, best >= 0
}

// family is the package that a package below an internal folder belongs to.
func family(name string) string {
	name, _, _ = strings.Cut(name, "/internal/")
	return name
}

func TestEveryPackageStandsOnAFloor(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		_, ok := floorOf(p.name)
		require.True(t, ok, "%s stands on no floor: give it one in internal/archtest/floors_test.go", p.name)
	}
}

func TestImportsGoDownOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, imported := range p.own(p.Imports) {
			complain(t, p.name, imported, false)
		}
		for _, imported := range append(p.own(p.TestImports), p.own(p.XTestImports)...) {
			complain(t, p.name, imported, true)
		}
	}
}

func complain(t *testing.T, importer, imported string, inTest bool) {
	t.Helper()
	if family(importer) == family(imported) {
		return
	}
	from, fromOK := floorOf(importer)
	to, toOK := floorOf(imported)
	if !fromOK || !toOK {
		return // the other test says so
	}
	if forTests[imported] && (inTest || floors[from].name == top) {
		return
	}
	if forTests[imported] && !forTests[importer] {
		t.Errorf("%s imports %s, which is for tests", importer, imported)
		return
	}
	switch {
	case strings.Contains(imported, "/internal/"):
		t.Errorf("%s imports %s, which is %s's own", importer, imported, family(imported))
	case to > from:
		t.Errorf("%s (floor %q) imports %s (floor %q): imports go down only; let the lower one declare a small interface "+
			"and wire it in cmd", importer, floors[from].name, imported, floors[to].name)
	case to == from:
		t.Errorf("%s imports %s: both stand on floor %q, and siblings do not import each other",
			importer, imported, floors[to].name)
	}
}

func TestTheTableItselfIsReadAsMeant(t *testing.T) {
	t.Parallel()
	number := func(name string) int {
		n, ok := floorOf(name)
		require.True(t, ok, name)
		return n
	}
	require.Equal(t, number("tenant/fleet"), number("tenant/fleet/internal/fleetdb"))
	require.Less(t, number("platform/ingest/protocol/gt06"), number("platform/ingest/protocol/all"),
		"an exact name goes before a pattern, wherever it stands")
	require.Less(t, number("internal/errs"), number("internal/db"))
	require.Less(t, number("tenant/access"), number("tenant/fleet"))
	require.Less(t, number("platform/ingest"), number("api/account"))
	_, ok := floorOf("models")
	require.False(t, ok)
	_, ok = floorOf("internal/util")
	require.False(t, ok)
}
