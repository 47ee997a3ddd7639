-- name: LoginUser :one
select user_id::uuid as user_id, tenant_id::uuid as tenant_id from login_user(@realm, @wanted) as l(user_id, tenant_id);

-- name: SessionTenant :one
select tenant_id::uuid as tenant_id from session_tenant(@session) as s(tenant_id) where tenant_id is not null;

-- name: Credentials :one
select u.id, u.password_hash, u.status, m.role, m.version
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id;

-- name: InsertUser :exec
insert into users (id, tenant_id, realm_id, login, login_key, email, email_key, name, locale, password_hash, password_changed_at)
values (@id, @tenant_id, @realm_id, @login, @login_key, @email, @email_key, @name, @locale, @password_hash, @password_changed_at);

-- name: InsertMembership :exec
insert into memberships (tenant_id, user_id, role) values (@tenant_id, @user_id, @role);

-- name: InsertSession :exec
insert into sessions (id, tenant_id, user_id, host, refresh_hash, rotated_at, created_at, seen_at, expires_at, address, agent)
values (@id, @tenant_id, @user_id, @host, @refresh_hash, @at, @at, @at, @expires_at, @address, @agent);

-- name: SessionForRotation :one
select s.id, s.user_id, s.host, s.refresh_hash, s.previous_hash, s.rotated_at, s.expires_at, s.ended_at, u.status, m.role, m.version
from sessions s
join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
where s.tenant_id = @tenant_id and s.id = @id
for no key update of s;

-- name: RotateSession :exec
update sessions set refresh_hash = @refresh_hash, previous_hash = @previous_hash, rotated_at = @at, seen_at = @at,
    expires_at = @expires_at, address = @address, agent = @agent
where tenant_id = @tenant_id and id = @id;

-- name: EndSession :execrows
update sessions set ended_at = @at, end_reason = @reason
where tenant_id = @tenant_id and id = @id and user_id = @user_id and ended_at is null;

-- name: EndOtherSessions :execrows
update sessions set ended_at = @at, end_reason = @reason
where tenant_id = @tenant_id and user_id = @user_id and id <> @kept and ended_at is null;

-- What a request is checked against: the session, whose it is, and what they may do now.
-- name: Standing :one
select s.user_id, s.host, s.expires_at, s.ended_at, u.status, m.role, m.version
from sessions s
join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
where s.tenant_id = @tenant_id and s.id = @id;

-- name: SessionsOf :many
select id, host, created_at, seen_at, expires_at, address, agent
from sessions
where tenant_id = @tenant_id and user_id = @user_id and ended_at is null and expires_at > @at
order by seen_at desc, id
limit 100;

-- name: Profile :one
select u.id, u.login, u.email, u.name, u.locale, u.time_zone, u.password_changed_at, u.created_at, m.role
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id;

-- name: ChangeProfile :execrows
update users set name = coalesce(sqlc.narg(name), name), locale = coalesce(sqlc.narg(locale), locale),
    time_zone = coalesce(sqlc.narg(time_zone), time_zone)
where tenant_id = @tenant_id and id = @id;

-- name: SetPassword :execrows
update users set password_hash = @password_hash, password_changed_at = @at
where tenant_id = @tenant_id and id = @id;

-- name: Users :many
select u.id, u.login, u.name, m.role from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id order by u.id limit 1000;
