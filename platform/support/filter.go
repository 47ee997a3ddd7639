package support

import "github.com/google/uuid"

// Filter narrows the tickets of a desk.
type Filter struct {
	// States; empty: the queue.
	States   []string   `json:"states,omitempty"`
	Kind     string     `json:"kind,omitempty"`
	Team     *uuid.UUID `json:"team,omitempty"`
	Category *uuid.UUID `json:"category,omitempty"`
	Tier     string     `json:"tier,omitempty"`
	// Assignee; Mine and Nobodys go before it.
	Assignee *uuid.UUID `json:"assignee,omitempty"`
	Mine     bool       `json:"mine,omitempty"`
	Nobodys  bool       `json:"nobodys,omitempty"`
	Critical bool       `json:"critical,omitempty"`
	// Awaiting: answers that ask something.
	Awaiting bool `json:"awaiting,omitempty"`
	// Customer who asks.
	Customer *uuid.UUID `json:"customer,omitempty"`
}
