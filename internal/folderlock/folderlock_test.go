package folderlock

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOneAtATimeHasAFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	require.False(t, Held(folder), "nobody ever had it")
	lock, err := Take(folder)
	require.NoError(t, err)
	require.True(t, Held(folder))
	_, err = Take(folder)
	require.Equal(t, HeldError{Folder: folder, Holder: strconv.Itoa(os.Getpid())}, err)
	require.NoError(t, lock.Release())
	require.False(t, Held(folder), "the file alone says nothing")
	lock, err = Take(folder)
	require.NoError(t, err)
	require.NoError(t, lock.Release())
	require.NoError(t, lock.Release(), "it was given back before")
	require.NoError(t, (*Lock)(nil).Release())
}

func TestAFolderIsFreeThoughAProgramThatStartsHasItsLockOpen(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	lock, err := Take(folder)
	require.NoError(t, err)
	other, err := syscall.Dup(int(lock.file.Fd()))
	require.NoError(t, err)
	defer func() { require.NoError(t, syscall.Close(other)) }()
	require.NoError(t, lock.Release())
	again, err := Take(folder)
	require.NoError(t, err)
	require.NoError(t, again.Release())
}

func TestAFolderThatIsNotThereIsTold(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "gone")
	_, err := Take(folder)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.False(t, Held(folder))
}
