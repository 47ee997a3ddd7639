package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// neutralZone of the proof's installation.
const neutralZone = "edge.test"

// stage is an installation that runs, with the demo's world behind TLS, and a client that looks at it from outside.
type stage struct {
	t      *testing.T
	i      *installation
	seed   demoSeed
	caught *catcher.Catcher
	realms []*realm
	stop   func()

	// asked counts what was looked at.
	asked struct{ answers, letters, papers, messages, handshakes, refused, named, marks int }
	// visits so far: each comes from an address of its own, as the proxy says.
	visits int
	client *http.Client
}

// realm is a brand of the world, with whatever is its own.
type realm struct {
	demoRealm

	scope db.Scope
	up    *realm
	// marked: its plan makes its site and its sign-in page name the level above.
	marked bool
	// starter is its host in the neutral zone, own a domain that it has proved.
	starter, own string
}

// raise opens the installation with the demo's world and runs it.
func raise(t *testing.T) *stage {
	t.Helper()
	s, issuer := build(t, worldDatabase(t), slog.New(slog.DiscardHandler))
	// It is told to whoever asks for it, as to a demo that starts again.
	s.seed = demoSeed{installation: s.i, now: clock.System{}.Now()}
	require.NoError(t, s.seed.world(t.Context()))
	s.meet(demoWorld(), nil)
	s.move()
	for _, r := range s.realms {
		s.settle(r, issuer)
	}
	s.start()
	return s
}

// theWorld is the demo's world, made once for all tests that want one: that takes longer than most of them.
var theWorld testdb.Mould

// worldDatabase makes a database with the demo's world in it, of which nothing has been told outside yet.
func worldDatabase(t *testing.T) string {
	t.Helper()
	return theWorld.URL(t, func(url string) {
		s, _ := build(t, url, slog.New(slog.DiscardHandler))
		seed := demoSeed{installation: s.i, now: clock.System{}.Now()}
		require.NoError(t, seed.world(t.Context()))
		require.NoError(t, s.i.close(t.Context()))
		require.NoError(t, s.caught.Close())
	})
}

// build opens an installation on a database that has nothing or a world in it; settings besides the stage's own are those of the environment.
func build(t *testing.T, database string, log *slog.Logger, settings ...string) (*stage, *issuer) {
	t.Helper()
	s := &stage{t: t}
	folder := t.TempDir()
	var err error
	s.caught, err = catcher.Listen(t.Context())
	require.NoError(t, err)
	issuer := newIssuer(t)
	chain, key := issuer.issue(t, "*."+neutralZone)
	zone := filepath.Join(folder, "zone")
	require.NoError(t, os.WriteFile(zone+".crt", chain, 0o600))
	require.NoError(t, os.WriteFile(zone+".key", key, 0o600))
	c, err := config.Load(append([]string{"LIVERY_DATABASE_URL=" + database, "LIVERY_DATA_DIR=" + folder, "LIVERY_LISTEN=127.0.0.1:0", "LIVERY_METRICS_LISTEN=off",
		"LIVERY_MASTER_KEY=" + base64.StdEncoding.EncodeToString([]byte("the master key of Livery's tests")), "LIVERY_TLS_LISTEN=127.0.0.1:0",
		"LIVERY_ACME_DIRECTORY=https://127.0.0.1:1/dir", "LIVERY_EDGE_DOMAIN=" + neutralZone, "LIVERY_EDGE_CERTIFICATE=" + zone + ".crt", "LIVERY_EDGE_CERTIFICATE_KEY=" + zone + ".key",
		"LIVERY_TRUSTED_PROXIES=127.0.0.1", "LIVERY_SMTP_SERVER=" + s.caught.Address(), "LIVERY_SMTP_TLS=none", "LIVERY_TRACKER_HOST=127.0.0.1", "LIVERY_DNS_RESOLVERS=127.0.0.1:1",
		"LIVERY_SPOOL_MIN_FREE_DISK=64MiB", "LIVERY_SPOOL_MAX_BYTES=1GiB",
		"LIVERY_PORT_TELTONIKA=free", "LIVERY_PORT_GT06=free", "LIVERY_PORT_WIALON_IPS=free", "LIVERY_PORT_OSMAND=free"}, settings...))
	require.NoError(t, err)
	s.i, err = openInstallation(t.Context(), c, log, options{freePorts: true})
	require.NoError(t, err)
	s.client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 2 * time.Minute,
		Transport: &http.Transport{DisableCompression: true, TLSClientConfig: &tls.Config{RootCAs: issuer.pool, MinVersion: tls.VersionTLS12}, DialTLSContext: s.dial(issuer.pool)}}
	return s, issuer
}

