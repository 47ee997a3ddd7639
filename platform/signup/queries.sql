-- name: Settings :one
select mode, customers, person_fields, entity_fields, free_objects, closed_countries from sign_up_settings where tenant_id = @tenant_id;

-- Of the realm and of all above it.
-- name: ClosedCountries :one
select closed_countries()::text[];

-- name: SetSettings :exec
insert into sign_up_settings (tenant_id, mode, customers, person_fields, entity_fields, free_objects, closed_countries, updated_at)
values (@tenant_id, @mode, @customers, @person_fields, @entity_fields, @free_objects, @closed_countries, @at)
on conflict (tenant_id) do update
set mode = excluded.mode, customers = excluded.customers, person_fields = excluded.person_fields,
    entity_fields = excluded.entity_fields, free_objects = excluded.free_objects, closed_countries = excluded.closed_countries, updated_at = excluded.updated_at;

-- name: InsertApplication :exec
insert into applications (id, tenant_id, customer, name, login, login_key, email, email_key, details, locale, time_zone, country,
    password_hash, accepted, address, agent, created_at, status, decided_at, account_id)
values (@id, @tenant_id, @customer, @name, @login, @login_key, @email, @email_key, @details, @locale, @time_zone, @country,
    @password_hash, @accepted, @address, @agent, @created_at, @status, sqlc.narg(decided_at), sqlc.narg(account_id));

-- Whether somebody who waits has the login or the address.
-- name: WaitingFor :one
select exists (select from applications l where l.tenant_id = @tenant_id and l.status = 'pending' and l.customer <> 'partner' and l.login_key = @login_key) as login,
    exists (select from applications e where e.tenant_id = @tenant_id and e.status = 'pending' and e.customer <> 'partner' and e.email_key = @email_key) as email;

-- name: CountPending :one
select count(*) from applications where tenant_id = @tenant_id and status = 'pending';

-- name: Applications :many
select a.id, a.customer, a.name, a.login, a.email, a.details, a.locale, a.time_zone, a.country, a.address, a.created_at, a.status, a.decided_at,
    coalesce(nullif(u.name, ''), u.login, '')::text as decider, a.reason, a.account_id, a.accepted, a.host, a.plan_id
from applications a left join users u on u.tenant_id = a.tenant_id and u.id = a.decided_by
where a.tenant_id = @tenant_id and a.status <> 'unconfirmed'
    and (@status::text = '' or a.status = @status)
    and (@search::text = '' or strpos(a.login_key, @search) > 0 or strpos(a.email_key, @search) > 0 or strpos(lower(a.name), @search) > 0)
    and (a.created_at, a.id) < (@before_at::timestamptz, @before_id::uuid)
order by a.created_at desc, a.id desc
limit @most;

-- name: Application :one
select a.id, a.customer, a.name, a.login, a.email, a.details, a.locale, a.time_zone, a.country, a.address, a.created_at, a.status, a.decided_at,
    coalesce(nullif(u.name, ''), u.login, '')::text as decider, a.reason, a.account_id, a.accepted, a.host, a.plan_id
from applications a left join users u on u.tenant_id = a.tenant_id and u.id = a.decided_by
where a.tenant_id = @tenant_id and a.id = @id and a.status <> 'unconfirmed';

-- What is kept of an applicant besides what is shown; of the password only that there is one.
-- name: ApplicationKept :one
select agent, accepted, (password_hash <> '')::boolean as password, erased_at from applications where tenant_id = @tenant_id and id = @id;

-- name: LockApplication :one
select id, customer, name, login, email, details, locale, time_zone, country, password_hash, accepted, address, agent, created_at, status
from applications where tenant_id = @tenant_id and id = @id and status <> 'unconfirmed' for no key update;

-- What is left over of somebody who is decided about: never their password.
-- name: Decide :exec
update applications set status = @status, login = @login, login_key = @login_key, decided_at = @at, decided_by = @by, reason = @reason,
    account_id = sqlc.narg(account_id), password_hash = ''
where tenant_id = @tenant_id and id = @id;

-- name: InsertFreeService :exec
insert into free_service (tenant_id, objects, since) values (@tenant_id, @objects, @since);

-- name: InsertQuestion :exec
insert into sign_up_questions (id, tenant_id, name, email, locale, question, address, created_at)
values (@id, @tenant_id, @name, @email, @locale, @question, @address, @created_at);

-- name: Questions :many
select id, name, email, locale, question, created_at, settled_at from sign_up_questions
where tenant_id = @tenant_id and (@settled::bool or settled_at is null)
    and (@search::text = '' or strpos(lower(name), @search) > 0 or strpos(lower(email), @search) > 0 or strpos(lower(question), @search) > 0)
    and (created_at, id) < (@before_at::timestamptz, @before_id::uuid)
