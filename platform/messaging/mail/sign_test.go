package mail_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/mail"
)

func TestALetterFromTheNeutralZoneIsSignedAsItIsSentAndNoOther(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "dkim.pem")
	key, err := mail.LoadKey(file, true)
	require.NoError(t, err)
	again, err := mail.LoadKey(file, false)
	require.NoError(t, err)
	require.Equal(t, key.Public(), again.Public())
	signer := mail.Signer{Domain: "edge-7.example", Selector: "s1", Key: key}
	name, record, err := signer.Record()
	require.NoError(t, err)
	require.Equal(t, "s1._domainkey.edge-7.example", name)
	lookup := func(_ context.Context, asked string) ([]string, error) {
		if asked != name {
			return nil, errors.New("no such name")
		}
		return []string{record}, nil
	}
	require.True(t, signer.Published(t.Context(), lookup))
	caught, err := catcher.Listen(t.Context())
	require.NoError(t, err)
	defer func() { require.NoError(t, caught.Close()) }()
	m, err := mail.New(mail.Config{Server: mail.Server{Address: caught.Address(), TLS: "none"}, Signers: []mail.Signer{signer}, Clock: clock.System{},
		Origin: func(host string) string { return "https://" + host }})
	require.NoError(t, err)
	for to, sender := range map[string]string{"signed@reader.example": "no-reply@north.edge-7.example", "bare@reader.example": "no-reply@notedge-7.example"} {
		require.NoError(t, m.Send(t.Context(), mail.Personal{ID: uuid.New(), From: mail.Realm{Name: "Север", Sender: sender}, To: to, Subject: "Ответ на вопрос", Text: "Да.\r\n\r\nВсё.\r\n",
			MessageID: "m1@" + strings.SplitN(sender, "@", 2)[1], References: []string{"a@b.example"}, Files: []mail.PersonalFile{{Name: "как.txt", Content: []byte("so\n.\n")}}}))
	}
	verify := func(raw string) []*dkim.Verification {
		list, err := dkim.VerifyWithOptions(strings.NewReader(raw), &dkim.VerifyOptions{LookupTXT: func(asked string) ([]string, error) { return lookup(t.Context(), asked) }})
		require.NoError(t, err)
		return list
	}
	signed := caught.Letters("signed@reader.example")[0].Raw
	require.True(t, strings.HasPrefix(caught.Letters("signed@reader.example")[0].Text, "Да."), "readers find its parts")
	list := verify(signed)
	require.Len(t, list, 1)
	require.NoError(t, list[0].Err)
	require.Error(t, verify(strings.Replace(signed, "References: <a@b.example>", "References: <c@d.example>", 1))[0].Err)
	require.Error(t, verify("From: someone@else.example\r\n" + signed)[0].Err, "no other sender can be put beside it")
	require.Empty(t, verify(caught.Letters("bare@reader.example")[0].Raw))
}
