-- A plan that ended, paused or was to stop was told of object by object, and each counted itself into the one message of its transaction. A row that is
-- changed again and again within one transaction is found among all it has been: fourteen thousand objects took half a minute a side, and an account
-- with a hundred thousand could not be closed, moved or emptied any more once it had a webhook. What one statement does is counted at once now.

-- +goose Up
drop trigger subscriptions_end_for_webhooks on subscriptions;
drop trigger subscriptions_change_for_webhooks on subscriptions;
-- +goose StatementBegin
create or replace function webhooks_hear_plans_end() returns trigger language plpgsql as
$$
declare
    s record;
begin
    -- One that another took the place of is told by that one; whether one has is known when the transaction ends.
    if tg_level = 'ROW' then
        if exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.keeper_id) and w.disabled_at is null)
                and not exists (select from subscriptions x where x.object_id = new.object_id and x.ended_at is null) then
            perform webhooks_put_plan(new.tenant_id, new.keeper_id, new.plan_id, 'subscription.ended', new.ended_at, 1, array[new.object_id]);
        end if;
        return null;
    end if;
    if not exists (select from webhook_endpoints w where w.disabled_at is null and 'subscriptions' = any (w.topics)) then
        return null;
    end if;
    for s in
        select f.tenant_id, f.keeper_id, f.plan_id, count(*)::int as many, max(f.ended_at) as at, (array_agg(f.object_id order by f.object_id))[1:100] as named
        from fresh f join was o on o.id = f.id
        where o.ended_at is null and f.ended_at is not null and f.end_reason <> 'changed'
            and (f.tenant_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null)
                or f.keeper_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null))
        group by f.tenant_id, f.keeper_id, f.plan_id order by f.tenant_id, f.plan_id
    loop
        perform webhooks_put_plan(s.tenant_id, s.keeper_id, s.plan_id, 'subscription.ended', s.at, s.many, s.named);
    end loop;
    return null;
end
$$;

create or replace function webhooks_hear_plans_change() returns trigger language plpgsql as
$$
declare
    s record;
begin
    if not exists (select from webhook_endpoints w where w.disabled_at is null and 'subscriptions' = any (w.topics)) then
        return null;
    end if;
    for s in
        select f.tenant_id, f.keeper_id, f.plan_id, c.kind, count(*)::int as many, (array_agg(f.object_id order by f.object_id))[1:100] as named
        from fresh f join was o on o.id = f.id
        cross join lateral (
            select case f.state when 'paused' then 'subscription.paused' else 'subscription.resumed' end as kind where f.state <> o.state
            union all
            select case when f.stops then 'subscription.stopping' else 'subscription.kept' end where f.stops <> o.stops) c
        where o.ended_at is null and f.ended_at is null
            and (f.tenant_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null)
                or f.keeper_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null))
        group by f.tenant_id, f.keeper_id, f.plan_id, c.kind order by f.tenant_id, f.plan_id, c.kind
    loop
        perform webhooks_put_plan(s.tenant_id, s.keeper_id, s.plan_id, s.kind, now(), s.many, s.named);
    end loop;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_plans_end()', 'app', 'worker');
call definer_function('webhooks_hear_plans_change()', 'app', 'worker');
create trigger subscriptions_end_for_webhooks after update on subscriptions referencing old table as was new table as fresh
    for each statement execute function webhooks_hear_plans_end();
create constraint trigger subscriptions_replaced_for_webhooks after update of ended_at on subscriptions deferrable initially deferred for each row
    when (old.ended_at is null and new.ended_at is not null and new.end_reason = 'changed') execute function webhooks_hear_plans_end();
create trigger subscriptions_change_for_webhooks after update on subscriptions referencing old table as was new table as fresh
    for each statement execute function webhooks_hear_plans_change();

-- +goose Down
drop trigger subscriptions_end_for_webhooks on subscriptions;
drop trigger subscriptions_replaced_for_webhooks on subscriptions;
drop trigger subscriptions_change_for_webhooks on subscriptions;
-- +goose StatementBegin
-- One that another took the place of is told by that one; whether one has is known when the transaction ends.
create or replace function webhooks_hear_plans_end() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.keeper_id) and w.disabled_at is null)
            or new.end_reason = 'changed' and exists (select from subscriptions s where s.object_id = new.object_id and s.ended_at is null) then
        return null;
    end if;
    perform webhooks_put_plan(new.tenant_id, new.keeper_id, new.plan_id, 'subscription.ended', new.ended_at, 1, array[new.object_id]);
    return null;
end
$$;

create or replace function webhooks_hear_plans_change() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.keeper_id) and w.disabled_at is null) then
        return null;
    end if;
    if new.state <> old.state then
        perform webhooks_put_plan(new.tenant_id, new.keeper_id, new.plan_id, case new.state when 'paused' then 'subscription.paused' else 'subscription.resumed' end,
            now(), 1, array[new.object_id]);
    end if;
    if new.stops <> old.stops then
        perform webhooks_put_plan(new.tenant_id, new.keeper_id, new.plan_id, case when new.stops then 'subscription.stopping' else 'subscription.kept' end,
            now(), 1, array[new.object_id]);
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_plans_end()', 'app', 'worker');
call definer_function('webhooks_hear_plans_change()', 'app', 'worker');
create constraint trigger subscriptions_end_for_webhooks after update of ended_at on subscriptions deferrable initially deferred for each row
    when (old.ended_at is null and new.ended_at is not null) execute function webhooks_hear_plans_end();
create trigger subscriptions_change_for_webhooks after update of state, stops on subscriptions for each row
    when (old.ended_at is null and new.ended_at is null and (old.state <> new.state or old.stops <> new.stops)) execute function webhooks_hear_plans_change();
