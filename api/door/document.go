package door

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

var problemGoType = reflect.TypeFor[Problem]()

// untitled stands for the title in a document that is kept.
const untitled = "[[title]]"

// documents are those of each kind of host, which change with the routes alone.
type documents struct {
	mu     sync.Mutex
	routes int
	kept   map[bool][]byte
}

// Document is the OpenAPI 3.1 document of what a kind of host serves, under the brand's name. The platform's host has
// all areas, a brand's host knows nothing of the staff's.
func (d *Doors) Document(title string, platformHost bool) ([]byte, error) {
	name, err := json.Marshal(title)
	if err != nil {
		return nil, fmt.Errorf("write the title of the document: %w", err)
	}
	d.documents.mu.Lock()
	defer d.documents.mu.Unlock()
	if d.documents.routes != len(d.routes) {
		d.documents.routes, d.documents.kept = len(d.routes), map[bool][]byte{}
	}
	kept, ok := d.documents.kept[platformHost]
	if !ok {
		if kept, err = d.documentOf(platformHost); err != nil {
			return nil, err
		}
		d.documents.kept[platformHost] = kept
	}
	return bytes.Replace(kept, []byte(`"`+untitled+`"`), name, 1), nil
}

// Tells names a call that goes out by itself, in the document's part about webhooks; of is what it says.
func (d *Doors) Tells(name, summary, description string, of any) {
	document := d.api.OpenAPI()
	if document.Webhooks == nil {
		document.Webhooks = map[string]*huma.PathItem{}
	}
	document.Webhooks[name] = &huma.PathItem{Post: &huma.Operation{
		Summary: summary, Description: description,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: document.Components.Schemas.Schema(reflect.TypeOf(of), true, "")}}},
		Responses:   map[string]*huma.Response{"204": {Description: "It is taken; anything else is tried again later"}},
	}}
}

func (d *Doors) documentOf(platformHost bool) ([]byte, error) {
	whole, err := json.Marshal(d.api.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("write the document: %w", err)
	}
	var document map[string]any
	if err := json.Unmarshal(whole, &document); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	paths, _ := document["paths"].(map[string]any)
	for path, item := range paths {
		methods, _ := item.(map[string]any)
		for method, o := range methods {
			operation, _ := o.(map[string]any)
			if operation["x-area"] == Staff.String() && !platformHost {
				delete(methods, method)
			}
		}
		if len(methods) == 0 {
			delete(paths, path)
		}
	}
	document["info"] = map[string]any{"title": untitled, "version": "1",
		"description": "Lists are read page by page: give next as after. Errors are application/problem+json (RFC 9457)."}
	prune(document)
	return json.Marshal(document)
}

// prune drops schemas that nothing left in the document speaks of.
func prune(document map[string]any) {
	components, _ := document["components"].(map[string]any)
	schemas, _ := components["schemas"].(map[string]any)
	const prefix = "#/components/schemas/"
	used := map[string]bool{}
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case map[string]any:
			if ref, ok := n["$ref"].(string); ok {
				if name, ok := strings.CutPrefix(ref, prefix); ok && !used[name] {
					used[name] = true
					walk(schemas[name])
				}
			}
			for _, child := range n {
				walk(child)
			}
		case []any:
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(document["paths"])
	walk(document["webhooks"])
	for name := range schemas {
		if !used[name] {
			delete(schemas, name)
		}
	}
}

// Schemas names the schemas of a document, for tests.
func Schemas(document []byte) ([]string, error) {
	var parsed struct {
		Components struct {
			Schemas map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(document, &parsed); err != nil {
		return nil, err
	}
	var names []string
	for name := range parsed.Components.Schemas {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}
