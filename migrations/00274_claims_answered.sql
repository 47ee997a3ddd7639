-- Deciding a request for a tracker answers its ticket in the same transaction, which is a worker's; what stands in that ticket may have been
-- escalated, and its answer goes back then.

-- +goose Up
call definer_function('bring_answer_back(uuid)', 'app', 'worker');

-- +goose Down
call definer_function('bring_answer_back(uuid)', 'app');
-- +goose StatementBegin
do $$
begin
    execute format('revoke execute on function bring_answer_back(uuid) from %I', role_named('worker'));
end $$;
-- +goose StatementEnd
