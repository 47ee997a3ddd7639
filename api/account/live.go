package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/watch"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Sights tells which objects a scope sees.
type Sights interface {
	Seen(ctx context.Context, s db.Scope) ([]uuid.UUID, error)
}

// RegisterLive hangs in the WebSocket that tells events of the caller's tenant: {"type":"position",…}, {"type":"contact",…},
// and {"type":"object",…} for what is to be read again. Nothing is promised to be told: whoever connects reads the states.
// Whoever sees some objects only is told of those only.
func RegisterLive(d *door.Doors, live watch.Live, sights Sights) {
	door.Socket(d, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/live",
		ID: "watch-live", Summary: "Positions, contacts and changes as they happen, over a WebSocket"},
		func(ctx context.Context, c *door.Caller, p *door.Peer) {
			if c.Scope.SeesAll() {
				watch.Tell(ctx, live, c.Scope.Tenant(), p)
				return
			}
			narrowed := newNarrowed(live, sights, c.Scope)
			go narrowed.run(ctx)
			watch.Tell(ctx, narrowed, c.Scope.Tenant(), p)
		})
}
