package explain

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Vector is the question of one line of a vector file: a frame or an HTTP request, and what came before it. What
// the line says of the answer is not read here.
type Vector struct {
	ID       string    `json:"id"`
	Protocol string    `json:"protocol"`
	Frame    string    `json:"frame"`
	HTTP     *HTTP     `json:"http"`
	Before   []string  `json:"before"`
	Settings []Setting `json:"settings"`
	Checksum string    `json:"checksum"`
}

// HTTP is a request as a vector file writes it.
type HTTP struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    *string           `json:"body"`
}

// Setting is one call made on the decoder before the frames.
type Setting struct {
	Call string `json:"call"`
	Args []any  `json:"args"`
}

// BadChecksum tells that the frame is marked as edited by hand, so that its checksum is wrong.
func (v Vector) BadChecksum() bool { return v.Checksum == "bad" }

// Answer is what a decoder made of a vector.
type Answer struct {
	Message protocol.Message
	// Reply is what goes back to the device; for HTTP the body, if there is one.
	Reply [][]byte
	// Refused tells that with verification on the decoder refuses the frame; Refusal is its reason. Message is then
	// what the frame would have said.
	Refused bool
	Refusal error
	// Err is why there is no Message, or why it would not be taken though the vector calls the frame sound.
	Err error
}

// Run decodes a vector as of the moment received. A frame refused for its checksum is decoded once more without
// verification; if it is marked as bad, its refusal is no error.
func Run(p protocol.Protocol, v Vector, received time.Time) Answer {
	settings := protocol.Settings{Model: v.model()}
	if v.HTTP != nil {
		return runHTTP(p, *v.HTTP, settings, received)
	}
	frame, err := hex.DecodeString(v.Frame)
	if err != nil {
		return Answer{Err: fmt.Errorf("reading the frame of the vector: %w", err)}
	}
	before := make([][]byte, len(v.Before))
	for i, b := range v.Before {
		if before[i], err = hex.DecodeString(b); err != nil {
			return Answer{Err: fmt.Errorf("reading frame %d before that of the vector: %w", i+1, err)}
		}
	}
	m, err := runFrame(p, before, frame, settings, received)
	a := Answer{Message: m, Refused: err != nil, Refusal: err, Err: err}
	if errors.Is(err, protocol.ErrChecksum) || err != nil && v.BadChecksum() {
		settings.Unverified = true
		m, unverified := runFrame(p, before, frame, settings, received)
		if v.BadChecksum() {
			a.Err = unverified
		}
		a.Message = m
		err = unverified
	}
	if err != nil {
		a.Message = protocol.Message{}
	}
	if a.Message.Reply != nil {
		a.Reply = [][]byte{a.Message.Reply}
	}
	return a
}

// runFrame decodes the frame as part of a stream and, where that is not what it is, as a datagram: vector files
// do not say by which way a frame came. The frames before it set the scene; one that is refused changes nothing.
func runFrame(p protocol.Protocol, before [][]byte, frame []byte, s protocol.Settings, received time.Time) (protocol.Message, error) {
	var first error
	for _, open := range []func() protocol.Session{p.NewSession, p.NewDatagram} {
		if open == nil {
			continue
		}
		session := open()
		scene := s
		scene.Unverified, scene.Notes = false, nil
		session.Configure(scene)
		for _, b := range before {
			_, _ = session.Decode(b, received)
		}
		session.Configure(s)
		m, err := session.Decode(frame, received)
		if err == nil {
			return m, nil
		}
		if first == nil {
			first = err
		}
		if errors.Is(err, protocol.ErrChecksum) {
			break
		}
	}
	if first == nil {
		first = fmt.Errorf("%s has no frames, only HTTP requests", p.Name)
	}
	return protocol.Message{}, first
}

func runHTTP(p protocol.Protocol, h HTTP, s protocol.Settings, received time.Time) Answer {
	if p.DecodeHTTP == nil {
		return Answer{Refused: true, Err: fmt.Errorf("%s does not travel over HTTP", p.Name)}
	}
	u, err := url.Parse(h.URL)
	if err != nil {
		return Answer{Refused: true, Err: fmt.Errorf("reading the URL of the vector: %w", err)}
	}
	r := protocol.HTTPRequest{Method: h.Method, Path: u.Path, Query: u.Query()}
	for name, value := range h.Headers {
		if strings.EqualFold(name, "Content-Type") {
			r.ContentType = value
		}
	}
	if h.Body != nil {
		r.Body = []byte(*h.Body)
	}
	m, reply, err := p.DecodeHTTP(r, s, received)
	if err != nil {
		return Answer{Refused: true, Refusal: err, Err: err}
	}
	a := Answer{Message: m}
	if len(reply.Body) > 0 {
		a.Reply = [][]byte{reply.Body}
	}
	return a
}

// model is the one the vector declares the device to be; the last declaration counts.
func (v Vector) model() string {
	model := ""
	for _, s := range v.Settings {
		if s.Call == "setModelOverride" && len(s.Args) == 1 {
			model, _ = s.Args[0].(string)
		}
	}
	return model
}

// UnmarshalJSON takes hex written with spaces and in capitals.
func (v *Vector) UnmarshalJSON(b []byte) error {
	type plain Vector
	if err := json.Unmarshal(b, (*plain)(v)); err != nil {
		return err
	}
	v.Frame = strings.Join(strings.Fields(v.Frame), "")
	return nil
}
