package customers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// MaxPage is the most a page of customers holds.
const MaxPage = 500

// What a list can be sorted by.
const (
	ByName    = "name"
	ByNumber  = "number"
	BySince   = "since"
	ByObjects = "objects"
	ByUsers   = "users"
	BySeen    = "seen"
)

// What a list can be narrowed to: customers that have objects in such a state.
const (
	WithBlocked    = "blocked"
	WithOffline    = "offline"
	WithSilentDay  = "silent_day"
	WithSilentWeek = "silent_week"
	WithNever      = "never"
)

// Query narrows and sorts a list of the tenants below.
type Query struct {
	// Search is what a name, from any of its words on, an account number or a host begins with.
	Search string
	// Kind: reseller or account; empty for both.
	Kind string
	// Status: active, suspended or closed; empty for all.
	Status string
	// With: one of the constants above; empty for all.
	With string
	// Parent: only the children of this tenant, at or below the one acted in; nil for all levels.
	Parent uuid.UUID
	// Since: opened at or after this moment; zero for all.
	Since time.Time
	// Sort is one of the constants above; empty: by name. Figures of resellers are sums, and cannot be sorted by.
	Sort string
	Desc bool
	// After is the last of the page before.
	After *After
	// Limit from 1 to MaxPage.
	Limit int
}

// After is where a page ended.
type After struct {
	Key string    `json:"k"`
	ID  uuid.UUID `json:"i"`
}

func (q *Query) check() error {
	if q.Limit < 1 || q.Limit > MaxPage {
		return errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d customers.", MaxPage))
	}
	if q.Sort == "" {
		q.Sort = ByName
	}
	if _, known := sorts[q.Sort]; !known {
		return errs.Field("sort", "bad_sort", "Sort by name, number, since, objects, users or seen.")
	}
	if slices.Contains([]string{ByObjects, ByUsers, BySeen}, q.Sort) && q.Kind != tenant.Account {
		return errs.Field("sort", "bad_sort", "Figures of resellers are sums of those below. Sort by figures with kind=account.")
	}
	if _, known := withs[q.With]; q.With != "" && !known {
		return errs.Field("with", "bad_with", "Narrow to customers with objects that are blocked, offline, silent_day, silent_week or never.")
	}
	return nil
}

// List reads a page of the tenants below the one acted in, and says where the next one begins: nil on the last.
func (c *Customers) List(ctx context.Context, s db.Scope, q Query) (list []Customer, next *After, err error) {
	if err := q.check(); err != nil {
		return nil, nil, err
	}
	if strings.ContainsRune(q.Search, 0) {
		return nil, nil, nil // PostgreSQL knows no such text, so nothing is called so
	}
	err = c.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		list, next, err = page(ctx, tx, s, q)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list the customers: %w", err)
	}
	return list, next, nil
}

// Each calls fn with each tenant that a query finds, in its order, up to a bound; it tells whether there were more.
func (c *Customers) Each(ctx context.Context, s db.Scope, q Query, most int, fn func(Customer) error) (more bool, err error) {
	q.Limit, q.After = MaxPage, nil
	for n := 0; ; {
		list, next, err := c.List(ctx, s, q)
		if err != nil {
			return false, err
		}
		for _, one := range list {
			if n == most {
				return true, nil
			}
			n++
			if err := fn(one); err != nil {
				return false, err
			}
		}
		if next == nil {
			return false, nil
		}
		q.After = next
	}
}

// Step is a tenant on the way from the one acted in to another.
type Step struct {
	ID   uuid.UUID
	Name string
	Kind string
}

// One is one tenant below with all that its provider sees at a glance.
type One struct {
	Customer

	Locale, TimeZone string
	// Way leads from the child of the tenant acted in down to the tenant's parent; empty for a child.
	Way []Step
	// Resellers and Accounts below it.
	Resellers, Accounts int
	// Contract with the tenant right above it; nil where that is not the tenant acted in.
	Contract *Contract
}

// Direct tells that the tenant stands right below the one acted in.
func (o One) Direct() bool { return o.Depth == 1 }

// One reads a tenant below. NotFound if there is none.
func (c *Customers) One(ctx context.Context, s db.Scope, id uuid.UUID) (one One, err error) {
	err = c.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		one, err = readOne(ctx, tx, s, id)
		return err
	})
	if err != nil {
		return One{}, fmt.Errorf("read a customer: %w", err)
	}
	if !one.Direct() {
		one.Contract = nil // it is between others
	}
	return one, nil
}

// Ways tells who stands between the tenant acted in and others below it.
func (c *Customers) Ways(ctx context.Context, s db.Scope, of []uuid.UUID) (ways map[uuid.UUID][]Step, err error) {
	if len(of) == 0 {
		return nil, nil
	}
	err = c.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		ways, err = readWays(ctx, tx, s, of)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the ways to tenants: %w", err)
	}
	return ways, nil
}
