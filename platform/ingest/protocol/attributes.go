package protocol

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Standard attribute keys, used by every decoder so that alerts, reports and exports never ask which protocol
// it was. Units: metres, km/h, volts, seconds, degrees Celsius; litres or percent as the name says.
const (
	Ignition           = "ignition"            // bool
	Motion             = "motion"              // bool
	AlarmKey           = "alarm"               // list of the Alarm… words
	Satellites         = "satellites"          // count
	HDOP               = "hdop"                // dimensionless
	RSSI               = "rssi"                // as the device tells it
	BatteryLevel       = "battery_level"       // percent
	BatteryVoltage     = "battery_voltage"     // volts
	PowerVoltage       = "power_voltage"       // volts
	Odometer           = "odometer"            // metres
	TripOdometer       = "trip_odometer"       // metres
	EngineHours        = "engine_hours"        // seconds
	FuelLevel          = "fuel_level"          // percent
	FuelVolume         = "fuel_volume"         // litres
	FuelUsed           = "fuel_used"           // litres
	RPM                = "rpm"                 // revolutions a minute
	CoolantTemperature = "coolant_temperature" // degrees Celsius
	DeviceTemperature  = "device_temperature"  // degrees Celsius
	TemperaturePrefix  = "temperature."        // + N, degrees Celsius
	InputPrefix        = "input."              // + N, bool
	OutputPrefix       = "output."             // + N, bool
	ADCPrefix          = "adc."                // + N, volts
	DriverID           = "driver_id"           // string
	Door               = "door"                // bool: open
	Blocked            = "blocked"             // bool: engine or fuel cut
	Charge             = "charge"              // bool: charging
	Steps              = "steps"               // count
	HeartRate          = "heart_rate"          // beats a minute
	Operator           = "operator"            // MCC and MNC as the device tells them
	Event              = "event"               // the device's own event code or name
	Archive            = "archive"             // bool: sent from the device's memory
	IOPrefix           = "io."                 // + id: raw, not understood
)

// The words an alarm attribute may hold.
const (
	AlarmSOS               = "sos"
	AlarmOverspeed         = "overspeed"
	AlarmLowBattery        = "low_battery"
	AlarmPowerCut          = "power_cut"
	AlarmPowerRestored     = "power_restored"
	AlarmGeofenceEnter     = "geofence_enter"
	AlarmGeofenceExit      = "geofence_exit"
	AlarmVibration         = "vibration"
	AlarmTow               = "tow"
	AlarmAccident          = "accident"
	AlarmFall              = "fall"
	AlarmTamper            = "tamper"
	AlarmJamming           = "jamming"
	AlarmHarshAcceleration = "harsh_acceleration"
	AlarmHarshBraking      = "harsh_braking"
	AlarmHarshCornering    = "harsh_cornering"
	AlarmIdle              = "idle"
	AlarmDoor              = "door"
	AlarmFatigue           = "fatigue"
)

type valueKind uint8

const (
	kindBool valueKind = iota + 1
	kindInt
	kindFloat
	kindString
	kindWords
)

// Attribute is one key and its value. Values are booleans, integers, floats, strings or lists of words; they
// are kept unboxed because a busy gateway makes hundreds of thousands of them a second.
type Attribute struct {
	Key   string
	kind  valueKind
	num   int64
	float float64
	text  string
	words []string
}

// Attributes is what a record holds beside its position, in the order the device sent it. A key stands at most
// once: setting it again replaces the value. The zero value is empty and ready.
type Attributes []Attribute

func (a *Attributes) slot(key string) *Attribute {
	for i := range *a {
		if (*a)[i].Key == key {
			(*a)[i] = Attribute{Key: key}
			return &(*a)[i]
		}
	}
	*a = append(*a, Attribute{Key: key})
	return &(*a)[len(*a)-1]
}

// Bool sets key to v.
func (a *Attributes) Bool(key string, v bool) {
	s := a.slot(key)
	s.kind = kindBool
	if v {
		s.num = 1
	}
}

// Int sets key to v.
func (a *Attributes) Int(key string, v int64) {
	s := a.slot(key)
	s.kind, s.num = kindInt, v
}

// Float sets key to v. NaN and infinities have no place in JSON and are left out.
func (a *Attributes) Float(key string, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	s := a.slot(key)
	s.kind, s.float = kindFloat, v
}

// String sets key to v. Bytes that are not UTF-8, and NUL, which PostgreSQL cannot hold, become U+FFFD when
// the value is written as JSON.
func (a *Attributes) String(key, v string) {
	s := a.slot(key)
	s.kind, s.text = kindString, v
}

// Alarm adds a word to the list of alarms; a word already there is not added twice.
func (a *Attributes) Alarm(word string) {
	for i := range *a {
		if (*a)[i].Key == AlarmKey {
			if slices.Contains((*a)[i].words, word) {
				return
			}
			(*a)[i].words = append((*a)[i].words, word)
			return
		}
	}
	*a = append(*a, Attribute{Key: AlarmKey, kind: kindWords, words: []string{word}})
}

// Has tells whether key is set.
func (a Attributes) Has(key string) bool {
	_, ok := a.Get(key)
	return ok
}

// Get returns the attribute of that key.
func (a Attributes) Get(key string) (Attribute, bool) {
	for i := range a {
		if a[i].Key == key {
			return a[i], true
		}
	}
	return Attribute{}, false
}

// Value returns the value as bool, int64, float64, string or []string.
func (t Attribute) Value() any {
	switch t.kind {
	case kindBool:
		return t.num != 0
	case kindInt:
		return t.num
	case kindFloat:
		return t.float
	case kindString:
		return t.text
	case kindWords:
		return t.words
	}
	return nil
}

// AppendJSON appends the attributes as one JSON object.
func (a Attributes) AppendJSON(dst []byte) []byte {
	dst = append(dst, '{')
	for i := range a {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendJSONString(dst, a[i].Key)
		dst = append(dst, ':')
		dst = a[i].appendValue(dst)
	}
	return append(dst, '}')
}

// MarshalJSON writes the attributes as one JSON object.
func (a Attributes) MarshalJSON() ([]byte, error) { return a.AppendJSON(nil), nil }

func (t Attribute) appendValue(dst []byte) []byte {
	switch t.kind {
	case kindBool:
		return strconv.AppendBool(dst, t.num != 0)
	case kindInt:
		return strconv.AppendInt(dst, t.num, 10)
	case kindFloat:
		return strconv.AppendFloat(dst, t.float, 'g', -1, 64)
	case kindString:
		return appendJSONString(dst, t.text)
	case kindWords:
		dst = append(dst, '[')
		for i, w := range t.words {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendJSONString(dst, w)
		}
		return append(dst, ']')
	}
	return append(dst, "null"...)
}

func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	plain := 0 // from where on nothing has needed another form
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		n := 1
		r := rune(c)
		if c >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n > 1 {
				i += n
				continue
			}
		}
		dst = append(dst, s[plain:i]...)
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c == 0 || r == utf8.RuneError:
			dst = append(dst, "\ufffd"...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i += n
		plain = i
	}
	return append(append(dst, s[plain:]...), '"')
}
