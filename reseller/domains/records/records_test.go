package records_test

import (
	"net"
	"net/netip"
	"strings"
	"testing"

	"github.com/miekg/dns"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/reseller/domains/records"
)

// zone answers as name servers do: names in it that lack a type exist, others do not. "SERVFAIL" breaks a name.
type zone []string

func (z zone) serve(t *testing.T) string {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &dns.Server{PacketConn: socket, Handler: dns.HandlerFunc(z.answer)}
	ready := make(chan struct{})
	server.NotifyStartedFunc = func() { close(ready) }
	done := make(chan error, 1)
	go func() { done <- server.ActivateAndServe() }()
	<-ready
	t.Cleanup(func() {
		require.NoError(t, server.Shutdown())
		require.NoError(t, <-done)
	})
	return socket.LocalAddr().String()
}

func (z zone) answer(w dns.ResponseWriter, q *dns.Msg) {
	m := new(dns.Msg)
	m.SetReply(q)
	name, exists := q.Question[0].Name, false
	for range 5 { // CNAMEs are followed, as a recursive server does
		alias := ""
		for _, line := range z {
			if owner, broken := strings.CutSuffix(line, " SERVFAIL"); broken && dns.Fqdn(owner) == name {
				m.Rcode = dns.RcodeServerFailure
				_ = w.WriteMsg(m)
				return
			}
			if strings.HasSuffix(line, " SERVFAIL") {
				continue
			}
			record, err := dns.NewRR(line)
			if err != nil {
				panic(err)
			}
			exists = exists || dns.IsSubDomain(name, record.Header().Name)
			if record.Header().Name != name {
				continue
			}
			if cname, ok := record.(*dns.CNAME); ok {
				alias = cname.Target
				m.Answer = append(m.Answer, record)
			} else if record.Header().Rrtype == q.Question[0].Qtype {
				m.Answer = append(m.Answer, record)
			}
		}
		if alias == "" {
			break
		}
		name = alias
	}
	if !exists {
		m.Rcode = dns.RcodeNameError
	}
	_ = w.WriteMsg(m)
}

const proof = `_domain-proof.track.shop.test. 60 IN TXT "domain-proof=secret"`

