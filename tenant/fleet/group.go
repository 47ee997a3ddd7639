package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Group is a name under which objects are listed together.
type Group struct {
	ID   uuid.UUID
	Name string
	// Objects in it.
	Objects int
}

// CreateGroup adds a group. Conflict (reason "group_exists") if one is called so, whatever the case of its letters.
func (f *Fleet) CreateGroup(ctx context.Context, s db.Scope, title string) (Group, error) {
	if err := wholeSight(s); err != nil {
		return Group{}, err
	}
	var w wrong
	title = checkName(title, "name", &w)
	if err := w.err(); err != nil {
		return Group{}, err
	}
	g := Group{Name: title}
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		g.ID, err = f.insertGroup(ctx, fleetdb.New(tx), s, title)
		return err
	})
	if err != nil {
		return Group{}, fmt.Errorf("add a group: %w", err)
	}
	return g, nil
}

func (f *Fleet) insertGroup(ctx context.Context, q *fleetdb.Queries, s db.Scope, title string) (uuid.UUID, error) {
	id := newID()
	return id, groupExists(q.InsertGroup(ctx, fleetdb.InsertGroupParams{ID: id, TenantID: s.Tenant(), Name: title,
		NameKey: tenant.NameKey(title), CreatedAt: f.now()}))
}

// RenameGroup calls a group otherwise.
func (f *Fleet) RenameGroup(ctx context.Context, s db.Scope, group uuid.UUID, title string) error {
	var w wrong
	title = checkName(title, "name", &w)
	if err := w.err(); err != nil {
		return err
	}
	return f.changeGroup(ctx, s, "rename a group", func(q *fleetdb.Queries) (int64, error) {
		n, err := q.RenameGroup(ctx, fleetdb.RenameGroupParams{ID: group, Name: title, NameKey: tenant.NameKey(title)})
		return n, groupExists(err)
	})
}

// DeleteGroup removes a group; its objects stay, without one.
func (f *Fleet) DeleteGroup(ctx context.Context, s db.Scope, group uuid.UUID) error {
	return f.changeGroup(ctx, s, "delete a group", func(q *fleetdb.Queries) (int64, error) { return q.DeleteGroup(ctx, group) })
}

func (f *Fleet) changeGroup(ctx context.Context, s db.Scope, doing string, change func(*fleetdb.Queries) (int64, error)) error {
	if err := wholeSight(s); err != nil {
		return err
	}
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		n, err := change(fleetdb.New(tx))
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// Groups reads all groups of the tenant, by name.
func (f *Fleet) Groups(ctx context.Context, s db.Scope) ([]Group, error) {
	list := []Group{}
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := fleetdb.New(tx).ListGroups(ctx)
		for _, r := range rows {
			list = append(list, Group{ID: r.ID, Name: r.Name, Objects: int(r.Objects)})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list groups: %w", err)
	}
	return list, nil
}

func groupExists(err error) error {
	if db.IsConstraint(err, "object_groups_tenant_id_name_key_key") {
		return &errs.Error{Code: errs.Conflict, Reason: "group_exists", Message: "There is a group of that name. Choose another.",
			Details: []errs.Detail{{Field: "name", Message: "There is a group of that name."}}}
	}
	return err
}
