import { sql } from "kysely";
import { type Actor, systemActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit, Listener } from "../../platform/events.ts";
import { lockAfterDueTransitions, makeTransition } from "../missions/index.ts";
import { missionsBidOnBy } from "./offer-queries.ts";
import { withdrawOfferOf } from "./withdrawal.ts";

/** What bidders read of a mission whose client is no more, in both languages: nobody knows whose it is to be. */
const REASON = "L’organisation a été dissoute. · The organisation was dissolved.";
const ENDS = new Set(["draft", "published", "closed"]);

/** Throws `invalid_transition`, naming the missions, where work is agreed or under way: somebody waits for it. */
export const leaveMarket: Listener<"party.dissolved"> = async (tx, actor, { partyId, by }, emit) => {
  await endAll(tx, actor, { partyId, by, reason: REASON }, emit);
  // Only now: an award that was under way has come before, or found the offer withdrawn.
  await refuseWhileWorking(tx, partyId);
};

/**
 * The same for an account that is erased. The program does it in the account's place, so that nothing which stays names an
 * address; bidders read that the account is no more. Work under way stays with moderators where the account was erased before.
 */
export const leaveMarketErased: Listener<"account.leaving"> = async (tx, { requestId }, event, emit) => {
  const { partyId, by } = event;
  const mover = by === "client" ? "client" : "moderator";
  await endAll(tx, systemActor("erasure", requestId), { partyId, by: mover }, emit);
  if (by !== "again") await refuseWhileWorking(tx, partyId);
};

interface Leaving {
  readonly partyId: string;
  readonly by: "client" | "moderator";
  readonly reason?: string;
}

/**
 * Ends what a party has on the market: its drafts and open missions are cancelled, its submitted offers withdrawn. What a
 * moderator hid stays hidden; it is locked as well, for it might be shown again at this very moment. Missions are locked in
 * the order of their ids, the own and others' alike, so that two who leave at once do not wait in a circle.
 */
async function endAll(tx: Tx, actor: Actor, { partyId, by, reason }: Leaving, emit: Emit): Promise<void> {
  const [own, bidOn] = [await missionsToEnd(tx, partyId), await missionsBidOnBy(tx, partyId)];
  for (const id of [...new Set([...own, ...bidOn])].sort()) {
    const mission = await lockAfterDueTransitions(tx, id, emit);
    if (mission.clientPartyId !== partyId) await withdrawOfferOf(tx, actor, mission, partyId, emit);
    else if (ENDS.has(mission.status))
      await makeTransition(tx, actor, mission, "cancel", by, emit, { reason });
  }
}

async function missionsToEnd(tx: Tx, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from missions where client_party_id = ${partyId} and status in ('draft', 'published', 'closed', 'hidden')`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

async function refuseWhileWorking(tx: Tx, partyId: string): Promise<void> {
  const { rows } = await sql<{ id: string; title: string }>`
    select m.id, m.title from missions m
    where m.status in ('awarded', 'in_progress', 'delivered', 'disputed') and (m.client_party_id = ${partyId}
      or m.id in (select o.mission_id from offers o where o.provider_party_id = ${partyId} and o.status = 'accepted'))
    order by m.id limit 20`.execute(tx);
  if (rows.length === 0) return;
  throw new AppError("invalid_transition", {
    fields: rows.map(({ id, title }) => ({
      path: `/missions/${id}`,
      code: "work_under_way",
      values: { title },
    })),
  });
}
