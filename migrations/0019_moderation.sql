-- Up Migration
-- Why an account is suspended, in a moderator's words: its owner reads it at the door.
alter table users add column suspension_reason text;
alter table users add constraint suspension_has_its_reason check (suspension_reason is null or suspended_at is not null);

-- What anyone says is wrong with a mission or an account. Names and addresses stand here and nowhere else.
create table reports (
  id uuid primary key default uuid_v7(),
  subject_type text not null check (subject_type in ('mission', 'account')),
  -- Of the mission, or of the party behind the account. No foreign key: what is reported may go, the report stays.
  subject_id uuid not null,
  category text not null,
  text text not null,
  reporter_user_id uuid references users,
  reporter_name text,
  reporter_email text,
  created_at timestamptz not null default clock_timestamp(),
  outcome text check (outcome in ('restricted', 'no_action')),
  reason text,
  decided_by uuid references users,
  decided_at timestamptz,
  constraint decided_whole check (
    (outcome is null) = (decided_at is null) and (outcome is null) = (reason is null) and (outcome is null) = (decided_by is null))
);
create index reports_open on reports (id desc) where outcome is null;
create index reports_subject on reports (subject_id, id desc);
create index reports_reporter on reports (reporter_user_id) where reporter_user_id is not null;

-- What moderators did to somebody's mission or account, and why: its owner reads each.
create table restrictions (
  id uuid primary key default uuid_v7(),
  -- Whose mission or account it is.
  party_id uuid not null references parties,
  kind text not null check (kind in ('mission_hidden', 'mission_shown', 'account_suspended', 'account_reinstated')),
  mission_id uuid references missions,
  reason text not null,
  decided_by uuid not null references users,
  created_at timestamptz not null default clock_timestamp(),
  constraint restriction_names_its_mission check ((mission_id is not null) = (kind in ('mission_hidden', 'mission_shown')))
);
create index restrictions_party on restrictions (party_id, id desc);

-- What moderators look after; the other states are many, and found otherwise.
create index missions_looked_after on missions (status, id desc) where status in ('hidden', 'disputed');

-- Down Migration
drop index missions_looked_after;
drop table restrictions, reports;
alter table users drop column suspension_reason;
