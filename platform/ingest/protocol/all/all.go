package all

import (
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
	"github.com/liveryhq/livery/platform/ingest/protocol/osmand"
	"github.com/liveryhq/livery/platform/ingest/protocol/teltonika"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
)

// Table lists the protocols in the order people are shown them.
func Table() []protocol.Protocol {
	return []protocol.Protocol{
		teltonika.Protocol(),
		gt06.Protocol(),
		wialonips.Protocol(),
		osmand.Protocol(),
	}
}
