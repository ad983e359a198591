-- Up Migration
-- A party owns; a user acts. Every user has its own party, organisations come later.
create table parties (
  id uuid primary key default uuid_v7(),
  kind text not null default 'person' check (kind in ('person', 'organisation')),
  display_name text not null,
  created_at timestamptz not null default clock_timestamp()
);

create table users (
  id uuid primary key default uuid_v7(),
  party_id uuid not null unique references parties,
  email text not null,
  -- Addresses are compared without regard to case; the local part is kept as it was typed.
  email_key text not null constraint users_email_taken unique,
  email_verified_at timestamptz,
  password_hash text,
  roles text[] not null check (roles <@ array['client', 'provider', 'moderator', 'admin'] and cardinality(roles) > 0),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  terms_version text,
  suspended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);

-- One row a sign-in: a family of refresh tokens, of which one is live. Only hashes are kept.
create table sessions (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references sessions on delete cascade,
  parent_hash bytea,
  created_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

-- Single-use tokens that travel by mail; only hashes are kept.
create table mail_tokens (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('verify_email', 'reset_password', 'change_email')),
  email text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mail_tokens_user on mail_tokens (user_id);
create index mail_tokens_expiry on mail_tokens (expires_at);

-- Down Migration
drop table mail_tokens, refresh_tokens, sessions, users, parties;
