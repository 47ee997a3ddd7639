-- The ledger (DESIGN §7): every tenant that has children keeps a book with them, double entry, one unit a book. What may
-- never happen is held here, by the database, whatever the application does.
--
-- Signs: credit is positive, everywhere. A wallet's balance is what its counterparty has left; revenue is positive; what
-- the keeper has (cash at the bank, money on its way from Stripe) is negative. So each transaction sums to zero.

-- +goose Up
create table books (
    tenant_id uuid not null references tenants (id),
    -- an ISO 4217 code, or SMS for a quantity
    unit text collate "C" not null check (unit ~ '^[A-Z]{3}$'),
    -- what the keeper sells in unless it says otherwise
    main boolean not null default false,
    opened_at timestamptz not null,
    primary key (tenant_id, unit)
);
create unique index books_one_main on books (tenant_id) where main;
call own_rows('books', 'select');

create table ledger_accounts (
    id uuid primary key default gen_random_uuid(),
    tenant_id uuid not null,
    unit text collate "C" not null,
    kind text collate "C" not null check (kind ~ ('^(wallet|revenue:[a-z][a-z_]{0,30}|bank_cash|cash|stripe_clearing|stripe_fees|unidentified'
        || '|refunds_payable|commission|bonuses|corrections|disputes|opening|issued|used)$')),
    -- whose wallet it is; null: the book's own account, which only the keeper sees
    counterparty_id uuid references tenants (id),
    -- of wallets only: the book's own accounts are summed from checkpoints, so that nobody waits for them
    balance bigint,
    -- how far a wallet may fall: below zero for postpaid contracts (terms 4.4)
    floor bigint,
    opened_at timestamptz not null,
    foreign key (tenant_id, unit) references books (tenant_id, unit),
    check ((kind = 'wallet') = (counterparty_id is not null)),
    check ((kind = 'wallet') = (balance is not null)),
    check ((kind = 'wallet') = (floor is not null) and floor <= 0)
) with (fillfactor = 70);
create unique index ledger_accounts_wallet on ledger_accounts (tenant_id, unit, counterparty_id) where counterparty_id is not null;
create unique index ledger_accounts_own on ledger_accounts (tenant_id, unit, kind) where counterparty_id is null;
create index ledger_accounts_counterparty on ledger_accounts (counterparty_id) where counterparty_id is not null;
call two_party_rows('ledger_accounts', 'tenant_id', 'counterparty_id', 'select');

create table ledger_transactions (
    id uuid primary key,
    tenant_id uuid not null,
    unit text collate "C" not null,
    kind text not null check (kind in ('topup', 'charge', 'package', 'usage', 'metering', 'refund', 'commission', 'bonus', 'correction',
        'dispute', 'assignment', 'receipt', 'payout', 'fee', 'opening', 'reversal')),
    -- whose wallet is touched: at most one, so that either side may read all of it
    counterparty_id uuid references tenants (id),
    -- of the request, so that a repeated one is the same transaction, and a hash of what it asked for
    key text collate "C" not null check (length(key) between 1 and 200),
    request bytea not null,
    -- what day it counts for, beside when it was written
    effective_on date not null,
    booked_at timestamptz not null,
    reverses uuid references ledger_transactions (id),
    comment text not null default '' check (length(comment) <= 500),
    by_user uuid,
    foreign key (tenant_id, unit) references books (tenant_id, unit),
    check ((kind = 'reversal') = (reverses is not null))
);
create unique index ledger_transactions_key on ledger_transactions (tenant_id, unit, key);
create unique index ledger_transactions_reversed_once on ledger_transactions (reverses) where reverses is not null;
create index ledger_transactions_page on ledger_transactions (tenant_id, booked_at desc, id desc);
call two_party_rows('ledger_transactions', 'tenant_id', 'counterparty_id', 'select');

create table ledger_entries (
    transaction_id uuid not null references ledger_transactions (id),
    account_id uuid not null references ledger_accounts (id),
    -- of the account: what row-level security asks
    tenant_id uuid not null,
    counterparty_id uuid,
    amount bigint not null check (amount <> 0),
    -- of the transaction: what a statement is ordered by
    booked_at timestamptz not null,
    primary key (transaction_id, account_id)
);
-- A page of a statement and the sum since a checkpoint are walks over this index alone.
create index ledger_entries_statement on ledger_entries (account_id, booked_at, transaction_id) include (amount);
call two_party_rows('ledger_entries', 'tenant_id', 'counterparty_id', 'select');

