-- Packages that give a quantity: what was bought comes into the wallet of its unit, what is drawn and what is over leaves it, by
-- the ledger (DESIGN §7). So what is left of an account's packages is that wallet's balance.

-- +goose Up
-- +goose StatementBegin
-- package_moves writes a transaction of a quantity into a keeper's book of that unit: into an account's wallet, or out of it.
create function package_moves(keeper uuid, account uuid, its_unit text, its_kind text, its_key text, other text, amount bigint, at timestamptz) returns uuid language plpgsql as
$$
declare
    made uuid := gen_random_uuid();
begin
    insert into books (tenant_id, unit, main, opened_at) values (keeper, its_unit, false, at) on conflict do nothing;
    perform ledger_ready(keeper, its_unit, account, array['wallet', other], at);
    perform ledger_hold(keeper, its_unit, account);
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
    values (made, keeper, its_unit, its_kind, account, its_key, '', at::date, at);
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select made, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then -amount else amount end, at
    from ledger_accounts a
    where a.tenant_id = keeper and a.unit = its_unit and (a.counterparty_id = account or a.counterparty_id is null and a.kind = other);
    return made;
end
$$;

-- buy_package writes down what the account acted in has bought: the version in force, at the price it was debited at by
-- the transaction named. The same id again changes nothing.
drop function buy_package(uuid, uuid, bigint, uuid, uuid, uuid, timestamptz);
create function buy_package(bought uuid, version uuid, paid_price bigint, debit uuid, by uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    keeper uuid;
    lot packages_bought%rowtype;
begin
    select t.parent_id into keeper from tenants t where t.id = me;
    insert into packages_bought (id, tenant_id, keeper_id, package_id, version_id, unit, quantity, remaining, for_chosen, sms, reports, retention,
        price, currency, transaction_id, bought_by, activated_at, expires_at)
    select bought, me, keeper, p.id, v.id, p.unit, v.quantity, v.quantity, p.for_chosen, v.sms, v.reports, v.retention,
        paid_price, v.currency, debit, by, at, at + make_interval(days => v.validity_days)
    from package_versions v join packages p on p.id = v.package_id
    where v.id = version and v.tenant_id = keeper and v.withdrawn_at is null and v.in_force_from <= at and p.archived_at is null
    on conflict (id) do nothing
    returning * into lot;
    if not found then return false; end if;
    -- Not for nothing: what costs was debited by the account's own transaction.
    if paid_price > 0 and not exists (
            select from ledger_transactions t join ledger_entries e on e.transaction_id = t.id and e.counterparty_id = me
            where t.id = debit and t.tenant_id = keeper and t.kind = 'package' and e.amount = -paid_price
                and not exists (select from packages_bought b where b.transaction_id = debit and b.id <> bought)) then
        raise exception 'a package is paid for' using errcode = '42501';
    end if;
    if coalesce((select a.price from price_agreed(me, lot.package_id, at) a where a.currency = lot.currency),
            (select v.price from package_versions v where v.id = version)) <> paid_price then
        raise exception 'a package costs what it costs' using errcode = '42501';
    end if;
    if lot.quantity is not null then
        update packages_bought set issue_id = package_moves(keeper, me, lot.unit, 'package', 'issue ' || bought, 'issued', lot.quantity, at) where id = bought;
    end if;
    return true;
end
$$;

-- draw_package takes a quantity from the packages of an account, those that expire first first, all of it or nothing. What is
-- for chosen objects is drawn for those alone. The same key again changes nothing. Answers whether it was there.
drop function draw_package(uuid, text, text, bigint, timestamptz);
create function draw_package(account uuid, its_unit text, its_key text, wanted bigint, at timestamptz, for_object uuid default null) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    keeper uuid;
    lot record;
    missing bigint := wanted;
    part bigint;
begin
    if me is not null and me <> account then
        raise exception 'an account draws from its own packages only' using errcode = '42501';
    end if;
    if wanted <= 0 then raise exception 'nothing to draw' using errcode = '23514'; end if;
    perform pg_advisory_xact_lock(hashtextextended('packages ' || account::text, 91));
    if exists (select from package_draws d where d.tenant_id = account and d.key = its_key) then return true; end if;
    select t.parent_id into keeper from tenants t where t.id = account;
    for lot in
        select b.id, b.remaining from packages_bought b
        where b.tenant_id = account and b.keeper_id = keeper and b.unit = its_unit
            and b.remaining > 0 and b.expired_at is null and (b.expires_at is null or b.expires_at > at)
            and (not b.for_chosen or exists (select from packages_bought_objects o where o.bought_id = b.id and o.object_id = for_object))
        order by b.expires_at nulls last, b.for_chosen desc, b.activated_at, b.id for update
    loop
        part := least(lot.remaining, missing);
        update packages_bought set remaining = remaining - part where id = lot.id;
        insert into package_draws (tenant_id, bought_id, key, quantity, drawn_at) values (account, lot.id, its_key, part, at);
        missing := missing - part;
        exit when missing = 0;
    end loop;
    if missing > 0 then
        raise exception 'too little is left' using errcode = 'LV001', detail = missing::text;
    end if;
    perform package_moves(keeper, account, its_unit, 'usage', 'draw ' || account || ' ' || its_key, 'used', -wanted, at);
    return true;
end
$$;

-- expire_packages takes back what is left of packages whose time is over, each once.
create function expire_packages(at timestamptz, most int) returns int language plpgsql as
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
-- +goose StatementEnd
call definer_function('buy_package(uuid, uuid, bigint, uuid, uuid, timestamptz)', 'app');
call definer_function('draw_package(uuid, text, text, bigint, timestamptz, uuid)', 'app', 'worker');
call definer_function('expire_packages(timestamptz, integer)', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function package_moves(uuid, uuid, text, text, text, text, bigint, timestamptz) from public;
    execute format('grant execute on function package_moves(uuid, uuid, text, text, text, text, bigint, timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function expire_packages;
drop function draw_package(uuid, text, text, bigint, timestamptz, uuid);
drop function buy_package(uuid, uuid, bigint, uuid, uuid, timestamptz);
drop function package_moves;
-- +goose StatementBegin
create function buy_package(bought uuid, version uuid, paid_price bigint, debit uuid, issue uuid, by uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    keeper uuid;
begin
    select t.parent_id into keeper from tenants t where t.id = me;
    insert into packages_bought (id, tenant_id, keeper_id, package_id, version_id, unit, quantity, remaining, for_chosen, sms, reports, retention,
        price, currency, transaction_id, issue_id, bought_by, activated_at, expires_at)
    select bought, me, keeper, p.id, v.id, p.unit, v.quantity, v.quantity, p.for_chosen, v.sms, v.reports, v.retention,
        paid_price, v.currency, debit, issue, by, at, at + make_interval(days => v.validity_days)
    from package_versions v join packages p on p.id = v.package_id
    where v.id = version and v.tenant_id = keeper and v.withdrawn_at is null and v.in_force_from <= at and p.archived_at is null
    on conflict (id) do nothing;
    return found;
end
$$;

create function draw_package(account uuid, its_unit text, its_key text, wanted bigint, at timestamptz) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    lot record;
    missing bigint := wanted;
    part bigint;
begin
    if me is not null and me <> account then
        raise exception 'an account draws from its own packages only' using errcode = '42501';
    end if;
    if wanted <= 0 then raise exception 'nothing to draw' using errcode = '23514'; end if;
    perform pg_advisory_xact_lock(hashtextextended('packages ' || account::text, 91));
    if exists (select from package_draws d where d.tenant_id = account and d.key = its_key) then return true; end if;
    for lot in
        select b.id, b.remaining from packages_bought b
        where b.tenant_id = account and b.keeper_id = (select t.parent_id from tenants t where t.id = account) and b.unit = its_unit
            and b.remaining > 0 and b.expired_at is null and (b.expires_at is null or b.expires_at > at)
        order by b.expires_at nulls last, b.activated_at, b.id for update
    loop
        part := least(lot.remaining, missing);
        update packages_bought set remaining = remaining - part where id = lot.id;
        insert into package_draws (tenant_id, bought_id, key, quantity, drawn_at) values (account, lot.id, its_key, part, at);
        missing := missing - part;
        exit when missing = 0;
    end loop;
    if missing > 0 then
        raise exception 'too little is left' using errcode = 'LV001', detail = missing::text;
    end if;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('buy_package(uuid, uuid, bigint, uuid, uuid, uuid, timestamptz)', 'app');
call definer_function('draw_package(uuid, text, text, bigint, timestamptz)', 'app', 'worker');
