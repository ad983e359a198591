-- Up Migration
-- Several people, one party: see docs/decisions/2026-11-30-acting-for-a-party.md.
alter table parties drop constraint parties_kind_check;
update parties set kind = 'association' where kind = 'organisation';
alter table parties add constraint parties_kind_check
  check (kind in ('person', 'company', 'association', 'public_body'));

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
-- After the trigger, whose lock waited for every registration under way.
insert into memberships (party_id, user_id, role, since)
  select party_id, id, 'owner', created_at from users on conflict do nothing;

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

-- A key used for another party than the own one is kept as "PARTY KEY"; no key that is sent has a space.
alter table idempotency_keys drop constraint idempotency_keys_key_check;
alter table idempotency_keys add constraint idempotency_keys_key_check check (length(key) between 1 and 300);

-- Down Migration
alter table idempotency_keys drop constraint idempotency_keys_key_check;
delete from idempotency_keys where length(key) > 255;
alter table idempotency_keys add constraint idempotency_keys_key_check check (length(key) between 1 and 255);
drop table invitations;
drop trigger users_own_membership on users;
drop function own_membership;
drop table memberships, organisations;
alter table parties drop constraint parties_kind_check;
update parties set kind = 'organisation' where kind <> 'person';
alter table parties add constraint parties_kind_check check (kind in ('person', 'organisation'));
