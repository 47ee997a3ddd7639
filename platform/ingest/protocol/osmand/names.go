package osmand

import (
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

// value is what stands under a name: of its parts the one that its kind says.
type value struct {
	kind  valueForm
	flag  bool
	whole int64
	real  float64
	text  string
}

// valueForm is what a value is.
type valueForm uint8

const (
	aFlag valueForm = iota
	aWhole
	aReal
	aText
)

// takeText gives the record a parameter of a query, whose value is text whatever it is meant to be.
func takeText(a *protocol.Attributes, name, text string) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
		takeValue(a, name, value{kind: aWhole, whole: n})
		return
	}
	if isDecimal(text) {
		if v, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(v, 0) {
			takeValue(a, name, value{kind: aReal, real: v})
			return
		}
	}
	switch text {
	case "true", "false":
		takeValue(a, name, value{kind: aFlag, flag: text == "true"})
	default:
		takeValue(a, name, value{kind: aText, text: text})
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

// takeValue gives the record a named value. Neither the name nor a text is kept as it came: the whole request would be kept with it.
func takeValue(a *protocol.Attributes, name string, v value) {
	name = cut(name, maxName)
	if name == "" {
		return
	}
	standard, ok := standardOf(name)
	if !ok {
		setRaw(a, strings.Clone(name), v)
		return
	}
	if !setStandard(a, standard, v) {
		setRaw(a, protocol.IOPrefix+name, v)
	}
}

func setRaw(a *protocol.Attributes, key string, v value) {
	switch v.kind {
	case aFlag:
		a.Bool(key, v.flag)
	case aWhole:
		a.Int(key, v.whole)
	case aReal:
		a.Float(key, v.real)
	case aText:
		a.String(key, strings.Clone(cut(v.text, maxText)))
	}
}

// setStandard tells whether the value was of the key's kind.
func setStandard(a *protocol.Attributes, to standardValue, v value) bool {
	switch to.kind {
	case isNumber:
		switch {
		case v.kind == aWhole && to.div != 0:
			a.Float(to.key, float64(v.whole)/to.div)
		case v.kind == aWhole:
			a.Int(to.key, v.whole)
		case v.kind == aReal && to.div != 0:
			a.Float(to.key, v.real/to.div)
		case v.kind == aReal:
			a.Float(to.key, v.real)
		default:
			return false
		}
		return true
	case isFlag:
		switch {
		case v.kind == aFlag:
			a.Bool(to.key, v.flag)
		case v.kind == aWhole && (v.whole == 0 || v.whole == 1):
			a.Bool(to.key, v.whole == 1)
		case v.kind == aText && (strings.EqualFold(v.text, "true") || strings.EqualFold(v.text, "false")):
			a.Bool(to.key, strings.EqualFold(v.text, "true"))
		default:
			return false
		}
		return true
	case isText:
		if v.kind == aFlag {
			return false
		}
		setRaw(a, to.key, v)
		return true
	case isAlarm:
		return v.kind == aText && setAlarms(a, v.text)
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
func setAlarms(a *protocol.Attributes, text string) bool {
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
func takeJSON(a *protocol.Attributes, name, raw string) {
	// What it is its first character tells: the whole is known to be JSON.
	switch raw[0] {
	case 'n':
	case 't', 'f':
		takeValue(a, name, value{kind: aFlag, flag: raw == "true"})
	case '"':
		takeValue(a, name, value{kind: aText, text: textOf(raw)})
	case '{', '[':
		takeValue(a, name, value{kind: aText, text: raw})
	default:
		if n, err := strconv.ParseInt(raw, 10, 64); err == nil {
			takeValue(a, name, value{kind: aWhole, whole: n})
		} else if v, err := strconv.ParseFloat(raw, 64); err == nil {
			takeValue(a, name, value{kind: aReal, real: v})
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
