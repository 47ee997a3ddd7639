package teltonika

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

var (
	priorities = [...]string{"low", "high", "panic"}
	// Why a record of codec 16 was made (Data Sending Protocols, "Codec 16", "Generation type").
	generations = [...]string{"on exit", "on entrance", "on both", "reserved", "hysteresis", "on change", "eventual", "periodical"}
)

func worded(words []string, code int64) string {
	if code >= 0 && code < int64(len(words)) {
		return fmt.Sprintf("%d, %s", code, words[code])
	}
	return strconv.FormatInt(code, 10)
}

// noteRecord explains the bytes of a record before its elements.
func (s *session) noteRecord(from, to int, layout shape, r *protocol.Record, n, event, total int) {
	notes, at := s.settings.Notes, from
	add := func(width int, name string, value any) {
		notes.Add(at, at+width, name, value)
		at += width
	}
	code := func(key string) int64 {
		attribute, _ := r.Attributes.Get(key)
		v, _ := attribute.Value().(int64)
		return v
	}
	add(8, fmt.Sprintf("record %d: time", n), r.Time.Format(time.RFC3339Nano))
	add(1, "priority", worded(priorities[:], code("priority")))
	add(4, "longitude", fmt.Sprintf("%.7f°", r.Lon))
	add(4, "latitude", fmt.Sprintf("%.7f°", r.Lat))
	add(2, "altitude", fmt.Sprintf("%g m", r.Altitude))
	add(2, "course", fmt.Sprintf("%g°", r.Course))
	satellites := strconv.FormatInt(code(protocol.Satellites), 10)
	if !r.Valid {
		satellites += ": no fix, the position is the last known one"
	}
	add(1, "satellites", satellites)
	add(2, "speed", fmt.Sprintf("%g km/h", r.Speed))
	cause := "not made by an event"
	if event != 0 {
		cause = s.elementName(event)
	}
	if layout.wideIDs {
		add(2, "event", cause)
	} else {
		add(1, "event", cause)
	}
	if layout.generation {
		add(1, "generation", worded(generations[:], code("generation")))
	}
	notes.Add(at, to, "number of elements", total)
}

func groupName(width int) string {
	switch width {
	case 0:
		return "elements of any length"
	case 1:
		return "elements of 1 byte"
	}
	return fmt.Sprintf("elements of %d bytes", width)
}

// elementName names an element for people, whatever its width.
func (s *session) elementName(id int) string {
	for width := 1; width <= 8; width *= 2 {
		if e := knownElements.find(s.family, id, width); e != nil {
			return fmt.Sprintf("%s (%d)", e.name, id)
		}
	}
	if name, ok := variableNames[id]; ok {
		return fmt.Sprintf("%s (%d)", name, id)
	}
	return fmt.Sprintf("element %d", id)
}

func (s *session) noteElement(from, to, id int, e *element, raw uint64) {
	if e == nil {
		s.settings.Notes.Add(from, to, fmt.Sprintf("element %d", id), fmt.Sprintf("%d, not understood", raw))
		return
	}
	s.settings.Notes.Add(from, to, fmt.Sprintf("%s (%d)", e.name, id), e.say(raw))
}

// say writes a value as people read it.
func (e *element) say(raw uint64) string {
	switch e.as {
	case flag, alarm, unplugged, doorOpen:
		if raw == 0 {
			return "0, no"
		}
		return strconv.FormatUint(raw, 10) + ", yes"
	case iButton, rfid:
		return fmt.Sprintf("%016x", raw)
	case cardHigh, cardLow:
		var text [8]byte
		for i := range text {
			text[i] = byte(raw >> (56 - 8*i))
		}
		return strconv.QuoteToASCII(string(text[:]))
	}
	v, ok := e.measured(raw)
	if !ok {
		return fmt.Sprintf("%d, no measurement", v)
	}
	var a protocol.Attributes
	e.put(&a, e.key, v)
	value, _ := a.Get(e.key)
	if e.unit == "" {
		return fmt.Sprint(value.Value())
	}
	return fmt.Sprint(value.Value(), " ", e.unit)
}

func (s *session) noteVariable(from, to, id int, value []byte) {
	name, known := variableNames[id]
	if !known {
		s.settings.Notes.Add(from, to, fmt.Sprintf("element %d", id), hex.EncodeToString(value)+", not understood")
		return
	}
	var a protocol.Attributes
	takeVariable(&a, id, value)
	s.settings.Notes.Add(from, to, fmt.Sprintf("%s (%d)", name, id), string(a.AppendJSON(nil)))
}
