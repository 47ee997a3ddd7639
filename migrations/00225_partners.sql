-- Whoever wants a business of their own asks for it on their provider's host: how a realm takes such people, what they have asked for,
-- and which names of hosts are taken for another's.

-- +goose Up

alter table sign_up_settings
    -- how resellers come; a realm that says nothing has none come by themselves
    add column partners text not null default 'closed' check (partners in ('open', 'approval', 'closed')),
    -- the wholesale plans that they choose among; none: they are not asked
    add column partner_plans uuid[] not null default '{}' check (array_position(partner_plans, null) is null and cardinality(partner_plans) <= 20);

alter table applications drop constraint applications_customer_check, drop constraint applications_status_check,
    drop constraint applications_check, drop constraint applications_check1, drop constraint applications_check2;
alter table applications
    add constraint applications_customer_check check (customer in ('person', 'entity', 'partner')),
    -- unconfirmed: nobody has followed the link of the letter yet; nobody of the realm sees it
    add constraint applications_status_check check (status in ('unconfirmed', 'pending', 'opened', 'refused')),
    add constraint applications_decided check ((status in ('unconfirmed', 'pending')) = (decided_at is null)),
    add constraint applications_opened check ((status = 'opened') = (account_id is not null)),
    add constraint applications_password check (status in ('unconfirmed', 'pending') or password_hash = ''),
    -- of a partner: the first label of the host that they wish, and the wholesale plan
    add column host text not null default '' check (length(host) <= 63),
    add column plan_id uuid,
    add column confirm_hash bytea,
    add column confirm_until timestamptz,
    -- how many letters went to this address since created_at
    add column letters smallint not null default 0 check (letters between 0 and 5),
    add constraint applications_link check ((status = 'unconfirmed') = (confirm_hash is not null) and (confirm_hash is null) = (confirm_until is null)),
    add constraint applications_unconfirmed check (status <> 'unconfirmed' or customer = 'partner');
-- A partner's login is of a realm that is not there yet.
drop index applications_login;
drop index applications_email;
create unique index applications_login on applications (tenant_id, login_key) where status = 'pending' and customer <> 'partner';
create unique index applications_email on applications (tenant_id, email_key) where status = 'pending' and customer <> 'partner';
create unique index applications_partner on applications (tenant_id, email_key) where status = 'pending' and customer = 'partner';
create unique index applications_unconfirmed on applications (tenant_id, email_key) where status = 'unconfirmed';
create unique index applications_confirm on applications (confirm_hash) where confirm_hash is not null;

-- host_sketch is what a host looks like at a glance: two that have the same are taken for each other (after UTS 39).
-- +goose StatementBegin
create function host_sketch(host text) returns text language sql immutable strict parallel safe as
$$ select replace(replace(translate(host, '01-', 'ol'), 'rn', 'm'), 'vv', 'w') $$;
-- +goose StatementEnd
create index hosts_sketch on hosts (host_sketch(host) collate "C");

-- host_alike tells whether somebody answers on a host that is taken for this one, and not who, nor on which.
-- +goose StatementBegin
create function host_alike(wanted text) returns boolean language plpgsql stable as
$$ begin return exists (select from hosts h where host_sketch(h.host) collate "C" = host_sketch(wanted)); end $$;
-- +goose StatementEnd
call definer_function('host_alike(text)', 'app');
-- +goose StatementBegin
do $$
begin
    revoke all on function host_sketch(text) from public;
    execute format('grant execute on function host_sketch(text) to %I, %I, %I', role_named('definer'), role_named('app'), role_named('worker'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function host_alike;
drop index hosts_sketch;
drop function host_sketch;
delete from applications where customer = 'partner';
drop index applications_confirm;
drop index applications_unconfirmed;
drop index applications_partner;
drop index applications_login;
drop index applications_email;
create unique index applications_login on applications (tenant_id, login_key) where status = 'pending';
create unique index applications_email on applications (tenant_id, email_key) where status = 'pending';
alter table applications drop constraint applications_unconfirmed, drop constraint applications_link, drop column letters, drop column confirm_until, drop column confirm_hash,
    drop column plan_id, drop column host,
    drop constraint applications_password, drop constraint applications_opened, drop constraint applications_decided,
    drop constraint applications_status_check, drop constraint applications_customer_check;
alter table applications
    add constraint applications_customer_check check (customer in ('person', 'entity')),
    add constraint applications_status_check check (status in ('pending', 'opened', 'refused')),
    add constraint applications_check check ((status = 'pending') = (decided_at is null)),
    add constraint applications_check1 check ((status = 'opened') = (account_id is not null)),
    add constraint applications_check2 check (status = 'pending' or password_hash = '');
alter table sign_up_settings drop column partner_plans, drop column partners;
