import { againstPgbench } from "../support/comparisons.ts";
import type { Answer, Question } from "../support/question.ts";
import { CREUSE, PARIS, withinTenKilometres } from "../support/sample.ts";

export const near: Question = {
  name: "near",
  async ask(bench) {
    const server = await bench.startServer({ cache: "off" });
    const answers: Answer[] = [];
    for (const [place, point] of Object.entries({ Paris: PARIS, "the country": CREUSE })) {
      const asks = withinTenKilometres(point, 5);
      const scripts = await bench.scriptsOf(asks);
      const what = `within 10 km, ${place}, not cached`;
      const floor = "pgbench, same SQL";
      answers.push(
        await againstPgbench(bench, { what, server, asks, scripts, floor, wanted: { atLeast: 0.55 } }),
      );
    }
    return answers;
  },
};
