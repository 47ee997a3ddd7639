-- When somebody answers is said in words, and words are of a language: what is said in one stands for the language it is written in,
-- and what there was before stays for all others.

-- +goose Up
alter table support_contacts add column hours_in jsonb not null default '{}' check (jsonb_typeof(hours_in) = 'object' and length(hours_in::text) <= 4000);
alter table desk_pages add column hours_in jsonb not null default '{}' check (jsonb_typeof(hours_in) = 'object' and length(hours_in::text) <= 4000);

-- +goose Down
alter table desk_pages drop column hours_in;
alter table support_contacts drop column hours_in;
