package wialonips

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// crc is the checksum of version 2 (Checksum): CRC-16/ARC of the text behind the second #, with the semicolon or bar
// before the checksum.
func crc(text string) uint16 { return protocol.CRC16ARC([]byte(text)) }

// checksumOf reads a field that looks like a checksum: one to four hexadecimal digits.
func checksumOf(field string) (uint16, bool) {
	if field == "" || len(field) > 4 {
		return 0, false
	}
	v, err := strconv.ParseUint(field, 16, 16)
	return uint16(v), err == nil
}

// checked takes the checksum off the fields of a packet. Version 2 demands one; elsewhere a field more than the
// packet has is one. full is how many fields the packet has without it.
func (s *session) checked(fields []string, p packet, full int, notes *protocol.Notes) ([]string, error) {
	if s.version != version2 && len(fields) <= full {
		return fields, nil
	}
	if s.settings.Unverified && len(fields) == full {
		return fields, nil
	}
	last := fields[len(fields)-1]
	given, ok := checksumOf(last)
	if !ok {
		if s.version != version2 || s.settings.Unverified {
			return fields, nil
		}
		return nil, fmt.Errorf("%w: there is none, and version 2 demands it", protocol.ErrChecksum)
	}
	text := p.body[:len(p.body)-len(last)]
	if err := s.verify(text, given); err != nil {
		return nil, err
	}
	if notes != nil {
		notes.Add(p.at+len(text), p.at+len(p.body), "checksum (CRC-16)", verdict(text, given))
	}
	return fields[:len(fields)-1], nil
}

func (s *session) verify(text string, given uint16) error {
	if s.settings.Unverified {
		return nil
	}
	if is := crc(text); is != given {
		return fmt.Errorf("%w: CRC-16 is %04X, the packet says %04X", protocol.ErrChecksum, is, given)
	}
	return nil
}

func verdict(text string, given uint16) string {
	if is := crc(text); is != given {
		return fmt.Sprintf("wrong, should be %04X", is)
	}
	return "right"
}

// splitFields splits at semicolons into room, which spares an allocation.
func splitFields(room []string, text string) []string {
	for {
		field, rest, more := strings.Cut(text, ";")
		room = append(room, field)
		if !more {
			return room
		}
		text = rest
	}
}
