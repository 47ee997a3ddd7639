-- Packages an account has bought: activated once, drawn earliest expiry first (terms 1, 4.5).

-- +goose Up
create table packages_bought (
    id uuid primary key,
    -- the account
    tenant_id uuid not null references tenants (id),
    keeper_id uuid not null references tenants (id),
    package_id uuid not null,
    version_id uuid not null,
    unit text collate "C",
    -- how much it gave, and what is left of it
    quantity bigint check (quantity > 0),
    remaining bigint check (remaining between 0 and quantity),
    for_chosen boolean not null,
    sms boolean not null default false,
    reports boolean not null default false,
    retention text,
    price bigint not null check (price >= 0),
    currency text collate "C" not null,
    -- of the debit, and of the quantity that came into the wallet of its unit
    transaction_id uuid,
    issue_id uuid,
    bought_by uuid,
    activated_at timestamptz not null,
    -- null: until it is used up
    expires_at timestamptz check (expires_at > activated_at),
    -- what was left then is taken back, once
    expired_at timestamptz,
    foreign key (keeper_id, version_id) references package_versions (tenant_id, id),
    foreign key (keeper_id, package_id) references packages (tenant_id, id),
    unique (tenant_id, id),
    check ((quantity is null) = (remaining is null)),
    check ((quantity is null) = (unit is null)),
    check (quantity is not null or expires_at is not null)
) with (fillfactor = 80);
create index packages_bought_page on packages_bought (tenant_id, activated_at desc, id desc);
create index packages_bought_draw on packages_bought (tenant_id, keeper_id, unit, expires_at) where remaining > 0 and expired_at is null;
create index packages_bought_ending on packages_bought (expires_at) where expired_at is null and expires_at is not null;
call own_rows('packages_bought', 'select');

-- Which objects a package is for, where it is not for all of the account.
create table packages_bought_objects (
    tenant_id uuid not null,
    bought_id uuid not null,
    object_id uuid not null,
    primary key (bought_id, object_id),
    foreign key (tenant_id, bought_id) references packages_bought (tenant_id, id),
    foreign key (tenant_id, object_id) references objects (tenant_id, id) on delete cascade
);
create index packages_bought_objects_of on packages_bought_objects (tenant_id, object_id);
call own_rows('packages_bought_objects', 'select, insert');

-- What was drawn from which package: each draw of a thing sent is written once.
create table package_draws (
    tenant_id uuid not null,
    bought_id uuid not null,
    -- what it was drawn for, such as a message
    key text collate "C" not null check (length(key) between 1 and 200),
    quantity bigint not null check (quantity > 0),
    drawn_at timestamptz not null,
    primary key (tenant_id, key, bought_id),
    foreign key (tenant_id, bought_id) references packages_bought (tenant_id, id)
);
create index package_draws_of on package_draws (bought_id, drawn_at desc);
call own_rows('package_draws', 'select');

-- buy_package writes down what the account acted in has bought: the version in force, at the price it was debited at by
-- the transaction named. The same id again changes nothing.
-- +goose StatementBegin
create function buy_package(bought uuid, version uuid, paid_price bigint, debit uuid, issue uuid, by uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    keeper uuid;
begin
    select t.parent_id into keeper from tenants t where t.id = me;
    insert into packages_bought (id, tenant_id, keeper_id, package_id, version_id, unit, quantity, remaining, for_chosen, sms, reports, retention,
        price, currency, transaction_id, issue_id, bought_by, activated_at, expires_at)
    select bought, me, keeper, p.id, v.id, p.unit, v.quantity, v.quantity, p.for_chosen, v.sms, v.reports, v.retention,
        paid_price, v.currency, debit, issue, by, at, at + make_interval(days => v.validity_days)
    from package_versions v join packages p on p.id = v.package_id
    where v.id = version and v.tenant_id = keeper and v.withdrawn_at is null and v.in_force_from <= at and p.archived_at is null
    on conflict (id) do nothing;
    return found;
end
$$;

-- draw_package takes a quantity from the packages of an account, those that expire first first, all of it or nothing. The
-- same key again changes nothing. Answers whether it was there.
create function draw_package(account uuid, its_unit text, its_key text, wanted bigint, at timestamptz) returns boolean language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    lot record;
    missing bigint := wanted;
    part bigint;
begin
    if me is not null and me <> account then
        raise exception 'an account draws from its own packages only' using errcode = '42501';
    end if;
    if wanted <= 0 then raise exception 'nothing to draw' using errcode = '23514'; end if;
    perform pg_advisory_xact_lock(hashtextextended('packages ' || account::text, 91));
    if exists (select from package_draws d where d.tenant_id = account and d.key = its_key) then return true; end if;
    for lot in
        select b.id, b.remaining from packages_bought b
        where b.tenant_id = account and b.keeper_id = (select t.parent_id from tenants t where t.id = account) and b.unit = its_unit
            and b.remaining > 0 and b.expired_at is null and (b.expires_at is null or b.expires_at > at)
        order by b.expires_at nulls last, b.activated_at, b.id for update
    loop
        part := least(lot.remaining, missing);
        update packages_bought set remaining = remaining - part where id = lot.id;
        insert into package_draws (tenant_id, bought_id, key, quantity, drawn_at) values (account, lot.id, its_key, part, at);
        missing := missing - part;
        exit when missing = 0;
    end loop;
    if missing > 0 then
        raise exception 'too little is left' using errcode = 'LV001', detail = missing::text;
    end if;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('buy_package(uuid, uuid, bigint, uuid, uuid, uuid, timestamptz)', 'app');
call definer_function('draw_package(uuid, text, text, bigint, timestamptz)', 'app', 'worker');

-- +goose Down
drop function draw_package;
drop function buy_package;
drop table package_draws;
drop table packages_bought_objects;
drop table packages_bought;
