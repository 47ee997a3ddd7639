-- A second factor that a realm requires is required of those too who act in a tenant below, and of open sockets.

-- +goose Up

-- Whether somebody lacks a second factor that their realm requires of their role at a moment.
-- +goose StatementBegin
create function lacks_second_factor(tenant uuid, who uuid, moment timestamptz) returns boolean language sql stable as
$$
    select exists (
        select from users u
        join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
        join signin_rules r on r.tenant_id = u.realm_id and r.required_from <= moment
            and m.role = any (case when u.tenant_id = u.realm_id then r.staff_roles else r.customer_roles end)
        where u.tenant_id = tenant and u.id = who
            and not exists (select from totp_secrets f where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null)
            and not exists (select from passkeys k where k.tenant_id = u.tenant_id and k.user_id = u.id))
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function acting_stands(acting uuid, moment timestamptz) returns boolean language sql stable as
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
            and not lacks_second_factor(a.actor_tenant_id, a.actor_user_id, moment)
            and act_in_until(a.actor_tenant_id, a.tenant_id, moment) > moment)
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function acting_stands(acting uuid, moment timestamptz) returns boolean language sql stable as
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
drop function lacks_second_factor;
