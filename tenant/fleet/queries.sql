-- Row-level security narrows every statement to the tenant acted in; the tenant is named only where a row is written.
-- What an object looks like and how lists are filtered is in object_store.go: one select for all of them.

-- name: InsertObject :one
insert into objects (id, tenant_id, path, name, name_key, kind, group_id, retention, created_at)
values (@id, @tenant_id, '', @name, @name_key, @kind, @group_id, @retention, @created_at)
returning seq;

-- name: UpdateObject :execrows
update objects
set name = coalesce(sqlc.narg(name), name),
    name_key = coalesce(sqlc.narg(name_key), name_key),
    kind = coalesce(sqlc.narg(kind), kind),
    group_id = case when @set_group::boolean then sqlc.narg(group_id) else group_id end
where id = @id;

-- In order of their ids, so that two who exchange trackers wait for each other instead of locking each other out.
-- name: LockObjects :many
select id, name
from objects
where id = any (@ids::uuid[])
order by id
for no key update;

-- name: SeenObjects :many
select id from objects;

-- name: TrashObject :one
select trash_object(@id::uuid, @at::timestamptz, sqlc.narg(by)::uuid, @with_tenant::boolean);

-- name: RestoreObject :one
select coalesce(restore_object(@id::uuid, @at::timestamptz), 'missing')::text as tracker;

-- name: Trash :many
select t.id::uuid as id, t.name::text as name, t.kind::text as kind, t.removed_at::timestamptz as removed_at,
    coalesce(t.heard_at, '0001-01-01 00:00Z')::timestamptz as heard_at, coalesce(nullif(u.name, ''), u.login, '')::text as removed_by
from trashed_objects() as t(id, name, kind, removed_at, removed_by, heard_at, removed_with_tenant)
left join users u on u.id = t.removed_by
where not t.removed_with_tenant;

-- name: TrashedWithTenant :many
select t.id::uuid as id
from trashed_objects() as t(id, name, kind, removed_at, removed_by, heard_at, removed_with_tenant)
where t.removed_with_tenant;

-- name: PurgeObjects :many
select p.object_id::uuid as object_id, p.tenant_id::uuid as tenant_id
from purge_objects(@before::timestamptz, @at::timestamptz, @most::int) as p(object_id, tenant_id);

-- name: InsertGroup :exec
insert into object_groups (id, tenant_id, name, name_key, created_at)
values (@id, @tenant_id, @name, @name_key, @created_at);

-- name: LockGroup :one
select name from object_groups
where id = @id
for no key update;

-- name: RenameGroup :execrows
update object_groups
set name = @name, name_key = @name_key
where id = @id;

-- name: DeleteGroup :execrows
delete from object_groups
where id = @id;

-- name: ListGroups :many
select g.id, g.name, count(o.id) as objects
from object_groups g
left join objects o on o.tenant_id = g.tenant_id and o.group_id = g.id
group by g.id, g.name, g.name_key
order by g.name_key, g.id;

-- name: GroupExists :one
select exists (select from object_groups where id = @id);

-- Claims of one name are made one after another within a tenant, else two objects could wait for the same device; and
-- none while a table is imported.
-- name: LockClaim :exec
select pg_advisory_xact_lock_shared(hashtextextended(@claims::text, 2)), pg_advisory_xact_lock(hashtextextended(@claim::text, 3));

-- name: LockClaims :exec
select pg_advisory_xact_lock(hashtextextended(@claims::text, 2));

-- The tenant's own tracker that holds or awaits the device of that name, and where it is bound.
-- name: TrackerByName :one
select t.id, t.protocol, t.identity, b.object_id
from identities i
join trackers t on t.tenant_id = i.tenant_id and t.id = i.tracker_id
left join bindings b on b.tenant_id = t.tenant_id and b.tracker_id = t.id and upper_inf(b.span)
where i.namespace = @namespace and i.value = @value and i.released_at is null
order by i.created_at, i.id
limit 1;

-- name: InsertTracker :exec
insert into trackers (id, tenant_id, protocol, model, identity, phone, password_mac, time_zone, created_at)
values (@id, @tenant_id, @protocol, @model, @identity, @phone, @password_mac, sqlc.narg(time_zone), @created_at);

-- name: UpdateTracker :exec
update trackers
set protocol = @protocol,
    model = @model,
    identity = @identity,
    phone = @phone,
    time_zone = sqlc.narg(time_zone),
    password_mac = case when @set_password::boolean then @password_mac else password_mac end
where id = @id;

-- name: InsertClaim :exec
insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, created_at)
values (@id, @tenant_id, @tracker_id, @namespace, @value, @wanted_from, @created_at);

-- name: ReleaseIdentities :one
select release_identities(@tracker_id::uuid, @at::timestamptz);

-- name: TrackerHasHeld :one
select exists (select from identities where tracker_id = @tracker_id and held is not null);

-- The binding in force of an object, if there is one.
-- name: BindingInForce :one
select b.id, b.tracker_id, b.span, t.protocol, t.identity
from bindings b
join trackers t on t.tenant_id = b.tenant_id and t.id = b.tracker_id
where b.object_id = @object_id and upper_inf(b.span)
order by lower(b.span) desc
limit 1;

