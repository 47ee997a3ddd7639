package teltonika

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// sentElements finds, by standard key, the element a device of the light or the heavy line would send.
var sentElements = map[family]map[string]*element{
	undeclaredLight: chooseSent(undeclaredLight, []sent{
		{239, 1}, {240, 1}, {21, 1}, {113, 1}, {116, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {179, 1}, {180, 1}, {380, 1}, {89, 1}, {32, 1},
		{182, 2}, {66, 2}, {67, 2}, {9, 2}, {10, 2}, {84, 2}, {85, 2}, {70, 2},
		{16, 4}, {199, 4}, {241, 4}, {83, 4}, {102, 4}, {72, 4}, {73, 4}, {74, 4}, {75, 4},
	}),
	heavy: chooseSent(heavy, []sent{
		{239, 1}, {240, 1}, {21, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {179, 1}, {180, 1}, {50, 1}, {51, 1}, {37, 1}, {127, 1},
		{182, 2}, {66, 2}, {67, 2}, {9, 2}, {10, 2}, {11, 2}, {245, 2}, {34, 2}, {35, 2}, {70, 2}, {72, 2}, {73, 2}, {74, 2}, {75, 2},
		{16, 4}, {199, 4}, {241, 4}, {33, 4}, {14, 4},
	}),
}

type sent struct{ id, width int }

func chooseSent(of family, list []sent) map[string]*element {
	chosen := make(map[string]*element, len(list))
	for _, s := range list {
		e := knownElements.find(of, s.id, s.width)
		chosen[e.key] = e
	}
	return chosen
}

// sentAlarm is the element that tells of an alarm, and its value.
type sentAlarm struct {
	id    int
	value uint64
}

var (
	sentAlarms = map[string]sentAlarm{
		protocol.AlarmTow:               {246, 1},
		protocol.AlarmAccident:          {247, 1},
		protocol.AlarmJamming:           {249, 1},
		protocol.AlarmHarshAcceleration: {253, 1},
		protocol.AlarmHarshBraking:      {253, 2},
		protocol.AlarmHarshCornering:    {253, 3},
		protocol.AlarmGeofenceExit:      {155, 0},
		protocol.AlarmGeofenceEnter:     {155, 1},
	}
	sentLightAlarms = map[string]sentAlarm{
		protocol.AlarmSOS:           {236, 1},
		protocol.AlarmIdle:          {251, 1},
		protocol.AlarmPowerCut:      {252, 1},
		protocol.AlarmPowerRestored: {252, 0},
	}
)

// outgoing is a record's elements by width class, while it is encoded.
type outgoing struct {
	event  int
	groups [4][]outgoingElement
}

type outgoingElement struct {
	id  int
	raw uint64
}

// empty keeps the room there is.
func (o *outgoing) empty() {
	o.event = 0
	for class := range o.groups {
		o.groups[class] = o.groups[class][:0]
	}
}

func (o *outgoing) add(id, width int, raw uint64) {
	group := &o.groups[widthClass(width)]
	*group = append(*group, outgoingElement{id, raw})
}

func (d *device) appendRecord(b []byte, r *protocol.Record) []byte {
	o := &d.out
	d.collect(o, r)
	b = binary.BigEndian.AppendUint64(b, uint64(r.Time.UnixMilli()))
	b = append(b, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(r.Lon*1e7))))
	b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(r.Lat*1e7))))
	b = binary.BigEndian.AppendUint16(b, uint16(int16(clamp(r.Altitude, math.MinInt16, math.MaxInt16))))
	b = binary.BigEndian.AppendUint16(b, uint16(clamp(r.Course, 0, 359)))
	b = append(b, satellites(r))
	b = binary.BigEndian.AppendUint16(b, uint16(clamp(r.Speed, 0, math.MaxUint16)))
	b = d.appendSmall(b, o.event, d.layout.wideIDs)
	if d.layout.generation {
		const eventual, periodical = 6, 7
		if o.event != 0 {
			b = append(b, eventual)
		} else {
			b = append(b, periodical)
		}
	}
	total := 0
	for _, group := range o.groups {
		total += len(group)
	}
	b = d.appendSmall(b, total, d.layout.wideCounts)
	for class, group := range o.groups {
		b = d.appendSmall(b, len(group), d.layout.wideCounts)
		for _, e := range group {
			b = d.appendSmall(b, e.id, d.layout.wideIDs)
			for at := 8<<class - 8; at >= 0; at -= 8 {
				b = append(b, byte(e.raw>>at))
			}
		}
	}
	if d.layout.variable {
		b = append(b, 0, 0)
	}
	return b
}

