-- Webhooks are told of what happens between two sides on both of them. What was told came from one tenant's audit alone, so a provider heard of
-- no ticket, payment by card, paper or purchase of its customers, and a customer of no answer. Events now come from the rows that both may read.

-- +goose Up
-- Whoever has a program that knows the actions of the audit goes on hearing those; a webhook that is made from now on hears events instead.
alter table webhook_endpoints add column names text not null default 'events' check (names in ('events', 'actions'));
update webhook_endpoints set names = 'actions';
-- A message that tells of several things of one transaction is found again while that goes on.
create index webhook_deliveries_message on webhook_deliveries (message_id);

drop function webhook_put(uuid, text, uuid, text, timestamptz, jsonb);
-- webhook_put puts a message for each address of the tenant that wants its topic and hears by these names (null: by either), in the transaction
-- that gives cause to it.
-- +goose StatementBegin
create function webhook_put(tenant uuid, wanted text, message uuid, kind text, at timestamptz, data jsonb, heard_by text default null) returns void language plpgsql as
$$
declare
    stamp text := to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    told text := jsonb_build_object('type', kind, 'timestamp', stamp, 'data', data)::text;
begin
    if length(told) > 65536 then
        told := jsonb_build_object('type', kind, 'timestamp', stamp, 'data', jsonb_build_object('subject', data -> 'subject', 'truncated', true))::text;
    end if;
    insert into webhook_deliveries (tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
    select w.tenant_id, w.id, message, kind, told, at, at
    from webhook_endpoints w
    where w.tenant_id = tenant and w.disabled_at is null and wanted = any (w.topics) and (heard_by is null or w.names = heard_by);
    if found then
        notify livery_webhooks;
    end if;
end
$$;

-- webhook_tell tells the two sides of an event, each what it may read, under ids that they do not share; one that is both is told once, as provider.
-- by_action: the audit of that side tells of it too, to those who hear by actions. to_customer null: it is none of the customer's business.
create function webhook_tell(provider uuid, customer uuid, wanted text, kind text, at timestamptz, subject jsonb, said jsonb,
    to_provider jsonb default '{}', to_customer jsonb default '{}', provider_by_action boolean default false, customer_by_action boolean default false)
returns void language plpgsql as
$$
begin
    perform webhook_put(provider, wanted, gen_random_uuid(), kind, at,
        jsonb_strip_nulls(jsonb_build_object('side', 'provider', 'customer', customer, 'subject', subject, 'after', said || to_provider)),
        case when provider_by_action or customer_by_action and customer = provider then 'events' end);
    if customer is not null and customer is distinct from provider and to_customer is not null then
        perform webhook_put(customer, wanted, gen_random_uuid(), kind, at,
            jsonb_strip_nulls(jsonb_build_object('side', 'customer', 'customer', customer, 'subject', subject, 'after', said || to_customer)),
            case when customer_by_action then 'events' end);
    end if;
end
$$;

-- webhook_count tells one side of what was done to some objects. All that one transaction does in the same way is one message, which counts
-- them; a million objects are no million messages. The first hundred are named to whoever they are of, and nothing of them to the provider.
create function webhook_count(tenant uuid, is_provider boolean, of_customer uuid, wanted text, kind text, at timestamptz, subject jsonb, said jsonb,
    many int, named uuid[], by_action boolean) returns void language plpgsql as
$$
declare
    message uuid := md5(pg_current_xact_id()::text || tenant || of_customer || kind || subject::text || coalesce(said ->> 'currency', ''))::uuid;
    was jsonb;
begin
    select d.body::jsonb #> '{data,after}' into was from webhook_deliveries d where d.message_id = message and d.tenant_id = tenant limit 1;
    if was is not null then
        was := was || jsonb_build_object('objects', (was ->> 'objects')::bigint + many);
        if said ? 'amount' then
            was := was || jsonb_build_object('amount', (was ->> 'amount')::bigint + (said ->> 'amount')::bigint);
        end if;
        if not is_provider and jsonb_array_length(was -> 'object_ids') < 100 then
            was := was || jsonb_build_object('object_ids', (was -> 'object_ids') || to_jsonb(named[1:100 - jsonb_array_length(was -> 'object_ids')]));
        end if;
        update webhook_deliveries d set body = jsonb_set(d.body::jsonb, '{data,after}', was)::text where d.message_id = message and d.tenant_id = tenant;
        return;
    end if;
    perform webhook_put(tenant, wanted, message, kind, at, jsonb_strip_nulls(jsonb_build_object('side', case when is_provider then 'provider' else 'customer' end,
        'customer', of_customer, 'subject', subject,
        'after', said || jsonb_build_object('objects', many) || case when is_provider then '{}' else jsonb_build_object('object_ids', to_jsonb(named[1:100])) end)),
        case when by_action then 'events' end);
end
$$;
-- +goose StatementEnd
revoke all on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb, text) from public;
revoke all on function webhook_tell(uuid, uuid, text, text, timestamptz, jsonb, jsonb, jsonb, jsonb, boolean, boolean) from public;
revoke all on function webhook_count(uuid, boolean, uuid, text, text, timestamptz, jsonb, jsonb, int, uuid[], boolean) from public;
-- +goose StatementBegin
do $$ begin
    execute format('grant execute on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb, text) to %I', role_named('definer'));
    execute format('grant execute on function webhook_tell(uuid, uuid, text, text, timestamptz, jsonb, jsonb, jsonb, jsonb, boolean, boolean) to %I', role_named('definer'));
    execute format('grant execute on function webhook_count(uuid, boolean, uuid, text, text, timestamptz, jsonb, jsonb, int, uuid[], boolean) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd

-- webhook_event is the event that stands for an action of the audit where webhooks hear events; null: none does, and the action is told.
-- +goose StatementBegin
create function webhook_event(action text) returns text language sql immutable as
$$
    select case
        when action like 'billing.subscription.%' then 'subscription.*'
        else case action
            when 'support.ticket.ask' then 'ticket.opened'
            when 'support.ticket.call' then 'ticket.opened'
            when 'support.ticket.split' then 'ticket.opened'
            when 'support.ticket.reply' then 'ticket.replied'
            when 'support.ticket.answer' then 'ticket.answered'
            when 'support.ticket.confirm' then 'ticket.confirmed'
            when 'support.ticket.refuse' then 'ticket.refused'
            when 'support.ticket.reopen' then 'ticket.reopened'
            when 'support.ticket.escalate' then 'ticket.escalated'
            when 'billing.cash.take' then 'payment.received'
            when 'billing.receipt.assign' then 'payment.received'
            when 'billing.payment.refund' then 'payment.returned'
            when 'billing.payout.begin' then 'payout.begun'
            when 'billing.payout.sent' then 'payout.sent'
            when 'billing.invoice.credit' then 'credit_note.issued'
            when 'billing.wallet.book' then 'wallet.adjusted'
            when 'billing.wallet.reverse' then 'wallet.adjusted'
            when 'billing.package.buy' then 'package.bought'
        end
    end
$$;

-- What the audit is told: not who did it and from where, which are people's.
create or replace function webhooks_hear_audit() returns trigger language plpgsql as
$$
declare
    e audit_entries%rowtype;
    wanted text;
    event text;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    -- The trace of what somebody of this tenant does in one below is that one's: it has not happened here.
    if new.detail -> 'after' ?& array['acting', 'tenant', 'in', 'reason'] then
        return null;
    end if;
    select * into e from audit_entries where id = new.entry_id;
    wanted := webhook_topic(e.action);
    event := webhook_event(e.action);
    -- What a provider does to a customer's subscriptions is told to it as an event, as what the customer does.
    if wanted is not null and not (event = 'subscription.*' and e.subject_kind = 'tenant') then
        perform webhook_put(new.tenant_id, wanted, new.entry_id, e.action, e.at, jsonb_strip_nulls(jsonb_build_object(
            'subject', jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id, 'name', new.detail -> 'name'),
            'before', new.detail -> 'before', 'after', new.detail -> 'after')), case when event is not null then 'actions' end);
    end if;
    return null;
