package audit

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Kinds of actors.
const (
	// User is somebody of the tenant.
	User = "user"
	// Key is a program, with a key that somebody of the tenant made.
	Key = "key"
	// System is a job of the installation.
	System = "system"
	// Visitor is somebody who has not signed in.
	Visitor = "visitor"
	// Technical is somebody of a tenant above, acting in this one: where they stand above the realm nobody is told here who
	// it was, and where from; that stands in their own tenant's audit.
	Technical = "technical"
)

// Actor is who does something, and from where.
type Actor struct {
	Kind string
	// User who acts, or who made the key; nil UUID: nobody of the tenant.
	User uuid.UUID
	// Name of the job, or of the key; empty for people: theirs is looked up when it is shown.
	Name string
	// Address and Agent of the request; empty for jobs.
	Address, Agent string
	// Acting is the session of somebody from above: what they do leaves its trace in their own tenant's audit too.
	Acting uuid.UUID
}

// Job is the actor of a job of the installation.
func Job(name string) Actor { return Actor{Kind: System, Name: name} }

type actorKey struct{}

// As says who does what is done under the context.
func As(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, actorKey{}, a) }

// By tells who does what is done under the context: a nameless job where nobody has said.
func By(ctx context.Context) Actor {
	if a, ok := ctx.Value(actorKey{}).(Actor); ok {
		return a
	}
	return Job("")
}

// Subject is what was changed.
type Subject struct {
	// Kind in a word: user, object, group, tracker, tenant.
	Kind string
	ID   uuid.UUID
	// Name as people call it, at that time.
	Name string
}

// Change is something that was done.
type Change struct {
	// Action as subject.verb, like "fleet.object.rename": letters, underscores and dots.
	Action  string
	Subject Subject
	// Before and After are what was and what is, as JSON objects of the fields that differ; nil: there was, or is, nothing.
	// Fields whose names speak of secrets are left out.
	Before, After any
}

// detail is the personal part of an entry.
type detail struct {
	Name    string          `json:"name,omitempty"`
	Address string          `json:"address,omitempty"`
	Agent   string          `json:"agent,omitempty"`
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
}

// Write adds an entry to the tenant's chain, in the transaction that makes the change: both are there, or neither. Two
// that write for one tenant at once do so one after the other, so it is called late in a transaction. What somebody from
// above does is written in two: here, and where they belong.
func Write(ctx context.Context, tx *db.Tx, tenant uuid.UUID, at time.Time, c Change) error {
	by := By(ctx)
	d := detail{Name: c.Subject.Name}
	if by.Kind != Technical {
		d.Address, d.Agent = by.Address, by.Agent
	}
	var err error
	if d.Before, err = fields(c.Before); err == nil {
		d.After, err = fields(c.After)
	}
	if err != nil {
		return fmt.Errorf("write %s to the audit: %w", c.Action, err)
	}
	told, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("write %s to the audit: %w", c.Action, err)
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return fmt.Errorf("write %s to the audit: %w", c.Action, err)
	}
	var user, subject *uuid.UUID
	if by.User != uuid.Nil {
		user = &by.User
	}
	if c.Subject.ID != uuid.Nil {
		subject = &c.Subject.ID
	}
	if err := insert(ctx, tx, tenant, at, by, user, c, subject, salt, told); err != nil {
		return fmt.Errorf("write %s to the audit: %w", c.Action, err)
	}
	if by.Acting != uuid.Nil {
		return Above(ctx, tx, by.Acting, at, c)
	}
	return nil
}

// Above leaves the trace of an act-in in the audit of whoever acts: what was done and to what, the session, the tenant and
// the reason, but not what was changed, which is the tenant's own. Done by somebody else than who acts, as when the tenant
// ends the session, it is told as the system's.
func Above(ctx context.Context, tx *db.Tx, acting uuid.UUID, at time.Time, c Change) error {
	by := By(ctx)
	d := detail{}
	asActor := by.Acting == acting
	if asActor {
		d.Address, d.Agent = by.Address, by.Agent
	}
	told, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("write %s to the audit above: %w", c.Action, err)
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return fmt.Errorf("write %s to the audit above: %w", c.Action, err)
	}
	if err := insertAbove(ctx, tx, acting, asActor, at, c, salt, told); err != nil {
		return fmt.Errorf("write %s to the audit above: %w", c.Action, err)
	}
	return nil
}

// secret words: a field whose name holds one never enters the audit, whoever forgot to leave it out.
var secret = []string{"password", "secret", "token", "hash", "code"}

// fields makes a JSON object of a value, without secrets; nil stays nothing.
func fields(v any) (json.RawMessage, error) {
	if v == nil {
		return nil, nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(b, &object); err != nil {
		return nil, fmt.Errorf("what is told of a change is a JSON object: %w", err)
	}
	for name := range object {
		for _, word := range secret {
			if strings.Contains(strings.ToLower(name), word) {
				delete(object, name)
			}
		}
	}
	if len(object) == 0 {
		return nil, nil
	}
	return json.Marshal(object)
}

// Fields are the fields of a change, by name.
type Fields map[string]any

// Differing keeps of two sets of fields those that differ, so that an entry tells what was changed and not all there is.
func Differing(before, after Fields) (was, is Fields) {
	was, is = Fields{}, Fields{}
	for name, v := range after {
		a, errA := json.Marshal(before[name])
		b, errB := json.Marshal(v)
		if errA == nil && errB == nil && !bytes.Equal(a, b) {
			was[name], is[name] = before[name], v
		}
	}
	return was, is
}