order by created_at desc, id desc
limit @most;

-- name: Question :one
select id, name, email, locale, question, address, created_at, settled_at, erased_at from sign_up_questions where tenant_id = @tenant_id and id = @id;

-- name: SettleQuestion :execrows
update sign_up_questions set settled_at = coalesce(settled_at, @at), settled_by = coalesce(settled_by, @by) where tenant_id = @tenant_id and id = @id;

-- What is left of an application that was decided tells nobody who it was.
-- name: EraseApplication :execrows
update applications set erased_at = @at, name = '—', login = 'erased', login_key = 'erased ' || id, email = 'erased', email_key = 'erased ' || id,
    details = '{}', locale = '', address = '', agent = '', reason = ''
where tenant_id = @tenant_id and id = @id and status <> 'pending';

-- name: EraseQuestion :execrows
update sign_up_questions set erased_at = @at, name = '—', email = 'erased', question = '—', locale = '', address = '',
    settled_at = coalesce(settled_at, @at), settled_by = coalesce(settled_by, @by)
where tenant_id = @tenant_id and id = @id;

-- name: QuestionAddress :one
select email from sign_up_questions where tenant_id = @tenant_id and id = @id;

-- name: WithdrawLettersTo :exec
select withdraw_letters(null, @address::text);

-- name: ShredAbout :exec
select audit_shred(@tenant_id::uuid, @about::uuid);

-- name: CountOpenQuestions :one
select count(*) from sign_up_questions where tenant_id = @tenant_id and settled_at is null;

-- name: PartnerSettings :one
select partners, partner_plans from sign_up_settings where tenant_id = @tenant_id;

-- The rest is as a realm begins, where it has said nothing yet.
-- name: SetPartnerSettings :exec
insert into sign_up_settings (tenant_id, mode, free_objects, entity_fields, partners, partner_plans, updated_at)
values (@tenant_id, @mode, @free_objects, @entity_fields, @partners, @partner_plans, @at)
on conflict (tenant_id) do update set partners = excluded.partners, partner_plans = excluded.partner_plans, updated_at = excluded.updated_at;

-- Whoever asks again with the same address has the newest of it sent, and not without end. No row: enough was sent today.
-- name: AskPartner :one
insert into applications (id, tenant_id, customer, name, login, login_key, email, email_key, details, locale, time_zone, country,
    password_hash, accepted, address, agent, created_at, status, host, plan_id, confirm_hash, confirm_until, letters)
values (@id, @tenant_id, 'partner', @name, @email, @email_key, @email, @email_key, @details, @locale, @time_zone, @country,
    @password_hash, @accepted, @address, @agent, @created_at, 'unconfirmed', @host, sqlc.narg(plan_id), @confirm_hash, @confirm_until, 1)
on conflict (tenant_id, email_key) where status = 'unconfirmed' do update
set name = excluded.name, login = excluded.login, email = excluded.email, details = excluded.details, locale = excluded.locale,
    time_zone = excluded.time_zone, country = excluded.country, password_hash = excluded.password_hash, accepted = excluded.accepted,
    address = excluded.address, agent = excluded.agent, host = excluded.host, plan_id = excluded.plan_id,
    confirm_hash = excluded.confirm_hash, confirm_until = excluded.confirm_until,
    letters = case when applications.created_at < @day_ago::timestamptz then 1 else applications.letters + 1 end,
    created_at = case when applications.created_at < @day_ago::timestamptz then excluded.created_at else applications.created_at end
where applications.letters < 5 or applications.created_at < @day_ago::timestamptz
returning id;

-- name: Unconfirmed :one
select id, name, login, email, details, locale, time_zone, country, host, plan_id from applications
where tenant_id = @tenant_id and confirm_hash = @confirm_hash and confirm_until > @now;

-- name: LockUnconfirmed :one
select id from applications where tenant_id = @tenant_id and id = @id and status = 'unconfirmed' and confirm_hash = @confirm_hash for no key update;

-- name: SubmitPartner :execrows
update applications set status = 'pending', confirm_hash = null, confirm_until = null, host = @host, created_at = @at
where tenant_id = @tenant_id and id = @id and confirm_hash = @confirm_hash;

-- name: OpenedPartner :one
update applications set status = 'opened', host = @host, decided_at = @at, decided_by = sqlc.narg(decided_by), account_id = @account_id,
    confirm_hash = null, confirm_until = null, password_hash = ''
where tenant_id = @tenant_id and id = @id
returning id;

-- Read before it is decided, which takes the password away.
-- name: PartnerSecrets :one
select password_hash, accepted, address, agent, created_at from applications where tenant_id = @tenant_id and id = @id;

-- name: ForgetUnconfirmed :execrows
delete from applications where status = 'unconfirmed' and confirm_until < @now;
