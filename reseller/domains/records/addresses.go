package records

import (
	"context"
	"net/netip"
	"slices"

	"github.com/miekg/dns"
)

// addresses tells whether who asks for the host comes here.
func (r *Resolver) addresses(ctx context.Context, w Wanted) ([]Finding, bool, error) {
	if w.Target == "" && len(w.Addresses) == 0 {
		return nil, true, nil
	}
	ours, err := r.ours(ctx, w)
	if err != nil {
		return nil, false, err
	}
	four, err := r.reach(ctx, w.Host, dns.TypeA)
	if err != nil {
		return nil, false, err
	}
	six, err := r.reach(ctx, w.Host, dns.TypeAAAA)
	if err != nil {
		return nil, false, err
	}
	f := Finding{Code: Fine, Record: "A", Name: w.Host, Found: written(four.addresses), Want: written(only(ours, false))}
	if len(four.aliases) > 0 || w.Target != "" && len(f.Want) == 0 {
		f.Record = "CNAME"
		f.Found = four.aliases
		f.Want = nil
		if w.Target != "" {
			f.Want = []string{w.Target}
		}
	}
	switch {
	case four.code == dns.RcodeServerFailure || six.code == dns.RcodeServerFailure:
		f.Code = ZoneBroken
		return []Finding{f}, false, nil
	case four.code == dns.RcodeNameError:
		f.Code = NameMissing
		return []Finding{f}, false, nil
	case len(four.addresses) == 0 && len(six.addresses) == 0:
		f.Code = AddressMissing
		return []Finding{f}, false, nil
	}
	f.Code, f.By = judge(four.addresses, ours, w.Proxies)
	found := []Finding{f}
	fine := f.Code == Fine || len(four.addresses) == 0
	if len(four.addresses) == 0 {
		found = nil
	}
	if len(six.addresses) > 0 {
		s := Finding{Record: "AAAA", Name: w.Host, Found: written(six.addresses), Want: written(only(ours, true))}
		if s.Code, s.By = judge(six.addresses, ours, w.Proxies); s.Code != Fine {
			// One finding tells of a proxy, or of a name that leads elsewhere altogether.
			if fine && s.Code != Proxied {
				s.Code = StrayIPv6
			}
			if fine || f.Code != s.Code {
				found = append(found, s)
			}
			fine = false
		}
	}
	return found, fine, nil
}

// judge says what a set of addresses is, beside ours.
func judge(found, ours []netip.Addr, trusted []netip.Prefix) (code, by string) {
	here, elsewhere, name := 0, 0, ""
	for _, a := range found {
		if slices.Contains(ours, a) || within(a, trusted) {
			here++
			continue
		}
		elsewhere++
		if p := proxyOf(a); p != "" {
			name = p
		}
	}
	switch {
	case elsewhere == 0:
		return Fine, ""
	case name != "":
		return Proxied, name
	case here > 0:
		return AddressMixed, ""
	}
	return AddressWrong, ""
}

func within(a netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(a) })
}

func only(all []netip.Addr, six bool) (some []netip.Addr) {
	for _, a := range all {
		if a.Is6() == six {
			some = append(some, a)
		}
	}
	return some
}

func written(all []netip.Addr) []string {
	list := make([]string, 0, len(all))
	for _, a := range all {
		list = append(list, a.String())
	}
	slices.Sort(list)
	return list
}

// proxyOf names the service whose proxies an address belongs to: the one that people switch on by a slip, in the panel they
// keep their zone in.
func proxyOf(a netip.Addr) string {
	if within(a, cloudflare) {
		return "Cloudflare"
	}
	return ""
}

// cloudflare are the networks that it publishes (cloudflare.com/ips).
var cloudflare = prefixes(
	"173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18", "108.162.192.0/18",
	"190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
	"104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
	"2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32",
)

func prefixes(all ...string) []netip.Prefix {
	list := make([]netip.Prefix, 0, len(all))
	for _, p := range all {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}
