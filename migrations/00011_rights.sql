-- Who may do what, and which objects they see: roles, a tenant's own roles, visibility, invitations, keys, ownership.

-- +goose Up

-- viewer_sees narrows a table for users who see some objects only: the setting app.viewer names them, and is empty for
-- everybody else, who pay for it with one comparison a statement. RESTRICTIVE: it takes away, whatever another policy gives.
-- +goose StatementBegin
create procedure viewer_sees(t regclass, condition text, command text default 'all') language plpgsql as
$$
begin
    execute format($p$create policy viewer_sees on %s as restrictive for %s to %I
        using ((select coalesce(current_setting('app.viewer', true), '')) = '' or %s)$p$, t, command, role_named('app'), condition);
end
$$;
-- +goose StatementEnd

-- A tenant's own roles: sets of bundles with a name. A membership keeps a copy, so that a request reads one row.
create table roles (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    name_key text collate "C" not null,
    bundles text[] not null default '{}',
    created_at timestamptz not null default now(),
    unique (tenant_id, name_key),
    unique (tenant_id, id)
);
call own_rows('roles', 'select, insert, update, delete');

alter table memberships drop constraint memberships_role_check;
alter table memberships
    add column role_id uuid,
    add column bundles text[] not null default '{}',
    -- false: only the objects and groups granted below
    add column sees_all boolean not null default true,
    add constraint memberships_role_check check (role in ('owner', 'admin', 'billing', 'support', 'operator', 'viewer', 'own')),
    add constraint memberships_own_role check ((role = 'own') = (role_id is not null)),
    add constraint memberships_owner_sees_all check (sees_all or role <> 'owner'),
    add foreign key (tenant_id, role_id) references roles (tenant_id, id);
create index memberships_role_id on memberships (tenant_id, role_id) where role_id is not null;

-- The owner cannot vanish: whoever takes the role from one gives it to another before the commit.
-- +goose StatementBegin
create function memberships_keep_owner() returns trigger language plpgsql as
$$
begin
    if not exists (select from memberships where tenant_id = old.tenant_id and role = 'owner') then
        raise exception 'a tenant is not left without its owner' using errcode = '23514', constraint = 'memberships_keep_owner';
    end if;
    return null;
end
$$;
-- +goose StatementEnd
create constraint trigger memberships_keep_owner after update of role or delete on memberships deferrable initially deferred
    for each row when (old.role = 'owner') execute function memberships_keep_owner();

-- removed: the row stays for what refers to it, without anything that tells who it was.
alter table users drop constraint users_status_check;
alter table users
    add constraint users_status_check check (status in ('active', 'blocked', 'removed')),
    -- somebody else has set the password: nothing else may be done until it is changed
    add column must_change boolean not null default false;
create index users_page on users (tenant_id, login_key, id);