end
$$;

-- What people are written about their money. It is put by whoever settles, which may be either side or a job: both are told, once for each thing.
create or replace function webhooks_hear_notices() returns trigger language plpgsql as
$$
declare
    reader uuid := (new.payload ->> 'tenant')::uuid;
    template text := new.payload ->> 'template';
    provider uuid;
    event text;
    message uuid;
    side record;
begin
    select t.parent_id into provider from tenants t where t.id = reader;
    if not exists (select from webhook_endpoints w where w.tenant_id in (reader, provider) and w.disabled_at is null) then
        return null;
    end if;
    if exists (select from money_notices n where n.tenant_id = reader and n.template = new.payload ->> 'template' and n.about = new.payload ->> 'about') then
        return null;
    end if;
    event := case template
        when 'money_blocked' then 'service.blocked'
        when 'money_served' then 'service.restored'
        when 'money_soon' then 'wallet.low'
        when 'price_change' then 'price.announced'
        when 'autopay_on' then 'autopay.agreed'
        when 'autopay_failed' then 'payment.failed'
        when 'autopay_stopped' then 'autopay.stopped'
        when 'autopay_capped' then 'autopay.capped'
        when 'autopay_charged' then null -- payment.received says so
        else case when template like 'ladder\_%' then 'debt.stage' else 'notice.' || template end
    end;
    for side in select x.tenant, x.name from (values (provider, 'provider'), (reader, 'customer')) x (tenant, name) loop
        -- Whoever has announced a price knows of it.
        continue when side.tenant is null or (template = 'price_change' and side.name = 'provider');
        message := md5(side.tenant || reader::text || template || coalesce(new.payload ->> 'about', new.id::text))::uuid;
        continue when exists (select from webhook_deliveries d where d.message_id = message and d.tenant_id = side.tenant);
        if event is not null then
            perform webhook_put(side.tenant, 'money', message, event, now(), jsonb_strip_nulls(jsonb_build_object('side', side.name, 'customer', reader,
                'subject', jsonb_build_object('kind', 'tenant', 'id', reader),
                'after', coalesce(new.payload -> 'params', '{}')
                    || jsonb_build_object('objects', (new.payload #>> '{params,objects}')::bigint, 'days', (new.payload #>> '{params,days}')::bigint,
                        'stage', case when event = 'debt.stage' then substring(template from 8)::int end))), 'events');
        end if;
        perform webhook_put(side.tenant, 'money', message, 'billing.notice.' || template, now(), jsonb_strip_nulls(jsonb_build_object(
            'subject', jsonb_build_object('kind', 'tenant', 'id', reader), 'after', new.payload -> 'params')), 'actions');
    end loop;
    return null;
end
$$;

-- Tickets. Who asks is told what they see of a ticket (what a desk does about it is its own affair), and nothing of notes, of what comes due, or of
-- the level above; nobody but the two is told anything.
create function webhooks_hear_tickets() returns trigger language plpgsql as
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

-- What is said in tickets, never its words. The first message of a ticket is the ticket.
create function webhooks_hear_messages() returns trigger language plpgsql as
$$
declare
    t tickets%rowtype;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    if new.kind = 'asked' and not exists (
            select from ticket_messages m where m.tenant_id = new.tenant_id and m.ticket_id = new.ticket_id and m.kind = 'asked' and m.id <> new.id) then
        return null;
    end if;
    select * into strict t from tickets x where x.tenant_id = new.tenant_id and x.id = new.ticket_id;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'tickets',
        case new.kind when 'asked' then 'ticket.replied' when 'answer' then 'ticket.answered' else 'ticket.answered_above' end, new.at,
        jsonb_build_object('kind', 'ticket', 'id', t.id, 'name', t.subject),
        jsonb_build_object('number', t.number, 'message', new.id, 'via', new.via, 'machine', nullif(new.machine, false)), '{}', case when new.kind <> 'note' then '{}'::jsonb end,
        new.kind = 'answer', new.kind = 'asked' and new.via = 'app');
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_audit()', 'app', 'worker');
call definer_function('webhooks_hear_notices()', 'app', 'worker');
call definer_function('webhooks_hear_tickets()', 'app', 'worker');
call definer_function('webhooks_hear_messages()', 'app', 'worker');
create trigger tickets_come_to_webhooks after insert on tickets for each row execute function webhooks_hear_tickets();
create trigger tickets_change_for_webhooks after update on tickets for each row when (old.state <> new.state
    or (old.warned_at is null and new.warned_at is not null) or (old.breached_at is null and new.breached_at is not null) or (old.overdue_at is null and new.overdue_at is not null))
    execute function webhooks_hear_tickets();
