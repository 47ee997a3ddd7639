-- Signing up on a brand's host (terms 3.1): what a realm asks for, who has asked, what was asked before there is a desk,
-- what an account is served free of charge, and whether an address is its user's.

-- +goose Up

-- How people become customers of a realm. No row: they do not, by themselves.
create table sign_up_settings (
    tenant_id uuid primary key references tenants (id),
    mode text not null check (mode in ('open', 'approval', 'closed')),
    customers text[] not null default '{person,entity}' check (customers <@ array['person', 'entity'] and cardinality(customers) > 0),
    -- what must be filled in, besides what always must
    person_fields text[] not null default '{}' check (person_fields <@ array['phone']),
    entity_fields text[] not null default '{}'
        check (entity_fields <@ array['registration_number', 'tax_number', 'address', 'contact', 'phone']),
    -- how many objects a new account is served free of charge
    free_objects int not null check (free_objects between 0 and 1000),
    updated_at timestamptz not null
);
call own_rows('sign_up_settings', 'select, insert, update');

-- Who has signed up, or asked to. It is the realm's own record: an account that moves away leaves it here.
create table applications (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    customer text not null check (customer in ('person', 'entity')),
    name text not null check (length(name) between 1 and 200),
    login text not null check (length(login) between 1 and 100),
    login_key text collate "C" not null,
    email text not null check (length(email) between 1 and 254),
    email_key text collate "C" not null,
    -- phone, registration_number, tax_number, address, contact
    details jsonb not null default '{}',
    locale text not null default '',
    time_zone text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    -- PHC string; only while it waits
    password_hash text not null default '',
    -- versions of documents, and from where they were accepted
    accepted uuid[] not null default '{}',
    address text not null default '',
    agent text not null default '',
    created_at timestamptz not null,
    status text not null check (status in ('pending', 'opened', 'refused')),
    decided_at timestamptz,
    -- null: the realm was open
    decided_by uuid,
    reason text not null default '' check (length(reason) <= 1000),
    account_id uuid references tenants (id),
    check ((status = 'pending') = (decided_at is null)),
    check ((status = 'opened') = (account_id is not null)),
    check (status = 'pending' or password_hash = '')
);
-- Two who wait do not wait for the same login.
create unique index applications_login on applications (tenant_id, login_key) where status = 'pending';
create unique index applications_email on applications (tenant_id, email_key) where status = 'pending';
create index applications_page on applications (tenant_id, created_at desc, id desc);
call own_rows('applications', 'select, insert, update');

-- What somebody wanted to know before becoming a customer (support policy 2), until the desk takes it.
create table sign_up_questions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 200),
    email text not null check (length(email) between 1 and 254),
    locale text not null default '',
    question text not null check (length(question) between 1 and 5000),
    address text not null default '',
    created_at timestamptz not null,
    settled_at timestamptz,
    settled_by uuid,
    check ((settled_at is null) = (settled_by is null))
);
create index sign_up_questions_page on sign_up_questions (tenant_id, created_at desc, id desc);
call own_rows('sign_up_questions', 'select, insert, update');

-- What an account that signed up may have without paying; an account without a row is not bounded. It goes along when the
-- account moves. Billing takes its place.
create table free_service (
    tenant_id uuid primary key references tenants (id),
    objects int not null check (objects between 0 and 1000),
    since timestamptz not null
);
call own_rows('free_service', 'select, insert');

-- True from signing up until the link of the letter was followed: until then nothing is sent to others for them.
alter table users add column email_unconfirmed boolean not null default false;

create table email_confirmations (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    email_key text collate "C" not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index email_confirmations_user on email_confirmations (tenant_id, user_id, created_at desc);
call own_rows('email_confirmations', 'select, insert, update');

-- Before anybody is known: the hash of a link to ids, nothing else.
-- +goose StatementBegin
create function confirmation_place(hash bytea) returns table (confirmation_id uuid, tenant_id uuid) language sql stable as
$$ select c.id, c.tenant_id from email_confirmations c where c.token_hash = hash $$;
-- +goose StatementEnd
call definer_function('confirmation_place(bytea)', 'app');

-- +goose Down
drop function confirmation_place;
drop table email_confirmations;
alter table users drop column email_unconfirmed;
drop table free_service;
drop table sign_up_questions;
drop table applications;
drop table sign_up_settings;
