-- Documents of a realm in versions and languages, and who has accepted which (terms 2.3, 8.1).

-- +goose Up

-- A version is never changed once it is posted; a later one takes its place from its own date on.
create table document_versions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    kind text not null check (kind in ('terms', 'privacy', 'support', 'sms')),
    version int not null check (version > 0),
    posted_at timestamptz not null,
    effective_at timestamptz not null check (effective_at >= posted_at),
    -- made from our own starter text when the realm was opened
    starter boolean not null default false,
    unique (tenant_id, kind, version),
    unique (tenant_id, id)
);
call published_rows('document_versions', 'select, insert');

create table document_texts (
    tenant_id uuid not null references tenants (id),
    version_id uuid not null,
    locale text not null check (locale in ('en', 'ru')),
    title text not null check (length(title) between 1 and 200),
    body text not null check (length(body) between 1 and 200000),
    primary key (version_id, locale),
    foreign key (tenant_id, version_id) references document_versions (tenant_id, id)
);
call published_rows('document_texts', 'select, insert');

-- Who has accepted what: pseudonymous ids, kept for good.
create table acceptances (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    version_id uuid not null references document_versions (id),
    way text not null check (way in ('signed_up', 'accepted', 'used')),
    at timestamptz not null,
    -- when the user has put away the notice of it; null: it is still shown
    seen_at timestamptz,
    unique (tenant_id, user_id, version_id),
    unique (tenant_id, id),
    foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call own_rows('acceptances', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (seen_at) on acceptances to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- The personal side: from where, with what, in which language.
create table acceptance_traces (
    acceptance_id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    address text not null default '',
    agent text not null default '',
    locale text not null default '',
    foreign key (tenant_id, acceptance_id) references acceptances (tenant_id, id)
);
create index acceptance_traces_user on acceptance_traces (tenant_id, user_id);
call own_rows('acceptance_traces', 'select, insert, delete');

-- Whoever is removed takes the personal side along; that somebody has accepted stays.
-- +goose StatementBegin
create function acceptances_forget() returns trigger language plpgsql as
$$ begin delete from acceptance_traces where tenant_id = new.tenant_id and user_id = new.id; return null; end $$;
-- +goose StatementEnd
create trigger users_forget_acceptances after update of status on users for each row
    when (new.status = 'removed') execute function acceptances_forget();

-- +goose Down
drop trigger users_forget_acceptances on users;
drop function acceptances_forget;
drop table acceptance_traces;
drop table acceptances;
drop table document_texts;
drop table document_versions;
