package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Database is what is asked of PostgreSQL.
type Database interface {
	InTenant(ctx context.Context, s db.Scope, fn func(tx *db.Tx) error) error
	Worker(ctx context.Context, fn func(tx *db.Tx) error) error
}

// Log reads and checks what was written.
type Log struct{ db Database }

// New makes a log.
func New(d Database) *Log { return &Log{d} }

// Entry is one thing that was done.
type Entry struct {
	ID     uuid.UUID
	At     time.Time
	Action string
	// Kind of the actor, and who it was: nil and empty where that was shredded.
	Kind      string
	User      *uuid.UUID
	Login     string
	ActorName string
	Subject   Subject
	// Address and Agent it came from; empty for jobs and where they were shredded.
	Address, Agent string
	// Before and After are JSON objects; nil: nothing was, or is, there.
	Before, After json.RawMessage
	// Shredded: the personal part was taken away.
	Shredded bool
}

// Query narrows the list.
type Query struct {
	// User who acted, Subject that was changed, and what the action begins with; zero: any.
	User, Subject uuid.UUID
	Action        string
	// From and To bound the time: From ≤ at < To; zero: unbounded.
	From, To time.Time
	// After is the last entry of the page before.
	After uuid.UUID
	// Limit of entries; at most MaxPage.
	Limit int
}

// MaxPage bounds a page.
const MaxPage = 500

// List reads a page of the tenant's audit, the newest first, and tells whether there is more. Whoever sees some objects only
// is shown what they did themselves.
func (l *Log) List(ctx context.Context, s db.Scope, q Query) (list []Entry, more bool, err error) {
	q.Limit = max(1, min(q.Limit, MaxPage))
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = page(ctx, tx, s.Tenant(), q, q.Limit+1)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("read the audit: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}

// Fault is something in a chain that does not hold.
type Fault struct {
	// Place in the chain, from 1.
	Place int64
	Entry *uuid.UUID
	// What in a word: missing, unchained, changed, detail changed, cut off.
	What string
}

// Checked is the result of a check.
type Checked struct {
	Entries int64
	// Faults, the first of them: at most a hundred.
	Faults []Fault
}

// Check walks the tenant's own chain. Forbidden (reason "sees_some") for whoever sees a part of it only.
func (l *Log) Check(ctx context.Context, s db.Scope) (c Checked, err error) {
	if !s.SeesAll() {
		return Checked{}, errs.New(errs.Forbidden, "sees_some", "You see a part of the audit only: ask somebody to check it who sees all objects.")
	}
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) error {
		c, err = check(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return Checked{}, fmt.Errorf("check the audit: %w", err)
	}
	return c, nil
}

// Chain is whose audit was checked.
type Chain struct {
	Tenant uuid.UUID
	Name   string
}

// CheckAll walks the chains of all tenants and calls fn with each; for the operator.
func (l *Log) CheckAll(ctx context.Context, fn func(of Chain, c Checked)) error {
	var chains []Chain
	err := l.db.Worker(ctx, func(tx *db.Tx) (err error) {
		chains, err = chained(ctx, tx)
		return err
	})
	for i := 0; err == nil && i < len(chains); i++ {
		err = l.db.Worker(ctx, func(tx *db.Tx) error {
			c, err := check(ctx, tx, chains[i].Tenant)
			if err == nil {
				fn(chains[i], c)
			}
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("check the audit: %w", err)
	}
	return nil
}

// Shred takes away what tells who somebody was in a tenant's audit, and what was written about them. The chain stays
// whole. It returns how many entries have lost their personal part.
func (l *Log) Shred(ctx context.Context, tenant, user uuid.UUID) (n int64, err error) {
	err = l.db.Worker(ctx, func(tx *db.Tx) error {
		n, err = shred(ctx, tx, tenant, user)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("shred somebody's part of the audit: %w", err)
	}
	return n, nil
}
