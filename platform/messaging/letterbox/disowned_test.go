package letterbox_test

import (
	"context"
	"net"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/messaging/letterbox"
)

// zone is a DNS of TXT records; a name that stands for nothing is not there, and "away" cannot be asked for.
type zone map[string]string

func (z zone) LookupTXT(_ context.Context, name string) ([]string, error) {
	record, there := z[name]
	if record == "away" {
		return nil, &net.DNSError{Err: "no answer", Name: name, IsTimeout: true, IsTemporary: true}
	}
	if !there {
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	return []string{record}, nil
}

func (z zone) LookupMX(ctx context.Context, _ string) ([]*net.MX, error) {
	_, err := z.LookupTXT(ctx, "")
	return nil, err
}

func (z zone) LookupIPAddr(ctx context.Context, _ string) ([]net.IPAddr, error) {
	_, err := z.LookupTXT(ctx, "")
	return nil, err
}

func (z zone) LookupAddr(ctx context.Context, _ string) ([]string, error) {
	_, err := z.LookupTXT(ctx, "")
	return nil, err
}

func TestALetterIsDisownedWhereItsDomainSaysSoAndNowhereElse(t *testing.T) {
	t.Parallel()
	const ours, theirs = "198.51.100.7", "203.0.113.9"
	dns := zone{
		"bank.example": "v=spf1 ip4:198.51.100.0/24 -all", "soft.example": "v=spf1 ip4:198.51.100.0/24 ~all", "slow.example": "away",
		"mallory.example": "v=spf1 ip4:203.0.113.0/24 -all", "_dmarc.strict.example": "v=DMARC1; p=reject", "_dmarc.lax.example": "v=DMARC1; p=none",
		"_dmarc.trial.example": "v=DMARC1; p=reject; pct=10", "mail.strict.example": "v=spf1 ip4:198.51.100.0/24 -all", "_dmarc.dark.example": "away",
	}
	plain := "From: somebody\r\n\r\nHello\r\n"
	found := func(by, what string) string {
		return "Authentication-Results: " + by + "; " + what + "\r\nAuthentication-Results: mx.brand.example; spf=fail\r\n" + plain
	}
	for what, c := range map[string]struct {
		from     string
		a        letterbox.Arrived
		disowned bool
	}{
		"from where its domain sends":           {"a@bank.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: ours, From: "a@bank.example"}, false},
		"from elsewhere":                        {"a@bank.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "a@bank.example"}, true},
		"of a domain that is not sure":          {"a@soft.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "a@soft.example"}, false},
		"of a domain that says nothing":         {"a@mute.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "a@mute.example"}, false},
		"of a domain that cannot be asked":      {"a@slow.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "a@slow.example"}, false},
		"with another's return path":            {"a@strict.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "m@mallory.example"}, true},
		"of a domain below such a one":          {"a@below.strict.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "m@mallory.example"}, true},
		"by a server of the same owner":         {"a@strict.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: ours, From: "a@mail.strict.example"}, false},
		"where the policy asks for nothing":     {"a@lax.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "m@mallory.example"}, false},
		"where the policy is being tried":       {"a@trial.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "m@mallory.example"}, false},
		"where the policy cannot be asked for":  {"a@dark.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: theirs, From: "m@mallory.example"}, false},
		"by a mail server of our own":           {"a@bank.example", letterbox.Arrived{Via: letterbox.BySMTP, Peer: "127.0.0.1", From: "a@bank.example"}, false},
		"by LMTP":                               {"a@bank.example", letterbox.Arrived{Via: letterbox.ByLMTP, Raw: []byte(plain)}, false},
		"that our mail server found forged":     {"a@bank.example", letterbox.Arrived{Via: letterbox.ByLMTP, Raw: []byte(found("mx.brand.example", "spf=fail smtp.mailfrom=bank.example"))}, true},
		"that it found good, whatever is below": {"a@bank.example", letterbox.Arrived{Via: letterbox.ByIMAP, Raw: []byte(found("mx.brand.example", "spf=pass smtp.mailfrom=bank.example"))}, false},
		"that it would have rejected":           {"a@strict.example", letterbox.Arrived{Via: letterbox.ByIMAP, Raw: []byte(found("mx.brand.example", "dmarc=fail (p=reject) header.from=strict.example"))}, true},
		"that fails without being rejected":     {"a@lax.example", letterbox.Arrived{Via: letterbox.ByIMAP, Raw: []byte(found("mx.brand.example", "dmarc=fail header.from=lax.example"))}, false},
		"that another server found good":        {"a@bank.example", letterbox.Arrived{Via: letterbox.ByIMAP, Raw: []byte(found("mx.elsewhere.example", "spf=pass"))}, true},
	} {
		c.a.Helo = "peer.example"
		if c.a.Raw == nil {
			c.a.Raw = []byte(plain)
		}
		require.Equal(t, c.disowned, letterbox.Bureau{DNS: dns, Trusted: "mx.brand.example"}.Disowned(t.Context(), c.a, c.from), what)
	}
	named := letterbox.Arrived{Via: letterbox.ByLMTP, Raw: []byte(found("mx.brand.example", "spf=fail"))}
	require.False(t, letterbox.Bureau{DNS: dns}.Disowned(t.Context(), named, "a@bank.example"), "nobody's word is taken unasked")
	require.False(t, letterbox.Bureau{Trusted: "mx.brand.example"}.Disowned(t.Context(), named, "a@bank.example"), "it is off")
}
