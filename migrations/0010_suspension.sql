-- Up Migration
-- Hidden because its client was suspended: shown again when the suspension is lifted, unlike what a
-- moderator hid for itself.
alter table missions add column hidden_by_suspension boolean not null default false;
alter table missions add constraint suspension_hides check (not hidden_by_suspension or status = 'hidden');

-- Down Migration
alter table missions drop column hidden_by_suspension;
