-- Dormant accounts (terms 2.3.4): nobody here for 24 months, and no money. Their provider warns them, and then may remove them.

-- +goose Up
create table dormant_warnings (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    warned_at timestamptz not null,
    by_user uuid,
    primary key (tenant_id, counterparty_id)
);
call own_rows('dormant_warnings', 'select, insert, update, delete');

-- Of one provider, whoever has not been here for long: a walk over this index alone.
create index customers_away on customers (parent_id, seen_at, tenant_id) where kind = 'account' and status <> 'closed';

-- +goose Down
drop index customers_away;
drop table dormant_warnings;
