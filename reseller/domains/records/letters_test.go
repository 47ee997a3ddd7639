package records_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/reseller/domains/records"
)

func TestWhatAZoneSaysAboutLettersIsToldRecordByRecord(t *testing.T) {
	t.Parallel()
	const key = `m1._domainkey.shop.test. 60 IN TXT "v=DKIM1; k=rsa; " "p=AAAABBBB"`
	const spf = `shop.test. 60 IN TXT "v=spf1 include:_spf.provider.test ~all"`
	const dmarc = `_dmarc.shop.test. 60 IN TXT "v=DMARC1; p=quarantine; rua=mailto:x@shop.test"`
	const mx = `bounces.shop.test. 60 IN MX 10 mx.edge.test.`
	const back = `bounces.shop.test. 60 IN TXT "v=spf1 redirect=shop.test"`
	wanted := records.LettersWanted{Domain: "shop.test", KeyName: "m1._domainkey.shop.test", KeyRecord: "v=DKIM1; k=rsa; p=AAAABBBB", Senders: "v=spf1 a:smtp.shop.test ~all",
		Policy: "v=DMARC1; p=none", Bounces: "bounces.shop.test", BouncesSenders: "v=spf1 redirect=shop.test", Exchanger: "mx.edge.test"}
	for name, c := range map[string]struct {
		zone           zone
		codes          []string
		signs, bounces bool
	}{
		"all is there":             {zone{key, spf, dmarc, mx, back}, []string{"fine", "fine", "fine", "fine", "fine"}, true, true},
		"nothing is there":         {zone{`shop.test. 60 IN A 192.0.2.1`}, []string{"key_missing", "senders_missing", "policy_missing", "bounces_missing", "senders_missing"}, false, false},
		"another key":              {zone{`m1._domainkey.shop.test. 60 IN TXT "v=DKIM1; k=rsa; p=CCCC"`, spf, dmarc, mx, back}, []string{"key_wrong", "fine", "fine", "fine", "fine"}, false, true},
		"the zone's name twice":    {zone{`m1._domainkey.shop.test.shop.test. 60 IN TXT "v=DKIM1; p=AAAABBBB"`, spf, dmarc, mx, back}, []string{"key_misplaced", "fine", "fine", "fine", "fine"}, false, true},
		"two lists of senders":     {zone{key, spf, `shop.test. 60 IN TXT "v=spf1 mx -all"`, dmarc, mx, back}, []string{"fine", "senders_twice", "fine", "fine", "fine"}, true, true},
		"everybody may send":       {zone{key, `shop.test. 60 IN TXT "v=spf1 +all"`, dmarc, mx, back}, []string{"fine", "senders_open", "fine", "fine", "fine"}, true, true},
		"nobody may send":          {zone{key, `shop.test. 60 IN TXT "v=spf1 -all"`, dmarc, mx, back}, []string{"fine", "senders_nobody", "fine", "fine", "fine"}, true, true},
		"a policy without policy":  {zone{key, spf, `_dmarc.shop.test. 60 IN TXT "v=DMARC1; rua=mailto:x@y.test"`, mx, back}, []string{"fine", "fine", "policy_wrong", "fine", "fine"}, true, true},
		"bounces go elsewhere":     {zone{key, spf, dmarc, `bounces.shop.test. 60 IN MX 10 mail.shop.test.`, back}, []string{"fine", "fine", "fine", "bounces_wrong", "fine"}, true, false},
		"the key's name is broken": {zone{`m1._domainkey.shop.test SERVFAIL`, spf, dmarc, mx, back}, []string{"zone_broken", "fine", "fine", "fine", "fine"}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := records.NewResolver([]string{c.zone.serve(t)})
			require.NoError(t, err)
			seen, err := r.Letters(t.Context(), wanted)
			require.NoError(t, err)
			codes := []string{}
			for _, f := range seen.Findings {
				codes = append(codes, f.Code)
				require.NotEmpty(t, f.Want)
			}
			require.Equal(t, c.codes, codes)
			require.Equal(t, c.signs, seen.Signs)
			require.Equal(t, c.bounces, seen.Bounces)
		})
	}
}
