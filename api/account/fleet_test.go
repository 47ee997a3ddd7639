package account_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fasthttp/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/api/account"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// fasthttp has a clock that never ends, and a sweeper that ends within ten seconds.
func TestMain(m *testing.M) {
	testdb.Main(m, goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

const (
	host  = "brand.test"
	imei1 = "353861053849681"
	imei2 = "356307042441013"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// tokens are sessions of this test's making: the token is the role, and a dash stands for an ended one.
// Billing's ends right after it was checked for the first time.
type tokens struct {
	account uuid.UUID
	checks  *atomic.Int64
}

func (s tokens) Read(token string) (identity.Claims, error) {
	if token != string(access.Owner) && token != string(access.Viewer) && token != string(access.Billing) {
		return identity.Claims{}, errs.New(errs.Unauthenticated, "unauthenticated", "")
	}
	return identity.Claims{Host: host, Tenant: s.account, User: user(token), Session: user(token)}, nil
}

func (s tokens) Check(_ context.Context, _ db.Scope, c identity.Claims) (identity.Standing, error) {
	if c.User == user(string(access.Viewer)) {
		return identity.Standing{Role: string(access.Viewer), SeesAll: true}, nil
	}
	if c.User == user(string(access.Billing)) && s.checks.Add(1) > 1 {
		return identity.Standing{}, errs.New(errs.Unauthenticated, "signed_out", "Sign in.")
	}
	return identity.Standing{Role: string(access.Owner), SeesAll: true}, nil
}

func (s tokens) ReadKey(context.Context, string, string) (identity.Claims, error) {
	return identity.Claims{}, errs.New(errs.Unauthenticated, "signed_out", "Sign in.")
}

func (s tokens) Changes() (<-chan struct{}, func()) { return nil, func() {} }

func (s tokens) Fallen(context.Context, []identity.Claims) (map[uuid.UUID]bool, error) {
	return nil, nil
}

func user(role string) uuid.UUID { return uuid.NewSHA1(uuid.Nil, []byte(role)) }

// wire takes the place of the live events and of the gateway.
type wire struct {
	subscribed chan func([]byte)
	realm      uuid.UUID
	request    protocol.HTTPRequest
	fail       error
}

func (w *wire) Subscribe(_ uuid.UUID, fn func([]byte)) func() {
	w.subscribed <- fn
	return func() {}
}

func (w *wire) HTTP(_ context.Context, realm uuid.UUID, r protocol.HTTPRequest) (protocol.HTTPReply, error) {
	w.realm, w.request = realm, r
	return protocol.HTTPReply{Status: http.StatusOK, ContentType: "text/plain", Body: []byte("kept")}, w.fail
}

type doors struct {
	t     *testing.T
	app   *fiber.App
	doors *door.Doors
	db    *db.DB
	wire  *wire
	realm uuid.UUID
}

func setup(t *testing.T) doors {
	t.Helper()
	ctx := t.Context()
	d := testdb.New(t)
	log := slog.New(slog.DiscardHandler)
	tenants := tenant.New(d)
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	platform, err := tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	opened, err := tenants.Open(ctx, platform, tenant.Opening{Kind: tenant.Account, Name: "Ours"})
	require.NoError(t, err)
	require.NoError(t, tenants.GiveHost(ctx, root.ID, host, true))
	rights, err := access.New()
	require.NoError(t, err)
	app := fiber.New(fiber.Config{Immutable: true, DisableStartupMessage: true})
	frame := door.New(door.Config{App: app, Brands: tenant.NewBrands(tenants, log), Places: tenants, Sessions: tokens{opened.ID, new(atomic.Int64)},
		Rights: rights, Repeats: outbox.NewRepeats(d, clock.System{}), Key: testdb.Key(), Clock: clock.System{}, Log: log})
	app.Use(frame.Front)
	objects := fleet.New(fleet.Config{DB: d, Clock: clock.At(noon), Key: testdb.Key(), Protocols: all.Table()})
	w := &wire{subscribed: make(chan func([]byte), 1)}
	account.RegisterObjects(frame, objects)
	account.RegisterTrackers(frame, objects)
	account.RegisterPast(frame, objects)
	account.RegisterGroups(frame, objects)
	account.RegisterProtocols(frame, objects, func(c *door.Caller) fleet.Address {
		return fleet.Address{Host: "track.test", Ports: map[string]int{"teltonika": 5027}, Web: c.Origin}
	})
	account.RegisterReports(frame, w)
	account.RegisterLive(frame, w, objects)
	require.NoError(t, frame.Err())
	return doors{t: t, app: app, doors: frame, db: d, wire: w, realm: root.ID}
}

type object = map[string]any

// call sends a request as a role and returns the status and what was answered.
func (d doors) call(role access.Role, method, path string, body any) (int, object) {
	d.t.Helper()
	var text io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		require.NoError(d.t, err)
		text = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(method, path, text)
	r.Host = host
	r.Header.Set("Content-Type", "application/json")
	if role != "" {
		r.Header.Set("Authorization", "Bearer "+string(role))
	}
	answer, err := d.app.Test(r, -1)
	require.NoError(d.t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(d.t, err)
	var got object
	if len(raw) > 0 && strings.Contains(answer.Header.Get("Content-Type"), "json") {
		require.NoError(d.t, json.Unmarshal(raw, &got), string(raw))
	}
	return answer.StatusCode, got
}

// ok calls as the owner and wants that status.
func (d doors) ok(status int, method, path string, body any) object {
	d.t.Helper()
	got, answer := d.call(access.Owner, method, path, body)
	require.Equal(d.t, status, got, "%v", answer)
	return answer
}

func TestAnObjectFromItsAdditionToItsDeletion(t *testing.T) {
	t.Parallel()
	d := setup(t)
	group := d.ok(201, "POST", "/api/groups", object{"name": "North"})["id"]
	made := d.ok(201, "POST", "/api/objects", object{"name": "Van 1", "group": group, "tracker": object{"protocol": "teltonika", "identity": "353861053849682"}})
	require.Equal(t, "never", made["status"])
	require.Equal(t, "imei_check_digit", made["warnings"].([]any)[0].(object)["reason"])
	require.Equal(t, true, made["tracker"].(object)["waiting"])
	path := "/api/objects/" + made["id"].(string)

	changed := d.ok(200, "PATCH", path, object{"name": "Van 2"})
	require.Equal(t, group, changed["group"], "what is left out stays")
	changed = d.ok(200, "PATCH", path, object{"group": nil})
	require.NotContains(t, changed, "group")
	require.Equal(t, "Van 2", changed["name"])

	saved := d.ok(200, "PUT", path+"/tracker", object{"protocol": "gt06", "identity": imei1, "phone": "+358 40 1234567"})
	require.Equal(t, imei1, saved["tracker"].(object)["identity"])
	require.Len(t, d.ok(200, "GET", path+"/trackers", nil)["items"], 1)
	contact := d.ok(200, "GET", path+"/contact", nil)
	require.Equal(t, "nothing", contact["what"])
	require.Equal(t, "waiting_for_device", contact["why"].([]any)[0].(object)["cause"])

	blocked := d.ok(200, "PUT", path+"/block", object{"keep_data": true, "reason": "in repair"})
	why := blocked["why"].([]any)[0].(object)
	require.Equal(t, object{"cause": "by_hand", "since": "2026-11-24T12:00:00Z", "reason": "in repair", "keep_data": true}, why)
	states := d.ok(200, "GET", "/api/states", nil)
	require.Equal(t, "blocked", states["items"].([]any)[0].(object)["status"])
	require.EqualValues(t, 600, states["offline_after"])
	d.ok(204, "DELETE", path+"/block", nil)
	d.ok(409, "DELETE", path+"/block", nil)
	d.ok(204, "DELETE", path+"/tracker", nil)

	require.Equal(t, "North", d.ok(200, "GET", "/api/groups", nil)["items"].([]any)[0].(object)["name"])
	d.ok(204, "PATCH", "/api/groups/"+group.(string), object{"name": "South"})
	d.ok(204, "DELETE", "/api/groups/"+group.(string), nil)
	d.ok(204, "DELETE", path, nil)
	d.ok(404, "GET", path, nil)
}

func TestObjectsArePagedAndFiltered(t *testing.T) {
	t.Parallel()
	d := setup(t)
	for _, name := range []string{"C", "A", "B"} {
		d.ok(201, "POST", "/api/objects", object{"name": name})
	}
	var names []any
	next := ""
	for range 4 {
		page := d.ok(200, "GET", "/api/objects?limit=1&status=never,moving&group=none&after="+next, nil)
		for _, o := range page["items"].([]any) {
			names = append(names, o.(object)["name"])
		}
		if next, _ = page["next"].(string); next == "" {
			break
		}
	}
	require.Equal(t, []any{"A", "B", "C"}, names)
	require.Empty(t, d.ok(200, "GET", "/api/objects?status=moving", nil)["items"])
	require.Len(t, d.ok(200, "GET", "/api/objects?q=b", nil)["items"], 1)
	d.ok(422, "GET", "/api/objects?status=asleep", nil)
	d.ok(422, "GET", "/api/objects?group=everything", nil)
	d.ok(422, "GET", "/api/objects?after=bm93aGVyZQ", nil)
}

func TestATrackAndADayAreAnswered(t *testing.T) {
	t.Parallel()
	d := setup(t)
	id := d.ok(201, "POST", "/api/objects", object{"name": "Van"})["id"].(string)
	require.NoError(t, d.db.Worker(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "select make_positions_partition('m36', $1)", noon); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), `insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, speed, valid, retention, attributes)
			select o.seq, $1::timestamptz + n * interval '1 minute', n, $1, 60, 24, o.tenant_id, 10, true, 'm36', '{}' from objects o, generate_series(0, 4) n`, noon)
		return err
	}))
	path := "/api/objects/" + id
	first := d.ok(200, "GET", path+"/track?from=2026-11-24T12:00:00Z&to=2026-11-24T13:00:00Z&limit=3", nil)
	require.Len(t, first["items"], 3)
	second := d.ok(200, "GET", path+"/track?from=2026-11-24T12:00:00Z&to=2026-11-24T13:00:00Z&limit=3&after="+first["next"].(string), nil)
	require.Len(t, second["items"], 2)
	require.NotContains(t, second, "next")
	thin := d.ok(200, "GET", path+"/track?from=2026-11-24T12:00:00Z&to=2026-11-24T12:05:00Z&points=2", nil)
	require.Len(t, thin["items"], 2)
	d.ok(422, "GET", path+"/track?from=2026-11-24T12:00:00Z", nil)
	day := d.ok(200, "GET", path+"/day?date=2026-11-24&zone=UTC", nil)
	require.EqualValues(t, 5, day["positions"])
	require.EqualValues(t, 240, day["moving_seconds"])
	require.Empty(t, day["stops"])
	d.ok(422, "GET", path+"/day?date=yesterday", nil)
}

