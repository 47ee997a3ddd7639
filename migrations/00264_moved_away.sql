-- Whoever moved below another provider left money and papers behind: what was paid beyond the move was not given back where the plan gives it back, days
-- that are paid for afterwards were lost, and the provider that was left knew neither name nor number for the papers that were still due.

-- +goose Up
-- Customers that a keeper had: as they were called in its book when they left, and what they said of themselves for papers.
create table former_customers (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    kind text not null,
    name text not null,
    number text not null,
    locale text not null,
    -- as papers name a buyer
    buyer jsonb not null default '{}',
    left_at timestamptz not null,
    primary key (tenant_id, counterparty_id)
);
call own_rows('former_customers', 'select');

-- Who moved before is known by its name only.
insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, left_at)
select distinct a.tenant_id, t.id, t.kind, t.name, '', t.locale, now()
from ledger_accounts a join tenants t on t.id = a.counterparty_id
where t.parent_id is distinct from a.tenant_id and t.purged_at is null;

-- settle_leaving debits what a tenant owes the keeper that it moves away from, the days that are paid for afterwards with them, ends what it has connected
-- there at that moment, and gives back what was paid beyond it, where the plan says so.
-- +goose StatementBegin
create function settle_leaving(leaving uuid, at timestamptz) returns void language plpgsql as
$$
declare
    ended uuid[];
begin
    if nullif(current_setting('app.tenant', true), '') is not null then
        raise exception 'whoever moves stands above both' using errcode = '42501';
    end if;
    perform set_config('livery.left_at', at::text, true);
    perform settle_days(array[leaving], at, array(select s.id from subscriptions s where s.tenant_id = leaving and s.ended_at is null));
    perform settle_accounts(array[leaving], at);
    with over as (
        update subscriptions s set ended_at = greatest(at, s.starts_at), end_reason = 'moved', next_due = null, unpaid_since = null
        where s.tenant_id = leaving and s.ended_at is null
        returning s.id)
    select array_agg(o.id) into ended from over o;
    perform settle_back(ended, at);
end
$$;

-- Who moves below somebody else is served free of charge there, until plans of the new price list are connected. The moment is the one at which it was settled
-- with the keeper that is left.
create or replace function subscriptions_stay_behind() returns trigger language plpgsql as
$$
declare
    at timestamptz := coalesce(nullif(current_setting('livery.left_at', true), '')::timestamptz, now());
    moved uuid[];
begin
    update subscriptions s set ended_at = greatest(at, s.starts_at), end_reason = 'moved', next_due = null, unpaid_since = null
    where s.tenant_id = new.counterparty_id and s.ended_at is null;
    moved := array(
        select s.object_id from subscriptions s
        where s.tenant_id = new.counterparty_id and s.end_reason = 'moved' and s.ended_at = greatest(at, s.starts_at));
    update paid_intervals i set span = i.span * tstzrange(null, at)
    where i.object_id = any (moved) and i.span @> at and lower(i.span) is distinct from at;
    update blocks b set until = greatest(b.since, at) where b.object_id = any (moved) and b.cause in ('unpaid', 'paused') and b.until is null;
    perform begin_free(moved, at);
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('settle_leaving(uuid, timestamptz)', 'worker');
call definer_function('subscriptions_stay_behind()', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function subscriptions_stay_behind() returns trigger language plpgsql as
$$
declare
    at timestamptz := now();
begin
    with ended as (
        update subscriptions s set ended_at = greatest(at, s.starts_at), end_reason = 'moved', next_due = null, unpaid_since = null
        where s.tenant_id = new.counterparty_id and s.ended_at is null
        returning s.object_id),
    cut as (
        update paid_intervals i set span = i.span * tstzrange(null, at)
        from ended e where i.object_id = e.object_id and i.span @> at and lower(i.span) is distinct from at
        returning i.object_id)
    update blocks b set until = greatest(b.since, at) from ended e where b.object_id = e.object_id and b.cause in ('unpaid', 'paused') and b.until is null;
    perform begin_free(array(
        select s.object_id from subscriptions s
        where s.tenant_id = new.counterparty_id and s.end_reason = 'moved' and s.ended_at = greatest(at, s.starts_at)), at);
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('subscriptions_stay_behind()', 'app', 'worker');
drop function settle_leaving;
drop table former_customers;
