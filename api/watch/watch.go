package watch

import (
	"context"

	"github.com/google/uuid"
)

// Live is where events of a tenant are heard as they happen.
type Live interface {
	// Subscribe calls fn with each event of the tenant, until cancel is called. fn must not wait.
	Subscribe(tenant uuid.UUID, fn func(event []byte)) (cancel func())
}

// Peer is the other end of a WebSocket.
type Peer interface {
	Send(message []byte) error
	Read() ([]byte, error)
}

// Tell tells events of the tenant until the peer goes, falls too far behind or ctx ends.
func Tell(ctx context.Context, live Live, tenant uuid.UUID, p Peer) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := newQueue(maxWaiting)
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
