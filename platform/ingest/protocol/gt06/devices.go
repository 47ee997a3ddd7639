package gt06

import (
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Types that one device or one maker has to itself.

// decodeX1 reads type 34 of the Concox X1 (X1 GPRS Communication Protocol V1.1). It wants no answer.
func decodeX1(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	a := &r.Attributes
	a.Int("io.data_and_alarm", c.number(4, "data and alarm"))
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	a.Int("io.terminal", int64(c.u16("terminal information")))
	odometer(c, &r)
	cell(c, &r, cell32)
	if id := c.number(4, "driver"); id > 0 {
		a.String(protocol.DriverID, strconv.FormatInt(id, 10))
	}
	volts(c, &r, protocol.BatteryVoltage, "battery")
	volts(c, &r, protocol.PowerVoltage, "power")
	ports := c.number(4, "ports")
	a.Int("io.input", int64(c.u8("inputs")))
	a.Int("io.output", int64(c.u8("outputs")))
	for i := range ports >> 20 & 0xF {
		if c.left() < 2 {
			break
		}
		volts(c, &r, protocol.ADCPrefix+strconv.FormatInt(i+1, 10), "analogue input")
	}
	return s.silent(f, c, &r), nil
}

// decodeAZ735 reads types 32 and 33 after 7979: a location or an alarm of the AZ735. Its position, cell and lists
// each have a length, and may be empty.
func decodeAZ735(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	a := &r.Attributes
	r.Time = moment(c)
	if c.u8("length of the position") > 0 {
		a.Int(protocol.Satellites, int64(c.u8("satellites")&0x0F))
		if err := place(c, &r, fixForm{}); err != nil {
			return protocol.Message{}, err
		}
	}
	if size := c.u8("length of the base station"); size > 0 {
		if form, fits := formOf(size-1, c.peek(0)&0x80 != 0); fits {
			cell(c, &r, form)
		} else {
			cell(c, &r, cell2G)
			c.skip(max(size-9, 0), "rest of the base station")
		}
		signal(c, &r)
	}
	for _, list := range []struct{ key, name string }{{"io.more_cells", "more base stations"}, {"io.more_wifi", "Wi-Fi stations"}} {
		if n := c.u8("length of a list"); n > 0 && n <= c.left() {
			if content := c.hex(n, list.name); strings.Trim(content, "0") != "" {
				a.String(list.key, content)
			}
		}
	}
	status := c.u8("status")
	if f.typ == type33 {
		switch status {
		case 0xA0, 0xA1:
			a.Bool("io.armed", status == 0xA0)
		case 0xA2, 0xA3:
			a.Alarm(protocol.AlarmLowBattery)
		case 0xA5:
			a.Alarm(protocol.AlarmDoor)
		}
		a.Int(protocol.Event, int64(status))
	} else {
		a.Int("io.status", int64(status))
	}
	if n := c.u8("length of the extension"); n > 0 && n <= c.left() {
		a.String("io.extension", c.hex(n, "extension"))
	}
	m := s.silent(f, c, &r)
	m.Reply = reply(true, f.typ, f.serial)
	return m, nil
}

// decodeDriverLocation reads type 61: a position with the tag of the driver.
func decodeDriverLocation(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	c.skip(8, "IMEI")
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	cell(c, &r, cell32)
	high, low := c.uint(4), c.uint(2)
	if id := high<<16 | low; id > 0 {
		r.Attributes.String(protocol.DriverID, strconv.FormatUint(id, 10))
		c.note(6, "driver", id)
	}
	return s.answered(f, c, &r), nil
}

// decodeTRX16I reads type 36 of the TRX16i.
func decodeTRX16I(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	cell(c, &r, cell32)
	upload(c, &r)
	odometer(c, &r)
	volts(c, &r, protocol.PowerVoltage, "power")
	a := &r.Attributes
	a.Float(protocol.BatteryVoltage, float64(c.u8("battery (0.1 V)"))/10)
	a.Int(protocol.EngineHours, c.number(3, "engine time (min)")*60)
	driver(&r, c.hex(8, "driver"))
	return s.answered(f, c, &r), nil
}

// decodeLW4G reads type A2 of the LW4G: position, 4G cell, status, voltage, odometer, hours, inputs.
func decodeLW4G(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	cell(c, &r, cell4G)
	c.u8("kind of network")
	terminal(c, &r, f.layout)
	volts(c, &r, protocol.PowerVoltage, "power")
	battery(c, &r)
	signal(c, &r)
	alarmByte(c, &r, f.layout, modelLW)
	c.u8("language")
	odometer(c, &r)
	a := &r.Attributes
	a.Int(protocol.EngineHours, c.number(4, "engine time (s)"))
	c.skip(8, "IMEI")
	a.Int("io.input", int64(c.u16("inputs")))
	return s.answered(f, c, &r), nil
}

// decodeCameraAlarm reads type 95 of the cameras JC100 and JC400: an event, with or without a position, and the
// names of its recordings.
func decodeCameraAlarm(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	a := &r.Attributes
	jc400 := f.layout == layoutJC400
	positioned := len(f.content) > 9
	switch {
	case !positioned:
		r.Time = moment(c)
	case jc400:
		c.u16("mark")
		c.u8("version")
		if err := fix(c, &r, fixForm{wideSpeed: true, courseFirst: true}); err != nil {
			return protocol.Message{}, err
		}
		a.Float(protocol.PowerVoltage, float64(c.u16("power (0.1 V)"))/10)
	default:
		if err := fix(c, &r, fixForm{noSatellites: true, noSpeed: true}); err != nil {
			return protocol.Message{}, err
		}
	}
	event := c.u8("event")
	a.Int(protocol.Event, int64(event))
	if c.left() >= 2 {
		a.Int("io.event_data", int64(c.u16("event data")))
	}
	word := map[int]string{
		0x80: protocol.AlarmVibration,
		0x87: protocol.AlarmOverspeed,
		0x88: protocol.AlarmPowerCut,
		0x90: protocol.AlarmHarshAcceleration,
		0x91: protocol.AlarmHarshBraking,
		0x92: protocol.AlarmHarshCornering,
		0x93: protocol.AlarmAccident,
	}[event]
	if event == 1 && positioned {
		word = protocol.AlarmSOS
	}
	if word != "" {
		a.Alarm(word)
	}
	if n := c.left(); n > 0 {
		a.String("io.event_files", c.text(n, "recordings"))
	}
	return s.answered(f, c, &r), nil
}

// decodeBatteryPack reads type 40 of the WD-209: what a swappable battery says of itself.
func decodeBatteryPack(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	a := &r.Attributes
	a.String("io.pack_serial", c.hex(8, "serial number"))
	if err := seconds(c, &r); err != nil {
		return protocol.Message{}, err
	}
	a.Int(protocol.BatteryLevel, int64(c.u8("relative capacity (%)")))
	a.Int("io.remaining_capacity", int64(c.u16("remaining capacity")))
	a.Int("io.absolute_capacity", int64(c.u8("absolute capacity")))
	a.Int("io.full_capacity", int64(c.u16("full capacity")))
	a.Int("io.battery_health", int64(c.u8("health (%)")))
	a.Float("io.battery_temperature", float64(c.u16("temperature (0.1 K)"))/10-273.1)
	a.Int("io.current", int64(c.u16("current")))
	a.Float(protocol.BatteryVoltage, float64(c.u16("voltage (mV)"))/1000)
	a.Int("io.cycles", int64(c.u16("cycles")))
	for i := 1; i <= 14; i++ {
		a.Float("io.battery_cell_"+strconv.Itoa(i), float64(c.u16("cell (mV)"))/1000)
	}
	a.Int("io.charge_interval", int64(c.u16("charge interval")))
	a.Int("io.longest_charge_interval", int64(c.u16("longest charge interval")))
	a.String("io.barcode", strings.Trim(c.text(16, "bar code"), "\x00 "))
	a.Int("io.battery_version", int64(c.u16("version")))
	a.String("io.manufacturer", strings.Trim(c.text(16, "manufacturer"), "\x00 "))
	a.Int("io.battery_status", c.number(4, "status"))
	a.Int("io.controller_status", c.number(4, "controller"))
	a.Int("io.controller_fault", c.number(4, "controller fault"))
	return s.answered(f, c, &r), nil
}
