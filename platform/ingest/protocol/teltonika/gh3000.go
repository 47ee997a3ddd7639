package teltonika

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The masks of codec 7 (GH3000 protocol, "AVL data" and "GPS element").
const (
	ghHasGPS = 1 << iota
	ghHasOneByte
	ghHasTwoBytes
	ghHasFourBytes
)

const (
	ghHasPosition = 1 << iota
	ghHasAltitude
	ghHasCourse
	ghHasSpeed
	ghHasSatellites
	ghHasCell
	ghHasSignal
	ghHasOperator
)

// ghEpoch is 2007-01-01 UTC; the two upper bits of the seconds since then are the priority.
const (
	ghEpoch    = 1167609600
	ghTimeBits = 1<<30 - 1
)

// decodeGH3000 reads the records of codec 7, the format of the GH family, whose masks leave out what did not change.
func (s *session) decodeGH3000(c cursor, count int) ([]protocol.Record, error) {
	const least = 5
	if count*least > c.left() {
		return nil, fmt.Errorf("%w: %d records cannot be in %d bytes", protocol.ErrMalformed, count, c.left())
	}
	records := make([]protocol.Record, count)
	for i := range records {
		s.readGH3000(&c, &records[i], i+1)
	}
	if c.short || !s.closes(c, count) && !s.settings.Unverified {
		return nil, fmt.Errorf("%w: the %d records do not end at the closing count", protocol.ErrMalformed, count)
	}
	return records, nil
}

func (s *session) readGH3000(c *cursor, r *protocol.Record, n int) {
	notes := s.settings.Notes
	from := c.at
	seconds := c.u32()
	mask := c.u8()
	r.Time = time.Unix(int64(seconds&ghTimeBits)+ghEpoch, 0).UTC()
	notes.Add(from, c.at-1, fmt.Sprintf("record %d: time", n), r.Time)
	notes.Add(c.at-1, c.at, "parts", fmt.Sprintf("%08b", mask))
	if mask&ghHasGPS != 0 {
		from = c.at
		readGH3000Position(c, r)
		notes.Add(from, c.at, "GPS element", fmt.Sprintf("%.6f°, %.6f°, fix: %t", r.Lat, r.Lon, r.Fix))
	}
	for i, part := range []byte{ghHasOneByte, ghHasTwoBytes, ghHasFourBytes} {
		if mask&part == 0 {
			continue
		}
		n := c.u8()
		if notes != nil {
			notes.Add(c.at-1, c.at, groupName(1<<i), n)
		}
		for range n {
			from = c.at
			id := c.u8()
			raw := c.value(1 << i)
			if c.short {
				return
			}
			takeGH3000(&r.Attributes, id, raw)
			notes.Add(from, c.at, fmt.Sprintf("element %d", id), raw)
		}
	}
}

func readGH3000Position(c *cursor, r *protocol.Record) {
	mask := c.u8()
	if mask&ghHasPosition != 0 {
		lat, lon := float64(math.Float32frombits(c.u32())), float64(math.Float32frombits(c.u32()))
		if math.Abs(lat) <= 90 && math.Abs(lon) <= 180 {
			r.Lat, r.Lon, r.Fix, r.Valid = lat, lon, true, true
		}
	}
	if mask&ghHasAltitude != 0 {
		r.Altitude = float64(int16(c.u16()))
	}
	if mask&ghHasCourse != 0 {
		r.Course = float64(c.u8()) * 360 / 256
	}
	if mask&ghHasSpeed != 0 {
		r.Speed = float64(c.u8())
	}
	if mask&ghHasSatellites != 0 {
		r.Attributes.Int(protocol.Satellites, int64(c.u8()))
	}
	if mask&ghHasCell != 0 {
		r.Attributes.Int("cell_lac", int64(c.u16()))
		r.Attributes.Int("cell_id", int64(c.u16()))
	}
	if mask&ghHasSignal != 0 {
		r.Attributes.Int(protocol.RSSI, int64(int8(c.u8())))
	}
	if mask&ghHasOperator != 0 {
		r.Attributes.Int(protocol.Operator, int64(c.u32()))
	}
}

func takeGH3000(a *protocol.Attributes, id byte, raw uint64) {
	switch id {
	case 1:
		a.Int(protocol.BatteryLevel, int64(raw))
	case 2:
		a.Bool("usb", raw == 1)
	case 5:
		a.Int("uptime", int64(raw))
	case 20:
		a.Float(protocol.HDOP, float64(raw)/10)
	case 21:
		a.Float("vdop", float64(raw)/10)
	case 22:
		a.Float("pdop", float64(raw)/10)
	case 67:
		a.Float(protocol.BatteryVoltage, float64(raw)/1000)
	case 221:
		a.Int("button", int64(raw))
	case 222:
		a.Bool("alarm_button", raw == 1)
		if raw == 1 {
			a.Alarm(protocol.AlarmSOS)
		}
	case 240:
		a.Bool(protocol.Motion, raw == 1)
	case 244:
		a.Bool("roaming", raw == 1)
	default:
		a.Int(protocol.IOPrefix+strconv.Itoa(int(id)), int64(raw))
	}
}
