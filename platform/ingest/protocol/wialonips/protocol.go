package wialonips

import "github.com/liveryhq/livery/platform/ingest/protocol"

// Protocol is Wialon IPS's entry in the registration table.
func Protocol() protocol.Protocol {
	return protocol.Protocol{
		Name:        "wialon-ips",
		Title:       "Wialon IPS",
		Port:        5039,
		Transports:  protocol.TCP | protocol.UDP,
		MaxFrame:    maxFrame,
		NewSession:  func() protocol.Session { return new(session) },
		NewDatagram: func() protocol.Session { return new(datagram) },
		NewDevice:   newDevice,
	}
}

// datagram is a sender over UDP: a datagram is a packet, with its end or without.
type datagram struct{ session }

// Frame takes the whole datagram.
func (d *datagram) Frame(buf []byte) ([]byte, int, error) {
	if len(buf) == 0 {
		return nil, 0, nil
	}
	if buf[0] != compressedMark {
		if err := ours(buf); err != nil {
			return nil, 0, err
		}
	}
	return buf, len(buf), nil
}
