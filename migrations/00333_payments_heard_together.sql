-- Payments that are booked together are heard by webhooks together: the trigger was called for each of them, to find most often that nobody listens.

-- +goose Up
drop trigger topups_change_for_webhooks on topups;
drop trigger topups_come_to_webhooks on topups;
drop function webhooks_hear_topups;

-- +goose StatementBegin
-- webhooks_put_topup tells both sides of a payment that came in, or that some of it (back, minor units) went back, or came again.
create function webhooks_put_topup(topup uuid, paid boolean, back bigint) returns void language plpgsql as
$$
declare
    p topups%rowtype;
    -- a refund that this realm has asked for, which its audit tells of
    asked boolean;
begin
    select t.* into p from topups t where t.id = topup;
    if paid then
        perform webhook_tell(p.tenant_id, p.counterparty_id, 'money', 'payment.received', p.paid_at, jsonb_build_object('kind', 'payment', 'id', p.id),
            jsonb_build_object('amount', p.amount, 'currency', p.unit, 'source', p.source, 'automatic', p.automatic, 'transaction', p.transaction_id), '{}', '{}',
            p.source = 'cash' or p.automatic or exists (select from ledger_transactions x where x.id = p.transaction_id and x.kind = 'assignment'), p.automatic);
    end if;
    if back <> 0 then
        asked := exists (select from refunds_under_way r where r.tenant_id = p.tenant_id and r.topup_id = p.id);
        perform webhook_tell(p.tenant_id, p.counterparty_id, 'money',
            case when back > 0 then 'payment.returned' else 'payment.restored' end, greatest(p.paid_at, now()), jsonb_build_object('kind', 'payment', 'id', p.id),
            jsonb_build_object('amount', abs(back), 'gone_back', p.gone_back, 'paid', p.amount, 'currency', p.unit, 'source', p.source), '{}', '{}', asked);
    end if;
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- webhooks_hear_topups tells of the payments that a statement has written, where anybody listens on either side.
create function webhooks_hear_topups() returns trigger language plpgsql as
$$
declare
    p record;
begin
    if not exists (select from webhook_endpoints w where w.disabled_at is null) then return null; end if;
    if tg_op = 'INSERT' then
        for p in
            select f.id, f.gone_back from fresh f
            where f.state = 'paid' and exists (select from webhook_endpoints w where w.tenant_id in (f.tenant_id, f.counterparty_id) and w.disabled_at is null)
            order by f.id
        loop
            perform webhooks_put_topup(p.id, true, p.gone_back);
        end loop;
        return null;
    end if;
    for p in
        select f.id, o.state <> 'paid' as paid, f.gone_back - o.gone_back as back from fresh f join was o on o.id = f.id
        where f.state = 'paid' and (o.state <> 'paid' or o.gone_back <> f.gone_back)
            and exists (select from webhook_endpoints w where w.tenant_id in (f.tenant_id, f.counterparty_id) and w.disabled_at is null)
        order by f.id
    loop
        perform webhooks_put_topup(p.id, p.paid, p.back);
    end loop;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('webhooks_hear_topups()', 'app', 'worker');
-- +goose StatementBegin
do $$ begin
    revoke all on function webhooks_put_topup(uuid, boolean, bigint) from public;
    execute format('grant execute on function webhooks_put_topup(uuid, boolean, bigint) to %I', role_named('definer'));
end $$;
-- +goose StatementEnd
create trigger topups_come_to_webhooks after insert on topups referencing new table as fresh for each statement execute function webhooks_hear_topups();
create trigger topups_change_for_webhooks after update on topups referencing old table as was new table as fresh
    for each statement execute function webhooks_hear_topups();

-- +goose Down
drop trigger topups_change_for_webhooks on topups;
drop trigger topups_come_to_webhooks on topups;
drop function webhooks_hear_topups;
drop function webhooks_put_topup;
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
-- +goose StatementEnd
call definer_function('webhooks_hear_topups()', 'app', 'worker');
create trigger topups_come_to_webhooks after insert on topups for each row when (new.state = 'paid') execute function webhooks_hear_topups();
create trigger topups_change_for_webhooks after update on topups for each row when (new.state = 'paid' and (old.state <> 'paid' or old.gone_back <> new.gone_back))
    execute function webhooks_hear_topups();
