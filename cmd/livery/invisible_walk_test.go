package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
)

// providerRoutes are those of the Provider section: they alone may name the level above, and to whom it concerns alone. A new one
// below its path that is not here fails the proof, and so does any other route that names the level above.
var providerRoutes = map[string]bool{ //nolint:gochecknoglobals // a table of this test
	"get-provider": true, "get-owed": true, "list-owed-days": true, "list-owed-entries": true, "export-provider-entries": true,
	"list-provider-papers": true, "get-provider-paper": true, "get-provider-slip": true, "list-provider-documents": true, "get-provider-document": true,
	"list-provider-agreed-documents": true, "get-provider-agreed-document": true, "get-provider-agreed-document-file": true,
	"provider-desk-page": true, "provider-list-tickets": true, "provider-get-ticket": true, "provider-get-attachment": true, "list-handed-looks": true,
}

// studioRoutes show what a brand inherits where it sets nothing of its own: colours of the level above, without a name.
var studioRoutes = map[string]bool{"get-brand-studio": true, "derive-brand": true, "discard-brand-draft": true} //nolint:gochecknoglobals // likewise

// fixedParams are path parameters that name nothing of a tenant.
var fixedParams = map[string]string{"z": "3", "x": "4", "y": "2", "stack": "inter-regular", "range": "0-255.pbf", "kind": "terms", "shelf": "macro"} //nolint:gochecknoglobals // likewise

// walker asks every route as one reader, and learns ids on the way.
type walker struct {
	*stage

	reader reader
	host   string
	censor *censor
	token  string
	left   int // requests until the session has asked as much as one may
	ids    map[string]string
}

// perSession is less than the requests that a session may send at once.
const perSession = 150

func (s *stage) walk(c *censor, r reader, host string) *walker {
	return &walker{stage: s, reader: r, host: host, censor: c, ids: map[string]string{}}
}

func (w *walker) session() string {
	if w.reader.login == "" {
		return ""
	}
	if w.left == 0 {
		w.token, w.left = w.signIn(w.host, w.reader.login), perSession
	}
	w.left--
	return w.token
}

// fill puts ids into a route's path: of what a list at the same place has told, else one of nobody's.
func (w *walker) fill(r door.Route) string {
	path := strings.ReplaceAll(r.Path, "*", "anything")
	for _, name := range r.Params() {
		mark := "/{" + name + "}"
		value, ok := fixedParams[name]
		if !ok {
			before, _, _ := strings.Cut(r.Path, mark)
			if value, ok = w.ids[before+" "+name]; !ok {
				if value, ok = w.ids[before]; !ok {
					value = uuid.NewString()
				}
			}
		}
		path = strings.Replace(path, mark, "/"+value, 1)
	}
	if strings.HasSuffix(path, "/track") {
		path += "?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z"
	}
	return path
}

// learn keeps the ids that the first thing of a list has, each under its name.
func (w *walker) learn(r door.Route, a seen) {
	var content any
	if a.status != http.StatusOK || json.Unmarshal([]byte(a.body), &content) != nil {
		return
	}
	var first func(any) bool
	first = func(node any) (found bool) {
		switch n := node.(type) {
		case []any:
			for _, item := range n {
				one, _ := item.(map[string]any)
				for name, value := range one {
					if id, ok := value.(string); ok && uuid.Validate(id) == nil {
						w.ids[r.Path+" "+name], found = id, true
						if name == "id" {
							w.ids[r.Path] = id
						}
					}
				}
				if found {
					return true
				}
			}
		case map[string]any:
			for _, name := range append([]string{"items"}, sortedKeys(n)...) {
				if first(n[name]) {
					return true
				}
			}
		}
		return false
	}
	first(content)
}

// clean fails if an answer tells what its reader may not know.
func (w *walker) clean(where string, named bool, a seen) {
	w.t.Helper()
	w.cleanOf(where, sight{named: named}, a)
}

func (w *walker) cleanOf(where string, in sight, a seen) {
	w.t.Helper()
	header := a.header.Clone()
	header.Del("Date")
	text := a.text
	if w.reader.realm.marked && a.status == http.StatusOK {
		text = w.unmarked(text)
	}
	for _, told := range []string{fmt.Sprint(header), text} {
		require.Empty(w.t, w.censor.betrayed(w.reader, in, told), "%s reads at %s: %s (%d)", w.reader.name, w.host, where, a.status)
	}
}

// markInSite and markInPage are the only places of the one mark: the foot of the site's pages, and what the sign-in page is given.
var (
	markInSite = regexp.MustCompile(`<a class="powered" href="([^"]*)" rel="noopener">[^<]*?([^<>]*)</a>`)
	markInPage = regexp.MustCompile(`,"mark":\{"name":"([^"]*)","url":"([^"]*)"\}`)
)

// unmarked is a page without the mark that its brand's plan asks for, which names the level right above and leads to its host.
func (w *walker) unmarked(text string) string {
	up := w.reader.realm.up
	for _, place := range []*regexp.Regexp{markInSite, markInPage} {
		text = place.ReplaceAllStringFunc(text, func(mark string) string {
			require.Contains(w.t, mark, up.brand.Name)
			require.Contains(w.t, mark, "https://"+up.starter)
			w.asked.marks++
			return ""
		})
	}
	return text
}

