-- What a provider agrees with a customer and writes down about it, and where a realm's users find help.

-- +goose Up
-- The tier says how soon a desk answers (support regulations, 6); a bilateral agreement has a number and a date (terms 8.6).
alter table contracts
    add column if not exists tier text not null default 'other' check (tier in ('gold', 'silver', 'other')),
    add column if not exists paper_number text not null default '' check (length(paper_number) <= 60),
    add column if not exists signed_on date;
-- +goose StatementBegin
do $$ begin
    execute format('grant update (tier, paper_number, signed_on) on contracts to %I', role_named('app'));
    execute format('grant select (tenant_id, opened_at, tier, paper_number, signed_on) on contracts to %I', role_named('app_subtree'));
end $$;
-- +goose StatementEnd

-- A provider's own notes about somebody it serves; the customer never sees them.
create table customer_remarks (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    customer_id uuid not null references tenants (id),
    text text not null check (length(text) between 1 and 4000),
    by_user uuid,
    created_at timestamptz not null
);
create index customer_remarks_page on customer_remarks (tenant_id, customer_id, created_at desc, id);
call own_rows('customer_remarks', 'select, insert, delete');

-- How the users of a realm reach those who help them: shown to all below, so nothing in it is a secret.
create table support_contacts (
    tenant_id uuid primary key references tenants (id),
    email text not null default '' check (length(email) <= 254),
    phone text not null default '' check (length(phone) <= 32),
    hours text not null default '' check (length(hours) <= 200)
);
call published_rows('support_contacts', 'select, insert, update');

-- +goose Down
drop table support_contacts;
drop table customer_remarks;
-- the columns of contracts are those of 00041, which takes them away
-- +goose StatementBegin
do $$ begin
    execute format('revoke select (tenant_id, opened_at, tier, paper_number, signed_on) on contracts from %I', role_named('app_subtree'));
end $$;
-- +goose StatementEnd
