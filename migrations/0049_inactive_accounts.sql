-- Up Migration
-- The day on which somebody was last signed in, by the database's clock; of those who are there already, today.
alter table users add column last_seen_on date not null default current_date;
create index users_last_seen on users (last_seen_on) where erased_at is null;

-- Who was told that the account will be erased unless its owner signs in.
create table inactivity_warnings (
  user_id uuid not null references users on delete cascade,
  number smallint not null check (number in (1, 2)),
  warned_at timestamptz not null default clock_timestamp(),
  primary key (user_id, number)
);

-- Down Migration
drop table inactivity_warnings;
alter table users drop column last_seen_on;
