package api_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// bodies make each writing route do its work; a new one that is not here fails the proof.
var bodies = map[string]map[string]any{ //nolint:gochecknoglobals // a table of this test
	"sign-in":                 {"login": "nobody at all", "password": "nothing of the kind"},
	"sign-in-second":          {"token": "AAAA", "code": "123456"},
	"ask-second-passkey":      {"token": "AAAA"},
	"ask-passkey":             nil,
	"sign-in-passkey":         {"challenge": "AAAA", "credential": map[string]any{"id": "AAAA"}},
	"begin-totp":              {"password": "wrong"},
	"confirm-totp":            {"code": "123456"},
	"remove-totp":             {"password": "wrong"},
	"renew-recovery-codes":    {"password": "wrong"},
	"begin-passkey":           {"password": "wrong"},
	"add-passkey":             {"token": "AAAA", "name": "mine", "credential": map[string]any{"id": "AAAA"}},
	"rename-passkey":          {"name": "another name"},
	"remove-passkey":          {"password": secret},
	"reset-persons-factors":   nil,
	"change-sign-in-rules":    {"staff": []string{}, "customers": []string{"own"}},
	"add-webhook":             {"url": "https://example.com/hook", "topics": []string{"money"}},
	"change-webhook":          {"url": "https://example.com/hook", "topics": []string{"money"}, "on": true},
	"rotate-webhook-secret":   nil,
	"hear-webhook-events":     nil,
	"remove-webhook":          nil,
	"test-webhook":            nil,
	"replay-webhook":          {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"},
	"replay-webhook-call":     nil,
	"renew-session":           {"refresh_token": "AAAA"},
	"sign-out":                nil,
	"change-profile":          {"name": "another name"},
	"change-password":         {"current": "wrong", "password": "something else"},
	"end-session":             nil,
	"create-object":           {"name": "a new one"},
	"change-object":           {"name": "a changed one"},
	"delete-object":           nil,
	"block-object":            {"keep_data": true, "reason": "because"},
	"unblock-object":          nil,
	"bind-tracker":            {"protocol": "teltonika", "identity": "353861053849681"},
	"unbind-tracker":          nil,
	"create-group":            {"name": "a new group"},
	"change-group":            {"name": "a changed group"},
	"rename-group":            {"name": "a changed group"},
	"delete-group":            nil,
	"end-other-sessions":      nil,
	"add-person":              {"login": "another", "password": "a first password", "role": "viewer"},
	"change-person":           {"name": "another name"},
	"remove-person":           nil,
	"set-first-password":      {"password": "another first password"},
	"end-persons-sessions":    nil,
	"end-persons-session":     nil,
	"make-role":               {"name": "a new role", "bundles": []string{"fleet view"}},
	"change-role":             {"name": "a changed role", "bundles": []string{"fleet view"}},
	"delete-role":             nil,
	"invite":                  {"name": "Somebody", "role": "viewer"},
	"resend-invitation":       nil,
	"revoke-invitation":       nil,
	"make-key":                {"name": "a new key", "bundles": []string{"fleet view"}, "expires_at": "2027-06-01T00:00:00Z"},
	"revoke-key":              nil,
	"offer-ownership":         {"user": "01890000-0000-7000-8000-000000000000", "password": "wrong"},
	"accept-ownership":        {"password": "wrong"},
	"end-ownership-offer":     nil,
	"read-invitation":         {"token": "AAAA"},
	"accept-invitation":       {"token": "AAAA", "login": "somebody", "password": "a password of theirs"},
	"activate-tracker":        {"code": "AAAA-AAAA-AAAA", "name": "an activated one"},
	"ask-for-tracker":         {"note": "mine"},
	"ask":                     {"subject": "a question", "body": "How does it work?"},
	"reply":                   {"body": "Anybody there?"},
	"confirm-ticket":          nil,
	"withdraw":                nil,
	"unwithdraw":              nil,
	"name-in-ticket":          {"user": "01890000-0000-7000-8000-000000000000", "sees": true},
	"tell-facts":              {"facts": map[string]string{"before": "restarted"}},
	"provider-tell-facts":     {"facts": map[string]string{"before": "restarted"}},
	"learn-facts":             {"facts": map[string]string{"before": "restarted"}},
	"give-secret":             {"label": "ssh", "value": "a secret", "hours": 2},
	"end-secret":              nil,
	"provider-ask":            {"subject": "a question", "body": "How does it work?"},
	"provider-reply":          {"body": "Anybody there?"},
	"provider-confirm-ticket": nil,
	"provider-withdraw":       nil,
	"provider-unwithdraw":     nil,
	"provider-name-in-ticket": {"user": "01890000-0000-7000-8000-000000000000", "sees": true},
	"provider-give-secret":    {"label": "ssh", "value": "a secret", "hours": 2},
	"provider-end-secret":     nil,
	"grant-look":              {"object": "01890000-0000-7000-8000-000000000000", "hours": 2},
	"revoke-look":             nil,
	"hand-look-on":            {"through": "01890000-0000-7000-8000-000000000000"},
	"look-at-device":          nil,
	"answer-ticket":           {"body": "So it is."},
	"note-in-ticket":          {"body": "Looked."},
	"change-ticket":           {"critical": true, "reason": "because"},
	"refuse-ticket":           {"refusal": "spam", "reason": "because"},
	"reopen-ticket":           nil,
	"unrefuse-ticket":         nil,
	"group-ticket":            {"lead": "01890000-0000-7000-8000-000000000000"},
	"ungroup-ticket":          nil,
	"split-ticket":            {"message": "01890000-0000-7000-8000-000000000000", "subject": "another"},
	"read-secret":             nil,
	"note-call":               {"name": "Somebody", "subject": "by phone", "body": "They called."},
	"preview-escalation":      {},
	"escalate-ticket":         {"subject": "a question", "body": "How does it work?"},
	"set-desk-promises": {"gold_minutes": 60, "silver_minutes": 120, "other_minutes": 240, "second_line_minutes": 480, "critical_minutes": 30, "deadline_days": 3,
		"reopen_days": 14, "clarifications": 2, "page_emails": []string{}},
	"set-desk-webhook":                  {"url": "https://pager.example/hook", "secret": "s"},
	"set-desk-page":                     {"languages": []string{"en"}, "phone": "", "hours": "", "complaints_name": "", "complaints_contact": "", "channels": []string{}},
	"set-desk-calendar":                 {"name": "days", "zone": "UTC", "spans": []map[string]int{{"day": 1, "from": 0, "to": 600}}, "holidays": []string{}},
	"set-desk-team":                     {"name": "first", "line": 1, "members": []string{}},
	"set-desk-category":                 {"names": map[string]string{"en": "all"}, "scope": "service"},
	"add-desk-address":                  {"address": "help@example.com", "kind": "normal"},
	"set-desk-mailbox":                  {"host": "imap.example.com", "port": 993, "tls": "tls", "user": "help", "password": "p", "afterwards": "seen"},
	"check-desk-mailbox":                {"host": "127.0.0.1", "port": 9, "tls": "tls", "user": "help", "password": "p", "afterwards": "seen"},
	"remove-desk-mailbox":               nil,
	"set-desk-translator":               {"url": "https://translate.example.com", "key": "k"},
	"check-desk-translator":             {"url": "https://translate.example.com", "key": "k"},
	"remove-desk-translator":            nil,
	"translate-message":                 {"to": "en"},
	"translate-draft":                   {"body": "So it is.", "to": "ru"},
	"set-desk-macro":                    {"name": "hello", "texts": map[string]string{"en": "Hello!"}},
	"set-desk-product":                  {"name": "Local", "version": "1", "released_on": "2026-01-01T00:00:00Z"},
	"add-desk-duty":                     {"user": "01890000-0000-7000-8000-000000000000", "starts": "2026-12-01T00:00:00Z", "ends": "2026-12-02T00:00:00Z"},
	"keep-desk-view":                    {"name": "mine", "filter": map[string]any{"mine": true}},
	"share-desk-view":                   {"name": "ours", "filter": map[string]any{"mine": true}},
	"order-desk-views":                  {"views": []string{}},
	"look-at-ticket":                    {"writing": true},
	"look-away-from-ticket":             nil,
	"drop-desk-view":                    nil,
	"drop-shared-desk-view":             nil,
	"remove-from-desk":                  nil,
	"create-plan":                       {"name": "a new plan", "terms": map[string]any{"price": map[string]any{"amount": 500, "currency": "EUR"}, "period": "month", "limits": map[string]any{}}},
	"change-plan":                       {"description": "a changed plan"},
	"publish-plan":                      {"in_force_from": "2027-06-01T00:00:00Z", "terms": map[string]any{"price": map[string]any{"amount": 600, "currency": "EUR"}, "period": "month", "limits": map[string]any{}}},
	"withdraw-plan":                     nil,
	"create-package":                    {"name": "a new package", "unit": "SMS", "contents": map[string]any{"price": map[string]any{"amount": 500, "currency": "EUR"}, "quantity": 100}},
	"change-package":                    {"description": "a changed package"},
	"publish-package":                   {"in_force_from": "2027-06-01T00:00:00Z", "contents": map[string]any{"price": map[string]any{"amount": 500, "currency": "EUR"}, "quantity": 90}},
	"withdraw-package":                  nil,
	"change-agreement":                  {"limits": map[string]any{"objects": 100}},
	"agree-price":                       {"item": "01890000-0000-7000-8000-000000000000", "price": map[string]any{"amount": 400, "currency": "EUR"}},
	"end-agreed-price":                  nil,
	"add-stock":                         {"protocol": "teltonika", "identity": "356307042441013"},
	"import-stock":                      {"protocol": "teltonika", "text": "490154203237518"},
	"change-stock":                      {"note": "another note", "operator_owned": true},
	"delete-stock":                      nil,
	"make-stock-codes":                  {"trackers": []string{"01890000-0000-7000-8000-000000000000"}},
	"hand-out-stock":                    {},
	"take-back-stock":                   nil,
	"buy-package":                       {"version": "01890000-0000-7000-8000-000000000000"},
	"preview-subscriptions":             {"doing": "pause", "objects": []string{"01890000-0000-7000-8000-000000000000"}},
	"change-subscriptions":              {"doing": "stop", "objects": []string{"01890000-0000-7000-8000-000000000000"}},
	"preview-subscriptions-of-customer": {"doing": "pause", "objects": []string{"01890000-0000-7000-8000-000000000000"}},
	"change-subscriptions-of-customer":  {"doing": "stop", "objects": []string{"01890000-0000-7000-8000-000000000000"}},
	"begin-topup":                       {"currency": "EUR", "amount": 500},
	"stop-autopay":                      nil,
	"agree-autopay":                     {"currency": "EUR", "amount": 500, "below": 500, "month_most": 900, "words": "agreed"},
	"take-cash":                         {"customer": "01890000-0000-7000-8000-000000000000", "currency": "EUR", "amount": 500, "comment": "cash"},
	"import-statement":                  {"name": "a file", "file": "bm90aGluZw=="},
	"assign-payment":                    {"customer": "01890000-0000-7000-8000-000000000000"},
	"return-payment":                    {"comment": "sent back"},
	"begin-payout":                      {"customer": "01890000-0000-7000-8000-000000000000", "currency": "EUR", "commission": 0, "recipient": "R", "bank_account": "A"},
	"note-payout-sent":                  nil,
	"cancel-payout":                     {"comment": "a wrong account"},
	"note-payout-returned":              {"comment": "it came back"},
	"own-payment":                       {"from": "stripe"},
	"reverse-receipt":                   nil,
	"keep-receipt":                      nil,
	"connect-stripe":                    {"secret_key": "not a key"},
	"disconnect-stripe":                 nil,
	"hear-stripe":                       {},
	"search-identity":                   {"value": "490154203237518", "reason": "because"},
	"release-identity":                  {"reason": "because"},
	"transfer-identity":                 {"reason": "because"},
	"refuse-tracker-request":            {"reason": "because"},
	"report":                            {},
	"report-position":                   {},
	"ask-reset":                         {"login": "nobody at all"},
	"read-reset":                        {"token": "AAAA"},
	"reset-password":                    {"token": "AAAA", "password": "a password of theirs"},
	"confirm-email":                     {"token": "AAAA"},
	"undo-email":                        {"token": "AAAA"},
	"report-stolen":                     {"login": "nobody at all", "contact": "by pigeon"},
	"change-email":                      {"email": "another@example.com", "password": "wrong"},
	"cancel-email":                      nil,
	"look-up-stolen":                    nil,
	"tick-stolen":                       {"item": "person", "ticked": true},
	"block-stolen":                      nil,
	"restore-stolen":                    {},
	"refuse-stolen":                     {"reason": "because"},
	"upload-import":                     {"customer": "somebody"},
	"discard-import":                    nil,
	"check-import":                      {"mapping": []string{"customer"}},
	"start-import":                      nil,
	"undo-import":                       nil,
	"take-import-passwords":             nil,
	"move-objects":                      {"ids": []string{"01890000-0000-7000-8000-000000000000"}, "group": nil},
	"block-objects":                     {"ids": []string{"01890000-0000-7000-8000-000000000000"}, "keep_data": true},
	"unblock-objects":                   {"ids": []string{"01890000-0000-7000-8000-000000000000"}},
	"delete-objects":                    {"ids": []string{"01890000-0000-7000-8000-000000000000"}},
	"export-objects":                    {"ids": []string{"01890000-0000-7000-8000-000000000000"}},
	"change-contract":                   {"tier": "silver"},
	"add-note":                          {"text": "a note"},
	"remove-note":                       nil,
	"change-realm-settings":             {"name": "another name", "locale": "en", "time_zone": "UTC", "support": map[string]any{"email": "", "phone": "", "hours": ""}},
	"change-start":                      {"later": []string{"domain"}, "put_away": true},
	"act-in":                            {"reason": "to look what is wrong", "minutes": 30},
	"grant-access":                      {"reason": "to look what is wrong", "hours": 2},
	"revoke-grant":                      nil,
	"end-acting":                        nil,
	"enter-acting":                      {"token": "AAAA"},
	"leave-acting":                      nil,

	// what a realm answers on
	"change-mail-sender":       {"mode": "neutral", "name": "another name"},
	"check-mail-sender":        nil,
	"test-mail-sender":         nil,
	"lift-mail-suppression":    nil,
	"add-recipient":            {"address": "accountant@example.org", "locale": "en", "kinds": []string{"payments"}},
	"change-recipient":         {"locale": "en", "kinds": []string{"prices"}},
	"ask-recipient":            nil,
	"remove-recipient":         nil,
	"answer-letter":            nil,
	"stop-letters":             nil,
	"ask-for-domain":           {"host": "another.test"},
	"check-domain":             nil,
	"make-domain-primary":      {"redirect_others": true},
	"redirect-domain":          {"redirects": true},
	"tell-domain-passkeys":     {},
	"bring-domain-certificate": {"chain": "none", "key": "none"},
	"drop-domain-certificate":  nil,
	"remove-domain":            nil,
	"save-brand-draft":         {"name": "another", "tokens": map[string]any{"primary": "#123456"}, "locked": []any{}, "dress": map[string]any{}},
	"preview-brand-draft":      nil,
	"publish-brand":            {"note": "note"},
	"upload-brand-picture":     nil,
	"restore-brand":            nil,
	"discard-brand-draft":      nil,
	"save-brand-letter":        {"subject": "Another", "body": "Another text: {{until}}"},
	"reset-brand-letter":       nil,
	"lock-brand-letter":        {"locked": true},
	"show-brand-letter":        {"subject": "Another", "body": "Another text: {{until}}"},
	"draw-brand-paper":         {"body": "Another text"},
	"test-brand-letter":        {"subject": "Another", "body": "Another text: {{until}}"},
	"release-host":             {"reason": "because"},
	"try-messages-again":       {},

	"book-by-hand":        {"kind": "bonus", "currency": "EUR", "amount": 100, "reason": "because"},
	"reverse-transaction": {"reason": "because"},
	"give-credit":         {"currency": "EUR", "credit": 100, "reason": "because"},
	"put-agreement-file":  {"name": "a file", "file": "JVBERi0xLjQ="},
	"change-ladder":       {"warned": 0, "activations": 7, "console": 14},
	"change-entity": {"name": "another name", "address": "", "phone": "", "email": "", "registration": "", "tax_number": "", "tax_reason": "", "bank_name": "",
		"bank_account": "", "bank_code": "", "correspondent": ""},
	"credit-invoice": {"amount": 1, "reason": "because"},
	"refund-payment": {"amount": 1},

	"sign-up": {"customer": "person", "name": "Somebody", "login": "somebody new", "email": "new@example.com", "password": "a password of theirs",
		"country": "FI", "time_zone": "Europe/Helsinki", "accepted": []string{}},
	"ask-before-sign-up": {"name": "Somebody", "email": "somebody@example.com", "question": "What does it cost?"},
	"confirm-sign-up":    {"token": "AAAA"},
	"confirm-business":   {"token": "AAAA"},
	"ask-for-business": {"company": "New Fleet", "name": "Somebody", "email": "new@example.com", "password": "a password of theirs", "host": "new-fleet", "country": "FI",
		"time_zone": "UTC", "locale": "en", "accepted": []string{}},
	"change-partner-settings": {"mode": "closed", "plans": []string{}},
	"use-under-documents":     nil,
	"accept-documents":        nil,
	"resend-confirmation":     nil,
	"change-sign-up-settings": {"mode": "open", "customers": []string{"person"}, "person_fields": []string{}, "entity_fields": []string{}, "free_objects": 1},
	"approve-application":     {},
	"refuse-application":      {"reason": "because"},
	"settle-question":         nil,
	"erase-application":       nil,
	"erase-question":          nil,
	"export-application":      nil,
	"export-question":         nil,
	"revoke-persons-key":      nil,
	"erase-person":            nil,
	"export-person":           nil,
	"close-account":           {"confirm": "whatever", "password": "not this one"},
	"post-document": {"kind": "terms", "effective_at": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339),
		"texts": []map[string]string{{"locale": "en", "title": "New terms", "body": "All is new."}}},
	"preview-document":  {"texts": []map[string]string{{"locale": "en", "title": "New terms", "body": "All is new at {{brand}}."}}},
	"withdraw-document": nil, "accept-provider-documents": nil,
	"agree-document":       {"kind": "sms", "file": "01890000-0000-7000-8000-000000000000", "texts": []any{}},
	"end-agreed-document":  {},
	"restore-object":       nil,
	"open-customer":        {"kind": "account", "name": "a new customer", "owner": map[string]any{"email": "somebody@example.com"}},
	"change-customer":      {"name": "a changed customer"},
	"invite-owner":         {"email": "somebody@example.com"},
	"suspend-customer":     {"ground": "spam", "reason": "because"},
	"lift-suspension":      nil,
	"close-customer":       nil,
	"announce-maintenance": {"starts_at": "2099-01-01T00:00:00Z", "ends_at": "2099-01-01T01:00:00Z"}, "cancel-maintenance": nil,
	"restore-customer": nil, "warn-dormant-account": nil, "remove-dormant-account": nil,
	"move-customer": {"customer": "01890000-0000-7000-8000-000000000000", "to": "01890000-0000-7000-8000-000000000001"},
	"preview-move":  {"customer": "01890000-0000-7000-8000-000000000000", "to": "01890000-0000-7000-8000-000000000001"},
}

