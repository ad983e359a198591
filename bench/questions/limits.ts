import { startRedis } from "../../tests/support/redis.ts";
import { speedOf } from "../support/load.ts";
import type { Answer, Question } from "../support/question.ts";
import { interleave, medianOf } from "../support/rounds.ts";

const routes = {
  "a cached public page": "/",
  feed: "/api/v1/missions",
  categories: "/api/v1/categories",
} as const;

/** More than any machine can ask, so that every request is counted and passes. */
const WIDE = "9999999/60";
const LIMITS_ON = {
  RATE_LIMITS: "on",
  RATE_LIMIT_GLOBAL: WIDE,
  RATE_LIMIT_SEARCH: WIDE,
  RATE_LIMIT_SUGGEST: WIDE,
};

/**
 * What limits cost a request that passes them all: two instances on one real Redis, one with limits and one without.
 * Both send the security headers, which nothing switches off. Processor time says the same on a machine that is busy
 * with something else.
 */
export const limits: Question = {
  name: "limits",
  async ask(bench) {
    const { rounds: count, seconds } = bench.effort;
    const REDIS_URL = bench.keep(await startRedis()).url;
    const off = await bench.startServer({ cache: "on" }, { REDIS_URL });
    const on = await bench.startServer({ cache: "on" }, { REDIS_URL, ...LIMITS_ON });
    const answers: Answer[] = [];
    for (const [name, path] of Object.entries(routes)) {
      const rounds = await interleave(count, {
        off: () => speedOf(off, [{ path }], seconds),
        on: () => speedOf(on, [{ path }], seconds),
      });
      answers.push({
        what: `every limit passed ÷ limits off: ${name}`,
        floor: "the same route, limits off",
        measured: medianOf(rounds, (round) => round.off.perSecond / round.on.perSecond),
        unit: "ratio",
        wanted: { atMost: 1.25 },
        details: {
          "off, a second": medianOf(rounds, (round) => round.off.perSecond),
          "on, a second": medianOf(rounds, (round) => round.on.perSecond),
          "processor time, on ÷ off": medianOf(rounds, (round) => round.on.processor / round.off.processor),
        },
      });
    }
    return answers;
  },
};
