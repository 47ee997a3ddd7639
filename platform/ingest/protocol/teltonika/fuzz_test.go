package teltonika

import (
	"encoding/json"
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

// FuzzStream feeds any bytes to a connection, with checksums on and off, and to a datagram session. Nothing may panic,
// take bytes that are not there, or make a message that cannot be written as JSON; and a packet with a right CRC around
// any data must not either.
func FuzzStream(f *testing.F) {
	vectors, err := protocoltest.ReadVectors("testdata/documents.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for _, v := range vectors {
		f.Add(unhex(f, v.Frame))
	}
	f.Add(unhex(f, "003dcafe0105000f33353230393330383634303336353508010000016b4f815b30010000000000000000000000000000000103021503010101425dbc000001"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, s := range []protocol.Settings{{}, {Unverified: true}, {Unverified: true, Model: "FMB640", Notes: new(protocol.Notes)}} {
			session := stream(s)
			for rest := b; len(rest) > 0; {
				frame, n, err := session.Frame(rest)
				if n < 0 || n > len(rest) || len(frame) > n {
					t.Fatalf("takes %d of %d bytes for a frame of %d", n, len(rest), len(frame))
				}
				if err != nil || n == 0 {
					break
				}
				check(t, session, frame)
				rest = rest[n:]
			}
			check(t, stream(s), b)
			datagram := Protocol().NewDatagram()
			datagram.Configure(s)
			check(t, datagram, b)
			if len(b) < maxFrame-header-crcLength {
				check(t, stream(s), appendPacket(nil, b))
			}
		}
	})
}

func check(t *testing.T, s protocol.Session, frame []byte) {
	t.Helper()
	m, err := s.Decode(frame, received)
	if err != nil && (m.Reply != nil || m.Records != nil) {
		t.Fatal("an error with a reply or records")
	}
	if _, err := json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Records {
		seen := map[string]bool{}
		for _, a := range r.Attributes {
			if seen[a.Key] {
				t.Fatalf("%s stands twice", a.Key)
			}
			seen[a.Key] = true
		}
	}
}
