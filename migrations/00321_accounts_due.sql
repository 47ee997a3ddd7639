-- When there is something to decide about a subscription stood in two indexes, so that a renewal, which moves it, wrote an entry of every index of the
-- subscription anew. What is due is found by its account, of which there are far fewer; no index holds anything any more that a renewal changes, and a
-- subscription that is renewed is written beside what it was (decision 0074).

-- +goose Up
alter table subscriptions set (fillfactor = 50);
drop index subscriptions_due;
drop index subscriptions_to_settle;
drop index subscriptions_anew;
drop index subscriptions_by_day;
alter table subscriptions
    -- something was decided about it
    add column decided boolean not null generated always as (paid_until is not null) stored,
    -- it is served until it is stopped: free of charge, or by the days on which it is heard
    add column endless boolean not null generated always as (coalesce(paid_until = 'infinity', false)) stored;
create index subscriptions_live on subscriptions (tenant_id) where ended_at is null;
create index subscriptions_anew on subscriptions (tenant_id) where ended_at is null and not decided;
create index subscriptions_by_day on subscriptions (tenant_id) where ended_at is null and endless and accepted_currency is not null;

-- When something is due of an account, at the earliest: never later than it is, for whoever changes a subscription writes it down; sooner only until
-- somebody has looked. An account of which nothing will be due has no row.
create table accounts_due (
    tenant_id uuid primary key references tenants (id) on delete cascade,
    due_at timestamptz not null
);
create index accounts_due_at on accounts_due (due_at, tenant_id);
call system_rows('accounts_due');
insert into accounts_due (tenant_id, due_at)
select s.tenant_id, min(s.next_due) from subscriptions s
where s.ended_at is null and s.state = 'active' and s.unpaid_since is null and s.next_due is not null group by s.tenant_id;

-- +goose StatementBegin
-- subscriptions_fall_due writes down that something is due of their accounts no later than of the subscriptions that a statement has written. Their wallets
-- are held by now, so that nobody else looks at the same accounts.
create function subscriptions_fall_due() returns trigger language plpgsql as
$$
begin
    insert into accounts_due as d (tenant_id, due_at)
    select x.tenant_id, x.due from (
        select f.tenant_id, min(f.next_due) as due from fresh f
        where f.next_due is not null and f.state = 'active' and f.unpaid_since is null group by f.tenant_id) x
    where not exists (select from accounts_due y where y.tenant_id = x.tenant_id and y.due_at <= x.due)
    order by x.tenant_id
    on conflict (tenant_id) do update set due_at = least(d.due_at, excluded.due_at);
    return null;
end
$$;

-- settle_looked writes down when the next thing is due of accounts that have come to a moment and were settled.
create function settle_looked(accounts uuid[], until timestamptz) returns void language plpgsql as
$$
declare
    looked uuid[] := array(select d.tenant_id from accounts_due d where d.tenant_id = any (accounts) and d.due_at <= until);
begin
    if cardinality(looked) = 0 then return; end if;
    with next as (
        select s.tenant_id, min(s.next_due) as due from subscriptions s
        where s.tenant_id = any (looked) and s.ended_at is null and s.state = 'active' and s.unpaid_since is null and s.next_due is not null group by s.tenant_id),
    moved as (
        update accounts_due d set due_at = n.due from next n where d.tenant_id = n.tenant_id and d.due_at <> n.due)
    delete from accounts_due d where d.tenant_id = any (looked) and not exists (select from next n where n.tenant_id = d.tenant_id);
end
$$;

-- Wallets before subscriptions, always: whoever writes a subscription of its own waits for its wallet first, as the engine does. The first wallet of an
-- account stands for all; while there is none, the account's own row does.
create or replace function subscriptions_after_wallets() returns trigger language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if coalesce(current_setting('livery.settling', true), '') <> 'yes' then
        perform 1 from ledger_accounts a where a.counterparty_id = me order by a.id for no key update;
        if not found and tg_op = 'INSERT' then
            perform 1 from tenants t where t.id = me for no key update;
        end if;
    end if;
    return null;
end
$$;

-- settle_claim takes some accounts that something is due of, and their wallets with them; what another worker has taken is left alone.
create or replace function settle_claim(at timestamptz, most int) returns uuid[] language plpgsql as
$$
declare
    due uuid[];
    fresh uuid[];
    claimed uuid[];
    -- accounts that are looked at: enough for some workers
    wide int := 4 * most;
begin
    loop
        due := array(select d.tenant_id from accounts_due d where d.due_at <= at order by d.due_at, d.tenant_id limit wide);
        fresh := array(
            select t.id from tenants t
            where t.id = any (array(select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d)))
            order by t.id limit most for no key update skip locked);
        perform settle_hold(fresh, at);
        -- The first wallet of an account stands for all of it. Nobody is waited for, so that these may be taken in any order: neighbours together.
        claimed := array(
            select a.counterparty_id from unnest(due) with ordinality d (id, n) join ledger_accounts a on a.counterparty_id = d.id
            where not exists (select from ledger_accounts b where b.counterparty_id = a.counterparty_id and b.id < a.id)
            order by d.n limit most for no key update of a skip locked)
            || array(select d from unnest(fresh) d where not exists (select from ledger_accounts a where a.counterparty_id = d));
        exit when cardinality(claimed) > 0 or cardinality(due) < wide;
        -- All of these are another's: there may be more behind them.
        wide := 8 * wide;
    end loop;
    return claimed;
