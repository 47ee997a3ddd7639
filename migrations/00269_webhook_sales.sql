-- Webhooks are told of what is sold and agreed on both sides: plans of objects, packages, documents by agreement. What an object is called, and
-- which it is, is its account's affair: the provider hears how many and of which plan.

-- +goose Up
-- +goose StatementBegin
-- webhooks_put_plan tells both sides what became of subscriptions of one plan.
create function webhooks_put_plan(account uuid, keeper uuid, plan uuid, kind text, at timestamptz, many int, named uuid[]) returns void language plpgsql as
$$
declare
    subject jsonb := (select jsonb_build_object('kind', 'plan', 'id', p.id, 'name', p.name) from plans p where p.id = plan);
begin
    perform webhook_count(keeper, true, account, 'subscriptions', kind, at, subject, '{}', many, named, false);
    perform webhook_count(account, false, account, 'subscriptions', kind, at, subject, '{}', many, named, true);
end
$$;

create function webhooks_hear_plans_begin() returns trigger language plpgsql as
$$
declare
    s record;
begin
    if not exists (select from webhook_endpoints w where w.disabled_at is null and 'subscriptions' = any (w.topics)) then
        return null;
    end if;
    for s in
        select f.tenant_id, f.keeper_id, f.plan_id, m.kind, count(*)::int as many, max(f.accepted_at) as at, (array_agg(f.object_id order by f.object_id))[1:100] as named
        from fresh f
        cross join lateral (
            select case when exists (
                select from subscriptions b where b.tenant_id = f.tenant_id and b.object_id = f.object_id and b.end_reason = 'changed' and b.ended_at = f.starts_at)
                then 'subscription.changed' else 'subscription.activated' end as kind) m
        where f.ended_at is null and (f.tenant_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null)
            or f.keeper_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null))
        group by f.tenant_id, f.keeper_id, f.plan_id, m.kind order by f.tenant_id, f.plan_id
    loop
        perform webhooks_put_plan(s.tenant_id, s.keeper_id, s.plan_id, s.kind, s.at, s.many, s.named);
    end loop;
    return null;
end
$$;

-- One that another took the place of is told by that one; whether one has is known when the transaction ends.
create function webhooks_hear_plans_end() returns trigger language plpgsql as
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

create function webhooks_hear_plans_change() returns trigger language plpgsql as
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

create function webhooks_hear_packages() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.keeper_id) and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_tell(new.keeper_id, new.tenant_id, 'subscriptions',
        case when tg_op = 'INSERT' then 'package.bought' when new.expired_at is not null then 'package.expired' else 'package.used_up' end,
        case when tg_op = 'INSERT' then new.activated_at else coalesce(new.expired_at, now()) end, jsonb_build_object('kind', 'package', 'id', new.id, 'name', p.name),
        jsonb_build_object('amount', new.price, 'currency', new.currency, 'unit', new.unit, 'quantity', new.quantity, 'remaining', new.remaining, 'expires_at', new.expires_at),
        '{}', '{}', false, tg_op = 'INSERT')
    from packages p where p.id = new.package_id;
    return null;
end
$$;

create function webhooks_hear_agreements() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'documents',
        case when tg_op = 'INSERT' then 'agreement.signed' when new.withdrawn_at is not null then 'agreement.withdrawn' else 'agreement.ended' end,
        case when tg_op = 'INSERT' then new.posted_at else coalesce(new.withdrawn_at, new.ended_at) end, jsonb_build_object('kind', 'agreement', 'id', new.id, 'name', new.agreement),
        jsonb_build_object('document', new.kind, 'version', new.version, 'agreed_on', new.agreed_on, 'effective_at', new.effective_at, 'ends_at', new.ends_at));
    return null;
end
$$;
-- +goose StatementEnd
revoke all on function webhooks_put_plan(uuid, uuid, uuid, text, timestamptz, int, uuid[]) from public;
-- +goose StatementBegin
do $$ begin execute format('grant execute on function webhooks_put_plan(uuid, uuid, uuid, text, timestamptz, int, uuid[]) to %I', role_named('definer')); end $$;
-- +goose StatementEnd
call definer_function('webhooks_hear_plans_begin()', 'app', 'worker');
call definer_function('webhooks_hear_plans_end()', 'app', 'worker');
call definer_function('webhooks_hear_plans_change()', 'app', 'worker');
call definer_function('webhooks_hear_packages()', 'app', 'worker');
call definer_function('webhooks_hear_agreements()', 'app', 'worker');
create trigger subscriptions_come_to_webhooks after insert on subscriptions referencing new table as fresh for each statement execute function webhooks_hear_plans_begin();
create constraint trigger subscriptions_end_for_webhooks after update of ended_at on subscriptions deferrable initially deferred for each row
    when (old.ended_at is null and new.ended_at is not null) execute function webhooks_hear_plans_end();
create trigger subscriptions_change_for_webhooks after update of state, stops on subscriptions for each row
    when (old.ended_at is null and new.ended_at is null and (old.state <> new.state or old.stops <> new.stops)) execute function webhooks_hear_plans_change();
create trigger packages_come_to_webhooks after insert on packages_bought for each row execute function webhooks_hear_packages();
create trigger packages_end_for_webhooks after update of expired_at, remaining on packages_bought for each row
    when ((old.expired_at is null and new.expired_at is not null) or (old.expired_at is null and new.expired_at is null and old.remaining > 0 and new.remaining = 0))
    execute function webhooks_hear_packages();
create trigger agreed_documents_come_to_webhooks after insert on agreed_documents for each row execute function webhooks_hear_agreements();
create trigger agreed_documents_end_for_webhooks after update of withdrawn_at, ended_at on agreed_documents for each row
    when ((old.withdrawn_at is null and new.withdrawn_at is not null) or (old.ended_at is null and new.ended_at is not null)) execute function webhooks_hear_agreements();

-- +goose Down
drop trigger agreed_documents_end_for_webhooks on agreed_documents;
drop trigger agreed_documents_come_to_webhooks on agreed_documents;
drop trigger packages_end_for_webhooks on packages_bought;
drop trigger packages_come_to_webhooks on packages_bought;
drop trigger subscriptions_change_for_webhooks on subscriptions;
drop trigger subscriptions_end_for_webhooks on subscriptions;
drop trigger subscriptions_come_to_webhooks on subscriptions;
drop function webhooks_hear_agreements, webhooks_hear_packages, webhooks_hear_plans_change, webhooks_hear_plans_end, webhooks_hear_plans_begin, webhooks_put_plan;
