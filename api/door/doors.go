package door

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Brands resolves hosts.
type Brands interface {
	Resolve(ctx context.Context, host string) (*tenant.Brand, error)
}

// Places says what a tenant's request may reach.
type Places interface {
	Place(ctx context.Context, caller, target uuid.UUID) (tenant.Place, error)
}

// Sessions knows who shows an access token.
type Sessions interface {
	// Read checks signature and time, not the host. Unauthenticated otherwise.
	Read(token string) (identity.Claims, error)
	// ReadKey tells who shows a key, from an address. Unauthenticated if it is good for nothing.
	ReadKey(ctx context.Context, key, address string) (identity.Claims, error)
	// Check tells whether the session still stands, and what its user may do now. Unauthenticated otherwise.
	Check(ctx context.Context, s db.Scope, c identity.Claims) (identity.Standing, error)
	// Changes rings after each change of anybody's rights, until stop is called.
	Changes() (rang <-chan struct{}, stop func())
	// Fallen tells which sessions do not stand as they were read.
	Fallen(ctx context.Context, held []identity.Claims) (map[uuid.UUID]bool, error)
}

// Policy decides what package access and the areas allow. A proof replaces it by one that allows everything, to show
// that row-level security holds alone.
type Policy interface {
	Allowed(access.Held, access.Operation) bool
	Admits(Area, tenant.Kind) bool
}

// Repeats remembers the answers of requests that carried an Idempotency-Key.
type Repeats interface {
	Begin(ctx context.Context, s db.Scope, r outbox.Request) (outbox.Answer, error)
	Finish(ctx context.Context, s db.Scope, r outbox.Request, a outbox.Answer) error
}

// Traces leaves the trace of what somebody from above reads who acts in a tenant.
type Traces interface {
	Read(ctx context.Context, s db.Scope, what, route string, subject audit.Subject) error
}

// Config is what the frame needs.
type Config struct {
	App      *fiber.App
	Brands   Brands
	Places   Places
	Sessions Sessions
	Rights   *access.Rights
	Traces   Traces
	// Policy is Rights and areas unless it is given.
	Policy  Policy
	Repeats Repeats
	Key     secrets.Key
	Clock   clock.Clock
	Log     *slog.Logger
	// PlainHTTP: cookies without Secure, for browsers on this machine only.
	PlainHTTP bool
	// TrustedProxies may say for whom they ask.
	TrustedProxies []netip.Prefix
	Limits         Limits
	// Timeout of a request but for WebSockets; 0: 20 s.
	Timeout time.Duration
	// Observe is told of each finished request: route, status and time.
	Observe func(method, route string, status int, took time.Duration)
}

// Doors is the frame. Fill it with Handle, Raw and Socket, then ask Err.
type Doors struct {
	Config

	// ProblemPage is what a person sees of a problem; nil: the problem itself.
	ProblemPage func(c *fiber.Ctx, caller *Caller, status int) ([]byte, error)

	api     huma.API
	policy  Policy
	key     secrets.Key
	known   func(access.Operation) bool
	routes  []Route
	wrong   []string
	rates   *rates
	sockets *sockets

	documents documents
}

// New makes an empty frame on the app.
func New(c Config) *Doors {
	if c.Timeout == 0 {
		c.Timeout = 20 * time.Second
	}
	if c.Observe == nil {
		c.Observe = func(string, string, int, time.Duration) {}
	}
	d := &Doors{Config: c, policy: c.Policy, key: c.Key, known: c.Rights.Known}
	if d.policy == nil {
		d.policy = strict{c.Rights}
	}
	d.rates = newRates(c.Limits.orDefaults(), c.Clock)
	d.sockets = newSockets()
	settings := huma.DefaultConfig("API", "1")
	settings.OpenAPIPath, settings.DocsPath, settings.SchemasPath = "", "", ""
	settings.CreateHooks = nil // no $schema links
	settings.Formats = map[string]huma.Format{"application/json": {Marshal: marshal, Unmarshal: json.Unmarshal}, "json": {Marshal: marshal, Unmarshal: json.Unmarshal}}
	settings.Transformers = []huma.Transformer{func(ctx huma.Context, _ string, v any) (any, error) {
		if model, ok := v.(*huma.ErrorModel); ok {
			return ToProblem(ctx.Context(), d.Log, model), nil
		}
		return v, nil
	}}
	settings.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "http", Scheme: "bearer", Description: "An access token from POST /api/session; browsers hold it in a cookie."},
	}
	d.api = humafiber.NewV2(c.App, settings)
	return d
}

