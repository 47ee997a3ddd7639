package teltonika

import "encoding/binary"

// cursor reads big-endian values from b[at:end]. Reading beyond the end gives zeros and sets short, so that a
// decoder checks once a group and not once a byte. Positions are those of the whole frame, as notes want them.
type cursor struct {
	b     []byte
	at    int
	end   int
	short bool
}

func (c *cursor) left() int { return c.end - c.at }

func (c *cursor) u8() byte {
	if c.at >= c.end {
		c.short = true
		return 0
	}
	v := c.b[c.at]
	c.at++
	return v
}

func (c *cursor) u16() uint16 {
	if c.end-c.at < 2 {
		c.short, c.at = true, c.end
		return 0
	}
	v := binary.BigEndian.Uint16(c.b[c.at:])
	c.at += 2
	return v
}

func (c *cursor) u32() uint32 {
	if c.end-c.at < 4 {
		c.short, c.at = true, c.end
		return 0
	}
	v := binary.BigEndian.Uint32(c.b[c.at:])
	c.at += 4
	return v
}

func (c *cursor) u64() uint64 {
	if c.end-c.at < 8 {
		c.short, c.at = true, c.end
		return 0
	}
	v := binary.BigEndian.Uint64(c.b[c.at:])
	c.at += 8
	return v
}

// small reads one byte, or two where the codec has wide numbers.
func (c *cursor) small(wide bool) int {
	if wide {
		return int(c.u16())
	}
	return int(c.u8())
}

// value reads an unsigned number of 1, 2, 4 or 8 bytes.
func (c *cursor) value(width int) uint64 {
	switch width {
	case 1:
		return uint64(c.u8())
	case 2:
		return uint64(c.u16())
	case 4:
		return uint64(c.u32())
	}
	return c.u64()
}

// take returns the next n bytes, a slice of the frame; nil if they are not there.
func (c *cursor) take(n int) []byte {
	if n < 0 || c.end-c.at < n {
		c.short, c.at = true, c.end
		return nil
	}
	v := c.b[c.at : c.at+n]
	c.at += n
	return v
}

// within returns a cursor over the next n bytes and passes them.
func (c *cursor) within(n int) cursor {
	from := c.at
	if c.take(n) == nil {
		return cursor{b: c.b, at: c.end, end: c.end, short: true}
	}
	return cursor{b: c.b, at: from, end: c.at}
}
