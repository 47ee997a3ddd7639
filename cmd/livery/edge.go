package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/liveryhq/livery/api/entrance"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// edge is where browsers come in: names, certificates and the listeners for them.
type edge struct {
	domains *domains.Domains
	// The rest only where browsers' TLS ends here.
	keeper    *certificates.Keeper
	authority *certificates.Authority
	tls       net.Listener
	plain     net.Listener
	redirects *http.Server
}

// openDomains gives the installation its domains; the listeners come with openEdge.
func (i *installation) openDomains() error {
	c := i.config
	resolver, err := records.NewResolver(c.General.DNSResolvers)
	if err != nil {
		return fmt.Errorf("look at domains (LIVERY_DNS_RESOLVERS): %w", err)
	}
	i.edge.domains = domains.New(domains.Config{DB: i.storage.db, Key: i.storage.key, Clock: clock.System{}, Log: i.log, DNS: resolver,
		Vault: certificates.NewVault(i.storage.db, i.storage.key, clock.System{}, i.log),
		Here: domains.Here{Zone: c.General.EdgeDomain, Target: c.General.EdgeTarget, Addresses: []netip.Addr(c.General.EdgeAddresses), Authority: c.Web.ACMEName,
			Proxies: c.Web.TrustedProxies, TLS: c.Web.TLSListen != "", Covered: c.Web.EdgeCertificate != ""}})
	i.senders = sender.New(sender.Config{DB: i.storage.db, Key: i.storage.key, Clock: clock.System{}, Log: i.log, DNS: resolver, Zone: c.General.EdgeDomain,
		Exchanger: cmp.Or(c.Mail.LettersName, c.General.EdgeDomain), Receives: c.Mail.LettersListen != "" || c.Mail.LettersLMTP != "", Private: c.Mail.SendersPrivate})
	return nil
}

// openEdge listens for TLS, and for what comes without it.
func (i *installation) openEdge(ctx context.Context) (err error) {
	c, e := i.config, &i.edge
	if c.Web.TLSListen == "" {
		return nil
	}
	listen := net.ListenConfig{}
	if e.tls, err = listen.Listen(ctx, "tcp", c.Web.TLSListen); err != nil {
		return fmt.Errorf("listen for browsers (LIVERY_TLS_LISTEN): %w", err)
	}
	if c.Web.HTTPListen != "" {
		if e.plain, err = listen.Listen(ctx, "tcp", c.Web.HTTPListen); err != nil {
			return fmt.Errorf("listen for browsers (LIVERY_HTTP_LISTEN): %w", err)
		}
	}
	roots, err := acmeRoots(c)
	if err != nil {
		return err
	}
	where := certificates.AuthorityConfig{Directory: c.Web.ACMEDirectory, Email: c.Web.ACMEEmail, Roots: roots, Log: i.log}
	_, where.TLSPort = hostAndPort(e.tls)
	if e.plain != nil {
		where.HTTPHost, where.HTTPPort = hostAndPort(e.plain)
	}
	e.authority = certificates.NewAuthority(e.domains.Vault, where)
	neutral, err := neutralCertificate(c)
	if err != nil {
		return err
	}
	e.keeper = certificates.NewKeeper(e.domains.Vault, neutral, e.authority.Handshake)
	if e.plain != nil {
		_, port := hostAndPort(e.tls)
		e.redirects = entrance.Plain{Brands: i.brands, Challenge: e.authority.Challenge, Port: strconv.Itoa(port), Log: i.log}.Server()
	}
	i.log.Info("listening with TLS", "web", e.tls.Addr().String())
	return nil
}

// closeEdge ends what was opened and never served.
func (e *edge) close() error {
	var errs []error
	for _, l := range []net.Listener{e.tls, e.plain} {
		if l != nil {
			if err := l.Close(); !errors.Is(err, net.ErrClosed) {
				errs = append(errs, err)
			}
		}
	}
	if e.authority != nil {
		e.authority.Stop()
	}
	return errors.Join(errs...)
}

func hostAndPort(l net.Listener) (host string, port int) {
	address, _ := l.Addr().(*net.TCPAddr)
	if address == nil {
		return "", 0
	}
	if !address.IP.IsUnspecified() {
		host = address.IP.String()
	}
	return host, address.Port
}

func acmeRoots(c config.Config) (*x509.CertPool, error) {
	if c.Web.ACMERoots == "" {
		return nil, nil
	}
	text, err := os.ReadFile(c.Web.ACMERoots)
	if err != nil {
		return nil, fmt.Errorf("read the authority's roots (LIVERY_ACME_ROOTS): %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("there is no certificate in %s (LIVERY_ACME_ROOTS)", c.Web.ACMERoots)
	}
	return pool, nil
}

// withinZone refuses a certificate that would tell visitors of starter hosts of somebody outside of the zone.
func withinZone(c *x509.Certificate, zone string) error {
	for _, name := range append(slices.Clone(c.DNSNames), c.Subject.CommonName) {
		if name != "" && name != zone && !strings.HasSuffix(strings.ToLower(name), "."+zone) {
			return fmt.Errorf("it names %s, which is outside of %s (LIVERY_EDGE_DOMAIN): whoever visits a brand's starter host would read it. Bring one for *.%s alone", name, zone, zone)
		}
	}
	if len(c.Subject.Organization) > 0 {
		return fmt.Errorf("it names its owner, %s: whoever visits a brand's starter host would read it. Bring one that proves the domain alone", strings.Join(c.Subject.Organization, ", "))
	}
	return nil
}

// neutralCertificate gives the hosts of the neutral zone the certificate that the operator has put on the disk, and takes a
// newer one up when the file changes.
func neutralCertificate(c config.Config) (func(host string) *tls.Certificate, error) {
	if c.Web.EdgeCertificate == "" {
		return nil, nil
	}
	var mu sync.Mutex
	var kept *tls.Certificate
	var from, looked time.Time
	load := func() error {
		info, err := os.Stat(c.Web.EdgeCertificate)
		if err != nil {
			return err
		}
		if kept != nil && info.ModTime().Equal(from) {
			return nil
		}
		pair, err := tls.LoadX509KeyPair(c.Web.EdgeCertificate, c.Web.EdgeCertificateKey)
		if err != nil {
			return err
		}
		if err := withinZone(pair.Leaf, c.General.EdgeDomain); err != nil {
			return err
		}
		kept, from = &pair, info.ModTime()
		return nil
	}
	if err := load(); err != nil {
		return nil, fmt.Errorf("read the certificate of the neutral zone (LIVERY_EDGE_CERTIFICATE): %w", err)
	}
	return func(host string) *tls.Certificate {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(looked) > time.Minute {
			looked = time.Now()
			_ = load() // half a file is no reason to drop the one in use
		}
		if kept.Leaf == nil || kept.Leaf.VerifyHostname(host) != nil {
			return nil
		}
		return kept
	}, nil
}
