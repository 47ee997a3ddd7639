-- A signed paper that stands instead of the terms, and what was let see: a grant to a provider that the account has left since, an address that
-- somebody else had named, and equipment marked as the operator's own, whose account has another operator.
insert into agreed_documents (id, tenant_id, counterparty_id, kind, version, agreement, agreed_on, file_id, posted_at, effective_at)
values ('00000000-0000-7000-8000-000000253001', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', 'terms', 1, 'L3', '2026-11-01',
    '00000000-0000-7000-8000-000000000217', '2026-11-01 12:00Z', '2026-11-11 12:00Z');
insert into agreed_texts (tenant_id, counterparty_id, document_id, locale, title, body)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000253001', 'en', 'Terms', 'As agreed.');
set session_replication_role = replica;
insert into support_grants (id, tenant_id, grantee_id, ticket_id, object_tenant_id, object_id, onward, given_by, starts_at, ends_at)
values ('00000000-0000-7000-8000-000000253002', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', gen_random_uuid(),
    '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000051', false, '00000000-0000-7000-8000-000000000011', '2026-11-01 12:00Z', '2026-11-15 12:00Z');
set session_replication_role = origin;
update users set email_unconfirmed = false where login_key = 'boss';
