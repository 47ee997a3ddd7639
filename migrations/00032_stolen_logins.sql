-- "My login was stolen" (terms 2.3.1): what somebody reports, and what the realm's staff has checked before it acts.

-- +goose Up
create table stolen_logins (
    id uuid primary key,
    -- the realm that was asked, whose staff answers
    tenant_id uuid not null references tenants (id),
    login text not null check (length(login) between 1 and 254),
    account_number text not null default '' check (length(account_number) <= 40),
    contact text not null check (length(contact) between 1 and 300),
    knows text not null default '' check (length(knows) <= 4000),
    locale text not null default '',
    -- where the report came from
    address text not null default '',
    agent text not null default '',
    reported_at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'blocked', 'restored', 'refused')),
    -- whose login was blocked; the user belongs to the realm or to an account of it
    user_id uuid,
    user_tenant uuid,
    -- blocked by somebody else before: that is not lifted with this
    was_blocked boolean not null default false,
    blocked_at timestamptz,
    settled_at timestamptz,
    settled_by uuid,
    reason text not null default '' check (length(reason) <= 1000),
    check ((settled_at is null) = (state in ('open', 'blocked'))),
    check (state not in ('blocked', 'restored') or user_id is not null),
    unique (tenant_id, id)
);
create index stolen_logins_page on stolen_logins (tenant_id, reported_at desc, id);
call own_rows('stolen_logins', 'select, insert, update');

create table stolen_login_checks (
    tenant_id uuid not null references tenants (id),
    report_id uuid not null,
    item text not null check (item in ('account_number', 'email', 'payment', 'objects', 'person', 'call_back')),
    ticked_by uuid not null,
    ticked_at timestamptz not null,
    primary key (tenant_id, report_id, item),
    foreign key (tenant_id, report_id) references stolen_logins (tenant_id, id) on delete cascade
);
call own_rows('stolen_login_checks', 'select, insert, delete');

-- +goose Down
drop table stolen_login_checks;
drop table stolen_logins;
