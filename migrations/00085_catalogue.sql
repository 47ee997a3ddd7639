-- The catalogue: what a realm sells to its direct children, at which price and under which limits, as versions that are
-- never changed (terms 4, 8.4). The same tables serve every level: accounts are sold plans of objects and packages,
-- resellers a wholesale plan.

-- +goose Up

-- offered: the keeper and its direct children read the row, where the condition holds for the child; nobody further down
-- ever does: what a reseller pays is a secret from those it serves. Only the keeper writes. The parent of the tenant acted
-- in is the last but one of its lineage.
-- +goose StatementBegin
create procedure offered_rows(t regclass, condition text, app_privileges text) language plpgsql as
$$
begin
    call declare_rows(t, 'offered');
    execute format($p$create policy offered on %s for select to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
            or (tenant_id = (nullif(current_setting('app.lineage', true), '')::uuid[])
                    [cardinality(nullif(current_setting('app.lineage', true), '')::uuid[]) - 1]
                and %s))$p$, t, role_named('app'), condition);
    execute format($p$create policy own_inserts on %s for insert to %I
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    execute format($p$create policy own_updates on %s for update to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    execute format($p$create policy own_deletes on %s for delete to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    if app_privileges <> '' then
        execute format('grant %s on %s to %I', app_privileges, t, role_named('app'));
    end if;
end
$$;
-- +goose StatementEnd

-- What is agreed with one customer beside the price list (terms 8.6). A limit that is null here is not spoken of: the plan
-- says it. How far the wallet may fall is the wallet's own (ledger_floor).
alter table contracts
    -- the wholesale plan of a reseller
    add column plan_id uuid,
    add column max_objects int check (max_objects >= 0),
    add column max_users int check (max_users >= 0),
    add column retention text check (retention in ('m3', 'm12', 'm36')),
    add column sms boolean,
    add column reports boolean,
    add column sub_resellers boolean;
-- +goose StatementBegin
do $$ begin
    execute format('grant update (plan_id, max_objects, max_users, retention, sms, reports, sub_resellers) on contracts to %I', role_named('app'));
end $$;
-- +goose StatementEnd

create table plans (
    id uuid primary key,
    -- whose price list it stands in
    tenant_id uuid not null references tenants (id),
    -- object: an object is served under it; wholesale: a reseller is served under it, and pays a day of each active object
    kind text not null check (kind in ('object', 'wholesale')),
    name text not null check (length(name) between 1 and 100),
    name_key text collate "C" not null,
    description text not null default '' check (length(description) <= 500),
    is_free boolean not null default false,
    -- what every object begins on, until somebody connects another (terms 4.3); a realm has one
    begins boolean not null default false,
    -- countries of the customer in which it is sold; none: in all
    countries text[] not null default '{}' check (array_position(countries, null) is null and cardinality(countries) <= 250),
    -- only for those whose contract names it
    by_agreement boolean not null default false,
    -- what this plan does not say is looked up there
    base_id uuid,
    position int not null default 0,
    created_at timestamptz not null,
    -- sold no more; whoever has it keeps it
    archived_at timestamptz,
    unique (tenant_id, id),
    unique (id, is_free),
    foreign key (tenant_id, base_id) references plans (tenant_id, id),
    check (base_id <> id),
    check (not begins or is_free and kind = 'object' and archived_at is null and not by_agreement),
    check (kind = 'object' or by_agreement)
);
create unique index plans_name on plans (tenant_id, kind, name_key) where archived_at is null;
create unique index plans_begins on plans (tenant_id) where begins;
create index plans_page on plans (tenant_id, kind, position, name_key, id);

alter table contracts add foreign key (tenant_id, plan_id) references plans (tenant_id, id);

-- Prices agreed with one customer: of a plan or of a package.
create table contract_prices (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references contracts (counterparty_id) on delete cascade,
    plan_id uuid,
    package_id uuid,
    item_id uuid generated always as (coalesce(plan_id, package_id)) stored,
    price bigint not null check (price >= 0),
    price_micro int not null default 0 check (price_micro between 0 and 999999),
    -- a version in another currency is not meant
    currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
    posted_at timestamptz not null,
    in_force_from timestamptz not null check (in_force_from >= posted_at),
    -- from when on the price list counts again
    ends_at timestamptz check (ends_at > in_force_from),
    by_user uuid,
    foreign key (tenant_id, plan_id) references plans (tenant_id, id),
    check (num_nonnulls(plan_id, package_id) = 1)
);
create unique index contract_prices_item on contract_prices (counterparty_id, item_id, in_force_from);
create index contract_prices_keeper on contract_prices (tenant_id, item_id);
call two_party_rows('contract_prices', 'tenant_id', 'counterparty_id', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (ends_at) on contract_prices to %I', role_named('app')); end $$;
-- +goose StatementEnd

call offered_rows('plans', $c$(not by_agreement
    or exists (select from contracts c where c.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and c.plan_id = plans.id)
    or exists (select from contract_prices p where p.counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and p.item_id = plans.id))$c$,
    'select, insert');
-- +goose StatementBegin
do $$ begin
    execute format('grant update (name, name_key, description, countries, by_agreement, begins, position, archived_at) on plans to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- A version says what a plan costs and gives from its date on, until the next one's. What is null is looked up in the plan
-- it is based on; said nowhere, there is no limit and every feature.
create table plan_versions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    plan_id uuid not null,
    number int not null check (number > 0),
    is_free boolean not null,
    -- in minor units of the currency, and millionths of one for days
    price bigint not null check (price >= 0),
    price_micro int not null default 0 check (price_micro between 0 and 999999),
    -- null: nothing is charged
    currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
    -- active_day: a day on which the tracker was heard
    period text not null check (period in ('month', 'year', 'day', 'active_day')),
    -- an active day is debited when it is over, not at its first record
    in_arrears boolean not null default false,
    -- how long an account's first object on it is served before it costs
    trial_days int not null default 0 check (trial_days between 0 and 365),
    -- of one account on this plan; of a reseller, with all below it
    max_objects int check (max_objects >= 0),
    max_users int check (max_users >= 0),
    retention text check (retention in ('m3', 'm12', 'm36')),
    sms boolean,
    reports boolean,
    -- of a reseller: may it have resellers of its own
    sub_resellers boolean,
    support text check (support in ('none', 'other', 'silver', 'gold')),
    -- of objects that are blocked it is still told when they were last heard
    keeps_contact boolean,
    -- what is left of a paid period is given back on a change
    gives_remainder boolean not null default false,
    -- what whoever connects it accepts, beside price and limits
    terms text not null default '' check (length(terms) <= 4000),
    posted_at timestamptz not null,
    in_force_from timestamptz not null check (in_force_from >= posted_at),
    -- taken back before its date
    withdrawn_at timestamptz check (withdrawn_at <= in_force_from),
    by_user uuid,
    unique (tenant_id, id),
    unique (plan_id, number),
    foreign key (tenant_id, plan_id) references plans (tenant_id, id),
    foreign key (plan_id, is_free) references plans (id, is_free),
    check (not is_free or price = 0 and price_micro = 0),
    check (is_free or currency is not null),
    check (price_micro = 0 or period in ('day', 'active_day')),
    check (not in_arrears or period = 'active_day')
);
create index plan_versions_in_force on plan_versions (plan_id, in_force_from desc, number desc) where withdrawn_at is null;
-- Whoever may read the plan may read its versions.
call offered_rows('plan_versions', 'exists (select from plans p where p.id = plan_versions.plan_id)', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (withdrawn_at) on plan_versions to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- plan_version_at is the version of a plan in force at a moment; null before its first.
-- +goose StatementBegin
create function plan_version_at(plan uuid, at timestamptz) returns uuid language sql stable as
$$
    select v.id from plan_versions v
    where v.plan_id = plan and v.in_force_from <= at and v.withdrawn_at is null
    order by v.in_force_from desc, v.number desc limit 1
$$;
-- +goose StatementEnd

-- price_agreed is what one customer has agreed on for a plan or a package at a moment; no row: the price list counts.
-- +goose StatementBegin
create function price_agreed(customer uuid, item uuid, at timestamptz) returns table (price bigint, price_micro int, currency text) language sql stable as
$$
    select p.price, p.price_micro, p.currency from contract_prices p
    where p.counterparty_id = customer and p.item_id = item and p.in_force_from <= at and (p.ends_at is null or p.ends_at > at)
    order by p.in_force_from desc limit 1
$$;
-- +goose StatementEnd

-- Packages: a quantity or a feature, for a time or until it is used up, bought and activated once (terms 1, 4.5).
create table packages (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    name_key text collate "C" not null,
    description text not null default '' check (length(description) <= 500),
    -- what it gives a quantity of; null: only a feature
    unit text collate "C" check (unit in ('SMS')),
    -- whoever buys chooses the objects it is for; otherwise it is for all of the account
    for_chosen boolean not null default false,
    countries text[] not null default '{}' check (array_position(countries, null) is null and cardinality(countries) <= 250),
    position int not null default 0,
    created_at timestamptz not null,
    archived_at timestamptz,
    unique (tenant_id, id)
);
create unique index packages_name on packages (tenant_id, name_key) where archived_at is null;
alter table contract_prices add foreign key (tenant_id, package_id) references packages (tenant_id, id);
call offered_rows('packages', 'true', 'select, insert');
-- +goose StatementBegin
do $$ begin
    execute format('grant update (name, name_key, description, countries, position, archived_at) on packages to %I', role_named('app'));
end $$;
-- +goose StatementEnd

create table package_versions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    package_id uuid not null,
    number int not null check (number > 0),
    price bigint not null check (price >= 0),
    currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
    -- null: it is not bounded by a quantity
    quantity bigint check (quantity > 0),
    -- null: until it is used up
    validity_days int check (validity_days between 1 and 3660),
    -- features it gives while it lasts
    sms boolean not null default false,
    reports boolean not null default false,
    retention text check (retention in ('m12', 'm36')),
    terms text not null default '' check (length(terms) <= 4000),
    posted_at timestamptz not null,
    in_force_from timestamptz not null check (in_force_from >= posted_at),
    withdrawn_at timestamptz check (withdrawn_at <= in_force_from),
    by_user uuid,
    unique (tenant_id, id),
    unique (package_id, number),
    foreign key (tenant_id, package_id) references packages (tenant_id, id),
    check (quantity is not null or validity_days is not null)
);
create index package_versions_in_force on package_versions (package_id, in_force_from desc, number desc) where withdrawn_at is null;
call offered_rows('package_versions', 'exists (select from packages p where p.id = package_versions.package_id)', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (withdrawn_at) on package_versions to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- package_version_at is the version of a package in force at a moment; null before its first.
-- +goose StatementBegin
create function package_version_at(package uuid, at timestamptz) returns uuid language sql stable as
$$
    select v.id from package_versions v
    where v.package_id = package and v.in_force_from <= at and v.withdrawn_at is null
    order by v.in_force_from desc, v.number desc limit 1
$$;
-- +goose StatementEnd

-- Who moves below somebody else leaves what was agreed behind: it was agreed with the one before.
-- +goose StatementBegin
create function contracts_begin_anew() returns trigger language plpgsql as
$$
begin
    delete from contract_prices where counterparty_id = new.counterparty_id;
    new.plan_id := null;
    new.max_objects := null;
    new.max_users := null;
    new.retention := null;
    new.sms := null;
    new.reports := null;
    new.sub_resellers := null;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('contracts_begin_anew()', 'app', 'worker');
create trigger contracts_begin_anew before update of tenant_id on contracts for each row
    when (new.tenant_id <> old.tenant_id) execute function contracts_begin_anew();

-- Every realm begins with one free plan, which every object begins on.
-- +goose StatementBegin
create function begin_catalogue(realm uuid, language text, at timestamptz) returns void language plpgsql as
$$
declare
    plan uuid := gen_random_uuid();
    title text := case language when 'ru' then 'Бесплатный' when 'es' then 'Gratis' when 'pt' then 'Grátis' when 'fr' then 'Gratuit' else 'Free' end;
begin
    insert into plans (id, tenant_id, kind, name, name_key, is_free, begins, created_at)
    values (plan, realm, 'object', title, lower(title), true, true, at)
    on conflict (tenant_id) where begins do nothing;
    if not found then return; end if;
    insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, period, posted_at, in_force_from)
    values (gen_random_uuid(), realm, plan, 1, true, 0, 'month', at, at);
end
$$;
create function realms_begin_free() returns trigger language plpgsql as
$$ begin perform begin_catalogue(new.id, new.locale, new.created_at); return null; end $$;
-- +goose StatementEnd
call definer_function('realms_begin_free()', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function begin_catalogue(uuid, text, timestamptz) from public;
    execute format('grant execute on function begin_catalogue(uuid, text, timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd
select begin_catalogue(t.id, t.locale, t.created_at) from tenants t where t.kind <> 'account';
create trigger tenants_begin_free after insert on tenants for each row when (new.kind <> 'account') execute function realms_begin_free();

-- +goose Down
drop trigger tenants_begin_free on tenants;
drop function realms_begin_free;
drop function begin_catalogue;
drop function package_version_at;
drop table package_versions;
drop table packages cascade;
drop function price_agreed;
drop function plan_version_at;
drop table plan_versions;
alter table contracts drop constraint contracts_tenant_id_plan_id_fkey;
drop trigger contracts_begin_anew on contracts;
drop function contracts_begin_anew;
drop table contract_prices cascade;
drop table plans;
alter table contracts
    drop column plan_id,
    drop column max_objects,
    drop column max_users,
    drop column retention,
    drop column sms,
    drop column reports,
    drop column sub_resellers;
drop procedure offered_rows;
