package osmand

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The same reading once more, by encoding/json and level by level: what decodeJSON is held to.

type plainObject map[string]json.RawMessage

func plainDecode(r protocol.HTTPRequest, s protocol.Settings) (protocol.Message, error) {
	roots, err := plainObjects(r.Body, "body")
	if err != nil {
		return protocol.Message{}, err
	}
	m := protocol.Message{Kind: "data"}
	id := ""
	for _, name := range identityNames {
		if values := r.Query[name]; len(values) > 0 {
			id = values[len(values)-1]
		}
	}
	for _, root := range roots {
		if id, err = plainDevice(id, root); err != nil {
			return protocol.Message{}, err
		}
		locations := []plainObject{root}
		if raw, ok := root["location"]; ok {
			if locations, err = plainObjects(raw, "location"); err != nil {
				return protocol.Message{}, err
			}
		} else if root["coords"] == nil && root["timestamp"] == nil {
			return protocol.Message{}, fmt.Errorf("%w: the body has no location", protocol.ErrMalformed)
		}
		if len(m.Records)+len(locations) > maxRecords {
			return protocol.Message{}, fmt.Errorf("%w: more than %d locations in one request", protocol.ErrMalformed, maxRecords)
		}
		for _, l := range locations {
			record, err := plainLocation(l, s.Zone)
			if err != nil {
				return protocol.Message{}, fmt.Errorf("location %d: %w", len(m.Records)+1, err)
			}
			m.Records = append(m.Records, record)
		}
	}
	if m.Identities, err = identify(id); err != nil {
		return protocol.Message{}, err
	}
	return m, nil
}

func plainDevice(id string, root plainObject) (string, error) {
	for _, name := range identityNames {
		raw, ok := root[name]
		if !ok {
			continue
		}
		var text string
		var digits json.Number
		switch {
		case json.Unmarshal(raw, &text) == nil:
		case json.Unmarshal(raw, &digits) == nil:
			text = digits.String()
		default:
			return "", fmt.Errorf("%w: %s is %s, which is no identifier", protocol.ErrMalformed, name, cut(string(raw), maxName))
		}
		if id != "" && text != id {
			return "", fmt.Errorf("%w: two devices in one request, %q and %q", protocol.ErrMalformed, id, text)
		}
		return text, nil
	}
	return id, nil
}

func plainObjects(raw json.RawMessage, what string) ([]plainObject, error) {
	var many []plainObject
	var one plainObject
	var err error
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		err = json.Unmarshal(raw, &many)
	} else if err = json.Unmarshal(raw, &one); err == nil && one != nil {
		many = []plainObject{one}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the %s is not the JSON of a location: %w", protocol.ErrMalformed, what, err)
	}
	if len(many) == 0 {
		return nil, fmt.Errorf("%w: the %s is empty", protocol.ErrMalformed, what)
	}
	return many, nil
}

func plainLocation(l plainObject, zone *time.Location) (protocol.Record, error) {
	var r protocol.Record
	if raw, ok := l["timestamp"]; ok && string(raw) != "null" {
		text := strings.Trim(string(raw), `"`)
		var err error
		if r.Time, err = parseTime(text, zone); err != nil {
			return r, err
		}
	}
	if raw, ok := l["coords"]; ok && string(raw) != "null" {
		if err := plainCoordinates(&r, raw); err != nil {
			return r, err
		}
		if raw, ok := l["valid"]; ok {
			r.Valid = string(raw) == "true"
		}
	}
	if err := plainBattery(&r, l["battery"]); err != nil {
		return r, err
	}
	plainActivity(&r, l["activity"])
	plainGeofence(&r, l["geofence"])
	if raw, ok := l["is_moving"]; ok {
		plainTake(&r.Attributes, "motion", raw)
	}
	named := 0
	for name, raw := range sorted(l) {
		if named++; !locationParts[name] && named <= maxParameters {
			plainTake(&r.Attributes, name, raw)
		}
	}
	if raw, ok := l["extras"]; ok {
		plainExtras(&r, raw)
	}
	return r, nil
}

type plainPlace struct {
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Accuracy  *float64 `json:"accuracy"`
	Speed     *float64 `json:"speed"`
	Heading   *float64 `json:"heading"`
	Altitude  *float64 `json:"altitude"`
}

func plainCoordinates(r *protocol.Record, raw json.RawMessage) error {
	var c plainPlace
	if err := json.Unmarshal(raw, &c); err != nil {
		return fmt.Errorf("%w: coords: %w", protocol.ErrMalformed, err)
	}
	if c.Latitude == nil || c.Longitude == nil {
		return fmt.Errorf("%w: coords take latitude and longitude", protocol.ErrMalformed)
	}
	if math.Abs(*c.Latitude) > 90 || math.Abs(*c.Longitude) > 180 {
		return fmt.Errorf("%w: latitude %g, longitude %g is no place on Earth", protocol.ErrMalformed, *c.Latitude, *c.Longitude)
	}
	r.Fix, r.Valid, r.Lat, r.Lon = true, true, *c.Latitude, *c.Longitude
	// −1 stands for a speed or heading the phone does not know.
	if c.Speed != nil && *c.Speed > 0 {
		r.Speed = *c.Speed * kmhPerMps
	}
	if c.Heading != nil && *c.Heading > 0 {
		r.Course = normalCourse(*c.Heading)
	}
	if c.Altitude != nil {
		r.Altitude = *c.Altitude
	}
	if c.Accuracy != nil && *c.Accuracy >= 0 {
		r.Attributes.Float("accuracy", *c.Accuracy)
	}
	return nil
}

