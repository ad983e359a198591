-- Up Migration
-- Filled from features/categories/categories.ts whenever Swideal migrates.
create table categories (
  slug text primary key check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  position integer not null,
  -- A category that is no longer offered stays for the missions that have it.
  retired boolean not null default false
);

-- Down Migration
drop table categories;