func TestWhatIsNotTheirsOrNotThereIsAnsweredAlikeAndViewersChangeNothing(t *testing.T) {
	t.Parallel()
	d := setup(t)
	id := d.ok(201, "POST", "/api/objects", object{"name": "Van", "tracker": object{"protocol": "teltonika", "identity": imei1}})["id"].(string)
	nowhere := "/api/objects/" + uuid.NewString()
	for _, route := range d.doors.Routes() {
		if route.Area != door.Account || route.Path == "/api/live" {
			continue
		}
		path := strings.NewReplacer("{object}", id, "{group}", uuid.NewString()).Replace(route.Path)
		status, answer := d.call("", route.Method, path, nil)
		require.Equal(t, 401, status, "%s %s: %v", route.Method, path, answer)
		body := map[string]any{"name": "x", "protocol": "teltonika", "identity": imei2, "keep_data": true}
		if route.Method != http.MethodGet {
			status, answer = d.call(access.Viewer, route.Method, path, body)
			require.Equal(t, 403, status, "%s %s: %v", route.Method, path, answer)
		}
	}
	for _, path := range []string{nowhere, nowhere + "/contact", nowhere + "/trackers", nowhere + "/day"} {
		status, answer := d.call(access.Viewer, "GET", path, nil)
		require.Equal(t, 404, status)
		require.Equal(t, "not_found", answer["reason"])
	}
	status, _ := d.call(access.Viewer, "GET", "/api/objects/"+id, nil)
	require.Equal(t, 200, status)
	conflict := d.ok(409, "POST", "/api/objects", object{"name": "Other", "tracker": object{"protocol": "gt06", "identity": imei1}})
	require.Equal(t, "bound_to_another", conflict["reason"])
	require.Equal(t, "tracker.identity", conflict["errors"].([]any)[0].(object)["field"])
	require.Len(t, d.ok(200, "GET", "/api/objects", nil)["items"], 1)
}

