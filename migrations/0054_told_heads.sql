-- Up Migration
-- Of which head a webhook of AUDIT_HEADS was told last: it cannot be asked, and what it missed while it was away is made up.
create table audit_told (
  listener text not null check (length(listener) between 1 and 300),
  log integer not null references audit_logs,
  size bigint not null check (size > 0),
  told_at timestamptz not null default clock_timestamp(),
  primary key (listener, log)
);

-- Down Migration
drop table audit_told;
