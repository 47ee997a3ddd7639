package wialonips_test

import (
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
)

// departures are the vectors this package departs from on purpose; doc.go gives the reasons.
var departures = map[string]string{
	"wialon-ips-000": "its checksum is wrong, though it is not marked so",
	"wialon-ips-004": "NA coordinates are none",
	"wialon-ips-023": "NA coordinates are none",
}

func TestSharedVectorsDecodeAsExpected(t *testing.T) {
	protocoltest.Vectors(t, wialonips.Protocol(), departures)
}

func TestOwnVectorsFromTheDocumentsDecode(t *testing.T) {
	protocoltest.Golden(t, wialonips.Protocol())
}