// reads asks all that can be read. It returns how many routes answered with something.
func (w *walker) reads() (answered int) {
	routes := slices.DeleteFunc(w.i.server.Routes(), func(r door.Route) bool {
		return r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/assets/") || r.Path == "/api/live"
	})
	slices.SortStableFunc(routes, func(a, b door.Route) int { return len(a.Params()) - len(b.Params()) })
	for _, r := range routes {
		path := w.fill(r)
		a := w.get(w.host, path, w.session())
		require.Less(w.t, a.status, 500, "%s %s: %s", w.reader.name, path, a.body)
		provider := strings.HasPrefix(r.Path, "/api/console/provider")
		require.Equal(w.t, provider, providerRoutes[r.ID] && r.ID != "", "%s (%s): the Provider section is listed here", r.Path, r.ID)
		if provider && !w.reader.provider {
			require.Contains(w.t, []int{http.StatusUnauthorized, http.StatusForbidden}, a.status, "%s reads %s", w.reader.name, path)
			w.asked.refused++
		}
		if r.Area == door.Staff {
			require.Equal(w.t, http.StatusNotFound, a.status, "%s reads %s", w.reader.name, path)
		}
		w.cleanOf(path, sight{named: provider && w.reader.provider, inherited: studioRoutes[r.ID]}, a)
		w.learn(r, a)
		if a.status == http.StatusOK {
			answered++
			if provider && strings.Contains(a.text, w.reader.realm.up.brand.Name) {
				w.asked.named++
			}
		}
	}
	return answered
}

// providerWrites are refused to whomever the Provider section is not for.
func (w *walker) providerWrites() {
	if w.reader.provider {
		return
	}
	for _, r := range w.i.server.Routes() {
		if r.Method == http.MethodGet || !strings.HasPrefix(r.Path, "/api/console/provider") {
			continue
		}
		path := r.Path
		for _, name := range r.Params() {
			path = strings.ReplaceAll(path, "{"+name+"}", uuid.NewString())
		}
		a := w.ask(r.Method, w.host, path, w.session(), []byte("{}"))
		require.Contains(w.t, []int{http.StatusUnauthorized, http.StatusForbidden}, a.status, "%s: %s %s", w.reader.name, r.Method, path)
		w.clean(r.Method+" "+path, false, a)
		w.asked.refused++
	}
}

// errs has every route refuse something, and looks at how it says so.
func (w *walker) errs() {
	var last []door.Route // what ends sessions
	try := func(r door.Route) {
		path := strings.ReplaceAll(r.Path, "*", "anything")
		for _, name := range r.Params() {
			path = strings.ReplaceAll(path, "{"+name+"}", uuid.NewString())
		}
		token := w.session()
		for _, body := range []string{`{"surely":"not this"}`, `{`} {
			a := w.ask(r.Method, w.host, path, token, []byte(body))
			require.Less(w.t, a.status, 500, "%s %s %s: %s", w.reader.name, r.Method, path, a.body)
			w.cleanOf(r.Method+" "+path, sight{inherited: studioRoutes[r.ID]}, a)
		}
	}
	for _, r := range w.i.server.Routes() {
		switch {
		case r.Method == http.MethodGet:
		case strings.HasPrefix(r.Path, "/api/session") || r.Path == "/api/acting":
			last = append(last, r)
		default:
			try(r)
		}
	}
	for _, r := range last {
		try(r)
		w.left = 0
	}
	for _, odd := range []struct {
		method, path string
		headers      []string
	}{
		{http.MethodPatch, "/", nil}, {http.MethodOptions, "/api/objects", nil}, {http.MethodHead, "/", nil}, {http.MethodGet, "/nothing.html", nil}, {http.MethodGet, "/api/nothing", nil},
		{http.MethodGet, "/api/objects?limit=many", nil}, {http.MethodGet, "/api/objects?after=rubbish", nil}, {http.MethodGet, "/%ff%00", nil}, {http.MethodGet, "/api/objects/not-an-id", nil},
		{http.MethodPost, "/api/session", []string{"Content-Encoding", "gzip"}}, {http.MethodPost, "/api/session", []string{"Content-Type", "text/plain"}},
		{http.MethodPost, "/api/session", []string{"Sec-Fetch-Site", "cross-site"}}, {http.MethodGet, "/", []string{"Authorization", "Bearer rubbish"}}, {http.MethodGet, "/platform", nil},
		{http.MethodGet, "/.well-known/openid-configuration", nil}, {http.MethodGet, "/.well-known/acme-challenge/x", nil}, {http.MethodGet, "/metrics", nil}, {http.MethodGet, "/healthz", nil},
	} {
		var body []byte
		if odd.method == http.MethodPost {
			body = []byte(`{"login":"` + strings.Repeat("x", 300) + `"}`)
		}
		w.clean(odd.method+" "+odd.path, false, w.ask(odd.method, w.host, odd.path, w.session(), body, odd.headers...))
	}
	w.clean("too much at once", false, w.ask(http.MethodPost, w.host, "/api/session", "", slices.Repeat([]byte("x"), 100<<10)))
}

// bundles are the files of the app: the same bytes for everybody, so they are looked at once a host. What the staff's area alone
// needs is not there.
func (w *walker) bundles() {
	list, err := os.ReadDir("../../web/dist/assets")
	require.NoError(w.t, err)
	require.NotEmpty(w.t, list)
	there, staff := 0, 0
	for _, file := range list {
		path := "/assets/" + file.Name()
		a := w.get(w.host, path, "")
		w.clean(path, false, a)
		switch {
		case a.status == http.StatusOK:
			there++
		case strings.HasPrefix(file.Name(), "platform-"):
			staff++
		}
	}
	require.Greater(w.t, there, len(list)/2)
	require.NotZero(w.t, staff, "the entry of the platform's area is not there")
}
