-- Whoever posts to one wallet of a customer holds all its wallets, in the order in which settling does. A top-up held the wallet of its currency and then,
-- settling, wanted that of the messages; a renewal that held the messages and wanted the money made a deadlock of it, and one of them was turned away.

-- +goose Up
-- +goose StatementBegin
create or replace function ledger_hold(keeper uuid, its_unit text, counterparty uuid) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a where a.counterparty_id = counterparty order by a.id for no key update;
end
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function ledger_hold(keeper uuid, its_unit text, counterparty uuid) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a where a.tenant_id = keeper and a.unit = its_unit and a.counterparty_id = counterparty for no key update;
end
$$;
-- +goose StatementEnd
