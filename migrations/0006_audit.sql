-- Up Migration
-- What was done, by whom, to what: insert only, by month. What is personal stands in audit_details
-- as it is and here as a salted hash, so that an erasure does not break the proof.
create table audit_entries (
  id uuid not null default uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  action text not null,
  result text not null check (result in ('done', 'refused')),
  actor_kind text not null check (actor_kind in ('user', 'visitor', 'system')),
  actor_id uuid,
  actor_party_id uuid,
  actor_name text,
  resource_type text not null,
  resource_id uuid,
  request_id text not null,
  details_hash bytea,
  primary key (at, id)
) partition by range (at);
create index audit_entries_resource on audit_entries (resource_type, resource_id, at);
create index audit_entries_actor on audit_entries (actor_id, at);

create table audit_details (
  entry_at timestamptz not null,
  entry_id uuid not null,
  salt bytea not null,
  address text,
  user_agent text,
  changes jsonb,
  primary key (entry_at, entry_id)
) partition by range (entry_at);

create table audit_entries_default partition of audit_entries default;
create table audit_details_default partition of audit_details default;

-- Makes the monthly partitions of the next `months_ahead` months where they are missing: apart, then
-- attached, so that writers wait for an instant only. Runs as the owner, for the application's role
-- has no DDL.
create function ensure_month_partitions(months_ahead integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  parent text;
  month date;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('ensure_month_partitions', 0));
  foreach parent in array array['audit_entries', 'audit_details'] loop
    for ahead in 0..least(greatest(months_ahead, 0), 120) loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date;
      part := parent || '_' || to_char(month, 'YYYY_MM');
      if to_regclass('public.' || part) is null then
        execute format('create table public.%I (like public.%I including defaults including constraints)', part, parent);
        execute format('alter table public.%I attach partition public.%I for values from (%L) to (%L)',
          parent, part, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
select ensure_month_partitions(12);

-- Down Migration
drop function ensure_month_partitions;
drop table audit_details, audit_entries;
