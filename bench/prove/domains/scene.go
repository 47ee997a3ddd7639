package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/api/entrance"
	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
	"github.com/liveryhq/livery/tenant"
)

// scene is an installation with two realms, an authority and a DNS.
type scene struct {
	postgres  *rig.Postgres
	db        *db.DB
	clock     *clock.Set
	peers     *rig.Peers
	domains   *domains.Domains
	authority *certificates.Authority
	keeper    *certificates.Keeper
	tls       net.Listener
	plain     string
	servers   []*http.Server
	brands    *tenant.Brands
	roots     *x509.CertPool
	north     db.Scope
	south     db.Scope

	states, named, issued, handshakes int
}

func prepare(ctx context.Context, folder string) (s *scene, err error) {
	s = &scene{clock: clock.At(time.Now())}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	if s.postgres, err = rig.StartPostgres(ctx, folder, false); err != nil {
		return s, err
	}
	if s.db, err = s.postgres.Open(ctx); err != nil {
		return s, err
	}
	listen := net.ListenConfig{}
	if s.tls, err = listen.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return s, err
	}
	plain, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return s, err
	}
	s.plain = plain.Addr().String()
	httpPort, tlsPort := plain.Addr().(*net.TCPAddr).Port, s.tls.Addr().(*net.TCPAddr).Port
	if s.peers, err = rig.StartPeers(ctx, folder, httpPort, tlsPort); err != nil {
		return s, err
	}
	if s.roots, err = s.peers.Issuers(ctx); err != nil {
		return s, err
	}
	resolver, err := records.NewResolver([]string{s.peers.DNS})
	if err != nil {
		return s, err
	}
	vault := certificates.NewVault(s.db, rig.Key(), s.clock, log)
	s.domains = domains.New(domains.Config{DB: s.db, Key: rig.Key(), Clock: s.clock, Log: slog.New(slog.DiscardHandler), DNS: resolver, Vault: vault,
		Here: domains.Here{Zone: "edge.test", Addresses: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Authority: "ca.test", TLS: true}})
	s.authority = certificates.NewAuthority(vault, certificates.AuthorityConfig{Directory: s.peers.Directory, Roots: s.peers.Roots, HTTPHost: "127.0.0.1", HTTPPort: httpPort, TLSPort: tlsPort, Log: log})
	s.keeper = certificates.NewKeeper(vault, nil, s.authority.Handshake)
	tenants := tenant.New(s.db)
	s.brands = tenant.NewBrands(tenants, log)
	page := &http.Server{ReadHeaderTimeout: time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		brand, err := s.brands.Resolve(r.Context(), strings.Split(r.Host, ":")[0])
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = io.WriteString(w, brand.Name)
	})}
	redirects := entrance.Plain{Brands: s.brands, Challenge: s.authority.Challenge, Port: strconv.Itoa(tlsPort), Log: log}.Server()
	s.servers = []*http.Server{page, redirects}
	go func() { _ = page.Serve(tls.NewListener(s.tls, s.keeper.TLS())) }()
	go func() { _ = redirects.Serve(plain) }()
	err = s.furnish(ctx, tenants)
	return s, err
}

func (s *scene) furnish(ctx context.Context, tenants *tenant.Tenants) error {
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	if err != nil {
		return err
	}
	above, err := tenants.Scope(ctx, root.ID, root.ID)
	if err != nil {
		return err
	}
	for name, scope := range map[string]*db.Scope{"north": &s.north, "south": &s.south} {
		opened, err := tenants.Open(ctx, above, tenant.Opening{Kind: tenant.Reseller, Name: name})
		if err == nil {
			*scope, err = tenants.Scope(ctx, opened.ID, opened.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *scene) close() error {
	for _, server := range s.servers {
		_ = server.Close()
	}
	if s.authority != nil {
		s.authority.Stop()
	}
	if s.peers != nil {
		s.peers.Stop()
	}
	if s.db != nil {
		s.db.Close()
	}
	if s.postgres != nil {
		return s.postgres.Stop()
	}
	return nil
}

// look moves the clock on, has what is due looked at, and asks for what certificates are due.
func (s *scene) look(ctx context.Context, after time.Duration) error {
	s.clock.Advance(after)
	_, err := s.domains.CheckDue(ctx)
	if err == nil {
		_, err = s.domains.IssueDue(ctx, s.authority)
	}
	s.brands.Forget()
	return err
}

// expect compares a domain's state, and that a finding is among what was found.
func (s *scene) expect(ctx context.Context, scope db.Scope, id uuid.UUID, state, finding string) error {
	one, err := s.domains.One(ctx, scope, id)
	if err != nil {
		return err
	}
	if one.State != state {
		return fmt.Errorf("%s is %s, not %s: %+v %+v", one.Host, one.State, state, one.Findings, one.Certificate)
	}
	s.states++
	for _, f := range one.Findings {
		if f.Code == finding {
			if finding != records.Fine {
				s.named++
			}
			return nil
		}
	}
	return fmt.Errorf("of %s it was not found that %s: %+v", one.Host, finding, one.Findings)
}

// shake is a browser's handshake for a host; nil: it was refused.
func (s *scene) shake(ctx context.Context, host string) *x509.Certificate {
	dialer := tls.Dialer{Config: &tls.Config{ServerName: host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}}
	conn, err := dialer.DialContext(ctx, "tcp", s.tls.Addr().String())
	if err != nil {
		return nil
	}
	defer func() { _ = conn.Close() }()
	return conn.(*tls.Conn).ConnectionState().PeerCertificates[0]
}

// sealed fails if a key lies open in the database.
func (s *scene) sealed(ctx context.Context) error {
	return s.db.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `select content from certificate_files`)
		if err != nil {
			return err
		}
		contents, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
		if err == nil && len(contents) == 0 {
			err = errors.New("nothing is kept of certificates")
		}
		for _, content := range contents {
			if strings.Contains(string(content), "PRIVATE KEY") {
				err = errors.New("a private key lies open in the database")
			}
		}
		return err
	})
}
