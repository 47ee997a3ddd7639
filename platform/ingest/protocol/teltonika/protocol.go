package teltonika

import "github.com/liveryhq/livery/platform/ingest/protocol"

const (
	// maxFrame is generous: the vendor's largest packet is 1280 bytes (Data Sending Protocols, "Codec 8", note to
	// the AVL data packet), camera chunks and lists of beacons stay below 4 KiB.
	maxFrame = 32 << 10
	// maxLogin bounds the text of a login; an IMEI has 15 digits.
	maxLogin = 32

	preamble  = 4         // zeros
	header    = 8         // preamble and data length
	crcLength = 4         // the CRC-16 in the low half of 32 bits
	minData   = 3         // codec, count, count again
	ping      = byte(255) // keep-alive of devices that were told to send one
)

// The codecs, by the number that begins the data of a packet.
const (
	codecGH3000 = 0x07
	codec8      = 0x08
	codec8E     = 0x8E
	codec12     = 0x0C
	codec13     = 0x0D
	codec14     = 0x0E
	codec15     = 0x0F
	codec16     = 0x10
)

// Protocol is the entry of the registration table.
func Protocol() protocol.Protocol {
	return protocol.Protocol{
		Name:        "teltonika",
		Title:       "Teltonika",
		Port:        5027,
		Transports:  protocol.TCP | protocol.UDP,
		MaxFrame:    maxFrame,
		NewSession:  func() protocol.Session { return newSession(false) },
		NewDatagram: func() protocol.Session { return newSession(true) },
		NewDevice:   newDevice,
	}
}