func TestProtocolsTellWhereToReport(t *testing.T) {
	t.Parallel()
	d := setup(t)
	items := d.ok(200, "GET", "/api/protocols", nil)["items"].([]any)
	require.Len(t, items, len(all.Table()))
	for _, item := range items {
		p := item.(object)
		require.Equal(t, "track.test", p["host"])
		if p["protocol"] == "osmand" {
			require.Contains(t, p["models"].([]any)[0].(object)["link"], "http://"+host+"/osmand?id={identity}")
		}
	}
}

func TestAPhoneReportsToTheBrandsOwnHost(t *testing.T) {
	t.Parallel()
	d := setup(t)
	r := httptest.NewRequest(http.MethodPost, "/osmand?id=anna&lat=60&lon=24&x=%zz", strings.NewReader("a=1"))
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := d.app.Test(r, -1)
	require.NoError(t, err)
	body, _ := io.ReadAll(answer.Body)
	require.Equal(t, 200, answer.StatusCode, string(body))
	require.Equal(t, "kept", string(body))
	require.Equal(t, d.realm, d.wire.realm)
	require.Equal(t, "anna", d.wire.request.Query.Get("id"))
	require.Equal(t, "a=1", string(d.wire.request.Body))
	d.wire.fail = io.ErrUnexpectedEOF
	status, problem := d.call("", "GET", "/osmand?id=anna", nil)
	require.Equal(t, 503, status, "not acknowledged: the phone keeps it")
	require.Equal(t, "not_stored", problem["reason"])
}

