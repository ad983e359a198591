import { type CompiledJob, tradeLottery } from "../../src/server/features/demo/catalogue.ts";
import {
  createDemoWorld,
  type DemoMission,
  generateMission,
} from "../../src/server/features/demo/mission.ts";
import type { DemoPlace } from "../../src/server/features/demo/places.ts";
import { createRandom } from "../../src/server/features/demo/random.ts";

/** What the generator knows of one example mission, whatever its words say. */
export interface MissionFacts {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** The job's place in its trade's file. */
  readonly job: number;
  /** The trade the job is for; null where none is. */
  readonly trade: CompiledJob["trade"];
  readonly town: string | null;
  readonly published: boolean;
}

export const SEED = 20_261_122;
export const AT = new Date("2026-11-22T12:00:00Z");

/** The stream from which a mission's trade and job are drawn first (features/demo/mission.ts). */
const TEXT_STREAM = 1;

/**
 * The facts of each mission of a demonstration of this size. Throws when the generator no longer draws a mission's
 * trade and job first, which is how they are known here.
 */
export function demonstrationFacts(missions: number, places: readonly DemoPlace[]): MissionFacts[] {
  const world = createDemoWorld({ seed: SEED, at: AT.getTime(), missions, places });
  return Array.from({ length: missions }, (_, index) => factsOf(generateMission(world, index)));
}

function factsOf(mission: DemoMission): MissionFacts {
  const random = createRandom(SEED, TEXT_STREAM, mission.index);
  const trade = random.pick(tradeLottery);
  const job = random.pick(trade.jobs);
  if (trade.category !== mission.category)
    throw new Error("The generator draws a mission's trade elsewhere now.");
  return {
    title: mission.title,
    description: mission.description,
    category: mission.category,
    job: trade.jobs.indexOf(job),
    trade: job.trade,
    town: mission.location?.place.name ?? null,
    published: mission.life.status === "published",
  };
}
