import { randomUUID } from "node:crypto";
import type { Command, UserActor } from "../../src/server/core/actor.ts";
import { NewMission } from "../../src/server/features/missions/mission-contract.ts";
import { createMissionService } from "../../src/server/features/missions/mission-service.ts";
import { listeners } from "../../src/server/listeners.ts";
import { createEmit } from "../../src/server/platform/events.ts";
import { missionInput } from "../../tests/support/people.ts";
import type { Installation } from "./installation.ts";

/**
 * What a publication takes with the job enqueued that matches it, and without: by turns, so that both meet the same
 * machine. Medians in milliseconds.
 */
export async function publicationRatio(
  { database, jobs, sql }: Installation,
  rounds: number,
): Promise<{ ratio: number; withAlerts: number; without: number }> {
  const actor = await publisher(sql);
  const published = async (parts: { jobs?: Installation["jobs"] }): Promise<number> => {
    const emit = createEmit(listeners({ currency: "EUR", recordSigner: null, ...parts }));
    const missions = createMissionService({ database, currency: "EUR", emit });
    const answer = { check: () => {}, repeat: () => {} };
    const command: Command = { actor: { ...actor, requestId: randomUUID() }, idempotency: null, answer };
    // A remote mission: communes are not loaded here.
    const input = NewMission.parse(missionInput({ location: null, remote: true }));
    const begun = performance.now();
    await missions.create(command, input, "fr");
    return performance.now() - begun;
  };
  const times: { withAlerts: number[]; without: number[] } = { withAlerts: [], without: [] };
  for (let round = 0; round < rounds + 20; round++) {
    const pair = [() => published({ jobs }), () => published({})] as const;
    const [first, second] = round % 2 === 0 ? [0, 1] : [1, 0];
    const took = [0, 0];
    took[first as number] = await (pair[first as 0] as () => Promise<number>)();
    took[second as number] = await (pair[second as 0] as () => Promise<number>)();
    if (round < 20) continue;
    times.withAlerts.push(took[0] as number);
    times.without.push(took[1] as number);
  }
  const [withAlerts, without] = [median(times.withAlerts), median(times.without)];
  return { ratio: withAlerts / without, withAlerts, without };
}

async function publisher(sql: Installation["sql"]): Promise<UserActor> {
  const [party] = await sql<{ id: string }>(
    "insert into parties (display_name) values ('Mairie') returning id",
  );
  const partyId = party?.id as string;
  const [user] = await sql<{ id: string }>(
    `insert into users (party_id, email, email_key, roles)
     values ($1, 'mairie@example.com', 'mairie@example.com', '{client}') returning id`,
    [partyId],
  );
  return {
    ...{ kind: "user", userId: user?.id as string, partyId, ownPartyId: partyId, partyRole: "owner" },
    ...{ sessionId: randomUUID(), roles: new Set(["client"] as const), requestId: "drill" },
    ...{ address: null, userAgent: null, page: null, arrivedAt: performance.now() },
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
