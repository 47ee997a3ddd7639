package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains/certificates"
)

// fill makes a platform and realms below it, by the superuser's short cut, without triggers: so it says what they would have.
func (b *bench) fill(ctx context.Context) error {
	for _, s := range []string{
		"set session_replication_role = replica",
		`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key) select i, null, 'platform', i, '1.', 'Root', 'root' from gen_random_uuid() as i`,
		fmt.Sprintf(`insert into tenants (id, parent_id, kind, realm_id, path, name, name_key)
			select i, p.id, 'reseller', i, 'r' || n, 'Realm ' || n, 'realm ' || n from (select n, gen_random_uuid() as i from generate_series(0, %d - 1) as n) as new, tenants p where p.kind = 'platform'`, b.domains),
		`insert into tenant_closure select id, id, 0 from tenants`,
		`insert into tenant_closure select parent_id, id, 1 from tenants where parent_id is not null`,
		// Each has colours of its own.
		`insert into brands (tenant_id, name, tokens) select id, 'Brand of ' || name, jsonb_build_object('primary', '#' || lpad(to_hex((abs(hashtext(name)) % 8388608)::int), 6, '0'), 'accent', '#0e7f6e', 'chrome', 'brand', 'mark', 'meridian')
			from tenants where kind = 'reseller'`,
		`insert into hosts (host, tenant_id, is_primary) select 'track.realm-' || lpad(substr(path, 2), 6, '0') || '.example', id, true from tenants where kind = 'reseller'`,
		`insert into domains (id, tenant_id, host, given, token, state, verified_at, active_at, certificate) select gen_random_uuid(), tenant_id, host, false, 'token', 'active', now(), now(), 'own' from hosts`,
	} {
		if _, err := b.super.Exec(ctx, s); err != nil {
			return err
		}
	}
	if err := b.certify(ctx); err != nil {
		return fmt.Errorf("certificates: %w", err)
	}
	for _, s := range []string{`update tenants set path = '1.' || seq || '.' where kind = 'reseller'`, "reset session_replication_role", "vacuum analyze"} {
		if _, err := b.super.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// certify gives each host a certificate, by the vault. It is the same one: what it costs to find one does not depend on what it says.
func (b *bench) certify(ctx context.Context) error {
	own, err := issued()
	if err != nil {
		return err
	}
	rows, err := b.super.Query(ctx, "select host, tenant_id from hosts")
	if err != nil {
		return err
	}
	type owned struct {
		Host   string
		Tenant uuid.UUID
	}
	hosts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[owned])
	if err != nil {
		return err
	}
	vault := certificates.NewVault(b.db, rig.Key(), clock.System{}, silent())
	var g errgroup.Group
	g.SetLimit(4)
	for some := range slices.Chunk(hosts, 1000) {
		g.Go(func() error {
			return b.db.Worker(ctx, func(tx *db.Tx) error {
				for _, h := range some {
					if err := vault.Keep(ctx, tx, h.Tenant, h.Host, own); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	return g.Wait()
}

// issued is a chain of two, as an authority gives it, and its key.
func issued() (own certificates.Own, err error) {
	above, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return own, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return own, err
	}
	authority := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	first, err := x509.CreateCertificate(rand.Reader, authority, authority, above.Public(), above)
	if err != nil {
		return own, err
	}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{host(0)}}
	second, err := x509.CreateCertificate(rand.Reader, leaf, authority, key.Public(), above)
	if err != nil {
		return own, err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	for _, der := range [][]byte{second, first} {
		own.Chain = append(own.Chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	own.Key = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded})
	return own, err
}
