-- Desks: a realm's support, how it is reached, when it is there, and who answers (support policy 2–5, regulations 1–7).

-- +goose Up

-- When somebody is there. Spans are [{"day": 1, "from": 540, "to": 1260}], day 0 is Sunday, minutes from midnight in the zone; 1440 is
-- 24:00. A holiday has none.
create table desk_calendars (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    zone text not null,
    spans jsonb not null default '[]',
    holidays date[] not null default '{}',
    created_at timestamptz not null,
    unique (tenant_id, id)
);
call own_rows('desk_calendars', 'select, insert, update, delete');

-- Teams and their line; what a team of the second line promises is its own (regulations 6).
create table desk_teams (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    line int not null check (line in (1, 2)),
    calendar_id uuid,
    -- null: what the tier promises, or the desk's second line
    target_minutes int check (target_minutes between 1 and 100000),
    created_at timestamptz not null,
    unique (tenant_id, id),
    foreign key (tenant_id, calendar_id) references desk_calendars (tenant_id, id)
);
call own_rows('desk_teams', 'select, insert, update, delete');

-- A desk's own settings; no row: as the defaults of package support say. Nobody else reads them.
create table desks (
    tenant_id uuid primary key references tenants (id),
    -- null: weekdays from nine to nine in the realm's time zone
    calendar_id uuid,
    -- hours of those who speak a language from childhood, where somebody asks for one
    native_calendar_id uuid,
    gold_minutes int not null default 180 check (gold_minutes between 1 and 100000),
    silver_minutes int not null default 360 check (silver_minutes between 1 and 100000),
    other_minutes int not null default 720 check (other_minutes between 1 and 100000),
    second_line_minutes int not null default 1440 check (second_line_minutes between 1 and 100000),
    critical_minutes int not null default 60 check (critical_minutes between 1 and 100000),
    deadline_days int not null default 3 check (deadline_days between 1 and 30),
    reopen_days int not null default 14 check (reopen_days between 1 and 365),
    -- unanswered questions of ours after which a ticket is suggested as unanswerable
    clarifications int not null default 2 check (clarifications between 1 and 20),
    -- who is woken for a critical error, whoever is on duty
    page_emails text[] not null default '{}',
    -- address and secret of the one that is called; sealed
    page_webhook bytea,
    updated_at timestamptz not null,
    foreign key (tenant_id, calendar_id) references desk_calendars (tenant_id, id),
    foreign key (tenant_id, native_calendar_id) references desk_calendars (tenant_id, id)
);
call own_rows('desks', 'select, insert, update');

create table desk_team_members (
    tenant_id uuid not null references tenants (id),
    team_id uuid not null,
    user_id uuid not null,
    primary key (tenant_id, team_id, user_id),
    foreign key (tenant_id, team_id) references desk_teams (tenant_id, id) on delete cascade,
    foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call own_rows('desk_team_members', 'select, insert, delete');

-- Who is called at night and on weekends (support policy 5).
create table desk_duties (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index desk_duties_at on desk_duties (tenant_id, ends_at, starts_at);
call own_rows('desk_duties', 'select, insert, delete');

-- What those whom a desk serves read of it; nothing in it is a secret, and nobody further down reads it.
create table desk_pages (
    tenant_id uuid primary key references tenants (id),
    languages text[] not null default '{en}' check (cardinality(languages) > 0),
    phone text not null default '' check (length(phone) <= 32),
    hours text not null default '' check (length(hours) <= 200),
    -- for complaints to management (regulations 7)
    complaints_name text not null default '' check (length(complaints_name) <= 200),
    complaints_contact text not null default '' check (length(complaints_contact) <= 254),
    -- [{"name": "…", "url": "…"}]: the official ones (support policy 3.5)
    channels jsonb not null default '[]',
    updated_at timestamptz not null
);
call offered_rows('desk_pages', 'true', 'select, insert, update');

-- What a ticket is about. The scope says what the desk does about it (support policy 4).
create table desk_categories (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    -- {"en": "…", "ru": "…"}
    names jsonb not null,
    scope text not null check (scope in ('service', 'equipment', 'purchase')),
    team_id uuid,
    forum_url text not null default '' check (length(forum_url) <= 500),
    -- what is agreed to be answered, per language; for what is out of scope
    answers jsonb not null default '{}',
    position int not null default 0,
    archived_at timestamptz,
    created_at timestamptz not null,
    unique (tenant_id, id),
    foreign key (tenant_id, team_id) references desk_teams (tenant_id, id)
);
create index desk_categories_page on desk_categories (tenant_id, position, id);
call offered_rows('desk_categories', 'archived_at is null', 'select, insert, update');

-- Where letters come in. An address belongs to one desk of the installation.
create table desk_addresses (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    address text not null check (length(address) between 3 and 254),
    address_key text collate "C" not null unique,
    kind text not null check (kind in ('normal', 'critical')),
    category_id uuid,
    created_at timestamptz not null,
    foreign key (tenant_id, category_id) references desk_categories (tenant_id, id)
);
create index desk_addresses_page on desk_addresses (tenant_id, kind, id);
call offered_rows('desk_addresses', 'true', 'select, insert, delete');

-- Whose an address is, before anybody is known.
-- +goose StatementBegin
create function desk_of_address(wanted text) returns table (tenant_id uuid, kind text, category_id uuid) language sql stable as
$$ select a.tenant_id, a.kind, a.category_id from desk_addresses a where a.address_key = wanted $$;
-- +goose StatementEnd
call definer_function('desk_of_address(text)', 'app', 'worker');

create table desk_macros (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    -- {"en": "…", "ru": "…"}
    texts jsonb not null,
    -- what it makes of the ticket besides
    asks boolean not null default false,
    created_at timestamptz not null
);
call own_rows('desk_macros', 'select, insert, update, delete');

create table desk_views (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    -- null: of everybody at the desk
    user_id uuid,
    name text not null check (length(name) between 1 and 100),
    filter jsonb not null,
    created_at timestamptz not null
);
call own_rows('desk_views', 'select, insert, delete');

-- Products with versions: five years of support from the release on (regulations 3).
create table desk_products (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) between 1 and 100),
    version text not null check (length(version) between 1 and 60),
    released_on date not null,
    supported_until date not null check (supported_until > released_on),
    download_url text not null default '' check (length(download_url) <= 500),
    created_at timestamptz not null,
    unique (tenant_id, name, version)
);
call offered_rows('desk_products', 'true', 'select, insert, update, delete');

-- +goose Down
drop table desk_products;
drop table desk_views;
drop table desk_macros;
drop function desk_of_address;
drop table desk_addresses;
drop table desk_categories;
drop table desk_pages;
drop table desk_duties;
drop table desk_team_members;
drop table desks;
drop table desk_teams;
drop table desk_calendars;
