-- Up Migration
-- For its intersection of sorted arrays; a trusted extension.
create extension if not exists intarray;

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
drop extension intarray;
