-- A renewal went through its list of objects a dozen times, and looked up both sides of each debit by one condition that no index answers alone.

-- +goose Up
-- A span that is extended finds room beside what it was.
alter table paid_intervals set (fillfactor = 80);
drop function settle_post(settle_item[], timestamptz);
-- +goose StatementBegin
-- settle_post debits what was taken of a list of items: one transaction for each account and currency. but_days leaves out what costs by the day, which is
-- debited when the tracker is heard.
create function settle_post(items settle_item[], at timestamptz, but_days boolean default false) returns void language plpgsql as
$$
declare
    salt text := gen_random_uuid()::text;
    -- the debits, side by side
    ids uuid[];
    keepers uuid[];
    accounts uuid[];
    units text[];
    days date[];
    sums bigint[];
begin
    select array_agg(d.id), array_agg(d.keeper), array_agg(d.account), array_agg(d.currency), array_agg(d.day), array_agg(d.amount)
    into ids, keepers, accounts, units, days, sums
    from (
        select md5(salt || x.account || x.currency)::uuid as id, x.keeper, x.account, x.currency, (at at time zone max(x.zone))::date as day, sum(x.amount)::bigint as amount
        from unnest(items) x where x.taken and x.amount > 0 and not (but_days and x.by_day) group by x.account, x.keeper, x.currency) d;
    insert into ledger_accounts (tenant_id, unit, kind, opened_at)
    select distinct x.keeper, x.unit, 'revenue:plan', at from unnest(keepers, units) x (keeper, unit)
    where not exists (
        select from ledger_accounts a where a.tenant_id = x.keeper and a.unit = x.unit and a.kind = 'revenue:plan' and a.counterparty_id is null)
    order by 1, 2
    on conflict do nothing;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
    select x.id, x.keeper, x.unit, 'charge', x.account, 'settle ' || x.id, '', x.day, at
    from unnest(ids, keepers, accounts, units, days) x (id, keeper, account, unit, day);
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select x.id, a.id, x.keeper, x.account, -x.amount, at
    from unnest(ids, keepers, accounts, units, sums) x (id, keeper, account, unit, amount)
    join ledger_accounts a on a.tenant_id = x.keeper and a.unit = x.unit and a.counterparty_id = x.account
    union all
    select x.id, a.id, x.keeper, null, x.amount, at
    from unnest(ids, keepers, units, sums) x (id, keeper, unit, amount)
    join ledger_accounts a on a.tenant_id = x.keeper and a.unit = x.unit and a.kind = 'revenue:plan' and a.counterparty_id is null;
    insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
    select x.account, x.keeper, x.object, x.subscription, x.version, x.starts, x.ends, x.amount, x.currency,
        case when x.amount > 0 then md5(salt || x.account || x.currency)::uuid end, at
    from unnest(items) x where x.taken and not (but_days and x.by_day);
end
$$;

create or replace function settle_decided(items settle_item[], at timestamptz) returns void language plpgsql as
$$
declare
    lifted boolean;
    short boolean;
