package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/smtp"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// planted are words of deep's, each of which stands in one place of its tickets at harbour's desk and nowhere else.
func planted() map[string]string {
	words := map[string]string{}
	for _, place := range []string{"subject", "body", "fact", "link", "file's name", "file", "secret's label", "secret", "note", "reply", "answer", "told fact",
		"letter's subject", "letter's text", "letter's file", "letter's name", "letter's address", "critical letter"} {
		words[place] = "canary" + strings.NewReplacer(" ", "", "'", "").Replace(place)
	}
	return words
}

// attached is what the owner sends up, and gaveUp its file: they show that the ways that are looked at tell something at all.
const (
	attached = "attachedword"
	gaveUp   = "attachedfile"
)

func TestNothingOfALowerTenantReachesTheLevelsAboveByAnyWayUnlessItsOwnerAttachedIt(t *testing.T) {
	l, words := climb(t), planted()
	ticket := l.plant(words)
	l.goesUp(words, ticket)
	words["id of the ticket"] = ticket
	l.settled()

	answers, people := 0, 0
	for _, at := range l.above() {
		for _, role := range rolesOfDesks() {
			if *whole || role == "owner" || role == "support" {
				answers += l.reads(at, role, words, ticket)
				people++
			}
		}
	}
	// Whoever acts below, as far as acting carries: a desk is its tenant's own.
	acted := l.acts(l.north, l.harbour, words, ticket) + l.acts(l.root, l.harbour, words, ticket) + l.acts(l.north, l.deep, words, ticket)
	searches := l.searches(words)

	letters := 0
	for _, at := range l.above() {
		for _, letter := range l.caught.Letters("@" + at.name + ".example") {
			letters++
			findsNone(t, words, "a letter to "+strings.Join(letter.To, ", "), letter.From+"\n"+letter.Raw+"\n"+letter.Subject+"\n"+letter.Text+"\n"+letter.HTML)
		}
		require.NotEmpty(t, l.caught.Letters(at.address("owner")), "%s is told by letter that something critical is asked", at.name)
	}
	delete(words, "id of the ticket") // what is logged names ids, and nobody reads it but who runs the installation
	logged, lines := l.log.told()
	findsNone(t, words, "the log", logged)
	require.NotZero(t, lines)
	called, calls := l.called.told()
	findsNone(t, words, "a call of a webhook", called)
	for _, at := range l.above() {
		require.Contains(t, called, "/"+at.name+" ", "%s is told by its webhook", at.name)
	}
	pushed, messages := l.pushed.told()
	findsNone(t, words, "a socket", pushed)
	require.NotZero(t, messages, "sockets told something")
	findsNone(t, words, "the metrics", l.metrics())
	t.Logf("ways up: %d canaries below, in none of %d answers to %d people above, %d answers to them acting below, %d searches, %d letters, %d lines of the log, %d calls of webhooks, %d messages of sockets",
		len(words), answers, people, acted, searches, letters, lines, calls, messages)
}

// plant has deep ask harbour with a canary in each place, by the app and by letter, and harbour work at it. It returns the ticket.
func (l *ladder) plant(words map[string]string) string {
	file := func(name, content string) []map[string]any {
		return []map[string]any{{"name": name, "content": base64.StdEncoding.EncodeToString([]byte(content))}}
	}
	asked := l.must(http.MethodPost, l.deep, "/api/support/tickets", map[string]any{"subject": "Where is " + words["subject"], "body": "It says " + words["body"],
		"facts": map[string]string{"object": words["fact"]}, "links": []map[string]any{{"kind": "object", "label": words["link"]}},
		"files": append(file(words["file's name"]+".txt", words["file"]), file(gaveUp+".txt", "nothing but the time")...)})
	ticket, _ := asked["id"].(string)
	require.NotEmpty(l.t, ticket)
	own, desk := "/api/support/tickets/"+ticket, "/api/console/desk/tickets/"+ticket
	l.must(http.MethodPost, l.deep, own+"/secrets", map[string]any{"label": words["secret's label"], "value": words["secret"], "hours": 5})
	l.must(http.MethodPost, l.deep, own+"/facts", map[string]any{"facts": map[string]string{"before": words["told fact"]}})
	l.must(http.MethodPost, l.harbour, desk+"/notes", map[string]any{"body": "Look: " + words["note"]})
	l.must(http.MethodPost, l.harbour, desk+"/answers", map[string]any{"body": "We look: " + words["answer"]})
	l.must(http.MethodPost, l.deep, own+"/messages", map[string]any{"body": "And still " + words["reply"]})
	l.posts("normal", words["letter's address"], words["letter's name"], words["letter's subject"], words["letter's text"], words["letter's file"])
	l.posts("critical", "somebody", "Somebody", "All is down", words["critical letter"], "")
	return ticket
}

