package escalate_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
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
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/facts"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

type node struct {
	scope        db.Scope
	owner, staff uuid.UUID
}

type world struct {
	*testing.T

	db    *db.DB
	clock *clock.Set
	desks *support.Desks
	ways  *escalate.Ways
	fleet *fleet.Fleet
	nodes map[string]*node
	tree  *tenant.Tenants
	// looked are tables that were read in search of a canary.
	looked int
}

// setup is root ─ north ─ harbour ─ deep (an account): four levels.
func setup(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, db: testdb.New(t), clock: clock.At(time.Now().Add(-time.Minute)), nodes: map[string]*node{}}
	log := slog.New(slog.DiscardHandler)
	rights, err := access.New()
	require.NoError(t, err)
	tenants := tenant.New(w.db)
	w.tree = tenants
	people := identity.New(identity.Config{DB: w.db, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log, Catalogue: rights})
	w.fleet = fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock})
	w.desks = support.New(support.Config{DB: w.db, Tenants: tenants, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: log})
	w.ways = escalate.New(escalate.Config{DB: w.db, Desks: w.desks, Clock: w.clock})
	up := ""
	for _, n := range []struct{ name, kind string }{{"root", tenant.Platform}, {"north", tenant.Reseller}, {"harbour", tenant.Reseller}, {"deep", tenant.Account}} {
		made := &node{}
		var opened tenant.Opened
		if up == "" {
			opened, err = tenants.OpenPlatform(t.Context(), tenant.Opening{Name: n.name})
		} else {
			opened, err = tenants.Open(t.Context(), w.nodes[up].scope, tenant.Opening{Kind: n.kind, Name: n.name})
		}
		require.NoError(t, err)
		made.scope, err = tenants.Scope(t.Context(), opened.ID, opened.ID)
		require.NoError(t, err)
		made.owner, err = people.Add(t.Context(), made.scope, identity.NewUser{Login: n.name + " owner", Email: n.name + "@example.com", Name: "Owner of " + n.name, Password: "a long password", Role: identity.Owner})
		require.NoError(t, err)
		made.staff, err = people.Add(t.Context(), made.scope, identity.NewUser{Login: n.name + " staff", Name: "Staff", Password: "a long password", Role: "support"})
		require.NoError(t, err)
		w.nodes[n.name], up = made, n.name
	}
	return w
}

// everything a tenant can read of tickets, with nothing but row-level security before it.
func (w *world) everything(n *node) string {
	w.Helper()
	var all strings.Builder
	require.NoError(w, w.db.InTenant(w.Context(), n.scope, func(tx *db.Tx) error {
		for _, table := range []string{"tickets", "ticket_messages", "ticket_attachments", "ticket_links", "ticket_people", "ticket_secrets", "escalations", "support_grants", "outbox"} {
			if table == "outbox" {
				continue // requests do not read it
			}
			var rows string
			if err := tx.QueryRow(w.Context(), "select coalesce(string_agg(to_jsonb(t)::text, ' '), '') from "+table+" t").Scan(&rows); err != nil {
				return err
			}
			all.WriteString(rows)
			w.looked++
		}
		return nil
	}))
	return all.String()
}

const canary = "canarydeep"

// planted is where below has put it: the canary stands in each of these.
var planted = []string{"subject", "body", "fact", "link", "file's name", "file", "secret's label", "secret", "note"} //nolint:gochecknoglobals // a list

// below asks at harbour's desk with a canary in everything.
func (w *world) below() support.Whole {
	w.Helper()
	deep, harbour := w.nodes["deep"], w.nodes["harbour"]
	asked, err := w.desks.Ask(w.Context(), deep.scope, deep.owner, support.Here, support.Asking{Subject: "The tracker of " + canary + " is silent", Body: "My van " + canary + " at +358 40 1234567, mail deep@example.com, says nothing.",
		Facts: facts.Facts{facts.Object: "Van " + canary, facts.Tracker: "356307042441013", facts.App: "web"}, Links: []support.Link{{Kind: "object", Label: "Van " + canary}},
		Files: []support.File{{Name: canary + ".txt", Content: []byte("log of " + canary)}, {Name: "screen.txt", Content: []byte("no names here")}}})
	require.NoError(w, err)
	_, err = w.desks.GiveSecret(w.Context(), deep.scope, deep.owner, support.Here, asked.ID, canary, canary, 5)
	require.NoError(w, err)
	_, err = w.desks.Note(w.Context(), harbour.scope, harbour.staff, asked.ID, support.Reply{Body: "note on " + canary})
	require.NoError(w, err)
	whole, err := w.desks.Whole(w.Context(), harbour.scope, asked.ID)
	require.NoError(w, err)
	return whole
}

