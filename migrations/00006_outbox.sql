-- What leaves the process only after the commit, and what makes a repeated request harmless.

-- +goose Up
create table outbox (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    topic text not null,
    payload jsonb not null,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    attempts int not null default 0,
    last_error text not null default ''
);
create index outbox_due on outbox (due_at, id);
call own_rows('outbox', 'insert');
-- +goose StatementBegin
create function notify_outbox() returns trigger language plpgsql as
$$ begin notify livery_outbox; return null; end $$;
-- +goose StatementEnd
create trigger outbox_notify after insert on outbox for each statement execute function notify_outbox();

-- A write that carries an Idempotency-Key: the same key with the same request gets the same answer, with another it is an error.
create table idempotency_keys (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    key text not null check (length(key) between 1 and 255),
    operation text not null,
    request_hash bytea not null,
    status int,
    response bytea,
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
call own_rows('idempotency_keys', 'select, insert, update, delete');

-- +goose Down
drop table idempotency_keys;
drop table outbox;
drop function notify_outbox;
