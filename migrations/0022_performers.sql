-- Up Migration
-- Who may carry a mission out. There is no value for somebody who is employed: a wage is not set by an auction
-- (Code du travail, on electronic reverse auctions for a wage).
alter table missions add column performers text[] not null default '{self_employed,company,association}';
alter table missions add constraint performers_are_known check (
  cardinality(performers) > 0 and performers <@ array['self_employed', 'company', 'association']);

-- Down Migration
alter table missions drop column performers;
