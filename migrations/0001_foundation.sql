-- Up Migration
create extension if not exists cube;

-- UUIDv7 (RFC 9562) by the database's clock: 48 bits of milliseconds, then a random UUIDv4's bits
-- with the version changed from 4 to 7.
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(overlay(
      uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6
    ), 52, 1), 53, 1), 'hex')::uuid
$$;

-- A point of the globe on the unit sphere. The straight line between two such points orders as the
-- great circle does, so a GiST index on it answers "nearest first" exactly (as earthdistance does,
-- which would need a superuser).
create function sphere_point(latitude double precision, longitude double precision) returns cube
  language sql immutable strict parallel safe as $$
  select cube(array[
    cos(radians(latitude)) * cos(radians(longitude)),
    cos(radians(latitude)) * sin(radians(longitude)),
    sin(radians(latitude))
  ])
$$;

create table idempotency_keys (
  user_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint text not null,
  response text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Down Migration
drop table idempotency_keys;
drop function sphere_point;
drop function uuid_v7;
