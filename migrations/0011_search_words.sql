-- Up Migration
-- The words of missions as people write them, for what is typed wrong. `deletions` holds hashes of the folded word
-- and of it without each of its letters: two words that share one differ by a letter or two.
create table search_words (
  word text collate "C" primary key,
  written text not null,
  term integer not null,
  deletions integer[] not null
);
create index search_words_deletions on search_words using gin (deletions) with (fastupdate = off);
create index search_words_term on search_words (term);

-- How far the jobs of search have come; one row.
create table search_progress (
  single boolean primary key default true check (single),
  -- Up to which card words were taken into search_words, in the order of publication.
  words_until timestamptz not null default '-infinity',
  words_until_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- What was read for it: texts, and the words of their titles and descriptions in all.
  texts bigint not null default 0,
  title_words bigint not null default 0,
  description_words bigint not null default 0,
  -- The analysis that every card has, and up to which id the cards have the next.
  analysis integer not null default 0,
  analysed_until uuid
);
insert into search_progress default values;

-- Down Migration
drop table search_progress, search_words;