// asksForPassword are routes that wrong passwords would slow down.
var asksForPassword = map[string]bool{"change-password": true, "offer-ownership": true, "accept-ownership": true, "change-email": true, "close-account": true,
	"begin-totp": true, "confirm-totp": true, "remove-totp": true, "renew-recovery-codes": true, "begin-passkey": true} //nolint:gochecknoglobals // likewise

// staffDecides are the routes whose ids are others' by design, for the platform's staff alone: whose a device is that two
// tenants claim, or a host. Packages fleet and domains prove who may, and what comes of it.
var staffDecides = map[string]bool{"release-identity": true, "transfer-identity": true, "refuse-tracker-request": true, "release-host": true} //nolint:gochecknoglobals // likewise

// fixed are path parameters that name nothing of a tenant.
var fixed = map[string]string{"z": "3", "x": "4", "y": "2", "stack": "inter-regular", "range": "0-255.pbf", "kind": "terms", "shelf": "macro", "letter": "closed", "language": "en", "topic": "mail"} //nolint:gochecknoglobals // likewise

type answer struct {
	status  int
	body    string
	headers string
}

func (w *world) ask(r door.Route, host, token string, param func(name string) string) answer {
	w.t.Helper()
	path := strings.ReplaceAll(r.Path, "*", "anything")
	for _, name := range r.Params() {
		path = strings.ReplaceAll(path, "{"+name+"}", param(name))
	}
	if r.ID == "delete-object" {
		path += "?confirm=whatever"
	}
	if strings.HasSuffix(path, "/track") {
		path += "?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z"
	}
	var content map[string]any
	if r.Method != http.MethodGet {
		var known bool
		content, known = bodies[r.ID]
		require.True(w.t, known, "%s %s (%s) is new: give the proof a body for it", r.Method, r.Path, r.ID)
	}
	return w.send(r.Method, path, host, token, content)
}

