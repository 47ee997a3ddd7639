-- A plan that costs the days on which the tracker was heard, each when it is over, gave two days for the price of one: the day that could not be
-- paid was left out once its object was served again. And a reseller that closed while a customer was opened below it was forgotten with a live
-- customer left below.

-- +goose Up
-- settle_owed is what the days of a subscription come to that were served and heard, and could not be paid when they were over: millionths of a
-- minor unit, each day at its own price.
-- +goose StatementBegin
create function settle_owed(subscription uuid, unit text) returns numeric language sql stable as
$$
    select coalesce(sum(coalesce(c.price, v.price) * 1000000::numeric + coalesce(c.price_micro, v.price_micro)), 0) from subscriptions s
    join objects o on o.id = s.object_id
    cross join lateral generate_series((s.anchor at time zone s.zone)::date::timestamp, (s.unpaid_since at time zone s.zone)::date::timestamp, interval '1 day') g (day)
    cross join lateral (select g.day at time zone s.zone as starts, (g.day + interval '1 day') at time zone s.zone as ends) d
    join plan_versions v on v.id = plan_version_at(s.plan_id, greatest(d.starts, s.starts_at)) and v.currency = unit
    left join lateral price_agreed(s.tenant_id, s.plan_id, d.starts) c on c.currency = v.currency
    where s.id = subscription and s.anchor <= d.starts
        and exists (
            select from paid_intervals i
            where i.object_id = s.object_id and i.tenant_id = s.tenant_id and i.span && tstzrange(d.starts, d.ends)
                and object_heard(o.seq, greatest(d.starts, s.starts_at, lower(i.span)), least(d.ends, upper(i.span))))
        and not exists (select from charges k where k.object_id = s.object_id and k.keeper_id = s.keeper_id and k.period_start = d.starts)
$$;

create or replace function settle_decided(items settle_item[], at timestamptz) returns void language plpgsql as
$$
begin
    -- A day that is debited when the tracker is heard costs nothing yet.
    perform settle_post(array(select x from unnest(items) x where x.taken and not x.by_day), at);
    with extended as (
        update paid_intervals i set span = tstzrange(lower(i.span), nullif(x.ends, 'infinity')) from unnest(items) x
        where x.taken and not x.anew and i.tenant_id = x.account and i.object_id = x.object and upper(i.span) = x.starts
        returning i.object_id)
    insert into paid_intervals (tenant_id, object_id, span)
    select x.account, x.object, tstzrange(x.starts, nullif(x.ends, 'infinity')) from unnest(items) x
    where x.taken and not exists (select from extended e where e.object_id = x.object);
    update subscriptions s set anchor = case when not x.by_day then x.anchor
            -- What was served and could not be paid when its day was over is still owed.
            when x.was_unpaid and (select v.in_arrears from plan_versions v where v.id = x.version)
                then least(s.anchor, date_trunc('day', x.starts at time zone x.zone) at time zone x.zone)
            else date_trunc('day', x.starts at time zone x.zone) at time zone x.zone end,
        periods = x.periods + 1, paid_until = x.ends, next_due = nullif(x.ends, 'infinity'), unpaid_since = null,
        micro_left = case when x.by_day then s.micro_left else x.micro_left end
    from unnest(items) x where x.taken and s.id = x.subscription;
    if exists (select from unnest(items) x where x.taken and (x.was_unpaid or x.anew)) then
        update blocks b set until = greatest(b.since, x.starts) from unnest(items) x
        where x.taken and (x.was_unpaid or x.anew) and b.object_id = x.object and b.cause = 'unpaid' and b.until is null;
    end if;
    if exists (select from unnest(items) x where not x.taken and not x.was_unpaid and x.starts <= at) then
        update subscriptions s set unpaid_since = x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at and s.id = x.subscription;
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.account, x.object, 'unpaid', false, x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at
        on conflict (object_id, cause) where until is null do nothing;
    end if;
end
$$;

