-- The engine (DESIGN §7, decision 0018): what is due is debited, what was paid for is served, what cannot be paid is blocked. All
-- of it by one function over a set of accounts, which may be asked again at any time and then changes nothing.

-- +goose Up
-- What a day costs below a minor unit is carried from day to day.
alter table subscriptions add column micro_left int not null default 0 check (micro_left between 0 and 999999);
-- An end that was looked at: what was served beyond it is cut, and something else serves the object.
alter table subscriptions add column end_settled boolean not null default false;

-- What an account may have to settle, found by the account, and not by the moment.
create index subscriptions_to_settle on subscriptions (tenant_id, next_due) where ended_at is null and state = 'active' and next_due is not null;
create index subscriptions_anew on subscriptions (tenant_id) where ended_at is null and paid_until is null;
create index subscriptions_over on subscriptions (tenant_id) where end_reason in ('changed', 'stopped') and not end_settled;
create index subscriptions_by_day on subscriptions (tenant_id) where ended_at is null and paid_until = 'infinity' and accepted_currency is not null;

-- One object as it is decided about.
create type settle_item as (
    subscription uuid, account uuid, keeper uuid, object uuid, version uuid, currency text, amount bigint, micro_left int, zone text,
    anchor timestamptz, periods int, starts timestamptz, ends timestamptz, was_unpaid boolean, anew boolean, by_day boolean, taken boolean);

-- Wallets before subscriptions, always: whoever changes a subscription of its own waits for its wallet first, as the engine does.
-- +goose StatementBegin
create function subscriptions_after_wallets() returns trigger language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if coalesce(current_setting('livery.settling', true), '') <> 'yes' then
        perform 1 from ledger_accounts a where a.counterparty_id = me order by a.id for no key update;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('subscriptions_after_wallets()', 'app', 'worker');
create trigger subscriptions_after_wallets before update on subscriptions for each statement execute function subscriptions_after_wallets();

-- settle_party refuses whoever asks for accounts that are neither the tenant acted in nor its direct children.
-- +goose StatementBegin
create function settle_party(accounts uuid[]) returns void language plpgsql stable as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if me is null then
        if session_user::text ~ '_(worker|definer)$' then return; end if;
    elsif not exists (select from unnest(accounts) a left join tenants t on t.id = a where t.id is null or t.id <> me and t.parent_id is distinct from me) then
        return;
    end if;
    raise exception 'a tenant settles itself and its customers only' using errcode = '42501';
end
$$;