func (w *world) send(method, path, host, token string, content map[string]any) answer {
	w.t.Helper()
	var body io.Reader
	if content != nil {
		body = bytes.NewReader(encoded(content))
	}
	request := httptest.NewRequest(method, path, body)
	request.Host = host
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := w.server.App().Test(request, -1)
	require.NoError(w.t, err)
	defer response.Body.Close()
	told, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	response.Header.Del("Date")
	return answer{response.StatusCode, string(told), fmt.Sprint(response.Header)}
}

func idsOf(n *node) func(string) string {
	return func(name string) string {
		if v, ok := fixed[name]; ok {
			return v
		}
		return n.ids[name]
	}
}

func random(name string) string {
	if v, ok := fixed[name]; ok {
		return v
	}
	return uuid.NewString()
}

// asking is a route that somebody asks, and whose ids they name: of each of these tenants, nil: of nobody.
type asking struct {
	route   door.Route
	victims []*node
}

// askings are what each tenant asks: every route, with the ids of every other. Under the race detector each route is asked once,
// as somebody and with ids of somebody that its name decides on.
func (w *world) askings() map[*node][]asking {
	type relation struct{ caller, victim *node }
	all := map[*node][]asking{}
	for _, r := range w.server.Routes() {
		if asksForPassword[r.ID] || r.Area == door.Public && r.Method != http.MethodGet {
			continue // asked below, where they cannot slow down what follows
		}
		var relations []relation
		for _, caller := range w.nodes {
			victims := []*node{nil}
			if foreign(r) && (!staffDecides[r.ID] || caller.scope.Kind() != tenant.Platform) {
				victims = w.nodes
			}
			for _, victim := range victims {
				if victim == caller || victim != nil && victim.below(caller) && reachesDown(r) {
					continue
				}
				if r.Area == door.Public && victim != nil && victim == w.realmOf(caller) {
					continue // what a realm shows to anybody on its host is nothing foreign there
				}
				relations = append(relations, relation{caller, victim})
			}
		}
		if racing.Part(w.t) {
			name := fnv.New32a()
			_, _ = name.Write([]byte(r.Method + r.Path))
			one := int(name.Sum32() % uint32(len(relations)))
			relations = relations[one : one+1]
		}
		for _, one := range relations {
			asks := all[one.caller]
			if n := len(asks); n == 0 || asks[n-1].route.Method != r.Method || asks[n-1].route.Path != r.Path {
				asks = append(asks, asking{route: r})
			}
			asks[len(asks)-1].victims = append(asks[len(asks)-1].victims, one.victim)
			all[one.caller] = asks
		}
	}
	return all
}

