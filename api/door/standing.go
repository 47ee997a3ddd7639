package door

import (
	"context"
	"time"

	"github.com/fasthttp/websocket"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// How open WebSockets are looked after.
const (
	// lookAnyway bounds what a lost notice can cost.
	lookAnyway = 10 * time.Second
	// lookAtMost gathers changes that come in a row: all sockets are looked at together, so one look serves many changes.
	lookAtMost = 100 * time.Millisecond
)

// rightsChanged closes a socket whose session, or whose rights, are not what they were when it was opened: the browser
// renews its session and asks again, with the rights of now.
const rightsChanged = "rights changed"

// WatchSockets ends the WebSockets of sessions and keys that have ended, and of people whose rights have changed, right
// after the change. Run it beside the server; it returns when ctx ends. The guard looks once, when a socket is opened:
// nothing but this looks later.
func (d *Doors) WatchSockets(ctx context.Context) error {
	rang, stop := d.Sessions.Changes()
	defer stop()
	anyway := time.NewTicker(lookAnyway)
	defer anyway.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-rang:
		case <-anyway.C:
		}
		if err := d.lookAtSockets(ctx); err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "the rights of open sockets could not be checked", "error", err)
		}
		pause := time.NewTimer(lookAtMost)
		select {
		case <-ctx.Done():
		case <-pause.C:
		}
		pause.Stop()
	}
}

// lookAtSockets asks about all open sockets at once and closes those that have fallen.
func (d *Doors) lookAtSockets(ctx context.Context) error {
	d.sockets.mu.Lock()
	open := make(map[*Peer]socket, len(d.sockets.open))
	held := make([]identity.Claims, 0, len(d.sockets.open))
	for p, s := range d.sockets.open {
		open[p] = s
		held = append(held, s.caller.claims)
	}
	d.sockets.mu.Unlock()
	if len(held) == 0 {
		return nil
	}
	fallen, err := d.Sessions.Fallen(ctx, held)
	if err != nil {
		return err
	}
	for p, s := range open {
		if fallen[s.caller.Session] {
			go func() {
				p.close(websocket.ClosePolicyViolation, rightsChanged) // first, or the handler's end would say goodbye in its place
				s.cancel(errs.New(errs.Unauthenticated, "rights_changed", "Sign in."))
			}()
		}
	}
	return nil
}
