import { againstConstant } from "../support/comparisons.ts";
import type { Question } from "../support/question.ts";

export const page: Question = {
  name: "page",
  async ask(bench) {
    const server = await bench.startServer({ cache: "on" });
    const asks = [{ path: "/" }];
    return [
      await againstConstant(bench, { what: "a cached public page", server, asks, wanted: { atLeast: 0.6 } }),
    ];
  },
};