// posts a letter to harbour's desk, over the wire.
func (l *ladder) posts(to, from, name, subject, text, file string) {
	letter := fmt.Sprintf("From: %s <%s@letters.example>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@letters.example>\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease help: %s\r\n"+
		"--part\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=%s.txt\r\n\r\n%s\r\n--part--\r\n", name, from, to+"@"+l.harbour.host, subject, uuid.NewString(), text, file, file)
	before := l.count("tickets")
	// In plain text: nobody vouches for the certificate that the office has made for itself. It hears of a new address a moment later.
	var peer *smtp.Client
	l.await(func() bool {
		var err error
		peer, err = smtp.Dial(l.i.post.listener.Addr().String())
		require.NoError(l.t, err)
		require.NoError(l.t, peer.Mail(from+"@letters.example"))
		if peer.Rcpt(to+"@"+l.harbour.host) == nil {
			return true
		}
		_ = peer.Close()
		return false
	})
	defer peer.Close()
	body, err := peer.Data()
	require.NoError(l.t, err)
	_, err = io.WriteString(body, letter)
	require.NoError(l.t, err)
	require.NoError(l.t, body.Close())
	require.NoError(l.t, peer.Quit())
	l.await(func() bool { return l.count("tickets") > before })
}

// goesUp has harbour's owner ask north, and north's ask the platform, each in their own words, and the answers come back.
func (l *ladder) goesUp(words map[string]string, ticket string) {
	desk := "/api/console/desk/tickets/"
	whole := l.must(http.MethodGet, l.harbour, desk+ticket, nil)
	var message, file string
	for _, m := range whole["messages"].([]any) {
		if one := m.(map[string]any); one["kind"] == "asked" && message == "" {
			message = one["id"].(string)
		}
	}
	for _, f := range whole["attachments"].([]any) {
		if one := f.(map[string]any); one["name"] == gaveUp+".txt" {
			file = one["id"].(string)
		}
	}
	require.NotEmpty(l.t, file)
	l.must(http.MethodPost, l.harbour, desk+ticket+"/escalation/preview", map[string]any{"messages": []string{message}, "facts": []string{"object"}})
	second := l.must(http.MethodPost, l.harbour, desk+ticket+"/escalation", map[string]any{"subject": "One of ours", "body": "It is " + attached, "attachments": []string{file}, "critical": true})["id"].(string)
	third := l.must(http.MethodPost, l.north, desk+second+"/escalation", map[string]any{"subject": "One of theirs", "body": "They say " + attached, "critical": true})["id"].(string)
	// Whoever answers first spares the others the letter that wakes them.
	for _, at := range l.above() {
		l.await(func() bool { return len(l.caught.Letters(at.address(identity.Owner))) > 0 })
	}
	l.must(http.MethodPost, l.root, desk+third+"/answers", map[string]any{"body": "Restart it."})
	l.must(http.MethodPost, l.north, desk+second+"/answers", map[string]any{"body": "Have it restarted."})
	l.must(http.MethodPost, l.harbour, desk+ticket+"/answers", map[string]any{"body": "We look: " + words["answer"]})
	l.must(http.MethodPost, l.deep, "/api/support/tickets/"+ticket+"/confirmation", nil)
	// What moves at the levels above is told by their sockets.
	for _, at := range l.above() {
		l.must(http.MethodPost, at, "/api/objects", map[string]any{"name": "one of " + at.name})
	}
}

