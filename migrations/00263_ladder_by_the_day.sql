-- The ladder. After its days were changed, two bookings within a second climbed two steps; and where a reseller had been suspended by hand, without
-- those below it, the last step stopped nobody.

-- +goose Up
-- +goose StatementBegin
create or replace function stops_below(path_from text, path_end text) returns table (tenant_id uuid, cause text) language sql stable as
$$
    select distinct d.id, case when c.depth = 0 then 'suspended' else 'ancestor' end
    from tenants d
    join tenant_closure c on c.descendant_id = d.id
    join tenant_blocks b on b.counterparty_id = c.ancestor_id and b.until is null and (b.cause = 'suspended' or b.cause = 'unpaid' and b.withholds_below)
    where d.path >= path_from collate "C" and d.path < path_end collate "C" and (c.depth = 0 or b.withholds_below)
$$;

create or replace function ladder_look(resellers uuid[], at timestamptz) returns table (reseller uuid, was int, step int) language plpgsql as
$$
declare
    r record;
    days int;
    wanted int;
begin
    perform settle_party(resellers);
    for r in
        select t.id, t.parent_id, t.status, coalesce(l.step, 0) as step, l.since, l.step_since, exists (
                select from ledger_accounts a where a.counterparty_id = t.id and a.tenant_id = t.parent_id and a.unit <> 'SMS' and a.balance < a.floor) as owes,
            coalesce(g.warned_after, 0) as warned_after, coalesce(g.activations_after, 7) as activations_after,
            coalesce(g.console_after, 14) as console_after, case when g.tenant_id is null then 30 else g.all_after end as all_after
        from tenants t
        left join ladder_steps l on l.counterparty_id = t.id
        left join ladder_settings g on g.tenant_id = t.parent_id
        where t.id = any (resellers) and t.kind = 'reseller' and t.status <> 'closed' order by t.id
    loop
        if not r.owes and r.step = 0 and r.since is null then continue; end if;
        if r.since is null then
            insert into ladder_steps (tenant_id, counterparty_id, step, since, step_since) values (r.parent_id, r.id, 0, at, at);
            r.since := at;
        end if;
        days := floor(extract(epoch from at - r.since) / 86400);
        wanted := case when not r.owes then 0
            when days >= r.all_after then 4 when days >= r.console_after then 3 when days >= r.activations_after then 2 when days >= r.warned_after then 1 else 0 end;
        wanted := least(wanted, r.step + 1);
        if not r.owes then
            delete from ladder_steps l where l.counterparty_id = r.id;
        -- Each step lasts a day at least, whatever the settings say by now: whoever is told of one can still do something about the next.
        elsif wanted > r.step and (r.step = 0 or r.step_since <= at - interval '1 day') then
            update ladder_steps l set step = wanted, step_since = at where l.counterparty_id = r.id;
        else
            continue;
        end if;
        if wanted >= 3 and r.step < 3 then
            insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, since) values (gen_random_uuid(), r.parent_id, r.id, 'unpaid', '', at)
            on conflict (counterparty_id, cause) where until is null do nothing;
            update tenants t set status = 'suspended' where t.id = r.id and t.status = 'active';
            update memberships m set version = version + 1 where m.tenant_id = r.id;
        end if;
        if wanted = 4 and r.step < 4 then
            -- A suspension by hand stays what it is; this one is told apart by its empty reason.
            insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, withholds_below, since)
            values (gen_random_uuid(), r.parent_id, r.id, 'suspended', '', true, at)
            on conflict (counterparty_id, cause) where until is null do nothing;
            if not found then
                -- It goes with the debt, and what was decided by hand stays as it was decided.
                update tenant_blocks b set withholds_below = true where b.counterparty_id = r.id and b.cause = 'unpaid' and b.until is null;
            end if;
            perform settle_blocks(r.id, at);
        end if;
        if wanted = 0 and r.step >= 3 then
            update tenant_blocks b set until = greatest(b.since, at)
            where b.counterparty_id = r.id and b.until is null and (b.cause = 'unpaid' or b.cause = 'suspended' and b.reason = '' and b.by_user is null);
            if not exists (select from tenant_blocks b where b.counterparty_id = r.id and b.until is null) then
                update tenants t set status = 'active' where t.id = r.id and t.status = 'suspended';
            end if;
            update memberships m set version = version + 1 where m.tenant_id = r.id;
            perform settle_blocks(r.id, at);
        end if;
        if wanted <> r.step then
            reseller := r.id;
            was := r.step;
            step := wanted;
            return next;
        end if;
    end loop;
