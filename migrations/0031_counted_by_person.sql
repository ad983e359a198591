-- Up Migration
-- What one person did today is counted whatever has become of it: see docs/limits.md.
alter table organisations add column founded_by uuid references users on delete set null;
create index organisations_founder on organisations (founded_by);
create index invitations_sender on invitations (invited_by, created_at);

-- Down Migration
drop index invitations_sender;
alter table organisations drop column founded_by;
