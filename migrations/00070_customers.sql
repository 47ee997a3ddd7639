-- What lists of the tenants below show, sort and search by, kept beside the tree: under row-level security a list is only
-- as quick as its index, and a figure that is counted for each row of a page cannot be sorted by.

-- +goose Up
create table customers (
    tenant_id uuid primary key references tenants (id) on delete cascade,
    parent_id uuid,
    path text collate "C" not null,
    kind text not null,
    status text not null,
    name_key text collate "C" not null,
    -- in its provider's book; empty: the platform, or no contract yet
    number text collate "C" not null default '',
    created_at timestamptz not null,
    -- of the tenant's own: not of those below it
    objects int not null default 0,
    blocked int not null default 0,
    users int not null default 0,
    -- when one of its users was last here; the epoch: never. To five minutes
    seen_at timestamptz not null default 'epoch'
);
create index customers_page on customers (path, tenant_id) include (objects, blocked, users);
create index customers_children on customers (parent_id, name_key, tenant_id);
create index customers_name on customers (name_key, tenant_id);
create index customers_number on customers (number, tenant_id);
create index customers_since on customers (created_at, tenant_id);
create index customers_objects on customers (objects, tenant_id);
create index customers_users on customers (users, tenant_id);
create index customers_seen on customers (seen_at, tenant_id);
create index customers_halted on customers (status, path) where status <> 'active';
create index customers_blocked on customers (path) where blocked > 0;
call own_rows('customers', '');
call subtree_readable('customers', 'tenant_id, parent_id, path, kind, status, name_key, number, created_at, objects, blocked, users, seen_at');

-- How much of it is heard, counted anew by a job: the path of a frame does not wait for a list.
create table customer_live (
    tenant_id uuid primary key references customers (tenant_id) on delete cascade,
    path text collate "C" not null,
    online int not null default 0,
    -- heard before, and silent for a day, of them for a week; never heard at all
    silent_day int not null default 0,
    silent_week int not null default 0,
    never int not null default 0,
    heard_at timestamptz not null default 'epoch'
) with (fillfactor = 70);
create index customer_live_path on customer_live (path);
call own_rows('customer_live', '');
call subtree_readable('customer_live', 'tenant_id, path, online, silent_day, silent_week, never, heard_at');

-- What a tenant is found by: its name from each of its words on, its number, its hosts. A search is a range of one index.
create table customer_words (
    tenant_id uuid not null references customers (tenant_id) on delete cascade,
    path text collate "C" not null,
    word text collate "C" not null,
    primary key (tenant_id, word)
);
create index customer_words_search on customer_words (word, path, tenant_id);
-- For those who have few below them, whatever the whole installation is called.
create index customer_words_place on customer_words (path, word, tenant_id);
call own_rows('customer_words', '');
call subtree_readable('customer_words', 'tenant_id, path, word');

-- +goose StatementBegin
create function customer_reword(tenant uuid) returns void language plpgsql as
$$
begin
    delete from customer_words w where w.tenant_id = tenant;
    insert into customer_words (tenant_id, path, word)
    select c.tenant_id, c.path, w.word
    from customers c cross join lateral (
        select ltrim(array_to_string(parts[n:], ' '), '«»"''“”„()[]<>-–—.,#№&*/') as word
        from string_to_array(c.name_key, ' ') parts, generate_series(1, least(cardinality(parts), 12)) n
        union select c.number
        union select h.host from hosts h where h.tenant_id = c.tenant_id
    ) w
    where c.tenant_id = tenant and w.word <> '';
end
$$;
-- +goose StatementEnd
call definer_function('customer_reword(uuid)', variadic array[]::text[]);

