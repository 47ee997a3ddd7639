package gt06

import "github.com/liveryhq/livery/platform/ingest/protocol"

// Protocol is GT06's entry in the registration table.
func Protocol() protocol.Protocol {
	return protocol.Protocol{
		Name:       "gt06",
		Title:      "GT06 (Concox, Jimi)",
		Port:       5023,
		Transports: protocol.TCP,
		MaxFrame:   maxFrame,
		NewSession: func() protocol.Session { return new(session) },
		NewDevice:  newDevice,
	}
}
