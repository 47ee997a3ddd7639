package teltonika

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

func TestNotesExplainEveryByteOnce(t *testing.T) {
	frames := map[string][]byte{}
	for _, session := range protocoltest.GoldenFrames(t, "", false) {
		for _, frame := range session {
			frames[string(frame)] = frame
		}
	}
	frames["16 byte elements"] = packet(t, "0801"+headOfRecord+"000100000000"+"01c8000102030405060708090a0b0c0d0e0f"+"01")
	frames["codec 13"] = packet(t, "0d010600000006654b65a44f4b01")
	frames["codec 14"] = packet(t, "0e01060000000a03520930814522514f4b01")
	frames["codec 7"] = packet(t, "0701"+"0e8f4d80"+"03"+"1007"+"01015e"+"01")
	for _, frame := range frames {
		notes := new(protocol.Notes)
		decode(t, protocol.Settings{Notes: notes}, frame)
		told := make([]int, len(frame))
		for _, n := range notes.List {
			require.LessOrEqual(t, 0, n.From)
			require.LessOrEqual(t, n.To, len(frame))
			require.NotEmpty(t, n.Name)
			for i := n.From; i < n.To; i++ {
				told[i]++
			}
		}
		for i, times := range told {
			require.Equal(t, 1, times, "byte %d of %x", i, frame)
		}
	}
}

func TestNotesSpeakInWords(t *testing.T) {
	notes := new(protocol.Notes)
	decode(t, protocol.Settings{Notes: notes}, packet(t, oneRecord))
	said := map[string]string{}
	for _, n := range notes.List {
		said[n.Name] = n.Value
	}
	require.Equal(t, "2019-06-10T10:05:36Z", said["record 1: time"])
	require.Equal(t, "1, high", said["priority"])
	require.Equal(t, "0: no fix, the position is the last known one", said["satellites"])
	require.Equal(t, "Digital input 1 (1)", said["event"])
	require.Equal(t, "24.08 V", said["External voltage (66)"])
	require.Equal(t, "1, yes", said["Digital input 1 (1)"])
}

func TestNotesChangeNothing(t *testing.T) {
	for _, session := range protocoltest.GoldenFrames(t, "", false) {
		for _, frame := range session {
			plain := decode(t, protocol.Settings{}, frame)
			require.Equal(t, plain, decode(t, protocol.Settings{Notes: new(protocol.Notes)}, frame))
		}
	}
}
