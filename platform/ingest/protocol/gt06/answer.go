package gt06

import (
	"encoding/hex"
	"fmt"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func newRecord() protocol.Record {
	return protocol.Record{Attributes: make(protocol.Attributes, 0, 12)}
}

// acknowledged is a message of no records with the answer of its type.
func (s *session) acknowledged(f frame) protocol.Message {
	return protocol.Message{Reply: reply(false, f.typ, f.serial)}
}

// silent is a message of one record to which the documents demand no answer.
func (s *session) silent(f frame, c *cursor, r *protocol.Record) protocol.Message {
	rest(f, c, r)
	return protocol.Message{Records: []protocol.Record{*r}}
}

// answered is a message of one record with the answer of its type: always of the short form, also after 7979.
func (s *session) answered(f frame, c *cursor, r *protocol.Record) protocol.Message {
	m := s.silent(f, c, r)
	m.Reply = reply(false, f.typ, f.serial)
	return m
}

// rest reads what devices put behind what they are known for: upload information of three bytes, an odometer of
// four, or both (JM-VL03, packets 22 and 26). What else is left is kept as it is.
func rest(f frame, c *cursor, r *protocol.Record) {
	if f.uploads {
		if n := c.left(); n == 3 || n == 7 {
			upload(c, r)
		}
		if c.left() == 4 {
			odometer(c, r)
		}
	}
	if n := c.left(); n > 0 {
		r.Attributes.String("io.rest", c.hex(n, "not understood"))
	}
}

// unknown keeps the content of a type that is not known, and reads the position if it begins with one. Short frames are
// acknowledged so that the device goes on; for the long ones of Concox no answer is the rule.
func (s *session) unknown(f frame, c *cursor) (protocol.Message, error) {
	m := protocol.Message{Kind: fmt.Sprintf("type %#02x", f.typ)}
	if !f.extended {
		m.Reply = reply(false, f.typ, f.serial)
	}
	if c.left() > 0 {
		r := protocol.Record{}
		if showsFix(f.content) {
			// fix notes the parts; it cannot fail on a content that is long enough.
			if err := fix(c, &r, fixForm{}); err != nil {
				return protocol.Message{}, err
			}
		}
		if n := c.left(); n > 0 {
			r.Attributes.String(protocol.IOPrefix+hex.EncodeToString([]byte{f.typ}), c.hex(n, "not known"))
		}
		m.Records = []protocol.Record{r}
	}
	return m, nil
}
