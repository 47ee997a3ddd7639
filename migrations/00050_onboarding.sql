-- Bringing a business: what a file holds, what became of each of its lines, and what a run has made, so that it can be
-- taken back; and what a provider knows of a customer beside their name.

-- +goose Up

-- What whoever serves an account has written down about it. The plan is a name until there is billing.
create table customer_records (
    account_id uuid primary key references tenants (id),
    tenant_id uuid not null references tenants (id),
    -- what the customer was called in the system they come from
    reference text not null default '' check (length(reference) <= 100),
    reference_key text collate "C" not null default '',
    legal_form text not null default '' check (legal_form in ('', 'person', 'entity')),
    plan text not null default '' check (length(plan) <= 100),
    created_at timestamptz not null default now(),
    unique (tenant_id, account_id)
);
create unique index customer_records_reference on customer_records (tenant_id, reference_key) where reference_key <> '';
call own_rows('customer_records', 'select, insert, update, delete');

alter table objects add column plan text not null default '' check (length(plan) <= 100);
-- +goose StatementBegin
do $$ begin execute format('grant update (plan) on objects to %I', role_named('app')); end $$;
-- +goose StatementEnd

create table imports (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    file_name text not null check (length(file_name) between 1 and 200),
    headings text[] not null,
    -- which field each column is; empty: left aside
    mapping text[] not null default '{}',
    -- what lines that name no protocol use; empty: none
    protocol text not null default '',
    state text not null check (state in ('draft', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed')),
    -- whether the lines have been put in parts, and compared with each other
    planned boolean not null default false,
    lines int not null check (lines >= 0),
    -- what the present pass has to do, and how much of it is done
    todo int not null default 0,
    done int not null default 0,
    -- who started it; null: the operator, at the command line
    by_user uuid,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    undone_at timestamptz,
    -- who works at it, and until when that is believed
    lease_holder uuid,
    lease_until timestamptz,
    unique (tenant_id, id)
);
create index imports_page on imports (tenant_id, id desc);
create index imports_due on imports (created_at) where state in ('checking', 'running', 'undoing');
call own_rows('imports', 'select, insert, update, delete');

create table import_lines (
    import_id uuid not null,
    tenant_id uuid not null references tenants (id),
    line int not null check (line > 0),
    -- an array of texts
    cells jsonb not null,
    -- why the line cannot be read at all; empty: it can
    bad text not null default '',
    -- lines of one part are worked at in one transaction; null: not planned yet
    part int,
    -- what became of it, or would become of it; null: not known yet
    outcome text check (outcome in ('created', 'changed', 'unchanged', 'wrong')),
    -- {"customer": "created", "user": "unchanged", "object": "created", "tracker": "waiting"}
    told jsonb not null default '{}',
    -- [{"field", "reason", "message"}]
    errors jsonb not null default '[]',
    primary key (import_id, line),
    foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);
create index import_lines_due on import_lines (import_id, part) where outcome is null;
create index import_lines_outcome on import_lines (import_id, outcome, line);
call own_rows('import_lines', 'select, insert, update, delete');

create table import_made (
    import_id uuid not null,
    tenant_id uuid not null references tenants (id),
    line int not null,
    kind text not null check (kind in ('customer', 'user', 'group', 'object')),
    account_id uuid not null references tenants (id),
    subject_id uuid not null,
    name text not null,
    -- a first password, sealed, until it is fetched: once
    sealed bytea,
    undone_at timestamptz,
    -- why undoing has left it
    left_reason text not null default '',
    primary key (import_id, subject_id),
    foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);
create index import_made_account on import_made (import_id, account_id);
call own_rows('import_made', 'select, insert, update, delete');

-- Which column meant what, last time a file with these headings came.
create table import_mappings (
    tenant_id uuid not null references tenants (id),
    headings_key text collate "C" not null,
    mapping text[] not null,
    protocol text not null default '',
    updated_at timestamptz not null,
    primary key (tenant_id, headings_key)
);
call own_rows('import_mappings', 'select, insert, update');

-- close_empty_account closes an account of the tenant acted in that has nobody and nothing in it, and gives up its number
-- and its name: what undoing an import leaves is a place in the audit.
-- +goose StatementBegin
create function close_empty_account(account uuid) returns boolean language plpgsql as
$$
begin
    perform from tenants t
    where t.id = account and t.kind = 'account' and t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.status <> 'closed'
    for update;
    if not found then return false; end if;
    if exists (select from objects o where o.tenant_id = account and o.removed_at is null)
        or exists (select from memberships m where m.tenant_id = account) then
        return false;
    end if;
    update tenants set status = 'closed', name = '–', name_key = '–', country = null where id = account;
    delete from customer_records where account_id = account;
    delete from contracts where counterparty_id = account;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('close_empty_account(uuid)', 'app');

-- The owner cannot leave an account that goes on; one that is closed in the same transaction has none any more.
-- +goose StatementBegin
create or replace function memberships_keep_owner() returns trigger language plpgsql as
$$
begin
    if exists (select from tenants where id = old.tenant_id and status = 'closed') then return null; end if;
    if not exists (select from memberships where tenant_id = old.tenant_id and role = 'owner') then
        raise exception 'a tenant is not left without its owner' using errcode = '23514', constraint = 'memberships_keep_owner';
    end if;
    return null;
end
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function memberships_keep_owner() returns trigger language plpgsql as
$$
begin
    if not exists (select from memberships where tenant_id = old.tenant_id and role = 'owner') then
        raise exception 'a tenant is not left without its owner' using errcode = '23514', constraint = 'memberships_keep_owner';
    end if;
    return null;
end
$$;
-- +goose StatementEnd
drop function close_empty_account;
drop table import_mappings;
drop table import_made;
drop table import_lines;
drop table imports;
alter table objects drop column plan;
drop table customer_records;
