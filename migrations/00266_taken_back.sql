-- What went wrong with money that moved, and had no way back: a payout to a wrong bank account; what a payment processor sends on, or comes from an account of
-- one's own, which waited for a customer for ever; a payment that the bank takes back; and a package whose price was given back while it stayed.

-- +goose Up
alter table payouts
    add column undone text check (undone in ('cancelled', 'returned')),
    add column undone_by uuid references ledger_transactions (id),
    add column undone_at timestamptz,
    add constraint payouts_undone check ((undone is null) = (undone_by is null) and (undone is null) = (undone_at is null)),
    add constraint payouts_undone_once check (undone is null or (undone = 'returned') = (sent_by is not null));

alter table bank_receipts
    drop constraint bank_receipts_state_check,
    drop constraint bank_receipts_check,
    drop constraint bank_receipts_check1,
    -- own: it is no customer's, but came from the processor of cards, or from an account of one's own; taken_back: by the bank
    add constraint bank_receipts_state_check check (state in ('matched', 'unidentified', 'assigned', 'returned', 'own', 'taken_back')),
    add constraint bank_receipts_whose check (state = 'taken_back' or (counterparty_id is not null) = (state in ('matched', 'assigned'))),
    add constraint bank_receipts_settled check ((settled_by is not null) = (state in ('assigned', 'returned', 'own', 'taken_back'))),
    add unique (tenant_id, id);

-- Entries of a bank's file that may take an earlier payment back. A person decides.
create table bank_takebacks (
    id uuid primary key,
    tenant_id uuid not null,
    statement_id uuid not null,
    fingerprint text collate "C" not null,
    line int not null,
    booked_on date not null,
    amount bigint not null check (amount > 0),
    unit text collate "C" not null,
    payer text not null default '',
    payer_account text not null default '',
    purpose text not null default '',
    -- the payment that it fits
    receipt_id uuid not null,
    -- another: it took nothing back that we know
    state text not null check (state in ('waiting', 'taken_back', 'another')),
    settled_by uuid references ledger_transactions (id),
    unique (tenant_id, fingerprint),
    foreign key (tenant_id, statement_id) references bank_statements (tenant_id, id),
    foreign key (tenant_id, receipt_id) references bank_receipts (tenant_id, id),
    check ((settled_by is not null) = (state = 'taken_back'))
);
create index bank_takebacks_waiting on bank_takebacks (tenant_id, id) where state = 'waiting';
create index bank_takebacks_of on bank_takebacks (receipt_id);
call own_rows('bank_takebacks', 'select, insert, update');

-- take_package_back ends a package of a customer whose debit is reversed, before anything of it was used. It answers what became of it: taken, over (its time
-- was over before), drawn (something of it was used: nothing has changed), or none.
-- +goose StatementBegin
create function take_package_back(debit uuid, at timestamptz) returns text language plpgsql as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    lot packages_bought%rowtype;
begin
    select * into lot from packages_bought b where b.transaction_id = debit and b.keeper_id = me for update;
    if not found then return 'none'; end if;
    if lot.remaining < lot.quantity and lot.expired_at is null
            or exists (select from package_draws d where d.tenant_id = lot.tenant_id and d.bought_id = lot.id) then
        return 'drawn';
    end if;
    if lot.expired_at is not null then return 'over'; end if;
    update packages_bought set expired_at = at, remaining = case when remaining is null then null else 0 end where id = lot.id;
    if lot.remaining > 0 then
        perform package_moves(lot.keeper_id, lot.tenant_id, lot.unit, 'correction', 'back ' || lot.id, 'issued', -lot.remaining, at);
    end if;
    return 'taken';
end
$$;
-- +goose StatementEnd
call definer_function('take_package_back(uuid, timestamptz)', 'app');

-- +goose Down
drop function take_package_back;
drop table bank_takebacks;
update bank_receipts set state = 'returned', counterparty_id = null where state in ('own', 'taken_back');
alter table bank_receipts
    drop constraint bank_receipts_state_check,
    drop constraint bank_receipts_whose,
    drop constraint bank_receipts_settled,
    drop constraint bank_receipts_tenant_id_id_key,
    add constraint bank_receipts_state_check check (state in ('matched', 'unidentified', 'assigned', 'returned')),
    add constraint bank_receipts_check check ((counterparty_id is not null) = (state in ('matched', 'assigned'))),
    add constraint bank_receipts_check1 check ((settled_by is not null) = (state in ('assigned', 'returned')));
alter table payouts drop constraint payouts_undone, drop constraint payouts_undone_once, drop column undone, drop column undone_by, drop column undone_at;
