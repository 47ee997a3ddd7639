-- Closing what moves several wallets was planned anew each time, lest a plan of when there were few accounts went through all of them: a third of what it
-- took. The wallets are found by their ids now, which every plan does by the index.

-- +goose Up
-- +goose StatementBegin
create or replace function ledger_close() returns trigger language plpgsql set enable_seqscan = off as
$$
declare
    closing record;
    moved record;
    passed boolean;
    wallets uuid[];
    dues bigint[];
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
        -- Found by their ids, whatever plan was made when there were few accounts; each takes what stands for it beside its id.
        select array_agg(d.account_id order by d.account_id), array_agg(d.due order by d.account_id) into wallets, dues
        from (select f.account_id, sum(f.amount)::bigint as due from fresh f where f.counterparty_id is not null group by f.account_id) d;
        with moved as (
            update ledger_accounts a set balance = a.balance + dues[width_bucket(a.id, wallets)] where a.id = any (wallets)
            returning a.id, a.counterparty_id, a.balance, a.floor)
        select m.counterparty_id, m.balance, m.floor into moved from moved m
        where m.balance < m.floor and exists (
            select from fresh f join ledger_transactions t on t.id = f.transaction_id
            where f.account_id = m.id and f.amount < 0 and t.kind not in ('metering', 'dispute', 'reversal'))
        limit 1;
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

-- +goose Down
-- +goose StatementBegin
create or replace function ledger_close() returns trigger language plpgsql set enable_seqscan = off as
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
