-- That letters to desks come in by SMTP or LMTP is a fact of the installation, not of one process: whichever sends an answer says where a
-- further letter goes.

-- +goose Up
create table letters_come_in (
    only_row boolean primary key default true check (only_row),
    -- when a process that takes letters has last said so
    seen_at timestamptz not null
);
call system_rows('letters_come_in');

-- +goose Down
drop table letters_come_in;
