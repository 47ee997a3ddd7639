package support

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// View is a list of tickets that is kept: what is in it, in which order, and what is shown of each.
type View struct {
	ID   uuid.UUID
	Name string
	// Shared: of everybody at the desk.
	Shared bool
	Filter Filter
	// Columns that are shown; empty: the usual ones.
	Columns []string
	// Count is how many tickets are in it, MostCounted at most.
	Count int
}

// Bounds of views.
const (
	// MostCounted is where counting ends: beyond, it is "more than".
	MostCounted = 1000
	// mostViews of one person, and of a desk.
	mostViews = 50
)

// Columns that a list of tickets can show.
func Columns() []string {
	return []string{"state", "asker", "customer", "tier", "due", "assignee", "team", "category", "kind", "via", "asked", "opened", "changed"}
}

func (v *View) check() error {
	v.Name = strings.TrimSpace(v.Name)
	if err := checkText("name", v.Name, 1, 100); err != nil {
		return err
	}
	for i, c := range v.Columns {
		if !slices.Contains(Columns(), c) || slices.Contains(v.Columns[:i], c) {
			return errs.Field("columns", "bad_column", "Choose each once among: "+strings.Join(Columns(), ", ")+".")
		}
	}
	if v.Columns == nil {
		v.Columns = []string{}
	}
	return v.Filter.check()
}

// Views are those that somebody has at the desk acted in, their own and the shared ones, in their order and with what is in each.
func (d *Desks) Views(ctx context.Context, s db.Scope, user uuid.UUID) ([]View, error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) ([]View, error) {
		list, err := viewsOf(ctx, tx, s.Tenant(), user)
		for i := range list {
			if err == nil {
				list[i].Count, err = countIn(ctx, tx, s.Tenant(), user, list[i].Filter)
			}
		}
		return list, err
	})
}

// KeepView keeps a view of one's own, or changes one (with an id). NotFound: it is not there, or another's.
func (d *Desks) KeepView(ctx context.Context, s db.Scope, user uuid.UUID, v View) (uuid.UUID, error) {
	v.Shared = false
	return d.keepView(ctx, s, user, v)
}

// ShareView keeps a view for everybody at the desk, changes a shared one, or shares one's own.
func (d *Desks) ShareView(ctx context.Context, s db.Scope, user uuid.UUID, v View) (uuid.UUID, error) {
	v.Shared = true
	return d.keepView(ctx, s, user, v)
}

func (d *Desks) keepView(ctx context.Context, s db.Scope, user uuid.UUID, v View) (uuid.UUID, error) {
	if err := v.check(); err != nil {
		return uuid.Nil, err
	}
	fresh := given(&v.ID)
	err := d.change(ctx, s, "view", v.ID, v.Name, func(tx *db.Tx) error {
		if !fresh {
			return changeView(ctx, tx, s.Tenant(), user, v)
		}
		// They are counted first: nobody keeps views without end.
		list, err := viewsOf(ctx, tx, s.Tenant(), user)
		if err != nil {
			return err
		}
		if len(list) >= 2*mostViews || countShared(list, v.Shared) >= mostViews {
			return errs.New(errs.LimitReached, "too_many_views", "There are 50 views already. Take one away first.")
		}
		return insertView(ctx, tx, s.Tenant(), user, v, d.now())
	})
	return v.ID, orNil("keep a view", err)
}

func countShared(list []View, shared bool) (n int) {
	for _, v := range list {
		if v.Shared == shared {
			n++
		}
	}
	return n
}

// DropView takes away a view of one's own, or a shared one. NotFound: it is not there.
func (d *Desks) DropView(ctx context.Context, s db.Scope, user, id uuid.UUID, shared bool) error {
	err := d.change(ctx, s, "view.remove", id, "", func(tx *db.Tx) error { return dropView(ctx, tx, s.Tenant(), user, id, shared) })
	return orNil("take a view away", err)
}

// OrderViews puts the views that somebody has into an order of their own.
func (d *Desks) OrderViews(ctx context.Context, s db.Scope, user uuid.UUID, order []uuid.UUID) error {
	if len(order) > 2*mostViews {
		return errs.Field("views", "too_many_views", "Name at most 100 views.")
	}
	err := d.DB.InTenant(ctx, s, func(tx *db.Tx) error { return keepViewOrder(ctx, tx, s.Tenant(), user, order) })
	return orNil("order views", err)
}
