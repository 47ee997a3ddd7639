package door

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"

	"github.com/liveryhq/livery/internal/errs"
)

// Page is the part of a list that is asked for; embed it in the input of a handler.
type Page struct {
	After string `query:"after" maxLength:"600" doc:"Where to go on: next of the page before. Empty: from the beginning."`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many items at most."`
}

// Items is a page of a list.
type Items[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"Give it as after for the next page; absent on the last."`
}

// Body is an answer in JSON.
type Body[T any] struct {
	Body T
}

// None is an answer without a body: 204.
type None struct{}

// Answer makes an answer of a value.
func Answer[T any](value T) *Body[T] { return &Body[T]{Body: value} }

// Listed makes an answer of a page. next comes from Caller.Next.
func Listed[T any](items []T, next string) *Body[Items[T]] {
	if items == nil {
		items = []T{}
	}
	return &Body[Items[T]]{Body: Items[T]{Items: items, Next: next}}
}

// Paged answers with a page of a list. read is given the key of the last row of the page before (its zero value: begin at the
// beginning) and tells whether there are more rows; show makes of a row an item, and tells the row's key.
func Paged[K, V, T any](c *Caller, list, cursor string, read func(after K) ([]V, bool, error), show func(V) (T, K)) (*Body[Items[T]], error) {
	var key K
	if err := c.After(list, cursor, &key); err != nil {
		return nil, err
	}
	rows, more, err := read(key)
	if err != nil {
		return nil, err
	}
	items := make([]T, 0, len(rows))
	for _, row := range rows {
		var item T
		item, key = show(row)
		items = append(items, item)
	}
	return Listed(items, c.Next(list, key, more)), nil
}

const tagSize = 12

// Next makes a cursor of the key of the last item of a page, or none if there is no more. The key is anything that
// encodes to JSON; it is readable by the holder but cannot be altered, nor used for another list or tenant.
func (c *Caller) Next(list string, lastKey any, more bool) string {
	if !more {
		return ""
	}
	key, err := json.Marshal(lastKey)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(append(c.tag(list, key), key...))
}

// After reads a cursor into key; an empty one leaves it as it is. Invalid: it was not made by Next for this list and
// this tenant.
func (c *Caller) After(list, cursor string, key any) error {
	if cursor == "" {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < tagSize || !hmac.Equal(raw[:tagSize], c.tag(list, raw[tagSize:])) || json.Unmarshal(raw[tagSize:], key) != nil {
		return errs.Field("after", "bad_cursor", "This is not where a page of this list ended. Begin again without it.")
	}
	return nil
}

func (c *Caller) tag(list string, key []byte) []byte {
	tenant := c.Scope.Tenant()
	data := append(append(append([]byte(list), 0), tenant[:]...), key...)
	return c.doors.key.MAC("page cursor", data)[:tagSize]
}
