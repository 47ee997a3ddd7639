-- Records, the last state of each object, and how far the store has come.

-- +goose Up
create table positions (
    object_seq bigint not null,
    fixed_at timestamptz not null,
    payload_hash bigint not null,
    received_at timestamptz not null,
    lat double precision,
    lon double precision,
    tenant_id uuid not null,
    altitude real,
    speed real,
    course real,
    satellites smallint,
    valid boolean not null,
    -- m3, m12, m36: how many months it is kept
    retention text not null,
    attributes jsonb not null,
    primary key (object_seq, fixed_at, payload_hash, retention)
) partition by list (retention);
call own_rows('positions', 'select');
create table positions_m3 partition of positions for values in ('m3') partition by range (fixed_at);
create table positions_m12 partition of positions for values in ('m12') partition by range (fixed_at);
create table positions_m36 partition of positions for values in ('m36') partition by range (fixed_at);

-- A partition is not under its parent's policies when it is addressed by itself: it is granted to nobody, and forced.
-- +goose StatementBegin
create function make_positions_partition(class text, month timestamptz) returns text language plpgsql
security definer set search_path = public, pg_temp as
$$
declare
    first_day timestamptz := date_trunc('month', month, 'UTC');
    part text := format('positions_%s_%s', class, to_char(first_day at time zone 'UTC', 'YYYY_MM'));
begin
    if class not in ('m3', 'm12', 'm36') then
        raise exception 'no such retention class: %', class using errcode = '22023';
    end if;
    if to_regclass(part) is null then
        perform pg_advisory_xact_lock(hashtext('livery partitions'));
        -- An advisory lock does not bring news of the catalogue, so whoever waited for it may still not see the table.
        begin
            execute format('create table %I partition of %I for values from (%L) to (%L)', part, 'positions_' || class,
                first_day, date_trunc('month', first_day + interval '32 days', 'UTC'));
            execute format('alter table %I enable row level security', part);
            execute format('alter table %I force row level security', part);
            execute format('comment on table %I is %L', part, 'rows: partition');
        exception when duplicate_table then
            null;
        end;
    end if;
    return part;
end
$$;

-- drop_expired_positions drops the partitions whose every record is older than its class allows; returns their names.
create function drop_expired_positions(at timestamptz) returns setof text language plpgsql
security definer set search_path = public, pg_temp as
$$
declare p record;
begin
    for p in
        select c.relname, (regexp_match(c.relname, '^positions_m(\d+)_(\d{4}_\d{2})$')) as m
        from pg_class c where c.relname ~ '^positions_m\d+_\d{4}_\d{2}$' and c.relnamespace = 'public'::regnamespace
    loop
        if (to_timestamp(p.m[2] || '_01', 'YYYY_MM_DD') at time zone 'UTC') + interval '1 month'
                + make_interval(months => p.m[1]::int) < at at time zone 'UTC' then
            execute format('drop table %I', p.relname);
            return next p.relname;
        end if;
    end loop;
end
$$;

do $$
begin
    revoke all on function make_positions_partition(text, timestamptz) from public;
    revoke all on function drop_expired_positions(timestamptz) from public;
    execute format('grant execute on function make_positions_partition(text, timestamptz) to %I', role_named('worker'));
    execute format('grant execute on function drop_expired_positions(timestamptz) to %I', role_named('worker'));
    execute 'alter table positions_m3 enable row level security';
    execute 'alter table positions_m3 force row level security';
    execute 'alter table positions_m12 enable row level security';
    execute 'alter table positions_m12 force row level security';
    execute 'alter table positions_m36 enable row level security';
    execute 'alter table positions_m36 force row level security';
    execute 'comment on table positions_m3 is ''rows: partition''';
    execute 'comment on table positions_m12 is ''rows: partition''';
    execute 'comment on table positions_m36 is ''rows: partition''';
end $$;
-- +goose StatementEnd

create table object_states (
    object_seq bigint primary key,
    tenant_id uuid not null references tenants (id),
    object_id uuid not null,
    -- of the newest record with a fix; null until there was one
    fixed_at timestamptz,
    lat double precision,
    lon double precision,
    altitude real,
    speed real,
    course real,
    valid boolean not null default false,
    -- moving or standing, and since when
    moving boolean not null default false,
    moving_since timestamptz,
    -- metres, as the device tells it or as summed up from its fixes
    odometer double precision not null default 0,
    -- attributes of the newest record of any kind, merged key by key
    attributes jsonb not null default '{}',
    -- when the newest record was fixed, and when anything last arrived
    recorded_at timestamptz,
    heard_at timestamptz not null,
    foreign key (tenant_id, object_id) references objects (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index object_states_tenant on object_states (tenant_id, object_id);
call own_rows('object_states', 'select');

-- Records kept apart: absurd times, noisy devices. Raw enough to be taken up again.
create table quarantine (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    object_id uuid not null,
    reason text not null check (reason in ('future', 'past', 'noisy')),
    fixed_at timestamptz,
    received_at timestamptz not null,
    record jsonb not null,
    foreign key (tenant_id, object_id) references objects (tenant_id, id) on delete cascade
);
create index quarantine_object on quarantine (tenant_id, object_id, received_at desc);
call own_rows('quarantine', 'select');

-- How far each shard of the spool is stored, written in the transaction that stores: a message is stored once whatever
-- is killed when. The lease says which worker may, until when.
create table spool_shards (
    spool text not null,
    shard int not null,
    stored_sequence bigint not null default 0,
    leased_by text not null default '',
    leased_until timestamptz not null default '-infinity',
    primary key (spool, shard)
);
call system_rows('spool_shards');

-- +goose Down
drop table spool_shards;
drop table quarantine;
drop table object_states;
drop function drop_expired_positions;
drop function make_positions_partition;
drop table positions;
