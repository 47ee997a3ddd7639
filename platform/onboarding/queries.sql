-- Row-level security narrows every statement of a request to the tenant acted in. Those of the job that looks for work
-- (…Due, …Lease) run as the worker, over all tenants.

-- name: InsertImport :exec
insert into imports (id, tenant_id, file_name, headings, mapping, protocol, state, lines, by_user, created_at)
values (@id, @tenant_id, @file_name, @headings, @mapping, @protocol, 'draft', @lines, sqlc.narg(by_user), @created_at);

-- name: InsertLines :exec
insert into import_lines (import_id, tenant_id, line, bad, cells)
select @import_id, @tenant_id, unnest(@lines::int[]), unnest(@bads::text[]), unnest(@cells::text[])::jsonb;

-- name: OneImport :one
select i.id, i.file_name, i.headings, i.mapping, i.protocol, i.invites, i.state, i.planned, i.lines, i.todo, i.done, i.by_user, i.created_at, i.started_at,
    i.finished_at, i.undone_at, coalesce(u.name, '')::text as user_name, coalesce(u.login, '')::text as user_login
from imports i
left join users u on u.tenant_id = i.tenant_id and u.id = i.by_user
where i.id = @id;

-- name: LockImport :one
select state, planned, headings, mapping, protocol, by_user, finished_at, created_at from imports
where id = @id
for no key update;

-- name: ImportsPage :many
select i.id, i.file_name, i.headings, i.mapping, i.protocol, i.invites, i.state, i.planned, i.lines, i.todo, i.done, i.by_user, i.created_at, i.started_at,
    i.finished_at, i.undone_at, coalesce(u.name, '')::text as user_name, coalesce(u.login, '')::text as user_login
from imports i
left join users u on u.tenant_id = i.tenant_id and u.id = i.by_user
where sqlc.narg(after)::uuid is null or i.id < sqlc.narg(after)::uuid
order by i.id desc
limit @most;

-- name: SetMapping :exec
update imports
set mapping = @mapping, protocol = @protocol, invites = @invites
where id = @id;

-- A pass begins: nothing of it is done, and whoever worked at the one before has no part in it.
-- name: BeginPass :exec
update imports
set state = @state, planned = @planned, todo = @todo, done = 0, lease_holder = null, lease_until = null,
    started_at = case when @state = 'running' then @at::timestamptz else started_at end
where id = @id;

-- name: ClearOutcomes :exec
update import_lines
set outcome = null, told = '{}', errors = '[]', part = case when @replan::boolean then null else part end
where import_id = @import_id;

-- name: RememberMapping :exec
insert into import_mappings (tenant_id, headings_key, mapping, protocol, updated_at)
values (@tenant_id, @headings_key, @mapping, @protocol, @at)
on conflict (tenant_id, headings_key) do update
set mapping = excluded.mapping, protocol = excluded.protocol, updated_at = excluded.updated_at;

-- name: RememberedMapping :one
select mapping, protocol from import_mappings
where tenant_id = @tenant_id and headings_key = @headings_key;

-- name: Samples :many
select line, cells, bad from import_lines
where import_id = @import_id
order by line
limit 5;

-- name: AllLines :many
select line, cells, bad from import_lines
where import_id = @import_id
order by line;

-- name: SetPlanned :exec
update import_lines l
set part = u.part, outcome = nullif(u.outcome, ''), errors = u.errors::jsonb
from (select unnest(@lines::int[]) as line, unnest(@parts::int[]) as part, unnest(@outcomes::text[]) as outcome, unnest(@errors::text[]) as errors) u
where l.import_id = @import_id and l.line = u.line;

-- Planning again keeps what a run before has done.
-- name: FinishPlanning :execrows
update imports
set planned = true, todo = @todo, done = @done, lease_until = @lease_until
where id = @id and lease_holder = @holder;

-- name: NextPart :one
select min(part)::int as part from import_lines
where import_id = @import_id and outcome is null
having min(part) is not null;

-- name: PartLines :many
select line, cells, errors from import_lines
where import_id = @import_id and part = @part and outcome is null
order by line;

-- name: SetOutcomes :exec
update import_lines l
set outcome = u.outcome, told = u.told::jsonb, errors = u.errors::jsonb
from (select unnest(@lines::int[]) as line, unnest(@outcomes::text[]) as outcome, unnest(@tolds::text[]) as told, unnest(@errors::text[]) as errors) u
where l.import_id = @import_id and l.line = u.line;

-- Whoever holds the lease, and nobody else, moves an import on: in the transaction that does the work.
-- name: Progress :execrows
update imports
set done = done + @n, lease_until = @lease_until
where id = @id and lease_holder = @holder;

-- name: FinishPass :execrows
update imports
set state = @state, lease_holder = null, lease_until = null,
    finished_at = case when @state = 'done' then @at::timestamptz else finished_at end,
    undone_at = case when @state = 'undone' then @at::timestamptz else undone_at end
where id = @id and lease_holder = @holder;

-- Lines of two parts may be about one thing: what was made stays made, and of what was changed twice the first before counts.
-- name: InsertMade :exec
insert into import_made (import_id, tenant_id, line, kind, account_id, subject_id, name, sealed, was, became)
values (@import_id, @tenant_id, @line, @kind, @account_id, @subject_id, @name, @sealed, sqlc.narg(was)::jsonb, sqlc.narg(became)::jsonb)
on conflict (import_id, subject_id) do update
set was = excluded.was || import_made.was, became = import_made.became || excluded.became
where import_made.was is not null;

