package protocoltest

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// CutAndGlue proves that a stream gives the same messages however it arrives: whole, cut in two at every byte,
// byte by byte, and in random pieces. frames are what a device sends one after another, with their terminators.
func CutAndGlue(t *testing.T, p protocol.Protocol, s protocol.Settings, frames ...[]byte) {
	t.Helper()
	var stream []byte
	for _, f := range frames {
		stream = append(stream, f...)
	}
	want := decodeStream(t, p, s, [][]byte{stream})
	if len(want) != len(frames) {
		t.Fatalf("%d frames glued give %d messages: %v", len(frames), len(want), want)
	}
	for cut := 1; cut < len(stream); cut++ {
		if !assertSame(t, want, decodeStream(t, p, s, [][]byte{stream[:cut], stream[cut:]}), fmt.Sprintf("cut at %d", cut)) {
			return
		}
	}
	bytewise := make([][]byte, len(stream))
	for i := range stream {
		bytewise[i] = stream[i : i+1]
	}
	if !assertSame(t, want, decodeStream(t, p, s, bytewise), "byte by byte") {
		return
	}
	//nolint:gosec // the same pieces every time is what a test wants
	random := rand.New(rand.NewPCG(uint64(len(stream)), uint64(len(frames))))
	for round := range 50 {
		var pieces [][]byte
		for rest := stream; len(rest) > 0; {
			n := 1 + random.IntN(min(len(rest), 1+random.IntN(200)))
			pieces, rest = append(pieces, rest[:n]), rest[n:]
		}
		if !assertSame(t, want, decodeStream(t, p, s, pieces), fmt.Sprintf("random pieces, round %d", round)) {
			return
		}
	}
}

// GoldenFrames returns the frames of the protocol's own vectors, for CutAndGlue: those of each vector's session, in
// order, with terminator appended where it is missing. Frames marked bad are left out unless bad is set.
func GoldenFrames(t *testing.T, terminator string, bad bool) [][][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden vectors in testdata (%v)", err)
	}
	var sessions [][][]byte
	for _, file := range files {
		vectors, err := ReadVectors(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vectors {
			if v.HTTP == nil && (bad || !v.BadChecksum()) {
				sessions = append(sessions, v.stream(t, terminator))
			}
		}
	}
	return sessions
}

// SharedFrames returns the frames of the shared vectors in the same way. keep, if not nil, chooses among them.
func SharedFrames(t *testing.T, p protocol.Protocol, terminator string, keep func(Vector) bool) [][][]byte {
	t.Helper()
	var sessions [][][]byte
	for _, v := range sharedVectors(t, p.Name+".jsonl") {
		if v.HTTP == nil && (keep == nil || keep(v)) {
			sessions = append(sessions, v.stream(t, terminator))
		}
	}
	return sessions
}

func (v Vector) stream(t *testing.T, terminator string) [][]byte {
	t.Helper()
	var frames [][]byte
	for _, h := range append(append([]string{}, v.Before...), v.Frame) {
		frame, err := hex.DecodeString(h)
		if err != nil {
			t.Fatalf("%s: %v", v.ID, err)
		}
		if n := len(frame) - len(terminator); n < 0 || string(frame[n:]) != terminator {
			frame = append(frame, terminator...)
		}
		frames = append(frames, frame)
	}
	return frames
}

// decodeStream feeds pieces to a session as a gateway would and gives each message, or error, as text.
func decodeStream(t *testing.T, p protocol.Protocol, s protocol.Settings, pieces [][]byte) []string {
	t.Helper()
	session := p.NewSession()
	session.Configure(s)
	var buf []byte
	var out []string
	for _, piece := range pieces {
		buf = append(buf, piece...)
		for len(buf) > 0 {
			frame, n, err := session.Frame(buf)
			if err != nil {
				return append(out, "framing: "+err.Error())
			}
			if n < 0 || n > len(buf) {
				t.Fatalf("drops %d of %d bytes", n, len(buf))
			}
			if frame == nil && n == 0 {
				break
			}
			rest := append([]byte(nil), buf[n:]...)
			if frame == nil {
				buf = rest
				continue
			}
			m, err := session.Decode(frame, Received)
			// The gateway reuses its buffer: a message that still looks at it would show.
			for i := range buf {
				buf[i] = 0xA5
			}
			buf = rest
			out = append(out, messageText(m, err))
		}
	}
	return out
}

func messageText(m protocol.Message, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	b, err := json.Marshal(m) //nolint:gosec // compared in the test, shown to nobody
	if err != nil {
		return "not to be marshalled: " + err.Error()
	}
	return string(b)
}

func assertSame(t *testing.T, want, got []string, how string) bool {
	t.Helper()
	if len(want) != len(got) {
		t.Errorf("%s: %d messages, not %d", how, len(got), len(want))
		return false
	}
	for i := range want {
		if want[i] != got[i] {
			t.Errorf("%s: message %d is\n%s, not\n%s", how, i+1, got[i], want[i])
			return false
		}
	}
	return true
}
