package wialonips

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	// maxFrame holds a black box of some thousands of messages, or a block of a picture.
	maxFrame = 256 << 10
	// compressedMark begins a compressed packet: the mark, two bytes of length, little-endian, and the packet
	// deflated (version 2, data compression).
	compressedMark = 0xFF
	compressedHead = 3
	// farthestHash is how far into a line the first # may stand: behind a version, an identity and a password.
	farthestHash = 128
)

// session is one connection, or one sender of datagrams.
type session struct {
	settings protocol.Settings
	version  version
	picture  picture
}

// Configure takes what is known of the device.
func (s *session) Configure(settings protocol.Settings) { s.settings = settings }

// Frame cuts the first packet off buf: a line, with its end left off; a line and the binary block it announces; or
// a compressed packet. Empty lines are dropped.
func (s *session) Frame(buf []byte) ([]byte, int, error) {
	if len(buf) == 0 {
		return nil, 0, nil
	}
	switch buf[0] {
	case '\r', '\n':
		return nil, 1, nil
	case compressedMark:
		if len(buf) < compressedHead {
			return nil, 0, nil
		}
		size := compressedHead + int(buf[1]) + int(buf[2])<<8
		if len(buf) < size {
			return nil, 0, nil
		}
		return buf[:size], size, nil
	}
	if err := ours(buf); err != nil {
		return nil, 0, err
	}
	end := bytes.IndexByte(buf[:min(len(buf), maxFrame)], '\n')
	if end < 0 {
		if len(buf) >= maxFrame {
			return nil, 0, fmt.Errorf("%w: a line of more than %d bytes", protocol.ErrForeign, maxFrame)
		}
		return nil, 0, nil
	}
	line := bytes.TrimRight(buf[:end], "\r")
	block, err := blockSize(line)
	if err != nil {
		return nil, 0, err
	}
	if block == 0 {
		return line, end + 1, nil
	}
	size := end + 1 + block
	if len(buf) < size {
		return nil, 0, nil
	}
	return buf[:size], size, nil
}

// ours tells whether a line can be of this protocol: it begins with #, or has one behind an identity.
func ours(buf []byte) error {
	for i, c := range buf[:min(len(buf), farthestHash)] {
		switch {
		case c == '#':
			return nil
		case c < ' ' || c == 0x7F:
			return fmt.Errorf("%w: no # in %q", protocol.ErrForeign, buf[:i])
		}
	}
	if len(buf) >= farthestHash {
		return fmt.Errorf("%w: no # in the first %d bytes", protocol.ErrForeign, farthestHash)
	}
	return nil
}

// blockSize is the size of the binary block that follows a line: the first field of packet I (picture), the second
// of packet T (tachograph file).
func blockSize(line []byte) (int, error) {
	packet := split(string(line[:min(len(line), farthestHash)]))
	field := 0
	switch packet.kind {
	case "I":
	case "T":
		field = 1
	default:
		return 0, nil
	}
	fields := strings.SplitN(packet.body, ";", field+2)
	if field >= len(fields) {
		return 0, nil
	}
	if !isDigits(fields[field]) || len(fields[field]) > 9 {
		return 0, nil // the decoder says what is wrong with it
	}
	size, err := strconv.Atoi(fields[field])
	if err != nil {
		return 0, fmt.Errorf("%w: the size of a block is %q", protocol.ErrMalformed, fields[field])
	}
	if size > maxFrame-len(line)-2 {
		return 0, fmt.Errorf("%w: packet %s announces a block of %d bytes", protocol.ErrMalformed, packet.kind, size)
	}
	return size, nil
}

// packet is a line taken apart: what stands before the first #, the type between the two, and the rest.
type packet struct {
	prefix, kind, body string
	// at is where the body begins in the line.
	at int
}

// split takes a line apart; a line of another form gives an empty kind.
func split(line string) packet {
	first := strings.IndexByte(line, '#')
	if first < 0 {
		return packet{}
	}
	second := strings.IndexByte(line[first+1:], '#')
	if second < 0 {
		return packet{}
	}
	second += first + 1
	return packet{prefix: line[:first], kind: line[first+1 : second], body: line[second+1:], at: second + 1}
}
