-- name: LoginUser :one
select user_id::uuid as user_id, tenant_id::uuid as tenant_id from login_user(@realm, @wanted) as l(user_id, tenant_id);

-- name: SessionTenant :one
select tenant_id::uuid as tenant_id from session_tenant(@session) as s(tenant_id) where tenant_id is not null;

-- name: Credentials :one
select u.id, u.password_hash, u.status, m.role, m.version
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id;

-- What a sign-in has found, read again where nobody changes it before the session is there: whoever changes the password,
-- or blocks, waits, and then ends this session with the others.
-- name: StillSo :one
select u.password_hash, u.status, m.version
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id
for share of u;

-- name: InsertUser :exec
insert into users (id, tenant_id, realm_id, login, login_key, email, email_key, name, locale, password_hash, password_changed_at, must_change)
values (@id, @tenant_id, @realm_id, @login, @login_key, @email, @email_key, @name, @locale, @password_hash, @password_changed_at, @must_change);

-- name: InsertMembership :exec
insert into memberships (tenant_id, user_id, role, role_id, bundles, sees_all)
values (@tenant_id, @user_id, @role, sqlc.narg(role_id), @bundles, @sees_all);

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
select s.user_id, s.host, s.expires_at, s.ended_at, u.status, u.must_change, m.role, m.bundles, m.sees_all, m.version,
    r.required_from as strong_from,
    (exists (select from totp_secrets f where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null)
        or exists (select from passkeys k where k.tenant_id = u.tenant_id and k.user_id = u.id))::bool as strong
from sessions s
join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
left join signin_rules r on r.tenant_id = u.realm_id
    and m.role = any (case when u.tenant_id = u.realm_id then r.staff_roles else r.customer_roles end)
where s.tenant_id = @tenant_id and s.id = @id;

-- Which of many sessions and keys still stand as their holders were told: what open WebSockets are checked against, all
-- in one statement, by the worker.
-- name: StandingOf :many
select s.id, m.version
from sessions s
join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
join tenants t on t.id = s.tenant_id
where s.id = any (@ids::uuid[]) and s.ended_at is null and s.expires_at > @at and u.status = 'active' and t.status <> 'closed'
    and not lacks_second_factor(u.tenant_id, u.id, @at)
union all
select k.id, m.version
from api_keys k
join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
join tenants t on t.id = k.tenant_id
where k.id = any (@ids::uuid[]) and k.revoked_at is null and k.expires_at > @at and u.status = 'active' and t.status <> 'closed'
union all
select a.id, a.actor_version
from acting_sessions a
where a.id = any (@ids::uuid[]) and acting_stands(a.id, @at);

-- name: SessionsOf :many
select id, host, created_at, seen_at, expires_at, address, agent
from sessions
where tenant_id = @tenant_id and user_id = @user_id and ended_at is null and expires_at > @at
order by seen_at desc, id
limit 100;

-- name: Profile :one
select u.id, u.login, u.email, u.name, u.locale, u.time_zone, u.measures, u.password_changed_at, u.must_change, u.created_at, m.role
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id;

-- name: ChangeProfile :execrows
update users set name = coalesce(sqlc.narg(name), name), locale = coalesce(sqlc.narg(locale), locale),
    time_zone = coalesce(sqlc.narg(time_zone), time_zone), measures = coalesce(sqlc.narg(measures), measures)
where tenant_id = @tenant_id and id = @id;

-- name: SetPassword :execrows
update users set password_hash = @password_hash, password_changed_at = @at, must_change = @must_change
where tenant_id = @tenant_id and id = @id;

-- name: Users :many
select u.id, u.login, u.name, m.role from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id order by u.id limit 1000;

-- The people of a tenant by login, or those alone that are named; seen is when they last used a session. users_page gives them in order,
-- so that a page ends as soon as it is full.
-- name: PeoplePage :many
select u.id, u.login, u.login_key, u.email, u.name, u.status, u.must_change, u.created_at, m.role, m.role_id, m.bundles, m.sees_all,
    coalesce((select max(s.seen_at) from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id), 'epoch')::timestamptz as seen_at
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and (u.login_key, u.id) > (@after_key::text, @after_id::uuid)
  and (cardinality(@named::uuid[]) = 0 or u.id = any (@named))
  and (@search::text = '' or strpos(u.login_key, @search) > 0 or strpos(lower(u.name), @search) > 0 or strpos(coalesce(u.email_key, ''), @search) > 0)
