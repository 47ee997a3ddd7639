-- Tickets and what is said in them. A ticket has two parties and nobody else: the desk, which keeps it, and the tenant that asks, one edge
-- below it or the desk's own (support policy 2, 8). Notes are the desk's alone.

-- +goose Up
create extension if not exists btree_gin;

create table tickets (
    id uuid primary key,
    -- the desk
    tenant_id uuid not null references tenants (id),
    -- whose question it is; null: somebody who is no customer yet
    counterparty_id uuid references tenants (id),
    -- in the desk's own series
    number bigint not null,
    kind text not null default 'question'
        check (kind in ('question', 'stolen_login', 'cancellation', 'tracker_claim', 'sms_dispute', 'complaint', 'incident')),
    state text not null check (state in ('open', 'answered', 'confirmed', 'grouped', 'escalated', 'unanswerable')),
    -- only while answered: the answer asks something
    awaiting_customer boolean not null default false,
    critical boolean not null default false,
    -- what it was made, or is no more, critical for
    critical_reason text not null default '' check (length(critical_reason) <= 1000),
    subject text not null check (length(subject) between 1 and 300),
    via text not null check (via in ('app', 'mail', 'phone', 'form', 'escalation', 'desk')),
    locale text not null default '',
    native_speaker boolean not null default false,
    -- who asks: a user of counterparty_id, and as they were called then; the address answers go to
    author_id uuid,
    author_name text not null default '' check (length(author_name) <= 200),
    author_email text not null default '' check (length(author_email) <= 254),
    category_id uuid,
    team_id uuid,
    assignee_id uuid,
    tier text not null default 'other' check (tier in ('gold', 'silver', 'other')),
    -- structured: username, object, tracker, app, os, versions, page, what was done before (support policy 6, regulations 4)
    facts jsonb not null default '{}',
    -- the ticket this one stands in; the ticket this one goes on from
    group_id uuid,
    follows_id uuid,
    -- why it is not answered, or no more
    refusal text check (refusal in ('empty', 'subject_only', 'monosyllabic', 'no_reply', 'abuse', 'out_of_scope', 'not_served', 'spam', 'machine')),
    refusal_reason text not null default '' check (length(refusal_reason) <= 1000),
    -- the last thing a person of the asking side said, and the first that is not answered yet
    asked_at timestamptz not null,
    unanswered_at timestamptz,
    queue_at timestamptz not null,
    promise_at timestamptz,
    deadline_at timestamptz,
    opened_at timestamptz not null,
    -- what was promised for the first answer, and when it came
    first_promise_at timestamptz not null,
    first_answer_at timestamptz,
    answered_at timestamptz,
    confirmed_at timestamptz,
    -- questions of the desk that nobody has answered
    unanswered_questions int not null default 0,
    -- told of: coming, missed
    warned_at timestamptz,
    breached_at timestamptz,
    changed_at timestamptz not null,
    rank int generated always as (case when critical then 0 else 1 end) stored,
    unique (tenant_id, id),
    unique (tenant_id, number),
    foreign key (tenant_id, category_id) references desk_categories (tenant_id, id),
    foreign key (tenant_id, team_id) references desk_teams (tenant_id, id) on delete set null (team_id),
    foreign key (tenant_id, assignee_id) references users (tenant_id, id),
    foreign key (tenant_id, group_id) references tickets (tenant_id, id),
    foreign key (tenant_id, follows_id) references tickets (tenant_id, id),
    check ((state = 'grouped') = (group_id is not null)),
    check ((state = 'unanswerable') = (refusal is not null)),
    check (not awaiting_customer or state = 'answered'),
    check ((state in ('open', 'escalated')) or unanswered_at is null or state = 'grouped')
);
-- The queue: critical first, then queue_at; what comes while nobody is there is answered as it came (support policy 5, regulations 6).
create index tickets_queue on tickets (tenant_id, rank, queue_at, asked_at, id) where state = 'open';
create index tickets_page on tickets (tenant_id, changed_at desc, id desc);
create index tickets_of on tickets (counterparty_id, tenant_id, changed_at desc, id desc) where counterparty_id is not null;
create index tickets_email on tickets (tenant_id, author_email, opened_at desc);
create index tickets_author on tickets (author_id) where author_id is not null;
create index tickets_group on tickets (tenant_id, group_id) where group_id is not null;
create index tickets_due on tickets (promise_at) where state in ('open', 'escalated') and promise_at is not null and breached_at is null;
create index tickets_reported on tickets (tenant_id, opened_at);
call two_party_rows('tickets', 'tenant_id', 'counterparty_id', 'select, insert, update');

