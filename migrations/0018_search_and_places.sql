-- Up Migration
-- What search keeps of missions' texts lives as long as their cards, whoever removes or changes these. What it kept
-- until now may be of missions that are gone, so it goes; the jobs take in anew what is published.
truncate search_words, search_suggestions;
update search_progress set
  words_until = default, words_until_id = default, texts = default, title_words = default,
  description_words = default;
-- Up to which card the words were looked through once more, in the order of their ids.
alter table search_progress add column words_walked_until uuid;

-- How a word is written belongs to those who wrote it.
alter table search_words drop column written;

-- Some of the clients in whose missions a word stands, each with one of these missions: enough to tell whether
-- the word may be offered to others.
create table search_word_clients (
  word text collate "C" not null references search_words on delete cascade,
  client_party_id uuid not null,
  mission_id uuid not null references mission_cards on delete cascade,
  written text not null,
  primary key (word, client_party_id)
);
create index search_word_clients_mission on search_word_clients (mission_id);

alter table search_suggestions add foreign key (mission_id) references mission_cards on delete cascade;
create index search_suggestions_mission on search_suggestions (mission_id);

-- A word that stands in no mission any more is no word. What somebody else is writing is left for the job's sweep:
-- to wait for it here could be a deadlock.
create function forget_lost_words() returns trigger language plpgsql as $$
begin
  delete from search_words where word in (
    select w.word from search_words w
    where w.word in (select word from gone)
      and not exists (select from search_word_clients c where c.word = w.word)
    for update skip locked
  );
  return null;
end $$;
create trigger forget_lost_words after delete on search_word_clients
  referencing old table as gone for each statement execute function forget_lost_words();

-- What a client has taken out of a text is forgotten like a text that is gone.
create function forget_changed_text() returns trigger language plpgsql as $$
begin
  delete from search_word_clients where mission_id = new.mission_id;
  delete from search_suggestions where mission_id = new.mission_id;
  return null;
end $$;
create trigger forget_changed_text after update of card on mission_cards for each row
  when ((old.card ->> 'title') is distinct from (new.card ->> 'title')
    or (old.card ->> 'description') is distinct from (new.card ->> 'description'))
  execute function forget_changed_text();

-- An arrondissement of Paris, Lyon or Marseille is a place below its commune.
alter table places
  add column commune_code text references places,
  -- What is part of the commune now and was one of its own, as names and as keys.
  add column former_names text[] not null default '{}',
  add column former_keys text[] not null default '{}',
  -- The box around the commune, in degrees; null where it is not known.
  add column west double precision,
  add column south double precision,
  add column east double precision,
  add column north double precision;
create index places_commune on places (commune_code) where commune_code is not null;

-- Down Migration
delete from places where commune_code is not null;
alter table places drop column commune_code, drop column former_names, drop column former_keys,
  drop column west, drop column south, drop column east, drop column north;
delete from reference_loads where name = 'places';
drop trigger forget_changed_text on mission_cards;
drop function forget_changed_text;
drop table search_word_clients;
drop function forget_lost_words;
drop index search_suggestions_mission;
alter table search_suggestions drop constraint search_suggestions_mission_id_fkey;
truncate search_words;
alter table search_words add column written text not null;
alter table search_progress drop column words_walked_until;
update search_progress set words_until = default, words_until_id = default;
