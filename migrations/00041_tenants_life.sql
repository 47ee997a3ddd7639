-- Opening with a contract, suspending, closing: what a provider does with the tenants it serves, and why.

-- +goose Up
alter table contracts
    -- what the support's targets follow from
    add column tier text not null default 'other' check (tier in ('gold', 'silver', 'other')),
    -- of the paper, where there is one: the number above is the account's
    add column paper_number text not null default '' check (length(paper_number) <= 60),
    add column signed_on date;
-- +goose StatementBegin
do $$ begin execute format('grant update (tier, paper_number, signed_on) on contracts to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- What a provider notes about a customer, for its own people only.
create table customer_notes (
    tenant_id uuid not null references tenants (id),
    customer_id uuid not null references tenants (id),
    note text not null check (length(note) <= 4000),
    changed_at timestamptz not null,
    primary key (tenant_id, customer_id)
);
call own_rows('customer_notes', 'select, insert, update, delete');

alter table tenants
    add column closed_at timestamptz,
    -- nothing is left but the tombstone
    add column purged_at timestamptz;

-- Why a tenant is not served: a set of causes, as for objects. The keeper is the provider that decided.
create table tenant_blocks (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    cause text not null check (cause in ('unpaid', 'by_hand', 'paused', 'suspended', 'limit', 'country')),
    ground text not null default '' check (ground in ('', 'conduct', 'false_data', 'spam', 'other')),
    reason text not null default '' check (length(reason) <= 1000),
    -- everybody below is stopped as well, by the cause "ancestor"
    withholds_below boolean not null default false,
    by_user uuid,
    since timestamptz not null,
    until timestamptz check (until >= since),
    lifted_by uuid
);
create unique index tenant_blocks_one_of_a_cause on tenant_blocks (counterparty_id, cause) where until is null;
create index tenant_blocks_keeper on tenant_blocks (tenant_id, counterparty_id, since desc);
call two_party_rows('tenant_blocks', 'tenant_id', 'counterparty_id', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (until, lifted_by) on tenant_blocks to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- set_tenant_status is how a provider suspends, closes and restores its own children. Everybody's tokens of that tenant are
-- renewed: open WebSockets end, and whoever was looking reads again.
-- +goose StatementBegin
create function set_tenant_status(target uuid, wanted text, at timestamptz) returns boolean language plpgsql as
$$
begin
    update tenants t set status = wanted, closed_at = case when wanted = 'closed' then at end
    where t.id = target and t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.purged_at is null;
    if not found then return false; end if;
    update memberships m set version = version + 1 where m.tenant_id = target;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('set_tenant_status(uuid, text, timestamptz)', 'app');

-- stops_below is which tenants of a range of paths are stopped, by which cause of their objects.
-- +goose StatementBegin
create function stops_below(path_from text, path_end text) returns table (tenant_id uuid, cause text) language sql stable as
$$
    select distinct d.id, case when c.depth = 0 then 'suspended' else 'ancestor' end
    from tenants d
    join tenant_closure c on c.descendant_id = d.id
    join tenant_blocks b on b.counterparty_id = c.ancestor_id and b.until is null and b.cause = 'suspended'
    where d.path >= path_from collate "C" and d.path < path_end collate "C" and (c.depth = 0 or b.withholds_below)
$$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$
begin
    revoke all on function stops_below(text, text) from public;
    execute format('grant execute on function stops_below(text, text) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- settle_blocks makes the blocks of all objects at and below a tenant say what follows from the suspensions in force:
-- "suspended" where the object's own tenant is suspended, "ancestor" where one above is that withholds all below it. It
-- may be called again at any time.
-- +goose StatementBegin
create function settle_blocks(target uuid, at timestamptz) returns bigint language plpgsql as
$$
declare
    t tenants%rowtype;
    path_end text collate "C";
    n bigint;
    m bigint;
begin
    if coalesce(current_setting('app.tenant', true), '') <> '' and not exists (
            select from tenant_closure c where c.ancestor_id = current_setting('app.tenant', true)::uuid and c.descendant_id = target) then
        raise exception 'a tenant settles what is below it only' using errcode = '42501';
    end if;
    select * into strict t from tenants where id = target;
    path_end := rtrim(t.path, '.') || '/';
    -- Whoever adds an object there meanwhile waits, and then finds what is in force.
    perform 1 from tenants d where d.path >= t.path and d.path < path_end order by d.seq for update;
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), o.tenant_id, o.id, s.cause, true, at
    from stops_below(t.path, path_end) s join objects o on o.tenant_id = s.tenant_id
    on conflict (object_id, cause) where until is null do nothing;
    get diagnostics n = row_count;
    update blocks k set until = greatest(k.since, at)
    from objects o
    where o.path >= t.path and o.path < path_end and k.object_id = o.id and k.tenant_id = o.tenant_id and k.until is null
        and k.cause in ('suspended', 'ancestor')
        and not exists (select from stops_below(t.path, path_end) s where s.tenant_id = k.tenant_id and s.cause = k.cause);
    get diagnostics m = row_count;
    -- Whoever is looking reads again: their tokens are renewed, and open WebSockets end.
    if n + m > 0 then
        update memberships v set version = version + 1
        from tenants d
        where d.path >= t.path and d.path < path_end and v.tenant_id = d.id;
    end if;
    return n + m;
end
$$;
-- +goose StatementEnd
call definer_function('settle_blocks(uuid, timestamptz)', 'app', 'worker');

-- An object that is added while its tenant is stopped begins stopped. (The check of its key to the tenant, which comes
-- first by its name, waits for whoever is just stopping it.)
-- +goose StatementBegin
create function objects_begin_stopped() returns trigger language plpgsql as
$$ begin
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), new.tenant_id, new.id, s.cause, true, now()
    from (select distinct case when c.depth = 0 then 'suspended' else 'ancestor' end as cause
        from tenant_closure c
        join tenant_blocks b on b.counterparty_id = c.ancestor_id and b.until is null and b.cause = 'suspended'
        where c.descendant_id = new.tenant_id and (c.depth = 0 or b.withholds_below)) s
    on conflict (object_id, cause) where until is null do nothing;
    return null;
end $$;
-- +goose StatementEnd
create trigger objects_stopped after insert on objects for each row execute function objects_begin_stopped();
call definer_function('objects_begin_stopped()', 'app', 'worker');

-- stops_of is what stops a tenant at or below the one acted in: its own causes, and suspensions above that withhold all
-- below. Whoever stands above the tenant acted in is neither named nor quoted.
-- +goose StatementBegin
create function stops_of(target uuid)
returns table (depth int, cause text, ground text, reason text, since timestamptz, tenant_name text, named boolean, by_user uuid)
language sql stable as
$$
    select c.depth, b.cause, case when seen.yes then b.ground else '' end, case when seen.yes then b.reason else '' end, b.since,
        case when seen.yes then t.name else '' end, seen.yes,
        case when b.tenant_id = me.id then b.by_user end
    from (select nullif(current_setting('app.tenant', true), '')::uuid as id) me
    join tenant_closure mine on mine.ancestor_id = me.id and mine.descendant_id = target
    join tenant_closure c on c.descendant_id = target
    join tenant_blocks b on b.counterparty_id = c.ancestor_id and b.until is null
    join tenants t on t.id = c.ancestor_id
    cross join lateral (select exists (select from tenant_closure v where v.ancestor_id = me.id and v.descendant_id = c.ancestor_id) as yes) seen
    where c.depth = 0 or b.cause = 'suspended' and b.withholds_below
    order by b.since, c.depth
$$;
-- +goose StatementEnd
call definer_function('stops_of(uuid)', 'app');

-- give_starter_host lets a reseller that was just opened answer on a host of the installation's neutral zone.
-- +goose StatementBegin
create function give_starter_host(target uuid, wanted text) returns void language plpgsql as
$$
begin
    perform 1 from tenants t where t.id = target and t.kind = 'reseller' and t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found or exists (select from hosts h where h.tenant_id = target) then
        raise exception 'a starter host is for a new reseller of one''s own' using errcode = '42501';
    end if;
    insert into hosts (host, tenant_id, is_primary) values (wanted, target, true);
end
$$;
-- +goose StatementEnd
call definer_function('give_starter_host(uuid, text)', 'app');

-- A first owner is invited by the provider: there is nobody else yet who could.
alter table invitations drop constraint invitations_role_check;
alter table invitations add constraint invitations_role_check check (role in ('owner', 'admin', 'billing', 'support', 'operator', 'viewer', 'own'));

-- +goose Down
delete from invitations where role = 'owner';
alter table invitations drop constraint invitations_role_check;
alter table invitations add constraint invitations_role_check check (role in ('admin', 'billing', 'support', 'operator', 'viewer', 'own'));
drop function give_starter_host;
drop function stops_of;
drop trigger objects_stopped on objects;
drop function objects_begin_stopped;
drop function settle_blocks;
drop function stops_below;
drop function set_tenant_status;
drop table tenant_blocks;
alter table tenants drop column closed_at, drop column purged_at;
drop table customer_notes;
alter table contracts drop column tier, drop column paper_number, drop column signed_on;
