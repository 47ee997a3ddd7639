-- Trackers that a reseller keeps in stock and hands out by activation codes; proof that somebody has a device; requests
-- for devices that others hold; what a staff's transfer does (DESIGN §6).

-- +goose Up

-- A row in stock reserves nothing: an identity belongs to whoever's device knocks, whatever a stock says.
create table stock (
    id uuid primary key,
    -- the realm whose stock it is
    tenant_id uuid not null references tenants (id),
    protocol text not null check (protocol ~ '^[a-z0-9-]{1,40}$'),
    model text not null default '' check (length(model) <= 100),
    identity text not null check (length(identity) between 1 and 100),
    -- namespace and value, as in identities: one device lies in a stock once
    identity_key text collate "C" not null,
    phone text not null default '' check (length(phone) <= 32),
    note text not null default '' check (length(note) <= 500),
    -- the operator's own equipment, also when a customer uses it (support policy 4.2)
    operator_owned boolean not null default false,
    state text not null default 'in_stock' check (state in ('in_stock', 'handed_out', 'active', 'returned')),
    -- HMAC of the code on the label; null: there is none, or it has been used
    code_hash bytea unique,
    code_made_at timestamptz,
    -- whom it was handed to; null: to whoever has the code
    customer_id uuid references tenants (id),
    handed_at timestamptz,
    -- the account that activated it, and the tracker it has become there
    account_id uuid references tenants (id),
    tracker_id uuid,
    activated_at timestamptz,
    created_at timestamptz not null,
    unique (tenant_id, id),
    unique (tenant_id, identity_key),
    check (state <> 'active' or account_id is not null)
);
create index stock_page on stock (tenant_id, created_at desc, id desc);
create index stock_tracker on stock (tracker_id) where tracker_id is not null;
call own_rows('stock', 'select, insert, update, delete');

-- Commands of staff go to such trackers only.
alter table trackers add column operator_owned boolean not null default false;

-- How somebody showed that they have the device; such a claim goes before those of who only typed a number.
alter table identities
    add column proof text check (proof in ('code')),
    add column proved_at timestamptz,
    add constraint identities_proved check ((proof is null) = (proved_at is null));
create index identities_waiting on identities (tenant_id, created_at) where held is null and released_at is null;

-- "Ask for this tracker": until there is a desk, the platform's staff decide these.
create table tracker_requests (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    tracker_id uuid not null,
    protocol text not null,
    model text not null,
    identity text not null,
    -- as whoever asked told it
    note text not null default '' check (length(note) <= 500),
    by_user uuid not null,
    asked_at timestamptz not null,
    outcome text check (outcome in ('granted', 'refused', 'withdrawn')),
    reason text not null default '' check (length(reason) <= 500),
    decided_at timestamptz,
    check ((outcome is null) = (decided_at is null)),
    foreign key (tenant_id, tracker_id) references trackers (tenant_id, id)
);
create unique index tracker_requests_one on tracker_requests (tracker_id) where outcome is null;
create index tracker_requests_page on tracker_requests (asked_at desc, id desc);
create index tracker_requests_tenant on tracker_requests (tenant_id, tracker_id, asked_at desc);
call own_rows('tracker_requests', 'select, insert, update');

-- What lists of customers' trackers and the staff's search read, of the tenants below: who those are is asked row by row,
-- for there are few of these rows and many tenants.
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['identities', 'trackers', 'bindings', 'tracker_contacts', 'tracker_requests'] loop
        execute format('create policy subtree on %I for select to %I using (exists (select from tenants n where n.id = tenant_id))', t, role_named('app_subtree'));
    end loop;
    execute format('grant select (id, tenant_id, tracker_id, namespace, value, held, wanted_from, created_at, released_at, proof) on identities to %I', role_named('app_subtree'));
    execute format('grant select (id, tenant_id, protocol, model, identity, operator_owned) on trackers to %I', role_named('app_subtree'));
    execute format('grant select (tenant_id, object_id, tracker_id, span) on bindings to %I', role_named('app_subtree'));
    execute format('grant select (tracker_id, tenant_id, at, outcome, protocol, port) on tracker_contacts to %I', role_named('app_subtree'));
    execute format('grant select (id, tenant_id, tracker_id, protocol, model, identity, note, asked_at, outcome, reason, decided_at) on tracker_requests to %I', role_named('app_subtree'));
end $$;
-- +goose StatementEnd

