package osmand

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// decodeJSON reads what Traccar Client and the SDK below it post: {"location": {…}, "device_id": …}, the same with an
// array of locations (a batch), an array of either, or a location alone.
func decodeJSON(r protocol.HTTPRequest, s protocol.Settings) (protocol.Message, error) {
	text, err := checked(r.Body, "body")
	if err != nil {
		return protocol.Message{}, err
	}
	roots, err := objectsOf(text, "body")
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
		if raw := root.get("location"); raw != "" {
			if locations, err = objectsOf(raw, "location"); err != nil {
				return protocol.Message{}, err
			}
		} else if root.get("coords") == "" && root.get("timestamp") == "" {
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
		raw := root.get(name)
		if raw == "" {
			continue
		}
		var text string
		if isNumeral(raw) {
			text = raw
		} else if !takeWord(&text, raw) {
			return "", fmt.Errorf("%w: %s is %s, which is no identifier", protocol.ErrMalformed, name, cut(raw, maxName))
		}
		if id != "" && text != id {
			return "", fmt.Errorf("%w: two devices in one request, %q and %q", protocol.ErrMalformed, id, text)
		}
		return text, nil
	}
	return id, nil
}

func readLocation(l object, zone *time.Location) (protocol.Record, error) {
	r := protocol.Record{Attributes: make(protocol.Attributes, 0, 16)}
	if raw := l.get("timestamp"); raw != "" && raw != "null" {
		var err error
		if r.Time, err = parseTime(strings.Trim(raw, `"`), zone); err != nil {
			return r, err
		}
	}
	if raw := l.get("coords"); raw != "" && raw != "null" {
		if err := readCoordinates(&r, raw); err != nil {
			return r, err
		}
		if raw := l.get("valid"); raw != "" {
			r.Valid = raw == "true"
		}
	}
	if err := readBattery(&r, l.get("battery")); err != nil {
		return r, err
	}
	readActivity(&r, l.get("activity"))
	readGeofence(&r, l.get("geofence"))
	if raw := l.get("is_moving"); raw != "" {
		takeJSON(&r.Attributes, "motion", raw)
	}
	for i, m := range l {
		if i < maxParameters && !locationParts[m.name] {
			takeJSON(&r.Attributes, m.name, m.raw)
		}
	}
	if raw := l.get("extras"); raw != "" {
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

type coordinates struct{ Latitude, Longitude, Accuracy, Speed, Heading, Altitude *float64 }

// of is the place for a member; names are told apart whatever their letters' case, as encoding/json does. nil: it is none of them.
func (c *coordinates) of(name string) **float64 {
	switch {
	case strings.EqualFold(name, "latitude"):
		return &c.Latitude
	case strings.EqualFold(name, "longitude"):
		return &c.Longitude
	case strings.EqualFold(name, "accuracy"):
		return &c.Accuracy
	case strings.EqualFold(name, "speed"):
		return &c.Speed
	case strings.EqualFold(name, "heading"):
		return &c.Heading
	case strings.EqualFold(name, "altitude"):
		return &c.Altitude
	}
	return nil
}

func readCoordinates(r *protocol.Record, raw string) error {
	if raw[0] != '{' {
		return fmt.Errorf("%w: coords are %s", protocol.ErrMalformed, cut(raw, maxName))
	}
	var c coordinates
	for name, raw := range members(raw) {
		if to := c.of(name); to != nil && !takeNumber(to, raw) {
			return fmt.Errorf("%w: coords: %s is %s, which is no number", protocol.ErrMalformed, cut(name, maxName), cut(raw, maxName))
		}
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
func readBattery(r *protocol.Record, raw string) error {
	if raw == "" || raw == "null" {
		return nil
	}
	if raw[0] != '{' {
		return fmt.Errorf("%w: battery is %s", protocol.ErrMalformed, cut(raw, maxName))
	}
	var level *float64
	charging := "null"
	for name, raw := range members(raw) {
		ok := true
		switch {
		case strings.EqualFold(name, "level"):
			ok = takeNumber(&level, raw)
		case strings.EqualFold(name, "is_charging"):
			charging = raw
			ok = raw == "true" || raw == "false" || raw == "null"
		}
		if !ok {
			return fmt.Errorf("%w: battery: %s is %s", protocol.ErrMalformed, cut(name, maxName), cut(raw, maxName))
		}
	}
	if level != nil && *level >= 0 {
		r.Attributes.Int(protocol.BatteryLevel, int64(math.Round(min(*level, 1)*100)))
	}
	if charging != "null" {
		r.Attributes.Bool(protocol.Charge, charging == "true")
	}
	return nil
}

// readActivity keeps what the phone thinks its bearer does: still, walking, in_vehicle.
func readActivity(r *protocol.Record, raw string) {
	if raw == "" {
		return
	}
	kind, understood := "", raw[0] == '{'
	for name, raw := range members(raw) {
		if strings.EqualFold(name, "type") {
			understood = takeWord(&kind, raw) && understood
		}
	}
	if understood && kind != "" {
		r.Attributes.String("activity", strings.Clone(cut(kind, maxText)))
	} else {
		takeJSON(&r.Attributes, "activity", raw)
	}
}

// readGeofence reads the circle on the phone that was crossed.
func readGeofence(r *protocol.Record, raw string) {
	if raw == "" || raw[0] != '{' && raw != "null" {
		return
	}
	var identifier, action string
	for name, raw := range members(raw) {
		switch {
		case strings.EqualFold(name, "identifier") && !takeWord(&identifier, raw), strings.EqualFold(name, "action") && !takeWord(&action, raw):
			return
		}
	}
	r.Attributes.String("geofence", strings.Clone(cut(identifier, maxText)))
	switch strings.ToUpper(action) {
	case "ENTER":
		r.Attributes.Alarm(protocol.AlarmGeofenceEnter)
	case "EXIT":
		r.Attributes.Alarm(protocol.AlarmGeofenceExit)
	}
}

// readExtras takes what the app's owner adds to each location.
func readExtras(r *protocol.Record, raw string) {
	if raw[0] != '{' {
		takeJSON(&r.Attributes, "extras", raw)
		return
	}
	for i, m := range objectOf(raw) {
		if i < maxParameters {
			takeJSON(&r.Attributes, m.name, m.raw)
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
