package gt06

import (
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Locations: a position, mostly with the base station it was sent through, and what the device adds to it.

// decodeFix reads types whose position alone is understood.
func decodeFix(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	return s.answered(f, c, &r), nil
}

// decodeLocation reads GPS and base station together: chapter 5.2, and packets 22 and A0 of the JM-VL03 document.
func decodeLocation(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	if len(f.content) == 0 {
		return protocol.Message{}, nil
	}
	if f.typ == typeLocation11 && len(f.content) < fixSize {
		return s.stationOnly(f, c)
	}
	r := newRecord()
	if f.typ == typeLocation && s.model == modelQH302R {
		c.skip(8, "IMEI")
	}
	if s.model == modelNT && (f.typ == typeLocationUTC || f.typ == typeLocationDriver) {
		return s.locationNT(f, c, &r)
	}
	if err := fix(c, &r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	if c.left() > 0 {
		cell(c, &r, cellOfLocation(f))
	}
	switch f.typ {
	case typeLocation:
		locationExtras(c, &r, f, s.model)
	case typeLocationUTC, typeLocation2D, typeLocation37, typeLocation31:
		if f.layout == layoutSeeWorld {
			seeWorldExtras(c, &r)
		} else if c.left() >= 3 {
			upload(c, &r)
			if f.layout == layoutSL4X {
				if c.left() > 2 {
					odometer(c, &r)
				}
				r.Altitude = float64(c.i16("altitude (m)"))
			}
		}
		if f.typ == typeLocation37 {
			modules(c, &r)
		}
	case typeLocationRFID:
		driver(&r, c.hex(8, "driver"))
		c.u8("validity of the tag")
	}
	return s.answered(f, c, &r), nil
}

// stationOnly reads type 11 of the first devices: a date and the base station, no position (GT03A/B, chapter 5.3).
func (s *session) stationOnly(f frame, c *cursor) (protocol.Message, error) {
	r := newRecord()
	r.Time = moment(c)
	cell(c, &r, cell2G)
	return s.answered(f, c, &r), nil
}

func cellOfLocation(f frame) cellForm {
	switch {
	case f.typ == typeLocation4G:
		return cell4G
	case f.typ == typeLocation11:
		return cellForm{wideMNC: true, lac: 2, id: 4}
	case f.layout == layoutSL4X:
		return cellForm{wideMNC: true, lac: 2, id: 8}
	case f.typ == typeLocationDriver, f.layout == layoutSeeWorld:
		return cell32
	}
	return cell2G
}

// locationExtras reads what follows the base station in type 12, by the device.
func locationExtras(c *cursor, r *protocol.Record, f frame, m model) {
	a := &r.Attributes
	switch f.layout {
	case layoutCard:
		odometer(c, r)
		card := strings.Trim(c.text(c.u8("length of the card"), "card"), "\x00 ")
		c.u8("alarm")
		c.u8("swiped")
		cardHolder(r, card)
	case layoutBenway:
		benwayMask(c, r)
	case layoutVXT01:
		terminal(c, r, f.layout)
		volts(c, r, protocol.PowerVoltage, "power")
		signal(c, r)
		c.u8("alarm extension")
	case layoutS5:
		terminal(c, r, f.layout)
		volts(c, r, protocol.PowerVoltage, "power")
		signal(c, r)
		alarmByte(c, r, f.layout, m)
		a.Int("io.oil", int64(c.u16("fuel sensor")))
		a.Int(protocol.TemperaturePrefix+"1", int64(signMagnitude(c.u8("temperature"), 7)))
		a.Int(protocol.Odometer, c.number(4, "odometer (10 m)")*10)
	case layoutWeTrust:
		odometer(c, r)
		cardHolder(r, c.text(c.u8("length of the card"), "card"))
		if c.flag("alarm") {
			a.Int(protocol.Event, 1)
		}
		a.Int("io.card_status", int64(c.u8("card status")))
		a.Int("io.driving_time", int64(c.u16("driving time")))
	}
}

// benwayMask reads two inputs, and a temperature or a voltage in one word.
func benwayMask(c *cursor, r *protocol.Record) {
	mask := c.u16("inputs and sensor")
	a := &r.Attributes
	a.Bool(protocol.Ignition, mask&(1<<15) != 0)
	a.Bool(protocol.InputPrefix+"2", mask&(1<<14) != 0)
	switch {
	case mask&(1<<12) != 0:
		value := int64(mask & 0x1FF)
		if mask&(1<<9) != 0 {
			value = -value
		}
		a.Int(protocol.TemperaturePrefix+"1", value)
	case mask&(1<<13) != 0:
		a.Int(protocol.ADCPrefix+"1", int64(mask&0x3FF))
	default:
		a.Float(protocol.ADCPrefix+"1", float64(mask&0x3FF)/10)
	}
}

func seeWorldExtras(c *cursor, r *protocol.Record) {
	a := &r.Attributes
	a.Bool(protocol.Ignition, c.flag("ignition"))
	c.u8("upload mode")
	c.u8("sent again")
	odometer(c, r)
	c.number(4, "travel time")
	a.Float(protocol.TemperaturePrefix+"1", float64(signMagnitude(c.u16("temperature (0.01 °C)"), 15))/100)
	a.Float("io.humidity", float64(c.u16("humidity (0.01 %)"))/100)
}

// locationNT reads types 22 and 25 as NT11…NT46, VL100 and XT40 send them: with status, voltages and hours.
func (s *session) locationNT(f frame, c *cursor, r *protocol.Record) (protocol.Message, error) {
	c.u8("source of the position")
	c.skip(8, "IMEI")
	moment(c)
	if err := fix(c, r, fixForm{}); err != nil {
		return protocol.Message{}, err
	}
	declared := c.u8("length of the base station")
	if declared > 0 {
		form, size := cell2G, 8
		if f.typ == typeLocationDriver {
			form, size = cell32, 9
		}
		if c.peek(0)&0x80 != 0 {
			size++
		}
		cell(c, r, form)
		if declared > size+1 {
			c.skip(declared-size, "rest of the base station")
		}
	}
	terminal(c, r, f.layout)
	volts(c, r, protocol.PowerVoltage, "power")
	a := &r.Attributes
	a.Float(protocol.BatteryVoltage, float64(c.u8("battery (0.1 V)"))/10)
	signal(c, r)
	alarmByte(c, r, f.layout, s.model)
	c.u8("language")
	a.Int(protocol.Odometer, c.number(3, "odometer (m)"))
	a.Int(protocol.EngineHours, c.number(3, "engine time (min)")*60)
	if f.typ == typeLocationDriver {
		if n := c.u8("length of the driver"); n > 0 {
			c.u8("kind of driver's tag")
			driver(r, c.hex(n-1, "driver"))
		}
	}
	return s.answered(f, c, r), nil
}

// upload reads ignition, why the record was sent, and whether it waited in the device's memory (JM-VL03, packet 22).
func upload(c *cursor, r *protocol.Record) {
	a := &r.Attributes
	a.Bool(protocol.Ignition, c.flag("ignition"))
	a.Int(protocol.Event, int64(c.u8("upload mode")))
	a.Bool(protocol.Archive, c.flag("sent again"))
}

func odometer(c *cursor, r *protocol.Record) {
	if v := c.number(4, "odometer (m)"); !c.short {
		r.Attributes.Int(protocol.Odometer, v)
	}
}

// driver sets a driver's tag; zeros are no tag.
func driver(r *protocol.Record, tag string) {
	if strings.Trim(tag, "0") != "" {
		r.Attributes.String(protocol.DriverID, tag)
	}
}

// cardHolder sets a card as it was read; an empty reader says nothing or zeros.
func cardHolder(r *protocol.Record, card string) {
	if strings.Trim(card, "0\x00 ") != "" {
		r.Attributes.String(protocol.DriverID, card)
	}
}

// signMagnitude is a number whose bit says that it is below zero.
func signMagnitude(v, bit int) int {
	if v&(1<<bit) != 0 {
		return -(v &^ (1 << bit))
	}
	return v
}
