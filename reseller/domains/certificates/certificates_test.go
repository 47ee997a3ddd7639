package certificates_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io/fs"
	"log/slog"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/tenant"
)

func forge(t *testing.T, host string) (chain, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	require.NoError(t, err)
	written, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: written})
}

func open(t *testing.T) (*db.DB, *tenant.Tenants, *certificates.Vault, uuid.UUID) {
	t.Helper()
	d := testdb.New(t)
	tenants := tenant.New(d)
	root, err := tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	require.NoError(t, tenants.GiveHost(t.Context(), root.ID, "root.test", true))
	return d, tenants, certificates.NewVault(d, testdb.Key(), clock.System{}, slog.New(slog.DiscardHandler)), root.ID
}

func TestTheVaultIsAFileSystemWhoseFilesAreSealed(t *testing.T) {
	t.Parallel()
	d, _, vault, _ := open(t)
	ctx := t.Context()
	require.NoError(t, vault.Store(ctx, "acme/ca.test/users/a@b.test/a.key", []byte("PRIVATE account")))
	require.NoError(t, vault.Store(ctx, "acme/ca.test/users/a@b.test/a.json", []byte("{}")))
	require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.key", []byte("PRIVATE host")))
	require.NoError(t, vault.Store(ctx, "certificates/ca.test-2/x", []byte("beside")))
	require.Error(t, vault.Store(ctx, "certificates/ca.test/stranger.test/stranger.test.key", []byte("x")), "nobody's host")

	value, err := vault.Load(ctx, "acme/ca.test/users/a@b.test/a.key")
	require.NoError(t, err)
	require.Equal(t, "PRIVATE account", string(value))
	_, err = vault.Load(ctx, "acme/ca.test")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.True(t, vault.Exists(ctx, "acme/ca.test"))
	require.False(t, vault.Exists(ctx, "acme/ca"))
	list, err := vault.List(ctx, "acme/ca.test", false)
	require.NoError(t, err)
	require.Equal(t, []string{"acme/ca.test/users"}, list)
	list, err = vault.List(ctx, "certificates/ca.test", true)
	require.NoError(t, err)
	require.Equal(t, []string{"certificates/ca.test/root.test/root.test.key"}, list)
	info, err := vault.Stat(ctx, "acme/ca.test/users/a@b.test/a.json")
	require.NoError(t, err)
	require.EqualValues(t, 2, info.Size)
	require.True(t, info.IsTerminal)
	info, err = vault.Stat(ctx, "acme/ca.test/users")
	require.NoError(t, err)
	require.False(t, info.IsTerminal)
	_, err = vault.Stat(ctx, "nothing")
	require.ErrorIs(t, err, fs.ErrNotExist)

	require.NoError(t, d.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `select encode(content, 'escape') from certificate_files`)
		if err != nil {
			return err
		}
		contents, err := pgx.CollectRows(rows, pgx.RowTo[string])
		require.Len(t, contents, 4)
		for _, content := range contents {
			require.NotContains(t, content, "PRIVATE")
		}
		return err
	}))
	require.NoError(t, vault.Delete(ctx, "acme/ca.test"))
	require.False(t, vault.Exists(ctx, "acme/ca.test"))
	require.NoError(t, vault.Delete(ctx, "acme/ca.test"), "what is gone is gone")
}