create trigger ticket_messages_webhooks after insert on ticket_messages for each row when (new.kind in ('asked', 'answer') or new.kind = 'note' and new.from_above)
    execute function webhooks_hear_messages();

-- Money between two sides: what came in and went back, what was paid out, papers, and what was booked by hand.
-- +goose StatementBegin
create function webhooks_hear_topups() returns trigger language plpgsql as
$$
declare
    paid boolean := tg_op = 'INSERT' or old.state <> 'paid';
    -- a refund that this realm has asked for, which its audit tells of
    asked boolean;
    back bigint := new.gone_back - case when tg_op = 'INSERT' then 0 else old.gone_back end;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    if paid then
        perform webhook_tell(new.tenant_id, new.counterparty_id, 'money', 'payment.received', new.paid_at, jsonb_build_object('kind', 'payment', 'id', new.id),
            jsonb_build_object('amount', new.amount, 'currency', new.unit, 'source', new.source, 'automatic', new.automatic, 'transaction', new.transaction_id), '{}', '{}',
            new.source = 'cash' or new.automatic or exists (select from ledger_transactions x where x.id = new.transaction_id and x.kind = 'assignment'), new.automatic);
    end if;
    if back <> 0 then
        asked := exists (select from refunds_under_way r where r.tenant_id = new.tenant_id and r.topup_id = new.id);
        perform webhook_tell(new.tenant_id, new.counterparty_id, 'money',
            case when back > 0 then 'payment.returned' else 'payment.restored' end, greatest(new.paid_at, now()), jsonb_build_object('kind', 'payment', 'id', new.id),
            jsonb_build_object('amount', abs(back), 'gone_back', new.gone_back, 'paid', new.amount, 'currency', new.unit,
                'source', new.source), '{}', '{}', asked);
    end if;
    return null;
