package door

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Area says for whom a route exists. The zero value is none, and refused.
type Area uint8

// The areas.
const (
	Public    Area = iota + 1 // before anybody is known, on any brand's host
	Account                   // somebody signed in, acting in their own tenant
	Reselling                 // resellers and the platform
	Staff                     // the platform's staff, on the platform's host; elsewhere the route does not exist
)

func (a Area) String() string {
	return [...]string{"none", "public", "account", "reselling", "staff"}[min(a, Staff)]
}

// Route is one door.
type Route struct {
	Operation access.Operation
	Area      Area
	Method    string
	// Path with parameters in braces: /api/objects/{object}.
	Path string
	// ID is the operationId of the OpenAPI document, in kebab case; the web client's function is named by it.
	ID          string
	Summary     string
	Description string
	// Status of success; 0: 200, or 204 without a body.
	Status int
	// Idempotent: the route takes an Idempotency-Key.
	Idempotent bool
	// MaxBody in bytes; 0: 64 KiB.
	MaxBody int64
	// Hidden keeps the route out of the OpenAPI document: pages, pictures, style sheets.
	Hidden bool
	// FromElsewhere: a program or another site may call it with what it carries; it must not act on a cookie.
	FromElsewhere bool
}

// Routes lists all routes in order of path and method.
func (d *Doors) Routes() []Route {
	list := slices.Clone(d.routes)
	slices.SortFunc(list, func(a, b Route) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	return list
}

// Params lists the names of the path's parameters.
func (r Route) Params() []string {
	var names []string
	for part := range strings.SplitSeq(r.Path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

// prefixes of the areas that have one.
var prefixes = map[Area]string{Reselling: "/api/console/", Staff: "/api/platform/"}

// add checks a route; what is wrong is told by Err, and the server does not start.
func (d *Doors) add(r Route) {
	complain := func(format string, args ...any) {
		d.wrong = append(d.wrong, fmt.Sprintf("%s %s: %s", r.Method, r.Path, fmt.Sprintf(format, args...)))
	}
	switch {
	case r.Area < Public || r.Area > Staff:
		complain("names no area")
	case r.Operation == "":
		complain("names no operation")
	case !d.known(r.Operation):
		complain("names the operation %q, which is not in the table of package access", r.Operation)
	case (r.Operation == access.Anyone) != (r.Area == Public):
		complain("needs a right in a public area, or none in another")
	}
	for area, prefix := range prefixes {
		if (r.Area == area) != strings.HasPrefix(r.Path, prefix) {
			complain("stands in area %s, but the paths of area %s begin with %s", r.Area, area, prefix)
		}
	}
	if !r.Hidden && (r.ID == "" || r.Summary == "") {
		complain("has no ID or no summary for the document")
	}
	for _, other := range d.routes {
		if other.Method == r.Method && other.Path == r.Path || !r.Hidden && other.ID == r.ID {
			complain("is there twice, by address or ID")
		}
	}
	d.routes = append(d.routes, r)
}

// Err tells what is wrong with the routes; a server with an error must not start.
func (d *Doors) Err() error {
	if len(d.wrong) == 0 {
		return nil
	}
	return fmt.Errorf("routes: %s", strings.Join(d.wrong, "; "))
}

// admits tells whether a tenant of the kind has business in an area. Staff is the platform's own, whatever a role says.
func admits(a Area, kind tenant.Kind) bool {
	switch a {
	case Public, Account:
		return true
	case Reselling:
		return kind == tenant.Reseller || kind == tenant.Platform
	case Staff:
		return kind == tenant.Platform
	}
	return false
}
