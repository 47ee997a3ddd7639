-- Acting in a tenant below: sessions of their own kind, the grants that deeper ones need, and the trace in both audits
-- (DESIGN §4, "Act in").

-- +goose Up

-- A reseller's owner lets the provider, and whoever stands above it, act in the reseller's own customers for a time.
create table act_in_grants (
    id uuid primary key,
    -- whose customers
    tenant_id uuid not null references tenants (id),
    -- its provider
    grantee_id uuid not null references tenants (id),
    given_by uuid not null,
    reason text not null default '' check (length(reason) <= 500),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    revoked_at timestamptz,
    foreign key (tenant_id, given_by) references users (tenant_id, id)
);
create index act_in_grants_page on act_in_grants (tenant_id, id desc);
create index act_in_grants_open on act_in_grants (tenant_id, grantee_id, ends_at) where revoked_at is null;
call grant_rows('act_in_grants', 'select, insert, update (revoked_at)');
create trigger act_in_grants_notify after update of revoked_at on act_in_grants for each statement execute function notify_sessions();

-- A session of somebody from above. It belongs to the tenant acted in, which sees and ends it; who it is only the functions
-- below tell. It begins as a token to hand over, which is exchanged once, on the host of the tenant's realm.
create table acting_sessions (
    id uuid primary key,
    -- acted in
    tenant_id uuid not null references tenants (id),
    actor_tenant_id uuid not null references tenants (id),
    actor_user_id uuid not null,
    -- the session it was asked for in, and the membership as it was then: when either falls, this does
    actor_session_id uuid not null references sessions (id),
    actor_version bigint not null,
    reason text not null check (length(reason) between 1 and 500),
    -- where whoever leaves goes back to
    back text not null,
    token_hash bytea not null unique,
    token_until timestamptz not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    entered_at timestamptz,
    host text,
    ended_at timestamptz,
    end_reason text check (end_reason in ('left', 'ended', 'expired', 'fallen', 'unused')),
    check ((entered_at is null) = (host is null)),
    check ((ended_at is null) = (end_reason is null)),
    foreign key (actor_tenant_id, actor_user_id) references users (tenant_id, id)
);
create index acting_sessions_open on acting_sessions (tenant_id, id) where ended_at is null;
create index acting_sessions_due on acting_sessions (expires_at) where ended_at is null;
call own_rows('acting_sessions', 'select, update (entered_at, host, ended_at, end_reason)');
create trigger acting_sessions_notify after update of ended_at on acting_sessions for each statement execute function notify_sessions();

-- act_in_until tells until when somebody of a tenant may act in another at most: forever for a child of its own, as long as
-- the grants of all realms between are in force, and null not at all. Each realm between grants to its own provider.
-- +goose StatementBegin
create function act_in_until(actor uuid, target uuid, moment timestamptz) returns timestamptz language sql stable as
$$
    with between_them as (
        select r.id, r.parent_id
        from tenant_closure up join tenant_closure down on down.ancestor_id = up.descendant_id join tenants r on r.id = up.descendant_id
        where up.ancestor_id = actor and up.depth > 0 and down.descendant_id = target and down.depth > 0
    ), granted as (
        select b.id, (select max(g.ends_at) from act_in_grants g where g.tenant_id = b.id and g.grantee_id = b.parent_id
            and g.starts_at <= moment and g.ends_at > moment and g.revoked_at is null) as until
        from between_them b
    )
    select case
        when not exists (select from tenant_closure c where c.ancestor_id = actor and c.descendant_id = target and c.depth > 0) then null
        when exists (select from granted where until is null) then null
        else coalesce((select min(until) from granted), 'infinity') end
$$;
-- +goose StatementEnd

-- acting_stands tells whether an acting session has been entered and nothing has fallen that it stands on.
-- +goose StatementBegin
create function acting_stands(acting uuid, moment timestamptz) returns boolean language sql stable as
$$
    select exists (
        select from acting_sessions a
        join sessions s on s.id = a.actor_session_id
        join users u on u.tenant_id = a.actor_tenant_id and u.id = a.actor_user_id
        join memberships m on m.tenant_id = a.actor_tenant_id and m.user_id = a.actor_user_id
        join tenants h on h.id = a.actor_tenant_id
        join tenants t on t.id = a.tenant_id
        where a.id = acting and a.entered_at is not null and a.ended_at is null and a.expires_at > moment
            and s.ended_at is null and s.expires_at > moment and u.status = 'active' and not u.must_change
            and m.version = a.actor_version and m.sees_all and h.status = 'active' and t.status <> 'closed'
            and act_in_until(a.actor_tenant_id, a.tenant_id, moment) > moment)
$$;
-- +goose StatementEnd

