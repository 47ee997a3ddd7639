package gt06

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func utf16BE(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// commandText is the text without the padding some devices send.
func commandText(s string) string { return strings.Trim(s, "\x00 \r\n") }

// currentPosition reads the words in which some devices tell their position:
// "Current position!Lat:N…,Lon:E…,Course:…,Speed:…,DateTime:2024-01-02 03:04:05".
func currentPosition(text string, r *protocol.Record) bool {
	fields, ok := strings.CutPrefix(text, "Current position!")
	if !ok {
		return false
	}
	var lat, lon, course, speed float64
	var moment time.Time
	found := 0
	for field := range strings.SplitSeq(fields, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(field), ":")
		if !ok || value == "" {
			return false
		}
		var err error
		switch name {
		case "Lat":
			lat, err = hemisphere(value, 'N', 'S')
		case "Lon":
			lon, err = hemisphere(value, 'E', 'W')
		case "Course":
			course, err = strconv.ParseFloat(value, 64)
		case "Speed":
			speed, err = strconv.ParseFloat(value, 64)
		case "DateTime":
			moment, err = time.Parse("2006-01-02 15:04:05", strings.Join(strings.Fields(value), " "))
		default:
			continue
		}
		if err != nil {
			return false
		}
		found++
	}
	if found != 5 {
		return false
	}
	r.Fix, r.Valid, r.Time = true, true, moment.UTC()
	r.Lat, r.Lon, r.Course, r.Speed = lat, lon, course, speed
	return true
}

func hemisphere(value string, positive, negative byte) (float64, error) {
	degrees, err := strconv.ParseFloat(value[1:], 64)
	switch {
	case err != nil:
		return 0, err
	case value[0] == negative:
		return -degrees, nil
	case value[0] == positive:
		return degrees, nil
	}
	return 0, strconv.ErrSyntax
}
