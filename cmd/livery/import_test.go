package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

// fasthttp keeps a clock of its own once it has served, and a sweeper that ends within ten seconds.
func TestMain(m *testing.M) {
	testdb.Main(m, goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

func TestObjectsAreImportedFromTheCommandLine(t *testing.T) {
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	tenants := tenant.New(d)
	root, err := tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	platform, err := tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	account, err := tenants.Open(t.Context(), platform, tenant.Opening{Kind: tenant.Account, Name: "Ours"})
	require.NoError(t, err)

	folder := t.TempDir()
	file := filepath.Join(folder, "fleet.csv")
	write := func(table string) { require.NoError(t, os.WriteFile(file, []byte(table), 0o600)) }
	run := func(args ...string) (status int, out, errors string) {
		var stdout, stderr bytes.Buffer
		status = importCommand(context.Background(), args, streams{in: strings.NewReader("name\nFrom standard input\n"), out: &stdout, err: &stderr,
			environment: []string{"LIVERY_DATABASE_URL=" + url, "LIVERY_DATA_DIR=" + folder, "LIVERY_EDGE_DOMAIN=edge.test", "LIVERY_LOG_LEVEL=error",
				"LIVERY_MASTER_KEY=" + base64.StdEncoding.EncodeToString([]byte("the master key of Livery's tests"))}})
		return status, stdout.String(), stderr.String()
	}

	write("name;identity;protocol;sim;group\nVan 1;353861053849681;teltonika;+358401234567;North\nVan 2;;;;\n")
	status, out, problems := run("objects", "--account", account.Number, "--dry-run", file)
	require.Zero(t, status, problems)
	require.Contains(t, out, "would be imported (dry run): 2 lines: 2 created")
	status, out, problems = run("objects", file, "--account", account.Number)
	require.Zero(t, status, problems)
	require.Equal(t, "imported: 2 lines: 2 created, 0 trackers bound, 0 changed, 0 unchanged, 1 new groups, 0 warnings\n", out)
	status, out, _ = run("objects", "--account="+account.Number, file)
	require.Zero(t, status)
	require.Contains(t, out, "2 unchanged")
	status, out, _ = run("objects", "--account", account.Number, "-")
	require.Zero(t, status)
	require.Contains(t, out, "1 lines: 1 created")

	write("name,identity,protocol\n,1,teltonika\nVan 3,abc,morse\n")
	status, out, problems = run("objects", "--account", account.Number, file)
	require.Equal(t, 1, status)
	require.Empty(t, out)
	for _, line := range []string{"line 2: name: ", "line 2: identity: ", "line 3: protocol: ", "Nothing was imported: the table has 3 errors."} {
		require.Contains(t, problems, line)
	}

	for _, wrong := range [][]string{{}, {"people"}, {"objects", file}, {"objects", "--account", account.Number}, {"objects", "--no-such"}} {
		status, _, problems = run(wrong...)
		require.Equal(t, 2, status, "%v", wrong)
		require.NotEmpty(t, problems)
	}
	status, _, problems = run("objects", "--account", "12345", file)
	require.Equal(t, 1, status)
	require.Contains(t, problems, "check digit")
	status, _, problems = run("objects", "--account", account.Number, filepath.Join(folder, "nothing.csv"))
	require.Equal(t, 1, status)
	require.Contains(t, problems, "nothing.csv")
}
