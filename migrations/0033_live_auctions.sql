-- Up Migration
-- The number of an auction's public state: who shows one number knows whether there is a newer one. It does not move with
-- what nobody outside sees: a lower price in a sealed auction, or a dispute.
alter table mission_tallies
  add column sequence bigint not null default 0 check (sequence >= 0),
  -- Those that are answered.
  add column question_count integer not null default 0 check (question_count >= 0);

-- How an open auction's best price and number of offers went. Revisions of offers cannot tell: they know no withdrawals.
create table price_history (
  mission_id uuid not null references missions,
  sequence bigint not null,
  at timestamptz not null,
  -- null: no offer stood.
  best_cents bigint check (best_cents between 100 and 100000000),
  offer_count integer not null check (offer_count >= 0),
  primary key (mission_id, sequence)
);

-- Down Migration
drop table price_history;
alter table mission_tallies drop column question_count, drop column sequence;
