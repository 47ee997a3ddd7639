package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/fasthttp/websocket"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// level is a tenant of the proof's tree with its people.
type level struct {
	name, host string
	scope      db.Scope
	up         *level
	// ids of its people by their roles.
	people map[string]uuid.UUID
	// token of its owner.
	token string
}

func (l *level) login(role string) string   { return l.name + " " + role }
func (l *level) address(role string) string { return role + "@" + l.name + ".example" }

// ladder is an installation with a tree of four levels, and all that its two upper ones are told:
//
//	root ── north ── harbour ── deep
type ladder struct {
	*stage

	root, north, harbour, deep *level
	log                        kept
	// called are the bodies that webhooks of the upper levels were sent, pushed what their sockets were.
	called, pushed kept
	hooks          *httptest.Server
}

// kept is text that comes from several sides.
type kept struct {
	mu    sync.Mutex
	all   bytes.Buffer
	count int
}

func (k *kept) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.count++
	return k.all.Write(p)
}

func (k *kept) told() (string, int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all.String(), k.count
}

// roles of people at each level that has a desk.
func rolesOfDesks() []string {
	return []string{identity.Owner, "admin", "billing", "support", "operator", "viewer"}
}

func climb(t *testing.T) *ladder {
	t.Helper()
	l := &ladder{}
	l.stage, _ = build(t, testdb.URL(t), slog.New(slog.NewJSONHandler(&l.log, &slog.HandlerOptions{Level: slog.LevelDebug})), "LIVERY_WEBHOOKS_PRIVATE=true", "LIVERY_LETTERS_LISTEN=127.0.0.1:0",
		"LIVERY_METRICS_LISTEN=127.0.0.1:0", "LIVERY_LETTERS_MIN_FREE_DISK=64MiB", "LIVERY_LETTERS_MAX_BYTES=1GiB")
	l.root = l.add("root", nil, tenant.Platform)
	l.north = l.add("north", l.root, tenant.Reseller)
	l.harbour = l.add("harbour", l.north, tenant.Reseller)
	l.deep = l.add("deep", l.harbour, tenant.Account)
	l.hooks = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body) // what does not come is not looked at
		_, _ = fmt.Fprintf(&l.called, "%s %v\n%s\n", r.URL, r.Header, content)
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(l.hooks.Close)
	l.start()
	for _, each := range []*level{l.root, l.north, l.harbour, l.deep} {
		each.token = l.signIn(each.host, each.login(identity.Owner))
	}
	for _, each := range l.above() {
		l.hear(each)
	}
	for _, each := range []*level{l.root, l.north, l.harbour} {
		l.opens(each)
	}
	return l
}

// above are the levels that nothing of deep's may reach.
func (l *ladder) above() []*level { return []*level{l.north, l.root} }

func (l *ladder) add(name string, up *level, kind tenant.Kind) *level {
	ctx, made := l.t.Context(), &level{name: name, up: up, people: map[string]uuid.UUID{}}
	var opened tenant.Opened
	var err error
	roles := rolesOfDesks()
	if up == nil {
		opened, err = l.i.tenants.OpenPlatform(ctx, tenant.Opening{Name: name})
	} else {
		opened, err = l.i.tenants.Open(ctx, up.scope, tenant.Opening{Kind: kind, Name: name})
	}
	require.NoError(l.t, err)
	made.scope, err = l.i.tenants.Scope(ctx, opened.ID, opened.ID)
	require.NoError(l.t, err)
	if kind == tenant.Account {
		made.host, roles = up.host, []string{identity.Owner, "viewer"}
	} else {
		made.host = name + "." + neutralZone
		require.NoError(l.t, l.i.tenants.GiveHost(ctx, opened.ID, made.host, true))
	}
	for _, role := range roles {
		made.people[role], err = l.i.people.Add(ctx, made.scope, identity.NewUser{Login: made.login(role), Email: made.address(role), Name: "The " + role + " of " + name, Locale: "en", Password: demoPassword, Role: role})
		require.NoError(l.t, err)
	}
	return made
}

// hear gives a level a webhook for everything, and a socket.
func (l *ladder) hear(at *level) {
	l.must(http.MethodPost, at, "/api/webhooks", map[string]any{"url": l.hooks.URL + "/" + at.name,
		"topics": []string{"applications", "customers", "documents", "domains", "money", "objects", "subscriptions", "tickets"}})
	dialer := websocket.Dialer{NetDialTLSContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		return l.client.Transport.(*http.Transport).DialTLSContext(ctx, network, address)
	}}
	conn, answer, err := dialer.Dial("wss://"+at.host+"/api/live", http.Header{"Authorization": {"Bearer " + at.token}, "Origin": {"https://" + at.host}})
	require.NoError(l.t, err)
	_ = answer.Body.Close()
	var ended sync.WaitGroup
	ended.Go(func() {
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				return
			}
			_, _ = fmt.Fprintf(&l.pushed, "%s: %s\n", at.name, message)
		}
	})
	l.t.Cleanup(func() {
		_ = conn.Close()
		ended.Wait()
	})
}

// opens a desk with two addresses, whose critical tickets wake its people by letter.
func (l *ladder) opens(at *level) {
	for _, kind := range []string{"normal", "critical"} {
		l.must(http.MethodPut, at, "/api/console/desk/addresses", map[string]any{"address": kind + "@" + at.host, "kind": kind})
	}
	l.must(http.MethodPut, at, "/api/console/desk/promises", map[string]any{"gold_minutes": 60, "silver_minutes": 120, "other_minutes": 240, "second_line_minutes": 480,
		"critical_minutes": 30, "deadline_days": 3, "reopen_days": 14, "clarifications": 2, "page_emails": []string{at.address("owner"), at.address("support")}})
}

// must ask as the owner of a level, and be answered.
func (l *ladder) must(method string, at *level, path string, content any) map[string]any {
	l.t.Helper()
	var body []byte
	if content != nil {
		var err error
		body, err = json.Marshal(content)
		require.NoError(l.t, err)
	}
	answer := l.ask(method, at.host, path, at.token, body)
	require.Less(l.t, answer.status, 300, "%s %s of %s: %s", method, path, at.name, answer.body)
	return answer.json()
}

// settled waits until all that was to be sent has been.
func (l *ladder) settled() {
	l.t.Helper()
	l.await(func() bool {
		var waiting int
		require.NoError(l.t, l.i.storage.db.Worker(l.t.Context(), func(tx *db.Tx) error {
			return tx.QueryRow(l.t.Context(), `select (select count(*) from outbox where due_at <= now() or last_error <> '') + (select count(*) from webhook_deliveries where due_at is not null)`).Scan(&waiting)
		}))
		return waiting == 0
	})
}

// findsNone fails if a text holds one of the words.
func findsNone(t *testing.T, words map[string]string, where, text string) {
	t.Helper()
	low := strings.ToLower(text)
	for place, word := range words {
		if i := strings.Index(low, word); i >= 0 {
			require.Fail(t, "a canary is above", "the %s of a ticket below stands in %s: …%s…", place, where, text[max(0, i-200):min(len(text), i+200)])
		}
	}
}
