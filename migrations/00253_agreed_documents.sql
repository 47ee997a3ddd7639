-- Documents by agreement (terms 8.6): for one customer, a signed paper stands instead of a document that the realm publishes.

-- +goose Up
alter table contract_files add constraint contract_files_of_an_edge unique (tenant_id, counterparty_id, id);

-- A version is never changed once it is posted; its end is written beside it. Whoever is bound reads it as well as its keeper.
create table agreed_documents (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references contracts (counterparty_id) on delete cascade,
    kind text not null check (kind in ('terms', 'privacy', 'support', 'sms')),
    version int not null check (version > 0),
    -- number and day of the agreement as they were when it was posted
    agreement text not null check (length(agreement) <= 60),
    agreed_on date not null,
    -- the paper that both sides have signed: it prevails over any text
    file_id uuid not null,
    -- what the texts say, as a hash; empty: there are none
    fingerprint text not null default '',
    by_user uuid,
    posted_at timestamptz not null,
    effective_at timestamptz not null check (effective_at >= posted_at),
    -- it was taken back before its date, and never comes in force
    withdrawn_at timestamptz check (withdrawn_at < effective_at),
    -- from when the public document counts again
    ends_at timestamptz check (ends_at > effective_at),
    ended_at timestamptz,
    check ((ends_at is null) = (ended_at is null)),
    -- whether the owner of whom it binds was written to about it, about its withdrawal or its end
    told boolean not null default false,
    end_told boolean not null default false,
    unique (tenant_id, counterparty_id, kind, version),
    unique (tenant_id, counterparty_id, id),
    foreign key (tenant_id, counterparty_id, file_id) references contract_files (tenant_id, counterparty_id, id)
);
create index agreed_documents_untold on agreed_documents (id) where not told or not end_told and (withdrawn_at is not null or ended_at is not null);
call two_party_rows('agreed_documents', 'tenant_id', 'counterparty_id', 'select, insert');

create table agreed_texts (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references contracts (counterparty_id) on delete cascade,
    document_id uuid not null,
    locale text not null check (locale in ('en', 'ru', 'es', 'pt', 'fr')),
    title text not null check (length(title) between 1 and 200),
    body text not null check (length(body) between 1 and 200000),
    template text check (length(template) between 1 and 200000),
    primary key (document_id, locale),
    foreign key (tenant_id, counterparty_id, document_id) references agreed_documents (tenant_id, counterparty_id, id) on delete cascade
);
call two_party_rows('agreed_texts', 'tenant_id', 'counterparty_id', 'select, insert');
-- +goose StatementBegin
do $$
begin
    execute format('grant update (withdrawn_at, ends_at, ended_at) on agreed_documents to %I', role_named('app'));
    execute 'drop policy keeper_updates on agreed_texts';
end $$;
-- +goose StatementEnd

-- A version that was accepted before an agreement took its place is accepted anew once the agreement has ended.
alter table acceptances
    add column after_agreement uuid references agreed_documents (id) on delete set null,
    drop constraint acceptances_tenant_id_user_id_version_id_key,
    add constraint acceptances_once unique nulls not distinct (tenant_id, user_id, version_id, after_agreement);

-- +goose Down
delete from acceptance_traces where acceptance_id in (select id from acceptances where after_agreement is not null);
delete from acceptances where after_agreement is not null;
alter table acceptances drop constraint acceptances_once, drop column after_agreement, add unique (tenant_id, user_id, version_id);
drop table agreed_texts;
drop table agreed_documents;
alter table contract_files drop constraint contract_files_of_an_edge;
