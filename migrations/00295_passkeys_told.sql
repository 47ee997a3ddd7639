-- Whoever has passkeys of a host that stops being the one they sign in at is written to, once: nobody else can tell them what to do instead.

-- +goose Up
-- told_at is when; a passkey that was used since is told of again, since somebody still signs in with it.
alter table passkeys add column told_at timestamptz;

drop function passkeys_bound_to(text);

-- How many people of the realm acted in have a passkey on a host; of those how many would be left with nothing but recovery codes, how many
-- were written to about it, and how many have no address to write to.
-- +goose StatementBegin
create function passkeys_bound_to(on_host text) returns table (people bigint, stranded bigint, told bigint, unreachable bigint) language sql stable as
$$
    select count(*), count(*) filter (where not exists (select from totp_secrets t where t.tenant_id = u.tenant_id and t.user_id = u.id and t.confirmed_at is not null)
        and not exists (select from passkeys o join hosts h on h.host = o.host and h.tenant_id = u.realm_id
            where o.tenant_id = u.tenant_id and o.user_id = u.id and o.host <> on_host)),
        count(*) filter (where not exists (select from passkeys p where p.tenant_id = u.tenant_id and p.user_id = u.id and p.host = on_host
            and (p.told_at is null or p.used_at > p.told_at))),
        count(*) filter (where u.email is null)
    from users u
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.status <> 'removed'
        and exists (select from passkeys p where p.tenant_id = u.tenant_id and p.user_id = u.id and p.host = on_host)
$$;
-- +goose StatementEnd
call definer_function('passkeys_bound_to(text)', 'app');

-- +goose Down
drop function passkeys_bound_to(text);
alter table passkeys drop column told_at;
-- +goose StatementBegin
create function passkeys_bound_to(on_host text) returns table (people bigint, stranded bigint) language sql stable as
$$
    select count(*), count(*) filter (where not exists (select from totp_secrets t where t.tenant_id = u.tenant_id and t.user_id = u.id and t.confirmed_at is not null)
        and not exists (select from passkeys o join hosts h on h.host = o.host and h.tenant_id = u.realm_id
            where o.tenant_id = u.tenant_id and o.user_id = u.id and o.host <> on_host))
    from users u
    where u.realm_id = nullif(current_setting('app.tenant', true), '')::uuid and u.status <> 'removed'
        and exists (select from passkeys p where p.tenant_id = u.tenant_id and p.user_id = u.id and p.host = on_host)
$$;
-- +goose StatementEnd
call definer_function('passkeys_bound_to(text)', 'app');
