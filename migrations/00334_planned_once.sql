-- What is asked over and over is planned once here too (decision 0079): a function in plain SQL that is called from another one, from a trigger or by a
-- short statement is read, rewritten and planned anew each time it is called, which takes longer than running it. PL/pgSQL keeps the plans for as long as the
-- connection lasts. Each of these means what it meant: a name that is both a column and a parameter is the column, as it is in plain SQL.

-- +goose Up

-- +goose StatementBegin
create or replace function tenant_scope(caller uuid, target uuid)
returns table (tenant_id uuid, kind text, realm_id uuid, parent_id uuid, path text, lineage uuid[], status text)
language plpgsql stable as
$$
#variable_conflict use_column
begin
    return query
    select t.id, t.kind, t.realm_id, t.parent_id, t.path,
           (select array_agg(u.ancestor_id order by u.depth desc) from tenant_closure u where u.descendant_id = t.id), t.status
    from tenant_closure c join tenants t on t.id = c.descendant_id
    where c.ancestor_id = caller and c.descendant_id = target;
end
$$;
-- +goose StatementEnd
call definer_function('tenant_scope(uuid, uuid)', 'app', 'worker');

-- +goose StatementBegin
create or replace function limit_layers(target uuid, at timestamptz)
returns table (depth int, layer text, plan_id uuid, step int, name text, named boolean, max_objects int, max_users int, retention text,
    sms boolean, reports boolean, sub_resellers boolean, support text, objects bigint, users bigint)
language plpgsql stable as
$$
#variable_conflict use_column
begin
    return query
    with recursive me as (select nullif(current_setting('app.tenant', true), '')::uuid as id),
    edges as (
        select c.depth, t.id, t.path, t.kind, t.parent_id,
            exists (select from tenant_closure v where v.ancestor_id = me.id and v.descendant_id = t.id) as named
        from me
        join tenant_closure mine on mine.ancestor_id = me.id and mine.descendant_id = target
        join tenant_closure c on c.descendant_id = target
        join tenants t on t.id = c.ancestor_id
        where t.parent_id is not null),
    used as (
        select e.depth, k.plan_id from edges e join contracts k on k.counterparty_id = e.id where k.plan_id is not null
        union
        select e.depth, p.id from edges e join plans p on p.tenant_id = e.parent_id and p.begins where e.kind = 'account'
        union
        select e.depth, s.plan_id from edges e join subscriptions s on s.tenant_id = e.id and s.ended_at is null where e.kind = 'account'),
    chain as (
        select u.depth, u.plan_id, u.plan_id as told_by, 0 as step from used u
        union all
        select c.depth, c.plan_id, p.base_id, c.step + 1 from chain c join plans p on p.id = c.told_by where p.base_id is not null),
    layers as (
        select e.depth, 'contract' as layer, null::uuid as plan_id, 0 as step, '' as name, k.max_objects, k.max_users, k.retention, k.sms, k.reports,
            k.sub_resellers, k.tier as support
        from edges e join contracts k on k.counterparty_id = e.id
        union all
        select c.depth, 'plan', c.plan_id, c.step, p.name, v.max_objects, v.max_users, v.retention, v.sms, v.reports, v.sub_resellers, v.support
        from chain c join plans p on p.id = c.told_by join plan_versions v on v.id = plan_version_at(p.id, at))
    select l.depth, l.layer, case when e.named then l.plan_id end, l.step, case when e.named then l.name else '' end, e.named,
        case when e.named then l.max_objects end, case when e.named then l.max_users end, case when e.named then l.retention end,
        l.sms, l.reports, l.sub_resellers, case when e.named then l.support end,
        case when e.named then (select coalesce(sum(c.objects), 0) from customers c where c.path >= e.path and c.path < rtrim(e.path, '.') || '/') end,
        case when e.named then (select coalesce(sum(c.users), 0) from customers c where c.path >= e.path and c.path < rtrim(e.path, '.') || '/') end
    from layers l join edges e using (depth)
    order by l.depth, l.layer, l.plan_id, l.step;
end
$$;
-- +goose StatementEnd
call definer_function('limit_layers(uuid, timestamptz)', 'app');

-- +goose StatementBegin
create or replace function desk_writer(wanted text) returns table (tenant_id uuid, user_id uuid, name text, locale text, owner boolean) language plpgsql stable as
$$
#variable_conflict use_column
begin
    return query
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale,
        exists (select from memberships m where m.tenant_id = u.tenant_id and m.user_id = u.id and m.role = 'owner')
    from users u join tenants t on t.id = u.tenant_id
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.email_key = wanted and u.status <> 'removed'
        and not u.email_unconfirmed and t.status <> 'closed'
    union all
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale, true
    from tenants t join memberships m on m.tenant_id = t.id and m.role = 'owner'
    join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
    where t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.kind = 'reseller' and t.status <> 'closed'
        and u.email_key = wanted and u.status <> 'removed' and not u.email_unconfirmed
    limit 1;
