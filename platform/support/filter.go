package support

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
)

// Orders of a list of tickets.
const (
	// ByQueue is the order in which they are answered: the queue, which has none but open ones.
	ByQueue = "queue"
	// ByChange has the last changed first, ByOpening the newest.
	ByChange  = "changed"
	ByOpening = "opened"
)

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
	// Native: a native speaker is asked for.
	Native bool `json:"native,omitempty"`
	// Awaiting: answers that ask something.
	Awaiting bool `json:"awaiting,omitempty"`
	// Customer who asks.
	Customer *uuid.UUID `json:"customer,omitempty"`
	// Sort: one of the orders; empty: ByQueue where no state is named, else ByChange.
	Sort string `json:"sort,omitempty"`
}

// check tells what is wrong with a filter that is to be kept.
func (f Filter) check() error {
	among := func(field, value string, of ...string) error {
		if value != "" && !slices.Contains(of, value) {
			return errs.Field("filter."+field, "bad_filter", "Choose among: "+strings.Join(of, ", ")+".")
		}
		return nil
	}
	for _, state := range f.States {
		if err := among("states", state, Open, Answered, Confirmed, Grouped, Escalated, Unanswerable); err != nil {
			return err
		}
	}
	if err := among("kind", f.Kind, Question, StolenLogin, Cancellation, TrackerClaim, SMSDispute, Complaint, Incident); err != nil {
		return err
	}
	if err := among("tier", f.Tier, "gold", "silver", "other"); err != nil {
		return err
	}
	return among("sort", f.Sort, ByQueue, ByChange, ByOpening)
}

// queued tells that a filter is of the queue.
func (f Filter) queued() bool {
	return f.Sort == ByQueue || f.Sort == "" && len(f.States) == 0 && !f.Awaiting
}
