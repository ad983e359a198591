-- Up Migration
-- Each attempt to make a backup, so that health, operators and administrators know of the last good one and of what failed.
-- What is in a backup its own manifest says.
create table backup_runs (
  -- The backup's own.
  id uuid primary key,
  made_by text not null check (made_by in ('command', 'schedule', 'administrator')),
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  begun_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  -- Of what lies in the store.
  bytes bigint check (bytes >= 0),
  rows bigint check (rows >= 0),
  -- In words of the program.
  reason text check (octet_length(reason) between 1 and 2000),
  constraint backup_runs_ended check ((state = 'running') = (ended_at is null)),
  constraint backup_runs_done check ((state = 'done') = (bytes is not null) and (state = 'done') = (rows is not null)),
  constraint backup_runs_failed check ((state = 'failed') = (reason is not null))
);
create index backup_runs_begun on backup_runs (begun_at);

-- Down Migration
drop table backup_runs;
