package osmand

import (
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

func TestSharedVectorsDecodeAsExpected(t *testing.T) {
	protocoltest.Vectors(t, Protocol(), nil)
}

func TestDocumentsExamplesDecodeAsTheDocumentsSay(t *testing.T) {
	protocoltest.Golden(t, Protocol())
}
