-- name: OpenBook :exec
select ledger_open_book(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(at)::timestamptz);

-- name: MainBook :one
select unit from books where tenant_id = sqlc.arg(keeper)::uuid and main;

-- name: Books :many
select unit, main, opened_at from books where tenant_id = sqlc.arg(keeper)::uuid order by main desc, unit;

-- name: Reverse :one
select r.id::uuid as id, r.written::boolean as written
from ledger_reverse(sqlc.arg(keeper)::uuid, sqlc.arg(target)::uuid, sqlc.arg(new_id)::uuid, sqlc.arg(key)::text, sqlc.arg(request)::bytea,
    sqlc.arg(effective_on)::date, sqlc.arg(at)::timestamptz, sqlc.arg(comment)::text, sqlc.narg(by_user)::uuid) as r (id, written);

-- name: OpenWallet :one
select ledger_wallet(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(counterparty)::uuid, sqlc.arg(at)::timestamptz)::uuid;

-- name: SetFloor :exec
select ledger_floor(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(counterparty)::uuid, sqlc.arg(floor)::bigint, sqlc.arg(at)::timestamptz);

-- name: Accrue :one
select ledger_accrue(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(counterparty)::uuid, sqlc.arg(name)::text, sqlc.arg(key)::text,
    sqlc.arg(micro)::bigint, sqlc.arg(kind)::text, sqlc.arg(revenue)::text, sqlc.arg(effective_on)::date, sqlc.arg(at)::timestamptz,
    sqlc.arg(comment)::text)::bigint;

-- name: Transaction :one
select id, tenant_id, unit, kind, counterparty_id, key, effective_on, booked_at, reverses, comment, by_user
from ledger_transactions where id = $1;

-- name: TransactionByKey :one
select id, tenant_id, unit, kind, counterparty_id, key, effective_on, booked_at, reverses, comment, by_user
from ledger_transactions where tenant_id = sqlc.arg(keeper)::uuid and unit = sqlc.arg(unit)::text and key = sqlc.arg(key)::text;

-- name: ReversalOf :one
select id from ledger_transactions where reverses = sqlc.arg(target)::uuid;

-- name: TransactionEntries :many
select e.account_id, a.kind, e.amount
from ledger_entries e join ledger_accounts a on a.id = e.account_id
where e.transaction_id = $1 order by a.kind;

-- name: Wallet :one
select id, tenant_id, unit, counterparty_id, balance, floor, opened_at
from ledger_accounts
where tenant_id = sqlc.arg(keeper)::uuid and unit = sqlc.arg(unit)::text and counterparty_id = sqlc.arg(counterparty)::uuid;

-- name: WalletByID :one
select id, tenant_id, unit, counterparty_id, balance, floor, opened_at
from ledger_accounts where id = $1 and counterparty_id is not null;

-- name: WalletsOf :many
select id, tenant_id, unit, counterparty_id, balance, floor, opened_at
from ledger_accounts where counterparty_id = sqlc.arg(counterparty)::uuid order by tenant_id, unit;

-- name: WalletsIn :many
select id, tenant_id, unit, counterparty_id, balance, floor, opened_at
from ledger_accounts
where tenant_id = sqlc.arg(keeper)::uuid and unit = sqlc.arg(unit)::text and counterparty_id > sqlc.arg(after)::uuid
order by counterparty_id limit sqlc.arg(most);

-- name: OwnAccounts :many
select id, kind, ledger_balance(id, 'infinity')::bigint as balance
from ledger_accounts
where tenant_id = sqlc.arg(keeper)::uuid and unit = sqlc.arg(unit)::text and counterparty_id is null order by kind;

-- name: OwnAccount :one
select id from ledger_accounts
where tenant_id = sqlc.arg(keeper)::uuid and unit = sqlc.arg(unit)::text and kind = sqlc.arg(kind)::text and counterparty_id is null;

-- name: BalanceBefore :one
select ledger_balance(sqlc.arg(account)::uuid, sqlc.arg(before)::timestamptz) as balance;

-- A walk down one index from where the page before it ended; what an entry is about is looked up for those of the page.
-- name: EntriesBack :many
with page as materialized (
    select p.transaction_id, p.amount, p.booked_at
    from ledger_entries p
    where p.account_id = sqlc.arg(account)::uuid and p.booked_at >= sqlc.arg(since)::timestamptz
        and (p.booked_at, p.transaction_id) < (sqlc.arg(before_at)::timestamptz, sqlc.arg(before_id)::uuid)
    order by p.booked_at desc, p.transaction_id desc limit sqlc.arg(most))
select e.transaction_id, e.amount, e.booked_at, t.kind, t.effective_on, t.reverses, t.comment, t.by_user
from page e join ledger_transactions t on t.id = e.transaction_id
order by e.booked_at desc, e.transaction_id desc;

-- name: RunningBefore :one
select (ledger_balance(sqlc.arg(account)::uuid, sqlc.arg(before_at)::timestamptz) + coalesce((
    select sum(e.amount) from ledger_entries e
    where e.account_id = sqlc.arg(account)::uuid and e.booked_at = sqlc.arg(before_at)::timestamptz
        and e.transaction_id < sqlc.arg(before_id)::uuid), 0))::bigint as balance;

