-- Up Migration
-- The secret address of a person's deadlines; of the secret only the hash is kept.
create table calendars (
  user_id uuid primary key references users on delete cascade,
  secret_hash bytea not null unique,
  created_at timestamptz not null default clock_timestamp()
);

-- Pictures of missions for where they are shared, made when first asked for. Without a foreign key to missions, since each
-- can be made again.
create table mission_pictures (
  mission_id uuid primary key,
  client_party_id uuid not null,
  -- Of what the picture shows: another hash, another picture.
  content_hash bytea not null,
  picture bytea not null,
  made_at timestamptz not null default clock_timestamp()
);
create index mission_pictures_age on mission_pictures (made_at);

-- Down Migration
drop table mission_pictures, calendars;
