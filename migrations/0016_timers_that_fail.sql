-- Up Migration
-- A mission whose timer failed waits for its next try, longer each time, while the others move on. No foreign key: to
-- insert under one takes a lock on the mission's row, and that is what may be missing.
create table mission_timer_failures (
  mission_id uuid primary key,
  failures integer not null constraint fails_at_least_once check (failures > 0),
  retry_at timestamptz not null,
  -- The error's code or name, never what it says of the row.
  reason text not null
);

-- Down Migration
drop table mission_timer_failures;
