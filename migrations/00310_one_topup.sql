-- A top-up by itself cost eight times what an update costs, and a file of them more the longer it was: statements that were planned while the books
-- were small walked through whole tables, for as long as the session lived. From now on whatever is looked for is found by its key, whenever it was
-- planned; and less is done twice. What the database refuses is what it refused before.

-- +goose Up
-- ledger_transactions_credits (00181) answers what this one did.
drop index ledger_transactions_receipts;

-- ledger_close looks each transaction up and refuses entries of one that is not there; none ever goes away.
alter table ledger_entries drop constraint ledger_entries_transaction_id_fkey;

-- Which columns an UPDATE names is asked before anything is run for the row. Depth 0 is a bare UPDATE, depth 1 one of ledger_close.
drop trigger ledger_accounts_stay on ledger_accounts;
drop function ledger_account_stays;
-- +goose StatementBegin
create function ledger_opens_empty() returns trigger language plpgsql as
$$ begin raise exception 'an account opens empty' using errcode = 'LV005'; end $$;
-- +goose StatementEnd
create trigger ledger_accounts_empty before insert on ledger_accounts for each row when (new.balance <> 0) execute function ledger_opens_empty();
create trigger ledger_accounts_stay before update of id, tenant_id, unit, kind, counterparty_id, opened_at on ledger_accounts
    for each row execute function ledger_stays();
create trigger ledger_accounts_balance_stays before update of balance on ledger_accounts
    for each row when (pg_trigger_depth() < 1) execute function ledger_stays();

-- ledger_close closes the transactions whose entries a statement has written: all entries of a transaction come in one INSERT. What was written leads
-- every look-up, whatever the tables held when this was planned: a subquery with an offset is not made a join of. Whoever writes entries holds their
-- wallets by now, so that balances move in any order.
-- +goose StatementBegin
create or replace function ledger_close() returns trigger language plpgsql as
$$
declare
    closing record;
    moved record;
    passed boolean;
begin
    select count(*) as transactions, (array_agg(x.wallet))[1] as wallet, (array_agg(x.due))[1] as due,
        (array_agg(x.id) filter (where x.wrong is not null))[1] as id, (array_agg(x.wrong) filter (where x.wrong is not null))[1] as wrong
    into closing
    from (
        select f.transaction_id as id, (array_agg(f.account_id) filter (where f.counterparty_id is not null))[1] as wallet,
            (sum(f.amount) filter (where f.counterparty_id is not null))::bigint as due,
            case
                when count(t.unit) < count(*) or count(a.unit) < count(*) then 'is not there, or an account of it'
                when sum(f.amount) <> 0 then 'does not sum to zero'
                when count(*) < 2 then 'has one side only'
                when not bool_and(a.tenant_id = t.tenant_id and a.unit = t.unit) then 'crosses books'
                when not bool_and(f.tenant_id = a.tenant_id and f.counterparty_id is not distinct from a.counterparty_id and f.booked_at = t.booked_at)
                    then 'is not written as its accounts are'
                when bool_or(t.counterparty_id is not null) and count(f.counterparty_id) = 0 then 'names whose wallet it does not touch'
                when not bool_and(a.counterparty_id is null or a.counterparty_id is not distinct from t.counterparty_id) then 'touches the wallet of another'
                when count(*) <> (select count(*) from ledger_entries e where e.transaction_id = f.transaction_id) then 'was closed before'
                when bool_or(exists (select from ledger_checkpoints c where c.account_id = f.account_id and c.booked_before > f.booked_at)) then 'is late'
            end as wrong
        from fresh f
        left join lateral (
            select t.tenant_id, t.unit, t.counterparty_id, t.booked_at from ledger_transactions t where t.id = f.transaction_id offset 0) t on true
        left join lateral (select a.tenant_id, a.unit, a.counterparty_id from ledger_accounts a where a.id = f.account_id offset 0) a on true
        group by f.transaction_id) x;
    if closing.wrong = 'is late' then
        raise exception 'the books are closed for that day' using errcode = 'LV006';
    elsif closing.wrong is not null then
        raise exception 'transaction % %', closing.id, closing.wrong using errcode = 'LV004';
    end if;
    if closing.transactions > 1 then
        -- Planned anew: a plan of when there were few accounts goes through all of them.
        execute $sql$
            with moved as (
                update ledger_accounts a set balance = a.balance + d.due
                from (
                    select f.account_id, sum(f.amount)::bigint as due from fresh f where f.counterparty_id is not null group by f.account_id) d
                where a.id = d.account_id
                returning a.id, a.counterparty_id, a.balance, a.floor)
            select m.* from moved m
            where m.balance < m.floor and exists (
                select from fresh f join ledger_transactions t on t.id = f.transaction_id
                where f.account_id = m.id and f.amount < 0 and t.kind not in ('metering', 'dispute', 'reversal'))
            limit 1$sql$ into moved;
        passed := moved.counterparty_id is not null;
    elsif closing.wallet is not null then
        update ledger_accounts a set balance = a.balance + closing.due where a.id = closing.wallet
        returning a.counterparty_id, a.balance, a.floor into moved;
        passed := moved.balance < moved.floor and closing.due < 0 and exists (
            select from fresh f join ledger_transactions t on t.id = f.transaction_id where t.kind not in ('metering', 'dispute', 'reversal'));
    end if;
    if passed then
        raise exception 'the wallet of % would pass its floor', moved.counterparty_id using errcode = 'LV001', detail = (moved.floor - moved.balance)::text;
    end if;
    return null;
