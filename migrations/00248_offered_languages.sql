-- The languages that a realm speaks to its people.

-- +goose Up

-- A realm without a row speaks all there are, those that come later too. A row is of the realm itself: nothing is handed down.
create table offered_languages (
    tenant_id uuid primary key references tenants (id),
    languages text[] not null check (cardinality(languages) between 1 and 50)
);
call published_rows('offered_languages', 'select, insert, update, delete');
create trigger offered_languages_notify after insert or update or delete on offered_languages for each statement execute function notify_brands();

-- A realm's own name, language, zone and country are part of what is kept in memory by host.
drop trigger tenants_notify_brands on tenants;
create trigger tenants_notify_brands after update on tenants for each row
    when (old.parent_id is distinct from new.parent_id or old.status <> new.status
        or new.kind <> 'account' and (old.name, old.locale, old.time_zone, old.country) is distinct from (new.name, new.locale, new.time_zone, new.country))
    execute function notify_brands();

-- +goose Down
drop trigger tenants_notify_brands on tenants;
create trigger tenants_notify_brands after update on tenants for each row
    when (old.parent_id is distinct from new.parent_id or old.status <> new.status)
    execute function notify_brands();
drop table offered_languages;
