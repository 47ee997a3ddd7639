package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const heartbeatFrame = "78780a134004040001000fdcee0d0a"

func runDecode(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = decode(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

func TestDecodeExplainsAFrameInWords(t *testing.T) {
	t.Parallel()
	for _, call := range []struct {
		stdin string
		args  []string
	}{
		{"", []string{"gt06", heartbeatFrame}},
		{"", []string{"gt06", "78 78 0a 13 40 04 04", "0001000f", "dcee0d0a"}},
		{heartbeatFrame + "\n", []string{"gt06", "-"}},
		{"", []string{"--model", "GT06N", "--zone", "Europe/Helsinki", "gt06", heartbeatFrame}},
	} {
		status, out, errs := runDecode(call.stdin, call.args...)
		require.Zero(t, status, errs)
		require.Contains(t, out, "Frame 1: heartbeat, 15 bytes")
	}
}

func TestDecodeTellsARefusalByItsStatus(t *testing.T) {
	t.Parallel()
	status, out, _ := runDecode("", "gt06", strings.Replace(heartbeatFrame, "dcee", "dcef", 1))
	require.Equal(t, 1, status)
	require.Contains(t, out, "Refused and not acknowledged: wrong checksum")
}

func TestDecodeAnswersVectorsInJSON(t *testing.T) {
	t.Parallel()
	vector := `{"id":"v","protocol":"gt06","frame":"` + heartbeatFrame + `"}`
	file := filepath.Join(t.TempDir(), "vectors.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(vector), 0o600))
	status, fromFile, errs := runDecode("", "--json", "--vectors", file)
	require.Zero(t, status, errs)
	status, fromStdin, errs := runDecode(vector, "--json", "--vectors", "-")
	require.Zero(t, status, errs)
	require.Equal(t, fromFile, fromStdin)
	require.True(t, strings.HasPrefix(fromFile, `{"id":"v","identity":[],"records":[{"time":null,`), fromFile)
}

func TestDecodeSaysWhatIsWrongWithACall(t *testing.T) {
	t.Parallel()
	for args, said := range map[string]string{
		"":                                      "livery decode explains",
		"gt06":                                  "livery decode explains",
		"morse 00":                              "known are gt06",
		"--json":                                "go together",
		"--vectors x":                           "go together",
		"--zone Nowhere gt06 " + heartbeatFrame: "which is no zone",
	} {
		status, _, errs := runDecode("", strings.Fields(args)...)
		require.Equal(t, 2, status, args)
		require.Contains(t, errs, said, args)
	}
	status, _, errs := runDecode("", "--json", "--vectors", "no-such-file")
	require.Equal(t, 1, status)
	require.Contains(t, errs, "opening the vectors")
}
