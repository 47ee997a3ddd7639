-- What comes from above comes back wherever it was said, whoever handed a secret over sees how often it was read, and what a ticket is
-- found by follows what stands in it.

-- +goose Up

-- An answer of the level above comes back also from a ticket that goes on from the one that was asked, and into a ticket that was answered
-- meanwhile: that opens again. A refusal comes back as well, with its reason as the note. Where the ticket below stands in another by now,
-- the other has it.
-- +goose StatementBegin
create or replace function bring_answer_back(answer uuid) returns boolean language plpgsql as
$$
declare
    m ticket_messages%rowtype;
    upper_ticket tickets%rowtype;
    e escalations%rowtype;
    below tickets%rowtype;
    new_id uuid := gen_random_uuid();
begin
    select * into m from ticket_messages a
    where a.id = answer and (a.kind = 'answer' or a.kind = 'event' and a.body like 'refused: %')
        and a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid;
    if not found then return false; end if;
    select * into strict upper_ticket from tickets t where t.tenant_id = m.tenant_id and t.id = m.ticket_id;
    with recursive back as (
        select t.id, t.follows_id, 0 as steps from tickets t where t.tenant_id = m.tenant_id and t.id = m.ticket_id
        union all
        select t.id, t.follows_id, b.steps + 1 from back b join tickets t on t.tenant_id = m.tenant_id and t.id = b.follows_id
        where t.counterparty_id = m.counterparty_id and b.steps < 100
    )
    select x.* into e from back b join escalations x on x.upper_ticket_id = b.id and x.tenant_id = m.counterparty_id order by b.steps limit 1;
    if not found then return false; end if;
    select * into strict below from tickets t where t.tenant_id = e.tenant_id and t.id = e.ticket_id for no key update;
    if below.group_id is not null then
        select * into strict below from tickets t where t.tenant_id = e.tenant_id and t.id = below.group_id for no key update;
    end if;
    if m.kind = 'event' then
        if upper_ticket.group_id is not null then
            select * into strict upper_ticket from tickets t where t.tenant_id = m.tenant_id and t.id = upper_ticket.group_id;
        end if;
        m.body := coalesce(nullif(upper_ticket.refusal_reason, ''), m.body);
        insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, via, body, at)
        values (gen_random_uuid(), below.tenant_id, below.counterparty_id, below.id, 'event', 'escalation', 'refused_above: ' || coalesce(upper_ticket.refusal, ''), m.at);
    end if;
    insert into ticket_messages (id, tenant_id, counterparty_id, ticket_id, kind, from_above, via, author_name, body, locale, at, original, original_locale)
    values (new_id, below.tenant_id, below.counterparty_id, below.id, 'note', true, 'escalation', '', m.body, m.locale, m.at, m.original, m.original_locale);
    insert into ticket_attachments (id, tenant_id, counterparty_id, ticket_id, message_id, internal, name, content_type, size, digest, content, at)
    select gen_random_uuid(), below.tenant_id, below.counterparty_id, below.id, new_id, true, a.name, a.content_type, a.size, a.digest, a.content, a.at
    from ticket_attachments a where a.tenant_id = m.tenant_id and a.message_id = m.id;
    update tickets t set state = 'open', awaiting_customer = false, changed_at = m.at where t.id = below.id and t.state in ('escalated', 'answered');
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('bring_answer_back(uuid)', 'app');

-- How often a secret was read stands beside it: whoever handed it over reads that, and not who of the desk it was.
alter table ticket_secrets add column reads int not null default 0 check (reads >= 0);
update ticket_secrets s set reads = (select count(*) from ticket_secret_reads r where r.tenant_id = s.tenant_id and r.secret_id = s.id);

-- What a ticket is found by is made anew when what stands in it changes: another subject, or whoever asked is erased.
-- +goose StatementBegin
create or replace function ticket_is_found() returns trigger language plpgsql as
$$
declare
    made tsvector;
    said text;
begin
    if tg_table_name = 'ticket_messages' then
        -- A ticket is found by what is said in its first hundred thousand letters.
        update ticket_words w set words = w.words || to_tsvector('simple', left(new.body, 20000))
        where w.ticket_id = new.ticket_id and length(w.words) < 5000;
        return null;
    end if;
    made := to_tsvector('simple', new.number || ' ' || new.subject || ' ' || new.author_name || ' ' || new.author_email || ' '
        || coalesce((select string_agg(value, ' ') from jsonb_each_text(new.facts)), ''));
    if tg_op = 'UPDATE' then
        for said in
            select m.body from ticket_messages m where m.tenant_id = new.tenant_id and m.ticket_id = new.id and m.kind <> 'event' order by m.at, m.id
        loop
            exit when length(made) >= 5000;
            made := made || to_tsvector('simple', left(said, 20000));
        end loop;
    end if;
    insert into ticket_words as w (ticket_id, desk_id, opened_at, words) values (new.id, new.tenant_id, new.opened_at, made)
    on conflict (ticket_id) do update set words = excluded.words;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('ticket_is_found()', 'app', 'worker');
create trigger tickets_are_found_again after update of subject, author_name, author_email, facts on tickets for each row
    when (old.subject <> new.subject or old.author_name <> new.author_name or old.author_email <> new.author_email or old.facts <> new.facts)
    execute function ticket_is_found();

-- Those who were erased before are not found any more either.
-- +goose StatementBegin
do $$
declare
    t record;
    made tsvector;
    said text;
begin
    for t in select * from tickets k where k.author_id is not null and k.author_name = '' loop
        made := to_tsvector('simple', t.number || ' ' || t.subject || ' ' || coalesce((select string_agg(value, ' ') from jsonb_each_text(t.facts)), ''));
        for said in
            select m.body from ticket_messages m where m.tenant_id = t.tenant_id and m.ticket_id = t.id and m.kind <> 'event' order by m.at, m.id
        loop
            exit when length(made) >= 5000;
            made := made || to_tsvector('simple', left(said, 20000));
        end loop;
        update ticket_words w set words = made where w.ticket_id = t.id;
    end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
drop trigger tickets_are_found_again on tickets;
-- +goose StatementBegin
create or replace function ticket_is_found() returns trigger language plpgsql as
$$
begin
    if tg_table_name = 'tickets' then
        insert into ticket_words (ticket_id, desk_id, opened_at, words)
        values (new.id, new.tenant_id, new.opened_at,
            to_tsvector('simple', new.number || ' ' || new.subject || ' ' || new.author_name || ' ' || new.author_email || ' '
                || coalesce((select string_agg(value, ' ') from jsonb_each_text(new.facts)), '')));
    else
        -- A ticket is found by what is said in its first hundred thousand letters.
        update ticket_words w set words = w.words || to_tsvector('simple', left(new.body, 20000))
        where w.ticket_id = new.ticket_id and length(w.words) < 5000;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('ticket_is_found()', 'app', 'worker');
alter table ticket_secrets drop column reads;
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
