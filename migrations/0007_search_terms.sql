-- Up Migration
-- For its intersection of sorted arrays; a trusted extension.
create extension if not exists intarray;

-- What the card can be found by, as features/missions/search/keys.ts numbers it: each word's stem with how much
-- the mission is about it, and what the filters ask. One index answers words and filters together, and common
-- words by their best cards first, which an index on a tsvector cannot do.
alter table mission_cards alter column search drop not null;
alter table mission_cards add column search_keys integer[] not null default '{}';
create index mission_cards_search_keys on mission_cards using gin (search_keys) with (fastupdate = off);

-- On how many cards a key of search_keys stands: term and level are its upper and lower bits. Counted anew by a
-- job, from a sample where there are many cards.
create table search_terms (
  term integer not null,
  level smallint not null,
  cards integer not null,
  primary key (term, level)
);

-- Where the titles of the latest missions can be entered while a person types: from each telling word on, folded.
create table search_suggestions (
  beginning text collate "C" not null,
  mission_id uuid not null,
  primary key (beginning, mission_id)
);

-- Down Migration
drop table search_suggestions, search_terms;
alter table mission_cards drop column search_keys;
drop extension intarray;