order by u.login_key, u.id
limit @most;

-- name: Person :one
select u.id, u.login, u.login_key, u.email, u.name, u.status, u.must_change, u.created_at, m.role, m.role_id, m.bundles, m.sees_all,
    coalesce((select max(s.seen_at) from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id), 'epoch')::timestamptz as seen_at
from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
where u.tenant_id = @tenant_id and u.id = @id;

-- People of one tenant are changed one after another: rights are few and rarely changed, and a role, its holders and
-- whoever gives it are never locked crosswise.
-- name: LockPeople :exec
select pg_advisory_xact_lock(hashtextextended(@tenant::text, 11));

-- In order of ids, so that two who change each other wait instead of locking each other out.
-- name: LockMembers :many
select m.user_id, m.role, m.role_id, m.bundles, m.sees_all, u.login, u.name, u.email, u.status, u.must_change
from memberships m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
where m.tenant_id = @tenant_id and m.user_id = any (@users::uuid[])
order by m.user_id
for no key update of m;

-- name: SetMembership :exec
update memberships set role = @role, role_id = sqlc.narg(role_id), bundles = @bundles, sees_all = @sees_all, version = version + 1
where tenant_id = @tenant_id and user_id = @user_id;

-- name: TouchMembership :exec
update memberships set version = version + 1
where tenant_id = @tenant_id and user_id = @user_id;

-- name: DeleteMembership :exec
delete from memberships where tenant_id = @tenant_id and user_id = @user_id;

-- name: ChangePerson :exec
update users set name = coalesce(sqlc.narg(name), name), status = coalesce(sqlc.narg(status), status)
where tenant_id = @tenant_id and id = @id;

-- What is left of a removed user tells nobody who it was.
-- name: ShredUser :exec
update users set status = 'removed', login = 'removed', login_key = 'removed ' || id, email = null, email_key = null, name = '', locale = '',
    time_zone = '', password_hash = '', must_change = false
where tenant_id = @tenant_id and id = @id;

-- Users who have never signed in, and whose first password nobody has changed.
-- name: FreshUsers :many
select u.id from users u
where u.tenant_id = @tenant_id and u.id = any (@ids::uuid[]) and u.must_change and u.status = 'active'
    and not exists (select from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id);

-- name: EndAllSessions :execrows
update sessions set ended_at = @at, end_reason = @reason
where tenant_id = @tenant_id and user_id = @user_id and ended_at is null;

-- name: ForgetSessions :exec
update sessions set address = '', agent = ''
where tenant_id = @tenant_id and user_id = @user_id;

-- What of a user's objects and groups whoever asks sees too.
-- name: VisibleObjects :many
select o.id from visible_objects v join objects o on o.tenant_id = v.tenant_id and o.id = v.object_id
where v.tenant_id = @tenant_id and v.user_id = @user_id order by o.name_key, o.id;

-- name: VisibleGroups :many
select g.id from visible_groups v join object_groups g on g.tenant_id = v.tenant_id and g.id = v.group_id
where v.tenant_id = @tenant_id and v.user_id = @user_id order by g.name_key, g.id;

-- name: GrantedGroups :many
select group_id from visible_groups where tenant_id = @tenant_id and user_id = @user_id;

-- Whether a user was granted an object or a group that whoever asks, who sees some only, was not.
-- name: GrantedBeyond :one
select granted_beyond(@user_id, @asks)::bool as beyond;

-- name: ClearVisibleObjects :exec
delete from visible_objects where tenant_id = @tenant_id and user_id = @user_id;

-- name: ClearVisibleGroups :exec
delete from visible_groups where tenant_id = @tenant_id and user_id = @user_id;

