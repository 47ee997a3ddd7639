-- Whoever asked can withdraw a question and take that back. Taking back opens it again by their doing, not by the desk's: each side hears of it once.

-- +goose Up
-- +goose StatementBegin
create or replace function webhooks_hear_tickets() returns trigger language plpgsql as
$$
declare
    event text;
    moment timestamptz := new.changed_at;
    desk_alone boolean := false;
    desk_by_action boolean := false;
    asker_by_action boolean := false;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    if tg_op = 'INSERT' then
        event := 'ticket.opened';
        moment := new.opened_at;
        desk_by_action := new.via = 'phone' or new.follows_id is not null;
        asker_by_action := new.via in ('app', 'escalation');
    elsif new.overdue_at is not null and old.overdue_at is null then
        event := 'ticket.overdue';
        moment := new.overdue_at;
        desk_alone := true;
    elsif new.breached_at is not null and old.breached_at is null then
        event := 'ticket.late';
        moment := new.breached_at;
        desk_alone := true;
    elsif new.warned_at is not null and old.warned_at is null then
        event := 'ticket.due';
        moment := new.warned_at;
        desk_alone := true;
    elsif new.state = 'confirmed' then
        event := 'ticket.confirmed';
        asker_by_action := true;
    elsif new.state = 'unanswerable' then
        event := 'ticket.refused';
        desk_by_action := true;
    elsif new.state = 'escalated' then
        event := 'ticket.escalated';
        desk_alone := true;
        desk_by_action := true;
    elsif new.state = 'open' and old.state in ('answered', 'confirmed', 'unanswerable') and new.asked_at = old.asked_at then
        -- Where somebody asked anew, their reply is what is told.
        event := 'ticket.reopened';
        -- The moment of settling is forgotten where it is taken back, and stays where the desk opens the ticket.
        asker_by_action := old.confirmed_at is not null and new.confirmed_at is null;
        desk_by_action := not asker_by_action;
    else
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'tickets', event, moment,
        jsonb_build_object('kind', 'ticket', 'id', new.id, 'name', new.subject),
        jsonb_build_object('number', new.number, 'kind', new.kind, 'via', new.via, 'critical', new.critical, 'follows', new.follows_id),
        jsonb_build_object('state', new.state, 'promise_at', new.promise_at, 'deadline_at', new.deadline_at, 'refusal', new.refusal),
        case when not desk_alone then jsonb_build_object('state', case when new.state = 'escalated' then 'open' else new.state end) end,
        desk_by_action, asker_by_action);
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_tickets()', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function webhooks_hear_tickets() returns trigger language plpgsql as
$$
declare
    event text;
    moment timestamptz := new.changed_at;
    desk_alone boolean := false;
    desk_by_action boolean := false;
    asker_by_action boolean := false;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    if tg_op = 'INSERT' then
        event := 'ticket.opened';
        moment := new.opened_at;
        desk_by_action := new.via = 'phone' or new.follows_id is not null;
        asker_by_action := new.via in ('app', 'escalation');
    elsif new.overdue_at is not null and old.overdue_at is null then
        event := 'ticket.overdue';
        moment := new.overdue_at;
        desk_alone := true;
    elsif new.breached_at is not null and old.breached_at is null then
        event := 'ticket.late';
        moment := new.breached_at;
        desk_alone := true;
    elsif new.warned_at is not null and old.warned_at is null then
        event := 'ticket.due';
        moment := new.warned_at;
        desk_alone := true;
    elsif new.state = 'confirmed' then
        event := 'ticket.confirmed';
        asker_by_action := true;
    elsif new.state = 'unanswerable' then
        event := 'ticket.refused';
        desk_by_action := true;
    elsif new.state = 'escalated' then
        event := 'ticket.escalated';
        desk_alone := true;
        desk_by_action := true;
    elsif new.state = 'open' and old.state in ('answered', 'confirmed', 'unanswerable') and new.asked_at = old.asked_at then
        -- Where somebody asked anew, their reply is what is told.
        event := 'ticket.reopened';
        desk_by_action := true;
    else
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'tickets', event, moment,
        jsonb_build_object('kind', 'ticket', 'id', new.id, 'name', new.subject),
        jsonb_build_object('number', new.number, 'kind', new.kind, 'via', new.via, 'critical', new.critical, 'follows', new.follows_id),
        jsonb_build_object('state', new.state, 'promise_at', new.promise_at, 'deadline_at', new.deadline_at, 'refusal', new.refusal),
        case when not desk_alone then jsonb_build_object('state', case when new.state = 'escalated' then 'open' else new.state end) end,
        desk_by_action, asker_by_action);
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_tickets()', 'app', 'worker');
