-- Whoever looks at zones, or asks for certificates, is woken by rows that have changed. A trigger for each statement also fired when
-- nothing was due, so that looking woke the next look at once, thousands of times a second.

-- +goose Up
drop trigger domains_notify on domains;
create trigger domains_notify_asked after insert on domains for each row execute function notify_domains();
create trigger domains_notify after update of state, check_at, issue_at on domains for each row execute function notify_domains();

-- +goose Down
drop trigger domains_notify on domains;
drop trigger domains_notify_asked on domains;
create trigger domains_notify after insert or update of state, check_at, issue_at on domains for each statement execute function notify_domains();