-- name: LastBindingEnd :one
select max(upper(span))::timestamptz as ended
from bindings
where object_id = @object_id and not upper_inf(span)
having max(upper(span)) is not null;

-- name: InsertBinding :exec
insert into bindings (id, tenant_id, object_id, tracker_id, span, created_at)
values (@id, @tenant_id, @object_id, @tracker_id, tstzrange(@since::timestamptz, null), @created_at);

-- name: SetBindingSpan :exec
update bindings
set span = tstzrange(@since::timestamptz, sqlc.narg(until)::timestamptz)
where id = @id;

-- name: ListBindings :many
select b.id, b.span, t.id as tracker_id, t.protocol, t.model, t.identity, t.phone
from bindings b
join trackers t on t.tenant_id = b.tenant_id and t.id = b.tracker_id
where b.object_id = @object_id
order by lower(b.span) desc, b.id;

-- name: InsertBlock :execrows
insert into blocks (id, tenant_id, object_id, cause, keep_data, reason, by_user, since)
values (@id, @tenant_id, @object_id, 'by_hand', @keep_data, @reason, sqlc.narg(by_user), @since)
on conflict (object_id, cause) where until is null do nothing;

-- name: LiftBlock :execrows
update blocks
set until = greatest(since, @at::timestamptz)
where object_id = @object_id and cause = 'by_hand' and until is null;

-- name: MoveObjects :exec
update objects
set group_id = sqlc.narg(group_id)
where id = any (@ids::uuid[]) and group_id is distinct from sqlc.narg(group_id);

-- name: BlockObjects :exec
insert into blocks (id, tenant_id, object_id, cause, keep_data, reason, by_user, since)
select gen_random_uuid(), @tenant_id, o.id, 'by_hand', @keep_data, @reason, sqlc.narg(by_user), @since
from objects o
where o.id = any (@ids::uuid[])
on conflict (object_id, cause) where until is null do nothing;

-- name: UnblockObjects :exec
update blocks
set until = greatest(since, @at::timestamptz)
where object_id = any (@ids::uuid[]) and cause = 'by_hand' and until is null;

-- name: PlansOf :many
select id, plan from objects
where id = any (@ids::uuid[]) and plan <> '';

-- name: LastContact :one
select at, outcome, protocol, port, detail
from tracker_contacts
where tracker_id = @tracker_id;

-- name: TenantZone :one
select time_zone
from tenants
where id = @id;

-- What an import compares a table with: every object, and under which name its device is claimed or held.
-- name: ObjectsForImport :many
select o.id, o.name, o.name_key, o.group_id, o.plan, t.id as tracker_id, t.protocol, t.identity, t.phone
from objects o
left join bindings b on b.tenant_id = o.tenant_id and b.object_id = o.id and upper_inf(b.span)
left join trackers t on t.tenant_id = b.tenant_id and t.id = b.tracker_id
order by o.created_at, o.id;

-- name: ClaimsForImport :many
select i.namespace, i.value, b.object_id
from identities i
join bindings b on b.tenant_id = i.tenant_id and b.tracker_id = i.tracker_id and upper_inf(b.span)
where i.released_at is null;

-- name: SetObjectPlan :exec
update objects
set plan = @plan
where id = @id;

-- What keeps an object from being taken back: it was heard, or shown to somebody.
-- name: ObjectsInUse :many
select s.object_id from object_states s where s.object_id = any (@ids::uuid[]) and s.heard_at is not null
union
select v.object_id from visible_objects v where v.object_id = any (@ids::uuid[]);

-- name: ObjectsThere :many
select id, name from objects
where id = any (@ids::uuid[])
order by id
for update;

-- name: GroupsInUse :many
select g.id from object_groups g
where g.id = any (@ids::uuid[])
    and (exists (select from objects o where o.tenant_id = g.tenant_id and o.group_id = g.id)
        or exists (select from visible_groups v where v.tenant_id = g.tenant_id and v.group_id = g.id));

-- name: GroupsThere :many
select id, name from object_groups
where id = any (@ids::uuid[])
order by id
for update;

-- name: SetTrackerPhone :exec
update trackers
set phone = @phone
where id = @id;

-- Records of removed objects go some time after them: what was in the spool when they went has then been stored too.
-- name: NextRemoved :one
select object_seq
from removed_objects
where removed_at < @before
order by removed_at
limit 1
for update skip locked;

-- name: ErasePositions :execrows
delete from positions
where (object_seq, fixed_at, payload_hash, retention) in (
    select p.object_seq, p.fixed_at, p.payload_hash, p.retention
    from positions p
    where p.object_seq = @object_seq
    limit @most);

-- name: ForgetRemoved :exec
delete from removed_objects
where object_seq = @object_seq;

-- name: RemovedObjects :one
select count(*) from removed_objects;
-- What the tenant may have free of charge, and how many objects there are. Additions to a bounded tenant come one after
-- another; a tenant without a row is not bounded.
-- name: FreeObjects :one
select objects from free_service where tenant_id = @tenant_id;

-- name: LockFreeObjects :exec
select pg_advisory_xact_lock(hashtextextended(@tenant::text, 35));

-- name: CountObjects :one
select count(*) from objects where tenant_id = @tenant_id;
