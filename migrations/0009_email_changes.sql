-- Up Migration
-- An address that an account asked to have. The old one is kept until its owner has been told, a few
-- days, so that no job has to carry an address.
create table email_changes (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  old_email text not null,
  new_email text not null,
  created_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz
);
create index email_changes_user on email_changes (user_id);
create index email_changes_age on email_changes (created_at);

-- Down Migration
drop table email_changes;
