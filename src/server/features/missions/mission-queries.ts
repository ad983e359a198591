import { type RawBuilder, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Auction, MissionStatus, Performer } from "./mission-contract.ts";
import { missionTag } from "./mission-tags.ts";

/** A mission as the record holds it, with the names that showing it needs. Instants are Dates in UTC. */
export interface MissionRow {
  readonly id: string;
  readonly clientPartyId: string;
  readonly clientName: string;
  readonly status: MissionStatus;
  readonly hiddenFrom: MissionStatus | null;
  readonly auction: Auction;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly skills: string[];
  readonly performers: Performer[];
  readonly budgetCents: number | null;
  readonly inseeCode: string | null;
  readonly placeName: string | null;
  readonly postalCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly remote: boolean;
  readonly deadline: Date | null;
  readonly extensionCount: number;
  readonly qualityScore: number;
  readonly version: number;
  /** What others than its parties and moderators see in place of `version` and `updatedAt`; null before the work. */
  readonly shownVersion: number | null;
  readonly shownUpdatedAt: Date | null;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
  readonly offerCount: number;
  readonly bestOfferCents: number | null;
  readonly addenda: readonly { text: string; createdAt: string }[];
}

/** @param mission whose addenda are read: said outright where it is known, for a subquery is asked by itself */
const columnsOf = (mission: RawBuilder<unknown>) => sql`
  m.id, m.client_party_id as "clientPartyId", party.display_name as "clientName", m.status,
  m.hidden_from as "hiddenFrom", m.auction, m.title, m.description, m.category, m.skills, m.performers,
  m.budget_cents as "budgetCents", m.place_insee_code as "inseeCode", place.name as "placeName",
  place.postal_codes[1] as "postalCode", m.latitude, m.longitude, m.remote, m.deadline,
  m.extension_count as "extensionCount", m.quality_score as "qualityScore", m.version,
  m.shown_version as "shownVersion", m.shown_updated_at as "shownUpdatedAt", m.due_at as "dueAt",
  m.created_at as "createdAt", m.updated_at as "updatedAt", m.published_at as "publishedAt",
  coalesce(tally.offer_count, 0) as "offerCount", tally.best_offer_cents as "bestOfferCents",
  coalesce((
    select jsonb_agg(jsonb_build_object('text', a.text, 'createdAt', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.id)
    from mission_addenda a where a.mission_id = ${mission}), '[]') as addenda`;
const columns = columnsOf(sql`m.id`);

const joins = sql`
  missions m
  join parties party on party.id = m.client_party_id
  left join places place on place.insee_code = m.place_insee_code
  left join mission_tallies tally on tally.mission_id = m.id`;

export async function findMission(connection: Connection, id: string): Promise<MissionRow | null> {
  const { rows } = await sql<MissionRow>`
    select ${columnsOf(sql`${id}`)} from ${joins} where m.id = ${id}`.execute(connection);
  return rows[0] ?? null;
}

/**
 * As `findMission`, for a card that is about to be written: the client's name is held until the transaction
 * ends, so that who renames the client meanwhile comes after it and finds the card to rename.
 */
export async function findMissionForCard(tx: Tx, id: string): Promise<MissionRow | null> {
  const { rows } = await sql<MissionRow>`
    select ${columnsOf(sql`${id}`)} from ${joins} where m.id = ${id} for share of party`.execute(tx);
  return rows[0] ?? null;
}

/**
 * The mission as this reader may see it: anyone what is or was published and neither hidden nor cancelled;
 * its client and moderators always; who has an offer on it, once it was published.
 */
export async function findVisibleMission(
  connection: Connection,
  id: string,
  reader: { partyId: string | null; moderator: boolean },
): Promise<MissionRow | null> {
  const { rows } = await sql<MissionRow>`
    select ${columnsOf(sql`${id}`)} from ${joins}
    where m.id = ${id} and (
      m.published_at is not null and m.status not in ('hidden', 'cancelled')
      or m.client_party_id = ${reader.partyId}::uuid
      or ${reader.moderator}::boolean
      or m.published_at is not null and exists (
        select from offers o where o.mission_id = ${id} and o.provider_party_id = ${reader.partyId}::uuid)
    )`.execute(connection);
  return rows[0] ?? null;
}

