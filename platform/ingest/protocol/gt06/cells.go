package gt06

import (
	"strconv"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Scans: what base stations and Wi-Fi stations a device hears, sent when it has no fix.

// decodeCells reads the scans of the Concox family: types 18, 24, 28, 2C, 2E, A1, A2 (JM-VL03 packets 28 and A1,
// GK310), 33 and 34 of AZ735 and SL4X, and the alarm A9 that carries one.
func decodeCells(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.typ == typeCells24 && f.layout == layoutSR411 {
		return decodeSR411(s, f, c, received)
	}
	r := newRecord()
	r.Time = moment(c)
	advanceFirst := f.layout == layoutWanwayS20 || f.layout == layoutSL4X
	if advanceFirst {
		c.u8("timing advance")
	}
	mcc, mnc := network(c, f.layout == layoutSL4X)
	form, count := cell2G, 7
	switch f.typ {
	case typeCells4G, typeA2:
		form = cell4G
	case type33:
		form, count = cell32, 6
	case type34:
		form = cell32
	case typeWifiAlarm:
		if c.flag("4G") {
			form = cell4G
		}
		count = c.u8("base stations")
	}
	if f.layout == layoutWanwayS20 {
		count = c.u8("base stations")
	}
	cells(c, &r, mcc, mnc, form, count)
	if !advanceFirst {
		c.u8("timing advance")
	}
	switch f.typ {
	case typeCellsPhone, 0x2C, typeA2, type33, typeWifiAlarm:
		// The first devices have a language there, or nothing (GT03A/B, chapter 5.7).
		if f.typ != typeCellsPhone || c.left() > 2 {
			stations(c, &r, c.u8("Wi-Fi stations"), 0)
		}
	}
	switch {
	case f.typ == typeWifiAlarm:
		alarmWide(c, &r, f.layout, s.model)
	case c.left() == 2:
		c.skip(2, "language")
	}
	return s.answered(f, c, &r), nil
}

// cells reads base stations of one network. Those without a location area are places left empty.
func cells(c *cursor, r *protocol.Record, mcc, mnc int, form cellForm, count int) {
	var list []byte
	for range count {
		lac, id := c.number(form.lac, "location area"), c.number(form.id, "cell")
		dBm := -int64(c.uint(1))
		if c.notes != nil {
			c.note(1, "signal (dBm)", dBm)
		}
		if c.short {
			break
		}
		if lac == 0 {
			continue
		}
		if len(list) > 0 {
			list = append(list, ' ')
		}
		list = append(appendCell(list, mcc, mnc, lac, id), '/')
		list = strconv.AppendInt(list, dBm, 10)
	}
	if len(list) > 0 {
		r.Attributes.String(cellsKey, string(list))
	}
}

// stations reads Wi-Fi stations: some bytes before, address, signal.
func stations(c *cursor, r *protocol.Record, count, before int) {
	var list []byte
	for range count {
		c.take(before)
		address := c.take(6)
		if address == nil {
			break
		}
		list = appendStation(list, address)
		if c.notes != nil {
			c.note(6, "Wi-Fi address", string(appendStation(nil, address)))
		}
		if before == 0 {
			dBm := -int64(c.uint(1))
			if c.notes != nil {
				c.note(1, "signal (dBm)", dBm)
			}
			list = strconv.AppendInt(append(list, '/'), dBm, 10)
		}
	}
	if len(list) > 0 {
		r.Attributes.String(wifiKey, string(list))
	}
}

// decodeWifiClone reads the scans of clones (types 17 and 69): the count of Wi-Fi stations stands where a length
// should, the date is BCD, and there is neither serial nor checksum. The answer repeats the date.
func decodeWifiClone(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	date := c.take(6)
	if date == nil {
		return protocol.Message{}, shortContent(f)
	}
	var d [6]int
	for i, b := range date {
		d[i] = int(b>>4)*10 + int(b&0x0F)
	}
	r.Time = dateOf(d[0], d[1], d[2], d[3], d[4], d[5], c.zone)
	if c.notes != nil {
		c.note(6, "time", momentText(r.Time))
	}
	stations(c, &r, f.length, 0)
	count := c.u8("base stations")
	mcc, mnc := network(c, false)
	cells(c, &r, mcc, mnc, cellForm{lac: 2, id: 2}, count)
	m := s.silent(f, c, &r)
	m.Reply = append([]byte{0x78, 0x78, 0, f.typ}, date...)
	m.Reply = append(m.Reply, stop...)
	return m, nil
}

// decodeWifiF3 reads Wi-Fi stations without signals; to this type there is no answer.
func decodeWifiF3(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	r.Time = moment(c)
	stations(c, &r, c.u8("Wi-Fi stations"), 2)
	return s.silent(f, c, &r), nil
}

// decodeSR411 reads a position sent under the type of a scan.
func decodeSR411(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	cell(c, &r, cell2G)
	r.Attributes.Bool(protocol.Ignition, c.flag("ignition"))
	volts(c, &r, protocol.PowerVoltage, "power")
	volts(c, &r, protocol.BatteryVoltage, "battery")
	return s.silent(f, c, &r), nil
}

// decodeBluetoothClock reads a tag that was seen by a device that counts who comes and goes.
func decodeBluetoothClock(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	r.Time = moment(c)
	a := &r.Attributes
	dBm := int8(c.uint(1))
	if c.notes != nil {
		c.note(1, "signal (dBm)", dBm)
	}
	a.Int(protocol.RSSI, int64(dBm))
	a.String("io.tag_address", c.hex(6, "tag address"))
	a.String("io.tag_uuid", c.hex(16, "tag UUID"))
	a.Int("io.tag_major", int64(c.u16("major")))
	a.Int("io.tag_minor", int64(c.u16("minor")))
	a.Float("io.tag_battery_voltage", float64(c.u16("tag battery (0.01 V)"))/100)
	a.Int("io.clock", int64(c.u8("clock")>>2&0x0F))
	return s.answered(f, c, &r), nil
}
