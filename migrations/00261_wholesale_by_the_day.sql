-- What a reseller owes for a day follows from what was agreed for that day. It followed from what stood in the contract when the day was counted: a
-- dearer plan counted for the day before it was agreed, one that was taken again counted for all the days without one, what lay in the trash at
-- midnight was left out, and the last days of a reseller that closed were never counted.

-- +goose Up
-- Which plan a reseller is charged by, and from which day of its provider's calendar on: of what counts for a day, what was said last. Nothing is
-- changed or taken away here.
create table wholesale_plans (
    number bigint generated always as identity primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references contracts (counterparty_id) on delete cascade,
    -- null: it is not charged
    plan_id uuid,
    from_day date not null,
    set_at timestamptz not null,
    foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);
create index wholesale_plans_of on wholesale_plans (counterparty_id, number desc);
call two_party_rows('wholesale_plans', 'tenant_id', 'counterparty_id', 'select, insert');
-- +goose StatementBegin
do $$ begin execute 'drop policy keeper_updates on wholesale_plans'; end $$;
-- +goose StatementEnd
-- Whoever is charged by a plan reads it, whatever stands in the contract by now.
alter policy offered on plans using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
            or (tenant_id = (nullif(current_setting('app.lineage', true), '')::uuid[])
                    [cardinality(nullif(current_setting('app.lineage', true), '')::uuid[]) - 1]
                and (not by_agreement
                    or exists (select from contracts c where c.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and c.plan_id = plans.id)
                    or exists (select from contract_prices p where p.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and p.item_id = plans.id)
                    or exists (select from wholesale_plans w where w.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and w.plan_id = plans.id))));
-- Since when it counts was not noted: it is counted on from where it was.
insert into wholesale_plans (tenant_id, counterparty_id, plan_id, from_day, set_at)
select c.tenant_id, c.counterparty_id, c.plan_id, '-infinity', now() from contracts c where c.plan_id is not null order by c.counterparty_id;

-- wholesale_plan_on is the plan that a reseller is charged by on a day.
-- +goose StatementBegin
create function wholesale_plan_on(keeper uuid, reseller uuid, the_day date) returns uuid language sql stable as
$$
    select w.plan_id from wholesale_plans w
    where w.counterparty_id = reseller and w.tenant_id = keeper and w.from_day <= the_day order by w.number desc limit 1
$$;

create or replace function meter_wholesale(reseller uuid, the_day date, at timestamptz) returns bigint language plpgsql as
$$
declare
    c contracts%rowtype;
    plan uuid;
    zone text;
    starts timestamptz;
    ends timestamptz;
    v record;
    there bigint;
    n bigint := 0;
    rate numeric;
    micro bigint;
    whole bigint := 0;
    below text collate "C";
begin
    if nullif(current_setting('app.tenant', true), '') is not null or session_user::text !~ '_(worker|definer)$' then
        raise exception 'days are metered by a job only' using errcode = '42501';
    end if;
    select * into c from contracts k where k.counterparty_id = reseller for no key update;
    if not found then return null; end if;
    plan := wholesale_plan_on(c.tenant_id, reseller, the_day);
    if plan is null then return null; end if;
    select w.objects into there from wholesale_days w where w.counterparty_id = reseller and w.day = the_day;
    if found then return there; end if;
    select t.time_zone into strict zone from tenants t where t.id = c.tenant_id;
    starts := the_day::timestamp at time zone zone;
    ends := (the_day + 1)::timestamp at time zone zone;
    if ends > at then return null; end if;
    select x.id, x.is_free, x.period, coalesce(k.price, x.price) as price, coalesce(k.price_micro, x.price_micro) as price_micro, x.currency into v
    from plan_versions x
    left join lateral price_agreed(reseller, plan, starts) k on k.currency = x.currency
    where x.id = plan_version_at(plan, starts);
    if not found then return null; end if;
    select t.path into strict below from tenants t where t.id = reseller;
    -- What was thrown away in the course of the day, or after it, was there.
    select count(*) into n from objects o
    where o.path >= below and o.path < rtrim(below, '.') || '/' and (o.removed_at is null or o.removed_at > starts) and object_heard(o.seq, starts, ends);
    rate := case v.period
        when 'month' then div(v.price * 1000000::numeric * extract(day from the_day), extract(day from date_trunc('month', the_day) + interval '1 month - 1 day'))
            - div(v.price * 1000000::numeric * (extract(day from the_day) - 1), extract(day from date_trunc('month', the_day) + interval '1 month - 1 day'))
        when 'year' then div(v.price * 1000000::numeric * extract(doy from the_day), extract(doy from date_trunc('year', the_day) + interval '1 year - 1 day'))
            - div(v.price * 1000000::numeric * (extract(doy from the_day) - 1), extract(doy from date_trunc('year', the_day) + interval '1 year - 1 day'))
        else v.price * 1000000::numeric + v.price_micro end;
    if not v.is_free and rate * n > 9000000000000000000 then
        raise exception 'a day at % a unit is beyond what can be counted: publish a lower price', v.price using errcode = '22003';
    end if;
    micro := case when v.is_free then 0 else rate * n end;
    if micro > 0 then
        insert into books (tenant_id, unit, main, opened_at)
        values (c.tenant_id, v.currency, not exists (select from books b where b.tenant_id = c.tenant_id and b.main), at)
        on conflict do nothing;
        whole := ledger_accrue(c.tenant_id, v.currency, reseller, 'wholesale', the_day::text, micro, 'metering', 'revenue:wholesale', the_day, at, '');
    end if;
    insert into wholesale_days (tenant_id, counterparty_id, day, version_id, objects, micro, amount, currency, metered_at)
    values (c.tenant_id, reseller, the_day, v.id, n, micro, whole, v.currency, at);
    return n;