-- Only what whoever grants it sees: row-level security narrows both selects.
-- name: ShowObjects :execrows
insert into visible_objects (tenant_id, user_id, object_id)
select o.tenant_id, @user_id, o.id from objects o where o.id = any (@objects::uuid[]);

-- name: ShowGroups :execrows
insert into visible_groups (tenant_id, user_id, group_id)
select g.tenant_id, @user_id, g.id from object_groups g where g.id = any (@groups::uuid[]);

-- How many of some objects, and of some groups, whoever asks sees.
-- name: CountSeen :one
select (select count(*) from objects o where o.id = any (@objects::uuid[]))::int as objects,
    (select count(*) from object_groups g where g.id = any (@groups::uuid[]))::int as groups;

-- name: StillObjects :many
select id from objects where id = any (@ids::uuid[]);

-- name: StillGroups :many
select id from object_groups where id = any (@ids::uuid[]);

-- name: Roles :many
select r.id, r.name, r.bundles, r.created_at, count(m.user_id) as people
from roles r left join memberships m on m.tenant_id = r.tenant_id and m.role_id = r.id
where r.tenant_id = @tenant_id
group by r.id, r.name, r.name_key, r.bundles, r.created_at
order by r.name_key, r.id;

-- name: LockRole :one
select id, name, bundles from roles where tenant_id = @tenant_id and id = @id for no key update;

-- name: InsertRole :exec
insert into roles (id, tenant_id, name, name_key, bundles, created_at)
values (@id, @tenant_id, @name, @name_key, @bundles, @created_at);

-- name: ChangeRole :exec
update roles set name = @name, name_key = @name_key, bundles = @bundles where tenant_id = @tenant_id and id = @id;

-- name: HoldersOf :many
select user_id from memberships where tenant_id = @tenant_id and role_id = @role_id::uuid;

-- name: SpreadRole :execrows
update memberships set bundles = @bundles, version = version + 1 where tenant_id = @tenant_id and role_id = @role_id;

-- name: DeleteRole :execrows
delete from roles where tenant_id = @tenant_id and id = @id;

-- name: RoleUses :one
select (select count(*) from memberships m where m.tenant_id = @tenant_id and m.role_id = @id::uuid)::int as people,
    (select count(*) from invitations i where i.tenant_id = @tenant_id and i.role_id = @id::uuid and i.outcome is null)::int as invitations;

-- name: FreeRole :exec
update invitations set role = 'viewer', role_id = null where tenant_id = @tenant_id and role_id = @role_id::uuid and outcome is not null;

-- name: InsertInvitation :exec
insert into invitations (id, tenant_id, email, email_key, name, role, role_id, sees_all, objects, groups, token_hash, invited_by, created_at, sent_at, expires_at)
values (@id, @tenant_id, @email, @email_key, @name, @role, sqlc.narg(role_id), @sees_all, @objects, @groups, @token_hash, @invited_by, @at, @at, @expires_at);

-- name: Invitations :many
select i.id, i.email, i.name, i.role, i.role_id, coalesce(r.name, '') as role_name, i.sees_all, i.objects, i.groups, i.invited_by,
    coalesce(u.name, '') as inviter_name, coalesce(u.login, '') as inviter_login, i.created_at, i.sent_at, i.expires_at
from invitations i
left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
left join users u on u.tenant_id = i.tenant_id and u.id = i.invited_by
where i.tenant_id = @tenant_id and i.outcome is null
order by i.created_at desc, i.id
limit 500;

-- name: LockInvitation :one
select i.id, i.email, i.email_key, i.name, i.role, i.role_id, i.sees_all, i.objects, i.groups, i.token_hash, i.invited_by, i.expires_at
from invitations i
where i.tenant_id = @tenant_id and i.id = @id and i.outcome is null
for no key update;

-- name: RenewInvitation :exec
update invitations set token_hash = @token_hash, sent_at = @at, expires_at = @expires_at where tenant_id = @tenant_id and id = @id;

-- name: SettleInvitation :exec
update invitations set settled_at = @at, outcome = @outcome where tenant_id = @tenant_id and id = @id;