end
$$;
-- +goose StatementEnd
call definer_function('desk_writer(text)', 'app');

-- +goose StatementBegin
create or replace function plan_version_at(plan uuid, at timestamptz) returns uuid language plpgsql stable as
$$
#variable_conflict use_column
begin
    return (
        select v.id from plan_versions v
        where v.plan_id = plan and v.in_force_from <= at and v.withdrawn_at is null
        order by v.in_force_from desc, v.number desc limit 1);
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function plan_cap(plan uuid, what text, at timestamptz) returns int language plpgsql stable as
$$
#variable_conflict use_column
begin
    return (
        with recursive chain as (
            select p.id, p.base_id, 0 as step from plans p where p.id = plan
            union all
            select p.id, p.base_id, c.step + 1 from chain c join plans p on p.id = c.base_id)
        select case what when 'objects' then v.max_objects else v.max_users end
        from chain c join plan_versions v on v.id = plan_version_at(c.id, at)
        where case what when 'objects' then v.max_objects else v.max_users end is not null
        order by c.step limit 1);
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function edge_cap(customer uuid, what text, at timestamptz) returns int language plpgsql stable as
$$
#variable_conflict use_column
begin
    return (
        select coalesce(case what when 'objects' then k.max_objects else k.max_users end,
            case when t.kind <> 'account' then plan_cap(k.plan_id, what, at)
                 when what = 'users' then (
                    select case when bool_or(plan_cap(u.id, what, at) is null) then null else max(plan_cap(u.id, what, at)) end
                    from (select p.id from plans p where p.tenant_id = t.parent_id and p.begins
                          union select s.plan_id from subscriptions s where s.tenant_id = t.id and s.ended_at is null) u) end)
        from tenants t join contracts k on k.counterparty_id = t.id
        where t.id = customer);
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function wholesale_plan_on(keeper uuid, reseller uuid, the_day date) returns uuid language plpgsql stable as
$$
#variable_conflict use_column
begin
    return (
        select w.plan_id from wholesale_plans w
        where w.counterparty_id = reseller and w.tenant_id = keeper and w.from_day <= the_day order by w.number desc limit 1);
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function audit_hash(previous bytea, tenant uuid, place bigint, id uuid, at timestamptz, actor uuid, action text,
        subject_kind text, subject_id uuid, detail_hash bytea) returns bytea language plpgsql immutable as
$$
begin
    return sha256(previous || convert_to(concat_ws(E'\n', tenant, place, id, extract(epoch from at)::numeric(20, 6), actor, action, subject_kind,
        coalesce(subject_id::text, '-')), 'UTF8') || detail_hash);
end
$$;
-- +goose StatementEnd

-- An audit that has begun has a head: only the first entry makes one.
-- +goose StatementBegin
create or replace function audit_append(tenant uuid, new_id uuid, moment timestamptz, actor_kind text, actor_user uuid, actor_name text, did text,
        of_kind text, subject uuid, salting bytea, told jsonb) returns void language plpgsql as
$$
declare
    who uuid;
    head audit_heads%rowtype;
    told_hash bytea := sha256(salting || convert_to(told::text, 'UTF8'));
    new_hash bytea;
begin
    select id into who from audit_actors a
    where a.tenant_id = tenant and a.kind = actor_kind and a.user_id is not distinct from actor_user and a.name = actor_name;
    if who is null then
        insert into audit_actors as a (id, tenant_id, kind, user_id, name) values (gen_random_uuid(), tenant, actor_kind, actor_user, actor_name)
        on conflict (tenant_id, kind, user_id, name) do update set name = a.name
        returning id into who;
    end if;
    select * into head from audit_heads h where h.tenant_id = tenant for no key update;
    if not found then
        insert into audit_heads (tenant_id, place, hash) values (tenant, 0, ''::bytea) on conflict do nothing;
        select * into head from audit_heads h where h.tenant_id = tenant for no key update;
    end if;
    new_hash := audit_hash(head.hash, tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash);
    insert into audit_entries (tenant_id, place, id, at, actor, action, subject_kind, subject_id, detail_hash, previous, hash)
    values (tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash, head.hash, new_hash);
    insert into audit_details (entry_id, tenant_id, salt, detail) values (new_id, tenant, salting, told);
    update audit_heads set place = head.place + 1, hash = new_hash where tenant_id = tenant;
