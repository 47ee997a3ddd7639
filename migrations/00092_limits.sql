-- What limits say, and where each comes from.

-- +goose Up

-- plan_cap is what a plan, or the nearest of those it is based on, says of a number; null: it is not bounded.
-- +goose StatementBegin
create function plan_cap(plan uuid, what text, at timestamptz) returns int language sql stable as
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

-- edge_cap is how many objects or users a tenant may have by its contract or its plans; null: it is not bounded. Of an
-- account's plans the one that allows the most people counts; how many objects stand on one plan is asked where they are
-- put there.
create function edge_cap(customer uuid, what text, at timestamptz) returns int language sql stable as
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

-- limit_reached finds the nearest limit that a tenant would pass with so many objects or users more: its own, or one of a
-- tenant above with all that is below it. Numbers above whoever asks are nobody's business. No row: there is room. The
-- limits it found are locked until the transaction ends, so that two who add at once do not both find the last place.
create function limit_reached(target uuid, what text, more int, at timestamptz)
returns table (depth int, named boolean, most int, used bigint) language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    edge record;
    n bigint;
begin
    if not exists (select from tenant_closure c where c.ancestor_id = me and c.descendant_id = target) then
        raise exception 'a tenant asks about what is below it only' using errcode = '42501';
    end if;
    for edge in
        select c.depth, t.id, t.path, edge_cap(t.id, what, at) as cap
        from tenant_closure c join tenants t on t.id = c.ancestor_id
        where c.descendant_id = target and t.parent_id is not null
        order by c.depth
    loop
        continue when edge.cap is null;
        perform pg_advisory_xact_lock(hashtextextended('limit ' || what || ' ' || edge.id::text, 86));
        select coalesce(sum(case what when 'objects' then c.objects else c.users end), 0) into n
        from customers c where c.path >= edge.path and c.path < rtrim(edge.path, '.') || '/';
        if n + more > edge.cap then
            depth := edge.depth;
            named := exists (select from tenant_closure v where v.ancestor_id = me and v.descendant_id = edge.id);
            most := case when named then edge.cap end;
            used := case when named then n end;
            return next;
            return;
        end if;
    end loop;
end
$$;

-- limit_layers are all that speaks of the limits of a tenant at or below the one acted in: for each edge from there to the
-- root its contract, and its plans with those they are based on. Of edges above whoever asks only what is switched off is
-- told, without a name or a number.
create function limit_layers(target uuid, at timestamptz)
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
call definer_function('limit_reached(uuid, text, integer, timestamptz)', 'app');
call definer_function('limit_layers(uuid, timestamptz)', 'app');
-- +goose StatementBegin
do $$
declare f text;
begin
    foreach f in array array['plan_cap(uuid, text, timestamptz)', 'edge_cap(uuid, text, timestamptz)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to %I', f, role_named('definer'));
    end loop;
    execute format('grant execute on function plan_cap(uuid, text, timestamptz) to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
-- plan_used is how many objects are served under a plan of the tenant acted in, over all its customers.
create function plan_used(plan uuid) returns bigint language sql stable as
$$
    select case when p.begins then (
            select coalesce(sum(c.objects), 0) from customers c where c.parent_id = p.tenant_id and c.kind = 'account')
            - (select count(*) from subscriptions s where s.keeper_id = p.tenant_id and s.plan_id <> p.id and s.ended_at is null)
        else (select count(*) from subscriptions s where s.keeper_id = p.tenant_id and s.plan_id = p.id and s.ended_at is null) end
    from plans p where p.id = plan and p.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
$$;
-- +goose StatementEnd
call definer_function('plan_used(uuid)', 'app');

-- +goose Down
drop function plan_used;
drop function limit_layers;
drop function limit_reached;
drop function edge_cap;
drop function plan_cap;
