package gt06

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// decodeInformation reads type 94: what is no location (JM-VL03, information transfer). It wants no answer.
func decodeInformation(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	a := &r.Attributes
	if !f.extended {
		volts(c, &r, protocol.PowerVoltage, "power")
		return s.silent(f, c, &r), nil
	}
	kind := c.u8("kind of information")
	switch kind {
	case 0x00:
		// The document calls it the voltage of the external battery; on trackers without one it is an analogue input.
		volts(c, &r, protocol.ADCPrefix+"1", "external voltage")
		if v, ok := a.Get(protocol.ADCPrefix + "1"); ok {
			a.Float(protocol.PowerVoltage, v.Value().(float64))
		}
	case 0x04:
		settings(c, &r)
	case 0x05:
		if c.left() >= 6+1 {
			r.Time = moment(c)
		}
		flags := c.u8("door")
		a.Bool(protocol.Door, flags&1 != 0)
		a.Bool(protocol.InputPrefix+"1", flags&(1<<2) != 0)
	case 0x09:
		satellites(c, &r)
	case 0x0A:
		a.String("io.imei", strings.TrimPrefix(c.hex(8, "IMEI"), "0"))
		a.String("io.imsi", strings.TrimPrefix(c.hex(8, "IMSI"), "0"))
		a.String("io.iccid", strings.TrimRight(c.hex(10, "ICCID"), "f"))
	case 0x0B:
		switch c.left() {
		case 1:
			a.Bool("io.4g", c.flag("4G"))
		case 2:
			volts(c, &r, protocol.PowerVoltage, "power")
		}
	case 0x0D:
		if c.peek(0) != '!' && c.left() > 6 {
			c.skip(6, "before the sensor")
		}
		text := c.text(c.left(), "fuel sensor")
		if fuel(text, &r) {
			return s.answered(f, c, &r), nil
		}
		a.String("io.fuel_sensor", text)
	case 0x1B:
		if b := c.peek(0) | 0x20; b >= 'a' && b <= 'z' {
			a.String("io.serial", strings.TrimSpace(c.text(c.left(), "serial number")))
		} else if c.left() >= 8 {
			c.u8("header")
			c.u8("kind")
			driver(&r, c.hex(4, "driver"))
			c.skip(2, "checksum")
		}
	case 0x1E:
		a.Float(protocol.TemperaturePrefix+"1", float64(c.i32("temperature (0.1 °C)"))/10)
		a.Float("io.humidity", float64(c.i32("humidity (0.1 %)"))/10)
	}
	if n := c.left(); n > 0 {
		a.String(fmt.Sprintf("io.information_%02x", kind), c.hex(n, "not understood"))
	}
	return s.silent(f, c, &r), nil
}

// satellites reads kind 09: for GPS and for BeiDou the state of the receiver, the satellites of the fix with their
// strengths, and those only seen; then an extension (JM-VL03, information transfer, "GPS status info").
func satellites(c *cursor, r *protocol.Record) {
	a := &r.Attributes
	from, fixed, seen := c.at, 0, 0
	for _, system := range []string{"gps", "bds"} {
		if c.left() < 3 {
			break
		}
		state := int(c.uint(1))
		c.note(1, "receiver of "+system, worded(receiverStates[:], state))
		if state != 0 {
			a.Int("io."+system+"_state", int64(state))
		}
		n := strengths(c, "satellites in the fix")
		m := strengths(c, "more satellites in view")
		if c.short {
			c.at, c.short = from, false // another form of it: kept as it is
			return
		}
		fixed, seen = fixed+n, seen+n+m
	}
	a.Int(protocol.Satellites, int64(fixed))
	a.Int("io.satellites_visible", int64(seen))
	if c.left() > 0 {
		strengths(c, "length of the extension")
	}
}

// receiverStates are the states of a receiver in kind 09.
var receiverStates = [...]string{"none", "searching", "fixed in two dimensions", "fixed in three dimensions", "asleep"}

func worded(words []string, code int) string {
	if code < len(words) {
		return words[code]
	}
	return strconv.Itoa(code)
}

// strengths reads a count and a byte for each, and gives the count.
func strengths(c *cursor, name string) int {
	n := c.u8(name)
	if n > 0 {
		c.skip(n, "a byte for each")
	}
	return n
}

