-- How many letters a person has sent of late is looked up for each letter that comes. However an address is written, and whatever stands behind a plus
-- in it, what is sent there reaches one person: worked out when it is asked for, that is a look at every letter of the desk of a day.

-- +goose Up
alter table tickets add column author_mailbox text generated always as (lower(regexp_replace(author_email, '\+[^@]*@', '@'))) stored;
create index tickets_mailbox on tickets (tenant_id, author_mailbox, opened_at desc);
-- Nothing else is looked up by an address.
drop index tickets_email;

-- +goose Down
create index tickets_email on tickets (tenant_id, author_email, opened_at desc);
drop index tickets_mailbox;
alter table tickets drop column author_mailbox;
