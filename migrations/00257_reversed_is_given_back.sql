-- A debit that its keeper has reversed was given back whole. When what it had paid for was changed, stopped or paused afterwards, the
-- remainder was given back once more, out of nothing.

-- +goose Up
-- settle_back gives back what some subscriptions have paid beyond their end, or beyond this moment where they pause, as far as the plan says so
-- and the debit was not reversed, and notes on the charges that they were cut short.
-- +goose StatementBegin
create or replace function settle_back(ids uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    back record;
    back_id uuid;
begin
    for back in
        select c.id, c.keeper_id, c.currency, c.tenant_id, s.zone,
            floor(c.amount * extract(epoch from c.period_end - greatest(coalesce(s.ended_at, at), c.period_start)) / extract(epoch from c.period_end - c.period_start))::bigint as amount
        from subscriptions s join charges c on c.object_id = s.object_id and c.subscription_id = s.id
        join plan_versions v on v.id = c.version_id
        where s.id = any (ids) and c.period_end > coalesce(s.ended_at, at) and c.cut_at is null and c.given_back = 0 and c.amount > 0 and v.gives_remainder
            and not exists (select from ledger_transactions r where r.reverses = c.transaction_id)
        order by c.tenant_id, c.id
    loop
        continue when back.amount <= 0;
        back_id := gen_random_uuid();
        insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
        values (back_id, back.keeper_id, back.currency, 'correction', back.tenant_id, 'remainder ' || back.id, '', (at at time zone back.zone)::date, at);
        insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
        select back_id, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then -back.amount else back.amount end, at
        from ledger_accounts a
        where a.tenant_id = back.keeper_id and a.unit = back.currency
            and (a.counterparty_id = back.tenant_id or a.kind = 'revenue:plan' and a.counterparty_id is null);
        update charges c set given_back = back.amount where c.id = back.id;
    end loop;
    update charges c set cut_at = greatest(coalesce(s.ended_at, at), c.period_start) from subscriptions s
    where s.id = any (ids) and c.object_id = s.object_id and c.subscription_id = s.id and c.period_end > coalesce(s.ended_at, at) and c.cut_at is null
        and (s.ended_at is not null or c.given_back > 0);
end
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function settle_back(ids uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    back record;
    back_id uuid;
begin
    for back in
        select c.id, c.keeper_id, c.currency, c.tenant_id, s.zone,
            floor(c.amount * extract(epoch from c.period_end - greatest(coalesce(s.ended_at, at), c.period_start)) / extract(epoch from c.period_end - c.period_start))::bigint as amount
        from subscriptions s join charges c on c.object_id = s.object_id and c.subscription_id = s.id
        join plan_versions v on v.id = c.version_id
        where s.id = any (ids) and c.period_end > coalesce(s.ended_at, at) and c.cut_at is null and c.given_back = 0 and c.amount > 0 and v.gives_remainder
        order by c.tenant_id, c.id
    loop
        continue when back.amount <= 0;
        back_id := gen_random_uuid();
        insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
        values (back_id, back.keeper_id, back.currency, 'correction', back.tenant_id, 'remainder ' || back.id, '', (at at time zone back.zone)::date, at);
        insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
        select back_id, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then -back.amount else back.amount end, at
        from ledger_accounts a
        where a.tenant_id = back.keeper_id and a.unit = back.currency
            and (a.counterparty_id = back.tenant_id or a.kind = 'revenue:plan' and a.counterparty_id is null);
        update charges c set given_back = back.amount where c.id = back.id;
    end loop;
    update charges c set cut_at = greatest(coalesce(s.ended_at, at), c.period_start) from subscriptions s
    where s.id = any (ids) and c.object_id = s.object_id and c.subscription_id = s.id and c.period_end > coalesce(s.ended_at, at) and c.cut_at is null
        and (s.ended_at is not null or c.given_back > 0);
end
$$;
-- +goose StatementEnd
