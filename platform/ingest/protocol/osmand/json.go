package osmand

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// object is a JSON object whose parts are read when they are asked for.
type object map[string]json.RawMessage

// decodeJSON reads what Traccar Client and the SDK below it post: {"location": {…}, "device_id": …}, the same with an
// array of locations (a batch), an array of either, or a location alone.
func decodeJSON(r protocol.HTTPRequest, s protocol.Settings) (protocol.Message, error) {
	roots, err := objectsOf(r.Body, "body")
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
		if id, err = sameDevice(id, root); err != nil {
			return protocol.Message{}, err
		}
		locations := []object{root}
		if raw, ok := root["location"]; ok {
			if locations, err = objectsOf(raw, "location"); err != nil {
				return protocol.Message{}, err
			}
		} else if root["coords"] == nil && root["timestamp"] == nil {
			return protocol.Message{}, fmt.Errorf("%w: the body has no location", protocol.ErrMalformed)
		}
		if len(m.Records)+len(locations) > maxRecords {
			return protocol.Message{}, fmt.Errorf("%w: more than %d locations in one request", protocol.ErrMalformed, maxRecords)
		}
		for _, l := range locations {
			record, err := readLocation(l, s.Zone)
			if err != nil {
				return protocol.Message{}, fmt.Errorf("location %d: %w", len(m.Records)+1, err)
			}
			m.Records = append(m.Records, record)
		}
	}
	if m.Identities, err = identify(id); err != nil {
		return protocol.Message{}, err
	}
	noteJSON(s.Notes, id, m.Records)
	return m, nil
}

var identityNames = []string{"device_id", "deviceId", "deviceid", "id"}

// sameDevice reads the device of one object; a request speaks for one device.
func sameDevice(id string, root object) (string, error) {
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

// objectsOf reads an object, or an array of them.
func objectsOf(raw json.RawMessage, what string) ([]object, error) {
	var many []object
	var one object
	var err error
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		err = json.Unmarshal(raw, &many)
	} else if err = json.Unmarshal(raw, &one); err == nil && one != nil {
		many = []object{one}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the %s is not the JSON of a location: %w", protocol.ErrMalformed, what, err)
	}
	if len(many) == 0 {
		return nil, fmt.Errorf("%w: the %s is empty", protocol.ErrMalformed, what)
	}
	return many, nil
}

func readLocation(l object, zone *time.Location) (protocol.Record, error) {
	var r protocol.Record
	if raw, ok := l["timestamp"]; ok && string(raw) != "null" {
		text := strings.Trim(string(raw), `"`)
		var err error
		if r.Time, err = parseTime(text, zone); err != nil {
			return r, err
		}
	}
	if raw, ok := l["coords"]; ok && string(raw) != "null" {
		if err := readCoordinates(&r, raw); err != nil {
			return r, err
		}
		if raw, ok := l["valid"]; ok {
			r.Valid = string(raw) == "true"
		}
	}
	if err := readBattery(&r, l["battery"]); err != nil {
		return r, err
	}
	readActivity(&r, l["activity"])
	readGeofence(&r, l["geofence"])
	if raw, ok := l["is_moving"]; ok {
		takeJSON(&r.Attributes, "motion", raw)
	}
	named := 0
	for name, raw := range sorted(l) {
		if named++; !locationParts[name] && named <= maxParameters {
			takeJSON(&r.Attributes, name, raw)
		}
	}
	if raw, ok := l["extras"]; ok {
		readExtras(&r, raw)
	}
	return r, nil
}

// locationParts are read by themselves, or are of use to the app alone: its own queue's key, and what is left of a
// template.
var locationParts = map[string]bool{
	"timestamp": true, "coords": true, "battery": true, "activity": true, "geofence": true, "is_moving": true, "extras": true,
	"device_id": true, "deviceId": true, "deviceid": true, "id": true, "location": true, "uuid": true, "_": true, "valid": true,
}

type coordinates struct {
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Accuracy  *float64 `json:"accuracy"`
	Speed     *float64 `json:"speed"`
	Heading   *float64 `json:"heading"`
	Altitude  *float64 `json:"altitude"`
}

func readCoordinates(r *protocol.Record, raw json.RawMessage) error {
	var c coordinates
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

// readBattery: the level is a part of one, −1 if it is not known.
func readBattery(r *protocol.Record, raw json.RawMessage) error {
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

// readActivity keeps what the phone thinks its bearer does: still, walking, in_vehicle.
func readActivity(r *protocol.Record, raw json.RawMessage) {
	var activity struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(raw, &activity) == nil && activity.Type != "" {
		r.Attributes.String("activity", cut(activity.Type, maxText))
	} else if len(raw) > 0 {
		takeJSON(&r.Attributes, "activity", raw)
	}
}

// readGeofence reads the circle on the phone that was crossed.
func readGeofence(r *protocol.Record, raw json.RawMessage) {
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

// readExtras takes what the app's owner adds to each location.
func readExtras(r *protocol.Record, raw json.RawMessage) {
	var extras object
	if json.Unmarshal(raw, &extras) != nil {
		takeJSON(&r.Attributes, "extras", raw)
		return
	}
	named := 0
	for name, value := range sorted(extras) {
		if named++; named <= maxParameters {
			takeJSON(&r.Attributes, name, value)
		}
	}
}

// sorted goes through an object by name, so that a request always gives the same record.
func sorted(o object) func(func(string, json.RawMessage) bool) {
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

func noteJSON(notes *protocol.Notes, id string, records []protocol.Record) {
	if notes == nil {
		return
	}
	notes.Add(0, 0, "device", id)
	for i, r := range records {
		at := "time of arrival"
		if !r.Time.IsZero() {
			at = r.Time.Format(time.RFC3339Nano)
		}
		notes.Add(0, 0, fmt.Sprintf("location %d: time", i+1), at)
		if r.Fix {
			notes.Add(0, 0, "position", fmt.Sprintf("%.7f°, %.7f°", r.Lat, r.Lon))
			notes.Add(0, 0, "speed", fmt.Sprintf("%.4g km/h", r.Speed))
			notes.Add(0, 0, "course", fmt.Sprintf("%g°", r.Course))
		}
		notes.Add(0, 0, "attributes", string(r.Attributes.AppendJSON(nil)))
	}
}