end
$$;
-- +goose StatementEnd

-- ledger_post answers without a query of its own, and reads no more of a transaction that is there than it compares.
-- +goose StatementBegin
create or replace function ledger_post(keeper uuid, its_unit text, new_id uuid, its_kind text, counterparty uuid, its_key text, its_request bytea,
        effective date, at timestamptz, its_comment text, its_user uuid, kinds text[], amounts bigint[])
returns table (id uuid, written boolean) language plpgsql as
$$
declare
    party text := ledger_party(keeper, counterparty);
    asked bytea;
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
    written := found;
    if not written then
        select t.id, t.request into id, asked from ledger_transactions t where t.tenant_id = keeper and t.unit = its_unit and t.key = its_key;
        if not found then raise exception 'no book is kept in %', its_unit using errcode = 'LV007'; end if;
        if asked <> its_request then raise exception 'the key was used for another request' using errcode = 'LV002'; end if;
        return next;
        return;
    end if;
    -- What is not there yet is made before the wallets are held: whoever makes the same waits here.
    accounts := ledger_accounts_of(keeper, its_unit, counterparty, kinds);
    if array_position(accounts, null) is not null then
        perform ledger_ready(keeper, its_unit, counterparty, kinds, at);
        accounts := ledger_accounts_of(keeper, its_unit, counterparty, kinds);
    end if;
    if counterparty is not null then perform ledger_hold(keeper, its_unit, counterparty); end if;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select new_id, e.account, keeper, case e.kind when 'wallet' then counterparty end, e.amount, at
    from unnest(accounts, kinds, amounts) as e (account, kind, amount);
    id := new_id;
    return next;
end
$$;

-- ledger_post_many writes many transactions of a book at once, all or none, as ledger_post would each: of a key that is there already, or stands here
-- twice, with the same request it answers the transaction that is there. Only the keeper's side has many to write. One without a counterparty has the
-- zero id for it. The entries name their transactions by what is to be their ids.
create function ledger_post_many(keeper uuid, its_unit text, at timestamptz, its_user uuid, ids uuid[], its_kinds text[], counterparties uuid[], keys text[],
        requests bytea[], effective date[], comments text[], entries_of uuid[], entry_kinds text[], amounts bigint[])
returns table (id uuid, written boolean) language plpgsql as
$$
declare
    made int;
    missing uuid;
