package tenant

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Brand is what a host shows: whose it is and how it looks. It is shared by all requests and never changed.
type Brand struct {
	Host  string
	Realm uuid.UUID
	Kind  Kind // platform or reseller
	// Name of the brand, and if the realm has not given it one, of the realm.
	Name string
	// Tokens merged down the lineage.
	Tokens json.RawMessage
	// Dress is what the realm shows beside its tokens; nothing of it is inherited (themes.Dress).
	Dress json.RawMessage
	// Revision changes whenever anything above does: a key for what is derived from a brand.
	Revision string
	Locale   string
	// Languages it speaks to its people, where it has chosen; none: all there are (Offered, Speak).
	Languages []string
	TimeZone  string
	Country   string
	// Closed: the realm has been closed; its hosts show nothing.
	Closed bool
	// Primary host of the realm, which pages name as their own wherever they are asked for; empty: it has none.
	Primary string
	// SendsTo is the realm's primary host, where this one sends browsers on to it; empty: it does not.
	SendsTo string

	// marks, in order of time, and the provider that they are about (PoweredBy).
	marks    []mark
	provider Provider
}

// brandsKept bounds the hosts held in memory, less than a KiB each, and unknownKept the unknown ones apart from them, so that neither a
// large installation nor somebody who invents names can fill it.
const (
	brandsKept  = 131_072
	unknownKept = 32_768
)

// Brands resolves hosts in memory. Keep it fresh by running Watch.
type Brands struct {
	tenants *Tenants
	log     *slog.Logger

	// generation grows when anything may have changed; what was read under an older one is not kept.
	generation atomic.Uint64
	known      generations[string, *Brand]
	unknown    generations[string, struct{}]

	mu      sync.Mutex
	loading map[string]*load
}

type load struct {
	done  chan struct{}
	brand *Brand
	err   error
}

// NewBrands makes the cache; it is empty.
func NewBrands(t *Tenants, log *slog.Logger) *Brands {
	return &Brands{tenants: t, log: log, loading: map[string]*load{},
		known: newGenerations[string, *Brand](brandsKept), unknown: newGenerations[string, struct{}](unknownKept)}
}

// Watch forgets everything at every notice of a change and after every (re)connection. It returns when ctx ends.
func (b *Brands) Watch(ctx context.Context) error {
	return b.tenants.db.Listen(ctx, "livery_brands", b.Forget)
}

// Forget empties the cache.
func (b *Brands) Forget() {
	b.generation.Add(1)
	b.known.clear()
	b.unknown.clear()
}

// Resolve finds the brand of a host, which must be normal (NormalHost). NotFound: no realm answers there.
func (b *Brands) Resolve(ctx context.Context, host string) (*Brand, error) {
	if brand, ok := b.known.get(host); ok {
		return brand, nil
	}
	if _, ok := b.unknown.get(host); ok {
		return nil, errs.Missing()
	}
	return b.load(ctx, host)
}

// load reads a host once for all who ask at the same time.
func (b *Brands) load(ctx context.Context, host string) (*Brand, error) {
	b.mu.Lock()
	l, running := b.loading[host]
	if !running {
		l = &load{done: make(chan struct{})}
		b.loading[host] = l
	}
	b.mu.Unlock()
	if running {
		select {
		case <-l.done:
			return l.brand, l.err
		case <-ctx.Done():
			return nil, errs.New(errs.Unavailable, "timeout", "This took too long. Try again.").With(ctx.Err())
		}
	}
	generation := b.generation.Load()
	// Not the first asker's context: others wait for the same answer.
	l.brand, l.err = b.tenants.readBrand(context.WithoutCancel(ctx), host)
	b.mu.Lock()
	delete(b.loading, host)
	if generation == b.generation.Load() {
		if l.err == nil {
			b.known.put(host, l.brand)
		} else if errs.Is(l.err, errs.NotFound) {
			b.unknown.put(host, struct{}{})
		}
	}
	b.mu.Unlock()
	// A change in between: what was put a moment ago may be old.
	if generation != b.generation.Load() {
		b.known.clear()
		b.unknown.clear()
	}
	close(l.done)
	return l.brand, l.err
}

// readBrand reads a host's brand from the database.
func (t *Tenants) readBrand(ctx context.Context, host string) (*Brand, error) {
	var row tenantdb.ScopeRow
	err := t.db.Nobody(ctx, func(tx *db.Tx) error {
		q := tenantdb.New(tx)
		realm, err := q.HostRealm(ctx, host)
		if err != nil {
			return err
		}
		row, err = q.Scope(ctx, tenantdb.ScopeParams{Caller: realm, Target: realm})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find the realm of a host: %w", err)
	}
	scope := scopeOf(row)
	brand, err := t.look(ctx, scope, row.Lineage)
	if err != nil {
		return nil, err
	}
	brand.Host = host
	var redirects bool
	if brand.Primary, redirects, err = t.primary(ctx, scope, host); err != nil {
		return nil, fmt.Errorf("read where a host sends browsers: %w", err)
	}
	if redirects {
		brand.SendsTo = brand.Primary
	}
	return brand, nil
}

// Brand reads how a realm looks, for papers, which have no host. It is asked of the database each time.
func (t *Tenants) Brand(ctx context.Context, id uuid.UUID) (*Brand, error) {
	var row tenantdb.ScopeRow
	err := t.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		row, err = tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: id, Target: id})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find a realm: %w", err)
	}
	return t.look(ctx, scopeOf(row), row.Lineage)
}

// look reads how a realm looks, with what it inherits.
func (t *Tenants) look(ctx context.Context, scope db.Scope, lineage []uuid.UUID) (*Brand, error) {
	realm, err := t.Get(ctx, scope)
	if err != nil {
		return nil, err
	}
	looks, err := t.lineageLooks(ctx, scope, lineage)
	if err != nil {
		return nil, fmt.Errorf("read the looks of a lineage: %w", err)
	}
	languages, err := t.chosenBy(ctx, scope)
	if err != nil {
		return nil, fmt.Errorf("read the languages of a realm: %w", err)
	}
	brand := &Brand{Realm: realm.ID, Kind: realm.Kind, Name: realm.Name, Locale: realm.Locale, Languages: languages,
		TimeZone: realm.TimeZone, Country: realm.Country, Closed: realm.Status == "closed"}
	sum := sha256.New()
	for _, look := range looks {
		if look.Tenant == realm.ID {
			brand.Name, brand.Dress = look.Name, look.Dress
		}
		sum.Write([]byte(look.Tenant.String() + strconv.FormatInt(look.Revision, 10)))
	}
	sum.Write([]byte(brand.Name + brand.Locale + strings.Join(brand.Languages, " ")))
	brand.Revision = hex.EncodeToString(sum.Sum(nil)[:8])
	if brand.Tokens, err = MergeTokens(looks); err != nil {
		return nil, err
	}
	return brand, t.mark(ctx, brand, scope, looks)
}