// prove asks every route as every tenant, with the ids of every other, and returns how many answers were looked at.
func (w *world) prove(strict bool) int {
	t := w.t
	asked, all := 0, w.askings()
	for _, caller := range w.nodes {
		before := w.sums()
		require.NotEmpty(t, all[caller], "%s asks nothing", caller.name)
		for _, each := range all[caller] {
			r := each.route
			for _, name := range r.Params() {
				if _, ok := fixed[name]; !ok {
					require.NotEmpty(t, caller.ids[name], "%s has a parameter {%s}: give the proof an id for it", r.Path, name)
				}
			}
			// One's own audit names the customers that one's people have acted in.
			listing := r.Area == door.Reselling || r.Area == door.Staff || r.Operation == access.AuditRead
			// What is not there is answered alike whoever asks for which: one answer serves the route, and is compared with each.
			unknown := sync.OnceValue(func() answer { return w.ask(r, caller.host, caller.token, random) })
			for _, victim := range each.victims {
				where := fmt.Sprintf("%s asks %s %s", caller.name, r.Method, r.Path)
				param := random
				if victim != nil {
					where += " of " + victim.name
					param = idsOf(victim)
				}
				got := w.ask(r, caller.host, caller.token, param)
				asked++
				require.Less(t, got.status, 500, "%s: %s", where, got.body)
				known := w.realmOf(caller)
				if r.Operation == access.ProviderRead || r.Operation == access.OwedRead {
					known = caller.up // whom it is there to name
				}
				require.Empty(t, w.betrayed(caller, known, listing, got.body+got.headers), "%s: %s", where, got.body)
				require.Empty(t, w.betrayed(caller, w.realmOf(caller), listing, w.log.take()), "%s, in the log", where)
				if victim != nil && victim == caller.up && r.Operation == access.ProviderRead && got.status < 300 {
					continue // what of its provider binds a reseller is there for it to read
				}
				if victim != nil && listing && victim.below(caller) && (got.status < 300 || got.status == http.StatusForbidden) {
					continue // those above may know that it is there; its words were looked at
				}
				if victim != nil {
					require.Equal(t, unknown(), got, "%s: a foreign id is told from a random one", where)
					if strict {
						require.Contains(t, []int{http.StatusNotFound, http.StatusForbidden}, got.status, "%s: %s", where, got.body)
					} else {
						require.GreaterOrEqual(t, got.status, 400, "%s: %s", where, got.body)
					}
				}
			}
		}
		w.unchanged(before, caller.scope.Tenant(), caller.name)
	}
	return asked
}

