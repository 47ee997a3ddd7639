-- What letters and papers of a realm say in its own words.

-- +goose Up

-- themes/letters.Words, as it is in force: texts by kind and language, each with whether it may be handed down, and the kinds that
-- realms below say nothing else in. Descendants may read it, as the rest of a brand; a text that names whose it is is used by
-- its own realm only. It is no part of what every host keeps in memory.
alter table brands add column words jsonb not null default '{}';

-- +goose Down
alter table brands drop column words;
