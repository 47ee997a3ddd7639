-- How a new business gets on its feet: which steps it has put off, and what stays closed until its legal entity is complete.

-- +goose Up

create table realm_starts (
    tenant_id uuid primary key references tenants (id),
    -- steps that are not needed, or not yet; what is done is never written down, but looked up
    later text[] not null default '{}' check (later <@ array['brand', 'domain', 'prices', 'documents', 'sender', 'customer']),
    put_away_at timestamptz,
    -- it was in business before anybody asked for a complete legal entity, and stays so
    traded_before boolean not null default false
);
call own_rows('realm_starts', 'select');
-- +goose StatementBegin
do $$
begin
    execute format('grant insert (tenant_id, later, put_away_at), update (later, put_away_at) on realm_starts to %I', role_named('app'));
end $$;
-- +goose StatementEnd

-- Whoever has customers, or takes them, or has sold something is in business: nothing is closed to it, and it is not asked to begin.
insert into realm_starts (tenant_id, put_away_at, traded_before)
select t.id, now(), true from tenants t
where t.kind <> 'account' and (
    exists (select from tenants c where c.parent_id = t.id)
    or exists (select from sign_up_settings g where g.tenant_id = t.id and g.mode <> 'closed')
    or exists (select from subscriptions s where s.keeper_id = t.id));

-- keeper_trades tells the tenant acted in whether it, or whoever it is a customer of, may take strangers and sell for money: its legal
-- entity has a name, an address, a number in some register and a way to be reached. What is missing of it is told by billing/papers
-- (Entity.Missing), which a test compares with this.
-- +goose StatementBegin
create function keeper_trades(keeper uuid) returns boolean language sql stable as
$$
    select exists (select from tenants t where t.id = nullif(current_setting('app.tenant', true), '')::uuid and (t.id = keeper or t.parent_id = keeper))
        and (exists (select from legal_entities e where e.tenant_id = keeper
                and e.name <> '' and e.address <> '' and e.registration || e.tax_number <> '' and e.phone || e.email <> '')
            or exists (select from realm_starts r where r.tenant_id = keeper and r.traded_before))
$$;
-- +goose StatementEnd
call definer_function('keeper_trades(uuid)', 'app');

-- +goose Down
drop function keeper_trades;
drop table realm_starts;
