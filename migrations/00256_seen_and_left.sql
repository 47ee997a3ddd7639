-- Who saw, or wrote, what was not theirs. A look at a device was asked for its edge when it was given and never again, so whoever had moved to
-- another provider was still looked at by the one they had left, for up to two weeks; what was handed over in confidence at that desk could not be
-- taken back; and the mark of an operator's own equipment stayed that operator's to write. Webhooks told of objects that whoever added them does not
-- see. And an address that somebody had named for another was taken for theirs, so that its letters to a desk were shown to whoever had named it;
-- and any desk could have letters to another realm's domain come to it.

-- +goose Up
-- look_by_grant shows the device of a grant that is in force for the tenant acted in, through all it stands on: what it is, how it reports,
-- where it was last. The audit of whoever owns the device tells of it.
-- +goose StatementBegin
create or replace function look_by_grant(wanted uuid, moment timestamptz, entry uuid) returns jsonb language plpgsql as
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
        -- Who has moved elsewhere is nobody's customer here any more.
        if not exists (select from tenants t where t.id = link.tenant_id and t.parent_id = link.grantee_id) then return null; end if;
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

update support_grants g set revoked_at = now()
where g.revoked_at is null and not exists (select from tenants t where t.id = g.tenant_id and t.parent_id = g.grantee_id);
update ticket_secrets s set sealed = null, gone_at = now()
where s.sealed is not null and s.counterparty_id <> s.tenant_id
    and not exists (select from tenants t where t.id = s.counterparty_id and t.parent_id = s.tenant_id);
-- Equipment of an operator who is not an account's any more is not that account's operator's own.
update trackers t set operator_owned = false
from stock s join tenants a on a.id = s.account_id
where t.id = s.tracker_id and t.tenant_id = a.id and t.operator_owned and a.realm_id <> s.tenant_id;

-- Whoever was added by hand has an address that somebody else has named: letters from it are theirs once they have followed a link to it.
update users u set email_unconfirmed = true
where u.email is not null and u.status <> 'removed' and not u.email_unconfirmed
    and exists (select from audit_entries e where e.tenant_id = u.tenant_id and e.action = 'people.person.add' and e.subject_id = u.id)
    and not exists (select from letter_links l where l.tenant_id = u.tenant_id and l.user_id = u.id and l.outcome = 'used' and l.email_key = u.email_key);

-- Webhooks are told of the whole tenant, so whoever sees some of its objects only neither adds one nor reads what one was told.
call viewer_sees('webhook_endpoints', 'false');
call viewer_sees('webhook_deliveries', 'false');
call viewer_sees('webhook_attempts', 'false');

-- desk_may_take tells whether the desk acted in may have letters to an address come to it: not where another realm answers on its domain, or on a
-- name above that, and this one does not; nor where another answers on a name below it and this one on none. Names that are given lie below one zone,
-- so they speak for nothing above them. Whoever answers on the domain takes the address from those who do not.
-- +goose StatementBegin
create function desk_may_take(wanted text) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    domain text collate "C" := substring(wanted from '[^@]*$');
    there uuid[];
    below uuid[];
    others boolean;
begin
    if me = platform_tenant() then return true; end if;
    select coalesce(array_agg(h.tenant_id) filter (where n.at_or_above), '{}'),
        coalesce(array_agg(h.tenant_id) filter (where not n.at_or_above and not d.given), '{}'),
        coalesce(bool_or(h.tenant_id <> me), false)
    into there, below, others
    from hosts h join domains d on d.tenant_id = h.tenant_id and d.host = h.host
    cross join lateral (select h.host = domain or right(domain, length(h.host) + 1) = '.' || h.host as at_or_above) n
    where n.at_or_above or right(h.host, length(domain) + 1) = '.' || domain;
    if me = any (there) then
        delete from desk_addresses a where a.address_key = wanted and a.tenant_id <> me and a.tenant_id <> all (there);
        return true;
    end if;
    return there = '{}' and (me = any (below) or not others);
end
$$;
-- +goose StatementEnd
call definer_function('desk_may_take(text)', 'app');

-- +goose Down
drop function desk_may_take;
drop policy viewer_sees on webhook_attempts;
drop policy viewer_sees on webhook_deliveries;
drop policy viewer_sees on webhook_endpoints;
-- +goose StatementBegin
create or replace function look_by_grant(wanted uuid, moment timestamptz, entry uuid) returns jsonb language plpgsql as
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
