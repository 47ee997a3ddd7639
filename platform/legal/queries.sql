-- name: InsertVersion :execrows
insert into document_versions (id, tenant_id, kind, version, posted_at, effective_at, starter)
values (@id, @tenant_id, @kind, @version, @posted_at, @effective_at, @starter)
on conflict (tenant_id, kind, version) do nothing;

-- name: InsertText :exec
insert into document_texts (tenant_id, version_id, locale, title, body, template)
values (@tenant_id, @version_id, @locale, @title, @body, sqlc.narg(template));

-- All versions of a realm's documents, the newest of each kind first.
-- name: Versions :many
select v.id, v.kind, v.version, v.posted_at, v.effective_at, v.withdrawn_at, v.starter,
    coalesce((select t.title from document_texts t where t.version_id = v.id and t.locale = @locale),
        (select t.title from document_texts t where t.version_id = v.id order by t.locale limit 1), '')::text as title,
    array(select t.locale from document_texts t where t.version_id = v.id order by t.locale)::text[] as locales
from document_versions v
where v.tenant_id = @tenant_id
order by v.kind, v.version desc;

-- name: LatestVersion :one
select coalesce(max(version), 0)::int as version from document_versions where tenant_id = @tenant_id and kind = @kind;

-- Versions of a realm's documents are posted one after another.
-- name: LockDocuments :exec
select pg_advisory_xact_lock(hashtextextended(@tenant::text, 36));

-- name: HasDocuments :one
select exists (select from document_versions where tenant_id = @tenant_id);

-- name: Texts :many
select locale, title, body, coalesce(template, body)::text as template from document_texts where tenant_id = @tenant_id and version_id = @version_id order by locale;

-- Only a member of the tenant accepts; a version is accepted once, whichever way came first. The other side is whoever has published it.
-- name: InsertAcceptance :execrows
-- After an agreement that stood instead of it, it is accepted anew.
insert into acceptances (id, tenant_id, counterparty_id, user_id, version_id, way, at, seen_at, after_agreement)
select @id, u.tenant_id, v.tenant_id, u.id, v.id, @way, @at, sqlc.narg(seen_at),
    (select a.id from agreed_documents a
    where a.tenant_id = v.tenant_id and a.counterparty_id = u.tenant_id and a.kind = v.kind and a.withdrawn_at is null and a.effective_at <= @at
    order by a.version desc limit 1)
from users u, document_versions v where u.tenant_id = @tenant_id and u.id = @user_id and v.id = @version_id
on conflict (tenant_id, user_id, version_id, after_agreement) do nothing;

-- name: InsertTrace :exec
insert into acceptance_traces (acceptance_id, tenant_id, counterparty_id, user_id, address, agent, locale, login, name)
select a.id, a.tenant_id, a.counterparty_id, a.user_id, @address, @agent, @locale, u.login, u.name
from acceptances a join users u on u.tenant_id = a.tenant_id and u.id = a.user_id
where a.tenant_id = @tenant_id and a.id = @acceptance_id;

-- name: IsOwner :one
select exists (select from memberships where tenant_id = @tenant_id and user_id = @user_id and role = 'owner');

-- Whoever stands right above a tenant.
-- name: Parent :one
select parent_id from tenants where id = @tenant_id and parent_id is not null;

-- Whom a realm's documents bind: its direct customers and resellers.
-- name: Bound :one
select exists (select from tenants c where c.parent_id = @tenant_id and c.status <> 'closed') as anybody,
    exists (select from tenants r where r.parent_id = @tenant_id and r.kind = 'reseller' and r.status <> 'closed') as resellers;

-- name: LockVersion :one
select kind, version, effective_at, withdrawn_at from document_versions where tenant_id = @tenant_id and id = @id for no key update;

-- name: Withdraw :exec
update document_versions set withdrawn_at = @at where tenant_id = @tenant_id and id = @id;

