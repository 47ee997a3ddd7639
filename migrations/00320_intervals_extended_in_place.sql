-- A renewal moves the end of a span that is paid for, and nothing else of it. The end stood in an index that kept spans of an object apart, so that each
-- renewal wrote the row, and an entry of every index of it, anew. Now no index holds an end: an extended span is written beside what it was, and what keeps
-- spans apart is asked once a statement (decision 0074).

-- +goose Up
-- Half of a page is for what its rows become: those of neighbours are extended together.
alter table paid_intervals set (fillfactor = 50);
alter table paid_intervals drop constraint paid_intervals_object_id_span_excl;
drop index paid_intervals_object;
alter table paid_intervals
    -- null: from ever
    add column begins timestamptz generated always as (lower(span)) stored check (isfinite(begins)),
    -- there was no other span of the object when it was written: two that are written at once are not both
    add column is_first boolean not null default false;
create unique index paid_intervals_object on paid_intervals (object_id, begins) nulls not distinct;
create unique index paid_intervals_first on paid_intervals (object_id) where is_first;

-- +goose StatementBegin
-- paid_intervals_begin has whoever adds a span of an object wait for everybody who moves another one of it, and they for it: what that became is seen by the
-- statements that follow, and so by paid_intervals_apart.
create function paid_intervals_begin() returns trigger language plpgsql as
$$
begin
    perform from paid_intervals i where i.object_id = new.object_id order by i.begins for no key update;
    if not found then
        -- Those that were here are gone, and others may have come.
        perform from paid_intervals i where i.object_id = new.object_id order by i.begins for no key update;
    end if;
    new.is_first := not found;
    return new;
end
$$;

-- paid_intervals_apart refuses spans that overlap others of their objects. Whose snapshot is older than the statement would not see what was written since.
create function paid_intervals_apart() returns trigger language plpgsql as
$$
declare
    torn uuid;
begin
    if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
        raise exception 'spans are written in read committed transactions' using errcode = '0A000';
    end if;
    if tg_level = 'ROW' then
        -- One that begins at another time is as good as new.
        perform from paid_intervals i where i.object_id = new.object_id and i.id <> new.id order by i.begins for no key update;
        select i.object_id into torn from paid_intervals i where i.object_id = new.object_id and i.id <> new.id and i.span && new.span limit 1;
    elsif tg_op = 'INSERT' then
        select f.object_id into torn from fresh f join paid_intervals i on i.object_id = f.object_id and i.id <> f.id and i.span && f.span limit 1;
    else
        -- One that begins where it began may have come to the next one only.
        select f.object_id into torn from fresh f
        where exists (
            select from paid_intervals i
            where i.object_id = f.object_id and i.begins > coalesce(f.begins, '-infinity') and i.begins < coalesce(upper(f.span), 'infinity')) limit 1;
    end if;
    if found then
        raise exception 'two spans of object % overlap', torn using errcode = '23P01', table = 'paid_intervals', constraint = 'paid_intervals_apart';
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('paid_intervals_begin()', 'app', 'worker');
call definer_function('paid_intervals_apart()', 'app', 'worker');
create trigger paid_intervals_begin before insert on paid_intervals for each row execute function paid_intervals_begin();
create trigger paid_intervals_apart after insert on paid_intervals referencing new table as fresh for each statement execute function paid_intervals_apart();
create trigger paid_intervals_apart_still after update on paid_intervals referencing new table as fresh for each statement execute function paid_intervals_apart();
create trigger paid_intervals_begin_anew after update on paid_intervals for each row
    when (old.object_id <> new.object_id or lower(old.span) is distinct from lower(new.span)) execute function paid_intervals_apart();

-- +goose Down
drop trigger paid_intervals_begin_anew on paid_intervals;
drop trigger paid_intervals_apart_still on paid_intervals;
drop trigger paid_intervals_apart on paid_intervals;
drop trigger paid_intervals_begin on paid_intervals;
drop function paid_intervals_apart;
drop function paid_intervals_begin;
drop index paid_intervals_first;
drop index paid_intervals_object;
alter table paid_intervals drop column is_first, drop column begins;
alter table paid_intervals set (fillfactor = 80);
create index paid_intervals_object on paid_intervals (tenant_id, object_id, lower(span) desc);
alter table paid_intervals add constraint paid_intervals_object_id_span_excl exclude using gist (object_id with =, span with &&);
