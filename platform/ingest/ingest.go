package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/ingest/broker"
	"github.com/liveryhq/livery/platform/ingest/contact"
	"github.com/liveryhq/livery/platform/ingest/gateway"
	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/registry"
	"github.com/liveryhq/livery/platform/ingest/spool"
	"github.com/liveryhq/livery/platform/ingest/store"
)

// Config of a process's part of the path.
type Config struct {
	// Gateway listens for trackers, Worker stores and runs the jobs. A process with neither can still Subscribe.
	Gateway, Worker bool

	// Database opens the database, or returns the one that is open. It is called again and again until it succeeds.
	Database func(ctx context.Context) (*db.DB, error)
	Key      secrets.Key
	// Prove tells whoever keeps claims that the device of a waiting tracker has shown its password. nil: that proves nothing.
	Prove func(ctx context.Context, tracker uuid.UUID) error

	// DataDir keeps the registry's snapshot and, without SpoolDir, the embedded spool.
	DataDir  string
	SpoolDir string
	// NATSURL of a cluster; empty: NATS runs within this process, which must then have both roles or neither.
	NATSURL string
	// SpoolReplicas on a cluster. 0: 3.
	SpoolReplicas                   int
	SpoolShards                     int   // 0: as the spool has, or as package spool gives a new one; on a cluster 8
	SpoolMaxBytes, SpoolMinFreeDisk int64 // 0: 4 GiB, 1 GiB; a negative floor: none
	SpoolLinger, StoreLinger        time.Duration

	Protocols []protocol.Protocol
	Host      string
	// Ports by protocol; 0 takes any free one; a protocol that is not named is off.
	Ports                         map[string]int
	FreePorts                     bool
	MaxConnections, RecordsPerDay int
	IdleTimeout                   time.Duration
	// Limits on what an address may try; the zero value: as usual.
	Limits gateway.Limits

	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer
}

const (
	clusterShards      = 8
	defaultMaxBytes    = 4 << 30
	defaultMinFreeDisk = 1 << 30
	defaultReplicas    = 3
)

func (c Config) complete() (Config, error) {
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.SpoolShards == 0 && c.NATSURL != "" {
		c.SpoolShards = clusterShards // processes must agree, and their machines may differ
	}
	if c.SpoolMaxBytes == 0 {
		c.SpoolMaxBytes = defaultMaxBytes
	}
	if c.SpoolMinFreeDisk == 0 {
		c.SpoolMinFreeDisk = defaultMinFreeDisk
	}
	if c.SpoolDir == "" {
		c.SpoolDir = filepath.Join(c.DataDir, "spool")
	}
	switch {
	case c.NATSURL == "":
		c.SpoolReplicas = 1
		if c.Gateway != c.Worker {
			return c, errs.Field("LIVERY_NATS_URL", "missing",
				"A gateway and a worker in different processes share a spool: set LIVERY_NATS_URL, or give one process both roles.")
		}
	case c.SpoolReplicas == 0:
		c.SpoolReplicas = defaultReplicas
	}
	return c, nil
}

// Ingest is the path as far as this process has it.
type Ingest struct {
	config   Config
	database *database
	broker   *broker.Broker
	live     *live.Live
	spool    *spool.Spool
	registry *registry.Registry
	contacts *contact.Recorder
	gateway  *gateway.Gateway
	store    *store.Store
}

// Open opens the path up to the tracker ports; Run makes it work. While the database is away a gateway opens from its
// snapshot; without one Open returns the database's error.
func Open(ctx context.Context, c Config) (i *Ingest, err error) {
	if c, err = c.complete(); err != nil {
		return nil, err
	}
	i = &Ingest{config: c, database: newDatabase(c.Database, c.Log)}
	defer func() {
		if err != nil {
			i.close(ctx)
			i = nil
		}
	}()
	name := processName()
	i.broker, err = broker.Open(ctx, broker.Config{URL: c.NATSURL, Dir: c.SpoolDir, MaxBytes: c.SpoolMaxBytes, Name: "livery " + name, Log: c.Log})
	if err != nil {
		return i, err
	}
	i.live = live.New(i.broker, c.Log)
	derr := i.database.try(ctx)
	if derr != nil {
		c.Log.Warn("the database does not answer yet", "error", derr)
	}
	if c.Gateway || c.Worker {
		i.spool, err = spool.OpenSpool(ctx, i.broker, spool.Config{
			Shards: c.SpoolShards, MaxBytes: c.SpoolMaxBytes, MinFreeDisk: max(0, c.SpoolMinFreeDisk), Linger: c.SpoolLinger,
			Replicas: c.SpoolReplicas, Log: c.Log,
		})
		if err != nil {
			return i, err
		}
	}
	if c.Worker {
		metrics := store.NewMetrics()
		if err := register(c.Metrics, metrics.Collectors()); err != nil {
			return i, err
		}
		lessee := name
		if i.broker.Embedded() {
			lessee = "embedded" // nobody else can open this spool, so a process that was killed is replaced at once
		}
		i.store = store.New(store.Config{
			Database: i.database, Spool: i.spool, Shards: i.spool.Shards(), Name: lessee, Linger: c.StoreLinger, Log: c.Log, Metrics: metrics,
		})
	}
	if c.Gateway {
		if err := i.openGateway(ctx, derr); err != nil {
			return i, err
		}
	}
	return i, nil
}

