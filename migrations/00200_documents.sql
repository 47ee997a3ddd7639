-- Documents in all the languages; versions that are withdrawn before their date; letters about what is announced; and acceptances that
-- whoever published the document can prove.

-- +goose Up
-- A version that is announced can be taken back until it is in force, and never afterwards.
alter table document_versions add column withdrawn_at timestamptz check (withdrawn_at < effective_at);
-- +goose StatementBegin
do $$ begin execute format('grant update (withdrawn_at) on document_versions to %I', role_named('app')); end $$;
-- +goose StatementEnd

alter table document_texts drop constraint document_texts_locale_check;
alter table document_texts add constraint document_texts_locale_check check (locale in ('en', 'ru', 'es', 'pt', 'fr'));
-- What was written, with the places that the legal entity fills; null: the text has none. The text itself is what binds.
alter table document_texts add column template text check (length(template) between 1 and 200000);

-- Both sides of an acceptance read it: who accepts, and who has published what is accepted. Who accepts writes it.
alter table acceptances add column counterparty_id uuid references tenants (id);
update acceptances a set counterparty_id = v.tenant_id from document_versions v where v.id = a.version_id;
alter table acceptances alter column counterparty_id set not null;
alter table acceptances add foreign key (counterparty_id, version_id) references document_versions (tenant_id, id);
create index acceptances_proof on acceptances (counterparty_id, at, id);

-- The personal side says besides who it was, so that a proof stands by itself.
alter table acceptance_traces add column counterparty_id uuid references tenants (id);
update acceptance_traces t set counterparty_id = a.counterparty_id from acceptances a where a.id = t.acceptance_id;
alter table acceptance_traces alter column counterparty_id set not null;
alter table acceptance_traces add column login text not null default '', add column name text not null default '';
update acceptance_traces t set login = u.login, name = u.name from users u where u.tenant_id = t.tenant_id and u.id = t.user_id;

-- +goose StatementBegin
do $$
declare t text;
begin
    foreach t in array array['acceptances', 'acceptance_traces'] loop
        execute format('drop policy own on %I', t);
        execute format($p$create policy two_party on %I for select to %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
                or counterparty_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
        execute format($p$create policy keeper_inserts on %I for insert to %I
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
        execute format('comment on table %I is %L', t, 'rows: two-party');
    end loop;
    execute format($p$create policy keeper_updates on acceptances for update to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, role_named('app'));
    execute format($p$create policy keeper_deletes on acceptance_traces for delete to %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, role_named('app'));
end $$;
-- +goose StatementEnd

-- How far letters about a version, or about its withdrawal, have gone; the installation's own affair.
create table document_told (
    version_id uuid not null references document_versions (id) on delete cascade,
    withdraws boolean not null,
    -- whom letters have reached, in the order of their ids, and up to whom they go; null: all
    after uuid not null default '00000000-0000-0000-0000-000000000000',
    upto uuid,
    done boolean not null default false,
    primary key (version_id, withdraws)
);
create index document_told_open on document_told (version_id) where not done;
call system_rows('document_told');

-- Whoever withdraws a version while letters about it are being written waits for the writer: those it is writing to are told too.
-- +goose StatementBegin
create function document_told_begins() returns trigger language plpgsql as
$$
declare
    said document_told;
begin
    if tg_op = 'INSERT' then
        insert into document_told (version_id, withdraws) values (new.id, false);
    else
        select t.* into said from document_told t where t.version_id = new.id and not t.withdraws for no key update;
        if found then
            insert into document_told (version_id, withdraws, upto) values (new.id, true, case when said.done then null else said.after end);
            update document_told t set done = true where t.version_id = new.id and not t.withdraws;
        end if;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
call definer_function('document_told_begins()', 'app', 'worker');
create trigger document_is_told after insert on document_versions for each row when (not new.starter) execute function document_told_begins();
create trigger document_withdrawal_is_told after update of withdrawn_at on document_versions for each row
    when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function document_told_begins();

-- What was announced before letters were written of it, and is still to come.
insert into document_told (version_id, withdraws) select id, false from document_versions where not starter and effective_at > now();

-- +goose Down
drop trigger document_withdrawal_is_told on document_versions;
drop trigger document_is_told on document_versions;
drop function document_told_begins;
drop table document_told;
-- +goose StatementBegin
do $$
declare t text;
begin
    execute 'drop policy keeper_updates on acceptances';
    execute 'drop policy keeper_deletes on acceptance_traces';
    foreach t in array array['acceptances', 'acceptance_traces'] loop
        execute format('drop policy two_party on %I', t);
        execute format('drop policy keeper_inserts on %I', t);
        execute format($p$create policy own on %I to %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$p$, t, role_named('app'));
        execute format('comment on table %I is %L', t, 'rows: own');
    end loop;
end $$;
-- +goose StatementEnd
alter table acceptance_traces drop column name, drop column login, drop column counterparty_id;
alter table acceptances drop column counterparty_id;
alter table document_texts drop column template, drop constraint document_texts_locale_check;
delete from document_texts where locale not in ('en', 'ru');
alter table document_texts add constraint document_texts_locale_check check (locale in ('en', 'ru'));
alter table document_versions drop column withdrawn_at;
