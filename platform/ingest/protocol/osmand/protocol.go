package osmand

import (
	"bytes"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	// maxFrame bounds a request's body. A batch of 250 locations, the SDK's largest by default, is a quarter of it.
	maxFrame = 1 << 20
	// maxParameters bounds the parameters and extras of one record, maxRecords the locations of a batch.
	maxParameters = 200
	maxRecords    = 2000
)

// Protocol is the entry of the registration table.
func Protocol() protocol.Protocol {
	return protocol.Protocol{
		Name:       "osmand",
		Title:      "OsmAnd, Traccar Client",
		Port:       5055,
		Transports: protocol.HTTP,
		MaxFrame:   maxFrame,
		DecodeHTTP: decode,
		NewDevice:  newDevice,
	}
}

// accepted is the answer clients wait for before they forget what they sent.
var accepted = protocol.HTTPReply{Status: http.StatusOK, ContentType: "text/plain; charset=utf-8"}

// decode explains a request: JSON if it says so or looks so, and has a body; else parameters in the address or in a form.
func decode(r protocol.HTTPRequest, s protocol.Settings, _ time.Time) (protocol.Message, protocol.HTTPReply, error) {
	var m protocol.Message
	var err error
	if len(r.Body) > 0 && (isJSON(r.ContentType) || looksJSON(r.Body)) {
		m, err = decodeJSON(r, s)
	} else {
		m, err = decodeParameters(r, s)
	}
	if err != nil {
		return protocol.Message{}, protocol.HTTPReply{}, err
	}
	return m, accepted, nil
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// looksJSON: scripts and modems post JSON as text, as a form, or as nothing. No form begins so.
func looksJSON(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) > 0 && (body[0] == '{' || body[0] == '[')
}

// parametersOf are those of the address and, as clients that post put them there, of the body. The address wins.
func parametersOf(r protocol.HTTPRequest) (url.Values, error) {
	if len(r.Body) == 0 {
		return r.Query, nil
	}
	form, err := url.ParseQuery(strings.TrimSpace(string(r.Body)))
	if err != nil {
		if len(r.Query) > 0 {
			return r.Query, nil
		}
		return nil, fmt.Errorf("%w: the body is neither a form nor JSON: %w", protocol.ErrMalformed, err)
	}
	maps.Copy(form, r.Query)
	return form, nil
}

// identify names the device, or says which parameter is missing.
func identify(id string) ([]protocol.Identity, error) {
	id = strings.Clone(strings.TrimSpace(id))
	switch {
	case id == "":
		return nil, fmt.Errorf("%w: no device: give its identifier as id, deviceid or device_id", protocol.ErrMalformed)
	case len(id) > maxIdentity:
		return nil, fmt.Errorf("%w: an identifier of %d characters, it takes at most %d", protocol.ErrMalformed, len(id), maxIdentity)
	}
	return []protocol.Identity{protocol.IdentityOf(id)}, nil
}

const maxIdentity = 128