// start has it work until the test ends.
func (s *stage) start() {
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- s.i.run(ctx) }()
	var over bool
	s.stop = func() {
		if over {
			return
		}
		over = true
		s.client.CloseIdleConnections()
		cancel()
		require.NoError(s.t, <-ended)
		require.NoError(s.t, s.caught.Close())
	}
	s.t.Cleanup(s.stop)
}

// meet finds the realms that were seeded.
func (s *stage) meet(of demoRealm, up *realm) {
	ctx := s.t.Context()
	r := &realm{demoRealm: of, up: up}
	var id uuid.UUID
	require.NoError(s.t, s.i.storage.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select tenant_id from hosts where host = $1`, of.host).Scan(&id)
	}))
	var err error
	r.scope, err = s.i.tenants.Scope(ctx, id, id)
	require.NoError(s.t, err)
	s.realms = append(s.realms, r)
	for _, below := range of.below {
		s.meet(below, r)
	}
}

// move takes the demo's hosts, which are this machine's, into the neutral zone; the platform's is outside of it.
func (s *stage) move() {
	ctx := s.t.Context()
	for _, r := range s.realms {
		name, _, _ := strings.Cut(r.host, ".")
		r.starter, r.own = name+"."+neutralZone, "track."+name+".test"
		if r.up == nil {
			r.starter = "www." + name + ".test"
		}
		require.NoError(s.t, s.i.storage.db.Worker(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `delete from hosts where tenant_id = $1`, r.scope.Tenant())
			return err
		}))
		require.NoError(s.t, s.i.tenants.GiveHost(ctx, r.scope.Tenant(), r.starter, true))
		require.NoError(s.t, s.i.tenants.GiveHost(ctx, r.scope.Tenant(), r.own, false))
	}
	s.i.brands.Forget()
}

// settle gives a realm people of each role and the certificate of its domain.
func (s *stage) settle(r *realm, issuer *issuer) {
	ctx := s.t.Context()
	for _, role := range []access.Role{access.Admin, access.Billing, access.Support, access.Operator, access.Viewer} {
		require.NoError(s.t, s.seed.add(ctx, r.scope, demoUser{"staff-" + string(role), "Somebody of " + r.brand.Name, string(role) + "@staff." + r.own, "en", string(role)}))
	}
	hosts := []string{r.own}
	if r.up == nil {
		hosts = append(hosts, r.starter)
	}
	for _, host := range hosts {
		chain, key := issuer.issue(s.t, host)
		own, err := certificates.Read(host, chain, key, time.Now())
		require.NoError(s.t, err)
		require.NoError(s.t, s.i.storage.db.InTenant(ctx, r.scope, func(tx *db.Tx) error {
			if err := s.i.edge.domains.Vault.Keep(ctx, tx, r.scope.Tenant(), host, own); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `update domains set certificate = 'own' where host = $1`, host)
			return err
		}))
	}
}

func (s *stage) realm(name string) *realm {
	for _, r := range s.realms {
		if strings.HasPrefix(r.host, name) {
			return r
		}
	}
	require.Fail(s.t, "there is no such realm", name)
	return nil
}

// issuer is an authority for the proof.
type issuer struct {
	key  *ecdsa.PrivateKey
	root *x509.Certificate
	pool *x509.CertPool
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	root, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(root)
	return &issuer{key, root, pool}
}

func (i *issuer) issue(t *testing.T, host string) (chain, private []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: []string{host}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(80 * 24 * time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, i.root, key.Public(), i.key)
	require.NoError(t, err)
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded})
}

// signIn is a session of somebody at a host; empty: nobody's.
func (s *stage) signIn(host, login string) string {
	if login == "" {
		return ""
	}
	answer := s.post(host, "/api/session", "", map[string]any{"login": login, "password": demoPassword, "transport": "token"})
	require.Equal(s.t, http.StatusOK, answer.status, "%s at %s: %s", login, host, answer.body)
	token, _ := answer.json()["access_token"].(string)
	require.NotEmpty(s.t, token, answer.body)
	return token
}

// languages of letters and pages.
func languages() []string { return identity.Locales() }
