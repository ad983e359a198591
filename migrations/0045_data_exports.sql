-- Up Migration
-- What is kept of a person, gathered for that person: asked for, made by a job, taken once, gone a day later.
create table data_exports (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  -- In which the person proved to be the account's owner: in no other session is the archive given out.
  session_id uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  ready_at timestamptz,
  -- What it weighs in bytes.
  size bigint,
  taken_at timestamptz,
  expires_at timestamptz not null default clock_timestamp() + interval '24 hours',
  constraint exports_ready_whole check ((ready_at is null) = (size is null)),
  constraint exports_taken_were_ready check (taken_at is null or ready_at is not null)
);
-- One a person: the next takes the place of the one before.
create unique index data_exports_one on data_exports (user_id);
create index data_exports_expiry on data_exports (expires_at);

-- The archive in pieces, so that neither who makes it nor who sends it ever holds the whole of it.
create table data_export_parts (
  export_id uuid not null references data_exports on delete cascade,
  number integer not null check (number >= 0),
  content bytea not null,
  primary key (export_id, number)
);

-- Down Migration
drop table data_export_parts, data_exports;
