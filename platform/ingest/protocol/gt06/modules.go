package gt06

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Frames made of modules: a number, a length, a value.

// module is the part of a frame that belongs to one module; it cannot be read past.
func module(c *cursor, size int) (*cursor, bool) {
	at := c.at
	b := c.take(size)
	if b == nil && size > 0 {
		return nil, false
	}
	return &cursor{b: b, base: c.base + at, zone: c.zone, notes: c.notes}, true
}

// keep puts what is left of a module under a key of its own.
func keep(m *cursor, r *protocol.Record, number int) {
	if n := m.left(); n > 0 {
		r.Attributes.String(fmt.Sprintf("io.module_%02x", number), m.hex(n, "module content"))
	}
}

// modules reads the modules of types 36 to 39 (JM-LL301 and the 4G family): two bytes of number, one of length.
func modules(c *cursor, r *protocol.Record) {
	a := &r.Attributes
	for c.left() >= 3 {
		number := c.u16("module")
		m, ok := module(c, c.u8("module length"))
		if !ok {
			return
		}
		switch number {
		case 0x0018:
			volts(m, r, protocol.BatteryVoltage, "battery")
		case 0x0027:
			volts(m, r, protocol.PowerVoltage, "power")
		case 0x002E:
			odometer(m, r)
		case 0x0032:
			a.Int("io.startup_status", int64(m.u8("start-up status")))
		case 0x003B:
			a.Float("io.accuracy", float64(m.u16("accuracy (cm)"))/100)
		case 0x006A:
			a.Int(protocol.BatteryLevel, int64(m.u8("battery (%)")))
		}
		keep(m, r, number)
	}
}

// cellOfKind reads a base station that is preceded by its kind: 3 and above are 4G, with wide fields and a signal
// of two bytes.
func cellOfKind(c *cursor, r *protocol.Record) {
	form, signalSize := cell2G, 1
	if c.u8("kind of network") >= 3 {
		form, signalSize = cell4G, 2
	}
	cell(c, r, form)
	c.skip(signalSize, "signal")
}

// decode38 reads a position with modules.
func decode38(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	r.Attributes.Int(protocol.Event, int64(c.u8("upload mode")))
	r.Attributes.Bool(protocol.Archive, c.flag("sent again"))
	cellOfKind(c, &r)
	modules(c, &r)
	return s.silent(f, c, &r), nil
}

// decode39 reads an alarm with modules.
func decode39(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	cellOfKind(c, &r)
	terminal(c, &r, f.layout)
	battery(c, &r)
	signal(c, &r)
	alarmWide(c, &r, f.layout, s.model)
	modules(c, &r)
	return s.answered(f, c, &r), nil
}

// decodeModular reads type 70 (AT4, HVT001 and the asset trackers): two bytes of number, two of length.
func decodeModular(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	for c.left() >= 4 {
		number := c.u16("module")
		m, ok := module(c, c.u16("module length"))
		if !ok {
			break
		}
		if err := modularModule(m, &r, number); err != nil {
			return protocol.Message{}, err
		}
		keep(m, &r, number)
	}
	return s.answered(f, c, &r), nil
}

func modularModule(m *cursor, r *protocol.Record, number int) error {
	a := &r.Attributes
	switch number {
	case 0x03:
		a.String("io.iccid", m.hex(10, "ICCID"))
	case 0x09:
		a.Int(protocol.Satellites, int64(m.u8("satellites")))
	case 0x0A:
		a.Int("io.satellites_visible", int64(m.u8("satellites in view")))
	case 0x11:
		mcc := m.u16("country code")
		mnc := m.u16("network code")
		cells(m, r, mcc, mnc, cell2G, 1)
	case 0x18:
		volts(m, r, protocol.BatteryVoltage, "battery")
	case 0x28:
		a.Float(protocol.HDOP, float64(m.u8("HDOP (0.1)"))/10)
	case 0x29:
		a.Int("io.index", m.number(4, "index"))
	case 0x2A:
		inputs := m.u8("door and tamper")
		a.Bool(protocol.Door, inputs&0x0F != 0)
		a.Bool("io.tamper", inputs>>4 != 0)
	case 0x2B:
		a.Int("io.boot_reason", int64(m.u8("reason of the start")))
	case 0x2C:
		t := time.Unix(m.number(4, "time of the device"), 0).UTC()
		a.String("io.device_time", t.Format(time.RFC3339))
	case 0x2E:
		odometer(m, r)
	case 0x33:
		seconds := m.uint(4)
		if m.short {
			return fmt.Errorf("%w: its position is cut off", protocol.ErrMalformed)
		}
		r.Time = time.Unix(int64(seconds), 0).UTC()
		m.note(4, "time", momentText(r.Time))
		a.Int(protocol.Satellites, int64(m.u8("satellites")))
		r.Altitude = float64(m.i16("altitude (m)"))
		return place(m, r, fixForm{})
	case 0x34:
		modularEvent(m, r)
	case 0x7F:
		tag(m, r)
	}
	return nil
}

