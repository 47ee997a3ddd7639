-- The tree: tenants, their closure, contracts along its edges, number series, hosts and brands.

-- +goose Up
create table tenants (
    id uuid primary key,
    seq bigint generated always as identity unique,
    parent_id uuid references tenants (id),
    kind text not null check (kind in ('platform', 'reseller', 'account')),
    -- the nearest reseller, or the platform, at or above
    realm_id uuid not null references tenants (id),
    -- the seq of every tenant from the root to here, each ended by a dot
    path text collate "C" not null unique,
    name text not null check (length(name) between 1 and 200),
    -- what a list is searched by: kept by the application, because lower() and LIKE are not leakproof
    name_key text collate "C" not null,
    locale text not null default 'en',
    time_zone text not null default 'UTC',
    country text check (country ~ '^[A-Z]{2}$'),
    status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
    created_at timestamptz not null default now(),
    check ((kind = 'platform') = (parent_id is null)),
    check ((kind = 'account') = (realm_id <> id))
);
create unique index tenants_one_platform on tenants ((kind)) where kind = 'platform';
create index tenants_parent on tenants (parent_id, id);
create index tenants_page on tenants (path, id);
call two_party_rows('tenants', 'parent_id', 'id', 'select');
call subtree_readable('tenants', 'id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country, status, created_at');

-- A tenant may change how it is called and where it is, never its place.
-- +goose StatementBegin
do $$
begin
    execute format('grant update (name, name_key, locale, time_zone, country) on tenants to %I', role_named('app'));
    execute format($p$create policy own_updates on tenants for update to %I
        using (id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, role_named('app'));
    execute format('drop policy keeper_inserts on tenants');
end $$;
-- +goose StatementEnd

create table tenant_closure (
    ancestor_id uuid not null references tenants (id),
    descendant_id uuid not null references tenants (id),
    depth int not null check (depth >= 0),
    primary key (ancestor_id, descendant_id)
);
create index tenant_closure_up on tenant_closure (descendant_id, depth);
call system_rows('tenant_closure');

-- The contract between a tenant and the child it serves; the account number comes from the keeper's own series.
create table contracts (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid primary key references tenants (id),
    number text not null,
    opened_at timestamptz not null default now(),
    unique (tenant_id, number)
);
call two_party_rows('contracts', 'tenant_id', 'counterparty_id', 'select, insert');

-- Counters of a book, realm or desk: rows, not sequences, so that numbers have no gaps and count nobody else's business.
create table series (
    tenant_id uuid not null references tenants (id),
    name text not null,
    next bigint not null default 1 check (next > 0),
    primary key (tenant_id, name)
);
call own_rows('series', 'select, insert, update');

create table hosts (
    host text collate "C" primary key check (host = lower(host) and host ~ '^[a-z0-9.-]{1,253}$'),
    tenant_id uuid not null references tenants (id),
    is_primary boolean not null default false,
    created_at timestamptz not null default now()
);
create unique index hosts_primary on hosts (tenant_id) where is_primary;
create index hosts_tenant on hosts (tenant_id, host);
call own_rows('hosts', 'select');

-- How a realm looks. Tokens not set here are looked up in the ancestors' brands; a parent may lock some.
create table brands (
    tenant_id uuid primary key references tenants (id),
    name text not null check (length(name) between 1 and 80),
    tokens jsonb not null default '{}',
    locked text[] not null default '{}',
    revision bigint not null default 1,
    updated_at timestamptz not null default now()
);
call published_rows('brands', 'select, insert, update');

-- Whoever keeps hosts or brands in memory listens here; the payload is empty on purpose: one notice a transaction.
-- +goose StatementBegin
create function notify_brands() returns trigger language plpgsql as
$$ begin notify livery_brands; return null; end $$;
-- +goose StatementEnd
create trigger hosts_notify after insert or update or delete on hosts for each statement execute function notify_brands();
create trigger brands_notify after insert or update or delete on brands for each statement execute function notify_brands();

-- +goose StatementBegin
create function open_tenant(new_id uuid, parent uuid, new_kind text, new_name text, new_name_key text, new_locale text,
        new_zone text, new_country text) returns bigint language plpgsql as
$$
declare
    up tenants%rowtype;
    new_seq bigint;
begin
    -- Opening shares the tree, moving has it alone: a child can never be hung below a path that is being rewritten.
    perform pg_advisory_xact_lock_shared(hashtext('livery tree'));
    if parent is null then
        if current_setting('app.tenant', true) <> '' then
            raise exception 'only a new installation opens a platform' using errcode = '42501';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country)
        values (new_id, null, new_kind, new_id, 'new', new_name, new_name_key, new_locale, new_zone, new_country)
        returning seq into new_seq;
        update tenants set path = new_seq || '.' where id = new_id;
    else
        if parent is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
            raise exception 'a tenant opens its own children only' using errcode = '42501';
        end if;
        select * into strict up from tenants where id = parent for key share;
        if up.kind = 'account' then
            raise exception 'an account has no children' using errcode = '23514';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country)
        values (new_id, parent, new_kind, case new_kind when 'account' then up.realm_id else new_id end,
                'new ' || new_id, new_name, new_name_key, new_locale, new_zone, new_country)
        returning seq into new_seq;
        update tenants set path = up.path || new_seq || '.' where id = new_id;
    end if;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select ancestor_id, new_id, depth + 1 from tenant_closure where descendant_id = parent
    union all select new_id, new_id, 0;
    return new_seq;
end
$$;
-- +goose StatementEnd
call definer_function('open_tenant(uuid, uuid, text, text, text, text, text, text)', 'app');

-- tenant_scope is asked once a request: may this caller's tenant act in that one? It answers with all that row-level
-- security needs to know, or with nothing.
-- +goose StatementBegin
create function tenant_scope(caller uuid, target uuid)
returns table (tenant_id uuid, kind text, realm_id uuid, parent_id uuid, path text, lineage uuid[], status text)
language sql stable as
$$
    select t.id, t.kind, t.realm_id, t.parent_id, t.path,
           (select array_agg(u.ancestor_id order by u.depth desc) from tenant_closure u where u.descendant_id = t.id), t.status
    from tenant_closure c join tenants t on t.id = c.descendant_id
    where c.ancestor_id = caller and c.descendant_id = target
$$;
-- +goose StatementEnd
call definer_function('tenant_scope(uuid, uuid)', 'app');

-- +goose StatementBegin
create function host_realm(wanted text) returns uuid language sql stable as
$$ select tenant_id from hosts where host = wanted $$;
-- +goose StatementEnd
call definer_function('host_realm(text)', 'app');

-- +goose StatementBegin
create function platform_tenant() returns uuid language sql stable as
$$ select id from tenants where kind = 'platform' $$;
-- +goose StatementEnd
call definer_function('platform_tenant()', 'app', 'worker');

-- +goose Down
drop function platform_tenant;
drop function host_realm;
drop function tenant_scope;
drop function open_tenant;
drop table brands;
drop table hosts;
drop table series;
drop table contracts;
drop table tenant_closure;
drop table tenants;
drop function notify_brands;
