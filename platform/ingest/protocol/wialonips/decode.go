package wialonips

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// version is what is known of how a device speaks.
type version uint8

const (
	versionUnknown version = iota
	version1               // no checksums
	version2               // each packet but the ping ends in a checksum
)

// Decode explains one packet.
func (s *session) Decode(frame []byte, _ time.Time) (protocol.Message, error) {
	if len(frame) > 0 && frame[0] == compressedMark {
		return s.compressed(frame)
	}
	return s.packet(frame, s.settings.Notes)
}

func (s *session) packet(frame []byte, notes *protocol.Notes) (protocol.Message, error) {
	line, block := string(frame), []byte(nil)
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line, block = line[:end], frame[end+1:]
	}
	line = strings.TrimRight(line, "\r\x00")
	p := split(line)
	if p.kind == "" {
		return protocol.Message{}, fmt.Errorf("%w: a packet has the form #type#text", protocol.ErrForeign)
	}
	m := protocol.Message{}
	if p.prefix != "" {
		s.introduce(&m, p.prefix, notes)
	}
	noteEnvelope(notes, p)
	var err error
	switch p.kind {
	case "L":
		err = s.login(&m, p, notes)
	case "SD", "D":
		err = s.data(&m, p, notes)
	case "B":
		err = s.blackBox(&m, p, notes)
	case "P":
		m.Kind, m.Reply = "heartbeat", []byte("#AP#\r\n")
	case "M":
		err = s.driverMessage(&m, p, notes)
	case "I":
		err = s.pictureBlock(&m, p, block, notes)
	case "IT":
		// A tachograph file is about to come. It cannot be kept, and so is not taken: the device keeps it.
		m.Kind, m.Reply = "tachograph file", []byte("#AIT#0\r\n")
	case "T":
		m.Kind = "tachograph file"
	default:
		unknown(&m, p, notes)
	}
	if err != nil {
		return protocol.Message{Refusal: m.Refusal}, err
	}
	return m, nil
}

// introduce reads what stands before a packet that comes without a login: version, identity, password (UDP data
// transfer). The password is not in the documents; a device that has one sends it here, or is not let in.
func (s *session) introduce(m *protocol.Message, prefix string, notes *protocol.Notes) {
	fields := strings.Split(prefix, ";")
	s.version = version1
	at := 0
	if isVersion(fields[0]) && len(fields) > 1 {
		s.version = versionOf(fields[0])
		notes.Add(0, len(fields[0]), "version", fields[0])
		at, fields = len(fields[0])+1, fields[1:]
	}
	notes.Add(at, at+len(fields[0]), "identity", fields[0])
	m.Identities = []protocol.Identity{protocol.IdentityOf(fields[0])}
	m.HasPassword = true
	if len(fields) > 1 {
		m.Password = password(fields[1])
		notes.Add(at+len(fields[0])+1, at+len(fields[0])+1+len(fields[1]), "password", "given")
	}
}

// login reads packet L: identity and password; in version 2 the version before them and a checksum behind.
func (s *session) login(m *protocol.Message, p packet, notes *protocol.Notes) error {
	m.Kind = "login"
	fields := strings.Split(p.body, ";")
	first := 0
	if len(fields) > 2 && isVersion(fields[0]) {
		s.version, first = versionOf(fields[0]), 1
	} else {
		s.version = version1
	}
	m.Refusal = []byte("#AL#10\r\n")
	fields, err := s.checked(fields, p, first+2, notes)
	if err != nil {
		return fmt.Errorf("reading a login: %w", err)
	}
	m.Refusal = []byte("#AL#0\r\n")
	if first >= len(fields) || fields[first] == "" {
		return fmt.Errorf("%w: a login without an identity", protocol.ErrMalformed)
	}
	at := p.at
	for i, field := range fields {
		name, value := "password", "given"
		switch {
		case i < first:
			name, value = "version", field
		case i == first:
			name, value = "identity", field
		case password(field) == "":
			value = "none"
		}
		notes.Add(at, at+len(field), name, value)
		at += len(field) + 1
	}
	m.Identities = []protocol.Identity{protocol.IdentityOf(fields[first])}
	m.HasPassword = true
	if len(fields) > first+1 {
		m.Password = password(fields[first+1])
	}
	m.Reply, m.WrongPassword = []byte("#AL#1\r\n"), []byte("#AL#01\r\n")
	return nil
}

// password: NA is none (packet L).
func password(s string) string {
	if s == notAvailable {
		return ""
	}
	return s
}

func isVersion(s string) bool {
	major, minor, ok := strings.Cut(s, ".")
	return ok && len(s) <= 5 && isDigits(major) && isDigits(minor)
}

