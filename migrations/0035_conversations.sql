-- Up Migration
-- What the client of a mission and one of its providers write to each other. No text is changed or removed: it is evidence.
create table conversations (
  id uuid not null default uuid_v7(),
  mission_id uuid not null,
  client_party_id uuid not null,
  provider_party_id uuid not null references parties,
  -- The last message at all, and the last one of each side: what is unread is told by comparing one of them.
  last_message_id uuid,
  last_message_at timestamptz,
  last_of_client_id uuid,
  last_of_provider_id uuid,
  primary key (mission_id, id),
  foreign key (mission_id, client_party_id) references missions (id, client_party_id),
  constraint conversations_one_per_provider unique (mission_id, provider_party_id)
);
create index conversations_id on conversations (id);
create index conversations_client on conversations (client_party_id, last_message_id desc);
create index conversations_provider on conversations (provider_party_id, last_message_id desc);

create table messages (
  -- Within a conversation they ascend in the order in which they were written.
  id uuid not null,
  conversation_id uuid not null,
  mission_id uuid not null,
  client_party_id uuid not null,
  provider_party_id uuid not null,
  author_party_id uuid not null,
  author_user_id uuid not null,
  text text not null,
  sent_at timestamptz not null default clock_timestamp(),
  primary key (mission_id, id),
  foreign key (mission_id, conversation_id) references conversations (mission_id, id),
  constraint messages_author_takes_part check (author_party_id in (client_party_id, provider_party_id))
);
create index messages_id on messages (id);
create index messages_conversation on messages (mission_id, conversation_id, id desc);
create index messages_author on messages (author_user_id, sent_at);

-- How far a person has read, and whether it wants mails of it. The pointer only goes forward.
create table conversation_reads (
  mission_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  last_read_id uuid,
  muted boolean not null default false,
  -- Up to which message the last mail told of, and when it was written.
  told_id uuid,
  told_at timestamptz,
  primary key (mission_id, conversation_id, user_id),
  foreign key (mission_id, conversation_id) references conversations (mission_id, id)
);

-- Stops messages between two parties, both ways, and nothing else.
create table blocks (
  party_id uuid not null references parties,
  blocked_party_id uuid not null references parties,
  created_at timestamptz not null default clock_timestamp(),
  primary key (party_id, blocked_party_id),
  constraint blocks_another check (party_id <> blocked_party_id)
);
create index blocks_blocked on blocks (blocked_party_id);

alter table reports drop constraint reports_subject_type_check,
  add constraint reports_subject_type_check check (subject_type in ('mission', 'account', 'question', 'message'));

-- Down Migration
delete from reports where subject_type = 'message';
alter table reports drop constraint reports_subject_type_check,
  add constraint reports_subject_type_check check (subject_type in ('mission', 'account', 'question'));
drop table blocks, conversation_reads, messages, conversations;
