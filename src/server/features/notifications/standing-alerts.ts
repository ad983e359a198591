import type { Tx } from "../../platform/database/database.ts";
import type { Account } from "../accounts/index.ts";
import { isBlocked } from "../conversations/index.ts";
import { type MissionSummary, publicSummaries } from "../missions/index.ts";
import { findRole } from "../organisations/index.ts";
import { standingAlerts } from "../saved-searches/index.ts";

/** A mission of which a person is still to be alerted, and what its searches are called that found it. */
export interface StandingAlert {
  readonly mission: MissionSummary;
  readonly searches: readonly string[];
}

/**
 * Of these missions those that an alert is still worth: published, found by a search that still alerts, not of a party
 * that the person belongs to by now, and neither side has blocked the other. By the missions' ids.
 * @param currency ISO 4217: of every price on this installation
 */
export async function alertsThatStand(
  tx: Tx,
  reader: Pick<Account, "id" | "partyId">,
  missionIds: readonly string[],
  currency: string,
): Promise<Map<string, StandingAlert>> {
  const standing = new Map<string, StandingAlert>();
  if (missionIds.length === 0) return standing;
  const missions = await publicSummaries(tx, missionIds, currency);
  const found = await standingAlerts(tx, reader.id, missionIds);
  const shunned = new Map<string, boolean>();
  for (const [id, mission] of missions) {
    const searches = found.get(id);
    if (mission.status !== "published" || searches === undefined) continue;
    const client = mission.client.id;
    if (!shunned.has(client)) shunned.set(client, await isShunned(tx, reader, client));
    if (shunned.get(client) === false) standing.set(id, { mission, searches });
  }
  return standing;
}

async function isShunned(
  tx: Tx,
  { id, partyId }: Pick<Account, "id" | "partyId">,
  client: string,
): Promise<boolean> {
  return (await findRole(tx, client, id)) !== null || (await isBlocked(tx, partyId, client));
}