func (d *device) appendSmall(b []byte, v int, wide bool) []byte {
	if wide {
		return binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return append(b, byte(v))
}

// satellites says whether the position can be trusted: a device writes none for a position that is not of now.
func satellites(r *protocol.Record) byte {
	if !r.Fix || !r.Valid {
		return 0
	}
	const enough = 4
	if a, ok := r.Attributes.Get(protocol.Satellites); ok {
		if n, ok := a.Value().(int64); ok && n > 0 && n <= math.MaxUint8 {
			return byte(n)
		}
	}
	return enough
}

// collect turns the attributes of a record into elements. The element of the GNSS status comes with every record, as
// it does from the factory.
func (d *device) collect(o *outgoing, r *protocol.Record) {
	o.empty()
	switch {
	case d.of == heavy && r.Fix && r.Valid:
		o.add(71, 1, 3)
	case d.of == heavy:
		o.add(71, 1, 2)
	case r.Fix && r.Valid:
		o.add(69, 1, 1)
	default:
		o.add(69, 1, 2)
	}
	for i := range r.Attributes {
		d.collectAttribute(o, r.Attributes[i], r)
	}
}

func (d *device) collectAttribute(o *outgoing, a protocol.Attribute, r *protocol.Record) {
	value := a.Value()
	switch {
	case a.Key == protocol.Event:
		if n, ok := value.(int64); ok && n > 0 && d.fits(int(n)) {
			o.event = int(n)
		}
		return
	case a.Key == protocol.AlarmKey:
		words, _ := value.([]string)
		for _, word := range words {
			d.collectAlarm(o, word, r)
		}
		return
	case a.Key == protocol.DriverID:
		serial, err := hex.DecodeString(asText(value))
		if err == nil && len(serial) == 8 {
			o.add(78, 8, binary.LittleEndian.Uint64(serial))
		}
		return
	case strings.HasPrefix(a.Key, protocol.IOPrefix):
		d.collectRaw(o, a.Key, value)
		return
	}
	e := sentElements[d.of][a.Key]
	if e == nil || !d.fits(int(e.id)) {
		return
	}
	if raw, ok := e.raw(value); ok {
		o.add(int(e.id), int(e.width), raw)
	}
}

func (d *device) collectAlarm(o *outgoing, word string, r *protocol.Record) {
	s, ok := sentAlarms[word]
	if !ok && d.of != heavy {
		s, ok = sentLightAlarms[word]
	}
	switch {
	case word == protocol.AlarmOverspeed:
		s, ok = sentAlarm{255, uint64(clamp(r.Speed, 1, math.MaxUint8))}, true
	case word == protocol.AlarmIdle && d.of == heavy:
		s, ok = sentAlarm{243, 1}, true
	}
	if ok {
		o.event = s.id
		o.add(s.id, 1, s.value)
	}
}

// collectRaw sends on what was not understood, in the least width that holds it and would not make it mean something.
func (d *device) collectRaw(o *outgoing, key string, value any) {
	id, err := strconv.Atoi(strings.TrimPrefix(key, protocol.IOPrefix))
	n, whole := value.(int64)
	if err != nil || !whole || id <= 0 || !d.fits(id) {
		return
	}
	for width := 1; width <= 8; width *= 2 {
		if width < 8 && (n < 0 || n>>(8*width) != 0) {
			continue
		}
		if knownElements.find(d.of, id, width) == nil {
			o.add(id, width, uint64(n))
			return
		}
	}
}

// fits tells whether the codec can write the number of an element.
func (d *device) fits(id int) bool {
	return id <= math.MaxUint8 || d.layout.wideIDs && id <= math.MaxUint16
}

// raw is the element's value on the wire; false if it is no value for it.
func (e *element) raw(value any) (uint64, bool) {
	var v float64
	switch value := value.(type) {
	case bool:
		if value {
			v = 1
		}
	case int64:
		v = float64(value)
	case float64:
		v = value
	default:
		return 0, false
	}
	if e.div > 1 {
		v *= float64(e.div)
	}
	if e.mul > 1 {
		v /= float64(e.mul)
	}
	v = math.Round(v)
	half := float64(uint64(1) << (8*e.width - 1))
	least, most := 0.0, 2*half-1
	if e.signed {
		least, most = -half, half-1
	}
	if math.IsNaN(v) || v < least || v > most {
		return 0, false
	}
	if v < 0 {
		return uint64(int64(v)), true
	}
	return uint64(v), true
}

func asText(value any) string {
	s, _ := value.(string)
	return s
}

func clamp(v, least, most float64) float64 {
	if math.IsNaN(v) {
		return least
	}
	return math.Round(min(max(v, least), most))
}