end
$$;
-- +goose StatementEnd

-- A day of wholesale is counted by one plan: a function that looks into positions, called for each object, had its own opened and closed each time.
-- +goose StatementBegin
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
    -- That an object was heard is said as object_heard says it, but of all of them at once.
    select count(*) into n from objects o join object_states s on s.object_seq = o.seq
    where o.path >= below and o.path < rtrim(below, '.') || '/' and (o.removed_at is null or o.removed_at > starts)
        and s.heard_at >= starts and (s.heard_at < ends
            or exists (select from positions p where p.object_seq = o.seq and p.fixed_at >= starts and p.fixed_at < ends));
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
-- +goose StatementEnd
call definer_function('meter_wholesale(uuid, date, timestamptz)', 'worker');

-- +goose Down
-- +goose StatementBegin
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
-- +goose StatementEnd
call definer_function('meter_wholesale(uuid, date, timestamptz)', 'worker');
-- +goose StatementBegin
create or replace function audit_append(tenant uuid, new_id uuid, moment timestamptz, actor_kind text, actor_user uuid, actor_name text, did text,
        of_kind text, subject uuid, salting bytea, told jsonb) returns void language plpgsql as
$$
declare
    who uuid;
    head audit_heads%rowtype;
    told_hash bytea := sha256(salting || convert_to(told::text, 'UTF8'));
    new_hash bytea;
begin
    select id into who from audit_actors a
    where a.tenant_id = tenant and a.kind = actor_kind and a.user_id is not distinct from actor_user and a.name = actor_name;
    if who is null then
        insert into audit_actors as a (id, tenant_id, kind, user_id, name) values (gen_random_uuid(), tenant, actor_kind, actor_user, actor_name)
        on conflict (tenant_id, kind, user_id, name) do update set name = a.name
        returning id into who;
    end if;
    insert into audit_heads (tenant_id, place, hash) values (tenant, 0, ''::bytea) on conflict do nothing;
    select * into head from audit_heads h where h.tenant_id = tenant for no key update;
    new_hash := audit_hash(head.hash, tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash);
    insert into audit_entries (tenant_id, place, id, at, actor, action, subject_kind, subject_id, detail_hash, previous, hash)
    values (tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash, head.hash, new_hash);
    insert into audit_details (entry_id, tenant_id, salt, detail) values (new_id, tenant, salting, told);
    update audit_heads set place = head.place + 1, hash = new_hash where tenant_id = tenant;
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function audit_hash(previous bytea, tenant uuid, place bigint, id uuid, at timestamptz, actor uuid, action text,
        subject_kind text, subject_id uuid, detail_hash bytea) returns bytea language sql immutable as
$$
    select sha256(previous || convert_to(concat_ws(E'\n', tenant, place, id, extract(epoch from at)::numeric(20, 6), actor, action, subject_kind,
        coalesce(subject_id::text, '-')), 'UTF8') || detail_hash)
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function wholesale_plan_on(keeper uuid, reseller uuid, the_day date) returns uuid language sql stable as
$$
    select w.plan_id from wholesale_plans w
    where w.counterparty_id = reseller and w.tenant_id = keeper and w.from_day <= the_day order by w.number desc limit 1
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function edge_cap(customer uuid, what text, at timestamptz) returns int language sql stable as
$$
    select coalesce(case what when 'objects' then k.max_objects else k.max_users end,
        case when t.kind <> 'account' then plan_cap(k.plan_id, what, at)
             when what = 'users' then (
                select case when bool_or(plan_cap(u.id, what, at) is null) then null else max(plan_cap(u.id, what, at)) end
                from (select p.id from plans p where p.tenant_id = t.parent_id and p.begins
                      union select s.plan_id from subscriptions s where s.tenant_id = t.id and s.ended_at is null) u) end)
    from tenants t join contracts k on k.counterparty_id = t.id
    where t.id = customer
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function plan_cap(plan uuid, what text, at timestamptz) returns int language sql stable as
$$
    with recursive chain as (
        select p.id, p.base_id, 0 as step from plans p where p.id = plan
        union all
        select p.id, p.base_id, c.step + 1 from chain c join plans p on p.id = c.base_id)
    select case what when 'objects' then v.max_objects else v.max_users end
    from chain c join plan_versions v on v.id = plan_version_at(c.id, at)
    where case what when 'objects' then v.max_objects else v.max_users end is not null
    order by c.step limit 1
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function plan_version_at(plan uuid, at timestamptz) returns uuid language sql stable as
$$
    select v.id from plan_versions v
    where v.plan_id = plan and v.in_force_from <= at and v.withdrawn_at is null
    order by v.in_force_from desc, v.number desc limit 1
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function desk_writer(wanted text) returns table (tenant_id uuid, user_id uuid, name text, locale text, owner boolean) language sql stable as
$$
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale,
        exists (select from memberships m where m.tenant_id = u.tenant_id and m.user_id = u.id and m.role = 'owner')
    from users u join tenants t on t.id = u.tenant_id
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.email_key = wanted and u.status <> 'removed'
        and not u.email_unconfirmed and t.status <> 'closed'
    union all
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale, true
    from tenants t join memberships m on m.tenant_id = t.id and m.role = 'owner'
    join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
    where t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.kind = 'reseller' and t.status <> 'closed'
        and u.email_key = wanted and u.status <> 'removed' and not u.email_unconfirmed
    limit 1
