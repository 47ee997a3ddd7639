package wialonips

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	// notAvailable stands for every value a device does not have.
	notAvailable = "NA"
	shortFields  = 10 // packet SD
	fullFields   = 16 // packet D
	// enoughSatellites for a position to be trusted; devices of this protocol have no other word for it.
	enoughSatellites = 3
)

// fieldNames are the fields of packets SD and D, in order.
var fieldNames = [fullFields]string{
	"date", "time", "latitude", "north or south", "longitude", "east or west", "speed (km/h)", "course (°)",
	"altitude (m)", "satellites", "HDOP", "inputs", "outputs", "analogue inputs", "driver's key", "parameters",
}

// fieldError is an error in one field of a data packet, with the code by which the document answers it.
type fieldError struct {
	code string
	text string
}

func (e fieldError) Error() string { return e.text }

// Unwrap makes it a malformed frame.
func (e fieldError) Unwrap() error { return protocol.ErrMalformed }

// The codes of the answers ASD and AD.
const (
	codeStructure  = "-1"
	codeTime       = "0"
	codePlace      = "10"
	codeMotion     = "11"
	codeSatellites = "12"
	codeInputs     = "13"
)

func wrong(code string, field int, value string) error {
	return fieldError{code, fmt.Sprintf("%v: %s is %q", protocol.ErrMalformed, fieldNames[field], value)}
}

// record reads the fields of a message. Missing ones at the end are not available; fields beyond the last, which
// some devices add, are kept as they are.
func record(fields []string, at int, notes *protocol.Notes) (protocol.Record, error) {
	var r protocol.Record
	if len(fields) < shortFields {
		return r, fieldError{codeStructure, fmt.Sprintf("%v: %d fields, not %d or %d", protocol.ErrMalformed, len(fields), shortFields, fullFields)}
	}
	more := ""
	if len(fields) > fullFields {
		more = strings.Trim(strings.Join(fields[fullFields:], ";"), ";")
		fields = fields[:fullFields]
	}
	if notes != nil {
		noteFields(notes, fields, at)
	}
	var err error
	if r.Time, err = moment(fields[0], fields[1]); err != nil {
		return r, err
	}
	lat, hasLat, err := coordinate(fields, 2, "N", "S", 90)
	if err != nil {
		return r, err
	}
	lon, hasLon, err := coordinate(fields, 4, "E", "W", 180)
	if err != nil {
		return r, err
	}
	r.Fix = hasLat && hasLon
	var motion [3]float64
	for i := range motion {
		if motion[i], _, err = number(fields, 6+i, codeMotion); err != nil {
			return r, err
		}
	}
	if r.Fix {
		r.Lat, r.Lon = lat, lon
		r.Speed, r.Course, r.Altitude = motion[0], motion[1], motion[2]
	}
	r.Attributes = make(protocol.Attributes, 0, 4)
	if len(fields) > shortFields {
		r.Attributes = make(protocol.Attributes, 0, 24)
	}
	satellites, has, err := number(fields, 9, codeSatellites)
	if err != nil {
		return r, err
	}
	if has {
		r.Attributes.Int(protocol.Satellites, int64(satellites))
		r.Valid = r.Fix && satellites >= enoughSatellites
	} else {
		r.Unrated = r.Fix
	}
	if len(fields) > shortFields {
		if err := extended(&r, fields); err != nil {
			return r, err
		}
	}
	if more != "" {
		r.Attributes.String("io.more_fields", more)
	}
	return r, nil
}

// extended reads what packet D has beyond packet SD.
func extended(r *protocol.Record, fields []string) error {
	var full [fullFields]string
	for i := range full {
		full[i] = notAvailable
	}
	copy(full[:], fields)
	hdop, has, err := number(full[:], 10, codeSatellites)
	if err != nil {
		return err
	}
	if has {
		r.Attributes.Float(protocol.HDOP, hdop)
	}
	if err := mask(r, &inputKeys, full[:], 11); err != nil {
		return err
	}
	if err := mask(r, &outputKeys, full[:], 12); err != nil {
		return err
	}
	analogue(r, full[13])
	if key := full[14]; available(key) {
		r.Attributes.String(protocol.DriverID, key)
	}
	if available(full[15]) {
		parameters(r, full[15])
	}
	return nil
}

// mask reads inputs or outputs: a number whose bits they are.
func mask(r *protocol.Record, keys *[32]string, fields []string, i int) error {
	if !available(fields[i]) {
		return nil
	}
	v, err := strconv.ParseUint(fields[i], 10, 32)
	if err != nil {
		return wrong(codeInputs, i, fields[i])
	}
	bits(r, keys, uint32(v))
	return nil
}

func available(field string) bool { return field != "" && field != notAvailable }

// moment reads date (DDMMYY) and time (HHMMSS, since version 2.1 with a fraction), both UTC. Without them the
// record is of when it arrives.
func moment(date, clock string) (time.Time, error) {
	if !available(date) || !available(clock) {
		return time.Time{}, nil
	}
	whole, fraction, _ := strings.Cut(clock, ".")
	if len(date) != 6 || len(whole) != 6 || !isDigits(date) || !isDigits(whole) {
		return time.Time{}, fieldError{codeTime, fmt.Sprintf("%v: date is %q, time %q", protocol.ErrMalformed, date, clock)}
	}
	nanoseconds := 0
	if fraction != "" {
		n, err := strconv.ParseFloat("0."+fraction, 64)
		if err != nil {
			return time.Time{}, wrong(codeTime, 1, clock)
		}
		nanoseconds = int(n * 1e9)
	}
	day, month, year := pair(date), pair(date[2:]), pair(date[4:])
	hour, minute, second := pair(whole), pair(whole[2:]), pair(whole[4:])
	if day < 1 || day > 31 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, fieldError{codeTime, fmt.Sprintf("%v: date is %q, time %q", protocol.ErrMalformed, date, clock)}
	}
	return time.Date(2000+year, time.Month(month), day, hour, minute, second, nanoseconds, time.UTC), nil
}

func pair(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// coordinate reads degrees and minutes (DDMM.MMM) and the half of the globe in the field after.
func coordinate(fields []string, i int, positive, negative string, limit float64) (float64, bool, error) {
	value, half := fields[i], fields[i+1]
	if !available(value) || !available(half) {
		return 0, false, nil
	}
	raw, err := strconv.ParseFloat(value, 64)
	if err != nil || raw < 0 || raw > 100*limit+60 {
		return 0, false, wrong(codePlace, i, value)
	}
	whole := float64(int(raw / 100))
	degrees := whole + (raw-whole*100)/60
	switch {
	case degrees > limit || degrees != degrees:
		return 0, false, wrong(codePlace, i, value)
	case half == negative:
		return -degrees, true, nil
	case half == positive:
		return degrees, true, nil
	}
	return 0, false, wrong(codePlace, i+1, half)
}

// number reads a number that may not be available.
func number(fields []string, i int, code string) (float64, bool, error) {
	value := fields[i]
	if !available(value) {
		return 0, false, nil
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || v != v || v > 1e9 || v < -1e9 {
		return 0, false, wrong(code, i, value)
	}
	return v, true, nil
}

func noteFields(notes *protocol.Notes, fields []string, at int) {
	for i, field := range fields {
		value := field
		if !available(field) {
			value = "not available"
		}
		notes.Add(at, at+len(field), fieldNames[i], value)
		at += len(field) + 1
	}
}
