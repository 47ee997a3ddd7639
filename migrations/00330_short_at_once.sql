-- A day that could not be paid at the very moment at which its object had begun to be served, as where two are connected and the money is enough for
-- one, left the span that began then: the object was unpaid and served. It is removed now.

-- +goose Up
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
        gone as (
            delete from paid_intervals i using short x where i.tenant_id = x.tenant_id and i.object_id = x.object_id and lower(i.span) >= at),
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
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz, uuid[])', 'app', 'worker');

-- +goose Down
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
    -- What ends or pauses now and was served on days that could not be paid owes them all the same.
    perform settle_debt(closing, at);
end
$$;
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz, uuid[])', 'app', 'worker');
