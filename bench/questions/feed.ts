import { againstConstant, againstPgbench } from "../support/comparisons.ts";
import type { Question } from "../support/question.ts";

const asks = [{ path: "/api/v1/missions" }];

export const feed: Question = {
  name: "feed",
  async ask(bench) {
    const scripts = await bench.scriptsOf(asks);
    const server = await bench.startServer({ cache: "off" });
    const what = "feed, first page, not cached";
    const floor = "pgbench -M prepared, same SQL";
    return [await againstPgbench(bench, { what, server, asks, scripts, floor, wanted: { atLeast: 0.6 } })];
  },
};

export const feedCached: Question = {
  name: "feed-cached",
  async ask(bench) {
    const server = await bench.startServer({ cache: "on" });
    return [await againstConstant(bench, { what: "feed, cached", server, asks, wanted: { atLeast: 0.9 } })];
  },
};
