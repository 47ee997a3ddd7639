-- Webhooks: a tenant's own addresses that are told of what happens to it (Standard Webhooks).

-- +goose Up

create table webhook_endpoints (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    url text not null check (length(url) between 8 and 500),
    note text not null default '' check (length(note) <= 200),
    -- what it is told of
    topics text[] not null check (cardinality(topics) > 0),
    -- what its calls are signed with, sealed; the one before signs too until its time is over
    sealed bytea not null,
    former_sealed bytea,
    former_until timestamptz,
    created_at timestamptz not null,
    -- null: it is called
    disabled_at timestamptz,
    disabled_why text not null default '' check (disabled_why in ('', 'by hand', 'failing', 'gone')),
    -- since when nothing has got through
    failing_since timestamptz,
    unique (tenant_id, id)
);
call own_rows('webhook_endpoints', 'select, insert, update, delete');

-- What one of them is to be told, and what became of it.
create table webhook_deliveries (
    id uuid primary key default gen_random_uuid(),
    tenant_id uuid not null references tenants (id),
    endpoint_id uuid not null,
    -- the same for every address and every attempt: the receiver knows by it what it has already
    message_id uuid not null,
    type text not null,
    body text not null check (length(body) <= 65536),
    created_at timestamptz not null,
    -- when it is tried next; null: it is settled
    due_at timestamptz,
    attempts int not null default 0,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    settled_at timestamptz,
    check ((due_at is null) = (state <> 'waiting')),
    unique (tenant_id, id),
    foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id) on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (due_at) where due_at is not null;
create index webhook_deliveries_page on webhook_deliveries (tenant_id, endpoint_id, created_at desc, id desc);
create index webhook_deliveries_old on webhook_deliveries (created_at);
call own_rows('webhook_deliveries', 'select, insert');
-- +goose StatementBegin
do $$ begin execute format('grant update (due_at, state, settled_at, attempts) on webhook_deliveries to %I', role_named('app')); end $$;
-- +goose StatementEnd

create table webhook_attempts (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    delivery_id uuid not null,
    at timestamptz not null,
    took_ms int not null,
    -- what was answered; 0: nobody answered, and why not
    status int not null default 0,
    answer text not null default '' check (length(answer) <= 4000),
    problem text not null default '',
    foreign key (tenant_id, delivery_id) references webhook_deliveries (tenant_id, id) on delete cascade
);
create index webhook_attempts_of on webhook_attempts (tenant_id, delivery_id, at);
call own_rows('webhook_attempts', 'select');

-- Which topic an action of the audit belongs to; null: it is nobody else's business.
-- +goose StatementBegin
create function webhook_topic(action text) returns text language sql immutable as
$$
    select case
        when action like 'billing.subscription.%' or action like 'billing.package.%' then 'subscriptions'
        when action like 'billing.%' then 'money'
        when action like 'tenant.%' or action like 'reselling.contract.%' then 'customers'
        when action like 'signup.%' then 'applications'
        when action like 'support.ticket.%' and action not like 'support.ticket.secret.%' then 'tickets'
        when action like 'domain.%' then 'domains'
        when action like 'legal.document.%' then 'documents'
        when action like 'fleet.object.%' then 'objects'
    end
$$;
-- +goose StatementEnd

-- A message goes to each address of the tenant that wants its topic, in the transaction that gives cause to it.
-- +goose StatementBegin
create function webhook_put(tenant uuid, wanted text, message uuid, kind text, at timestamptz, data jsonb) returns void language plpgsql as
$$
declare
    told text := jsonb_build_object('type', kind, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', data)::text;
begin
    if length(told) > 65536 then
        told := jsonb_build_object('type', kind, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'data', jsonb_build_object('subject', data -> 'subject', 'truncated', true))::text;
    end if;
    insert into webhook_deliveries (tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
    select w.tenant_id, w.id, message, kind, told, at, at
    from webhook_endpoints w where w.tenant_id = tenant and w.disabled_at is null and wanted = any (w.topics);
    if found then
        notify livery_webhooks;
    end if;
end
$$;
-- +goose StatementEnd
revoke all on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb) from public;
-- +goose StatementBegin
do $$ begin execute format('grant execute on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb) to %I', role_named('definer')); end $$;
-- +goose StatementEnd

-- What the audit is told: not who did it and from where, which are people's.
-- +goose StatementBegin
create function webhooks_hear_audit() returns trigger language plpgsql as
$$
declare
    e audit_entries%rowtype;
    wanted text;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    -- The trace of what somebody of this tenant does in one below is that one's: it has not happened here.
    if new.detail -> 'after' ?& array['acting', 'tenant', 'in', 'reason'] then
        return null;
    end if;
    select * into e from audit_entries where id = new.entry_id;
    wanted := webhook_topic(e.action);
    if wanted is not null then
        perform webhook_put(new.tenant_id, wanted, new.entry_id, e.action, e.at, jsonb_strip_nulls(jsonb_build_object(
            'subject', jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id, 'name', new.detail -> 'name'),
            'before', new.detail -> 'before', 'after', new.detail -> 'after')));
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_audit()', 'app', 'worker');
create trigger audit_details_webhooks after insert on audit_details for each row execute function webhooks_hear_audit();

-- What people are written about their money: nothing was paid, objects were blocked, a charge has failed.
-- +goose StatementBegin
create function webhooks_hear_notices() returns trigger language plpgsql as
$$
declare
    about uuid := (new.payload ->> 'tenant')::uuid;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_put(new.tenant_id, 'money', new.id, 'billing.notice.' || (new.payload ->> 'template'), now(), jsonb_strip_nulls(jsonb_build_object(
        'subject', jsonb_build_object('kind', 'tenant', 'id', about), 'after', new.payload -> 'params')));
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_notices()', 'app', 'worker');
create trigger outbox_webhooks after insert on outbox for each row when (new.topic = 'money.notice') execute function webhooks_hear_notices();

-- +goose Down
drop trigger outbox_webhooks on outbox;
drop function webhooks_hear_notices;
drop trigger audit_details_webhooks on audit_details;
drop function webhooks_hear_audit;
drop function webhook_put;
drop function webhook_topic;
drop table webhook_attempts;
drop table webhook_deliveries;
drop table webhook_endpoints;
