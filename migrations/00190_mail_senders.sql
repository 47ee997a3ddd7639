-- A realm's own mail server, the key its letters are signed with, and addresses that are not written to any more.

-- +goose Up

create table mail_senders (
    tenant_id uuid primary key references tenants (id),
    -- neutral: letters leave as the installation's do; own: through the realm's server
    mode text not null default 'neutral' check (mode in ('neutral', 'own')),
    host text not null default '',
    port int not null default 587 check (port between 1 and 65535),
    tls text not null default 'starttls' check (tls in ('starttls', 'tls', 'none')),
    user_name text not null default '',
    -- the password, sealed; never shown
    password bytea,
    address text not null default '',
    name text not null default '',
    reply_to text not null default '',
    -- the key for the domain of the address, sealed, and what the DNS is to say of it
    key_domain text not null default '',
    selector text not null default '',
    key_sealed bytea,
    key_record text not null default '',
    -- since when the DNS says so; null: letters are not signed here
    signed_at timestamptz,
    -- bounces come to a name of this domain's: its records stand
    bounces boolean not null default false,
    findings jsonb not null default '[]',
    checked_at timestamptz,
    check_at timestamptz,
    -- since when the server takes nothing, what it says, and when it is tried next
    failing_since timestamptz,
    problem text not null default '',
    said text not null default '',
    failures int not null default 0,
    try_at timestamptz,
    told_at timestamptz,
    tested_at timestamptz,
    changed_at timestamptz not null,
    check (mode = 'neutral' or host <> '' and address <> ''),
    check ((failing_since is null) = (try_at is null))
);
create index mail_senders_check on mail_senders (check_at) where check_at is not null;
call own_rows('mail_senders', 'select, insert, update');

-- Addresses that letters came back from for good, or whose reader has complained.
create table mail_suppressions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    -- in lower case
    address text not null check (length(address) between 3 and 320),
    reason text not null check (reason in ('bounce', 'complaint', 'stopped')),
    -- what the other server said
    said text not null default '' check (length(said) <= 500),
    at timestamptz not null,
    -- letters that were not sent for it, and the last of them
    withheld int not null default 0,
    withheld_at timestamptz,
    withheld_what text not null default '',
    unique (tenant_id, address),
    unique (tenant_id, id)
);
create index mail_suppressions_page on mail_suppressions (tenant_id, at desc, id desc);
call own_rows('mail_suppressions', 'select, delete');

-- Letters that wait until a realm's server takes them again.
alter table outbox add column waits_for uuid;
create index outbox_waits on outbox (waits_for) where waits_for is not null;

-- When the server is another, or works again, what has waited for it goes out at once.
-- +goose StatementBegin
create function mail_sender_works() returns trigger language plpgsql as
$$
begin
    update outbox o set due_at = now(), waits_for = null where o.waits_for = new.tenant_id and o.dead_at is null;
    if found then
        notify livery_outbox;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('mail_sender_works()', 'app', 'worker');
-- How many letters of the realm acted in wait for its server.
-- +goose StatementBegin
create function letters_waiting() returns bigint language sql stable as
$$ select count(*) from outbox o where o.waits_for = nullif(current_setting('app.tenant', true), '')::uuid and o.dead_at is null $$;
-- +goose StatementEnd
call definer_function('letters_waiting()', 'app');
create trigger mail_senders_work after update on mail_senders for each row
    when (old.failing_since is not null and new.failing_since is null) execute function mail_sender_works();

-- +goose Down
drop trigger mail_senders_work on mail_senders;
drop function mail_sender_works;
drop function letters_waiting;
alter table outbox drop column waits_for;
drop table mail_suppressions;
drop table mail_senders;
