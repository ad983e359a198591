-- Up Migration
-- What lets a person recognise a session in the list of their own; deleted with it.
alter table sessions add column user_agent text, add column address text;

-- One secret an account, sealed by a key that the database does not hold. Once confirmed it is asked
-- for at each sign-in; no time step is taken twice (RFC 6238, section 5.2).
create table totp_secrets (
  user_id uuid primary key references users on delete cascade,
  sealed_secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null default clock_timestamp()
);

-- Each stands once for a code of the second factor. Only hashes are kept.
create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- Public keys of authenticators (WebAuthn, level 3).
create table passkeys (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  credential_id bytea not null constraint passkeys_credential_known unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  backed_up boolean not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);

-- A ceremony that has begun: its challenge is answered once, within minutes. Without a user it is a
-- sign-in, for which nobody has been named yet.
create table passkey_challenges (
  challenge_hash bytea primary key,
  user_id uuid references users on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenges_expiry on passkey_challenges (expires_at);

-- Down Migration
drop table passkey_challenges, passkeys, recovery_codes, totp_secrets;
alter table sessions drop column user_agent, drop column address;
