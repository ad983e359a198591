-- Up Migration
-- The record. What is alive, and two years of what is not.
create table missions (
  id uuid primary key default uuid_v7(),
  client_party_id uuid not null references parties,
  status text not null default 'draft' check (status in (
    'draft', 'published', 'closed', 'awarded', 'in_progress', 'delivered',
    'completed', 'disputed', 'cancelled', 'expired', 'hidden')),
  hidden_from text check (hidden_from in ('published', 'closed')),
  auction text not null default 'open' check (auction in ('open', 'sealed')),
  title text not null,
  description text not null,
  category text references categories (slug),
  skills text[] not null default '{}',
  budget_cents bigint check (budget_cents between 100 and 100000000),
  place_insee_code text references places (insee_code),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  remote boolean not null default false,
  deadline timestamptz,
  -- How often a late offer has moved the deadline.
  extension_count smallint not null default 0 check (extension_count between 0 and 10),
  quality_score smallint not null check (quality_score between 0 and 100),
  -- What If-Match compares; offers never change it.
  version integer not null default 1,
  -- When a timer moves this mission on if nobody does; null where no timer runs.
  due_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  ended_at timestamptz,
  unique (id, client_party_id),
  constraint hidden_knows_from check ((status = 'hidden') = (hidden_from is not null)),
  constraint place_is_whole check ((latitude is null) = (longitude is null) and (latitude is null) = (place_insee_code is null)),
  constraint published_is_complete check (
    published_at is null or (category is not null and deadline is not null and (remote or latitude is not null))),
  constraint draft_is_unpublished check (
    case status when 'draft' then published_at is null when 'cancelled' then true else published_at is not null end)
);
create index missions_client on missions (client_party_id, id desc);
create index missions_client_status on missions (client_party_id, status, id desc);
create index missions_due on missions (due_at) where due_at is not null;

create table mission_addenda (
  id uuid primary key default uuid_v7(),
  mission_id uuid not null references missions,
  client_party_id uuid not null,
  text text not null,
  created_at timestamptz not null default clock_timestamp()
);
create index mission_addenda_mission on mission_addenda (mission_id, id);

create table offers (
  id uuid primary key default uuid_v7(),
  mission_id uuid not null,
  client_party_id uuid not null,
  provider_party_id uuid not null references parties,
  -- "Prestataire 1, 2, …": how bidders appear to each other.
  bidder_number integer not null check (bidder_number > 0),
  status text not null default 'submitted' check (status in (
    'submitted', 'withdrawn', 'accepted', 'rejected', 'declined', 'lapsed')),
  price_cents bigint not null check (price_cents between 100 and 100000000),
  duration_days integer not null check (duration_days between 1 and 3650),
  message text not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  foreign key (mission_id, client_party_id) references missions (id, client_party_id),
  constraint offers_one_per_provider unique (mission_id, provider_party_id),
  constraint offers_bidder_number unique (mission_id, bidder_number),
  constraint offers_not_on_own_mission check (provider_party_id <> client_party_id)
);
create unique index offers_one_accepted on offers (mission_id) where status = 'accepted';
create index offers_provider on offers (provider_party_id, id desc);

create table offer_revisions (
  offer_id uuid not null references offers,
  revision integer not null check (revision > 0),
  mission_id uuid not null,
  provider_party_id uuid not null,
  price_cents bigint not null check (price_cents between 100 and 100000000),
  created_at timestamptz not null default clock_timestamp(),
  primary key (offer_id, revision)
);

-- What changes with each offer, apart from the card: one narrow row, with room to update in place.
create table mission_tallies (
  mission_id uuid primary key references missions,
  offer_count integer not null default 0 check (offer_count >= 0),
  -- Always null in a sealed auction.
  best_offer_cents bigint
) with (fillfactor = 70);

-- The card: a published mission ready to be shown, found and sorted. Every public list reads cards.
create table mission_cards (
  mission_id uuid primary key references missions,
  client_party_id uuid not null,
  hot_rank bigint not null,
  published_at timestamptz not null,
  -- 0: none.
  budget_sort bigint not null,
  category text not null,
  remote boolean not null,
  -- null: no place. The fourth dimension (under 0.7 m) keeps missions of one commune apart, so that
  -- "nearest first" never has to sort a whole city.
  position cube,
  -- What it can be found by, as features/missions/search/keys.ts numbers it: each word's stem with how much the
  -- mission is about it, and what the filters ask. One index answers words and filters together, and common
  -- words by their best cards first, which an index on a tsvector cannot do.
  search_keys integer[] not null,
  card json not null
);
create index mission_cards_hot on mission_cards (hot_rank desc, mission_id desc);
create index mission_cards_newest on mission_cards (published_at desc, mission_id desc);
create index mission_cards_budget on mission_cards (budget_sort desc, mission_id desc);
create index mission_cards_category_hot on mission_cards (category, hot_rank desc, mission_id desc);
create index mission_cards_category_newest on mission_cards (category, published_at desc, mission_id desc);
create index mission_cards_category_budget on mission_cards (category, budget_sort desc, mission_id desc);
create index mission_cards_remote_hot on mission_cards (hot_rank desc, mission_id desc) where remote;
create index mission_cards_client on mission_cards (client_party_id);
create index mission_cards_search_keys on mission_cards using gin (search_keys) with (fastupdate = off);
create index mission_cards_position on mission_cards using gist (position) where position is not null;

-- Down Migration
drop table mission_cards, mission_tallies, offer_revisions, offers, mission_addenda, missions;
