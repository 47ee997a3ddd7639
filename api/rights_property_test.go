package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/api/door"
)

// How much `make test` compares; prove-rights asks for more by -rapid.checks.
const (
	treesOfATest = 4
	stepsOfATree = 300
)

// changing are routes that change rights: they come up more often than the many that only use them.
var changing = []string{"change-person", "change-person", "change-person", "change-role", "change-role", "make-role", "remove-person", "invite", //nolint:gochecknoglobals // a table of this test
	"make-key", "revoke-key", "change-object", "change-object", "delete-group", "end-persons-sessions", "revoke-invitation", "end-other-sessions"}

func TestWhatTheAPIAllowsIsWhatThePlainModelAllows(t *testing.T) {
	t.Parallel()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		require.NoError(t, checks.Value.Set(itoa(treesOfATest)))
	}
	trees, people, compared, changes := 0, 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		g := newGrove(bare(t, nil), r)
		routes := g.private()
		byID := map[string]door.Route{}
		for _, route := range routes {
			byID[route.ID] = route
		}
		for range stepsOfATree {
			g.log.take()
			q := g.draw(routes, byID)
			if q.unsure {
				continue
			}
			compared++
			if g.compare(q) {
				changes++
			}
		}
		trees++
		people += len(g.people)
		g.log.take()
	})
	t.Logf("rights: %d trees, %d users, %d requests compared, %d changes between them, 0 disagreements", trees, people, compared, changes)
}

func itoa(n int) string {
	b, _ := json.Marshal(n) // a number
	return string(b)
}

// draw makes a random request, and what the model says of it.
func (g *grove) draw(routes []door.Route, byID map[string]door.Route) *asked {
	q := &asked{route: pick(g.r, "route", routes), by: g.somebody()}
	if rapidBool(g.r, "changes rights") {
		q.route = byID[pick(g.r, "changing route", changing)]
	}
	home := g.tenants[0]
	if q.by != nil {
		home = q.by.by.tenant
	}
	q.host = home.host
	if rapid.IntRange(0, 9).Draw(g.r, "elsewhere") == 0 {
		q.host = pick(g.r, "host of", g.tenants).host
	}
	th := g.thingsOf(g.somewhere(home))
	g.expect(q, th)
	ids := map[string]uuid.UUID{"object": th.object.id, "group": th.group.id, "person": th.person.id, "role": th.role.id,
		"invitation": th.invitation.id, "session": th.shown.id, "key": th.shown.id}
	q.path = q.route.Path
	for _, name := range q.route.Params() {
		id, known := ids[name]
		if !known {
			// Nothing in the model has this name: that it refuses is compared, and what else it does is not its subject.
			id = uuid.New()
		}
		q.path = strings.ReplaceAll(q.path, "{"+name+"}", id.String())
	}
	switch {
	case strings.HasSuffix(q.path, "/track"):
		q.path += "?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z"
	case strings.HasPrefix(q.route.ID, "list-") && q.route.Params() == nil:
		q.path += "?limit=200"
	}
	if q.body == nil && q.route.Method != http.MethodGet {
		q.body = bodies[q.route.ID]
	}
	return q
}

// somebody is nobody now and then. Whoever has nothing to show any more signs in again, if they may.
func (g *grove) somebody() *shown {
	if rapid.IntRange(0, 19).Draw(g.r, "nobody") == 0 {
		return nil
	}
	p := pick(g.r, "who", g.people)
	if !p.removed && !p.blocked && !slices.ContainsFunc(p.shown, func(s *shown) bool { return !s.ended }) {
		return g.signIn(p)
	}
	return pick(g.r, "shows", p.shown)
}

// compare asks, fails where the answer is not the model's, and tells whether something has changed.
func (g *grove) compare(q *asked) bool {
	status, body := g.send(q)
	if status >= http.StatusInternalServerError {
		require.Fail(g.r, "an internal error", "%s %s: %s", q.route.Method, q.path, g.log.take())
	}
	require.Equal(g.r, q.status, status, "%s %s (%s) by %s on %s with %v: %s", q.route.Method, q.path, q.route.ID, describe(q.by), q.host, q.body, body)
	var answer map[string]any
	if json.Unmarshal(body, &answer) != nil {
		answer = nil
	}
	if q.listed != nil {
		found := []uuid.UUID{}
		items, _ := answer["items"].([]any)
		for _, item := range items {
			found = append(found, idIn(item.(map[string]any)))
		}
		require.ElementsMatch(g.r, q.listed, found, "%s by %s", q.path, describe(q.by))
	}
	if q.by != nil && q.by.stale {
		g.renew(q.by)
	}
	if q.done == nil {
		return false
	}
	q.done(answer)
	return true
}

// renew makes a session's token say what is so now; whoever is out does not get one.
func (g *grove) renew(s *shown) {
	tokens, err := g.world.people.Refresh(g.t.Context(), g.visit(s.by), s.refresh)
	if s.ended || s.by.blocked || s.by.removed {
		require.Error(g.r, err, "%s has renewed a session that has ended", describe(s))
		return
	}
	require.NoError(g.r, err, "%s renews", describe(s))
	s.token, s.refresh, s.stale = tokens.Access, tokens.Refresh, false
}

func (g *grove) send(q *asked) (status int, body []byte) {
	var content io.Reader
	if q.body != nil {
		content = bytes.NewReader(encoded(q.body))
	}
	request := httptest.NewRequest(q.route.Method, q.path, content)
	request.Host = q.host
	request.Header.Set("Content-Type", "application/json")
	if q.by != nil {
		request.Header.Set("Authorization", "Bearer "+q.by.token)
	}
	response, err := g.server.App().Test(request, -1)
	require.NoError(g.r, err)
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	require.NoError(g.r, err)
	return response.StatusCode, body
}

func describe(s *shown) string {
	if s == nil {
		return "nobody"
	}
	with := "a session"
	if s.key != nil {
		with = "a key"
	}
	sight := "all"
	if !s.by.seesAll {
		sight = "some"
	}
	return s.by.login + " (" + s.by.role + " of a " + s.by.tenant.kind + ", sees " + sight + ") with " + with + " for " + strings.Join(s.bundles(), ", ")
}

func rapidBool(r *rapid.T, label string) bool { return rapid.Bool().Draw(r, label) }

// idIn reads the id of what an answer shows; states name their object otherwise.
func idIn(answer map[string]any) uuid.UUID {
	for _, name := range []string{"id", "object"} {
		if text, ok := answer[name].(string); ok {
			return uuid.MustParse(text)
		}
	}
	return uuid.Nil
}

func soon() string { return time.Now().Add(time.Hour).UTC().Format(time.RFC3339) }
