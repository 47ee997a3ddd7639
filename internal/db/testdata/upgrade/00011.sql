-- A small installation as the foundation kept it: a platform, a reseller, its customer and what hangs on them; a row in
-- every table there was.
begin;
insert into tenants (id, parent_id, kind, realm_id, path, name, name_key, locale, time_zone, country, status, created_at) overriding system value
values
    ('00000000-0000-7000-8000-000000000001', null, 'platform', '00000000-0000-7000-8000-000000000001', '1.', 'Livery', 'livery', 'en', 'UTC', null, 'active', '2025-01-01'),
    ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'reseller', '00000000-0000-7000-8000-000000000002', '1.2.', 'North GPS', 'north gps', 'ru', 'Europe/Riga', 'LV', 'active', '2025-02-01'),
    ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'account', '00000000-0000-7000-8000-000000000002', '1.2.3.', 'Anna’s Bakery', 'anna’s bakery', 'ru', 'Europe/Riga', 'LV', 'active', '2025-03-01'),
    ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000002', 'account', '00000000-0000-7000-8000-000000000002', '1.2.4.', 'Boris', 'boris', 'en', 'UTC', null, 'suspended', '2025-03-02');
insert into tenant_closure (ancestor_id, descendant_id, depth)
select a.id, d.id, length(d.path) / 2 - length(a.path) / 2 from tenants a join tenants d on starts_with(d.path, a.path);
insert into contracts (tenant_id, counterparty_id, number)
select parent_id, id, 'L' || seq from tenants where parent_id is not null;
insert into series (tenant_id, name, next) values ('00000000-0000-7000-8000-000000000002', 'account', 3);
insert into hosts (host, tenant_id, is_primary) values
    ('platform.test', '00000000-0000-7000-8000-000000000001', true), ('north.test', '00000000-0000-7000-8000-000000000002', true);
insert into brands (tenant_id, name, tokens, locked) values
    ('00000000-0000-7000-8000-000000000001', 'Livery', '{}', '{}'), ('00000000-0000-7000-8000-000000000002', 'North', '{"brand": "#116633"}', '{}');
insert into users (id, tenant_id, realm_id, login, login_key, email, email_key, name, locale, password_hash, status) values
    ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'Anna', 'anna', 'Anna@x.test', 'anna@x.test', 'Anna', 'ru', '$argon2id$', 'active'),
    ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'vera', 'vera', null, null, '', '', '$argon2id$', 'blocked'),
    ('00000000-0000-7000-8000-000000000013', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000002', 'boss', 'boss', 'boss@north.test', 'boss@north.test', 'Boss', 'en', '$argon2id$', 'active'),
    ('00000000-0000-7000-8000-000000000014', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'removed', 'removed 14', null, null, '', '', '', 'removed');
insert into roles (id, tenant_id, name, name_key, bundles)
values ('00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000003', 'Drivers', 'drivers', '{monitoring}');
insert into memberships (tenant_id, user_id, role, role_id, bundles, sees_all) values
    ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'owner', null, '{}', true),
    ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000012', 'own', '00000000-0000-7000-8000-000000000021', '{monitoring}', false),
    ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000013', 'owner', null, '{}', true);
insert into sessions (id, tenant_id, user_id, host, refresh_hash, rotated_at, created_at, seen_at, expires_at) values
    ('00000000-0000-7000-8000-000000000031', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'north.test', 'r', now(), now(), now(), now() + interval '1 day');
insert into object_groups (id, tenant_id, name, name_key) values ('00000000-0000-7000-8000-000000000041', '00000000-0000-7000-8000-000000000003', 'Vans', 'vans');
insert into objects (id, tenant_id, path, name, name_key, kind, group_id, retention) values
    ('00000000-0000-7000-8000-000000000051', '00000000-0000-7000-8000-000000000003', '', 'Van 1', 'van 1', 'vehicle', '00000000-0000-7000-8000-000000000041', 'm3'),
    ('00000000-0000-7000-8000-000000000052', '00000000-0000-7000-8000-000000000003', '', 'Van 2', 'van 2', 'vehicle', null, 'm36');
