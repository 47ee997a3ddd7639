-- The wallet of whoever has moved away was held by nobody while it was paid out of: settling, which takes it, passes those over of whom nothing is due.
-- Two payouts at once, or one beside a refund to a card, took the same money twice. And days in arrears that could not be paid when they were over
-- were owed only as long as the plan stood: who stopped it, changed it or threw its object away owed nothing.

-- +goose Up
-- hold_wallets takes the wallets that some customers, present or former, have with the tenant acted in, until the transaction ends.
-- +goose StatementBegin
create function hold_wallets(customers uuid[]) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a
    where a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and a.counterparty_id = any (customers) order by a.id for no key update;
end
$$;
-- +goose StatementEnd
call definer_function('hold_wallets(uuid[])', 'app', 'worker');

-- +goose StatementBegin
-- settle_debt debits, for subscriptions that end or pause now, the days in arrears that were served and heard, and could not be paid when they were over. No floor
-- holds that: who stopped what could not be paid, and connected it anew, was served for nothing every other day.
create function settle_debt(ids uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    d record;
    last uuid;
    micro numeric;
    whole bigint;
    debit uuid;
begin
    for d in
        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.micro_left, s.zone, v.id as version, v.currency, y.starts, y.ends,
            coalesce(c.price, v.price) * 1000000::numeric + coalesce(c.price_micro, v.price_micro) as price
        from subscriptions s
        join objects o on o.id = s.object_id
        cross join lateral generate_series((s.anchor at time zone s.zone)::date::timestamp, (s.unpaid_since at time zone s.zone)::date::timestamp, interval '1 day') g (day)
        cross join lateral (select g.day at time zone s.zone as starts, (g.day + interval '1 day') at time zone s.zone as ends) y
        join plan_versions v on v.id = plan_version_at(s.plan_id, greatest(y.starts, s.starts_at)) and v.in_arrears and v.period = 'active_day'
        left join lateral price_agreed(s.tenant_id, s.plan_id, y.starts) c on c.currency = v.currency
        where s.id = any (ids) and s.ended_at is null and s.unpaid_since is not null and s.anchor <= y.starts
            and exists (
                select from paid_intervals i
                where i.object_id = s.object_id and i.tenant_id = s.tenant_id and i.span && tstzrange(y.starts, y.ends)
                    and object_heard(o.seq, greatest(y.starts, s.starts_at, lower(i.span)), least(y.ends, upper(i.span))))
            and not exists (select from charges k where k.object_id = s.object_id and k.keeper_id = s.keeper_id and k.period_start = y.starts)
        order by s.tenant_id, s.id, y.starts
    loop
        if last is distinct from d.id then
            last := d.id;
            micro := d.micro_left;
        end if;
        micro := micro + d.price;
        whole := div(micro, 1000000);
        micro := micro - whole * 1000000::numeric;
        debit := null;
        if whole > 0 then
            debit := gen_random_uuid();
            perform ledger_ready(d.keeper_id, d.currency, d.tenant_id, array['wallet', 'revenue:plan'], at);
            insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
            values (debit, d.keeper_id, d.currency, 'metering', d.tenant_id, 'owed ' || d.id || ' ' || extract(epoch from d.starts)::bigint, '', (at at time zone d.zone)::date, at);
            insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
            select debit, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then whole else -whole end, at
            from ledger_accounts a
            where a.tenant_id = d.keeper_id and a.unit = d.currency
                and (a.counterparty_id = d.tenant_id or a.kind = 'revenue:plan' and a.counterparty_id is null);
        end if;
        insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
        values (d.tenant_id, d.keeper_id, d.object_id, d.id, d.version, d.starts, d.ends, whole, d.currency, debit, at);
        update subscriptions s set micro_left = micro where s.id = d.id;
    end loop;
end
$$;

create or replace function settle_days(accounts uuid[], at timestamptz, closing uuid[] default '{}')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    items settle_item[];
    the_day record;
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    for the_day in
        select distinct d.day from subscriptions s
        cross join lateral generate_series((s.anchor at time zone s.zone)::date::timestamp, (at at time zone s.zone)::date::timestamp, interval '1 day') d (day)
        where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
        order by 1
    loop
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.ends, 0, q.starts, q.ends, false, false, true,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.priority desc, q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.priority, v.id as version, d.starts, d.ends,
                    coalesce(c.currency, v.currency) as currency,
                    coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 as amount,
                    (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left
                from subscriptions s
                cross join lateral (
                    select the_day.day at time zone s.zone as starts, (the_day.day + interval '1 day') at time zone s.zone as ends) d
                cross join lateral (
                    select x.id, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                    where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= greatest(d.starts, s.starts_at)
                    order by x.in_force_from desc, x.number desc limit 1) v
                left join lateral (
                    select x.price, x.price_micro, x.currency from contract_prices x
                    where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= d.starts and (x.ends_at is null or x.ends_at > d.starts)
                    order by x.in_force_from desc limit 1) c on c.currency = v.currency
                join objects o on o.id = s.object_id
                where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
                    and s.anchor <= d.starts and case when v.in_arrears and s.id <> all (closing) then d.ends <= at else d.starts <= at end
                    -- Heard while it was served: before a pause, after it.
                    and exists (
                        select from paid_intervals i
                        where i.object_id = s.object_id and i.tenant_id = s.tenant_id and i.span && tstzrange(d.starts, d.ends)
                            and object_heard(o.seq, greatest(d.starts, s.starts_at, lower(i.span)), least(d.ends, at + interval '1 microsecond', upper(i.span))))
                    and not exists (select from charges k where k.object_id = s.object_id and k.keeper_id = s.keeper_id and k.period_start = d.starts)) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_post(array(select x from unnest(items) x where x.taken), at);
        update subscriptions s set anchor = x.anchor, micro_left = x.micro_left from unnest(items) x where x.taken and s.id = x.subscription;
        with short as (
            update subscriptions s set unpaid_since = at, paid_until = at, next_due = at from unnest(items) x where not x.taken and s.id = x.subscription
            returning s.object_id, s.tenant_id),
        cut as (
            update paid_intervals i set span = tstzrange(lower(i.span), at) from short x
            where i.tenant_id = x.tenant_id and i.object_id = x.object_id and upper_inf(i.span) and lower(i.span) < at)
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.tenant_id, x.object_id, 'unpaid', false, at from short x
        on conflict (object_id, cause) where until is null do nothing;
        return query
        select x.account, count(*) filter (where x.taken)::int, count(*) filter (where not x.taken)::int, 0 from unnest(items) x group by x.account;
    end loop;
    -- The days before this one are decided, heard or not.
    update subscriptions s set anchor = date_trunc('day', at at time zone s.zone) at time zone s.zone
    where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
        and s.anchor < date_trunc('day', at at time zone s.zone) at time zone s.zone;
    -- What ends or pauses now and was served on days that could not be paid owes them all the same.
    perform settle_debt(closing, at);
end
$$;

create or replace function settle_over(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    ended uuid[];
    objects_over uuid[];
    left_alone uuid[];
begin
    perform settle_debt(array(
        select s.id from subscriptions s join objects o on o.id = s.object_id
        where s.tenant_id = any (accounts) and s.ended_at is null and s.unpaid_since is not null and (s.stops or o.removed_at is not null)
            and (s.next_due <= at or s.next_due is null)), at);
    update subscriptions s set ended_at = greatest(coalesce(s.unpaid_since, s.next_due, at), s.starts_at), end_reason = 'stopped', next_due = null
    where s.tenant_id = any (accounts) and s.ended_at is null and s.stops and (s.next_due <= at or s.next_due is null);
    update subscriptions s set ended_at = greatest(coalesce(s.unpaid_since, s.next_due), s.starts_at),
        end_reason = case when o.removed_with_tenant then 'closed' else 'removed' end, next_due = null
    from objects o
    where o.tenant_id = any (accounts) and o.removed_at is not null and s.object_id = o.id and s.tenant_id = o.tenant_id and s.ended_at is null and s.next_due <= at;
    ended := array(
        select s.id from subscriptions s
        where s.tenant_id = any (accounts) and s.end_reason in ('changed', 'stopped', 'removed', 'closed') and not s.end_settled and s.ended_at <= at);
    if cardinality(ended) = 0 then return; end if;
    perform settle_back(ended, at);
    with over as (
        update subscriptions s set paid_until = s.ended_at, unpaid_since = null, paused_at = null, end_settled = true
        where s.id = any (ended)
        returning s.object_id, s.tenant_id, s.ended_at),
    gone as (
        delete from paid_intervals i using over o where i.tenant_id = o.tenant_id and i.object_id = o.object_id and lower(i.span) >= o.ended_at),
    cut as (
        update paid_intervals i set span = tstzrange(lower(i.span), o.ended_at) from over o
        where i.tenant_id = o.tenant_id and i.object_id = o.object_id and (lower_inf(i.span) or lower(i.span) < o.ended_at)
            and (upper_inf(i.span) or upper(i.span) > o.ended_at))
    select array_agg(o.object_id), array_agg(o.object_id) filter (where not exists (
        select from subscriptions s where s.object_id = o.object_id and s.ended_at is null)) into objects_over, left_alone from over o;
    update blocks b set until = greatest(b.since, at)
    where b.object_id = any (objects_over) and b.until is null and (b.cause = 'paused' or b.cause = 'unpaid' and b.object_id = any (left_alone));
    perform begin_free(left_alone, at);
end
$$;
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz, uuid[])', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function settle_debt(uuid[], timestamptz) from public;
    execute format('grant execute on function settle_debt(uuid[], timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function hold_wallets(uuid[]);

-- +goose StatementBegin
create or replace function settle_days(accounts uuid[], at timestamptz, closing uuid[] default '{}')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    items settle_item[];
    the_day record;
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    for the_day in
        select distinct d.day from subscriptions s
        cross join lateral generate_series((s.anchor at time zone s.zone)::date::timestamp, (at at time zone s.zone)::date::timestamp, interval '1 day') d (day)
        where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
        order by 1
    loop
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.ends, 0, q.starts, q.ends, false, false, true,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.priority desc, q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.priority, v.id as version, d.starts, d.ends,
                    coalesce(c.currency, v.currency) as currency,
                    coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 as amount,
                    (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left
                from subscriptions s
                cross join lateral (
                    select the_day.day at time zone s.zone as starts, (the_day.day + interval '1 day') at time zone s.zone as ends) d
                cross join lateral (
                    select x.id, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                    where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= greatest(d.starts, s.starts_at)
                    order by x.in_force_from desc, x.number desc limit 1) v
                left join lateral (
                    select x.price, x.price_micro, x.currency from contract_prices x
                    where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= d.starts and (x.ends_at is null or x.ends_at > d.starts)
                    order by x.in_force_from desc limit 1) c on c.currency = v.currency
                join objects o on o.id = s.object_id
                where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
                    and s.anchor <= d.starts and case when v.in_arrears and s.id <> all (closing) then d.ends <= at else d.starts <= at end
                    -- Heard while it was served: before a pause, after it.
                    and exists (
                        select from paid_intervals i
                        where i.object_id = s.object_id and i.tenant_id = s.tenant_id and i.span && tstzrange(d.starts, d.ends)
                            and object_heard(o.seq, greatest(d.starts, s.starts_at, lower(i.span)), least(d.ends, at + interval '1 microsecond', upper(i.span))))
                    and not exists (select from charges k where k.object_id = s.object_id and k.keeper_id = s.keeper_id and k.period_start = d.starts)) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_post(array(select x from unnest(items) x where x.taken), at);
        update subscriptions s set anchor = x.anchor, micro_left = x.micro_left from unnest(items) x where x.taken and s.id = x.subscription;
        with short as (
            update subscriptions s set unpaid_since = at, paid_until = at, next_due = at from unnest(items) x where not x.taken and s.id = x.subscription
            returning s.object_id, s.tenant_id),
        cut as (
            update paid_intervals i set span = tstzrange(lower(i.span), at) from short x
            where i.tenant_id = x.tenant_id and i.object_id = x.object_id and upper_inf(i.span) and lower(i.span) < at)
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.tenant_id, x.object_id, 'unpaid', false, at from short x
        on conflict (object_id, cause) where until is null do nothing;
        return query
        select x.account, count(*) filter (where x.taken)::int, count(*) filter (where not x.taken)::int, 0 from unnest(items) x group by x.account;
    end loop;
    -- The days before this one are decided, heard or not.
    update subscriptions s set anchor = date_trunc('day', at at time zone s.zone) at time zone s.zone
    where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until = 'infinity' and s.accepted_currency is not null
        and s.anchor < date_trunc('day', at at time zone s.zone) at time zone s.zone;
end
$$;

create or replace function settle_over(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    ended uuid[];
    objects_over uuid[];
    left_alone uuid[];
begin
    update subscriptions s set ended_at = greatest(coalesce(s.unpaid_since, s.next_due, at), s.starts_at), end_reason = 'stopped', next_due = null
    where s.tenant_id = any (accounts) and s.ended_at is null and s.stops and (s.next_due <= at or s.next_due is null);
    update subscriptions s set ended_at = greatest(coalesce(s.unpaid_since, s.next_due), s.starts_at),
        end_reason = case when o.removed_with_tenant then 'closed' else 'removed' end, next_due = null
    from objects o
    where o.tenant_id = any (accounts) and o.removed_at is not null and s.object_id = o.id and s.tenant_id = o.tenant_id and s.ended_at is null and s.next_due <= at;
    ended := array(
        select s.id from subscriptions s
        where s.tenant_id = any (accounts) and s.end_reason in ('changed', 'stopped', 'removed', 'closed') and not s.end_settled and s.ended_at <= at);
    if cardinality(ended) = 0 then return; end if;
    perform settle_back(ended, at);
    with over as (
        update subscriptions s set paid_until = s.ended_at, unpaid_since = null, paused_at = null, end_settled = true
        where s.id = any (ended)
        returning s.object_id, s.tenant_id, s.ended_at),
    gone as (
        delete from paid_intervals i using over o where i.tenant_id = o.tenant_id and i.object_id = o.object_id and lower(i.span) >= o.ended_at),
    cut as (
        update paid_intervals i set span = tstzrange(lower(i.span), o.ended_at) from over o
        where i.tenant_id = o.tenant_id and i.object_id = o.object_id and (lower_inf(i.span) or lower(i.span) < o.ended_at)
            and (upper_inf(i.span) or upper(i.span) > o.ended_at))
    select array_agg(o.object_id), array_agg(o.object_id) filter (where not exists (
        select from subscriptions s where s.object_id = o.object_id and s.ended_at is null)) into objects_over, left_alone from over o;
    update blocks b set until = greatest(b.since, at)
    where b.object_id = any (objects_over) and b.until is null and (b.cause = 'paused' or b.cause = 'unpaid' and b.object_id = any (left_alone));
    perform begin_free(left_alone, at);
end
$$;
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz, uuid[])', 'app', 'worker');
drop function settle_debt;
