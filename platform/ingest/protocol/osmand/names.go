package osmand

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// valueKind is what a standard key holds.
type valueKind uint8

const (
	isNumber valueKind = iota
	isFlag
	isText
	isAlarm
)

// standardValue is a standard key, and by what a number is divided on its way there.
type standardValue struct {
	key  string
	kind valueKind
	div  float64
}

// standardNames are the names under which clients send standard values: those of Traccar's position attributes, and a
// few that its clients use. Livery's own names are understood as well; see standardOf.
var standardNames = map[string]standardValue{
	"accuracy":       {key: "accuracy"},
	"alarm":          {key: protocol.AlarmKey, kind: isAlarm},
	"archive":        {key: protocol.Archive, kind: isFlag},
	"batt":           {key: protocol.BatteryLevel},
	"battery":        {key: protocol.BatteryVoltage},
	"batteryLevel":   {key: protocol.BatteryLevel},
	"blocked":        {key: protocol.Blocked, kind: isFlag},
	"charge":         {key: protocol.Charge, kind: isFlag},
	"coolantTemp":    {key: protocol.CoolantTemperature},
	"deviceTemp":     {key: protocol.DeviceTemperature},
	"door":           {key: protocol.Door, kind: isFlag},
	"driverUniqueId": {key: protocol.DriverID, kind: isText},
	"event":          {key: protocol.Event, kind: isText},
	"fuel":           {key: protocol.FuelVolume},
	"fuelLevel":      {key: protocol.FuelLevel},
	"fuelUsed":       {key: protocol.FuelUsed},
	"hdop":           {key: protocol.HDOP},
	"heartRate":      {key: protocol.HeartRate},
	"hours":          {key: protocol.EngineHours, div: 1000}, // milliseconds
	"ignition":       {key: protocol.Ignition, kind: isFlag},
	"motion":         {key: protocol.Motion, kind: isFlag},
	"odometer":       {key: protocol.Odometer},
	"operator":       {key: protocol.Operator, kind: isText},
	"power":          {key: protocol.PowerVoltage},
	"rpm":            {key: protocol.RPM},
	"rssi":           {key: protocol.RSSI},
	"sat":            {key: protocol.Satellites},
	"steps":          {key: protocol.Steps},
	"tripOdometer":   {key: protocol.TripOdometer},
}

// numberedNames are names that end in a number.
var numberedNames = map[string]standardValue{
	"temp": {key: protocol.TemperaturePrefix},
	"in":   {key: protocol.InputPrefix, kind: isFlag},
	"out":  {key: protocol.OutputPrefix, kind: isFlag},
	"adc":  {key: protocol.ADCPrefix},
	// Livery's own.
	protocol.TemperaturePrefix: {key: protocol.TemperaturePrefix},
	protocol.InputPrefix:       {key: protocol.InputPrefix, kind: isFlag},
	protocol.OutputPrefix:      {key: protocol.OutputPrefix, kind: isFlag},
	protocol.ADCPrefix:         {key: protocol.ADCPrefix},
}

// ownNames are the standard keys, by which a client of Livery's own would send them.
var ownNames = makeOwnNames()

func makeOwnNames() map[string]standardValue {
	own := make(map[string]standardValue, len(standardNames)+1)
	for _, v := range standardNames {
		own[v.key] = standardValue{key: v.key, kind: v.kind}
	}
	return own
}

// standardOf finds the standard value a name stands for.
func standardOf(name string) (standardValue, bool) {
	if v, ok := standardNames[name]; ok {
		return v, true
	}
	if v, ok := ownNames[name]; ok {
		return v, true
	}
	digits := len(name)
	for digits > 0 && name[digits-1] >= '0' && name[digits-1] <= '9' {
		digits--
	}
	if n := len(name) - digits; n == 0 || n > 3 {
		return standardValue{}, false
	}
	v, ok := numberedNames[name[:digits]]
	v.key += name[digits:]
	return v, ok
}

// maxText bounds a name, and a value of a parameter nobody knows.
const (
	maxName = 64
	maxText = 1024
)

// takeText gives the record a parameter of a query, whose value is text whatever it is meant to be.
func takeText(a *protocol.Attributes, name, text string) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
		takeValue(a, name, n)
		return
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil && isDecimal(text) && !math.IsInf(v, 0) {
		takeValue(a, name, v)
		return
	}
	switch text {
	case "true":
		takeValue(a, name, true)
	case "false":
		takeValue(a, name, false)
	default:
		takeValue(a, name, text)
	}
}

// isDecimal tells a number from an identifier such as 007, and from the words and hexadecimals ParseFloat takes.
func isDecimal(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if strings.Trim(digits, "0123456789.eE+-") != "" {
		return false
	}
	return len(digits) < 2 || digits[0] != '0' || digits[1] == '.'
}

