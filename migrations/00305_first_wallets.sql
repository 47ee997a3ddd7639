-- Two that made a customer's first wallets at once, each another one first, waited for each other, and one of them was turned away; so did a renewal and the
-- job that takes back what is left of packages, which held the wallets of many customers in the order in which their packages ended.
--
-- The order of all: the wallets of customers by their ids, each customer's from the first on, and the book's own accounts last. A wallet that is made later has the
-- greater id, so whoever holds the first of a customer is alone with all of them. While there is none, the customer's row in tenants is held instead.

-- +goose Up
-- +goose StatementBegin
-- wallet_after is an id for a wallet that is made when a customer's last one has the id given, greater than that; null: there is none.
create function wallet_after(last uuid) returns uuid language plpgsql as
$$
declare
    digits text := replace(gen_random_uuid()::text, '-', '');
begin
    if last is null then return digits::uuid; end if;
    -- The next number of the first fifteen digits, then digits by chance.
    return (lpad(to_hex(('x' || left(replace(last::text, '-', ''), 15))::bit(60)::bigint + 1), 15, '0') || right(digits, 17))::uuid;
end
$$;

create or replace function ledger_ready(keeper uuid, its_unit text, counterparty uuid, kinds text[], at timestamptz) returns void language plpgsql as
$$
begin
    if array_position(ledger_accounts_of(keeper, its_unit, counterparty, kinds), null) is null then return; end if;
    if not exists (select from books b where b.tenant_id = keeper and b.unit = its_unit) then
        raise exception 'no book is kept in %', its_unit using errcode = 'LV007';
    end if;
    if 'wallet' = any (kinds) then
        perform ledger_hold(keeper, its_unit, counterparty);
        if not exists (select from ledger_accounts a where a.counterparty_id = counterparty) then
            perform from tenants t where t.id = counterparty for no key update;
        end if;
        -- Those that another has made meanwhile.
        perform ledger_hold(keeper, its_unit, counterparty);
        if not exists (select from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty) then
            perform 1 from tenants t where t.id = counterparty and t.parent_id = keeper;
            if not found then raise exception 'a book has wallets of direct children only' using errcode = '42501'; end if;
            insert into ledger_accounts (id, tenant_id, unit, kind, counterparty_id, balance, floor, opened_at)
            values (wallet_after((select a.id from ledger_accounts a where a.counterparty_id = counterparty order by a.id desc limit 1)),
                keeper, its_unit, 'wallet', counterparty, 0, 0, at);
        end if;
    end if;
    insert into ledger_accounts (tenant_id, unit, kind, opened_at)
    select keeper, its_unit, k, at from unnest(kinds) k where k <> 'wallet' order by k
    on conflict do nothing;
end
$$;

create or replace function ledger_floor(keeper uuid, its_unit text, counterparty uuid, wanted bigint, at timestamptz) returns void language plpgsql as
$$
begin
    perform ledger_party(keeper, null);
    perform ledger_ready(keeper, its_unit, counterparty, array['wallet'], at);
    perform ledger_hold(keeper, its_unit, counterparty);
    update ledger_accounts a set floor = wanted where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty;
end
$$;

-- hold_wallets takes the wallets of some customers of the tenant acted in, present or former, until the transaction ends.
create or replace function hold_wallets(customers uuid[]) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a
    where a.counterparty_id in (
        select w.counterparty_id from ledger_accounts w
        where w.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and w.counterparty_id = any (customers))
    order by a.id for no key update;
end
$$;

