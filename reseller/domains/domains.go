package domains

import (
	"context"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
)

// States of a domain.
const (
	// Pending: asked for, not proved.
	Pending = "pending"
	// Verified: proved; it does not come here yet, or somebody else's proof stands beside.
	Verified = "verified"
	// Issuing: it comes here, and waits for its first certificate.
	Issuing = "issuing"
	// Active: live.
	Active = "active"
	// Degraded: live as far as it goes; something is wrong with its records or its certificate.
	Degraded = "degraded"
	// Detached: no more the realm's.
	Detached = "detached"
)

// Why a domain is detached.
const (
	Unproved  = "unproved"
	Abandoned = "abandoned"
	Lost      = "lost"
)

// Where a certificate comes from.
const (
	FromAuthority = "acme"
	FromOwner     = "own"
)

// Codes of what is found wrong beside the records.
const (
	CertificateExpiring = "certificate_expiring"
	CertificateExpired  = "certificate_expired"
	CertificateMissing  = "certificate_missing"
)

// Domain is a name that a realm answers on, or wants to.
type Domain struct {
	ID, Tenant uuid.UUID
	Host       string
	// Given by the installation: nobody has to prove it.
	Given bool
	Token string
	State string
	Ended string

	AskedAt    time.Time
	VerifiedAt *time.Time
	ActiveAt   *time.Time
	TroubledAt *time.Time
	// ToldAt is when its realm was written to about the trouble.
	ToldAt      *time.Time
	ContestedAt *time.Time
	CheckedAt   *time.Time
	CheckAt     time.Time
	BadChecks   int
	Findings    []records.Finding

	Certificate Certificate

	// Answers: the realm is shown there. Primary: letters lead there; Redirects: browsers are sent on to the primary one.
	Answers, Primary, Redirects bool
}

// Certificate is what browsers are shown of a domain, without its key.
type Certificate struct {
	Source              string
	Issuer              string
	NotBefore, NotAfter *time.Time
	// IssueAt is when it is asked for next; Failures and Problem tell of attempts that failed.
	IssueAt  *time.Time
	Failures int
	Problem  string
}

// DNS is asked about names.
type DNS interface {
	Look(ctx context.Context, w records.Wanted) (records.Seen, error)
}

// Authority issues certificates.
type Authority interface {
	Obtain(ctx context.Context, host string, renew bool) (certificates.Certificate, error)
}

// Here is where browsers find this installation.
type Here struct {
	// Zone is the neutral one; its names are given, not asked for.
	Zone string
	// Target is what CNAME records point at; Addresses what A and AAAA records say.
	Target    string
	Addresses []netip.Addr
	// Authority as CAA records name it.
	Authority string
	// Proxies that stand in front of us.
	Proxies []netip.Prefix
	// TLS: browsers' TLS ends here, so each name needs a certificate here; Covered: but for those of the zone, which have one.
	TLS, Covered bool
}

// Config is what Domains stands on.
type Config struct {
	DB    *db.DB
	Key   secrets.Key
	Clock clock.Clock
	Log   *slog.Logger
	DNS   DNS
	Here  Here
	Vault *certificates.Vault
}

// Domains serves one scope at a time, and works on all of them beside. Safe for concurrent use.
type Domains struct{ Config }

// New makes one.
func New(c Config) *Domains { return &Domains{c} }

func (d *Domains) now() time.Time { return d.Clock.Now().UTC().Truncate(time.Microsecond) }

// given tells whether a host is one of the neutral zone's.
func (h Here) given(host string) bool {
	return h.Zone != "" && (host == h.Zone || strings.HasSuffix(host, "."+h.Zone))
}

// wanted is what a domain's records should be.
func (d *Domains) wanted(one Domain) records.Wanted {
	w := records.Wanted{Host: one.Host, Token: one.Token, Target: d.Here.Target, Addresses: d.Here.Addresses, Proxies: d.Here.Proxies}
	if d.Here.TLS && one.Certificate.Source == FromAuthority {
		w.Authority = d.Here.Authority
	}
	return w
}

// Instruction is a record to set.
type Instruction struct {
	Record, Name, Value string
	// Either: one of those with this set is enough.
	Either bool
}

// Instructions are the records that make a domain the realm's, and bring it here.
func (d *Domains) Instructions(one Domain) []Instruction {
	if one.Given {
		return nil
	}
	list := []Instruction{{Record: "TXT", Name: records.ProofLabel + "." + one.Host, Value: records.ProofValue(one.Token)}}
	if d.Here.Target != "" {
		list = append(list, Instruction{"CNAME", one.Host, d.Here.Target, true})
	}
	for _, a := range d.Here.Addresses {
		record := "A"
		if a.Is6() {
			record = "AAAA"
		}
		list = append(list, Instruction{record, one.Host, a.String(), true})
	}
	return list
}