func marshal(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

type strict struct{ *access.Rights }

func (strict) Admits(a Area, kind tenant.Kind) bool { return admits(a, kind) }

// Handle hangs a handler into the frame: I is huma's input, O its output.
func Handle[I, O any](d *Doors, r Route, handler func(ctx context.Context, c *Caller, in *I) (*O, error)) {
	d.add(r)
	if unread := unreadParameters(r, reflect.TypeFor[I]()); len(unread) > 0 {
		d.wrong = append(d.wrong, fmt.Sprintf("%s %s: nothing reads %s of its path: an embedded struct must be exported", r.Method, r.Path, strings.Join(unread, ", ")))
	}
	if len(d.wrong) > 0 {
		return // huma would panic on some of it; Err tells all
	}
	huma.Register(d.api, d.operation(r), func(ctx context.Context, in *I) (*O, error) {
		caller, _ := CallerOf(ctx)
		out, err := handler(audit.As(ctx, caller.Actor()), caller, in)
		if err != nil {
			return nil, ToProblem(ctx, d.Log, err)
		}
		return out, nil
	})
}

// unreadParameters are those of a route's path that no field of the input takes. Huma passes over what it cannot set, and the handler
// would see nothing.
func unreadParameters(r Route, input reflect.Type) []string {
	read := map[string]bool{}
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for f := range t.Fields() {
			if !f.IsExported() {
				continue
			}
			read[f.Tag.Get("path")] = true
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				visit(f.Type)
			}
		}
	}
	visit(input)
	return slices.DeleteFunc(r.Params(), func(name string) bool { return read[name] })
}

// operation is what huma is told of a route. The guard stands before huma reads the request.
func (d *Doors) operation(r Route) huma.Operation {
	limit := r.MaxBody
	if limit == 0 {
		limit = 64 << 10
	}
	o := huma.Operation{
		OperationID: r.ID, Method: r.Method, Path: r.Path, Summary: r.Summary, Description: r.Description, DefaultStatus: r.Status,
		Tags: []string{r.Area.String()}, Hidden: r.Hidden, MaxBodyBytes: limit,
		Extensions: map[string]any{"x-operation": string(r.Operation), "x-area": r.Area.String()},
		Responses: map[string]*huma.Response{"default": {Description: "A problem", Content: map[string]*huma.MediaType{
			problemType: {Schema: d.api.OpenAPI().Components.Schemas.Schema(problemGoType, true, "Problem")},
		}}},
	}
	if r.Area != Public {
		o.Security = []map[string][]string{{"session": {}}}
	}
	if r.Idempotent {
		o.Parameters = []*huma.Param{{Name: headerKey, In: "header", Schema: &huma.Schema{Type: "string", MaxLength: new(255)},
			Description: "Makes a repeated request harmless: the same key with the same request gets the same answer."}}
	}
	o.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		c := humafiber.UnwrapV2(ctx)
		caller, err := d.guard(c, r)
		if err != nil {
			_ = ToProblem(c.UserContext(), d.Log, err).Send(c)
			return
		}
		ctx = huma.WithValue(ctx, callerKey{}, caller)
		// Not huma's to set: the adapter would join several cookies into one header.
		defer func() {
			for _, cookie := range caller.cookies {
				c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
			}
		}()
		if !r.Idempotent {
			next(ctx)
			return
		}
		if err := d.once(c, r, caller, func() { next(ctx) }); err != nil {
			_ = ToProblem(c.UserContext(), d.Log, err).Send(c)
		}
	}}
	return o
}

// Raw hangs a plain Fiber handler into the frame. Its error is answered like any other.
func Raw(d *Doors, r Route, handler func(c *fiber.Ctx, caller *Caller) error) {
	d.add(r)
	if !r.Hidden {
		d.document(r)
	}
	d.App.Add(r.Method, fiberPath(r.Path), func(c *fiber.Ctx) error {
		caller, err := d.guard(c, r)
		if err == nil {
			c.SetUserContext(audit.As(c.UserContext(), caller.Actor()))
			err = handler(c, caller)
		}
		if err != nil {
			return d.fail(c, Visitor(c), err)
		}
		return nil
	})
}

// document puts a route without a huma handler into the document.
func (d *Doors) document(r Route) {
	o := d.operation(r)
	o.Middlewares = nil
	for _, name := range r.Params() {
		o.Parameters = append(o.Parameters, &huma.Param{Name: name, In: "path", Required: true, Schema: &huma.Schema{Type: "string"}})
	}
	o.Responses["200"] = &huma.Response{Description: "OK"}
	d.api.OpenAPI().AddOperation(&o)
}
