-- What a transaction touches is found by index, however many wallets a book has: a condition by "is not distinct from", and one with a
-- coalesce above row-level security, are walked through row by row. And functions in SQL are planned anew at each call; these are not.

-- +goose Up
-- +goose StatementBegin
-- ledger_accounts_of are the accounts of a book by their kinds, the wallet that of the counterparty; null: one that is not there.
create function ledger_accounts_of(keeper uuid, its_unit text, counterparty uuid, kinds text[]) returns uuid[] language plpgsql stable as
$$
declare
    found_ids uuid[];
    its_kind text;
    one uuid;
begin
    -- One at a time: statements as plain as these are planned once in a session, a single one over all of them anew at each call.
    foreach its_kind in array kinds loop
        if its_kind = 'wallet' then
            select a.id into one from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty;
        else
            select a.id into one from ledger_accounts a
            where a.tenant_id = keeper and a.unit = its_unit and a.kind = its_kind and a.counterparty_id is null;
        end if;
        found_ids := found_ids || one;
    end loop;
    return found_ids;
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

create or replace function ledger_hold(keeper uuid, its_unit text, counterparty uuid) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty for no key update;
end
$$;

create or replace function ledger_post(keeper uuid, its_unit text, new_id uuid, its_kind text, counterparty uuid, its_key text, its_request bytea,
        effective date, at timestamptz, its_comment text, its_user uuid, kinds text[], amounts bigint[])
returns table (id uuid, written boolean) language plpgsql as
$$
declare
    party text := ledger_party(keeper, counterparty);
    there ledger_transactions%rowtype;
    accounts uuid[];
begin
    if cardinality(kinds) <> cardinality(amounts) or array_position(kinds, null) is not null then
        raise exception 'an entry is an account and an amount' using errcode = 'LV004';
    end if;
    if its_kind = 'reversal' then raise exception 'a reversal is made of what it reverses' using errcode = 'LV004'; end if;
    if party = 'counterparty' then
        if its_kind not in ('charge', 'package', 'usage') or exists (
                select from unnest(kinds, amounts) as e (kind, amount)
                where not (e.kind = 'wallet' and e.amount < 0 or (e.kind ~ '^revenue:' or e.kind = 'used') and e.amount > 0)) then
            raise exception 'a customer spends, it does not credit' using errcode = '42501';
        end if;
        -- Keys of the keeper's own are not to be guessed or taken.
        its_key := 'spend ' || counterparty || ' ' || its_key;
    end if;
    if array_position(kinds, 'wallet') is null then counterparty := null; end if;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, comment, by_user)
    select new_id, keeper, its_unit, its_kind, counterparty, its_key, its_request, effective, at, its_comment, its_user
    where exists (select from books b where b.tenant_id = keeper and b.unit = its_unit)
    on conflict (tenant_id, unit, key) do nothing;
    if not found then
        select * into there from ledger_transactions t where t.tenant_id = keeper and t.unit = its_unit and t.key = its_key;
        if not found then raise exception 'no book is kept in %', its_unit using errcode = 'LV007'; end if;
        if there.request <> its_request then raise exception 'the key was used for another request' using errcode = 'LV002'; end if;
        return query select there.id, false;
        return;
    end if;
    accounts := ledger_accounts_of(keeper, its_unit, counterparty, kinds);
    if array_position(accounts, null) is not null then
        perform ledger_ready(keeper, its_unit, counterparty, kinds, at);
        accounts := ledger_accounts_of(keeper, its_unit, counterparty, kinds);
    end if;
    if counterparty is not null then perform ledger_hold(keeper, its_unit, counterparty); end if;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select new_id, e.account, keeper, case e.kind when 'wallet' then counterparty end, e.amount, at
    from unnest(accounts, kinds, amounts) as e (account, kind, amount);
    return query select new_id, true;
end
$$;

create or replace function ledger_balance(account uuid, before timestamptz) returns bigint language plpgsql stable as
$$
declare
    since timestamptz := '-infinity';
    summed bigint := 0;
    kept record;
begin
    perform from ledger_accounts a where a.id = account;
    if not found then return null; end if;
    select k.balance, k.booked_before into kept from ledger_checkpoints k
    where k.account_id = account and k.booked_before <= before order by k.booked_before desc limit 1;
    if found then
        since := kept.booked_before;
        summed := kept.balance;
    end if;
    return summed + coalesce((
        select sum(e.amount) from ledger_entries e where e.account_id = account and e.booked_at < before and e.booked_at >= since), 0)::bigint;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_post(uuid, text, uuid, text, uuid, text, bytea, date, timestamptz, text, uuid, text[], bigint[])', 'app', 'worker');
