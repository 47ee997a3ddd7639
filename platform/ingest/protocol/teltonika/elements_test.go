package teltonika

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestNoTwoRowsClaimOneElementOfOneLine(t *testing.T) {
	type place struct {
		id    uint16
		width uint8
		of    family
	}
	seen := map[place]string{}
	for _, e := range knownElements.rows {
		require.Contains(t, []uint8{1, 2, 4, 8}, e.width, e.name)
		require.NotEmpty(t, e.name)
		for of := range family(families) {
			if e.on&(1<<of) == 0 {
				continue
			}
			at := place{e.id, e.width, of}
			require.NotContains(t, seen, at, "%q and %q", e.name, seen[at])
			seen[at] = e.name
		}
	}
}

func TestEveryRowHasAKeyAndAlarmsHaveAWord(t *testing.T) {
	for _, e := range knownElements.rows {
		require.NotEmpty(t, e.key, "%d %s", e.id, e.name)
		if e.as == alarm || e.as == alarmCode {
			require.NotEmpty(t, e.word, "%d %s", e.id, e.name)
		}
		require.LessOrEqual(t, e.low, e.high, e.name)
	}
}

func TestModelsBelongToTheirLine(t *testing.T) {
	for of, models := range map[family][]string{
		light:      {"FMB920", "fmb130", " FMC003 ", "FMM880", "FMP100", "FMT100", "FMU126", "MTB100", "MSP500", "FM3001", "FTC134"},
		heavy:      {"FMB640", "FMC650", "FMM640", "FMB630", "FM6300", "FM6320"},
		autonomous: {"TAT100", "TAT141", "TMT250", "TFT100", "TST100", "GH5200"},
		undeclared: {"", "FM1100", "FM3612", "FM4200", "FM5300", "VT200", "F", "FMB", "some tracker"},
	} {
		for _, model := range models {
			require.Equal(t, of, familyOf(model), model)
		}
	}
}

// elementsOf decodes one record of codec 8 Extended with the given elements.
type wireElement struct {
	id, width int
	raw       uint64
}

func elementsOf(t *testing.T, model string, event int, elements ...wireElement) protocol.Record {
	t.Helper()
	var groups [4]string
	var counts [4]int
	for _, e := range elements {
		class := widthClass(e.width)
		value := fmt.Sprintf("%016x", e.raw)
		groups[class] += fmt.Sprintf("%04x%s", e.id, value[16-2*e.width:])
		counts[class]++
	}
	data := "8e01" + "0000016b412cee00" + "00" + "0f0e5732209ab45000680029040032" + fmt.Sprintf("%04x%04x", event, len(elements))
	for class := range groups {
		data += fmt.Sprintf("%04x", counts[class]) + groups[class]
	}
	m := decode(t, protocol.Settings{Model: model}, packet(t, data+"0000"+"01"))
	require.Len(t, m.Records, 1)
	return m.Records[0]
}

