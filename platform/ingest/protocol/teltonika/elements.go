package teltonika

import (
	"math/bits"
	"slices"
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// meaning is what is done with an element's value.
type meaning uint8

const (
	number    meaning = iota // value × mul ÷ div, under key
	flag                     // true unless zero
	alarm                    // a flag that raises word
	alarmCode                // a code whose every value but zero raises word
	crossing                 // automatic geofence: zero is exit, else entry
	zone                     // like crossing, with codes for speeding, and only in the record it caused
	unplugged                // a power cut; zero, in the record it caused, the return of power
	holder                   // where the tamper holder is: 0 taken off the device, 3 off the metal it was put on
	harsh                    // green driving: which of three manoeuvres
	speeding                 // the speed at which overspeeding began or ended
	gnssSpeed                // the speed once more
	iButton                  // a 1-Wire serial, sent least significant byte first
	rfid                     // a card number
	cardHigh                 // the first eight characters of a tachograph card
	cardLow                  // the last eight
	doorMask                 // a bit for each open door
	doorOpen                 // one door
)

// element is a row of the vendor's tables "Data Sending Parameters ID": a number and a width, on some lines of
// models. The same number may stand in several rows; its width, the line, or both tell them apart.
type element struct {
	id    uint16
	width uint8
	on    lines
	name  string
	as    meaning
	key   string
	also  string // a standard key that takes the value too, if nothing better gave it one
	weak  bool   // key is left alone if another element gave it a value
	// signed, mul and div make a number of the raw value; 0 means 1.
	signed   bool
	mul, div int64
	// low and high bound the raw values that are measurements; both 0: all are. codes are raw values that are not,
	// though they lie between. What is no measurement stays raw under io.<id>.
	low, high int64
	codes     []int64
	unit      string
	word      string
}

const denseIDs = 1500

// elementIndex finds rows by line, width and number.
type elementIndex struct {
	rows   []element
	dense  [families][4][denseIDs]uint16 // 1 + position in rows
	sparse map[sparseKey]uint16
}

type sparseKey struct {
	id    uint16
	width uint8
	of    family
}

var (
	knownElements = indexElements(permanentElements(), eventElements(), vehicleElements(), heavyElements(), bluetoothElements())
	rawKeys       = makeRawKeys()
)

func indexElements(tables ...[]element) *elementIndex {
	x := &elementIndex{rows: slices.Concat(tables...), sparse: map[sparseKey]uint16{}}
	for i, e := range x.rows {
		for of := range family(families) {
			switch {
			case e.on&(1<<of) == 0:
			case e.id < denseIDs:
				x.dense[of][widthClass(int(e.width))][e.id] = uint16(i + 1)
			default:
				x.sparse[sparseKey{e.id, e.width, of}] = uint16(i + 1)
			}
		}
	}
	return x
}

// widthClass numbers the widths 1, 2, 4, 8.
func widthClass(width int) int { return bits.TrailingZeros8(uint8(width)) & 3 }

func (x *elementIndex) find(of family, id, width int) *element {
	var i uint16
	if id < denseIDs {
		i = x.dense[of][widthClass(width)][id]
	} else {
		i = x.sparse[sparseKey{uint16(id), uint8(width), of}]
	}
	if i == 0 {
		return nil
	}
	return &x.rows[i-1]
}

func makeRawKeys() *[denseIDs]string {
	keys := new([denseIDs]string)
	for id := range keys {
		keys[id] = protocol.IOPrefix + strconv.Itoa(id)
	}
	return keys
}

// rawKey is the key of an element that is not understood.
func rawKey(id int) string {
	if id < denseIDs {
		return rawKeys[id]
	}
	return protocol.IOPrefix + strconv.Itoa(id)
}

// measured tells whether raw is a measurement, and its signed value.
func (e *element) measured(raw uint64) (int64, bool) {
	v := int64(raw)
	if e.signed {
		shift := 64 - 8*uint(e.width)
		v = v << shift >> shift
	}
	if e.low == 0 && e.high == 0 {
		return v, true
	}
	return v, v >= e.low && v <= e.high && !slices.Contains(e.codes, v)
}

// put sets key to v in the element's unit.
func (e *element) put(a *protocol.Attributes, key string, v int64) {
	if e.mul > 1 {
		v *= e.mul
	}
	if e.div > 1 {
		a.Float(key, float64(v)/float64(e.div))
		return
	}
	a.Int(key, v)
}
