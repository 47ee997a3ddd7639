package gateway

import (
	"errors"
	"math/rand/v2"
	"net"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/platform/ingest/contact"
	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/registry"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// passwordPurpose separates MACs of trackers' passwords from all others; whoever stores one uses the same.
const passwordPurpose = "tracker password"

// device is whoever is at the other end of a connection, or sent a datagram or a request.
type device struct {
	gateway  *Gateway
	protocol *protocol.Protocol
	port     int       // bound
	from     string    // what its address is counted under
	realm    uuid.UUID // whose HTTP host it came to; uuid.Nil: the shared port

	namespace, value string
	device           registry.Device
	tracker          *verdict.Tracker
	known            bool
	// shown is the password it has shown in this session.
	shown    string
	hasShown bool
	// applied is what the session was told of the device.
	applied protocol.Settings

	connection, serial uint64

	// kind of the last frame, and what counts those
	kind   string
	frames prometheus.Counter
}

func (d *device) begin(g *Gateway, p *protocol.Protocol, port int, from net.Addr) {
	d.gateway, d.protocol, d.port, d.connection = g, p, port, rand.Uint64() //nolint:gosec // tells connections apart, hides nothing
	d.from = g.tries.keyOf(from)
}

// frame decodes a frame and puts what it says to work. It returns false to end the connection.
func (d *device) frame(w *work, s protocol.Session, frame []byte, received time.Time, from net.Addr) bool {
	m, err := s.Decode(frame, received)
	if err != nil {
		return d.unread(w, m, from, frame, err, received)
	}
	d.count(m.Kind)
	if m.HasPassword {
		d.shown, d.hasShown = m.Password, true
	}
	switch d.identify(m, received) {
	case unknown:
		// Not a word of thanks: it keeps its records. Where the protocol can say no it is told so.
		d.gateway.config.Metrics.refused.WithLabelValues(d.protocol.Name, "unknown").Inc()
		w.next().answer = m.Refusal
		return m.Refusal == nil
	case wrongPassword:
		d.gateway.config.Metrics.refused.WithLabelValues(d.protocol.Name, "password").Inc()
		f := w.next()
		if f.answer = m.WrongPassword; f.answer == nil {
			f.answer = m.Refusal
		}
		f.contact = d.contact(contact.WrongPassword, received)
		d.known = false
		return false
	case accepted:
	}
	if settings := d.settings(); settings != d.applied {
		s.Configure(settings)
		d.applied = settings
		if len(m.Records) > 0 {
			// It told something before this was known: what that means depends on what it is.
			if m, err = s.Decode(frame, received); err != nil {
				return d.unread(w, m, from, frame, err, received)
			}
		}
	}
	f := w.next()
	f.begun, f.answer = received, m.Reply
	if len(m.Records) > 0 {
		w.submit(d, f, m.Records, received)
	} else if len(m.Identities) > 0 {
		f.contact = d.contact(contact.Waiting, received)
	}
	return true
}

// unread deals with a frame that cannot be read. Where the protocol has words for what is wrong, the device is told them,
// so that it mends its packet or sends it again; they acknowledge nothing.
func (d *device) unread(w *work, m protocol.Message, from net.Addr, frame []byte, err error, now time.Time) bool {
	if m.Refusal != nil {
		w.next().answer = m.Refusal
	}
	return d.undecodable(from, frame, err, now)
}

// count counts a frame. Most devices send one kind after another, so its counter is looked up once.
func (d *device) count(kind string) {
	if d.frames == nil || d.kind != kind {
		d.kind, d.frames = kind, d.gateway.config.Metrics.frames.WithLabelValues(d.protocol.Name, kind)
	}
	d.frames.Inc()
}

func (d *device) settings() protocol.Settings {
	if d.tracker == nil {
		return protocol.Settings{}
	}
	return protocol.Settings{Model: d.tracker.Model, Zone: d.tracker.Zone}
}

type welcome uint8

const (
	unknown welcome = iota
	accepted
	wrongPassword
)

// identify finds out whose the device is, from what the message says or from what is known already. What is known is
// looked up again whenever the registry has changed, so that news takes effect on open connections.
func (d *device) identify(m protocol.Message, now time.Time) welcome {
	g := d.gateway
	switch {
	case len(m.Identities) > 0 && !d.isStill(m.Identities):
		d.known = false
		for _, id := range m.Identities {
			d.namespace, d.value = protocol.Namespace(id, d.realm, d.protocol.Port), id.Value
			if d.resolve(now) {
				break
			}
		}
		g.tries.named(d.from, d.known, now)
	case d.namespace == "":
		return unknown
	case d.device.Version != g.config.Registry.Version():
		d.resolve(now)
	}
	if !d.known {
		return unknown
	}
	if len(d.tracker.PasswordMAC) > 0 && !d.shows(d.tracker.PasswordMAC, now) {
		return wrongPassword
	}
	return accepted
}

// shows tells whether the device has shown this password. Whoever has shown too many wrong ones is not looked at any more
// for a while.
func (d *device) shows(mac []byte, now time.Time) bool {
	g, name := d.gateway, d.namespace+" "+d.value
	switch {
	case !d.hasShown:
		return false
	case !g.tries.mayGuess(d.from, name, now):
		g.config.Metrics.refused.WithLabelValues(d.protocol.Name, "guesses").Inc()
		return false
	case g.config.Key.Verify(passwordPurpose, []byte(d.shown), mac):
		return true
	}
	g.tries.guessed(d.from, name, now)
	return false
}

// prove finds the claim whose password the device has shown, where it is not its holder's: it proves to be that claim's.
// It tells whether the registry has news of it.
func (d *device) prove(now time.Time) bool {
	if len(d.device.Claims) == 0 || !d.hasShown || d.shown == "" || !d.gateway.tries.mayGuess(d.from, d.namespace+" "+d.value, now) {
		return false
	}
	key := d.gateway.config.Key
	if d.tracker != nil && len(d.tracker.PasswordMAC) > 0 && key.Verify(passwordPurpose, []byte(d.shown), d.tracker.PasswordMAC) {
		return false
	}
	for _, claim := range d.device.Claims {
		if key.Verify(passwordPurpose, []byte(d.shown), claim.PasswordMAC) {
			return d.gateway.config.Registry.Prove(d.gateway.ctx, d.namespace, d.value, claim.Tracker)
		}
	}
	if d.tracker == nil || len(d.tracker.PasswordMAC) == 0 {
		d.gateway.tries.guessed(d.from, d.namespace+" "+d.value, now) // of a holder with a password it is counted there
	}
	return false
}

// isStill tells that a message names the device that is known, as where every frame carries the name.
func (d *device) isStill(ids []protocol.Identity) bool {
	if !d.known || d.device.Version != d.gateway.config.Registry.Version() {
		return false
	}
	for _, id := range ids {
		if id.Value == d.value {
			return true
		}
	}
	return false
}

// resolve reads the registry. A device that somebody waits for is bound at this knock.
func (d *device) resolve(now time.Time) bool {
	r := d.gateway.config.Registry
	d.device = r.Resolve(d.namespace, d.value)
	d.tracker = d.device.Holds.At(now.UnixMicro())
	bound := false
	if d.prove(now) || d.tracker == nil && d.device.Waiting && r.Hold(d.gateway.ctx, d.namespace, d.value) {
		d.device = r.Resolve(d.namespace, d.value)
		d.tracker = d.device.Holds.At(now.UnixMicro())
		bound = true
	}
	// A tracker that stands for nothing now lies on a shelf: what it sends it may keep until it is mounted.
	d.known = d.tracker != nil && d.tracker.At(now.UnixMicro()) != nil
	if d.known && bound {
		d.gateway.config.Live.Changed(d.tracker.Tenant, d.tracker.At(now.UnixMicro()).ID)
	}
	return d.known
}

func (d *device) contact(outcome string, at time.Time) live.Contact {
	if d.tracker == nil {
		return live.Contact{}
	}
	c := live.Contact{
		Tenant: d.tracker.Tenant, Tracker: d.tracker.ID, At: at, Outcome: outcome, Protocol: d.protocol.Name, Port: d.port,
	}
	if o := d.tracker.At(at.UnixMicro()); o != nil {
		c.Object = o.ID
	}
	return c
}

// outcomeOf sums a packet up in the word that helps its owner most.
func outcomeOf(counts [verdict.BeforeBinding + 1]int, last verdict.Outcome, fixes, withheld int) string {
	switch stored := counts[verdict.Stored]; {
	case stored == 0:
		return last.String()
	case withheld == stored:
		return verdict.Blocked.String() // stored, and not shown
	case fixes == 0:
		return contact.NoFix
	}
	return verdict.Stored.String()
}

// undecodable deals with bytes that make no sense. It returns false to end the connection.
func (d *device) undecodable(from net.Addr, bytes []byte, err error, now time.Time) bool {
	g := d.gateway
	outcome, goOn := contact.Malformed, true
	switch {
	case errors.Is(err, protocol.ErrChecksum):
		outcome = contact.Checksum
	case errors.Is(err, protocol.ErrForeign):
		outcome, goOn = contact.WrongProtocol, false
		if !d.known && g.foreign(d.protocol, d.port, bytes, now) {
			g.config.Metrics.undecodable.WithLabelValues(d.protocol.Name, outcome).Inc()
			return false
		}
		outcome = contact.Malformed
	}
	g.config.Metrics.undecodable.WithLabelValues(d.protocol.Name, outcome).Inc()
	who := d.value
	if who == "" {
		who = hostOf(from)
	}
	if g.damage.worth(d.protocol.Name+" "+outcome+" "+who, now, time.Hour) {
		g.config.Log.Warn("a tracker's frame was not accepted", "protocol", d.protocol.Name, "device", who,
			"from", from.String(), "why", err.Error(), "bytes", hexOf(bytes))
	}
	if d.known {
		c := d.contact(outcome, now)
		c.Detail = map[string]any{"why": err.Error()}
		g.config.Contacts.Heard(c)
	}
	return goOn
}

func hostOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return host
}
