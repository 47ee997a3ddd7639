-- Links that letters carry: each is good once, for a time, for one thing, and kept as a hash.

-- +goose Up
create table letter_links (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    -- reset: choose a password · change: this address is theirs, and takes the place of the present one · undo: give back
    -- the address that was there before
    purpose text not null check (purpose in ('reset', 'change', 'undo')),
    token_hash bytea not null unique,
    -- what is confirmed, or given back; for reset where the letter went to
    email text not null check (length(email) <= 254),
    email_key text collate "C" not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    settled_at timestamptz,
    outcome text check (outcome in ('used', 'replaced', 'cancelled')),
    check ((settled_at is null) = (outcome is null)),
    foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index letter_links_user on letter_links (tenant_id, user_id, created_at desc);
-- one change of address waits at a time
create unique index letter_links_one_change on letter_links (tenant_id, user_id) where purpose = 'change' and outcome is null;
-- an address that may be given back is nobody else's until then
create index letter_links_held on letter_links (email_key) where purpose = 'undo' and outcome is null;
call own_rows('letter_links', 'select, insert, update, delete');

-- +goose StatementBegin
create function letter_link_place(hash bytea) returns table (link_id uuid, tenant_id uuid) language sql stable as
$$ select l.id, l.tenant_id from letter_links l where l.token_hash = hash and l.outcome is null $$;
-- +goose StatementEnd
call definer_function('letter_link_place(bytea)', 'app');

-- Whoever has stolen a login and changed its address must not take the old one for somebody else, so that it could not be
-- given back. It says what the unique key says: the two cannot be told apart.
-- +goose StatementBegin
create function emails_are_held() returns trigger language plpgsql as
$$
begin
    if exists (select from letter_links l join users u on u.tenant_id = l.tenant_id and u.id = l.user_id
            where l.email_key = new.email_key and l.purpose = 'undo' and l.outcome is null and l.expires_at > now()
                and u.realm_id = new.realm_id and u.id <> new.id) then
        raise exception 'an address is kept for whoever had it' using errcode = '23505', constraint = 'users_realm_id_email_key_key';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
create trigger users_emails_held before insert or update of email_key on users for each row when (new.email_key is not null)
    execute function emails_are_held();
call definer_function('emails_are_held()', 'app', 'worker');

-- +goose Down
drop trigger users_emails_held on users;
drop function emails_are_held;
drop function letter_link_place;
drop table letter_links;