begin
    perform ledger_party(keeper, null);
    if array_position(its_kinds, 'reversal') is not null then raise exception 'a reversal is made of what it reverses' using errcode = 'LV004'; end if;
    if not exists (select from books b where b.tenant_id = keeper and b.unit = its_unit) then
        raise exception 'no book is kept in %', its_unit using errcode = 'LV007';
    end if;
    with written as (
        insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, comment, by_user)
        select p.id, keeper, its_unit, p.kind, nullif(p.counterparty, '00000000-0000-0000-0000-000000000000'), p.key, p.request, p.effective, at, p.comment,
            its_user
        from unnest(ids, its_kinds, counterparties, keys, requests, effective, comments) as p (id, kind, counterparty, key, request, effective, comment)
        order by p.key
        on conflict (tenant_id, unit, key) do nothing
        returning ledger_transactions.id)
    select count(*) into made from written;
    if made < cardinality(ids) and exists (
            select from unnest(keys, requests) as p (key, request)
            cross join lateral (
                select t.request from ledger_transactions t where t.tenant_id = keeper and t.unit = its_unit and t.key = p.key offset 0) t
            where t.request <> p.request) then
        raise exception 'the key was used for another request' using errcode = 'LV002';
    end if;
    for missing in
        select distinct p.counterparty from unnest(counterparties) as p (counterparty)
        left join lateral (
            select a.id from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = p.counterparty offset 0) a on true
        where p.counterparty <> '00000000-0000-0000-0000-000000000000' and a.id is null
        order by 1
    loop
        perform ledger_ready(keeper, its_unit, missing, array['wallet'], at);
    end loop;
    perform ledger_ready(keeper, its_unit, null, array(select distinct e.kind from unnest(entry_kinds) as e (kind) where e.kind <> 'wallet'), at);
    perform from ledger_accounts a
    where a.id = any (array(
        select w.id from unnest(counterparties) as p (counterparty)
        cross join lateral (select w.id from ledger_accounts w where w.counterparty_id = p.counterparty offset 0) w))
    order by a.id for no key update;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select t.id, a.id, keeper, a.counterparty_id, e.amount, at
    from unnest(entries_of, entry_kinds, amounts) as e (transaction_id, kind, amount)
    cross join lateral (select t.id, t.counterparty_id from ledger_transactions t where t.id = e.transaction_id offset 0) t
    cross join lateral (
        select w.id, w.counterparty_id from ledger_accounts w
        where e.kind = 'wallet' and w.tenant_id = keeper and w.unit = its_unit and w.counterparty_id = t.counterparty_id
        union all
        select o.id, null from ledger_accounts o
        where e.kind <> 'wallet' and o.tenant_id = keeper and o.unit = its_unit and o.kind = e.kind and o.counterparty_id is null
        offset 0) a;
    if made = cardinality(ids) then
        return query select p.id, true from unnest(ids) as p (id);
        return;
    end if;
    return query
        select t.id, t.id = p.id from unnest(ids, keys) with ordinality as p (id, key, n)
        cross join lateral (
            select t.id from ledger_transactions t where t.tenant_id = keeper and t.unit = its_unit and t.key = p.key offset 0) t
        order by p.n;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_post(uuid, text, uuid, text, uuid, text, bytea, date, timestamptz, text, uuid, text[], bigint[])', 'app', 'worker');
call definer_function('ledger_post_many(uuid, text, timestamptz, uuid, uuid[], text[], uuid[], text[], bytea[], date[], text[], uuid[], text[], bigint[])', 'app', 'worker');
-- Plans are kept as long as a session lasts: one made while there were few rows must not be one that walks through all of them. Also the plans of foreign
-- keys are made under whoever writes first.
-- +goose StatementBegin
do $$
declare f text;
begin
    foreach f in array array['ledger_close', 'ledger_post', 'ledger_post_many', 'ledger_reverse', 'ledger_wallet', 'ledger_floor', 'ledger_accrue'] loop
        execute format('alter function %I set enable_seqscan = off', f);
    end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
drop function ledger_post_many;
-- +goose StatementBegin
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

create or replace function ledger_close() returns trigger language plpgsql as
$$
declare
    wrong record;