-- name: EmailInTenant :one
select exists (select from users where tenant_id = @tenant_id and email_key = @email_key);

-- name: InvitationPlace :one
select invitation_id::uuid as invitation_id, tenant_id::uuid as tenant_id from invitation_place(@hash) as i(invitation_id, tenant_id);

-- name: TenantName :one
select name, locale from tenants where id = @id;

-- name: InsertKey :exec
insert into api_keys (id, tenant_id, user_id, name, secret_hash, bundles, created_at, expires_at)
values (@id, @tenant_id, @user_id, @name, @secret_hash, @bundles, @created_at, @expires_at);

-- name: KeysOf :many
select id, name, bundles, created_at, expires_at, used_at, used_from
from api_keys
where tenant_id = @tenant_id and user_id = @user_id and revoked_at is null
order by created_at desc, id
limit 500;

-- name: RevokeKey :execrows
update api_keys set revoked_at = @at where tenant_id = @tenant_id and id = @id and user_id = @user_id and revoked_at is null;

-- name: RevokeKeysOf :execrows
update api_keys set revoked_at = @at where tenant_id = @tenant_id and user_id = @user_id and revoked_at is null;

-- name: KeyTenant :one
select tenant_id::uuid as tenant_id from key_tenant(@key) as k(tenant_id) where tenant_id is not null;

-- name: KeyStanding :one
select k.user_id, k.secret_hash, k.bundles as key_bundles, k.expires_at, k.revoked_at, k.used_at, u.status, m.role, m.bundles, m.sees_all, m.version
from api_keys k
join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
where k.tenant_id = @tenant_id and k.id = @id;

-- name: KeyUsed :exec
update api_keys set used_at = @at, used_from = @used_from where tenant_id = @tenant_id and id = @id;

-- name: InsertOffer :exec
insert into ownership_offers (id, tenant_id, from_user, to_user, offered_at, expires_at)
values (@id, @tenant_id, @from_user, @to_user, @offered_at, @expires_at);

-- name: ExpireOffers :exec
update ownership_offers set settled_at = @at, outcome = 'expired' where tenant_id = @tenant_id and outcome is null and expires_at <= @at;

-- name: OpenOffer :one
select o.id, o.from_user, o.to_user, o.offered_at, o.expires_at, f.login as from_login, f.name as from_name, t.login as to_login, t.name as to_name
from ownership_offers o
join users f on f.tenant_id = o.tenant_id and f.id = o.from_user
join users t on t.tenant_id = o.tenant_id and t.id = o.to_user
where o.tenant_id = @tenant_id and o.outcome is null and o.expires_at > @at;

-- name: LockOffer :one
select id, from_user, to_user from ownership_offers
where tenant_id = @tenant_id and outcome is null and expires_at > @at
for no key update;

-- name: SettleOffer :exec
update ownership_offers set settled_at = @at, outcome = @outcome where tenant_id = @tenant_id and id = @id;

-- name: SettleOffersAbout :exec
update ownership_offers set settled_at = @at, outcome = 'withdrawn'
where tenant_id = @tenant_id and outcome is null and (from_user = @user_id or to_user = @user_id);

-- Links that letters carry.

-- name: InsertLink :execrows
insert into letter_links (id, tenant_id, user_id, purpose, token_hash, email, email_key, created_at, expires_at)
values (@id, @tenant_id, @user_id, @purpose, @token_hash, @email, @email_key, @created_at, @expires_at)
on conflict (id) do nothing;

-- name: LetterLinkPlace :one
select link_id::uuid as link_id, tenant_id::uuid as tenant_id from letter_link_place(@hash) as l(link_id, tenant_id);

-- name: LockLink :one
select l.id, l.user_id, l.purpose, l.token_hash, l.email, l.email_key, l.created_at, l.expires_at, u.login, u.name, u.status,
    u.email as present_email, u.email_key as present_email_key, u.locale, t.locale as tenant_locale
from letter_links l
join users u on u.tenant_id = l.tenant_id and u.id = l.user_id
join tenants t on t.id = l.tenant_id
where l.tenant_id = @tenant_id and l.id = @id and l.outcome is null
for no key update of l;

