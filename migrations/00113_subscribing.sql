-- Connecting, changing, pausing and stopping: what the engine does of it. An account writes down what it wants of a subscription, and
-- settle_accounts makes it so (decision 0023).

-- +goose Up
-- What pausing does was done then; null: it is served, or is about to be paused.
alter table subscriptions add column paused_at timestamptz;
create index subscriptions_to_pause on subscriptions (tenant_id) where ended_at is null and (state = 'paused') <> (paused_at is not null);
-- What was served under a charge ended before its period did: it was changed, stopped or paused, and the rest given back, or lost.
alter table charges add column cut_at timestamptz;
create index objects_trash_of on objects (tenant_id) where removed_at is not null;
-- An end of any kind is looked at; only who moves below somebody else is dealt with where they move.
drop index subscriptions_over;
create index subscriptions_over on subscriptions (tenant_id) where end_reason in ('changed', 'stopped', 'removed', 'closed') and not end_settled;

-- The calendar is the keeper's, which its customers cannot read.
-- +goose StatementBegin
create or replace function subscriptions_keep_to_the_list() returns trigger language plpgsql as
$$
begin
    perform 1 from tenants t where t.id = new.tenant_id and t.parent_id = new.keeper_id;
    if not found then
        raise exception 'a subscription is with the parent' using errcode = '42501';
    end if;
    perform 1 from plan_versions v join plans p on p.id = v.plan_id
    where v.id = new.version_id and p.id = new.plan_id and p.tenant_id = new.keeper_id and p.kind = 'object'
        and v.in_force_from <= new.starts_at and v.withdrawn_at is null;
    if not found then
        raise exception 'no such version is sold' using errcode = '23514';
    end if;
    if new.zone is null then
        select t.time_zone into new.zone from tenants t where t.id = new.keeper_id;
    end if;
    return new;
end
$$;

create or replace function begin_free(wanted uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    with asked as (
        select o.id, o.tenant_id, row_number() over (partition by o.tenant_id order by o.created_at, o.id) as n,
            (select v.max_objects from plan_versions v where v.id = plan_version_at(p.id, at)) as most
        from objects o
        join tenants t on t.id = o.tenant_id
        join plans p on p.tenant_id = coalesce(t.parent_id, t.id) and p.begins
        where o.id = any (wanted) and o.removed_at is null and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)),
    used as (
        select a.tenant_id, (
            select count(*) from objects o
            where o.tenant_id = a.tenant_id and o.removed_at is null and o.id <> all (wanted)
                and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)
                and exists (select from paid_intervals i where i.object_id = o.id and upper_inf(i.span))) as n
        from (select distinct tenant_id from asked) a),
    placed as (
        select a.id, a.tenant_id, a.most is null or u.n + a.n <= a.most as fits from asked a join used u using (tenant_id)),
    served as (
        insert into paid_intervals (tenant_id, object_id, span)
        select f.tenant_id, f.id, tstzrange(at, null) from placed f
        where f.fits and not exists (select from paid_intervals i where i.object_id = f.id and i.span && tstzrange(at, null))
        returning object_id)
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), f.tenant_id, f.id, 'unpaid', false, at from placed f
    where not f.fits and not exists (select from paid_intervals i where i.object_id = f.id and upper_inf(i.span))
    on conflict (object_id, cause) where until is null do nothing;
end
$$;

-- An object begins on the plan that objects of its realm begin on, as far as that has room; otherwise it is blocked until a plan is connected.
create or replace function objects_begin_free() returns trigger language plpgsql as
$$
declare
    most int;
    there bigint;
begin
    select v.max_objects into most
    from tenants t join plans p on p.tenant_id = coalesce(t.parent_id, t.id) and p.begins
    join plan_versions v on v.id = plan_version_at(p.id, greatest(new.created_at, now()))
    where t.id = new.tenant_id;
    if most is not null then
        -- Two that are added at once would both find the last place.
        perform pg_advisory_xact_lock(hashtextextended('free plan ' || new.tenant_id::text, 90));
        select count(*) into there from objects o
        where o.tenant_id = new.tenant_id and o.removed_at is null and o.id <> new.id
            and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)
            and exists (select from paid_intervals i where i.object_id = o.id and upper_inf(i.span));
        if there >= most then
            insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
            values (gen_random_uuid(), new.tenant_id, new.id, 'unpaid', false, new.created_at);
            return null;
        end if;
    end if;
    insert into paid_intervals (tenant_id, object_id, span) values (new.tenant_id, new.id, tstzrange(null, null));
    return null;
