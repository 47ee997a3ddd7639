update contracts set tier = 'gold', paper_number = 'A-17', signed_on = '2025-03-01' where counterparty_id = '00000000-0000-7000-8000-000000000003';
insert into customer_notes (tenant_id, customer_id, note, changed_at) values
    ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', 'pays late', '2025-06-01'),
    ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000004', ' ', '2025-06-01');
insert into tenant_blocks (id, tenant_id, counterparty_id, cause, ground, reason, since)
values ('00000000-0000-7000-8000-000000000131', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000004', 'suspended', 'spam', 'spam', now());
update objects set removed_at = now() where name = 'Van 2';