-- ask_act_in begins one for somebody of the tenant acted in, if the way is open. It answers with the host to go to and the
-- end, or with what is missing; with nothing for a tenant that does not stand below.
-- +goose StatementBegin
create function ask_act_in(new_id uuid, target uuid, actor uuid, session uuid, why text, came_from text, hash bytea, moment timestamptz,
        good_until timestamptz, wanted_until timestamptz) returns table (state text, host text, until timestamptz, name text) language plpgsql as
$$
declare
    here uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    held bigint;
    longest timestamptz;
    place tenants%rowtype;
    answers_on text;
begin
    select t.* into place from tenant_closure c join tenants t on t.id = c.descendant_id
    where c.ancestor_id = here and c.descendant_id = target and c.depth > 0 and t.status <> 'closed';
    if not found then return; end if;
    select m.version into held from memberships m
    join sessions s on s.tenant_id = m.tenant_id and s.user_id = m.user_id and s.id = session and s.ended_at is null
    join users u on u.tenant_id = m.tenant_id and u.id = m.user_id and u.status = 'active'
    where m.tenant_id = here and m.user_id = actor and m.sees_all;
    if not found then
        return query select 'no_session', '', moment, '';
        return;
    end if;
    longest := act_in_until(here, target, moment);
    if longest is null then
        return query select 'no_grant', '', moment, '';
        return;
    end if;
    select h.host into answers_on from hosts h where h.tenant_id = place.realm_id order by h.is_primary desc, h.host limit 1;
    if not found then
        return query select 'no_host', '', moment, '';
        return;
    end if;
    insert into acting_sessions (id, tenant_id, actor_tenant_id, actor_user_id, actor_session_id, actor_version, reason, back, token_hash,
        token_until, asked_at, expires_at)
    values (new_id, target, here, actor, session, held, why, came_from, hash, good_until, moment, least(wanted_until, longest));
    return query select 'asked', answers_on, least(wanted_until, longest), place.name;
end
$$;
-- +goose StatementEnd
call definer_function('ask_act_in(uuid, uuid, uuid, uuid, text, text, bytea, timestamptz, timestamptz, timestamptz)', 'app');

-- acting_place finds the tenant of a token to hand over that nobody has used.
-- +goose StatementBegin
create function acting_place(hash bytea) returns table (acting_id uuid, tenant_id uuid) language sql stable as
$$ select a.id, a.tenant_id from acting_sessions a where a.token_hash = hash and a.entered_at is null and a.ended_at is null $$;
-- +goose StatementEnd
call definer_function('acting_place(bytea)', 'app');

-- acting_standing tells of a session in the tenant acted in whether it stands, who acts and what they may do at home.
-- +goose StatementBegin
create function acting_standing(acting uuid, moment timestamptz)
returns table (stands boolean, actor uuid, version bigint, host text, expires_at timestamptz, role text, bundles text[], above boolean,
    login text, name text, locale text, time_zone text, reason text, back text)
language sql stable as
$$
    select acting_stands(a.id, moment), a.actor_user_id, a.actor_version, coalesce(a.host, ''), a.expires_at, m.role, m.bundles,
        a.actor_tenant_id <> t.realm_id, u.login, u.name, u.locale, u.time_zone, a.reason, a.back
    from acting_sessions a
    join tenants t on t.id = a.tenant_id
    join users u on u.tenant_id = a.actor_tenant_id and u.id = a.actor_user_id
    join memberships m on m.tenant_id = a.actor_tenant_id and m.user_id = a.actor_user_id
    where a.id = acting and a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
$$;
-- +goose StatementEnd
call definer_function('acting_standing(uuid, timestamptz)', 'app');

-- The audit's writing is parted from the question whose audit it is, so that an act-in leaves the same trace in two.
-- +goose StatementBegin
create function audit_append(tenant uuid, new_id uuid, moment timestamptz, actor_kind text, actor_user uuid, actor_name text, did text,
        of_kind text, subject uuid, salting bytea, told jsonb) returns void language plpgsql as
$$
declare
    who uuid;
    head audit_heads%rowtype;
    told_hash bytea := sha256(salting || convert_to(told::text, 'UTF8'));
    new_hash bytea;
