insert into act_in_grants (id, tenant_id, grantee_id, given_by, reason, starts_at, ends_at)
values ('00000000-0000-7000-8000-000000000101', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000013', 'help', now(), now() + interval '1 day');
insert into sessions (id, tenant_id, user_id, host, refresh_hash, rotated_at, created_at, seen_at, expires_at) values
    ('00000000-0000-7000-8000-000000000032', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000013', 'north.test', 'r2', now(), now(), now(), now() + interval '1 day');
insert into acting_sessions (id, tenant_id, actor_tenant_id, actor_user_id, actor_session_id, actor_version, reason, back, token_hash, token_until, asked_at, expires_at)
values ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000013',
    '00000000-0000-7000-8000-000000000032', 1, 'they asked', 'http://north.test', 't', now(), now(), now() + interval '1 hour');
