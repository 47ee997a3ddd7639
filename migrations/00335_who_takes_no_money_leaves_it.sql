-- Settling twice is settling once. An object that costs the days on which it is heard is served if there is money for a day, and is debited when it was heard.
-- But the money for its day was counted as spent for those after it, as long as the same settling lasted: the next one served them, minutes or a day later.

-- +goose Up
-- +goose StatementBegin
create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
    trashed uuid[];
begin
    perform settle_party(accounts);
    accounts := settle_waiting(accounts, at + lead);
    if cardinality(accounts) = 0 then return; end if;
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_pauses(accounts, at);
    perform settle_anew(accounts, at);
    -- What lies in the trash is not paid ahead; when its time has come it has ended above.
    trashed := array(select o.id from objects o where o.tenant_id = any (accounts) and o.removed_at is not null);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                -- One that costs the days on which it is heard needs money for a day to begin with, and takes none: what it leaves is the others'.
                q.amount = 0 or q.amount + coalesce(sum(q.amount) filter (where not q.by_day) over (partition by q.tenant_id, q.currency
                    order by q.amount, q.object_id rows between unbounded preceding and 1 preceding), 0) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            -- In arrears, the days that are owed and the one to come.
                            coalesce(c.price, v.price) + div(w.micro + s.micro_left + coalesce(c.price_micro, v.price_micro), 1000000)::bigint as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        cross join lateral (
                            select case when v.in_arrears and s.unpaid_since is not null then settle_owed(s.id, v.currency) else 0 end as micro) w
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at) and s.object_id <> all (trashed)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
    perform settle_looked(accounts, at + lead);
end
$$;
-- +goose StatementEnd
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');

-- +goose Down
-- +goose StatementBegin
create or replace function settle_accounts(accounts uuid[], at timestamptz, lead interval default '0')
returns table (account uuid, charged int, blocked int, unblocked int) language plpgsql as
$$
declare
    level smallint;
    items settle_item[];
    trashed uuid[];
begin
    perform settle_party(accounts);
    accounts := settle_waiting(accounts, at + lead);
    if cardinality(accounts) = 0 then return; end if;
    perform settle_hold(accounts, at);
    perform settle_over(accounts, at);
    perform settle_pauses(accounts, at);
    perform settle_anew(accounts, at);
    -- What lies in the trash is not paid ahead; when its time has come it has ended above.
    trashed := array(select o.id from objects o where o.tenant_id = any (accounts) and o.removed_at is not null);
    for level in
        select distinct s.priority from subscriptions s
        where s.tenant_id = any (accounts) and s.ended_at is null and s.state = 'active' and s.next_due <= at + lead order by 1 desc
    loop
        -- A new statement: balances are those after the level above, and nobody else moves them.
        items := array(
            select row(q.id, q.tenant_id, q.keeper_id, q.object_id, q.version, q.currency, q.amount, q.micro_left, q.zone, q.anchor, q.periods, q.starts,
                q.ends, q.was_unpaid, q.anew, q.by_day,
                q.amount = 0 or sum(q.amount) over (partition by q.tenant_id, q.currency order by q.amount, q.object_id rows unbounded preceding) <= coalesce(w.balance - w.floor, 0))::settle_item
            from (
                select g.*, case when g.unit = 'active_day' then 'infinity'
                        else ((g.anchor at time zone g.zone) + (g.periods + 1) * g.span) at time zone g.zone end as ends
                from (
                    select f.*,
                        case when f.starts = f.on_grid then f.old_anchor else f.starts end as anchor,
                        case when f.starts = f.on_grid then f.old_periods else 0 end as periods
                    from (
                        select s.id, s.tenant_id, s.keeper_id, s.object_id, s.zone, s.anchor as old_anchor, s.periods as old_periods,
                            v.id as version, v.period as unit, u.span,
                            coalesce(c.currency, v.currency) as currency,
                            -- In arrears, the days that are owed and the one to come.
                            coalesce(c.price, v.price) + div(w.micro + s.micro_left + coalesce(c.price_micro, v.price_micro), 1000000)::bigint as amount,
                            (s.micro_left + coalesce(c.price_micro, v.price_micro)) % 1000000 as micro_left,
                            s.unpaid_since is not null as was_unpaid, s.paid_until is null as anew, v.period = 'active_day' as by_day,
                            -- A gap is not charged; nor is what went by unserved, because nobody settled for a whole period.
                            case when s.unpaid_since is not null or s.next_due + u.span <= at then at else s.next_due end as starts,
                            ((s.anchor at time zone s.zone) + s.periods * u.span) at time zone s.zone as on_grid
                        from subscriptions s
                        cross join lateral (select case when s.unpaid_since is not null then at else s.next_due end as then_at) m
                        cross join lateral (
                            select x.id, x.period, x.price, x.price_micro, x.currency, x.in_arrears from plan_versions x
                            where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= m.then_at
                            order by x.in_force_from desc, x.number desc limit 1) v
                        cross join lateral (
                            select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span) u
                        cross join lateral (
                            select case when v.in_arrears and s.unpaid_since is not null then settle_owed(s.id, v.currency) else 0 end as micro) w
                        left join lateral (
                            select x.price, x.price_micro, x.currency from contract_prices x
                            where x.counterparty_id = s.tenant_id and x.item_id = s.plan_id and x.in_force_from <= m.then_at
                                and (x.ends_at is null or x.ends_at > m.then_at)
                            order by x.in_force_from desc limit 1) c on c.currency = v.currency
                        where s.tenant_id = any (accounts) and s.priority = level and s.ended_at is null and s.state = 'active'
                            and s.next_due <= at + lead and not (s.stops and s.next_due > at) and s.object_id <> all (trashed)) f) g) q
            left join ledger_accounts w on w.tenant_id = q.keeper_id and w.unit = q.currency and w.counterparty_id = q.tenant_id);
        continue when cardinality(items) = 0;
        perform settle_decided(items, at);
        return query
        select x.account, count(*) filter (where x.taken and not x.by_day)::int,
            count(*) filter (where not x.taken and not x.was_unpaid and x.starts <= at)::int,
            count(*) filter (where x.taken and x.was_unpaid)::int
        from unnest(items) x group by x.account;
    end loop;
    perform settle_looked(accounts, at + lead);
end
$$;
-- +goose StatementEnd
call definer_function('settle_accounts(uuid[], timestamptz, interval)', 'app', 'worker');
