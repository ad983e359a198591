-- Up Migration
-- An account that is no more: its id stays, for what others need; nothing leads from it to a person.
alter table users add column erased_at timestamptz;
alter table missions add column erased_at timestamptz;

-- Words may be taken out of rows that otherwise only grow, and nothing else may be done to them.
create function only_erased() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  words text := tg_argv[0];
begin
  if to_jsonb(new) - words is distinct from to_jsonb(old) - words or to_jsonb(new) ->> words <> 'Effacé · Erased' then
    raise exception '% of % can only be erased', words, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger mission_addenda_only_erased before update on mission_addenda
  for each row execute function only_erased('text');
create trigger mission_reasons_only_erased before update on mission_reasons
  for each row execute function only_erased('text');
create trigger restrictions_only_erased before update on restrictions
  for each row execute function only_erased('reason');

-- Ids alone: what was erased stays so after an older backup is put back.
create table erasures (
  -- Of no use to who does not know it: by it the receipt is read.
  id uuid primary key default uuid_v7(),
  user_id uuid not null unique references users,
  party_id uuid not null references parties,
  erased_at timestamptz not null default clock_timestamp()
);

-- What is to be done outside of the tables, again and again until it is.
create table erasure_steps (
  erasure_id uuid not null references erasures on delete cascade,
  step text not null,
  -- The address, under a key that the database does not have, while a step still needs it.
  sealed_address bytea,
  confirmed_at timestamptz,
  primary key (erasure_id, step),
  constraint confirmed_steps_know_no_address check (confirmed_at is null or sealed_address is null)
);
create index erasure_steps_open on erasure_steps (erasure_id) where confirmed_at is null;

-- What the law wants kept of accounts that are no more. The program puts in and cannot look.
create table legal_holds (
  id uuid primary key default uuid_v7(),
  user_id uuid not null,
  hold text not null check (hold in ('identity', 'connections')),
  ground text not null,
  content jsonb not null,
  kept_until timestamptz not null
);
create index legal_holds_user on legal_holds (user_id);
create index legal_holds_end on legal_holds (kept_until);

-- Empties what has been kept long enough; returns how many.
create function end_legal_holds() returns integer
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with ended as (delete from legal_holds where kept_until < clock_timestamp() returning 1)
  select count(*)::integer from ended;
$$;

-- Down Migration
drop function end_legal_holds;
drop table legal_holds, erasure_steps, erasures;
drop trigger restrictions_only_erased on restrictions;
drop trigger mission_reasons_only_erased on mission_reasons;
drop trigger mission_addenda_only_erased on mission_addenda;
drop function only_erased;
alter table missions drop column erased_at;
alter table users drop column erased_at;
