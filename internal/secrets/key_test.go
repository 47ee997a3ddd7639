package secrets_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/secrets"
)

func keyOf(t *testing.T, fill byte) secrets.Key {
	t.Helper()
	key, err := secrets.FromBytes(bytes.Repeat([]byte{fill}, secrets.Size))
	require.NoError(t, err)
	return key
}

func TestDerivationsAreStableAndApart(t *testing.T) {
	t.Parallel()
	key, same, other := keyOf(t, 1), keyOf(t, 1), keyOf(t, 2)

	require.Equal(t, key.RolePassword("livery_app"), same.RolePassword("livery_app"))
	require.NotEqual(t, key.RolePassword("livery_app"), key.RolePassword("livery_worker"))
	require.NotEqual(t, key.RolePassword("livery_app"), other.RolePassword("livery_app"))
	require.Regexp(t, `^[A-Za-z0-9_-]{43}$`, key.RolePassword("livery_app"))

	require.True(t, key.SigningKey().Equal(same.SigningKey()))
	require.False(t, key.SigningKey().Equal(other.SigningKey()))
	signature := ed25519.Sign(key.SigningKey(), []byte("token"))
	require.True(t, ed25519.Verify(key.SigningKey().Public().(ed25519.PublicKey), []byte("token"), signature))

	require.Equal(t, key.MAC("mail", []byte("x")), same.MAC("mail", []byte("x")))
	require.NotEqual(t, key.MAC("mail", []byte("x")), key.MAC("webhook", []byte("x")))
	require.True(t, key.Verify("mail", []byte("x"), key.MAC("mail", []byte("x"))))
	require.False(t, key.Verify("mail", []byte("y"), key.MAC("mail", []byte("x"))))
}

// A derivation that changes locks every running installation out of its database and its sealed secrets.
func TestDerivationsOfAKnownKeyDoNotChangeBetweenReleases(t *testing.T) {
	t.Parallel()
	key := keyOf(t, 7)
	require.Equal(t, "PoFv7I30MZ_fqZ_BLy43c5mlirWUNfI-0NAkNN0duIk", key.RolePassword("livery_app"))
	require.Equal(t, "VUBXqsFSvBxbyW6YDfsMFRfbqIa9gdT9PXJkDGfgo4M", base64.RawURLEncoding.EncodeToString(key.SigningKey().Seed()))
	require.Equal(t, "ujTjf8xtdT2quv5-e8LuyCp-cHqe7Bi23zyPDrbEvkw", base64.RawURLEncoding.EncodeToString(key.MAC("mail", []byte("x"))))
}

func TestAKeyNeverPrintsItself(t *testing.T) {
	t.Parallel()
	key := keyOf(t, 0x5a)
	type holder struct {
		Key    secrets.Key
		hidden secrets.Key
	}
	h := holder{Key: key, hidden: key}
	inJSON, err := json.Marshal(h)
	require.NoError(t, err)
	var logged bytes.Buffer
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("started", "key", key, "holder", h)
	slog.New(slog.NewTextHandler(&logged, nil)).Info("started", "key", key, "holder", h)

	printed := logged.String() + string(inJSON)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		printed += fmt.Sprintf(verb+"\n"+verb+"\n"+verb+"\n", key, h, &h)
	}
	require.Contains(t, printed, "redacted")

	twin := keyOf(t, 0x5a)
	require.NotContains(t, printed, "5a5a5a", "the material in hex")
	require.NotContains(t, printed, "90 90 90", "the material in decimal")
	require.NotContains(t, printed, twin.RolePassword("x"))
	// What is kept is the extracted key, 32 bytes: no formatted run of numbers may be that long.
	require.NotRegexp(t, `(\d{1,3}[ ,]+){31}\d{1,3}`, printed)
	require.NotRegexp(t, `[0-9a-fA-F]{64}`, printed)
}

func TestAKeyIsReadFromAnyBase64AndNothingElse(t *testing.T) {
	t.Parallel()
	material := bytes.Repeat([]byte{0xfb, 0xef}, 16) // + and / in one alphabet, - and _ in the other
	want, err := secrets.FromBytes(material)
	require.NoError(t, err)
	for _, encoding := range []*base64.Encoding{
		base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding,
	} {
		key, err := secrets.Parse(encoding.EncodeToString(material))
		require.NoError(t, err)
		require.Equal(t, want.RolePassword("r"), key.RolePassword("r"))
	}

	_, err = secrets.Parse("this is my secret passphrase!")
	require.ErrorContains(t, err, "head -c 32 /dev/urandom | base64")
	require.NotContains(t, err.Error(), "passphrase")
	_, err = secrets.Parse(base64.StdEncoding.EncodeToString([]byte("too short")))
	require.ErrorContains(t, err, "must have 32")
}

func TestTheZeroKeyIsRefused(t *testing.T) {
	t.Parallel()
	require.True(t, secrets.Key{}.IsZero())
	require.Panics(t, func() { secrets.Key{}.RolePassword("r") })
}

func BenchmarkMAC(b *testing.B) {
	key, _, err := secrets.Generate()
	require.NoError(b, err)
	data := make([]byte, 64)
	for b.Loop() {
		key.MAC("bench", data)
	}
}
