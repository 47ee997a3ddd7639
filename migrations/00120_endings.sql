-- Where a customer that ends the agreement wants what is left of its wallets (terms 6.3): its provider settles it by a payout.

-- +goose Up
create table payout_requests (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    recipient text not null check (length(recipient) between 1 and 200),
    bank_account text not null check (length(bank_account) between 1 and 60),
    bank text not null default '' check (length(bank) <= 200),
    asked_at timestamptz not null
);
create index payout_requests_of on payout_requests (tenant_id, asked_at, id);
call two_party_rows('payout_requests', 'tenant_id', 'counterparty_id', 'select, insert');

-- +goose Down
drop table payout_requests;
