import { loadDemonstration } from "../../src/server/features/demo/index.ts";
import type { Ask } from "../support/ask.ts";
import { type Client, latenciesOf, openClient } from "../support/load.ts";
import { AT, SEED } from "../support/loaded-database.ts";
import type { Question } from "../support/question.ts";
import { searchAsks } from "../support/search-asks.ts";
import { median } from "../support/statistics.ts";

const LARGEST_BURST = 100_000;
/** So many at once are still written row by row into the indexes, which is what is asked about. */
const BATCH = 10_000;

export const burst: Question = {
  name: "burst",
  writes: true,
  async ask(bench) {
    const { database, effort } = bench;
    const server = await bench.startServer({ cache: "off" });
    const client = openClient(server.url);
    const { kinds } = await searchAsks(bench);
    const before = await medianLatency(client, kinds.rare, effort);
    const missions = Math.min(LARGEST_BURST, database.missions / 10);
    const start = performance.now();
    for (let loaded = 0; loaded < missions; loaded += BATCH) {
      await loadDemonstration(database.connection("owner"), {
        missions: Math.min(BATCH, missions - loaded),
        seed: SEED + 1 + loaded,
        // Not the moment of the loaded missions, by which they are told apart afterwards.
        at: new Date(AT.getTime() + 60_000),
        currency: "EUR",
        ownMissions: null,
        onProgress: () => {},
      });
    }
    const seconds = (performance.now() - start) / 1_000;
    const after = await medianLatency(client, kinds.rare, effort);
    client.close();
    return [
      {
        what: `rare word after a burst of ${missions.toLocaleString("en")} new missions ÷ before, p50`,
        floor: "before",
        measured: after / before,
        unit: "ratio",
        wanted: { atMost: 1.3 },
        details: { "before, ms": before, "after, ms": after, "the burst took, s": seconds },
      },
    ];
  },
};

/** The median over the rounds of their medians. What was a round ago cannot be had again, so they follow one another. */
async function medianLatency(
  client: Client,
  asks: readonly Ask[],
  { rounds, latencies }: { rounds: number; latencies: number },
): Promise<number> {
  const medians: number[] = [];
  for (let round = 0; round <= rounds; round++)
    medians.push(median(await latenciesOf(client, asks, latencies)));
  return median(medians.slice(1));
}