-- The trigger functions below run as definer: whoever opens a tenant or adds an object may not write here.
-- +goose StatementBegin
create function customers_follow_tenant() returns trigger language plpgsql as
$$
begin
    insert into customers as c (tenant_id, parent_id, path, kind, status, name_key, created_at)
    values (new.id, new.parent_id, new.path, new.kind, new.status, new.name_key, new.created_at)
    on conflict (tenant_id) do update
    set parent_id = new.parent_id, path = new.path, kind = new.kind, status = new.status, name_key = new.name_key;
    insert into customer_live as l (tenant_id, path) values (new.id, new.path)
    on conflict (tenant_id) do update set path = new.path where l.path <> new.path;
    if tg_op = 'INSERT' or old.name_key <> new.name_key then
        perform customer_reword(new.id);
    elsif old.path <> new.path then
        update customer_words w set path = new.path where w.tenant_id = new.id;
    end if;
    return null;
end
$$;
create function customers_follow_contract() returns trigger language plpgsql as
$$
begin
    update customers set number = new.number where tenant_id = new.counterparty_id;
    perform customer_reword(new.counterparty_id);
    return null;
end
$$;
create function customers_follow_host() returns trigger language plpgsql as
$$
begin
    if tg_op <> 'INSERT' then perform customer_reword(old.tenant_id); end if;
    if tg_op <> 'DELETE' then perform customer_reword(new.tenant_id); end if;
    return null;
end
$$;
create function customers_gain_objects() returns trigger language plpgsql as
$$
begin
    perform 1 from customers c where c.tenant_id in (select tenant_id from gained) order by c.tenant_id for no key update;
    update customers c set objects = c.objects + n.n
    from (select g.tenant_id, count(*)::int as n from gained g where to_jsonb(g) ->> 'removed_at' is null group by g.tenant_id) n where c.tenant_id = n.tenant_id;
    return null;
end
$$;
create function customers_lose_objects() returns trigger language plpgsql as
$$
begin
    perform 1 from customers c where c.tenant_id in (select tenant_id from lost) order by c.tenant_id for no key update;
    update customers c set objects = c.objects - n.n
    from (select g.tenant_id, count(*)::int as n from lost g where to_jsonb(g) ->> 'removed_at' is null group by g.tenant_id) n where c.tenant_id = n.tenant_id;
    return null;
end
$$;
-- An object in the trash does not count: it has a removed_at, where objects have that column.
create function customers_recount_objects() returns trigger language plpgsql as
$$
begin
    perform 1 from customers c where c.tenant_id in (select tenant_id from is_now) order by c.tenant_id for no key update;
    update customers c set objects = c.objects + n.n
    from (select i.tenant_id, sum((to_jsonb(i) ->> 'removed_at' is null)::int - (to_jsonb(w) ->> 'removed_at' is null)::int)::int as n
          from is_now i join was w on w.id = i.id group by i.tenant_id) n
    where c.tenant_id = n.tenant_id and n.n <> 0;
    return null;
end
$$;
create function customers_recount_blocks() returns trigger language plpgsql as
$$
begin
    perform 1 from customers c where c.tenant_id in (select tenant_id from touched) order by c.tenant_id for no key update;
    update customers c set blocked = n.n
    from (select t.tenant_id, (select count(distinct b.object_id)::int from blocks b where b.tenant_id = t.tenant_id and b.until is null) as n
          from (select distinct tenant_id from touched) t) n
    where c.tenant_id = n.tenant_id and c.blocked <> n.n;
    return null;
end
$$;
create function customers_follow_user() returns trigger language plpgsql as
$$
begin
    if tg_op <> 'INSERT' and old.status <> 'removed' then
        update customers set users = users - 1 where tenant_id = old.tenant_id;
    end if;
    if tg_op <> 'DELETE' and new.status <> 'removed' then
        update customers set users = users + 1 where tenant_id = new.tenant_id;
    end if;
    return null;
end
$$;
create function customers_are_seen() returns trigger language plpgsql as
$$
begin
    -- Not at every step: a session is renewed far more often than anybody looks at a list.
    update customers set seen_at = new.seen_at where tenant_id = new.tenant_id and seen_at < new.seen_at - interval '5 minutes';
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('customers_follow_tenant()', 'app', 'worker');
call definer_function('customers_follow_contract()', 'app', 'worker');
call definer_function('customers_follow_host()', 'app', 'worker');
call definer_function('customers_gain_objects()', 'app', 'worker');
call definer_function('customers_lose_objects()', 'app', 'worker');
call definer_function('customers_recount_objects()', 'app', 'worker');
call definer_function('customers_recount_blocks()', 'app', 'worker');
call definer_function('customers_follow_user()', 'app', 'worker');
call definer_function('customers_are_seen()', 'app', 'worker');

