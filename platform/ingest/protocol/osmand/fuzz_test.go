package osmand

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

// FuzzDecode sends any query and body. Nothing may panic, name a device of no name, or make a message that cannot be
// written as JSON.
func FuzzDecode(f *testing.F) {
	vectors, err := protocoltest.ReadVectors("testdata/documents.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for _, v := range vectors {
		u, err := url.Parse(v.HTTP.URL)
		if err != nil {
			f.Fatal(err)
		}
		body := ""
		if v.HTTP.Body != nil {
			body = *v.HTTP.Body
		}
		f.Add(u.RawQuery, body, true)
		f.Add(u.RawQuery, body, false)
	}
	f.Fuzz(func(t *testing.T, query, body string, isJSON bool) {
		values, err := url.ParseQuery(query)
		if err != nil {
			values = url.Values{}
		}
		r := protocol.HTTPRequest{Method: "POST", Path: "/", Query: values, Body: []byte(body)}
		if isJSON {
			r.ContentType = "application/json"
		}
		m, _, err := Protocol().DecodeHTTP(r, protocol.Settings{Notes: new(protocol.Notes)}, received)
		if err != nil {
			return
		}
		if len(m.Identities) != 1 || m.Identities[0].Value == "" || len(m.Records) == 0 {
			t.Fatalf("accepted without a device or a record: %+v", m)
		}
		if _, err := json.Marshal(m); err != nil {
			t.Fatal(err)
		}
		for _, record := range m.Records {
			seen := map[string]bool{}
			for _, a := range record.Attributes {
				if seen[a.Key] {
					t.Fatalf("%s stands twice", a.Key)
				}
				seen[a.Key] = true
			}
		}
	})
}
