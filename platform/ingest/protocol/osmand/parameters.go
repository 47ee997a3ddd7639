package osmand

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	kmhPerKnot = 1.852
	kmhPerMps  = 3.6
)

// decodeParameters reads the query form. Where a parameter comes twice the last one counts, but for cells and access
// points, of which there may be many.
func decodeParameters(r protocol.HTTPRequest, s protocol.Settings) (protocol.Message, error) {
	parameters, err := parametersOf(r)
	if err != nil {
		return protocol.Message{}, err
	}
	// A parameter without a value is a client that has none to give.
	last := func(names ...string) (string, bool) {
		for _, name := range names {
			if values := parameters[name]; len(values) > 0 {
				if text := strings.TrimSpace(values[len(values)-1]); text != "" {
					return text, true
				}
			}
		}
		return "", false
	}
	id, _ := last("id", "deviceid", "device_id")
	m := protocol.Message{Kind: "data"}
	if m.Identities, err = identify(id); err != nil {
		return protocol.Message{}, err
	}
	s.Notes.Add(0, 0, "device", id)
	if len(parameters) > maxParameters {
		return protocol.Message{}, fmt.Errorf("%w: %d parameters, a request takes at most %d", protocol.ErrMalformed, len(parameters), maxParameters)
	}
	record := protocol.Record{Attributes: make(protocol.Attributes, 0, len(parameters))}
	if err := readPlace(&record, last); err != nil {
		return protocol.Message{}, err
	}
	if text, ok := last("timestamp"); ok {
		if record.Time, err = parseTime(text, s.Zone); err != nil {
			return protocol.Message{}, err
		}
	}
	names := make([]string, 0, len(parameters))
	for name := range parameters {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text, _ := last(name)
		if name == "speed" && s.Notes != nil {
			s.Notes.Add(0, 0, name, fmt.Sprintf("%s knots, %.4g km/h", text, record.Speed))
		} else {
			s.Notes.Add(0, 0, name, text)
		}
		switch name {
		case "cell", "wifi":
			record.Attributes.String(name, strings.Clone(strings.Join(parameters[name], ";")))
		default:
			if !structural[name] {
				takeText(&record.Attributes, name, text)
			}
		}
	}
	m.Records = []protocol.Record{record}
	return m, nil
}

// structural parameters are not attributes: they are the record itself, or nobody's business.
var structural = map[string]bool{
	"id": true, "deviceid": true, "device_id": true, "notificationToken": true, "timestamp": true, "valid": true,
	"lat": true, "lon": true, "latitude": true, "longitude": true, "lng": true, "location": true,
	"speed": true, "speed_mps": true, "bearing": true, "heading": true, "course": true, "altitude": true,
}

// readPlace reads the position and what belongs to it. A request without coordinates has attributes only.
func readPlace(r *protocol.Record, last func(...string) (string, bool)) error {
	lat, hasLat := last("lat", "latitude")
	lon, hasLon := last("lon", "lng", "longitude")
	if pair, ok := last("location"); ok {
		lat, lon, hasLat = strings.Cut(pair, ",")
		if hasLon = hasLat; !hasLat {
			return fmt.Errorf("%w: location is %q, write latitude,longitude", protocol.ErrMalformed, pair)
		}
	}
	if hasLat != hasLon {
		return fmt.Errorf("%w: a position takes both lat and lon", protocol.ErrMalformed)
	}
	if hasLat {
		var err error
		if r.Lat, err = parseDegrees("lat", lat, 90); err != nil {
			return err
		}
		if r.Lon, err = parseDegrees("lon", lon, 180); err != nil {
			return err
		}
		r.Fix, r.Valid = true, true
		if valid, ok := last("valid"); ok {
			r.Valid = valid == "1" || strings.EqualFold(valid, "true")
		}
	}
	for _, part := range []struct {
		to    *float64
		per   float64
		least float64
		names []string
	}{
		{&r.Speed, kmhPerKnot, 0, []string{"speed"}},
		{&r.Speed, kmhPerMps, 0, []string{"speed_mps"}},
		{&r.Course, 1, 0, []string{"bearing", "heading", "course"}},
		{&r.Altitude, 1, math.Inf(-1), []string{"altitude"}},
	} {
		text, ok := last(part.names...)
		if !ok {
			continue
		}
		v, err := parseNumber(part.names[0], text)
		if err != nil {
			return err
		}
		// A phone says −1 for a speed or course it does not know.
		*part.to = max(v, part.least) * part.per
	}
	r.Course = normalCourse(r.Course)
	return nil
}

func normalCourse(v float64) float64 {
	if v >= 0 && v < 360 {
		return v
	}
	v = math.Mod(v, 360)
	if v < 0 {
		v += 360
	}
	return v
}

func parseDegrees(name, text string, most float64) (float64, error) {
	v, err := parseNumber(name, strings.TrimSpace(text))
	if err != nil {
		return 0, err
	}
	if math.Abs(v) > most {
		return 0, fmt.Errorf("%w: %s is %g, it lies between −%g and %g", protocol.ErrMalformed, name, v, most, most)
	}
	return v, nil
}

func parseNumber(name, text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%w: %s is %q, which is not a number", protocol.ErrMalformed, name, text)
	}
	return v, nil
}
