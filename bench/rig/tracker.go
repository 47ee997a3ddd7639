package rig

import (
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
)

// Tracker is a simulated device on a connection.
type Tracker struct {
	protocol.Device

	Conn net.Conn
	buf  []byte
	have int
	// until when an answer may take; set anew now and then, for a timer costs as much as a packet
	until time.Time
}

// ErrRefused tells that the other side said no.
var ErrRefused = errors.New("refused")

// Dial connects and logs in.
func Dial(name, address string, c protocol.DeviceConfig, timeout time.Duration) (*Tracker, error) {
	var device protocol.Device
	for _, p := range all.Table() {
		if p.Name == name {
			device = p.NewDevice(c)
		}
	}
	if device == nil {
		return nil, fmt.Errorf("no protocol %s", name)
	}
	conn, err := net.DialTimeout("tcp", address, timeout)
	if err != nil {
		return nil, err
	}
	t := &Tracker{Device: device, Conn: conn, buf: make([]byte, 512)}
	if login := device.Login(); login != nil {
		if _, err = conn.Write(login); err == nil {
			err = t.Await(timeout)
		}
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return t, nil
}

// Await reads the next answer: nil if it is an acceptance. It waits for between half of the timeout and the whole.
func (t *Tracker) Await(timeout time.Duration) error {
	if now := time.Now(); t.until.Sub(now) < timeout/2 || t.until.Sub(now) > timeout {
		t.until = now.Add(timeout)
		if err := t.Conn.SetReadDeadline(t.until); err != nil {
			return err
		}
	}
	for {
		if answer, n := t.Read(t.buf[:t.have]); n > 0 {
			t.have = copy(t.buf, t.buf[n:t.have])
			switch answer {
			case protocol.AnswerAccepted:
				return nil
			case protocol.AnswerRefused:
				return ErrRefused
			case protocol.AnswerNone:
			}
			continue
		}
		n, err := t.Conn.Read(t.buf[t.have:])
		t.have += n
		if n == 0 && err != nil {
			return err
		}
	}
}

// Send writes a packet and waits until it is acknowledged.
func (t *Tracker) Send(packet []byte, timeout time.Duration) error {
	if _, err := t.Conn.Write(packet); err != nil {
		return err
	}
	return t.Await(timeout)
}

// Close ends the connection.
func (t *Tracker) Close() { _ = t.Conn.Close() }
