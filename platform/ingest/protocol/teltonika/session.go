package teltonika

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// session decodes one connection, or one sender of datagrams.
type session struct {
	datagram bool
	settings protocol.Settings
	family   family
	camera   *download
}

func newSession(datagram bool) *session { return &session{datagram: datagram, family: undeclared} }

func (s *session) Configure(settings protocol.Settings) {
	s.settings = settings
	s.family = familyOf(settings.Model)
}

// Frame finds one of three things: the keep-alive 0xFF, a login (u16 length and IMEI), or a packet (four zeros, u32
// length, data, CRC). What cannot begin any of them is foreign at the first byte that shows it.
func (s *session) Frame(buf []byte) ([]byte, int, error) {
	if s.datagram {
		return buf, len(buf), nil
	}
	if len(buf) == 0 {
		return nil, 0, nil
	}
	if buf[0] == ping {
		return buf[:1], 1, nil
	}
	if buf[0] != 0 {
		return nil, 0, foreign(buf)
	}
	if len(buf) < 2 {
		return nil, 0, nil
	}
	if n := int(buf[1]); n > 0 {
		return frameLogin(buf, n)
	}
	for _, zero := range buf[2:min(len(buf), preamble)] {
		if zero != 0 {
			return nil, 0, foreign(buf)
		}
	}
	if len(buf) < header {
		return nil, 0, nil
	}
	length := binary.BigEndian.Uint32(buf[preamble:])
	if length < minData || length > maxFrame-header-crcLength {
		return nil, 0, fmt.Errorf("%w: a data length of %d bytes", protocol.ErrForeign, length)
	}
	n := header + int(length) + crcLength
	if len(buf) < n {
		return nil, 0, nil
	}
	return buf[:n], n, nil
}

func frameLogin(buf []byte, length int) ([]byte, int, error) {
	if length > maxLogin {
		return nil, 0, foreign(buf)
	}
	text := buf[2:min(len(buf), 2+length)]
	if !isPrintable(text) {
		return nil, 0, foreign(buf)
	}
	if len(text) < length {
		return nil, 0, nil
	}
	return buf[:2+length], 2 + length, nil
}

func foreign(buf []byte) error {
	return fmt.Errorf("%w: begins with %x", protocol.ErrForeign, buf[:min(len(buf), 8)])
}

// Decode explains one frame.
func (s *session) Decode(frame []byte, _ time.Time) (protocol.Message, error) {
	switch {
	case s.datagram:
		return s.decodeDatagram(frame)
	case len(frame) == 1 && frame[0] == ping:
		s.settings.Notes.Add(0, 1, "keep-alive", "FF")
		return protocol.Message{Kind: "heartbeat"}, nil
	case len(frame) < 2:
		return protocol.Message{}, fmt.Errorf("%w: %x", protocol.ErrForeign, frame)
	case frame[0] != 0 || frame[1] != 0:
		return s.decodeLogin(frame)
	}
	return s.decodePacket(frame)
}

func (s *session) decodeLogin(frame []byte) (protocol.Message, error) {
	text := frame[2:]
	if int(binary.BigEndian.Uint16(frame)) != len(text) || len(text) > maxLogin || !isPrintable(text) {
		return protocol.Message{}, foreign(frame)
	}
	imei := strings.Clone(string(text))
	s.settings.Notes.Add(0, 2, "length of the IMEI", len(text))
	s.settings.Notes.Add(2, len(frame), "IMEI", imei)
	return protocol.Message{
		Kind:       "login",
		Identities: []protocol.Identity{protocol.IdentityOf(imei)},
		Reply:      []byte{1},
		Refusal:    []byte{0},
	}, nil
}

// decodePacket checks the envelope of a TCP packet and answers records with their number.
func (s *session) decodePacket(frame []byte) (protocol.Message, error) {
	if len(frame) < header+minData+crcLength {
		return protocol.Message{}, fmt.Errorf("%w: a packet of %d bytes", protocol.ErrMalformed, len(frame))
	}
	end := len(frame) - crcLength
	if !s.settings.Unverified {
		want, got := binary.BigEndian.Uint32(frame[end:]), uint32(protocol.CRC16ARC(frame[header:end]))
		if want != got {
			return protocol.Message{}, fmt.Errorf("%w: CRC-16 is %08x, the packet says %08x", protocol.ErrChecksum, got, want)
		}
		if length := binary.BigEndian.Uint32(frame[preamble:]); int(length) != end-header {
			return protocol.Message{}, fmt.Errorf("%w: a data length of %d for %d bytes", protocol.ErrMalformed, length, end-header)
		}
	}
	if n := s.settings.Notes; n != nil {
		n.Add(0, preamble, "preamble", "zeros")
		n.Add(preamble, header, "data length", binary.BigEndian.Uint32(frame[preamble:]))
	}
	noted := s.noted()
	m, count, err := s.decodeData(cursor{b: frame, at: header, end: end})
	if err != nil && s.settings.Unverified {
		// A frame that was cut short by hand may have lost bytes of its CRC.
		s.forget(noted)
		end = len(frame)
		m, count, err = s.decodeData(cursor{b: frame, at: header, end: end})
	}
	if err != nil {
		return protocol.Message{}, err
	}
	if end < len(frame) {
		s.settings.Notes.Add(end, len(frame), "CRC-16/IBM", hex.EncodeToString(frame[end:]))
	}
	if count >= 0 {
		m.Reply = binary.BigEndian.AppendUint32(nil, uint32(count))
	}
	return m, nil
}

// decodeData reads from the codec to the second count, the part that TCP and UDP share. count is the number of
// records to acknowledge, negative for what is not acknowledged.
func (s *session) decodeData(c cursor) (m protocol.Message, count int, err error) {
	codec, n := c.u8(), int(c.u8())
	if notes := s.settings.Notes; notes != nil {
		notes.Add(c.at-2, c.at-1, "codec", codecName(codec))
		notes.Add(c.at-1, c.at, "number of records", n)
	}
	switch codec {
	case codec8, codec8E, codec16:
		m.Kind, count = "data", n
		m.Records, err = s.decodeRecords(c, codec, n)
	case codecGH3000:
		m.Kind, count = "data", n
		m.Records, err = s.decodeGH3000(c, n)
	case codec12, codec13, codec14, codec15:
		m, err = s.decodeMessages(c, codec, n)
		count = -1
	default:
		err = fmt.Errorf("%w: codec 0x%02x is not known", protocol.ErrMalformed, codec)
	}
	return m, count, err
}

func codecName(codec byte) string {
	switch codec {
	case codecGH3000:
		return "7 (GH3000)"
	case codec8E:
		return "8 Extended"
	}
	return strconv.FormatUint(uint64(codec), 10)
}

// closes tells that the data ends where it should: with the number of records again. It notes that number.
func (s *session) closes(c cursor, count int) bool {
	if c.short || c.left() != 1 || int(c.b[c.at]) != count {
		return false
	}
	s.settings.Notes.Add(c.at, c.at+1, "number of records, again", count)
	return true
}

func isPrintable(b []byte) bool {
	for _, c := range b {
		if c < 0x20 || c > 0x7E {
			return false
		}
	}
	return true
}