-- name: SettleLink :exec
update letter_links set settled_at = @at, outcome = @outcome where tenant_id = @tenant_id and id = @id;

-- name: SettleLinksOf :execrows
update letter_links set settled_at = @at, outcome = @outcome
where tenant_id = @tenant_id and user_id = @user_id and purpose = any (@purposes::text[]) and outcome is null;

-- The undoing of a change undoes those after it too: their links lead to whoever made the first.
-- name: SettleUndosAfter :exec
update letter_links set settled_at = @at, outcome = 'cancelled'
where tenant_id = @tenant_id and user_id = @user_id and purpose = 'undo' and outcome is null and created_at >= @since and id <> @kept;

-- name: LinksSince :one
select count(*)::int from letter_links where tenant_id = @tenant_id and user_id = @user_id and purpose = @purpose and created_at > @since;

-- name: OpenChange :one
select id, email, created_at, expires_at from letter_links
where tenant_id = @tenant_id and user_id = @user_id and purpose = 'change' and outcome is null and expires_at > @at;

-- The address that was there before, while it can be given back: the oldest, from before whoever came in between.
-- name: FirstUndo :one
select id, email, email_key, created_at, expires_at from letter_links
where tenant_id = @tenant_id and user_id = @user_id and purpose = 'undo' and outcome is null and expires_at > @at
order by created_at, id
limit 1;

-- name: DeleteLinksOf :exec
delete from letter_links where tenant_id = @tenant_id and user_id = @user_id;

-- name: DeleteOldLinks :execrows
delete from letter_links where expires_at < @before;

-- name: Contact :one
select u.id, u.login, u.name, u.email, u.email_key, u.status, u.locale, t.locale as tenant_locale
from users u join tenants t on t.id = u.tenant_id
where u.tenant_id = @tenant_id and u.id = @id;

-- name: SetEmail :exec
update users set email = @email, email_key = @email_key, email_unconfirmed = false where tenant_id = @tenant_id and id = @id;

-- Stolen logins, as the realm's staff works on them.

-- name: InsertStolen :exec
insert into stolen_logins (id, tenant_id, login, account_number, contact, knows, locale, address, agent, reported_at)
values (@id, @tenant_id, @login, @account_number, @contact, @knows, @locale, @address, @agent, @reported_at);

-- name: StolenPage :many
select s.id, s.login, s.account_number, s.contact, s.knows, s.locale, s.address, s.agent, s.reported_at, s.state, s.user_id, s.user_tenant,
    s.blocked_at, s.settled_at, s.reason, coalesce(nullif(u.name, ''), u.login, '') as settled_by
from stolen_logins s
left join users u on u.tenant_id = s.tenant_id and u.id = s.settled_by
where s.tenant_id = @tenant_id and (sqlc.narg(before_at)::timestamptz is null or (s.reported_at, s.id) < (sqlc.narg(before_at), @before_id::uuid))
    and (@open::bool = (s.settled_at is null) or not @open)
order by s.reported_at desc, s.id desc
limit @most;

-- name: Stolen :one
select s.id, s.login, s.account_number, s.contact, s.knows, s.locale, s.address, s.agent, s.reported_at, s.state, s.user_id, s.user_tenant,
    s.blocked_at, s.settled_at, s.reason, coalesce(nullif(u.name, ''), u.login, '') as settled_by
from stolen_logins s
left join users u on u.tenant_id = s.tenant_id and u.id = s.settled_by
where s.tenant_id = @tenant_id and s.id = @id;

-- name: LockStolen :one
select id, login, state, user_id, user_tenant, was_blocked from stolen_logins where tenant_id = @tenant_id and id = @id for no key update;

-- name: StolenChecks :many
select c.item, c.ticked_at, coalesce(nullif(u.name, ''), u.login, '') as ticked_by
from stolen_login_checks c
left join users u on u.tenant_id = c.tenant_id and u.id = c.ticked_by
where c.tenant_id = @tenant_id and c.report_id = @report_id
order by c.ticked_at, c.item;