func TestNothingOfALowerTenantIsAboveUnlessItsOwnerAttachedIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, harbour, north := t.Context(), w.nodes["harbour"], w.nodes["north"]
	ticket := w.below()
	var message uuid.UUID
	for _, m := range ticket.Messages {
		if m.Kind == support.Asked {
			message = m.ID
		}
	}
	for _, above := range []*node{north, w.nodes["root"]} {
		require.NotContains(t, w.everything(above), canary)
	}
	// Only the owner: not their staff, and nobody for somebody else's ticket.
	_, err := w.ways.Preview(ctx, harbour.scope, harbour.staff, ticket.Ticket.ID, escalate.Chosen{})
	require.Equal(t, errs.Forbidden, errs.CodeOf(err))
	_, err = w.ways.Escalate(ctx, harbour.scope, harbour.staff, ticket.Ticket.ID, escalate.Sent{Subject: "x", Body: "y"})
	require.Equal(t, errs.Forbidden, errs.CodeOf(err))
	_, err = w.ways.Preview(ctx, north.scope, north.owner, ticket.Ticket.ID, escalate.Chosen{})
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	// It starts empty, and what is chosen is masked.
	empty, err := w.ways.Preview(ctx, harbour.scope, harbour.owner, ticket.Ticket.ID, escalate.Chosen{})
	require.NoError(t, err)
	require.Equal(t, escalate.Draft{Facts: facts.Facts{}}, empty)
	draft, err := w.ways.Preview(ctx, harbour.scope, harbour.owner, ticket.Ticket.ID, escalate.Chosen{Messages: []uuid.UUID{message}, Facts: []string{facts.Object, facts.App, facts.Tracker}})
	require.NoError(t, err)
	told, err := json.Marshal(draft)
	require.NoError(t, err)
	for _, word := range []string{"Van " + canary, "1234567", "deep@example.com", "356307042441013"} {
		require.NotContains(t, string(told), word)
	}
	require.Positive(t, draft.Masked)
	require.Equal(t, "web", draft.Facts[facts.App])
	upper, err := w.ways.Escalate(ctx, harbour.scope, harbour.owner, ticket.Ticket.ID, escalate.Sent{Subject: "A silent tracker", Body: "One of ours is silent.",
		Facts: facts.Facts{facts.App: "web"}, Attachments: []uuid.UUID{ticket.Attachments[1].ID}})
	require.NoError(t, err)
	require.Equal(t, north.scope.Tenant(), upper.Desk)
	seen := w.everything(north)
	require.NotContains(t, seen, canary)
	require.NotContains(t, seen, ticket.Ticket.ID.String(), "no way back to the ticket below")
	require.NotContains(t, seen, w.nodes["deep"].scope.Tenant().String())
	require.NotContains(t, w.everything(w.nodes["root"]), "silent")
	whole, err := w.desks.Whole(ctx, north.scope, upper.ID)
	require.NoError(t, err)
	require.Equal(t, "screen.txt", whole.Attachments[0].Name)
	require.NotEqual(t, ticket.Attachments[1].ID, whole.Attachments[0].ID, "a copy, never the thing itself")
	got, err := w.ways.Of(ctx, harbour.scope, ticket.Ticket.ID)
	require.NoError(t, err)
	require.Equal(t, upper.ID, got[0].Upper)
	t.Logf("canaries: %d put below, looked for in %d tables above", len(planted), w.looked)
}

func TestAnAnswerComesBackLevelByLevelAsANote(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	harbour, north, root := w.nodes["harbour"], w.nodes["north"], w.nodes["root"]
	ticket := w.below().Ticket
	second, err := w.ways.Escalate(ctx, harbour.scope, harbour.owner, ticket.ID, escalate.Sent{Subject: "Up", Body: "Please look."})
	require.NoError(t, err)
	third, err := w.ways.Escalate(ctx, north.scope, north.owner, second.ID, escalate.Sent{Subject: "Up again", Body: "Please look."})
	require.NoError(t, err)
	require.Equal(t, root.scope.Tenant(), third.Desk)
	_, err = w.ways.Escalate(ctx, root.scope, root.owner, third.ID, escalate.Sent{Subject: "Up again", Body: "Please look."})
	require.Equal(t, errs.NotFound, errs.CodeOf(err), "nobody stands above the platform")
	state := func(n *node, id uuid.UUID) support.Whole {
		whole, err := w.desks.Whole(ctx, n.scope, id)
		require.NoError(t, err)
		return whole
	}
	require.Equal(t, support.Escalated, state(harbour, ticket.ID).Ticket.State)
	_, err = w.desks.Answer(ctx, root.scope, root.staff, third.ID, support.Reply{Body: "Update the firmware.", Files: []support.File{{Name: "firmware.txt", Content: []byte("v2")}}})
	require.NoError(t, err)
	notes := func(whole support.Whole) (bodies []string) {
		for _, m := range whole.Messages {
			if m.FromAbove {
				require.Equal(t, support.Note, m.Kind)
				require.Empty(t, m.AuthorName, "whoever answered above is not named")
				bodies = append(bodies, m.Body)
			}
		}
		return bodies
	}
	up := state(north, second.ID)
	require.Equal(t, []string{"Update the firmware."}, notes(up))
	require.Equal(t, support.Open, up.Ticket.State)
	require.Len(t, up.Attachments, 1)
	require.Empty(t, notes(state(harbour, ticket.ID)), "one level, not two")
	_, err = w.desks.Answer(ctx, north.scope, north.owner, second.ID, support.Reply{Body: "Your tracker needs an update."})
	require.NoError(t, err)
	back := state(harbour, ticket.ID)
	require.Equal(t, []string{"Your tracker needs an update."}, notes(back))
	require.Equal(t, support.Open, back.Ticket.State)
	theirs, err := w.desks.Theirs(ctx, w.nodes["deep"].scope, w.nodes["deep"].owner, support.Here, ticket.ID)
	require.NoError(t, err)
	for _, m := range theirs.Messages {
		require.NotContains(t, m.Body, "update", "whoever asked reads what their own desk answers")
	}
}

