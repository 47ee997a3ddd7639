package teltonika

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// building is a record while its elements are read.
type building struct {
	record *protocol.Record
	family family
	event  int
	// card is the number of the driver's tachograph card, which comes in two elements; cardParts says which came.
	card      [16]byte
	cardParts uint8
}

const (
	cardHasHigh = 1 << iota
	cardHasLow
	cardWhole = cardHasHigh | cardHasLow
)

// take gives the record one element of 1, 2, 4 or 8 bytes. Nil: it is not known, and kept raw.
func (b *building) take(id, width int, raw uint64) *element {
	a := &b.record.Attributes
	e := knownElements.find(b.family, id, width)
	if e == nil {
		a.Int(rawKey(id), int64(raw))
		return nil
	}
	switch e.as {
	case number:
		b.takeNumber(e, raw)
	case flag:
		a.Bool(e.key, raw != 0)
		if e.also != "" && !a.Has(e.also) {
			a.Bool(e.also, raw != 0)
		}
	case gnssSpeed, iButton, rfid, cardHigh, cardLow, doorMask, doorOpen:
		b.takeParticular(e, raw)
	default:
		b.takeEvent(e, raw)
	}
	return e
}

func (b *building) takeNumber(e *element, raw uint64) {
	a := &b.record.Attributes
	v, ok := e.measured(raw)
	if !ok {
		a.Int(rawKey(int(e.id)), v)
		return
	}
	if !e.weak || !a.Has(e.key) {
		e.put(a, e.key, v)
	}
	if e.also != "" && !a.Has(e.also) {
		e.put(a, e.also, v)
	}
}

// takeEvent reads the elements that tell of happenings.
func (b *building) takeEvent(e *element, raw uint64) {
	a := &b.record.Attributes
	happening, caused := raw != 0, b.event == int(e.id)
	switch e.as {
	case alarm:
		a.Bool(e.key, happening)
		if happening {
			a.Alarm(e.word)
		}
	case alarmCode:
		a.Int(e.key, int64(raw))
		if happening {
			a.Alarm(e.word)
		}
	case crossing:
		a.Bool(e.key, happening)
		a.Alarm(crossingAlarms[min(raw, 1)])
	case zone:
		a.Int(e.key, int64(raw))
		if caused && raw < uint64(len(crossingAlarms)) && crossingAlarms[raw] != "" {
			a.Alarm(crossingAlarms[raw])
		}
	case unplugged:
		a.Bool(e.key, happening)
		if happening {
			a.Alarm(protocol.AlarmPowerCut)
		} else if caused {
			a.Alarm(protocol.AlarmPowerRestored)
		}
	case holder:
		a.Int(e.key, int64(raw))
		if caused && (raw == 0 || raw == 3) {
			a.Alarm(protocol.AlarmTamper)
		}
	case harsh:
		a.Int(e.key, int64(raw))
		if raw < uint64(len(harshAlarms)) && harshAlarms[raw] != "" {
			a.Alarm(harshAlarms[raw])
		}
	case speeding:
		a.Int(e.key, int64(raw))
		if caused && happening {
			a.Alarm(protocol.AlarmOverspeed)
		}
	}
}

var (
	// The codes of a geofence element: left, entered, over speeding ended, over speeding began.
	crossingAlarms = [...]string{protocol.AlarmGeofenceExit, protocol.AlarmGeofenceEnter, "", protocol.AlarmOverspeed}
	// The codes of green driving.
	harshAlarms = [...]string{"", protocol.AlarmHarshAcceleration, protocol.AlarmHarshBraking, protocol.AlarmHarshCornering}
)

// takeParticular reads the elements that are like no other.
func (b *building) takeParticular(e *element, raw uint64) {
	a := &b.record.Attributes
	switch e.as {
	case gnssSpeed:
		// The light platform measures it after the position; elsewhere it may come from another source.
		if b.family == light {
			b.record.Speed = float64(raw)
		} else if float64(raw) != b.record.Speed {
			a.Int(e.key, int64(raw))
		}
	case iButton:
		if raw != 0 {
			var serial [8]byte
			binary.LittleEndian.PutUint64(serial[:], raw)
			a.String(protocol.DriverID, strings.ToUpper(hex.EncodeToString(serial[:])))
		}
	case rfid:
		if raw != 0 {
			card := fmt.Sprintf("%016X", raw)
			a.String(e.key, card)
			if !a.Has(protocol.DriverID) {
				a.String(protocol.DriverID, card)
			}
		}
	case cardHigh:
		binary.BigEndian.PutUint64(b.card[:8], raw)
		b.cardParts |= cardHasHigh
	case cardLow:
		binary.BigEndian.PutUint64(b.card[8:], raw)
		b.cardParts |= cardHasLow
	case doorMask:
		a.Int(e.key, int64(raw))
		b.door(raw&anyDoor != 0)
	case doorOpen:
		a.Bool(e.key, raw != 0)
		b.door(raw != 0)
	}
}

// door: one that is open outweighs those that are shut.
func (b *building) door(open bool) {
	if a := &b.record.Attributes; open || !a.Has(protocol.Door) {
		a.Bool(protocol.Door, open)
	}
}

// finish gives the record what took several elements.
func (b *building) finish() {
	if b.cardParts == 0 {
		return
	}
	card := bytes.TrimRight(b.card[:], "\x00 ")
	switch a := &b.record.Attributes; {
	case len(card) == 0:
	case b.cardParts == cardWhole && isPrintable(card):
		a.String(protocol.DriverID, string(card))
	default:
		a.String("tachograph_card", hex.EncodeToString(b.card[:]))
	}
}
