package secrets_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/secrets"
)

func TestTheKeyFileIsMadeOnceForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	directory := filepath.Join(t.TempDir(), "data")
	first, err := secrets.Load("", directory)
	require.NoError(t, err)

	info, err := os.Stat(filepath.Join(directory, secrets.FileName))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	entries, err := os.ReadDir(directory)
	require.NoError(t, err)
	require.Len(t, entries, 1, "no draft may be left")

	second, err := secrets.Load("", directory)
	require.NoError(t, err)
	require.Equal(t, first.RolePassword("r"), second.RolePassword("r"))
}

func TestProcessesThatStartTogetherAgreeOnTheKey(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	passwords := make([]string, 16)
	var group sync.WaitGroup
	for i := range passwords {
		group.Go(func() {
			if key, err := secrets.Load("", directory); err == nil {
				passwords[i] = key.RolePassword("r")
			}
		})
	}
	group.Wait()
	require.NotEmpty(t, passwords[0])
	for _, password := range passwords {
		require.Equal(t, passwords[0], password)
	}
}

func TestAKeyFileThatOthersCanReadIsRefused(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	_, err := secrets.Load("", directory)
	require.NoError(t, err)
	path := filepath.Join(directory, secrets.FileName)
	require.NoError(t, os.Chmod(path, 0o640))
	_, err = secrets.Load("", directory)
	require.ErrorContains(t, err, "chmod 600 "+path)
}

func TestADamagedKeyFileIsNeverReplaced(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	path := filepath.Join(directory, secrets.FileName)
	require.NoError(t, os.WriteFile(path, []byte("half a k"), 0o600))
	_, err := secrets.Load("", directory)
	require.ErrorContains(t, err, path)
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "half a k", string(content))
}

func TestTheVariableGoesBeforeTheFile(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	want, text, err := secrets.Generate()
	require.NoError(t, err)
	key, err := secrets.Load(text+"\n", directory)
	require.NoError(t, err)
	require.Equal(t, want.RolePassword("r"), key.RolePassword("r"))
	entries, err := os.ReadDir(directory)
	require.NoError(t, err)
	require.Empty(t, entries)

	_, err = secrets.Load("???", directory)
	require.ErrorContains(t, err, "LIVERY_MASTER_KEY")
}