/** Of these missions those that anyone may see, in no order. */
export async function findPublicMissions(
  connection: Connection,
  ids: readonly string[],
): Promise<MissionRow[]> {
  // As JSON the planner sees no values: for an array it makes a plan anew each time, which costs more than to run it.
  const { rows } = await sql<MissionRow>`
    select ${columns} from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted (id) cross join ${joins}
    where m.id = wanted.id::uuid and m.published_at is not null and m.status not in ('hidden', 'cancelled')`.execute(
    connection,
  );
  return rows;
}

/** Missions of a party, newest first, from before `beforeId`. */
export async function listMissionsOf(
  connection: Connection,
  partyId: string,
  filter: { status: MissionStatus | null; beforeId: string | null; limit: number },
): Promise<MissionRow[]> {
  const { rows } = await sql<MissionRow>`
    select ${columns} from ${joins}
    where m.client_party_id = ${partyId}
      ${filter.status === null ? sql`` : sql`and m.status = ${filter.status}`}
      ${filter.beforeId === null ? sql`` : sql`and m.id < ${filter.beforeId}`}
    order by m.id desc limit ${filter.limit}`.execute(connection);
  return rows;
}

/** What a mission's client may set. */
export interface MissionContent {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly skills: readonly string[];
  readonly performers: readonly Performer[];
  readonly auction: Auction;
  readonly budgetCents: number | null;
  readonly inseeCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly remote: boolean;
  readonly deadline: Date | null;
  readonly qualityScore: number;
}

/** A new draft, and the database's clock, to the millisecond. */
export async function insertMission(
  tx: Tx,
  clientPartyId: string,
  content: MissionContent,
): Promise<{ id: string; now: Date }> {
  const { rows } = await sql<{ id: string; now: Date }>`
    insert into missions (
      client_party_id, title, description, category, skills, performers, auction, budget_cents,
      place_insee_code, latitude, longitude, remote, deadline, quality_score)
    values (
      ${clientPartyId}, ${content.title}, ${content.description}, ${content.category}, ${content.skills},
      ${content.performers}, ${content.auction}, ${content.budgetCents}, ${content.inseeCode}, ${content.latitude},
      ${content.longitude}, ${content.remote}, ${content.deadline}, ${content.qualityScore})
    returning id, created_at as now`.execute(tx);
  return rows[0] as { id: string; now: Date };
}

export async function updateContent(tx: Tx, id: string, content: MissionContent): Promise<void> {
  invalidateOnCommit(tx, missionTag(id));
  await sql`
    update missions set
      title = ${content.title}, description = ${content.description}, category = ${content.category},
      skills = ${content.skills}, performers = ${content.performers}, auction = ${content.auction}, budget_cents = ${content.budgetCents},
      place_insee_code = ${content.inseeCode}, latitude = ${content.latitude}, longitude = ${content.longitude},
      remote = ${content.remote}, deadline = ${content.deadline}, quality_score = ${content.qualityScore},
      due_at = case when status = 'published' then ${content.deadline} else due_at end,
      version = version + 1, updated_at = statement_timestamp()
    where id = ${id}`.execute(tx);
}

/** A draft alone: the database refuses anything else. */
export async function deleteMission(tx: Tx, id: string): Promise<void> {
  invalidateOnCommit(tx, missionTag(id));
  await sql`delete from missions where id = ${id}`.execute(tx);
}

export async function countAddenda(tx: Tx, missionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mission_addenda where mission_id = ${missionId}`.execute(tx);
  return (rows[0] as { count: number }).count;
}

export async function insertAddendum(tx: Tx, mission: { id: string; clientPartyId: string }, text: string) {
  invalidateOnCommit(tx, missionTag(mission.id));
  await sql`
    insert into mission_addenda (mission_id, client_party_id, text)
    values (${mission.id}, ${mission.clientPartyId}, ${text})`.execute(tx);
  await sql`
    update missions set version = version + 1, updated_at = statement_timestamp() where id = ${mission.id}`.execute(
    tx,
  );
}
