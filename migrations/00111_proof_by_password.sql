-- A device that shows the password of a claim's tracker proves possession, as an activation code does; and a realm's audit
-- tells of an activation in the transaction that makes it.

-- +goose Up
alter table identities drop constraint identities_proof_check;
alter table identities add constraint identities_proof_check check (proof in ('code', 'password'));

-- prove_by_password marks what a tracker waits for as proved: its device has knocked and shown the password.
-- +goose StatementBegin
create function prove_by_password(tracker uuid, at timestamptz) returns boolean language plpgsql as
$$
begin
    update identities i set proof = 'password', proved_at = at
    where i.tracker_id = tracker and i.held is null and i.released_at is null and i.proof is null
        and exists (select from trackers t where t.id = tracker and t.password_mac is not null);
    return found;
end
$$;
-- +goose StatementEnd
call definer_function('prove_by_password(uuid, timestamptz)', 'worker');

-- settle_code names the tracker that a redeemed row of stock has become: its claims are proved, it keeps the mark, and the
-- realm whose stock it was reads of it in its own audit.
drop function settle_code(uuid, uuid, timestamptz);
-- +goose StatementBegin
create function settle_code(redeemed uuid, tracker uuid, at timestamptz, entry uuid) returns boolean language plpgsql as
$$
declare
    acting uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    used stock%rowtype;
begin
    if not exists (select from trackers t where t.id = tracker and t.tenant_id = acting) then return false; end if;
    update stock s set tracker_id = tracker
    where s.id = redeemed and s.account_id = acting and s.state = 'active' and s.tracker_id is null
    returning * into used;
    if not found then return false; end if;
    update trackers t set operator_owned = used.operator_owned where t.id = tracker and t.operator_owned <> used.operator_owned;
    update identities i set proof = 'code', proved_at = at where i.tracker_id = tracker and i.released_at is null;
    if used.tenant_id <> acting then
        perform audit_append(used.tenant_id, entry, at, 'system', null, 'activation', 'stock.tracker.activate', 'stock', used.id,
            uuid_send(gen_random_uuid()), jsonb_build_object('name', used.identity, 'after', jsonb_build_object('customer', acting, 'state', used.state)));
    end if;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('settle_code(uuid, uuid, timestamptz, uuid)', 'app');

-- +goose Down
drop function settle_code(uuid, uuid, timestamptz, uuid);
-- +goose StatementBegin
create function settle_code(redeemed uuid, tracker uuid, at timestamptz) returns boolean language plpgsql as
$$
declare
    acting uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    own boolean;
begin
    if not exists (select from trackers t where t.id = tracker and t.tenant_id = acting) then return false; end if;
    update stock s set tracker_id = tracker
    where s.id = redeemed and s.account_id = acting and s.state = 'active' and s.tracker_id is null
    returning s.operator_owned into own;
    if not found then return false; end if;
    update trackers t set operator_owned = own where t.id = tracker and t.operator_owned <> own;
    update identities i set proof = 'code', proved_at = at where i.tracker_id = tracker and i.released_at is null;
    return true;
end
$$;
-- +goose StatementEnd
call definer_function('settle_code(uuid, uuid, timestamptz)', 'app');
drop function prove_by_password;
update identities set proof = null, proved_at = null where proof = 'password';
alter table identities drop constraint identities_proof_check;
alter table identities add constraint identities_proof_check check (proof in ('code'));
