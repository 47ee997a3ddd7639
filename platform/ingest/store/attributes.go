package store

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Attributes come from the spool as compact JSON objects that protocol.Attributes wrote. These few functions read them
// without building anything.

// members calls fn with each key, quotes included, and its value, until fn returns false.
func members(object []byte, fn func(key, value []byte) bool) {
	i := 1
	for i < len(object) && object[i] == '"' {
		key := object[i:stringEnd(object, i)]
		i += len(key) + 1 // the colon
		if i >= len(object) {
			return
		}
		from := i
		for depth := 0; i < len(object); i++ {
			c := object[i]
			if c == '"' { //nolint:gocritic // break means the loop
				i = stringEnd(object, i) - 1
			} else if c == '[' || c == '{' {
				depth++
			} else if depth == 0 && (c == ',' || c == '}') {
				break
			} else if c == ']' || c == '}' {
				depth--
			}
		}
		if !fn(key, object[from:min(i, len(object))]) {
			return
		}
		i++
	}
}

// stringEnd is the index behind the string that begins at i.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

// merged is one object of the members of several, each value of the last that told it. What it holds are parts of the messages, so that
// it lives no longer than they do.
type merged struct {
	keys, values [][]byte
	places       map[string]int // where a key stands
}

func (m *merged) empty() {
	clear(m.keys)
	clear(m.values)
	clear(m.places)
	m.keys, m.values = m.keys[:0], m.values[:0]
}

// add takes an object's members, and passes on what those that a state follows tell.
func (m *merged) add(object []byte) (t told) {
	next := 0 // most records of a device tell the same in the same order
	members(object, func(key, value []byte) bool {
		t.take(key, value)
		if next == len(m.keys) || !bytes.Equal(m.keys[next], key) {
			next = m.place(key)
		}
		m.values[next] = value
		next++
		return true
	})
	return t
}

func (m *merged) place(key []byte) int {
	at, there := m.places[string(key)]
	if !there {
		if m.places == nil {
			m.places = map[string]int{}
		}
		at = len(m.keys)
		m.places[string(key)] = at
		m.keys, m.values = append(m.keys, key), append(m.values, nil)
	}
	return at
}

func (m *merged) String() string {
	b := []byte{'{'}
	for i, key := range m.keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, key...), ':'), m.values[i]...)
	}
	return string(append(b, '}'))
}

// told is what a record's attributes tell of the things that a state follows; empty: nothing.
type told struct{ odometer, motion, ignition []byte }

func (t *told) take(key, value []byte) {
	switch string(key) {
	case `"odometer"`:
		t.odometer = value
	case `"motion"`:
		t.motion = value
	case `"ignition"`:
		t.ignition = value
	}
}

// metres that the odometer shows.
func (t *told) metres() (float64, bool) {
	if t.odometer == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(t.odometer), 64)
	return f, err == nil
}

// stands: the device itself says so.
func (t *told) stands() bool { return string(t.motion) == "false" || string(t.ignition) == "false" }

// mended is the object in a form that jsonb takes for certain; what cannot be mended becomes a note.
func mended(object []byte) []byte {
	var m map[string]any
	if json.Unmarshal(object, &m) == nil {
		if out, err := json.Marshal(m); err == nil && !strings.Contains(string(out), `\u0000`) {
			return out
		}
	}
	return []byte(`{"event":"attributes that are not JSON"}`)
}