func plainBattery(r *protocol.Record, raw json.RawMessage) error {
	if len(raw) == 0 {
		return nil
	}
	var battery struct {
		Level    *float64 `json:"level"`
		Charging *bool    `json:"is_charging"`
	}
	if err := json.Unmarshal(raw, &battery); err != nil {
		return fmt.Errorf("%w: battery: %w", protocol.ErrMalformed, err)
	}
	if battery.Level != nil && *battery.Level >= 0 {
		r.Attributes.Int(protocol.BatteryLevel, int64(math.Round(min(*battery.Level, 1)*100)))
	}
	if battery.Charging != nil {
		r.Attributes.Bool(protocol.Charge, *battery.Charging)
	}
	return nil
}

func plainActivity(r *protocol.Record, raw json.RawMessage) {
	var activity struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(raw, &activity) == nil && activity.Type != "" {
		r.Attributes.String("activity", cut(activity.Type, maxText))
	} else if len(raw) > 0 {
		plainTake(&r.Attributes, "activity", raw)
	}
}

func plainGeofence(r *protocol.Record, raw json.RawMessage) {
	var fence struct {
		Identifier string `json:"identifier"`
		Action     string `json:"action"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &fence) != nil {
		return
	}
	r.Attributes.String("geofence", cut(fence.Identifier, maxText))
	switch strings.ToUpper(fence.Action) {
	case "ENTER":
		r.Attributes.Alarm(protocol.AlarmGeofenceEnter)
	case "EXIT":
		r.Attributes.Alarm(protocol.AlarmGeofenceExit)
	}
}

func plainExtras(r *protocol.Record, raw json.RawMessage) {
	var extras plainObject
	if json.Unmarshal(raw, &extras) != nil {
		plainTake(&r.Attributes, "extras", raw)
		return
	}
	named := 0
	for name, value := range sorted(extras) {
		if named++; named <= maxParameters {
			plainTake(&r.Attributes, name, value)
		}
	}
}

func sorted(o plainObject) func(func(string, json.RawMessage) bool) {
	names := make([]string, 0, len(o))
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return func(yield func(string, json.RawMessage) bool) {
		for _, name := range names {
			if !yield(name, o[name]) {
				return
			}
		}
	}
}

func plainTake(a *protocol.Attributes, name string, raw json.RawMessage) {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return
	}
	switch v := v.(type) {
	case bool:
		takeValue(a, name, value{kind: aFlag, flag: v})
	case string:
		takeValue(a, name, value{kind: aText, text: v})
	case json.Number:
		if n, err := v.Int64(); err == nil {
			takeValue(a, name, value{kind: aWhole, whole: n})
		} else if n, err := v.Float64(); err == nil {
			takeValue(a, name, value{kind: aReal, real: n})
		}
	case map[string]any, []any:
		takeValue(a, name, value{kind: aText, text: string(bytes.TrimSpace(raw))})
	}
}

// FuzzJSONIsReadAsEncodingJSONReadsIt: what is taken apart once says what it says when it is taken apart piece by piece.
func FuzzJSONIsReadAsEncodingJSONReadsIt(f *testing.F) {
	for _, body := range []string{
		`{"device_id":"1","location":{"timestamp":"2023-11-14T22:13:20Z","coords":{"latitude":60.1,"longitude":24.9,"speed":-1},"battery":{"level":0.5,"is_charging":true}}}`,
		`{"location":[{"timestamp":1,"extras":{"a":1,"a":"2","\u0061":{"b":[1, "]}\""]}}},null,{"coords":null}],"id":7}`,
		`[{"deviceId":"x","coords":{"LATITUDE":1,"latitude":null,"Latitude":2,"longitude":3,"longitude":4e0}},{"timestamp":"5","id":"x"}]`,
		`{"id":null,"deviceid":1e2,"timestamp":"1","valid":false,"is_moving":1,"activity":{"type":5,"TYPE":"on_foot"},"geofence":{"identifier":"home","action":"enter"}}`,
		`{"id":"1","timestamp":1,"activity":"still","geofence":null,"battery":null,"extras":[1,2],"odometer":1e999,"steps":-0}`,
		`{"id":"\ud83d\ude00\ud83d","timestamp":1,"\u212Aey":"\xff","event":"\u0000","battery":{"level":"x"}}`,
		`{"id":"1","location":{"coords":{"latitude":1,"longitude":2,"\u017fpeed":3,"heading":1e400}}}`,
		` null `, `[]`, `{}`, `[[]]`, `{"id":"1","location":7}`, `{"id":"1","location":[7]}`, `{"id":[],"timestamp":1}`, `"x"`, `{"id":"1",}`, "{\"id\":\"\xff\",\"timestamp\":1}",
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(bytes.TrimSpace(body)) == 0 {
			return
		}
		r := protocol.HTTPRequest{Method: "POST", Path: "/", Body: body}
		want, wanted := plainDecode(r, protocol.Settings{})
		got, err := decodeJSON(r, protocol.Settings{})
		if wanted != nil {
			require.ErrorIs(t, err, protocol.ErrMalformed, "%v", wanted)
			return
		}
		require.NoError(t, err)
		require.Equal(t, want.Identities, got.Identities)
		require.Len(t, got.Records, len(want.Records))
		for i := range want.Records {
			a, b := want.Records[i], got.Records[i]
			require.Equal(t, string(a.Attributes.AppendJSON(nil)), string(b.Attributes.AppendJSON(nil)))
			a.Attributes, b.Attributes = nil, nil
			require.Equal(t, a, b)
		}
	})
}
