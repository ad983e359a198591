-- Up Migration
-- What somebody agreed to, or took back: a row each, by which it can be shown (RGPD, article 7).
create table consents (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  -- For whom it was said: the user's own party, or an organisation's.
  party_id uuid not null,
  purpose text not null check (purpose in ('terms', 'contact', 'alerts', 'alert_mails')),
  -- The mission, or the saved search; null: the account.
  subject_id uuid,
  -- Who is given something by it.
  receiver_party_id uuid,
  -- False: taken back.
  given boolean not null,
  at timestamptz not null default clock_timestamp(),
  -- On a page of ours, by a program, by a mail's own button; before: written down later, from a time that was kept.
  via text not null check (via in ('page', 'api', 'mail', 'before')),
  -- Of `text` the first 16 digits of its SHA-256; of what is kept elsewhere, as terms are, how that calls itself.
  text_version text,
  -- The words that the page had, in the language that it was read in; null where a program showed words of its own.
  text text,
  constraint consents_words_have_a_version check (text is null or text_version is not null)
);
create index consents_of_user on consents (user_id, at desc, id desc);
create index consents_standing on consents (party_id, purpose, subject_id);

-- What was agreed to before is known by its times alone.
insert into consents (user_id, party_id, purpose, given, at, via, text_version)
select id, party_id, 'terms', true, created_at, 'before', terms_version from users
where terms_version is not null and erased_at is null;
insert into consents (user_id, party_id, purpose, subject_id, receiver_party_id, given, at, via)
select u.id, u.party_id, 'contact', c.mission_id, c.receiver_party_id, said.given, said.at, 'before'
from contact_consents c join users u on u.party_id = c.giver_party_id
cross join lateral (values (true, c.given_at), (false, c.withdrawn_at)) as said (given, at)
where said.at is not null and u.erased_at is null;
insert into consents (user_id, party_id, purpose, subject_id, given, at, via)
select u.id, u.party_id, 'alerts', s.id, true, s.created_at, 'before'
from saved_searches s join users u on u.id = s.user_id where s.frequency <> 'off' and u.erased_at is null;

-- When what is put aside of an account goes, by hold; null: it was erased before this was noted.
alter table erasures add column held_until jsonb;

-- Down Migration
alter table erasures drop column held_until;
drop table consents;
