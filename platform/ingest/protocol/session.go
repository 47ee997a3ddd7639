package protocol

import (
	"errors"
	"net/url"
	"time"
)

// Errors a framer or decoder returns, wrapped with what was found. Whoever adds a tracker is told which it was.
var (
	// ErrChecksum: the frame is whole, its checksum is wrong. Never acknowledged.
	ErrChecksum = errors.New("wrong checksum")
	// ErrForeign: these bytes are not of this protocol. The gateway closes the connection.
	ErrForeign = errors.New("not a frame of this protocol")
	// ErrMalformed: of this protocol, but its inside does not hold together. Never acknowledged.
	ErrMalformed = errors.New("malformed frame")
)

// Settings are what is known of a device beyond its bytes. The gateway sets them when the device is identified.
type Settings struct {
	// Model is what the owner declared the device to be, in the vendor's spelling; empty: let it explain itself.
	Model string
	// Zone is the zone of a device that does not send UTC. Nil: the protocol's own rule.
	Zone *time.Location
	// Unverified switches checksums off. Only `livery decode` and vector tests set it.
	Unverified bool
	// Notes, if set, is told what each part of a frame means. Only `livery decode` sets it.
	Notes *Notes
}

// Message is what one frame says.
type Message struct {
	// Kind names the frame in a word or two for people and metrics: "login", "data", "heartbeat".
	Kind string
	// Identities names the device, if this frame does; most telling first. A session that was identified by an
	// earlier frame leaves it empty.
	Identities []Identity
	// Password is the one the device sent at login, if the protocol has one; HasPassword tells an empty one
	// from none.
	Password    string
	HasPassword bool
	// Records in the order of the frame.
	Records []Record
	// Reply is sent once the device is accepted and every record is on disk. Nil: the protocol answers nothing.
	Reply []byte
	// Refusal is sent if the device is unknown or may not send, and beside an error, where the protocol says by it what is
	// wrong with a frame; nil: it gets no answer and keeps its records.
	Refusal []byte
	// WrongPassword is sent if the device is known and its password is not right; nil: Refusal serves.
	WrongPassword []byte
	// Command is the text a device answered to a command, if HasCommand.
	Command    string
	HasCommand bool
}

// Session is the decoder of one connection (or of one sender of datagrams): framing and state. It is used by one
// goroutine at a time.
type Session interface {
	// Configure gives the session what was learned of the device; called before the first frame with what is
	// always known, and again when the device is identified.
	Configure(Settings)
	// Frame looks for the first whole frame at the start of buf. It returns the frame (a slice of buf) and how
	// many bytes to drop from buf; a nil frame with n > 0 drops noise or a keep-alive, with n == 0 it waits for
	// more bytes. ErrForeign: this is not our protocol. It must not look beyond the first frame, and gives the
	// same frames however the bytes were cut.
	Frame(buf []byte) (frame []byte, n int, err error)
	// Decode explains one frame. received is when it arrived; it is used where a reply carries the time of day
	// or a frame half a date, never as the time of a record. Errors wrap ErrChecksum, ErrMalformed or ErrForeign.
	Decode(frame []byte, received time.Time) (Message, error)
}

// HTTPRequest is a request of a protocol carried over HTTP, free of any server's types.
type HTTPRequest struct {
	Method      string
	Path        string
	Query       url.Values
	ContentType string
	Body        []byte
}

// HTTPReply is what such a protocol answers when the records are on disk.
type HTTPReply struct {
	Status      int
	ContentType string
	Body        []byte
}

// HTTPDecoder explains a request. It is stateless.
type HTTPDecoder func(r HTTPRequest, s Settings, received time.Time) (Message, HTTPReply, error)

// Transport says how a protocol's frames travel.
type Transport uint8

// The transports; a protocol may have several.
const (
	TCP Transport = 1 << iota
	UDP
	HTTP
)

// Protocol is one entry of the registration table.
type Protocol struct {
	// Name as in addresses, files and the API: "teltonika", "wialon-ips".
	Name string
	// Title for people: "Teltonika".
	Title string
	// Port is the one the field is used to.
	Port       int
	Transports Transport
	// MaxFrame bounds what the gateway buffers while it waits for a whole frame, in bytes.
	MaxFrame int
	// NewSession starts a connection over TCP; NewDatagram a sender over UDP (nil where there is no UDP), where
	// a frame is always a whole datagram.
	NewSession  func() Session
	NewDatagram func() Session
	// DecodeHTTP serves protocols over HTTP; nil for others.
	DecodeHTTP HTTPDecoder
	// NewDevice makes the other end, for the simulator, forwarding and tests; nil where there is none.
	NewDevice func(DeviceConfig) Device
}

// DeviceConfig is what a simulated tracker knows of itself.
type DeviceConfig struct {
	Identity string
	Password string
	// Variant picks a dialect: "8", "8e", "16" of Teltonika; "1.1", "2.0" of Wialon IPS; "query", "json" of OsmAnd.
	Variant string
}

// Device is a tracker as seen from the tracker: it writes what one would send and reads what a server answers.
// For protocols over HTTP, what it writes is a whole request, and what it reads a whole response.
type Device interface {
	// Login returns the bytes that open a connection; nil where the protocol has no login.
	Login() []byte
	// Encode writes records as one packet (as many frames as the protocol needs; MaxRecords at a time).
	Encode(records []Record) ([]byte, error)
	// MaxRecords is how many records fit one packet.
	MaxRecords() int
	// Heartbeat returns a keep-alive; nil where there is none.
	Heartbeat() []byte
	// Read looks at what the server sent: how many bytes it understood, whether that was an acceptance (of a
	// login, or of every record of one packet) or a refusal. n == 0 waits for more.
	Read(buf []byte) (answer Answer, n int)
}

// Answer is what a device makes of the server's bytes.
type Answer uint8

// The answers.
const (
	AnswerNone Answer = iota
	AnswerAccepted
	AnswerRefused
)