-- What a realm says of itself: the places of texts are filled from it.
-- name: Facts :one
select coalesce(b.name, t.name)::text as brand, coalesce(e.name, '')::text as company, coalesce(e.address, '')::text as address,
    coalesce(e.registration, '')::text as registration, coalesce(e.tax_number, '')::text as tax_number, coalesce(e.email, '')::text as email,
    coalesce(e.phone, '')::text as phone, coalesce(h.host, '')::text as site, coalesce(c.email, '')::text as support_email,
    coalesce(c.phone, '')::text as support_phone, coalesce(c.hours, '')::text as support_hours, coalesce(c.hours_in, '{}')::jsonb as support_hours_in
from tenants t
left join brands b on b.tenant_id = t.id
left join legal_entities e on e.tenant_id = t.id
left join hosts h on h.tenant_id = t.id and h.is_primary
left join support_contacts c on c.tenant_id = t.id
where t.id = @tenant_id;

-- Who has accepted a realm's documents; whom: of one customer, or of all. Row by row, from after one on.
-- name: Proofs :many
select a.id, a.tenant_id, coalesce(t.name, '')::text as tenant_name, coalesce(c.number, '')::text as number, a.user_id, a.version_id, a.way, a.at,
    coalesce(x.login, '')::text as login, coalesce(x.name, '')::text as person, coalesce(x.address, '')::text as address,
    coalesce(x.agent, '')::text as agent, coalesce(x.locale, '')::text as locale
from acceptances a
left join acceptance_traces x on x.acceptance_id = a.id
left join tenants t on t.id = a.tenant_id
left join contracts c on c.tenant_id = @tenant_id and c.counterparty_id = a.tenant_id
where a.counterparty_id = @tenant_id and (sqlc.narg(customer)::uuid is null or a.tenant_id = sqlc.narg(customer))
    and (sqlc.narg(version)::uuid is null or a.version_id = sqlc.narg(version))
    and (a.at, a.id) < (@before_at::timestamptz, @before_id::uuid)
order by a.at desc, a.id desc
limit @most;

-- Of how many customers somebody has accepted a version.
-- name: AcceptedBy :many
select version_id, count(distinct tenant_id) as customers from acceptances where counterparty_id = @tenant_id group by version_id;

-- A direct child of a realm, or somebody who was one and has accepted its documents.
-- name: IsKnown :one
select exists (
    select from tenants t where t.id = @child and t.parent_id = @tenant_id::uuid
    union all
    select from acceptances a where a.counterparty_id = @tenant_id::uuid and a.tenant_id = @child
    union all
    select from agreed_documents a where a.tenant_id = @tenant_id::uuid and a.counterparty_id = @child) as known;

-- What a version says in all its languages, as a hash: whoever has the texts can compute it (decision 0041).
-- name: Fingerprints :many
select version_id, encode(sha256(convert_to(string_agg(locale || E'\n' || title || E'\n\n' || body || E'\n\n', '' order by locale), 'UTF8')), 'hex')::text as fingerprint
from document_texts where tenant_id = @tenant_id group by version_id;

-- name: AcceptancesOf :many
select version_id, way, at, seen_at, after_agreement from acceptances where tenant_id = @tenant_id and user_id = @user_id order by at, id;

-- What anybody of a tenant has accepted first, with who it was.
-- name: AcceptedFirst :many
select distinct on (a.version_id, a.after_agreement) a.version_id, a.after_agreement, a.way, a.at, coalesce(nullif(x.name, ''), x.login, '')::text as person
from acceptances a left join acceptance_traces x on x.acceptance_id = a.id
where a.tenant_id = @tenant_id order by a.version_id, a.after_agreement, a.at, a.id;

-- name: PutAway :exec
update acceptances set seen_at = @at where tenant_id = @tenant_id and user_id = @user_id and seen_at is null;

-- name: TracesOf :many
select t.acceptance_id, t.address, t.agent, t.locale from acceptance_traces t where t.tenant_id = @tenant_id and t.user_id = @user_id;

-- Realms that answer somewhere and have no document yet; for the worker.
-- name: RealmsWithoutDocuments :many
select t.id, coalesce(b.name, t.name)::text as name
from tenants t left join brands b on b.tenant_id = t.id
where t.kind <> 'account' and t.status <> 'closed' and exists (select from hosts h where h.tenant_id = t.id)
    and (b.tenant_id is not null or t.created_at < @dressed_by)
    and not exists (select from document_versions v where v.tenant_id = t.id)
order by t.id
limit 500;

