-- Up Migration
-- Who has left an organisation knows the prices that it had: see docs/decisions/2026-11-30-acting-for-a-party.md.
create table former_memberships (
  party_id uuid not null references parties,
  user_id uuid not null references users on delete cascade,
  until timestamptz not null default clock_timestamp(),
  primary key (party_id, user_id)
);
create index former_memberships_user on former_memberships (user_id);
create index former_memberships_until on former_memberships (until);

-- Down Migration
drop table former_memberships;
