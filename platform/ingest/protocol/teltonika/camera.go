package teltonika

import (
	"encoding/base64"
	"encoding/binary"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// What a camera on the serial port says, and what it is told, in the first byte of a codec 12 message of type 0D.
const (
	cameraAnnounces = 1
	cameraChunk     = 2
)

const (
	// maxChunk is what is asked for at once.
	maxChunk = 2048
	// maxImage bounds a picture: it travels in a record, and a device must not fill the spool.
	maxImage = 96 << 10
)

// download is a picture being fetched in pieces.
type download struct {
	id   uint32
	size int // bytes; unknown, and so maxImage, where the announcement does not tell
	told bool
	data []byte
}

// takeCamera goes on with a picture: an announcement begins one, each chunk asks for the next, the last makes a
// record with the picture. A piece that was not asked for is passed over.
func (s *session) takeCamera(m *protocol.Message, body []byte) {
	c := cursor{b: body, end: len(body)}
	switch kind := c.u8(); {
	case kind == cameraAnnounces && c.left() >= 4:
		d := &download{id: c.u32(), size: maxImage}
		if c.left() >= 4 {
			d.size, d.told = int(c.u32()), true
		}
		s.camera = nil
		if d.size > 0 && d.size <= maxImage {
			s.camera = d
			m.Reply = d.request()
		}
	case kind == cameraChunk:
		id, offset := c.u32(), int(c.u32())
		piece := c.take(int(c.u16()))
		d := s.camera
		if c.short || d == nil || id != d.id || offset != len(d.data) {
			return
		}
		d.data = append(d.data, piece[:min(len(piece), d.size-len(d.data))]...)
		if len(d.data) < d.size && (d.told && len(piece) > 0 || len(piece) == maxChunk) {
			m.Reply = d.request()
			return
		}
		s.camera = nil
		var r protocol.Record
		r.Attributes.Int("image_id", int64(d.id))
		r.Attributes.String("image", base64.StdEncoding.EncodeToString(d.data))
		m.Records = append(m.Records, r)
	}
}

// request asks for the next piece.
func (d *download) request() []byte {
	body := []byte{cameraChunk}
	body = binary.BigEndian.AppendUint32(body, d.id)
	body = binary.BigEndian.AppendUint32(body, uint32(len(d.data)))
	body = binary.BigEndian.AppendUint16(body, uint16(min(maxChunk, d.size-len(d.data))))
	return wrapMessage(codec12, typeCamera, body)
}