end
$$;

create or replace function restore_object(wanted uuid, at timestamptz) returns text language plpgsql as
$$
declare
    back objects%rowtype;
    free_from timestamptz;
begin
    select * into back from objects o
    where o.id = wanted and o.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and o.removed_at is not null
    for update;
    if not found then return null; end if;
    update objects set removed_at = null, removed_by = null, removed_tracker = null, removed_with_tenant = false where id = back.id;
    -- What was paid for has ended meanwhile: it begins anew, as far as there is room.
    if not exists (select from subscriptions s where s.object_id = back.id and s.ended_at is null)
            and not exists (select from paid_intervals i where i.object_id = back.id and upper_inf(i.span)) then
        update blocks b set until = greatest(b.since, at) where b.object_id = back.id and b.cause = 'unpaid' and b.until is null;
        perform begin_free(array[back.id], at);
    end if;
    if back.removed_tracker is null then return 'none'; end if;
    if exists (
        select from identities mine join identities other on other.namespace = mine.namespace and other.value = mine.value
        where mine.tracker_id = back.removed_tracker and mine.released_at = back.removed_at
            and other.tenant_id = back.tenant_id and other.released_at is null) then
        return 'elsewhere';
    end if;
    insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, created_at)
    select gen_random_uuid(), i.tenant_id, i.tracker_id, i.namespace, i.value, back.removed_at, at
    from identities i where i.tracker_id = back.removed_tracker and i.released_at = back.removed_at;
    select max(upper(b.span)) into free_from from bindings b where b.object_id = back.id;
    insert into bindings (id, tenant_id, object_id, tracker_id, span, created_at)
    values (gen_random_uuid(), back.tenant_id, back.id, back.removed_tracker, tstzrange(greatest(free_from, back.removed_at), null), at);
    return 'waiting';
end
$$;

-- settle_back gives back what some subscriptions have paid beyond their end, or beyond this moment where they pause, as far as the plan says so,
-- and notes on the charges that they were cut short.
create function settle_back(ids uuid[], at timestamptz) returns void language plpgsql as
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

-- settle_over is about subscriptions that have ended, about those that were asked to, and about those whose object lies in the trash when the next
-- period would begin: what was paid beyond the end is given back where the plan says so, and an object that nothing follows is served free of
-- charge as far as there is room.
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

-- settle_pauses is about subscriptions that were asked to pause, or to go on. Nothing is stored or charged in a pause; what was paid beyond its
-- beginning is given back where the plan says so, and is otherwise still there for whoever goes on in time. Whoever goes on later begins a new
-- period at that moment.
create function settle_pauses(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    begun uuid[];
    resumed uuid[];
begin
    if not exists (
            select from subscriptions s where s.tenant_id = any (accounts) and s.ended_at is null and (s.state = 'paused') <> (s.paused_at is not null)) then
        return;
    end if;
    begun := array(select s.id from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'paused' and s.paused_at is null);
    resumed := array(select s.id from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.paused_at is not null);
    perform settle_back(begun, at);
    with paused as (
        update subscriptions s set paused_at = at, next_due = null,
            paid_until = case when exists (
                select from charges c where c.object_id = s.object_id and c.subscription_id = s.id and c.cut_at = greatest(at, c.period_start) and c.given_back > 0) then at
                else s.paid_until end
        where s.id = any (begun)
        returning s.object_id, s.tenant_id),
    gone as (
        delete from paid_intervals i using paused o where i.tenant_id = o.tenant_id and i.object_id = o.object_id and lower(i.span) >= at),
    cut as (
        update paid_intervals i set span = tstzrange(lower(i.span), at) from paused o
        where i.tenant_id = o.tenant_id and i.object_id = o.object_id and (lower_inf(i.span) or lower(i.span) < at) and (upper_inf(i.span) or upper(i.span) > at))
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), o.tenant_id, o.object_id, 'paused', false, at from paused o
    on conflict (object_id, cause) where until is null do nothing;
    if cardinality(resumed) = 0 then return; end if;
    insert into paid_intervals (tenant_id, object_id, span)
    select s.tenant_id, s.object_id, tstzrange(at, nullif(s.paid_until, 'infinity')) from subscriptions s where s.id = any (resumed) and s.paid_until > at;
    update blocks b set until = greatest(b.since, at) from subscriptions s
    where s.id = any (resumed) and b.object_id = s.object_id and b.cause = 'paused' and b.until is null;
    update subscriptions s set paused_at = null,
        next_due = case when s.paid_until = 'infinity' then null when s.paid_until > at then s.paid_until else at end
    where s.id = any (resumed);
