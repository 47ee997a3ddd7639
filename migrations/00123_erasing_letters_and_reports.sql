-- Whoever is taken out is not written to any more, and whoever is erased is named neither by letters that were not sent nor
-- by reports of a stolen login.

-- +goose Up

-- withdraw_letters drops what waits to be sent to somebody by the tenant acted in: to a user of it, or to an address. Letters
-- that were set aside go too. It returns how many.
-- +goose StatementBegin
create function withdraw_letters(person uuid, address text) returns bigint language plpgsql as
$$
declare
    own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    n bigint;
begin
    delete from outbox o
    where o.tenant_id = own and o.topic = 'mail'
        and (person is not null and o.payload ->> 'user' = person::text or address <> '' and lower(o.payload ->> 'to') = lower(address));
    get diagnostics n = row_count;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('withdraw_letters(uuid, text)', 'app');

-- erase_stolen_logins takes away what reports of a stolen login, which the realm keeps, tell of a user of the tenant acted in,
-- by their id or by what they sign in with. What was decided stays; what was not is not wanted any more. It returns how many.
-- +goose StatementBegin
create function erase_stolen_logins(person uuid, at timestamptz) returns bigint language plpgsql as
$$
declare
    own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    victim users%rowtype;
    n bigint;
begin
    select * into victim from users u where u.tenant_id = own and u.id = person;
    if not found then return 0; end if;
    update stolen_logins s
    set login = 'erased', account_number = '', contact = 'erased', knows = '', locale = '', address = '', agent = '', reason = '',
        state = case when s.settled_at is null then 'refused' else s.state end, settled_at = coalesce(s.settled_at, at)
    where s.tenant_id = victim.realm_id
        and (s.user_tenant = own and s.user_id = person or s.user_id is null and lower(s.login) in (victim.login_key, victim.email_key));
    get diagnostics n = row_count;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('erase_stolen_logins(uuid, timestamptz)', 'app');

-- +goose Down
drop function erase_stolen_logins;
drop function withdraw_letters;
