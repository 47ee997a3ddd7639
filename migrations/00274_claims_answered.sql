-- Deciding a request for a tracker answers its ticket in the same transaction, which is a worker's: it looks up whose desk that is, and what
-- stands in the ticket may have been escalated, and has its answer brought back.

-- +goose Up
call definer_function('tenant_scope(uuid, uuid)', 'app', 'worker');
call definer_function('bring_answer_back(uuid)', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
do $$
begin
    execute format('revoke execute on function tenant_scope(uuid, uuid) from %I', role_named('worker'));
    execute format('revoke execute on function bring_answer_back(uuid) from %I', role_named('worker'));
end $$;
-- +goose StatementEnd
