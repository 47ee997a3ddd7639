-- A figure of the margin is made of debits and packages, which are the account's own rows: their keeper may read which of them, when and of whom.
-- What they were for, object by object, stays inside the customer.

-- +goose Up
-- sold_entries is what the tenant acted in has sold for money from one moment until before another, the newest first: the debits of plans, one for each
-- transaction, or packages bought. of and sold null: all; most null: without an end.
-- +goose StatementBegin
create function sold_entries(since timestamptz, before timestamptz, what text, sold uuid, in_unit text, of uuid, after_at timestamptz, after_id uuid, most int)
returns table (at timestamptz, id uuid, ledger_id uuid, customer uuid, amount bigint, pieces bigint) language plpgsql stable as
$$
declare
    me uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    if what = 'plan' then
        return query
        select c.booked_at, c.transaction_id, c.transaction_id, c.tenant_id, sum(c.amount)::bigint, count(*)
        from charges c join plan_versions v on v.id = c.version_id
        where c.keeper_id = me and c.booked_at >= since and c.booked_at < before and c.booked_at <= coalesce(after_at, before)
            and c.transaction_id is not null and c.currency = in_unit and (sold is null or v.plan_id = sold) and (of is null or c.tenant_id = of)
            and (after_at is null or (c.booked_at, c.transaction_id) < (after_at, after_id))
        group by c.booked_at, c.transaction_id, c.tenant_id
        order by c.booked_at desc, c.transaction_id desc limit most;
    elsif what = 'package' then
        return query
        select b.activated_at, b.id, b.transaction_id, b.tenant_id, b.price, 1::bigint
        from packages_bought b
        where b.keeper_id = me and b.activated_at >= since and b.activated_at < before and b.activated_at <= coalesce(after_at, before)
            and b.price > 0 and b.currency = in_unit and (sold is null or b.package_id = sold) and (of is null or b.tenant_id = of)
            and (after_at is null or (b.activated_at, b.id) < (after_at, after_id))
        order by b.activated_at desc, b.id desc limit most;
    end if;
end
$$;
-- +goose StatementEnd
call definer_function('sold_entries(timestamptz, timestamptz, text, uuid, text, uuid, timestamptz, uuid, int)', 'app');

-- +goose Down
drop function sold_entries;
