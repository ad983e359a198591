-- Up Migration
-- What stands for the part of a log that was pruned: docs/proof.md. The program reads it and the owner alone writes it.
create table audit_pruned (
  log integer not null references audit_logs,
  -- Leaves below are gone for good; those from `size` on are still there, their hashes at least.
  minimum bigint not null check (minimum > 0),
  size bigint not null check (size >= 0 and size <= minimum),
  -- Says both, and the hashes that make the pruned part, signed by a key of AUDIT_KEY.
  note text not null,
  -- What the log said at its beginning of the one before, where it follows one.
  begun bytea,
  at timestamptz not null default clock_timestamp(),
  primary key (log, minimum)
);

-- Drops the months before a day, of entries and of details: whole partitions, and what stands in those without a month.
create function audit_drop_months(before date) returns integer
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  part text;
  dropped integer := 0;
begin
  for part in
    select relname from pg_class join pg_inherits on inhrelid = oid
    where inhparent in ('audit_entries'::regclass, 'audit_details'::regclass)
      and relname ~ '^audit_(entries|details)_[0-9]{4}_[0-9]{2}$'
      and to_date(right(relname, 7), 'YYYY_MM') < before
  loop
    execute format('drop table %I', part);
    dropped := dropped + 1;
  end loop;
  delete from audit_entries where at < before::timestamp at time zone 'UTC';
  delete from audit_details where entry_at < before::timestamp at time zone 'UTC';
  return dropped;
end $$;
revoke execute on function audit_drop_months(date) from public;

-- Down Migration
drop function audit_drop_months;
drop table audit_pruned;
