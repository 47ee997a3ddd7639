package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

func TestABusinessIsImportedAndTakenBackFromTheCommandLine(t *testing.T) {
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	tenants := tenant.New(d)
	root, err := tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	platform, err := tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	ours, err := tenants.Open(t.Context(), platform, tenant.Opening{Kind: tenant.Reseller, Name: "Ours"})
	require.NoError(t, err)
	require.NoError(t, tenants.GiveHost(t.Context(), ours.ID, "ours.test", true))
	folder := t.TempDir()
	file, passwords, result := filepath.Join(folder, "business.csv"), filepath.Join(folder, "passwords.csv"), filepath.Join(folder, "result.csv")
	require.NoError(t, os.WriteFile(file, []byte("Client,Machine,IMEI,Login,Device type\nAcme,Van,353861053849681,acme,teltonika\nAcme,Bus,123,,teltonika\n"), 0o600))
	run := func(args ...string) (status int, out, problems string) {
		var stdout, stderr bytes.Buffer
		status = importCommand(context.Background(), append([]string{"business"}, args...), streams{in: strings.NewReader(""), out: &stdout, err: &stderr,
			environment: []string{"LIVERY_DATABASE_URL=" + url, "LIVERY_DATA_DIR=" + folder, "LIVERY_EDGE_DOMAIN=edge.test", "LIVERY_LOG_LEVEL=error",
				"LIVERY_MASTER_KEY=" + base64.StdEncoding.EncodeToString([]byte("the master key of Livery's tests"))}})
		return status, stdout.String(), stderr.String()
	}
	status, _, problems := run("--reseller", "ours.test", file)
	require.Equal(t, 1, status)
	require.Contains(t, problems, "mapping: Columns describe objects, but none names them")
	status, out, problems := run("--reseller", "ours.test", "--mapping", "Machine=object", "--dry-run", file)
	require.Zero(t, status, problems)
	require.Contains(t, out, "would be imported (dry run): 2 lines: 1 customers, 1 users, 1 objects, 1 trackers")
	require.Contains(t, problems, "line 3: identity: ")
	status, out, problems = run("--reseller", ours.Number, file, "--passwords", passwords, "--result", result)
	require.Zero(t, status, problems)
	require.Contains(t, out, "imported: 2 lines: 1 customers, 1 users, 1 objects", "what columns mean is remembered")
	list, err := os.ReadFile(passwords)
	require.NoError(t, err)
	require.Contains(t, string(list), "Acme,acme,")
	told, err := os.ReadFile(result)
	require.NoError(t, err)
	require.Contains(t, string(told), "Van,353861053849681,acme,teltonika,2,created,created,created,created,,waiting,")
	id := regexp.MustCompile(`import ([0-9a-f-]{36})\n`).FindStringSubmatch(out)
	require.NotNil(t, id, out)
	status, out, problems = run("--reseller", "ours.test", "--undo", id[1])
	require.Zero(t, status, problems)
	require.Equal(t, "taken back: 3 of 3; 0 left\n", out)
	for _, wrong := range [][]string{{}, {file}, {"--reseller", "ours.test"}, {"--reseller", "ours.test", "--undo", id[1], file}} {
		status, _, _ = run(wrong...)
		require.Equal(t, 2, status, "%v", wrong)
	}
	status, _, problems = run("--reseller", "nobody.test", file)
	require.Equal(t, 1, status)
	require.Contains(t, problems, "Nobody answers on the host")
	status, _, problems = run("--reseller", "ours.test", "--undo", "01890000-0000-7000-8000-000000000000")
	require.Equal(t, 1, status)
	require.Contains(t, problems, "no such import")
}
