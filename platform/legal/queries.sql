-- name: InsertVersion :execrows
insert into document_versions (id, tenant_id, kind, version, posted_at, effective_at, starter)
values (@id, @tenant_id, @kind, @version, @posted_at, @effective_at, @starter)
on conflict (tenant_id, kind, version) do nothing;

-- name: InsertText :exec
insert into document_texts (tenant_id, version_id, locale, title, body) values (@tenant_id, @version_id, @locale, @title, @body);

-- All versions of a realm's documents, the newest of each kind first.
-- name: Versions :many
select v.id, v.kind, v.version, v.posted_at, v.effective_at, v.starter,
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
select locale, title, body from document_texts where tenant_id = @tenant_id and version_id = @version_id order by locale;

-- Only a member of the tenant accepts; a version is accepted once, whichever way came first.
-- name: InsertAcceptance :execrows
insert into acceptances (id, tenant_id, user_id, version_id, way, at, seen_at)
select @id, u.tenant_id, u.id, @version_id, @way, @at, sqlc.narg(seen_at)
from users u where u.tenant_id = @tenant_id and u.id = @user_id
on conflict (tenant_id, user_id, version_id) do nothing;

-- name: InsertTrace :exec
insert into acceptance_traces (acceptance_id, tenant_id, user_id, address, agent, locale)
values (@acceptance_id, @tenant_id, @user_id, @address, @agent, @locale);

-- name: AcceptancesOf :many
select version_id, way, at, seen_at from acceptances where tenant_id = @tenant_id and user_id = @user_id order by at, id;

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
