-- A reseller on a wholesale plan, from before it was noted since when; a debit that was reversed; an object that is charged by the day, in arrears,
-- and could not be paid; and a reseller that owes and was suspended by hand.
do $$
declare
    root uuid := '00000000-0000-7000-8000-000000000001';
    north uuid := '00000000-0000-7000-8000-000000000002';
    anna uuid := '00000000-0000-7000-8000-000000000003';
    at timestamptz := '2026-11-01 12:00Z';
    moved uuid[] := array(select ('00000000-0000-7000-8000-0000002570' || lpad(to_hex(i), 2, '0'))::uuid from generate_series(0, 20) i);
begin
    insert into plans (id, tenant_id, kind, name, name_key, by_agreement, created_at) values (moved[1], root, 'wholesale', 'Resellers', 'resellers', true, at);
    insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, posted_at, in_force_from)
    values (moved[2], root, moved[1], 1, false, 3, 'EUR', 'active_day', at, at);
    update contracts set plan_id = moved[1] where counterparty_id = north;

    insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, reverses)
    select moved[3], t.tenant_id, t.unit, 'reversal', t.counterparty_id, 'reversed', '', at::date, at, t.id from ledger_transactions t where t.kind = 'charge' and t.counterparty_id = anna limit 1;
    insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
    select moved[3], e.account_id, e.tenant_id, e.counterparty_id, -e.amount, at
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id where t.kind = 'charge' and t.counterparty_id = anna;

    insert into plans (id, tenant_id, kind, name, name_key, created_at) values (moved[4], north, 'object', 'By the day', 'by the day', at);
    insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, in_arrears, posted_at, in_force_from)
    values (moved[5], north, moved[4], 1, false, 20, 'EUR', 'active_day', true, at, at);
    insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at, starts_at, anchor, zone, paid_until,
        next_due, unpaid_since)
    values (moved[6], anna, north, '00000000-0000-7000-8000-000000000052', moved[4], moved[5], 20, 'EUR', at, at, at, 'Europe/Riga', at, at, at);

    insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, since) values
        (moved[7], root, north, 'unpaid', '', at), (moved[8], root, north, 'suspended', 'a visit', at);
end $$;
