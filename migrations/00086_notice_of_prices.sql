-- The notice that a change of a price list leaves.

-- +goose Up

-- A change takes effect no sooner than ten days after it was posted; what resellers pay, twenty: they must give their own
-- customers as much (terms 4.7, 8.4). Only what nobody can have accepted yet, the first version, begins at once.
-- +goose StatementBegin
create function versions_leave_notice() returns trigger language plpgsql as
$$
declare
    days int;
    latest timestamptz;
begin
    if tg_table_name = 'plan_versions' then
        select case p.kind when 'wholesale' then 20 else 10 end into days from plans p where p.id = new.plan_id;
        select max(v.in_force_from) into latest from plan_versions v where v.plan_id = new.plan_id and v.withdrawn_at is null;
    else
        days := 10;
        select max(v.in_force_from) into latest from package_versions v where v.package_id = new.package_id and v.withdrawn_at is null;
    end if;
    if new.number > 1 and new.in_force_from < new.posted_at + make_interval(days => days) then
        raise exception 'a change leaves % days of notice', days using errcode = '23514', constraint = 'versions_leave_notice';
    end if;
    if latest >= new.in_force_from then
        raise exception 'versions come one after another' using errcode = '23514', constraint = 'versions_in_order';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
create trigger plan_versions_leave_notice before insert on plan_versions for each row execute function versions_leave_notice();
create trigger package_versions_leave_notice before insert on package_versions for each row execute function versions_leave_notice();

-- +goose Down
drop trigger package_versions_leave_notice on package_versions;
drop trigger plan_versions_leave_notice on plan_versions;
drop function versions_leave_notice;
