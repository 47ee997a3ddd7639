-- A row in every table of money, as it was when the agreement could be ended: prices, an object that is paid for, one that is not, a package,
-- money that came in each way and went out, papers.
do $$
declare
    north uuid := '00000000-0000-7000-8000-000000000002';
    anna uuid := '00000000-0000-7000-8000-000000000003';
    van uuid := '00000000-0000-7000-8000-000000000051';
    at timestamptz := '2025-06-01 12:00Z';
    wallet uuid;
    bank uuid;
    n int;
    moved uuid[] := array(select ('00000000-0000-7000-8000-0000000002' || lpad(to_hex(i), 2, '0'))::uuid from generate_series(0, 40) i);
begin
    insert into books (tenant_id, unit, main, opened_at) values (north, 'EUR', true, at), (north, 'SMS', false, at) on conflict do nothing;
    insert into ledger_accounts (tenant_id, unit, kind, opened_at) values (north, 'EUR', 'bank_cash', at) returning id into bank;
    insert into ledger_accounts (tenant_id, unit, kind, counterparty_id, balance, floor, opened_at) values (north, 'EUR', 'wallet', anna, 0, -500, at) returning id into wallet;
    for n in 1..5 loop
        insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at, comment)
        values (moved[n], north, 'EUR', (array['topup', 'charge', 'package', 'refund', 'assignment'])[n], anna, 'of old ' || n, '', at::date, at, 'from before');
        insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
        values (moved[n], wallet, north, anna, (array[5000, -700, -100, -200, 300])[n], at), (moved[n], bank, north, null, (array[-5000, 700, 100, 200, -300])[n], at);
    end loop;
    insert into ledger_checkpoints (account_id, tenant_id, booked_before, balance) values (bank, north, at + interval '1 day', -4300);
    insert into ledger_accumulators (tenant_id, unit, counterparty_id, name, remainder) values (north, 'EUR', anna, 'sms', 250000);
    insert into ledger_accruals (tenant_id, unit, counterparty_id, name, key, micro, amount, booked_at) values (north, 'EUR', anna, 'sms', 'one', 250000, 0, at);

    insert into plans (id, tenant_id, kind, name, name_key, created_at) values (moved[10], north, 'object', 'Vans', 'vans', at);
    insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, currency, period, posted_at, in_force_from, retention)
    values (moved[11], north, moved[10], 1, false, 700, 'EUR', 'month', at, at, 'm12');
    insert into contract_prices (id, tenant_id, counterparty_id, plan_id, price, currency, posted_at, in_force_from) values (moved[12], north, anna, moved[10], 650, 'EUR', at, at);
    insert into packages (id, tenant_id, name, name_key, unit, for_chosen, created_at) values (moved[13], north, 'Messages', 'messages', 'SMS', true, at);
    insert into package_versions (id, tenant_id, package_id, number, price, currency, quantity, validity_days, posted_at, in_force_from)
    values (moved[14], north, moved[13], 1, 100, 'EUR', 50, 90, at, at);
    insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at, starts_at, anchor, zone, periods,
        paid_until, next_due)
    values (moved[15], anna, north, van, moved[10], moved[11], 650, 'EUR', at, at, at, 'Europe/Riga', 1, at + interval '1 month', at + interval '1 month');
    insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
    values (anna, north, van, moved[15], moved[11], at, at + interval '1 month', 700, 'EUR', moved[2], at);
    insert into packages_bought (id, tenant_id, keeper_id, package_id, version_id, unit, quantity, remaining, for_chosen, price, currency, transaction_id, activated_at, expires_at)
    values (moved[16], anna, north, moved[13], moved[14], 'SMS', 50, 49, true, 100, 'EUR', moved[3], at, at + interval '90 days');
    insert into packages_bought_objects (tenant_id, bought_id, object_id) values (anna, moved[16], van);
    insert into package_draws (tenant_id, bought_id, key, quantity, drawn_at) values (anna, moved[16], 'a message', 1, at);

    insert into wholesale_days (tenant_id, counterparty_id, day, objects, micro, amount, metered_at)
    values ('00000000-0000-7000-8000-000000000001', north, at::date, 2, 0, 0, at);
    insert into money_notices (tenant_id, template, about, at) values (anna, 'money_soon', '7 2025-07-01', at);
    insert into ladder_settings (tenant_id, changed_at) values ('00000000-0000-7000-8000-000000000001', at);
    insert into ladder_steps (tenant_id, counterparty_id, step, since, step_since) values ('00000000-0000-7000-8000-000000000001', north, 1, at, at);

    insert into stripe_accounts (tenant_id, secret_key, signing_secret, endpoint, hint, live, connected_at) values (north, 'sealed', 'sealed', 'we_1', 'test', false, at);
    insert into topups (id, tenant_id, counterparty_id, unit, amount, source, state, session, intent, gone_back, transaction_id, created_at, paid_at) values
        (moved[17], north, anna, 'EUR', 5000, 'card', 'paid', 'cs_1', 'pi_1', 200, moved[1], at, at),
        (moved[18], north, anna, 'EUR', 900, 'card', 'open', 'cs_2', null, 0, null, at, null);
    insert into topup_moves (tenant_id, topup_id, name, amount, transaction_id, booked_at) values (north, moved[17], 're_1', 200, moved[4], at);
    insert into bank_statements (id, tenant_id, name, format, account, unit, first_day, last_day, opening, closing, added, imported_at)
    values (moved[19], north, 'may.xml', 'camt.053.001.02', 'LV80BANK0000435195001', 'EUR', at::date, at::date, 0, 300, 1, at);
    insert into bank_receipts (id, tenant_id, statement_id, fingerprint, line, booked_on, amount, unit, payer, purpose, state, counterparty_id, transaction_id, settled_by)
    values (moved[20], north, moved[19], 'f', 1, at::date, 300, 'EUR', 'Anna', 'for the vans', 'assigned', anna, moved[5], moved[5]);
    insert into payouts (id, tenant_id, counterparty_id, unit, amount, commission, recipient, bank_account, transaction_id, created_at)
    values (moved[21], north, anna, 'EUR', 190, 10, 'Anna', 'LV00', moved[4], at);
    insert into payout_requests (id, tenant_id, counterparty_id, recipient, bank_account, asked_at) values (moved[22], north, anna, 'Anna', 'LV00', at);

    insert into legal_entities (tenant_id, name, tax_rate, changed_at) values (north, 'North GPS SIA', 2100, at);
    insert into paper_series (tenant_id, unit, kind) values (north, 'EUR', 'receipt');
    update paper_series set last = 1 where tenant_id = north;
    insert into papers (id, tenant_id, counterparty_id, unit, kind, number, code, subject, issued_on, issued_at, total, transaction_id, locale, sha256, bytes)
    values (moved[23], north, anna, 'EUR', 'receipt', 1, 'RC-EUR-000001', moved[1]::text, at::date, at, 5000, moved[1], 'ru', sha256('paper'), 5);
    insert into paper_files (paper_id, tenant_id, counterparty_id, named, content) values (moved[23], north, anna, '{}', 'paper');
    insert into contract_files (id, tenant_id, counterparty_id, name, sha256, content, put_at) values (moved[24], north, anna, 'contract.pdf', sha256('%PDF'), '%PDF', at);
end $$;
