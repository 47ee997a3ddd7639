package gt06

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// A frame is start, length, type, content, serial, checksum, stop ("GPS Tracker Communication Protocol" V1.8.1,
// chapter 4). The length counts from the type to the checksum and is one byte after 7878, two after 7979.
const (
	shortStart = 0x7878
	longStart  = 0x7979
	maxFrame   = 8 << 10
	// trailer is serial, checksum and stop.
	trailer = 2 + 2 + 2
	// smallest is a start, a length, a type and a stop: some clones send keep-alives so short.
	smallest = 2 + 1 + 1 + 2
)

var stop = []byte{0x0D, 0x0A}

// session is one connection. The zero value knows nothing of its device.
type session struct {
	settings protocol.Settings
	model    model
	// zone is what the device said of its clock at login; the owner's setting goes before it.
	zone   *time.Location
	photo  photo
	inSync bool
}

// Configure takes what is known of the device; it may come before or after the login.
func (s *session) Configure(settings protocol.Settings) {
	s.settings = settings
	s.model = modelOf(settings.Model)
}

// Frame cuts the first frame off buf.
//
// The declared length decides, if the stop bytes stand where it says. Where they do not, the length is not one
// (clones put a count of Wi-Fi stations there) or it is damaged, and the frame ends at the first stop. Only then is
// 0D0A inside a frame its end.
func (s *session) Frame(buf []byte) ([]byte, int, error) {
	if len(buf) < 2 {
		if len(buf) == 1 && !s.inSync && buf[0] != 0x78 && buf[0] != 0x79 {
			return nil, 0, foreign(buf)
		}
		return nil, 0, nil
	}
	start := binary.BigEndian.Uint16(buf)
	if start != shortStart && start != longStart {
		if !s.inSync {
			return nil, 0, foreign(buf)
		}
		return nil, noise(buf), nil
	}
	size, known := declaredSize(start, buf)
	if !known {
		return nil, 0, nil
	}
	if n := shortLogin(buf); n > 0 {
		s.inSync = true
		return buf[:n], n, nil
	}
	if size <= maxFrame {
		if len(buf) < size {
			return nil, 0, nil
		}
		if bytes.Equal(buf[size-2:size], stop) {
			s.inSync = true
			return buf[:size], size, nil
		}
	}
	from := smallest - len(stop)
	end := bytes.Index(buf[from:min(len(buf), maxFrame)], stop)
	if end < 0 {
		if len(buf) >= maxFrame {
			return nil, maxFrame, nil
		}
		return nil, 0, nil
	}
	s.inSync = true
	end += from + len(stop)
	return buf[:end], end, nil
}

// declaredSize is how long the whole frame is by its own length field.
func declaredSize(start uint16, buf []byte) (size int, known bool) {
	if start == shortStart {
		if len(buf) < smallest {
			return 0, false
		}
		return 2 + 1 + int(buf[2]) + 2, true
	}
	if len(buf) < smallest+1 {
		return 0, false
	}
	return 2 + 2 + int(binary.BigEndian.Uint16(buf[2:])) + 2, true
}

// shortLogin is the size of a login as some clones send it: the length of a whole one, but after the IMEI only the
// sum of its bytes and the stop. Waiting for the rest would be waiting for ever.
func shortLogin(buf []byte) int {
	const imeiEnd = 4 + 8
	const size = imeiEnd + 1 + 2
	if len(buf) < size || buf[0] != 0x78 || buf[2] != 0x0D || buf[3] != typeLogin {
		return 0
	}
	if buf[imeiEnd] != protocol.Sum8(buf[4:imeiEnd]) || !bytes.Equal(buf[imeiEnd+1:size], stop) {
		return 0
	}
	return size
}

// noise is how many bytes before the next possible start.
func noise(buf []byte) int {
	for i := 1; i < len(buf); i++ {
		if buf[i] != 0x78 && buf[i] != 0x79 {
			continue
		}
		if i+1 == len(buf) || buf[i+1] == buf[i] {
			return i
		}
	}
	return len(buf)
}

func foreign(buf []byte) error {
	return fmt.Errorf("%w: begins with %x, not with 7878 or 7979", protocol.ErrForeign, buf[:min(len(buf), 4)])
}

// frame is what a handler is given.
type frame struct {
	typ      byte
	extended bool
	// length is the declared one; some devices are known apart by it.
	length  int
	content []byte
	serial  [2]byte
	layout  layout
	// uploads tells that upload information and an odometer may follow what the type says.
	uploads bool
}

