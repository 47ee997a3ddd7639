-- A reseller in debt goes step by step: it is warned, may not connect more, has its console closed but for Billing, Support and Documents, and
-- only at last, and last of all, those below it who have paid (DESIGN §7).

-- +goose Up
-- How many days of debt lead to each step. No row: 0, 7, 14 and 30.
create table ladder_settings (
    tenant_id uuid primary key references tenants (id),
    warned_after int not null default 0 check (warned_after >= 0),
    activations_after int not null default 7 check (activations_after >= warned_after),
    console_after int not null default 14 check (console_after >= activations_after),
    -- null: never by itself
    all_after int default 30 check (all_after >= console_after),
    changed_at timestamptz not null
);
call own_rows('ladder_settings', 'select, insert, update');

create table ladder_steps (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid primary key references tenants (id),
    -- 0 none, 1 warned, 2 no new activations, 3 console closed, 4 all
    step int not null check (step between 0 and 4),
    -- of the debt, and of the step
    since timestamptz not null,
    step_since timestamptz not null
);
create index ladder_steps_keeper on ladder_steps (tenant_id, step);
call two_party_rows('ladder_steps', 'tenant_id', 'counterparty_id', 'select');
-- +goose StatementBegin
do $$ begin
    execute format('revoke insert, update, delete on ladder_steps from %I', role_named('worker'));
    execute format('drop policy keeper_inserts on ladder_steps');
    execute format('drop policy keeper_updates on ladder_steps');
end $$;

-- ladder_look looks where each of some resellers stands, and moves it: up by one step a time, so that each has its notice; down at once, all the
-- way, when it owes nothing any more. Answers those that were moved.
create function ladder_look(resellers uuid[], at timestamptz) returns table (reseller uuid, was int, step int) language plpgsql as
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

-- ladder_owing are resellers that owe, or stand on a step.
create function ladder_owing() returns setof uuid language sql stable as
$$
    select a.counterparty_id from ledger_accounts a join tenants t on t.id = a.counterparty_id and t.parent_id = a.tenant_id and t.kind = 'reseller'
    where a.unit <> 'SMS' and a.balance < a.floor
    union select l.counterparty_id from ladder_steps l
$$;

-- On the second step nothing new is connected for money, at and below the reseller; what is connected goes on.
create function subscriptions_mind_the_ladder() returns trigger language plpgsql as
$$
begin
    if new.accepted_currency is not null and exists (
            select from tenant_closure c join ladder_steps l on l.counterparty_id = c.ancestor_id and l.step >= 2
            where c.descendant_id = new.tenant_id and c.depth > 0)
        and not exists (select from subscriptions s where s.object_id = new.object_id and s.tenant_id = new.tenant_id) then
        raise exception 'nothing new is connected for now' using errcode = 'LV009';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('ladder_look(uuid[], timestamptz)', 'app', 'worker');
call definer_function('ladder_owing()', 'worker');
call definer_function('subscriptions_mind_the_ladder()', 'app', 'worker');
create trigger subscriptions_mind_the_ladder before insert on subscriptions for each row execute function subscriptions_mind_the_ladder();

-- +goose Down
drop trigger subscriptions_mind_the_ladder on subscriptions;
drop function subscriptions_mind_the_ladder;
drop function ladder_owing;
drop function ladder_look;
drop table ladder_steps;
drop table ladder_settings;