func TestAKeySealedForOneTenantOpensForNoOther(t *testing.T) {
	t.Parallel()
	d, tenants, vault, root := open(t)
	ctx := t.Context()
	s, err := tenants.Scope(ctx, root, root)
	require.NoError(t, err)
	north, err := tenants.Open(ctx, s, tenant.Opening{Kind: tenant.Reseller, Name: "north"})
	require.NoError(t, err)
	require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.key", []byte("PRIVATE host")))
	require.NoError(t, d.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update certificate_files set tenant_id = $1`, north.ID)
		return err
	}))
	_, err = vault.Load(ctx, "certificates/ca.test/root.test/root.test.key")
	require.Error(t, err)
	// Nor does a request of its own tenant read what is in it.
	err = d.InTenant(ctx, s, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `select content from certificate_files`)
		return err
	})
	require.Error(t, err)
}

func TestOneAtATimeHoldsAName(t *testing.T) {
	t.Parallel()
	_, _, vault, _ := open(t)
	ctx := t.Context()
	require.NoError(t, vault.Lock(ctx, "issue shop.test"))
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	require.Error(t, vault.Lock(short, "issue shop.test"))
	require.NoError(t, vault.Lock(ctx, "issue other.test"))
	require.NoError(t, vault.Unlock(ctx, "issue other.test"))
	require.NoError(t, vault.Unlock(ctx, "issue shop.test"))
	require.NoError(t, vault.Lock(ctx, "issue shop.test"))
	require.NoError(t, vault.Unlock(ctx, "issue shop.test"))
	require.Error(t, vault.Unlock(ctx, "issue shop.test"))
}

func TestAHandshakeIsShownTheCertificateOfTheNameItAsksForAndNoOther(t *testing.T) {
	t.Parallel()
	_, _, vault, _ := open(t)
	ctx := t.Context()
	neutral := &tls.Certificate{}
	keeper := certificates.NewKeeper(vault, func(host string) *tls.Certificate {
		if host == "starter.edge.test" {
			return neutral
		}
		return nil
	}, nil)
	// hello shakes hands as a browser does, and tells which certificate it was shown.
	hello := func(name string, protocols ...string) ([]byte, error) {
		ours, theirs := net.Pipe()
		defer ours.Close()
		defer theirs.Close()
		go func() { _ = tls.Server(ours, keeper.TLS()).HandshakeContext(ctx) }()
		browser := tls.Client(theirs, &tls.Config{ServerName: name, NextProtos: protocols, InsecureSkipVerify: true})
		if err := browser.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		return browser.ConnectionState().PeerCertificates[0].Raw, nil
	}
	for _, name := range []string{"", "root.test", "192.0.2.1", "nobody.test"} {
		_, err := hello(name)
		require.Error(t, err, name)
	}
	keeper.Forget("root.test")
	chain, key := forge(t, "root.test")
	require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.crt", chain))
	require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.key", key))
	block, _ := pem.Decode(chain)
	for _, name := range []string{"Root.Test", "root.test"} {
		shown, err := hello(name, "http/1.1")
		require.NoError(t, err)
		require.Equal(t, block.Bytes, shown)
	}
	c, err := keeper.Find(ctx, "root.test")
	require.NoError(t, err)
	again, err := keeper.Find(ctx, "root.test")
	require.NoError(t, err)
	require.Same(t, c, again, "from memory")
	given, err := keeper.Find(ctx, "starter.edge.test")
	require.NoError(t, err)
	require.Same(t, neutral, given)
	_, err = hello("root.test", "acme-tls/1")
	require.Error(t, err, "a challenge is answered by whoever asked the authority")
	_, err = keeper.Find(ctx, "nobody.test")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestWhoTakesANewCertificateIsToldByTheDatabase(t *testing.T) {
	t.Parallel()
	_, _, vault, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	keeper := certificates.NewKeeper(vault, nil, nil)
	done := make(chan error, 1)
	go func() { done <- keeper.Watch(ctx) }()
	put := func() []byte {
		chain, key := forge(t, "root.test")
		require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.key", key))
		require.NoError(t, vault.Store(ctx, "certificates/ca.test/root.test/root.test.crt", chain))
		block, _ := pem.Decode(chain)
		return block.Bytes
	}
	for range 2 {
		want := put()
		require.Eventually(t, func() bool {
			c, err := keeper.Find(ctx, "root.test")
			return err == nil && string(c.Certificate[0]) == string(want)
		}, 10*time.Second, 20*time.Millisecond)
	}
	cancel()
	require.NoError(t, <-done)
}
