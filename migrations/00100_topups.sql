-- Money in (DESIGN §7): cards through Stripe with the realm's own key, the bank's statements, cash. What counts is in the
-- ledger; these say where it came from, so that nothing is taken twice and everything can be asked about.

-- +goose Up
create table stripe_accounts (
    tenant_id uuid primary key references tenants (id),
    -- sealed for this tenant
    secret_key bytea not null,
    signing_secret bytea not null,
    endpoint text not null,
    -- the last characters of the key, to know it by
    hint text not null check (length(hint) <= 8),
    live boolean not null,
    connected_at timestamptz not null
);
call own_rows('stripe_accounts', 'select, insert, update, delete');

create table topups (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    unit text collate "C" not null check (unit ~ '^[A-Z]{3}$'),
    amount bigint not null check (amount > 0),
    source text not null check (source in ('card', 'bank', 'cash')),
    -- open: a payment page that may still be paid
    state text not null check (state in ('open', 'paid', 'ended')),
    -- what Stripe calls the page and the payment
    session text collate "C",
    intent text collate "C",
    -- of it, what went back: refunds, and disputes that are not won
    gone_back bigint not null default 0 check (gone_back between 0 and amount),
    transaction_id uuid references ledger_transactions (id),
    comment text not null default '' check (length(comment) <= 500),
    by_user uuid,
    created_at timestamptz not null,
    paid_at timestamptz,
    unique (tenant_id, id),
    check ((state = 'paid') = (transaction_id is not null)),
    check ((state = 'paid') = (paid_at is not null)),
    check (source = 'card' or state = 'paid')
);
create unique index topups_session on topups (tenant_id, session) where session is not null;
create unique index topups_intent on topups (tenant_id, intent) where intent is not null;
create unique index topups_transaction on topups (transaction_id) where transaction_id is not null;
create index topups_page on topups (tenant_id, created_at desc, id desc);
create index topups_of on topups (counterparty_id, created_at desc, id desc);
call two_party_rows('topups', 'tenant_id', 'counterparty_id', 'select, insert, update');

-- What Stripe did to a payment afterwards, each once: refunds, refunds that came back, disputes taken and won, the fee.
create table topup_moves (
    tenant_id uuid not null,
    topup_id uuid not null,
    name text collate "C" not null,
    amount bigint not null check (amount > 0),
    transaction_id uuid not null references ledger_transactions (id),
    booked_at timestamptz not null,
    primary key (tenant_id, topup_id, name),
    foreign key (tenant_id, topup_id) references topups (tenant_id, id)
);
call own_rows('topup_moves', 'select, insert');

create table bank_statements (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    name text not null check (length(name) <= 200),
    format text not null,
    account text not null,
    unit text collate "C" not null check (unit ~ '^[A-Z]{3}$'),
    first_day date not null,
    last_day date not null,
    opening bigint not null,
    closing bigint not null,
    -- entries that came in, and were not known from another file
    added int not null check (added >= 0),
    by_user uuid,
    imported_at timestamptz not null,
    unique (tenant_id, id)
);
create index bank_statements_page on bank_statements (tenant_id, imported_at desc, id desc);
call own_rows('bank_statements', 'select, insert');

-- What came in by bank, each entry once, whatever file it stood in (terms 4.6.2).
create table bank_receipts (
    id uuid primary key,
    tenant_id uuid not null,
    statement_id uuid not null,
    fingerprint text collate "C" not null,
    line int not null,
    booked_on date not null,
    amount bigint not null check (amount > 0),
    unit text collate "C" not null,
    payer text not null default '',
    payer_tax text not null default '',
    payer_account text not null default '',
    purpose text not null default '',
    reference text not null default '',
    state text not null check (state in ('matched', 'unidentified', 'assigned', 'returned')),
    counterparty_id uuid references tenants (id),
    -- that took it in; and that gave it to somebody, or back
    transaction_id uuid not null references ledger_transactions (id),
    settled_by uuid references ledger_transactions (id),
    unique (tenant_id, fingerprint),
    foreign key (tenant_id, statement_id) references bank_statements (tenant_id, id),
    check ((counterparty_id is not null) = (state in ('matched', 'assigned'))),
    check ((settled_by is not null) = (state in ('assigned', 'returned')))
);
create index bank_receipts_waiting on bank_receipts (tenant_id, id) where state = 'unidentified';
-- Who paid from an account before is whom the next payment from it is suggested for.
create index bank_receipts_payer on bank_receipts (tenant_id, payer_account) where counterparty_id is not null and payer_account <> '';
call own_rows('bank_receipts', 'select, insert, update');

-- Who wanted what is left in a wallet sent to a bank account (terms 6.4): it is taken out of the wallet at once.
create table payouts (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    unit text collate "C" not null check (unit ~ '^[A-Z]{3}$'),
    -- what was left = amount + commission
    amount bigint not null check (amount >= 0),
    commission bigint not null check (commission >= 0),
    recipient text not null check (length(recipient) between 1 and 200),
    bank_account text not null check (length(bank_account) between 1 and 60),
    bank text not null default '' check (length(bank) <= 200),
    transaction_id uuid not null references ledger_transactions (id),
    -- that says it has left
    sent_by uuid references ledger_transactions (id),
    by_user uuid,
    created_at timestamptz not null,
    unique (tenant_id, id)
);
create index payouts_page on payouts (tenant_id, created_at desc, id desc);
create index payouts_of on payouts (counterparty_id, created_at desc);
call two_party_rows('payouts', 'tenant_id', 'counterparty_id', 'select, insert, update');

-- +goose Down
drop table payouts;
drop table bank_receipts;
drop table bank_statements;
drop table topup_moves;
drop table topups;
drop table stripe_accounts;
