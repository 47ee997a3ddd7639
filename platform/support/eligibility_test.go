package support_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
)

// TestWhoMayAskWhereOverTheWholeTree is the matrix of clause 8, generated: everybody of a tree of four levels, at both desks there are for
// them, and at every desk of the tree by letter; and what each desk then has.
func TestWhoMayAskWhereOverTheWholeTree(t *testing.T) {
	t.Parallel()
	w := setup(t)
	asked, acting, letters := 0, 0, 0
	for _, n := range w.nodes {
		realm := n
		if n.scope.Kind() == tenant.Account {
			realm = n.up
		}
		for _, who := range []struct {
			user  uuid.UUID
			owner bool
		}{{n.owner, true}, {n.staff, false}} {
			// A critical question goes no other way than any (support policy 8, regulations 7).
			for i := range 4 {
				at, critical := support.At(i%2 == 1), i >= 2
				where := fmt.Sprintf("%s, owner %t, above %t, critical %t", n.name, who.owner, at, critical)
				before := w.perDesk()
				got, err := w.desks.Ask(w.ctx(), n.scope, who.user, at, support.Asking{Subject: "May I", Body: "May I ask here?", Critical: critical})
				asked++
				var desk *node
				switch {
				case at == support.Here:
					desk = realm
				case n.scope.Kind() == tenant.Reseller && who.owner:
					desk = n.up
				}
				if desk == nil {
					require.Error(t, err, where)
					require.Contains(t, []errs.Code{errs.Forbidden, errs.NotFound}, errs.CodeOf(err), where)
					for _, other := range w.nodes {
						if other != n {
							require.NotContains(t, err.Error(), other.name, "%s: the refusal carries data", where)
						}
					}
					require.Equal(t, before, w.perDesk(), where)
					continue
				}
				require.NoError(t, err, where)
				require.Equal(t, desk.scope.Tenant(), got.Desk, where)
				// Nobody but the desk and the asking tenant has it: no ancestor further up, no sibling, and not whoever acts.
				for _, other := range w.nodes {
					n2, err := w.reads(other, got.ID)
					require.NoError(t, err)
					require.Equal(t, other == desk || other == n, n2 == 1, "%s is read by %s", where, other.name)
				}
			}
		}
	}
	// Whoever acts in from above, at any distance, asks nothing there and reads nothing.
	for _, n := range w.nodes {
		for up := n.up; up != nil; up = up.up {
			s, err := w.tenants.Scope(w.ctx(), up.scope.Tenant(), n.scope.Tenant())
			require.NoError(t, err)
			for _, at := range []support.At{support.Here, support.Above} {
				where := fmt.Sprintf("%s acting in %s, above %t", up.name, n.name, at)
				before := w.perDesk()
				_, err := w.desks.Ask(w.ctx(), s, up.owner, at, support.Asking{Subject: "May I", Body: "May I ask here?"})
				require.True(t, errs.Is(err, errs.NotFound), where)
				require.Equal(t, before, w.perDesk(), where)
				_, _, err = w.desks.Mine(w.ctx(), s, up.owner, at, "", support.Place{}, 10)
				require.True(t, errs.Is(err, errs.NotFound), where)
				acting++
			}
		}
	}
	// By letter everybody may write, and is known only where they are served.
	for _, desk := range w.nodes {
		if desk.scope.Kind() == tenant.Account {
			continue
		}
		for _, n := range w.nodes {
			for who, address := range map[string]string{"owner": n.name + ".owner@example.com", "staff": n.name + ".staff@example.com"} {
				for _, critical := range []bool{false, true} {
					letter := w.letter(fmt.Sprint(address, critical), address, "May I", "May I ask here?")
					letter.Critical = critical
					got, err := w.desks.Receive(w.ctx(), desk.scope, letter)
					require.NoError(t, err)
					served := n == desk || n.up == desk && (n.scope.Kind() == tenant.Account || who == "owner")
					ticket := w.ticket(desk, got.Ticket)
					require.Equal(t, served, ticket.Counterparty != nil, "%s to %s, critical %t", address, desk.name, critical)
					require.Equal(t, critical, ticket.Critical)
					if served {
						require.Equal(t, n.scope.Tenant(), *ticket.Counterparty)
					}
					letters++
				}
			}
		}
	}
	t.Logf("eligibility: %d tenants, %d askers and desks, %d acting from above, %d letters", len(w.nodes), asked, acting, letters)
}

