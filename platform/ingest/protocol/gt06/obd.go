package gt06

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// obdTail is what follows the text of the FM08ABC's frames: a position without a date.
const obdTail = 1 + 4 + 4 + 1 + 2

// decodeOBD reads type 8C (FM08ABC): the time, ignition, and pairs of a number and a value in hexadecimal
// hundredths, then a position without a date, which the location frames send too.
func decodeOBD(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := newRecord()
	r.Time = moment(c)
	a := &r.Attributes
	a.Bool(protocol.Ignition, c.flag("ignition"))
	text := c.text(max(c.left()-obdTail, 0), "values of the engine")
	for pair := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || len(name) < 2 || value == "" {
			continue
		}
		raw, err := strconv.ParseUint(value, 16, 64)
		if err != nil {
			a.String("io.obd_"+name, value)
			continue
		}
		v := float64(raw) / 100
		switch name[:2] {
		case "28":
			a.Float(protocol.Odometer, v)
		case "2B":
			a.Float(protocol.FuelVolume, v)
		case "2D":
			a.Float(protocol.CoolantTemperature, v)
		case "35":
			a.Float("io.obd_speed", v)
		case "36":
			a.Float(protocol.RPM, v)
		case "47":
			a.Float(protocol.FuelUsed, v)
		case "49":
			// The unit is not documented; the field takes it for milliseconds.
			a.Float(protocol.EngineHours, math.Round(v)/1000)
		case "4A":
			a.String("io.vin", value)
		default:
			a.String("io.obd_"+name, value)
		}
	}
	c.skip(c.left(), "position without a date")
	return s.silent(f, c, &r), nil
}

// decodeEngineText reads types 65 (faults) and 66 (values) of the same devices. What the names mean differs from
// car to car, so the text is kept whole.
func decodeEngineText(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	r := protocol.Record{}
	r.Time = moment(c)
	r.Attributes.Bool(protocol.Ignition, c.flag("ignition"))
	text := strings.TrimLeft(c.text(max(c.left()-obdTail, 0), "values of the engine"), ",")
	r.Attributes.String(fmt.Sprintf("io.%02x", f.typ), text)
	c.skip(c.left(), "position without a date")
	return s.silent(f, c, &r), nil
}
