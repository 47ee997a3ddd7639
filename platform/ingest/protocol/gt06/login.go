package gt06

import (
	"fmt"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// decodeLogin reads type 01 (chapter 5.1): the IMEI in BCD, since later documents the kind of device, and the zone
// and language of its clock.
func decodeLogin(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	b := c.take(8)
	if b == nil {
		return protocol.Message{}, shortContent(f)
	}
	var digits [16]byte
	id := string(protocol.BCD(digits[:0], b)[1:]) // fifteen digits and a leading zero
	c.note(8, "IMEI", id)
	if c.left() >= 2 {
		c.hex(2, "kind of device")
	}
	if c.left() >= 2 {
		s.zone = zoneOf(c)
	}
	m := s.acknowledged(f)
	m.Identities = []protocol.Identity{protocol.IdentityOf(id)}
	return m, nil
}

// zoneOf reads the zone of a login (JM-VL03, login packet): twelve bits of hours and minutes as hhmm, one of east
// or west, the rest language.
func zoneOf(c *cursor) *time.Location {
	bits := int(c.uint(2))
	hours, minutes := bits>>4/100, bits>>4%100
	offset := (hours*60 + minutes) * 60
	sign := "+"
	if bits&8 != 0 {
		offset, sign = -offset, "-"
	}
	name := fmt.Sprintf("UTC%s%02d:%02d", sign, hours, minutes)
	c.note(2, "zone of the clock", name)
	if offset == 0 || hours > 14 || minutes > 59 {
		return time.UTC
	}
	return time.FixedZone(name, offset)
}

// decodeTimeRequest answers type 8A with the time of day in UTC (JM-VL03, time calibration).
func decodeTimeRequest(_ *session, _ frame, _ *cursor, received time.Time) (protocol.Message, error) {
	t := received.UTC()
	return protocol.Message{Reply: reply(false, typeTime, [2]byte{},
		byte(t.Year()-2000), byte(t.Month()), byte(t.Day()), byte(t.Hour()), byte(t.Minute()), byte(t.Second()))}, nil
}

// decodeAddressRequest answers type 2A: the device wants to send somebody the address of where it is, by SMS. We
// give none, in the form that ends the request (GK310, address packet in English). The position was sent before,
// as an alarm or a location, and makes no record a second time.
func decodeAddressRequest(_ *session, _ frame, c *cursor, _ time.Time) (protocol.Message, error) {
	c.skip(c.left(), "where the device is, and who asked")
	return protocol.Message{Reply: noAddress()}, nil
}

// decodeStationRequest reads type 17 of the first devices: the same question where there is no fix, with the base
// station and the number that asked (GT03A/B, chapter 5.6).
func decodeStationRequest(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	const phoneSize = 21
	if c.left() < 8+phoneSize {
		return s.unknown(f, c)
	}
	r := newRecord()
	cell(c, &r, cell2G)
	c.text(phoneSize, "who asked")
	if c.left() == 2 {
		c.skip(2, "language")
	}
	m := s.silent(f, c, &r)
	m.Kind, m.Reply = "address request", noAddress()
	return m, nil
}

func noAddress() []byte {
	const text = "NA&&NA&&0##"
	content := append([]byte{byte(len(text)), 0, 0, 0, 0}, text...)
	return reply(true, typeAddressAnswer, [2]byte{}, content...)
}

func shortContent(f frame) error {
	return fmt.Errorf("%w: %d bytes of content are too few", protocol.ErrMalformed, len(f.content))
}
