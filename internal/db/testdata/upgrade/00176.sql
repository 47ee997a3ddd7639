-- A webhook that was switched off while a message waited for it.
insert into webhook_endpoints (id, tenant_id, url, topics, sealed, created_at, disabled_at, disabled_why)
values ('00000000-0000-7000-8000-000000176001', '00000000-0000-7000-8000-000000000003', 'https://example.com/hook', '{money}', '\x00', '2026-11-01 12:00Z', '2026-11-02 12:00Z', 'by hand');
insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
values ('00000000-0000-7000-8000-000000176002', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000176001', '00000000-0000-7000-8000-000000176003',
    'billing.cash.take', '{}', '2026-11-01 12:00Z', '2026-11-01 12:00Z');
insert into webhook_attempts (id, tenant_id, delivery_id, at, took_ms)
values ('00000000-0000-7000-8000-000000176004', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000176002', '2026-11-01 12:00Z', 10);
