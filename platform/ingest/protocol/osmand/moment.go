package osmand

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The ways of writing a moment without a zone.
var localForms = []string{"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04"}

// And with one.
var zonedForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999Z07", "2006-01-02 15:04:05.999999999Z07:00"}

// parseTime reads a moment: a count since 1970 or a date. zone is that of a date without one; nil is UTC.
func parseTime(text string, zone *time.Location) (time.Time, error) {
	if t, ok := parseCount(text); ok {
		return t, nil
	}
	// A plus sign in an address is a blank once it is decoded.
	if date, offset, ok := strings.Cut(text, " "); ok && strings.Contains(date, "T") {
		text = date + "+" + offset
	}
	for _, form := range zonedForms {
		if t, err := time.Parse(form, text); err == nil {
			return t.UTC(), nil
		}
	}
	if zone == nil {
		zone = time.UTC
	}
	for _, form := range localForms {
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: timestamp is %q, write seconds since 1970 or a date as 2006-01-02T15:04:05Z", protocol.ErrMalformed, text)
}

// parseCount tells the unit by the size: seconds reach 2³¹ in 2038, and milliseconds passed that in January 1970.
func parseCount(text string) (time.Time, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return countOf(n)
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || !(seconds >= 0 && seconds < math.MaxInt32) {
		return time.Time{}, false
	}
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(math.Round(part*1e6))*1e3).UTC(), true
}

func countOf(n int64) (time.Time, bool) {
	const microseconds, nanoseconds = 1e14, 1e17
	switch {
	case n < 0:
		return time.Time{}, false
	case n < math.MaxInt32:
		return time.Unix(n, 0).UTC(), true
	case n < microseconds:
		return time.UnixMilli(n).UTC(), true
	case n < nanoseconds:
		return time.UnixMicro(n).UTC(), true
	}
	return time.Unix(0, n).UTC(), true
}
