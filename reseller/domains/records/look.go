package records

import (
	"context"
	"net/netip"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// ProofLabel stands before a host's name where its proof lies. It names nobody.
const ProofLabel = "_domain-proof"

// ProofValue is the text of the TXT record.
func ProofValue(token string) string { return "domain-proof=" + token }

// Wanted is what a host's records should be.
type Wanted struct {
	Host string
	// Token of the proof.
	Token string
	// Target is what a CNAME points at, and Addresses what else is ours. With neither, addresses are not looked at.
	Target    string
	Addresses []netip.Addr
	// Authority is what CAA records call whoever issues certificates; empty: nobody does, or it is not looked at.
	Authority string
	// Proxies are networks of proxies that we trust to stand in between.
	Proxies []netip.Prefix
}

// Look asks the DNS about a host. An error: it could not be asked, which says nothing about the host.
func (r *Resolver) Look(ctx context.Context, w Wanted) (Seen, error) {
	proof, proved, err := r.proof(ctx, w)
	if err != nil {
		return Seen{}, err
	}
	address, arrives, err := r.addresses(ctx, w)
	if err != nil {
		return Seen{}, err
	}
	seen := Seen{Proved: proved, Findings: append(proof, address...)}
	may, err := r.authority(ctx, w)
	if err != nil {
		return Seen{}, err
	}
	if may != nil {
		seen.Findings = append(seen.Findings, *may)
	}
	seen.Arrives = arrives && (may == nil || may.Code == Fine)
	return seen, nil
}

// Proved asks for the proof alone.
func (r *Resolver) Proved(ctx context.Context, host, token string) (bool, error) {
	texts, _, err := r.texts(ctx, ProofLabel+"."+host)
	return slices.Contains(texts, ProofValue(token)), err
}

func (r *Resolver) texts(ctx context.Context, name string) (texts []string, code int, err error) {
	a, err := r.ask(ctx, name, dns.TypeTXT)
	for _, record := range a.records {
		if txt, ok := record.(*dns.TXT); ok {
			texts = append(texts, strings.TrimSpace(strings.Join(txt.Txt, "")))
		}
	}
	return texts, a.code, err
}

func (r *Resolver) proof(ctx context.Context, w Wanted) ([]Finding, bool, error) {
	if w.Token == "" {
		return nil, true, nil
	}
	name, value := ProofLabel+"."+w.Host, ProofValue(w.Token)
	f := Finding{Code: Fine, Record: "TXT", Name: name, Want: []string{value}}
	texts, code, err := r.texts(ctx, name)
	if err != nil {
		return nil, false, err
	}
	f.Found = texts
	if slices.Contains(texts, value) {
		return []Finding{f}, true, nil
	}
	switch {
	case code == dns.RcodeServerFailure:
		f.Code = ZoneBroken
	case len(texts) > 0:
		f.Code = ProofWrong
	default:
		f.Code = ProofMissing
		for _, other := range misplaced(w.Host) {
			at, _, err := r.texts(ctx, other)
			if err != nil {
				return nil, false, err
			}
			if slices.Contains(at, value) {
				f.Code, f.Found = ProofMisplaced, []string{other}
				break
			}
		}
	}
	return []Finding{f}, false, nil
}

// misplaced are names that a proof lands at by a slip: many panels add the zone's name to what one types.
func misplaced(host string) []string {
	names := []string{host}
	for zone := host; strings.Contains(zone, "."); _, zone, _ = strings.Cut(zone, ".") {
		names = append(names, ProofLabel+"."+host+"."+zone)
	}
	return names
}

// reached is what a name leads to.
type reached struct {
	code      int
	addresses []netip.Addr
	aliases   []string
}

func (r *Resolver) reach(ctx context.Context, name string, kind uint16) (reached, error) {
	a, err := r.ask(ctx, name, kind)
	to := reached{code: a.code}
	for _, record := range a.records {
		switch record := record.(type) {
		case *dns.A:
			if address, ok := netip.AddrFromSlice(record.A); ok {
				to.addresses = append(to.addresses, address.Unmap())
			}
		case *dns.AAAA:
			if address, ok := netip.AddrFromSlice(record.AAAA); ok {
				to.addresses = append(to.addresses, address)
			}
		case *dns.CNAME:
			to.aliases = append(to.aliases, strings.TrimSuffix(strings.ToLower(record.Target), "."))
		}
	}
	return to, err
}

// Ours are the addresses that are this installation's: those configured, and those of the target.
func (r *Resolver) ours(ctx context.Context, w Wanted) ([]netip.Addr, error) {
	all := slices.Clone(w.Addresses)
	if w.Target == "" {
		return all, nil
	}
	for _, kind := range []uint16{dns.TypeA, dns.TypeAAAA} {
		to, err := r.reach(ctx, w.Target, kind)
		if err != nil {
			return nil, err
		}
		for _, a := range to.addresses {
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all, nil
}
