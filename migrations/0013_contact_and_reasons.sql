-- Up Migration
-- How a party can be reached. Personal data of a party stands here and in work_addresses, nowhere else.
create table contact_details (
  party_id uuid primary key references parties,
  name text not null,
  phone text,
  email text,
  address text,
  updated_at timestamptz not null default clock_timestamp(),
  constraint contact_can_be_reached check (phone is not null or email is not null)
);

-- Who agreed, and when, that the other side of a mission gets these details if the mission is awarded to, or by, it.
create table contact_consents (
  mission_id uuid not null references missions,
  giver_party_id uuid not null references parties,
  receiver_party_id uuid not null references parties,
  given_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  primary key (mission_id, giver_party_id, receiver_party_id),
  constraint consent_is_for_another check (giver_party_id <> receiver_party_id)
);

-- Where the work is done, to the door; the mission itself names the commune alone.
create table work_addresses (
  mission_id uuid primary key,
  client_party_id uuid not null,
  address text not null,
  updated_at timestamptz not null default clock_timestamp(),
  -- A draft may be deleted, and takes its place of work with it.
  foreign key (mission_id, client_party_id) references missions (id, client_party_id) on delete cascade
);

-- Why somebody changed the course of another's work: their words, for the other side and moderators alone.
create table mission_reasons (
  id uuid primary key default uuid_v7(),
  mission_id uuid not null references missions,
  -- Whom it concerns beside the client: the accepted provider; null: all whose offers the move ended.
  provider_party_id uuid references parties,
  author_party_id uuid not null references parties,
  author text not null check (author in ('client', 'provider', 'moderator')),
  move text not null,
  text text not null,
  created_at timestamptz not null default clock_timestamp()
);
create index mission_reasons_mission on mission_reasons (mission_id, id desc);

-- What others than its two parties and moderators see of a mission whose work has begun: its version and its time
-- stand still from then on, so that neither tells of a dispute.
alter table missions
  add column shown_version integer,
  add column shown_updated_at timestamptz,
  add constraint shown_is_whole check ((shown_version is null) = (shown_updated_at is null));

-- Down Migration
alter table missions drop column shown_version, drop column shown_updated_at;
drop table mission_reasons, work_addresses, contact_consents, contact_details;
