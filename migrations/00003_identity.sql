-- People and their sessions.

-- +goose Up
create table users (
    id uuid primary key,
    -- the tenant the user belongs to; a login is unique in the realm above it
    tenant_id uuid not null references tenants (id),
    realm_id uuid not null references tenants (id),
    login text not null check (length(login) between 1 and 100),
    login_key text collate "C" not null,
    email text check (length(email) <= 254),
    email_key text collate "C",
    name text not null default '' check (length(name) <= 200),
    locale text not null default '',
    -- PHC string of argon2id
    password_hash text not null,
    password_changed_at timestamptz not null default now(),
    status text not null default 'active' check (status in ('active', 'blocked')),
    created_at timestamptz not null default now(),
    unique (realm_id, login_key),
    unique (realm_id, email_key),
    unique (tenant_id, id)
);
call own_rows('users', 'select, insert, update');

create table memberships (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    role text not null check (role in ('owner', 'viewer')),
    -- grows with every change: access tokens carry it, so that a change bites
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create unique index memberships_one_owner on memberships (tenant_id) where role = 'owner';
call own_rows('memberships', 'select, insert, update, delete');

create table sessions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    -- the host signed in on; the session is worth nothing on another
    host text not null,
    refresh_hash bytea not null,
    -- the one rotated away last: seen again it means theft, and the session ends
    previous_hash bytea,
    rotated_at timestamptz not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('signed_out', 'reuse', 'password', 'revoked')),
    address text not null default '',
    agent text not null default '',
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index sessions_user on sessions (tenant_id, user_id, created_at desc);
call own_rows('sessions', 'select, insert, update');

-- Before anybody is known: names to ids, nothing else.
-- +goose StatementBegin
create function login_user(realm uuid, wanted text) returns table (user_id uuid, tenant_id uuid) language sql stable as
$$
    select u.id, u.tenant_id from users u where u.realm_id = realm and u.login_key = wanted
    union all
    select u.id, u.tenant_id from users u where u.realm_id = realm and u.email_key = wanted
        and not exists (select from users o where o.realm_id = realm and o.login_key = wanted)
    limit 1
$$;
-- +goose StatementEnd
call definer_function('login_user(uuid, text)', 'app');

-- +goose StatementBegin
create function session_tenant(session uuid) returns uuid language sql stable as
$$ select tenant_id from sessions where id = session $$;
-- +goose StatementEnd
call definer_function('session_tenant(uuid)', 'app');

-- +goose Down
drop function session_tenant;
drop function login_user;
drop table sessions;
drop table memberships;
drop table users;