end
$$;

create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
    trashed uuid[];
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_pauses(accounts, at);
    perform settle_anew(accounts, at);
    -- What lies in the trash is not paid ahead; when its time has come it has ended above.
    trashed := array(select o.id from objects o where o.tenant_id = any (accounts) and o.removed_at is not null);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at) and s.object_id <> all (trashed)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
end
$$;

drop function settle_days(uuid[], timestamptz);
create function settle_days(accounts uuid[], at timestamptz, closing uuid[] default '{}')
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
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz, uuid[])', 'app', 'worker');
call definer_function('subscriptions_keep_to_the_list()', 'app', 'worker');
call definer_function('objects_begin_free()', 'app', 'worker');
call definer_function('restore_object(uuid, timestamptz)', 'app');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
-- +goose StatementBegin
do $$
declare f text;
begin
    foreach f in array array['settle_back(uuid[], timestamptz)', 'settle_pauses(uuid[], timestamptz)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to %I', f, role_named('definer'));
    end loop;
end $$;
-- +goose StatementEnd
-- What has ended by an older version was not looked at whole.
update charges c set cut_at = greatest(s.ended_at, c.period_start) from subscriptions s
where s.id = c.subscription_id and s.ended_at is not null and s.ended_at < c.period_end;

-- +goose Down
-- +goose StatementBegin
create or replace function settle_over(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    left_alone uuid[];
    back record;
    back_id uuid;
begin
    update subscriptions s set ended_at = greatest(coalesce(s.unpaid_since, s.next_due, at), s.starts_at), end_reason = 'stopped', next_due = null
    where s.tenant_id = any (accounts) and s.ended_at is null and s.stops and (s.next_due <= at or s.next_due is null);
    if not exists (
            select from subscriptions s
            where s.tenant_id = any (accounts) and s.end_reason in ('changed', 'stopped') and not s.end_settled and s.ended_at <= at) then
        return;
    end if;
    for back in
        select c.id, c.keeper_id, c.currency, c.tenant_id, s.zone,
            floor(c.amount * extract(epoch from c.period_end - greatest(s.ended_at, c.period_start)) / extract(epoch from c.period_end - c.period_start))::bigint as amount
        from subscriptions s join charges c on c.object_id = s.object_id and c.subscription_id = s.id
        join plan_versions v on v.id = c.version_id
        where s.tenant_id = any (accounts) and s.end_reason in ('changed', 'stopped') and not s.end_settled and s.ended_at <= at
            and c.period_end > s.ended_at and c.given_back = 0 and c.amount > 0 and v.gives_remainder
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
    with over as (
        update subscriptions s set paid_until = s.ended_at, unpaid_since = null, end_settled = true
        where s.tenant_id = any (accounts) and s.end_reason in ('changed', 'stopped') and not s.end_settled and s.ended_at <= at
        returning s.object_id, s.tenant_id, s.ended_at),
    gone as (
        delete from paid_intervals i using over o where i.tenant_id = o.tenant_id and i.object_id = o.object_id and lower(i.span) >= o.ended_at),
    cut as (
        update paid_intervals i set span = tstzrange(lower(i.span), o.ended_at) from over o
        where i.tenant_id = o.tenant_id and i.object_id = o.object_id and (lower_inf(i.span) or lower(i.span) < o.ended_at)
            and (upper_inf(i.span) or upper(i.span) > o.ended_at))
    select array_agg(o.object_id) into left_alone from over o
    where not exists (select from subscriptions s where s.object_id = o.object_id and s.ended_at is null);
    update blocks b set until = greatest(b.since, at) where b.object_id = any (left_alone) and b.cause = 'unpaid' and b.until is null;
    perform begin_free(left_alone, at);
end
$$;

create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_anew(accounts, at);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
end
$$;

drop function settle_days(uuid[], timestamptz, uuid[]);
create function settle_days(accounts uuid[], at timestamptz)
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
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.paid_until = 'infinity' and s.accepted_currency is not null
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
                where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.paid_until = 'infinity' and s.accepted_currency is not null
                    and s.anchor <= d.starts and case when v.in_arrears then d.ends <= at else d.starts <= at end
                    and object_heard(o.seq, greatest(d.starts, s.starts_at), least(d.ends, at + interval '1 microsecond'))
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

drop function settle_pauses;
drop function settle_back;
create or replace function restore_object(wanted uuid, at timestamptz) returns text language plpgsql as
$$
declare
    back objects%rowtype;
    free_from timestamptz;
begin
    select * into back from objects o
    where o.id = wanted and o.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and o.removed_at is not null
    for update;
    if not found then return null; end if;
    update objects set removed_at = null, removed_by = null, removed_tracker = null, removed_with_tenant = false where id = back.id;
    if back.removed_tracker is null then return 'none'; end if;
    if exists (
        select from identities mine join identities other on other.namespace = mine.namespace and other.value = mine.value
        where mine.tracker_id = back.removed_tracker and mine.released_at = back.removed_at
            and other.tenant_id = back.tenant_id and other.released_at is null) then
        return 'elsewhere';
    end if;
    insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, created_at)
    select gen_random_uuid(), i.tenant_id, i.tracker_id, i.namespace, i.value, back.removed_at, at
    from identities i where i.tracker_id = back.removed_tracker and i.released_at = back.removed_at;
    select max(upper(b.span)) into free_from from bindings b where b.object_id = back.id;
    insert into bindings (id, tenant_id, object_id, tracker_id, span, created_at)
    values (gen_random_uuid(), back.tenant_id, back.id, back.removed_tracker, tstzrange(greatest(free_from, back.removed_at), null), at);
    return 'waiting';
