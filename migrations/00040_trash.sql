-- What is deleted lies thirty days in a trash, with its history, and can be taken out of it again (DESIGN §11).

-- +goose Up
alter table objects
    add column removed_at timestamptz,
    add column removed_by uuid,
    -- the tracker that stood for it then: restoring claims its names again
    add column removed_tracker uuid,
    -- it went because its whole account was closed, and comes back with it
    add column removed_with_tenant boolean not null default false;
create index objects_trash on objects (removed_at) where removed_at is not null;
-- Counting what is below somebody stays a walk over the index alone.
drop index objects_subtree_page;
create index objects_subtree_page on objects (path, id) where removed_at is null;

-- What is in the trash is not there: for no request and no list, whatever it asks. The functions below see it.
-- +goose StatementBegin
do $$
begin
    execute format('create policy not_in_trash on objects as restrictive for all to %I, %I using (removed_at is null)',
        role_named('app'), role_named('app_subtree'));
end $$;
-- +goose StatementEnd

-- trash_object puts an object of the tenant acted in into the trash: its tracker stands for it no more, and the device's
-- names are free for others from that moment.
-- +goose StatementBegin
create function trash_object(wanted uuid, at timestamptz, by uuid, with_tenant boolean) returns boolean language plpgsql as
$$
declare
    gone objects%rowtype;
    stood uuid;
begin
    select * into gone from objects o
    where o.id = wanted and o.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and o.removed_at is null
    for update;
    if not found then return false; end if;
    select b.tracker_id into stood from bindings b where b.object_id = gone.id and upper_inf(b.span);
    update identities i set released_at = at,
        held = case when i.held is null or lower(i.held) >= at then null else tstzrange(lower(i.held), at) end
    where i.tracker_id = stood and i.released_at is null;
    update bindings b set span = tstzrange(lower(b.span), greatest(at, lower(b.span) + interval '1 microsecond'))
    where b.object_id = gone.id and upper_inf(b.span);
    update objects set removed_at = at, removed_by = by, removed_tracker = stood, removed_with_tenant = with_tenant where id = gone.id;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('trash_object(uuid, timestamptz, uuid, boolean)', 'app');

-- restore_object takes an object of the tenant acted in out of the trash. Its tracker claims its names again from the
-- moment it was deleted: if nobody else has the device, its next knock binds it, and what it has kept meanwhile comes
-- home. The answer is null (there is no such thing in the trash), 'none' (it had no tracker), 'elsewhere' (the tenant uses
-- the device for something else by now) or 'waiting'; whether a stranger has the device is told to nobody.
-- +goose StatementBegin
create function restore_object(wanted uuid, at timestamptz) returns text language plpgsql as
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
-- +goose StatementEnd
call definer_function('restore_object(uuid, timestamptz)', 'app');

-- trashed_objects is the trash of the tenant acted in, the newest first.
-- +goose StatementBegin
create function trashed_objects() returns table (id uuid, name text, kind text, removed_at timestamptz, removed_by uuid, heard_at timestamptz,
        removed_with_tenant boolean)
language sql stable as
$$
    select o.id, o.name, o.kind, o.removed_at, o.removed_by, s.heard_at, o.removed_with_tenant
    from objects o left join object_states s on s.object_seq = o.seq
    where o.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and o.removed_at is not null
    order by o.removed_at desc, o.id
$$;
-- +goose StatementEnd
call definer_function('trashed_objects()', 'app');

-- purge_objects removes for good some of what has been in the trash since a moment before. Trackers and the identities
-- they held stay behind, released: they say from when on the next holder of a device may have its records.
-- +goose StatementBegin
create function purge_objects(before timestamptz, at timestamptz, most int) returns table (object_id uuid, tenant_id uuid) language plpgsql as
$$
declare
    gone objects%rowtype;
begin
    for gone in
        select * from objects o where o.removed_at <= before order by o.removed_at limit most for update skip locked
    loop
        -- What is personal of trackers that stand for nothing any more.
        update trackers t set phone = '', password_mac = null
        where t.id in (select b.tracker_id from bindings b where b.object_id = gone.id)
          and not exists (select from bindings o where o.tracker_id = t.id and o.object_id <> gone.id);
        delete from bindings b where b.object_id = gone.id;
        delete from blocks k where k.object_id = gone.id;
        delete from paid_intervals p where p.object_id = gone.id;
        insert into removed_objects (object_seq, tenant_id, removed_at) values (gone.seq, gone.tenant_id, at);
        delete from objects o where o.id = gone.id;
        object_id := gone.id;
        tenant_id := gone.tenant_id;
        return next;
    end loop;
end
$$;
-- +goose StatementEnd
call definer_function('purge_objects(timestamptz, timestamptz, integer)', 'worker');
drop function remove_object(uuid, timestamptz);

-- +goose Down
-- +goose StatementBegin
create function remove_object(wanted uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    gone objects%rowtype;
begin
    select * into gone from objects o
    where o.id = wanted and o.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
    for update;
    if not found then return false; end if;
    update identities i set released_at = at,
        held = case when i.held is null or lower(i.held) >= at then null else tstzrange(lower(i.held), at) end
    from bindings b
    where b.object_id = gone.id and upper_inf(b.span) and i.tracker_id = b.tracker_id and i.released_at is null;
    update trackers t set phone = '', password_mac = null
    where t.id in (select b.tracker_id from bindings b where b.object_id = gone.id)
      and not exists (select from bindings o where o.tracker_id = t.id and o.object_id <> gone.id);
    delete from bindings where object_id = gone.id;
    delete from blocks where object_id = gone.id;
    delete from paid_intervals where object_id = gone.id;
    insert into removed_objects (object_seq, tenant_id, removed_at) values (gone.seq, gone.tenant_id, at);
    delete from objects where id = gone.id;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('remove_object(uuid, timestamptz)', 'app');
drop function purge_objects;
drop function trashed_objects;
drop function restore_object;
drop function trash_object;
drop policy not_in_trash on objects;
drop index objects_subtree_page;
create index objects_subtree_page on objects (path, id);
drop index objects_trash;
alter table objects drop column removed_at, drop column removed_by, drop column removed_tracker, drop column removed_with_tenant;
