package explain

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Options are what is known beside the bytes.
type Options struct {
	Model string
	Zone  *time.Location
	// Received is when the bytes came; it is used where a frame or an answer has the time of day.
	Received time.Time
}

// Words explains bytes of one device for people: each frame with the meaning of its bytes, its records, and what is
// answered. The bytes are cut as a connection would cut them; what a connection would not take is tried as a
// datagram, and a last frame may lack its end. It tells whether everything would have been taken.
func Words(w io.Writer, table []protocol.Protocol, p protocol.Protocol, input []byte, o Options) (taken bool, err error) {
	out := &printer{w: w}
	switch {
	case p.DecodeHTTP != nil && p.NewSession == nil:
		taken = out.http(p, input, o)
	default:
		taken = out.stream(table, p, input, o)
	}
	if out.err != nil {
		return false, fmt.Errorf("writing the explanation: %w", out.err)
	}
	return taken, nil
}

func (o Options) settings(notes *protocol.Notes) protocol.Settings {
	return protocol.Settings{Model: o.Model, Zone: o.Zone, Notes: notes}
}

// stream explains the frames of a connection, one after another.
func (out *printer) stream(table []protocol.Protocol, p protocol.Protocol, input []byte, o Options) bool {
	session := p.NewSession()
	session.Configure(o.settings(nil))
	taken := true
	for rest, n := input, 1; len(rest) > 0; {
		frame, size, err := session.Frame(rest)
		switch {
		case err != nil:
			return out.foreign(table, p, rest, n, err, o) && taken
		case size == 0:
			return out.last(p, session, rest, n, o) && taken
		case frame == nil:
			out.printf("%d bytes that say nothing, or only keep the connection: %s\n\n", size, hexOf(rest[:size]))
		default:
			if !out.frame(session, frame, n, o) {
				taken = false
			}
			n++
		}
		rest = rest[size:]
	}
	return taken
}

// last explains bytes that are no whole frame: pasted without their end, as datagrams and text often are, or cut.
func (out *printer) last(p protocol.Protocol, session protocol.Session, rest []byte, n int, o Options) bool {
	session.Configure(o.settings(nil))
	if _, err := session.Decode(rest, o.Received); err == nil || isText(rest) && errors.Is(err, protocol.ErrChecksum) {
		return out.frame(session, rest, n, o)
	}
	if n == 1 && p.NewDatagram != nil {
		datagram := p.NewDatagram()
		datagram.Configure(o.settings(nil))
		if _, err := datagram.Decode(rest, o.Received); err == nil {
			out.printf("Not the whole of a frame of a connection, so read as a datagram.\n")
			return out.frame(datagram, rest, n, o)
		}
	}
	out.printf("%d bytes that are not a whole frame; a server would wait for more: %s\n", len(rest), hexOf(rest))
	return false
}

// foreign explains bytes that a connection does not take: as a datagram, or by naming a protocol that takes them.
func (out *printer) foreign(table []protocol.Protocol, p protocol.Protocol, rest []byte, n int, reason error, o Options) bool {
	if p.NewDatagram != nil {
		datagram := p.NewDatagram()
		datagram.Configure(o.settings(nil))
		if _, err := datagram.Decode(rest, o.Received); err == nil || errors.Is(err, protocol.ErrChecksum) {
			return out.frame(datagram, rest, n, o)
		}
	}
	out.printf("Refused, the connection is closed: %v\n%s\n", reason, hexOf(rest))
	for _, other := range table {
		if other.Name != p.Name && takes(other, rest, o) {
			out.printf("These bytes are a frame of %s: is the tracker set to the port of another protocol?\n", other.Name)
		}
	}
	return false
}

// takes tells whether a protocol finds a sound frame at the start of some bytes.
func takes(p protocol.Protocol, input []byte, o Options) bool {
	for _, open := range []func() protocol.Session{p.NewSession, p.NewDatagram} {
		if open == nil {
			continue
		}
		session := open()
		session.Configure(o.settings(nil))
		frame, _, err := session.Frame(input)
		if err != nil || frame == nil {
			continue
		}
		if _, err := session.Decode(frame, o.Received); err == nil {
			return true
		}
	}
	return false
}

// frame explains one frame. One that is refused for its checksum is explained all the same.
func (out *printer) frame(session protocol.Session, frame []byte, n int, o Options) bool {
	notes := &protocol.Notes{}
	session.Configure(o.settings(notes))
	m, err := session.Decode(frame, o.Received)
	refused := err
	if errors.Is(err, protocol.ErrChecksum) {
		notes = &protocol.Notes{}
		unverified := o.settings(notes)
		unverified.Unverified = true
		session.Configure(unverified)
		m, err = session.Decode(frame, o.Received)
	}
	session.Configure(o.settings(nil))
	kind := m.Kind
	if err != nil || kind == "" {
		kind = "not understood"
	}
	out.printf("Frame %d: %s, %d bytes\n", n, kind, len(frame))
	out.notes(frame, notes.List)
	switch {
	case refused != nil && err == nil:
		out.printf("  Refused and not acknowledged: %v\n  What it would have said:\n", refused)
	case refused != nil:
		out.printf("  Refused and not acknowledged: %v\n\n", refused)
		return false
	}
	out.message(m)
	out.printf("\n")
	return refused == nil
}

// http explains a request.
func (out *printer) http(p protocol.Protocol, input []byte, o Options) bool {
	r, err := request(input)
	if err != nil {
		out.printf("Not a request: %v\n", err)
		return false
	}
	notes := &protocol.Notes{}
	m, reply, err := p.DecodeHTTP(r, o.settings(notes), o.Received)
	out.printf("Request: %s %s\n", r.Method, r.Path)
	out.notes(nil, notes.List)
	if err != nil {
		out.printf("  Refused: %v\n", err)
		return false
	}
	out.message(m)
	out.printf("  Answer once it is stored: %d", reply.Status)
	if len(reply.Body) > 0 {
		out.printf(" %s", reply.Body)
	}
	out.printf("\n")
	return true
}
