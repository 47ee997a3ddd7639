-- What a renewal writes got ids by chance: each row came to another page of every index that begins with one, and after a checkpoint each such page was
-- written whole. Ids begin with their moment, as those do that the application gives (UUIDv7): what is written together stands together (decision 0074).

-- +goose Up
-- +goose StatementBegin
create or replace function settle_post(items settle_item[], at timestamptz, but_days boolean default false) returns void language plpgsql as
$$
declare
    salt text := gen_random_uuid()::text;
    -- the first digits of a UUIDv7 of this moment, and more of them by chance, for debits
    moment text := regexp_replace(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0'), '^(.{8})(.{4})$', '\1-\2-7');
    head text := moment || substr(salt, 16, 9);
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
        select (head || left(md5(salt || x.account || x.currency), 12))::uuid as id, x.keeper, x.account, x.currency, (at at time zone max(x.zone))::date as day, sum(x.amount)::bigint as amount
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
    insert into charges (id, tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
    select (moment || substr(gen_random_uuid()::text, 16))::uuid, x.account, x.keeper, x.object, x.subscription, x.version, x.starts, x.ends, x.amount, x.currency,
        case when x.amount > 0 then (head || left(md5(salt || x.account || x.currency), 12))::uuid end, at
    from unnest(items) x where x.taken and not (but_days and x.by_day);
end
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function settle_post(items settle_item[], at timestamptz, but_days boolean default false) returns void language plpgsql as
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
-- +goose StatementEnd
