package domains_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"log/slog"
	"math/big"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
	"github.com/liveryhq/livery/tenant"
)

// zones is the DNS of these tests: what stands at a name.
type zones struct {
	mu     sync.Mutex
	proofs map[string][]string
	here   map[string]bool
	silent bool
}

func (z *zones) Look(_ context.Context, w records.Wanted) (seen records.Seen, err error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.silent {
		return seen, errors.New("no name server answered")
	}
	for _, token := range z.proofs[w.Host] {
		seen.Proved = seen.Proved || token == w.Token
	}
	seen.Arrives = z.here[w.Host]
	code := records.ProofMissing
	if seen.Proved {
		code = records.Fine
	}
	seen.Findings = []records.Finding{{Code: code, Record: "TXT", Name: records.ProofLabel + "." + w.Host}}
	return seen, nil
}

func (z *zones) set(host string, here bool, tokens ...string) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.proofs[host], z.here[host] = tokens, here
}

// authority issues what it is asked for, or refuses, and counts.
type authority struct {
	world  *world
	refuse error
	orders atomic.Int64 // several are asked for at once
}

func (a *authority) Obtain(ctx context.Context, host string, _ bool) (c certificates.Certificate, err error) {
	a.orders.Add(1)
	if a.refuse != nil {
		return c, a.refuse
	}
	now := a.world.clock.Now()
	chain, key := forge(a.world.t, now, host)
	folder := "certificates/ca.test/" + host + "/" + host
	require.NoError(a.world.t, a.world.vault.Store(ctx, folder+".crt", chain))
	require.NoError(a.world.t, a.world.vault.Store(ctx, folder+".key", key))
	return certificates.Certificate{Issuer: "Test CA", NotBefore: now, NotAfter: now.Add(90 * 24 * time.Hour), RenewAt: now.Add(60 * 24 * time.Hour)}, nil
}

// forge makes a certificate that nobody has signed.
func forge(t *testing.T, now time.Time, hosts ...string) (chain, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "Shop's own"}, DNSNames: hosts,
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(90 * 24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	require.NoError(t, err)
	written, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: written})
}

type world struct {
	t       *testing.T
	db      *db.DB
	clock   *clock.Set
	tenants *tenant.Tenants
	zones   *zones
	vault   *certificates.Vault
	domains *domains.Domains
	issuer  *authority
	root    db.Scope
	north   db.Scope
	south   db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(time.Now().Truncate(time.Second)), zones: &zones{proofs: map[string][]string{}, here: map[string]bool{}}}
	w.tenants = tenant.New(w.db)
	w.vault = certificates.NewVault(w.db, testdb.Key(), w.clock, slog.New(slog.DiscardHandler))
	w.domains = domains.New(domains.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock, Log: slog.New(slog.DiscardHandler), DNS: w.zones, Vault: w.vault,
		Here: domains.Here{Zone: "edge.test", Target: "brands.edge.test", TLS: true}})
	w.issuer = &authority{world: w}
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root = w.scope(root.ID)
	require.NoError(t, w.tenants.GiveHost(t.Context(), root.ID, "root.test", true))
	w.north, w.south = w.open("north"), w.open("south")
	return w
}

func (w *world) scope(id uuid.UUID) db.Scope {
	s, err := w.tenants.Scope(w.t.Context(), id, id)
	require.NoError(w.t, err)
	return s
}

func (w *world) open(name string) db.Scope {
	opened, err := w.tenants.Open(w.t.Context(), w.root, tenant.Opening{Kind: tenant.Reseller, Name: name})
	require.NoError(w.t, err)
	require.NoError(w.t, w.tenants.GiveHost(w.t.Context(), opened.ID, name+".edge.test", true))
	return w.scope(opened.ID)
}

// look has every domain looked at.
func (w *world) look(s db.Scope, id uuid.UUID) domains.Domain {
	w.t.Helper()
	w.clock.Advance(time.Hour * 25)
	_, err := w.domains.CheckDue(w.t.Context())
	require.NoError(w.t, err)
	return w.read(s, id)
}

func (w *world) read(s db.Scope, id uuid.UUID) domains.Domain {
	w.t.Helper()
	one, err := w.domains.One(w.t.Context(), s, id)
	require.NoError(w.t, err)
	return one
}

func (w *world) issue() {
	w.t.Helper()
	_, err := w.domains.IssueDue(w.t.Context(), w.issuer)
	require.NoError(w.t, err)
}

func (w *world) ask(s db.Scope, host string) domains.Domain {
	w.t.Helper()
	one, err := w.domains.Ask(w.t.Context(), s, host)
	require.NoError(w.t, err)
	return one
}

// live brings a domain to where it answers.
func (w *world) live(s db.Scope, host string) domains.Domain {
	w.t.Helper()
	one := w.ask(s, host)
	w.zones.set(host, true, one.Token)
	w.look(s, one.ID)
	w.issue()
	one = w.read(s, one.ID)
	require.Equal(w.t, domains.Active, one.State)
	return one
}
