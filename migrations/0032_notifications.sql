-- Up Migration
-- Who is to hear of what: written in the transaction of what happened. A mail is made from its row, never from the call.
create table notifications (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  -- For which of the reader's parties; null: for the reader as a moderator.
  party_id uuid references parties,
  kind text not null,
  mission_id uuid,
  -- What else it is about, as its kind says: a restriction, a question.
  subject_id uuid,
  -- Mails of one person leave in this order: two ids of one millisecond have none.
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  -- Cannot be switched off.
  service boolean not null,
  -- How the reader hears of it beside the page; as its preference was, until the mail leaves.
  delivery text not null check (delivery in ('instant', 'digest', 'weekly', 'none')),
  -- When its own mail is to be sent; null: it was, or there is none.
  mail_due_at timestamptz,
  mail_tries smallint not null default 0,
  -- When a mail server took it, by itself or in a digest.
  mailed_at timestamptz,
  constraint notifications_due_is_instant check (mail_due_at is null or delivery = 'instant' and mailed_at is null)
);
create index notifications_reader on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id, id desc) where read_at is null;
create index notifications_due on notifications (service, mail_due_at) where mail_due_at is not null;
create index notifications_due_of on notifications (user_id, created_at) where mail_due_at is not null;
create index notifications_mailed on notifications (user_id, mailed_at) where mailed_at is not null and not service;
create index notifications_gathered on notifications (delivery, user_id) where delivery in ('digest', 'weekly') and mailed_at is null;

-- Everything up to this notification is read: one row, however many it were.
create table notification_reads (
  user_id uuid primary key references users on delete cascade,
  all_before uuid not null
);

-- Absent: as the kind's default says.
create table notification_preferences (
  user_id uuid not null references users on delete cascade,
  kind text not null,
  mail text not null check (mail in ('instant', 'digest', 'off')),
  primary key (user_id, kind)
);

-- Whom mail servers refused for good, in a row: then what may be left out is.
create table mail_refusals (
  user_id uuid primary key references users on delete cascade,
  refusals smallint not null,
  stopped_at timestamptz
);

-- Which reminder was given of which moment: once each.
create table mission_reminders (
  mission_id uuid not null,
  kind text not null,
  about timestamptz not null,
  primary key (mission_id, kind, about)
);

-- Down Migration
drop table mission_reminders, mail_refusals, notification_preferences, notification_reads, notifications;