// takeValue gives the record a named value: bool, int64, float64 or string.
func takeValue(a *protocol.Attributes, name string, value any) {
	name = strings.Clone(cut(name, maxName))
	if name == "" {
		return
	}
	standard, ok := standardOf(name)
	if !ok {
		setRaw(a, name, value)
		return
	}
	if !setStandard(a, standard, value) {
		setRaw(a, protocol.IOPrefix+name, value)
	}
}

func setRaw(a *protocol.Attributes, key string, value any) {
	switch value := value.(type) {
	case bool:
		a.Bool(key, value)
	case int64:
		a.Int(key, value)
	case float64:
		a.Float(key, value)
	case string:
		a.String(key, strings.Clone(cut(value, maxText)))
	}
}

// setStandard tells whether the value was of the key's kind.
func setStandard(a *protocol.Attributes, to standardValue, value any) bool {
	switch to.kind {
	case isNumber:
		switch value := value.(type) {
		case int64:
			if to.div != 0 {
				a.Float(to.key, float64(value)/to.div)
			} else {
				a.Int(to.key, value)
			}
			return true
		case float64:
			if to.div != 0 {
				value /= to.div
			}
			a.Float(to.key, value)
			return true
		}
	case isFlag:
		switch value := value.(type) {
		case bool:
			a.Bool(to.key, value)
			return true
		case int64:
			if value == 0 || value == 1 {
				a.Bool(to.key, value == 1)
				return true
			}
		case string:
			if on := strings.EqualFold(value, "true"); on || strings.EqualFold(value, "false") {
				a.Bool(to.key, on)
				return true
			}
		}
	case isText:
		switch value := value.(type) {
		case string:
			a.String(to.key, strings.Clone(cut(value, maxText)))
			return true
		case int64, float64:
			setRaw(a, to.key, value)
			return true
		}
	case isAlarm:
		return setAlarms(a, value)
	}
	return false
}

// alarmWords are the words clients send for alarms, in the spelling of Traccar's.
var alarmWords = map[string]string{
	"sos": protocol.AlarmSOS, "panic": protocol.AlarmSOS,
	"overspeed": protocol.AlarmOverspeed, "lowBattery": protocol.AlarmLowBattery,
	"powerCut": protocol.AlarmPowerCut, "powerRestored": protocol.AlarmPowerRestored,
	"geofenceEnter": protocol.AlarmGeofenceEnter, "geofenceExit": protocol.AlarmGeofenceExit,
	"vibration": protocol.AlarmVibration, "tow": protocol.AlarmTow, "accident": protocol.AlarmAccident,
	"fallDown": protocol.AlarmFall, "tampering": protocol.AlarmTamper, "removing": protocol.AlarmTamper,
	"jamming": protocol.AlarmJamming, "hardAcceleration": protocol.AlarmHarshAcceleration,
	"hardBraking": protocol.AlarmHarshBraking, "hardCornering": protocol.AlarmHarshCornering,
	"idle": protocol.AlarmIdle, "door": protocol.AlarmDoor, "fatigueDriving": protocol.AlarmFatigue,
}

// ownAlarms are Livery's own words.
var ownAlarms = makeOwnAlarms()

func makeOwnAlarms() map[string]bool {
	own := make(map[string]bool, len(alarmWords))
	for _, word := range alarmWords {
		own[word] = true
	}
	return own
}

// setAlarms reads one word or several with commas between. One that is not known keeps the whole value raw as well.
func setAlarms(a *protocol.Attributes, value any) bool {
	text, ok := value.(string)
	if !ok {
		return false
	}
	known := true
	for word := range strings.SplitSeq(text, ",") {
		word = strings.TrimSpace(word)
		switch {
		case alarmWords[word] != "":
			a.Alarm(alarmWords[word])
		case ownAlarms[word]:
			a.Alarm(strings.Clone(word))
		default:
			known = false
		}
	}
	return known
}

// takeJSON gives the record a named value of JSON; what has parts is kept as text.
func takeJSON(a *protocol.Attributes, name string, raw json.RawMessage) {
	text := string(bytes.TrimSpace(raw))
	if text == "" {
		return
	}
	// What it is its first character tells: the whole was read as JSON before.
	switch text[0] {
	case 'n':
	case 't', 'f':
		takeValue(a, name, text == "true")
	case '"':
		var value string
		if json.Unmarshal(raw, &value) == nil {
			takeValue(a, name, value)
		}
	case '{', '[':
		takeValue(a, name, text)
	default:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			takeValue(a, name, n)
		} else if v, err := strconv.ParseFloat(text, 64); err == nil {
			takeValue(a, name, v)
		}
	}
}

// cut shortens text to at most n bytes, at a character's edge.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && text[n]&0xC0 == 0x80 {
		n--
	}
	return text[:n]
}
