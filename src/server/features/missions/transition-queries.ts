import { sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { MissionFacts } from "./mission.ts";
import type { MissionStatus } from "./mission-contract.ts";
import { missionTag } from "./mission-tags.ts";
import { raiseSequence } from "./tally-queries.ts";

/** A mission whose row this transaction has locked, with what its moves depend on. */
export interface LockedMission extends MissionFacts {
  readonly id: string;
  readonly clientPartyId: string;
  readonly deadline: Date | null;
  readonly dueAt: Date | null;
  readonly extensionCount: number;
  readonly version: number;
  readonly hiddenBySuspension: boolean;
  readonly published: boolean;
  /** Offers of any state. */
  readonly offersEver: number;
  readonly acceptedProviderId: string | null;
  /** The database's clock, read after the row was locked, to the millisecond. */
  readonly now: Date;
  /** No timer acts: an older state of the database was put back. */
  readonly timersPaused: boolean;
}

/** A draft that this transaction has just inserted: nobody else sees it yet, so its row is as good as locked. */
export const lockedDraft = (
  { id, now }: { id: string; now: Date },
  clientPartyId: string,
  { auction, deadline }: Pick<LockedMission, "auction" | "deadline">,
): LockedMission => ({
  id,
  now,
  clientPartyId,
  auction,
  deadline,
  status: "draft",
  hiddenFrom: null,
  hiddenBySuspension: false,
  published: false,
  dueAt: null,
  extensionCount: 0,
  version: 1,
  liveOffers: 0,
  offersEver: 0,
  acceptedProviderId: null,
  deadlinePassed: deadline !== null && deadline.getTime() <= now.getTime(),
  timersPaused: false,
});

type Stored = Omit<
  LockedMission,
  "now" | "timersPaused" | "liveOffers" | "offersEver" | "acceptedProviderId" | "deadlinePassed"
>;
type Found = Pick<LockedMission, "now" | "timersPaused" | "liveOffers" | "offersEver" | "acceptedProviderId">;

/**
 * Locks the mission's row until the transaction ends, then reads the clock and the offers: everything
 * that moves a mission, makes an offer or lowers one begins here, so that they happen one after another.
 */
export async function lockMission(tx: Tx, id: string): Promise<LockedMission | null> {
  const { rows } = await sql<Stored>`
    select id, client_party_id as "clientPartyId", status, hidden_from as "hiddenFrom", auction, deadline,
      due_at as "dueAt", extension_count as "extensionCount", version,
      hidden_by_suspension as "hiddenBySuspension", published_at is not null as published
    from missions where id = ${id} for update`.execute(tx);
  const [mission] = rows;
  if (mission === undefined) return null;
  // A statement of its own: in the one above the clock would be read before the lock is had.
  const { rows: facts } = await sql<Found>`
    select date_trunc('milliseconds', clock_timestamp()) as now,
      exists (select from timer_pauses where ended_at is null) as "timersPaused",
      count(*) filter (where status = 'submitted') as "liveOffers", count(*) as "offersEver",
      (array_agg(provider_party_id) filter (where status = 'accepted'))[1] as "acceptedProviderId"
    from offers where mission_id = ${id}`.execute(tx);
  const found = facts[0] as Found;
  return {
    ...mission,
    ...found,
    deadlinePassed: mission.deadline !== null && mission.deadline.getTime() <= found.now.getTime(),
  };
}

export interface StateChange {
  readonly status: MissionStatus;
  readonly hiddenFrom: MissionStatus | null;
  readonly hiddenBySuspension: boolean;
  readonly deadline: Date | null;
  readonly dueAt: Date | null;
  readonly extensionCount: number;
  readonly published: boolean;
  readonly ended: boolean;
  /** Whether the work was under way before, or begins with it. */
  readonly work: "none" | "begins" | "underWay";
}

export async function updateState(tx: Tx, mission: LockedMission, change: StateChange): Promise<void> {
  invalidateOnCommit(tx, missionTag(mission.id));
  const [begins, underWay] = [change.work === "begins", change.work === "underWay"];
  await sql`
    update missions set
      status = ${change.status}, hidden_from = ${change.hiddenFrom},
      hidden_by_suspension = ${change.hiddenBySuspension}, deadline = ${change.deadline},
      due_at = ${change.dueAt}, extension_count = ${change.extensionCount}, version = version + 1, updated_at = ${mission.now},
      shown_version = case when ${begins} then version + 1 when ${underWay} then coalesce(shown_version, version)
        else shown_version end,
      shown_updated_at = case when ${begins} then ${mission.now}::timestamptz
        when ${underWay} then coalesce(shown_updated_at, updated_at) else shown_updated_at end,
      published_at = case when ${change.published} then coalesce(published_at, ${mission.now}) else published_at end,
      ended_at = case when ${change.ended} then ${mission.now}::timestamptz end
    where id = ${mission.id}`.execute(tx);
}

/** A late offer moves the deadline; the version stays, as with everything that offers do. */
export async function moveDeadline(tx: Tx, missionId: string, deadline: Date): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`
    update missions set deadline = ${deadline}, due_at = ${deadline}, extension_count = extension_count + 1
    where id = ${missionId}`.execute(tx);
  await raiseSequence(tx, missionId);
}

/** A party's missions that were ever published. */
export async function publishedMissionsOf(tx: Tx, clientPartyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from missions where client_party_id = ${clientPartyId} and published_at is not null`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** A party's missions that a suspension hides. */
export async function missionsOnShowOf(tx: Tx, clientPartyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from missions
    where client_party_id = ${clientPartyId} and status in ('published', 'closed')`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function missionsHiddenBySuspension(tx: Tx, clientPartyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from missions
    where client_party_id = ${clientPartyId} and status = 'hidden' and hidden_by_suspension`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whose offers on a mission could still win, or have won. */
export async function biddersOf(tx: Tx, missionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select provider_party_id as id from offers
    where mission_id = ${missionId} and status in ('submitted', 'accepted')`.execute(tx);
  return rows.map(({ id }) => id);
}
