-- Receipts are issued within seconds of a credit: until when credits were looked through is kept, so that only the last ones are
-- looked at again, by an index that holds nothing else.

-- +goose Up
create index ledger_transactions_credits on ledger_transactions (booked_at, id)
    where kind in ('topup', 'assignment') and counterparty_id is not null and unit <> 'SMS';

create table receipt_marks (
    the_one boolean primary key default true check (the_one),
    until timestamptz not null
);
call system_rows('receipt_marks');

-- +goose Down
drop table receipt_marks;
drop index ledger_transactions_credits;