func modularEvent(m *cursor, r *protocol.Record) {
	event := m.u8("event")
	if m.short {
		return
	}
	words := map[int]string{
		0x10: protocol.AlarmDoor,
		0x12: protocol.AlarmTamper,
		0x14: protocol.AlarmGeofenceEnter,
		0x15: protocol.AlarmGeofenceExit,
		0x1A: protocol.AlarmLowBattery,
		0x1B: protocol.AlarmOverspeed,
		0x20: protocol.AlarmVibration,
		0x21: protocol.AlarmPowerCut,
		0x23: protocol.AlarmTamper,
	}
	if word := words[event]; word != "" {
		r.Attributes.Alarm(word)
	}
	r.Attributes.Int(protocol.Event, int64(event))
	m.number(4, "time of the event")
	if n := m.u8("length of the event"); n > 0 {
		r.Attributes.String("io.event_data", m.hex(n, "event data"))
	}
}

// tag reads a Bluetooth sensor. 7FFF is a voltage not measured.
func tag(m *cursor, r *protocol.Record) {
	a := &r.Attributes
	a.String("io.tag_address", m.hex(6, "tag address"))
	if mV := m.u16("tag battery (mV)"); mV != 0x7FFF {
		a.Float("io.tag_battery_voltage", float64(mV)/1000)
	}
	a.Int("io.tag_battery_level", int64(m.u8("tag battery (%)")))
	a.Float(protocol.TemperaturePrefix+"1", float64(m.i16("temperature (0.1 °C)"))/10)
	a.Float("io.tag_humidity", float64(m.i16("humidity (0.1 %)"))/10)
	a.Int("io.tag_status", int64(m.u8("tag status")))
}

// decodeDeviceStatus reads type F1 of the 4G family.
func decodeDeviceStatus(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := seconds(c, &r); err != nil {
		return protocol.Message{}, err
	}
	a := &r.Attributes
	for c.left() >= 3 {
		number := c.u16("status")
		m, ok := module(c, c.u8("length"))
		if !ok {
			break
		}
		switch number {
		case 0x0001:
			v := m.u8("motion")
			a.Bool(protocol.Motion, v == 2 || v == 4)
		case 0x0002:
			a.Bool("io.armed", m.flag("armed"))
		case 0x0004:
			a.Bool(protocol.Ignition, m.flag("ignition"))
		case 0x0005:
			volts(m, &r, protocol.PowerVoltage, "power")
		case 0x0007:
			a.Bool(protocol.Charge, m.flag("charging"))
		case 0x000A:
			a.Int("io.charge_voltage", int64(m.u16("charging voltage")))
		case 0x000B:
			a.Float("io.battery_temperature", float64(m.u16("battery temperature (0.1 °C)"))/10)
		}
		keep(m, &r, number)
	}
	return s.answered(f, c, &r), nil
}

// decodePeripherals reads type F2 of the 4G family.
func decodePeripherals(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := seconds(c, &r); err != nil {
		return protocol.Message{}, err
	}
	a := &r.Attributes
	for c.left() >= 3 {
		number := c.u16("peripheral")
		size := int(c.peek(0))
		// The length has two bytes where it may be long: for beacons, and for whatever begins with a zero.
		if number == 0x000A || size == 0 && c.left() >= 2 {
			size = c.u16("length")
		} else {
			c.u8("length")
		}
		m, ok := module(c, size)
		if !ok {
			break
		}
		switch number {
		case 0x000A:
			m.u8("kind of address")
			a.String("io.mac", m.hex(6, "address"))
			event := m.u8("event")
			a.Int(protocol.Event, int64(event))
			if v := m.u8("event data"); event > 0 {
				a.Int("io.event_data", int64(v))
			}
			a.Int("io.data_type", int64(m.u8("kind of data")))
			a.String("io.data", m.hex(m.left(), "data"))
		case 0x000C:
			a.Int("io.external_battery_level", int64(m.u8("external battery (%)")))
			a.Bool("io.external_battery_charge", m.flag("external battery charging"))
			a.Int("io.external_battery_cycles", int64(m.u16("charge cycles")))
		}
		keep(m, &r, number)
	}
	return s.answered(f, c, &r), nil
}

// seconds reads a time in seconds since 1970.
func seconds(c *cursor, r *protocol.Record) error {
	b := c.take(4)
	if b == nil {
		return fmt.Errorf("%w: its time is cut off", protocol.ErrMalformed)
	}
	r.Time = time.Unix(int64(binary.BigEndian.Uint32(b)), 0).UTC()
	if c.notes != nil {
		c.note(4, "time", momentText(r.Time))
	}
	return nil
}