func TestElementsMeanWhatTheTableOfTheirLineSays(t *testing.T) {
	for name, c := range map[string]struct {
		model string
		event int
		sent  []wireElement
		want  map[string]any
		never []string
	}{
		"volts are thousandths": {
			sent: []wireElement{{66, 2, 24079}, {67, 2, 4027}, {9, 2, 5120}},
			want: map[string]any{protocol.PowerVoltage: 24.079, protocol.BatteryVoltage: 4.027, protocol.ADCPrefix + "1": 5.12},
		},
		"an iButton is read backwards, and none is no driver": {
			sent: []wireElement{{78, 8, 0x01000b00791c1793}},
			want: map[string]any{protocol.DriverID: "93171C79000B0001"},
		},
		"no iButton": {
			sent:  []wireElement{{78, 8, 0}},
			never: []string{protocol.DriverID},
		},
		"OBD on the light platform": {
			model: "FMB001",
			sent:  []wireElement{{32, 1, 0xF6}, {36, 2, 1900}, {31, 1, 40}, {48, 1, 55}, {37, 1, 60}},
			want: map[string]any{protocol.CoolantTemperature: int64(-10), protocol.RPM: int64(1900), "engine_load": int64(40),
				protocol.FuelLevel: int64(55), "vehicle_speed": int64(60)},
		},
		"the same numbers on the heavy line": {
			model: "FMB640",
			sent:  []wireElement{{32, 2, 7200}, {37, 1, 55}, {35, 2, 1100}, {36, 4, 987654}, {31, 1, 40}},
			want: map[string]any{"axle_load.5": int64(7200), protocol.FuelLevel: int64(55), protocol.RPM: int64(1100),
				"can_odometer": int64(987654), protocol.Odometer: int64(987654), "accelerator": int64(40)},
		},
		"the device's own odometer outweighs the vehicle's": {
			model: "FMC130",
			sent:  []wireElement{{87, 4, 500000}, {16, 4, 1000}, {389, 4, 501}},
			want:  map[string]any{protocol.Odometer: int64(1000), "can_odometer": int64(500000), "obd_odometer": int64(501000)},
		},
		"CAN fuel outweighs the estimate by GNSS": {
			model: "FMC130",
			sent:  []wireElement{{12, 4, 44214}, {83, 4, 1234}, {84, 2, 415}, {89, 1, 62}},
			want:  map[string]any{protocol.FuelUsed: 123.4, protocol.FuelVolume: 41.5, protocol.FuelLevel: int64(62)},
		},
		"engine hours are seconds": {
			model: "FMC130",
			sent:  []wireElement{{102, 4, 90}, {449, 4, 17}},
			want:  map[string]any{protocol.EngineHours: int64(5400), "ignition_on_counter": int64(17)},
		},
		"engine hours of trucks": {
			model: "FMC650",
			sent:  []wireElement{{104, 4, 4371}},
			want:  map[string]any{protocol.EngineHours: int64(4371 * 3600)},
		},
		"wired thermometers are tenths, their error codes nothing": {
			sent:  []wireElement{{72, 4, 0xFFFFFFF6}, {73, 4, 3000}, {74, 4, 850}},
			want:  map[string]any{protocol.TemperaturePrefix + "1": -1.0, "io.73": int64(3000), "io.74": int64(850)},
			never: []string{protocol.TemperaturePrefix + "2", protocol.TemperaturePrefix + "3"},
		},
		"Bluetooth and EYE thermometers are hundredths": {
			sent:  []wireElement{{25, 2, 0xFB5D}, {26, 2, 3000}, {10800, 2, 2150}, {10804, 1, 73}},
			want:  map[string]any{protocol.TemperaturePrefix + "11": -11.87, "io.26": int64(3000), protocol.TemperaturePrefix + "21": 21.5, "eye.1.humidity": int64(73)},
			never: []string{protocol.TemperaturePrefix + "12"},
		},
		"doors": {
			model: "FMC130",
			sent:  []wireElement{{90, 2, 0x0400}, {654, 1, 0}},
			want:  map[string]any{protocol.Door: true, "door.front_left": false},
		},
		"the bonnet is no door": {
			model: "FMC130",
			sent:  []wireElement{{90, 2, 0x1000}},
			want:  map[string]any{protocol.Door: false},
		},
		"doors of trucks": {
			model: "FMC650",
			sent:  []wireElement{{12729, 1, 0}, {12915, 1, 1}, {12713, 1, 1}, {12723, 1, 0}},
			want:  map[string]any{protocol.Door: true, "door.front_left": false, protocol.Ignition: true, protocol.Blocked: false},
		},
		"a tachograph card comes in halves": {
			model: "FMB640",
			sent:  []wireElement{{195, 8, 0x4C54303030303030}, {196, 8, 0x3132333435000000}},
			want:  map[string]any{protocol.DriverID: "LT00000012345"},
		},
		"an autonomous tracker": {
			model: "TMT250",
			sent:  []wireElement{{113, 1, 87}, {116, 1, 1}, {403, 1, 72}},
			want:  map[string]any{protocol.BatteryLevel: int64(87), protocol.Charge: true, protocol.HeartRate: int64(72)},
		},
		"without a model, what is ambiguous stays raw": {
			sent:  []wireElement{{31, 1, 40}, {87, 4, 500000}, {252, 1, 1}, {6, 2, 942}},
			want:  map[string]any{"io.31": int64(40), "io.87": int64(500000), "io.252": int64(1), "io.6": int64(942)},
			never: []string{protocol.AlarmKey, protocol.Odometer},
		},
		"without a model, a sign of the light platform tells the rest": {
			sent: []wireElement{{69, 1, 1}, {48, 1, 55}, {87, 4, 500000}, {90, 2, 0x0100}, {6, 2, 942}},
			want: map[string]any{protocol.FuelLevel: int64(55), protocol.Odometer: int64(500000), protocol.Door: true, protocol.ADCPrefix + "2": 0.942},
		},
		"a voltage of more than 65 V": {
			sent: []wireElement{{66, 2, 65535}, {800, 4, 72350}, {839, 4, 12500}},
			want: map[string]any{protocol.PowerVoltage: 72.35, protocol.ADCPrefix + "1": 12.5},
		},
		"an FT model has its supply under 800 and a wide cell": {
			model: "FTC887",
			sent:  []wireElement{{800, 4, 12854}, {205, 4, 20983552}},
			want:  map[string]any{protocol.PowerVoltage: 12.854, "cell_id": int64(20983552)},
		},
		"the key that was let in is the driver": {
			model: "FMB130",
			sent:  []wireElement{{8, 8, 0x01000b00791c1793}},
			want:  map[string]any{protocol.DriverID: "93171C79000B0001"},
		},
		"a card at a Bluetooth reader is the driver": {
			sent: []wireElement{{451, 8, 0x3A00450B}},
			want: map[string]any{protocol.DriverID: "000000003A00450B", "ble.1.rfid": "000000003A00450B"},
		},
		"a tachograph at a CAN adapter": {
			sent: []wireElement{{133, 4, 123456789}, {134, 4, 5005}},
			want: map[string]any{protocol.Odometer: int64(123456789), protocol.TripOdometer: int64(5005)},
		},
		"a scooter's mileage": {
			model: "TST100",
			sent:  []wireElement{{356, 4, 12345}},
			want:  map[string]any{protocol.Odometer: int64(12345)},
		},
		"a vehicle that counts kilometres": {
			model: "TFT100",
			sent:  []wireElement{{833, 4, 123}, {834, 4, 4500}},
			want:  map[string]any{protocol.Odometer: int64(123000), protocol.TripOdometer: int64(4500)},
		},
		"a width the tables do not know stays raw": {
			model: "FMC130",
			sent:  []wireElement{{239, 4, 7}, {66, 1, 3}, {9999, 2, 12}},
			want:  map[string]any{"io.239": int64(7), "io.66": int64(3), "io.9999": int64(12)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := elementsOf(t, c.model, c.event, c.sent...)
			for key, want := range c.want {
				got, ok := r.Attributes.Get(key)
				require.True(t, ok, "no %s", key)
				require.Equal(t, want, got.Value(), key)
			}
			for _, key := range c.never {
				require.False(t, r.Attributes.Has(key), key)
			}
		})
	}
}

