-- Under which plan an object is served, what was debited for it, and which packages an account has bought (DESIGN §7).
-- These rows are the account's own; its keeper reads them in the account's scope. An object without a subscription is
-- served under the free plan of its realm.

-- +goose Up

-- The gateway's registry hears of a million objects by one statement, not by a million triggers.
-- +goose StatementBegin
create function registry_changed_many() returns trigger language plpgsql as
$$
begin
    -- A statement that touches nothing is no news.
    if tg_op = 'DELETE' then
        if exists (select from gone) then insert into registry_changes (object_id) select distinct object_id from gone; end if;
    elsif exists (select from fresh) then
        insert into registry_changes (object_id) select distinct object_id from fresh;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('registry_changed_many()', 'app', 'worker');
drop trigger blocks_changed on blocks;
drop trigger paid_intervals_changed on paid_intervals;
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['blocks', 'paid_intervals'] loop
        execute format('create trigger %I after insert on %I referencing new table as fresh for each statement execute function registry_changed_many()', t || '_come', t);
        execute format('create trigger %I after update on %I referencing new table as fresh for each statement execute function registry_changed_many()', t || '_changed', t);
        execute format('create trigger %I after delete on %I referencing old table as gone for each statement execute function registry_changed_many()', t || '_gone', t);
    end loop;
end $$;
-- +goose StatementEnd

create table subscriptions (
    id uuid primary key,
    -- the account
    tenant_id uuid not null references tenants (id),
    -- whose plan it is, and whose book is debited: its parent
    keeper_id uuid not null references tenants (id),
    object_id uuid not null,
    plan_id uuid not null,
    -- the version that was shown and accepted; what is charged is the version in force when a period begins
    version_id uuid not null,
    -- what was accepted: minor units and millionths of one; null currency: free of charge
    accepted_price bigint not null check (accepted_price >= 0),
    accepted_micro int not null default 0,
    accepted_currency text collate "C",
    accepted_by uuid,
    accepted_at timestamptz not null,
    starts_at timestamptz not null,
    -- served without a debit until then
    trial_until timestamptz check (trial_until > starts_at),
    state text not null default 'active' check (state in ('active', 'paused')),
    -- who is served first where money is short: the higher number; within one the cheapest
    priority smallint not null default 0 check (priority between -100 and 100),
    -- asked to end when what is paid for is over
    stops boolean not null default false,
    ended_at timestamptz check (ended_at >= starts_at),
    end_reason text check (end_reason in ('changed', 'stopped', 'moved', 'closed', 'removed')),
    -- From here on only settle_accounts and its like write.
    -- periods are anchor + n of them, in this zone; the anchor moves to the end of the trial, and to the moment of unblocking
    anchor timestamptz not null,
    zone text not null,
    periods int not null default 0 check (periods >= 0),
    paid_until timestamptz,
    -- when there is something to decide; null: nothing ever (free of charge), or it has ended
    next_due timestamptz,
    -- there was too little money then; the next credit tries again
    unpaid_since timestamptz,
    foreign key (tenant_id, object_id) references objects (tenant_id, id) on delete cascade,
    foreign key (keeper_id, plan_id) references plans (tenant_id, id),
    foreign key (keeper_id, version_id) references plan_versions (tenant_id, id),
    check ((ended_at is null) = (end_reason is null)),
    check (ended_at is null or next_due is null)
) with (fillfactor = 80);
create unique index subscriptions_one on subscriptions (object_id) where ended_at is null;
create index subscriptions_account on subscriptions (tenant_id, object_id, starts_at desc);
create index subscriptions_due on subscriptions (next_due, tenant_id) where next_due is not null and state = 'active' and unpaid_since is null;
create index subscriptions_unpaid on subscriptions (tenant_id) where unpaid_since is not null;
create index subscriptions_plan on subscriptions (keeper_id, plan_id) where ended_at is null;
call own_rows('subscriptions', 'select');
-- +goose StatementBegin
do $$ begin
    execute format('grant insert (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_micro, accepted_currency, accepted_by, accepted_at,'
        || ' starts_at, trial_until, priority, anchor, zone, next_due) on subscriptions to %I', role_named('app'));
    execute format('grant update (state, priority, stops, ended_at, end_reason, next_due) on subscriptions to %I', role_named('app'));
end $$;
-- +goose StatementEnd
call viewer_sees('subscriptions', 'exists (select from objects o where o.id = subscriptions.object_id)');

-- The keeper is never the caller's to say, nor is a plan that is not sold to this customer.
-- +goose StatementBegin
create function subscriptions_keep_to_the_list() returns trigger language plpgsql as
$$
begin
    perform 1 from tenants t where t.id = new.tenant_id and t.parent_id = new.keeper_id;
    if not found then
        raise exception 'a subscription is with the parent' using errcode = '42501';
    end if;
    perform 1 from plan_versions v join plans p on p.id = v.plan_id
    where v.id = new.version_id and p.id = new.plan_id and p.tenant_id = new.keeper_id and p.kind = 'object'
        and v.in_force_from <= new.starts_at and v.withdrawn_at is null;
    if not found then
        raise exception 'no such version is sold' using errcode = '23514';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('subscriptions_keep_to_the_list()', 'app', 'worker');
