-- A tenant may have been there before its row was: what shows a year of business opens its customers where that year begins.

-- +goose Up
drop function open_tenant(uuid, uuid, text, text, text, text, text, text);
-- +goose StatementBegin
create function open_tenant(new_id uuid, parent uuid, new_kind text, new_name text, new_name_key text, new_locale text,
        new_zone text, new_country text, opened timestamptz default null) returns bigint language plpgsql as
$$
declare
    up tenants%rowtype;
    new_seq bigint;
    -- Nobody has come later than now.
    since timestamptz := least(coalesce(opened, now()), now());
begin
    -- Opening shares the tree, moving has it alone: a child can never be hung below a path that is being rewritten.
    perform pg_advisory_xact_lock_shared(hashtext('livery tree'));
    if parent is null then
        if current_setting('app.tenant', true) <> '' then
            raise exception 'only a new installation opens a platform' using errcode = '42501';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country, created_at)
        values (new_id, null, new_kind, new_id, 'new', new_name, new_name_key, new_locale, new_zone, new_country, since)
        returning seq into new_seq;
        update tenants set path = new_seq || '.' where id = new_id;
    else
        if parent is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
            raise exception 'a tenant opens its own children only' using errcode = '42501';
        end if;
        -- Whoever closes it waits until the child is there, and then finds it.
        select * into strict up from tenants where id = parent for share;
        if up.status = 'closed' then
            raise exception 'what is closed takes nobody in' using errcode = 'LV010';
        end if;
        if up.kind = 'account' then
            raise exception 'an account has no children' using errcode = '23514';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country, created_at)
        values (new_id, parent, new_kind, case new_kind when 'account' then up.realm_id else new_id end,
                'new ' || new_id, new_name, new_name_key, new_locale, new_zone, new_country, since)
        returning seq into new_seq;
        update tenants set path = up.path || new_seq || '.' where id = new_id;
    end if;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select ancestor_id, new_id, depth + 1 from tenant_closure where descendant_id = parent
    union all select new_id, new_id, 0;
    return new_seq;
end
$$;
-- +goose StatementEnd
call definer_function('open_tenant(uuid, uuid, text, text, text, text, text, text, timestamptz)', 'app');

-- +goose Down
drop function open_tenant(uuid, uuid, text, text, text, text, text, text, timestamptz);
-- +goose StatementBegin
create function open_tenant(new_id uuid, parent uuid, new_kind text, new_name text, new_name_key text, new_locale text,
        new_zone text, new_country text) returns bigint language plpgsql as
$$
declare
    up tenants%rowtype;
    new_seq bigint;
begin
    -- Opening shares the tree, moving has it alone: a child can never be hung below a path that is being rewritten.
    perform pg_advisory_xact_lock_shared(hashtext('livery tree'));
    if parent is null then
        if current_setting('app.tenant', true) <> '' then
            raise exception 'only a new installation opens a platform' using errcode = '42501';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country)
        values (new_id, null, new_kind, new_id, 'new', new_name, new_name_key, new_locale, new_zone, new_country)
        returning seq into new_seq;
        update tenants set path = new_seq || '.' where id = new_id;
    else
        if parent is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
            raise exception 'a tenant opens its own children only' using errcode = '42501';
        end if;
        -- Whoever closes it waits until the child is there, and then finds it.
        select * into strict up from tenants where id = parent for share;
        if up.status = 'closed' then
            raise exception 'what is closed takes nobody in' using errcode = 'LV010';
        end if;
        if up.kind = 'account' then
            raise exception 'an account has no children' using errcode = '23514';
        end if;
        insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country)
        values (new_id, parent, new_kind, case new_kind when 'account' then up.realm_id else new_id end,
                'new ' || new_id, new_name, new_name_key, new_locale, new_zone, new_country)
        returning seq into new_seq;
        update tenants set path = up.path || new_seq || '.' where id = new_id;
    end if;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select ancestor_id, new_id, depth + 1 from tenant_closure where descendant_id = parent
    union all select new_id, new_id, 0;
    return new_seq;
end
$$;
-- +goose StatementEnd
call definer_function('open_tenant(uuid, uuid, text, text, text, text, text, text)', 'app');
