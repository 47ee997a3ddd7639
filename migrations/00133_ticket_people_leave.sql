-- Whom an author named may be taken back: the desk, which keeps the row, removes it.

-- +goose Up
-- +goose StatementBegin
do $$ begin
    execute format($p$create policy keeper_deletes on ticket_people for delete to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, role_named('app'));
end $$;
-- +goose StatementEnd

-- +goose Down
drop policy keeper_deletes on ticket_people;
