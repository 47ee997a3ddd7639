package identity

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPasswordIsHashedAsOWASPRecommendsUnlessATestSaysOtherwise(t *testing.T) {
	t.Parallel()
	usual := newPasswords(1, 0)
	hash, err := usual.hash(t.Context(), "a good password")
	require.NoError(t, err)
	require.Contains(t, hash, "$argon2id$v=19$m=19456,t=2,p=1$")
	require.Contains(t, usual.nobodys, "$argon2id$v=19$m=19456,t=2,p=1$")
	// What was hashed with other parameters is still understood.
	right, err := newPasswords(1, 64).verify(t.Context(), "a good password", hash)
	require.NoError(t, err)
	require.True(t, right)
}