create trigger subscriptions_keep_to_the_list before insert on subscriptions for each row execute function subscriptions_keep_to_the_list();

-- One row for each debit of one object: (object, level, start of the period) is charged once. The level is whose book it is.
create table charges (
    id uuid primary key default gen_random_uuid(),
    tenant_id uuid not null,
    keeper_id uuid not null,
    object_id uuid not null,
    subscription_id uuid not null,
    version_id uuid not null,
    -- the span it bought
    period_start timestamptz not null,
    period_end timestamptz not null check (period_end > period_start),
    amount bigint not null check (amount >= 0),
    currency text collate "C" not null,
    -- null: nothing was debited, the price was 0
    transaction_id uuid,
    -- what of it was given back, on a change that gives the remainder back
    given_back bigint not null default 0 check (given_back between 0 and amount),
    booked_at timestamptz not null
);
create unique index charges_once on charges (object_id, keeper_id, period_start);
create index charges_page on charges (tenant_id, booked_at desc, id desc);
create index charges_transaction on charges (transaction_id) where transaction_id is not null;
call own_rows('charges', 'select');
call viewer_sees('charges', 'exists (select from objects o where o.id = charges.object_id)');
-- +goose StatementBegin
do $$ begin execute format('revoke insert, update, delete on charges from %I', role_named('worker')); end $$;
-- +goose StatementEnd

-- begin_free serves objects that have no subscription any more free of charge from a moment on, as far as the plan that
-- objects of their realm begin on has room; the others are blocked until a plan is connected.
-- +goose StatementBegin
create function begin_free(wanted uuid[], at timestamptz) returns void language plpgsql as
$$
begin
    with asked as (
        select o.id, o.tenant_id, row_number() over (partition by o.tenant_id order by o.created_at, o.id) as n,
            (select v.max_objects from plan_versions v where v.id = plan_version_at(p.id, at)) as most
        from objects o
        join tenants t on t.id = o.tenant_id
        join plans p on p.tenant_id = coalesce(t.parent_id, t.id) and p.begins
        where o.id = any (wanted) and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)),
    used as (
        select a.tenant_id, (
            select count(*) from objects o
            where o.tenant_id = a.tenant_id and o.removed_at is null and o.id <> all (wanted)
                and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)
                and exists (select from paid_intervals i where i.object_id = o.id and upper_inf(i.span))) as n
        from (select distinct tenant_id from asked) a),
    placed as (
        select a.id, a.tenant_id, a.most is null or u.n + a.n <= a.most as fits from asked a join used u using (tenant_id)),
    served as (
        insert into paid_intervals (tenant_id, object_id, span)
        select f.tenant_id, f.id, tstzrange(at, null) from placed f
        where f.fits and not exists (select from paid_intervals i where i.object_id = f.id and i.span && tstzrange(at, null))
        returning object_id)
    insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
    select gen_random_uuid(), f.tenant_id, f.id, 'unpaid', false, at from placed f where not f.fits
    on conflict (object_id, cause) where until is null do nothing;
end
$$;
-- +goose StatementEnd
-- +goose StatementBegin
do $$ begin
    revoke all on function begin_free(uuid[], timestamptz) from public;
    execute format('grant execute on function begin_free(uuid[], timestamptz) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- Who moves below somebody else is served free of charge there, until plans of the new price list are connected.
-- +goose StatementBegin
create function subscriptions_stay_behind() returns trigger language plpgsql as
$$
declare
    at timestamptz := now();
begin
    with ended as (
        update subscriptions s set ended_at = greatest(at, s.starts_at), end_reason = 'moved', next_due = null, unpaid_since = null
        where s.tenant_id = new.counterparty_id and s.ended_at is null
        returning s.object_id),
    cut as (
        update paid_intervals i set span = i.span * tstzrange(null, at)
        from ended e where i.object_id = e.object_id and i.span @> at and lower(i.span) is distinct from at
        returning i.object_id)
    update blocks b set until = greatest(b.since, at) from ended e where b.object_id = e.object_id and b.cause in ('unpaid', 'paused') and b.until is null;
    perform begin_free(array(
        select s.object_id from subscriptions s
        where s.tenant_id = new.counterparty_id and s.end_reason = 'moved' and s.ended_at = greatest(at, s.starts_at)), at);
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('subscriptions_stay_behind()', 'app', 'worker');
create trigger subscriptions_stay_behind after update of tenant_id on contracts for each row
    when (new.tenant_id <> old.tenant_id) execute function subscriptions_stay_behind();

-- +goose Down
drop trigger subscriptions_stay_behind on contracts;
drop function subscriptions_stay_behind;
drop function begin_free;
drop table charges;
drop table subscriptions;
drop function subscriptions_keep_to_the_list;
-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['blocks', 'paid_intervals'] loop
        execute format('drop trigger %I on %I', t || '_come', t);
        execute format('drop trigger %I on %I', t || '_changed', t);
        execute format('drop trigger %I on %I', t || '_gone', t);
    end loop;
end $$;
-- +goose StatementEnd
create trigger blocks_changed after insert or update or delete on blocks for each row execute function registry_changed('object', 'object_id');
create trigger paid_intervals_changed after insert or update or delete on paid_intervals for each row execute function registry_changed('object', 'object_id');
drop function registry_changed_many;
