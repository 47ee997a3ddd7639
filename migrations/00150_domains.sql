-- Domains: what a realm wants to answer on, from asking for it to its certificate; and the certificates' files.

-- +goose Up

-- A host may send browsers on to the realm's primary one.
alter table hosts add column redirects boolean not null default false, add check (not (redirects and is_primary));

-- Several realms may ask for one name: whoever holds its zone proves it, and only one answers there (hosts).
create table domains (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    host text collate "C" not null check (host = lower(host) and host ~ '^[a-z0-9.-]{1,253}$'),
    -- the installation's own doing, like a starter host: nobody is asked to prove it
    given boolean not null default false,
    -- what the TXT record must say
    token text not null,
    state text not null default 'pending' check (state in ('pending', 'verified', 'issuing', 'active', 'degraded', 'detached')),
    -- why it is detached
    ended text check (ended in ('unproved', 'abandoned', 'lost')),
    asked_at timestamptz not null default now(),
    verified_at timestamptz,
    active_at timestamptz,
    -- since when it is not as it should be, and the realm's people know
    troubled_at timestamptz,
    told_at timestamptz,
    -- somebody else's proof stands at the same name
    contested_at timestamptz,
    -- what the last look at the zone has found
    checked_at timestamptz,
    check_at timestamptz not null default now(),
    bad_checks int not null default 0,
    findings jsonb not null default '[]',
    -- the certificate that is shown to browsers
    certificate text not null default 'acme' check (certificate in ('acme', 'own')),
    issuer text,
    not_before timestamptz,
    not_after timestamptz,
    -- when to ask for the next; null: nothing is asked for
    issue_at timestamptz,
    issue_failures int not null default 0,
    issue_problem text,
    check ((ended is not null) = (state = 'detached')),
    unique (tenant_id, host),
    unique (tenant_id, id)
);
create index domains_host on domains (host, id);
create index domains_due on domains (check_at) where state <> 'detached' and not given;
create index domains_issue on domains (issue_at) where issue_at is not null;
create index domains_expiry on domains (not_after) where not_after is not null;
call own_rows('domains', 'select, insert, delete');
-- +goose StatementBegin
do $$
begin
    execute format('grant update (state, ended, asked_at, check_at, bad_checks, certificate, issue_at, issue_failures, issue_problem, issuer, not_before, not_after) on domains to %I', role_named('app'));
    execute format('grant update (is_primary, redirects), delete on hosts to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- Whoever looks at zones, or asks for certificates, listens here.
-- +goose StatementBegin
create function notify_domains() returns trigger language plpgsql as
$$ begin notify livery_domains; return null; end $$;
-- +goose StatementEnd
create trigger domains_notify after insert or update of state, check_at, issue_at on domains for each statement execute function notify_domains();

-- Each host has its line among the domains: one that was given, where nobody has asked for it.
-- +goose StatementBegin
create function hosts_are_domains() returns trigger language plpgsql as
$$
begin
    insert into domains (id, tenant_id, host, given, token, state, verified_at, active_at, issue_at)
    values (gen_random_uuid(), new.tenant_id, new.host, true, '', 'active', now(), now(), now())
    on conflict (tenant_id, host) do nothing;
    return null;
end
$$;
-- +goose StatementEnd
create trigger hosts_are_domains after insert on hosts for each row execute function hosts_are_domains();
insert into domains (id, tenant_id, host, given, token, state, verified_at, active_at, issue_at)
select gen_random_uuid(), tenant_id, host, true, '', 'active', created_at, created_at, now() from hosts;

-- What certificates need kept: keys, chains, accounts at the authority, answers to its challenges. All of it is sealed for the tenant
-- named; no request reads it.
create table certificate_files (
    name text collate "C" primary key check (length(name) between 1 and 700),
    tenant_id uuid not null references tenants (id),
    -- of which host, and what: key, chain or meta
    host text collate "C",
    part text check (part in ('key', 'chain', 'meta')),
    content bytea not null,
    size int not null,
    modified_at timestamptz not null default now()
);
create index certificate_files_host on certificate_files (host, part) where host is not null;
create index certificate_files_modified on certificate_files (modified_at) where host is not null;
create index certificate_files_tenant on certificate_files (tenant_id);
-- Requests put files there and take them away; what is in them they cannot read.
call own_rows('certificate_files', 'insert, delete');
-- +goose StatementBegin
do $$
begin
    execute format('grant select (name, tenant_id, host, part), update (content, size, modified_at, tenant_id) on certificate_files to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function notify_certificates() returns trigger language plpgsql as
$$ begin notify livery_certificates; return null; end $$;
-- +goose StatementEnd
create trigger certificate_files_notify after insert or update or delete on certificate_files for each statement execute function notify_certificates();

-- One process at a time asks for one certificate: leases, which end by themselves where a process has died.
create table certificate_leases (
    name text collate "C" primary key,
    holder uuid not null,
    until timestamptz not null
);
call system_rows('certificate_leases');

-- detach_domain takes a domain from a realm that has not kept it: its host, its certificate, and what came to it first goes to the
-- host that the installation gave. Whoever else asks for the name is looked at next.
-- +goose StatementBegin
create function detach_domain(which uuid, why text, at timestamptz) returns boolean language plpgsql as
$$
declare
    d domains%rowtype;
    was_primary boolean;
begin
    select * into d from domains where id = which and not given and state <> 'detached' for no key update;
    if not found then
        return false;
    end if;
    delete from hosts where host = d.host and tenant_id = d.tenant_id returning is_primary into was_primary;
    if was_primary then
        update hosts set is_primary = true, redirects = false
        where host = (select h.host from hosts h join domains g on g.tenant_id = h.tenant_id and g.host = h.host
                      where h.tenant_id = d.tenant_id order by g.given desc, g.active_at, h.host limit 1);
    end if;
    delete from certificate_files where host = d.host and tenant_id = d.tenant_id;
    update domains set state = 'detached', ended = why, contested_at = null, issue_at = null, issuer = null, not_before = null, not_after = null,
        certificate = 'acme', issue_failures = 0, issue_problem = null where id = which;
    update domains set check_at = at where host = d.host and id <> which and state <> 'detached';
    return true;
end
$$;
-- +goose StatementEnd

-- release_domain is the platform's decision about a name that two ask for, or that nobody answers for any more.
-- +goose StatementBegin
create function release_domain(which uuid, at timestamptz) returns table (tenant_id uuid, host text) language plpgsql as
$$
begin
    if nullif(current_setting('app.tenant', true), '')::uuid is distinct from platform_tenant() then
        raise exception 'only the platform decides about others'' domains' using errcode = '42501';
    end if;
    if not detach_domain(which, 'lost', at) then
        return;
    end if;
    return query select d.tenant_id, d.host from domains d where d.id = which;
end
$$;
-- +goose StatementEnd
call definer_function('release_domain(uuid, timestamptz)', 'app');

-- all_domains is the platform's list of what the installation answers on, or is asked to.
-- +goose StatementBegin
create function all_domains(begins text, wanted text, after_host text, after_id uuid, lim int)
returns table (id uuid, tenant_id uuid, tenant_name text, host text, given boolean, state text, is_primary boolean, contested boolean,
    asked_at timestamptz, checked_at timestamptz, not_after timestamptz, problem text)
language plpgsql stable as
$$
begin
    if nullif(current_setting('app.tenant', true), '')::uuid is distinct from platform_tenant() then
        raise exception 'only the platform sees all domains' using errcode = '42501';
    end if;
    return query
    select d.id, d.tenant_id, t.name, d.host, d.given, d.state, coalesce(h.is_primary, false), d.contested_at is not null,
        d.asked_at, d.checked_at, d.not_after, coalesce(d.issue_problem, '')
    from domains d
    join tenants t on t.id = d.tenant_id
    left join hosts h on h.host = d.host and h.tenant_id = d.tenant_id
    where (d.host, d.id) > (after_host collate "C", after_id)
        and (begins = '' or d.host >= begins collate "C" and d.host < (begins || '~') collate "C")
        and (wanted = '' or d.state = wanted or wanted = 'contested' and d.contested_at is not null)
    order by d.host, d.id
    limit lim;
end
$$;
-- +goose StatementEnd
call definer_function('all_domains(text, text, text, uuid, int)', 'app');

-- +goose Down
drop function all_domains;
drop function release_domain;
drop function detach_domain;
drop table certificate_leases;
drop table certificate_files;
drop function notify_certificates;
drop trigger hosts_are_domains on hosts;
drop function hosts_are_domains;
drop table domains;
drop function notify_domains;
-- +goose StatementBegin
do $$
begin
    execute format('revoke update (is_primary, redirects), delete on hosts from %I', role_named('app'));
end $$;
-- +goose StatementEnd
alter table hosts drop column redirects;
