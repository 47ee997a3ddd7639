package gt06

import (
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Frames with the device's status: alarms with a position, and heartbeats without.

// What follows the base station of an alarm: terminal information, battery, signal, alarm and language (chapter
// 5.3), and by device a fence number, an odometer, upload information or a driver's tag.
const (
	alarmTail  = 5
	fenceTail  = alarmTail + 1
	uploadTail = 3
	milesTail  = 4
	tagTail    = 8
)

// decodeAlarm reads a position with base station and status.
func decodeAlarm(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	if len(f.content) == 0 {
		return protocol.Message{}, nil
	}
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	fenced := f.typ == typeAlarmFences || f.typ == typeAlarmFences4G || f.typ == typeAlarmFence4G
	switch {
	case f.layout == layoutVXT01:
		cell(c, &r, cell2G)
	case f.layout == layoutSL4X:
		return s.alarmSL4X(f, c, &r)
	case fenced:
		if !cellBefore(c, &r, fenceTail, fenceTail+milesTail, alarmTail) {
			return s.answered(f, c, &r), nil
		}
	default:
		if !cellBefore(c, &r, alarmTail, alarmTail+tagTail, alarmTail+milesTail, alarmTail+uploadTail, alarmTail+uploadTail+milesTail) {
			return s.answered(f, c, &r), nil
		}
	}
	terminal(c, &r, f.layout)
	battery(c, &r)
	signal(c, &r)
	switch {
	case f.layout == layoutVXT01:
		c.u8("alarm extension")
	case fenced:
		alarmWide(c, &r, f.layout, s.model)
	default:
		alarmByte(c, &r, f.layout, s.model)
		c.u8("language")
	}
	if f.layout == layoutTRX16I {
		driver(&r, c.hex(8, "driver"))
	}
	if fenced && c.left() > 0 {
		r.Attributes.Int("io.geofence", int64(c.u8("fence number")))
	}
	return s.answered(f, c, &r), nil
}

// alarmWide reads an alarm whose ninth to twelfth bits stand in the high half of the language. FF there is no
// language at all.
func alarmWide(c *cursor, r *protocol.Record, l layout, m model) {
	code, language := int(c.uint(1)), int(c.peek(0))
	if c.short {
		return
	}
	if language>>4 != 0xF {
		code += language >> 4 << 8
	}
	alarm(r, code, l, m)
	if c.notes != nil {
		c.note(1, "alarm", alarmText(code, l, m))
	}
	c.u8("language")
}

// alarmSL4X reads type 32 of SL4X: a cell without a length, status, altitude.
func (s *session) alarmSL4X(f frame, c *cursor, r *protocol.Record) (protocol.Message, error) {
	cell(c, r, cellForm{wideMNC: true, lac: 2, id: 4})
	terminal(c, r, f.layout)
	battery(c, r)
	signal(c, r)
	alarmByte(c, r, f.layout, s.model)
	if c.left() > 2 {
		c.skip(c.left()-2, "language")
	}
	r.Altitude = float64(c.i16("altitude (m)"))
	return s.answered(f, c, r), nil
}

// decodeStatus reads heartbeats (chapter 5.4).
func decodeStatus(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if len(f.content) == 0 {
		return s.acknowledged(f), nil
	}
	if f.typ == typeStatus && len(f.content) == 16 {
		return s.statusWithTemperature(f, c, &r), nil
	}
	terminal(c, &r, f.layout)
	switch {
	case f.layout == layoutOBD6:
		statusOBD6(c, &r, f, s.model)
	case f.layout == layoutSeeWorld && f.length == 0x18:
		statusSeeWorld(c, &r)
	default:
		s.statusDocument(f, c, &r)
	}
	return s.answered(f, c, &r), nil
}

func (s *session) statusDocument(f frame, c *cursor, r *protocol.Record) {
	if f.typ == typeStatus && s.model == modelR11 {
		volts(c, r, protocol.PowerVoltage, "power")
	} else if c.left() > 0 {
		battery(c, r)
	}
	if c.left() > 0 {
		signal(c, r)
	}
	switch {
	case c.left() == 0:
	case f.typ == typeStatus && s.model == modelLW:
		v := float64(c.u16("power (0.1 V, lower 12 bits)")&0xFFF) / 10
		r.Attributes.Float(protocol.PowerVoltage, v)
	case f.typ == typeStatus && s.model == modelSeeWorld:
		r.Attributes.Float(protocol.PowerVoltage, float64(c.u8("power (V)")))
	default:
		alarmByte(c, r, f.layout, s.model)
	}
	// Three more are the language and something unknown: heartbeats have no upload information.
	if n := c.left(); n == 1 || n == uploadTail || n == 1+milesTail || f.typ == typeStatusModules {
		c.u8("language")
	}
	if f.typ == typeStatusModules {
		modules(c, r)
	}
}

func (s *session) statusWithTemperature(f frame, c *cursor, r *protocol.Record) protocol.Message {
	c.u8("information")
	c.u16("satellites")
	alarmByte(c, r, f.layout, s.model)
	c.u8("language")
	r.Attributes.Int(protocol.BatteryLevel, int64(c.u8("battery (%)")))
	c.u8("working mode")
	c.u16("working voltage")
	c.u8("reserved")
	c.u16("working times")
	c.u16("working time")
	// Bit 15 set means above zero here.
	value := c.u16("temperature (0.1 °C)")
	degrees := float64(value&0x7FFF) / 10
	if value&0x8000 == 0 {
		degrees = -degrees
	}
	r.Attributes.Float(protocol.TemperaturePrefix+"1", degrees)
	return s.answered(f, c, r)
}

func statusOBD6(c *cursor, r *protocol.Record, f frame, m model) {
	a := &r.Attributes
	counts := c.u16("satellites and signal")
	a.Int(protocol.Satellites, int64(counts>>10&0x1F+counts>>5&0x1F))
	a.Int(protocol.RSSI, int64(counts&0x1F))
	alarmByte(c, r, f.layout, m)
	c.u8("language")
	a.Int(protocol.BatteryLevel, int64(c.u8("battery (%)")))
	mode := c.u8("mode")
	volts(c, r, protocol.PowerVoltage, "power")
	c.u8("reserved")
	c.u16("working time")
	if mode == 4 {
		a.Float(protocol.TemperaturePrefix+"1", float64(c.i16("temperature (0.1 °C)"))/10)
	}
}

func statusSeeWorld(c *cursor, r *protocol.Record) {
	a := &r.Attributes
	c.u16("extended status")
	c.u8("voltage level")
	signal(c, r)
	a.Float(protocol.PowerVoltage, float64(c.u8("power (V)")))
	c.u8("language")
	c.u8("sound")
	c.u8("light")
	a.Int(protocol.Steps, c.number(4, "steps"))
	a.Int(protocol.BatteryLevel, int64(c.u8("battery (%)")))
	a.Bool(protocol.Charge, c.u8("charging") == 1)
	a.Bool(protocol.Motion, c.u8("moving") == 1)
}

// decodeCellStatus reads a base station with status (type 19 of the GT03 document, A5 of JM-LL301) or alone (A7).
func decodeCellStatus(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	if f.layout == layoutSpace10X {
		return s.unknown(f, c)
	}
	r := newRecord()
	form := cell2G
	if f.typ == typeCellAlarm4G {
		form = cell4G
	}
	if c.left() > 0 {
		cell(c, &r, form)
	}
	if f.typ != typeCellAddress && c.left() > 0 {
		terminal(c, &r, f.layout)
		s.statusDocument(f, c, &r)
	}
	return s.answered(f, c, &r), nil
}

// decodeHeartbeat reads type 23 (GK310): status and the battery in volts.
func decodeHeartbeat(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	if len(f.content) == 0 {
		return s.acknowledged(f), nil
	}
	r := newRecord()
	a := &r.Attributes
	status := c.u8("terminal information")
	a.Bool("io.armed", status&1 != 0)
	a.Bool(protocol.Ignition, status&(1<<1) != 0)
	a.Bool(protocol.Charge, status&(1<<2) != 0)
	if c.left() >= 2 {
		volts(c, &r, protocol.BatteryVoltage, "battery")
	}
	if c.left() >= 1 {
		signal(c, &r)
	}
	if c.left() == 2 {
		c.skip(2, "language")
	}
	return s.answered(f, c, &r), nil
}
