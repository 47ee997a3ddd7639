package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
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
		if g.ID, err = f.insertGroup(ctx, fleetdb.New(tx), s, title); err != nil {
			return err
		}
		return f.note(ctx, tx, s, "fleet.group.add", groupSubject(g.ID, title), nil, audit.Fields{"name": title})
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
	return f.changeGroup(ctx, s, group, "rename", audit.Fields{"name": title}, func(q *fleetdb.Queries) error {
		_, err := q.RenameGroup(ctx, fleetdb.RenameGroupParams{ID: group, Name: title, NameKey: tenant.NameKey(title)})
		return groupExists(err)
	})
}

// DeleteGroup removes a group; its objects stay, without one.
func (f *Fleet) DeleteGroup(ctx context.Context, s db.Scope, group uuid.UUID) error {
	return f.changeGroup(ctx, s, group, "delete", nil, func(q *fleetdb.Queries) error {
		_, err := q.DeleteGroup(ctx, group)
		return err
	})
}

// changeGroup changes a group and notes it; after is what it is then.
func (f *Fleet) changeGroup(ctx context.Context, s db.Scope, group uuid.UUID, verb string, after audit.Fields, change func(*fleetdb.Queries) error) error {
	if err := wholeSight(s); err != nil {
		return err
	}
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := fleetdb.New(tx)
		title, err := q.LockGroup(ctx, group)
		if err != nil {
			return err
		}
		if err := change(q); err != nil {
			return err
		}
		return f.note(ctx, tx, s, "fleet.group."+verb, groupSubject(group, title), audit.Fields{"name": title}, after)
	})
	if err != nil {
		return fmt.Errorf("%s a group: %w", verb, err)
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
