package gt06

import (
	"encoding/hex"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// cursor reads the content of a frame, all of it big-endian, and notes down what each part was called. Reading
// past the end gives zeros and marks the cursor as short: trackers leave fields off the end, and what came before
// still counts.
type cursor struct {
	b     []byte
	at    int
	base  int            // where b begins in the frame, for notes
	zone  *time.Location // of the dates in it
	notes *protocol.Notes
	short bool
}

// take gives the next n bytes, or nil if there are not so many.
func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.b)-c.at {
		c.short, c.at = true, len(c.b)
		return nil
	}
	c.at += n
	return c.b[c.at-n : c.at]
}

func (c *cursor) left() int { return len(c.b) - c.at }

// peek gives the byte at offset ahead, or zero.
func (c *cursor) peek(ahead int) byte {
	if c.at+ahead < len(c.b) {
		return c.b[c.at+ahead]
	}
	return 0
}

func (c *cursor) uint(n int) uint64 {
	var v uint64
	for _, b := range c.take(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

// number reads an unsigned number of n bytes and notes its plain value.
func (c *cursor) number(n int, name string) int64 {
	v := int64(c.uint(n))
	if c.notes != nil {
		c.note(n, name, v)
	}
	return v
}

func (c *cursor) u8(name string) int  { return int(c.number(1, name)) }
func (c *cursor) u16(name string) int { return int(c.number(2, name)) }
func (c *cursor) i16(name string) int {
	v := int16(c.uint(2))
	if c.notes != nil {
		c.note(2, name, v)
	}
	return int(v)
}

func (c *cursor) i32(name string) int {
	v := int32(c.uint(4))
	if c.notes != nil {
		c.note(4, name, v)
	}
	return int(v)
}

// flag reads one byte that is zero or not.
func (c *cursor) flag(name string) bool {
	v := c.uint(1) != 0
	if c.notes != nil {
		c.note(1, name, v)
	}
	return v
}

func (c *cursor) hex(n int, name string) string {
	v := hex.EncodeToString(c.take(n))
	if c.notes != nil {
		c.note(n, name, v)
	}
	return v
}

func (c *cursor) text(n int, name string) string {
	v := string(c.take(n))
	if c.notes != nil {
		c.note(n, name, v)
	}
	return v
}

// skip passes over bytes that say nothing a record keeps.
func (c *cursor) skip(n int, name string) {
	if b := c.take(n); c.notes != nil {
		c.note(n, name, hex.EncodeToString(b))
	}
}

// note says what the n bytes just read were. Callers whose value costs something to make ask c.notes first.
func (c *cursor) note(n int, name string, value any) {
	if c.notes != nil && !c.short {
		c.notes.Add(c.base+c.at-n, c.base+c.at, name, value)
	}
}