-- A version whose letters, or those of its withdrawal, are not all written; what another process has taken is left alone.
-- name: NextTelling :one
select w.version_id, w.withdraws, w.after, w.upto, v.tenant_id, v.kind, v.version, v.effective_at,
    (select jsonb_object_agg(t.locale, t.title) from document_texts t where t.version_id = v.id)::jsonb as titles
from document_told w join document_versions v on v.id = w.version_id
where not w.done order by w.version_id, w.withdraws limit 1 for update of w skip locked;

-- name: WriteTold :exec
update document_told set after = @after, done = @done where version_id = @version_id and withdraws = @withdraws;

-- Owners of whom a version of a realm's documents binds, with an address that is theirs, from after one on. A tenant has one. Whom
-- another document binds by agreement on its date is not told.
-- name: OwnersBound :many
select t.id as tenant, t.kind, u.id as person, coalesce(u.email, '')::text as email, u.name, (case when l.languages is null or coalesce(nullif(u.locale, ''), t.locale) = any (l.languages) then coalesce(nullif(u.locale, ''), t.locale) else r.locale end)::text as locale,
    t.name as tenant_name, t.time_zone
from tenants t
join tenants r on r.id = t.realm_id
left join offered_languages l on l.tenant_id = t.realm_id
join memberships m on m.tenant_id = t.id and m.role = 'owner'
join users u on u.tenant_id = m.tenant_id and u.id = m.user_id and u.status = 'active' and u.email is not null and not u.email_unconfirmed
where t.parent_id = @realm and t.status <> 'closed' and t.id > @after and (sqlc.narg(upto)::uuid is null or t.id <= sqlc.narg(upto))
    and not coalesce((
        select a.ends_at is null or a.ends_at > @effective_at from agreed_documents a
        where a.tenant_id = t.parent_id and a.counterparty_id = t.id and a.kind = @kind and a.withdrawn_at is null and a.effective_at <= @effective_at
        order by a.version desc limit 1), false)
order by t.id limit @most;

-- The documents by agreement between a realm and whom it serves, as far as they tell when each stands: the newest of each kind first.
-- name: Replacing :many
select kind, id, effective_at, ends_at from agreed_documents
where tenant_id = @tenant_id and counterparty_id = @customer and withdrawn_at is null
order by kind, version desc;

-- What was agreed with a direct customer: name and kind, number and day of the agreement.
-- name: AgreementWith :one
select t.name, t.kind, c.paper_number, c.signed_on from contracts c join tenants t on t.id = c.counterparty_id and t.parent_id = c.tenant_id
where c.tenant_id = @tenant_id and c.counterparty_id = @customer;

-- The signed papers that a document can stand on, the newest first.
-- name: SignedFiles :many
select id, name, encode(sha256, 'hex')::text as sha256, put_at from contract_files where tenant_id = @tenant_id and counterparty_id = @customer order by put_at desc, id desc;

-- The signed file of one that binds a tenant by agreement with whoever is right above it now.
-- name: SignedFile :one
select f.name, f.content from agreed_documents a join contract_files f on f.id = a.file_id
join tenants t on t.id = a.counterparty_id and t.parent_id = a.tenant_id
where a.counterparty_id = @customer and a.id = @id and a.withdrawn_at is null;

-- All documents by agreement between a realm and whom it serves, the newest of each kind first.
-- name: AgreedDocuments :many
select a.id, a.kind, a.version, a.agreement, a.agreed_on, a.file_id, f.name as file_name, encode(f.sha256, 'hex')::text as file_print, f.put_at as file_put_at, a.fingerprint,
    a.posted_at, a.effective_at, a.withdrawn_at, a.ends_at, a.ended_at, coalesce(nullif(u.name, ''), u.login, '')::text as by_name,
    coalesce((select t.title from agreed_texts t where t.document_id = a.id and t.locale = @locale),
        (select t.title from agreed_texts t where t.document_id = a.id order by t.locale limit 1), '')::text as title,
    array(select t.locale from agreed_texts t where t.document_id = a.id order by t.locale)::text[] as locales
from agreed_documents a join contract_files f on f.id = a.file_id
left join users u on u.tenant_id = a.tenant_id and u.id = a.by_user
where a.tenant_id = @tenant_id and a.counterparty_id = @customer
order by a.kind, a.version desc;

