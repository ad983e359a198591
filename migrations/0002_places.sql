-- Up Migration
create extension if not exists pg_trgm;

-- The communes of France: a look-up table, filled by `migrate` from a file of the program.
create table places (
  insee_code text primary key check (insee_code ~ '^[0-9][0-9AB][0-9]{3}$'),
  name text not null,
  department text not null,
  postal_codes text[] not null,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  population integer not null check (population >= 0),
  -- The name in plain words ("saint etienne"), by which matches are ranked.
  name_key text not null,
  -- A space and a word for all that a word of a query may begin: " saint etienne 42000 42100".
  search_words text not null,
  -- Filled by the loader, not generated: a dump must load where no schema is on the search path.
  position cube not null
);

create index places_search on places using gin (search_words gin_trgm_ops) with (fastupdate = off);
create index places_position on places using gist (position);

-- Down Migration
drop table places;