func (i *Ingest) openGateway(ctx context.Context, derr error) error {
	c := i.config
	snapshot := ""
	if c.DataDir != "" {
		snapshot = filepath.Join(c.DataDir, "registry.snapshot")
	}
	i.registry = registry.New(registry.Config{Database: i.database, Prove: c.Prove, Snapshot: snapshot, Clock: c.Clock, Log: c.Log})
	if err := i.registry.Load(ctx); err != nil {
		return fmt.Errorf("no tracker can be let in: the database does not answer, and there is no snapshot to start from: %w", errors.Join(err, derr))
	}
	i.contacts = contact.New(i.database, i.live, c.Log)
	metrics := gateway.NewMetrics()
	if err := register(c.Metrics, metrics.Collectors()); err != nil {
		return err
	}
	var err error
	i.gateway, err = gateway.Open(ctx, gateway.Config{
		Protocols: c.Protocols, Host: c.Host, Ports: c.Ports, FreePorts: c.FreePorts, MaxConnections: c.MaxConnections,
		IdleTimeout: c.IdleTimeout, RecordsPerDay: c.RecordsPerDay, Limits: c.Limits, Registry: i.registry, Spool: i.spool, Live: i.live,
		Contacts: i.contacts, Key: c.Key, Clock: c.Clock, Log: c.Log, Metrics: metrics,
	})
	return err
}

// Refresh lets in the trackers that were written down since Open, which Run would hear of a moment after it begins. Only before Run.
func (i *Ingest) Refresh(ctx context.Context) error {
	if i.registry == nil {
		return nil
	}
	return i.registry.Refresh(ctx)
}

// Run works until ctx ends, then stops in order: the gateway answers what it has read and closes its connections, what
// is spooled is stored as far as the database answers, and the registry's snapshot is written. It ends by itself only when
// the spool can work no more in this process, and says why.
func (i *Ingest) Run(ctx context.Context) error {
	defer i.close(context.WithoutCancel(ctx))
	ctx, end := context.WithCancel(ctx)
	defer end()
	var fed, fedBy sync.WaitGroup // what the gateway feeds goes on until the gateway has stopped
	after, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	fedBy.Go(func() { i.database.run(ctx) })
	if i.registry != nil {
		fedBy.Go(func() { i.registry.Run(ctx) })
		fed.Go(func() { i.contacts.Run(after) })
	}
	if i.store != nil {
		fed.Go(func() { i.store.Run(after) })
		fedBy.Go(func() { i.jobs(ctx) })
	}
	var stuck <-chan error // nothing ever comes where there is no spool
	if i.spool != nil {
		stuck = i.spool.Stuck()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-stuck:
		end()
	}
	if i.gateway != nil {
		i.gateway.Close()
	}
	fedBy.Wait()
	stop()
	fed.Wait()
	return err
}

// Close ends what Open opened, where Run was never called.
func (i *Ingest) Close(ctx context.Context) {
	if i.gateway != nil {
		i.gateway.Close()
	}
	i.close(ctx)
}

func (i *Ingest) close(ctx context.Context) {
	if i.spool != nil {
		i.spool.Close()
	}
	if i.broker != nil {
		i.broker.Close(ctx)
	}
}

// Addresses are where protocols are listened for, as host:port.
func (i *Ingest) Addresses() map[string]string {
	if i.gateway == nil {
		return nil
	}
	return i.gateway.Addresses()
}

// Ready is nil if the process can do its part, or says what is missing.
func (i *Ingest) Ready() error {
	switch {
	case i.registry != nil && !i.registry.Ready():
		return errors.New("the registry of trackers is not loaded")
	case !i.broker.Conn().IsConnected():
		return errors.New("NATS does not answer")
	}
	return nil
}

// Connections is how many trackers are connected over TCP.
func (i *Ingest) Connections() int {
	if i.gateway == nil {
		return 0
	}
	return i.gateway.Connections()
}

// Subscribe calls fn with each live event of a tenant (package live has their form) until cancel is called. fn must not
// wait.
func (i *Ingest) Subscribe(tenant uuid.UUID, fn func(event []byte)) (cancel func()) {
	return i.live.Subscribe(tenant, fn)
}

// Changed asks everybody who watches the tenant to read an object again.
func (i *Ingest) Changed(tenant, object uuid.UUID) { i.live.Changed(tenant, object) }

// HTTP serves a tracker's request that came to a realm's own host; only where this process is a gateway.
func (i *Ingest) HTTP(ctx context.Context, realm uuid.UUID, r protocol.HTTPRequest) (protocol.HTTPReply, error) {
	if i.gateway == nil {
		return protocol.HTTPReply{}, errs.New(errs.Unavailable, "no_gateway", "Trackers are not served here.")
	}
	return i.gateway.HTTP(ctx, realm, r)
}

func register(r prometheus.Registerer, all []prometheus.Collector) error {
	if r == nil {
		return nil
	}
	for _, c := range all {
		if err := r.Register(c); err != nil {
			return fmt.Errorf("register metrics: %w", err)
		}
	}
	return nil
}

func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s %d %s", host, os.Getpid(), uuid.NewString()[:8])
}
