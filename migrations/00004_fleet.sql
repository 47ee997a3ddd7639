-- Objects, the trackers bound to them, and what says whether a record is stored (DESIGN §2, §6).

-- +goose Up
create table object_groups (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    name_key text collate "C" not null,
    created_at timestamptz not null default now(),
    unique (tenant_id, name_key),
    unique (tenant_id, id)
);
call own_rows('object_groups', 'select, insert, update, delete');

create table objects (
    id uuid primary key,
    -- private: the key of hot tables, shown by no API
    seq bigint generated always as identity unique,
    tenant_id uuid not null references tenants (id),
    -- the tenant's path, for subtree lists; moving a tenant rewrites it
    path text collate "C" not null,
    name text not null check (length(name) between 1 and 100),
    name_key text collate "C" not null,
    -- vehicle, person, pet …: data, not code
    kind text not null check (length(kind) between 1 and 40),
    group_id uuid,
    retention text not null default 'm36' check (retention in ('m3', 'm12', 'm36')),
    created_at timestamptz not null default now(),
    unique (tenant_id, id),
    foreign key (tenant_id, group_id) references object_groups (tenant_id, id) on delete set null (group_id)
);
create index objects_page on objects (tenant_id, name_key, id);
create index objects_subtree_page on objects (path, id);
create index objects_group on objects (tenant_id, group_id) where group_id is not null;
call own_rows('objects', 'select, insert, delete');
call subtree_readable('objects', 'id, tenant_id, path, name, name_key, kind, created_at');
-- +goose StatementBegin
do $$ begin execute format('grant update (name, name_key, kind, group_id) on objects to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- The path is never the caller's to say.
-- +goose StatementBegin
create function objects_take_path() returns trigger language plpgsql as
$$ begin select t.path into strict new.path from tenants t where t.id = new.tenant_id; return new; end $$;
-- +goose StatementEnd
create trigger objects_path before insert on objects for each row execute function objects_take_path();

create table trackers (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    protocol text not null check (protocol ~ '^[a-z0-9-]{1,40}$'),
    model text not null default '' check (length(model) <= 100),
    -- as the owner typed it; what it means on the wire is in identities
    identity text not null check (length(identity) between 1 and 100),
    phone text not null default '' check (length(phone) <= 32),
    -- HMAC of the password the device must show, empty: none asked
    password_mac bytea,
    -- IANA zone of a device that does not send UTC
    time_zone text,
    created_at timestamptz not null default now(),
    unique (tenant_id, id)
);
create index trackers_page on trackers (tenant_id, id);
call own_rows('trackers', 'select, insert, update, delete');

-- What a device calls itself on the wire, and which tracker of which tenant that is. A claim waits until the device
-- knocks; then the identity is held from a moment on. One identity is held by one tracker at a time, over all tenants:
-- the only way to hold one is hold_identity, which tells nobody anything.
create table identities (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    tracker_id uuid not null,
    -- 'imei', 'port:5039', 'realm:<id>'
    namespace text collate "C" not null check (namespace ~ '^(imei|port:[0-9]{1,5}|realm:[0-9a-f-]{36})$'),
    value text collate "C" not null check (length(value) between 1 and 100),
    -- records fixed before this moment are not the holder's
    wanted_from timestamptz not null,
    held tstzrange,
    created_at timestamptz not null default now(),
    released_at timestamptz,
    foreign key (tenant_id, tracker_id) references trackers (tenant_id, id),
    unique (tracker_id, namespace, value),
    exclude using gist (namespace with =, value with =, held with &&) where (held is not null)
);
create index identities_name on identities (namespace, value, created_at);
call own_rows('identities', 'select, insert');

-- Which tracker stood for an object, and when.
create table bindings (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    object_id uuid not null,
    tracker_id uuid not null,
    span tstzrange not null check (not isempty(span)),
    created_at timestamptz not null default now(),
    foreign key (tenant_id, object_id) references objects (tenant_id, id),
    foreign key (tenant_id, tracker_id) references trackers (tenant_id, id),
    exclude using gist (object_id with =, span with &&),
    exclude using gist (tracker_id with =, span with &&)
);
create index bindings_object on bindings (tenant_id, object_id, lower(span) desc);
call own_rows('bindings', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (span) on bindings to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- Why an object is not served: a set of causes, each with its own time. Lifting one never lifts another.
create table blocks (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    object_id uuid not null,
    cause text not null check (cause in ('unpaid', 'by_hand', 'paused', 'suspended', 'ancestor', 'limit', 'country')),
    -- whether records fixed in the meantime are stored (and withheld), or acknowledged and dropped
    keep_data boolean not null,
    reason text not null default '' check (length(reason) <= 500),
    by_user uuid,
    since timestamptz not null,
    until timestamptz check (until >= since),
    foreign key (tenant_id, object_id) references objects (tenant_id, id)
);
create unique index blocks_one_of_a_cause on blocks (object_id, cause) where until is null;
create index blocks_object on blocks (tenant_id, object_id, since desc);
call own_rows('blocks', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (until) on blocks to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- The spans a debit has bought (terms 4.6.4). Only billing writes them; until an object has a plan of its own it is
-- served free of charge, from ever, for ever.
create table paid_intervals (
    id uuid primary key default gen_random_uuid(),
    tenant_id uuid not null references tenants (id),
    object_id uuid not null,
    span tstzrange not null check (not isempty(span)),
    foreign key (tenant_id, object_id) references objects (tenant_id, id),
    exclude using gist (object_id with =, span with &&)
);
create index paid_intervals_object on paid_intervals (tenant_id, object_id, lower(span) desc);
call own_rows('paid_intervals', 'select');

-- +goose StatementBegin
create function objects_begin_free() returns trigger language plpgsql as
$$ begin
    insert into paid_intervals (tenant_id, object_id, span) values (new.tenant_id, new.id, tstzrange(null, null));
    return null;
end $$;
-- +goose StatementEnd
create trigger objects_free after insert on objects for each row execute function objects_begin_free();
call definer_function('objects_begin_free()', 'app', 'worker');

-- What the gateway's registry must read again: one row for each thing touched, one notice without payload a transaction.
-- Versions are handed out before commits, so a reader fills gaps before it moves its low-water mark.
create table registry_changes (
    version bigint generated always as identity primary key,
    object_id uuid,
    tracker_id uuid,
    at timestamptz not null default now()
);
create index registry_changes_age on registry_changes (at);
call system_rows('registry_changes');

-- +goose StatementBegin
create function registry_changed() returns trigger language plpgsql as
$$
declare r record;
begin
    if tg_op = 'DELETE' then r := old; else r := new; end if;
    if tg_argv[0] = 'object' then
        insert into registry_changes (object_id) values ((to_jsonb(r) ->> tg_argv[1])::uuid);
    else
        insert into registry_changes (tracker_id) values ((to_jsonb(r) ->> tg_argv[1])::uuid);
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('registry_changed()', 'app', 'worker');
-- +goose StatementBegin
create function notify_registry() returns trigger language plpgsql as
$$ begin notify livery_registry; return null; end $$;
-- +goose StatementEnd
create trigger bindings_changed after insert or update or delete on bindings for each row execute function registry_changed('tracker', 'tracker_id');
create trigger identities_changed after insert or update or delete on identities for each row execute function registry_changed('tracker', 'tracker_id');
create trigger trackers_changed after update or delete on trackers for each row execute function registry_changed('tracker', 'id');
create trigger blocks_changed after insert or update or delete on blocks for each row execute function registry_changed('object', 'object_id');
create trigger paid_intervals_changed after insert or update or delete on paid_intervals for each row execute function registry_changed('object', 'object_id');
create trigger objects_changed after update or delete on objects for each row execute function registry_changed('object', 'id');
create trigger registry_changes_notify after insert on registry_changes for each statement execute function notify_registry();

-- hold_identity gives an identity to the tracker that has waited for it longest, if nobody holds it now; called when
-- the device knocks. Returns that tracker, or null: then the device is unknown.
-- +goose StatementBegin
create function hold_identity(wanted_namespace text, wanted_value text) returns uuid language plpgsql as
$$
declare
    claim identities%rowtype;
    free_from timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended(wanted_namespace || ' ' || wanted_value, 1));
    perform 1 from identities i where i.namespace = wanted_namespace and i.value = wanted_value and upper_inf(i.held);
    if found then return null; end if;
    select * into claim from identities i
    where i.namespace = wanted_namespace and i.value = wanted_value and i.held is null and i.released_at is null
    order by i.created_at, i.id limit 1 for update;
    if not found then return null; end if;
    select max(upper(i.held)) into free_from from identities i
    where i.namespace = wanted_namespace and i.value = wanted_value and i.held is not null;
    update identities set held = tstzrange(greatest(claim.wanted_from, coalesce(free_from, claim.wanted_from)), null)
    where id = claim.id;
    return claim.tracker_id;
end
$$;
-- +goose StatementEnd
call definer_function('hold_identity(text, text)', 'worker');

-- release_identities ends what a tracker of the tenant acted in holds or waits for.
-- +goose StatementBegin
create function release_identities(tracker uuid, at timestamptz) returns int language plpgsql as
$$
declare n int;
begin
    update identities set released_at = at,
        held = case when held is null then null
                    when lower(held) >= at then null
                    else tstzrange(lower(held), at) end
    where tracker_id = tracker and released_at is null
      and tenant_id = nullif(current_setting('app.tenant', true), '')::uuid;
    get diagnostics n = row_count;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('release_identities(uuid, timestamptz)', 'app');

-- What a tracker was last heard to do: the answer to "I have set it up, and now?".
create table tracker_contacts (
    tracker_id uuid primary key references trackers (id) on delete cascade,
    tenant_id uuid not null references tenants (id),
    at timestamptz not null,
    -- stored, no_fix, blocked, unpaid, before_binding, quarantined, checksum, wrong_protocol, wrong_password, malformed
    outcome text not null,
    protocol text not null,
    port int not null,
    detail jsonb not null default '{}'
);
create index tracker_contacts_tenant on tracker_contacts (tenant_id, tracker_id);
call own_rows('tracker_contacts', 'select');

-- +goose Down
drop table tracker_contacts;
drop function release_identities;
drop function hold_identity;
drop table registry_changes cascade;
drop table paid_intervals cascade;
drop table blocks;
drop table bindings;
drop table identities;
drop table trackers;
drop table objects;
drop table object_groups;
drop function objects_begin_free;
drop function objects_take_path;
drop function registry_changed;
drop function notify_registry;
