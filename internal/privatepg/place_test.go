package privatepg_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/privatepg"
)

// As under /root: PostgreSQL's user may not enter.
func TestBelowAClosedFolderTheClusterLiesElsewhere(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Log("only root runs PostgreSQL as somebody else")
		return
	}
	closed, elsewhere := t.TempDir(), passable(t)
	require.NoError(t, os.Chmod(closed, 0o700))
	data := filepath.Join(closed, "clone", "data")
	there := func(o *privatepg.Options) { o.Elsewhere = elsewhere }

	server := start(t, data, there)
	require.True(t, strings.HasPrefix(server.Directory(), elsewhere+"/"), server.Directory())
	execute(t, server.AdminURL(), "create table kept as select 'still here' as word")
	require.NoError(t, server.Stop(within(t)))

	again := start(t, data, there)
	require.Equal(t, server.Directory(), again.Directory())
	require.Equal(t, "still here", query(t, again.AdminURL(), "select word from kept"))
	require.NoError(t, again.Stop(within(t)))

	// The clone is deleted and made anew at the same path: it begins with an empty database.
	require.NoError(t, os.RemoveAll(filepath.Dir(data)))
	fresh := start(t, data, there)
	require.NotEqual(t, server.Directory(), fresh.Directory())
	require.NoError(t, fresh.Stop(within(t)))

	// The database is gone: that is said, and not papered over with an empty one.
	require.NoError(t, os.RemoveAll(filepath.Dir(fresh.Directory())))
	_, err := privatepg.Start(within(t), privatepg.Options{DataDir: data, Elsewhere: elsewhere})
	require.ErrorContains(t, err, "bring it back, or delete that file")
}

func TestAClusterOfAnotherMajorVersionIsLeftAlone(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	cluster := filepath.Join(directory, "postgres", "cluster")
	require.NoError(t, os.MkdirAll(cluster, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(cluster, "PG_VERSION"), []byte("11\n"), 0o600))
	_, err := privatepg.Start(within(t), privatepg.Options{DataDir: directory})
	require.ErrorContains(t, err, "the cluster was made by PostgreSQL 11")
	require.ErrorContains(t, err, "apt-get install postgresql-11")
	entries, err := os.ReadDir(cluster)
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

func TestALostSuperuserPasswordIsSaid(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	server := start(t, directory)
	require.NoError(t, server.Stop(within(t)))
	password := filepath.Join(directory, "postgres", "superuser.password")
	info, err := os.Stat(password)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, os.Remove(password))
	_, err = privatepg.Start(within(t), privatepg.Options{DataDir: directory})
	require.ErrorContains(t, err, password)
}

func TestWithoutPostgreSQLTheErrorSaysWhatToInstall(t *testing.T) {
	t.Parallel()
	_, err := privatepg.Start(within(t), privatepg.Options{DataDir: passable(t), Binaries: t.TempDir()})
	require.ErrorContains(t, err, "apt-get install postgresql")
	require.ErrorContains(t, err, "LIVERY_DATABASE_URL")
}
