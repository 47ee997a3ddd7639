package fleet

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// ObjectBelow is an object of a tenant below, as far as a list shows it: never where it is.
type ObjectBelow struct {
	ID         uuid.UUID
	Name       string
	Kind       string
	Tenant     uuid.UUID
	TenantName string
	CreatedAt  time.Time
}

// BelowQuery narrows a list of objects of the tenants below.
type BelowQuery struct {
	// Search is what a name begins with.
	Search string
	// After is the last of the page before; nil for the first page.
	After uuid.UUID
	// Limit from 1 to MaxPage.
	Limit int
}

// Below lists the objects of the tenant acted in and of all below it, and tells whether there are more.
func (f *Fleet) Below(ctx context.Context, s db.Scope, q BelowQuery) (list []ObjectBelow, more bool, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d objects.", MaxPage))
	}
	statement, args := q.statement()
	err = f.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, statement, args...)
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, pgx.RowToStructByPos[ObjectBelow])
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list the objects below: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}

// statement pages by (path, id); the cursor is an id, because a path counts other tenants.
func (q BelowQuery) statement() (string, []any) {
	args := []any{q.Limit + 1}
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	where := []string{"true"}
	if q.Search != "" {
		from, to := tenant.NameRange(q.Search)
		where = append(where, "o.name_key >= "+arg(from)+" and o.name_key < "+arg(to))
	}
	if q.After != uuid.Nil {
		after := arg(q.After)
		where = append(where, "(o.path, o.id) > ((select a.path from objects a where a.id = "+after+"), "+after+")")
	}
	return `
select o.id, o.name, o.kind, o.tenant_id, t.name, o.created_at
from objects o
join tenants t on t.id = o.tenant_id
where ` + strings.Join(where, "\n    and ") + `
order by o.path, o.id
limit $1`, args
}
