-- A customer that was restored and left once more was offered the bank account of the first time. And what the closed have left, or owe, was listed only where
-- they had named a bank account.

-- +goose Up
-- when another ending took its place
alter table payout_requests add column void_at timestamptz;
-- +goose StatementBegin
do $$ begin execute format('grant update (void_at) on payout_requests to %I', role_named('app')); end $$;
-- +goose StatementEnd
-- What was asked for before somebody was restored is over.
update payout_requests r set void_at = now() from tenants t where t.id = r.counterparty_id and t.status <> 'closed';
update autopays a set state = 'off', payer = null, method = null, brand = '', last_four = '', card_month = 0, card_year = 0, next_try = null, topup_id = null,
    failures = 0, failed_at = null, changed_at = now()
from tenants t where t.id = a.counterparty_id and (t.status = 'closed' or t.parent_id is distinct from a.tenant_id) and a.state <> 'off';

-- +goose Down
alter table payout_requests drop column void_at;
