-- A payment by card goes back in steps: the wallet is looked at, Stripe is asked, the books are brought to what Stripe says.
-- Meanwhile nothing else of that customer goes out: who has begun says so here, for as long as Stripe may take. One whose
-- process died is taken over by the next, which hears first what became of it.

-- +goose Up
create table refunds_under_way (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    topup_id uuid not null,
    -- what is to go back, and what of the payment had gone before
    amount bigint not null check (amount > 0),
    gone_back bigint not null check (gone_back >= 0),
    until timestamptz not null,
    primary key (tenant_id, counterparty_id),
    foreign key (tenant_id, topup_id) references topups (tenant_id, id)
);
call own_rows('refunds_under_way', 'select, insert, update, delete');

-- +goose Down
drop table refunds_under_way;
