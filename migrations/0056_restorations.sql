-- Up Migration
-- That older states of the database were put back: one row each, for ever.
create table restorations (
  id uuid primary key default uuid_v7(),
  backup_id uuid not null,
  -- The state that was put back.
  snapshot_at timestamptz not null,
  restored_at timestamptz not null default clock_timestamp(),
  -- Without the list of what happened since: what was erased, hidden, cancelled or suspended may be here again.
  without_list boolean not null
);

-- While a row has no end no timer moves a mission.
create table timer_pauses (
  id uuid primary key default uuid_v7(),
  -- Missions whose time came since then did not end by their own lapse.
  since timestamptz not null,
  begun_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index timer_pauses_one on timer_pauses ((true)) where ended_at is null;

-- Down Migration
drop table timer_pauses, restorations;
