package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Live is where events of a tenant are heard as they happen.
type Live interface {
	// Subscribe calls fn with each event of the tenant, until cancel is called. fn must not wait.
	Subscribe(tenant uuid.UUID, fn func(event []byte)) (cancel func())
}

// Sights tells which objects a scope sees.
type Sights interface {
	Seen(ctx context.Context, s db.Scope) ([]uuid.UUID, error)
}

// RegisterLive hangs in the WebSocket that tells events of the caller's tenant: {"type":"position",…}, {"type":"contact",…},
// and {"type":"object",…} for what is to be read again. Nothing is promised to be told: whoever connects reads the states.
// Whoever sees some objects only is told of those only.
func RegisterLive(d *door.Doors, live Live, sights Sights) {
	door.Socket(d, door.Route{Operation: access.PositionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/live",
		ID: "watch-live", Summary: "Positions, contacts and changes as they happen, over a WebSocket"},
		func(ctx context.Context, c *door.Caller, p *door.Peer) {
			if c.Scope.SeesAll() {
				watch(ctx, live, c.Scope.Tenant(), p)
				return
			}
			narrowed := newNarrowed(live, sights, c.Scope)
			go narrowed.run(ctx)
			watch(ctx, narrowed, c.Scope.Tenant(), p)
		})
}

// peer is the other end of a WebSocket.
type peer interface {
	Send(message []byte) error
	Read() ([]byte, error)
}

// watch tells events until the peer goes, falls too far behind or ctx ends.
func watch(ctx context.Context, live Live, tenant uuid.UUID, p peer) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := newLiveQueue(maxWaiting)
	defer live.Subscribe(tenant, q.put)()
	go func() {
		defer cancel()
		for {
			// What a watcher says means nothing, but its pongs are answered on the way.
			if _, err := p.Read(); err != nil {
				return
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.filled:
			batch, ok := q.take()
			for _, event := range batch {
				if ctx.Err() != nil || p.Send(event) != nil {
					return
				}
			}
			if !ok {
				return // it connects again, and reads the states
			}
		}
	}
}
