package teltonika

import (
	"encoding/hex"
	"fmt"
	"math"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// shape is how a codec writes its numbers (Data Sending Protocols, "Codec 8", "Codec 8 Extended", "Codec 16").
type shape struct {
	wideIDs    bool // element numbers and the event take two bytes
	wideCounts bool // and so do the counts
	generation bool // the event is followed by why the record was made
	variable   bool // a last group holds elements that tell their own length
	wide16     bool // a group of 16-byte elements follows: an option of some firmware that no byte announces
	least      int  // bytes of the shortest record
}

func shapeOf(codec byte) shape {
	switch codec {
	case codec8E:
		return shape{wideIDs: true, wideCounts: true, variable: true, least: 24 + 14}
	case codec16:
		return shape{wideIDs: true, generation: true, least: 24 + 8}
	}
	return shape{least: 24 + 6}
}

// decodeRecords reads count records and the closing count. Some devices add a group of 16-byte elements to each
// record; nothing says so, but then the plain reading does not end where it should and the other does.
func (s *session) decodeRecords(c cursor, codec byte, count int) ([]protocol.Record, error) {
	layout := shapeOf(codec)
	if count*layout.least > c.left() {
		return nil, fmt.Errorf("%w: %d records cannot be in %d bytes", protocol.ErrMalformed, count, c.left())
	}
	noted := s.noted()
	records, rest := s.readRecords(c, layout, count)
	if s.closes(rest, count) {
		return records, nil
	}
	s.forget(noted)
	layout.wide16 = true
	if wide, rest := s.readRecords(c, layout, count); s.closes(rest, count) {
		return wide, nil
	}
	s.forget(noted)
	if s.settings.Unverified && !rest.short {
		return records, nil
	}
	return nil, fmt.Errorf("%w: the %d records do not end at the closing count", protocol.ErrMalformed, count)
}

// noted and forget take back the notes of a reading that turned out wrong.
func (s *session) noted() int {
	if s.settings.Notes == nil {
		return 0
	}
	return len(s.settings.Notes.List)
}

func (s *session) forget(noted int) {
	if s.settings.Notes != nil {
		s.settings.Notes.List = s.settings.Notes.List[:noted]
	}
}

// readRecords reads records and returns the cursor behind them.
func (s *session) readRecords(c cursor, layout shape, count int) ([]protocol.Record, cursor) {
	records := make([]protocol.Record, count)
	for i := range records {
		s.readRecord(&c, layout, &records[i], i+1)
		if c.short {
			break
		}
	}
	return records, c
}

// maxElements bounds the elements of a record. The vendor's largest packet has room for some 400; attributes are
// found by looking through them, so that a device must not make us look through thousands.
const maxElements = 512

func (s *session) readRecord(c *cursor, layout shape, r *protocol.Record, n int) {
	from := c.at
	milliseconds, priority := c.u64(), c.u8()
	lon, lat := int32(c.u32()), int32(c.u32())
	altitude, course := int16(c.u16()), c.u16()
	satellites, speed := c.u8(), c.u16()
	event := c.small(layout.wideIDs)
	var generation byte
	if layout.generation {
		generation = c.u8()
	}
	total := c.small(layout.wideCounts)
	if c.short {
		return
	}
	r.Time = moment(milliseconds)
	r.Lat, r.Lon = float64(lat)/1e7, float64(lon)/1e7
	r.Fix = math.Abs(r.Lat) <= 90 && math.Abs(r.Lon) <= 180
	r.Valid = r.Fix && satellites > 0
	r.Altitude, r.Speed, r.Course = float64(altitude), float64(speed), float64(course%360)

	// An element takes two bytes or more: a count that claims the impossible reserves nothing for it. Records of a
	// higher priority tell of something, and so hold a word more than they have elements.
	room := 2 + min(total, c.left()/2, 64)
	if priority > 0 || layout.generation {
		room += 2
	}
	r.Attributes = make(protocol.Attributes, 0, room)
	r.Attributes.Int(protocol.Satellites, int64(satellites))
	r.Attributes.Int(protocol.Event, int64(event))
	if priority > 0 {
		r.Attributes.Int("priority", int64(priority))
	}
	if layout.generation {
		r.Attributes.Int("generation", int64(generation))
	}
	if s.settings.Notes != nil {
		s.noteRecord(from, c.at, layout, r, n, event, total)
	}
	s.readElements(c, layout, r, event)
}

// moment is UTC. A clock beyond the year 9999, which neither RFC 3339 nor PostgreSQL's text can hold, is taken to
// its end: absurd still, and so for quarantine.
func moment(milliseconds uint64) time.Time {
	const lastMoment = 253402300799999
	return time.UnixMilli(int64(min(milliseconds, lastMoment))).UTC()
}

func (s *session) readElements(c *cursor, layout shape, r *protocol.Record, event int) {
	b := building{record: r, family: s.family, event: event}
	switch {
	case s.family != undeclared:
	case layout.generation:
		// Codec 16 is the professional line's alone (Data Sending Protocols, "Codec 16").
		b.family = heavy
	case showsLight(*c, layout):
		b.family = undeclaredLight
	}
	read := 0
	for width := 1; width <= 8; width *= 2 {
		n := s.readCount(c, layout.wideCounts, width)
		if read += n; read > maxElements {
			c.short = true
		}
		for range n {
			from := c.at
			id := c.small(layout.wideIDs)
			raw := c.value(width)
			if c.short {
				return
			}
			e := b.take(id, width, raw)
			if s.settings.Notes != nil {
				s.noteElement(from, c.at, id, e, raw)
			}
		}
	}
	if layout.wide16 {
		for range s.readCount(c, layout.wideCounts, 16) {
			from := c.at
			id := c.small(layout.wideIDs)
			value := c.take(16)
			if c.short {
				return
			}
			text := hex.EncodeToString(value)
			r.Attributes.String(rawKey(id), text)
			s.settings.Notes.Add(from, c.at, fmt.Sprintf("element %d", id), text)
		}
	}
	if layout.variable {
		for range min(s.readCount(c, layout.wideCounts, 0), maxElements) {
			from := c.at
			id := int(c.u16())
			value := c.take(int(c.u16()))
			if c.short {
				return
			}
			takeVariable(&r.Attributes, id, value)
			if s.settings.Notes != nil {
				s.noteVariable(from, c.at, id, value)
			}
		}
	}
	b.finish()
}

// readCount reads how many elements of a width follow; width 0 stands for those that tell their own.
func (s *session) readCount(c *cursor, wide bool, width int) int {
	from := c.at
	n := c.small(wide)
	if s.settings.Notes != nil {
		s.settings.Notes.Add(from, c.at, groupName(width), n)
	}
	return n
}

// showsLight looks for elements among those of one byte that only the light platform and its kin have: 69 (GNSS
// status) and 80 (data mode), which the heavy line sends under other numbers.
func showsLight(c cursor, layout shape) bool {
	for range c.small(layout.wideCounts) {
		id := c.small(layout.wideIDs)
		c.at++
		if c.at > c.end {
			return false
		}
		if id == 69 || id == 80 {
			return true
		}
	}
	return false
}
