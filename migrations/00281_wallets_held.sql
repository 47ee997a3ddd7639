-- The wallet of whoever has moved away was held by nobody while it was paid out of: settling, which takes it, passes those over of whom nothing is due.
-- Two payouts at once, or one beside a refund to a card, took the same money twice.

-- +goose Up
-- hold_wallets takes the wallets that some customers, present or former, have with the tenant acted in, until the transaction ends.
-- +goose StatementBegin
create function hold_wallets(customers uuid[]) returns void language plpgsql as
$$
begin
    perform from ledger_accounts a
    where a.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and a.counterparty_id = any (customers) order by a.id for no key update;
end
$$;
-- +goose StatementEnd
call definer_function('hold_wallets(uuid[])', 'app', 'worker');

-- +goose Down
drop function hold_wallets(uuid[]);
