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

// merged is one object of the members of several, the first of a key counting: newest first.
type merged struct {
	bytes []byte
	keys  map[string]struct{}
}

func (m *merged) add(object []byte) {
	if m.keys == nil {
		m.keys = map[string]struct{}{}
		m.bytes = append(m.bytes, '{')
	}
	members(object, func(key, value []byte) bool {
		if _, there := m.keys[string(key)]; there {
			return true
		}
		m.keys[string(key)] = struct{}{}
		if len(m.bytes) > 1 {
			m.bytes = append(m.bytes, ',')
		}
		m.bytes = append(append(append(m.bytes, key...), ':'), value...)
		return true
	})
}

func (m *merged) String() string {
	if m.keys == nil {
		return "{}"
	}
	return string(m.bytes) + "}"
}

// valueOf finds a member by its key. A quote within a string is escaped, so the key with its quotes and colon stands
// nowhere else, but for a member of a nested object, which attributes do not have.
func valueOf(object []byte, key string) (value []byte, ok bool) {
	at := bytes.Index(object, []byte(key))
	if at < 0 {
		return nil, false
	}
	rest := object[at+len(key):]
	if end := bytes.IndexAny(rest, ",}"); end >= 0 {
		return rest[:end], true
	}
	return nil, false
}

func numberOf(object []byte, key string) (float64, bool) {
	value, ok := valueOf(object, key)
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(value), 64)
	return f, err == nil
}

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
