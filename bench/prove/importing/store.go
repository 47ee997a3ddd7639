package main

import (
	"context"
	"errors"

	"github.com/liveryhq/livery/internal/db"
)

func (s *scene) ask(ctx context.Context, sql string, into ...any) error {
	return s.db.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, sql).Scan(into...) })
}

// sum is all that tenants have, but for imports and what is told of them.
func (s *scene) sum(ctx context.Context) (sum string, err error) {
	err = s.ask(ctx, `select concat_ws(' ',
		(select count(*) || md5(string_agg(x::text, '' order by id)) from tenants x), (select count(*) || md5(string_agg(x::text, '' order by id)) from users x),
		(select count(*) || md5(string_agg(x::text, '' order by id)) from objects x), (select count(*) || md5(string_agg(x::text, '' order by id)) from trackers x),
		(select count(*) || md5(string_agg(x::text, '' order by id)) from identities x), (select count(*) || md5(string_agg(x::text, '' order by id)) from object_groups x),
		(select count(*) || md5(string_agg(x::text, '' order by id)) from bindings x), (select count(*) || md5(string_agg(x::text, '' order by account_id)) from customer_records x),
		(select count(*) from memberships), (select count(*) from contracts), (select count(*) from audit_entries where action not like 'reselling.import%'))`, &sum)
	return sum, err
}

// there checks how much there is, in the tables themselves.
func (s *scene) there(ctx context.Context, accounts, people, things int) error {
	var is [6]int
	err := s.ask(ctx, `select (select count(*) from tenants where kind = 'account' and status = 'active'), (select count(*) from memberships) - 1,
		(select count(*) from objects where removed_at is null), (select count(*) from bindings where upper_inf(span)), (select count(distinct (namespace, value)) from identities where released_at is null and namespace not like 'realm:%'),
		(select count(*) from contracts c join tenants t on t.id = c.counterparty_id where t.kind = 'account')`, &is[0], &is[1], &is[2], &is[3], &is[4], &is[5])
	return errors.Join(err, same("accounts", is[0], accounts), same("people", is[1], people), same("objects", is[2], things), same("bindings", is[3], things),
		same("identities waiting", is[4], things), same("account numbers", is[5], accounts))
}
