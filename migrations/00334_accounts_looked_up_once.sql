-- ledger_close looks the account of each entry up, and refuses entries of one that is not there or is another's; no account ever goes away, nor becomes
-- another (ledger_accounts_remain, _stay, _stay_whole). That each entry was asked for it a second time, by a key, was a tenth of what a posting takes.

-- +goose Up
alter table ledger_entries drop constraint ledger_entries_account_id_fkey;

-- +goose Down
alter table ledger_entries add foreign key (account_id) references ledger_accounts (id);