-- +goose StatementBegin
do $$
begin
    revoke all on function ledger_accounts_of(uuid, text, uuid, text[]) from public;
    execute format('grant execute on function ledger_accounts_of(uuid, text, uuid, text[]) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function ledger_ready(keeper uuid, its_unit text, counterparty uuid, kinds text[], at timestamptz) returns void language plpgsql as
$$
begin
    if (select count(*) from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.kind = any (kinds)
            and a.counterparty_id is not distinct from case a.kind when 'wallet' then counterparty end) = cardinality(kinds) then
        return;
    end if;
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

create or replace function ledger_hold(keeper uuid, its_unit text, counterparty uuid) returns void language sql as
$$
    select from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty for no key update
$$;

create or replace function ledger_post(keeper uuid, its_unit text, new_id uuid, its_kind text, counterparty uuid, its_key text, its_request bytea,
        effective date, at timestamptz, its_comment text, its_user uuid, kinds text[], amounts bigint[])
returns table (id uuid, written boolean) language plpgsql as
$$
declare
    party text := ledger_party(keeper, counterparty);
    there ledger_transactions%rowtype;
begin
    if cardinality(kinds) <> cardinality(amounts) or array_position(kinds, null) is not null then
        raise exception 'an entry is an account and an amount' using errcode = 'LV004';
    end if;
    if its_kind = 'reversal' then raise exception 'a reversal is made of what it reverses' using errcode = 'LV004'; end if;
    if party = 'counterparty' then
        if its_kind not in ('charge', 'package', 'usage') or exists (
                select from unnest(kinds, amounts) as e (kind, amount)
                where not (e.kind = 'wallet' and e.amount < 0 or (e.kind ~ '^revenue:' or e.kind = 'used') and e.amount > 0)) then
            raise exception 'a customer spends, it does not credit' using errcode = '42501';
        end if;
        -- Keys of the keeper's own are not to be guessed or taken.
        its_key := 'spend ' || counterparty || ' ' || its_key;
    end if;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, comment, by_user)
    select new_id, keeper, its_unit, its_kind, case when 'wallet' = any (kinds) then counterparty end, its_key, its_request, effective, at,
        its_comment, its_user
    where exists (select from books b where b.tenant_id = keeper and b.unit = its_unit)
    on conflict (tenant_id, unit, key) do nothing;
    if not found then
        select * into there from ledger_transactions t where t.tenant_id = keeper and t.unit = its_unit and t.key = its_key;
        if not found then raise exception 'no book is kept in %', its_unit using errcode = 'LV007'; end if;
        if there.request <> its_request then raise exception 'the key was used for another request' using errcode = 'LV002'; end if;
        return query select there.id, false;
        return;
    end if;
    perform ledger_ready(keeper, its_unit, counterparty, kinds, at);
    perform ledger_hold(keeper, its_unit, case when 'wallet' = any (kinds) then counterparty end);
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select new_id, a.id, a.tenant_id, a.counterparty_id, e.amount, at
    from unnest(kinds, amounts) as e (kind, amount)
    join ledger_accounts a on a.tenant_id = keeper and a.unit = its_unit and a.kind = e.kind
        and a.counterparty_id is not distinct from case e.kind when 'wallet' then counterparty end;
    return query select new_id, true;
end
$$;

create or replace function ledger_balance(account uuid, before timestamptz) returns bigint language sql stable as
$$
    select coalesce(c.balance, 0) + coalesce((
        select sum(e.amount) from ledger_entries e
        where e.account_id = a.id and e.booked_at < before and e.booked_at >= coalesce(c.booked_before, '-infinity')), 0)::bigint
    from ledger_accounts a
    left join lateral (
        select k.balance, k.booked_before from ledger_checkpoints k
        where k.account_id = a.id and k.booked_before <= before order by k.booked_before desc limit 1) c on true
    where a.id = account
$$;
-- +goose StatementEnd
call definer_function('ledger_post(uuid, text, uuid, text, uuid, text, bytea, date, timestamptz, text, uuid, text[], bigint[])', 'app', 'worker');
drop function ledger_accounts_of;