// Decode explains one frame.
func (s *session) Decode(raw []byte, received time.Time) (protocol.Message, error) {
	f, headerSize, err := parse(raw)
	if err != nil {
		return protocol.Message{}, err
	}
	verified := wholeAndSound(raw, headerSize)
	if !verified && !s.settings.Unverified {
		return protocol.Message{}, checksumError(raw)
	}
	if s.settings.Notes != nil {
		noteEnvelope(s.settings.Notes, raw, f, headerSize)
	}
	f.layout = layoutOf(f)
	c := cursor{b: f.content, base: headerSize, zone: s.clock(f.typ), notes: s.settings.Notes}
	t := types[f.typ]
	f.uploads = t.uploads
	if t.decode == nil {
		return s.unknown(f, &c)
	}
	m, err := t.decode(s, f, &c, received)
	if err != nil {
		return protocol.Message{}, fmt.Errorf("reading a %s (type %#02x): %w", t.name, f.typ, err)
	}
	if m.Kind == "" {
		m.Kind = t.name
	}
	return m, nil
}

// parse takes a frame apart. It trusts the length field only where that fits: what does not is caught by the
// checksum, or was meant to be looked at without one.
func parse(raw []byte) (f frame, headerSize int, err error) {
	if len(raw) < smallest {
		return f, 0, fmt.Errorf("%w: %d bytes are too few for a frame", protocol.ErrMalformed, len(raw))
	}
	switch start := binary.BigEndian.Uint16(raw); {
	case start == shortStart:
		f.length, f.typ, headerSize = int(raw[2]), raw[3], 4
	case start == longStart && len(raw) > smallest:
		f.extended = true
		f.length, f.typ, headerSize = int(binary.BigEndian.Uint16(raw[2:])), raw[4], 5
	default:
		return f, 0, foreign(raw)
	}
	if !bytes.HasSuffix(raw, stop) {
		return f, 0, fmt.Errorf("%w: it does not end in 0D0A", protocol.ErrMalformed)
	}
	copy(f.serial[:], raw[len(raw)-trailer:])
	end := len(raw) - trailer
	if declared := headerSize - 1 + f.length - 4; declared >= headerSize && declared < end {
		end = declared
	}
	if unnumbered(f) {
		end = len(raw) - len(stop)
	}
	if end > headerSize {
		f.content = raw[headerSize:end]
	}
	return f, headerSize, nil
}

// wholeAndSound tells that the checksum (CRC-ITU from length to serial, chapter 4.6) is right.
func wholeAndSound(raw []byte, headerSize int) bool {
	at := len(raw) - 4
	return at >= headerSize && protocol.CRC16X25(raw[2:at]) == binary.BigEndian.Uint16(raw[at:])
}

func checksumError(raw []byte) error {
	at := len(raw) - 4
	return fmt.Errorf("%w: CRC-ITU is %04x, the frame says %04x", protocol.ErrChecksum,
		protocol.CRC16X25(raw[2:at]), binary.BigEndian.Uint16(raw[at:]))
}

func noteEnvelope(n *protocol.Notes, raw []byte, f frame, headerSize int) {
	n.Add(0, 2, "start", map[bool]string{false: "one byte of length follows", true: "two bytes of length follow"}[f.extended])
	n.Add(2, headerSize-1, "length", f.length)
	name := types[f.typ].name
	if name == "" {
		name = "not known"
	}
	n.Add(headerSize-1, headerSize, "type", name)
	if !unnumbered(f) && len(raw) >= headerSize+trailer {
		at := len(raw) - trailer
		n.Add(at, at+2, "serial number", binary.BigEndian.Uint16(raw[at:]))
		verdict := "right"
		if !wholeAndSound(raw, headerSize) {
			verdict = fmt.Sprintf("wrong, should be %04x", protocol.CRC16X25(raw[2:at+2]))
		}
		n.Add(at+2, at+4, "checksum (CRC-ITU)", verdict)
	}
	n.Add(len(raw)-2, len(raw), "stop", "")
}

// reply is the answer of one type, of the shape each type has: the frame's serial, and perhaps some content.
func reply(extended bool, typ byte, serial [2]byte, content ...byte) []byte {
	size := 1 + len(content) + 2 + 2
	out := make([]byte, 0, 2+2+size+2)
	if extended {
		out = append(out, 0x79, 0x79, byte(size>>8), byte(size))
	} else {
		out = append(out, 0x78, 0x78, byte(size))
	}
	out = append(out, typ)
	out = append(out, content...)
	out = append(out, serial[:]...)
	out = binary.BigEndian.AppendUint16(out, protocol.CRC16X25(out[2:]))
	return append(out, stop...)
}
