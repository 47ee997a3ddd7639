package gt06

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// fixForm says how a device writes its position; the zero value is the form of the document (chapter 5.2.1: date,
// satellites, latitude, longitude, speed, course and status).
type fixForm struct {
	noSatellites bool
	noSpeed      bool
	wideSpeed    bool
	courseFirst  bool
}

// fixSize is the bytes of a position with its date (chapter 5.2.1), and gpsLength what the high half of its seventh
// byte says of that: twelve bytes follow the date.
const (
	fixSize   = 6 + 1 + 4 + 4 + 1 + 2
	gpsLength = 0xC
)

// showsFix tells that a content begins with a position in the form that all types of the family share: a date, the
// length 12, a place on Earth. A type nobody documented is read by that. What happens to look like one by chance would
// have to do so in some forty bits.
func showsFix(b []byte) bool {
	if len(b) < fixSize || b[6]>>4 != gpsLength {
		return false
	}
	const first = 8 // 2008, before which the family had no devices
	if b[0] < first || dateOf(int(b[0]), int(b[1]), int(b[2]), int(b[3]), int(b[4]), int(b[5]), time.UTC).IsZero() {
		return false
	}
	lat, lon := degrees(uint64(binary.BigEndian.Uint32(b[7:]))), degrees(uint64(binary.BigEndian.Uint32(b[11:])))
	return lat <= 90 && lon <= 180 && binary.BigEndian.Uint16(b[16:])&0x3FF <= 360
}

// newestLocal is the last of the first types. Their dates are in the device's own zone; every later type names
// its dates as UTC (the Concox documents since 2015 have 12 beside "22 (UTC)", 16 beside "26 (UTC)", and so on).
const newestLocal = 0x1E

// clock is the zone in which a frame of a type is dated: what the owner says, else for the first types what the
// device said at login, else UTC.
func (s *session) clock(typ byte) *time.Location {
	switch {
	case s.settings.Zone != nil:
		return s.settings.Zone
	case s.zone != nil && typ <= newestLocal:
		return s.zone
	}
	return time.UTC
}

// moment reads a date of six bytes. What is no date (a clock never set) is the zero time.
func moment(c *cursor) time.Time {
	b := c.take(6)
	if b == nil {
		return time.Time{}
	}
	t := dateOf(int(b[0]), int(b[1]), int(b[2]), int(b[3]), int(b[4]), int(b[5]), c.zone)
	if c.notes != nil {
		c.note(6, "time", momentText(t))
	}
	return t
}

func dateOf(year, month, day, hour, minute, second int, zone *time.Location) time.Time {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}
	}
	return time.Date(2000+year, time.Month(month), day, hour, minute, second, 0, zone).UTC()
}

func momentText(t time.Time) string {
	if t.IsZero() {
		return "not set"
	}
	return t.Format("2006-01-02 15:04:05 UTC")
}

// fix reads a position with its date into r.
func fix(c *cursor, r *protocol.Record, form fixForm) error {
	r.Time = moment(c)
	if !form.noSatellites {
		satellites := int(c.uint(1)) & 0x0F // the high half is the length of the position
		if c.notes != nil {
			c.note(1, "satellites", satellites)
		}
		r.Attributes.Int(protocol.Satellites, int64(satellites))
	}
	return place(c, r, form)
}

// place reads latitude, longitude, speed, course and status.
func place(c *cursor, r *protocol.Record, form fixForm) error {
	lat := degrees(c.uint(4))
	if c.notes != nil {
		c.note(4, "latitude", strconv.FormatFloat(lat, 'f', 6, 64)+"°")
	}
	lon := degrees(c.uint(4))
	if c.notes != nil {
		c.note(4, "longitude", strconv.FormatFloat(lon, 'f', 6, 64)+"°")
	}
	var flags int
	if form.courseFirst {
		flags = course(c)
	}
	if !form.noSpeed {
		size := 1
		if form.wideSpeed {
			size = 2
		}
		r.Speed = float64(c.uint(size))
		if c.notes != nil {
			c.note(size, "speed", strconv.FormatFloat(r.Speed, 'f', -1, 64)+" km/h")
		}
	}
	if !form.courseFirst {
		flags = course(c)
	}
	if c.short {
		return fmt.Errorf("%w: its position is cut off", protocol.ErrMalformed)
	}
	r.Course = float64(flags & 0x3FF)
	r.Valid = flags&(1<<12) != 0
	if flags&(1<<10) == 0 {
		lat = -lat
	}
	if flags&(1<<11) != 0 {
		lon = -lon
	}
	if lat > 90 || lat < -90 || lon > 180 || lon < -180 {
		// No place on Earth, though the checksum is right. Refusing it would make the device send it for ever.
		r.Attributes.String("io.position", fmt.Sprintf("%v %v", lat, lon))
		r.Valid, r.Speed, r.Course = false, 0, 0
	} else {
		r.Fix, r.Lat, r.Lon = true, lat, lon
	}
	if flags&(1<<14) != 0 {
		r.Attributes.Bool(protocol.Ignition, flags&(1<<15) != 0)
	}
	return nil
}

// degrees: the device counts in 1/30000 of a minute (chapter 5.2.1.6).
func degrees(raw uint64) float64 { return float64(raw) / 1800000 }

// course reads the two bytes of course and status (chapter 5.2.1.9).
func course(c *cursor) int {
	flags := int(c.uint(2))
	if c.notes != nil {
		text := strconv.Itoa(flags&0x3FF) + "°"
		if flags&(1<<12) == 0 {
			text += ", no fix"
		}
		if flags&(1<<10) == 0 {
			text += ", south"
		} else {
			text += ", north"
		}
		if flags&(1<<11) != 0 {
			text += ", west"
		} else {
			text += ", east"
		}
		if flags&(1<<14) != 0 {
			text += map[bool]string{true: ", ignition on", false: ", ignition off"}[flags&(1<<15) != 0]
		}
		c.note(2, "course and status", text)
	}
	return flags
}
