package letter

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// Transport Neutral Encapsulation Format, as [MS-OXTNEF] has it: what Outlook puts into winmail.dat. No well-kept library
// could be had.
const (
	tnefSignature = 0x223e9f78

	attBody            = 0x0002800c
	attAttachTitle     = 0x00018010
	attAttachData      = 0x0006800f
	attAttachRendition = 0x00069002
	attAttachment      = 0x00069005
	attMsgProps        = 0x00069003

	propBody       = 0x1000
	propHTML       = 0x1013
	propLongName   = 0x3707
	propFileName   = 0x3704
	propMIMEType   = 0x370e
	propAttachData = 0x3701
	propContentID  = 0x3712
)

// unwrapped is what was in a winmail.dat.
type unwrapped struct {
	text, html string
	files      []File
}

// unwrap opens one; ok is false if it is none.
func unwrap(b []byte) (u unwrapped, ok bool) {
	if len(b) < 6 || binary.LittleEndian.Uint32(b) != tnefSignature {
		return u, false
	}
	b = b[6:]
	var current *File
	for len(b) >= 11 {
		id, size := binary.LittleEndian.Uint32(b[1:]), binary.LittleEndian.Uint32(b[5:])
		if uint64(size)+11 > uint64(len(b)) {
			break // cut short: what came before it is kept
		}
		value := b[9 : 9+size]
		b = b[size+11:]
		switch id {
		case attBody:
			u.text = toUTF8(bytes.TrimRight(value, "\x00"), "")
		case attMsgProps:
			for _, p := range properties(value) {
				switch {
				case p.id == propHTML:
					u.html = toUTF8(bytes.TrimRight(p.value, "\x00"), "")
				case p.id == propBody && u.text == "":
					u.text = p.words()
				}
			}
		case attAttachRendition:
			if len(u.files) >= maxFiles {
				return u, true
			}
			u.files = append(u.files, File{})
			current = &u.files[len(u.files)-1]
		case attAttachTitle:
			if current != nil && current.Name == "" {
				current.Name = toUTF8(bytes.TrimRight(value, "\x00"), "")
			}
		case attAttachData:
			if current != nil {
				current.Content = value
			}
		case attAttachment:
			if current != nil {
				current.properties(value)
			}
		}
	}
	return u, true
}

func (f *File) properties(value []byte) {
	for _, p := range properties(value) {
		switch p.id {
		case propLongName:
			f.Name = p.words()
		case propFileName:
			if f.Name == "" {
				f.Name = p.words()
			}
		case propMIMEType:
			f.Type = p.words()
		case propContentID:
			f.ID = p.words()
		case propAttachData:
			if len(f.Content) == 0 {
				f.Content = p.value
			}
		}
	}
}

// property of MAPI.
type property struct {
	kind, id uint16
	value    []byte
}

func (p property) words() string {
	if p.kind == 0x1f {
		units := make([]uint16, len(p.value)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(p.value[2*i:])
		}
		return string(bytes.TrimRight([]byte(string(utf16.Decode(units))), "\x00"))
	}
	return toUTF8(bytes.TrimRight(p.value, "\x00"), "")
}

// properties reads a list of them, up to the first whose kind is not known.
func properties(b []byte) []property {
	var list []property
	take := func(n uint64) []byte {
		if n > uint64(len(b)) {
			b = nil
			return nil
		}
		taken := b[:n]
		b = b[n:]
		return taken
	}
	number := func() uint64 {
		if four := take(4); four != nil {
			return uint64(binary.LittleEndian.Uint32(four))
		}
		return 0
	}
	padded := func(n uint64) []byte {
		value := take(n)
		if rest := n % 4; rest != 0 && value != nil {
			take(4 - rest)
		}
		return value
	}
	for count := min(number(), 1000); count > 0 && len(b) >= 4; count-- {
		p := property{kind: binary.LittleEndian.Uint16(b), id: binary.LittleEndian.Uint16(b[2:])}
		take(4)
		if p.id >= 0x8000 { // a named one: a GUID, then a number or a name
			take(16)
			if number() == 0 {
				take(4)
			} else {
				padded(number())
			}
		}
		many := p.kind&0x1000 != 0
		p.kind &^= 0x1000
		values := uint64(1)
		if many {
			values = min(number(), 1000)
		}
		switch p.kind {
		case 0x02, 0x03, 0x04, 0x0a, 0x0b:
			p.value = take(4 * values)
		case 0x05, 0x06, 0x07, 0x14, 0x40:
			p.value = take(8 * values)
		case 0x48:
			p.value = take(16 * values)
		case 0x0d, 0x1e, 0x1f, 0x102:
			if !many {
				values = min(number(), 1000)
			}
			for range values {
				p.value = padded(number())
			}
			if p.kind == 0x0d && len(p.value) >= 16 {
				p.value = p.value[16:]
			}
		default:
			return list
		}
		if b == nil {
			return list
		}
		list = append(list, p)
	}
	return list
}
