-- What a ticket is found by holds a megabyte of words. A ticket with some fifty long letters full of words of two thousand letters, such as a log or a file
-- that was pasted in, had more: nothing could be written into it any more, neither by who asked nor by the desk, and who had asked could not be erased.

-- +goose Up
-- +goose StatementBegin
create or replace function ticket_is_found() returns trigger language plpgsql as
$$
declare
    made tsvector;
    said text;
begin
    if tg_table_name = 'ticket_messages' then
        -- A ticket is found by what is said in its first hundred thousand letters, as far as there is room for its words.
        begin
            update ticket_words w set words = w.words || to_tsvector('simple', left(new.body, 20000))
            where w.ticket_id = new.ticket_id and length(w.words) < 5000;
        exception when program_limit_exceeded then
            null;
        end;
        return null;
    end if;
    made := to_tsvector('simple', new.number || ' ' || new.subject || ' ' || new.author_name || ' ' || new.author_email || ' '
        || coalesce((select string_agg(value, ' ') from jsonb_each_text(new.facts)), ''));
    if tg_op = 'UPDATE' then
        for said in
            select m.body from ticket_messages m where m.tenant_id = new.tenant_id and m.ticket_id = new.id and m.kind <> 'event' order by m.at, m.id
        loop
            exit when length(made) >= 5000;
            begin
                made := made || to_tsvector('simple', left(said, 20000));
            exception when program_limit_exceeded then
                exit;
            end;
        end loop;
    end if;
    insert into ticket_words as w (ticket_id, desk_id, opened_at, words) values (new.id, new.tenant_id, new.opened_at, made)
    on conflict (ticket_id) do update set words = excluded.words;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('ticket_is_found()', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function ticket_is_found() returns trigger language plpgsql as
$$
declare
    made tsvector;
    said text;
begin
    if tg_table_name = 'ticket_messages' then
        -- A ticket is found by what is said in its first hundred thousand letters.
        update ticket_words w set words = w.words || to_tsvector('simple', left(new.body, 20000))
        where w.ticket_id = new.ticket_id and length(w.words) < 5000;
        return null;
    end if;
    made := to_tsvector('simple', new.number || ' ' || new.subject || ' ' || new.author_name || ' ' || new.author_email || ' '
        || coalesce((select string_agg(value, ' ') from jsonb_each_text(new.facts)), ''));
    if tg_op = 'UPDATE' then
        for said in
            select m.body from ticket_messages m where m.tenant_id = new.tenant_id and m.ticket_id = new.id and m.kind <> 'event' order by m.at, m.id
        loop
            exit when length(made) >= 5000;
            made := made || to_tsvector('simple', left(said, 20000));
        end loop;
    end if;
    insert into ticket_words as w (ticket_id, desk_id, opened_at, words) values (new.id, new.tenant_id, new.opened_at, made)
    on conflict (ticket_id) do update set words = excluded.words;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('ticket_is_found()', 'app', 'worker');
