-- A tenant that is closed has a moment of closing. Taking an import back closed accounts without one, and a list of closed
-- customers with such a row in it could not be read.

-- +goose Up
update tenants set closed_at = now() where status = 'closed' and closed_at is null;
alter table tenants add constraint tenants_closed_at check ((status = 'closed') = (closed_at is not null));

-- +goose StatementBegin
create or replace function close_empty_account(account uuid) returns boolean language plpgsql as
$$
begin
    perform from tenants t
    where t.id = account and t.kind = 'account' and t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.status <> 'closed'
    for update;
    if not found then return false; end if;
    if exists (select from objects o where o.tenant_id = account and o.removed_at is null)
        or exists (select from memberships m where m.tenant_id = account) then
        return false;
    end if;
    update tenants set status = 'closed', closed_at = now(), name = '–', name_key = '–', country = null where id = account;
    delete from customer_records where account_id = account;
    delete from contracts where counterparty_id = account;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('close_empty_account(uuid)', 'app');

-- +goose Down
alter table tenants drop constraint tenants_closed_at;
