-- Up Migration
-- What happened to an auction, one row each: what no other table remembers once the next thing has happened.
create table auction_moves (
  mission_id uuid not null references missions,
  number integer not null check (number > 0),
  move text not null,
  -- Of whom, under its number in this auction.
  bidder_number integer,
  -- The one that holds from then on, where the move says another.
  deadline timestamptz,
  at timestamptz not null default statement_timestamp(),
  primary key (mission_id, number)
);

-- The record of an auction that is over: heads that follow each other, each signed once, in the transaction that it tells
-- of. It outlives its mission's row.
create table auction_record_heads (
  mission_id uuid not null,
  number integer not null check (number > 0),
  -- JWS, compact.
  signed text not null,
  made_at timestamptz not null default statement_timestamp(),
  primary key (mission_id, number)
);

-- What a head holds hashes of. An erasure takes line and salt of what somebody wrote, and leaves the digest.
create table auction_record_lines (
  mission_id uuid not null,
  head integer not null,
  position integer not null check (position >= 0),
  -- What it is about: no two lines of an auction have one.
  key text not null,
  -- Whose offer it is about.
  bidder_number integer,
  -- Who wrote it; null for what nobody wrote.
  author_party_id uuid,
  digest bytea not null check (octet_length(digest) = 32),
  salt bytea,
  line text,
  primary key (mission_id, head, position),
  constraint auction_record_lines_key unique (mission_id, key),
  constraint auction_record_lines_of_their_head foreign key (mission_id, head)
    references auction_record_heads (mission_id, number),
  constraint what_nobody_wrote_stays check (author_party_id is not null or (line is not null and salt is not null))
);
create index auction_record_lines_author on auction_record_lines (author_party_id) where author_party_id is not null;

-- Down Migration
drop table auction_record_lines, auction_record_heads, auction_moves;
