package wialonips

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// maxPicture is the largest picture that is kept, in bytes.
const maxPicture = 128 << 10

// picture is one that is coming in, block by block.
type picture struct {
	name string
	next int
	data []byte
	time time.Time
}

// pictureBlock reads packet I: size;index;last;date;time;name, in version 2 a checksum, then the block. Each block
// is answered by its index, and the last one by a word for the whole, which makes a record.
func (s *session) pictureBlock(m *protocol.Message, p packet, block []byte, notes *protocol.Notes) error {
	m.Kind = "picture"
	m.Refusal = []byte("#AI#NA;0\r\n")
	fields := strings.Split(p.body, ";")
	fields, err := s.checked(fields, p, 6, notes)
	if err != nil {
		if len(fields) > 1 {
			m.Refusal = answer("I", fields[1]+";01")
		}
		return fmt.Errorf("reading a picture: %w", err)
	}
	if len(fields) < 6 {
		return fmt.Errorf("%w: a picture has six fields, not %d", protocol.ErrMalformed, len(fields))
	}
	at := p.at
	for i, name := range []string{"size of the block", "number of the block", "number of the last block", "date", "time", "name"} {
		notes.Add(at, at+len(fields[i]), name, fields[i])
		at += len(fields[i]) + 1
	}
	size, err1 := strconv.Atoi(fields[0])
	index, err2 := strconv.Atoi(fields[1])
	last, err3 := strconv.Atoi(fields[2])
	taken, err4 := moment(fields[3], fields[4])
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil || size != len(block) {
		return fmt.Errorf("%w: a picture of fields %q with %d bytes", protocol.ErrMalformed, fields, len(block))
	}
	if index == 0 {
		s.picture = picture{name: fields[5], time: taken}
	}
	if index != s.picture.next || fields[5] != s.picture.name || len(s.picture.data)+size > maxPicture {
		m.Refusal, m.Reply = nil, answer("I", strconv.Itoa(index)+";0")
		return nil
	}
	m.Refusal = nil
	s.picture.next++
	s.picture.data = append(s.picture.data, block...)
	m.Reply = answer("I", strconv.Itoa(index)+";1")
	if index < last {
		return nil
	}
	r := protocol.Record{Time: s.picture.time}
	r.Attributes.String("io.photo", base64.StdEncoding.EncodeToString(s.picture.data))
	r.Attributes.String("io.photo_name", s.picture.name)
	m.Records = []protocol.Record{r}
	m.Reply = append(m.Reply, "#AI#1\r\n"...)
	s.picture = picture{}
	return nil
}

// compressed reads a packet that was deflated (version 2, data compression), with or without zlib's envelope. Notes
// are of the text inside.
func (s *session) compressed(frame []byte) (protocol.Message, error) {
	if len(frame) < compressedHead {
		return protocol.Message{}, fmt.Errorf("%w: a compressed packet of %d bytes", protocol.ErrMalformed, len(frame))
	}
	notes := s.settings.Notes
	notes.Add(0, 1, "compressed packet", "")
	notes.Add(1, compressedHead, "length", int(frame[1])+int(frame[2])<<8)
	text, err := inflate(frame[compressedHead:])
	if err != nil {
		return protocol.Message{}, fmt.Errorf("%w: inflating a packet: %w", protocol.ErrMalformed, err)
	}
	notes.Add(compressedHead, len(frame), "text", strings.TrimSpace(string(text)))
	var all protocol.Message
	inner := session{settings: s.settings, version: s.version, picture: s.picture}
	inner.settings.Notes = nil
	for len(text) > 0 {
		if text[0] == compressedMark {
			return protocol.Message{}, fmt.Errorf("%w: a compressed packet inside another", protocol.ErrMalformed)
		}
		packet, n, err := inner.Frame(text)
		if err != nil {
			return protocol.Message{}, err
		}
		if n == 0 {
			packet, n = text, len(text)
		}
		text = text[n:]
		if packet == nil {
			continue
		}
		m, err := inner.packet(packet, nil)
		if err != nil {
			return m, err
		}
		all = merge(all, m)
	}
	s.version, s.picture = inner.version, inner.picture
	return all, nil
}

// merge makes one message of the packets of one frame.
func merge(all, m protocol.Message) protocol.Message {
	m.Records = append(all.Records, m.Records...)
	m.Reply = append(all.Reply, m.Reply...)
	if len(m.Identities) == 0 {
		m.Identities, m.Password, m.HasPassword = all.Identities, all.Password, all.HasPassword
		m.Refusal, m.WrongPassword = all.Refusal, all.WrongPassword
	}
	return m
}

func inflate(deflated []byte) ([]byte, error) {
	var reader io.ReadCloser
	reader, err := zlib.NewReader(bytes.NewReader(deflated))
	if err != nil {
		reader = flate.NewReader(bytes.NewReader(deflated))
	}
	defer func() { _ = reader.Close() }()
	text, err := io.ReadAll(io.LimitReader(reader, maxFrame+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxFrame {
		return nil, fmt.Errorf("more than %d bytes of text", maxFrame)
	}
	return text, nil
}
