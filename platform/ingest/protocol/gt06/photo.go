package gt06

import (
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Pictures. A device announces one, and is asked for it block by block. What has come is kept in the session; the
// whole picture makes a record.

const (
	// maxPhoto is the largest picture that is asked for, in bytes.
	maxPhoto = 128 << 10
	// photoBlock is how much is asked for at a time (X1 GPRS Communication Protocol V1.1, photo data).
	photoBlock = 1024
)

// photo is a picture that is coming in.
type photo struct {
	id     uint32
	size   int
	blocks int
	data   []byte
}

// decodePhotoInfo reads type 35 of the X1: a picture was taken. The answer asks for its first block.
func decodePhotoInfo(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	c.skip(6, "time")
	c.skip(1+4+4, "position")
	c.u8("camera")
	c.u8("source")
	c.u8("format")
	size := c.number(4, "size")
	id := c.number(4, "number of the picture")
	if c.short {
		return protocol.Message{}, shortContent(f)
	}
	c.skip(c.left(), "reserved")
	s.photo = photo{}
	if size == 0 || size > maxPhoto {
		return s.acknowledged(f), nil
	}
	s.photo = photo{id: uint32(id), size: int(size)}
	return protocol.Message{Reply: s.photo.request()}, nil
}

// decodePhotoBlock reads type 36 after 7979: a block of the picture asked for. The answer asks for the next one.
func decodePhotoBlock(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	id := c.number(4, "number of the picture")
	offset := c.number(4, "offset")
	block := c.take(c.u16("size of the block"))
	c.note(len(block), "part of the picture", "")
	p := &s.photo
	if c.short || len(block) == 0 {
		return protocol.Message{}, shortContent(f)
	}
	if p.size == 0 || uint32(id) != p.id {
		return protocol.Message{Kind: "photo"}, nil
	}
	if int(offset) == len(p.data) {
		p.data = append(p.data, block[:min(len(block), p.size-len(p.data))]...)
	}
	m := protocol.Message{Kind: "photo"}
	if len(p.data) < p.size {
		m.Reply = p.request()
		return m, nil
	}
	m.Records = []protocol.Record{p.record(time.Time{})}
	s.photo = photo{}
	return m, nil
}

// request asks for the block after what has come.
func (p *photo) request() []byte {
	content := binary.BigEndian.AppendUint32(nil, p.id)
	content = binary.BigEndian.AppendUint32(content, uint32(len(p.data)))
	content = binary.BigEndian.AppendUint16(content, uint16(min(p.size-len(p.data), photoBlock)))
	return reply(false, typeStatusModules, [2]byte{}, content...)
}

func (p *photo) record(t time.Time) protocol.Record {
	r := protocol.Record{Time: t}
	r.Attributes.String("io.photo", base64.StdEncoding.EncodeToString(p.data))
	return r
}

// decodeMultimedia reads type 41 of the WD-209: a block of a picture, with the place where it was taken.
func decodeMultimedia(s *session, f frame, c *cursor, _ time.Time) (protocol.Message, error) {
	c.skip(8, "serial number")
	moment := time.Unix(c.number(4, "time"), 0).UTC()
	c.skip(4+4+2+1+1+2, "position")
	c.skip(2+2+2+2, "base station")
	id := c.number(4, "number of the picture")
	size := c.number(4, "size")
	kind, format := c.u8("kind"), c.u8("format")
	c.u8("event")
	index := c.u16("number of the block")
	if c.short {
		return protocol.Message{}, shortContent(f)
	}
	block := c.take(c.left())
	c.note(len(block), "part of the picture", "")
	m := protocol.Message{Reply: reply(true, f.typ, f.serial)}
	if kind != 0 || format != 0 || size == 0 || size > maxPhoto {
		return m, nil
	}
	if index == 0 {
		s.photo = photo{id: uint32(id), size: int(size)}
	}
	p := &s.photo
	if p.size == 0 || p.id != uint32(id) || p.blocks != index {
		return m, nil
	}
	p.blocks++
	p.data = append(p.data, block[:min(len(block), p.size-len(p.data))]...)
	if len(p.data) == p.size {
		m.Records = []protocol.Record{p.record(moment)}
		s.photo = photo{}
	}
	return m, nil
}
