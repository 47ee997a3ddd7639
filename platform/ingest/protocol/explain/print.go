package explain

import (
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// printer writes words; after an error it writes nothing more.
type printer struct {
	w   io.Writer
	err error
}

func (out *printer) printf(format string, args ...any) {
	if out.err == nil {
		_, out.err = fmt.Fprintf(out.w, format, args...)
	}
}

// mostHex is how many bytes of a part are written out.
const mostHex = 16

// notes writes the table of byte ranges. Bytes that no note names have a row of their own, save what only
// separates the fields of a text.
func (out *printer) notes(frame []byte, list []protocol.Note) {
	if out.err != nil {
		return
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b protocol.Note) int { return a.From - b.From })
	text := isText(frame)
	table := tabwriter.NewWriter(out.w, 0, 0, 2, ' ', 0)
	row := func(from, to int, name, value string) {
		bytes, place := "", ""
		if from >= 0 && to <= len(frame) && from < to {
			bytes = part(frame[from:to], text)
			place = strconv.Itoa(from)
			if to-from > 1 {
				place = fmt.Sprintf("%d-%d", from, to-1)
			}
		}
		if out.err == nil {
			_, out.err = fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", place, bytes, name, printable(value))
		}
	}
	at := 0
	for _, n := range list {
		if n.From > at && n.From <= len(frame) && !separates(frame[at:n.From], text) {
			row(at, n.From, "not named", "")
		}
		row(n.From, n.To, n.Name, n.Value)
		at = max(at, n.To)
	}
	if at < len(frame) && !separates(frame[at:], text) {
		row(at, len(frame), "not named", "")
	}
	if out.err == nil {
		out.err = table.Flush()
	}
}

func part(b []byte, text bool) string {
	if text {
		if len(b) > 2*mostHex {
			return fmt.Sprintf("%s… (%d bytes)", printable(string(b[:2*mostHex])), len(b))
		}
		return printable(string(b))
	}
	if len(b) > mostHex {
		return fmt.Sprintf("%s… (%d bytes)", hexOf(b[:mostHex]), len(b))
	}
	return hexOf(b)
}

// hexOf writes bytes apart, as documents do.
func hexOf(b []byte) string {
	digits := hex.EncodeToString(b)
	var out strings.Builder
	for i := 0; i < len(digits); i += 2 {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(digits[i : i+2])
	}
	return out.String()
}

// isText tells that a frame can be shown as it is.
func isText(b []byte) bool {
	for _, c := range b {
		if c < ' ' && c != '\r' && c != '\n' || c == 0x7F {
			return false
		}
	}
	return len(b) > 0
}

// printable keeps what would move the cursor from moving it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '·'
		}
		return r
	}, s)
}

func separates(b []byte, text bool) bool {
	return text && strings.Trim(string(b), ";,|:#*$ \r\n") == ""
}

// message writes what a message says and how it is answered.
func (out *printer) message(m protocol.Message) {
	for _, id := range m.Identities {
		kind := "its own, not an IMEI"
		if id.IMEI {
			kind = "an IMEI"
		}
		out.printf("  Device: %s (%s)\n", printable(id.Value), kind)
	}
	if m.HasPassword {
		out.printf("  Password: %s\n", map[bool]string{true: "none", false: "given"}[m.Password == ""])
	}
	if m.HasCommand {
		out.printf("  Answer to a command: %s\n", printable(m.Command))
	}
	if len(m.Records) == 0 {
		out.printf("  No record.\n")
	}
	for i, r := range m.Records {
		out.record(i+1, r)
	}
	out.answer("Answer once it is stored", m.Reply)
	out.answer("Answer to a stranger", m.Refusal)
	out.answer("Answer to a wrong password", m.WrongPassword)
}

func (out *printer) answer(name string, b []byte) {
	switch {
	case b == nil:
	case isText(b):
		out.printf("  %s: %s  (%s)\n", name, strings.TrimRight(string(b), "\r\n"), hexOf(b))
	default:
		out.printf("  %s: %s\n", name, hexOf(b))
	}
}

func (out *printer) record(n int, r protocol.Record) {
	when := "no time of its own, so when it arrives"
	if !r.Time.IsZero() {
		when = r.Time.UTC().Format("2006-01-02 15:04:05.999 UTC")
	}
	out.printf("  Record %d: %s\n", n, when)
	if r.Fix {
		trust := "the device trusts it"
		if !r.Valid {
			trust = "the device does not trust it"
		}
		out.printf("    position  %.6f, %.6f (%s), %g km/h, course %g°, altitude %g m\n", r.Lat, r.Lon, trust, r.Speed, r.Course, r.Altitude)
	} else {
		out.printf("    position  none\n")
	}
	if len(r.Attributes) == 0 || out.err != nil {
		return
	}
	table := tabwriter.NewWriter(out.w, 0, 0, 2, ' ', 0)
	for _, a := range r.Attributes {
		if _, out.err = fmt.Fprintf(table, "    %s\t%s\n", printable(a.Key), printable(valueText(a))); out.err != nil {
			return
		}
	}
	out.err = table.Flush()
}

// units of the standard keys, as attributes.go of the protocol package gives them.
var units = map[string]string{
	protocol.BatteryLevel: " %", protocol.BatteryVoltage: " V", protocol.PowerVoltage: " V", protocol.Odometer: " m",
	protocol.TripOdometer: " m", protocol.EngineHours: " s", protocol.FuelLevel: " %", protocol.FuelVolume: " l",
	protocol.FuelUsed: " l", protocol.RPM: " /min", protocol.CoolantTemperature: " °C",
	protocol.DeviceTemperature: " °C", protocol.HeartRate: " /min",
}

var prefixUnits = map[string]string{protocol.TemperaturePrefix: " °C", protocol.ADCPrefix: " V"}

func valueText(a protocol.Attribute) string {
	switch v := a.Value().(type) {
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case []string:
		return strings.Join(v, ", ")
	case string:
		return v
	case float64:
		return fmt.Sprintf("%g%s", v, unit(a.Key))
	default:
		return fmt.Sprint(v) + unit(a.Key)
	}
}

func unit(key string) string {
	for prefix, u := range prefixUnits {
		if strings.HasPrefix(key, prefix) {
			return u
		}
	}
	return units[key]
}