end
$$;

-- wholesale_unmetered are resellers with a wholesale plan, and the days of theirs that are over and not metered: from the day on which the plan
-- began to count, or, where that was not noted, from the day before the first time it is asked for. The day of closing is the last.
create or replace function wholesale_unmetered(at timestamptz) returns table (reseller uuid, day date) language sql stable as
$$
    select c.counterparty_id, d::date
    from contracts c
    join tenants p on p.id = c.tenant_id
    join tenants t on t.id = c.counterparty_id and t.kind = 'reseller'
    cross join lateral (
        select (at at time zone p.time_zone)::date - 1 as yesterday,
            case when t.status = 'closed' then (t.closed_at at time zone p.time_zone)::date end as closing) y
    cross join lateral (
        select min(w.from_day) as day from wholesale_plans w
        where w.counterparty_id = c.counterparty_id and w.tenant_id = c.tenant_id and w.plan_id is not null) f
    left join lateral (select max(w.day) as day from wholesale_days w where w.counterparty_id = c.counterparty_id and w.tenant_id = c.tenant_id) m on true
    cross join lateral generate_series(
        greatest(coalesce(m.day + 1, case when isfinite(f.day) then f.day else y.yesterday end), f.day)::timestamp,
        least(y.yesterday, y.closing)::timestamp, interval '1 day') d
    where f.day is not null and wholesale_plan_on(c.tenant_id, c.counterparty_id, d::date) is not null
    order by 1, 2
$$;

-- Who moves below somebody else leaves what was agreed behind: it was agreed with the one before.
create or replace function contracts_begin_anew() returns trigger language plpgsql as
$$
begin
    delete from contract_prices where counterparty_id = new.counterparty_id;
    delete from wholesale_plans where counterparty_id = new.counterparty_id;
    new.plan_id := null;
    new.max_objects := null;
    new.max_users := null;
    new.retention := null;
    new.sms := null;
    new.reports := null;
    new.sub_resellers := null;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('meter_wholesale(uuid, date, timestamptz)', 'worker');
