-- In which units somebody reads figures, and how they read the clock.

-- +goose Up

-- measures.Measures: only what a user has chosen; the rest is as their brand says.
alter table users add column measures jsonb not null default '{}' check (jsonb_typeof(measures) = 'object');

-- +goose Down
alter table users drop column measures;
