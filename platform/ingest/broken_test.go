package ingest_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// breaking is a decoder with a mistake in it; it answers what does not break it.
type breaking struct{}

func (breaking) Configure(protocol.Settings) {}

func (breaking) Frame(buf []byte) ([]byte, int, error) {
	if end := bytes.IndexByte(buf, '\n'); end >= 0 {
		return buf[:end], end + 1, nil
	}
	return nil, 0, nil
}

func (breaking) Decode(frame []byte, _ time.Time) (protocol.Message, error) {
	m := protocol.Message{Kind: "login", Refusal: []byte("who?\n")}
	if string(frame) == "break" {
		m.Refusal = frame[len(frame)+1:]
	}
	return m, nil
}

func withBreaking(c *ingest.Config) {
	c.Protocols = append(slices.Clone(c.Protocols), protocol.Protocol{Name: "breaking", Title: "Breaking", Port: 1, Transports: protocol.TCP | protocol.UDP,
		MaxFrame: 100, NewSession: func() protocol.Session { return breaking{} }, NewDatagram: func() protocol.Session { return breaking{} }})
	c.Ports["breaking"] = 0
}

func TestAFrameThatBreaksItsDecoderEndsItsConnectionAndNobodyElses(t *testing.T) {
	t.Parallel()
	b := start(t, withBreaking)
	phone := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, phone.answer(t))
	ask := func(network, text string) (string, error) {
		conn, err := net.Dial(network, b.path.Addresses()["breaking"])
		require.NoError(t, err)
		defer conn.Close()
		_, err = conn.Write([]byte(text))
		require.NoError(t, err)
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(patience)))
		buf := make([]byte, 100)
		n, err := conn.Read(buf)
		return string(buf[:n]), err
	}
	_, err := ask("tcp", "break\n")
	require.ErrorIs(t, err, io.EOF)
	udp, err := net.Dial("udp", b.path.Addresses()["breaking"])
	require.NoError(t, err)
	defer udp.Close()
	_, err = udp.Write([]byte("break\n"))
	require.NoError(t, err)
	for _, network := range []string{"tcp", "udp"} {
		answer, err := ask(network, "hello\n")
		require.NoError(t, err, network)
		require.Equal(t, "who?\n", answer, network)
	}
	phone.send(t, fix(time.Now()))
	require.Equal(t, protocol.AnswerAccepted, phone.answer(t))
}

func TestConnectionsOverHTTPCountWithAllOthers(t *testing.T) {
	t.Parallel()
	b := start(t, func(c *ingest.Config) { c.MaxConnections = 2 })
	address := b.path.Addresses()["osmand"]
	open := func() net.Conn {
		conn, err := net.Dial("tcp", address)
		require.NoError(t, err)
		return conn
	}
	answered := func(conn net.Conn) error {
		_, err := conn.Write([]byte("GET /?id=nobody&lat=1&lon=1 HTTP/1.1\r\nHost: x\r\n\r\n"))
		require.NoError(t, err)
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(patience)))
		_, err = io.ReadFull(conn, make([]byte, 8))
		return err
	}
	first, second := open(), open()
	require.NoError(t, answered(first))
	require.NoError(t, answered(second))
	third := open()
	require.Error(t, answered(third))
	require.NoError(t, third.Close())
	require.NoError(t, first.Close())
	require.NoError(t, second.Close())
	require.Eventually(t, func() bool { return b.path.Connections() == 0 }, patience, 5*time.Millisecond)
	response, err := http.Get("http://" + address + "/?id=nobody&lat=1&lon=1")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusNotFound, response.StatusCode)
	http.DefaultClient.CloseIdleConnections()
}
