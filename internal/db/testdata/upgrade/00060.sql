insert into customer_records (account_id, tenant_id, reference, reference_key)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'C-1', 'c-1');
insert into imports (id, tenant_id, file_name, headings, state, lines, created_at)
values ('00000000-0000-7000-8000-000000000141', '00000000-0000-7000-8000-000000000002', 'all.csv', '{Customer}', 'done', 1, now());
insert into import_lines (import_id, tenant_id, line, cells) values ('00000000-0000-7000-8000-000000000141', '00000000-0000-7000-8000-000000000002', 2, '["Anna’s Bakery"]');
insert into import_made (import_id, tenant_id, line, kind, account_id, subject_id, name)
values ('00000000-0000-7000-8000-000000000141', '00000000-0000-7000-8000-000000000002', 2, 'object', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000051', 'Van 1');
insert into import_mappings (tenant_id, headings_key, mapping, updated_at) values ('00000000-0000-7000-8000-000000000002', 'customer', '{customer}', now());
insert into stock (id, tenant_id, protocol, identity, identity_key, code_hash, created_at)
values ('00000000-0000-7000-8000-000000000151', '00000000-0000-7000-8000-000000000002', 'wialon-ips', '861230000000025', 'imei 861230000000025', 'c', now());
update identities set proof = 'code', proved_at = now() where value = '18';
insert into tracker_requests (id, tenant_id, tracker_id, protocol, model, identity, by_user, asked_at)
values ('00000000-0000-7000-8000-000000000152', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000061', 'wialon-ips', '', '18', '00000000-0000-7000-8000-000000000011', now());