// explorer asks all that can be read, with the ids that it learns on the way.
type explorer struct {
	*ladder

	host, token string
	again       func() string // another session, once one has asked as much as one may
	left        int
	ids         map[string][]string
	strange     string // the id of the ticket below
}

// mostOfOne is how many things of a list are looked at one by one.
const mostOfOne = 3

// reads asks every route as somebody of a level. It returns how many answers were looked at.
func (l *ladder) reads(at *level, role string, words map[string]string, ticket string) int {
	e := &explorer{ladder: l, host: at.host, ids: l.customers(at), strange: ticket, again: func() string { return l.signIn(at.host, at.login(role)) }}
	answers, found := e.walk(at.name+"'s "+role, words)
	if desk := slices.Contains([]string{"owner", "admin", "support"}, role); desk {
		require.Contains(l.t, found, attached, "%s's %s reads what was attached", at.name, role)
		if at == l.north {
			require.Contains(l.t, found, gaveUp)
		}
	}
	return answers
}

// customers are those that a level knows by their ids: all below it.
func (l *ladder) customers(at *level) map[string][]string {
	var ids []string
	for _, each := range []*level{l.north, l.harbour, l.deep} {
		if each != at {
			ids = append(ids, each.scope.Tenant().String())
		}
	}
	return map[string][]string{"{tenant}": ids, "{customer}": ids}
}

func (e *explorer) walk(who string, words map[string]string) (answers int, all string) {
	t, told := e.t, &strings.Builder{}
	routes := slices.DeleteFunc(e.i.server.Routes(), func(r door.Route) bool {
		return r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/assets/") || r.Path == "/api/live" || strings.Contains(r.Path, "*")
	})
	slices.SortStableFunc(routes, func(a, b door.Route) int { return len(a.Params()) - len(b.Params()) })
	for _, r := range routes {
		for _, path := range e.paths(r) {
			if e.left == 0 {
				e.token, e.left = e.again(), perSession
			}
			e.left--
			a := e.get(e.host, path, e.token)
			require.Less(t, a.status, 500, "%s %s: %s", who, path, a.body)
			answers++
			text := fmt.Sprint(a.header) + "\n" + a.text
			sought := words
			if strings.Contains(path, e.strange) { // an error may say what was asked for
				sought = maps.Clone(words)
				maps.DeleteFunc(sought, func(_, word string) bool { return word == e.strange })
			}
			findsNone(t, sought, who+"'s answer from "+path, text)
			if a.status == http.StatusOK {
				told.WriteString(text)
				e.learn(path, a)
			}
		}
	}
	return answers, told.String()
}

// learn keeps the ids that an answer tells, for the paths that go on from it: those of a list within under the list's name, and what is
// named otherwise for whatever path asks for that.
func (e *explorer) learn(path string, a seen) {
	keep := func(at, id string) {
		if !slices.Contains(e.ids[at], id) && len(e.ids[at]) < mostOfOne {
			e.ids[at] = append(e.ids[at], id)
		}
	}
	var each func(at string, node any)
	each = func(at string, node any) {
		switch n := node.(type) {
		case []any:
			for _, item := range n {
				each(at, item)
			}
		case map[string]any:
			for _, name := range sortedKeys(n) {
				if id, ok := n[name].(string); ok && uuid.Validate(id) == nil {
					if name == "id" {
						keep(at, id)
					} else {
						keep("{"+name+"}", id)
					}
				}
				below := path + "/" + name
				if name == "items" {
					below = path
				}
				each(below, n[name])
			}
		}
	}
	each(path, any(a.json()))
}

