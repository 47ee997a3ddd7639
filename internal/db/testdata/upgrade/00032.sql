insert into letter_links (id, tenant_id, user_id, purpose, token_hash, email, email_key, created_at, expires_at) values
    ('00000000-0000-7000-8000-000000000111', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'reset', 'reset', 'Anna@x.test', 'anna@x.test', now(), now() + interval '1 hour');
insert into stolen_logins (id, tenant_id, login, contact, reported_at)
values ('00000000-0000-7000-8000-000000000112', '00000000-0000-7000-8000-000000000002', 'anna', '+37120000001', now());
insert into stolen_login_checks (tenant_id, report_id, item, ticked_by, ticked_at)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000112', 'payment', '00000000-0000-7000-8000-000000000013', now());
