-- That letters to desks come in by SMTP or LMTP is a fact of the installation, not of one process: whichever sends an answer says where a
-- further letter goes.

-- +goose Up
create table letters_come_in (
    only_row boolean primary key default true check (only_row),
    -- when a process that takes letters has last said so
    seen_at timestamptz not null
);
call system_rows('letters_come_in');

-- As it was, and whether they are the owner: who goes on by letter in any ticket of their tenant.
drop function desk_writer(text);
-- +goose StatementBegin
create function desk_writer(wanted text) returns table (tenant_id uuid, user_id uuid, name text, locale text, owner boolean) language sql stable as
$$
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale,
        exists (select from memberships m where m.tenant_id = u.tenant_id and m.user_id = u.id and m.role = 'owner')
    from users u join tenants t on t.id = u.tenant_id
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.email_key = wanted and u.status <> 'removed'
        and not u.email_unconfirmed and t.status <> 'closed'
    union all
    select u.tenant_id, u.id, coalesce(nullif(u.name, ''), u.login), u.locale, true
    from tenants t join memberships m on m.tenant_id = t.id and m.role = 'owner'
    join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
    where t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid and t.kind = 'reseller' and t.status <> 'closed'
        and u.email_key = wanted and u.status <> 'removed' and not u.email_unconfirmed
    limit 1
$$;
-- +goose StatementEnd
call definer_function('desk_writer(text)', 'app');

-- +goose Down
drop function desk_writer(text);
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
drop table letters_come_in;