insert into trackers (id, tenant_id, protocol, model, identity, phone, password_mac) values
    ('00000000-0000-7000-8000-000000000061', '00000000-0000-7000-8000-000000000003', 'wialon-ips', 'NB-1', '861230000000017', '+37120000001', 'mac');
insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, held, released_at) values
    ('00000000-0000-7000-8000-000000000071', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000061', 'imei', '861230000000017', '2025-03-01', '[2025-03-02,)', null),
    ('00000000-0000-7000-8000-000000000072', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000061', 'port:5039', '17', '2025-03-01', '[2025-03-02,2025-04-01)', '2025-04-01'),
    ('00000000-0000-7000-8000-000000000073', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000061', 'port:5039', '18', '2025-03-01', null, null);
insert into bindings (id, tenant_id, object_id, tracker_id, span) values
    ('00000000-0000-7000-8000-000000000081', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000051', '00000000-0000-7000-8000-000000000061', '[2025-03-02,)');
insert into blocks (id, tenant_id, object_id, cause, keep_data, reason, by_user, since, until) values
    ('00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000052', 'by_hand', true, 'sold', '00000000-0000-7000-8000-000000000011', '2025-05-01', null),
    ('00000000-0000-7000-8000-000000000092', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000051', 'paused', false, '', null, '2025-05-01', '2025-06-01');
insert into tracker_contacts (tracker_id, tenant_id, at, outcome, protocol, port)
values ('00000000-0000-7000-8000-000000000061', '00000000-0000-7000-8000-000000000003', now(), 'stored', 'wialon-ips', 20332);
select make_positions_partition('m3', '2025-05-01');
insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, speed, valid, retention, attributes)
select seq, '2025-05-02', 1, '2025-05-02', 56.9, 24.1, tenant_id, 30, true, 'm3', '{"ignition": true}' from objects where name = 'Van 1';
insert into object_states (object_seq, tenant_id, object_id, fixed_at, lat, lon, heard_at)
select seq, tenant_id, id, '2025-05-02', 56.9, 24.1, now() from objects where name = 'Van 1';
insert into quarantine (id, tenant_id, object_id, reason, received_at, record)
values ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000051', 'future', now(), '{}');
insert into spool_shards (spool, shard, stored_sequence) values ('s', 0, 17);
insert into removed_objects (object_seq, tenant_id, removed_at) values (900, '00000000-0000-7000-8000-000000000003', now());
insert into outbox (id, tenant_id, topic, payload) values ('00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-000000000003', 'mail', '{}');
insert into idempotency_keys (tenant_id, user_id, key, operation, request_hash)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'k', 'o', 'h');
insert into audit_actors (id, tenant_id, kind, user_id)
values ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-000000000003', 'user', '00000000-0000-7000-8000-000000000011');
insert into audit_entries (tenant_id, place, id, at, actor, action, subject_kind, detail_hash, previous, hash)
values ('00000000-0000-7000-8000-000000000003', 1, '00000000-0000-7000-8000-0000000000c2', now(), '00000000-0000-7000-8000-0000000000c1', 'fleet.object.add', 'object', 'd', '', 'h');
insert into audit_details (entry_id, tenant_id, salt, detail) values ('00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-000000000003', 's', '{"name": "Van 1"}');
insert into audit_heads (tenant_id, place, hash) values ('00000000-0000-7000-8000-000000000003', 1, 'h');
insert into visible_groups (tenant_id, user_id, group_id)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000041');
insert into visible_objects (tenant_id, user_id, object_id)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000052');
insert into invitations (id, tenant_id, email, email_key, role, token_hash, invited_by, created_at, sent_at, expires_at)
values ('00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-000000000003', 'New@x.test', 'new@x.test', 'viewer', 't', '00000000-0000-7000-8000-000000000011', now(), now(), now() + interval '7 days');
insert into api_keys (id, tenant_id, user_id, name, secret_hash, created_at, expires_at)
values ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', 'Dispatch', 's', now(), now() + interval '1 year');
insert into ownership_offers (id, tenant_id, from_user, to_user, offered_at, expires_at)
values ('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000012', now(), now() + interval '7 days');
commit;
