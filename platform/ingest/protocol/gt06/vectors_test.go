package gt06_test

import (
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

// departures are the vectors this package departs from on purpose; doc.go gives the reasons at length.
var departures = map[string]string{
	"gt06-058": "a type that is not understood makes a record of its raw content",
	"gt06-060": "the date of F3 is binary, not BCD",
	"gt06-072": "the odometer of module 002E is big-endian",
	"gt06-089": "the cell of type 27 has a network code of two bytes, and a fence number ends the frame",
	"gt06-151": "a type that is not understood makes a record of its raw content",
	"gt06-157": "the login before says that the clock runs at UTC-04:00",
}

func TestSharedVectorsDecodeAsExpected(t *testing.T) {
	protocoltest.Vectors(t, gt06.Protocol(), departures)
}

func TestSharedFramerCases(t *testing.T) {
	protocoltest.FrameCases(t, gt06.Protocol(), nil)
}

func TestSharedStreamsDecodeTheSameHoweverCutAndGlued(t *testing.T) {
	framed := func(v protocoltest.Vector) bool { return !v.BadChecksum() && v.ID != "gt06-151" }
	for _, frames := range protocoltest.SharedFrames(t, gt06.Protocol(), "", framed) {
		protocoltest.CutAndGlue(t, gt06.Protocol(), protocol.Settings{}, frames[len(frames)-1], frames[len(frames)-1])
	}
}

func TestOwnVectorsFromTheDocumentsDecode(t *testing.T) {
	protocoltest.Golden(t, gt06.Protocol())
}
