-- Topping up by a saved card without its owner at the keyboard: when the wallet falls below a sum, never for more than so much
-- a month. What the owner has agreed to is kept as it was shown.

-- +goose Up
alter table topups add column automatic boolean not null default false;
create index topups_automatic on topups (tenant_id, counterparty_id, created_at) where automatic;

create table autopays (
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    -- waiting: for the payment that saves the card; stopped: by failures
    state text not null check (state in ('waiting', 'on', 'stopped', 'off')),
    unit text collate "C" not null check (unit ~ '^[A-Z]{3}$'),
    -- how much is taken at once, below which balance, and how much at most in a calendar month of the customer's
    amount bigint not null check (amount > 0),
    below bigint not null check (below > 0),
    month_most bigint not null check (month_most >= amount),
    -- what Stripe calls who pays and what with, and what its owner knows the card by
    payer text collate "C",
    method text collate "C",
    brand text not null default '' check (length(brand) <= 40),
    last_four text not null default '' check (length(last_four) <= 4),
    card_month int not null default 0,
    card_year int not null default 0,
    -- the top-up that is waited for: the first, which saves the card, or one that was begun and not answered
    topup_id uuid,
    failures int not null default 0 check (failures >= 0),
    next_try timestamptz,
    failed_at timestamptz,
    changed_at timestamptz not null,
    primary key (tenant_id, counterparty_id),
    foreign key (tenant_id, topup_id) references topups (tenant_id, id),
    check (state <> 'on' or method is not null and payer is not null),
    check (state <> 'waiting' or topup_id is not null)
);
create index autopays_due on autopays (next_try) where state = 'on';
create index autopays_of on autopays (counterparty_id);
call two_party_rows('autopays', 'tenant_id', 'counterparty_id', 'select, insert, update');

-- What somebody agreed to, word for word, and when; never changed.
create table autopay_consents (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    unit text collate "C" not null,
    amount bigint not null,
    below bigint not null,
    month_most bigint not null,
    words text not null check (length(words) between 1 and 2000),
    agreed_by uuid,
    agreed_at timestamptz not null
);
create index autopay_consents_of on autopay_consents (tenant_id, counterparty_id, agreed_at desc);
call two_party_rows('autopay_consents', 'tenant_id', 'counterparty_id', 'select, insert');

-- +goose Down
drop table autopay_consents;
drop table autopays;
drop index topups_automatic;
alter table topups drop column automatic;
