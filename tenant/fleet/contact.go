package fleet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// What says, in one word, what has arrived of an object's tracker: the answer to "I have set it up, and now?".
type What string

// The answers.
const (
	NoTrackerBound What = "no_tracker"     // there is nothing to wait for
	Nothing        What = "nothing"        // no device of this identity has knocked
	WrongProtocol  What = "wrong_protocol" // it knocked, but speaks another protocol than it was declared to, or on another port
	WrongChecksum  What = "checksum"       // it speaks, but its frames are damaged
	WrongPassword  What = "wrong_password" // its login was refused
	Malformed      What = "malformed"      // its frames do not hold together
	NoFix          What = "no_fix"         // it speaks well, but has seen no satellites yet
	BlockedNow     What = "blocked"        // it speaks well, but the object is not served: Why tells the causes
	BeforeBinding  What = "before_binding" // what it sent was fixed before it was bound, and dropped
	Quarantined    What = "quarantined"    // its times are absurd, or it sends too much
	Connected      What = "connected"      // it has signed in and sent no record yet
	Well           What = "well"           // records are stored
)

// outcomes turns what the gateway notes (tracker_contacts.outcome) into the answer.
var outcomes = map[string]What{
	"stored":         Well,
	"no_fix":         NoFix,
	"blocked":        BlockedNow,
	"unpaid":         BlockedNow,
	"before_binding": BeforeBinding,
	"quarantined":    Quarantined,
	"checksum":       WrongChecksum,
	"wrong_protocol": WrongProtocol,
	"wrong_password": WrongPassword,
	"malformed":      Malformed,
	"waiting":        Connected, // for its first record
}

// Contact is what arrived last of an object's tracker.
type Contact struct {
	What What
	// At when; nil while nothing has.
	At *time.Time
	// Protocol and Port on which it was heard; empty and 0 while it was not.
	Protocol string
	Port     int
	// Detail is what the gateway adds, by outcome.
	Detail map[string]any
	// Tracker that is waited for; nil: none is bound.
	Tracker *Tracker
	// Why lists what keeps the object from being shown.
	Why []Why
}

// Contact tells what arrived last of an object's tracker since it was bound.
func (f *Fleet) Contact(ctx context.Context, s db.Scope, object uuid.UUID) (Contact, error) {
	var c Contact
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		o, err := f.shown(ctx, tx, s, object)
		if err != nil {
			return err
		}
		c = Contact{What: NoTrackerBound, Tracker: o.Tracker, Why: o.Why(), Detail: map[string]any{}}
		if o.Tracker == nil {
			return nil
		}
		if o.State.Untold {
			c.What = BlockedNow
			return nil
		}
		row, err := fleetdb.New(tx).LastContact(ctx, o.Tracker.ID)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && row.At.Before(o.Tracker.Since) {
			c.What = Nothing
			return nil
		}
		if err != nil {
			return err
		}
		return c.take(row, o)
	})
	if err != nil {
		return Contact{}, fmt.Errorf("read what arrived of a tracker: %w", err)
	}
	return c, nil
}

func (c *Contact) take(row fleetdb.LastContactRow, o Object) error {
	at := row.At.UTC()
	c.At, c.Protocol, c.Port = &at, row.Protocol, int(row.Port)
	if err := json.Unmarshal(row.Detail, &c.Detail); err != nil {
		return fmt.Errorf("read the detail of a contact: %w", err)
	}
	what, known := outcomes[row.Outcome]
	if !known {
		what = What(row.Outcome) // a newer gateway's word is better than a wrong one of ours
	}
	switch {
	case what == Well && len(o.Blocks) > 0:
		what = BlockedNow // stored, but withheld
	case what == BlockedNow && len(o.Blocks) == 0:
		what = Connected // lifted since
	}
	c.What = what
	return nil
}