create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
    trashed uuid[];
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_pauses(accounts, at);
    perform settle_anew(accounts, at);
    -- What lies in the trash is not paid ahead; when its time has come it has ended above.
    trashed := array(select o.id from objects o where o.tenant_id = any (accounts) and o.removed_at is not null);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            -- In arrears, the days that are owed and the one to come.
                            coalesce(c.price, v.price) + div(w.micro + s.micro_left + coalesce(c.price_micro, v.price_micro), 1000000)::bigint as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        cross join lateral (
                            select case when v.in_arrears and s.unpaid_since is not null then settle_owed(s.id, v.currency) else 0 end as micro) w
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at) and s.object_id <> all (trashed)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
end
$$;
create or replace function open_tenant(new_id uuid, parent uuid, new_kind text, new_name text, new_name_key text, new_locale text,
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
create or replace function move_tenant(moved uuid, new_parent uuid, new_number text) returns int language plpgsql as
$$
declare
    t tenants%rowtype;
    up tenants%rowtype;
    new_path text;
    n int;
begin
    perform pg_advisory_xact_lock(hashtext('livery tree'));
    select * into t from tenants where id = moved for update;
    if not found then
        raise exception 'no such tenant' using errcode = '23503';
    end if;
    select * into up from tenants where id = new_parent for share;
    if not found then
        raise exception 'no such parent' using errcode = '23503';
    end if;
    if up.status = 'closed' then
        raise exception 'what is closed takes nobody in' using errcode = 'LV010';
    end if;
    if t.parent_id is null or up.kind = 'account' or up.path >= t.path and up.path < rtrim(t.path, '.') || '/' then
        raise exception 'a tenant cannot be hung there' using errcode = '23514';
    end if;
    new_path := up.path || t.seq || '.';

    -- Edges from above the moved root to inside it go, those from the new place come.
    delete from tenant_closure c
    using tenant_closure inside, tenant_closure above
    where inside.ancestor_id = moved and above.descendant_id = moved and above.ancestor_id <> moved
      and c.ancestor_id = above.ancestor_id and c.descendant_id = inside.descendant_id;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select above.ancestor_id, inside.descendant_id, above.depth + inside.depth + 1
    from tenant_closure above, tenant_closure inside
    where above.descendant_id = new_parent and inside.ancestor_id = moved;

    update contracts set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update objects set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update tenants set parent_id = new_parent where id = moved;
    update tenants set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    get diagnostics n = row_count;

    -- A reseller is a realm of its own and takes it along; an account changes realm, and its people with it.
    if t.kind = 'account' and t.realm_id <> up.realm_id then
        update tenants set realm_id = up.realm_id where id = moved;
        update users set realm_id = up.realm_id where tenant_id = moved;
        update sessions set ended_at = now(), end_reason = 'revoked' where tenant_id = moved and ended_at is null;
    end if;
    update contracts set tenant_id = new_parent, number = new_number where counterparty_id = moved;
    return n;
end
$$;
-- +goose StatementEnd
call definer_function('open_tenant(uuid, uuid, text, text, text, text, text, text)', 'app');
call definer_function('move_tenant(uuid, uuid, text)', 'worker');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function settle_owed(uuid, text) from public;
    execute format('grant execute on function settle_owed(uuid, text) to %I', role_named('definer'));
    execute format('grant execute on function settle_owed(uuid, text) to %I', role_named('app'));
    execute format('grant execute on function settle_owed(uuid, text) to %I', role_named('worker'));
    -- It asks this one, which tells no more of a row than its caller may read.
    execute format('grant execute on function object_heard(bigint, timestamptz, timestamptz) to %I', role_named('app'));
    execute format('grant execute on function object_heard(bigint, timestamptz, timestamptz) to %I', role_named('worker'));
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
    trashed uuid[];
begin
    perform settle_party(accounts);
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_pauses(accounts, at);
    perform settle_anew(accounts, at);
    -- What lies in the trash is not paid ahead; when its time has come it has ended above.
    trashed := array(select o.id from objects o where o.tenant_id = any (accounts) and o.removed_at is not null);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at) and s.object_id <> all (trashed)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