// versionOf: some devices of version 1 name theirs too, as those of version 2 must, and have no checksums all the same.
func versionOf(s string) version {
	if strings.HasPrefix(s, "1.") {
		return version1
	}
	return version2
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// data reads packets SD and D.
func (s *session) data(m *protocol.Message, p packet, notes *protocol.Notes) error {
	m.Kind = "data"
	badChecksum := "16"
	full := fullFields
	if p.kind == "SD" {
		badChecksum, full = "13", shortFields
	}
	var room [fullFields + 2]string
	fields, err := s.checked(splitFields(room[:0], p.body), p, full, notes)
	if err != nil {
		m.Refusal = answer(p.kind, badChecksum)
		return fmt.Errorf("reading a data packet: %w", err)
	}
	r, err := record(fields, p.at, notes)
	if err != nil {
		if in, ok := errors.AsType[fieldError](err); ok {
			m.Refusal = answer(p.kind, in.code)
		}
		return fmt.Errorf("reading a data packet: %w", err)
	}
	m.Records = []protocol.Record{r}
	m.Reply = answer(p.kind, "1")
	return nil
}

// blackBox reads packet B: short and full messages with bars between them, in version 2 a checksum after the last
// bar. A message that cannot be read is kept as its text: refusing the packet would make the device send it for ever.
func (s *session) blackBox(m *protocol.Message, p packet, notes *protocol.Notes) error {
	m.Kind = "black box"
	messages := strings.Split(p.body, "|")
	last := messages[len(messages)-1]
	given, isChecksum := checksumOf(last)
	if s.version == version2 && !isChecksum && !s.settings.Unverified {
		m.Refusal = []byte("#AB#\r\n")
		return fmt.Errorf("reading a black box: %w: there is none, and version 2 demands it", protocol.ErrChecksum)
	}
	if isChecksum {
		if err := s.verify(p.body[:len(p.body)-len(last)], given); err != nil {
			m.Refusal = []byte("#AB#\r\n")
			return fmt.Errorf("reading a black box: %w", err)
		}
		notes.Add(p.at+len(p.body)-len(last), p.at+len(p.body), "checksum (CRC-16)", verdict(p.body[:len(p.body)-len(last)], given))
		messages = messages[:len(messages)-1]
	}
	m.Records = make([]protocol.Record, 0, len(messages))
	at := p.at
	for _, text := range messages {
		if text != "" {
			var room [fullFields + 2]string
			r, err := record(splitFields(room[:0], text), at, notes)
			if err != nil {
				r = protocol.Record{}
				r.Attributes.String("io.unread", text)
				notes.Add(at, at+len(text), "message that cannot be read", err)
			}
			r.Attributes.Bool(protocol.Archive, true)
			m.Records = append(m.Records, r)
		}
		at += len(text) + 1
	}
	m.Reply = answer("B", strconv.Itoa(len(m.Records)))
	return nil
}

// driverMessage reads packet M: a text of the driver, or of the device in answer to one.
func (s *session) driverMessage(m *protocol.Message, p packet, notes *protocol.Notes) error {
	m.Kind = "message"
	text := p.body
	if at := strings.LastIndexByte(text, ';'); at >= 0 {
		if given, ok := checksumOf(text[at+1:]); ok && (s.version == version2 || crc(text[:at+1]) == given) {
			if err := s.verify(text[:at+1], given); err != nil {
				m.Refusal = []byte("#AM#01\r\n")
				return fmt.Errorf("reading a driver's message: %w", err)
			}
			notes.Add(p.at+at+1, p.at+len(text), "checksum (CRC-16)", verdict(text[:at+1], given))
			text = text[:at]
		}
	}
	notes.Add(p.at, p.at+len(text), "text", text)
	r := protocol.Record{}
	r.Attributes.String("io.message", text)
	m.Records = []protocol.Record{r}
	m.Command, m.HasCommand = text, true
	m.Reply = answer("M", "1")
	return nil
}

// unknown keeps the text of a packet that is not known.
func unknown(m *protocol.Message, p packet, notes *protocol.Notes) {
	m.Kind = "packet " + p.kind
	if p.body == "" {
		return
	}
	notes.Add(p.at, p.at+len(p.body), "not known", p.body)
	r := protocol.Record{}
	r.Attributes.String(protocol.IOPrefix+p.kind, p.body)
	m.Records = []protocol.Record{r}
}

func answer(kind, code string) []byte {
	out := make([]byte, 0, 16)
	out = append(out, '#', 'A')
	out = append(out, kind...)
	out = append(out, '#')
	out = append(out, code...)
	return append(out, '\r', '\n')
}

func noteEnvelope(notes *protocol.Notes, p packet) {
	if notes == nil {
		return
	}
	names := map[string]string{
		"L": "login", "SD": "short data", "D": "data", "B": "black box", "P": "ping", "M": "message of the driver",
		"I": "picture", "IT": "tachograph file announced", "T": "part of a tachograph file",
	}
	name := names[p.kind]
	if name == "" {
		name = "not known"
	}
	notes.Add(p.at-len(p.kind)-2, p.at, "packet", name)
}
