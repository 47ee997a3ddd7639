-- Maintenance that a level announces to all below it. Everybody reads it as their own brand's word: nothing shows whose it is. How far
-- letters of it have gone is the installation's own affair.

-- +goose Up
create table maintenance_notices (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    -- by language; none: only the times are told
    texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object' and length(texts::text) <= 20000),
    posted_at timestamptz not null,
    cancelled_at timestamptz,
    by_user uuid
);
create index maintenance_notices_page on maintenance_notices (tenant_id, starts_at desc, id desc);
call published_rows('maintenance_notices', 'select, insert, update');

create table maintenance_told (
    notice_id uuid not null references maintenance_notices (id) on delete cascade,
    -- that it will be, or that it will not
    cancels boolean not null,
    -- whom letters have reached, in the order of their ids, and up to whom they go; null: all
    after uuid not null default '00000000-0000-0000-0000-000000000000',
    upto uuid,
    done boolean not null default false,
    primary key (notice_id, cancels)
);
create index maintenance_told_open on maintenance_told (notice_id) where not done;
call system_rows('maintenance_told');

-- Whoever posts or cancels one says nothing of letters: they begin, and end, with it.
-- +goose StatementBegin
create function maintenance_begins() returns trigger language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        insert into maintenance_told (notice_id, cancels) values (new.id, false);
    elsif old.cancelled_at is null and new.cancelled_at is not null then
        insert into maintenance_told (notice_id, cancels, upto)
        select new.id, true, case when t.done then null else t.after end from maintenance_told t where t.notice_id = new.id and not t.cancels;
        update maintenance_told t set done = true where t.notice_id = new.id and not t.cancels;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('maintenance_begins()', 'app', 'worker');
create trigger maintenance_begins after insert or update on maintenance_notices for each row execute function maintenance_begins();

-- +goose Down
drop table maintenance_told;
drop table maintenance_notices;
drop function maintenance_begins;