end
$$;
create or replace function settle_decided(items settle_item[], at timestamptz) returns void language plpgsql as
$$
begin
    -- A day that is debited when the tracker is heard costs nothing yet.
    perform settle_post(array(select x from unnest(items) x where x.taken and not x.by_day), at);
    with extended as (
        update paid_intervals i set span = tstzrange(lower(i.span), nullif(x.ends, 'infinity')) from unnest(items) x
        where x.taken and not x.anew and i.tenant_id = x.account and i.object_id = x.object and upper(i.span) = x.starts
        returning i.object_id)
    insert into paid_intervals (tenant_id, object_id, span)
    select x.account, x.object, tstzrange(x.starts, nullif(x.ends, 'infinity')) from unnest(items) x
    where x.taken and not exists (select from extended e where e.object_id = x.object);
    update subscriptions s set anchor = case when x.by_day then date_trunc('day', x.starts at time zone x.zone) at time zone x.zone else x.anchor end,
        periods = x.periods + 1, paid_until = x.ends, next_due = nullif(x.ends, 'infinity'), unpaid_since = null,
        micro_left = case when x.by_day then s.micro_left else x.micro_left end
    from unnest(items) x where x.taken and s.id = x.subscription;
    if exists (select from unnest(items) x where x.taken and (x.was_unpaid or x.anew)) then
        update blocks b set until = greatest(b.since, x.starts) from unnest(items) x
        where x.taken and (x.was_unpaid or x.anew) and b.object_id = x.object and b.cause = 'unpaid' and b.until is null;
    end if;
    if exists (select from unnest(items) x where not x.taken and not x.was_unpaid and x.starts <= at) then
        update subscriptions s set unpaid_since = x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at and s.id = x.subscription;
        insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
        select gen_random_uuid(), x.account, x.object, 'unpaid', false, x.starts from unnest(items) x
        where not x.taken and not x.was_unpaid and x.starts <= at
        on conflict (object_id, cause) where until is null do nothing;
    end if;
end
$$;
create or replace function open_tenant(new_id uuid, parent uuid, new_kind text, new_name text, new_name_key text, new_locale text,
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
        select * into strict up from tenants where id = parent for key share;
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
create or replace function move_tenant(moved uuid, new_parent uuid, new_number text) returns int language plpgsql as
$$
declare
    t tenants%rowtype;
    up tenants%rowtype;
    new_path text;
    n int;
begin
    perform pg_advisory_xact_lock(hashtext('livery tree'));
    select * into t from tenants where id = moved for update;
    if not found then
        raise exception 'no such tenant' using errcode = '23503';
    end if;
    select * into up from tenants where id = new_parent for key share;
    if not found then
        raise exception 'no such parent' using errcode = '23503';
    end if;
    if t.parent_id is null or up.kind = 'account' or up.path >= t.path and up.path < rtrim(t.path, '.') || '/' then
        raise exception 'a tenant cannot be hung there' using errcode = '23514';
    end if;
    new_path := up.path || t.seq || '.';

    -- Edges from above the moved root to inside it go, those from the new place come.
    delete from tenant_closure c
    using tenant_closure inside, tenant_closure above
    where inside.ancestor_id = moved and above.descendant_id = moved and above.ancestor_id <> moved
      and c.ancestor_id = above.ancestor_id and c.descendant_id = inside.descendant_id;
    insert into tenant_closure (ancestor_id, descendant_id, depth)
    select above.ancestor_id, inside.descendant_id, above.depth + inside.depth + 1
    from tenant_closure above, tenant_closure inside
    where above.descendant_id = new_parent and inside.ancestor_id = moved;

    update contracts set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update objects set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    update tenants set parent_id = new_parent where id = moved;
    update tenants set path = new_path || substr(path, length(t.path) + 1)
    where path >= t.path and path < rtrim(t.path, '.') || '/';
    get diagnostics n = row_count;

    -- A reseller is a realm of its own and takes it along; an account changes realm, and its people with it.
    if t.kind = 'account' and t.realm_id <> up.realm_id then
        update tenants set realm_id = up.realm_id where id = moved;
        update users set realm_id = up.realm_id where tenant_id = moved;
        update sessions set ended_at = now(), end_reason = 'revoked' where tenant_id = moved and ended_at is null;
    end if;
    update contracts set tenant_id = new_parent, number = new_number where counterparty_id = moved;
    return n;
end
$$;
drop function settle_owed(uuid, text);
do $revoked$ begin
    execute format('revoke execute on function object_heard(bigint, timestamptz, timestamptz) from %I', role_named('app'));
    execute format('revoke execute on function object_heard(bigint, timestamptz, timestamptz) from %I', role_named('worker'));
end $revoked$;
-- +goose StatementEnd
call definer_function('open_tenant(uuid, uuid, text, text, text, text, text, text)', 'app');
call definer_function('move_tenant(uuid, uuid, text)', 'worker');
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