// reachesDown tells whether a route is for tenants below the caller's: of those it does tell.
func reachesDown(r door.Route) bool {
	return (r.Area == door.Reselling || r.Area == door.Staff) && (slices.Contains(r.Params(), "tenant") || slices.Contains(r.Params(), "customer"))
}

func foreign(r door.Route) bool {
	for _, name := range r.Params() {
		if _, ok := fixed[name]; !ok {
			return true
		}
	}
	return false
}

func TestEachTenantSeesOnlyItsOwnOnEveryRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	asked := w.prove(true)
	t.Logf("isolation: %d routes, %d tenants, %d answers looked at", len(w.server.Routes()), len(w.nodes), asked)
}

func TestWithTheApplicationsChecksTakenOutRowLevelSecurityHoldsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, everything{})
	asked := w.prove(false)
	t.Logf("isolation without the application's checks: %d answers looked at", asked)
}

func TestNobodyAnExpiredSessionAndAnotherHostGetTheSameBytesEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	caller := w.node("first")
	var nobody, elsewhere *answer
	for _, r := range w.server.Routes() {
		if r.Area == door.Public {
			continue
		}
		host := caller.host
		if r.Area == door.Staff {
			host = w.node("root").host
		}
		got := w.ask(r, host, "", idsOf(caller))
		require.Equal(t, http.StatusUnauthorized, got.status, "%s %s", r.Method, r.Path)
		if nobody == nil {
			nobody = &got
		}
		require.Equal(t, *nobody, got, "%s %s, nobody", r.Method, r.Path)
		if r.Area == door.Staff {
			root := w.node("root")
			require.Equal(t, *nobody, w.ask(r, host, root.expired, idsOf(root)), "%s %s, expired", r.Method, r.Path)
			continue
		}
		require.Equal(t, *nobody, w.ask(r, host, caller.expired, idsOf(caller)), "%s %s, expired", r.Method, r.Path)
		require.Equal(t, *nobody, w.ask(r, host, "rubbish", idsOf(caller)), "%s %s, rubbish", r.Method, r.Path)
		other := w.ask(r, w.node("south").host, caller.token, idsOf(caller))
		require.Equal(t, http.StatusMisdirectedRequest, other.status, "%s %s", r.Method, r.Path)
		if elsewhere == nil {
			elsewhere = &other
		}
		require.Equal(t, *elsewhere, other, "%s %s, another host", r.Method, r.Path)
	}
}

