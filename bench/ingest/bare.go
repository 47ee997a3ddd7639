package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// bare is how many records a second the same trackers send, n a packet, to a server that reads a packet, answers it and keeps nothing: what
// sockets alone let through, trackers and server on these processors. No path can be faster that answers each packet by itself.
func (l *load) bare(n int, lasting time.Duration) (perSecond float64, err error) {
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	var serving, sending sync.WaitGroup
	serving.Go(func() {
		for {
			c, err := at.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { answer(c, n) })
		}
	})
	var (
		sent   atomic.Int64
		faults = make([]error, l.options.devices)
		begun  = time.Now()
	)
	for i := range faults {
		sending.Go(func() { faults[i] = l.sendBare(at.Addr().String(), i, n, begun.Add(lasting), &sent) })
	}
	sending.Wait()
	perSecond = float64(sent.Load()) / time.Since(begun).Seconds()
	err = errors.Join(append(faults, at.Close())...)
	serving.Wait()
	return perSecond, err
}

func (l *load) sendBare(address string, i, n int, until time.Time, sent *atomic.Int64) error {
	t, err := rig.Dial("teltonika", address, protocol.DeviceConfig{Identity: ingesttest.IMEI(i)}, answerTimeout)
	if err != nil {
		return fmt.Errorf("tracker %d: %w", i, err)
	}
	defer t.Close()
	packet := make([]protocol.Record, n)
	for k := 0; time.Now().Before(until); k += n {
		if _, err := l.send(t, packet, k); err != nil {
			return fmt.Errorf("tracker %d: %w", i, err)
		}
		sent.Add(int64(n))
	}
	return nil
}

// answer lets a Teltonika in, whoever it is, and tells it of each packet that its n records are there. It waits for each answer, so that a
// packet is what has come until it does.
func answer(c net.Conn, n int) {
	defer func() { _ = c.Close() }()
	buffer := make([]byte, 64<<10)
	reply := []byte{1}
	for {
		if _, err := c.Read(buffer); err != nil {
			return
		}
		if _, err := c.Write(reply); err != nil {
			return
		}
		reply = binary.BigEndian.AppendUint32(nil, uint32(n))
	}
}
