-- Addresses outside of a tenant's users that its letters go to: each confirms first, and stops them with one click.

-- +goose Up

create table mail_recipients (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    address text not null check (length(address) between 3 and 254),
    -- in lower case
    address_key text collate "C" not null check (length(address_key) between 3 and 254),
    -- what the tenant calls it
    label text not null default '' check (length(label) <= 100),
    locale text not null,
    -- what is written about; duty: something critical at the tenant's desk
    kinds text[] not null check (kinds <@ array['payments', 'balance', 'service', 'prices', 'documents', 'maintenance', 'duty']),
    -- pending: nothing is written but the letter that asks · confirmed · stopped: nothing is written, by the reader's own word
    state text not null default 'pending' check (state in ('pending', 'confirmed', 'stopped')),
    added_at timestamptz not null,
    -- the last letter that asks: its links are good from then on for a time
    asked_at timestamptz not null,
    -- when the reader has said so, and from which address
    confirmed_at timestamptz,
    confirmed_from text not null default '',
    stopped_at timestamptz,
    -- taken off the list, and kept so that the stop holds
    removed_at timestamptz,
    -- letters of a day, and those beyond what a day has room for
    day date,
    letters int not null default 0,
    withheld int not null default 0,
    unique (tenant_id, address_key),
    unique (tenant_id, id),
    check (state <> 'confirmed' or confirmed_at is not null),
    check (state <> 'stopped' or stopped_at is not null),
    check (removed_at is null or state = 'stopped')
);
call own_rows('mail_recipients', 'select, insert, update, delete');

-- Letters that ask whether an address wants others: what was wished, and what has left. Nobody is asked too often, whoever wishes it.
create table mail_recipient_asks (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    recipient_id uuid not null,
    address_key text collate "C" not null,
    at timestamptz not null,
    left_at timestamptz
);
create index mail_recipient_asks_tenant on mail_recipient_asks (tenant_id, at);
create index mail_recipient_asks_left on mail_recipient_asks (address_key, left_at) where left_at is not null;
create index mail_recipient_asks_at on mail_recipient_asks (at);
call own_rows('mail_recipient_asks', 'select, insert');

-- Whose a recipient is, for the links of its letters: whoever asks has shown a mark that only we can make.
-- +goose StatementBegin
create function recipient_place(recipient uuid) returns uuid language sql stable as
$$ select r.tenant_id from mail_recipients r where r.id = recipient $$;
-- +goose StatementEnd
call definer_function('recipient_place(uuid)', 'app');

-- Addresses that desks wake, and that are nobody's of their people, are asked now.
insert into mail_recipients (id, tenant_id, address, address_key, locale, kinds, added_at, asked_at)
select distinct on (d.tenant_id, lower(e.address)) gen_random_uuid(), d.tenant_id, e.address, lower(e.address), t.locale, array['duty'], now(), now()
from desks d join tenants t on t.id = d.tenant_id cross join lateral unnest(d.page_emails) e(address)
where t.status <> 'closed' and length(e.address) between 3 and 254
    and not exists (select from users u where u.tenant_id = d.tenant_id and u.email_key = lower(e.address) and u.status = 'active' and not u.email_unconfirmed);
insert into outbox (id, tenant_id, topic, payload)
select gen_random_uuid(), r.tenant_id, 'mail', jsonb_build_object('template', 'recipient_duty', 'to', r.address, 'locale', r.locale, 'recipient', r.id,
    'params', jsonb_build_object('tenant', t.name))
from mail_recipients r join tenants t on t.id = r.tenant_id;

-- +goose Down
delete from outbox where topic = 'mail' and payload ? 'recipient';
drop function recipient_place;
drop table mail_recipient_asks;
drop table mail_recipients;
