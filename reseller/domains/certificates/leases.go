package certificates

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// How leases live: long enough that a pause of the database does not lose one, short enough that nobody waits long for the
// dead.
const (
	leaseFor   = 45 * time.Second
	leaseRenew = 15 * time.Second
	leaseLook  = 500 * time.Millisecond
)

// lease is one that this process holds, kept alive until it is given back.
type lease struct {
	holder uuid.UUID
	stop   context.CancelFunc
	done   chan struct{}
}

// Lock waits until the name is free, and holds it until Unlock; where the process dies, the lease ends by itself.
func (v *Vault) Lock(ctx context.Context, name string) error {
	holder := uuid.New()
	look := time.NewTicker(leaseLook)
	defer look.Stop()
	for {
		taken := false
		err := v.db.Worker(ctx, func(tx *db.Tx) (err error) {
			now := v.clock.Now()
			taken, err = takeLease(ctx, tx, name, holder, now, now.Add(leaseFor))
			return err
		})
		if err != nil {
			return fmt.Errorf("lease %s: %w", name, err)
		}
		if taken {
			v.hold(ctx, name, holder)
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("lease %s: %w", name, ctx.Err())
		case <-look.C:
		}
	}
}

// hold prolongs a lease now and then.
func (v *Vault) hold(ctx context.Context, name string, holder uuid.UUID) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l := &lease{holder: holder, stop: cancel, done: make(chan struct{})}
	v.mu.Lock()
	v.held[name] = l
	v.mu.Unlock()
	go func() {
		defer close(l.done)
		tick := time.NewTicker(leaseRenew)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				err := v.db.Worker(ctx, func(tx *db.Tx) error {
					kept, err := keepLease(ctx, tx, name, holder, v.clock.Now().Add(leaseFor))
					if err == nil && !kept {
						err = errors.New("another process has taken it")
					}
					return err
				})
				if err != nil && ctx.Err() == nil {
					v.log.WarnContext(ctx, "a lease on a certificate could not be prolonged", "name", name, "error", err)
				}
			}
		}
	}()
}

// Unlock gives a name back.
func (v *Vault) Unlock(ctx context.Context, name string) error {
	v.mu.Lock()
	l := v.held[name]
	delete(v.held, name)
	v.mu.Unlock()
	if l == nil {
		return fmt.Errorf("end the lease of %s: it is not held", name)
	}
	l.stop()
	<-l.done
	err := v.db.Worker(ctx, func(tx *db.Tx) error { return endLease(ctx, tx, name, l.holder) })
	if err != nil {
		return fmt.Errorf("end the lease of %s: %w", name, err)
	}
	return nil
}