func TestALookSaysWhichRecordIsWrongAndWhatToSet(t *testing.T) {
	t.Parallel()
	ours := []string{"brands.edge.test. 60 IN A 192.0.2.10", "brands.edge.test. 60 IN AAAA 2001:db8::10"}
	fine := "track.shop.test. 60 IN CNAME brands.edge.test."
	for name, c := range map[string]struct {
		zone            zone
		proved, arrives bool
		codes           []string
		found           string
	}{
		"all is well by an alias":      {zone{proof, fine}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"all is well by an address":    {zone{proof, "track.shop.test. 60 IN A 192.0.2.10"}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"the proof is not there":       {zone{fine}, false, true, []string{records.ProofMissing, records.Fine, records.Fine}, ""},
		"the proof is another's":       {zone{fine, `_domain-proof.track.shop.test. 60 IN TXT "domain-proof=other"`}, false, true, []string{records.ProofWrong, records.Fine, records.Fine}, "domain-proof=other"},
		"two proofs stand there":       {zone{fine, proof, `_domain-proof.track.shop.test. 60 IN TXT "domain-proof=other"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"a long proof comes in parts":  {zone{fine, `_domain-proof.track.shop.test. 60 IN TXT "domain-proof=" "secret"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"the zone's name was added":    {zone{fine, `_domain-proof.track.shop.test.shop.test. 60 IN TXT "domain-proof=secret"`}, false, true, []string{records.ProofMisplaced, records.Fine, records.Fine}, "_domain-proof.track.shop.test.shop.test"},
		"the proof lies at the host":   {zone{"track.shop.test. 60 IN A 192.0.2.10", `track.shop.test. 60 IN TXT "domain-proof=secret"`}, false, true, []string{records.ProofMisplaced, records.Fine, records.Fine}, "track.shop.test"},
		"the name does not exist":      {zone{"_domain-proof.other.test. 60 IN TXT x"}, false, false, []string{records.ProofMissing, records.NameMissing, records.Fine}, ""},
		"the name has no address":      {zone{proof}, true, false, []string{records.Fine, records.AddressMissing, records.Fine}, ""},
		"it points elsewhere":          {zone{proof, "track.shop.test. 60 IN A 198.51.100.7"}, true, false, []string{records.Fine, records.AddressWrong, records.Fine}, "198.51.100.7"},
		"an alias leads elsewhere":     {zone{proof, "track.shop.test. 60 IN CNAME old.test.", "old.test. 60 IN A 198.51.100.7"}, true, false, []string{records.Fine, records.AddressWrong, records.Fine}, "old.test"},
		"it points here and elsewhere": {zone{proof, "track.shop.test. 60 IN A 192.0.2.10", "track.shop.test. 60 IN A 198.51.100.7"}, true, false, []string{records.Fine, records.AddressMixed, records.Fine}, "198.51.100.7"},
		"a stray IPv6 address":         {zone{proof, "track.shop.test. 60 IN A 192.0.2.10", "track.shop.test. 60 IN AAAA 2001:db8::bad"}, true, false, []string{records.Fine, records.Fine, records.StrayIPv6, records.Fine}, "2001:db8::bad"},
		"a proxy is switched on":       {zone{proof, "track.shop.test. 60 IN A 104.16.1.1", "track.shop.test. 60 IN AAAA 2606:4700::1"}, true, false, []string{records.Fine, records.Proxied, records.Fine}, "104.16.1.1"},
		"IPv6 alone":                   {zone{proof, "track.shop.test. 60 IN AAAA 2001:db8::10"}, true, true, []string{records.Fine, records.Fine}, ""},
		"another authority is named":   {zone{proof, fine, `shop.test. 60 IN CAA 0 issue "other-ca.test"`}, true, false, []string{records.Fine, records.Fine, records.IssuerForbidden}, `issue "other-ca.test"`},
		"no authority may":             {zone{proof, fine, `shop.test. 60 IN CAA 0 issue ";"`}, true, false, []string{records.Fine, records.Fine, records.IssuerForbidden}, ""},
		"our authority is among them":  {zone{proof, fine, `shop.test. 60 IN CAA 0 issue "other-ca.test"`, `shop.test. 60 IN CAA 0 issue "ca.test; accounturi=x"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"the nearest name decides":     {zone{proof, "track.shop.test. 60 IN A 192.0.2.10", `track.shop.test. 60 IN CAA 0 issue "ca.test"`, `shop.test. 60 IN CAA 0 issue ";"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"only wildcards are spoken of": {zone{proof, fine, `shop.test. 60 IN CAA 0 issuewild ";"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
		"a critical word nobody knows": {zone{proof, fine, `shop.test. 60 IN CAA 128 tbs "x"`}, true, false, []string{records.Fine, records.Fine, records.IssuerForbidden}, ""},
		"the zone's servers fail":      {zone{"track.shop.test SERVFAIL", "_domain-proof.track.shop.test SERVFAIL", "shop.test SERVFAIL"}, false, false, []string{records.ZoneBroken, records.ZoneBroken, records.ZoneBroken}, ""},
		"the proof's name is an alias": {zone{fine, "_domain-proof.track.shop.test. 60 IN CNAME p.elsewhere.test.", `p.elsewhere.test. 60 IN TXT "domain-proof=secret"`}, true, true, []string{records.Fine, records.Fine, records.Fine}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resolver, err := records.NewResolver([]string{append(c.zone, ours...).serve(t)})
			require.NoError(t, err)
			seen, err := resolver.Look(t.Context(), records.Wanted{Host: "track.shop.test", Token: "secret", Target: "brands.edge.test", Authority: "ca.test"})
			require.NoError(t, err)
			var codes, found []string
			for _, f := range seen.Findings {
				codes = append(codes, f.Code)
				if f.Code != records.Fine {
					found = append(found, f.Found...)
					require.NotEmpty(t, f.Record)
					require.NotEmpty(t, f.Name)
				}
			}
			require.Equal(t, c.codes, codes)
			require.Equal(t, c.proved, seen.Proved)
			require.Equal(t, c.arrives, seen.Arrives)
			if c.found != "" {
				require.Contains(t, found, c.found)
			}
		})
	}
}

func TestATrustedProxyMayStandInBetween(t *testing.T) {
	t.Parallel()
	resolver, err := records.NewResolver([]string{zone{proof, "track.shop.test. 60 IN A 104.16.1.1"}.serve(t)})
	require.NoError(t, err)
	seen, err := resolver.Look(t.Context(), records.Wanted{Host: "track.shop.test", Token: "secret", Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.10")},
		Proxies: []netip.Prefix{netip.MustParsePrefix("104.16.0.0/13")}})
	require.NoError(t, err)
	require.True(t, seen.Arrives)
}

func TestSilentServersSayNothingAboutAName(t *testing.T) {
	t.Parallel()
	// A port that nobody listens on answers at once that there is nobody.
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	silent := socket.LocalAddr().String()
	require.NoError(t, socket.Close())
	resolver, err := records.NewResolver([]string{silent})
	require.NoError(t, err)
	_, err = resolver.Look(t.Context(), records.Wanted{Host: "track.shop.test", Token: "secret"})
	require.Error(t, err)
	// The next one answers.
	resolver, err = records.NewResolver([]string{silent, zone{proof}.serve(t)})
	require.NoError(t, err)
	proved, err := resolver.Proved(t.Context(), "track.shop.test", "secret")
	require.NoError(t, err)
	require.True(t, proved)
}
