-- Up Migration
-- What binds each revision of an offer to what it said, as features/offers/commitment.ts makes it.
create table offer_commitments (
  mission_id uuid not null,
  offer_id uuid not null,
  revision integer not null,
  provider_party_id uuid not null,
  duration_days integer not null check (duration_days between 1 and 3650),
  -- SHA-256 of the message as this revision had it.
  message_digest bytea not null check (octet_length(message_digest) = 32),
  -- Its provider's until a sealed auction is over.
  salt bytea not null check (octet_length(salt) = 32),
  commitment bytea not null check (octet_length(commitment) = 32),
  primary key (mission_id, offer_id, revision),
  constraint offer_commitments_of_their_revision foreign key (mission_id, offer_id, revision)
    references offer_revisions (mission_id, offer_id, revision)
);

-- The root over all commitments of a sealed auction, from its deadline on. One that was cancelled before has none.
create table sealed_roots (
  mission_id uuid primary key references missions,
  size integer not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  written_at timestamptz not null default statement_timestamp()
);

-- Public keys by which records and receipts are checked, those of before included.
create table record_keys (
  kid text primary key,
  public_key bytea not null check (octet_length(public_key) = 32),
  -- A MAC by AUDIT_KEY: whoever has the database alone cannot add a key that is believed.
  voucher bytea not null,
  first_used_at timestamptz not null default clock_timestamp()
);

-- Down Migration
drop table record_keys, sealed_roots, offer_commitments;
