-- What a reseller owes its provider: so much a day for each object below it that was heard, metered once a day in the provider's book, apart
-- from whatever the reseller's own customers pay (DESIGN §7). And what was told to whom about their money.

-- +goose Up
-- One row for each reseller and day; both sides read it.
create table wholesale_days (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    -- of the provider's calendar
    day date not null,
    version_id uuid,
    objects bigint not null check (objects >= 0),
    -- millionths of a minor unit, and the whole units they came to with what was carried from the days before
    micro bigint not null check (micro >= 0),
    amount bigint not null check (amount >= 0),
    currency text collate "C",
    metered_at timestamptz not null,
    primary key (counterparty_id, day)
);
create index wholesale_days_keeper on wholesale_days (tenant_id, day);
call two_party_rows('wholesale_days', 'tenant_id', 'counterparty_id', 'select');
create trigger wholesale_days_stay before update or delete on wholesale_days for each row execute function ledger_stays();
create trigger wholesale_days_stay_whole before truncate on wholesale_days for each statement execute function ledger_stays();
-- +goose StatementBegin
do $$ begin
    execute format('revoke insert, update, delete on wholesale_days from %I', role_named('worker'));
    execute format('drop policy keeper_inserts on wholesale_days');
    execute format('drop policy keeper_updates on wholesale_days');
end $$;

-- meter_wholesale counts a day that is over, once: the same day again answers what was counted then. Null: there is no wholesale plan, or the
-- day is not over. A monthly price is taken by the days of the month, which add up to it exactly.
create function meter_wholesale(reseller uuid, the_day date, at timestamptz) returns bigint language plpgsql as
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

-- wholesale_unmetered are resellers with a wholesale plan, and the days of theirs that are over and not metered. Metering begins with
-- the day before the first time it is asked for.
create function wholesale_unmetered(at timestamptz) returns table (reseller uuid, day date) language sql stable as
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
-- +goose StatementEnd
call definer_function('meter_wholesale(uuid, date, timestamptz)', 'worker');
call definer_function('wholesale_unmetered(timestamptz)', 'worker');

-- A letter about money goes out once for each thing it is about.
create table money_notices (
    tenant_id uuid not null references tenants (id),
    template text not null,
    about text collate "C" not null,
    at timestamptz not null,
    primary key (tenant_id, template, about)
);
create index money_notices_age on money_notices (at);
call own_rows('money_notices', '');

-- +goose Down
drop table money_notices;
drop function wholesale_unmetered;
drop function meter_wholesale;
drop table wholesale_days;