end
$$;

create function webhooks_hear_receipts() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_tell(new.tenant_id, null, 'money', 'payment.unidentified', s.imported_at, jsonb_build_object('kind', 'receipt', 'id', new.id),
        jsonb_build_object('amount', new.amount, 'currency', new.unit, 'booked_on', new.booked_on, 'statement', new.statement_id))
    from bank_statements s where s.tenant_id = new.tenant_id and s.id = new.statement_id;
    return null;
end
$$;

create function webhooks_hear_payouts() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'money', case when tg_op = 'INSERT' then 'payout.begun' else 'payout.sent' end,
        case when tg_op = 'INSERT' then new.created_at else greatest(new.created_at, now()) end, jsonb_build_object('kind', 'payout', 'id', new.id),
        jsonb_build_object('amount', new.amount, 'commission', new.commission, 'currency', new.unit), '{}', '{}', true);
    return null;
end
$$;

create function webhooks_hear_papers() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'money', new.kind || '.issued', new.issued_at, jsonb_build_object('kind', 'paper', 'id', new.id, 'name', new.code),
        jsonb_build_object('issued_on', new.issued_on, 'first_day', new.first_day, 'last_day', new.last_day, 'amount', new.total, 'tax', new.tax, 'currency', new.unit,
            'corrects', new.corrects), '{}', '{}', new.kind = 'credit_note');
    return null;
end
$$;