-- redeem_code uses up a code of the realm in which the tenant acted in stands, and tells what the device is. No row: there
-- is no such code for them, whatever the reason.
-- +goose StatementBegin
create function redeem_code(hash bytea, at timestamptz)
returns table (stock_id uuid, realm_id uuid, protocol text, model text, identity text, phone text) language plpgsql as
$$
declare
    acting uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    return query
    update stock s set state = 'active', code_hash = null, account_id = acting, tracker_id = null, activated_at = at
    where s.code_hash = hash and s.state <> 'active' and (s.customer_id is null or s.customer_id = acting)
      and s.tenant_id = (select t.realm_id from tenants t where t.id = acting)
    returning s.id, s.tenant_id, s.protocol, s.model, s.identity, s.phone;
end
$$;
-- +goose StatementEnd
call definer_function('redeem_code(bytea, timestamptz)', 'app');

-- settle_code names the tracker that a redeemed row of stock has become: its claims are proved, and it keeps the mark.
-- +goose StatementBegin
create function settle_code(redeemed uuid, tracker uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    acting uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own boolean;
begin
    if not exists (select from trackers t where t.id = tracker and t.tenant_id = acting) then return false; end if;
    update stock s set tracker_id = tracker
    where s.id = redeemed and s.account_id = acting and s.state = 'active' and s.tracker_id is null
    returning s.operator_owned into own;
    if not found then return false; end if;
    update trackers t set operator_owned = own where t.id = tracker and t.operator_owned <> own;
    update identities i set proof = 'code', proved_at = at where i.tracker_id = tracker and i.released_at is null;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('settle_code(uuid, uuid, timestamptz)', 'app');

-- heard_last is when the holder of an identity was last heard in earnest: not what strangers sent in its name.
-- +goose StatementBegin
create function heard_last(holder identities) returns timestamptz language sql stable as
$$
    select greatest(lower(holder.held),
        (select c.at from tracker_contacts c where c.tracker_id = holder.tracker_id
            and c.outcome not in ('wrong_password', 'wrong_protocol', 'malformed', 'checksum', 'waiting')),
        (select max(s.heard_at) from bindings b join object_states s on s.object_id = b.object_id
            where b.tracker_id = holder.tracker_id and upper_inf(b.span) and s.heard_at >= lower(b.span)))
$$;
-- +goose StatementEnd

-- yield_identities lets holders that were not heard for thirty days give way to a tracker whose claims are proved. Who
-- gives way goes on waiting, at the end of the row.
-- +goose StatementBegin
create function yield_identities(proved uuid, at timestamptz) returns table (tenant_id uuid, tracker_id uuid, identity text) language plpgsql as
$$
declare
    claim identities%rowtype;
    holder identities%rowtype;
begin
    for claim in select * from identities i
        where i.tracker_id = proved and i.proof is not null and i.held is null and i.released_at is null order by i.namespace, i.value
    loop
        perform pg_advisory_xact_lock(hashtextextended(claim.namespace || ' ' || claim.value, 1));
        select * into holder from identities i
        where i.namespace = claim.namespace and i.value = claim.value and upper_inf(i.held) for update;
        continue when not found or heard_last(holder) >= at - interval '30 days';
        update identities i set released_at = at, held = tstzrange(lower(holder.held), at) where i.id = holder.id;
        insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, created_at)
        values (gen_random_uuid(), holder.tenant_id, holder.tracker_id, holder.namespace, holder.value, at, at);
        tenant_id := holder.tenant_id; tracker_id := holder.tracker_id; identity := holder.value;
        return next;
    end loop;
end
$$;
-- +goose StatementEnd
call definer_function('yield_identities(uuid, timestamptz)', 'worker');

-- hold_identity gives an identity to whoever has proved that they have the device or, of those who have not, to the one
-- that has waited for it longest, if nobody holds it now.
-- +goose StatementBegin
create or replace function hold_identity(wanted_namespace text, wanted_value text) returns uuid language plpgsql as
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
    order by i.proved_at is null, i.proved_at desc, i.created_at, i.id limit 1 for update;
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

-- +goose Down
-- +goose StatementBegin
create or replace function hold_identity(wanted_namespace text, wanted_value text) returns uuid language plpgsql as
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
drop function yield_identities;
drop function heard_last;
drop function settle_code;
drop function redeem_code;
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['identities', 'trackers', 'bindings', 'tracker_contacts'] loop
        execute format('drop policy subtree on %I', t);
        execute format('revoke select on %I from %I', t, role_named('app_subtree'));
    end loop;
end $$;
-- +goose StatementEnd
drop table tracker_requests;
drop index identities_waiting;
alter table identities drop constraint identities_proved, drop column proof, drop column proved_at;
alter table trackers drop column operator_owned;
drop table stock;