-- What a wallet comes to after its newest entries: its kept balance less what was booked since, so that nothing is summed up.
-- name: KeptAfter :one
select (a.balance - coalesce((
    select sum(e.amount) from ledger_entries e
    where e.account_id = a.id and (e.booked_at, e.transaction_id) > (sqlc.arg(newest_at)::timestamptz, sqlc.arg(newest_id)::uuid)), 0))::bigint as balance
from ledger_accounts a where a.id = sqlc.arg(account)::uuid and a.counterparty_id is not null;

-- Accounts with entries enough for a checkpoint. The worker asks for some at a time.
-- name: AccountsToSumUp :many
select a.id from ledger_accounts a
where a.id > sqlc.arg(after)::uuid
    and (select count(*) from (
        select from ledger_entries e
        where e.account_id = a.id and e.booked_at < sqlc.arg(before)::timestamptz
            and e.booked_at >= coalesce((select max(k.booked_before) from ledger_checkpoints k where k.account_id = a.id), '-infinity')
        limit sqlc.arg(enough)::bigint) x) >= sqlc.arg(enough)::bigint
order by a.id limit sqlc.arg(most);

-- name: Checkpoint :one
select ledger_checkpoint(sqlc.arg(account)::uuid, sqlc.arg(before)::timestamptz, sqlc.arg(enough)::bigint)::boolean;

-- name: Post :one
select r.id::uuid as id, r.written::boolean as written
from ledger_post(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(new_id)::uuid, sqlc.arg(kind)::text, sqlc.narg(counterparty)::uuid,
    sqlc.arg(key)::text, sqlc.arg(request)::bytea, sqlc.arg(effective_on)::date, sqlc.arg(at)::timestamptz, sqlc.arg(comment)::text,
    sqlc.narg(by_user)::uuid, sqlc.arg(kinds)::text[], sqlc.arg(amounts)::bigint[]) as r (id, written);

-- name: PostMany :many
select r.id::uuid as id, r.written::boolean as written
from ledger_post_many(sqlc.arg(keeper)::uuid, sqlc.arg(unit)::text, sqlc.arg(at)::timestamptz, sqlc.narg(by_user)::uuid, sqlc.arg(ids)::uuid[],
    sqlc.arg(kinds)::text[], sqlc.arg(counterparties)::uuid[], sqlc.arg(keys)::text[], sqlc.arg(requests)::bytea[], sqlc.arg(effective)::date[],
    sqlc.arg(comments)::text[], sqlc.arg(entries_of)::uuid[], sqlc.arg(entry_kinds)::text[], sqlc.arg(amounts)::bigint[]) as r (id, written);

-- What must be true of all books, told as what is wrong; nothing is, ever.
-- name: Wrongs :many
select t.id::text as subject, 'a transaction does not sum to zero'::text as what
from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
group by t.id having coalesce(sum(e.amount), 1) <> 0
union all
select a.id::text, 'a kept balance is not the sum of its entries'
from ledger_accounts a left join ledger_entries e on e.account_id = a.id
where a.counterparty_id is not null group by a.id having a.balance <> coalesce(sum(e.amount), 0)
union all
select a.tenant_id::text || ' ' || a.unit, 'a book does not sum to zero'
from ledger_entries e join ledger_accounts a on a.id = e.account_id group by a.tenant_id, a.unit having sum(e.amount) <> 0
union all
select e.transaction_id::text, 'a transaction crosses books, or touches another customer''s wallet'
from ledger_entries e join ledger_accounts a on a.id = e.account_id join ledger_transactions t on t.id = e.transaction_id
where a.tenant_id <> t.tenant_id or a.unit <> t.unit or e.tenant_id <> a.tenant_id or e.counterparty_id is distinct from a.counterparty_id
    or e.booked_at <> t.booked_at or a.counterparty_id is not null and a.counterparty_id is distinct from t.counterparty_id
union all
select r.id::text, 'a reversal is not the opposite of what it reverses'
from ledger_transactions r
where r.reverses is not null and exists (
    (select e.account_id, -e.amount from ledger_entries e where e.transaction_id = r.id
     except select e.account_id, e.amount from ledger_entries e where e.transaction_id = r.reverses)
    union all
    (select e.account_id, e.amount from ledger_entries e where e.transaction_id = r.reverses
     except select e.account_id, -e.amount from ledger_entries e where e.transaction_id = r.id))
union all
select c.counterparty_id::text || ' ' || c.name, 'what was counted is not what was posted and what is left'
from ledger_accumulators c
left join ledger_accruals l on (l.tenant_id, l.unit, l.counterparty_id, l.name) = (c.tenant_id, c.unit, c.counterparty_id, c.name)
group by c.tenant_id, c.unit, c.counterparty_id, c.name, c.remainder
having coalesce(sum(l.micro), 0) <> coalesce(sum(l.amount), 0) * 1000000 + c.remainder
union all
select k.account_id::text, 'a checkpoint is not the sum of what was booked before it'
from ledger_checkpoints k
where k.balance <> (select coalesce(sum(e.amount), 0) from ledger_entries e where e.account_id = k.account_id and e.booked_at < k.booked_before);