// settings reads kind 04: pairs of a name and a value, separated by semicolons.
func settings(c *cursor, r *protocol.Record) {
	text := c.text(c.left(), "settings of the device")
	for pair := range strings.SplitSeq(text, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			continue
		}
		if name == "DYD" {
			// Bit 1 is fuel and power cut, bit 0 connected.
			if v, err := strconv.ParseUint(value, 16, 8); err == nil && v&3 != 0 {
				r.Attributes.Bool(protocol.Blocked, v&2 != 0)
			}
		}
		r.Attributes.String(protocol.IOPrefix+strings.ToLower(name), value)
	}
}

// fuel reads the text of an ultrasonic fuel sensor:
// !AIOIL,address,output,temperature,version,wave+status,measured,moving,waves,checksum.
func fuel(text string, r *protocol.Record) bool {
	fields := strings.Split(strings.TrimSpace(text), ",")
	if len(fields) < 10 || fields[0] != "!AIOIL" {
		return false
	}
	temperature, err := strconv.ParseFloat(fields[3], 64)
	if err != nil {
		return false
	}
	measured, err := strconv.ParseFloat(fields[6], 64)
	if err != nil {
		return false
	}
	r.Attributes.Float(protocol.TemperaturePrefix+"1", temperature)
	r.Attributes.Float(protocol.FuelVolume, measured)
	return true
}

// decodeCommand reads type 15, the answer to a command in the old form: length, four bytes of the server's mark,
// text, language.
func decodeCommand(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := protocol.Record{}
	size := c.u8("length of the answer")
	text := ""
	if size >= 4 {
		c.skip(4, "server's mark")
		text = commandText(c.text(min(size-4, c.left()), "answer"))
	} else if c.left() > 6 {
		// Some devices leave the length zero and send the text all the same.
		c.skip(4, "server's mark")
		text = commandText(c.text(c.left()-2, "answer"))
	}
	if iccid, ok := strings.CutPrefix(text, "<ICCID:"); ok {
		r.Attributes.String("io.iccid", strings.TrimRight(iccid, ">"))
	} else if text != "" {
		r.Attributes.String("io.result", text)
	}
	if c.left() > 0 {
		c.skip(c.left(), "language")
	}
	m := s.answered(f, c, &r)
	m.Command, m.HasCommand = text, true
	return m, nil
}

// decodeCommandText reads type 21, the answer to a command: the server's mark, a coding, text. Some devices answer
// a question for their position in words; those make a record with a fix.
func decodeCommandText(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	c.skip(4, "server's mark")
	coding := c.u8("coding (1 is ASCII, 2 is UTF-16)")
	b := c.take(c.left())
	text := string(b)
	if coding != 1 {
		text = utf16BE(b)
	}
	text = commandText(text)
	c.note(len(b), "answer", text)
	if !currentPosition(text, &r) {
		r.Attributes.String("io.result", text)
	}
	m := s.silent(f, c, &r)
	m.Command, m.HasCommand = text, true
	return m, nil
}

// decodeCommandEcho reads types 80 to 82: a command as the platform sent it, or its answer in that form.
func decodeCommandEcho(_ *session, _ frame, c *cursor, _ time.Time) (protocol.Message, error) {
	size := c.u8("length")
	c.skip(4, "server's mark")
	b := c.take(min(max(size-4, 0), c.left()))
	text := commandText(string(b))
	c.note(len(b), "command", text)
	return protocol.Message{Command: text, HasCommand: true}, nil
}

// decodeSerialPort reads type 9B: what a thing on the device's serial port sent.
func decodeSerialPort(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := protocol.Record{}
	r.Attributes.Int("io.serial_kind", int64(c.u8("kind of the thing attached")))
	b := c.take(c.left())
	value := hex.EncodeToString(b)
	if printable(b) {
		value = strings.TrimSpace(string(b))
	}
	c.note(len(b), "bytes of the serial port", value)
	r.Attributes.String("io.serial", value)
	return s.silent(f, c, &r), nil
}

func printable(b []byte) bool {
	return !bytes.ContainsFunc(b, func(r rune) bool { return r > '~' || r < ' ' && r != '\r' && r != '\n' && r != '\t' })
}
