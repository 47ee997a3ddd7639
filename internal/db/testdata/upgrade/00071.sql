insert into customer_remarks (id, tenant_id, customer_id, text, by_user, created_at)
values ('00000000-0000-7000-8000-000000000161', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', 'called', '00000000-0000-7000-8000-000000000013', now());
insert into support_contacts (tenant_id, email) values ('00000000-0000-7000-8000-000000000002', 'help@north.test');
