-- Who sees more than whom is a question of what was granted to each, also of objects that lie in the trash: they come back
-- within thirty days, and to whom they were shown. Row-level security hides them from every request, so that somebody was
-- said to see more than themselves; this function compares the grants instead.

-- +goose Up
-- granted_beyond: is one user of the tenant acted in granted an object or a group that the other is not? An object counts as
-- granted to the other by itself or by its group. Both see some objects only; whoever sees all is not asked about here.
-- +goose StatementBegin
create function granted_beyond(one uuid, other uuid) returns boolean language plpgsql stable as
$$
declare
    here uuid := nullif(current_setting('app.tenant', true), '')::uuid;
begin
    return exists (
        select from visible_objects v join objects o on o.id = v.object_id
        where v.tenant_id = here and v.user_id = one
            and not exists (select from visible_objects m where m.tenant_id = here and m.user_id = other and m.object_id = v.object_id)
            and not exists (select from visible_groups m where m.tenant_id = here and m.user_id = other and m.group_id = o.group_id))
    or exists (
        select from visible_groups v
        where v.tenant_id = here and v.user_id = one
            and not exists (select from visible_groups m where m.tenant_id = here and m.user_id = other and m.group_id = v.group_id));
end
$$;
-- +goose StatementEnd
call definer_function('granted_beyond(uuid, uuid)', 'app');

-- +goose Down
drop function granted_beyond;