begin
    select id into who from audit_actors a
    where a.tenant_id = tenant and a.kind = actor_kind and a.user_id is not distinct from actor_user and a.name = actor_name;
    if who is null then
        insert into audit_actors as a (id, tenant_id, kind, user_id, name) values (gen_random_uuid(), tenant, actor_kind, actor_user, actor_name)
        on conflict (tenant_id, kind, user_id, name) do update set name = a.name
        returning id into who;
    end if;
    insert into audit_heads (tenant_id, place, hash) values (tenant, 0, ''::bytea) on conflict do nothing;
    select * into head from audit_heads h where h.tenant_id = tenant for no key update;
    new_hash := audit_hash(head.hash, tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash);
    insert into audit_entries (tenant_id, place, id, at, actor, action, subject_kind, subject_id, detail_hash, previous, hash)
    values (tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash, head.hash, new_hash);
    insert into audit_details (entry_id, tenant_id, salt, detail) values (new_id, tenant, salting, told);
    update audit_heads set place = head.place + 1, hash = new_hash where tenant_id = tenant;
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$ begin
    execute 'revoke all on function audit_append(uuid, uuid, timestamptz, text, uuid, text, text, text, uuid, bytea, jsonb) from public';
    execute format('grant execute on function audit_append(uuid, uuid, timestamptz, text, uuid, text, text, text, uuid, bytea, jsonb) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

drop function audit_write;
-- +goose StatementBegin
create function audit_write(tenant uuid, new_id uuid, moment timestamptz, actor_kind text, actor_user uuid, actor_name text, did text,
        of_kind text, subject uuid, salting bytea, told jsonb) returns void language plpgsql as
$$
begin
    if coalesce(current_setting('app.tenant', true), '') not in ('', tenant::text) then
        raise exception 'a tenant writes its own audit only' using errcode = '42501';
    end if;
    perform audit_append(tenant, new_id, moment, actor_kind, actor_user, actor_name, did, of_kind, subject, salting, told);
end
$$;
-- +goose StatementEnd
call definer_function('audit_write(uuid, uuid, timestamptz, text, uuid, text, text, text, uuid, bytea, jsonb)', 'app', 'worker');

-- audit_write_above leaves the trace of an act-in in the audit of whoever acts, beside the one in the tenant acted in: as
-- their own deed, or, where the session was ended from elsewhere, as the system's. What is told are the act-in, where and
-- why; what was changed, before and after, stays with its tenant.
-- +goose StatementBegin
create function audit_write_above(acting uuid, as_actor boolean, new_id uuid, moment timestamptz, did text, of_kind text, subject uuid,
        salting bytea, told jsonb) returns void language plpgsql as
$$
declare
    a acting_sessions%rowtype;
    called text;
begin
    select * into a from acting_sessions s where s.id = acting;
    if not found or coalesce(current_setting('app.tenant', true), '') not in ('', a.tenant_id::text) then
        raise exception 'only the tenant acted in tells of it' using errcode = '42501';
    end if;
    select t.name into called from tenants t where t.id = a.tenant_id;
    perform audit_append(a.actor_tenant_id, new_id, moment, case when as_actor then 'user' else 'system' end,
        case when as_actor then a.actor_user_id end, '', did, of_kind, subject, salting,
        told || jsonb_build_object('after', jsonb_build_object('acting', a.id, 'tenant', a.tenant_id, 'in', called, 'reason', a.reason)));
end
$$;
-- +goose StatementEnd
call definer_function('audit_write_above(uuid, boolean, uuid, timestamptz, text, text, uuid, bytea, jsonb)', 'app', 'worker');

-- +goose Down
drop function audit_write_above;
drop function audit_write;
drop function audit_append;
-- +goose StatementBegin
create function audit_write(tenant uuid, new_id uuid, moment timestamptz, actor_kind text, actor_user uuid, actor_name text, did text,
        of_kind text, subject uuid, salting bytea, told jsonb) returns void language plpgsql as
$$
declare
    who uuid;
    head audit_heads%rowtype;
    told_hash bytea := sha256(salting || convert_to(told::text, 'UTF8'));
    new_hash bytea;
begin
    if coalesce(current_setting('app.tenant', true), '') not in ('', tenant::text) then
        raise exception 'a tenant writes its own audit only' using errcode = '42501';
    end if;
    select id into who from audit_actors a
    where a.tenant_id = tenant and a.kind = actor_kind and a.user_id is not distinct from actor_user and a.name = actor_name;
    if who is null then
        insert into audit_actors as a (id, tenant_id, kind, user_id, name) values (gen_random_uuid(), tenant, actor_kind, actor_user, actor_name)
        on conflict (tenant_id, kind, user_id, name) do update set name = a.name
        returning id into who;
    end if;
    insert into audit_heads (tenant_id, place, hash) values (tenant, 0, ''::bytea) on conflict do nothing;
    select * into head from audit_heads h where h.tenant_id = tenant for no key update;
    new_hash := audit_hash(head.hash, tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash);
    insert into audit_entries (tenant_id, place, id, at, actor, action, subject_kind, subject_id, detail_hash, previous, hash)
    values (tenant, head.place + 1, new_id, moment, who, did, of_kind, subject, told_hash, head.hash, new_hash);
    insert into audit_details (entry_id, tenant_id, salt, detail) values (new_id, tenant, salting, told);
    update audit_heads set place = head.place + 1, hash = new_hash where tenant_id = tenant;
end
$$;
-- +goose StatementEnd
call definer_function('audit_write(uuid, uuid, timestamptz, text, uuid, text, text, text, uuid, bytea, jsonb)', 'app', 'worker');
drop function acting_standing;
drop function acting_place;
drop function ask_act_in;
drop function acting_stands;
drop function act_in_until;
drop table acting_sessions;
drop table act_in_grants;
