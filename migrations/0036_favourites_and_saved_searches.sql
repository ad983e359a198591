-- Up Migration
-- What a person has put aside. A mission may leave the record one day, and these rows stay: no foreign key.
create table favourites (
  user_id uuid not null references users on delete cascade,
  mission_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, mission_id)
);
create index favourites_latest on favourites (user_id, created_at desc, mission_id desc);
create index favourites_mission on favourites (mission_id);

-- What saved searches ask for, each once however many people have saved it, ready to be judged. The search reads `query` and says
-- what `words` and the filters are; it reads it again when it reads words otherwise.
create table alert_queries (
  hash uuid primary key,
  query jsonb not null,
  language text check (language in ('fr', 'en')),
  -- By which words and synonyms it was read.
  read_by uuid not null,
  category text,
  budget_min bigint,
  budget_max bigint,
  remote boolean,
  latitude double precision,
  longitude double precision,
  -- Of the radius: the straight line through the unit sphere that spans it.
  chord double precision,
  words public.query_int,
  -- Whether words must stand together, which the text itself shows.
  phrases boolean not null
);
-- A mission that a query matches has one of its keys.
create table alert_anchors (
  anchor_key integer not null,
  query_hash uuid not null references alert_queries on delete cascade,
  primary key (anchor_key, query_hash)
);
create index alert_anchors_query on alert_anchors (query_hash);

create table saved_searches (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  name text not null,
  query_hash uuid not null references alert_queries,
  -- The town whose own point it searches around.
  place_insee_code text,
  frequency text not null check (frequency in ('instant', 'daily', 'weekly', 'off')),
  -- A trade or a town that it names is no more: its owner is asked to look at it.
  review_since timestamptz,
  -- What was found before is not new.
  seen_at timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp(),
  constraint reviewed_searches_are_off check (review_since is null or frequency = 'off')
);
create unique index saved_searches_once on saved_searches (user_id, query_hash);
create index saved_searches_query on saved_searches (query_hash);

-- Which searches have found which missions; kept for 90 days.
create table alert_matches (
  mission_id uuid not null,
  -- The search's owner, with whom it goes.
  user_id uuid not null,
  search_id uuid not null references saved_searches on delete cascade,
  at timestamptz not null default clock_timestamp(),
  -- A mission's are gone through person by person.
  primary key (mission_id, user_id, search_id)
);
create index alert_matches_search on alert_matches (search_id, at);
create index alert_matches_at on alert_matches using brin (at);

-- A person is alerted of a mission once, whatever searches find it.
create table alerts_sent (
  user_id uuid not null references users on delete cascade,
  mission_id uuid not null,
  -- Of the searches that found it the most urgent: 1 at once, 2 daily, 3 weekly.
  urgency smallint not null check (urgency between 1 and 3),
  at timestamptz not null default clock_timestamp(),
  primary key (user_id, mission_id)
);
create index alerts_sent_at on alerts_sent using brin (at);

-- A mail that goes out once a day to a person: the row is there once it was sent.
create table mail_runs (
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('digest')),
  day date not null,
  at timestamptz not null default clock_timestamp(),
  primary key (user_id, kind, day)
);

-- Down Migration
drop table mail_runs, alerts_sent, alert_matches, saved_searches, alert_anchors, alert_queries, favourites;
