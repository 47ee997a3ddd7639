-- What cannot be handed on is set aside and seen, instead of being tried for ever.

-- +goose Up
alter table outbox add column dead_at timestamptz;
drop index outbox_due;
create index outbox_due on outbox (due_at, id) where dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;

-- +goose Down
drop index outbox_dead;
drop index outbox_due;
alter table outbox drop column dead_at;
create index outbox_due on outbox (due_at, id);
