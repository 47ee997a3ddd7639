package onboarding

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	// MaxLines is the most lines a file has below its heading.
	MaxLines = 50_000
	// UndoWithin is how long after it has ended a run can be taken back.
	UndoWithin = 30 * 24 * time.Hour
	// draftsKept is how long a file that was never brought is kept.
	draftsKept = 7 * 24 * time.Hour
)

// Config is what onboarding stands on.
type Config struct {
	DB      *db.DB
	Tenants *tenant.Tenants
	People  *identity.People
	Fleet   *fleet.Fleet
	Key     secrets.Key
	Clock   clock.Clock // nil: the machine's
	Log     *slog.Logger
	// Lease is how long a process that works at an import is believed to be alive without a sign; 0: 15 seconds.
	Lease time.Duration
}

// Onboarding brings businesses. Safe for concurrent use; run Work in some process.
type Onboarding struct {
	db      *db.DB
	tenants *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	key     secrets.Key
	clock   clock.Clock
	log     *slog.Logger
	lease   time.Duration
	// holder is who this process is, among those that work at imports.
	holder uuid.UUID
	// begun is rung when there is something to do.
	begun chan struct{}
}

// New makes it.
func New(c Config) *Onboarding {
	o := &Onboarding{db: c.DB, tenants: c.Tenants, people: c.People, fleet: c.Fleet, key: c.Key, clock: c.Clock, log: c.Log, lease: c.Lease,
		holder: uuid.New(), begun: make(chan struct{}, 1)}
	if o.clock == nil {
		o.clock = clock.System{}
	}
	if o.log == nil {
		o.log = slog.Default()
	}
	if o.lease == 0 {
		o.lease = 15 * time.Second
	}
	return o
}

func (o *Onboarding) now() time.Time { return o.clock.Now().UTC().Truncate(time.Microsecond) }

// ring tells a worker of this process that there is something to do; others find it by themselves.
func (o *Onboarding) ring() {
	select {
	case o.begun <- struct{}{}:
	default:
	}
}

// may refuses whoever has no customers, or sees only a part of what is theirs.
func may(s db.Scope) error {
	if s.Kind() == tenant.Account {
		return errs.New(errs.Forbidden, "account_has_no_children", "An account has no customers of its own.")
	}
	return fleet.WholeSight(s)
}

// in runs fn as the tenant, for whoever may bring customers to it.
func (o *Onboarding) in(ctx context.Context, s db.Scope, fn func(tx *db.Tx) error) error {
	if err := may(s); err != nil {
		return err
	}
	return o.db.InTenant(ctx, s, fn)
}
