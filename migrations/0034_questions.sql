-- Up Migration
-- What is asked of a mission in public, and what its client answers: part of what is asked for, seen by everybody at once.
create table questions (
  id uuid not null default uuid_v7(),
  mission_id uuid not null,
  client_party_id uuid not null,
  -- Shown to itself and to moderators alone.
  author_party_id uuid not null references parties,
  author_user_id uuid not null,
  -- Of the mission, and of no bidder.
  number integer not null check (number > 0),
  text text not null,
  asked_at timestamptz not null default clock_timestamp(),
  answer text,
  answered_at timestamptz,
  -- The decided report by which it was taken out of sight.
  hidden_by_decision uuid,
  primary key (mission_id, id),
  foreign key (mission_id, client_party_id) references missions (id, client_party_id),
  constraint questions_number unique (mission_id, number),
  constraint questions_not_on_own_mission check (author_party_id <> client_party_id),
  constraint questions_answered_whole check ((answer is null) = (answered_at is null))
);
-- An address of a question gives its id alone.
create index questions_id on questions (id);
create index questions_author on questions (author_party_id, mission_id);

alter table reports drop constraint reports_subject_type_check,
  add constraint reports_subject_type_check check (subject_type in ('mission', 'account', 'question'));
alter table restrictions drop constraint restrictions_kind_check,
  add constraint restrictions_kind_check check (
    kind in ('mission_hidden', 'mission_shown', 'account_suspended', 'account_reinstated', 'question_hidden')),
  drop constraint restriction_names_its_mission,
  add constraint restriction_names_its_mission check (
    (mission_id is not null) = (kind in ('mission_hidden', 'mission_shown', 'question_hidden')));

-- Down Migration
delete from reports where subject_type = 'question';
alter table reports drop constraint reports_subject_type_check,
  add constraint reports_subject_type_check check (subject_type in ('mission', 'account'));
delete from restrictions where kind = 'question_hidden';
alter table restrictions drop constraint restrictions_kind_check,
  add constraint restrictions_kind_check check (
    kind in ('mission_hidden', 'mission_shown', 'account_suspended', 'account_reinstated')),
  drop constraint restriction_names_its_mission,
  add constraint restriction_names_its_mission check (
    (mission_id is not null) = (kind in ('mission_hidden', 'mission_shown')));
drop table questions;
