package secrets_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/secrets"
)

func TestASealedSecretOpensOnlyForItsTenantPurposeAndKey(t *testing.T) {
	t.Parallel()
	key, other := keyOf(t, 1), keyOf(t, 2)
	tenant, stranger := uuid.New(), uuid.New()

	sealed, err := key.Seal(tenant, "mail sender password", []byte("hunter2"))
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "hunter2")

	opened, err := key.Open(tenant, "mail sender password", sealed)
	require.NoError(t, err)
	require.Equal(t, "hunter2", string(opened))

	_, err = key.Open(stranger, "mail sender password", sealed)
	require.Error(t, err)
	_, err = key.Open(tenant, "sms sender password", sealed)
	require.Error(t, err)
	_, err = other.Open(tenant, "mail sender password", sealed)
	require.ErrorIs(t, err, secrets.ErrOtherKey)
}

func TestADamagedSealIsAnError(t *testing.T) {
	t.Parallel()
	key := keyOf(t, 1)
	sealed, err := key.Seal(uuid.Nil, "purpose", []byte("secret"))
	require.NoError(t, err)
	for i := range sealed {
		damaged := append([]byte(nil), sealed...)
		damaged[i] ^= 1
		_, err := key.Open(uuid.Nil, "purpose", damaged)
		require.Error(t, err, "byte %d", i)
		_, err = key.Open(uuid.Nil, "purpose", sealed[:i])
		require.Error(t, err, "cut at %d", i)
	}
}

func TestTheSameSecretIsSealedDifferentlyEachTime(t *testing.T) {
	t.Parallel()
	key := keyOf(t, 1)
	first, err := key.Seal(uuid.Nil, "purpose", []byte("secret"))
	require.NoError(t, err)
	second, err := key.Seal(uuid.Nil, "purpose", []byte("secret"))
	require.NoError(t, err)
	require.NotEqual(t, first, second)
}

func BenchmarkOpen(b *testing.B) {
	key, _, err := secrets.Generate()
	require.NoError(b, err)
	sealed, err := key.Seal(uuid.Nil, "bench", make([]byte, 64))
	require.NoError(b, err)
	for b.Loop() {
		if _, err := key.Open(uuid.Nil, "bench", sealed); err != nil {
			b.Fatal(err)
		}
	}
}
