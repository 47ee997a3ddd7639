// Package door is the frame every route hangs in: what happens between a socket and a service, the same for all.
//
// It owns: the registration of routes, the way of a request (host → brand → session → operation → right → scope), the
// one table from error codes to HTTP status and the form of problems (RFC 9457), pages and their cursors, idempotency
// keys, limits of rate, WebSockets and their end, and the OpenAPI document of each kind of host.
//
// It does not own: any subject. Handlers in api/public, api/account, api/reselling and api/staff parse, call a service
// and answer; the assembly of the server is package api.
//
// It never: serves a route that names no operation or no area (it refuses to start), tells a foreign id from one that
// does not exist, lets a value of a request outlive it (Fiber is set Immutable), or shows an internal error.
//
// # A route
//
//	func register(d *door.Doors, fleet Fleet) {
//		door.Handle(d, door.Route{
//			Operation: access.ObjectRead,          // the right it takes
//			Area:      door.Account,               // where it exists
//			Method:    "GET", Path: "/api/objects/{object}",
//			ID: "get-object", Summary: "One object and its state",
//		}, func(ctx context.Context, c *door.Caller, in *struct {
//			Object uuid.UUID `path:"object" format:"uuid"`
//		}) (*door.Body[Object], error) {
//			o, err := fleet.Object(ctx, c.Scope, in.Object)   // errs.Error, or anything: the door answers
//			return door.Answer(ToAPI(o)), err
//		})
//	}
//
// c.Scope is the caller's tenant, checked; the service opens db.InTenant(ctx, c.Scope, …) with it. A handler that
// returns *door.None answers 204. Inputs and outputs are huma's (struct tags path, query, header, body). Output types
// should have names of their own: they become the schemas of the OpenAPI document and the types of the web client.
//
// # A page of a list
//
//	in *struct {
//		door.Page                                   // ?after=…&limit=…
//		Query string `query:"q" maxLength:"100"`
//	}
//	return door.Paged(c, "objects", in.After,            // the cursor is checked: made by us, for this list and tenant
//		func(after Key) ([]Row, bool, error) { … },
//		func(row Row) (Item, Key) { … })
//
// Lists that make their next key themselves use c.After, c.Next and door.Listed.
//
// # What repeats must not do twice
//
// Route{Idempotent: true} makes the route take an Idempotency-Key header.
//
// # Other sites
//
// What a browser sends for a page of another site is refused, unless it comes with a key in Authorization: such a page
// is let to read the answer (CORS). Cookies are of this host alone.
//
// # What is not JSON
//
// door.Raw hangs a plain Fiber handler into the same frame; door.Socket a WebSocket, whose context ends when the
// session does, when the server stops, or when the peer goes away.
package door
