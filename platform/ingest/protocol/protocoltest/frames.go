package protocoltest

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

type frameCase struct {
	Method   string `json:"method"`
	Line     int    `json:"line"`
	Disabled bool   `json:"disabled"`
	Setup    []struct {
		InputHex string `json:"input_hex"`
	} `json:"setup"`
	InputHex    string  `json:"input_hex"`
	ExpectedHex *string `json:"expected_hex"`
}

// FrameCases runs the shared framer cases of a protocol: the first frame that comes out of some bytes, or none
// yet. exceptions names those departed from on purpose, as method:line, with the reason.
func FrameCases(t *testing.T, p protocol.Protocol, exceptions map[string]string) {
	t.Helper()
	cases, err := readLines[frameCase](filepath.Join(sharedFolder(t), p.Name+".frames.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		name := fmt.Sprintf("%s:%d", c.Method, c.Line)
		t.Run(name, func(t *testing.T) {
			if reason, ok := exceptions[name]; ok {
				t.Logf("exception: %s", reason)
				return
			}
			input, err := hex.DecodeString(c.InputHex)
			if err != nil {
				t.Fatal(err)
			}
			session := p.NewSession()
			session.Configure(protocol.Settings{})
			frame := firstFrame(t, session, input)
			switch {
			case c.ExpectedHex == nil && frame != nil:
				t.Errorf("gives the frame %x, should wait for more", frame)
			case c.ExpectedHex != nil && hex.EncodeToString(frame) != *c.ExpectedHex:
				t.Errorf("gives the frame %x, not %s", frame, *c.ExpectedHex)
			}
		})
	}
}

// firstFrame drops noise and keep-alives until there is a frame or nothing more to do.
func firstFrame(t *testing.T, session protocol.Session, buf []byte) []byte {
	t.Helper()
	for len(buf) > 0 {
		frame, n, err := session.Frame(buf)
		if err != nil {
			t.Fatalf("framing %x: %v", buf, err)
		}
		if frame != nil {
			return bytes.Clone(frame)
		}
		if n == 0 {
			return nil
		}
		buf = buf[n:]
	}
	return nil
}