-- name: TickStolen :execrows
insert into stolen_login_checks (tenant_id, report_id, item, ticked_by, ticked_at)
values (@tenant_id, @report_id, @item, @ticked_by, @ticked_at)
on conflict do nothing;

-- name: UntickStolen :execrows
delete from stolen_login_checks where tenant_id = @tenant_id and report_id = @report_id and item = @item;

-- name: BlockStolen :exec
update stolen_logins set state = 'blocked', blocked_at = @at where tenant_id = @tenant_id and id = @id;

-- name: NameVictim :exec
update stolen_logins set user_id = @user_id, user_tenant = @user_tenant, was_blocked = @was_blocked
where tenant_id = @tenant_id and id = @id and user_id is null;

-- name: SettleStolen :exec
update stolen_logins set state = @state, settled_at = @at, settled_by = @settled_by, reason = @reason
where tenant_id = @tenant_id and id = @id;

-- What the staff compares with what was told; read in the user's own tenant.
-- name: StolenFacts :one
select u.id, u.login, u.name, u.email, u.status, u.created_at, m.role, t.name as tenant_name, t.kind as tenant_kind,
    (select count(*) from objects o where o.tenant_id = u.tenant_id)::int as objects,
    coalesce((select max(s.seen_at) from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id), 'epoch')::timestamptz as seen_at,
    coalesce((select s.address from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id order by s.seen_at desc limit 1), '')::text as seen_from
from users u
join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
join tenants t on t.id = u.tenant_id
where u.tenant_id = @tenant_id and u.id = @id;

-- name: NumberOf :one
select number from contracts where tenant_id = @tenant_id and counterparty_id = @counterparty_id;

-- name: BrandName :one
select coalesce((select b.name from brands b where b.tenant_id = t.id), t.name)::text as name from tenants t where t.id = @id;
-- name: AskActIn :one
select state::text as state, host::text as host, until::timestamptz as until, name::text as name
from ask_act_in(@id, @target, @actor, @session, @reason, @back, @hash, @at, @good_until, @wanted_until) as a(state, host, until, name);

-- name: ActingPlace :one
select acting_id::uuid as acting_id, tenant_id::uuid as tenant_id from acting_place(@hash) as a(acting_id, tenant_id);

-- Only once: whoever comes second finds nothing to update.
-- name: EnterActing :one
update acting_sessions set entered_at = @at, host = @host
where tenant_id = @tenant_id and id = @id and token_hash = @hash and entered_at is null and ended_at is null
    and token_until > @at and expires_at > @at
returning expires_at;

-- name: ActingStanding :one
select stands::bool as stands, actor::uuid as actor, version::bigint as version, host::text as host, expires_at::timestamptz as expires_at,
    role::text as role, bundles::text[] as bundles, above::bool as above, login::text as login, name::text as name, locale::text as locale,
    time_zone::text as time_zone, reason::text as reason, back::text as back
from acting_standing(@id, @at)
    as a(stands, actor, version, host, expires_at, role, bundles, above, login, name, locale, time_zone, reason, back);

-- Those that stand in the tenant acted in.
-- name: ActingOpen :many
select id, entered_at, expires_at, reason
from acting_sessions
where tenant_id = @tenant_id and entered_at is not null and ended_at is null and expires_at > @at
order by entered_at desc, id
limit 100;

-- name: EndActing :one
update acting_sessions set ended_at = @at, end_reason = @reason
where tenant_id = @tenant_id and id = @id and ended_at is null
returning entered_at;

-- Those that do not stand any more, or whose token nobody used, and nobody has said so.
-- name: ActingFallen :many
select id, tenant_id, (entered_at is not null)::bool as entered, (expires_at <= @at)::bool as expired
from acting_sessions
where ended_at is null and case when entered_at is null then token_until <= @at else not acting_stands(id, @at) end
order by id
limit 500
for update skip locked;

-- name: CloseActing :exec
update acting_sessions set ended_at = @at, end_reason = @reason where id = @id;
-- name: LeaveUnconfirmed :exec
update users set email_unconfirmed = true where tenant_id = @tenant_id and id = @id;

