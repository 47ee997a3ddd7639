-- Rates below a minor unit (a day of a month, one SMS) are counted in millionths of it, exactly; whole minor units are
-- posted, and what is left is carried.

-- +goose Up
create table ledger_accumulators (
    tenant_id uuid not null,
    unit text collate "C" not null,
    counterparty_id uuid not null references tenants (id),
    -- what is counted: 'wholesale', 'sms'
    name text collate "C" not null check (length(name) between 1 and 60),
    -- not posted yet: less than one minor unit
    remainder bigint not null default 0 check (remainder >= 0 and remainder < 1000000),
    primary key (tenant_id, unit, counterparty_id, name),
    foreign key (tenant_id, unit) references books (tenant_id, unit)
) with (fillfactor = 70);
call two_party_rows('ledger_accumulators', 'tenant_id', 'counterparty_id', 'select');

-- What was counted, each once: the sum of these is what was posted and what is left.
create table ledger_accruals (
    tenant_id uuid not null,
    unit text collate "C" not null,
    counterparty_id uuid not null,
    name text collate "C" not null,
    key text collate "C" not null check (length(key) between 1 and 90),
    micro bigint not null check (micro > 0),
    -- whole minor units that came of it
    amount bigint not null check (amount >= 0),
    transaction_id uuid references ledger_transactions (id),
    booked_at timestamptz not null,
    primary key (tenant_id, unit, counterparty_id, name, key),
    foreign key (tenant_id, unit, counterparty_id, name) references ledger_accumulators (tenant_id, unit, counterparty_id, name),
    check ((amount > 0) = (transaction_id is not null))
);
call two_party_rows('ledger_accruals', 'tenant_id', 'counterparty_id', 'select');
create trigger ledger_accruals_stay before update or delete on ledger_accruals for each row execute function ledger_stays();
create trigger ledger_accruals_stay_whole before truncate on ledger_accruals for each statement execute function ledger_stays();
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['ledger_accumulators', 'ledger_accruals'] loop
        execute format('revoke insert, update, delete on %I from %I', t, role_named('worker'));
        execute format('drop policy keeper_inserts on %I', t);
        execute format('drop policy keeper_updates on %I', t);
    end loop;
end $$;

-- ledger_accrue counts micro units that a counterparty owes, and debits the whole minor units among them. The same key
-- again changes nothing. Answers the whole units of this time.
create function ledger_accrue(keeper uuid, its_unit text, counterparty uuid, its_name text, its_key text, its_micro bigint, its_kind text,
        revenue text, effective date, at timestamptz, its_comment text)
returns bigint language plpgsql as
$$
declare
    total bigint;
    whole bigint;
    there ledger_accruals%rowtype;
    tx uuid;
begin
    if ledger_party(keeper, null) is null then return null; end if;
    if its_micro <= 0 then raise exception 'what is counted is more than nothing' using errcode = 'LV004'; end if;
    insert into ledger_accumulators (tenant_id, unit, counterparty_id, name) values (keeper, its_unit, counterparty, its_name) on conflict do nothing;
    -- Whoever counts the same at once waits here, and then finds what the other has counted.
    perform 1 from ledger_accumulators c
    where c.tenant_id = keeper and c.unit = its_unit and c.counterparty_id = counterparty and c.name = its_name for no key update;
    select * into there from ledger_accruals c
    where c.tenant_id = keeper and c.unit = its_unit and c.counterparty_id = counterparty and c.name = its_name and c.key = its_key;
    if found then
        if there.micro <> its_micro then raise exception 'the key was used for another request' using errcode = 'LV002'; end if;
        return there.amount;
    end if;
    select c.remainder + its_micro into total from ledger_accumulators c
    where c.tenant_id = keeper and c.unit = its_unit and c.counterparty_id = counterparty and c.name = its_name;
    whole := total / 1000000;
    if whole > 0 then
        tx := gen_random_uuid();
        perform ledger_post(keeper, its_unit, tx, its_kind, counterparty, 'accrued ' || its_name || ' ' || counterparty || ' ' || its_key,
            sha256(convert_to(its_name || ' ' || its_key || ' ' || whole, 'UTF8')), effective, at, its_comment, null,
            array['wallet', revenue], array[-whole, whole]);
    end if;
    insert into ledger_accruals (tenant_id, unit, counterparty_id, name, key, micro, amount, transaction_id, booked_at)
    values (keeper, its_unit, counterparty, its_name, its_key, its_micro, whole, tx, at);
    update ledger_accumulators c set remainder = total - whole * 1000000
    where c.tenant_id = keeper and c.unit = its_unit and c.counterparty_id = counterparty and c.name = its_name;
    return whole;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_accrue(uuid, text, uuid, text, text, bigint, text, text, date, timestamptz, text)', 'app', 'worker');

-- +goose Down
drop function ledger_accrue;
drop table ledger_accruals;
drop table ledger_accumulators;
