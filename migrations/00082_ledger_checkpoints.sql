-- Sums of accounts at a moment, without adding up all that was ever booked.

-- +goose Up
-- ledger_balance is what an account came to before a moment. Row-level security holds: who may not see the account gets null.
-- +goose StatementBegin
create function ledger_balance(account uuid, before timestamptz) returns bigint language sql stable as
$$
    select coalesce(c.balance, 0) + coalesce((
        select sum(e.amount) from ledger_entries e
        where e.account_id = a.id and e.booked_at < before and e.booked_at >= coalesce(c.booked_before, '-infinity')), 0)::bigint
    from ledger_accounts a
    left join lateral (
        select k.balance, k.booked_before from ledger_checkpoints k
        where k.account_id = a.id and k.booked_before <= before order by k.booked_before desc limit 1) c on true
    where a.id = account
$$;

-- ledger_checkpoint sums up an account before a moment, if there is enough to sum up. The account's row is locked against
-- the keys of entries: whoever is writing some is waited for, and whoever comes after finds the checkpoint.
create function ledger_checkpoint(account uuid, before timestamptz, enough bigint) returns boolean language plpgsql as
$$
declare
    a ledger_accounts%rowtype;
    since timestamptz;
    total bigint;
    n bigint;
begin
    select * into strict a from ledger_accounts x where x.id = account for update;
    select coalesce(max(k.booked_before), '-infinity') into since from ledger_checkpoints k where k.account_id = account;
    select count(*) into n from (
        select from ledger_entries e where e.account_id = account and e.booked_at >= since and e.booked_at < before limit enough) x;
    if since >= before or n < enough then return false; end if;
    total := ledger_balance(account, before);
    insert into ledger_checkpoints (account_id, tenant_id, counterparty_id, booked_before, balance)
    values (account, a.tenant_id, a.counterparty_id, before, total);
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('ledger_checkpoint(uuid, timestamptz, bigint)', 'worker');
-- +goose StatementBegin
do $$
begin
    revoke all on function ledger_balance(uuid, timestamptz) from public;
    execute format('grant execute on function ledger_balance(uuid, timestamptz) to %I, %I, %I', role_named('app'), role_named('worker'), role_named('definer'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function ledger_checkpoint;
drop function ledger_balance;
