package gt06

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// device is a GT06 as seen from the device: it sends location packets of type 22 (in UTC), one record each, and
// heartbeats of type 13.
type device struct {
	imei    string
	serial  uint16
	pending map[[2]byte]bool // serials of the packet under way that are not yet answered
}

func newDevice(c protocol.DeviceConfig) protocol.Device {
	return &device{imei: c.Identity, pending: map[[2]byte]bool{}}
}

// kindOfDevice is what the simulated device calls itself at login.
var kindOfDevice = []byte{0x20, 0x03}

// Login opens a connection; the clock runs in UTC, the language is English.
func (d *device) Login() []byte {
	content := protocol.AppendBCD(nil, fmt.Sprintf("%016s", d.imei))
	content = append(content, kindOfDevice...)
	content = append(content, 0x00, 0x02)
	return d.frame(typeLogin, content)
}

// MaxRecords: a frame of this protocol holds one position, but what a device has kept it sends frame after frame, and then waits for all the answers.
func (d *device) MaxRecords() int { return 100 }

// Encode writes each record as a frame. A record without a position becomes a heartbeat.
func (d *device) Encode(records []protocol.Record) ([]byte, error) {
	clear(d.pending)
	var out []byte
	for _, r := range records {
		typ, content := byte(typeStatus), status(r)
		if r.Fix {
			var err error
			if content, err = location(r); err != nil {
				return nil, fmt.Errorf("encoding a GT06 location: %w", err)
			}
			typ = typeLocationUTC
		}
		frame := d.frame(typ, content)
		d.pending[serialOf(frame)] = true
		out = append(out, frame...)
	}
	return out, nil
}

// Heartbeat is a status packet of a device that is on.
func (d *device) Heartbeat() []byte { return d.frame(typeStatus, status(protocol.Record{})) }

// Read looks for an answer. The last answer that was waited for is an acceptance; GT06 has no refusal.
func (d *device) Read(buf []byte) (protocol.Answer, int) {
	if len(buf) < smallest {
		return protocol.AnswerNone, 0
	}
	size, _ := declaredSize(binary.BigEndian.Uint16(buf), buf)
	if buf[0] != 0x78 || size == 0 {
		return protocol.AnswerNone, len(buf)
	}
	if len(buf) < size {
		return protocol.AnswerNone, 0
	}
	answer := buf[:size]
	if !bytes.HasSuffix(answer, stop) || size < smallest+4 {
		return protocol.AnswerNone, size
	}
	if answer[3] == typeLogin {
		return protocol.AnswerAccepted, size
	}
	serial := serialOf(answer)
	if !d.pending[serial] {
		return protocol.AnswerNone, size
	}
	delete(d.pending, serial)
	if len(d.pending) > 0 {
		return protocol.AnswerNone, size
	}
	return protocol.AnswerAccepted, size
}

func (d *device) frame(typ byte, content []byte) []byte {
	d.serial++
	return reply(false, typ, [2]byte{byte(d.serial >> 8), byte(d.serial)}, content...)
}

func serialOf(frame []byte) [2]byte {
	return [2]byte(frame[len(frame)-trailer:])
}

// location is the content of type 22.
func location(r protocol.Record) ([]byte, error) {
	if math.Abs(r.Lat) > 90 || math.Abs(r.Lon) > 180 {
		return nil, fmt.Errorf("latitude %v, longitude %v is no place on Earth", r.Lat, r.Lon)
	}
	b := appendTime(nil, r.Time)
	b = append(b, 0xC0|byte(min(whole(r, protocol.Satellites), 15)))
	b = binary.BigEndian.AppendUint32(b, uint32(math.Round(math.Abs(r.Lat)*1800000)))
	b = binary.BigEndian.AppendUint32(b, uint32(math.Round(math.Abs(r.Lon)*1800000)))
	b = append(b, byte(math.Round(min(max(r.Speed, 0), 255))))
	flags := uint16(math.Round(r.Course)) % 360
	if r.Valid {
		flags |= 1 << 12
	}
	if r.Lon < 0 {
		flags |= 1 << 11
	}
	if r.Lat >= 0 {
		flags |= 1 << 10
	}
	b = binary.BigEndian.AppendUint16(b, flags)
	b = append(b, make([]byte, 8)...) // no base station
	b = append(b, bit(r, protocol.Ignition, 0), byte(whole(r, protocol.Event)), bit(r, protocol.Archive, 0))
	if r.Attributes.Has(protocol.Odometer) {
		b = binary.BigEndian.AppendUint32(b, uint32(whole(r, protocol.Odometer)))
	}
	return b, nil
}

// status is the content of type 13.
func status(r protocol.Record) []byte {
	information := 1<<6 | bit(r, protocol.Ignition, 1) | bit(r, protocol.Charge, 2) | bit(r, protocol.Blocked, 7)
	level := byte(6)
	if r.Attributes.Has(protocol.BatteryLevel) {
		level = byte(math.Ceil(float64(min(max(whole(r, protocol.BatteryLevel), 0), 100)) * 6 / 100))
	}
	signal := byte(4)
	if r.Attributes.Has(protocol.RSSI) {
		signal = byte(min(max(whole(r, protocol.RSSI), 0), 4))
	}
	return []byte{information, level, signal, 0, 2}
}

func appendTime(b []byte, t time.Time) []byte {
	t = t.UTC()
	return append(b, byte(t.Year()-2000), byte(t.Month()), byte(t.Day()), byte(t.Hour()), byte(t.Minute()), byte(t.Second()))
}

// whole is an attribute as a whole number; zero if there is none.
func whole(r protocol.Record, key string) int64 {
	a, _ := r.Attributes.Get(key)
	switch v := a.Value().(type) {
	case int64:
		return v
	case float64:
		return int64(math.Round(v))
	}
	return 0
}

// bit is an attribute as a bit at a place.
func bit(r protocol.Record, key string, at int) byte {
	a, _ := r.Attributes.Get(key)
	if on, _ := a.Value().(bool); on {
		return 1 << at
	}
	return 0
}

var _ protocol.Device = (*device)(nil)
