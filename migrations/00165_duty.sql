-- What is promised is watched: who missed what, and whether the second deadline was told of (support policy 5, regulations 6).

-- +goose Up
alter table tickets
    -- told that the second deadline has passed
    add column overdue_at timestamptz,
    -- answers that came within what was promised for them, and those that came after
    add column promises_kept int not null default 0 check (promises_kept >= 0),
    add column promises_missed int not null default 0 check (promises_missed >= 0);
create index tickets_overdue on tickets (deadline_at) where state in ('open', 'escalated') and deadline_at is not null and overdue_at is null;

-- +goose Down
drop index tickets_overdue;
alter table tickets drop column promises_missed, drop column promises_kept, drop column overdue_at;
