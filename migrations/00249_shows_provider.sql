-- A provider may sell plans under which a reseller's site and sign-in page say whose platform they stand on. Nothing says so by itself.

-- +goose Up

-- Of wholesale plans, and agreed with one reseller; null: it does not speak of it. Said nowhere, nothing is shown.
alter table plan_versions add column shows_provider boolean;
alter table contracts add column shows_provider boolean;
-- +goose StatementBegin
do $$ begin execute format('grant update (shows_provider) on contracts to %I', role_named('app')); end $$;

-- What was agreed stays with whom it was agreed, as the rest (contracts_begin_anew).
create function contracts_show_nobody() returns trigger language plpgsql as
$$
begin
    new.shows_provider := null;
    return new;
end
$$;
-- +goose StatementEnd
create trigger contracts_show_nobody before update of tenant_id on contracts for each row
    when (new.tenant_id <> old.tenant_id) execute function contracts_show_nobody();

-- provider_marks tells the tenant acted in, a reseller, from when on its pages name its provider and from when on they do not: at each
-- change of its plan, of those that it is based on, or never where the contract says so. Whoever keeps it in memory need not look again.
-- +goose StatementBegin
create function provider_marks(realm uuid) returns table (keeper uuid, since timestamptz, shown boolean) language sql stable as
$$
    with recursive k as (
        select c.tenant_id, c.plan_id, c.shows_provider from contracts c join tenants t on t.id = c.counterparty_id
        where c.counterparty_id = realm and t.kind = 'reseller' and realm = nullif(current_setting('app.tenant', true), '')::uuid),
    chain as (
        select k.plan_id as id, 0 as step from k where k.plan_id is not null
        union all
        select p.base_id, h.step + 1 from chain h join plans p on p.id = h.id where p.base_id is not null),
    moments as (
        select timestamptz '1970-01-01 00:00:00+00' as at
        union
        select v.in_force_from from plan_versions v join chain h on h.id = v.plan_id where v.withdrawn_at is null)
    select k.tenant_id, m.at, case when k.shows_provider is not null then k.shows_provider else coalesce((
        select v.shows_provider from chain h join plan_versions v on v.id = plan_version_at(h.id, m.at)
        where v.shows_provider is not null order by h.step limit 1), false) end
    from k cross join moments m
    order by m.at
$$;

-- Brands are kept in memory by host, and this is a part of them. Versions of plans for objects are not.
create function plan_versions_tell_brands() returns trigger language plpgsql as
$$
begin
    if exists (select from plans p where p.id = new.plan_id and p.kind = 'wholesale') then
        notify livery_brands;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('provider_marks(uuid)', 'app');
create trigger plan_versions_tell_brands after insert or update on plan_versions for each row execute function plan_versions_tell_brands();
create trigger contracts_tell_brands after update on contracts for each row
    when ((old.tenant_id, old.plan_id, old.shows_provider) is distinct from (new.tenant_id, new.plan_id, new.shows_provider))
    execute function notify_brands();

-- +goose Down
drop trigger contracts_tell_brands on contracts;
drop trigger plan_versions_tell_brands on plan_versions;
drop function plan_versions_tell_brands;
drop function provider_marks;
drop trigger contracts_show_nobody on contracts;
drop function contracts_show_nobody;
alter table contracts drop column shows_provider;
alter table plan_versions drop column shows_provider;