end
$$;

create or replace function objects_begin_free() returns trigger language plpgsql as
$$ begin
    insert into paid_intervals (tenant_id, object_id, span) values (new.tenant_id, new.id, tstzrange(null, null));
    return null;
end $$;

create or replace function begin_free(wanted uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    with asked as (
        select o.id, o.tenant_id, row_number() over (partition by o.tenant_id order by o.created_at, o.id) as n,
            (select v.max_objects from plan_versions v where v.id = plan_version_at(p.id, at)) as most
        from objects o
        join tenants t on t.id = o.tenant_id
        join plans p on p.tenant_id = coalesce(t.parent_id, t.id) and p.begins
        where o.id = any (wanted) and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)),
    used as (
        select a.tenant_id, (
            select count(*) from objects o
            where o.tenant_id = a.tenant_id and o.removed_at is null and o.id <> all (wanted)
                and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)
                and exists (select from paid_intervals i where i.object_id = o.id and upper_inf(i.span))) as n
        from (select distinct tenant_id from asked) a),
    placed as (
        select a.id, a.tenant_id, a.most is null or u.n + a.n <= a.most as fits from asked a join used u using (tenant_id)),
    served as (
        insert into paid_intervals (tenant_id, object_id, span)
        select f.tenant_id, f.id, tstzrange(at, null) from placed f
        where f.fits and not exists (select from paid_intervals i where i.object_id = f.id and i.span && tstzrange(at, null))
        returning object_id)
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), f.tenant_id, f.id, 'unpaid', false, at from placed f where not f.fits
    on conflict (object_id, cause) where until is null do nothing;
end
$$;

create or replace function subscriptions_keep_to_the_list() returns trigger language plpgsql as
$$
begin
    perform 1 from tenants t where t.id = new.tenant_id and t.parent_id = new.keeper_id;
    if not found then
        raise exception 'a subscription is with the parent' using errcode = '42501';
    end if;
    perform 1 from plan_versions v join plans p on p.id = v.plan_id
    where v.id = new.version_id and p.id = new.plan_id and p.tenant_id = new.keeper_id and p.kind = 'object'
        and v.in_force_from <= new.starts_at and v.withdrawn_at is null;
    if not found then
        raise exception 'no such version is sold' using errcode = '23514';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('settle_days(uuid[], timestamptz)', 'worker');
call definer_function('subscriptions_keep_to_the_list()', 'app', 'worker');
call definer_function('objects_begin_free()', 'app', 'worker');
call definer_function('restore_object(uuid, timestamptz)', 'app');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
drop index subscriptions_over;
create index subscriptions_over on subscriptions (tenant_id) where end_reason in ('changed', 'stopped') and not end_settled;
drop index objects_trash_of;
alter table charges drop column cut_at;
alter table subscriptions drop column paused_at;
