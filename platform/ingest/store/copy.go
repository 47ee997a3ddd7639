package store

import (
	"encoding/binary"
	"math"

	"github.com/liveryhq/livery/platform/ingest/spool"
)

// copyRows are rows of the staging table in PostgreSQL's binary COPY format (PostgreSQL manual, "COPY", Binary Format).
type copyRows struct {
	bytes []byte
	n     int
	again int // of these, how many may be in the table already
}

const (
	copySignature = "PGCOPY\n\xff\r\n\x00"
	// microseconds from 1970 to 2000, where PostgreSQL counts from.
	postgresEpoch = 946684800 * 1e6
	copyColumns   = 15
)

func (c *copyRows) begin() {
	c.n, c.again = 0, 0
	c.bytes = append(c.bytes[:0], copySignature...)
	c.bytes = append(c.bytes, 0, 0, 0, 0, 0, 0, 0, 0) // flags, and length of a header extension
}

func (c *copyRows) add(h *spool.Head, r *spool.Record, again bool) {
	b := binary.BigEndian.AppendUint16(c.bytes, copyColumns)
	b = appendInt64(b, h.Seq)
	b = appendInt64(b, r.Fixed-postgresEpoch)
	b = appendInt64(b, int64(r.Hash))
	b = appendInt64(b, h.Received.UnixMicro()-postgresEpoch)
	if r.Fix {
		b = appendInt64(b, int64(math.Float64bits(r.Lat)))
		b = appendInt64(b, int64(math.Float64bits(r.Lon)))
	} else {
		b = appendNulls(b, 2)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(len(h.Tenant)))
	b = append(b, h.Tenant[:]...)
	if r.Fix {
		b = appendFloat32(b, r.Altitude)
		b = appendFloat32(b, r.Speed)
		b = appendFloat32(b, r.Course)
	} else {
		b = appendNulls(b, 3)
	}
	if r.Satellites >= 0 {
		b = binary.BigEndian.AppendUint32(b, 2)
		b = binary.BigEndian.AppendUint16(b, uint16(r.Satellites))
	} else {
		b = appendNulls(b, 1)
	}
	b = appendBool(b, r.Valid)
	retention := h.Retention.String()
	b = binary.BigEndian.AppendUint32(b, uint32(len(retention)))
	b = append(b, retention...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(r.Attributes)+1))
	b = append(b, 1) // version of jsonb's binary form
	b = append(b, r.Attributes...)
	c.bytes = appendBool(b, again)
	c.n++
	if again {
		c.again++
	}
}

func (c *copyRows) end() { c.bytes = append(c.bytes, 0xff, 0xff) }

func appendInt64(b []byte, n int64) []byte {
	b = append(b, 0, 0, 0, 8)
	return binary.BigEndian.AppendUint64(b, uint64(n))
}

func appendFloat32(b []byte, f float32) []byte {
	b = append(b, 0, 0, 0, 4)
	return binary.BigEndian.AppendUint32(b, math.Float32bits(f))
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 0, 0, 0, 1, 1)
	}
	return append(b, 0, 0, 0, 1, 0)
}

func appendNulls(b []byte, n int) []byte {
	for range n {
		b = append(b, 0xff, 0xff, 0xff, 0xff)
	}
	return b
}
