package protocol_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestTextOfADeviceIsWrittenAsJSONThatADatabaseHolds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                       "",
		"plain":                  "plain",
		`"quoted" \ and cut "`:   `"quoted" \ and cut "`,
		"Грузовик 7":             "Грузовик 7",
		"tab\tline\nbell\a":      "tab\tline\nbell\a",
		"nul\x00, half \xd0 end": "nul\ufffd, half \ufffd end",
		"\xff":                   "\ufffd",
		"told \ufffd by itself":  "told \ufffd by itself",
	} {
		var a protocol.Attributes
		a.String(text, text)
		var m map[string]string
		require.NoError(t, json.Unmarshal(a.AppendJSON(nil), &m), "%q", text)
		require.Equal(t, map[string]string{want: want}, m, "%q", text)
	}
}
