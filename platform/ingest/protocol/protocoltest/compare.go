package protocoltest

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/explain"
)

// ExpectedRecord is a record as a vector expects it.
type ExpectedRecord struct {
	Time       *time.Time     `json:"time"`
	Valid      bool           `json:"valid"`
	Lat        float64        `json:"lat"`
	Lon        float64        `json:"lon"`
	Altitude   float64        `json:"altitude"`
	Speed      float64        `json:"speed"`
	Course     float64        `json:"course"`
	NoFix      bool           `json:"no_fix"`
	Attributes map[string]any `json:"attributes"`
}

// How far apart two numbers may lie and be the same.
const (
	degreesApart  = 1.05e-5
	speedApart    = 0.105
	altitudeApart = 0.5
	courseApart   = 0.5
	relativeApart = 1e-3
	absoluteApart = 5e-4 // the vectors write three decimals
)

// Differences decodes a vector and says, one line each, in what the outcome differs from the expectation. Keys
// beyond the expected ones are allowed; a vector without a reply says nothing about replies.
func Differences(p protocol.Protocol, v Vector) []string {
	a := explain.Run(p, v.Vector, Received)
	var d differences
	switch {
	case v.BadChecksum() && !errors.Is(a.Refusal, protocol.ErrChecksum):
		d.addf("the checksum is wrong, and the decoder does not refuse it for that: %v", a.Refusal)
	case !v.BadChecksum() && a.Refused:
		d.addf("refused: %v", a.Err)
	}
	if a.Err != nil {
		if v.BadChecksum() {
			d.addf("not decoded without verification: %v", a.Err)
		}
		return d
	}
	want := slices.Sorted(slices.Values(v.Identity))
	if got := identities(a.Message); !slices.Equal(got, want) {
		d.addf("identity is %q, not %q", got, want)
	}
	if len(v.Reply) > 0 {
		d.replies(a.Reply, v.Reply)
	}
	if got := len(a.Message.Records); got != len(v.Expect) {
		d.addf("%d records, not %d", got, len(v.Expect))
		return d
	}
	for i, r := range a.Message.Records {
		d.record(fmt.Sprintf("record %d", i+1), r, v.Expect[i])
	}
	return d
}

type differences []string

func (d *differences) addf(format string, args ...any) { *d = append(*d, fmt.Sprintf(format, args...)) }

func (d *differences) record(name string, got protocol.Record, want ExpectedRecord) {
	switch {
	case want.Time == nil && !got.Time.IsZero():
		d.addf("%s: has the time %s, none is expected", name, got.Time)
	case want.Time != nil && !got.Time.Equal(*want.Time):
		d.addf("%s: time is %s, not %s", name, got.Time.Format(time.RFC3339Nano), want.Time.Format(time.RFC3339Nano))
	}
	if got.Fix == want.NoFix {
		d.addf("%s: has a position: %t, expected: %t", name, got.Fix, !want.NoFix)
	}
	if got.Fix && !want.NoFix {
		if got.Valid != want.Valid {
			d.addf("%s: valid is %t, not %t", name, got.Valid, want.Valid)
		}
		d.number(name+": latitude", got.Lat, want.Lat, degreesApart)
		d.number(name+": longitude", got.Lon, want.Lon, degreesApart)
		d.number(name+": altitude", got.Altitude, want.Altitude, altitudeApart)
		d.number(name+": speed", got.Speed, want.Speed, speedApart)
		d.number(name+": course", got.Course, want.Course, courseApart)
	}
	keys := make([]string, 0, len(want.Attributes))
	for key := range want.Attributes {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		attribute, ok := got.Attributes.Get(key)
		if !ok {
			d.addf("%s: no %s, expected %v", name, key, want.Attributes[key])
			continue
		}
		if !same(attribute.Value(), want.Attributes[key]) {
			d.addf("%s: %s is %#v, not %#v", name, key, attribute.Value(), want.Attributes[key])
		}
	}
}

func (d *differences) number(name string, got, want, apart float64) {
	if math.Abs(got-want) > apart {
		d.addf("%s is %v, not %v", name, got, want)
	}
}

// decimal is a number as text protocols write it, not an identifier such as "0045".
var decimal = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// same compares a value of ours with one read from JSON. Numbers are numbers, whole or not, also where the
// reference kept the digits of a text protocol as text.
func same(got, want any) bool {
	switch got := got.(type) {
	case int64:
		return sameNumber(float64(got), want)
	case float64:
		return sameNumber(got, want)
	case []string:
		list, ok := want.([]any)
		if !ok || len(list) != len(got) {
			return false
		}
		for _, word := range list {
			if s, ok := word.(string); !ok || !slices.Contains(got, s) {
				return false
			}
		}
		return true
	}
	return got == want
}

func sameNumber(got float64, want any) bool {
	var w float64
	switch want := want.(type) {
	case float64:
		w = want
	case string:
		if !decimal.MatchString(want) {
			return false
		}
		var err error
		if w, err = strconv.ParseFloat(want, 64); err != nil {
			return false
		}
	default:
		return false
	}
	return math.Abs(got-w) <= math.Max(relativeApart*math.Abs(w), absoluteApart)
}

// timeOfDay finds where replies carry the moment, which was another for the reference: as digits, or in GT06's
// time calibration, as six bytes and the checksum over them.
var timeOfDay = []*regexp.Regexp{
	regexp.MustCompile(`(20\d{12}|0{12,14})`),
	regexp.MustCompile(`(?s)^\x78\x78\x0b\x8a(.{6})..(..)\r\n$`),
}

// withTime is the expected reply with its moments as they are in the one got.
func withTime(want, got []byte) []byte {
	if len(want) != len(got) {
		return want
	}
	// The expressions look at bytes, not at UTF-8: one rune a byte.
	runes := make([]rune, len(want))
	for i, b := range want {
		runes[i] = rune(b)
	}
	out := bytes.Clone(want)
	text := string(runes)
	for _, expression := range timeOfDay {
		for _, match := range expression.FindAllStringSubmatchIndex(text, -1) {
			for group := 2; group < len(match); group += 2 {
				from := utf8.RuneCountInString(text[:match[group]])
				to := from + utf8.RuneCountInString(text[match[group]:match[group+1]])
				copy(out[from:to], got[from:to])
			}
		}
	}
	return out
}

func (d *differences) replies(got [][]byte, want []string) {
	if len(got) != len(want) {
		d.addf("%d replies %x, not %d %q", len(got), got, len(want), want)
		return
	}
	for i := range got {
		reply, err := hex.DecodeString(want[i])
		if err != nil {
			d.addf("the expected reply %q is not hex: %v", want[i], err)
			continue
		}
		if reply = withTime(reply, got[i]); !bytes.Equal(got[i], reply) {
			d.addf("reply is %x, not %x", got[i], reply)
		}
	}
}
