-- What is said at a desk can be translated by a service that the desk has a key for. The original stays beside every translation.

-- +goose Up

-- The service a desk has its texts translated by, and the key that its realm has there. No row: nothing is translated.
create table desk_translators (
    tenant_id uuid primary key references tenants (id),
    service text not null check (service in ('deepl')),
    -- where it is; empty: the service's own address, by the kind of the key
    url text not null default '' check (length(url) <= 300),
    -- sealed; never shown
    sealed_key bytea not null,
    set_at timestamptz not null
);
call own_rows('desk_translators', 'select, insert, update, delete');

-- Translations for those who work at the desk, made once for each language. They are the desk's alone, and go with the message.
create table desk_translations (
    tenant_id uuid not null references tenants (id),
    message_id uuid not null,
    locale text not null check (locale in ('en', 'ru', 'es', 'pt', 'fr')),
    -- the language that the service takes the message for
    original_locale text not null check (length(original_locale) <= 20),
    body text not null check (length(body) <= 200000),
    at timestamptz not null,
    primary key (tenant_id, message_id, locale),
    foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete cascade
);
call own_rows('desk_translations', 'select, insert');

-- An answer that was translated has in it what somebody wrote, beside what a machine has made of it; both go to whoever asked.
alter table ticket_messages
    add column original text check (length(original) between 1 and 100000),
    add column original_locale text not null default '' check (length(original_locale) <= 20),
    add constraint ticket_messages_original check (original is null or kind in ('answer', 'note'));

-- As it was, and with the original of an answer that was translated.
-- +goose StatementBegin
create or replace function bring_answer_back(answer uuid) returns boolean language plpgsql as
$$
declare
    m ticket_messages%rowtype;
    e escalations%rowtype;
    below tickets%rowtype;
    new_id uuid := gen_random_uuid();
begin
    select * into m from ticket_messages a
    where a.id = answer and a.kind = 'answer' and a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found then return false; end if;
    select * into e from escalations x where x.upper_ticket_id = m.ticket_id and x.tenant_id = m.counterparty_id;
    if not found then return false; end if;
    select * into strict below from tickets t where t.tenant_id = e.tenant_id and t.id = e.ticket_id for no key update;
    insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, from_above, via, author_name, body, locale, at, original, original_locale)
    values (new_id, below.tenant_id, below.counterparty_id, below.id, 'note', true, 'escalation', '', m.body, m.locale, m.at, m.original, m.original_locale);
    insert into ticket_attachments (id, tenant_id, counterparty_id, ticket_id, message_id, internal, name, content_type, size, digest, content, at)
    select gen_random_uuid(), below.tenant_id, below.counterparty_id, below.id, new_id, true, a.name, a.content_type, a.size, a.digest, a.content, a.at
    from ticket_attachments a where a.tenant_id = m.tenant_id and a.message_id = m.id;
    update tickets t set state = 'open', changed_at = m.at where t.id = below.id and t.state = 'escalated';
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('bring_answer_back(uuid)', 'app');

-- +goose Down
-- +goose StatementBegin
create or replace function bring_answer_back(answer uuid) returns boolean language plpgsql as
$$
declare
    m ticket_messages%rowtype;
    e escalations%rowtype;
    below tickets%rowtype;
    new_id uuid := gen_random_uuid();
begin
    select * into m from ticket_messages a
    where a.id = answer and a.kind = 'answer' and a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found then return false; end if;
    select * into e from escalations x where x.upper_ticket_id = m.ticket_id and x.tenant_id = m.counterparty_id;
    if not found then return false; end if;
    select * into strict below from tickets t where t.tenant_id = e.tenant_id and t.id = e.ticket_id for no key update;
    insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, from_above, via, author_name, body, locale, at)
    values (new_id, below.tenant_id, below.counterparty_id, below.id, 'note', true, 'escalation', '', m.body, m.locale, m.at);
    insert into ticket_attachments (id, tenant_id, counterparty_id, ticket_id, message_id, internal, name, content_type, size, digest, content, at)
    select gen_random_uuid(), below.tenant_id, below.counterparty_id, below.id, new_id, true, a.name, a.content_type, a.size, a.digest, a.content, a.at
    from ticket_attachments a where a.tenant_id = m.tenant_id and a.message_id = m.id;
    update tickets t set state = 'open', changed_at = m.at where t.id = below.id and t.state = 'escalated';
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('bring_answer_back(uuid)', 'app');
alter table ticket_messages drop constraint ticket_messages_original, drop column original_locale, drop column original;
drop table desk_translations;
drop table desk_translators;
