package teltonika

import (
	"encoding/binary"
	"fmt"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// maxRecords is about what the vendor's largest packet, 1280 bytes, has room for.
const maxRecords = 15

// device is a tracker over TCP as the simulator and forwarding play it.
type device struct {
	imei   string
	codec  byte
	layout shape
	of     family
	// awaited are the answers the server owes, in order: awaitsLogin, or a number of records.
	awaited []int
	// room for what is being encoded: a fleet sends many records a second.
	out  outgoing
	data []byte
}

const awaitsLogin = -1

// newDevice makes a device of the light platform in codec 8 or 8 Extended, of the professional line in codec 16.
func newDevice(c protocol.DeviceConfig) protocol.Device {
	d := &device{imei: c.Identity, codec: codec8, of: undeclaredLight}
	switch c.Variant {
	case "8e":
		d.codec = codec8E
	case "16":
		d.codec, d.of = codec16, heavy
	}
	d.layout = shapeOf(d.codec)
	return d
}

func (d *device) Login() []byte {
	d.awaited = append(d.awaited[:0], awaitsLogin)
	return append(binary.BigEndian.AppendUint16(nil, uint16(len(d.imei))), d.imei...)
}

func (d *device) MaxRecords() int { return maxRecords }

func (d *device) Heartbeat() []byte { return []byte{ping} }

// Encode writes one packet. Attributes without an element of Teltonika's are left out. A record needs a time.
func (d *device) Encode(records []protocol.Record) ([]byte, error) {
	if len(records) == 0 || len(records) > maxRecords {
		return nil, fmt.Errorf("encoding a packet: %d records, a packet takes 1 to %d", len(records), maxRecords)
	}
	data := d.data[:0]
	data = append(data, d.codec, byte(len(records)))
	for i := range records {
		if records[i].Time.IsZero() {
			return nil, fmt.Errorf("encoding record %d: it has no time", i+1)
		}
		data = d.appendRecord(data, &records[i])
	}
	data = append(data, byte(len(records)))
	d.data = data
	if len(data) > maxFrame-header-crcLength {
		return nil, fmt.Errorf("encoding a packet: %d bytes, it takes %d", len(data), maxFrame-header-crcLength)
	}
	d.awaited = append(d.awaited, len(records))
	return appendPacket(make([]byte, 0, header+len(data)+crcLength), data), nil
}

// Read understands the answer to a login (one byte), the number of records accepted (four bytes) and, passing over
// them, commands, which begin with four zeros like any packet.
func (d *device) Read(buf []byte) (protocol.Answer, int) {
	if len(buf) == 0 {
		return protocol.AnswerNone, 0
	}
	if len(d.awaited) > 0 && d.awaited[0] == awaitsLogin {
		d.awaited = d.awaited[1:]
		if buf[0] == 1 {
			return protocol.AnswerAccepted, 1
		}
		return protocol.AnswerRefused, 1
	}
	if len(buf) < preamble {
		return protocol.AnswerNone, 0
	}
	accepted := binary.BigEndian.Uint32(buf)
	if accepted == 0 {
		return protocol.AnswerNone, commandLength(buf)
	}
	if len(d.awaited) == 0 {
		return protocol.AnswerNone, preamble
	}
	sent := d.awaited[0]
	d.awaited = d.awaited[1:]
	if int(accepted) != sent {
		return protocol.AnswerRefused, preamble
	}
	return protocol.AnswerAccepted, preamble
}

// commandLength is how many bytes a command takes; 0 while it is not whole.
func commandLength(buf []byte) int {
	if len(buf) < header {
		return 0
	}
	length := binary.BigEndian.Uint32(buf[preamble:])
	if length > maxFrame {
		return len(buf)
	}
	if n := header + int(length) + crcLength; len(buf) >= n {
		return n
	}
	return 0
}
