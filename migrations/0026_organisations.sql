-- Up Migration
-- Several people, one party: see docs/decisions/2026-11-30-acting-for-a-party.md.
-- What makes a party an organisation. Who changes who belongs to it locks this row first.
create table organisations (
  party_id uuid primary key references parties,
  -- Without an owner it is in the moderators' care.
  custody_since timestamptz,
  dissolved_at timestamptz,
  constraint dissolved_is_in_nobodys_care check (dissolved_at is null or custody_since is null)
);
create index organisations_in_custody on organisations (party_id) where custody_since is not null;

create table memberships (
  party_id uuid not null references parties,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'manager', 'member')),
  since timestamptz not null default clock_timestamp(),
  primary key (party_id, user_id)
);
create index memberships_user on memberships (user_id);

-- Everybody owns the own party. The program of before, which may still run, knows nothing of memberships and has no right
-- to the table until this migration is over: so the database itself makes them.
create function own_membership() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.memberships (party_id, user_id, role, since) values (new.party_id, new.id, 'owner', new.created_at);
  return null;
end $$;
revoke execute on function own_membership() from public;
create trigger users_own_membership after insert on users for each row execute function own_membership();
-- Those who are there already follow in 0027, which locks nothing for long.

-- Only hashes of tokens are kept; there is none before the mail is written.
create table invitations (
  id uuid primary key default uuid_v7(),
  party_id uuid not null references parties,
  email_key text not null,
  role text not null check (role in ('owner', 'manager', 'member')),
  locale text not null check (locale in ('fr', 'en')),
  token_hash bytea unique,
  invited_by uuid not null references users on delete cascade,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitations_party on invitations (party_id, id desc);
create index invitations_address on invitations (email_key, created_at);
create index invitations_expiry on invitations (expires_at);

-- Down Migration
drop table invitations;
drop trigger users_own_membership on users;
drop function own_membership;
drop table memberships, organisations;
