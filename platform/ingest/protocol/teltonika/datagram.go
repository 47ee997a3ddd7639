package teltonika

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// decodeDatagram reads the UDP channel header and the AVL packet header (Data Sending Protocols, "Codec 8 protocol
// sending over UDP"). UDP carries no checksum of its own; the lengths must agree instead.
func (s *session) decodeDatagram(b []byte) (protocol.Message, error) {
	if len(b) == 1 && b[0] == ping {
		s.settings.Notes.Add(0, 1, "keep-alive", "FF")
		return protocol.Message{Kind: "heartbeat"}, nil
	}
	c := cursor{b: b, end: len(b)}
	length, packet := int(c.u16()), c.u16()
	acknowledged := c.u8()
	avlPacket := c.u8()
	imei := c.take(int(c.u16()))
	if c.short || length != len(b)-2 || len(imei) == 0 || len(imei) > maxLogin || !isPrintable(imei) {
		return protocol.Message{}, foreign(b)
	}
	name := strings.Clone(string(imei))
	if n := s.settings.Notes; n != nil {
		n.Add(0, 2, "datagram length", length)
		n.Add(2, 4, "packet", fmt.Sprintf("%04x", packet))
		n.Add(4, 5, "packet type", acknowledged)
		n.Add(5, 6, "AVL packet", avlPacket)
		n.Add(6, 8, "length of the IMEI", len(imei))
		n.Add(8, 8+len(imei), "IMEI", name)
	}
	m, count, err := s.decodeData(c)
	if err != nil {
		return protocol.Message{}, err
	}
	m.Identities = []protocol.Identity{protocol.IdentityOf(name)}
	if count >= 0 {
		m.Reply = binary.BigEndian.AppendUint16([]byte{0, 5}, packet)
		m.Reply = append(m.Reply, 1, avlPacket, byte(count))
	}
	return m, nil
}