end
$$;

create or replace function settle_anew(accounts uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    if not exists (select from subscriptions s where s.tenant_id = any (accounts) and s.ended_at is null and not s.decided and s.starts_at <= at) then
        return;
    end if;
    with anew as (
        select s.object_id, s.tenant_id, s.starts_at from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and not s.decided and s.starts_at <= at),
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
        where s.tenant_id = any (accounts) and s.ended_at is null and not s.decided and s.starts_at <= at
            and p.id = s.plan_id and (p.is_free or s.trial_until is not null)
        returning s.object_id, s.tenant_id, s.starts_at, s.paid_until),
    lifted as (
        update blocks b set until = greatest(b.since, o.starts_at) from served o where b.object_id = o.object_id and b.cause = 'unpaid' and b.until is null)
    insert into paid_intervals (tenant_id, object_id, span)
    select o.tenant_id, o.object_id, tstzrange(o.starts_at, nullif(o.paid_until, 'infinity')) from served o;
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
                            -- In arrears, the days that are owed and the one to come.
                            coalesce(c.price, v.price) + div(w.micro + s.micro_left + coalesce(c.price_micro, v.price_micro), 1000000)::bigint as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        cross join lateral (
                            select case when v.in_arrears and s.unpaid_since is not null then settle_owed(s.id, v.currency) else 0 end as micro) w
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
    perform settle_looked(accounts, at + lead);
end
$$;
-- +goose StatementEnd
call definer_function('subscriptions_fall_due()', 'app', 'worker');
call definer_function('subscriptions_after_wallets()', 'app', 'worker');
call definer_function('settle_claim(timestamptz, int)', 'worker');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function settle_looked(uuid[], timestamptz) from public;
    execute format('grant execute on function settle_looked(uuid[], timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd
create trigger subscriptions_come_due after insert on subscriptions referencing new table as fresh for each statement execute function subscriptions_fall_due();
create trigger subscriptions_fall_due after update on subscriptions referencing new table as fresh for each statement execute function subscriptions_fall_due();
drop trigger subscriptions_after_wallets on subscriptions;
create trigger subscriptions_after_wallets before insert or update on subscriptions for each statement execute function subscriptions_after_wallets();

-- +goose Down
drop trigger subscriptions_after_wallets on subscriptions;
create trigger subscriptions_after_wallets before update on subscriptions for each statement execute function subscriptions_after_wallets();
drop trigger subscriptions_fall_due on subscriptions;
drop trigger subscriptions_come_due on subscriptions;
drop function subscriptions_fall_due;
-- +goose StatementBegin
create or replace function subscriptions_after_wallets() returns trigger language plpgsql as
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

create or replace function settle_claim(at timestamptz, most int) returns uuid[] language plpgsql as
$$
declare
    due uuid[];
    fresh uuid[];
    claimed uuid[];
    seen int;
    -- subscriptions that are looked at: enough for two workers where an account has ten
    wide int := 20 * most;
begin
    loop
        select coalesce(array_agg(distinct x.tenant_id), '{}'), count(*) into due, seen from (
            select s.tenant_id from subscriptions s
            where s.next_due <= at and s.state = 'active' and s.unpaid_since is null order by s.next_due limit wide) x;
        fresh := array(
            select t.id from tenants t
            where t.id = any (array(select d from unnest(due) d where not exists (select from ledger_accounts a where a.counterparty_id = d)))
            order by t.id limit most for no key update skip locked);
        perform settle_hold(fresh, at);
        -- The first wallet of an account stands for all of it.
        claimed := array(
            select a.counterparty_id from ledger_accounts a
            where a.counterparty_id = any (due)
                and not exists (select from ledger_accounts b where b.counterparty_id = a.counterparty_id and b.id < a.id)
            order by a.id limit most for no key update of a skip locked)
            || array(select d from unnest(fresh) d where not exists (select from ledger_accounts a where a.counterparty_id = d));
        exit when cardinality(claimed) > 0 or seen < wide;
        -- All of these are another's: there may be more behind them.
        wide := 8 * wide;
    end loop;
    return claimed;
end
$$;

create or replace function settle_anew(accounts uuid[], at timestamptz) returns void language plpgsql as
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
                            -- In arrears, the days that are owed and the one to come.
                            coalesce(c.price, v.price) + div(w.micro + s.micro_left + coalesce(c.price_micro, v.price_micro), 1000000)::bigint as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        cross join lateral (
                            select case when v.in_arrears and s.unpaid_since is not null then settle_owed(s.id, v.currency) else 0 end as micro) w
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
-- +goose StatementEnd
call definer_function('subscriptions_after_wallets()', 'app', 'worker');
call definer_function('settle_claim(timestamptz, int)', 'worker');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
drop function settle_looked;
drop table accounts_due;
drop index subscriptions_by_day;
drop index subscriptions_anew;
drop index subscriptions_live;
alter table subscriptions drop column endless, drop column decided;
alter table subscriptions set (fillfactor = 80);
create index subscriptions_due on subscriptions (next_due, tenant_id) where next_due is not null and state = 'active' and unpaid_since is null;
create index subscriptions_to_settle on subscriptions (tenant_id, next_due) where ended_at is null and state = 'active' and next_due is not null;
create index subscriptions_anew on subscriptions (tenant_id) where ended_at is null and paid_until is null;
create index subscriptions_by_day on subscriptions (tenant_id) where ended_at is null and paid_until = 'infinity' and accepted_currency is not null;