create table visible_groups (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    group_id uuid not null,
    primary key (tenant_id, user_id, group_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
    foreign key (tenant_id, group_id) references object_groups (tenant_id, id) on delete cascade
);
create index visible_groups_group on visible_groups (tenant_id, group_id);
call own_rows('visible_groups', 'select, insert, delete');

create table visible_objects (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    object_id uuid not null,
    primary key (tenant_id, user_id, object_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
    foreign key (tenant_id, object_id) references objects (tenant_id, id) on delete cascade
);
create index visible_objects_object on visible_objects (tenant_id, object_id);
call own_rows('visible_objects', 'select, insert, delete');

-- What a viewer of some objects sees follows from the objects, table by table; no policy refers back to one above it.
call viewer_sees('objects', $c$id in (select v.object_id from visible_objects v
        where v.user_id = nullif(current_setting('app.viewer', true), '')::uuid)
    or group_id in (select v.group_id from visible_groups v
        where v.user_id = nullif(current_setting('app.viewer', true), '')::uuid)$c$);
call viewer_sees('object_groups', $c$id in (select v.group_id from visible_groups v
        where v.user_id = nullif(current_setting('app.viewer', true), '')::uuid)
    or exists (select from objects o where o.tenant_id = object_groups.tenant_id and o.group_id = object_groups.id)$c$);
call viewer_sees('object_states', 'exists (select from objects o where o.id = object_states.object_id)');
call viewer_sees('positions', 'exists (select from objects o where o.seq = positions.object_seq)');
call viewer_sees('quarantine', 'exists (select from objects o where o.id = quarantine.object_id)');
call viewer_sees('blocks', 'exists (select from objects o where o.id = blocks.object_id)');
call viewer_sees('paid_intervals', 'exists (select from objects o where o.id = paid_intervals.object_id)');
call viewer_sees('bindings', 'exists (select from objects o where o.id = bindings.object_id)');
-- To read only: a tracker is written before it is bound to the object that lets its viewer see it, and what is changed
-- is found by reading it.
call viewer_sees('trackers', 'exists (select from bindings b where b.tracker_id = trackers.id)', 'select');
call viewer_sees('identities', 'exists (select from bindings b where b.tracker_id = identities.tracker_id)', 'select');
call viewer_sees('tracker_contacts', 'exists (select from bindings b where b.tracker_id = tracker_contacts.tracker_id)', 'select');
create index bindings_tracker on bindings (tracker_id);

create table invitations (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    -- empty: there is a link to hand over instead of a letter
    email text not null default '' check (length(email) <= 254),
    email_key text collate "C" not null default '',
    name text not null default '' check (length(name) <= 200),
    role text not null check (role in ('admin', 'billing', 'support', 'operator', 'viewer', 'own')),
    role_id uuid,
    sees_all boolean not null default true,
    objects uuid[] not null default '{}',
    groups uuid[] not null default '{}',
    -- of the link made last: an older one is worth nothing
    token_hash bytea not null unique,
    invited_by uuid not null,
    created_at timestamptz not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    settled_at timestamptz,
    outcome text check (outcome in ('accepted', 'revoked')),
    check ((settled_at is null) = (outcome is null)),
    foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
create index invitations_open on invitations (tenant_id, created_at desc, id) where outcome is null;
call own_rows('invitations', 'select, insert, update');

-- What programs sign in with. A key never does more than whoever made it may do at that moment.
create table api_keys (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    name text not null check (length(name) between 1 and 100),
    secret_hash bytea not null,
    bundles text[] not null default '{}',
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    used_from text not null default '',
    revoked_at timestamptz,
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index api_keys_page on api_keys (tenant_id, created_at desc, id);
call own_rows('api_keys', 'select, insert, update');
create trigger api_keys_notify after update of revoked_at on api_keys for each statement execute function notify_sessions();

-- The owner offers, the other accepts: both with their passwords. One offer at a time.
create table ownership_offers (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    from_user uuid not null,
    to_user uuid not null,
    offered_at timestamptz not null,
    expires_at timestamptz not null,
    settled_at timestamptz,
    outcome text check (outcome in ('accepted', 'declined', 'withdrawn', 'expired')),
    check ((settled_at is null) = (outcome is null)),
    foreign key (tenant_id, from_user) references users (tenant_id, id),
    foreign key (tenant_id, to_user) references users (tenant_id, id)
);
create unique index ownership_offers_one on ownership_offers (tenant_id) where outcome is null;
call own_rows('ownership_offers', 'select, insert, update');

-- Before anybody is known: what somebody shows to ids, nothing else.
-- +goose StatementBegin
create function key_tenant(key uuid) returns uuid language sql stable as
$$ select tenant_id from api_keys where id = key $$;
-- +goose StatementEnd
call definer_function('key_tenant(uuid)', 'app');
-- +goose StatementBegin
create function invitation_place(hash bytea) returns table (invitation_id uuid, tenant_id uuid) language sql stable as
$$ select i.id, i.tenant_id from invitations i where i.token_hash = hash and i.outcome is null $$;
-- +goose StatementEnd
call definer_function('invitation_place(bytea)', 'app');

-- +goose Down
drop function invitation_place;
drop function key_tenant;
drop table ownership_offers;
drop table api_keys;
drop table invitations;
drop index bindings_tracker;
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['objects', 'object_groups', 'object_states', 'positions', 'quarantine', 'blocks', 'paid_intervals', 'bindings',
            'trackers', 'identities', 'tracker_contacts'] loop
        execute format('drop policy viewer_sees on %I', t);
    end loop;
end $$;
-- +goose StatementEnd
drop table visible_objects;
drop table visible_groups;
drop index users_page;
alter table users drop column must_change, drop constraint users_status_check;
update users set status = 'blocked' where status = 'removed';
alter table users add constraint users_status_check check (status in ('active', 'blocked'));
drop trigger memberships_keep_owner on memberships;
drop function memberships_keep_owner;
alter table memberships drop constraint memberships_role_check, drop constraint memberships_own_role;
update memberships set role = 'viewer' where role not in ('owner', 'viewer');
alter table memberships drop column role_id, drop column bundles, drop column sees_all,
    add constraint memberships_role_check check (role in ('owner', 'viewer'));
drop table roles;
drop procedure viewer_sees;
