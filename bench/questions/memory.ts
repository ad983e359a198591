import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "../support/ask.ts";
import type { Child } from "../support/child.ts";
import { askMany } from "../support/load.ts";
import type { Question } from "../support/question.ts";
import { missionIds, PARIS } from "../support/sample.ts";
import { listAsk, searchAsks } from "../support/search-asks.ts";
import type { Workbench } from "../support/workbench.ts";

const MEGABYTE = 1_000_000;
/** For what follows a start, such as the first look of the jobs. */
const SETTLE_MS = 3_000;

export const memory: Question = {
  name: "memory",
  async ask(bench) {
    const requests = bench.effort.quick ? 10_000 : 100_000;
    // Fills the cache of compiled code, as the first start ever did.
    await (await bench.startServer({ cache: "on" })).stop();
    const server = await bench.startServer({ cache: "on" });
    await sleep(SETTLE_MS);
    const atStart = await residentOf(server);
    const asks = await mixedAsks(bench);
    await askMany(server, asks, requests / 10);
    const afterTenth = await residentOf(server);
    await askMany(server, asks, requests - requests / 10);
    const atEnd = await residentOf(server);
    const count = requests.toLocaleString("en");
    return [
      {
        what: "memory after start",
        floor: null,
        measured: atStart,
        unit: "MB",
        wanted: { atMost: 160 },
        details: {},
      },
      {
        what: `memory after ${count} mixed requests ÷ after start`,
        floor: "after start",
        measured: atEnd / atStart,
        unit: "ratio",
        wanted: { atMost: 1.2 },
        details: {
          "after start, MB": atStart,
          "after a tenth of them, MB": afterTenth,
          "at the end, MB": atEnd,
          "end ÷ after a tenth": atEnd / afterTenth,
        },
      },
    ];
  },
};

async function residentOf(server: Child): Promise<number> {
  return (await server.usage()).resident / MEGABYTE;
}

/** What visitors ask: pages, lists, searches, missions; some hundred addresses, most of them more than once. */
async function mixedAsks(bench: Workbench): Promise<Ask[]> {
  const { kinds } = await searchAsks(bench);
  const ids = await missionIds(bench, 100);
  const lists = [
    { sort: "newest" },
    { sort: "budget" },
    { category: "peinture" },
    { ...PARIS, radiusKm: 10 },
  ];
  const paths = ["/", "/en", "/api/v1/missions", "/api/v1/categories", "/api/v1/places?q=saint", "/livez"];
  const groups = [
    [...paths.map((path) => ({ path })), ...lists.map(listAsk)],
    Object.values(kinds).flat(),
    ids.map((id) => ({ path: `/api/v1/missions/${id}` })),
  ];
  // One of each in turn.
  return ids.flatMap((_, index) => groups.map((group) => group[index % group.length] as Ask));
}