$$;
-- +goose StatementEnd
call definer_function('desk_writer(text)', 'app');
-- +goose StatementBegin
create or replace function limit_layers(target uuid, at timestamptz)
returns table (depth int, layer text, plan_id uuid, step int, name text, named boolean, max_objects int, max_users int, retention text,
    sms boolean, reports boolean, sub_resellers boolean, support text, objects bigint, users bigint)
language sql stable as
$$
    with recursive me as (select nullif(current_setting('app.tenant', true), '')::uuid as id),
    edges as (
        select c.depth, t.id, t.path, t.kind, t.parent_id,
            exists (select from tenant_closure v where v.ancestor_id = me.id and v.descendant_id = t.id) as named
        from me
        join tenant_closure mine on mine.ancestor_id = me.id and mine.descendant_id = target
        join tenant_closure c on c.descendant_id = target
        join tenants t on t.id = c.ancestor_id
        where t.parent_id is not null),
    used as (
        select e.depth, k.plan_id from edges e join contracts k on k.counterparty_id = e.id where k.plan_id is not null
        union
        select e.depth, p.id from edges e join plans p on p.tenant_id = e.parent_id and p.begins where e.kind = 'account'
        union
        select e.depth, s.plan_id from edges e join subscriptions s on s.tenant_id = e.id and s.ended_at is null where e.kind = 'account'),
    chain as (
        select u.depth, u.plan_id, u.plan_id as told_by, 0 as step from used u
        union all
        select c.depth, c.plan_id, p.base_id, c.step + 1 from chain c join plans p on p.id = c.told_by where p.base_id is not null),
    layers as (
        select e.depth, 'contract' as layer, null::uuid as plan_id, 0 as step, '' as name, k.max_objects, k.max_users, k.retention, k.sms, k.reports,
            k.sub_resellers, k.tier as support
        from edges e join contracts k on k.counterparty_id = e.id
        union all
        select c.depth, 'plan', c.plan_id, c.step, p.name, v.max_objects, v.max_users, v.retention, v.sms, v.reports, v.sub_resellers, v.support
        from chain c join plans p on p.id = c.told_by join plan_versions v on v.id = plan_version_at(p.id, at))
    select l.depth, l.layer, case when e.named then l.plan_id end, l.step, case when e.named then l.name else '' end, e.named,
        case when e.named then l.max_objects end, case when e.named then l.max_users end, case when e.named then l.retention end,
        l.sms, l.reports, l.sub_resellers, case when e.named then l.support end,
        case when e.named then (select coalesce(sum(c.objects), 0) from customers c where c.path >= e.path and c.path < rtrim(e.path, '.') || '/') end,
        case when e.named then (select coalesce(sum(c.users), 0) from customers c where c.path >= e.path and c.path < rtrim(e.path, '.') || '/') end
    from layers l join edges e using (depth)
    order by l.depth, l.layer, l.plan_id, l.step
$$;
-- +goose StatementEnd
call definer_function('limit_layers(uuid, timestamptz)', 'app');
-- +goose StatementBegin
create or replace function tenant_scope(caller uuid, target uuid)
returns table (tenant_id uuid, kind text, realm_id uuid, parent_id uuid, path text, lineage uuid[], status text)
language sql stable as
$$
    select t.id, t.kind, t.realm_id, t.parent_id, t.path,
           (select array_agg(u.ancestor_id order by u.depth desc) from tenant_closure u where u.descendant_id = t.id), t.status
    from tenant_closure c join tenants t on t.id = c.descendant_id
    where c.ancestor_id = caller and c.descendant_id = target
$$;
-- +goose StatementEnd
call definer_function('tenant_scope(uuid, uuid)', 'app', 'worker');