-- settle_hold locks all wallets of accounts in the order of their ids, made where there are none yet: whoever settles an account
-- is alone with it.
create function settle_hold(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
declare
    missing record;
begin
    perform set_config('livery.settling', 'yes', true);
    for missing in
        select distinct s.keeper_id, s.accepted_currency as unit, s.tenant_id from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.accepted_currency is not null
            and not exists (select from ledger_accounts a where a.tenant_id = s.keeper_id and a.unit = s.accepted_currency and a.counterparty_id = s.tenant_id)
        order by 3, 2
    loop
        insert into books (tenant_id, unit, main, opened_at)
        values (missing.keeper_id, missing.unit, not exists (select from books b where b.tenant_id = missing.keeper_id and b.main), at)
        on conflict do nothing;
        perform ledger_ready(missing.keeper_id, missing.unit, missing.tenant_id, array['wallet'], at);
    end loop;
    perform 1 from ledger_accounts a where a.counterparty_id = any (accounts) order by a.id for no key update;
end
$$;

-- settle_post debits what was taken of a list of items: one transaction for each account and currency.
create function settle_post(items settle_item[], at timestamptz) returns void language plpgsql as
$$
declare
    salt text := gen_random_uuid()::text;
begin
    insert into ledger_accounts (tenant_id, unit, kind, opened_at)
    select distinct x.keeper, x.currency, 'revenue:plan', at from unnest(items) x
    where x.taken and x.amount > 0 and not exists (
        select from ledger_accounts a where a.tenant_id = x.keeper and a.unit = x.currency and a.kind = 'revenue:plan' and a.counterparty_id is null)
    order by 1, 2
    on conflict do nothing;
    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
    select x.id, x.keeper, x.currency, 'charge', x.account, 'settle ' || x.id, '', (at at time zone x.zone)::date, at
    from (
        select md5(salt || y.account || y.currency)::uuid as id, y.keeper, y.currency, y.account, max(y.zone) as zone
        from unnest(items) y where y.taken and y.amount > 0 group by y.account, y.keeper, y.currency) x;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select x.id, a.id, a.tenant_id, a.counterparty_id, case when a.counterparty_id is null then x.amount else -x.amount end, at
    from (
        select md5(salt || y.account || y.currency)::uuid as id, y.keeper, y.currency, y.account, sum(y.amount)::bigint as amount
        from unnest(items) y where y.taken and y.amount > 0 group by y.account, y.keeper, y.currency) x
    join ledger_accounts a on a.tenant_id = x.keeper and a.unit = x.currency
        and (a.counterparty_id = x.account or a.kind = 'revenue:plan' and a.counterparty_id is null);
    insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
    select x.account, x.keeper, x.object, x.subscription, x.version, x.starts, x.ends, x.amount, x.currency,
        case when x.amount > 0 then md5(salt || x.account || x.currency)::uuid end, at
    from unnest(items) x where x.taken;
end
$$;

-- settle_over is about subscriptions that have ended, and about those that were asked to: what was paid beyond the end is given back where the
-- plan says so, and an object that nothing follows is served free of charge as far as there is room.
create function settle_over(accounts uuid[], at timestamptz) returns void language plpgsql as
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

-- settle_anew is about subscriptions that are looked at for the first time: what served the object before ends where they begin; free ones and trials
-- need no money.
create function settle_anew(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    if not exists (select from subscriptions s where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until is null and s.starts_at <= at) then
        return;
    end if;
    with anew as (
        select s.object_id, s.tenant_id, s.starts_at from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until is null and s.starts_at <= at),
    gone as (
        delete from paid_intervals i using anew o where i.tenant_id = o.tenant_id and i.object_id = o.object_id and lower(i.span) >= o.starts_at)
    update paid_intervals i set span = tstzrange(lower(i.span), o.starts_at) from anew o
    where i.tenant_id = o.tenant_id and i.object_id = o.object_id and (lower_inf(i.span) or lower(i.span) < o.starts_at)
        and (upper_inf(i.span) or upper(i.span) > o.starts_at);
    with served as (
        update subscriptions s set
            paid_until = case when p.is_free then 'infinity' else s.trial_until end,
            anchor = case when p.is_free then s.anchor else s.trial_until end,
            next_due = case when p.is_free then null else s.trial_until end
        from plans p
        where s.tenant_id = any (accounts) and s.ended_at is null and s.paid_until is null and s.starts_at <= at
            and p.id = s.plan_id and (p.is_free or s.trial_until is not null)
        returning s.object_id, s.tenant_id, s.starts_at, s.paid_until),
    lifted as (
        update blocks b set until = greatest(b.since, o.starts_at) from served o where b.object_id = o.object_id and b.cause = 'unpaid' and b.until is null)
    insert into paid_intervals (tenant_id, object_id, span)
    select o.tenant_id, o.object_id, tstzrange(o.starts_at, nullif(o.paid_until, 'infinity')) from served o;
end
$$;

-- settle_accounts looks at what is due of some accounts. It debits each object wholly or not at all, those of a higher priority first, within
-- one the cheapest first (terms 4.6.4); extends what is served; blocks what cannot be paid, and lifts that where it can be paid
-- again: a new period then begins at this moment, and the gap is never charged. What comes due within the lead is debited already, so that nothing
-- falls between two periods; what cannot be paid then waits for its moment. One row for each account and priority.
create function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
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

-- settle_decided writes down what was decided about some items.
create function settle_decided(items settle_item[], at timestamptz) returns void language plpgsql as
$$
begin
    -- A day that is debited when the tracker is heard costs nothing yet.
    perform settle_post(array(select x from unnest(items) x where x.taken and not x.by_day), at);
    with extended as (
        update paid_intervals i set span = tstzrange(lower(i.span), nullif(x.ends, 'infinity')) from unnest(items) x
        where x.taken and not x.anew and i.tenant_id = x.account and i.object_id = x.object and upper(i.span) = x.starts
        returning i.object_id)
    insert into paid_intervals (tenant_id, object_id, span)
    select x.account, x.object, tstzrange(x.starts, nullif(x.ends, 'infinity')) from unnest(items) x
    where x.taken and not exists (select from extended e where e.object_id = x.object);
    update subscriptions s set anchor = case when x.by_day then date_trunc('day', x.starts at time zone x.zone) at time zone x.zone else x.anchor end,
        periods = x.periods + 1, paid_until = x.ends, next_due = nullif(x.ends, 'infinity'), unpaid_since = null,
        micro_left = case when x.by_day then s.micro_left else x.micro_left end
    from unnest(items) x where x.taken and s.id = x.subscription;
    if exists (select from unnest(items) x where x.taken and (x.was_unpaid or x.anew)) then
        update blocks b set until = greatest(b.since, x.starts) from unnest(items) x
        where x.taken and (x.was_unpaid or x.anew) and b.object_id = x.object and b.cause = 'unpaid' and b.until is null;
    end if;
    if exists (select from unnest(items) x where not x.taken and not x.was_unpaid and x.starts <= at) then
        update subscriptions s set unpaid_since = x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at and s.id = x.subscription;
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.account, x.object, 'unpaid', false, x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at
        on conflict (object_id, cause) where until is null do nothing;
    end if;
end
$$;

-- settle_days debits plans that cost a day on which the tracker is heard: the day that is, or, in arrears, the days that are over. Where
-- money is short, service ends now.
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

-- object_heard tells whether an object's tracker was heard in a span: by its last word, or by what was recorded then.
create function object_heard(seq bigint, since timestamptz, until timestamptz) returns boolean language sql stable as
$$
    select exists (select from object_states o where o.object_seq = seq and o.heard_at >= since and o.heard_at < until)
        or exists (select from positions p where p.object_seq = seq and p.fixed_at >= since and p.fixed_at < until
            and exists (select from object_states o where o.object_seq = seq and o.heard_at >= until))
$$;

-- settle_claim takes some accounts that something is due of, and their wallets with them; what another worker has taken is left alone.
create function settle_claim(at timestamptz, most int) returns uuid[] language plpgsql as
$$
declare
    due uuid[];
begin
    due := array(
        select distinct x.tenant_id from (
            select s.tenant_id from subscriptions s
            where s.next_due <= at and s.state = 'active' and s.unpaid_since is null order by s.next_due limit 40 * most) x);
    if cardinality(due) = 0 then return due; end if;
    perform settle_hold(array(
        select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d)), at);
    -- The first wallet of an account stands for all of it.
    return array(
        select a.counterparty_id from ledger_accounts a
        where a.counterparty_id = any (due)
            and not exists (select from ledger_accounts b where b.counterparty_id = a.counterparty_id and b.id < a.id)
        order by a.id limit most for no key update of a skip locked)
        || array(select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d) limit most);
end
$$;
-- +goose StatementEnd
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
call definer_function('settle_days(uuid[], timestamptz)', 'worker');
call definer_function('settle_claim(timestamptz, int)', 'worker');
-- +goose StatementBegin
do $$
declare f text;
begin
    foreach f in array array['settle_party(uuid[])', 'settle_hold(uuid[], timestamptz)', 'settle_post(settle_item[], timestamptz)',
        'settle_over(uuid[], timestamptz)', 'settle_anew(uuid[], timestamptz)', 'settle_decided(settle_item[], timestamptz)',
        'object_heard(bigint, timestamptz, timestamptz)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to %I', f, role_named('definer'));
    end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
drop function settle_claim;
drop function settle_days;
drop function object_heard;
drop function settle_accounts;
drop function settle_decided;
drop function settle_anew;
drop function settle_over;
drop function settle_post;
drop function settle_hold;
drop function settle_party;
drop trigger subscriptions_after_wallets on subscriptions;
drop function subscriptions_after_wallets;
drop type settle_item;
drop index subscriptions_by_day;
drop index subscriptions_over;
drop index subscriptions_anew;
drop index subscriptions_to_settle;
alter table subscriptions drop column micro_left, drop column end_settled;
