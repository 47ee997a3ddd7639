package spool

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// An envelope is one message of the spool: a version and parcels, each with its length before it. A parcel is what one
// packet of a tracker holds for one object.
//
//	envelope  version u8, { length u32, parcel }…
//	parcel    object uuid, tenant uuid, seq i64, retention u8, received i64 (µs), count u16, record…
//	record    flags u8, fixed i64 (µs), hash u64,
//	          if it has a fix: latitude f64, longitude f64, altitude f32, speed f32, course f32,
//	          satellites i16 (negative: not told), length u32, attributes (JSON)
//
// All numbers are little endian.
const (
	envelopeVersion = 1
	parcelHeader    = 16 + 16 + 8 + 1 + 8 + 2
	countAt         = parcelHeader - 2
)

const (
	flagFix = 1 << iota
	flagValid
	flagTimed
	flagReasons = 3 << 4 // two bits: 0 none, else verdict.Future and on
)

// MaxRecord bounds the attributes of one record, in bytes of JSON: a message of the spool must hold at least one.
const MaxRecord = 256 << 10

// MaxParcel is the size at which a parcel is closed and the next one begun.
const MaxParcel = 256 << 10

// ErrRecordTooLarge tells of a record with more than MaxRecord of attributes.
var ErrRecordTooLarge = errors.New("record too large for the spool")

// Head is what the records of a parcel share.
type Head struct {
	Object    uuid.UUID
	Tenant    uuid.UUID
	Seq       int64
	Retention verdict.Retention
	Received  time.Time
}

// Key tells records without a time of their own apart: two of the same content are two records, unless they are the
// same record of the same connection.
type Key struct {
	Connection uint64
	Serial     uint64
}

// Parcel collects the records of one packet for one object. Begin it before adding.
type Parcel struct {
	Shard int
	bytes []byte
	n     int
}

// Begin empties the parcel and gives it its head; what it held before is overwritten.
func (p *Parcel) Begin(shard int, h Head) {
	p.Shard, p.n = shard, 0
	b := p.bytes[:0]
	b = append(b, h.Object[:]...)
	b = append(b, h.Tenant[:]...)
	b = binary.LittleEndian.AppendUint64(b, uint64(h.Seq))
	b = append(b, byte(h.Retention))
	b = binary.LittleEndian.AppendUint64(b, uint64(h.Received.UnixMicro()))
	b = append(b, 0, 0)
	p.bytes = b
}

// Len is how many records it holds.
func (p *Parcel) Len() int { return p.n }

// Envelope is the parcel as a message of its own.
func (p *Parcel) Envelope() []byte {
	b := binary.LittleEndian.AppendUint32([]byte{envelopeVersion}, uint32(len(p.bytes)))
	return append(b, p.bytes...)
}

// Full tells that the next record belongs into another parcel.
func (p *Parcel) Full() bool { return len(p.bytes) >= MaxParcel || p.n == math.MaxUint16 }

// Add appends a record with what was decided on it. received is the parcel's.
func (p *Parcel) Add(r *protocol.Record, outcome verdict.Outcome, received time.Time, key Key) error {
	begin := len(p.bytes)
	var flags byte
	if r.Fix {
		flags |= flagFix
	}
	if r.Valid {
		flags |= flagValid
	}
	fixed := received.UnixMicro()
	if !r.Time.IsZero() {
		flags |= flagTimed
		fixed = r.Time.UnixMicro()
	}
	if outcome != verdict.Stored {
		flags |= byte(outcome-verdict.Future+1) << 4
	}
	b := p.bytes
	b = append(b, flags)
	b = binary.LittleEndian.AppendUint64(b, uint64(fixed))
	hashAt := len(b)
	b = append(b, 0, 0, 0, 0, 0, 0, 0, 0)
	if r.Fix {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Lat))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Lon))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(r.Altitude)))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(r.Speed)))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(r.Course)))
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(satellites(r.Attributes)))
	lengthAt := len(b)
	b = append(b, 0, 0, 0, 0)
	b = r.Attributes.AppendJSON(b)
	length := len(b) - lengthAt - 4
	if length > MaxRecord {
		p.bytes = p.bytes[:begin]
		return fmt.Errorf("%w: %d bytes of attributes", ErrRecordTooLarge, length)
	}
	binary.LittleEndian.PutUint32(b[lengthAt:], uint32(length))
	binary.LittleEndian.PutUint64(b[hashAt:], hash(b[begin:hashAt], b[hashAt+8:], r.Time.IsZero(), key))
	p.bytes = b
	p.n++
	binary.LittleEndian.PutUint16(p.bytes[countAt:], uint16(p.n))
	return nil
}

