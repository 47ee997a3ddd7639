package records

import (
	"context"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// authority tells whether the zone lets our authority issue a certificate (CAA, RFC 8659): the nearest name upwards that has
// such records decides. Nil: it is not looked at.
func (r *Resolver) authority(ctx context.Context, w Wanted) (*Finding, error) {
	if w.Authority == "" {
		return nil, nil
	}
	for name := w.Host; name != ""; _, name, _ = strings.Cut(name, ".") {
		a, err := r.ask(ctx, name, dns.TypeCAA)
		if err != nil {
			return nil, err
		}
		if a.code == dns.RcodeServerFailure {
			return &Finding{Code: ZoneBroken, Record: "CAA", Name: name}, nil
		}
		var found []string
		var issuers []string
		restricts, unknown := false, false
		for _, record := range a.records {
			caa, ok := record.(*dns.CAA)
			if !ok {
				continue
			}
			found = append(found, caa.Tag+" \""+caa.Value+"\"")
			switch strings.ToLower(caa.Tag) {
			case "issue":
				restricts = true
				issuer, _, _ := strings.Cut(caa.Value, ";")
				issuers = append(issuers, strings.ToLower(strings.TrimSpace(issuer)))
			case "issuewild", "iodef", "issuemail", "contactemail", "contactphone", "issuevmc":
			default:
				unknown = unknown || caa.Flag&0x80 != 0
			}
		}
		if len(found) == 0 {
			continue
		}
		slices.Sort(found)
		f := &Finding{Code: Fine, Record: "CAA", Name: name, Found: found, Want: []string{"issue \"" + w.Authority + "\""}}
		if unknown || restricts && !slices.Contains(issuers, w.Authority) {
			f.Code = IssuerForbidden
		}
		return f, nil
	}
	return &Finding{Code: Fine, Record: "CAA", Name: w.Host}, nil
}