create index blocks_in_force on blocks (tenant_id, object_id) where until is null;

-- Those that are there already.
insert into customers (tenant_id, parent_id, path, kind, status, name_key, number, created_at, objects, blocked, users, seen_at)
select t.id, t.parent_id, t.path, t.kind, t.status, t.name_key, coalesce(c.number, ''), t.created_at,
    (select count(*) from objects o where o.tenant_id = t.id and to_jsonb(o) ->> 'removed_at' is null),
    (select count(distinct b.object_id) from blocks b where b.tenant_id = t.id and b.until is null),
    (select count(*) from users u where u.tenant_id = t.id and u.status <> 'removed'),
    coalesce((select max(s.seen_at) from sessions s where s.tenant_id = t.id), 'epoch')
from tenants t left join contracts c on c.counterparty_id = t.id;
insert into customer_live (tenant_id, path) select tenant_id, path from customers;
-- +goose StatementBegin
insert into customer_words (tenant_id, path, word)
select c.tenant_id, c.path, w.word
from customers c cross join lateral (
    select ltrim(array_to_string(parts[n:], ' '), '«»"''“”„()[]<>-–—.,#№&*/') as word
    from string_to_array(c.name_key, ' ') parts, generate_series(1, least(cardinality(parts), 12)) n
    union select c.number
    union select h.host from hosts h where h.tenant_id = c.tenant_id
) w
where w.word <> '';
-- +goose StatementEnd

create trigger tenants_in_lists after insert or update of parent_id, path, kind, status, name_key on tenants
    for each row execute function customers_follow_tenant();
create trigger contracts_in_lists after insert or update of number, counterparty_id on contracts
    for each row execute function customers_follow_contract();
create trigger hosts_in_lists after insert or update of host, tenant_id or delete on hosts
    for each row execute function customers_follow_host();
create trigger objects_in_lists after insert on objects referencing new table as gained
    for each statement execute function customers_gain_objects();
create trigger objects_out_of_lists after delete on objects referencing old table as lost
    for each statement execute function customers_lose_objects();
create trigger objects_changed_in_lists after update on objects referencing old table as was new table as is_now
    for each statement execute function customers_recount_objects();
create trigger blocks_in_lists after insert on blocks referencing new table as touched
    for each statement execute function customers_recount_blocks();
create trigger blocks_changed_in_lists after update on blocks referencing new table as touched
    for each statement execute function customers_recount_blocks();
create trigger blocks_out_of_lists after delete on blocks referencing old table as touched
    for each statement execute function customers_recount_blocks();
create trigger users_in_lists after insert or update of status, tenant_id or delete on users
    for each row execute function customers_follow_user();
create trigger sessions_in_lists after insert or update of seen_at on sessions
    for each row execute function customers_are_seen();

-- +goose Down
drop trigger sessions_in_lists on sessions;
drop trigger users_in_lists on users;
drop trigger blocks_out_of_lists on blocks;
drop trigger blocks_changed_in_lists on blocks;
drop trigger blocks_in_lists on blocks;
drop trigger objects_out_of_lists on objects;
drop trigger objects_in_lists on objects;
drop trigger objects_changed_in_lists on objects;
drop trigger hosts_in_lists on hosts;
drop trigger contracts_in_lists on contracts;
drop trigger tenants_in_lists on tenants;
drop index blocks_in_force;
drop function customers_are_seen;
drop function customers_follow_user;
drop function customers_recount_blocks;
drop function customers_recount_objects;
drop function customers_lose_objects;
drop function customers_gain_objects;
drop function customers_follow_host;
drop function customers_follow_contract;
drop function customers_follow_tenant;
drop function customer_reword;
drop table customer_words;
drop table customer_live;
drop table customers;