begin
    select t.id, case
            when sum(f.amount) <> 0 then 'does not sum to zero'
            when count(*) < 2 then 'has one side only'
            when not bool_and(a.tenant_id = t.tenant_id and a.unit = t.unit) then 'crosses books'
            when not bool_and(f.tenant_id = a.tenant_id and f.counterparty_id is not distinct from a.counterparty_id and f.booked_at = t.booked_at)
                then 'is not written as its accounts are'
            when not bool_and(a.counterparty_id is null or a.counterparty_id = t.counterparty_id) then 'touches the wallet of another'
            when count(*) <> (select count(*) from ledger_entries e where e.transaction_id = t.id) then 'was closed before'
        end as what
    into wrong
    from fresh f join ledger_transactions t on t.id = f.transaction_id join ledger_accounts a on a.id = f.account_id
    group by t.id
    having sum(f.amount) <> 0 or count(*) < 2
        or not bool_and(a.tenant_id = t.tenant_id and a.unit = t.unit and f.tenant_id = a.tenant_id
            and f.counterparty_id is not distinct from a.counterparty_id and f.booked_at = t.booked_at
            and (a.counterparty_id is null or a.counterparty_id = t.counterparty_id))
        or count(*) <> (select count(*) from ledger_entries e where e.transaction_id = t.id)
    limit 1;
    if found then
        raise exception 'transaction % %', wrong.id, wrong.what using errcode = 'LV004';
    end if;
    if exists (select from fresh f join ledger_checkpoints c on c.account_id = f.account_id and c.booked_before > f.booked_at) then
        raise exception 'the books are closed for that day' using errcode = 'LV006';
    end if;
    perform 1 from ledger_accounts a
    where a.id in (select f.account_id from fresh f where f.counterparty_id is not null)
    order by a.id for no key update;
    with moved as (
        update ledger_accounts a set balance = a.balance + d.amount
        from (
            select f.account_id, sum(f.amount)::bigint as amount,
                bool_or(f.amount < 0 and t.kind not in ('metering', 'dispute', 'reversal')) as bounded
            from fresh f join ledger_transactions t on t.id = f.transaction_id
            where f.counterparty_id is not null group by f.account_id) d
        where a.id = d.account_id
        returning a.counterparty_id, a.balance, a.floor, d.bounded)
    select m.counterparty_id, m.floor - m.balance as missing into wrong from moved m where m.bounded and m.balance < m.floor limit 1;
    if found then
        raise exception 'the wallet of % would pass its floor', wrong.counterparty_id using errcode = 'LV001', detail = wrong.missing::text;
    end if;
    return null;
end
$$;

create function ledger_account_stays() returns trigger language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        if new.balance <> 0 then raise exception 'an account opens empty' using errcode = 'LV005'; end if;
        return new;
    end if;
    if (new.id, new.tenant_id, new.unit, new.kind, new.opened_at) is distinct from (old.id, old.tenant_id, old.unit, old.kind, old.opened_at)
            or new.counterparty_id is distinct from old.counterparty_id then
        raise exception 'an account of the ledger is never changed' using errcode = 'LV005';
    end if;
    -- Balances move when entries are written, and by nothing else: depth 1 is this trigger under a bare UPDATE.
    if new.balance is distinct from old.balance and pg_trigger_depth() < 2 then
        raise exception 'a balance moves by entries only' using errcode = 'LV005';
    end if;
    return new;
end
$$;

do $$
declare f text;
begin
    foreach f in array array['ledger_reverse', 'ledger_wallet', 'ledger_floor', 'ledger_accrue'] loop
        execute format('alter function %I reset enable_seqscan', f);
    end loop;
end $$;
-- +goose StatementEnd
call definer_function('ledger_post(uuid, text, uuid, text, uuid, text, bytea, date, timestamptz, text, uuid, text[], bigint[])', 'app', 'worker');
drop trigger ledger_accounts_balance_stays on ledger_accounts;
drop trigger ledger_accounts_stay on ledger_accounts;
drop trigger ledger_accounts_empty on ledger_accounts;
drop function ledger_opens_empty;
create trigger ledger_accounts_stay before insert or update on ledger_accounts for each row execute function ledger_account_stays();
alter table ledger_entries add foreign key (transaction_id) references ledger_transactions (id);
create index ledger_transactions_receipts on ledger_transactions (booked_at, id) where kind in ('topup', 'assignment');