end
$$;
-- +goose StatementEnd
call definer_function('ladder_look(uuid[], timestamptz)', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function stops_below(path_from text, path_end text) returns table (tenant_id uuid, cause text) language sql stable as
$$
    select distinct d.id, case when c.depth = 0 then 'suspended' else 'ancestor' end
    from tenants d
    join tenant_closure c on c.descendant_id = d.id
    join tenant_blocks b on b.counterparty_id = c.ancestor_id and b.until is null and b.cause = 'suspended'
    where d.path >= path_from collate "C" and d.path < path_end collate "C" and (c.depth = 0 or b.withholds_below)
$$;
create or replace function ladder_look(resellers uuid[], at timestamptz) returns table (reseller uuid, was int, step int) language plpgsql as
$$
declare
    r record;
    days int;
    wanted int;
begin
    perform settle_party(resellers);
    for r in
        select t.id, t.parent_id, t.status, coalesce(l.step, 0) as step, l.since, exists (
                select from ledger_accounts a where a.counterparty_id = t.id and a.tenant_id = t.parent_id and a.unit <> 'SMS' and a.balance < a.floor) as owes,
            coalesce(g.warned_after, 0) as warned_after, coalesce(g.activations_after, 7) as activations_after,
            coalesce(g.console_after, 14) as console_after, case when g.tenant_id is null then 30 else g.all_after end as all_after
        from tenants t
        left join ladder_steps l on l.counterparty_id = t.id
        left join ladder_settings g on g.tenant_id = t.parent_id
        where t.id = any (resellers) and t.kind = 'reseller' and t.status <> 'closed' order by t.id
    loop
        if not r.owes and r.step = 0 and r.since is null then continue; end if;
        if r.since is null then
            insert into ladder_steps (tenant_id, counterparty_id, step, since, step_since) values (r.parent_id, r.id, 0, at, at);
            r.since := at;
        end if;
        days := floor(extract(epoch from at - r.since) / 86400);
        wanted := case when not r.owes then 0
            when days >= r.all_after then 4 when days >= r.console_after then 3 when days >= r.activations_after then 2 when days >= r.warned_after then 1 else 0 end;
        wanted := least(wanted, r.step + 1);
        if not r.owes then
            delete from ladder_steps l where l.counterparty_id = r.id;
        elsif wanted > r.step then
            update ladder_steps l set step = wanted, step_since = at where l.counterparty_id = r.id;
        else
            continue;
        end if;
        if wanted >= 3 and r.step < 3 then
            insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, since) values (gen_random_uuid(), r.parent_id, r.id, 'unpaid', '', at)
            on conflict (counterparty_id, cause) where until is null do nothing;
            update tenants t set status = 'suspended' where t.id = r.id and t.status = 'active';
            update memberships m set version = version + 1 where m.tenant_id = r.id;
        end if;
        if wanted = 4 and r.step < 4 then
            -- A suspension by hand stays what it is; this one is told apart by its empty reason.
            insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, withholds_below, since)
            values (gen_random_uuid(), r.parent_id, r.id, 'suspended', '', true, at)
            on conflict (counterparty_id, cause) where until is null do nothing;
            perform settle_blocks(r.id, at);
        end if;
        if wanted = 0 and r.step >= 3 then
            update tenant_blocks b set until = greatest(b.since, at)
            where b.counterparty_id = r.id and b.until is null and (b.cause = 'unpaid' or b.cause = 'suspended' and b.reason = '' and b.by_user is null);
            if not exists (select from tenant_blocks b where b.counterparty_id = r.id and b.until is null and b.cause in ('suspended', 'by_hand')) then
                update tenants t set status = 'active' where t.id = r.id and t.status = 'suspended';
            end if;
            update memberships m set version = version + 1 where m.tenant_id = r.id;
            perform settle_blocks(r.id, at);
        end if;
        if wanted <> r.step then
            reseller := r.id;
            was := r.step;
            step := wanted;
            return next;
        end if;
    end loop;
end
$$;
-- +goose StatementEnd
call definer_function('ladder_look(uuid[], timestamptz)', 'app', 'worker');
