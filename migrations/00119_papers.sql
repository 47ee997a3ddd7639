-- Papers about money: who is named on them, their numbers without a gap, and the papers themselves, which never change.

-- +goose Up
-- Who a tenant is before the law. Nothing of it is inherited from above.
create table legal_entities (
    tenant_id uuid primary key references tenants (id),
    name text not null default '' check (length(name) <= 200),
    address text not null default '' check (length(address) <= 500),
    phone text not null default '' check (length(phone) <= 50),
    email text not null default '' check (length(email) <= 200),
    registration text not null default '' check (length(registration) <= 50),
    tax_number text not null default '' check (length(tax_number) <= 50),
    -- the Russian KPP
    tax_reason text not null default '' check (length(tax_reason) <= 20),
    bank_name text not null default '' check (length(bank_name) <= 200),
    bank_account text not null default '' check (length(bank_account) <= 40),
    bank_code text not null default '' check (length(bank_code) <= 20),
    correspondent text not null default '' check (length(correspondent) <= 30),
    -- in hundredths of a percent, within the prices; null: papers say nothing of tax
    tax_rate int check (tax_rate between 0 and 10000),
    changed_at timestamptz not null
);
call own_rows('legal_entities', 'select, insert, update');

-- The numbers of a book's papers, kind by kind. A number is taken with the row locked, and given to a paper in the same
-- transaction: what is rolled back has taken none.
create table paper_series (
    tenant_id uuid not null,
    unit text collate "C" not null,
    kind text collate "C" not null check (kind in ('statement', 'invoice', 'receipt', 'credit_note')),
    last bigint not null default 0 check (last >= 0),
    primary key (tenant_id, unit, kind),
    foreign key (tenant_id, unit) references books (tenant_id, unit)
) with (fillfactor = 70);
call own_rows('paper_series', 'select, insert, update');

create table papers (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    counterparty_id uuid not null references tenants (id),
    unit text collate "C" not null,
    kind text collate "C" not null,
    number bigint not null check (number > 0),
    -- the number as it is printed
    code text collate "C" not null check (length(code) between 1 and 40),
    -- what it is about: a transaction, a month of a customer. Of each there is one paper of a kind
    subject text collate "C" not null check (length(subject) between 1 and 100),
    issued_on date not null,
    issued_at timestamptz not null,
    -- the days it is about, both included
    first_day date,
    last_day date check (last_day >= first_day),
    -- of a statement: the closing balance
    total bigint not null,
    tax_rate int,
    tax bigint not null default 0,
    transaction_id uuid references ledger_transactions (id),
    -- the invoice that a credit note is about
    corrects uuid references papers (id),
    locale text not null,
    -- of the bytes of its PDF
    sha256 bytea not null check (length(sha256) = 32),
    bytes int not null check (bytes > 0),
    unique (tenant_id, id),
    unique (tenant_id, unit, kind, number),
    unique (tenant_id, unit, kind, subject),
    foreign key (tenant_id, unit, kind) references paper_series (tenant_id, unit, kind),
    check ((kind = 'credit_note') = (corrects is not null)),
    check ((first_day is null) = (last_day is null))
);
create index papers_page on papers (tenant_id, issued_at desc, id desc);
create index papers_of on papers (counterparty_id, issued_at desc, id desc);
create index papers_correcting on papers (corrects) where corrects is not null;
call two_party_rows('papers', 'tenant_id', 'counterparty_id', 'select, insert');

-- The paper itself, and who was named on it then. It is apart, so that what tells of a person can be taken out for one
-- person, and number, sum and hash remain.
create table paper_files (
    paper_id uuid primary key references papers (id),
    tenant_id uuid not null,
    counterparty_id uuid not null,
    named jsonb not null,
    content bytea not null,
    foreign key (tenant_id, paper_id) references papers (tenant_id, id)
);
alter table paper_files alter content set storage external; -- a PDF is packed already
call two_party_rows('paper_files', 'tenant_id', 'counterparty_id', 'select, insert');

-- +goose StatementBegin
create function papers_stay() returns trigger language plpgsql as
$$ begin raise exception 'a paper that was given out never changes: % on % is refused', tg_op, tg_table_name using errcode = 'LV005'; end $$;

-- A file is what its hash was taken of.
create function paper_files_fit() returns trigger language plpgsql as
$$
begin
    perform 1 from papers p
    where p.id = new.paper_id and p.tenant_id = new.tenant_id and p.counterparty_id = new.counterparty_id
        and p.sha256 = sha256(new.content) and p.bytes = length(new.content);
    if not found then raise exception 'a file does not fit its paper' using errcode = 'LV005'; end if;
    return new;
end
$$;

-- At the end of the transaction each number that was taken has its paper, with its file, and none was passed over.
create function papers_without_gaps() returns trigger language plpgsql as
$$
begin
    if new.last <> old.last + 1 or (new.tenant_id, new.unit, new.kind) is distinct from (old.tenant_id, old.unit, old.kind) then
        raise exception 'numbers of papers are taken one by one' using errcode = 'LV005';
    end if;
    perform 1 from papers p join paper_files f on f.paper_id = p.id
    where p.tenant_id = new.tenant_id and p.unit = new.unit and p.kind = new.kind and p.number = new.last;
    if not found then raise exception 'number % was taken for no paper', new.last using errcode = 'LV005'; end if;
    return null;
end
$$;

create function paper_number_is_taken() returns trigger language plpgsql as
$$
begin
    perform 1 from paper_series s where s.tenant_id = new.tenant_id and s.unit = new.unit and s.kind = new.kind and s.last = new.number;
    if not found then raise exception 'a paper has the number that was taken for it' using errcode = 'LV005'; end if;
    return new;
end
$$;

create function paper_series_begin() returns trigger language plpgsql as
$$
begin
    if new.last <> 0 then raise exception 'a series begins with 1' using errcode = 'LV005'; end if;
    return new;
end
$$;
-- +goose StatementEnd
call definer_function('papers_without_gaps()', 'app', 'worker');
create trigger papers_stay before update or delete on papers for each row execute function papers_stay();
create trigger papers_stay_whole before truncate on papers for each statement execute function papers_stay();
create trigger papers_are_numbered before insert on papers for each row execute function paper_number_is_taken();
create trigger paper_files_stay before update on paper_files for each row execute function papers_stay();
create trigger paper_files_stay_whole before truncate on paper_files for each statement execute function papers_stay();
create trigger paper_files_fit before insert on paper_files for each row execute function paper_files_fit();
create trigger paper_series_begin before insert on paper_series for each row execute function paper_series_begin();
create trigger paper_series_remain before delete on paper_series for each row execute function papers_stay();
create trigger paper_series_stay_whole before truncate on paper_series for each statement execute function papers_stay();
create constraint trigger papers_without_gaps after update on paper_series deferrable initially deferred
    for each row execute function papers_without_gaps();

-- What receipts are due for: a walk over this index alone.
create index ledger_transactions_receipts on ledger_transactions (booked_at, id) where kind in ('topup', 'assignment');

-- +goose Down
drop index ledger_transactions_receipts;
drop table paper_files;
drop table papers;
drop table paper_series;
drop table legal_entities;
drop function paper_series_begin;
drop function paper_number_is_taken;
drop function papers_without_gaps;
drop function paper_files_fit;
drop function papers_stay;