create or replace function settle_hold(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    missing record;
begin
    perform set_config('livery.settling', 'yes', true);
    -- Who will have a first wallet.
    perform from tenants t
    where t.id = any (array(select d from unnest(accounts) d where not exists (select from ledger_accounts a where a.counterparty_id = d)))
        and exists (select from subscriptions s where s.tenant_id = t.id and s.ended_at is null and s.accepted_currency is not null)
    order by t.id for no key update;
    perform from ledger_accounts a where a.counterparty_id = any (accounts) order by a.id for no key update;
    for missing in
        select d.* from (
            select distinct s.keeper_id, s.accepted_currency as unit, s.tenant_id from subscriptions s
            where s.tenant_id = any (accounts) and s.ended_at is null and s.accepted_currency is not null) d
        where not exists (select from ledger_accounts a where a.tenant_id = d.keeper_id and a.unit = d.unit and a.counterparty_id = d.tenant_id)
        order by d.tenant_id, d.unit
    loop
        insert into books (tenant_id, unit, main, opened_at)
        values (missing.keeper_id, missing.unit, not exists (select from books b where b.tenant_id = missing.keeper_id and b.main), at)
        on conflict do nothing;
        perform ledger_ready(missing.keeper_id, missing.unit, missing.tenant_id, array['wallet'], at);
    end loop;
end
$$;

-- settle_ready is for whoever settles some accounts: it returns when nobody else is busy with them, and then only is it time to read the clock.
create function settle_ready(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
end
$$;

-- settle_claim takes some accounts that something is due of, and their wallets with them; what another worker has taken is left alone.
create or replace function settle_claim(at timestamptz, most int) returns uuid[] language plpgsql as
$$
declare
    due uuid[];
    fresh uuid[];
    claimed uuid[];
    seen int;
    -- subscriptions that are looked at: enough for two workers where an account has ten
    wide int := 20 * most;
begin
    loop
        select coalesce(array_agg(distinct x.tenant_id), '{}'), count(*) into due, seen from (
            select s.tenant_id from subscriptions s
            where s.next_due <= at and s.state = 'active' and s.unpaid_since is null order by s.next_due limit wide) x;
        fresh := array(
            select t.id from tenants t
            where t.id = any (array(select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d)))
            order by t.id limit most for no key update skip locked);
        perform settle_hold(fresh, at);
        -- The first wallet of an account stands for all of it.
        claimed := array(
            select a.counterparty_id from ledger_accounts a
            where a.counterparty_id = any (due)
                and not exists (select from ledger_accounts b where b.counterparty_id = a.counterparty_id and b.id < a.id)
            order by a.id limit most for no key update of a skip locked)
            || array(select d from unnest(fresh) d where not exists (select from ledger_accounts a where a.counterparty_id = d));
        exit when cardinality(claimed) > 0 or seen < wide;
        -- All of these are another's: there may be more behind them.
        wide := 8 * wide;
    end loop;
    return claimed;
end
$$;

-- expire_packages takes back what is left of packages whose time is over, each once. What somebody is busy with is left for the next time.
create or replace function expire_packages(at timestamptz, most int) returns int language plpgsql as
$$
declare
    held uuid[];
    lot record;
    n int := 0;
begin
    held := array(
        select a.counterparty_id from ledger_accounts a
        where a.counterparty_id in (select b.tenant_id from packages_bought b where b.expired_at is null and b.expires_at <= at and b.remaining > 0)
            and not exists (select from ledger_accounts f where f.counterparty_id = a.counterparty_id and f.id < a.id)
        order by a.id limit most for no key update of a skip locked);
    for lot in
        select b.id, b.tenant_id, b.keeper_id, b.unit, b.remaining from packages_bought b
        where b.expired_at is null and b.expires_at <= at and (coalesce(b.remaining, 0) = 0 or b.tenant_id = any (held))
        order by b.expires_at limit most for update skip locked
    loop
        -- The lock of draws comes first there: who draws now waits for nothing, and is tried again next time.
        continue when not pg_try_advisory_xact_lock(hashtextextended('packages ' || lot.tenant_id::text, 91));
        update packages_bought set expired_at = at, remaining = case when remaining is null then null else 0 end where id = lot.id;
        if lot.remaining > 0 then
            perform package_moves(lot.keeper_id, lot.tenant_id, lot.unit, 'correction', 'over ' || lot.id, 'issued', -lot.remaining, at);
        end if;
        n := n + 1;
    end loop;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_floor(uuid, text, uuid, bigint, timestamptz)', 'app', 'worker');
call definer_function('hold_wallets(uuid[])', 'app', 'worker');
call definer_function('settle_ready(uuid[], timestamptz)', 'app', 'worker');
call definer_function('settle_claim(timestamptz, int)', 'worker');
call definer_function('expire_packages(timestamptz, integer)', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function wallet_after(uuid) from public;
    execute format('grant execute on function wallet_after(uuid) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function expire_packages(at timestamptz, most int) returns int language plpgsql as
$$
declare
    lot record;
    n int := 0;
begin
    for lot in
        select b.id, b.tenant_id, b.keeper_id, b.unit, b.remaining from packages_bought b
        where b.expired_at is null and b.expires_at <= at order by b.expires_at limit most for update skip locked
    loop
        -- The lock of draws comes first there: who draws now waits for nothing, and is tried again next time.
        continue when not pg_try_advisory_xact_lock(hashtextextended('packages ' || lot.tenant_id::text, 91));
        update packages_bought set expired_at = at, remaining = case when remaining is null then null else 0 end where id = lot.id;
        if lot.remaining > 0 then
            perform package_moves(lot.keeper_id, lot.tenant_id, lot.unit, 'correction', 'over ' || lot.id, 'issued', -lot.remaining, at);
        end if;
        n := n + 1;
    end loop;
    return n;
end
$$;

create or replace function settle_claim(at timestamptz, most int) returns uuid[] language plpgsql as
$$
declare
    due uuid[];
begin
    due := array(
        select distinct x.tenant_id from (
            select s.tenant_id from subscriptions s
            where s.next_due <= at and s.state = 'active' and s.unpaid_since is null order by s.next_due limit 40 * most) x);
    if cardinality(due) = 0 then return due; end if;
    perform settle_hold(array(
        select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d)), at);
    -- The first wallet of an account stands for all of it.
    return array(
        select a.counterparty_id from ledger_accounts a
        where a.counterparty_id = any (due)
            and not exists (select from ledger_accounts b where b.counterparty_id = a.counterparty_id and b.id < a.id)
        order by a.id limit most for no key update of a skip locked)
        || array(select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d) limit most);
end
$$;

create or replace function settle_hold(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    missing record;
begin
    perform set_config('livery.settling', 'yes', true);
    for missing in
        select distinct s.keeper_id, s.accepted_currency as unit, s.tenant_id from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.accepted_currency is not null
            and not exists (select from ledger_accounts a where a.tenant_id = s.keeper_id and a.unit = s.accepted_currency and a.counterparty_id = s.tenant_id)
        order by 3, 2
    loop
        insert into books (tenant_id, unit, main, opened_at)
        values (missing.keeper_id, missing.unit, not exists (select from books b where b.tenant_id = missing.keeper_id and b.main), at)
        on conflict do nothing;
        perform ledger_ready(missing.keeper_id, missing.unit, missing.tenant_id, array['wallet'], at);
    end loop;
    perform 1 from ledger_accounts a where a.counterparty_id = any (accounts) order by a.id for no key update;
end
$$;

create or replace function hold_wallets(customers uuid[]) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a
    where a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and a.counterparty_id = any (customers) order by a.id for no key update;
end
$$;

create or replace function ledger_floor(keeper uuid, its_unit text, counterparty uuid, wanted bigint, at timestamptz) returns void language plpgsql as
$$
begin
    perform ledger_party(keeper, null);
    perform ledger_ready(keeper, its_unit, counterparty, array['wallet'], at);
    update ledger_accounts a set floor = wanted where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty;
end
$$;

create or replace function ledger_ready(keeper uuid, its_unit text, counterparty uuid, kinds text[], at timestamptz) returns void language plpgsql as
$$
begin
    if array_position(ledger_accounts_of(keeper, its_unit, counterparty, kinds), null) is null then return; end if;
    if not exists (select from books b where b.tenant_id = keeper and b.unit = its_unit) then
        raise exception 'no book is kept in %', its_unit using errcode = 'LV007';
    end if;
    if 'wallet' = any (kinds) and not exists (
            select from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty) then
        perform 1 from tenants t where t.id = counterparty and t.parent_id = keeper;
        if not found then raise exception 'a book has wallets of direct children only' using errcode = '42501'; end if;
    end if;
    insert into ledger_accounts (tenant_id, unit, kind, counterparty_id, balance, floor, opened_at)
    select keeper, its_unit, k, case k when 'wallet' then counterparty end, case k when 'wallet' then 0 end, case k when 'wallet' then 0 end, at
    from unnest(kinds) k order by k
    on conflict do nothing;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_floor(uuid, text, uuid, bigint, timestamptz)', 'app', 'worker');
call definer_function('hold_wallets(uuid[])', 'app', 'worker');
call definer_function('settle_claim(timestamptz, int)', 'worker');
call definer_function('expire_packages(timestamptz, integer)', 'worker');
drop function settle_ready;
drop function wallet_after;