-- name: CountMade :one
select (count(*) filter (where was is null))::int as made, (count(*) filter (where was is not null))::int as altered,
    count(undone_at)::int as undone, (count(*) filter (where left_reason <> ''))::int as left_over,
    (count(*) filter (where sealed is not null))::int as passwords
from import_made
where import_id = @import_id;

-- name: ClearLeft :exec
update import_made
set left_reason = '', left_fields = '{}'
where import_id = @import_id and undone_at is null;

-- name: NextAccountToUndo :one
select account_id from import_made
where import_id = @import_id and undone_at is null and left_reason = ''
order by account_id
limit 1;

-- name: MadeIn :many
select kind, subject_id, name, line, was, became from import_made
where import_id = @import_id and account_id = @account_id and undone_at is null and left_reason = ''
order by subject_id;

-- name: SetUndone :exec
update import_made m
set undone_at = case when u.reason = '' then @at::timestamptz end, left_reason = u.reason, left_fields = string_to_array(u.fields, ' '),
    sealed = case when u.reason = '' then null else m.sealed end
from (select unnest(@subjects::uuid[]) as subject_id, unnest(@reasons::text[]) as reason, unnest(@fields::text[]) as fields) u
where m.import_id = @import_id and m.subject_id = u.subject_id;

-- name: LeftOver :many
select kind, subject_id, name, line, left_reason, left_fields from import_made
where import_id = @import_id and left_reason <> ''
order by line, kind
limit @most;

-- name: TakePasswords :many
with taken as (
    select m.subject_id, m.account_id, m.name, m.line, m.sealed from import_made m
    where m.import_id = @import_id and m.sealed is not null
    for update
), cleared as (
    update import_made m set sealed = null
    from taken t
    where m.import_id = @import_id and m.subject_id = t.subject_id
)
select t.line, t.name, t.sealed, a.name as account from taken t join tenants a on a.id = t.account_id
order by t.line;

-- name: CountLines :one
select (count(*) filter (where outcome = 'created'))::int as created, (count(*) filter (where outcome = 'changed'))::int as changed,
    (count(*) filter (where outcome = 'unchanged'))::int as unchanged, (count(*) filter (where outcome = 'wrong'))::int as wrong,
    (count(*) filter (where told ->> 'customer' = 'created'))::int as customers,
    (count(*) filter (where told ->> 'user' = 'created'))::int as users,
    (count(*) filter (where told ->> 'letter' = 'sent'))::int as letters,
    (count(*) filter (where told ->> 'object' = 'created'))::int as objects,
    (count(*) filter (where told ->> 'tracker' = 'waiting'))::int as trackers,
    (count(*) filter (where told ? 'group'))::int as groups
from import_lines
where import_id = @import_id;

-- name: LinesPage :many
select line, cells, outcome, told, errors from import_lines
where import_id = @import_id and line > @after and (@wanted::text = '' or outcome = @wanted)
order by line
limit @most;

-- name: DeleteImport :execrows
delete from imports
where id = @id and state in ('draft', 'checked', 'failed');

-- name: ForgetImports :execrows
delete from imports
where state in ('draft', 'checked', 'failed') and created_at < @before;

-- Of runs that cannot be taken back any more only the heading stays: no names, no passwords.
-- name: ForgetLines :execrows
delete from import_lines l
using imports i
where i.id = l.import_id and i.state in ('done', 'undone') and i.finished_at < @before;

-- name: ForgetMade :execrows
delete from import_made m
using imports i
where i.id = m.import_id and i.state in ('done', 'undone') and i.finished_at < @before;

-- name: ClaimDue :one
update imports i
set lease_holder = @holder, lease_until = @lease_until
where i.id = (
    select d.id from imports d
    where d.state in ('checking', 'running', 'undoing') and (d.lease_until is null or d.lease_until < @at)
    order by d.created_at
    limit 1
    for update skip locked)
returning i.id, i.tenant_id, i.state, i.planned, i.by_user;

-- name: KeepLease :execrows
update imports
set lease_until = @lease_until
where id = @id and lease_holder = @holder;

-- name: GiveUpLease :exec
update imports
set lease_holder = null, lease_until = null
where id = @id and lease_holder = @holder;

-- Accounts of one's own by what the other system called them, and by name.
-- name: AccountsOfReference :many
select t.id, t.name, t.country, t.locale, r.legal_form, r.plan, r.reference
from customer_records r
join tenants t on t.id = r.account_id and t.parent_id = r.tenant_id
where r.tenant_id = @tenant_id and r.reference_key = @reference_key and t.kind = 'account' and t.status <> 'closed'
limit 2;

-- name: AccountsOfName :many
select t.id, t.name, t.country, t.locale, coalesce(r.legal_form, '')::text as legal_form, coalesce(r.plan, '')::text as plan,
    coalesce(r.reference, '')::text as reference
from tenants t
left join customer_records r on r.account_id = t.id
where t.parent_id = @tenant_id::uuid and t.name_key = @name_key and t.kind = 'account' and t.status <> 'closed'
order by t.id
limit 3;

-- name: PutRecord :exec
insert into customer_records (account_id, tenant_id, reference, reference_key, legal_form, plan)
values (@account_id, @tenant_id, @reference, @reference_key, @legal_form, @plan)
on conflict (account_id) do update
set reference = excluded.reference, reference_key = excluded.reference_key, legal_form = excluded.legal_form, plan = excluded.plan,
    tenant_id = excluded.tenant_id;

-- name: LockRecord :one
select reference, legal_form, plan from customer_records
where account_id = @account_id and tenant_id = @tenant_id
for update;

-- name: CloseEmptyAccount :one
select close_empty_account(@account::uuid);

-- name: AccountStands :one
select exists (select from tenants where id = @id and status <> 'closed');
