import { againstPgbench } from "../support/comparisons.ts";
import type { Question } from "../support/question.ts";
import { missionIds } from "../support/sample.ts";

export const mission: Question = {
  name: "mission",
  async ask(bench) {
    const asks = (await missionIds(bench, 5)).map((id) => ({ path: `/api/v1/missions/${id}` }));
    const scripts = await bench.scriptsOf(asks);
    const server = await bench.startServer({ cache: "off" });
    const what = "one mission by id, not cached";
    const floor = "pgbench, same SQL";
    return [await againstPgbench(bench, { what, server, asks, scripts, floor, wanted: { atLeast: 0.6 } })];
  },
};