-- name: ConfirmEmail :exec
update users set email_unconfirmed = false where tenant_id = @tenant_id and id = @id;

-- How things stand with somebody's address, and how many letters about it went out lately.
-- name: EmailStanding :one
select u.login, u.name, u.locale, coalesce(u.email, '')::text as email, u.email_unconfirmed,
    (select count(*) from letter_links l where l.tenant_id = u.tenant_id and l.user_id = u.id and l.purpose = 'confirm' and l.created_at > @since)::int as lately,
    coalesce((select max(l.created_at) from letter_links l where l.tenant_id = u.tenant_id and l.user_id = u.id and l.purpose = 'confirm'), 'epoch')::timestamptz as last_at
from users u where u.tenant_id = @tenant_id and u.id = @id
for no key update of u;

-- name: LoginTaken :one
select exists (select from login_user(@realm, @login_key))::bool as login, exists (select from login_user(@realm, @email_key))::bool as email;
-- name: HasOwner :one
select exists (select from memberships where tenant_id = @tenant_id and role = 'owner');

-- name: OwnerOf :one
select u.id, u.login, u.name, u.email, u.locale, t.name as tenant_name, t.locale as tenant_locale
from memberships m
join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
join tenants t on t.id = m.tenant_id
where m.tenant_id = @tenant_id and m.role = 'owner';

-- name: RevokeOwnersInvitations :exec
update invitations set settled_at = @at, outcome = 'revoked' where tenant_id = @tenant_id and role = 'owner' and outcome is null;

-- What tells of a person beyond what removing them takes away.
-- name: ShredPerson :exec
select audit_shred(@tenant_id::uuid, @user_id::uuid);

-- Letters to somebody that were not sent, and what reports of a stolen login tell of them.
-- name: WithdrawLetters :exec
select withdraw_letters(@user_id::uuid, @address::text);

-- name: EraseStolen :exec
select erase_stolen_logins(@user_id::uuid, @at::timestamptz);

-- name: CountStolen :one
select count(*) from stolen_logins where tenant_id = @tenant_id and settled_at is null;

-- Second factors.

-- What a user has besides the password; on counts the passkeys of one host.
-- name: Factors :one
select coalesce((select f.confirmed_at from totp_secrets f where f.tenant_id = u.tenant_id and f.user_id = u.id), 'epoch')::timestamptz as totp_at,
    (select count(*) from passkeys k where k.tenant_id = u.tenant_id and k.user_id = u.id)::int as passkeys,
    (select count(*) from passkeys k where k.tenant_id = u.tenant_id and k.user_id = u.id and k.host = @host)::int as passkeys_on,
    (select count(*) from recovery_codes c where c.tenant_id = u.tenant_id and c.user_id = u.id and c.used_at is null)::int as codes
from users u
where u.tenant_id = @tenant_id and u.id = @id;

-- name: LockFactors :one
select login from users where tenant_id = @tenant_id and id = @id for no key update;

-- name: Totp :one
select sealed, confirmed_at, last_step from totp_secrets where tenant_id = @tenant_id and user_id = @user_id for no key update;

-- name: PutTotp :exec
insert into totp_secrets (tenant_id, user_id, sealed, created_at) values (@tenant_id, @user_id, @sealed, @at)
on conflict (tenant_id, user_id) do update set sealed = excluded.sealed, created_at = excluded.created_at, last_step = 0
where totp_secrets.confirmed_at is null;

-- Apart from the next: who touches confirmed_at has every process believe nothing any more that it knew of sessions.
-- name: TotpUsed :exec
update totp_secrets set last_step = @step where tenant_id = @tenant_id and user_id = @user_id;

-- name: TotpConfirmed :exec
update totp_secrets set confirmed_at = @at where tenant_id = @tenant_id and user_id = @user_id;

-- name: DeleteTotp :execrows
delete from totp_secrets where tenant_id = @tenant_id and user_id = @user_id and created_at >= @since;

-- name: Passkeys :many
select id, host, credential_id, credential, name, created_at, used_at from passkeys
where tenant_id = @tenant_id and user_id = @user_id
order by created_at, id;

