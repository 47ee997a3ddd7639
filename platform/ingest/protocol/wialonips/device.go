package wialonips

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// device is a tracker that speaks Wialon IPS: one record goes as packet D, more as packet B.
type device struct {
	identity, password string
	checksums          bool
	version            string
	pending            string // the answer the packet under way waits for
}

func newDevice(c protocol.DeviceConfig) protocol.Device {
	d := &device{identity: c.Identity, password: c.Password, version: c.Variant}
	switch c.Variant {
	case "1.1":
	case "":
		d.version = "2.0"
		d.checksums = true
	default:
		d.checksums = true
	}
	return d
}

// Login is packet L.
func (d *device) Login() []byte {
	password := d.password
	if password == "" {
		password = notAvailable
	}
	body := d.identity + ";" + password
	if d.checksums {
		body = d.version + ";" + body
	}
	return d.packet("L", body, ';')
}

// MaxRecords keeps a black box well below what servers take.
func (d *device) MaxRecords() int { return 100 }

// Encode writes one packet.
func (d *device) Encode(records []protocol.Record) ([]byte, error) {
	if len(records) > d.MaxRecords() {
		return nil, fmt.Errorf("encoding %d records: a packet takes %d", len(records), d.MaxRecords())
	}
	if len(records) == 1 {
		d.pending = "#AD#1"
		return d.packet("D", string(appendRecord(nil, records[0])), ';'), nil
	}
	var body []byte
	for i, r := range records {
		if i > 0 {
			body = append(body, '|')
		}
		body = appendRecord(body, r)
	}
	d.pending = "#AB#" + strconv.Itoa(len(records))
	return d.packet("B", string(body), '|'), nil
}

// Heartbeat is packet P.
func (d *device) Heartbeat() []byte { return []byte("#P#\r\n") }

// Read looks for an answer.
func (d *device) Read(buf []byte) (protocol.Answer, int) {
	end := bytes.IndexByte(buf, '\n')
	if end < 0 {
		return protocol.AnswerNone, 0
	}
	line := strings.TrimRight(string(buf[:end]), "\r")
	n := end + 1
	switch {
	case line == "#AL#1":
		return protocol.AnswerAccepted, n
	case strings.HasPrefix(line, "#AL#"):
		return protocol.AnswerRefused, n
	case line == d.pending:
		d.pending = ""
		return protocol.AnswerAccepted, n
	case strings.HasPrefix(line, "#AD#"), strings.HasPrefix(line, "#AB#"), strings.HasPrefix(line, "#ASD#"):
		return protocol.AnswerRefused, n
	}
	return protocol.AnswerNone, n
}

// packet closes a body with its checksum, if the version has one, and the end of the line.
func (d *device) packet(kind, body string, before byte) []byte {
	out := make([]byte, 0, len(kind)+len(body)+10)
	out = append(out, '#')
	out = append(out, kind...)
	out = append(out, '#')
	at := len(out)
	out = append(out, body...)
	if d.checksums {
		out = append(out, before)
		out = fmt.Appendf(out, "%04X", protocol.CRC16ARC(out[at:]))
	}
	return append(out, '\r', '\n')
}

// appendRecord writes the sixteen fields of packet D.
func appendRecord(b []byte, r protocol.Record) []byte {
	if r.Time.IsZero() {
		b = append(b, "NA;NA;"...)
	} else {
		b = r.Time.UTC().AppendFormat(b, "020106;150405")
		if ns := r.Time.Nanosecond(); ns != 0 {
			b = append(b, strings.TrimRight(fmt.Sprintf(".%09d", ns), "0")...)
		}
		b = append(b, ';')
	}
	if r.Fix {
		b = appendCoordinate(b, r.Lat, 2, "N", "S")
		b = appendCoordinate(b, r.Lon, 3, "E", "W")
		for _, v := range []float64{r.Speed, r.Course, r.Altitude} {
			b = append(strconv.AppendFloat(b, v, 'f', -1, 64), ';')
		}
	} else {
		b = append(b, "NA;NA;NA;NA;NA;NA;NA;"...)
	}
	b = append(appendValue(b, r, protocol.Satellites), ';')
	b = append(appendValue(b, r, protocol.HDOP), ';')
	b = append(appendMask(b, r, &inputKeys), ';')
	b = append(appendMask(b, r, &outputKeys), ';')
	b = append(appendAnalogue(b, r), ';')
	if id, ok := r.Attributes.Get(protocol.DriverID); ok {
		b = append(b, clean(fmt.Sprint(id.Value()))...)
	} else {
		b = append(b, notAvailable...)
	}
	b = append(b, ';')
	return appendParameters(b, r)
}

