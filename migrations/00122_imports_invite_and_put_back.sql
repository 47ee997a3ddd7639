-- Whoever is brought and has an address gets a letter with a link to choose a password; and what an import has changed is
-- kept as it was, so that it can be put back.

-- +goose Up

-- What was tried out before this was told of first passwords.
alter table imports add column invites boolean not null default false;
alter table imports alter column invites set default true;

-- Of what was there before: the fields that a line has changed, before and after. Null: it was made.
alter table import_made add column was jsonb;
alter table import_made add column became jsonb;
alter table import_made add constraint import_made_change check ((was is null) = (became is null));
-- which of these fields undoing has left
alter table import_made add column left_fields text[] not null default '{}';

-- +goose Down
delete from import_made where was is not null;
alter table import_made drop column left_fields, drop column became, drop column was;
alter table imports drop column invites;