call definer_function('wholesale_unmetered(timestamptz)', 'worker');
call definer_function('contracts_begin_anew()', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function wholesale_plan_on(uuid, uuid, date) from public;
    execute format('grant execute on function wholesale_plan_on(uuid, uuid, date) to %I', role_named('definer'));
    execute format('grant execute on function wholesale_plan_on(uuid, uuid, date) to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function meter_wholesale(reseller uuid, the_day date, at timestamptz) returns bigint language plpgsql as
$$
declare
    c contracts%rowtype;
    zone text;
    starts timestamptz;
    ends timestamptz;
    v record;
    there bigint;
    n bigint := 0;
    rate numeric;
    micro bigint;
    whole bigint := 0;
    below text collate "C";
begin
    if nullif(current_setting('app.tenant', true), '') is not null or session_user::text !~ '_(worker|definer)$' then
        raise exception 'days are metered by a job only' using errcode = '42501';
    end if;
    select * into c from contracts k where k.counterparty_id = reseller for no key update;
    if not found or c.plan_id is null then return null; end if;
    select w.objects into there from wholesale_days w where w.counterparty_id = reseller and w.day = the_day;
    if found then return there; end if;
    select t.time_zone into strict zone from tenants t where t.id = c.tenant_id;
    starts := the_day::timestamp at time zone zone;
    ends := (the_day + 1)::timestamp at time zone zone;
    if ends > at then return null; end if;
    select x.id, x.is_free, x.period, coalesce(k.price, x.price) as price, coalesce(k.price_micro, x.price_micro) as price_micro, x.currency into v
    from plan_versions x
    left join lateral price_agreed(reseller, c.plan_id, starts) k on k.currency = x.currency
    where x.id = plan_version_at(c.plan_id, starts);
    if not found then return null; end if;
    select t.path into strict below from tenants t where t.id = reseller;
    select count(*) into n from objects o
    where o.path >= below and o.path < rtrim(below, '.') || '/' and o.removed_at is null and object_heard(o.seq, starts, ends);
    rate := case v.period
        when 'month' then div(v.price * 1000000::numeric * extract(day from the_day), extract(day from date_trunc('month', the_day) + interval '1 month - 1 day'))
            - div(v.price * 1000000::numeric * (extract(day from the_day) - 1), extract(day from date_trunc('month', the_day) + interval '1 month - 1 day'))
        when 'year' then div(v.price * 1000000::numeric * extract(doy from the_day), extract(doy from date_trunc('year', the_day) + interval '1 year - 1 day'))
            - div(v.price * 1000000::numeric * (extract(doy from the_day) - 1), extract(doy from date_trunc('year', the_day) + interval '1 year - 1 day'))
        else v.price * 1000000::numeric + v.price_micro end;
    micro := case when v.is_free then 0 else rate * n end;
    if micro > 0 then
        insert into books (tenant_id, unit, main, opened_at)
        values (c.tenant_id, v.currency, not exists (select from books b where b.tenant_id = c.tenant_id and b.main), at)
        on conflict do nothing;
        whole := ledger_accrue(c.tenant_id, v.currency, reseller, 'wholesale', the_day::text, micro, 'metering', 'revenue:wholesale', the_day, at, '');
    end if;
    insert into wholesale_days (tenant_id, counterparty_id, day, version_id, objects, micro, amount, currency, metered_at)
    values (c.tenant_id, reseller, the_day, v.id, n, micro, whole, v.currency, at);
    return n;
end
$$;
create or replace function wholesale_unmetered(at timestamptz) returns table (reseller uuid, day date) language sql stable as
$$
    select c.counterparty_id, d::date
    from contracts c
    join tenants p on p.id = c.tenant_id
    join tenants t on t.id = c.counterparty_id and t.kind = 'reseller' and t.status <> 'closed'
    cross join lateral (select ((at at time zone p.time_zone)::date - 1) as yesterday) y
    left join lateral (select max(w.day) as day from wholesale_days w where w.counterparty_id = c.counterparty_id and w.tenant_id = c.tenant_id) m on true
    cross join lateral generate_series(coalesce(m.day + 1, y.yesterday)::timestamp, y.yesterday::timestamp, interval '1 day') d
    where c.plan_id is not null
    order by 1, 2
$$;
create or replace function contracts_begin_anew() returns trigger language plpgsql as
$$
begin
    delete from contract_prices where counterparty_id = new.counterparty_id;
    new.plan_id := null;
    new.max_objects := null;
    new.max_users := null;
    new.retention := null;
    new.sms := null;
    new.reports := null;
    new.sub_resellers := null;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('meter_wholesale(uuid, date, timestamptz)', 'worker');
call definer_function('wholesale_unmetered(timestamptz)', 'worker');
call definer_function('contracts_begin_anew()', 'app', 'worker');
alter policy offered on plans using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
            or (tenant_id = (nullif(current_setting('app.lineage', true), '')::uuid[])
                    [cardinality(nullif(current_setting('app.lineage', true), '')::uuid[]) - 1]
                and (not by_agreement
                    or exists (select from contracts c where c.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and c.plan_id = plans.id)
                    or exists (select from contract_prices p where p.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and p.item_id = plans.id))));
drop function wholesale_plan_on;
drop table wholesale_plans;
