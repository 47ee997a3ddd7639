package letterbox_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
)

func TestADomainVouchesForTheSenderWhomItSignedAndForNobodyElse(t *testing.T) {
	t.Parallel()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	lookup := func(context.Context, string) ([]string, error) {
		return []string{"v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)}, nil
	}
	const ann, mallory = "ann@many.example", "mallory@many.example"
	signed := func(from string) string {
		var b strings.Builder
		plain := "From: " + from + "\r\nTo: help@brand.example\r\nSubject: Hello\r\n\r\nGive me the password.\r\n"
		require.NoError(t, dkim.Sign(&b, strings.NewReader(plain), &dkim.SignOptions{Domain: "many.example", Selector: "mail", Signer: private}))
		return b.String()
	}
	for what, c := range map[string]struct {
		raw     string
		vouched bool
	}{
		"as it was signed":                     {signed(ann), true},
		"of which servers wrote something":     {"Received: by mx\r\n\twith SMTP\r\n" + signed(ann), true},
		"with another sender before":           {"From: " + ann + "\r\n" + signed(mallory), false},
		"behind a line empty to some readers":  {"From: " + ann + "\r\n\r\r\n" + signed(mallory), false},
		"behind several":                       {"From: " + ann + "\r\n\r\r\r\n" + signed(mallory), false},
		"before a line that ends another way":  {strings.Replace(signed(ann), "\r\n\r\n", "\n\r\nSubject: Other\r\n\r\n", 1), false},
		"with a return within a line":          {"X-A: b\rFrom: " + ann + "\r\n" + signed(ann), false},
		"of which there is nothing but a head": {strings.Split(signed(ann), "\r\n\r\n")[0], false},
	} {
		read := letter.Read([]byte(c.raw), letter.Envelope{From: mallory, Known: true}, nil)
		require.Equal(t, ann, read.From.Address, what)
		require.Equal(t, c.vouched, letterbox.Vouched(t.Context(), []byte(c.raw), read.From.Address, lookup), what)
	}
}