func TestOnABrandsHostStaffRoutesAreNotThereAndNothingNamesThePlatform(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	missing := w.ask(door.Route{Method: http.MethodGet, Path: "/api/nothing-of-the-kind"}, north.host, north.token, random)
	require.Equal(t, http.StatusNotFound, missing.status)
	for _, r := range w.server.Routes() {
		for _, token := range []string{"", north.token, w.node("root").token} {
			if r.Area == door.Staff {
				require.Equal(t, missing, w.ask(r, north.host, token, random), "%s %s", r.Method, r.Path)
			}
		}
		if r.Area != door.Public || r.Method != http.MethodGet {
			continue
		}
		got := w.ask(r, north.host, "", random)
		require.NotContains(t, strings.ToLower(got.body+got.headers), "livery", "%s %s", r.Method, r.Path)
		require.Empty(t, w.betrayed(nil, north, false, got.body+got.headers), "%s %s", r.Method, r.Path)
	}
	unknown := w.ask(door.Route{Method: http.MethodGet, Path: "/"}, "unknown.test", "", random)
	require.Equal(t, http.StatusNotFound, unknown.status)
	require.Empty(t, w.betrayed(nil, nil, false, unknown.body+unknown.headers))
	require.NotContains(t, strings.ToLower(unknown.body+unknown.headers), "livery")
}
