import { type RawBuilder, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import type { MailChoice } from "./kind.ts";

export interface NewNotification {
  readonly userId: string;
  readonly partyId: string | null;
  readonly kind: string;
  readonly missionId: string | null;
  readonly subjectId: string | null;
  readonly service: boolean;
  /** Only if the person has chosen to hear of it. */
  readonly chosenOnly: boolean;
  /** How one hears of it who has not chosen. */
  readonly usual: MailChoice;
  readonly waitMinutes: number;
  readonly foldMinutes: number;
}

const NOTHING = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * Of `n`, which is this user's: that it is unread. The border of what was read at once is asked for by itself, so that the
 * walk along the unread begins behind it, however many are before.
 */
const isUnreadOf = (userId: RawBuilder<unknown>) => sql`(
  n.read_at is null
  and n.id > coalesce((select r.all_before from notification_reads r where r.user_id = ${userId}), ${NOTHING}))`;

export interface Written {
  readonly userId: string;
  readonly service: boolean;
  /** In how many seconds a mail of its own is due; null: none is. */
  readonly dueIn: number | null;
}

/** Of everybody who is to be told: whose row was written. */
export async function insertNotifications(tx: Tx, people: readonly NewNotification[]): Promise<Written[]> {
  const { rows } = await sql<Written>`
    insert into notifications (user_id, party_id, kind, mission_id, subject_id, service, delivery, mail_due_at)
    select p."userId", p."partyId", p.kind, p."missionId", p."subjectId", p.service, told.delivery,
      case when told.delivery = 'instant' then greatest(
        clock_timestamp() + make_interval(mins => p."waitMinutes"),
        -- A pause after the last mail about the same, whatever was read meanwhile.
        case when p."waitMinutes" > 0 then (
          select max(n.mailed_at) + make_interval(mins => p."foldMinutes") from notifications n
          where n.user_id = p."userId" and n.kind = p.kind and n.subject_id = p."subjectId" and n.mailed_at is not null)
        end) end
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p("userId" uuid, "partyId" uuid, kind text,
      "missionId" uuid, "subjectId" uuid, service boolean, "chosenOnly" boolean, usual text, "waitMinutes" int,
      "foldMinutes" int)
    left join notification_preferences chosen on chosen.user_id = p."userId" and chosen.kind = p.kind
    cross join lateral (select case when p.service then 'instant'
      else replace(coalesce(chosen.mail, p.usual), 'off', 'none') end as delivery) told
    where (not p."chosenOnly" or not p.service and coalesce(chosen.mail, 'off') <> 'off')
      and not (p."foldMinutes" > 0 and exists (
        select from notifications n
        where n.user_id = p."userId" and n.kind = p.kind and n.mission_id is not distinct from p."missionId"
          and n.subject_id is not distinct from p."subjectId" and ${isUnreadOf(sql`p."userId"`)}
          and n.created_at > clock_timestamp() - make_interval(mins => p."foldMinutes")))
    returning user_id as "userId", service, case when mail_due_at is not null
      then greatest(ceil(extract(epoch from mail_due_at - clock_timestamp())), 0)::int end as "dueIn"`.execute(
    tx,
  );
  return rows;
}

/** What was unread of one kind about one thing has been seen where it stands. */
export async function markReadAbout(
  tx: Tx,
  { userId, kind, subjectId }: { readonly userId: string; readonly kind: string; readonly subjectId: string },
): Promise<void> {
  invalidateOnCommit(tx, personTag(userId));
  await sql`
    update notifications set read_at = clock_timestamp()
    where user_id = ${userId} and kind = ${kind} and subject_id = ${subjectId} and read_at is null`.execute(
    tx,
  );
}

/** A notification as its mail and the page are made of it. */
export interface NotificationRow {
  readonly id: string;
  readonly userId: string;
  readonly partyId: string | null;
  readonly kind: string;
  readonly missionId: string | null;
  readonly subjectId: string | null;
  readonly createdAt: Date;
  readonly read: boolean;
}

export const notificationColumns = sql`
  n.id, n.user_id as "userId", n.party_id as "partyId", n.kind, n.mission_id as "missionId",
  n.subject_id as "subjectId", n.created_at as "createdAt",
  n.read_at is not null or coalesce(n.id <= r.all_before, false) as read`;

export const withReads = sql`notifications n left join notification_reads r on r.user_id = n.user_id`;

/** Those of a person, newest first. */
export async function listNotifications(
  connection: Connection,
  userId: string,
  filter: { unread: boolean; beforeId: string | null; limit: number },
): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select ${notificationColumns} from ${withReads}
    where n.user_id = ${userId}
      ${filter.beforeId === null ? sql`` : sql`and n.id < ${filter.beforeId}`}
      ${filter.unread ? sql`and ${isUnreadOf(sql`${userId}::uuid`)}` : sql``}
    order by n.id desc limit ${filter.limit}`.execute(connection);
  return rows;
}

const MOST_COUNTED = 100;

/** How many are unread, counted up to a hundred. */
export async function countUnread(connection: Connection, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      select from notifications n where n.user_id = ${userId} and ${isUnreadOf(sql`${userId}::uuid`)}
      limit ${MOST_COUNTED}) unread`.execute(connection);
  return rows[0]?.n ?? 0;
}

export const NOTIFICATIONS_KEPT = "1 years";

/**
 * Forgets what is a year old, read or not, and of which no mail is due; at most so many. An id of version 7 begins with its
 * millisecond, so that the oldest are found without an index of their own.
 */
export async function forgetOldNotifications(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from notifications where id in (
      select id from notifications
      where id < rpad(lpad(to_hex((extract(epoch from clock_timestamp() - ${NOTIFICATIONS_KEPT}::interval) * 1000)::bigint), 12, '0'), 32, '0')::uuid
        and mail_due_at is null
      order by id limit ${limit} for update skip locked
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function markRead(tx: Tx, userId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update notifications set read_at = clock_timestamp()
    where user_id = ${userId} and id = any(${ids}::uuid[]) and read_at is null`.execute(tx);
}

/**
 * This one of the person's, or the last before it, and all that came before: one row, however many they are; the pointer
 * never goes back, nor beyond what there is, or whatever comes would count as read.
 */
export async function markAllRead(tx: Tx, userId: string, before: string): Promise<void> {
  await sql`
    insert into notification_reads as r (user_id, all_before)
    select n.user_id, n.id from notifications n where n.user_id = ${userId} and n.id <= ${before}
    order by n.id desc limit 1
    on conflict (user_id) do update set all_before = greatest(r.all_before, excluded.all_before)`.execute(tx);
}
