import type { Ask } from "../support/ask.ts";
import { type Client, latenciesOf, openClient } from "../support/load.ts";
import type { Answer, Question } from "../support/question.ts";
import { interleave } from "../support/rounds.ts";
import { furtherAsks, searchAsks } from "../support/search-asks.ts";
import { median, percentile } from "../support/statistics.ts";

const WANTED = { rare: 3, common: 6, "two common": 15, "five words": 30 };
const SLOWEST_WANTED = 100;
/** Requests until what answers them is compiled. */
const WARM_UP = 1_500;

export const search: Question = {
  name: "search",
  async ask(bench) {
    const { rounds: count, latencies, quick } = bench.effort;
    const server = await bench.startServer({ cache: "off" });
    const client = openClient(server.url);
    const { kinds, words } = await searchAsks(bench);
    await latenciesOf(client, Object.values(kinds).flat(), quick ? latencies : WARM_UP);
    const p50 = (asks: readonly Ask[]) => async () => median(await latenciesOf(client, asks, latencies));
    const rounds = await interleave(count, {
      rare: p50(kinds.rare),
      common: p50(kinds.common),
      "two common": p50(kinds["two common"]),
      "five words": p50(kinds["five words"]),
    });
    const answers = (Object.keys(WANTED) as (keyof typeof WANTED)[]).map((kind): Answer => {
      const figures = rounds.map((round) => round[kind]);
      return {
        what: `search, ${kind}${kind === "five words" ? "" : ` ${kind === "two common" ? "words" : "word"}`}, not cached, p50`,
        floor: null,
        measured: median(figures),
        unit: "ms",
        wanted: { atMost: WANTED[kind] },
        details: { "best round, ms": Math.min(...figures), "worst round, ms": Math.max(...figures) },
      };
    });
    const all = [...Object.values(kinds).flat(), ...furtherAsks(words)];
    const slowest = await slowestOf(client, all, quick ? 1 : count);
    client.close();
    return [...answers, slowest];
  },
};

/** The query whose median is the longest: what one pause of the machine made long is not a query's fault. */
async function slowestOf(client: Client, asks: readonly Ask[], repeated: number): Promise<Answer> {
  const medians: { path: string; ms: number }[] = [];
  const all: number[] = [];
  for (const ask of asks) {
    const taken = await latenciesOf(client, [ask], repeated);
    medians.push({ path: decodeURIComponent(ask.path), ms: median(taken) });
    all.push(...taken);
  }
  const [slowest, ...others] = medians.toSorted((a, b) => b.ms - a.ms);
  if (slowest === undefined) throw new Error("No query was asked.");
  return {
    what: `the slowest of ${asks.length} lists and searches, filters and distance included`,
    floor: null,
    measured: slowest.ms,
    unit: "ms",
    wanted: { atMost: SLOWEST_WANTED },
    details: {
      [`slowest: ${slowest.path}, ms`]: slowest.ms,
      ...Object.fromEntries(others.slice(0, 4).map(({ path, ms }) => [`then: ${path}, ms`, ms])),
      "p50 of all, ms": median(all),
      "p99 of all, ms": percentile(all, 99),
      "longest single answer, ms": Math.max(...all),
    },
  };
}
