package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func main() {
	b := bench{}
	flag.IntVar(&b.domains, "domains", 100_000, "domains, each of a realm of its own")
	flag.IntVar(&b.pages, "pages", 2000, "first pages of each kind")
	flag.StringVar(&b.profile, "profile", "", "file for a profile of the processor while pages are asked for")
	flag.Parse()
	if err := b.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "brands:", err)
		os.Exit(1)
	}
}

type bench struct {
	domains, pages int
	profile        string

	super   *pgx.Conn
	db      *db.DB
	tenants *tenant.Tenants
}

func (b *bench) run(ctx context.Context) error {
	return rig.OnBed(ctx, "brands", false, func(ctx context.Context, bed *rig.Bed) error {
		b.db, b.super = bed.DB, bed.Super
		return b.measure(ctx)
	})
}

func (b *bench) measure(ctx context.Context) error {
	b.tenants = tenant.New(b.db)
	fmt.Printf("filling the database with %d realms, each with a brand, a domain and a certificate …\n", b.domains)
	if err := b.fill(ctx); err != nil {
		return fmt.Errorf("fill the database: %w", err)
	}
	brands, err := b.resolve(ctx)
	if err != nil {
		return fmt.Errorf("resolve brands: %w", err)
	}
	certificates, err := b.find(ctx)
	if err != nil {
		return fmt.Errorf("find certificates: %w", err)
	}
	theme, err := compile()
	if err != nil {
		return err
	}
	pages, err := b.firstPages()
	if err != nil {
		return fmt.Errorf("ask for pages: %w", err)
	}
	fmt.Printf("brands: of %d domains: %s; %s; theme compiled in %.2f ms; %s\n", b.domains, brands, certificates, ms(theme), pages)
	return nil
}

// profiled writes a profile of what fn does, where one is wanted.
func (b *bench) profiled(fn func() error) (err error) {
	if b.profile == "" {
		return fn()
	}
	file, err := os.Create(b.profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return fn()
}

// held is the memory in use once what is free was given back.
func held() int64 {
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func host(n int) string { return fmt.Sprintf("track.realm-%06d.example", n) }

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
