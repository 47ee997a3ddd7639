package teltonika

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The types of a message of codecs 12 to 15.
const (
	typeCommand  = 0x05
	typeResponse = 0x06
	typeCamera   = 0x0D
	typeNotMine  = 0x11 // codec 14: the command was for another IMEI
)

// serial is one message of codecs 12 to 15: an answer to a command, or what a device on the serial port said.
type serial struct {
	kind byte
	time time.Time // zero where the codec carries none
	body []byte
}

// decodeMessages reads codecs 12 to 15 (Data Sending Protocols, "Codec 12" to "Codec 15"). None is acknowledged. Each
// message makes a record without a position, since a serial port may bring a sensor's data; an answer to a command
// is the Message's Command as well.
func (s *session) decodeMessages(c cursor, codec byte, count int) (protocol.Message, error) {
	m := protocol.Message{Kind: "serial data"}
	for range count {
		one, err := s.readMessage(&c, codec, count)
		if err != nil {
			return protocol.Message{}, err
		}
		switch {
		case codec == codec12 && one.kind == typeCamera:
			m.Kind = "camera"
			s.takeCamera(&m, one.body)
		case one.kind == typeNotMine:
			m.Kind = "command refused by the device"
		default:
			takeSerial(&m, codec, one)
		}
	}
	if !s.closes(c, count) && !s.settings.Unverified {
		return protocol.Message{}, fmt.Errorf("%w: the %d messages do not end at the closing count", protocol.ErrMalformed, count)
	}
	return m, nil
}

// readMessage reads type, size and what the size counts: in codec 13 a time and the text, in codec 14 the IMEI and
// the text, in codec 15 all three. Some firmware leaves the time out of codec 13's size.
func (s *session) readMessage(c *cursor, codec byte, count int) (serial, error) {
	notes := s.settings.Notes
	from := c.at
	one := serial{kind: c.u8()}
	size := int64(c.u32())
	notes.Add(from, from+1, "message type", fmt.Sprintf("%02x", one.kind))
	notes.Add(from+1, c.at, "message size", size)
	if codec == codec13 || codec == codec15 {
		one.time = time.Unix(int64(c.u32()), 0).UTC()
		notes.Add(c.at-4, c.at, "time", one.time)
		if alone := count == 1 && int64(c.left()) == size+1; codec == codec15 || !alone {
			size -= 4
		}
	}
	if codec == codec14 || codec == codec15 {
		imei := c.take(8)
		notes.Add(c.at-len(imei), c.at, "IMEI", string(protocol.BCD(nil, imei)))
		size -= 8
	}
	if size < 0 || size > int64(c.left()) {
		return one, fmt.Errorf("%w: a message of %d bytes where %d are left", protocol.ErrMalformed, size, c.left())
	}
	one.body = c.take(int(size))
	notes.Add(c.at-len(one.body), c.at, "message", readable(one.body))
	return one, nil
}

func takeSerial(m *protocol.Message, codec byte, one serial) {
	text := readable(one.body)
	if one.kind == typeResponse && (codec == codec12 || codec == codec14) {
		m.Kind = "command reply"
		if m.HasCommand {
			m.Command += "\n"
		}
		m.Command, m.HasCommand = m.Command+text, true
	}
	r := protocol.Record{Time: one.time}
	// A GTSL driver card reader says: GTSL|version|…|…|driver|… .
	if fields := strings.Split(text, "|"); fields[0] == "GTSL" && len(fields) > 4 {
		r.Attributes.String(protocol.DriverID, fields[4])
	} else {
		r.Attributes.String("result", text)
	}
	m.Records = append(m.Records, r)
}

// readable is text without the blanks around it, or hex if it is not text.
func readable(b []byte) string {
	text := bytes.Trim(b, " \r\n\t")
	for _, c := range text {
		if (c < 0x20 || c > 0x7E) && c != '\r' && c != '\n' && c != '\t' {
			return hex.EncodeToString(b)
		}
	}
	return string(text)
}
