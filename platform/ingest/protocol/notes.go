package protocol

import "fmt"

// Note says what the bytes From ≤ i < To of a frame mean.
type Note struct {
	From, To int
	Name     string
	Value    string
}

// Notes collects what `livery decode` shows. A nil *Notes is the usual case and costs a comparison: decoders guard
// with `if notes != nil` where making the value would cost more.
type Notes struct{ List []Note }

// Add records the meaning of a range of bytes; value is formatted as by fmt.Sprint.
func (n *Notes) Add(from, to int, name string, value any) {
	if n == nil {
		return
	}
	n.List = append(n.List, Note{From: from, To: to, Name: name, Value: fmt.Sprint(value)})
}