-- By hand, or back: what no payment, purchase or period stands behind. Its entries are written after it, so they are read when the transaction ends.
create function webhooks_hear_bookings() returns trigger language plpgsql as
$$
begin
    if not exists (select from webhook_endpoints w where w.tenant_id in (new.tenant_id, new.counterparty_id) and w.disabled_at is null)
            -- A credit note tells of itself.
            or exists (select from papers p where p.counterparty_id = new.counterparty_id and p.transaction_id = new.id and p.kind = 'credit_note') then
        return null;
    end if;
    perform webhook_tell(new.tenant_id, new.counterparty_id, 'money', 'wallet.adjusted', new.booked_at, jsonb_build_object('kind', 'transaction', 'id', new.id),
        jsonb_build_object('kind', new.kind, 'amount', sum(e.amount), 'currency', new.unit, 'comment', nullif(new.comment, ''), 'reverses', new.reverses), '{}', '{}', new.by_user is not null)
    from ledger_entries e where e.transaction_id = new.id and e.counterparty_id = new.counterparty_id;
    return null;
end
$$;

-- What was debited, once for each account, currency and transaction, however many objects that was.
create function webhooks_hear_charges() returns trigger language plpgsql as
$$
declare
    c record;
    side record;
begin
    if not exists (select from webhook_endpoints w where w.disabled_at is null and 'money' = any (w.topics)) then
        return null;
    end if;
    for c in
        select g.* from (
            select f.tenant_id, f.keeper_id, f.currency, count(*)::int as many, sum(f.amount)::bigint as amount, min(f.period_start) as first, max(f.period_end) as last,
                max(f.booked_at) as at, (array_agg(f.object_id order by f.object_id))[1:100] as named
            from fresh f where f.amount > 0 group by f.tenant_id, f.keeper_id, f.currency) g
        where g.tenant_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null)
            or g.keeper_id in (select w.tenant_id from webhook_endpoints w where w.disabled_at is null)
        order by g.tenant_id
    loop
        for side in select x.tenant, x.is_provider from (values (c.keeper_id, true), (c.tenant_id, false)) x (tenant, is_provider) loop
            perform webhook_count(side.tenant, side.is_provider, c.tenant_id, 'money', 'subscription.charged', c.at, jsonb_build_object('kind', 'tenant', 'id', c.tenant_id),
                jsonb_build_object('amount', c.amount, 'currency', c.currency, 'period_start', c.first, 'period_end', c.last), c.many, c.named, false);
        end loop;
    end loop;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_topups()', 'app', 'worker');
call definer_function('webhooks_hear_receipts()', 'app', 'worker');
call definer_function('webhooks_hear_payouts()', 'app', 'worker');
call definer_function('webhooks_hear_papers()', 'app', 'worker');
call definer_function('webhooks_hear_bookings()', 'app', 'worker');
call definer_function('webhooks_hear_charges()', 'app', 'worker');
create trigger topups_come_to_webhooks after insert on topups for each row when (new.state = 'paid') execute function webhooks_hear_topups();
create trigger topups_change_for_webhooks after update on topups for each row when (new.state = 'paid' and (old.state <> 'paid' or old.gone_back <> new.gone_back))
    execute function webhooks_hear_topups();
create trigger bank_receipts_webhooks after insert on bank_receipts for each row when (new.state = 'unidentified') execute function webhooks_hear_receipts();
create trigger payouts_come_to_webhooks after insert on payouts for each row execute function webhooks_hear_payouts();
create trigger payouts_change_for_webhooks after update on payouts for each row when (old.sent_by is null and new.sent_by is not null) execute function webhooks_hear_payouts();
create trigger papers_webhooks after insert on papers for each row execute function webhooks_hear_papers();
create constraint trigger ledger_transactions_webhooks after insert on ledger_transactions deferrable initially deferred for each row
    when (new.counterparty_id is not null and new.kind in ('bonus', 'correction', 'reversal') and new.key not like 'remainder %' and new.key not like 'over %' and new.key not like 'stripe %')
    execute function webhooks_hear_bookings();
