-- Whoever sees some objects only reads of the audit what they did themselves: entries name objects, and people.

-- +goose Up
call viewer_sees('audit_entries', $c$actor in (select a.id from audit_actors a
        where a.user_id = nullif(current_setting('app.viewer', true), '')::uuid)$c$, 'select');
call viewer_sees('audit_details', 'exists (select from audit_entries e where e.id = audit_details.entry_id)', 'select');

-- +goose Down
drop policy viewer_sees on audit_details;
drop policy viewer_sees on audit_entries;
