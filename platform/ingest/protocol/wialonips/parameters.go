package wialonips

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// mostParameters are read from one message; the text of the rest is kept as it is. A device has a few dozen.
const mostParameters = 256

// inputKeys and outputKeys are the keys of the bits of the two masks, adcKeys those of the analogue inputs.
var inputKeys, outputKeys, adcKeys = keys(protocol.InputPrefix), keys(protocol.OutputPrefix), keys(protocol.ADCPrefix)

func keys(prefix string) (out [32]string) {
	for i := range out {
		out[i] = prefix + strconv.Itoa(i+1)
	}
	return out
}

// bits spreads a mask: the lowest bit is number 1. The first eight are always told, so that one that went off is
// seen to be off.
func bits(r *protocol.Record, keys *[32]string, mask uint32) {
	for i := 0; i < 8 || mask>>i != 0; i++ {
		r.Attributes.Bool(keys[i], mask&(1<<i) != 0)
	}
}

// analogue reads the analogue inputs, separated by commas.
func analogue(r *protocol.Record, list string) {
	if !available(list) {
		return
	}
	n := 0
	for value := range strings.SplitSeq(list, ",") {
		if n == len(adcKeys) {
			return
		}
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			r.Attributes.Float(adcKeys[n], v)
		} else if available(value) {
			r.Attributes.String("io."+adcKeys[n], value)
		}
		n++
	}
}

// cellNames are the parts of a base station (additional parameters, LBS): without a number, or numbered.
var cellNames = [4]string{"mcc", "mnc", "lac", "cell_id"}

// parameters reads name:type:value, separated by commas. The type (1 whole, 2 fractional, 3 text) says how a value
// without a standard key is kept.
func parameters(r *protocol.Record, list string) {
	var cells map[string]*[4]string
	count := 0
	for rest := list; rest != ""; count++ {
		if count == mostParameters {
			r.Attributes.String("io.more_parameters", rest)
			break
		}
		var text string
		text, rest, _ = strings.Cut(rest, ",")
		name, typed, ok := strings.Cut(text, ":")
		kind, value, ok2 := strings.Cut(typed, ":")
		if !ok || !ok2 || name == "" {
			if text != "" {
				r.Attributes.String(fmt.Sprintf("io.parameter_%d", count+1), text)
			}
			continue
		}
		if number, part := cellPart(name); part >= 0 {
			if cells == nil {
				cells = map[string]*[4]string{}
			}
			if cells[number] == nil {
				cells[number] = new([4]string)
			}
			cells[number][part] = value
			continue
		}
		if !standard(r, strings.ToLower(name), value) {
			raw(r, protocol.IOPrefix+name, kind, value)
		}
	}
	if cells != nil {
		baseStations(r, cells)
	}
}

// cellPart tells whether a name is a part of a base station, and of which.
func cellPart(name string) (number string, part int) {
	for i, prefix := range cellNames {
		if number, ok := strings.CutPrefix(name, prefix); ok && (number == "" || isDigits(number)) {
			return number, i
		}
	}
	return "", -1
}

// baseStations writes them in order, as mcc-mnc-lac-cell.
func baseStations(r *protocol.Record, cells map[string]*[4]string) {
	var list []string
	add := func(number string) {
		if c := cells[number]; c != nil {
			list = append(list, strings.Join(c[:], "-"))
		}
	}
	add("")
	for i := 0; i <= mostParameters; i++ {
		add(strconv.Itoa(i))
	}
	if len(list) > 0 {
		r.Attributes.String("io.cells", strings.Join(list, " "))
	}
}

// standard sets the parameters whose meaning is certain: those the document names, and those the field agrees on.
func standard(r *protocol.Record, name, value string) bool {
	a := &r.Attributes
	switch name {
	case "sos": // additional parameters: 1 is an alarm
		if on, ok := truth(value); ok && on {
			a.Alarm(protocol.AlarmSOS)
			return true
		}
		return false
	case "ignition":
		return flag(a, protocol.Ignition, value)
	case "motion":
		return flag(a, protocol.Motion, value)
	case "door":
		return flag(a, protocol.Door, value)
	case "charge":
		return flag(a, protocol.Charge, value)
	case "blocked":
		return flag(a, protocol.Blocked, value)
	case "avl_driver":
		if available(value) && value != "0" {
			a.String(protocol.DriverID, value)
		}
		return true
	}
	if key, ok := numberKeys[name]; ok {
		return amount(a, key, value)
	}
	for _, numbered := range numberedKeys {
		if number, ok := strings.CutPrefix(name, numbered.name); ok && isDigits(number) && len(number) <= 2 && number[0] != '0' {
			if numbered.flag {
				return flag(a, numbered.prefix+number, value)
			}
			return amount(a, numbered.prefix+number, value)
		}
	}
	return false
}

var numberKeys = map[string]string{
	"bat":           protocol.BatteryLevel,
	"battery_level": protocol.BatteryLevel,
	"battery":       protocol.BatteryVoltage,
	"pwr_int":       protocol.BatteryVoltage,
	"power":         protocol.PowerVoltage,
	"pwr_ext":       protocol.PowerVoltage,
	"temp":          protocol.DeviceTemperature,
	"fuel":          protocol.FuelVolume,
	"hdop":          protocol.HDOP,
	"odometer":      protocol.Odometer,
	"rpm":           protocol.RPM,
	"rssi":          protocol.RSSI,
	"steps":         protocol.Steps,
	"event":         protocol.Event,
}

var numberedKeys = []struct {
	name, prefix string
	flag         bool
}{
	{"temp", protocol.TemperaturePrefix, false},
	{"adc", protocol.ADCPrefix, false},
	{"in", protocol.InputPrefix, true},
	{"out", protocol.OutputPrefix, true},
}

// flag sets a key that is on or off; false if the value is neither.
func flag(a *protocol.Attributes, key, value string) bool {
	on, ok := truth(value)
	if ok {
		a.Bool(key, on)
	}
	return ok
}

func truth(value string) (on, ok bool) {
	switch {
	case strings.EqualFold(value, "true"):
		return true, true
	case strings.EqualFold(value, "false"):
		return false, true
	}
	v, err := strconv.ParseFloat(value, 64)
	return v != 0, err == nil
}

// amount sets a key that is a number; false if the value is none. Whole numbers stay whole.
func amount(a *protocol.Attributes, key, value string) bool {
	if !strings.ContainsAny(value, ".eE") {
		if v, err := strconv.ParseInt(value, 10, 64); err == nil {
			a.Int(key, v)
			return true
		}
	}
	v, err := strconv.ParseFloat(value, 64)
	if err == nil {
		a.Float(key, v)
	}
	return err == nil
}

// raw keeps a value under its own name, as what its type says it is.
func raw(r *protocol.Record, key, kind, value string) {
	if kind != "1" && kind != "2" || !amount(&r.Attributes, key, value) {
		r.Attributes.String(key, value)
	}
}
