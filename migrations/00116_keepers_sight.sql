-- What a keeper sees of the money of those right below it: how long it lasts, what is unpaid, and what was earned by what. Subscriptions and
-- charges are the account's own rows; sums of them are its keeper's business.

-- +goose Up
-- A year of a keeper's charges is a walk over one index.
create index charges_keeper on charges (keeper_id, booked_at);
create index packages_bought_keeper on packages_bought (keeper_id, activated_at);

-- money_below is what the customers of the tenant acted in are served for: a row for each customer and currency. per_day is what a day of it costs at
-- today's prices, in millionths of a minor unit: a year of 365.25 days, a month its twelfth.
-- +goose StatementBegin
create function money_below(at timestamptz) returns table (account uuid, unit text, paying int, unpaid int, per_day bigint) language sql stable as
$$
    with me as (
        select nullif(current_setting('app.tenant', true), '')::uuid as id),
    costs as (
        select p.id as plan_id, v.price * 1000000::numeric + v.price_micro as price, v.currency,
            case v.period when 'month' then 16 / 487::numeric when 'year' then 4 / 1461::numeric else 1 end as share
        from me join plans p on p.tenant_id = me.id join plan_versions v on v.id = plan_version_at(p.id, at)
        where v.currency is not null),
    agreed as (
        select distinct on (a.counterparty_id, a.plan_id) a.counterparty_id, a.plan_id, a.price * 1000000::numeric + a.price_micro as price, a.currency
        from me join contract_prices a on a.tenant_id = me.id
        where a.plan_id is not null and a.in_force_from <= at and (a.ends_at is null or a.ends_at > at)
        order by a.counterparty_id, a.plan_id, a.in_force_from desc)
    select s.tenant_id, c.currency, count(*)::int, count(*) filter (where s.unpaid_since is not null)::int,
        round(sum(coalesce(a.price, c.price) * c.share))::bigint
    from me join subscriptions s on s.keeper_id = me.id
    join costs c on c.plan_id = s.plan_id
    left join agreed a on a.counterparty_id = s.tenant_id and a.plan_id = s.plan_id and a.currency = c.currency
    where s.ended_at is null and s.state = 'active' and not s.stops
    group by s.tenant_id, c.currency
$$;

-- revenue_below is what the tenant acted in has earned with its customers: a row for each month of its calendar, currency and thing sold. What resellers
-- owe counts for the day it was metered for.
create function revenue_below(since timestamptz, before timestamptz)
returns table (month date, unit text, source text, item uuid, name text, amount bigint, pieces bigint) language sql stable as
$$
    with me as (
        select t.id, t.time_zone as zone from tenants t where t.id = nullif(current_setting('app.tenant', true), '')::uuid)
    select date_trunc('month', c.booked_at at time zone me.zone)::date, c.currency, 'plan', p.id, p.name, sum(c.amount)::bigint, count(*)
    from me join charges c on c.keeper_id = me.id and c.booked_at >= since and c.booked_at < before
    join plan_versions v on v.id = c.version_id join plans p on p.id = v.plan_id
    group by 1, 2, p.id, p.name
    union all
    select date_trunc('month', b.activated_at at time zone me.zone)::date, b.currency, 'package', p.id, p.name, sum(b.price)::bigint, count(*)
    from me join packages_bought b on b.keeper_id = me.id and b.activated_at >= since and b.activated_at < before
    join packages p on p.id = b.package_id
    group by 1, 2, p.id, p.name
    union all
    select date_trunc('month', w.day)::date, w.currency, 'wholesale', p.id, p.name, sum(w.amount)::bigint, sum(w.objects)::bigint
    from me join wholesale_days w on w.tenant_id = me.id and w.day >= (since at time zone me.zone)::date and w.day < (before at time zone me.zone)::date
    join plan_versions v on v.id = w.version_id join plans p on p.id = v.plan_id
    where w.currency is not null
    group by 1, 2, p.id, p.name
$$;

-- ladder_above is how many days of debt lead to each step with the provider of the tenant acted in: whoever climbs it may know how high it is.
create function ladder_above() returns table (warned_after int, activations_after int, console_after int, all_after int) language sql stable as
$$
    select coalesce(g.warned_after, 0), coalesce(g.activations_after, 7), coalesce(g.console_after, 14), case when g.tenant_id is null then 30 else g.all_after end
    from tenants t left join ladder_settings g on g.tenant_id = t.parent_id
    where t.id = nullif(current_setting('app.tenant', true), '')::uuid and t.parent_id is not null
$$;

-- package_used is how many packages of a kind that were bought of the tenant acted in still serve.
create function package_used(package uuid) returns bigint language sql stable as
$$
    select count(*) from packages_bought b
    where b.keeper_id = nullif(current_setting('app.tenant', true), '')::uuid and b.package_id = package and b.expired_at is null and coalesce(b.remaining, 1) > 0
$$;

-- plan_users are the customers of the tenant acted in that have objects on a plan, by their ids.
create function plan_users(plan uuid, after uuid, most int) returns table (customer uuid, objects int, unpaid int) language sql stable as
$$
    select s.tenant_id, count(*)::int, count(*) filter (where s.unpaid_since is not null)::int
    from subscriptions s
    where s.keeper_id = nullif(current_setting('app.tenant', true), '')::uuid and s.plan_id = plan and s.ended_at is null and s.tenant_id > after
    group by s.tenant_id order by s.tenant_id limit most
$$;
-- +goose StatementEnd
call definer_function('package_used(uuid)', 'app');
call definer_function('plan_users(uuid, uuid, int)', 'app');
call definer_function('money_below(timestamptz)', 'app');
call definer_function('revenue_below(timestamptz, timestamptz)', 'app');
call definer_function('ladder_above()', 'app');

-- The signed file of what was agreed with a customer (terms 8.6). Both sides read it; it is never changed, another one is put beside it.
create table contract_files (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references contracts (counterparty_id) on delete cascade,
    name text not null check (length(name) between 1 and 200),
    sha256 bytea not null check (length(sha256) = 32),
    content bytea not null check (length(content) between 1 and 5242880),
    by_user uuid,
    put_at timestamptz not null
);
create index contract_files_page on contract_files (counterparty_id, put_at desc, id);
call two_party_rows('contract_files', 'tenant_id', 'counterparty_id', 'select, insert');
-- +goose StatementBegin
do $$ begin execute 'drop policy keeper_updates on contract_files'; end $$;
-- +goose StatementEnd

-- +goose Down
drop table contract_files;
drop function ladder_above;
drop function plan_users;
drop function package_used;
drop function revenue_below;
drop function money_below;
drop index packages_bought_keeper;
drop index charges_keeper;
