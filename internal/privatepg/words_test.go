package privatepg

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheNewestProgramsMakeAClusterAndTheOldOnesKeepServingIt(t *testing.T) {
	t.Parallel()
	installed := []programs{{"/15", 15}, {"/17", 17}, {"/13", 13}}
	chosen, err := choose(installed, 0)
	require.NoError(t, err)
	require.Equal(t, 17, chosen.version)
	chosen, err = choose(installed, 15)
	require.NoError(t, err)
	require.Equal(t, "/15", chosen.directory)

	_, err = choose(installed, 16)
	require.ErrorContains(t, err, "made by PostgreSQL 16, and PostgreSQL 17 is what is installed")
	_, err = choose([]programs{{"/13", 13}}, 0)
	require.ErrorContains(t, err, "PostgreSQL 13 is installed, Livery needs 15 or newer")
	_, err = choose(nil, 0)
	require.ErrorContains(t, err, "not installed")
}

func TestVersionsAreReadAsDebianUbuntuAndTheSourceSayThem(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]int{
		"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n": 15,
		"postgres (PostgreSQL) 17beta2\n":                        17,
		"postgres (PostgreSQL) 16.9 (Ubuntu 16.9-0ubuntu0.24)\n": 16,
	} {
		version, err := majorVersion(said)
		require.NoError(t, err)
		require.Equal(t, want, version)
	}
	_, err := majorVersion("something else")
	require.Error(t, err)
}

func TestSettingsFitTheMachineAndOnlyTestsGiveUpDurability(t *testing.T) {
	t.Parallel()
	require.Contains(t, settings(true, 900), "shared_buffers = '128MB'")
	require.Contains(t, settings(true, 8192), "shared_buffers = '1024MB'")
	require.Contains(t, settings(true, 256*1024), "shared_buffers = '2048MB'")
	for _, switched := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		require.Contains(t, settings(true, 8192), switched+" = 'on'")
		require.Contains(t, settings(false, 8192), switched+" = 'off'")
	}
}

func TestOnlyTestsGiveUpWhatPasswordsAndPagesAreGuardedBy(t *testing.T) {
	t.Parallel()
	for _, version := range []int{15, 16, 17, 18} {
		require.Equal(t, []string{"--auth=scram-sha-256", "--data-checksums"}, guards(true, version))
	}
	require.Equal(t, []string{"--auth=md5"}, guards(false, 15))
	require.Contains(t, guards(false, 16), "--set=scram_iterations=1")
	require.NotContains(t, guards(false, 17), "--no-data-checksums", "initdb does not know it yet")
	require.Contains(t, guards(false, 18), "--no-data-checksums")
}

func TestTheServersWordsReachTheLogByTheirWeight(t *testing.T) {
	t.Parallel()
	var logged bytes.Buffer
	output := &serverOutput{log: slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	for _, piece := range []string{"LOG:  listen", "ing\nERROR:  duplicate key\nFATAL:  no pg_hba entry\n", "PANIC:  disk"} {
		_, err := output.Write([]byte(piece))
		require.NoError(t, err)
	}
	require.NotContains(t, logged.String(), "listening")
	require.NotContains(t, logged.String(), "duplicate")
	require.Contains(t, logged.String(), `level=WARN msg="postgres: no pg_hba entry"`)
	require.Equal(t, "LOG:  listening\nERROR:  duplicate key\nFATAL:  no pg_hba entry\nPANIC:  disk", output.tail())

	for range 100 {
		_, err := output.Write([]byte("\n"))
		require.NoError(t, err)
	}
	require.Len(t, output.last, keptLines)
	require.Contains(t, logged.String(), "level=ERROR")
}

func TestALongPathGoesWithoutASocket(t *testing.T) {
	t.Parallel()
	require.Equal(t, "/var/lib/livery/0a/run", place{home: "/var/lib/livery/0a"}.socketDirectory())
	require.Empty(t, place{home: "/" + strings.Repeat("x", 100)}.socketDirectory())
	require.Empty(t, place{home: "/srv/a,b"}.socketDirectory())
}
