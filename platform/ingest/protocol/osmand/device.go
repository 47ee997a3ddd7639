package osmand

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// maxBatch is how many locations the JSON device puts into one request.
const maxBatch = 100

// device is a phone: each packet is a whole request of HTTP/1.1 that leaves the connection open.
type device struct {
	id   string
	json bool
}

func newDevice(c protocol.DeviceConfig) protocol.Device {
	return &device{id: c.Identity, json: c.Variant == "json"}
}

func (d *device) Login() []byte { return nil }

func (d *device) Heartbeat() []byte { return nil }

// MaxRecords: a query has room for one, JSON for a batch.
func (d *device) MaxRecords() int {
	if d.json {
		return maxBatch
	}
	return 1
}

// Encode writes one request.
func (d *device) Encode(records []protocol.Record) ([]byte, error) {
	if len(records) == 0 || len(records) > d.MaxRecords() {
		return nil, fmt.Errorf("encoding a request: %d records, it takes 1 to %d", len(records), d.MaxRecords())
	}
	if !d.json {
		return fmt.Appendf(nil, "GET /?%s HTTP/1.1\r\nHost: localhost\r\n\r\n", d.query(&records[0]).Encode()), nil
	}
	body, err := d.body(records)
	if err != nil {
		return nil, err
	}
	head := fmt.Appendf(nil, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", len(body))
	return append(head, body...), nil
}

func (d *device) query(r *protocol.Record) url.Values {
	q := url.Values{"id": {d.id}}
	if !r.Time.IsZero() {
		q.Set("timestamp", strconv.FormatInt(r.Time.UnixMilli(), 10))
	}
	if r.Fix {
		q.Set("lat", decimal(r.Lat))
		q.Set("lon", decimal(r.Lon))
		q.Set("altitude", decimal(r.Altitude))
		q.Set("speed", decimal(r.Speed/kmhPerKnot))
		q.Set("bearing", decimal(r.Course))
		if !r.Valid {
			q.Set("valid", "false")
		}
	}
	for i := range r.Attributes {
		name := r.Attributes[i].Key
		var text string
		switch value := r.Attributes[i].Value().(type) {
		case float64:
			text = decimal(value)
		case []string:
			text = strings.Join(value, ",")
		default:
			text = fmt.Sprint(value)
		}
		if !structural[name] {
			q.Set(name, text)
		}
	}
	return q
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// body writes what encoding/json would, a location after the other.
func (d *device) body(records []protocol.Record) ([]byte, error) {
	id, err := json.Marshal(d.id)
	if err != nil {
		return nil, fmt.Errorf("encoding a request: %w", err)
	}
	b := append(append([]byte(`{"device_id":`), id...), `,"location":[`...)
	for i := range records {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendLocation(b, &records[i]); err != nil {
			return nil, fmt.Errorf("encoding a request: %w", err)
		}
	}
	return append(b, "]}"...), nil
}

func appendLocation(b []byte, r *protocol.Record) ([]byte, error) {
	b = append(b, `{"extras":`...)
	alarm, alarmed := r.Attributes.Get(protocol.AlarmKey)
	if alarmed {
		b = without(r.Attributes, protocol.AlarmKey).AppendJSON(b)
		words, _ := alarm.Value().([]string)
		text, err := json.Marshal(strings.Join(words, ","))
		if err != nil {
			return nil, err
		}
		b = append(append(b, `,"alarm":`...), text...)
	} else {
		b = r.Attributes.AppendJSON(b)
	}
	if !r.Time.IsZero() {
		b = append(r.Time.UTC().AppendFormat(append(b, `,"timestamp":"`...), time.RFC3339Nano), '"')
	}
	if r.Fix {
		before := `,"coords":{"`
		for _, part := range []struct {
			name  string
			value float64
		}{{"latitude", r.Lat}, {"longitude", r.Lon}, {"altitude", r.Altitude}, {"speed", r.Speed / kmhPerMps}, {"heading", r.Course}} {
			if math.IsNaN(part.value) || math.IsInf(part.value, 0) {
				return nil, fmt.Errorf("the %s is %v, which JSON cannot say", part.name, part.value)
			}
			b = append(append(append(b, before...), part.name...), `":`...)
			b = strconv.AppendFloat(b, part.value, 'g', -1, 64)
			before = `,"`
		}
		b = append(b, '}')
		if !r.Valid {
			b = append(b, `,"valid":false`...)
		}
	}
	return append(b, '}'), nil
}

func without(a protocol.Attributes, key string) protocol.Attributes {
	rest := make(protocol.Attributes, 0, len(a))
	for i := range a {
		if a[i].Key != key {
			rest = append(rest, a[i])
		}
	}
	return rest
}

// Read looks for a whole response: anything of the two hundreds is an acceptance, what is above a refusal.
func (d *device) Read(buf []byte) (protocol.Answer, int) {
	if !bytes.Contains(buf, []byte("\r\n\r\n")) {
		return protocol.AnswerNone, 0
	}
	whole := bytes.NewReader(buf)
	read := bufio.NewReader(whole)
	response, err := http.ReadResponse(read, nil)
	if err != nil {
		return protocol.AnswerRefused, len(buf)
	}
	_, err = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	if err != nil {
		return protocol.AnswerNone, 0
	}
	n := len(buf) - whole.Len() - read.Buffered()
	switch {
	case response.StatusCode < 200:
		return protocol.AnswerNone, n
	case response.StatusCode < 300:
		return protocol.AnswerAccepted, n
	}
	return protocol.AnswerRefused, n
}
