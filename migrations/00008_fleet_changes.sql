-- What people put right in their fleet: a name given up can be claimed again by the same tracker, and an object can be
-- removed with all that is its own.

-- +goose Up
alter table identities drop constraint identities_tracker_id_namespace_value_key;
create unique index identities_claimed_once on identities (tracker_id, namespace, value) where released_at is null;

-- Whose records a worker still has to erase: a month of one object is a quarter of a million rows, too much for a request.
create table removed_objects (
    object_seq bigint primary key,
    tenant_id uuid not null,
    removed_at timestamptz not null
);
create index removed_objects_age on removed_objects (removed_at);
call system_rows('removed_objects');

-- remove_object removes an object of the tenant acted in. Trackers and the identities they held stay behind, released:
-- they say from when on the next holder of a device may have its records.
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
    -- What is personal of trackers that stand for nothing any more.
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

-- +goose Down
drop function remove_object;
drop table removed_objects;
drop index identities_claimed_once;
alter table identities add unique (tracker_id, namespace, value);