// reads counts what a tenant reads of a ticket with nothing but row-level security before it.
func (w *world) reads(n *node, ticket uuid.UUID) (count int, err error) {
	err = w.db.InTenant(w.ctx(), n.scope, func(tx *db.Tx) error {
		return tx.QueryRow(w.ctx(), "select count(*) from tickets where id = $1", ticket).Scan(&count)
	})
	return count, err
}

func (w *world) perDesk() string {
	return w.text("select coalesce(string_agg(tenant_id || ' ' || n, ',' order by tenant_id), '') from (select tenant_id, count(*) n from tickets group by tenant_id) d")
}

func TestTheDatabaseRefusesATicketThatPassesALevel(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, pair := range [][2]string{{"root", "harbour"}, {"root", "first"}, {"north", "deep"}, {"north", "third"}, {"south", "first"}, {"harbour", "north"}} {
		desk, asker := w.nodes[pair[0]], w.nodes[pair[1]]
		err := w.db.InTenant(w.ctx(), desk.scope, func(tx *db.Tx) error {
			_, err := tx.Exec(w.ctx(), `insert into tickets (id, tenant_id, counterparty_id, number, state, subject, via, asked_at, queue_at, opened_at, first_promise_at, changed_at)
				values ($1, $2, $3, 1, 'open', 'x', 'app', now(), now(), now(), now(), now())`, uuid.New(), desk.scope.Tenant(), asker.scope.Tenant())
			return err
		})
		require.True(t, db.IsConstraint(err, "tickets_keep_to_the_edge"), "%v: %v", pair, err)
	}
}

func TestATicketIsSeenByItsAuthorTheOwnerAndThoseWhoAreNamedAndNotesByTheDeskAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	third, err := w.people.Add(w.ctx(), first.scope, newUser("first third"))
	require.NoError(t, err)
	mine, err := w.desks.Ask(w.ctx(), first.scope, first.staff, support.Here, support.Asking{Subject: "Mine", Body: "Mine alone."})
	require.NoError(t, err)
	_, err = w.desks.Note(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "a note of the desk", Files: []support.File{{Name: "note.txt", Content: []byte("internal")}}})
	require.NoError(t, err)
	sees := func(user uuid.UUID) bool {
		_, err := w.desks.Theirs(w.ctx(), first.scope, user, support.Here, mine.ID)
		require.True(t, err == nil || errs.Is(err, errs.NotFound))
		return err == nil
	}
	require.True(t, sees(first.staff) && sees(first.owner))
	require.False(t, sees(third))
	require.NoError(t, w.desks.Name(w.ctx(), first.scope, first.staff, support.Here, mine.ID, third, true))
	require.True(t, sees(third))
	whole, err := w.desks.Theirs(w.ctx(), first.scope, third, support.Here, mine.ID)
	require.NoError(t, err)
	require.Len(t, whole.Messages, 1)
	require.Empty(t, whole.Attachments)
	// Nor is a note found by its words, as what was said to them is, with its number and subject; and each of several words must be there.
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Charge the Tracker first"})
	require.NoError(t, err)
	found := func(user uuid.UUID, words string) int {
		list, more, err := w.desks.Mine(w.ctx(), first.scope, user, support.Here, words, support.Place{}, 10)
		require.NoError(t, err)
		require.False(t, more)
		return len(list)
	}
	for words, want := range map[string]int{"": 1, "mINE": 1, "tracker  charge": 1, "tracker mine": 1, fmt.Sprintf("#%d", mine.Number): 1, "tracker nowhere": 0, "note of the desk": 0, "%": 0} {
		require.Equal(t, want, found(third, words), words)
	}
	// Nor with nothing but row-level security before them.
	require.NoError(t, w.db.InTenant(w.ctx(), first.scope, func(tx *db.Tx) error {
		var notes, files int
		require.NoError(t, tx.QueryRow(w.ctx(), "select count(*) from ticket_messages where kind in ('note', 'event')").Scan(&notes))
		require.NoError(t, tx.QueryRow(w.ctx(), "select count(*) from ticket_attachments").Scan(&files))
		require.Zero(t, notes+files)
		return nil
	}))
	require.NoError(t, w.desks.Name(w.ctx(), first.scope, first.owner, support.Here, mine.ID, third, false))
	require.False(t, sees(third))
	require.Zero(t, found(third, "tracker"))
	require.Equal(t, 1, found(first.owner, "tracker"))
}
