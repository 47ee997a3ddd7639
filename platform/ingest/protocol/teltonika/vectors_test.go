package teltonika

import (
	"fmt"
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

// departures are explained in doc.go.
var departures = map[string]string{
	"teltonika-007": "element 4 of four bytes is a pulse counter, not a digital input (FMB130, Permanent I/O elements)",
	"teltonika-031": "a GPS element without coordinates gives no position (GH3000 protocol, GPS element)",
}

func TestSharedVectorsDecodeAsExpected(t *testing.T) {
	protocoltest.Vectors(t, Protocol(), departures)
}

func TestSharedFramerCases(t *testing.T) {
	protocoltest.FrameCases(t, Protocol(), nil)
}

func TestDocumentsExamplesDecodeAsTheDocumentsSay(t *testing.T) {
	protocoltest.Golden(t, Protocol())
}

func TestStreamsDecodeTheSameHoweverTheyAreCut(t *testing.T) {
	for i, frames := range protocoltest.GoldenFrames(t, "", false) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			protocoltest.CutAndGlue(t, Protocol(), protocol.Settings{}, frames...)
		})
	}
}

func TestSharedVectorsDecodeTheSameHoweverTheyAreCut(t *testing.T) {
	whole := func(v protocoltest.Vector) bool { return !v.BadChecksum() }
	for i, frames := range protocoltest.SharedFrames(t, Protocol(), "", whole) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			protocoltest.CutAndGlue(t, Protocol(), protocol.Settings{}, frames...)
		})
	}
}

func TestAllOfADayGluedTogetherDecodesTheSame(t *testing.T) {
	var day [][]byte
	for _, frames := range protocoltest.GoldenFrames(t, "", false) {
		day = append(day, frames...)
	}
	protocoltest.CutAndGlue(t, Protocol(), protocol.Settings{}, day...)
}
