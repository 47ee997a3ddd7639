package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/folderlock"
)

func TestTheDoctorFindsAFreshMachineWellAndARunningServersPortsInUse(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = taken.Close() })
	c := config.Config{}
	c.General.DataDir = filepath.Join(t.TempDir(), "data")
	c.Spool.SpoolDir = filepath.Join(c.General.DataDir, "spool")
	c.Spool.SpoolMaxBytes, c.Spool.SpoolMinFreeDisk = 1<<10, 1<<10
	c.Web.Listen = taken.Addr().String()

	require.Empty(t, checkSpool(c).trouble, "before the first start nothing is there, and nothing is wrong")
	require.Contains(t, checkDatabase(t.Context(), c).note, "a private PostgreSQL ")
	c.Database.PostgresPrograms = t.TempDir()
	require.Contains(t, checkDatabase(t.Context(), c).trouble, "is not installed")

	web := func() finding {
		all := checkPorts(t.Context(), c)
		return all[len(all)-1]
	}
	require.Contains(t, web().trouble, "in use", "somebody else has the port")
	require.NoError(t, os.MkdirAll(c.Spool.SpoolDir, 0o700))
	ended, err := folderlock.Take(c.Spool.SpoolDir)
	require.NoError(t, err)
	require.NoError(t, ended.Release())
	require.NotEmpty(t, web().trouble, "a lock that nobody holds is of a server that has ended")
	lock, err := folderlock.Take(c.Spool.SpoolDir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, lock.Release()) })
	require.Empty(t, web().trouble)
	require.True(t, strings.HasSuffix(web().note, "a server runs with this data folder"))
}
