-- How a table declares whose its rows are (DESIGN §4). Every table calls exactly one of these procedures; the kind is
-- kept as the table's comment and checked by a catalogue test.
--
-- Roles carry the prefix of the database they were made for: <prefix>_owner runs this file, so the others are named
-- after current_user. A clone of the database (tests) keeps the names.

-- +goose Up
create extension if not exists btree_gist;

-- +goose StatementBegin
create function role_named(kind text) returns text language sql stable as
$$ select regexp_replace(current_user, '_owner$', '') || '_' || kind $$;
-- +goose StatementEnd

-- declare_rows switches row-level security on and forces it, records the kind, and lets owner, definer and worker see
-- everything: FORCE would blind them otherwise (a migration's UPDATE would touch no row, silently).
-- +goose StatementBegin
create procedure declare_rows(t regclass, kind text) language plpgsql as
$$
declare r text;
begin
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('comment on table %s is %L', t, 'rows: ' || kind);
    foreach r in array array['owner', 'definer', 'worker'] loop
        execute format('create policy %I on %s to %I using (true) with check (true)', 'all_for_' || r, t, role_named(r));
    end loop;
    execute format('grant select, insert, update, delete on %s to %I, %I', t, role_named('definer'), role_named('worker'));
end
$$;
-- +goose StatementEnd

-- own: the row's tenant is the tenant acted in.
-- +goose StatementBegin
create procedure own_rows(t regclass, app_privileges text) language plpgsql as
$$
begin
    call declare_rows(t, 'own');
    execute format($p$create policy own on %s to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    if app_privileges <> '' then
        execute format('grant %s on %s to %I', app_privileges, t, role_named('app'));
    end if;
end
$$;
-- +goose StatementEnd

-- two-party: both sides of an edge of the tree read the row, only the keeper's side writes it.
-- +goose StatementBegin
create procedure two_party_rows(t regclass, keeper name, counterparty name, app_privileges text) language plpgsql as
$$
declare verb text;
begin
    call declare_rows(t, 'two-party');
    execute format($p$create policy two_party on %s for select to %I
        using (%I = nullif(current_setting('app.tenant', true), '')::uuid
            or %I = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'), keeper, counterparty);
    execute format($p$create policy keeper_inserts on %s for insert to %I
        with check (%I = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'), keeper);
    execute format($p$create policy keeper_updates on %s for update to %I
        using (%I = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (%I = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'), keeper, keeper);
    if app_privileges <> '' then
        execute format('grant %s on %s to %I', app_privileges, t, role_named('app'));
    end if;
end
$$;
-- +goose StatementEnd

-- published downward: descendants read the row through the ancestor ids in a second setting; never a secret in such a table.
-- +goose StatementBegin
create procedure published_rows(t regclass, app_privileges text) language plpgsql as
$$
begin
    call declare_rows(t, 'published');
    execute format($p$create policy published on %s for select to %I
        using (tenant_id = any (nullif(current_setting('app.lineage', true), '')::uuid[]))$p$, t, role_named('app'));
    execute format($p$create policy own_inserts on %s for insert to %I
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    execute format($p$create policy own_updates on %s for update to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    execute format($p$create policy own_deletes on %s for delete to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    if app_privileges <> '' then
        execute format('grant %s on %s to %I', app_privileges, t, role_named('app'));
    end if;
end
$$;
-- +goose StatementEnd

-- grant: a dated row lets another tenant (grantee_id) read one thing of this one, between starts_at and ends_at, unless
-- revoked_at is set. Whoever gave it writes it.
-- +goose StatementBegin
create procedure grant_rows(t regclass, app_privileges text) language plpgsql as
$$
begin
    call declare_rows(t, 'grant');
    execute format($p$create policy given_or_in_force on %s for select to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
            or (grantee_id = nullif(current_setting('app.tenant', true), '')::uuid
                and starts_at <= now() and now() < ends_at and revoked_at is null))$p$, t, role_named('app'));
    execute format($p$create policy giver_inserts on %s for insert to %I
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    execute format($p$create policy giver_updates on %s for update to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
    if app_privileges <> '' then
        execute format('grant %s on %s to %I', app_privileges, t, role_named('app'));
    end if;
end
$$;
-- +goose StatementEnd

-- system: belongs to the installation; requests reach it through definer functions only.
-- +goose StatementBegin
create procedure system_rows(t regclass) language plpgsql as
$$ begin call declare_rows(t, 'system'); end $$;
-- +goose StatementEnd

-- subtree_readable lets the read-only subtree role see the rows below a path. The range is compared with bare settings:
-- wrapped in a subselect the planner loses its estimate (pitfalls: 10 ms become 329 ms). '.' < '/' in the C collation,
-- so the range is [ path, path with its last '.' turned into '/' ).
-- +goose StatementBegin
create procedure subtree_readable(t regclass, columns text) language plpgsql as
$$
begin
    execute format($p$create policy subtree on %s for select to %I
        using (path >= current_setting('app.path', true) and path < current_setting('app.path_end', true))$p$,
        t, role_named('app_subtree'));
    execute format('grant select (%s) on %s to %I', columns, t, role_named('app_subtree'));
end
$$;
-- +goose StatementEnd

-- definer_function hands a function to the definer role and lets the given roles, and nobody else, execute it.
-- +goose StatementBegin
create procedure definer_function(f regprocedure, variadic callers text[]) language plpgsql as
$$
declare r text;
begin
    execute format('revoke all on function %s from public', f);
    foreach r in array callers loop
        execute format('grant execute on function %s to %I', f, role_named(r));
    end loop;
    execute format('alter function %s security definer set search_path = public, pg_temp', f);
    execute format('alter function %s owner to %I', f, role_named('definer'));
end
$$;
-- +goose StatementEnd

-- +goose Down
drop procedure definer_function;
drop procedure subtree_readable;
drop procedure system_rows;
drop procedure grant_rows;
drop procedure published_rows;
drop procedure two_party_rows;
drop procedure own_rows;
drop procedure declare_rows;
drop function role_named;