-- A checkpoint is the sum of an account's entries booked before a moment. Nothing is booked before it any more.
create table ledger_checkpoints (
    account_id uuid not null references ledger_accounts (id),
    tenant_id uuid not null,
    counterparty_id uuid,
    booked_before timestamptz not null,
    balance bigint not null,
    primary key (account_id, booked_before)
);
call two_party_rows('ledger_checkpoints', 'tenant_id', 'counterparty_id', 'select');

-- Nobody writes here but the functions below.
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['books', 'ledger_accounts', 'ledger_transactions', 'ledger_entries', 'ledger_checkpoints'] loop
        execute format('revoke insert, update, delete on %I from %I', t, role_named('worker'));
    end loop;
    -- Both parties read whole tables of these by their policies; none of them updates or inserts.
    foreach t in array array['ledger_accounts', 'ledger_transactions', 'ledger_entries', 'ledger_checkpoints'] loop
        execute format('drop policy keeper_inserts on %I', t);
        execute format('drop policy keeper_updates on %I', t);
    end loop;
end $$;
-- +goose StatementEnd

-- What is written stays.
-- +goose StatementBegin
create function ledger_stays() returns trigger language plpgsql as
$$ begin raise exception 'the ledger is never changed: % on % is refused', tg_op, tg_table_name using errcode = 'LV005'; end $$;

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
-- +goose StatementEnd
create trigger books_stay before update or delete on books for each row execute function ledger_stays();
create trigger books_stay_whole before truncate on books for each statement execute function ledger_stays();
create trigger ledger_accounts_stay before insert or update on ledger_accounts for each row execute function ledger_account_stays();
create trigger ledger_accounts_remain before delete on ledger_accounts for each row execute function ledger_stays();
create trigger ledger_accounts_stay_whole before truncate on ledger_accounts for each statement execute function ledger_stays();
create trigger ledger_transactions_stay before update or delete on ledger_transactions for each row execute function ledger_stays();
create trigger ledger_transactions_stay_whole before truncate on ledger_transactions for each statement execute function ledger_stays();
create trigger ledger_entries_stay before update or delete on ledger_entries for each row execute function ledger_stays();
create trigger ledger_entries_stay_whole before truncate on ledger_entries for each statement execute function ledger_stays();
create trigger ledger_checkpoints_stay before update or delete on ledger_checkpoints for each row execute function ledger_stays();
create trigger ledger_checkpoints_stay_whole before truncate on ledger_checkpoints for each statement execute function ledger_stays();

-- ledger_close closes the transactions whose entries a statement has written: all entries of a transaction come in one
-- INSERT. Wallets are locked in the order of their ids, then read in a new statement: a sum over what was seen before the
-- lock would be of another time. FOR UPDATE would deadlock with the key shares that foreign keys have taken by now.
-- +goose StatementBegin
create function ledger_close() returns trigger language plpgsql as
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
-- +goose StatementEnd
create trigger ledger_entries_close after insert on ledger_entries referencing new table as fresh
    for each statement execute function ledger_close();

-- ledger_party says who asks: 'keeper', 'counterparty', or 'worker' for set-based jobs; nobody else gets this far.
-- +goose StatementBegin
create function ledger_party(keeper uuid, counterparty uuid) returns text language plpgsql stable as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if me = keeper then return 'keeper'; end if;
    if me = counterparty then return 'counterparty'; end if;
    if me is null and session_user::text ~ '_(worker|definer)$' then return 'worker'; end if;
    raise exception 'a tenant writes its own book only' using errcode = '42501';
end
$$;

create function ledger_open_book(keeper uuid, its_unit text, at timestamptz) returns void language plpgsql as
$$
begin
    if ledger_party(keeper, null) is null or exists (select from tenants t where t.id = keeper and t.kind = 'account') then
        raise exception 'an account keeps no book' using errcode = '42501';
    end if;
    if exists (select from books b where b.tenant_id = keeper and b.unit = its_unit) then return; end if;
    -- Two that open the first at once: one of them is the main one.
    perform pg_advisory_xact_lock(hashtextextended('book ' || keeper::text, 2));
    insert into books (tenant_id, unit, main, opened_at)
    values (keeper, its_unit, its_unit <> 'SMS' and not exists (select from books b where b.tenant_id = keeper and b.main), at)
    on conflict do nothing;
end
$$;

-- ledger_ready makes the accounts a transaction needs, where they are not there yet.
create function ledger_ready(keeper uuid, its_unit text, counterparty uuid, kinds text[], at timestamptz) returns void language plpgsql as
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

