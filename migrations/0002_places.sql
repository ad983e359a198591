-- Up Migration
-- The communes of France: a look-up table, filled by `migrate` from a file of the program.
create table places (
  insee_code text primary key check (length(insee_code) = 5),
  name text not null,
  department text not null,
  -- The post's main one first.
  postal_codes text[] not null check (cardinality(postal_codes) > 0),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  population integer not null check (population >= 0),
  -- The name in plain words ("saint etienne"), by which matches are ranked.
  name_key text not null,
  -- All that a word of a query may begin: words of the name, postal codes, arrondissements.
  words tsvector not null
);
-- The index on words is made by the loader, after the rows: before them it costs a second.
-- For "the nearest commune". A GiST index on the sphere took three seconds of every first start.
create index places_latitude on places (latitude);

-- What `migrate` has filled, so that an unchanged file is not written again.
create table reference_loads (
  name text primary key,
  digest text not null,
  loaded_at timestamptz not null default clock_timestamp()
);

-- Down Migration
drop table reference_loads;
drop table places;
