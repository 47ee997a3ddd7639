-- The way up: an owner asks the desk one level above, by value (DESIGN §8, support policy 8).

-- +goose Up

-- Which question of ours was asked above. Ours alone: the level above is given a ticket like any other and no way back to this one.
create table escalations (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    ticket_id uuid not null,
    -- at the desk above, where this tenant is the one that asks
    upper_ticket_id uuid not null unique,
    by_user uuid not null,
    at timestamptz not null,
    -- what was attached, in words, for the owner to look up
    attached jsonb not null,
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
    foreign key (tenant_id, by_user) references users (tenant_id, id)
);
create index escalations_page on escalations (tenant_id, ticket_id, at);
call own_rows('escalations', 'select, insert');

-- bring_answer_back copies an answer of the desk acted in, with what is attached to it, as a note into the ticket below that was escalated;
-- false: the ticket was no escalation. What the desk below makes of it is its own.
-- +goose StatementBegin
create function bring_answer_back(answer uuid) returns boolean language plpgsql as
$$
declare
    m ticket_messages%rowtype;
    e escalations%rowtype;
    below tickets%rowtype;
    new_id uuid := gen_random_uuid();
begin
    select * into m from ticket_messages a
    where a.id = answer and a.kind = 'answer' and a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found then return false; end if;
    select * into e from escalations x where x.upper_ticket_id = m.ticket_id and x.tenant_id = m.counterparty_id;
    if not found then return false; end if;
    select * into strict below from tickets t where t.tenant_id = e.tenant_id and t.id = e.ticket_id for no key update;
    insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, from_above, via, author_name, body, locale, at)
    values (new_id, below.tenant_id, below.counterparty_id, below.id, 'note', true, 'escalation', '', m.body, m.locale, m.at);
    insert into ticket_attachments (id, tenant_id, counterparty_id, ticket_id, message_id, internal, name, content_type, size, digest, content, at)
    select gen_random_uuid(), below.tenant_id, below.counterparty_id, below.id, new_id, true, a.name, a.content_type, a.size, a.digest, a.content, a.at
    from ticket_attachments a where a.tenant_id = m.tenant_id and a.message_id = m.id;
    update tickets t set state = 'open', changed_at = m.at where t.id = below.id and t.state = 'escalated';
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('bring_answer_back(uuid)', 'app');

-- Somebody who asks lets the desk look at one device for a time. It is a look: nothing in it sends a command. Where onward, the desk may
-- let the desk above it look as well, for no longer.
create table support_grants (
    id uuid primary key,
    -- whose device, or who hands the look on
    tenant_id uuid not null references tenants (id),
    grantee_id uuid not null references tenants (id),
    -- the grantee's ticket it was given in
    ticket_id uuid not null,
    object_tenant_id uuid not null,
    object_id uuid not null,
    -- the grant this one hands on
    through_id uuid references support_grants (id),
    onward boolean not null,
    given_by uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    revoked_at timestamptz,
    check ((through_id is null) = (object_tenant_id = tenant_id)),
    foreign key (tenant_id, given_by) references users (tenant_id, id),
    foreign key (object_tenant_id, object_id) references objects (tenant_id, id) on delete cascade
);
create index support_grants_page on support_grants (tenant_id, id desc);
create index support_grants_given on support_grants (grantee_id, ticket_id, ends_at) where revoked_at is null;
call grant_rows('support_grants', 'select, insert, update (revoked_at)');

-- A grant goes one edge up, is of a device of one's own, or hands on one that may be handed on, and ends no later than that.
-- +goose StatementBegin
create function support_grants_hold() returns trigger language plpgsql as
$$
declare
    up support_grants%rowtype;
begin
    if not exists (select from tenants t where t.id = new.tenant_id and t.parent_id = new.grantee_id) then
        raise exception 'a look is granted one edge up' using errcode = '23514', constraint = 'support_grants_edge';
    end if;
    if new.through_id is not null then
        select * into up from support_grants g where g.id = new.through_id for key share;
        if not found or up.grantee_id <> new.tenant_id or not up.onward or up.revoked_at is not null or new.ends_at > up.ends_at
                or up.object_tenant_id <> new.object_tenant_id or up.object_id <> new.object_id then
            raise exception 'this look may not be handed on' using errcode = '23514', constraint = 'support_grants_onward';
        end if;
    end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('support_grants_hold()', 'app', 'worker');
create trigger support_grants_check before insert on support_grants for each row execute function support_grants_hold();

-- look_by_grant shows the device of a grant that is in force for the tenant acted in, through all it stands on: what it is, how it reports,
-- where it was last. The audit of whoever owns the device tells of it.
-- +goose StatementBegin
create function look_by_grant(wanted uuid, moment timestamptz, entry uuid) returns jsonb language plpgsql as
$$
declare
    g support_grants%rowtype;
    link support_grants%rowtype;
    shown jsonb;
begin
    select * into g from support_grants x
    where x.id = wanted and x.grantee_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found then return null; end if;
    link := g;
    loop
        if link.revoked_at is not null or link.starts_at > moment or link.ends_at <= moment then return null; end if;
        exit when link.through_id is null;
        select * into strict link from support_grants x where x.id = link.through_id;
    end loop;
    select jsonb_build_object('name', o.name, 'kind', o.kind, 'until', g.ends_at,
            'protocol', t.protocol, 'model', t.model,
            'heard_at', s.heard_at, 'fixed_at', s.fixed_at, 'lat', s.lat, 'lon', s.lon, 'speed', s.speed, 'course', s.course,
            'valid', s.valid, 'attributes', s.attributes)
    into shown
    from objects o
    left join object_states s on s.object_seq = o.seq
    left join lateral (select k.protocol, k.model from bindings b join trackers k on k.tenant_id = b.tenant_id and k.id = b.tracker_id
        where b.tenant_id = o.tenant_id and b.object_id = o.id and upper_inf(b.span) limit 1) t on true
    where o.tenant_id = g.object_tenant_id and o.id = g.object_id and o.removed_at is null;
    if shown is not null then
        perform audit_append(g.object_tenant_id, entry, moment, 'technical', null, '', 'support.grant.look', 'object', g.object_id,
            uuid_send(gen_random_uuid()), jsonb_build_object('name', shown ->> 'name'));
    end if;
    return shown;
end
$$;
-- +goose StatementEnd
call definer_function('look_by_grant(uuid, timestamptz, uuid)', 'app');

-- +goose Down
drop function look_by_grant;
drop trigger support_grants_check on support_grants;
drop function support_grants_hold;
drop table support_grants;
drop function bring_answer_back;
drop table escalations;
