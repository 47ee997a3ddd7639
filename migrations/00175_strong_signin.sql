-- Strong sign-in: a second factor beside the password, passkeys, recovery codes, and where a realm requires them.

-- +goose Up

-- What an authenticator app makes its codes of.
create table totp_secrets (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    -- sealed for the tenant
    sealed bytea not null,
    created_at timestamptz not null,
    -- null: being set up, no code has been shown yet
    confirmed_at timestamptz,
    -- the last step whose code was taken: that one, and those before it, are good for nothing any more
    last_step bigint not null default 0,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
call own_rows('totp_secrets', 'select, insert, update, delete');

create table passkeys (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    -- the host it was made on, and the only one where a browser shows it
    host text collate "C" not null check (length(host) between 1 and 253),
    credential_id bytea not null check (length(credential_id) between 1 and 1023),
    -- public key, counter and flags, as the library keeps them
    credential jsonb not null,
    name text not null check (length(name) between 1 and 100),
    created_at timestamptz not null,
    used_at timestamptz,
    unique (host, credential_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index passkeys_user on passkeys (tenant_id, user_id);
call own_rows('passkeys', 'select, insert, update, delete');

-- Codes for whoever has lost the rest, each good once; kept as MACs under the installation's key.
create table recovery_codes (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    mac bytea not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (tenant_id, user_id, mac),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
call own_rows('recovery_codes', 'select, insert, update, delete');

-- Steps of a sign-in, and challenges, that were used: each is good once.
create table spent_steps (
    tenant_id uuid not null references tenants (id),
    hash bytea not null,
    expires_at timestamptz not null,
    primary key (tenant_id, hash)
);
create index spent_steps_old on spent_steps (expires_at);
call own_rows('spent_steps', 'select, insert');

-- Whom a realm lets in with two factors only: of its own people, and of its customers', by role.
create table signin_rules (
    tenant_id uuid primary key references tenants (id),
    staff_roles text[] not null default '{}',
    customer_roles text[] not null default '{}',
    -- until then it is asked for at each signing in, and can be put off
    required_from timestamptz not null,
    changed_at timestamptz not null
);
call published_rows('signin_rules', 'select, insert, update');

create trigger totp_notify after insert or update of confirmed_at or delete on totp_secrets for each statement execute function notify_sessions();
create trigger passkeys_notify after insert or delete on passkeys for each statement execute function notify_sessions();
create trigger signin_rules_notify after insert or update on signin_rules for each statement execute function notify_sessions();

-- Before anybody is known: a passkey of a host to whose it is.
-- +goose StatementBegin
create function passkey_place(on_host text, wanted bytea) returns table (user_id uuid, tenant_id uuid) language sql stable as
$$ select p.user_id, p.tenant_id from passkeys p where p.host = on_host and p.credential_id = wanted $$;
-- +goose StatementEnd
call definer_function('passkey_place(text, bytea)', 'app');

-- How many people of the realm acted in have a passkey on a host, and how many of those would be left with nothing but recovery codes.
-- +goose StatementBegin
create function passkeys_bound_to(on_host text) returns table (people bigint, stranded bigint) language sql stable as
$$
    select count(*), count(*) filter (where not exists (select from totp_secrets t where t.tenant_id = u.tenant_id and t.user_id = u.id and t.confirmed_at is not null)
        and not exists (select from passkeys o join hosts h on h.host = o.host and h.tenant_id = u.realm_id
            where o.tenant_id = u.tenant_id and o.user_id = u.id and o.host <> on_host))
    from users u
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.status <> 'removed'
        and exists (select from passkeys p where p.tenant_id = u.tenant_id and p.user_id = u.id and p.host = on_host)
$$;
-- +goose StatementEnd
call definer_function('passkeys_bound_to(text)', 'app');

-- +goose Down
drop function passkeys_bound_to;
drop function passkey_place;
drop table signin_rules;
drop table spent_steps;
drop table recovery_codes;
drop table passkeys;
drop table totp_secrets;
