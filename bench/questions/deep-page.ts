import { type Client, latenciesOf, openClient } from "../support/load.ts";
import type { Question } from "../support/question.ts";
import { interleave, medianOf } from "../support/rounds.ts";
import { median } from "../support/statistics.ts";

const PAGE = 20;
const LARGEST_PAGE = 100;

export const deepPage: Question = {
  name: "deep-page",
  async ask(bench) {
    const { rounds: count, latencies } = bench.effort;
    const server = await bench.startServer({ cache: "off" });
    const client = openClient(server.url);
    const [cards] = await bench.rows<{ count: number }>("select count(*)::integer from mission_cards");
    const number = Math.min(5_000, Math.floor((cards?.count ?? 0) / PAGE));
    const cursor = await cursorBehind(client, (number - 1) * PAGE);
    const p50 = async (path: string) => median(await latenciesOf(client, [{ path }], latencies));
    const rounds = await interleave(count, {
      first: () => p50("/api/v1/missions"),
      deep: () => p50(`/api/v1/missions?cursor=${cursor}`),
    });
    client.close();
    return [
      {
        what: `page ${number.toLocaleString("en")} against page 1, p50`,
        floor: null,
        measured: medianOf(rounds, ({ first, deep }) => deep / first),
        unit: "ratio",
        wanted: { atMost: 1.1 },
        details: {
          "page 1, ms": medianOf(rounds, ({ first }) => first),
          [`page ${number}, ms`]: medianOf(rounds, ({ deep }) => deep),
        },
      },
    ];
  },
};

/** The cursor that goes on behind so many missions, walked to by the largest pages. */
async function cursorBehind(client: Client, missions: number): Promise<string> {
  let cursor = "";
  for (let behind = 0; behind < missions; ) {
    const limit = Math.min(LARGEST_PAGE, missions - behind);
    const path = `/api/v1/missions?limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`;
    cursor = JSON.parse((await client.ask({ path })).toString()).nextCursor;
    if (cursor === null) throw new Error(`There are no ${missions} missions.`);
    behind += limit;
  }
  return cursor;
}
