-- An owner closes their own account, and what is known of a person is erased on demand (T3.4).

-- +goose Up
-- close_own_account closes the account acted in, which its provider keeps in the trash like one that it has closed itself;
-- the provider's audit tells of it. False: it is no account, or closed already.
-- +goose StatementBegin
create function close_own_account(at timestamptz, entry uuid) returns boolean language plpgsql as
$$
declare
    own tenants%rowtype;
begin
    update tenants t set status = 'closed', closed_at = at
    where t.id = nullif(current_setting('app.tenant', true), '')::uuid and t.kind = 'account' and t.status <> 'closed'
    returning * into own;
    if not found then return false; end if;
    update memberships m set version = version + 1 where m.tenant_id = own.id;
    perform audit_append(own.parent_id, entry, at, 'system', null, 'owner', 'tenant.close', 'tenant', own.id,
        uuid_send(gen_random_uuid()), jsonb_build_object('name', own.name, 'after', jsonb_build_object('by', 'owner')));
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('close_own_account(timestamptz, uuid)', 'app');

-- Erasing goes with what is erased, in one transaction: audit_shred keeps to the tenant acted in.
-- +goose StatementBegin
do $$ begin execute format('grant execute on function audit_shred(uuid, uuid) to %I', role_named('app')); end $$;
-- +goose StatementEnd

alter table applications add column erased_at timestamptz;
alter table applications add constraint applications_erased check (erased_at is null or status <> 'pending');
alter table sign_up_questions add column erased_at timestamptz;
alter table sign_up_questions add constraint sign_up_questions_erased check (erased_at is null or settled_at is not null);

-- +goose Down
alter table sign_up_questions drop column erased_at;
alter table applications drop column erased_at;
-- +goose StatementBegin
do $$ begin execute format('revoke execute on function audit_shred(uuid, uuid) from %I', role_named('app')); end $$;
-- +goose StatementEnd
drop function close_own_account;
