-- What becomes of letters to an address can be changed: taking it away and adding it again would forget the mailbox that it is read from.

-- +goose Up
-- +goose StatementBegin
do $$ begin execute format('grant update (kind, category_id) on desk_addresses to %I', role_named('app')); end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
do $$ begin execute format('revoke update (kind, category_id) on desk_addresses from %I', role_named('app')); end $$;
-- +goose StatementEnd
