-- What was changed, by whom, from where: a chain per tenant that nobody can rewrite unseen, and beside it the personal
-- part, which can be taken away for one person without breaking the chain (DESIGN §11).

-- +goose Up

-- The end of a tenant's chain. Whoever writes an entry locks it: one chain, however many write at once.
create table audit_heads (
    tenant_id uuid primary key references tenants (id),
    place bigint not null,
    hash bytea not null
);
call own_rows('audit_heads', 'select');

-- A pseudonym for somebody, in one tenant's audit. Without the row nobody can tell whose it was.
create table audit_actors (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    kind text not null check (kind in ('user', 'key', 'system', 'visitor', 'technical')),
    -- the user, or the key's maker; null: it was no person of the tenant
    user_id uuid,
    -- which job of the system, or which key
    name text not null default '' check (length(name) <= 200),
    unique nulls not distinct (tenant_id, kind, user_id, name)
);
call own_rows('audit_actors', 'select');

create table audit_entries (
    tenant_id uuid not null references tenants (id),
    -- from 1, without gaps; no API shows it
    place bigint not null,
    id uuid not null unique,
    at timestamptz not null,
    actor uuid not null,
    action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
    subject_kind text not null,
    subject_id uuid,
    -- sha256 of the salt and the text of the detail
    detail_hash bytea not null,
    previous bytea not null,
    hash bytea not null,
    primary key (tenant_id, place)
);
create index audit_entries_subject on audit_entries (tenant_id, subject_id, place desc) where subject_id is not null;
create index audit_entries_actor on audit_entries (tenant_id, actor, place desc);
call own_rows('audit_entries', 'select');

create table audit_details (
    entry_id uuid primary key references audit_entries (id),
    tenant_id uuid not null references tenants (id),
    -- without it the hash in the chain tells nothing about what was here
    salt bytea not null,
    -- {"name": of the subject, "address", "agent", "before": {…}, "after": {…}}
    detail jsonb not null
);
call own_rows('audit_details', 'select');

-- Nobody rewrites the past: not a request, not a job, not a definer function.
-- +goose StatementBegin
create function audit_keeps() returns trigger language plpgsql as
$$ begin raise exception 'the audit is only ever added to' using errcode = '42501'; end $$;
-- +goose StatementEnd
create trigger audit_entries_keep before update or delete or truncate on audit_entries for each statement execute function audit_keeps();
create trigger audit_details_keep before update or truncate on audit_details for each statement execute function audit_keeps();

-- +goose StatementBegin
create function audit_hash(previous bytea, tenant uuid, place bigint, id uuid, at timestamptz, actor uuid, action text,
        subject_kind text, subject_id uuid, detail_hash bytea) returns bytea language sql immutable as
$$
    select sha256(previous || convert_to(concat_ws(E'\n', tenant, place, id, extract(epoch from at)::numeric(20, 6), actor, action, subject_kind,
        coalesce(subject_id::text, '-')), 'UTF8') || detail_hash)
$$;
-- +goose StatementEnd

-- audit_write appends an entry to the chain of the tenant acted in (or, for a job, of the one it names).
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

-- audit_faults walks a tenant's chain and names what does not hold: an entry that was changed, one that is missing, a
-- detail that is not the one that was written. A detail that was taken away for its person's sake is no fault.
-- +goose StatementBegin
create function audit_faults(tenant uuid) returns table (place bigint, entry uuid, fault text) language sql stable as
$$
    with chain as (
        select e.*, lag(e.hash, 1, ''::bytea) over w as before, lag(e.place, 1, 0::bigint) over w as place_before
        from audit_entries e where e.tenant_id = tenant window w as (order by e.place)
    )
    select c.place, c.id, 'missing' from chain c where c.place <> c.place_before + 1
    union all
    select c.place, c.id, 'unchained' from chain c where c.previous <> c.before
    union all
    select c.place, c.id, 'changed' from chain c
    where c.hash <> audit_hash(c.previous, c.tenant_id, c.place, c.id, c.at, c.actor, c.action, c.subject_kind, c.subject_id, c.detail_hash)
    union all
    select c.place, c.id, 'detail changed' from chain c join audit_details d on d.entry_id = c.id
    where c.detail_hash <> sha256(d.salt || convert_to(d.detail::text, 'UTF8'))
    union all
    select h.place, null, 'cut off' from audit_heads h
    where h.tenant_id = tenant and h.place > 0
        and not exists (select from chain c where c.place = h.place and c.hash = h.hash)
    order by 1
    limit 100
$$;
-- +goose StatementEnd
revoke all on function audit_faults(uuid) from public;
-- +goose StatementBegin
do $$ begin execute format('grant execute on function audit_faults(uuid) to %I, %I', role_named('app'), role_named('worker')); end $$;
-- +goose StatementEnd

-- audit_shred takes away what tells who somebody was and what they had written about them; the chain stays whole.
-- +goose StatementBegin
create function audit_shred(tenant uuid, person uuid) returns bigint language plpgsql as
$$
declare n bigint;
begin
    if coalesce(current_setting('app.tenant', true), '') not in ('', tenant::text) then
        raise exception 'a tenant shreds its own audit only' using errcode = '42501';
    end if;
    delete from audit_details d using audit_entries e
    where d.entry_id = e.id and e.tenant_id = tenant
        and (e.subject_id = person or e.actor in (select a.id from audit_actors a where a.tenant_id = tenant and a.user_id = person));
    get diagnostics n = row_count;
    delete from audit_actors where tenant_id = tenant and user_id = person;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('audit_shred(uuid, uuid)', 'worker');

-- +goose Down
drop function audit_shred;
drop function audit_faults;
drop function audit_write;
drop function audit_hash;
drop table audit_details;
drop table audit_entries;
drop table audit_actors;
drop table audit_heads;
drop function audit_keeps;
