-- Moving a tenant, what the subtree lists show, and notices for whoever keeps sessions in memory.

-- +goose Up
-- The account number stands beside the customer in subtree lists: the contract knows the child's path.
alter table contracts add column path text collate "C" not null default '';
-- +goose StatementBegin
create function contracts_take_path() returns trigger language plpgsql as
$$ begin select t.path into strict new.path from tenants t where t.id = new.counterparty_id; return new; end $$;
-- +goose StatementEnd
update contracts c set path = t.path from tenants t where t.id = c.counterparty_id;
alter table contracts alter column path drop default;
create trigger contracts_path before insert on contracts for each row execute function contracts_take_path();
call subtree_readable('contracts', 'counterparty_id, number, path');
create index contracts_path on contracts (path);

-- Lists searched by the beginning of a name, over the whole tree.
create index tenants_name on tenants (name_key, path, id);

-- move_tenant hangs a tenant, with all below it, below another parent: closure, paths, realms of what changes realm,
-- and the contract, which gets its new number from the caller. Exclusive over the whole tree.
-- +goose StatementBegin
create function move_tenant(moved uuid, new_parent uuid, new_number text) returns int language plpgsql as
$$
declare
    t tenants%rowtype;
    up tenants%rowtype;
    new_path text;
    n int;
begin
    perform pg_advisory_xact_lock(hashtext('livery tree'));
    select * into t from tenants where id = moved for update;
    if not found then
        raise exception 'no such tenant' using errcode = '23503';
    end if;
    select * into up from tenants where id = new_parent for key share;
    if not found then
        raise exception 'no such parent' using errcode = '23503';
    end if;
    if t.parent_id is null or up.kind = 'account' or up.path >= t.path and up.path < rtrim(t.path, '.') || '/' then
        raise exception 'a tenant cannot be hung there' using errcode = '23514';
    end if;
    new_path := up.path || t.seq || '.';

    -- Edges from above the moved root to inside it go, those from the new place come.
    delete from tenant_closure c
    using tenant_closure inside, tenant_closure above
    where inside.ancestor_id = moved and above.descendant_id = moved and above.ancestor_id <> moved
      and c.ancestor_id = above.ancestor_id and c.descendant_id = inside.descendant_id;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select above.ancestor_id, inside.descendant_id, above.depth + inside.depth + 1
    from tenant_closure above, tenant_closure inside
    where above.descendant_id = new_parent and inside.ancestor_id = moved;

    update contracts set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update objects set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update tenants set parent_id = new_parent where id = moved;
    update tenants set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    get diagnostics n = row_count;

    -- A reseller is a realm of its own and takes it along; an account changes realm, and its people with it.
    if t.kind = 'account' and t.realm_id <> up.realm_id then
        update tenants set realm_id = up.realm_id where id = moved;
        update users set realm_id = up.realm_id where tenant_id = moved;
        update sessions set ended_at = now(), end_reason = 'revoked' where tenant_id = moved and ended_at is null;
    end if;
    update contracts set tenant_id = new_parent, number = new_number where counterparty_id = moved;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('move_tenant(uuid, uuid, text)', 'worker');

-- A user's own time zone; empty: the tenant's.
alter table users add column time_zone text not null default '' check (length(time_zone) <= 64);

-- Whoever keeps sessions or places in the tree in memory listens here. Rotating a refresh token is no news.
-- +goose StatementBegin
create function notify_sessions() returns trigger language plpgsql as
$$ begin notify livery_sessions; return null; end $$;
-- +goose StatementEnd
create trigger sessions_notify after update of ended_at on sessions for each statement execute function notify_sessions();
create trigger memberships_notify after update or delete on memberships for each statement execute function notify_sessions();
create trigger users_notify after update of status, realm_id on users for each statement execute function notify_sessions();
create trigger tenants_notify after update on tenants for each row
    when (old.parent_id is distinct from new.parent_id or old.realm_id <> new.realm_id or old.status <> new.status)
    execute function notify_sessions();
create trigger tenants_notify_brands after update on tenants for each row
    when (old.parent_id is distinct from new.parent_id or old.status <> new.status)
    execute function notify_brands();

-- +goose Down
drop trigger tenants_notify_brands on tenants;
drop trigger tenants_notify on tenants;
drop trigger users_notify on users;
drop trigger memberships_notify on memberships;
drop trigger sessions_notify on sessions;
drop function notify_sessions;
alter table users drop column time_zone;
drop function move_tenant;
drop index tenants_name;
drop policy subtree on contracts;
drop trigger contracts_path on contracts;
drop function contracts_take_path;
alter table contracts drop column path;