-- One edge, never more: who asks is the desk's own tenant or its direct child. A ticket's parties never change.
-- +goose StatementBegin
create function tickets_keep_to_the_edge() returns trigger language plpgsql as
$$
begin
    if tg_op = 'UPDATE' then
        if new.tenant_id <> old.tenant_id or new.number <> old.number or new.counterparty_id is distinct from old.counterparty_id then
            raise exception 'a ticket keeps its parties' using errcode = '23514', constraint = 'tickets_keep_their_parties';
        end if;
        return new;
    end if;
    if new.counterparty_id is not null and new.counterparty_id <> new.tenant_id
            and not exists (select from tenants t where t.id = new.counterparty_id and t.parent_id = new.tenant_id) then
        raise exception 'a desk serves its own and its direct children' using errcode = '23514', constraint = 'tickets_keep_to_the_edge';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('tickets_keep_to_the_edge()', 'app', 'worker');
create trigger tickets_edge before insert or update on tickets for each row execute function tickets_keep_to_the_edge();

create table ticket_messages (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid references tenants (id),
    ticket_id uuid not null,
    -- asked: by who asks; answer: by the desk; note: for the desk alone; event: what became of the ticket
    kind text not null check (kind in ('asked', 'answer', 'note', 'event')),
    -- a note that is the answer of the level above
    from_above boolean not null default false,
    -- a machine's letter moves no clock
    machine boolean not null default false,
    via text not null check (via in ('app', 'mail', 'phone', 'form', 'escalation', 'desk')),
    author_id uuid,
    author_name text not null default '' check (length(author_name) <= 200),
    author_email text not null default '' check (length(author_email) <= 254),
    body text not null check (length(body) <= 100000),
    locale text not null default '',
    -- what has been known to be a letter before is taken once
    letter_key text collate "C",
    at timestamptz not null,
    unique (tenant_id, id),
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index ticket_messages_page on ticket_messages (tenant_id, ticket_id, at, id);
create index ticket_messages_author on ticket_messages (author_id) where author_id is not null;
create unique index ticket_messages_letter on ticket_messages (tenant_id, letter_key) where letter_key is not null;

create table ticket_attachments (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid references tenants (id),
    ticket_id uuid not null,
    message_id uuid not null,
    -- of a note
    internal boolean not null,
    name text not null check (length(name) between 1 and 200),
    -- as the bytes say, not as the sender does
    content_type text not null,
    size int not null check (size between 1 and 26214400),
    digest bytea not null,
    content bytea not null,
    at timestamptz not null,
    unique (tenant_id, id),
    foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id)
);
create index ticket_attachments_page on ticket_attachments (tenant_id, ticket_id, at, id);
alter table ticket_attachments alter column content set storage external;

-- Whom the author named: people of the asking tenant who see the ticket beside its author and the owner (regulations 9).
create table ticket_people (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    ticket_id uuid not null,
    user_id uuid not null,
    named_at timestamptz not null,
    primary key (tenant_id, ticket_id, user_id),
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
    foreign key (counterparty_id, user_id) references users (tenant_id, id)
);
call two_party_rows('ticket_people', 'tenant_id', 'counterparty_id', 'select, insert, delete');

-- What a ticket speaks of, by name: the desk is told what it is called, not given it.
create table ticket_links (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid references tenants (id),
    ticket_id uuid not null,
    kind text not null check (kind in ('object', 'report', 'alert', 'document', 'span', 'page')),
    subject_id uuid,
    label text not null check (length(label) between 1 and 300),
    span_from timestamptz,
    span_to timestamptz,
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index ticket_links_page on ticket_links (tenant_id, ticket_id, id);
call two_party_rows('ticket_links', 'tenant_id', 'counterparty_id', 'select, insert');

-- Passwords and keys somebody hands over: written once, sealed, read with a trace, gone when they expire; never in a letter.
create table ticket_secrets (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid references tenants (id),
    ticket_id uuid not null,
    label text not null check (length(label) between 1 and 100),
    -- null: expired or taken back
    sealed bytea,
    given_by uuid,
    given_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > given_at),
    gone_at timestamptz,
    unique (tenant_id, id),
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
    check ((sealed is null) = (gone_at is not null))
);
create index ticket_secrets_page on ticket_secrets (tenant_id, ticket_id, id);
create index ticket_secrets_due on ticket_secrets (expires_at) where sealed is not null;
call two_party_rows('ticket_secrets', 'tenant_id', 'counterparty_id', 'select, insert, update');

create table ticket_secret_reads (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    secret_id uuid not null,
    read_by uuid not null,
    read_at timestamptz not null,
    foreign key (tenant_id, secret_id) references ticket_secrets (tenant_id, id)
);
create index ticket_secret_reads_page on ticket_secret_reads (tenant_id, secret_id, read_at);
call own_rows('ticket_secret_reads', 'select, insert');

-- What the two-party policy shows, less what is the desk's alone.
-- +goose StatementBegin
do $$
declare
    t text;
    hidden text;
begin
    for t, hidden in values ('ticket_messages', 'kind in (''note'', ''event'')'), ('ticket_attachments', 'internal') loop
        execute format('call two_party_rows(%L, ''tenant_id'', ''counterparty_id'', ''select, insert'')', t);
        execute format('drop policy two_party on %I', t);
        execute format($p$create policy two_party on %I for select to %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
                or (counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid and not (%s)))$p$, t, role_named('app'), hidden);
    end loop;