-- name: AgreedTexts :many
select t.locale, t.title, t.body, coalesce(t.template, t.body)::text as template
from agreed_texts t where t.tenant_id = @tenant_id and t.counterparty_id = @customer and t.document_id = @id order by t.locale;

-- name: InsertAgreed :exec
insert into agreed_documents (id, tenant_id, counterparty_id, kind, version, agreement, agreed_on, file_id, fingerprint, by_user, posted_at, effective_at)
values (@id, @tenant_id, @customer, @kind, @version, @agreement, @agreed_on, @file_id, @fingerprint, sqlc.narg(by_user), @posted_at, @effective_at);

-- name: InsertAgreedText :exec
insert into agreed_texts (tenant_id, counterparty_id, document_id, locale, title, body, template)
values (@tenant_id, @customer, @document_id, @locale, @title, @body, sqlc.narg(template));

-- name: WithdrawAgreed :exec
update agreed_documents set withdrawn_at = @at where tenant_id = @tenant_id and id = @id;

-- name: EndAgreed :exec
update agreed_documents set ends_at = @ends_at, ended_at = @at where tenant_id = @tenant_id and id = @id;

-- Documents by agreement, the latest posted first: they are a proof beside those of acceptance.
-- name: AgreedProofs :many
select a.id, a.counterparty_id, coalesce(t.name, '')::text as tenant_name, coalesce(c.number, '')::text as number, a.kind, a.version, a.agreement, a.agreed_on,
    a.fingerprint, encode(f.sha256, 'hex')::text as file_print, a.posted_at, a.effective_at, a.ends_at, f.name as file_name,
    coalesce((select x.title from agreed_texts x where x.document_id = a.id order by x.locale limit 1), '')::text as title
from agreed_documents a join contract_files f on f.id = a.file_id
left join tenants t on t.id = a.counterparty_id
left join contracts c on c.tenant_id = @tenant_id and c.counterparty_id = a.counterparty_id
where a.tenant_id = @tenant_id and a.withdrawn_at is null and (sqlc.narg(customer)::uuid is null or a.counterparty_id = sqlc.narg(customer))
    and (a.posted_at, a.id) < (@before_at::timestamptz, @before_id::uuid)
order by a.posted_at desc, a.id desc
limit @most;

-- Documents by agreement that the owner of whom they bind was not yet told of, with the owner; what another process has taken is left alone.
-- name: UntoldAgreed :many
select a.id, a.tenant_id, a.counterparty_id, a.kind, a.version, a.agreement, a.agreed_on, a.effective_at, a.withdrawn_at, a.ends_at, a.told,
    coalesce((select jsonb_object_agg(x.locale, x.title) from agreed_texts x where x.document_id = a.id),
        (select jsonb_object_agg(x.locale, x.title) from document_texts x where x.version_id = (
            select v.id from document_versions v where v.tenant_id = a.tenant_id and v.kind = a.kind and v.withdrawn_at is null and v.effective_at <= @at
            order by v.version desc limit 1)), '{}')::jsonb as titles
from agreed_documents a
where not a.told or not a.end_told and (a.withdrawn_at is not null or a.ended_at is not null)
order by a.id limit @most for update of a skip locked;

-- The owner of a tenant, if they have an address that is theirs.
-- name: OwnerOf :one
select t.id as tenant, t.kind, u.id as person, coalesce(u.email, '')::text as email, u.name, (case when l.languages is null or coalesce(nullif(u.locale, ''), t.locale) = any (l.languages) then coalesce(nullif(u.locale, ''), t.locale) else r.locale end)::text as locale,
    t.name as tenant_name, t.time_zone
from tenants t
join tenants r on r.id = t.realm_id
left join offered_languages l on l.tenant_id = t.realm_id
join memberships m on m.tenant_id = t.id and m.role = 'owner'
join users u on u.tenant_id = m.tenant_id and u.id = m.user_id and u.status = 'active' and u.email is not null and not u.email_unconfirmed
where t.id = @tenant_id and t.status <> 'closed';

-- name: ToldAgreed :exec
update agreed_documents set told = true, end_told = @end_told where id = @id;
