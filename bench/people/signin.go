package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

const password = "a password of the bench"

// clients sign in at once, many more than may hash at once.
const clients = 64

// signIns measures sign-ins a second and what they take of memory, beside bare argon2id of the parameters that package
// identity uses, by as many at once as there are processors.
func (b *bench) signIns(ctx context.Context) (string, error) {
	if _, err := b.people.Add(ctx, b.reseller, identity.NewUser{Login: "owner", Password: password, Role: identity.Owner}); err != nil {
		return "", err
	}
	salt := make([]byte, 16)
	bare, err := b.perSecond(runtime.GOMAXPROCS(0), func() error {
		argon2.IDKey([]byte(password), salt, 2, 19*1024, 1, 32)
		return nil
	})
	if err != nil {
		return "", err
	}
	runtime.GC()
	before := rig.Resident(os.Getpid())
	stop, peak := watchMemory()
	visit := identity.Visit{Realm: b.reseller.Realm(), Host: host, Address: "127.0.0.1"}
	whole, err := b.perSecond(clients, func() error {
		_, err := b.people.SignIn(ctx, visit, "owner", password)
		return err
	})
	stop()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%.0f sign-ins a second by %d clients at once, %.2f of bare argon2id's %.0f, peak %+d MiB where %d unbounded would hash in %d",
		whole, clients, whole/bare, bare, (peak()-before)>>20, clients, clients*19), nil
}

// perSecond is how often so many at once do something in a second. Being told to come again is not having done it.
func (b *bench) perSecond(atOnce int, do func() error) (float64, error) {
	began := time.Now()
	until := began.Add(b.lasting)
	var done atomic.Int64
	var all errgroup.Group
	for range atOnce {
		all.Go(func() error {
			for time.Now().Before(until) {
				err := do()
				if errs.Is(err, errs.Unavailable) {
					continue
				}
				if err != nil {
					return err
				}
				done.Add(1)
			}
			return nil
		})
	}
	err := all.Wait()
	if done.Load() == 0 {
		err = errors.Join(err, errors.New("nothing was done in time"))
	}
	return float64(done.Load()) / time.Since(began).Seconds(), err
}

// watchMemory looks at the memory of this process until it is stopped.
func watchMemory() (stop func(), peak func() int64) {
	var most atomic.Int64
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			most.Store(max(most.Load(), rig.Resident(os.Getpid())))
			select {
			case <-quit:
				return
			case <-tick.C:
			}
		}
	}()
	return func() { close(quit); <-ended }, most.Load
}