func TestALookAtOneDeviceEndsByItselfIsHandedOnOnlyAsAllowedAndLeavesATrace(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	deep, harbour, north := w.nodes["deep"], w.nodes["harbour"], w.nodes["north"]
	van, _, err := w.fleet.Create(ctx, deep.scope, fleet.Creation{Name: "Van"})
	require.NoError(t, err)
	ticket := w.below().Ticket
	_, err = w.ways.Grant(ctx, deep.scope, deep.owner, support.Here, ticket.ID, escalate.Granting{Object: uuid.New(), Hours: 5})
	require.Equal(t, errs.Invalid, errs.CodeOf(err), "of one's own only")
	plain, err := w.ways.Grant(ctx, deep.scope, deep.owner, support.Here, ticket.ID, escalate.Granting{Object: van.ID, Hours: 5})
	require.NoError(t, err)
	shown, err := w.ways.Look(ctx, harbour.scope, plain)
	require.NoError(t, err)
	require.Equal(t, "Van", shown["name"])
	look := func(ctx context.Context, n *node, id uuid.UUID) errs.Code {
		_, err := w.ways.Look(ctx, n.scope, id)
		return errs.CodeOf(err)
	}
	require.Equal(t, errs.NotFound, look(ctx, north, plain))
	upper, err := w.ways.Escalate(ctx, harbour.scope, harbour.owner, ticket.ID, escalate.Sent{Subject: "Up", Body: "Please look."})
	require.NoError(t, err)
	_, err = w.ways.HandOn(ctx, harbour.scope, harbour.owner, upper.ID, plain)
	require.Equal(t, errs.Forbidden, errs.CodeOf(err))
	onward, err := w.ways.Grant(ctx, deep.scope, deep.owner, support.Here, ticket.ID, escalate.Granting{Object: van.ID, Hours: 5, Onward: true})
	require.NoError(t, err)
	handed, err := w.ways.HandOn(ctx, harbour.scope, harbour.owner, upper.ID, onward)
	require.NoError(t, err)
	_, err = w.ways.Look(ctx, north.scope, handed)
	require.NoError(t, err)
	var told int
	require.NoError(t, w.db.InTenant(ctx, deep.scope, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select count(*) from audit_entries where tenant_id = $1 and action = 'support.grant.look'", deep.scope.Tenant()).Scan(&told)
	}))
	require.Equal(t, 2, told, "whoever owns the device reads of each look")
	require.NoError(t, w.ways.Revoke(ctx, deep.scope, onward))
	require.Equal(t, errs.NotFound, look(ctx, north, handed), "it falls with what it stands on")
	w.clock.Advance(6 * time.Hour)
	require.Equal(t, errs.NotFound, look(ctx, harbour, plain))
}

func TestALookDoesNotStayBehindWithAProviderThatIsLeft(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	deep, harbour, north, root := w.nodes["deep"], w.nodes["harbour"], w.nodes["north"], w.nodes["root"]
	van, _, err := w.fleet.Create(ctx, deep.scope, fleet.Creation{Name: "Van"})
	require.NoError(t, err)
	ticket := w.below().Ticket
	given, err := w.ways.Grant(ctx, deep.scope, deep.owner, support.Here, ticket.ID, escalate.Granting{Object: van.ID, Hours: 5, Onward: true})
	require.NoError(t, err)
	upper, err := w.ways.Escalate(ctx, harbour.scope, harbour.owner, ticket.ID, escalate.Sent{Subject: "Up", Body: "Please look."})
	require.NoError(t, err)
	handed, err := w.ways.HandOn(ctx, harbour.scope, harbour.owner, upper.ID, given)
	require.NoError(t, err)
	_, err = w.ways.Look(ctx, north.scope, handed)
	require.NoError(t, err)
	_, err = w.tree.Move(ctx, deep.scope.Tenant(), root.scope.Tenant())
	require.NoError(t, err)
	for n, id := range map[*node]uuid.UUID{harbour: given, north: handed} {
		_, err = w.ways.Look(ctx, n.scope, id)
		require.Equal(t, errs.NotFound, errs.CodeOf(err), "whose customer they were sees nothing of them any more")
	}
}
