-- A desk that wakes somebody who is nobody's user, from before such people were asked.
insert into desks (tenant_id, page_emails, updated_at) values ('00000000-0000-7000-8000-000000000003', '{night@x.test}', '2026-11-01 12:00Z');
