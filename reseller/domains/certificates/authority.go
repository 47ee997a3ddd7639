package certificates

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/caddyserver/certmagic"
	"github.com/mholt/acmez/v3/acme"
	"go.uber.org/zap"
)

// Certificate is what is known of one that an authority has issued.
type Certificate struct {
	Issuer              string
	NotBefore, NotAfter time.Time
	// RenewAt is when the authority would have it renewed, or else when a third of its life is left.
	RenewAt time.Time
}

// AuthorityConfig says whom to ask, and where its challenges arrive.
type AuthorityConfig struct {
	// Directory of the ACME server, Email that it writes to, and Roots if it is nobody's that the system trusts.
	Directory string
	Email     string
	Roots     *x509.CertPool
	// HTTPHost and HTTPPort are where this machine's plain listener is, and TLSPort its other: challenges come there.
	HTTPHost          string
	HTTPPort, TLSPort int
	Log               *slog.Logger
}

// Authority asks an ACME server for certificates, one at a time for one host over all processes, and keeps them in the
// vault.
type Authority struct {
	vault  *Vault
	magic  *certmagic.Config
	issuer *certmagic.ACMEIssuer
	cache  *certmagic.Cache
}

// NewAuthority makes one. End it with Stop.
func NewAuthority(v *Vault, c AuthorityConfig) *Authority {
	a := &Authority{vault: v}
	log := zap.New(toSlog{handler: c.Log.Handler()})
	a.cache = certmagic.NewCache(certmagic.CacheOptions{GetConfigForCert: func(certmagic.Certificate) (*certmagic.Config, error) { return a.magic, nil },
		RenewCheckInterval: 24 * time.Hour, OCSPCheckInterval: 24 * time.Hour, Logger: log})
	a.magic = certmagic.New(a.cache, certmagic.Config{Storage: v, Logger: log, OCSP: certmagic.OCSPConfig{DisableStapling: true},
		KeySource: certmagic.StandardKeyGenerator{KeyType: certmagic.P256}})
	a.issuer = certmagic.NewACMEIssuer(a.magic, certmagic.ACMEIssuer{CA: c.Directory, TestCA: c.Directory, Email: c.Email, Agreed: true, TrustedRoots: c.Roots,
		ListenHost: c.HTTPHost, AltHTTPPort: c.HTTPPort, AltTLSALPNPort: c.TLSPort, Logger: log, CertObtainTimeout: obtainWithin})
	a.magic.Issuers = []certmagic.Issuer{silent{a.issuer}}
	return a
}

// silent is an issuer that asks nobody for an e-mail address: there is no person at the terminal of a server.
type silent struct{ *certmagic.ACMEIssuer }

// PreCheck implements certmagic.PreChecker.
func (s silent) PreCheck(ctx context.Context, names []string, _ bool) error {
	return s.ACMEIssuer.PreCheck(ctx, names, false)
}

// obtainWithin bounds one order.
const obtainWithin = 90 * time.Second

// Stop ends what runs beside.
func (a *Authority) Stop() { a.cache.Stop() }

// Obtain asks for a host's certificate, once: whoever calls tries again later. Where there is one, a new one is asked for if
// renew is set.
func (a *Authority) Obtain(ctx context.Context, host string, renew bool) (Certificate, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*obtainWithin)
	defer cancel()
	var err error
	// What was brought by its owner is not there to be renewed.
	if renew && a.vault.Exists(ctx, certmagic.StorageKeys.SiteCert(a.issuer.IssuerKey(), host)) {
		err = a.magic.RenewCertSync(ctx, host, true)
	} else {
		err = a.magic.ObtainCertSync(ctx, host)
	}
	if err != nil {
		return Certificate{}, fmt.Errorf("obtain a certificate for %s: %w", host, err)
	}
	return a.read(ctx, host)
}

func (a *Authority) read(ctx context.Context, host string) (Certificate, error) {
	key := a.issuer.IssuerKey()
	chain, err := a.vault.Load(ctx, certmagic.StorageKeys.SiteCert(key, host))
	if err != nil {
		return Certificate{}, err
	}
	block, _ := pem.Decode(chain)
	if block == nil {
		return Certificate{}, errors.New("the authority's chain is empty")
	}
	leaf, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return Certificate{}, err
	}
	c := Certificate{Issuer: leaf.Issuer.CommonName, NotBefore: leaf.NotBefore, NotAfter: leaf.NotAfter}
	c.RenewAt = leaf.NotAfter.Add(-leaf.NotAfter.Sub(leaf.NotBefore) / 3)
	// When the authority would have it renewed (ARI), if it says so and that is sooner.
	if meta, err := a.vault.Load(ctx, certmagic.StorageKeys.SiteMeta(key, host)); err == nil {
		var resource struct {
			Issuer acme.Certificate `json:"issuer_data"`
		}
		if json.Unmarshal(meta, &resource) == nil && resource.Issuer.RenewalInfo != nil {
			if at := resource.Issuer.RenewalInfo.SelectedTime; at.After(leaf.NotBefore) && at.Before(c.RenewAt) {
				c.RenewAt = at
			}
		}
	}
	return c, nil
}

// Challenge answers a challenge of the authority that comes by plain HTTP; false if it is none.
func (a *Authority) Challenge(w http.ResponseWriter, r *http.Request) bool {
	return a.issuer.HandleHTTPChallenge(w, r)
}

// Handshake answers one that comes by TLS.
func (a *Authority) Handshake(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	return a.magic.GetCertificate(hello)
}

// Reason is what an authority has refused an order for, in its own words; empty if it was not the authority that did.
func Reason(err error) string {
	if p, ok := errors.AsType[acme.Problem](err); ok {
		for _, sub := range p.Subproblems {
			if sub.Detail != "" {
				return sub.Detail
			}
		}
		return p.Detail
	}
	return ""
}
