package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
)

// askers is how many ask at once for what is not in memory.
const askers = 8

// resolve has all brands found in the database, and then in memory.
func (b *bench) resolve(ctx context.Context) (told string, err error) {
	brands := tenant.NewBrands(b.tenants, silent())
	cold, warm, memory, err := b.look(ctx, func(ctx context.Context, host string) error {
		_, err := brands.Resolve(ctx, host)
		return err
	})
	if err != nil {
		return "", err
	}
	runtime.KeepAlive(brands)
	return fmt.Sprintf("brand %.2f ms from the database, %d ns in memory, %d bytes each (%d MB)", ms(cold), warm.Nanoseconds(), memory/int64(b.domains), memory>>20), nil
}

// find has all certificates found in the database, and then in memory.
func (b *bench) find(ctx context.Context) (told string, err error) {
	keeper := certificates.NewKeeper(certificates.NewVault(b.db, rig.Key(), clock.System{}, silent()), nil, nil)
	cold, warm, memory, err := b.look(ctx, func(ctx context.Context, host string) error {
		_, err := keeper.Find(ctx, host)
		return err
	})
	if err != nil {
		return "", err
	}
	runtime.KeepAlive(keeper)
	return fmt.Sprintf("certificate %.2f ms from the database, %d ns in memory, %d bytes each (%d MB)", ms(cold), warm.Nanoseconds(), memory/int64(b.domains), memory>>20), nil
}

// look asks for each domain once, several at a time, and then for any of them again and again. cold is what one waits among those who ask at the
// same time, divided by how many they are: what the installation spends on it.
func (b *bench) look(ctx context.Context, ask func(ctx context.Context, host string) error) (cold, warm time.Duration, memory int64, err error) {
	before := held()
	began := time.Now()
	var g errgroup.Group
	for n := range askers {
		g.Go(func() error {
			for i := n; i < b.domains; i += askers {
				if err := ask(ctx, host(i)); err != nil {
					return fmt.Errorf("%s: %w", host(i), err)
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, 0, 0, err
	}
	cold = time.Since(began) / time.Duration(b.domains)
	memory = held() - before
	names := make([]string, 1<<16)
	for i := range names {
		names[i] = host(rand.IntN(b.domains))
	}
	result := testing.Benchmark(func(t *testing.B) {
		i := 0
		for t.Loop() {
			if err := ask(ctx, names[i&(len(names)-1)]); err != nil {
				t.Fatal(err)
			}
			i++
		}
	})
	return cold, time.Duration(result.NsPerOp()), memory, nil
}

// compile is how long a theme takes.
func compile() (time.Duration, error) {
	tokens := themes.DemoPolaris().Tokens
	if _, err := themes.Compile(tokens); err != nil {
		return 0, err
	}
	result := testing.Benchmark(func(t *testing.B) {
		for t.Loop() {
			if _, err := themes.Compile(tokens); err != nil {
				t.Fatal(err)
			}
		}
	})
	return time.Duration(result.NsPerOp()), nil
}
