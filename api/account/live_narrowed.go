package account

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/watch"
	"github.com/liveryhq/livery/internal/db"
)

// lookAgainAfter is how soon it is asked again which objects are seen, where the last asking failed.
const lookAgainAfter = 2 * time.Second

// narrowed passes on the events of objects that somebody sees who does not see all. Which those are follows from grants,
// which end the socket when they change, and from the groups that objects are in: any change of an object has it asked
// again. Until it is known what is seen, nothing is.
type narrowed struct {
	live   watch.Live
	sights Sights
	scope  db.Scope
	stale  chan struct{}

	mu   sync.RWMutex
	seen map[string]bool
	tell func([]byte)
}

func newNarrowed(live watch.Live, sights Sights, s db.Scope) *narrowed {
	n := &narrowed{live: live, sights: sights, scope: s, stale: make(chan struct{}, 1), seen: map[string]bool{}}
	n.stale <- struct{}{}
	return n
}

// Subscribe is watch.Live's, narrowed.
func (n *narrowed) Subscribe(tenant uuid.UUID, fn func(event []byte)) (cancel func()) {
	n.mu.Lock()
	n.tell = fn
	n.mu.Unlock()
	return n.live.Subscribe(tenant, func(event []byte) {
		var about struct{ Type, Object string }
		if json.Unmarshal(event, &about) != nil {
			return
		}
		if about.Type == "object" {
			select {
			case n.stale <- struct{}{}:
			default: // it will be asked anyway
			}
		}
		n.mu.RLock()
		defer n.mu.RUnlock()
		if n.seen[about.Object] {
			fn(event)
		}
	})
}

// run asks what is seen whenever that may have changed, until ctx ends.
func (n *narrowed) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-n.stale:
		}
		ids, err := n.sights.Seen(ctx, n.scope)
		if err == nil {
			n.see(ids)
			continue
		}
		n.see(nil)
		again := time.NewTimer(lookAgainAfter)
		select {
		case <-ctx.Done():
			again.Stop()
			return
		case <-again.C:
		}
		select {
		case n.stale <- struct{}{}:
		default:
		}
	}
}

// see takes what is seen from now on, and asks the watcher to read again what has come or gone.
func (n *narrowed) see(ids []uuid.UUID) {
	now := make(map[string]bool, len(ids))
	for _, id := range ids {
		now[id.String()] = true
	}
	n.mu.Lock()
	before, tell := n.seen, n.tell
	n.seen = now
	n.mu.Unlock()
	if tell == nil {
		return
	}
	for _, pair := range [][2]map[string]bool{{before, now}, {now, before}} {
		for id := range pair[0] {
			if !pair[1][id] {
				tell([]byte(`{"type":"object","object":"` + id + `"}`))
				return // one reading of all states shows them all
			}
		}
	}
}