// appendCoordinate writes degrees and minutes, to a ten-thousandth of a second.
func appendCoordinate(b []byte, degrees float64, digits int, positive, negative string) []byte {
	half := positive
	if degrees < 0 {
		half, degrees = negative, -degrees
	}
	const fine = 1e6 // parts of a minute
	parts := int64(math.Round(degrees * 60 * fine))
	return fmt.Appendf(b, "%0*d%02d.%06d;%s;", digits, parts/(60*fine), parts/fine%60, parts%fine, half)
}

func appendValue(b []byte, r protocol.Record, key string) []byte {
	a, ok := r.Attributes.Get(key)
	if !ok {
		return append(b, notAvailable...)
	}
	return fmt.Append(b, a.Value())
}

func appendMask(b []byte, r protocol.Record, keys *[32]string) []byte {
	mask, told := uint64(0), false
	for i, key := range keys {
		if a, ok := r.Attributes.Get(key); ok {
			told = true
			if on, _ := a.Value().(bool); on {
				mask |= 1 << i
			}
		}
	}
	if !told {
		return append(b, notAvailable...)
	}
	return strconv.AppendUint(b, mask, 10)
}

func appendAnalogue(b []byte, r protocol.Record) []byte {
	last := -1
	for i, key := range &adcKeys {
		if r.Attributes.Has(key) {
			last = i
		}
	}
	if last < 0 {
		return append(b, notAvailable...)
	}
	for i := range last + 1 {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendValue(b, r, adcKeys[i])
	}
	return b
}

// parameterNames are the names under which standard keys travel as parameters.
var parameterNames = map[string]string{
	protocol.Ignition: "ignition", protocol.Motion: "motion", protocol.Door: "door", protocol.Charge: "charge",
	protocol.Blocked: "blocked", protocol.BatteryLevel: "bat", protocol.BatteryVoltage: "pwr_int",
	protocol.PowerVoltage: "pwr_ext", protocol.DeviceTemperature: "temp", protocol.FuelVolume: "fuel",
	protocol.Odometer: "odometer", protocol.RPM: "rpm", protocol.RSSI: "rssi", protocol.Steps: "steps", protocol.Event: "event",
}

// appendParameters writes everything else; a list of alarms leaves only the SOS that the document knows as one.
func appendParameters(b []byte, r protocol.Record) []byte {
	start := len(b)
	for _, a := range r.Attributes {
		name, ok := parameterNames[a.Key]
		switch {
		case ok:
		case a.Key == protocol.AlarmKey:
			words, _ := a.Value().([]string)
			for _, word := range words {
				if word == protocol.AlarmSOS {
					b = appendParameter(b, start, "SOS", int64(1))
				}
			}
			continue
		case inOwnField(a.Key):
			continue
		case strings.HasPrefix(a.Key, protocol.TemperaturePrefix):
			name = "temp" + a.Key[len(protocol.TemperaturePrefix):]
		default:
			name = strings.TrimPrefix(a.Key, protocol.IOPrefix)
		}
		b = appendParameter(b, start, name, a.Value())
	}
	if len(b) == start {
		return append(b, notAvailable...)
	}
	return b
}

// inOwnField tells that a key has a field of the packet to itself.
func inOwnField(key string) bool {
	switch key {
	case protocol.Satellites, protocol.HDOP, protocol.DriverID, protocol.Archive:
		return true
	}
	for _, prefix := range []string{protocol.InputPrefix, protocol.OutputPrefix, protocol.ADCPrefix} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func appendParameter(b []byte, start int, name string, value any) []byte {
	if len(b) > start {
		b = append(b, ',')
	}
	b = append(b, clean(name)...)
	switch v := value.(type) {
	case bool:
		b = append(b, ":1:"...)
		if v {
			return append(b, '1')
		}
		return append(b, '0')
	case int64:
		return strconv.AppendInt(append(b, ":1:"...), v, 10)
	case float64:
		return strconv.AppendFloat(append(b, ":2:"...), v, 'f', -1, 64)
	}
	return append(append(b, ":3:"...), clean(fmt.Sprint(value))...)
}

// clean leaves out what would end a field or a packet.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ';', ',', '|', ':', '#', '\r', '\n':
			return ' '
		}
		return r
	}, s)
}
