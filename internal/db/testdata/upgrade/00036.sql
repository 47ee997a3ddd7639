insert into sign_up_settings (tenant_id, mode, free_objects, updated_at) values ('00000000-0000-7000-8000-000000000002', 'approval', 3, now());
insert into applications (id, tenant_id, customer, name, login, login_key, email, email_key, time_zone, country, password_hash, created_at, status)
values ('00000000-0000-7000-8000-000000000121', '00000000-0000-7000-8000-000000000002', 'person', 'Carl', 'Carl', 'carl', 'carl@x.test', 'carl@x.test', 'UTC', 'LV', '$argon2id$', now(), 'pending');
insert into sign_up_questions (id, tenant_id, name, email, question, created_at)
values ('00000000-0000-7000-8000-000000000122', '00000000-0000-7000-8000-000000000002', 'Dora', 'dora@x.test', 'How much?', now());
insert into free_service (tenant_id, objects, since) values ('00000000-0000-7000-8000-000000000003', 3, now());
update users set email_unconfirmed = true where login_key = 'anna';
insert into email_confirmations (id, tenant_id, user_id, email_key, token_hash, created_at, expires_at, used_at) values
    ('00000000-0000-7000-8000-000000000123', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'anna@x.test', 'waits', '2025-06-01', '2099-01-01', null),
    ('00000000-0000-7000-8000-000000000124', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'former@x.test', 'used', '2025-05-01', '2025-05-04', '2025-05-02');
insert into document_versions (id, tenant_id, kind, version, posted_at, effective_at)
values ('00000000-0000-7000-8000-000000000125', '00000000-0000-7000-8000-000000000002', 'terms', 1, now(), now());
insert into document_texts (tenant_id, version_id, locale, title, body)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000125', 'en', 'Terms', 'Be kind.');
insert into acceptances (id, tenant_id, user_id, version_id, way, at)
values ('00000000-0000-7000-8000-000000000126', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000125', 'signed_up', now());
insert into acceptance_traces (acceptance_id, tenant_id, user_id, address)
values ('00000000-0000-7000-8000-000000000126', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', '192.0.2.1');
