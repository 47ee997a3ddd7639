-- Webhooks: what waits is found address by address, so that a slow one holds up nobody else; and an address that is switched off keeps nothing
-- waiting.

-- +goose Up

alter table webhook_deliveries drop constraint webhook_deliveries_state_check;
-- cancelled: its address was switched off before it was told
alter table webhook_deliveries add constraint webhook_deliveries_state_check check (state in ('waiting', 'delivered', 'failed', 'cancelled'));

create index webhook_deliveries_next on webhook_deliveries (endpoint_id, due_at, id) where due_at is not null;
drop index webhook_deliveries_due;

update webhook_deliveries d set state = 'cancelled', due_at = null, settled_at = w.disabled_at
from webhook_endpoints w where w.tenant_id = d.tenant_id and w.id = d.endpoint_id and w.disabled_at is not null and d.state = 'waiting';

-- +goose Down
update webhook_deliveries set state = 'failed' where state = 'cancelled';
create index webhook_deliveries_due on webhook_deliveries (due_at) where due_at is not null;
drop index webhook_deliveries_next;
alter table webhook_deliveries drop constraint webhook_deliveries_state_check;
alter table webhook_deliveries add constraint webhook_deliveries_state_check check (state in ('waiting', 'delivered', 'failed'));
