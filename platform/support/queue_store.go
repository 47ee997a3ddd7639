package support

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// where makes the conditions of a filter; $1 is the desk.
func (f Filter) where(user uuid.UUID, args []any) (string, []any) {
	var conditions []string
	add := func(condition string, value any) {
		args = append(args, value)
		conditions = append(conditions, fmt.Sprintf(condition, len(args)))
	}
	if f.Kind != "" {
		add("t.kind = $%d", f.Kind)
	}
	if f.Team != nil {
		add("t.team_id = $%d", *f.Team)
	}
	if f.Category != nil {
		add("t.category_id = $%d", *f.Category)
	}
	if f.Tier != "" {
		add("t.tier = $%d", f.Tier)
	}
	if f.Customer != nil {
		add("t.counterparty_id = $%d", *f.Customer)
	}
	switch {
	case f.Mine:
		add("t.assignee_id = $%d", user)
	case f.Nobodys:
		conditions = append(conditions, "t.assignee_id is null")
	case f.Assignee != nil:
		add("t.assignee_id = $%d", *f.Assignee)
	}
	if f.Critical {
		conditions = append(conditions, "t.rank = 0")
	}
	if f.Native {
		conditions = append(conditions, "t.native_speaker")
	}
	if f.Awaiting {
		conditions = append(conditions, "t.awaiting_customer")
	}
	if len(conditions) == 0 {
		return "", args
	}
	return " and " + strings.Join(conditions, " and "), args
}

// queue reads along the index tickets_queue, which has the order.
func queue(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, f Filter, after Place, most int) ([]Ticket, error) {
	if after.ID == uuid.Nil {
		after.Rank = -1
	}
	more, args := f.where(user, []any{desk, after.Rank, after.At, after.Asked, after.ID})
	return tickets(ctx, tx, "where t.tenant_id = $1 and t.state = 'open' and (t.rank, t.queue_at, t.asked_at, t.id) > ($2, $3, $4, $5)"+more+
		fmt.Sprintf(" order by t.rank, t.queue_at, t.asked_at, t.id limit %d", most), args...)
}

// states makes the condition of a filter's states.
func (f Filter) states(args []any) (string, []any) {
	if len(f.States) == 0 {
		return "", args
	}
	args = append(args, f.States)
	return fmt.Sprintf(" and t.state = any ($%d)", len(args)), args
}

// listed reads along the index tickets_page, or tickets_reported.
func listed(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, f Filter, after Place, most int) ([]Ticket, error) {
	before, id, by := after.At, after.ID, "t.changed_at"
	if f.Sort == ByOpening {
		by = "t.opened_at"
	}
	if id == uuid.Nil {
		before, id = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Max
	}
	states, args := f.states([]any{desk, before, id})
	more, args := f.where(user, args)
	return tickets(ctx, tx, "where t.tenant_id = $1 and ("+by+", t.id) < ($2, $3)"+states+more+
		fmt.Sprintf(" order by "+by+" desc, t.id desc limit %d", most), args...)
}

// containing: each word is its number, or stands in its subject or in what was said in it. A customer has hundreds of tickets, not
// millions: no index is needed, and nothing is read but what they see anyway.
const containing = ` and not exists (select from unnest($6::text[]) w where t.number::text <> ltrim(w, '#№') and strpos(lower(t.subject), w) = 0
	and not exists (select from ticket_messages m where m.tenant_id = t.tenant_id and m.ticket_id = t.id and m.kind in ('asked', 'answer') and strpos(lower(m.body), w) > 0))`

// mine are tickets that a user of the asking tenant sees; of several words all are in them.
func mine(ctx context.Context, tx *db.Tx, desk, tenant, user uuid.UUID, words []string, after Place, most int) ([]Ticket, error) {
	before, id := after.At, after.ID
	if id == uuid.Nil {
		before, id = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Max
	}
	return tickets(ctx, tx, "where t.counterparty_id = $2 and t.tenant_id = $1 and (t.changed_at, t.id) < ($4, $5) and "+seen+containing+
		fmt.Sprintf(" order by t.changed_at desc, t.id desc limit %d", most), desk, tenant, user, before, id, words)
}

// found asks the function that may read full text, which answers with ids.
func found(ctx context.Context, tx *db.Tx, desk uuid.UUID, words string, most int) ([]Ticket, error) {
	rows, err := tx.Query(ctx, `select ticket_id from search_tickets($1, $2)`, words, most)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return tickets(ctx, tx, "where t.tenant_id = $1 and t.id = any ($2) order by t.opened_at desc, t.id desc", desk, ids)
}

func countQueue(ctx context.Context, tx *db.Tx, desk uuid.UUID) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from (select from tickets where tenant_id = $1 and state = 'open' limit 1000) q`, desk).Scan(&n)
	return n, err
}

func scopeOfCategory(ctx context.Context, tx *db.Tx, t Ticket) (scope string, err error) {
	if t.Category == nil {
		return "service", nil
	}
	err = tx.QueryRow(ctx, `select scope from desk_categories where tenant_id = $1 and id = $2`, t.Desk, t.Category).Scan(&scope)
	return scope, err
}
