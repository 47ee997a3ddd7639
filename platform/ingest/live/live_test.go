package live_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/broker"
	"github.com/liveryhq/livery/platform/ingest/live"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestATenantHearsItsOwnEventsOnly(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	b, err := broker.Open(t.Context(), broker.Config{Dir: t.TempDir(), MaxBytes: 1 << 20, Name: "test", Log: log})
	require.NoError(t, err)
	t.Cleanup(func() { b.Close(context.Background()) })
	l := live.New(b, log)
	mine, other, object, tracker := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	heard := make(chan []byte, 10)
	cancel := l.Subscribe(mine, func(event []byte) { heard <- event })
	defer cancel()

	at := time.Date(2026, 5, 20, 11, 0, 0, 500e6, time.UTC)
	r := protocol.Record{Time: at, Fix: true, Valid: true, Lat: 60.1234567, Lon: -24, Speed: math.Inf(1), Course: 90}
	r.Attributes.Bool(protocol.Ignition, true)
	l.Position(other, object, &r, at)
	l.Position(mine, object, &r, at.Add(time.Second))
	l.Position(mine, object, &protocol.Record{}, at)
	l.Contact(live.Contact{Tenant: mine, Tracker: tracker, At: at, Outcome: "checksum", Protocol: "gt06", Port: 5023})
	l.Changed(mine, object)

	require.JSONEq(t, `{"type":"position","object":"`+object.String()+`","at":"2026-05-20T11:00:00.500Z","lat":60.1234567,
		"lon":-24,"speed":null,"course":90,"altitude":0,"valid":true,"heard_at":"2026-05-20T11:00:01.500Z",
		"attributes":{"ignition":true}}`, string(<-heard))
	require.JSONEq(t, `{"type":"position","object":"`+object.String()+`","at":"2026-05-20T11:00:00.500Z","lat":null,"lon":null,
		"speed":null,"course":null,"altitude":null,"valid":false,"heard_at":"2026-05-20T11:00:00.500Z","attributes":{}}`, string(<-heard))
	var contact map[string]any
	require.NoError(t, json.Unmarshal(<-heard, &contact))
	require.Equal(t, "contact", contact["type"])
	require.Nil(t, contact["object"])
	require.Equal(t, tracker.String(), contact["tracker"])
	require.JSONEq(t, `{"type":"object","object":"`+object.String()+`"}`, string(<-heard))
	require.Empty(t, heard)
}