end $$;
-- +goose StatementEnd

-- Numbers of a desk, without gaps. Whoever asks takes one, so they are no rows of the desk's that its customers could touch.
create table ticket_counters (
    desk_id uuid primary key references tenants (id),
    next bigint not null check (next > 0)
);
call system_rows('ticket_counters');

-- +goose StatementBegin
create function take_ticket_number() returns bigint language plpgsql as
$$
declare
    taken bigint;
begin
    insert into ticket_counters as c (desk_id, next)
    values (nullif(current_setting('app.tenant', true), '')::uuid, 1001 + floor(random() * 8000)::bigint)
    on conflict (desk_id) do update set next = c.next + 1
    returning c.next into strict taken;
    return taken;
end
$$;
-- +goose StatementEnd
call definer_function('take_ticket_number()', 'app');

-- What tickets are found by. Full text is not leakproof, so requests never read it: a function does, for the desk acted in.
create table ticket_words (
    ticket_id uuid primary key,
    desk_id uuid not null,
    opened_at timestamptz not null,
    words tsvector not null
);
create index ticket_words_search on ticket_words using gin (desk_id, words);
create index ticket_words_recent on ticket_words (desk_id, opened_at desc, ticket_id);
call system_rows('ticket_words');

-- +goose StatementBegin
create function ticket_is_found() returns trigger language plpgsql as
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
create trigger tickets_are_found after insert on tickets for each row execute function ticket_is_found();
create trigger ticket_messages_are_found after insert on ticket_messages for each row when (new.kind <> 'event') execute function ticket_is_found();

-- search_tickets looks through the newest first, where a common word is found at once, and through all only for what is rare there; it
-- answers with ids, at most as many as asked for, and never reads more than it must.
-- +goose StatementBegin
create function search_tickets(wanted text, most int) returns table (ticket_id uuid) language plpgsql stable as
$$
declare
    desk uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    query tsquery;
    words text;
    found uuid[];
begin
    most := least(greatest(most, 1), 500);
    select string_agg(quote_literal(word) || ':*', ' & ') into words
    from unnest(tsvector_to_array(to_tsvector('simple', left(wanted, 200)))) word;
    if words is null then return; end if;
    query := words::tsquery;
    select array_agg(r.ticket_id) into found from (
        select n.ticket_id from (
            select w.ticket_id, w.words from ticket_words w where w.desk_id = desk order by w.opened_at desc, w.ticket_id desc limit 2000
        ) n where n.words @@ query limit most
    ) r;
    if coalesce(cardinality(found), 0) < most then
        select array_agg(r.ticket_id) into found from (
            select w.ticket_id from ticket_words w where w.desk_id = desk and w.words @@ query order by w.opened_at desc, w.ticket_id desc limit most
        ) r;
    end if;
    return query select unnest(found);
end
$$;
-- +goose StatementEnd
call definer_function('search_tickets(text, int)', 'app');

-- Who writes to the desk acted in, by their registered address: a user of its realm, or the owner of a direct child. Nobody else is looked
-- for, so the answer tells nothing of other realms (support policy 8, regulations 5).
-- +goose StatementBegin
create function desk_writer(wanted text) returns table (tenant_id uuid, user_id uuid, name text, locale text) language sql stable as
$$
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale
    from users u join tenants t on t.id = u.tenant_id
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.email_key = wanted and u.status <> 'removed'
        and not u.email_unconfirmed and t.status <> 'closed'
    union all
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale
    from tenants t join memberships m on m.tenant_id = t.id and m.role = 'owner'
    join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
    where t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.kind = 'reseller' and t.status <> 'closed'
        and u.email_key = wanted and u.status <> 'removed' and not u.email_unconfirmed
    limit 1
$$;
-- +goose StatementEnd
call definer_function('desk_writer(text)', 'app');

-- Whoever is erased is erased here too: what was asked stays, not who it was.
-- +goose StatementBegin
create function tickets_forget_person() returns trigger language plpgsql as
$$
begin
    update tickets t set author_name = '', author_email = '', facts = t.facts - 'username' where t.author_id = new.id;
    update ticket_messages m set author_name = '', author_email = '' where m.author_id = new.id;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('tickets_forget_person()', 'app', 'worker');
create trigger users_forget_tickets after update of login on users for each row
    when (new.status = 'removed' and new.login <> old.login) execute function tickets_forget_person();

-- +goose Down
drop trigger users_forget_tickets on users;
drop function tickets_forget_person;
drop function desk_writer;
drop function search_tickets;
drop trigger ticket_messages_are_found on ticket_messages;
drop trigger tickets_are_found on tickets;
drop function ticket_is_found;
drop table ticket_words;
drop function take_ticket_number;
drop table ticket_counters;
drop table ticket_secret_reads;
drop table ticket_secrets;
drop table ticket_links;
drop table ticket_people;
drop table ticket_attachments;
drop table ticket_messages;
drop trigger tickets_edge on tickets;
drop function tickets_keep_to_the_edge;
drop table tickets;
