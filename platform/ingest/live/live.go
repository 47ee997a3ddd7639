package live

import (
	"encoding/json"
	"log/slog"
	"maps"
	"math"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Live publishes and subscribes.
type Live struct {
	broker Broker
	conn   *nats.Conn
	log    *slog.Logger
}

// Broker is what carries the events; somebody else closes it.
type Broker interface {
	Conn() *nats.Conn
	// Heard tells whether anybody may listen to a subject.
	Heard(subject string) bool
}

// New makes one.
func New(b Broker, log *slog.Logger) *Live { return &Live{broker: b, conn: b.Conn(), log: log} }

func subject(tenant uuid.UUID) string { return "live." + tenant.String() }

// What may wait for one watcher before it is dropped.
const (
	pendingMessages = 4096
	pendingBytes    = 8 << 20
)

// Subscribe calls fn with each event of the tenant until cancel is called, one at a time; the bytes are fn's to keep.
// fn must not wait: a watcher that falls behind by thousands of events loses some.
func (l *Live) Subscribe(tenant uuid.UUID, fn func(event []byte)) (cancel func()) {
	s, err := l.conn.Subscribe(subject(tenant), func(m *nats.Msg) { fn(m.Data) })
	if err != nil {
		// Only when the process is stopping: the connection is closed.
		l.log.Warn("watching live failed", "error", err)
		return func() {}
	}
	if err := s.SetPendingLimits(pendingMessages, pendingBytes); err != nil {
		l.log.Warn("bounding what waits for a watcher failed", "error", err)
	}
	// A subscription counts from the moment the server has it.
	if err := l.conn.FlushTimeout(time.Second); err != nil {
		l.log.Warn("watching live begins late", "error", err)
	}
	return func() { _ = s.Unsubscribe() }
}

func (l *Live) say(tenant uuid.UUID, event []byte) {
	// Nobody is promised these: a watcher reads the state when it connects again.
	if err := l.conn.Publish(subject(tenant), event); err != nil {
		l.log.Debug("a live event was lost", "error", err)
	}
}

// Position tells of a record that is on disk. A record without a fix tells what it holds all the same.
func (l *Live) Position(tenant, object uuid.UUID, r *protocol.Record, heard time.Time) {
	// Few tenants look at any moment, and all their trackers send.
	if !l.broker.Heard(subject(tenant)) {
		return
	}
	b := make([]byte, 0, 512)
	b = append(b, `{"type":"position","object":"`...)
	b = append(b, object.String()...)
	at := r.Time
	if at.IsZero() {
		at = heard
	}
	b = appendTime(append(b, `","at":`...), at)
	if r.Fix {
		b = appendNumber(append(b, `,"lat":`...), r.Lat, 7)
		b = appendNumber(append(b, `,"lon":`...), r.Lon, 7)
		b = appendNumber(append(b, `,"speed":`...), r.Speed, 2)
		b = appendNumber(append(b, `,"course":`...), r.Course, 1)
		b = appendNumber(append(b, `,"altitude":`...), r.Altitude, 1)
	} else {
		b = append(b, `,"lat":null,"lon":null,"speed":null,"course":null,"altitude":null`...)
	}
	b = strconv.AppendBool(append(b, `,"valid":`...), r.Valid)
	b = appendTime(append(b, `,"heard_at":`...), heard)
	b = r.Attributes.AppendJSON(append(b, `,"attributes":`...))
	l.say(tenant, append(b, '}'))
}

// Contact is something a tracker did, good or bad.
type Contact struct {
	Tenant  uuid.UUID
	Object  uuid.UUID // uuid.Nil: it stands for none now
	Tracker uuid.UUID
	At      time.Time
	// Outcome in a word: stored, no_fix, blocked, unpaid, before_binding, quarantined, checksum, wrong_protocol,
	// wrong_password, malformed, waiting.
	Outcome  string
	Protocol string
	Port     int
	// Records that came with it, if any: a part of the detail.
	Records int
	Detail  map[string]any
}

// Details are all that is told of it beside the outcome; never nil.
func (c *Contact) Details() map[string]any {
	all := maps.Clone(c.Detail)
	if all == nil {
		all = map[string]any{}
	}
	if c.Records > 0 {
		all["records"] = c.Records
	}
	return all
}

// Contact tells of it.
func (l *Live) Contact(c Contact) {
	event := struct {
		Type     string         `json:"type"`
		Object   *uuid.UUID     `json:"object"`
		Tracker  uuid.UUID      `json:"tracker"`
		At       time.Time      `json:"at"`
		Outcome  string         `json:"outcome"`
		Protocol string         `json:"protocol"`
		Port     int            `json:"port"`
		Detail   map[string]any `json:"detail"`
	}{"contact", nil, c.Tracker, c.At, c.Outcome, c.Protocol, c.Port, c.Details()}
	if c.Object != uuid.Nil {
		event.Object = &c.Object
	}
	b, err := json.Marshal(event)
	if err != nil {
		l.log.Error("a contact cannot be written as JSON", "error", err)
		return
	}
	l.say(c.Tenant, b)
}

// Changed asks watchers to read an object again.
func (l *Live) Changed(tenant, object uuid.UUID) {
	l.say(tenant, []byte(`{"type":"object","object":"`+object.String()+`"}`))
}

func appendTime(b []byte, t time.Time) []byte {
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z")
	return append(b, '"')
}

// appendNumber writes a number with a few digits after the point; JSON has no infinities.
func appendNumber(b []byte, f float64, digits int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	b = strconv.AppendFloat(b, f, 'f', digits, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