func TestAlarmsAreRaisedByTheirElements(t *testing.T) {
	for name, c := range map[string]struct {
		model string
		event int
		sent  []wireElement
		want  []string
	}{
		"towing":                         {"", 246, []wireElement{{246, 1, 1}}, []string{protocol.AlarmTow}},
		"towing ended":                   {"", 246, []wireElement{{246, 1, 0}}, nil},
		"crash":                          {"", 247, []wireElement{{247, 1, 6}}, []string{protocol.AlarmAccident}},
		"jamming":                        {"", 249, []wireElement{{249, 1, 1}}, []string{protocol.AlarmJamming}},
		"panic button":                   {"", 236, []wireElement{{236, 1, 1}}, []string{protocol.AlarmSOS}},
		"harsh acceleration":             {"", 253, []wireElement{{253, 1, 1}}, []string{protocol.AlarmHarshAcceleration}},
		"harsh braking":                  {"", 253, []wireElement{{253, 1, 2}}, []string{protocol.AlarmHarshBraking}},
		"harsh cornering":                {"", 253, []wireElement{{253, 1, 3}}, []string{protocol.AlarmHarshCornering}},
		"unplugged, declared":            {"FMB920", 252, []wireElement{{252, 1, 1}}, []string{protocol.AlarmPowerCut}},
		"unplugged, by its neighbours":   {"", 252, []wireElement{{252, 1, 1}, {69, 1, 1}}, []string{protocol.AlarmPowerCut}},
		"plugged in":                     {"FMB920", 252, []wireElement{{252, 1, 0}}, []string{protocol.AlarmPowerRestored}},
		"plugged in all the time":        {"FMB920", 0, []wireElement{{252, 1, 0}}, nil},
		"252 of trucks is a driver":      {"FMB640", 252, []wireElement{{252, 1, 1}}, nil},
		"idling":                         {"FMB920", 251, []wireElement{{251, 1, 1}}, []string{protocol.AlarmIdle}},
		"idling of trucks":               {"FMB640", 243, []wireElement{{243, 1, 1}}, []string{protocol.AlarmIdle}},
		"over speeding":                  {"", 255, []wireElement{{255, 1, 130}}, []string{protocol.AlarmOverspeed}},
		"entered the automatic geofence": {"FMB920", 175, []wireElement{{175, 1, 1}}, []string{protocol.AlarmGeofenceEnter}},
		"left the automatic geofence":    {"FMB920", 175, []wireElement{{175, 1, 0}}, []string{protocol.AlarmGeofenceExit}},
		"entered zone 3":                 {"", 157, []wireElement{{157, 1, 1}}, []string{protocol.AlarmGeofenceEnter}},
		"left zone 3":                    {"", 157, []wireElement{{157, 1, 0}}, []string{protocol.AlarmGeofenceExit}},
		"speeding in zone 3":             {"", 157, []wireElement{{157, 1, 3}}, []string{protocol.AlarmOverspeed}},
		"zone 3 told by the way":         {"", 0, []wireElement{{157, 1, 0}}, nil},
		"tampering":                      {"TAT140", 520, []wireElement{{520, 1, 1}}, []string{protocol.AlarmTamper}},
		"the holder was taken off":       {"TAT240", 20019, []wireElement{{20019, 2, 0}}, []string{protocol.AlarmTamper}},
		"the holder was put on":          {"TAT240", 20019, []wireElement{{20019, 2, 1}}, nil},
		"man down":                       {"TMT250", 242, []wireElement{{242, 1, 1}}, []string{protocol.AlarmFall}},
		"242 of cars is a data limit":    {"FMB920", 242, []wireElement{{242, 1, 1}}, nil},
		"speeding in a zone of trucks":   {"FMB640", 248, []wireElement{{248, 1, 4}}, []string{protocol.AlarmOverspeed}},
		"drowsiness":                     {"FMC650", 11700, []wireElement{{11700, 1, 1}}, []string{protocol.AlarmFatigue}},
		"drowsiness, second camera":      {"FMC650", 12923, []wireElement{{12923, 1, 1}}, []string{protocol.AlarmFatigue}},
		"two at once":                    {"", 246, []wireElement{{246, 1, 1}, {249, 1, 1}}, []string{protocol.AlarmTow, protocol.AlarmJamming}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := elementsOf(t, c.model, c.event, c.sent...).Attributes.Get(protocol.AlarmKey)
			words, _ := got.Value().([]string)
			require.Equal(t, c.want, words)
		})
	}
}
