-- name: OpenTenant :one
select open_tenant(@id, sqlc.narg(parent)::uuid, @kind, @name, @name_key, @locale, @time_zone, sqlc.narg(country)::text, sqlc.narg(opened)::timestamptz);

-- The row is locked until the transaction ends, so that numbers have no gaps: called last. A new series begins at begin_at.
-- name: NextNumber :one
insert into series (tenant_id, name, next) values (@tenant_id, @name, sqlc.arg(begin_at)::bigint + 1)
on conflict (tenant_id, name) do update set next = series.next + 1
returning (next - 1)::bigint as number;

-- name: InsertContract :exec
insert into contracts (tenant_id, counterparty_id, number, path, opened_at)
values (@tenant_id, @counterparty_id, @number, '', least(coalesce(sqlc.narg(opened)::timestamptz, now()), now()));

-- name: Scope :one
select tenant_id::uuid as tenant_id, kind::text as kind, realm_id::uuid as realm_id, path::text as path, lineage::uuid[] as lineage, status::text as status
from tenant_scope(@caller, @target) as s(tenant_id, kind, realm_id, parent_id, path, lineage, status);

-- name: HostRealm :one
select realm::uuid as realm from host_realm(@host) as h(realm) where realm is not null;

-- name: PlatformTenant :one
select id::uuid as id from platform_tenant() as p(id) where id is not null;

-- name: InsertHost :exec
insert into hosts (host, tenant_id, is_primary) values (@host, @tenant_id, @is_primary);

-- name: Hosts :many
select host, is_primary from hosts where tenant_id = @tenant_id order by is_primary desc, host;

-- The primary host of a realm that a host is of, and whether this one sends browsers there.
-- name: PrimaryHost :many
select p.host, h.redirects from hosts h join hosts p on p.tenant_id = h.tenant_id and p.is_primary where h.tenant_id = @tenant_id and h.host = @host;

-- name: TenantByID :one
select id, parent_id, kind, realm_id, name, locale, time_zone, country, status, created_at
from tenants where id = @id;

-- name: OfferedLanguages :many
select languages from offered_languages where tenant_id = @realm;

-- name: OfferLanguages :exec
insert into offered_languages (tenant_id, languages) values (@tenant_id, @languages)
on conflict (tenant_id) do update set languages = excluded.languages;

-- name: OfferAllLanguages :exec
delete from offered_languages where tenant_id = @tenant_id;

-- name: ProviderMarks :many
select keeper::uuid as keeper, since::timestamptz as since, shown::boolean as shown from provider_marks(@realm) as m(keeper, since, shown);

-- name: SetBrand :one
insert into brands (tenant_id, name, tokens, locked) values (@tenant_id, @name, @tokens, @locked)
on conflict (tenant_id) do update
set name = excluded.name, tokens = excluded.tokens, locked = excluded.locked, revision = brands.revision + 1, updated_at = now()
returning revision;

-- name: Brands :many
select tenant_id, name, tokens, locked, revision, dress from brands where tenant_id = any (@lineage::uuid[]);

-- What a lineage says in its own words, of these kinds only; of all if none is named.
-- name: Words :many
select tenant_id, name, jsonb_build_object('locked', coalesce(words -> 'locked', '[]'), 'texts', (
    select coalesce(jsonb_object_agg(t.key, t.value), '{}') from jsonb_each(coalesce(words -> 'texts', '{}')) t
    where cardinality(@kinds::text[]) = 0 or t.key = any (@kinds::text[])))::jsonb as words
from brands where tenant_id = any (@lineage::uuid[]);

-- name: RenameTenant :execrows
update tenants set name = @name, name_key = @name_key, locale = @locale, time_zone = @time_zone where id = @id;

-- Direct children, with their number in the tenant's own book.
-- name: Children :many
select t.id, t.kind, t.name, t.status, t.created_at, coalesce(c.number, '')::text as number
from tenants t left join contracts c on c.counterparty_id = t.id
where t.parent_id = @parent and t.id > @after_id
order by t.id
limit @lim;

-- name: MoveTenant :one
select move_tenant(@moved, @new_parent, @new_number);

-- An account number belongs to a book: the keeper is told by one of its hosts.
-- name: TenantsOfNumber :many
select c.counterparty_id, coalesce((select h.host from hosts h where h.tenant_id = c.tenant_id order by h.is_primary desc, h.host limit 1), '')::text as host
from contracts c
where c.number = @number
    and (@host::text = '' or exists (select from hosts h where h.tenant_id = c.tenant_id and h.host = @host))
order by c.opened_at
limit 20;

-- name: NumberOf :one
select number from contracts where counterparty_id = @tenant_id;

-- Whether nobody is taken as a customer in a country, by the tenant acted in or by anybody above it.
-- name: CountryIsClosed :one
select @country::text = any(closed_countries());