// hash names a record among those of its object and time. What is not in the record when the device sends it again
// (the receive time of a record without a time) is not in the hash.
func hash(head, rest []byte, timeless bool, key Key) uint64 {
	h := sha256.New()
	_, _ = h.Write(head[:1]) // the flags; the time is part of the key already
	_, _ = h.Write(rest)
	if timeless {
		var k [16]byte
		binary.LittleEndian.PutUint64(k[:], key.Connection)
		binary.LittleEndian.PutUint64(k[8:], key.Serial)
		_, _ = h.Write(k[:])
	}
	var sum [sha256.Size]byte
	return binary.LittleEndian.Uint64(h.Sum(sum[:0]))
}

func satellites(a protocol.Attributes) int16 {
	t, ok := a.Get(protocol.Satellites)
	if !ok {
		return -1
	}
	switch n := t.Value().(type) {
	case int64:
		if n >= 0 && n <= math.MaxInt16 {
			return int16(n)
		}
	case float64:
		if n >= 0 && n <= math.MaxInt16 {
			return int16(n)
		}
	}
	return -1
}

// Record is one record as the store reads it. Attributes are a part of the message: copy what is kept.
type Record struct {
	// Fixed is its own time or, if it is not Timed, when it was received; in microseconds since 1970.
	Fixed int64
	Timed bool
	Hash  uint64
	Fix   bool
	Valid bool
	// Reason is why it is quarantined; empty: it is stored.
	Reason                  string
	Lat, Lon                float64
	Altitude, Speed, Course float32
	Satellites              int16
	Attributes              []byte
}

// Open calls fn for each record of an envelope, in order.
func Open(envelope []byte, fn func(h *Head, r *Record) error) error {
	if len(envelope) == 0 || envelope[0] != envelopeVersion {
		return fmt.Errorf("spool: an envelope of a version this program does not know: %x", envelope[:min(len(envelope), 1)])
	}
	rest := envelope[1:]
	for len(rest) > 0 {
		if len(rest) < 4 {
			return errCut
		}
		n := int(binary.LittleEndian.Uint32(rest))
		if n < parcelHeader || len(rest)-4 < n {
			return errCut
		}
		if err := openParcel(rest[4:4+n], fn); err != nil {
			return err
		}
		rest = rest[4+n:]
	}
	return nil
}

var errCut = errors.New("spool: the envelope is cut short")

func openParcel(b []byte, fn func(h *Head, r *Record) error) error {
	var h Head
	copy(h.Object[:], b)
	copy(h.Tenant[:], b[16:])
	h.Seq = int64(binary.LittleEndian.Uint64(b[32:]))
	h.Retention = verdict.Retention(b[40])
	h.Received = time.UnixMicro(int64(binary.LittleEndian.Uint64(b[41:]))).UTC()
	count := int(binary.LittleEndian.Uint16(b[countAt:]))
	b = b[parcelHeader:]
	var r Record
	for range count {
		var err error
		if b, err = r.read(b); err != nil {
			return err
		}
		if err := fn(&h, &r); err != nil {
			return err
		}
	}
	if len(b) != 0 {
		return errCut
	}
	return nil
}

func (r *Record) read(b []byte) ([]byte, error) {
	const fixed, position, tail = 1 + 8 + 8, 8 + 8 + 4 + 4 + 4, 2 + 4
	if len(b) < fixed+tail {
		return nil, errCut
	}
	flags := b[0]
	*r = Record{
		Fixed: int64(binary.LittleEndian.Uint64(b[1:])),
		Hash:  binary.LittleEndian.Uint64(b[9:]),
		Fix:   flags&flagFix != 0,
		Valid: flags&flagValid != 0,
		Timed: flags&flagTimed != 0,
	}
	if reason := flags & flagReasons >> 4; reason != 0 {
		r.Reason = (verdict.Future + verdict.Outcome(reason) - 1).Reason()
	}
	b = b[fixed:]
	if r.Fix {
		if len(b) < position+tail {
			return nil, errCut
		}
		r.Lat = math.Float64frombits(binary.LittleEndian.Uint64(b))
		r.Lon = math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))
		r.Altitude = math.Float32frombits(binary.LittleEndian.Uint32(b[16:]))
		r.Speed = math.Float32frombits(binary.LittleEndian.Uint32(b[20:]))
		r.Course = math.Float32frombits(binary.LittleEndian.Uint32(b[24:]))
		b = b[position:]
	}
	r.Satellites = int16(binary.LittleEndian.Uint16(b))
	n := int(binary.LittleEndian.Uint32(b[2:]))
	if n > len(b)-tail {
		return nil, errCut
	}
	r.Attributes = b[tail : tail+n : tail+n]
	return b[tail+n:], nil
}