// paths of a route: with what lists at the same places have told, and with what stands below.
func (e *explorer) paths(r door.Route) []string {
	list := []string{""}
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Path, "/"), "/") {
		var next []string
		for _, before := range list {
			if !strings.HasPrefix(part, "{") {
				next = append(next, before+"/"+part)
				continue
			}
			if value, ok := fixedParams[strings.Trim(part, "{}")]; ok {
				next = append(next, before+"/"+value)
				continue
			}
			ids := e.ids[before]
			if len(ids) == 0 {
				ids = e.ids[part]
			}
			if below := strings.HasSuffix(before, "/tickets"); below || len(ids) == 0 {
				ids = append(slices.Clone(ids), e.strange)
			}
			for _, id := range ids {
				next = append(next, before+"/"+id)
			}
		}
		list = next
	}
	for i := range list {
		if strings.HasSuffix(list[i], "/track") {
			list[i] += "?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z"
		}
	}
	return list
}

// acts asks every route as the owner of a level who acts in one below it, with a grant of whoever stands between.
func (l *ladder) acts(from, in *level, words map[string]string, ticket string) int {
	for between := in.up; between != from && between != nil; between = between.up {
		l.must(http.MethodPost, between, "/api/console/grants", map[string]any{"reason": "to look what is wrong", "hours": 2})
	}
	who := from.name + " acting in " + in.name
	e := &explorer{ladder: l, host: in.host, ids: l.customers(from), strange: ticket, again: func() string {
		from.token = l.signIn(from.host, from.login("owner"))
		way := l.must(http.MethodPost, from, "/api/console/tenants/"+in.scope.Tenant().String()+"/act-in", map[string]any{"reason": "to look what is wrong", "minutes": 30})
		_, token, _ := strings.Cut(way["url"].(string), "#")
		entered := l.post(in.host, "/api/acting", "", map[string]any{"token": token, "transport": "token"})
		require.Less(l.t, entered.status, 300, entered.body)
		return entered.json()["access_token"].(string)
	}}
	answers, found := e.walk(who, words)
	require.Contains(l.t, found, in.name, "%s: something is read", who)
	require.Equal(l.t, http.StatusForbidden, l.get(in.host, "/api/support/tickets/"+ticket, e.token).status)
	if in.scope.Kind() != tenant.Account {
		require.Equal(l.t, http.StatusForbidden, l.get(in.host, "/api/console/desk/tickets/"+ticket, e.token).status)
	}
	return answers
}

// searches asks the desks above for each canary as a word.
func (l *ladder) searches(words map[string]string) (asked int) {
	for _, at := range l.above() {
		at.token = l.signIn(at.host, at.login("owner"))
		for _, word := range append([]string{attached}, sortedValues(words)...) {
			a := l.get(at.host, "/api/console/desk/tickets?q="+url.QueryEscape(word), at.token)
			require.Equal(l.t, http.StatusOK, a.status, a.body)
			asked++
			items, _ := a.json()["items"].([]any)
			require.Equal(l.t, word == attached, len(items) > 0, "%s searches for %q: %s", at.name, word, a.body)
		}
	}
	return asked
}

func sortedValues(words map[string]string) (list []string) {
	for _, name := range sortedKeys(words) {
		list = append(list, words[name])
	}
	return list
}

// metrics are what whoever runs the installation watches.
func (l *ladder) metrics() string {
	request, err := http.NewRequestWithContext(l.t.Context(), http.MethodGet, "http://"+l.i.ops.Address()+"/metrics", nil)
	require.NoError(l.t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(l.t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(l.t, err)
	require.NotEmpty(l.t, content)
	return string(content)
}

func (l *ladder) count(table string) (n int) {
	require.NoError(l.t, l.i.storage.db.Worker(l.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(l.t.Context(), "select count(*) from "+table).Scan(&n)
	}))
	return n
}
