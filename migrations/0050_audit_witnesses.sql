-- Up Migration
-- Witnesses of the log, as C2SP's tlog-witness has them: docs/proof.md.
-- Of each log that this installation cosigns the largest head that it has seen; size 0: none yet.
create table audit_witnessed (
  origin text primary key check (octet_length(origin) between 1 and 1000),
  size bigint not null default 0 check (size >= 0),
  root bytea check (octet_length(root) = 32),
  -- The checkpoint, as its log has signed it.
  note text,
  at timestamptz not null default clock_timestamp(),
  check ((size = 0) = (root is null) and (size = 0) = (note is null))
);

-- Whoever cosigned a head never goes back to a smaller one, nor to another of the same size, whatever the program asks for.
create function audit_witnessed_only_grows() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.origin <> old.origin or new.size <= old.size then
    raise exception 'the log % was seen with % leaves, and not with %', old.origin, old.size, new.size
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger audit_witnessed_only_grows before update on audit_witnessed
  for each row execute function audit_witnessed_only_grows();

-- What witnesses have said of this installation's own heads.
create table audit_cosignatures (
  log integer not null,
  size bigint not null,
  -- Its key, as it is handed on: name+hash+key.
  witness text not null check (octet_length(witness) between 1 and 1000),
  -- As it stands below the head.
  line text not null check (octet_length(line) between 1 and 2000),
  -- By the witness's clock.
  cosigned_at timestamptz not null,
  primary key (log, size, witness),
  foreign key (log, size) references audit_heads
);

-- Down Migration
drop table audit_cosignatures, audit_witnessed;
drop function audit_witnessed_only_grows;