begin
    select bool_or(x.taken and (x.was_unpaid or x.anew)), bool_or(not x.taken and not x.was_unpaid and x.starts <= at) into lifted, short from unnest(items) x;
    -- A day that is debited when the tracker is heard costs nothing yet.
    perform settle_post(items, at, true);
    with extended as (
        update paid_intervals i set span = tstzrange(lower(i.span), nullif(x.ends, 'infinity')) from unnest(items) x
        where x.taken and not x.anew and i.tenant_id = x.account and i.object_id = x.object and upper(i.span) = x.starts
        returning i.object_id)
    insert into paid_intervals (tenant_id, object_id, span)
    select x.account, x.object, tstzrange(x.starts, nullif(x.ends, 'infinity')) from unnest(items) x
    where x.taken and not exists (select from extended e where e.object_id = x.object);
    update subscriptions s set anchor = case when not x.by_day then x.anchor
            -- What was served and could not be paid when its day was over is still owed.
            when x.was_unpaid and (select v.in_arrears from plan_versions v where v.id = x.version)
                then least(s.anchor, date_trunc('day', x.starts at time zone x.zone) at time zone x.zone)
            else date_trunc('day', x.starts at time zone x.zone) at time zone x.zone end,
        periods = x.periods + 1, paid_until = x.ends, next_due = nullif(x.ends, 'infinity'), unpaid_since = null,
        micro_left = case when x.by_day then s.micro_left else x.micro_left end
    from unnest(items) x where x.taken and s.id = x.subscription;
    if lifted then
        update blocks b set until = greatest(b.since, x.starts) from unnest(items) x
        where x.taken and (x.was_unpaid or x.anew) and b.object_id = x.object and b.cause = 'unpaid' and b.until is null;
    end if;
    if short then
        update subscriptions s set unpaid_since = x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at and s.id = x.subscription;
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.account, x.object, 'unpaid', false, x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at
        on conflict (object_id, cause) where until is null do nothing;
    end if;
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$ begin
    revoke all on function settle_post(settle_item[], timestamptz, boolean) from public;
    execute format('grant execute on function settle_post(settle_item[], timestamptz, boolean) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function settle_post(settle_item[], timestamptz, boolean);
-- +goose StatementBegin
create function settle_post(items settle_item[], at timestamptz) returns void language plpgsql as
$$
declare
    salt text := gen_random_uuid()::text;
begin
    insert into ledger_accounts (tenant_id, unit, kind, opened_at)
    select distinct x.keeper, x.currency, 'revenue:plan', at from unnest(items) x
    where x.taken and x.amount > 0 and not exists (
        select from ledger_accounts a where a.tenant_id = x.keeper and a.unit = x.currency and a.kind = 'revenue:plan' and a.counterparty_id is null)
    order by 1, 2
    on conflict do nothing;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
    select x.id, x.keeper, x.currency, 'charge', x.account, 'settle ' || x.id, '', (at at time zone x.zone)::date, at
    from (
        select md5(salt || y.account || y.currency)::uuid as id, y.keeper, y.currency, y.account, max(y.zone) as zone
        from unnest(items) y where y.taken and y.amount > 0 group by y.account, y.keeper, y.currency) x;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select x.id, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then x.amount else -x.amount end, at
    from (
        select md5(salt || y.account || y.currency)::uuid as id, y.keeper, y.currency, y.account, sum(y.amount)::bigint as amount
        from unnest(items) y where y.taken and y.amount > 0 group by y.account, y.keeper, y.currency) x
    join ledger_accounts a on a.tenant_id = x.keeper and a.unit = x.currency
        and (a.counterparty_id = x.account or a.kind = 'revenue:plan' and a.counterparty_id is null);
    insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
    select x.account, x.keeper, x.object, x.subscription, x.version, x.starts, x.ends, x.amount, x.currency,
        case when x.amount > 0 then md5(salt || x.account || x.currency)::uuid end, at
    from unnest(items) x where x.taken;
end
$$;

create or replace function settle_decided(items settle_item[], at timestamptz) returns void language plpgsql as
$$
begin
    -- A day that is debited when the tracker is heard costs nothing yet.
    perform settle_post(array(select x from unnest(items) x where x.taken and not x.by_day), at);
    with extended as (
        update paid_intervals i set span = tstzrange(lower(i.span), nullif(x.ends, 'infinity')) from unnest(items) x
        where x.taken and not x.anew and i.tenant_id = x.account and i.object_id = x.object and upper(i.span) = x.starts
        returning i.object_id)
    insert into paid_intervals (tenant_id, object_id, span)
    select x.account, x.object, tstzrange(x.starts, nullif(x.ends, 'infinity')) from unnest(items) x
    where x.taken and not exists (select from extended e where e.object_id = x.object);
    update subscriptions s set anchor = case when not x.by_day then x.anchor
            -- What was served and could not be paid when its day was over is still owed.
            when x.was_unpaid and (select v.in_arrears from plan_versions v where v.id = x.version)
                then least(s.anchor, date_trunc('day', x.starts at time zone x.zone) at time zone x.zone)
            else date_trunc('day', x.starts at time zone x.zone) at time zone x.zone end,
        periods = x.periods + 1, paid_until = x.ends, next_due = nullif(x.ends, 'infinity'), unpaid_since = null,
        micro_left = case when x.by_day then s.micro_left else x.micro_left end
    from unnest(items) x where x.taken and s.id = x.subscription;
    if exists (select from unnest(items) x where x.taken and (x.was_unpaid or x.anew)) then
        update blocks b set until = greatest(b.since, x.starts) from unnest(items) x
        where x.taken and (x.was_unpaid or x.anew) and b.object_id = x.object and b.cause = 'unpaid' and b.until is null;
    end if;
    if exists (select from unnest(items) x where not x.taken and not x.was_unpaid and x.starts <= at) then
        update subscriptions s set unpaid_since = x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at and s.id = x.subscription;
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.account, x.object, 'unpaid', false, x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at
        on conflict (object_id, cause) where until is null do nothing;
    end if;
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$ begin
    revoke all on function settle_post(settle_item[], timestamptz) from public;
    execute format('grant execute on function settle_post(settle_item[], timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd
alter table paid_intervals reset (fillfactor);