-- name: InsertPasskey :execrows
insert into passkeys (id, tenant_id, user_id, host, credential_id, credential, name, created_at)
values (@id, @tenant_id, @user_id, @host, @credential_id, @credential, @name, @at)
on conflict do nothing;

-- name: PasskeyUsed :exec
update passkeys set credential = @credential, used_at = @at where tenant_id = @tenant_id and id = @id;

-- name: RenamePasskey :one
update passkeys set name = @name where tenant_id = @tenant_id and user_id = @user_id and id = @id returning host;

-- name: DeletePasskey :one
delete from passkeys where tenant_id = @tenant_id and user_id = @user_id and id = @id returning name;

-- name: DeletePasskeys :execrows
delete from passkeys where tenant_id = @tenant_id and user_id = @user_id and created_at >= @since;

-- name: PasskeyPlace :one
select user_id::uuid as user_id, tenant_id::uuid as tenant_id from passkey_place(@host, @credential_id) as p(user_id, tenant_id);

-- name: PasskeysBoundTo :one
select people::bigint as people, stranded::bigint as stranded, told::bigint as told, unreachable::bigint as unreachable
from passkeys_bound_to(@host) as b(people, stranded, told, unreachable);

-- name: UntoldPasskeys :many
-- Passkeys of a host whose people were not told yet that it goes, those aside who have one where they will sign in; for the job, which sees
-- all tenants. One that was used since is told of again.
select p.id, p.tenant_id, p.user_id, u.login, u.name, u.email::text as email, coalesce(nullif(u.locale, ''), t.locale)::text as locale
from passkeys p
join users u on u.tenant_id = p.tenant_id and u.id = p.user_id
join tenants t on t.id = p.tenant_id
where p.host = @host and u.realm_id = @realm and u.status = 'active' and u.email is not null and (p.told_at is null or p.used_at > p.told_at)
    and not exists (select from passkeys o where o.tenant_id = p.tenant_id and o.user_id = p.user_id and o.host = @next_host)
order by p.tenant_id, p.user_id, p.id
limit @most
for update of p;

-- name: PasskeysTold :exec
-- All passkeys of these people on a host, also those beyond the page that was read.
update passkeys set told_at = @at where host = @host and user_id = any (@users::uuid[]);

-- name: PrimaryHostOf :one
select coalesce((select host from hosts where tenant_id = @realm and is_primary), '')::text as host;

-- name: InsertCode :exec
insert into recovery_codes (tenant_id, user_id, mac, created_at) values (@tenant_id, @user_id, @mac, @at);

-- name: UseCode :execrows
update recovery_codes set used_at = @at where tenant_id = @tenant_id and user_id = @user_id and mac = @mac and used_at is null;

-- name: DeleteCodes :execrows
delete from recovery_codes where tenant_id = @tenant_id and user_id = @user_id and created_at >= @since;

-- name: SpendStep :execrows
insert into spent_steps (tenant_id, hash, expires_at) values (@tenant_id, @hash, @expires_at) on conflict do nothing;

-- name: DeleteSpentSteps :execrows
delete from spent_steps where expires_at < @before;

-- name: SignInRules :one
select staff_roles, customer_roles, required_from from signin_rules where tenant_id = @tenant_id;

-- name: SetSignInRules :exec
insert into signin_rules (tenant_id, staff_roles, customer_roles, required_from, changed_at) values (@tenant_id, @staff_roles, @customer_roles, @required_from, @at)
on conflict (tenant_id) do update set staff_roles = excluded.staff_roles, customer_roles = excluded.customer_roles,
    required_from = excluded.required_from, changed_at = excluded.changed_at;

-- name: Keepers :many
-- Those who look after a tenant and have an address.
select u.id, coalesce(nullif(u.name, ''), u.login)::text as name, u.email::text as email, coalesce(nullif(u.locale, ''), t.locale)::text as locale
from memberships m
join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
join tenants t on t.id = m.tenant_id
where m.tenant_id = @tenant_id and m.role in ('owner', 'admin') and u.status = 'active' and u.email is not null
order by u.id;