create trigger charges_webhooks after insert on charges referencing new table as fresh for each statement execute function webhooks_hear_charges();

-- +goose Down
drop trigger charges_webhooks on charges;
drop trigger ledger_transactions_webhooks on ledger_transactions;
drop trigger papers_webhooks on papers;
drop trigger payouts_change_for_webhooks on payouts;
drop trigger payouts_come_to_webhooks on payouts;
drop trigger bank_receipts_webhooks on bank_receipts;
drop trigger topups_change_for_webhooks on topups;
drop trigger topups_come_to_webhooks on topups;
drop trigger ticket_messages_webhooks on ticket_messages;
drop trigger tickets_change_for_webhooks on tickets;
drop trigger tickets_come_to_webhooks on tickets;
drop function webhooks_hear_charges, webhooks_hear_bookings, webhooks_hear_papers, webhooks_hear_payouts, webhooks_hear_receipts, webhooks_hear_topups,
    webhooks_hear_messages, webhooks_hear_tickets;
drop function webhook_count(uuid, boolean, uuid, text, text, timestamptz, jsonb, jsonb, int, uuid[], boolean);
drop function webhook_tell(uuid, uuid, text, text, timestamptz, jsonb, jsonb, jsonb, jsonb, boolean, boolean);
drop function webhook_put(uuid, text, uuid, text, timestamptz, jsonb, text);
-- A message goes to each address of the tenant that wants its topic, in the transaction that gives cause to it.
-- +goose StatementBegin
create function webhook_put(tenant uuid, wanted text, message uuid, kind text, at timestamptz, data jsonb) returns void language plpgsql as
$$
declare
    told text := jsonb_build_object('type', kind, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', data)::text;
begin
    if length(told) > 65536 then
        told := jsonb_build_object('type', kind, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'data', jsonb_build_object('subject', data -> 'subject', 'truncated', true))::text;
    end if;
    insert into webhook_deliveries (tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
    select w.tenant_id, w.id, message, kind, told, at, at
    from webhook_endpoints w where w.tenant_id = tenant and w.disabled_at is null and wanted = any (w.topics);
    if found then
        notify livery_webhooks;
    end if;
end
$$;
-- +goose StatementEnd
revoke all on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb) from public;
-- +goose StatementBegin
do $$ begin execute format('grant execute on function webhook_put(uuid, text, uuid, text, timestamptz, jsonb) to %I', role_named('definer')); end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function webhooks_hear_audit() returns trigger language plpgsql as
$$
declare
    e audit_entries%rowtype;
    wanted text;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    -- The trace of what somebody of this tenant does in one below is that one's: it has not happened here.
    if new.detail -> 'after' ?& array['acting', 'tenant', 'in', 'reason'] then
        return null;
    end if;
    select * into e from audit_entries where id = new.entry_id;
    wanted := webhook_topic(e.action);
    if wanted is not null then
        perform webhook_put(new.tenant_id, wanted, new.entry_id, e.action, e.at, jsonb_strip_nulls(jsonb_build_object(
            'subject', jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id, 'name', new.detail -> 'name'),
            'before', new.detail -> 'before', 'after', new.detail -> 'after')));
    end if;
    return null;
end
$$;
create or replace function webhooks_hear_notices() returns trigger language plpgsql as
$$
declare
    about uuid := (new.payload ->> 'tenant')::uuid;
begin
    if not exists (select from webhook_endpoints w where w.tenant_id = new.tenant_id and w.disabled_at is null) then
        return null;
    end if;
    perform webhook_put(new.tenant_id, 'money', new.id, 'billing.notice.' || (new.payload ->> 'template'), now(), jsonb_strip_nulls(jsonb_build_object(
        'subject', jsonb_build_object('kind', 'tenant', 'id', about), 'after', new.payload -> 'params')));
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_audit()', 'app', 'worker');
call definer_function('webhooks_hear_notices()', 'app', 'worker');
drop function webhook_event;
drop index webhook_deliveries_message;
alter table webhook_endpoints drop column names;
