package gateway

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/contact"
	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// foreign finds out which protocol the bytes at a port of another one are of, and tells the owner of the device that
// speaks it to change the port. It returns false if it learnt nothing.
func (g *Gateway) foreign(here *protocol.Protocol, port int, buf []byte, now time.Time) bool {
	for i := range g.config.Protocols {
		p := &g.config.Protocols[i]
		if p.Name == here.Name {
			continue
		}
		for _, id := range namesIn(p, buf, now) {
			t := g.config.Registry.Claimant(protocol.Namespace(id, uuid.Nil, p.Port), id.Value, now)
			if t == nil {
				continue
			}
			c := live.Contact{
				Tenant: t.Tenant, Tracker: t.ID, At: now, Outcome: contact.WrongProtocol, Protocol: here.Name, Port: port,
				Detail: map[string]any{"heard": p.Name, "port": g.ports[p.Name]},
			}
			if o := t.At(now.UnixMicro()); o != nil {
				c.Object = o.ID
			}
			g.config.Contacts.Heard(c)
			return true
		}
	}
	return false
}

// namesIn are the identities that the bytes hold if they are of that protocol.
func namesIn(p *protocol.Protocol, buf []byte, now time.Time) []protocol.Identity {
	if p.DecodeHTTP != nil {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(buf)))
		if err != nil {
			return nil
		}
		body, err := io.ReadAll(r.Body)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		m, _, err := p.DecodeHTTP(requestOf(r, body), protocol.Settings{}, now)
		if err != nil {
			return nil
		}
		return m.Identities
	}
	if p.NewSession == nil {
		return nil
	}
	s := p.NewSession()
	s.Configure(protocol.Settings{})
	frame, _, err := s.Frame(buf)
	if err != nil || frame == nil {
		return nil
	}
	m, err := s.Decode(frame, now)
	if err != nil {
		return nil
	}
	return m.Identities
}
