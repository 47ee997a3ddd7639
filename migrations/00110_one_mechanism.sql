-- One mechanism where two were built: the link that confirms an address is a link of a letter like the others, and what a
-- provider writes down at opening a customer is a note like those that follow.

-- +goose Up
alter table letter_links drop constraint letter_links_purpose_check;
-- confirm: the address that somebody has signed up with is theirs
alter table letter_links add constraint letter_links_purpose_check check (purpose in ('reset', 'change', 'undo', 'confirm'));
insert into letter_links (id, tenant_id, user_id, purpose, token_hash, email, email_key, created_at, expires_at, settled_at, outcome)
select c.id, c.tenant_id, c.user_id, 'confirm', c.token_hash, case when u.email_key = c.email_key then u.email else c.email_key end, c.email_key,
    c.created_at, c.expires_at, c.used_at, case when c.used_at is not null then 'used' end
from email_confirmations c join users u on u.tenant_id = c.tenant_id and u.id = c.user_id;
drop function confirmation_place;
drop table email_confirmations;

insert into customer_remarks (id, tenant_id, customer_id, text, created_at)
select gen_random_uuid(), tenant_id, customer_id, note, changed_at from customer_notes where btrim(note) <> '';
drop table customer_notes;

-- +goose Down
create table customer_notes (
    tenant_id uuid not null references tenants (id),
    customer_id uuid not null references tenants (id),
    note text not null check (length(note) <= 4000),
    changed_at timestamptz not null,
    primary key (tenant_id, customer_id)
);
call own_rows('customer_notes', 'select, insert, update, delete');

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
insert into email_confirmations (id, tenant_id, user_id, email_key, token_hash, created_at, expires_at, used_at)
select id, tenant_id, user_id, email_key, token_hash, created_at, expires_at, settled_at from letter_links where purpose = 'confirm';
delete from letter_links where purpose = 'confirm';
alter table letter_links drop constraint letter_links_purpose_check;
alter table letter_links add constraint letter_links_purpose_check check (purpose in ('reset', 'change', 'undo'));
-- +goose StatementBegin
create function confirmation_place(hash bytea) returns table (confirmation_id uuid, tenant_id uuid) language sql stable as
$$ select c.id, c.tenant_id from email_confirmations c where c.token_hash = hash $$;
-- +goose StatementEnd
call definer_function('confirmation_place(bytea)', 'app');
