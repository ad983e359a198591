-- Up Migration
-- What a person has put aside. A mission may leave the record one day, and these rows stay: no foreign key.
create table favourites (
  user_id uuid not null references users on delete cascade,
  mission_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, mission_id)
);
create index favourites_latest on favourites (user_id, created_at desc, mission_id desc);
create index favourites_mission on favourites (mission_id);

-- Down Migration
drop table favourites;
