-- Mailboxes elsewhere that letters to a desk's addresses are fetched from by IMAP.

-- +goose Up

alter table desk_addresses add constraint desk_addresses_tenant_id_id_key unique (tenant_id, id);

create table desk_mailboxes (
    tenant_id uuid not null references tenants (id),
    -- letters that lie in it are for this address
    address_id uuid primary key,
    host text not null check (length(host) between 1 and 200),
    port int not null check (port between 1 and 65535),
    tls text not null check (tls in ('tls', 'starttls', 'none')),
    user_name text not null check (length(user_name) between 1 and 254),
    -- the password, sealed; never shown
    password bytea not null,
    folder text not null check (length(folder) between 1 and 200),
    -- what becomes of a letter that was taken
    afterwards text not null check (afterwards in ('seen', 'move', 'delete')),
    move_to text not null default '' check (length(move_to) <= 200),
    -- unread letters that lay there already are taken too
    unread boolean not null default false,
    -- how far it is read: no letter of this numbering (RFC 3501, 2.3.1.1) up to last_uid is taken again; null: never looked into
    validity bigint,
    last_uid bigint not null default 0,
    -- up to which letters were marked, moved or deleted, and those that were not and lie there for a person to see
    tidied_uid bigint not null default 0,
    left_uids bigint[] not null default '{}' check (cardinality(left_uids) <= 1000),
    taken bigint not null default 0,
    taken_at timestamptz,
    looked_at timestamptz,
    -- since when it cannot be read, why, and when it is tried next
    failing_since timestamptz,
    problem text not null default '',
    field text not null default '',
    said text not null default '' check (length(said) <= 400),
    failures int not null default 0,
    try_at timestamptz,
    told_at timestamptz,
    -- which process reads it at present, and until when that holds
    reader uuid,
    reader_until timestamptz,
    -- counts changes by people: whoever reads by an older one stops
    version int not null default 1,
    -- letters from before count as come then
    set_at timestamptz not null,
    changed_at timestamptz not null,
    foreign key (tenant_id, address_id) references desk_addresses (tenant_id, id) on delete cascade,
    check (afterwards <> 'move' or move_to <> ''),
    check ((reader is null) = (reader_until is null))
);
create index desk_mailboxes_page on desk_mailboxes (tenant_id);
call own_rows('desk_mailboxes', 'select, insert, update, delete');

-- +goose Down
drop table desk_mailboxes;
alter table desk_addresses drop constraint desk_addresses_tenant_id_id_key;
