-- Whoever cancels maintenance while letters about it are being written waits for the writer: those it is writing to are told of the end too.

-- +goose Up
-- +goose StatementBegin
create or replace function maintenance_begins() returns trigger language plpgsql as
$$
declare
    said maintenance_told;
begin
    if tg_op = 'INSERT' then
        insert into maintenance_told (notice_id, cancels) values (new.id, false);
    elsif old.cancelled_at is null and new.cancelled_at is not null then
        select t.* into said from maintenance_told t where t.notice_id = new.id and not t.cancels for no key update;
        insert into maintenance_told (notice_id, cancels, upto) values (new.id, true, case when said.done then null else said.after end);
        update maintenance_told t set done = true where t.notice_id = new.id and not t.cancels;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('maintenance_begins()', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function maintenance_begins() returns trigger language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        insert into maintenance_told (notice_id, cancels) values (new.id, false);
    elsif old.cancelled_at is null and new.cancelled_at is not null then
        insert into maintenance_told (notice_id, cancels, upto)
        select new.id, true, case when t.done then null else t.after end from maintenance_told t where t.notice_id = new.id and not t.cancels;
        update maintenance_told t set done = true where t.notice_id = new.id and not t.cancels;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('maintenance_begins()', 'app', 'worker');
