package fleet

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// MaxPage is the most a page of objects holds.
const MaxPage = 200

// After is where a page ended: the next begins behind it. It stays right while objects come and go.
type After struct {
	NameKey string
	ID      uuid.UUID
}

// Query narrows a list of objects.
type Query struct {
	// Search is found anywhere in a name, a tracker's identity or its phone number; case and width do not matter.
	Search string
	// Group: nil for all; NoGroup for those in none.
	Group *uuid.UUID
	// Status: any of these; empty for all.
	Status []Status
	After  *After
	// Limit from 1 to MaxPage.
	Limit int
}

// Page of objects by name.
type Page struct {
	Objects []Object
	// Next is where the next page begins; nil: this was the last.
	Next *After
}

// List reads a page of the tenant's objects, by name.
func (f *Fleet) List(ctx context.Context, s db.Scope, query Query) (Page, error) {
	if query.Limit < 1 || query.Limit > MaxPage {
		return Page{}, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d objects.", MaxPage))
	}
	q := f.newFilter()
	for _, status := range query.Status {
		if !slices.Contains(Statuses(), status) {
			return Page{}, errs.Field("status", "bad_status", "A status is moving, standing, offline, never or blocked.")
		}
	}
	if len(query.Status) > 0 {
		q.wide = append(q.wide, "("+statusOf+") = any ("+q.arg(query.Status)+")")
	}
	if query.Group != nil && *query.Group == uuid.Nil {
		q.own = append(q.own, "o.group_id is null")
	} else if query.Group != nil {
		q.own = append(q.own, "o.group_id = "+q.arg(*query.Group))
	}
	if key := tenant.NameKey(query.Search); key != "" {
		if strings.ContainsRune(key, 0) {
			return Page{}, nil // PostgreSQL knows no such text, so nothing is called so
		}
		arg := q.arg(key)
		// Two shapes, because digits are also asked for as they stand on a label: with spaces.
		bare := q.arg(strings.ReplaceAll(key, " ", ""))
		q.own = append(q.own, "(strpos(o.name_key, "+arg+") > 0 or o.id in ("+objectsOfTracker(bare)+"))")
	}
	if query.After != nil {
		q.own = append(q.own, "(o.name_key, o.id) > ("+q.arg(query.After.NameKey)+", "+q.arg(query.After.ID)+")")
	}
	var page Page
	err := f.db.ReadInTenant(ctx, s, func(tx *db.Tx) (err error) {
		page.Objects, err = readObjects(ctx, tx, q, query.Limit+1)
		return err
	})
	if err == nil {
		err = f.untellRead(ctx, s, page.Objects)
	}
	if err != nil {
		return Page{}, fmt.Errorf("list objects: %w", err)
	}
	if len(page.Objects) > query.Limit {
		page.Objects = page.Objects[:query.Limit]
		last := page.Objects[query.Limit-1]
		page.Next = &After{last.nameKey, last.ID}
	}
	return page, nil
}

// States reads the state of every object of the tenant, for the map: without trackers, attributes and odometers.
func (f *Fleet) States(ctx context.Context, s db.Scope) ([]Object, error) {
	var list []Object
	err := f.db.ReadInTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = readStates(ctx, tx, f.newFilter())
		return err
	})
	if err == nil {
		err = f.untellRead(ctx, s, list)
	}
	if err != nil {
		return nil, fmt.Errorf("read the states of objects: %w", err)
	}
	return list, nil
}