func TestAWatcherHearsEventsUntilTheServerGoesAway(t *testing.T) {
	t.Parallel()
	d := setup(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- d.app.Listener(listener) }()
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listener.Addr().String())
	}}
	_, refused, err := dialer.Dial("ws://"+host+"/api/live", http.Header{"Cookie": {"__Host-session=owner"}, "Origin": {"http://evil.test"}})
	require.Error(t, err)
	require.Equal(t, 403, refused.StatusCode)
	conn, _, err := dialer.Dial("ws://"+host+"/api/live", http.Header{"Cookie": {"__Host-session=owner"}, "Origin": {"http://" + host}})
	require.NoError(t, err)
	tell := <-d.wire.subscribed
	tell([]byte(`{"type":"position","object":"1","lat":60}`))
	_, event, err := conn.ReadMessage()
	require.NoError(t, err)
	require.JSONEq(t, `{"type":"position","object":"1","lat":60}`, string(event))
	closed := make(chan error, 1)
	go func() { closed <- d.doors.CloseSockets(t.Context()) }()
	_, _, err = conn.ReadMessage()
	require.True(t, websocket.IsCloseError(err, websocket.CloseGoingAway), "%v", err)
	require.NoError(t, <-closed)
	require.NoError(t, conn.Close())
	require.NoError(t, d.app.Shutdown())
	require.NoError(t, <-served)
}

func TestASessionThatEndsWhileItsSocketOpensIsNotWatchedWith(t *testing.T) {
	t.Parallel()
	d := setup(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- d.app.Listener(listener) }()
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listener.Addr().String())
	}}
	conn, _, err := dialer.Dial("ws://"+host+"/api/live", http.Header{"Cookie": {"__Host-session=billing"}, "Origin": {"http://" + host}})
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	_, _, err = conn.ReadMessage()
	require.True(t, websocket.IsCloseError(err, websocket.ClosePolicyViolation), "%v", err)
	require.Empty(t, d.wire.subscribed)
	require.NoError(t, conn.Close())
	require.NoError(t, d.doors.CloseSockets(t.Context()))
	require.NoError(t, d.app.Shutdown())
	require.NoError(t, <-served)
}

func TestAPeerThatIsUsedAfterItsEndAnswersAnErrorAndNothingBreaks(t *testing.T) {
	t.Parallel()
	d := setup(t)
	const rounds = 50
	peers, read := make(chan *door.Peer, rounds), make(chan error, rounds)
	door.Socket(d.doors, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/short", Hidden: true},
		func(_ context.Context, _ *door.Caller, p *door.Peer) {
			go func() {
				for {
					if _, err := p.Read(); err != nil {
						read <- err
						return
					}
				}
			}()
			peers <- p // and ends, while it is still read
		})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- d.app.Listener(listener) }()
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listener.Addr().String())
	}}
	for range rounds {
		conn, _, err := dialer.Dial("ws://"+host+"/api/short", http.Header{"Cookie": {"__Host-session=owner"}, "Origin": {"http://" + host}})
		require.NoError(t, err)
		_ = conn.WriteMessage(websocket.TextMessage, []byte("something to read")) // it may be closed already
		p := <-peers
		require.Error(t, <-read)
		_, _, err = conn.ReadMessage()
		require.Error(t, err)
		require.NoError(t, conn.Close())
		_, err = p.Read()
		require.Error(t, err)
		require.Error(t, p.Send([]byte("late")))
	}
	require.NoError(t, d.doors.CloseSockets(t.Context()))
	require.NoError(t, d.app.Shutdown())
	require.NoError(t, <-served)
}

func TestAnotherSiteOpensNoSocketHoweverItAsks(t *testing.T) {
	t.Parallel()
	d := setup(t)
	for _, upgrade := range []string{"websocket", "WebSocket", "h2c, websocket", "websocket, h2c"} {
		r := httptest.NewRequest(http.MethodGet, "/api/live", nil)
		r.Host = host
		for name, value := range map[string]string{"Upgrade": upgrade, "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
			"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Cookie": "__Host-session=owner", "Origin": "http://evil.test"} {
			r.Header.Set(name, value)
		}
		answer, err := d.app.Test(r, -1)
		require.NoError(t, err)
		require.Equal(t, http.StatusForbidden, answer.StatusCode, upgrade)
	}
}

func TestParametersThatAreNoTextAreRefusedAndNeverReachTheDatabase(t *testing.T) {
	t.Parallel()
	d := setup(t)
	for _, query := range []string{"q=%ff%fe", "q=a%00b", "after=%ff", "%ff=x&q=%c0%80"} {
		status, answer := d.call(access.Owner, "GET", "/api/objects?"+query, nil)
		require.Equal(t, 422, status, "%s: %v", query, answer)
	}
}
