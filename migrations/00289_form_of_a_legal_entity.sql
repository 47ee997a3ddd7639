-- What a legal entity is decides what is asked of it: a number of an organisation means nothing to a person, and papers say none.

-- +goose Up
alter table legal_entities add column form text collate "C" not null default 'company' check (form in ('company', 'sole_trader', 'person'));

-- +goose Down
alter table legal_entities drop column form;
