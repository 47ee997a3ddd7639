-- Countries that a business does not serve (terms 5.1, 5.4): nobody becomes its customer there, nor one of the businesses below it.

-- +goose Up
alter table sign_up_settings
    add column closed_countries text[] not null default '{}'
        check (array_position(closed_countries, null) is null and cardinality(closed_countries) <= 250);

-- closed_countries are those of the tenant acted in and of all above it, without saying whose each is.
-- +goose StatementBegin
create function closed_countries() returns text[] language plpgsql stable as
$$
begin
    return array(
        select distinct c.code
        from tenant_closure a join sign_up_settings s on s.tenant_id = a.ancestor_id cross join unnest(s.closed_countries) c (code)
        where a.descendant_id = nullif(current_setting('app.tenant', true), '')::uuid
        order by c.code);
end
$$;
-- +goose StatementEnd
call definer_function('closed_countries()', 'app');

-- +goose Down
drop function closed_countries;
alter table sign_up_settings drop column closed_countries;
