-- Up Migration
-- How the log proves itself: docs/proof.md. An entry's line is sealed as a leaf of a Merkle tree; until then a row with
-- the line's MAC waits. The program adds leaves by functions alone: it can neither change nor drop what is sealed.
alter table audit_entries add column evidence bytea;

-- Each has a tree of its own. One that cannot go on truthfully, after a restore for example, is followed by the next.
create table audit_logs (
  log integer primary key,
  origin text not null unique,
  begun_at timestamptz not null default clock_timestamp()
);

create table audit_unsealed (
  entry_at timestamptz not null,
  entry_id uuid not null,
  key_id bytea,
  mac bytea,
  primary key (entry_at, entry_id),
  check ((key_id is null) = (mac is null))
);

create table audit_leaves (
  log integer not null references audit_logs,
  leaf bigint not null check (leaf >= 0),
  -- unproven: written before the log was sealed; bad-mac: not written by the program; padding: hides how many there are.
  kind text not null check (kind in ('entry', 'unproven', 'bad-mac', 'padding')),
  entry_at timestamptz,
  entry_id uuid,
  padding bytea,
  primary key (log, leaf),
  check ((kind = 'padding') = (padding is not null) and (kind = 'padding') = (entry_id is null)
    and (entry_at is null) = (entry_id is null))
);
create unique index audit_leaves_entry on audit_leaves (entry_id, entry_at) where entry_id is not null;

-- 256 hashes each, as C2SP's tlog-tiles has them; the last of each level grows.
create table audit_tiles (
  log integer not null references audit_logs,
  level integer not null check (level >= 0),
  tile bigint not null check (tile >= 0),
  hashes bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) between 32 and 8192),
  primary key (log, level, tile)
);

create table audit_heads (
  log integer not null references audit_logs,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (log, size)
);

-- What was written before stands at the beginning, without a MAC.
insert into audit_unsealed (entry_at, entry_id) select at, id from audit_entries;

create function audit_begin_log(number integer, name text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_logs (log, origin) values (number, name) on conflict (log) do nothing;
$$;

-- Adds leaves to a log of exactly `size_before` leaves, their hashes to its tiles, and drops the rows that waited.
create function audit_seal(number integer, size_before bigint, kinds text[], ats timestamptz[], ids uuid[],
  paddings bytea[], levels integer[], tiles bigint[], offsets integer[], added bytea[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  size bigint;
begin
  select coalesce(max(leaf) + 1, 0) into size from audit_leaves where log = number;
  if size <> size_before then
    raise exception 'log % has % leaves, not %', number, size, size_before;
  end if;
  insert into audit_leaves (log, leaf, kind, entry_at, entry_id, padding)
    select number, size_before + place - 1, kind, at, id, filling
    from unnest(kinds, ats, ids, paddings) with ordinality as leaf (kind, at, id, filling, place);
  delete from audit_unsealed using unnest(ats, ids) as sealed (at, id) where entry_at = at and entry_id = id;
  for place in 1..coalesce(array_length(levels, 1), 0) loop
    if offsets[place] = 0 then
      insert into audit_tiles (log, level, tile, hashes) values (number, levels[place], tiles[place], added[place]);
    else
      update audit_tiles set hashes = hashes || added[place]
        where log = number and level = levels[place] and tile = tiles[place]
          and octet_length(hashes) = offsets[place] * 32;
      if not found then
        raise exception 'tile % of level % of log % does not end where % begins', tiles[place], levels[place], number, offsets[place];
      end if;
    end if;
  end loop;
end $$;

create function audit_publish_head(number integer, leaves bigint, root_hash bytea, signed text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_heads (log, size, root, note) values (number, leaves, root_hash, signed);
$$;

-- Down Migration
drop function audit_publish_head, audit_seal, audit_begin_log;
drop table audit_heads, audit_tiles, audit_leaves, audit_unsealed, audit_logs;
alter table audit_entries drop column evidence;