-- ledger_hold locks the wallet that is about to be moved, before the key share of its foreign key: raising that lock to a
-- stronger one would put both into a multixact, for each entry.
create function ledger_hold(keeper uuid, its_unit text, counterparty uuid) returns void language sql as
$$
    select from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty for no key update
$$;

-- ledger_post writes one transaction. The same key with the same request is the transaction that is there already
-- (written: false); with another request it is refused. A counterparty may spend what is in its own wallet, for what the
-- keeper sells, and nothing else.
create function ledger_post(keeper uuid, its_unit text, new_id uuid, its_kind text, counterparty uuid, its_key text, its_request bytea,
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

-- ledger_reverse writes the opposite of a transaction, once.
create function ledger_reverse(keeper uuid, target uuid, new_id uuid, its_key text, its_request bytea, effective date, at timestamptz,
        its_comment text, its_user uuid)
returns table (id uuid, written boolean) language plpgsql as
$$
declare
    was ledger_transactions%rowtype;
    there ledger_transactions%rowtype;
begin
    perform ledger_party(keeper, null);
    select * into was from ledger_transactions t where t.id = target and t.tenant_id = keeper;
    if not found then raise exception 'there is no such transaction' using errcode = 'LV008'; end if;
    if was.kind = 'reversal' then raise exception 'a reversal is not reversed' using errcode = 'LV003'; end if;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, reverses, comment, by_user)
    values (new_id, keeper, was.unit, 'reversal', was.counterparty_id, its_key, its_request, effective, at, target, its_comment, its_user)
    on conflict do nothing;
    if not found then
        select * into there from ledger_transactions t where t.tenant_id = keeper and t.unit = was.unit and t.key = its_key;
        if not found then raise exception 'it was reversed before' using errcode = 'LV003'; end if;
        if there.request <> its_request then raise exception 'the key was used for another request' using errcode = 'LV002'; end if;
        return query select there.id, false;
        return;
    end if;
    perform ledger_hold(keeper, was.unit, was.counterparty_id);
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select new_id, e.account_id, e.tenant_id, e.counterparty_id, -e.amount, at from ledger_entries e where e.transaction_id = target;
    return query select new_id, true;
end
$$;

-- ledger_wallet opens the wallet of a direct child, empty, or finds it.
create function ledger_wallet(keeper uuid, its_unit text, counterparty uuid, at timestamptz) returns uuid language plpgsql as
$$
declare found_id uuid;
begin
    perform ledger_party(keeper, counterparty);
    perform ledger_ready(keeper, its_unit, counterparty, array['wallet'], at);
    select a.id into strict found_id from ledger_accounts a
    where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty;
    return found_id;
end
$$;

-- ledger_floor says how far a wallet may fall. Only its keeper may.
create function ledger_floor(keeper uuid, its_unit text, counterparty uuid, wanted bigint, at timestamptz) returns void language plpgsql as
$$
begin
    perform ledger_party(keeper, null);
    perform ledger_ready(keeper, its_unit, counterparty, array['wallet'], at);
    update ledger_accounts a set floor = wanted where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_open_book(uuid, text, timestamptz)', 'app', 'worker');
call definer_function('ledger_post(uuid, text, uuid, text, uuid, text, bytea, date, timestamptz, text, uuid, text[], bigint[])', 'app', 'worker');
call definer_function('ledger_reverse(uuid, uuid, uuid, text, bytea, date, timestamptz, text, uuid)', 'app', 'worker');
call definer_function('ledger_wallet(uuid, text, uuid, timestamptz)', 'app', 'worker');
call definer_function('ledger_floor(uuid, text, uuid, bigint, timestamptz)', 'app', 'worker');
-- +goose StatementBegin
do $$
declare f text;
begin
    foreach f in array array['ledger_party(uuid, uuid)', 'ledger_ready(uuid, text, uuid, text[], timestamptz)', 'ledger_hold(uuid, text, uuid)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to %I', f, role_named('definer'));
    end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
drop function ledger_floor;
drop function ledger_wallet;
drop function ledger_reverse;
drop function ledger_post;
drop function ledger_hold;
drop function ledger_ready;
drop function ledger_open_book;
drop function ledger_party;
drop table ledger_checkpoints;
drop table ledger_entries;
drop table ledger_transactions;
drop table ledger_accounts;
drop table books;
drop function ledger_close;
drop function ledger_account_stays;
drop function ledger_stays;
