package certificates

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/liveryhq/livery/internal/db"
)

// keptCertificates bounds the certificates held in memory: about 6 KiB each.
const keptCertificates = 131_072

// missFor is how long it is remembered that a host has no certificate, so that whoever invents names asks the database
// once each.
const missFor = 10 * time.Second

// Keeper finds the certificate of a handshake: in memory, else by index. Keep it fresh by running Watch.
type Keeper struct {
	vault *Vault
	// neutral is the certificate of the neutral zone's hosts, where the operator brings one; challenges answers the authority's.
	neutral    func(host string) *tls.Certificate
	challenges func(*tls.ClientHelloInfo) (*tls.Certificate, error)

	load singleflight.Group
	mu   sync.RWMutex
	// young and old are halves of what is kept: when young is full it becomes old, and what was old is let go.
	young, old map[string]*tls.Certificate
	misses     map[string]time.Time
	seen       time.Time
}

// NewKeeper makes one; neutral and challenges may be nil.
func NewKeeper(v *Vault, neutral func(host string) *tls.Certificate, challenges func(*tls.ClientHelloInfo) (*tls.Certificate, error)) *Keeper {
	return &Keeper{vault: v, neutral: neutral, challenges: challenges, young: map[string]*tls.Certificate{}, misses: map[string]time.Time{}}
}

// TLS is how browsers are spoken to: TLS 1.2 and 1.3, HTTP/1.1, and the authority's challenge. A handshake that names no host
// of ours, or none at all, ends without a certificate: there is no name to show.
func (k *Keeper) TLS() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1", challengeProtocol}, GetCertificate: k.Certificate}
}

const challengeProtocol = "acme-tls/1"

// Certificate answers a handshake.
func (k *Keeper) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	if len(hello.SupportedProtos) == 1 && hello.SupportedProtos[0] == challengeProtocol {
		if k.challenges == nil {
			return nil, errNoCertificate
		}
		return k.challenges(hello)
	}
	host := strings.TrimSuffix(strings.ToLower(hello.ServerName), ".")
	if host == "" {
		return nil, errNoCertificate
	}
	ctx, cancel := context.WithTimeout(hello.Context(), 5*time.Second)
	defer cancel()
	certificate, err := k.Find(ctx, host)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoCertificate
	}
	return certificate, err
}

var errNoCertificate = errors.New("no certificate for this name")

// Find is the certificate of a host. fs.ErrNotExist: it has none.
func (k *Keeper) Find(ctx context.Context, host string) (*tls.Certificate, error) {
	now := k.vault.clock.Now()
	k.mu.RLock()
	c, missed := k.young[host], k.misses[host]
	older := k.old[host]
	k.mu.RUnlock()
	switch {
	case c != nil:
		return c, nil
	case older != nil:
		k.keep(host, older)
		return older, nil
	case now.Sub(missed) < missFor:
		return k.zones(host)
	}
	found, err, _ := k.load.Do(host, func() (any, error) {
		c, err := k.read(context.WithoutCancel(ctx), host)
		if err == nil {
			k.keep(host, c)
		} else if errors.Is(err, fs.ErrNotExist) {
			k.mu.Lock()
			if len(k.misses) >= keptCertificates {
				clear(k.misses)
			}
			k.misses[host] = now
			k.mu.Unlock()
			return k.zones(host)
		}
		return c, err
	})
	if err != nil {
		return nil, err
	}
	return found.(*tls.Certificate), nil
}

// zones is the certificate that the operator brings for a host without one of its own. It is not kept here: the file may be replaced.
func (k *Keeper) zones(host string) (*tls.Certificate, error) {
	if k.neutral != nil {
		if c := k.neutral(host); c != nil {
			return c, nil
		}
	}
	return nil, fs.ErrNotExist
}

func (k *Keeper) keep(host string, c *tls.Certificate) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.young) >= keptCertificates/2 {
		k.old, k.young = k.young, make(map[string]*tls.Certificate, keptCertificates/2)
	}
	k.young[host] = c
}

func (k *Keeper) read(ctx context.Context, host string) (*tls.Certificate, error) {
	var key, chain file
	err := k.vault.db.Worker(ctx, func(tx *db.Tx) (err error) {
		key, chain, err = shown(ctx, tx, host)
		return err
	})
	if err != nil {
		return nil, err
	}
	private, err := k.vault.key.Open(key.tenant, purpose, key.content)
	if err != nil {
		return nil, fmt.Errorf("open the key of %s: %w", host, err)
	}
	public, err := k.vault.key.Open(chain.tenant, purpose, chain.content)
	if err != nil {
		return nil, fmt.Errorf("open the certificate of %s: %w", host, err)
	}
	pair, err := tls.X509KeyPair(public, private)
	if err != nil {
		return nil, fmt.Errorf("read the certificate of %s: %w", host, err)
	}
	return &pair, nil
}

// Watch lets go of what has changed, at every notice of the database, and of everything after a (re)connection. It returns
// when ctx ends.
func (k *Keeper) Watch(ctx context.Context) error {
	return k.vault.db.Listen(ctx, "livery_certificates", func() { k.refresh(ctx) })
}

// refresh drops the hosts whose files have changed since the last look; what was removed leaves no trace in the files, but
// its host is unknown from then on, and its certificate is shown to nobody who asks for a page.
func (k *Keeper) refresh(ctx context.Context) {
	// A little back: a transaction that was begun earlier may have ended later.
	since := k.seen.Add(-5 * time.Minute)
	var hosts []string
	var latest time.Time
	err := k.vault.db.Worker(ctx, func(tx *db.Tx) (err error) {
		hosts, latest, err = changedSince(ctx, tx, since)
		return err
	})
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil || k.seen.IsZero() {
		k.young, k.old, k.misses = map[string]*tls.Certificate{}, nil, map[string]time.Time{}
		if err == nil {
			k.seen = latest
		}
		return
	}
	k.seen = latest
	for _, host := range hosts {
		delete(k.young, host)
		delete(k.old, host)
		delete(k.misses, host)
	}
}

// Forget lets go of a host at once.
func (k *Keeper) Forget(host string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.young, host)
	delete(k.old, host)
	delete(k.misses, host)
}
